//! Times as NetCDF has them: a number and `hours since 1900-01-01`.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// Unit and origin of a time axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct TimeUnit {
    unit_s: f64,
    origin: Timestamp,
}

impl TimeUnit {
    /// From the attribute `units`; none where it is not `<unit> since <date> [<time>]`.
    pub(super) fn parse(units: &str) -> Option<Self> {
        let (unit, origin) = units.split_once(" since ")?;
        let unit_s = match unit.trim().to_ascii_lowercase().as_str() {
            "seconds" | "second" | "s" => 1.0,
            "minutes" | "minute" | "min" => 60.0,
            "hours" | "hour" | "h" => 3_600.0,
            "days" | "day" | "d" => 86_400.0,
            _ => return None,
        };
        let origin = origin.trim().trim_end_matches("UTC").trim_end_matches('Z').trim_end();
        let origin = origin.strip_suffix("+00:00").or_else(|| origin.strip_suffix("+0:00")).unwrap_or(origin).trim();
        let (day, clock) = origin.split_once([' ', 'T']).unwrap_or((origin, ""));
        let mut day = day.split('-').map(|part| part.parse::<u16>().ok());
        let (year, month, date) = (day.next()??, day.next()??, day.next()??);
        let clock = clock.split('.').next().unwrap_or_default();
        let mut clock = clock.split(':').map(|part| if part.is_empty() { Some(0) } else { part.parse::<u16>().ok() });
        let mut next = || clock.next().unwrap_or(Some(0));
        let (hour, minute, second) = (next()?, next()?, next()?);
        let part = |value: u16| i8::try_from(value).ok();
        let year = i16::try_from(year).ok()?;
        let at = DateTime::new(year, part(month)?, part(date)?, part(hour)?, part(minute)?, part(second)?, 0).ok()?;
        Some(Self { unit_s, origin: TimeZone::UTC.to_timestamp(at).ok()? })
    }

    /// The time of a number of the axis; none for numbers that make no time.
    pub(super) fn at(&self, value: f64) -> Option<Timestamp> {
        let seconds = (value * self.unit_s).round();
        if seconds.is_nan() || seconds.abs() >= 1e11 {
            return None;
        }
        self.origin.checked_add(SignedDuration::from_secs(seconds as i64)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_both_layouts_are_read() {
        for (units, value, expected) in [
            ("hours since 1900-01-01 00:00:00.0", 981_906.0, "2012-01-06T18:00:00Z"),
            ("seconds since 1970-01-01", 1_582_977_600.0, "2020-02-29T12:00:00Z"),
            ("days since 2013-7-2 06:00", 0.5, "2013-07-02T18:00:00Z"),
            ("hours since 2022-08-17T06:00:00Z", 12.0, "2022-08-17T18:00:00Z"),
        ] {
            let time = TimeUnit::parse(units).and_then(|unit| unit.at(value)).expect(units);
            assert_eq!(time.to_string(), expected, "{units}");
        }
        for units in ["", "hours", "months since 1900-01-01", "hours since yesterday", "hours since 1900-13-01"] {
            assert_eq!(TimeUnit::parse(units), None, "{units}");
        }
        assert_eq!(TimeUnit::parse("days since 1970-01-01").and_then(|unit| unit.at(f64::NAN)), None);
    }
}
