//! METAR and SPECI (WMO-No. 306, Manual on Codes, FM 15 and FM 16).

use super::{Rain, SurfaceReport};

/// Metres a second in a knot and in a kilometre an hour, exact.
const KNOT_M_S: f64 = 1852.0 / 3600.0;
const KM_H_M_S: f64 = 1.0 / 3.6;
/// Share of the sky behind each word.
const CLOUDS: [(&str, (f64, f64)); 9] = [
    ("SKC", (0.0, 0.0)),
    ("CLR", (0.0, 0.0)),
    ("NSC", (0.0, 0.25)),
    ("NCD", (0.0, 0.125)),
    ("FEW", (0.125, 0.25)),
    ("SCT", (0.375, 0.5)),
    ("BKN", (0.625, 0.875)),
    ("OVC", (1.0, 1.0)),
    ("VV", (1.0, 1.0)),
];
/// Words after which the forecast or remarks begin.
const ENDS: [&str; 4] = ["NOSIG", "BECMG", "TEMPO", "RMK"];

/// Reads the words of a report.
pub(super) fn metar(words: &[&str]) -> Result<SurfaceReport, String> {
    let mut words = words.iter().copied().skip_while(|word| matches!(*word, "METAR" | "SPECI" | "COR"));
    let station = words.next().filter(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    let station = station.ok_or("expected METAR or SPECI with the four letters of an aerodrome, or AAXX of a SYNOP")?;
    let time = words.next().and_then(day_hour_minute).ok_or("expected day, hour and minute such as 020230Z")?;
    let mut report = SurfaceReport { station: station.to_owned(), day_hour_minute: time, ..SurfaceReport::default() };
    for word in words.take_while(|word| !ENDS.contains(word)) {
        read(word, &mut report);
    }
    Ok(report)
}

fn day_hour_minute(word: &str) -> Option<(i8, i8, i8)> {
    let digits = word.strip_suffix('Z').filter(|digits| digits.len() == 6)?;
    let part = |from: usize| digits.get(from..from + 2)?.parse::<i8>().ok();
    Some((part(0)?, part(2)?, part(4)?))
        .filter(|(day, hour, minute)| (1..=31).contains(day) && *hour < 24 && *minute < 60)
}

fn read(word: &str, report: &mut SurfaceReport) {
    if let Some((from, speed, gust)) = wind(word) {
        (report.wind_from_deg, report.wind_speed_m_s, report.gust_m_s) = (from, Some(speed), gust);
    } else if word == "CAVOK" {
        report.cloud = Some((0.0, 0.25));
    } else if let Some((_, share)) = CLOUDS.iter().find(|(name, _)| word.starts_with(name)) {
        // Layers overlap: the sky is covered by the widest, and by no less.
        report.cloud = Some(report.cloud.map_or(*share, |(low, high)| (low.max(share.0), high.max(share.1))));
    } else if let Some(temperature_c) = temperature(word) {
        report.temperature_c = Some(temperature_c);
    } else {
        weather(word, report);
    }
}

/// `09004MPS`, `VRB02KT`, `24015G25MPS`, `00000MPS`.
fn wind(word: &str) -> Option<(Option<f64>, f64, Option<f64>)> {
    let units = [("MPS", 1.0), ("KT", KNOT_M_S), ("KMH", KM_H_M_S)];
    let (body, unit_m_s) = units.iter().find_map(|(unit, factor)| Some((word.strip_suffix(unit)?, *factor)))?;
    let (from, rest) = (body.get(..3)?, body.get(3..)?);
    let (speed, gust) = rest.split_once('G').map_or((rest, None), |(speed, gust)| (speed, Some(gust)));
    let number = |text: &str| text.trim_start_matches('P').parse::<f64>().ok().map(|value| value * unit_m_s);
    let speed_m_s = number(speed).filter(|speed| (0.0..100.0).contains(speed))?;
    let from_deg =
        if from == "VRB" { None } else { Some(from.parse::<f64>().ok().filter(|f| (0.0..=360.0).contains(f))?) };
    Some((from_deg.filter(|_| speed_m_s > 0.0), speed_m_s, gust.and_then(number)))
}

/// `20/15`, `M05/M07`, `20///`.
fn temperature(word: &str) -> Option<f64> {
    let (air, _) = word.split_once('/')?;
    let (sign, digits) = air.strip_prefix('M').map_or((1.0, air), |digits| (-1.0, digits));
    (digits.len() == 2).then(|| digits.parse::<f64>().ok().map(|value| sign * value))?
}

/// `-RA`, `+SHRA`, `SN`, `-DZ`, `TSRA`.
fn weather(word: &str, report: &mut SurfaceReport) {
    let (strength, body) = match word.as_bytes().first() {
        Some(b'-') => (Rain::Slight, &word[1..]),
        Some(b'+') => (Rain::Heavy, &word[1..]),
        _ => (Rain::Moderate, word),
    };
    let known = ["RA", "DZ", "SN", "SG", "SH", "TS", "FZ", "GR", "GS", "PL", "BL", "DR", "MI"];
    let is_weather = body.len() % 2 == 0
        && (2..=8).contains(&body.len())
        && body.as_bytes().chunks(2).all(|pair| known.iter().any(|name| name.as_bytes() == pair));
    if !is_weather {
        return;
    }
    let holds = |name: &[u8]| body.as_bytes().chunks(2).any(|pair| pair == name);
    if holds(b"RA") {
        report.rain = report.rain.max(Some(strength));
    } else if holds(b"DZ") {
        report.rain = report.rain.max(Some(Rain::Slight));
    }
    report.snow |= holds(b"SN") || holds(b"SG");
}

#[cfg(test)]
mod tests {
    use crate::input::weather::report::{Rain, SurfaceReport};

    #[test]
    fn a_report_of_an_aerodrome_is_read() {
        let text = "METAR UAOL 020230Z 09004G12MPS 060V120 9999 -SHRA BKN030CB OVC070 20/15 Q1008 NOSIG RMK SN";
        let report = SurfaceReport::parse(text).expect("a report");
        assert_eq!((report.station.as_str(), report.day_hour_minute), ("UAOL", (2, 2, 30)));
        assert_eq!((report.wind_from_deg, report.wind_speed_m_s, report.gust_m_s), (Some(90.0), Some(4.0), Some(12.0)));
        assert_eq!((report.temperature_c, report.cloud, report.pressure_hpa), (Some(20.0), Some((1.0, 1.0)), None));
        assert_eq!((report.rain, report.snow), (Some(Rain::Slight), false));
    }

    #[test]
    fn calm_variable_and_cold_are_read() {
        let calm = SurfaceReport::parse("UACC 150000Z 00000MPS CAVOK M21/M24 Q1040").expect("a report");
        assert_eq!((calm.wind_from_deg, calm.wind_speed_m_s, calm.temperature_c), (None, Some(0.0), Some(-21.0)));
        let knots = SurfaceReport::parse("SPECI UAKK 271200Z VRB10KT 4000 +SN VV010 M05/M06 Q1003").expect("a report");
        assert!(knots.wind_from_deg.is_none() && (knots.wind_speed_m_s.expect("a wind") - 5.144).abs() < 1e-3);
        assert!(knots.snow && knots.rain.is_none() && knots.cloud == Some((1.0, 1.0)));
    }
}
