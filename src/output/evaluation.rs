//! The files of an evaluation: predictions, scores, plots and how they were made.

use serde::Serialize;

use super::manifest::{ListedFile, PROGRAM, listed};
use super::{OutputError, OutputFile, OutputPlan, WrittenFile, folder, json, map, map_files};
use crate::provenance::InputFile;
use crate::trial::{Evaluation, GroupScores, Prediction, Scores, TrialInputs};
use crate::units::mg_m3_from_kg_m3;

/// Columns of `predictions.csv`.
const COLUMNS: [&str; 7] = [
    "case_id",
    "run",
    "distance_m",
    "observed_max_mg_m3",
    "predicted_max_mg_m3",
    "observed_crosswind_integral_mg_m2",
    "predicted_crosswind_integral_mg_m2",
];

/// `metrics.json`: the scores of all cases at the top, groups below.
#[derive(Serialize)]
struct Metrics<'a> {
    inputs: TrialInputs,
    model: &'a str,
    cases: usize,
    max_mg_m3: Scores,
    crosswind_integral_mg_m2: Scores,
    groups: &'a [GroupScores],
    assumptions: &'a [String],
}

/// `manifest.json` of an evaluation.
#[derive(Serialize)]
struct Content<'a> {
    program: &'static str,
    version: &'static str,
    command_line: &'a [String],
    inputs: [&'a InputFile; 1],
    coefficient_sets: [&'a str; 1],
    assumptions: &'a [String],
    files: Vec<ListedFile<'a>>,
}

/// Writes an evaluation into the folder of a plan, whole or not at all.
///
/// # Errors
/// [`OutputError`] where the folder may not be used, a number is not finite, a plot cannot be made or the disk refuses.
pub fn write_evaluation(
    evaluation: &Evaluation,
    command_line: &[String],
    plan: &OutputPlan,
) -> Result<Vec<WrittenFile>, OutputError> {
    folder::check(plan)?;
    let mut files = vec![predictions(&evaluation.predictions)?, metrics(evaluation)?];
    let plots = map::evaluation_plots(evaluation).map_err(|e| OutputError::format("the plots", e))?;
    files.extend(map_files(plots));
    files.push(manifest(evaluation, command_line, &files)?);
    folder::publish(&files, plan)
}

/// The scores as a table for the screen.
pub fn evaluation_summary(evaluation: &Evaluation, files: &[WrittenFile]) -> String {
    let basis = match evaluation.inputs {
        TrialInputs::Measured => "measured turbulence",
        TrialInputs::Routine => "routine weather",
    };
    let mut text = format!("{} cases of {}, {basis}\n", evaluation.predictions.len(), evaluation.file.path);
    for (title, of) in [
        ("Arc maxima", (|g| g.max_mg_m3) as fn(&GroupScores) -> Scores),
        ("Crosswind integrals", |g| g.crosswind_integral_mg_m2),
    ] {
        text.push_str(&format!("\n{title:<20}    n   FAC2      FB    NMSE      MG      VG\n"));
        for group in &evaluation.scores {
            let s = of(group);
            text.push_str(&format!(
                "{:<20} {:>4} {:>6.3} {:>+7.3} {:>7.3} {:>7.3} {:>7.3}\n",
                group.group, s.n, s.fac2, s.fb, s.nmse, s.mg, s.vg
            ));
        }
    }
    text.push_str("\nFiles\n");
    for file in files {
        text.push_str(&format!("  {}\n", file.path.display()));
    }
    text
}

fn predictions(predictions: &[Prediction]) -> Result<OutputFile, OutputError> {
    let name = "predictions.csv";
    let format = |e: csv::Error| OutputError::format(name, e);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS).map_err(format)?;
    for p in predictions {
        let figures = [
            p.case.observed_max_kg_m3,
            p.max_kg_m3,
            p.case.observed_crosswind_integral_kg_m2,
            p.crosswind_integral_kg_m2,
        ];
        let mut row = vec![p.case.id.clone(), p.case.run.clone(), p.case.distance_m.to_string()];
        // kg/m3 to mg/m3 and kg/m2 to mg/m2 is the same factor.
        row.extend(figures.map(|kg| seven_digits(mg_m3_from_kg_m3(kg))));
        writer.write_record(row).map_err(format)?;
    }
    let bytes = writer.into_inner().map_err(|e| OutputError::format(name, e.into_error()))?;
    Ok(OutputFile { name: name.to_owned(), bytes })
}

/// A number with seven digits, as programs read it.
fn seven_digits(value: f64) -> String {
    format!("{value:.6e}").parse::<f64>().unwrap_or(value).to_string()
}

fn metrics(evaluation: &Evaluation) -> Result<OutputFile, OutputError> {
    let all = &evaluation.scores[0];
    let metrics = Metrics {
        inputs: evaluation.inputs,
        model: &evaluation.model,
        cases: evaluation.predictions.len(),
        max_mg_m3: all.max_mg_m3,
        crosswind_integral_mg_m2: all.crosswind_integral_mg_m2,
        groups: &evaluation.scores,
        assumptions: &evaluation.assumptions,
    };
    json::file("metrics.json", &metrics)
}

fn manifest(evaluation: &Evaluation, command_line: &[String], files: &[OutputFile]) -> Result<OutputFile, OutputError> {
    let content = Content {
        program: PROGRAM,
        version: env!("CARGO_PKG_VERSION"),
        command_line,
        inputs: [&evaluation.file],
        coefficient_sets: [&evaluation.model],
        assumptions: &evaluation.assumptions,
        files: files.iter().map(listed).collect(),
    };
    json::file("manifest.json", &content)
}
