//! `heptyl compare`: the same failure with another vehicle, in other weather, in another scenario; side by side.

use std::path::PathBuf;

use heptyl::assessment::Outcome;
use heptyl::error::Error;
use heptyl::input::{InputError, InputOptions, Inputs};
use heptyl::output::{self, Compared, OutputPlan};
use heptyl::run::{Case, RunOptions, assess, compare};

use super::args::CompareArgs;
use super::{inputs, run};

/// Most assessments of one comparison: what one sheet has room for.
const CASES_AT_MOST: usize = 6;

/// A case before it is run.
struct Asked {
    label: String,
    inputs: Inputs,
}

/// Runs every case, writes table and sheet, and says the short table.
pub(crate) fn report(args: &CompareArgs) -> Result<String, Error> {
    let asked = asked(args)?;
    let name = asked.first().map_or("comparison", |case| case.inputs.scenario.name.as_str());
    let dir = args.out.clone().unwrap_or_else(|| PathBuf::from("output").join(format!("compare-{name}")));
    let plan = OutputPlan { dir, force: args.force, map_sizes: vec![] };
    output::check(&plan)?;
    let members = asked.iter().map(|case| case.inputs.scenario.members).sum();
    let options = RunOptions {
        threads: args.threads.map(usize::from),
        command_line: std::env::args().collect(),
        language: args.lang.meant(),
        out_crs: None,
    };
    let bar = run::progress_bar(members, args.quiet);
    let mut outcomes: Vec<Outcome> = Vec::new();
    for case in &asked {
        outcomes.push(assess(&case.inputs, &options, &|done| bar.inc(done as u64))?);
    }
    bar.finish_and_clear();
    let pairs = asked.iter().zip(&outcomes);
    let cases: Vec<Case<'_>> =
        pairs.map(|(case, outcome)| Case { label: case.label.clone(), inputs: &case.inputs, outcome }).collect();
    let comparison = compare(&cases);
    let compared = Compared {
        comparison: &comparison,
        outcomes: &outcomes,
        language: options.language,
        command_line: &options.command_line,
    };
    let written = output::write_comparison(&compared, &plan)?;
    Ok(output::comparison_summary(&compared, &written))
}

/// The scenarios as they are, then the first one with each vehicle, then the first one with each file of weather.
fn asked(args: &CompareArgs) -> Result<Vec<Asked>, Error> {
    let first = args.scenarios.first().cloned().unwrap_or_default();
    let base = |scenario: &str| InputOptions {
        scenario: scenario.to_owned(),
        members: args.members,
        seed: args.seed,
        ..args.data.options()
    };
    let mut options: Vec<(Option<String>, InputOptions)> =
        args.scenarios.iter().map(|scenario| (None, base(scenario))).collect();
    for vehicle in &args.vehicle {
        options.push((Some(vehicle.clone()), InputOptions { vehicle: Some(vehicle.clone()), ..base(&first) }));
    }
    for file in &args.weather {
        let label = file.file_name().map_or_else(|| file.display().to_string(), |n| n.to_string_lossy().into_owned());
        let weather = vec![file.clone()];
        let with = InputOptions { weather, extend_weather: args.extend_weather, ..base(&first) };
        options.push((Some(label), with));
    }
    if !(2..=CASES_AT_MOST).contains(&options.len()) {
        let expected = format!("2 to {CASES_AT_MOST} scenarios, --vehicle and --weather together");
        let found = options.len().to_string();
        return Err(InputError::Option { option: "compare", found, expected }.into());
    }
    let mut asked: Vec<Asked> = Vec::new();
    for (label, options) in options {
        let inputs = inputs::load(&options)?;
        let label = label.unwrap_or_else(|| inputs.scenario.name.clone());
        let again =
            asked.iter().filter(|case| case.label == label || case.label.starts_with(&format!("{label} ("))).count();
        let label = if again == 0 { label } else { format!("{label} ({})", again + 1) };
        asked.push(Asked { label, inputs });
    }
    Ok(asked)
}
