//! Figures as the legend prints them: two significant digits, m2 for small areas, in the language of the map.

use crate::assessment::Quantiles;
use crate::language::{Arg, Language, Number};

/// Areas below this are printed in m2, km2.
const SMALL_AREA_KM2: f64 = 0.01;

/// Two significant digits.
pub(super) fn two_digits(value: f64, language: Language) -> String {
    Number::two(value).written(language)
}

/// A whole number with all its digits.
pub(super) fn whole(value: f64, language: Language) -> String {
    Number::whole(value).written(language)
}

/// A number with its unit.
pub(super) fn with_unit(number: Number, unit: &'static str, language: Language) -> String {
    Arg::from(number).unit(unit).say(language)
}

/// The median of an area with its unit.
pub(super) fn area(area: Quantiles, language: Language) -> String {
    if area.p95 == 0.0 {
        return "0".into();
    }
    let (value, unit) = area_parts(area.median, leading(area));
    with_unit(value, unit, language)
}

/// An area with its unit.
pub(super) fn area_of(km2: f64, language: Language) -> String {
    let (value, unit) = area_parts(km2, km2);
    with_unit(value, unit, language)
}

/// The 5 to 95 % range of an area in the unit of its median.
pub(super) fn area_range(area: Quantiles, language: Language) -> String {
    let unit_of = leading(area);
    let end = |km2: f64| area_parts(km2, unit_of).0.written(language);
    format!("{}–{}", end(area.p05), end(area.p95))
}

/// People: whole numbers, two significant digits from a hundred on.
pub(super) fn people(count: f64, language: Language) -> String {
    Number::count(count).written(language)
}

/// The 5 to 95 % range of people.
pub(super) fn people_range(count: Quantiles, language: Language) -> String {
    let low = if count.p05 < 0.5 { "0".into() } else { people(count.p05, language) };
    format!("{low}–{}", people(count.p95, language))
}

/// A time: minutes up to two hours, then hours.
pub(super) fn duration(seconds: f64, language: Language) -> String {
    let minutes = seconds / 60.0;
    if minutes < 120.0 {
        with_unit(Number::whole(minutes), "min", language)
    } else {
        with_unit(Number::fixed(minutes / 60.0, 1), "h", language)
    }
}

/// A limit with its unit, as the norm has it.
pub(super) fn limit(value: f64, unit: &str, language: Language) -> String {
    Arg::from(Number::exact(value)).unit(unit.to_owned()).say(language)
}

/// A unit of an English text with its exponents raised.
pub(super) fn raised(text: &str) -> String {
    text.replace("m3", "m³").replace("m2", "m²")
}

/// What decides the unit: the median, or the upper end where half of the members have no area.
fn leading(area: Quantiles) -> f64 {
    if area.median > 0.0 { area.median } else { area.p95 }
}

fn area_parts(km2: f64, unit_of_km2: f64) -> (Number, &'static str) {
    if unit_of_km2 < SMALL_AREA_KM2 { (Number::two(km2 * 1e6), "m2") } else { (Number::two(km2), "km2") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_areas_are_in_square_metres_and_decimals_follow_the_language() {
        assert_eq!(area_of(0.009_9, Language::En), "9\u{202f}900\u{a0}m²");
        assert_eq!(area_of(0.013_1, Language::Ru), "0,013\u{a0}км²");
        let spot = Quantiles { p05: 0.001_2, median: 0.006, p95: 0.021 };
        let rare = Quantiles { p05: 0.0, median: 0.0, p95: 310.0 };
        assert_eq!((area(rare, Language::Kk), area_range(rare, Language::Kk)), ("0\u{a0}км²".into(), "0–310".into()));
        assert_eq!(area_range(spot, Language::En), "1\u{202f}200–21\u{202f}000");
    }

    #[test]
    fn people_are_whole_and_times_have_units() {
        let said = |count| people(count, Language::En);
        assert_eq!([said(0.2), said(0.0), said(57.4), said(1_932.0)], ["<1", "0", "57", "1\u{202f}900"]);
        assert_eq!(duration(5_400.0, Language::Ru), "90\u{a0}мин");
        assert_eq!(duration(9_000.0, Language::Kk), "2,5\u{a0}сағ");
        assert_eq!(limit(0.001, "mg/m3", Language::Ru), "0,001\u{a0}мг/м³");
    }
}
