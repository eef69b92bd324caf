//! Numbers as the legend prints them: two significant digits, thin spaces between thousands, m2 for small areas.

use crate::assessment::Quantiles;

/// Areas below this are printed in m2, km2.
const SMALL_AREA_KM2: f64 = 0.01;
/// What stands between groups of three digits.
const THIN_SPACE: char = '\u{2009}';

/// Two significant digits; zero stays zero.
pub(super) fn two_digits(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return if value == 0.0 { "0".into() } else { "—".into() };
    }
    let scale = 10_f64.powf(1.0 - value.abs().log10().floor());
    let rounded = (value * scale).round() / scale;
    let decimals = (1.0 - rounded.abs().log10().floor()).max(0.0) as usize;
    grouped(&format!("{rounded:.decimals$}"))
}

/// A whole number with all its digits.
pub(super) fn whole(value: f64) -> String {
    grouped(&format!("{value:.0}"))
}

/// The median of an area with its unit.
pub(super) fn area(area: Quantiles) -> String {
    if area.p95 == 0.0 {
        return "0".into();
    }
    let (value, unit) = area_parts(area.median, leading(area));
    format!("{value}{THIN_SPACE}{unit}")
}

/// An area with its unit.
pub(super) fn area_of(km2: f64) -> String {
    let (value, unit) = area_parts(km2, km2);
    format!("{value}{THIN_SPACE}{unit}")
}

/// The 5 to 95 % range of an area in the unit of its median.
pub(super) fn area_range(area: Quantiles) -> String {
    let unit_of = leading(area);
    format!("{}–{}", area_parts(area.p05, unit_of).0, area_parts(area.p95, unit_of).0)
}

/// People: whole numbers, two significant digits from a hundred on.
pub(super) fn people(count: f64) -> String {
    match count {
        c if c >= 100.0 => two_digits(c),
        c if c > 0.0 && c < 0.5 => "<1".into(),
        c => format!("{c:.0}"),
    }
}

/// The 5 to 95 % range of people.
pub(super) fn people_range(count: Quantiles) -> String {
    format!("{}–{}", if count.p05 < 0.5 { "0".into() } else { people(count.p05) }, people(count.p95))
}

/// A concentration in mg/m3; what lies below a thousandth is printed so.
pub(super) fn concentration(mg_m3: f64) -> String {
    if mg_m3 < 0.001 { format!("<{THIN_SPACE}0.001") } else { two_digits(mg_m3) }
}

/// A time: minutes up to two hours, then hours.
pub(super) fn duration(seconds: f64) -> String {
    let minutes = seconds / 60.0;
    if minutes < 120.0 { format!("{minutes:.0}{THIN_SPACE}min") } else { format!("{:.1}{THIN_SPACE}h", minutes / 60.0) }
}

/// A limit with its unit as it is printed: exponents raised.
pub(super) fn limit(value: f64, unit: &str) -> String {
    format!("{value}{THIN_SPACE}{}", raised(unit))
}

/// A unit with its exponents raised.
pub(super) fn raised(unit: &str) -> String {
    unit.replace("m3", "m³").replace("m2", "m²")
}

/// What decides the unit: the median, or the upper end where half of the members have no area.
fn leading(area: Quantiles) -> f64 {
    if area.median > 0.0 { area.median } else { area.p95 }
}

fn area_parts(km2: f64, unit_of_km2: f64) -> (String, &'static str) {
    if unit_of_km2 < SMALL_AREA_KM2 { (two_digits(km2 * 1e6), "m²") } else { (two_digits(km2), "km²") }
}

fn grouped(number: &str) -> String {
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(w, f)| (w, Some(f)));
    let mut text = String::new();
    for (k, digit) in whole.chars().enumerate() {
        if k > 0 && digit.is_ascii_digit() && (whole.len() - k).is_multiple_of(3) && text != "-" {
            text.push(THIN_SPACE);
        }
        text.push(digit);
    }
    fraction.map_or(text.clone(), |f| format!("{text}.{f}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_digits_are_kept_at_every_size() {
        for (value, expected) in [
            (0.0, "0"),
            (6.24, "6.2"),
            (47.9, "48"),
            (0.996, "1.0"),
            (412.0, "410"),
            (13_104.0, "13\u{2009}000"),
            (0.000_237, "0.00024"),
            (9.96, "10"),
            (1_234_567.0, "1\u{2009}200\u{2009}000"),
        ] {
            assert_eq!(two_digits(value), expected, "{value}");
        }
    }

    #[test]
    fn small_areas_are_in_square_metres() {
        assert_eq!(area_of(0.009_9), "9\u{2009}900\u{2009}m²");
        assert_eq!(area_of(0.013_1), "0.013\u{2009}km²");
        let spot = Quantiles { p05: 0.001_2, median: 0.006, p95: 0.021 };
        let rare = Quantiles { p05: 0.0, median: 0.0, p95: 310.0 };
        assert_eq!((area(rare), area_range(rare)), ("0\u{2009}km²".into(), "0–310".into()));
        assert_eq!(area_range(spot), "1\u{2009}200–21\u{2009}000");
    }

    #[test]
    fn people_are_whole_and_traces_are_named() {
        assert_eq!(
            (people(0.2), people(0.0), people(57.4), people(1_932.0)),
            ("<1".into(), "0".into(), "57".into(), "1\u{2009}900".into())
        );
        assert_eq!(concentration(0.000_4), "<\u{2009}0.001");
        assert_eq!(duration(5_400.0), "90\u{2009}min");
        assert_eq!(duration(9_000.0), "2.5\u{2009}h");
        assert_eq!(limit(0.001, "mg/m3"), "0.001\u{2009}mg/m³");
    }
}
