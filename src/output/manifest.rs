//! `manifest.json`: how the result was made and what belongs to it, so that it can be repeated and checked.

use std::path::Path;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{OutputError, OutputFile, Writer, json};
use crate::assessment::Outcome;
use crate::provenance::{Assumption, Citation, InputFile, Warning};

/// Name of the file; a folder that has it is a result of this program.
const FILE: &str = "manifest.json";

/// Name of the program in the manifest.
pub(super) const PROGRAM: &str = "heptyl";

/// Writer of the manifest; must be the last, since it lists all others.
pub(super) struct Manifest;

#[derive(Serialize)]
struct Content<'a> {
    program: &'static str,
    version: &'static str,
    command_line: &'a [String],
    scenario: &'a str,
    time_utc: &'a str,
    seed: u64,
    members: usize,
    inputs: &'a [InputFile],
    coefficient_sets: &'a [String],
    assumptions: &'a [Assumption],
    warnings: &'a [Warning],
    citations: &'a [Citation],
    files: Vec<ListedFile<'a>>,
}

/// A file as manifests list it.
#[derive(Serialize)]
pub(super) struct ListedFile<'a> {
    name: &'a str,
    size_bytes: usize,
    sha256: String,
}

impl Writer for Manifest {
    fn files(&self, outcome: &Outcome, before: &[OutputFile]) -> Result<Vec<OutputFile>, OutputError> {
        let assessment = &outcome.assessment;
        let content = Content {
            program: PROGRAM,
            version: env!("CARGO_PKG_VERSION"),
            command_line: &outcome.command_line,
            scenario: &assessment.scenario,
            time_utc: &assessment.time_utc,
            seed: assessment.seed,
            members: assessment.members,
            inputs: &outcome.inputs,
            coefficient_sets: &outcome.coefficient_sets,
            assumptions: &outcome.assumptions,
            warnings: &assessment.warnings,
            citations: &outcome.citations,
            files: before.iter().map(listed).collect(),
        };
        Ok(vec![json::file(FILE, &content)?])
    }
}

/// True where the folder holds a manifest of this program.
pub(super) fn is_ours(dir: &Path) -> bool {
    let Ok(bytes) = std::fs::read(dir.join(FILE)) else { return false };
    let manifest: serde_json::Value = serde_json::from_slice(&bytes).unwrap_or_default();
    manifest["program"] == PROGRAM
}

/// SHA-256 of bytes, hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A file with its size and checksum, as manifests list it.
pub(super) fn listed(file: &OutputFile) -> ListedFile<'_> {
    ListedFile { name: &file.name, size_bytes: file.bytes.len(), sha256: sha256(&file.bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture;

    /// SHA-256 of "abc": FIPS 180-2, appendix B.1.
    #[test]
    fn hash_is_that_of_the_standard() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn lists_inputs_and_files_with_their_hashes() {
        let outcome = fixture::outcome();
        let before = [OutputFile { name: "zones.csv".into(), bytes: b"abc".to_vec() }];
        let files = Manifest.files(&outcome, &before).expect("writes");
        let json: serde_json::Value = serde_json::from_slice(&files[0].bytes).expect("parses");
        assert_eq!(json["program"], "heptyl");
        assert_eq!(json["seed"], outcome.assessment.seed);
        assert_eq!(json["inputs"][0]["sha256"], outcome.inputs[0].sha256);
        assert_eq!(json["files"][0]["size_bytes"], 3);
        assert_eq!(json["files"][0]["sha256"], sha256(b"abc"));
        for key in ["version", "command_line", "coefficient_sets", "assumptions", "warnings", "citations"] {
            assert!(json.get(key).is_some(), "{key}");
        }
    }
}
