//! SYNOP of land stations (WMO-No. 306, Manual on Codes, FM 12).

use super::{Rain, SurfaceReport};

/// Metres a second in a knot, exact.
const KNOT_M_S: f64 = 1852.0 / 3600.0;

/// Reads the groups of a report: `AAXX YYGGi IIiii irixhVV Nddff 1sTTT ...`.
pub(super) fn synop(words: &[&str]) -> Result<SurfaceReport, String> {
    let group = |at: usize, what: &str| {
        words
            .get(at)
            .copied()
            .filter(|word| word.len() == 5 && word.is_ascii())
            .ok_or(format!("expected {what} of five characters"))
    };
    let (time, station) = (group(1, "day, hour and unit of the wind")?, group(2, "the number of the station")?);
    group(3, "the group of visibility")?;
    let sky = group(4, "the group of cloud and wind")?;
    let day_hour_minute = part(time, 0).zip(part(time, 2)).map(|(day, hour)| (day as i8, hour as i8, 0));
    let day_hour_minute = day_hour_minute.filter(|(day, hour, _)| (1..=31).contains(day) && *hour < 24);
    let mut report = SurfaceReport {
        station: format!("station {station}"),
        day_hour_minute: day_hour_minute.ok_or("expected day and hour such as 02031")?,
        ..SurfaceReport::default()
    };
    let unit_m_s = match time.as_bytes()[4] {
        b'0' | b'1' => 1.0,
        b'3' | b'4' => KNOT_M_S,
        _ => return Err("expected 0, 1, 3 or 4 as the unit of the wind".to_owned()),
    };
    report.cloud = match sky.as_bytes()[0] {
        b'9' => Some((1.0, 1.0)),
        eighths @ b'0'..=b'8' => Some((f64::from(eighths - b'0') / 8.0, f64::from(eighths - b'0') / 8.0)),
        _ => None,
    };
    let mut rest = words[5..].iter().copied().take_while(|word| *word != "333" && *word != "555").peekable();
    if let (Some(tens), Some(speed)) = (part(sky, 1), part(sky, 3)) {
        // Winds of 99 units and more stand in a group of their own.
        let more = rest.next_if(|word| speed == 99 && word.starts_with("00"));
        let speed = more.and_then(|word| word.get(2..)?.parse::<f64>().ok()).unwrap_or(f64::from(speed));
        report.wind_speed_m_s = Some(speed * unit_m_s);
        report.wind_from_deg = (1..=36).contains(&tens).then(|| 10.0 * f64::from(tens)).filter(|_| speed > 0.0);
    }
    for word in rest.filter(|word| word.len() == 5 && word.is_ascii()) {
        read(word, &mut report);
    }
    Ok(report)
}

/// Two digits of a group.
fn part(group: &str, at: usize) -> Option<u8> {
    group.get(at..at + 2)?.parse().ok()
}

fn read(word: &str, report: &mut SurfaceReport) {
    let digits = word.get(1..).and_then(|digits| digits.parse::<i32>().ok());
    match (word.as_bytes()[0], digits) {
        (b'1', Some(digits)) => {
            let sign = if digits >= 1_000 { -1.0 } else { 1.0 };
            report.temperature_c = Some(sign * f64::from(digits % 1_000) / 10.0);
        }
        (b'3', Some(digits)) => {
            // Tenths of a hectopascal without the thousands.
            report.pressure_hpa = Some(f64::from(if digits < 5_000 { digits + 10_000 } else { digits }) / 10.0);
        }
        (b'7', Some(digits)) => weather(digits / 100, report),
        _ => {}
    }
}

/// Present weather, code table 4677: 50 to 59 drizzle, 60 to 69 rain, 70 to 79 snow, 80 to 86 showers, 91 to 99 storms.
fn weather(code: i32, report: &mut SurfaceReport) {
    let rain = match code {
        50..=59 | 60 | 61 | 66 | 68 | 80 | 83 | 91 => Some(Rain::Slight),
        62 | 63 | 67 | 69 | 81 | 84 | 92 | 95 => Some(Rain::Moderate),
        64 | 65 | 82 | 97 => Some(Rain::Heavy),
        _ => None,
    };
    report.rain = report.rain.max(rain);
    report.snow |= matches!(code, 68..=79 | 83..=86);
}

#[cfg(test)]
mod tests {
    use crate::input::weather::report::{Rain, SurfaceReport};

    /// Kyzylorda, 2 July 2013, 03 UTC (made up): 5 eighths, 90 degrees, 4 m/s, 21.3 degrees, 995.2 hPa, slight rain.
    #[test]
    fn a_report_of_a_station_is_read() {
        let text = "AAXX 02031 38062 11970 50904 10213 20131 39952 40085 52005 76162 85500 333 10250=";
        let report = SurfaceReport::parse(text).expect("a report");
        assert_eq!((report.station.as_str(), report.day_hour_minute), ("station 38062", (2, 3, 0)));
        assert_eq!((report.wind_from_deg, report.wind_speed_m_s), (Some(90.0), Some(4.0)));
        assert_eq!(
            (report.temperature_c, report.pressure_hpa, report.cloud),
            (Some(21.3), Some(995.2), Some((0.625, 0.625)))
        );
        assert_eq!((report.rain, report.snow), (Some(Rain::Slight), false));
    }

    #[test]
    fn knots_frost_and_high_pressure_are_read() {
        let report = SurfaceReport::parse("AAXX 15003 35394 32998 02710 11215 30121 77522").expect("a report");
        assert!((report.wind_speed_m_s.expect("a wind") - 5.144).abs() < 1e-3);
        assert_eq!((report.temperature_c, report.pressure_hpa, report.snow), (Some(-21.5), Some(1012.1), true));
    }
}
