//! How a number is written for people: never more precise than it is known, thousands apart, decimal point in English
//! and decimal comma in Russian and Kazakh.

use serde::{Deserialize, Serialize};

use super::Language;

/// Space between groups of three digits; does not break at the end of a line.
const GROUP_SPACE: char = '\u{202f}';

/// Space before a per cent sign; does not break at the end of a line.
const NO_BREAK_SPACE: char = '\u{a0}';

/// Values below it are written as `<0.001`.
const SMALLEST: f64 = 0.001;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Style {
    /// So many significant digits; below 0.001 `<0.001`.
    Significant(u8),
    /// As it stands in its source: limits and official figures are not rounded.
    Exact,
    /// A count: whole up to 99, two significant digits above; below a half `<1`.
    Count,
    /// Whole.
    Whole,
    /// So many decimals.
    Fixed(u8),
    /// So many decimals, always with its sign.
    Signed(u8),
    /// A share of the members as a percentage: never `0 %` or `100 %` for what is merely rare or frequent.
    Share,
    /// A share in per cent without the sign; below 0.01 `<0.01`.
    Percent,
    /// The order of magnitude, for relative errors: `1e-9`.
    Magnitude,
    /// Without thousands apart, for years.
    Year,
}

/// A number and how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Number {
    /// Value, in the unit that stands beside it.
    pub value: f64,
    /// Style.
    pub style: Style,
}

impl Number {
    /// A value in a style.
    pub const fn new(value: f64, style: Style) -> Self {
        Self { value, style }
    }

    /// Two significant digits.
    pub const fn two(value: f64) -> Self {
        Self::new(value, Style::Significant(2))
    }

    /// Three significant digits.
    pub const fn three(value: f64) -> Self {
        Self::new(value, Style::Significant(3))
    }

    /// As in its source.
    pub const fn exact(value: f64) -> Self {
        Self::new(value, Style::Exact)
    }

    /// A count.
    pub const fn count(value: f64) -> Self {
        Self::new(value, Style::Count)
    }

    /// Whole.
    pub const fn whole(value: f64) -> Self {
        Self::new(value, Style::Whole)
    }

    /// So many decimals.
    pub const fn fixed(value: f64, decimals: u8) -> Self {
        Self::new(value, Style::Fixed(decimals))
    }

    /// A share of the members, 0 to 1, as a percentage.
    pub const fn share(value: f64) -> Self {
        Self::new(value, Style::Share)
    }

    /// The number in a language. What is not a number is `n/a` in none of them: a dash stands for it.
    pub fn written(self, language: Language) -> String {
        let english = self.in_english();
        let minus = english.replace('-', "−");
        if language == Language::En { minus } else { minus.replace('.', ",") }
    }

    /// The value as written, for the choice of a plural: 13 137 people are written and counted as 13 000.
    pub(super) fn counted(self) -> f64 {
        let digits: String =
            self.in_english().chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | '-')).collect();
        digits.parse().unwrap_or(self.value)
    }

    /// The number in English with a hyphen for a minus.
    pub fn in_english(self) -> String {
        let value = self.value;
        if !value.is_finite() {
            return "–".to_owned();
        }
        match self.style {
            Style::Significant(digits) => significant(value, digits.into()),
            Style::Exact => exact(value),
            Style::Count => count(value),
            Style::Whole => grouped(&format!("{value:.0}")),
            Style::Fixed(decimals) => grouped(&format!("{value:.*}", usize::from(decimals))),
            Style::Signed(decimals) => format!("{value:+.*}", usize::from(decimals)),
            Style::Share => share(value),
            Style::Percent => percent(value),
            Style::Magnitude if value == 0.0 => "0".to_owned(),
            Style::Magnitude => format!("{value:.0e}"),
            Style::Year => format!("{value:.0}"),
        }
    }
}

fn significant(value: f64, digits: i32) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    if value.abs() < SMALLEST {
        return format!("{}<{SMALLEST}", if value < 0.0 { "-" } else { "" });
    }
    let exponent = value.abs().log10().floor() as i32;
    let scale = 10_f64.powi(digits - 1 - exponent);
    let rounded = (value * scale).round() / scale;
    let decimals = usize::try_from(digits - 1 - rounded.abs().log10().floor() as i32).unwrap_or(0);
    grouped(&format!("{rounded:.decimals$}"))
}

fn exact(value: f64) -> String {
    if value != 0.0 && value.abs() < 1e-4 { format!("{value:e}") } else { grouped(&value.to_string()) }
}

fn count(value: f64) -> String {
    match value {
        v if v > 0.0 && v < 0.5 => "<1".to_owned(),
        v if v < 99.5 => format!("{v:.0}"),
        v => significant(v, 2),
    }
}

fn share(probability: f64) -> String {
    let number = match probability {
        p if p <= 0.0 => "0".to_owned(),
        p if p < 0.01 => "<1".to_owned(),
        p if p > 0.99 && p < 1.0 => ">99".to_owned(),
        p => format!("{:.0}", p * 100.0),
    };
    format!("{number}{NO_BREAK_SPACE}%")
}

fn percent(share: f64) -> String {
    match 100.0 * share {
        p if p <= 0.0 => "0".to_owned(),
        p if p < 0.01 => "<0.01".to_owned(),
        p => significant(p, 2),
    }
}

/// Puts a thin space between the thousands of the whole part where it has four digits or more.
fn grouped(number: &str) -> String {
    let (whole, rest) = number.split_at(number.find('.').unwrap_or(number.len()));
    if whole.trim_start_matches('-').len() < 4 {
        return number.to_owned();
    }
    let mut out = String::with_capacity(number.len() + 4);
    for (k, c) in whole.chars().enumerate() {
        if k > 0 && (whole.len() - k).is_multiple_of(3) && out.ends_with(|d: char| d.is_ascii_digit()) {
            out.push(GROUP_SPACE);
        }
        out.push(c);
    }
    out + rest
}
