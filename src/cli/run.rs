//! `heptyl run`: everything that can be refused is refused before the long part begins.

use std::path::PathBuf;

use heptyl::error::Error;
use heptyl::input::Inputs;
use heptyl::output::{self, OutputPlan};
use heptyl::run::{RunOptions, assess};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::RunArgs;
use super::inputs;

/// Assesses the incident, writes all results and says in short what they are.
pub(crate) fn run(args: &RunArgs) -> Result<String, Error> {
    if let Some(crs) = &args.out_crs {
        output::check_system(crs, None)?;
    }
    let inputs = inputs::load(&args.options())?;
    if let Some(crs) = &args.out_crs {
        output::check_system(crs, Some(inputs.scenario.pad))?;
    }
    let plan = plan(args, &inputs);
    output::check(&plan)?;
    let options = RunOptions {
        threads: args.threads.map(usize::from),
        command_line: std::env::args().collect(),
        language: args.scenario.lang.meant(),
        out_crs: args.out_crs.clone(),
    };
    let bar = progress_bar(inputs.scenario.members, args.quiet);
    let outcome = assess(&inputs, &options, &|members| bar.inc(members as u64));
    bar.finish_and_clear();
    let outcome = outcome?;
    let written = output::write_all(&outcome, &plan)?;
    if args.json { Ok(output::assessment_json(&outcome)?) } else { Ok(output::summary(&outcome, &written)) }
}

/// Where the results go.
pub(crate) fn plan(args: &RunArgs, inputs: &Inputs) -> OutputPlan {
    let dir = args.out.clone().unwrap_or_else(|| PathBuf::from("output").join(&inputs.scenario.name));
    let map_sizes = args.map_size.iter().map(|size| size.map_size()).collect();
    OutputPlan { dir, force: args.force, map_sizes }
}

/// A bar on standard error; hidden on request, and by itself where that is no terminal.
pub(crate) fn progress_bar(members: usize, quiet: bool) -> ProgressBar {
    let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let bar = ProgressBar::with_draw_target(Some(members as u64), target);
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} members, {eta} left");
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
