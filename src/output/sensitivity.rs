//! `sensitivity.csv`: the correlation of every input with every answer; and how ranges of inputs are written.

use serde::Serialize;

use super::table::{Triple, table, triple};
use super::{OutputError, OutputFile, Writer, number};
use crate::assessment::{Answer, Correlation, DriverReport, Effect, Outcome, Quantiles};

/// Writer of the table; an answer that is not told has no rows.
pub(super) struct SensitivityTable;

impl Writer for SensitivityTable {
    fn files(&self, outcome: &Outcome, _before: &[OutputFile]) -> Result<Vec<OutputFile>, OutputError> {
        let found = &outcome.assessment.sensitivity;
        let rows = found.answers.iter().flat_map(|answer| {
            let effects = answer.effects.iter();
            effects.filter_map(move |effect| Some(row(answer, effect, found.driver(&effect.driver)?)))
        });
        Ok(vec![table("sensitivity.csv", COLUMNS, rows)?])
    }
}

/// Columns of `sensitivity.csv`, in the order of [`Row`].
const COLUMNS: &[&str] = &[
    "answer",
    "zone",
    "driver",
    "name",
    "unit",
    "value_p05",
    "value_median",
    "value_p95",
    "rank_correlation",
    "rank_correlation_low",
    "rank_correlation_high",
    "told_from_chance",
    "partial_rank_correlation",
    "partial_low",
    "partial_high",
    "measure_first",
    "measure",
];

#[derive(Serialize)]
struct Row<'a>(
    (&'a str, &'a str),
    (&'a str, &'a str, &'a str),
    Triple,
    (f64, f64, f64),
    bool,
    (Option<f64>, Option<f64>, Option<f64>),
    Option<usize>,
    &'a str,
);

fn row<'a>(answer: &'a Answer, effect: &'a Effect, driver: &'a DriverReport) -> Row<'a> {
    let Correlation { value, low, high } = effect.rank;
    let partial = |pick: fn(&Correlation) -> f64| effect.partial.as_ref().map(pick);
    Row(
        (answer.id, answer.zone.as_deref().unwrap_or("")),
        (&driver.id, &driver.name, driver.unit),
        triple(driver.range),
        (value, low, high),
        effect.told,
        (partial(|p| p.value), partial(|p| p.low), partial(|p| p.high)),
        answer.measure_first.iter().position(|id| *id == driver.id).map(|place| place + 1),
        driver.measure.unwrap_or(""),
    )
}

/// The range of an input with its unit, two or three digits each: `7.9–52.0 m`.
pub(super) fn range_text(range: Quantiles, unit: &str) -> String {
    let figures = format!("{}–{}", figure(range.p05), figure(range.p95));
    match unit {
        "" => format!("{} to {}", figure(range.p05), figure(range.p95)),
        "deg" => format!("{} to {}°", figure(range.p05), figure(range.p95)),
        "deg C" => format!("{} to {} °C", figure(range.p05), figure(range.p95)),
        "share" => format!("{} %", number::percent_range(range)),
        "class" => format!("{}–{}", letter(range.p05), letter(range.p95)),
        "factor" => format!("{figures} times"),
        unit => format!("{figures} {}", number::unit(unit)),
    }
}

/// Letter of a class, A for 1.
fn letter(class: f64) -> char {
    ['A', 'B', 'C', 'D', 'E', 'F'][(class.round() as usize).clamp(1, 6) - 1]
}

fn figure(value: f64) -> String {
    if value == 0.0 || value.abs() >= 1e-3 {
        let digits = if value.abs() < 10.0 { 2 } else { 3 };
        return number::significant(value, digits).replace('-', "−");
    }
    let text = format!("{value:.1e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let raised = exponent.chars().map(|c| match c {
        '-' => '⁻',
        digit => ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][digit.to_digit(10).unwrap_or(0) as usize],
    });
    format!("{}·10{}", digits.replace('-', "−"), raised.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture;

    /// Each value stands under its own column, also behind an empty cell.
    #[test]
    fn columns_and_values_agree() {
        let outcome = fixture::outcome();
        let found = &outcome.assessment.sensitivity;
        let files = SensitivityTable.files(&outcome, &[]).expect("writes");
        let mut reader = csv::Reader::from_reader(files[0].bytes.as_slice());
        let head = reader.headers().expect("head").clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("rectangular")).collect();
        let cell =
            |row: &csv::StringRecord, name: &str| row[head.iter().position(|n| n == name).expect("column")].to_owned();
        assert_eq!(rows.len(), found.answers.iter().map(|answer| answer.effects.len()).sum::<usize>());
        let air: Vec<&csv::StringRecord> = rows.iter().filter(|row| cell(row, "answer") == "air-area").collect();
        let effect = &found.answers[1].effects[0];
        assert_eq!(cell(air[0], "driver"), "low-vapour-share");
        assert_eq!(cell(air[0], "rank_correlation_high"), effect.rank.high.to_string());
        assert_eq!(
            (cell(air[0], "partial_rank_correlation"), cell(air[0], "measure_first")),
            (String::new(), String::new())
        );
        assert_eq!(cell(air[0], "told_from_chance"), "true");
        let first: Vec<String> = air.iter().map(|row| cell(row, "measure_first")).filter(|c| !c.is_empty()).collect();
        assert_eq!(first, ["1", "2", "3"]);
    }

    #[test]
    fn ranges_read_well_at_every_size() {
        let text = |p05, p95, unit| range_text(Quantiles { p05, median: 0.0, p95 }, unit);
        assert_eq!(text(-61.0, 58.0, "deg"), "−61.0 to 58.0°");
        assert_eq!(text(1.1e-5, 2.3e-4, "1/s"), "1.1·10⁻⁵–2.3·10⁻⁴ 1/s");
        assert_eq!(text(0.0, 0.031, "share"), "0–3.1 %");
        assert_eq!((text(2.2, 6.8, "m/s"), text(1.0, 4.0, "class")), ("2.2–6.8 m/s".into(), "A–D".into()));
        assert_eq!(text(511e3, 534e3, "kg"), "511\u{202f}000–534\u{202f}000 kg");
    }
}
