//! `heptyl evaluate`: the dispersion model on measured releases.

use std::path::PathBuf;

use heptyl::error::Error;
use heptyl::input::{self, DataSource};
use heptyl::output::{self, OutputPlan};
use heptyl::run;
use heptyl::trial::TrialInputs;

use super::args::{EvaluateArgs, EvaluateInputs};

/// Predicts the cases, writes predictions, scores and plots, and says the scores.
pub(crate) fn report(args: &EvaluateArgs) -> Result<String, Error> {
    let (inputs, name) = match args.inputs {
        EvaluateInputs::Measured => (TrialInputs::Measured, "evaluate-measured"),
        EvaluateInputs::Routine => (TrialInputs::Routine, "evaluate-routine"),
    };
    let dir = args.out.clone().unwrap_or_else(|| PathBuf::from("output").join(name));
    let plan = OutputPlan { dir, force: args.force, map_sizes: vec![] };
    let cases = input::cases(&DataSource::File(args.cases.clone()).read("measured cases")?, inputs)?;
    output::check(&plan)?;
    let evaluation = run::evaluate(&cases, inputs)?;
    let command_line: Vec<String> = std::env::args().collect();
    let written = output::write_evaluation(&evaluation, &command_line, &plan)?;
    Ok(output::evaluation_summary(&evaluation, &written))
}
