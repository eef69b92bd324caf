//! `heptyl run`: everything that can be refused is refused before the long part begins.

use std::path::PathBuf;

use heptyl::error::Error;
use heptyl::input::{self, Inputs};

use super::args::RunArgs;
use super::out_folder;

/// Assesses the incident and writes all results.
pub(crate) fn run(args: &RunArgs) -> Result<(), Error> {
    let inputs = input::load(&args.options())?;
    let folder = folder(args, &inputs);
    out_folder::check(&folder, args.force)?;
    assess_and_write(args, &inputs, folder)
}

/// Where the results go.
pub(crate) fn folder(args: &RunArgs, inputs: &Inputs) -> PathBuf {
    args.out.clone().unwrap_or_else(|| PathBuf::from("output").join(&inputs.scenario.name))
}

/// The long part.
fn assess_and_write(_args: &RunArgs, _inputs: &Inputs, _folder: PathBuf) -> Result<(), Error> {
    Err(Error::NotLinked)
}
