//! The files of a comparison: one table as CSV, JSON and a page, and one sheet of maps.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use serde::Serialize;

use super::manifest::{ListedFile, PROGRAM, listed};
use super::{OutputError, OutputFile, OutputPlan, WrittenFile, folder, json, map, map_files, table};
use crate::assessment::{ComparedQuantity, ComparedRow, Comparison, Difference, Outcome, Pairing, Quantiles};
use crate::language::{Arg, Language, Message, Number, Style, msg, words};
use crate::provenance::InputFile;

mod screen;

pub use screen::comparison_summary;

/// Name of the page.
const PAGE: &str = "compare.html";

const TEMPLATE: &str = include_str!("compare/page.html");

/// Columns of `compare.csv`.
const COLUMNS: &[&str] = &[
    "id",
    "quantity",
    "substance",
    "unit",
    "case",
    "p05",
    "median",
    "p95",
    "difference_p05",
    "difference_median",
    "difference_p95",
    "share_larger",
    "share_smaller",
    "pairing",
];

/// A comparison with the assessments that it is about, in its order.
pub struct Compared<'a> {
    /// The comparison.
    pub comparison: &'a Comparison,
    /// The assessments.
    pub outcomes: &'a [Outcome],
    /// Language.
    pub language: Language,
    /// Command line, for the manifest.
    pub command_line: &'a [String],
}

/// Writes a comparison into the folder of a plan, whole or not at all.
///
/// # Errors
/// [`OutputError`] where the folder may not be used, a number is not finite, the sheet cannot be drawn or the disk
/// refuses.
pub fn write_comparison(compared: &Compared<'_>, plan: &OutputPlan) -> Result<Vec<WrittenFile>, OutputError> {
    folder::check(plan)?;
    folder::publish(&comparison_files(compared)?, plan)
}

/// The files, in memory.
pub(super) fn comparison_files(compared: &Compared<'_>) -> Result<Vec<OutputFile>, OutputError> {
    let mut files = vec![json::file("compare.json", compared.comparison)?, rows(compared.comparison)?];
    let sheet = map::comparison_sheet(compared).map_err(|e| OutputError::format("the sheet of maps", e))?;
    files.extend(map_files(vec![sheet]));
    files.push(page(compared, &files)?);
    files.push(manifest(compared, &files)?);
    Ok(files)
}

/// A row a quantity and case.
#[derive(Serialize)]
struct Row<'a>(
    (&'a str, ComparedQuantity, &'a str, &'a str, &'a str),
    table::Times,
    table::Times,
    (Option<f64>, Option<f64>, Option<Pairing>),
);

fn rows(comparison: &Comparison) -> Result<OutputFile, OutputError> {
    let rows = comparison.rows.iter().flat_map(|row| rows_of(row, comparison));
    table::table("compare.csv", COLUMNS, rows)
}

fn rows_of<'a>(row: &'a ComparedRow, comparison: &'a Comparison) -> Vec<Row<'a>> {
    let cases = comparison.cases.iter().zip(&row.values).zip(&row.differences);
    cases
        .map(|((case, value), difference)| {
            Row(
                (&row.id, row.quantity, &row.substance, row.unit, &case.label),
                table::times(*value),
                table::times(difference.map(|d| d.difference)),
                (difference.map(|d| d.share_larger), difference.map(|d| d.share_smaller), difference.and(case.pairing)),
            )
        })
        .collect()
}

/// What a row is called.
pub(super) fn row_name(row: &ComparedRow, language: Language) -> String {
    match row.quantity {
        ComparedQuantity::Left => msg("compare-left").with("substance", words::substance(&row.id)).say(language),
        ComparedQuantity::Area | ComparedQuantity::People => {
            language.of(&row.name.en, &row.name.ru, &row.name.kk).to_owned()
        }
    }
}

/// How numbers of a row are written.
pub(super) fn quantity(value: Quantiles, row: &ComparedRow) -> Arg {
    match row.quantity {
        ComparedQuantity::Left => value.times(1e-3).arg(Style::Significant(2)).unit("t"),
        // Square metres where square kilometres would be all zeros.
        ComparedQuantity::Area if small(row) => value.times(1e6).arg(Style::Significant(2)).unit("m2"),
        ComparedQuantity::Area => value.arg(Style::Significant(2)).unit("km2"),
        ComparedQuantity::People => value.arg(Style::Count),
    }
}

fn small(row: &ComparedRow) -> bool {
    row.values.iter().flatten().all(|q| q.p95 < 0.1)
}

/// A difference with its range: `-24 (-110 ... 3) km2`. What is below a thousandth of the widest end is zero.
pub(super) fn difference_text(difference: &Difference, row: &ComparedRow) -> Message {
    let ends = difference.difference;
    let widest = ends.p05.abs().max(ends.median.abs()).max(ends.p95.abs());
    let (factor, unit) = match row.quantity {
        ComparedQuantity::Left => (1e-3, "t"),
        ComparedQuantity::Area if widest < 0.1 => (1e6, "m2"),
        ComparedQuantity::Area => (1.0, "km2"),
        ComparedQuantity::People => (1.0, ""),
    };
    let number = |value: f64| {
        let is_none = value.abs() < 1e-3 * widest || (row.quantity == ComparedQuantity::People && value.abs() < 0.5);
        Arg::from(Number::two(if is_none { 0.0 } else { value * factor }))
    };
    let high = if unit.is_empty() { number(ends.p95) } else { number(ends.p95).unit(unit) };
    msg("compare-range").with("median", number(ends.median)).with("low", number(ends.p05)).with("high", high)
}

/// In which share of the members the case is larger, or smaller, whichever is more.
pub(super) fn share_text(difference: &Difference) -> Message {
    if difference.share_larger >= difference.share_smaller {
        msg("compare-larger").with("share", Number::share(difference.share_larger))
    } else {
        msg("compare-smaller").with("share", Number::share(difference.share_smaller))
    }
}

/// What a pairing means.
pub(super) fn pairing_text(pairing: Pairing) -> Message {
    msg(match pairing {
        Pairing::Paired => "compare-paired",
        Pairing::Independent => "compare-independent",
    })
}

#[derive(Serialize)]
struct PageCase {
    label: String,
    vehicle: String,
    time: String,
    weather: String,
    members: String,
    pairing: String,
}

#[derive(Serialize)]
struct PageRow {
    name: String,
    quantity: String,
    cells: Vec<PageCell>,
}

#[derive(Serialize)]
struct PageCell {
    value: String,
    difference: String,
    share: String,
}

fn page(compared: &Compared<'_>, files: &[OutputFile]) -> Result<OutputFile, OutputError> {
    let language = compared.language;
    let plain = |id: &'static str| msg(id).say(language);
    let sheet = files.iter().find(|file| file.name.ends_with(".png")).map(|file| BASE64_STANDARD.encode(&file.bytes));
    let cases: Vec<PageCase> = compared
        .comparison
        .cases
        .iter()
        .map(|case| PageCase {
            label: case.label.clone(),
            vehicle: language.of(&case.vehicle_name.en, &case.vehicle_name.ru, &case.vehicle_name.kk).to_owned(),
            time: case.time_utc.clone(),
            weather: if case.weather.is_empty() { plain("compare-ranges") } else { case.weather.join(", ") },
            members: words::members(case.members).say(language),
            pairing: case.pairing.map_or_else(|| plain("compare-first"), |p| pairing_text(p).say(language)),
        })
        .collect();
    let rows: Vec<PageRow> =
        compared.comparison.rows.iter().filter(|row| row.is_main).map(|row| page_row(row, language)).collect();
    let mut environment = Environment::new();
    let refuse = |e: minijinja::Error| OutputError::format(PAGE, e);
    environment.add_template(PAGE, TEMPLATE).map_err(refuse)?;
    let text = environment
        .get_template(PAGE)
        .and_then(|template| {
            template.render(context! {
                lang => language.code(),
                title => plain("compare-title"),
                about => msg("compare-about").with("first", compared.comparison.cases.first().map_or("", |c| c.label.as_str())).say(language),
                head => [plain("compare-case"), plain("compare-vehicle"), plain("compare-lift-off"), plain("compare-weather"), plain("compare-members"), plain("compare-differences")],
                columns => [plain("compare-what"), plain("compare-quantity")],
                cases => Value::from(Serde(&cases)),
                rows => Value::from(Serde(&rows)),
                sheet,
                sheet_title => plain("compare-sheet"),
                program => concat!("heptyl ", env!("CARGO_PKG_VERSION")),
            })
        })
        .map_err(refuse)?;
    Ok(OutputFile { name: PAGE.to_owned(), bytes: text.into_bytes() })
}

fn page_row(row: &ComparedRow, language: Language) -> PageRow {
    let cells = row.values.iter().zip(&row.differences).map(|(value, difference)| PageCell {
        value: value.map_or_else(|| "–".to_owned(), |q| quantity(q, row).say(language)),
        difference: difference.as_ref().map_or_else(String::new, |d| difference_text(d, row).say(language)),
        share: difference.as_ref().map_or_else(String::new, |d| share_text(d).say(language)),
    });
    PageRow { name: row_name(row, language), quantity: quantity_name(row).say(language), cells: cells.collect() }
}

/// `area`, `people` or `mass`.
pub(super) fn quantity_name(row: &ComparedRow) -> Message {
    msg(match row.quantity {
        ComparedQuantity::Left => "compare-mass",
        ComparedQuantity::Area => "compare-area",
        ComparedQuantity::People => "compare-people",
    })
}

/// `manifest.json` of a comparison.
#[derive(Serialize)]
struct Manifest<'a> {
    program: &'static str,
    version: &'static str,
    command_line: &'a [String],
    cases: Vec<ManifestCase<'a>>,
    files: Vec<ListedFile<'a>>,
}

#[derive(Serialize)]
struct ManifestCase<'a> {
    label: &'a str,
    seed: u64,
    members: usize,
    inputs: &'a [InputFile],
}

fn manifest(compared: &Compared<'_>, before: &[OutputFile]) -> Result<OutputFile, OutputError> {
    let cases = compared.comparison.cases.iter().zip(compared.outcomes);
    let content = Manifest {
        program: PROGRAM,
        version: env!("CARGO_PKG_VERSION"),
        command_line: compared.command_line,
        cases: cases
            .map(|(case, outcome)| ManifestCase {
                label: &case.label,
                seed: case.seed,
                members: case.members,
                inputs: &outcome.inputs,
            })
            .collect(),
        files: before.iter().map(listed).collect(),
    };
    json::file("manifest.json", &content)
}
