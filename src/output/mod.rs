//! Writes an outcome in each format; formats numbers, never computes them.
//!
//! A writer takes the outcome and gives bytes; only `folder` touches the disk. Either the whole result folder
//! appears under its name or nothing does.

pub mod number;
mod polygon;

mod compare;
mod geojson;
mod gpkg;
mod json;
mod kml;
pub mod map;
mod interactive;
mod raster;
mod report;
mod samples;
mod table;
mod people;
mod act;
mod droplets;
mod evaluation;
mod sensitivity;
mod water;

mod manifest;

mod error;
mod folder;
mod screen;
mod soil;
mod system;

#[cfg(test)]
pub(crate) mod fixture;

use std::path::PathBuf;

use crate::assessment::Outcome;

pub use compare::{Compared, comparison_summary, write_comparison};
pub use error::OutputError;
pub use evaluation::{evaluation_summary, write_evaluation};
pub use folder::check;
pub use json::assessment_json;
pub use map::MapSize;
pub use screen::summary;
pub use system::check_system;
use system::out_system;

/// Where the result goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputPlan {
    /// Result folder.
    pub dir: PathBuf,
    /// True where an earlier result in that folder may be replaced.
    pub force: bool,
    /// Sizes of the maps and plots beside that for the screen.
    pub map_sizes: Vec<MapSize>,
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
const WRITERS: [&dyn Writer; 15] = [
    &json::AssessmentJson,
    &geojson::ZonesGeoJson,
    &kml::ZonesKml,
    &gpkg::ZonesGpkg,
    &table::Tables,
    &people::People,
    &droplets::Droplets,
    &soil::SoilByDay,
    &water::Water,
    &samples::Samples,
    &raster::Fields,
    &sensitivity::SensitivityTable,
    &report::HtmlReport,
    &act::SurveyAct,
    &manifest::Manifest,
];

/// The maps and plots: each as a drawing and as a picture, in every size that is asked for.
fn maps(outcome: &Outcome, sizes: &[MapSize]) -> Result<Vec<OutputFile>, OutputError> {
    let mut maps = map::maps(outcome, sizes).map_err(|e| OutputError::format("the maps", e))?;
    maps.extend(map::plots(outcome, sizes).map_err(|e| OutputError::format("the plots", e))?);
    Ok(map_files(maps))
}

/// Drawings and pictures as files.
fn map_files(maps: Vec<map::MapFile>) -> Vec<OutputFile> {
    let both = |map: map::MapFile| {
        let drawing = map.svg.map(|svg| OutputFile { name: format!("{}.svg", map.name), bytes: svg.into_bytes() });
        let picture = OutputFile { name: format!("{}.png", map.name), bytes: map.png };
        drawing.into_iter().chain([picture])
    };
    maps.into_iter().flat_map(both).collect()
}

/// Every file of the result, in memory, with the maps in further sizes.
///
/// # Errors
/// [`OutputError`] of the first format that cannot hold the outcome, such as a number that is not finite.
pub fn files(outcome: &Outcome, sizes: &[MapSize]) -> Result<Vec<OutputFile>, OutputError> {
    made_after(maps(outcome, sizes)?, outcome)
}

/// What the writers make once the maps are there.
fn made_after(maps: Vec<OutputFile>, outcome: &Outcome) -> Result<Vec<OutputFile>, OutputError> {
    let mut files = maps;
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
    folder::publish(&files(outcome, &plan.map_sizes)?, plan)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    fn plan(dir: impl Into<PathBuf>, force: bool) -> OutputPlan {
        OutputPlan { dir: dir.into(), force, map_sizes: vec![] }
    }

    fn names_in(dir: &Path) -> Vec<String> {
        let entries = fs::read_dir(dir).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("entry").file_name().into_string().expect("text")).collect();
        names.sort();
        names
    }

    /// All files but the maps, which take seconds each and have their own tests.
    fn files_without_maps(outcome: &Outcome) -> Result<Vec<OutputFile>, OutputError> {
        made_after(vec![], outcome)
    }

    fn write(plan: &OutputPlan) -> Result<Vec<WrittenFile>, OutputError> {
        check(plan)?;
        folder::publish(&files_without_maps(&fixture::outcome())?, plan)
    }

    /// Every file named by the contract is there, and the manifest lists each with the hash of what is on disk.
    #[test]
    fn writes_every_file_of_the_contract_and_hashes_it() {
        let around = tempfile::tempdir().expect("folder");
        let dir = around.path().join("deep/down/result");
        let outcome = fixture::outcome();
        let written = write_all(&outcome, &plan(&dir, false)).expect("writes");
        let names = "assessment.json zones.geojson zones.kml zones.csv settlements.csv water.csv report.html act.docx map.png map.svg \
                     map-air.png map-soil.png";
        for name in names.split_whitespace() {
            assert!(dir.join(name).is_file(), "{name}");
        }
        assert!(dir.join(format!("fields/{}.tif", outcome.rasters[0].name)).is_file());
        let manifest: serde_json::Value =
            serde_json::from_slice(&fs::read(dir.join("manifest.json")).expect("manifest")).expect("parses");
        let listed = manifest["files"].as_array().expect("files");
        assert_eq!(listed.len() + 1, written.len());
        for file in listed {
            let bytes = fs::read(dir.join(file["name"].as_str().expect("name"))).expect("on disk");
            assert_eq!(file["sha256"], manifest::sha256(&bytes));
        }
        let report = fs::read_to_string(dir.join("report.html")).expect("report");
        assert_eq!(report.matches("src=\"data:image/png;base64,").count(), 5);
        assert_eq!(names_in(around.path()), ["deep"]);
        assert_eq!(names_in(dir.parent().expect("parent")), ["result"]);
    }

    /// Nothing in the files depends on the clock, the folder or the machine.
    #[test]
    fn the_same_outcome_gives_the_same_bytes() {
        let outcome = fixture::flight_outcome();
        assert!(files_without_maps(&outcome).expect("writes") == files_without_maps(&outcome).expect("writes again"));
    }

    #[test]
    fn an_existing_folder_is_refused_without_force_and_replaced_with_it() {
        let around = tempfile::tempdir().expect("folder");
        let dir = around.path().join("result");
        write(&plan(&dir, false)).expect("writes");
        fs::write(dir.join("old.txt"), "old").expect("a leftover");
        let error = write(&plan(&dir, false)).expect_err("exists");
        assert!(error.is_usage() && error.to_string().contains("--force"), "{error}");
        assert!(dir.join("old.txt").exists());
        write(&plan(&dir, true)).expect("replaces");
        assert!(!dir.join("old.txt").exists() && dir.join("manifest.json").exists());
        assert_eq!(names_in(around.path()), ["result"]);
    }

    #[test]
    fn a_folder_of_others_is_never_replaced_but_an_empty_one_is() {
        let around = tempfile::tempdir().expect("folder");
        let dir = around.path().join("photos");
        fs::create_dir(&dir).expect("folder");
        check(&plan(&dir, true)).expect("empty");
        fs::write(dir.join("cat.png"), "cat").expect("file");
        for manifest in [None, Some("{\"program\": \"other\"}")] {
            if let Some(text) = manifest {
                fs::write(dir.join("manifest.json"), text).expect("file");
            }
            let error = write(&plan(&dir, true)).expect_err("not ours");
            assert!(matches!(error, OutputError::NotOurs { .. }), "{error}");
        }
        assert_eq!(names_in(&dir), ["cat.png", "manifest.json"]);
        fs::remove_file(dir.join("cat.png")).expect("file");
        fs::remove_file(dir.join("manifest.json")).expect("file");
        write(&plan(&dir, true)).expect("empty again");
    }

    #[test]
    fn a_file_in_the_way_is_told_before_the_run() {
        let around = tempfile::tempdir().expect("folder");
        let file = around.path().join("notes.txt");
        fs::write(&file, "mine").expect("file");
        for dir in [file.clone(), file.join("result")] {
            let error = check(&plan(&dir, true)).expect_err("a file");
            assert!(matches!(error, OutputError::NotAFolder { .. }) && error.is_usage(), "{error}");
        }
        assert_eq!(fs::read_to_string(&file).expect("still there"), "mine");
        assert!(check(&plan("/", true)).is_err_and(|error| error.is_usage()));
    }

    /// A number that no format can hold stops the run before anything is on disk.
    #[test]
    fn a_failure_leaves_nothing_behind() {
        let around = tempfile::tempdir().expect("folder");
        let mut outcome = fixture::outcome();
        outcome.assessment.lease.area_km2 = f64::NAN;
        write_all(&outcome, &plan(around.path().join("deep/result"), false)).expect_err("NaN");
        assert!(names_in(around.path()).is_empty());
    }

    /// The disk refuses a file in the middle: the earlier result stays, and no new folder does.
    #[test]
    fn a_refused_file_leaves_the_earlier_result() {
        let around = tempfile::tempdir().expect("folder");
        let file = |name: &str| OutputFile { name: name.into(), bytes: b"{\"program\": \"heptyl\"}".to_vec() };
        let dir = around.path().join("result");
        folder::publish(&[file("manifest.json")], &plan(&dir, false)).expect("writes");
        // A folder cannot be made where a file of the same name stands.
        let clash = [file("fields"), file("fields/air.tif")];
        let error = folder::publish(&clash, &plan(&dir, true)).expect_err("clash");
        assert!(!error.is_usage(), "{error}");
        assert_eq!(names_in(&dir), ["manifest.json"]);
        assert_eq!(names_in(around.path()), ["result"]);
        folder::publish(&clash, &plan(around.path().join("new/deep"), false)).expect_err("clash");
        assert_eq!(names_in(around.path()), ["result"]);
    }
}
