//! Ranges and sourced values in a document.

use toml::de::DeValue;

use super::table::{TableReader, number_of};
use crate::input::bounds::Bounds;
use crate::range::{Law, Range};
use crate::substance::Sourced;

const LAWS: &[(&str, Law)] =
    &[("triangular", Law::Triangular), ("uniform", Law::Uniform), ("log-uniform", Law::LogUniform)];

const DIRECTION: Bounds = Bounds::new(-360.0, 720.0, "degrees");

const TAGS: &[(&str, &str)] = &[("V", "V"), ("D", "D"), ("M", "M"), ("A", "A")];

impl TableReader<'_> {
    /// A range that must be there: a plain number, or `{ low, best, high }` with an optional law.
    pub(crate) fn range(&self, key: &'static str, bounds: Bounds) -> Option<Range> {
        if !self.has(key) {
            // Asking marks the key as known, so that it is suggested for a mistyped one.
            let _ = self.value(key);
            self.refuse_missing(key, format!("add {key} = ... ({bounds}) or {{ low = ..., best = ..., high = ... }}"));
            return None;
        }
        self.optional_range(key, bounds)
    }

    /// A range, if it is there.
    pub(crate) fn optional_range(&self, key: &'static str, bounds: Bounds) -> Option<Range> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::Table(_) => {
                let table = self.optional_table(key)?;
                let range = table.limits(bounds);
                table.refuse_unknown();
                range
            }
            other if number_of(other).is_some() => self.optional_number(key, bounds).map(Range::exactly),
            _ => {
                self.refuse(key, "has the wrong type", "expected a number or a range", {
                    format!("write {key} = 1.0 or {key} = {{ low = 0.5, best = 1.0, high = 2.0 }}")
                });
                None
            }
        }
    }

    /// A direction in degrees that must be there.
    pub(crate) fn direction(&self, key: &'static str) -> Option<Range> {
        if self.has(key) { self.optional_direction(key) } else { self.range(key, DIRECTION) }
    }

    /// A direction in degrees, if it is there: a range that may run past 360 so that it can cross north, but not
    /// round and round.
    pub(crate) fn optional_direction(&self, key: &'static str) -> Option<Range> {
        let range = self.optional_range(key, DIRECTION)?;
        if range.high - range.low > 360.0 {
            self.refuse(key, "is wider than a full turn", "more than 360 degrees", {
                "for any direction write { low = 0, high = 360, law = \"uniform\" }"
            });
            return None;
        }
        Some(range)
    }

    /// A value with tag and source.
    pub(crate) fn sourced(&self, key: &'static str, bounds: Bounds) -> Option<Sourced> {
        let table = self.table(key)?;
        Self::sourced_in(&table, bounds)
    }

    /// A value with tag and source, if it is there.
    pub(crate) fn optional_sourced(&self, key: &'static str, bounds: Bounds) -> Option<Sourced> {
        let table = self.optional_table(key)?;
        Self::sourced_in(&table, bounds)
    }

    fn sourced_in(table: &TableReader<'_>, bounds: Bounds) -> Option<Sourced> {
        let range = table.limits(bounds);
        let tag = table.choice("tag", TAGS);
        let source = table.string("source");
        table.refuse_unknown();
        Some(Sourced { range: range?, tag: tag?.to_owned(), source: source? })
    }

    /// The range of a table with low, best, high and law.
    fn limits(&self, bounds: Bounds) -> Option<Range> {
        let (low, high) = (self.number("low", bounds), self.number("high", bounds));
        let best = self.optional_number("best", bounds);
        let law = self.optional_choice("law", LAWS);
        let (low, high) = (low?, high?);
        let law = law.unwrap_or_default();
        if low > high {
            self.refuse("low", "is above `high`", format!("low {low} > high {high}"), "exchange or correct them");
            return None;
        }
        if law == Law::LogUniform && low <= 0.0 {
            self.refuse(
                "low",
                "is not above 0",
                "a log-uniform law needs low > 0",
                "raise it, or use law = \"uniform\"",
            );
            return None;
        }
        let best = best.or_else(|| self.best_of_law(law, low, high))?;
        if best < low || best > high {
            self.refuse("best", "is outside the range", format!("{best} is not within {low} to {high}"), {
                "low <= best <= high must hold"
            });
            return None;
        }
        Some(Range { low, best, high, law })
    }

    fn best_of_law(&self, law: Law, low: f64, high: f64) -> Option<f64> {
        match law {
            Law::Uniform => Some(0.5 * (low + high)),
            Law::LogUniform => Some((low * high).sqrt()),
            Law::Triangular => {
                if !self.has("best") {
                    self.refuse_missing("best", "add best = ..., or law = \"uniform\" if no value is likelier");
                }
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    fn range_of(value: &str) -> Result<Range, String> {
        let bounds = Bounds::new(0.0, 100.0, "m/s");
        read("t.toml", &format!("speed = {value}"), |root| root.range("speed", bounds)).map_err(|e| e.to_string())
    }

    #[test]
    fn numbers_and_laws_become_ranges() {
        assert_eq!(range_of("3"), Ok(Range::exactly(3.0)));
        assert_eq!(range_of("{ low = 1, best = 2, high = 4 }"), Ok(Range::triangular(1.0, 2.0, 4.0)));
        assert_eq!(range_of("{ low = 1, high = 4, law = \"uniform\" }"), Ok(Range::uniform(1.0, 4.0)));
        assert_eq!(range_of("{ low = 1, high = 4, law = \"log-uniform\" }"), Ok(Range::log_uniform(1.0, 4.0)));
    }

    #[test]
    fn impossible_ranges_are_refused_with_the_reason() {
        for (value, reason) in [
            ("{ low = 5, best = 4, high = 3 }", "is above `high`"),
            ("{ low = 1, best = 9, high = 3 }", "is outside the range"),
            ("{ low = 1, high = 3 }", "`speed.best` is missing"),
            ("{ low = 0, high = 3, law = \"log-uniform\" }", "is not above 0"),
            ("{ low = 0, high = 3, law = \"normal\" }", "use one of triangular, uniform, log-uniform"),
            ("nan", "is out of bounds"),
            ("inf", "is out of bounds"),
            ("-2", "give a number between 0 and 100 m/s"),
            ("\"fast\"", "expected a number or a range"),
        ] {
            let report = range_of(value).expect_err(value);
            assert!(report.contains(reason), "{value}: {report}");
        }
    }
}
