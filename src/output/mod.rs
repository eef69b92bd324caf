//! Writes an outcome in each format; formats numbers, never computes them.
//!
//! A writer takes the outcome and gives bytes; only [`folder`] touches the disk. Either the whole result folder
//! appears under its name or nothing does.

mod error;
mod folder;
mod geojson;
mod json;
mod kml;
mod manifest;
pub mod number;
mod polygon;
mod raster;
mod report;
mod screen;
mod table;

pub mod map;

#[cfg(test)]
pub(crate) mod fixture;

use std::path::PathBuf;

use crate::assessment::Outcome;

pub use error::OutputError;
pub use folder::check;
pub use screen::summary;

/// Where the result goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputPlan {
    /// Result folder.
    pub dir: PathBuf,
    /// True where an earlier result in that folder may be replaced.
    pub force: bool,
}

/// A file of the result, not yet on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Path inside the result folder, with `/`.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// A file of the result on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenFile {
    /// Path inside the result folder, with `/`.
    pub name: String,
    /// Path on disk.
    pub path: PathBuf,
    /// Length, bytes.
    pub size_bytes: u64,
}

/// One format: outcome in, files out. `before` holds what the writers earlier in the list have made: the report
/// shows the maps, and the manifest lists every file.
trait Writer {
    fn files(&self, outcome: &Outcome, before: &[OutputFile]) -> Result<Vec<OutputFile>, OutputError>;
}

/// In the order of making: what others refer to comes first, the manifest last.
const WRITERS: [&dyn Writer; 7] = [
    &json::AssessmentJson,
    &geojson::ZonesGeoJson,
    &kml::ZonesKml,
    &table::Tables,
    &raster::Fields,
    &report::HtmlReport,
    &manifest::Manifest,
];

/// Every file of the result, in memory.
///
/// # Errors
/// [`OutputError`] of the first format that cannot hold the outcome, such as a number that is not finite.
pub fn files(outcome: &Outcome) -> Result<Vec<OutputFile>, OutputError> {
    let mut files = Vec::new();
    for writer in WRITERS {
        let made = writer.files(outcome, &files)?;
        files.extend(made);
    }
    Ok(files)
}

/// Writes every file of the result into the folder of the plan.
///
/// # Errors
/// [`OutputError`] where the folder may not be used (see [`check`]), a format cannot hold the outcome, or the disk
/// refuses. Nothing is left behind then, and an earlier result is still there.
pub fn write_all(outcome: &Outcome, plan: &OutputPlan) -> Result<Vec<WrittenFile>, OutputError> {
    check(plan)?;
    folder::publish(&files(outcome)?, plan)
}
