//! How a number is written for people: two or three significant digits, thousands apart, never more precise than
//! it is known.
//!
//! Every figure in the report, on the screen and in the descriptions of the map files goes through here.

use crate::assessment::Quantiles;
use crate::language::{Number, Style};
use crate::units;

/// Below that area, km2, square metres read better.
const SMALL_AREA_KM2: f64 = 0.01;

/// A number with two significant digits: `0.0042` is `0.0042`, `13 137` is `13 000`, `0.0001` is `<0.001`.
pub fn two_digits(value: f64) -> String {
    significant(value, 2)
}

/// A number with three significant digits.
pub fn three_digits(value: f64) -> String {
    significant(value, 3)
}

/// A number with so many significant digits; a value between 0 and 0.001 is `<0.001`.
pub fn significant(value: f64, digits: u8) -> String {
    if value.is_finite() { Number::new(value, Style::Significant(digits)).in_english() } else { "not known".to_owned() }
}

/// A number as it stands in its source, with thousands apart: limits and official figures are not rounded.
pub fn exact(value: f64) -> String {
    Number::exact(value).in_english()
}

/// A count: whole up to 99, two significant digits above.
pub fn count(value: f64) -> String {
    if value.is_finite() { Number::count(value).in_english() } else { two_digits(value) }
}

/// A whole number with thousands apart.
pub fn whole(value: f64) -> String {
    Number::whole(value).in_english()
}

/// A number with a fixed count of decimals and thousands apart, for coordinates and heights.
pub fn fixed(value: f64, decimals: u8) -> String {
    Number::fixed(value, decimals).in_english()
}

/// Median and, in brackets, the range that holds 90 % of the members: `1.2 (0.4–3.1)`; one number where they agree.
pub fn range(q: Quantiles, write: impl Fn(f64) -> String) -> String {
    let (low, mid, high) = (write(q.p05), write(q.median), write(q.p95));
    if low == high { mid } else { format!("{mid} ({low}–{high})") }
}

/// Area with its range and unit; square metres where it is small.
pub fn area_range(area_km2: Quantiles) -> String {
    let (unit, convert) = area_unit(area_km2);
    format!("{} {unit}", range(area_km2, |value| two_digits(convert(value))))
}

/// An area with its unit.
pub fn area(area_km2: f64) -> String {
    let (unit, convert) = area_unit(Quantiles { p05: area_km2, median: area_km2, p95: area_km2 });
    format!("{} {unit}", two_digits(convert(area_km2)))
}

/// A share of the members as a percentage: never `0 %` or `100 %` for what is merely rare or frequent.
pub fn share(probability: f64) -> String {
    Number::share(probability).in_english()
}

/// A small share in per cent, without the sign; what lies below 0.01 is printed so.
pub fn percent(share: f64) -> String {
    Number::new(share, Style::Percent).in_english()
}

/// The range of such a share: `0.04–7.5`.
pub fn percent_range(share: Quantiles) -> String {
    format!("{}–{}", percent(share.p05), percent(share.p95))
}

/// A mass in kg, or in tonnes from ten tonnes on, with its range.
pub fn mass_range(mass_kg: Quantiles) -> String {
    if mass_kg.median >= 1e4 {
        format!("{} t", range(mass_kg, |kg| three_digits(units::t_from_kg(kg))))
    } else {
        format!("{} kg", range(mass_kg, two_digits))
    }
}

/// A time span in the unit that reads best: seconds, minutes or hours.
pub fn span(time_s: f64) -> String {
    match time_s {
        s if s < 120.0 => format!("{} s", two_digits(s)),
        s if s < 7200.0 => format!("{} min", two_digits(units::min_from_s(s))),
        s => format!("{} h", two_digits(units::h_from_s(s))),
    }
}

/// A time span with its range, all in the unit that suits the median.
pub fn span_range(time_s: Quantiles) -> String {
    match time_s.median {
        s if s < 120.0 => format!("{} s", range(time_s, two_digits)),
        s if s < 7200.0 => format!("{} min", range(time_s, |s| two_digits(units::min_from_s(s)))),
        _ => format!("{} h", range(time_s, |s| two_digits(units::h_from_s(s)))),
    }
}

/// A place in degrees with four decimals (about 10 m): `46.0710° N, 62.9850° E`.
pub fn place(lon: f64, lat: f64) -> String {
    let side = |v: f64, positive, negative| if v < 0.0 { negative } else { positive };
    format!("{:.4}° {}, {:.4}° {}", lat.abs(), side(lat, 'N', 'S'), lon.abs(), side(lon, 'E', 'W'))
}

/// A relative error: its order of magnitude is what matters, so it is written as a power of ten.
pub fn error(relative: f64) -> String {
    Number::new(relative, Style::Magnitude).in_english()
}

/// A unit as it is printed: `mg/m3` becomes `mg/m³`.
pub fn unit(id: &str) -> String {
    id.replace("m2", "m²").replace("m3", "m³")
}

/// An averaging time as limits name it; nothing where the limit has none.
pub fn averaging(time_s: f64) -> String {
    if time_s > 0.0 { span(time_s) } else { "–".to_owned() }
}

fn area_unit(area_km2: Quantiles) -> (&'static str, fn(f64) -> f64) {
    let deciding = if area_km2.median > 0.0 { area_km2.median } else { area_km2.p95 };
    if deciding > 0.0 && deciding < SMALL_AREA_KM2 { ("m²", units::m2_from_km2) } else { ("km²", |km2| km2) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn quantiles(p05: f64, median: f64, p95: f64) -> Quantiles {
        Quantiles { p05, median, p95 }
    }

    #[test]
    fn rounds_to_the_digits_that_are_known() {
        for (value, expected) in [
            (0.0, "0"),
            (1e-9, "<0.001"),
            (0.0042, "0.0042"),
            (0.0995, "0.10"),
            (0.996, "1.0"),
            (9.96, "10"),
            (99.6, "100"),
            (1_234.0, "1\u{202f}200"),
            (13_137.0, "13\u{202f}000"),
            (-2_750_000.0, "-2\u{202f}800\u{202f}000"),
            (f64::NAN, "not known"),
        ] {
            assert_eq!(two_digits(value), expected);
        }
        assert_eq!(three_digits(6717.3), "6\u{202f}720");
    }

    /// Limits and official figures are never rounded.
    #[test]
    fn keeps_the_figures_of_a_source() {
        assert_eq!(exact(0.1), "0.1");
        assert_eq!(exact(13_100.0), "13\u{202f}100");
        assert_eq!(exact(20_011.0), "20\u{202f}011");
        assert_eq!(exact(0.00001), "1e-5");
    }

    #[test]
    fn writes_small_areas_in_square_metres() {
        assert_eq!(area_range(quantiles(0.4, 1.2, 3.12)), "1.2 (0.40–3.1) km²");
        assert_eq!(area_range(quantiles(0.002, 0.0053, 0.013)), "5\u{202f}300 (2\u{202f}000–13\u{202f}000) m²");
        assert_eq!(area_range(quantiles(0.0, 0.0, 0.0)), "0 km²");
        assert_eq!(area_range(quantiles(0.0, 0.0, 0.002)), "0 (0–2\u{202f}000) m²");
        assert_eq!(area(2040.0), "2\u{202f}000 km²");
    }

    #[test]
    fn never_calls_the_rare_impossible_or_the_frequent_certain() {
        let words: Vec<String> = [0.0, 0.004, 0.05, 0.995, 1.0].map(share).into();
        assert_eq!(words, ["0\u{a0}%", "<1\u{a0}%", "5\u{a0}%", ">99\u{a0}%", "100\u{a0}%"]);
    }

    #[test]
    fn picks_the_unit_that_reads_best() {
        assert_eq!(span(600.0), "10 min");
        assert_eq!(span(28_800.0), "8.0 h");
        assert_eq!(span_range(quantiles(1800.0, 5400.0, 10_800.0)), "90 (30–180) min");
        assert_eq!(mass_range(quantiles(120e3, 142e3, 160e3)), "142 (120–160) t");
        assert_eq!(mass_range(quantiles(300.0, 900.0, 2800.0)), "900 (300–2\u{202f}800) kg");
        assert_eq!(count(0.2), "<1");
        assert_eq!(count(20_011.0), "20\u{202f}000");
        assert_eq!(place(62.985, -46.071), "46.0710° S, 62.9850° E");
    }
}
