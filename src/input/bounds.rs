//! Bounds that a number must keep, and the known word nearest to a mistyped one.

use std::fmt;

/// Physical bounds of an input, both included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bounds {
    /// Lowest value allowed.
    pub(crate) low: f64,
    /// Highest value allowed.
    pub(crate) high: f64,
    /// Unit, for the message.
    pub(crate) unit: &'static str,
}

impl Bounds {
    /// Bounds with their unit.
    pub(crate) const fn new(low: f64, high: f64, unit: &'static str) -> Self {
        Self { low, high, unit }
    }

    /// True where the value is finite and within the bounds.
    pub(crate) fn hold(&self, value: f64) -> bool {
        value.is_finite() && self.low <= value && value <= self.high
    }
}

impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a number between {} and {}", self.low, self.high)?;
        if self.unit.is_empty() { Ok(()) } else { write!(f, " {}", self.unit) }
    }
}

/// Longitude, degrees.
pub(crate) const LONGITUDE: Bounds = Bounds::new(-180.0, 180.0, "degrees");

/// Latitude, degrees.
pub(crate) const LATITUDE: Bounds = Bounds::new(-90.0, 90.0, "degrees");

/// A count of people.
pub(crate) const PEOPLE: Bounds = Bounds::new(0.0, 2e9, "people");

/// The candidate nearest to a word, if one is near enough to be a slip of the finger.
pub(crate) fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let lower = word.to_lowercase();
    let allowed = (lower.chars().count() / 3).max(2);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

/// The nearest candidate as the end of a sentence, or nothing.
pub(crate) fn did_you_mean<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> String {
    nearest(word, candidates).map_or_else(String::new, |candidate| format!(" (did you mean \"{candidate}\"?)"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_another_word_is_not() {
        let known = ["cloud_fraction", "rain_mm_h", "snow"];
        assert_eq!(nearest("cloud_fracton", known), Some("cloud_fraction"));
        assert_eq!(nearest("Rain_mm_h", known), Some("rain_mm_h"));
        assert_eq!(nearest("propellant", known), None);
    }

    #[test]
    fn bounds_refuse_what_is_not_finite() {
        let bounds = Bounds::new(0.0, f64::MAX, "kg");
        assert!(bounds.hold(0.0) && !bounds.hold(-1.0));
        assert!(!bounds.hold(f64::NAN) && !bounds.hold(f64::INFINITY));
    }
}
