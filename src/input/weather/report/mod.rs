//! Reports of weather stations as they are sent: METAR of aerodromes and SYNOP of other stations.

mod metar;
mod synop;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::problem::WeatherProblem;
use crate::range::Range;
use crate::weather::WeatherInput;

/// Most reports of a file: a year of every half hour.
const REPORTS_MAX: usize = 20_000;

/// Longest time between a report and the incident, s: reports come every half hour to three hours.
const APART_MAX_S: i64 = 3 * 3_600;

/// Uncertainty of the values of a report at a place some kilometres away, as half-widths: wind speed m/s, direction
/// degrees, temperature K, pressure hPa. Reports round to 1 m/s, 10 degrees and 1 degree; the rest is assumed.
const SPEED_HALF_M_S: f64 = 2.0;
const DIRECTION_HALF_DEG: f64 = 25.0;
const TEMPERATURE_HALF_K: f64 = 2.0;
const PRESSURE_HALF_HPA: f64 = 2.0;

/// Rates of rain that stand behind slight, moderate and heavy, mm/h (WMO-No. 8, 2018 ed., chapter 14: slight below 2.5,
/// moderate to 10, heavy to 50); the likeliest within each is assumed.
const RATES_MM_H: [Range; 3] =
    [Range::triangular(0.1, 0.8, 2.5), Range::triangular(2.5, 4.0, 10.0), Range::triangular(10.0, 15.0, 50.0)];

/// How strongly it rains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rain {
    Slight,
    Moderate,
    Heavy,
}

/// What a station reports.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SurfaceReport {
    /// Station: four letters of an aerodrome, or five digits of the WMO.
    pub station: String,
    /// Day of the month, hour and minute, UTC.
    pub day_hour_minute: (i8, i8, i8),
    /// Direction that the wind blows from, degrees; none where it is variable or calm.
    pub wind_from_deg: Option<f64>,
    /// Speed of the wind at 10 m, mean of ten minutes, m/s.
    pub wind_speed_m_s: Option<f64>,
    /// Gust, m/s.
    pub gust_m_s: Option<f64>,
    /// Temperature at 2 m, degrees Celsius.
    pub temperature_c: Option<f64>,
    /// Pressure at the station, hPa; METAR has that at the sea only, which is no pressure at the ground.
    pub pressure_hpa: Option<f64>,
    /// Least and greatest share of the sky under cloud, 0 to 1.
    pub cloud: Option<(f64, f64)>,
    rain: Option<Rain>,
    /// True where it snows.
    pub snow: bool,
}

/// Words that a report begins with.
const STARTS: [&str; 3] = ["METAR", "SPECI", "AAXX"];

/// True where the first line that is no remark holds a report.
pub(super) fn starts_in(text: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&text[..text.len().min(2_048)]).into_owned();
    let first = head.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    first.is_some_and(|line| begun(line).is_some())
}

/// The report in a line, without what archives put in front of it.
fn begun(line: &str) -> Option<&str> {
    let at = STARTS.iter().filter_map(|word| line.find(word)).min();
    at.and_then(|at| line.get(at..)).or_else(|| SurfaceReport::parse(line).is_ok().then_some(line))
}

/// The reports of a file, one a line or parted by `=`; SYNOP may run over several lines up to its `=`.
///
/// # Errors
/// [`WeatherProblem::Content`] with the line of a report that cannot be read, or where there is none.
pub(super) fn reports(text: &str) -> Result<Vec<(String, SurfaceReport)>, WeatherProblem> {
    let mut entries: Vec<(usize, String)> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let open = entries.last_mut().filter(|(_, entry)| !entry.ends_with('='));
        match (begun(line), open) {
            (Some(report), _) => entries.push((number + 1, report.to_owned())),
            (None, Some((_, entry))) => {
                entry.push(' ');
                entry.push_str(line);
            }
            (None, None) => {}
        }
    }
    if entries.is_empty() || entries.len() > REPORTS_MAX {
        let found = format!("found {} reports, expected 1 to {REPORTS_MAX}", entries.len());
        return Err(WeatherProblem::new(found, "give METAR or SYNOP as they were sent, one a line"));
    }
    let read = entries.into_iter().map(|(line, text)| match SurfaceReport::parse(&text) {
        Ok(report) => Ok((text, report)),
        Err(told) => Err(WeatherProblem::new(
            format!("line {line}: {told}"),
            "give METAR or SYNOP as they were sent, such as \"UAOL 020230Z 09004MPS CAVOK 20/15 Q1008\"",
        )),
    });
    read.collect()
}

/// The weather with the report of a file in it that is nearest in time. One further away than three hours is only taken
/// where that is asked for, and the weather then does not count as observed.
///
/// # Errors
/// [`WeatherProblem::Content`] where none is near enough.
pub(super) fn nearest_over(
    reports: &[(String, SurfaceReport)],
    time_utc: Timestamp,
    extend: bool,
    weather: WeatherInput,
) -> Result<WeatherInput, WeatherProblem> {
    let apart_s = |at: Timestamp| (at.as_second() - time_utc.as_second()).abs();
    let dated = reports.iter().filter_map(|entry| entry.1.time_near(time_utc).map(|at| (at, entry)));
    let Some((at, (text, report))) = dated.min_by_key(|(at, _)| apart_s(*at)) else {
        return Err(WeatherProblem::new("no report has a day that exists", "correct day, hour and minute"));
    };
    if apart_s(at) > APART_MAX_S && extend {
        let mut weather = report.over(text, at, weather).map_err(|told| WeatherProblem::new(told, "correct it"))?;
        let hours = (apart_s(at) - APART_MAX_S) as f64 / 3_600.0;
        weather.observed = false;
        weather.note = format!(
            "Taken for a time {hours:.1} h outside of when it holds, asked for with --extend-weather. {}",
            weather.note
        );
        return Ok(weather);
    }
    report.over(text, time_utc, weather).map_err(|told| {
        WeatherProblem::new(
            told,
            "give a report nearer in time, or take the nearest as an assumption with --extend-weather",
        )
    })
}

impl SurfaceReport {
    /// Reads a report.
    ///
    /// # Errors
    /// What was expected and found, in words.
    pub fn parse(text: &str) -> Result<Self, String> {
        let words: Vec<&str> = text.trim().trim_end_matches('=').split_whitespace().collect();
        let report = match words.first().copied() {
            Some("AAXX") => synop::synop(&words)?,
            Some("BBXX" | "OOXX" | "ZCZC") => return Err("expected a report of a land station (AAXX)".to_owned()),
            _ => metar::metar(&words)?,
        };
        if report.wind_speed_m_s.is_none() && report.temperature_c.is_none() {
            return Err("expected at least a wind or a temperature, found neither".to_owned());
        }
        Ok(report)
    }

    /// The time of the report next to a time; none for a day that no month near it has.
    pub fn time_near(&self, time_utc: Timestamp) -> Option<Timestamp> {
        let (day, hour, minute) = self.day_hour_minute;
        let months = [-27, 0, 27].into_iter().filter_map(|days| {
            let near = time_utc.checked_add(SignedDuration::from_hours(24 * days)).ok()?;
            let near = TimeZone::UTC.to_datetime(near);
            let at = DateTime::new(near.year(), near.month(), day, hour, minute, 0, 0).ok()?;
            TimeZone::UTC.to_timestamp(at).ok()
        });
        months.min_by_key(|time| (time.as_second() - time_utc.as_second()).abs())
    }

    /// The weather with this report in it.
    ///
    /// # Errors
    /// What was expected and found, in words, where the report is more than three hours away.
    pub fn over(&self, text: &str, time_utc: Timestamp, mut weather: WeatherInput) -> Result<WeatherInput, String> {
        let at = self.time_near(time_utc).ok_or("expected a day of the month that exists")?;
        let apart_s = (at.as_second() - time_utc.as_second()).abs();
        if apart_s > APART_MAX_S {
            let hours = apart_s as f64 / 3_600.0;
            return Err(format!("expected a report within 3 h of {time_utc}, found one {hours:.1} h away ({at})"));
        }
        if let Some(speed) = self.wind_speed_m_s {
            let high = self.gust_m_s.unwrap_or(0.0).max(speed + SPEED_HALF_M_S);
            weather.wind_speed_10m_m_s = Range::triangular((speed - SPEED_HALF_M_S).max(0.0), speed, high);
            weather.wind_from_deg = self.wind_from_deg.map_or(Range::uniform(0.0, 360.0), |from| {
                let from = if from < DIRECTION_HALF_DEG { from + 360.0 } else { from };
                Range::triangular(from - DIRECTION_HALF_DEG, from, from + DIRECTION_HALF_DEG)
            });
        }
        let about = |best: f64, half: f64| Range::triangular(best - half, best, best + half);
        if let Some(temperature_c) = self.temperature_c {
            weather.temperature_c = about(temperature_c, TEMPERATURE_HALF_K);
        }
        if let Some(pressure_hpa) = self.pressure_hpa {
            weather.pressure_hpa = about(pressure_hpa, PRESSURE_HALF_HPA);
        }
        if let Some((low, high)) = self.cloud {
            weather.cloud_fraction = if low == high { Range::exactly(low) } else { Range::uniform(low, high) };
        }
        weather.rain_mm_h = self.rain.map_or(Range::exactly(0.0), |rain| RATES_MM_H[rain as usize]);
        weather.snow |= self.snow;
        weather.observed = self.wind_speed_m_s.is_some();
        let kept = std::mem::take(&mut weather.note);
        weather.note =
            format!("Report of {} at {at}: {}; the rest as in the scenario: {kept}", self.station, text.trim());
        Ok(weather)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    #[test]
    fn a_day_of_the_month_finds_its_month() {
        let report = SurfaceReport { day_hour_minute: (30, 23, 0), ..SurfaceReport::default() };
        let at = report.time_near(near("2013-07-01T01:00:00Z")).map(|time| time.to_string());
        assert_eq!(at.as_deref(), Some("2013-06-30T23:00:00Z"));
        let report = SurfaceReport { day_hour_minute: (1, 0, 0), ..SurfaceReport::default() };
        let at = report.time_near(near("2013-06-30T23:30:00Z")).map(|time| time.to_string());
        assert_eq!(at.as_deref(), Some("2013-07-01T00:00:00Z"));
    }

    /// As archives give them: with a stamp in front, and over two lines.
    #[test]
    fn the_report_nearest_in_time_is_found_in_a_file() {
        let text = "# ogimet\n201307020200 METAR UAOL 020200Z 09004MPS CAVOK 20/15 Q1008=\n\
                    201307020230 METAR UAOL 020230Z 10005MPS\n  -RA OVC020 19/15 Q1008=\n";
        let read = reports(text).expect("two reports");
        assert_eq!(read.len(), 2);
        assert_eq!((read[1].1.wind_speed_m_s, read[1].1.rain), (Some(5.0), Some(Rain::Slight)));
        let error = reports("METAR UAOL 020230Z\n").expect_err("no wind").to_string();
        assert!(error.contains("line 1: expected at least a wind"), "{error}");
    }

    #[test]
    fn nonsense_is_refused_in_words() {
        for text in ["", "hello", "METAR", "AAXX", "AAXX 02031", "METAR UAOL 020230Z", "BBXX DEUT 02031"] {
            assert!(SurfaceReport::parse(text).is_err_and(|told| told.starts_with("expected")), "{text}");
        }
    }
}
