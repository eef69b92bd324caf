//! The program against the literature and against measurements, one file per source.
//!
//! Larger tables are not part of the repository. They are read from the folder that `HEPTYL_SHARED` names, or from
//! `../shared` beside the repository; a test whose table is missing says so on standard error and ends.
#![allow(
    clippy::panic,
    clippy::print_stderr,
    reason = "helpers of tests stop and speak where what they need is missing"
)]

mod geodesics;
mod standard_atmosphere;
mod gunn_kinzer;
mod sphere_falls;
mod fall_limits;
mod fall_oracle;
mod substance_properties;
mod pool_evaporation;
mod pool_cases;
mod recovered_stages;
mod drop_zones;
mod acute_limits;
mod crashes;
mod accidents;
mod prairie_grass;
mod radiosondes;

use std::collections::HashMap;
use std::io::Write;
use std::path::PathBuf;

use heptyl::input::{self, InputOptions, Inputs};

/// Path of a file in the shared folder; none, said aloud, where it is missing.
fn shared(name: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let path = std::env::var_os("HEPTYL_SHARED").map_or_else(beside, PathBuf::from).join(name);
    if !path.is_file() {
        // Written past the capture of the test runner, so that it is seen although the test passes.
        let _ =
            writeln!(std::io::stderr(), "SKIPPED: there is no {name}; set HEPTYL_SHARED to the folder that holds it");
        return None;
    }
    Some(path)
}

/// Rows of a table below `validation/`, by column; none, said aloud, where the table is missing.
fn table(name: &str) -> Option<Vec<HashMap<String, String>>> {
    let path = shared(&format!("validation/{name}"))?;
    let mut reader = csv::Reader::from_path(&path).expect("a table that can be opened");
    let rows: Vec<HashMap<String, String>> = reader.deserialize().map(|row| row.expect("a row")).collect();
    assert!(!rows.is_empty(), "validation/{name} has no rows");
    Some(rows)
}

/// A number of a row.
fn number(row: &HashMap<String, String>, column: &str) -> f64 {
    let text = row.get(column).unwrap_or_else(|| panic!("no column {column}"));
    text.parse().unwrap_or_else(|_| panic!("{column} is {text:?}, expected a number"))
}

/// A bundled scenario with a number of members.
fn inputs(scenario: &str, members: usize) -> Inputs {
    let options = InputOptions { scenario: scenario.to_owned(), members: Some(members), ..InputOptions::default() };
    input::load(&options).expect("the bundled scenarios are valid")
}

/// A value within a share of the expected one.
#[track_caller]
fn within(found: f64, expected: f64, share: f64, what: &str) {
    assert!((found / expected - 1.0).abs() <= share, "{what}: {found}, expected {expected} within {} %", 100.0 * share);
}
