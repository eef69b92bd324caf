//! Reports of weather stations as they are sent: METAR of aerodromes and SYNOP of other stations.

mod metar;
mod synop;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::range::Range;
use crate::weather::WeatherInput;

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

    #[test]
    fn nonsense_is_refused_in_words() {
        for text in ["", "hello", "METAR", "AAXX", "AAXX 02031", "METAR UAOL 020230Z", "BBXX DEUT 02031"] {
            assert!(SurfaceReport::parse(text).is_err_and(|told| told.starts_with("expected")), "{text}");
        }
    }
}
