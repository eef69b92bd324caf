//! `assessment.json`: the result for programs.

use minijinja::value::{Serde, ValueKind};
use serde::Serialize;

use super::{OutputError, OutputFile, Writer};
use crate::assessment::Outcome;

/// Name of the file.
const FILE: &str = "assessment.json";

/// Writer of `assessment.json`.
pub(super) struct AssessmentJson;

impl Writer for AssessmentJson {
    fn files(&self, outcome: &Outcome, _before: &[OutputFile]) -> Result<Vec<OutputFile>, OutputError> {
        Ok(vec![file(FILE, &outcome.assessment)?])
    }
}

/// The assessment as JSON, as it stands in the file.
///
/// # Errors
/// [`OutputError::NotFinite`] where a number is not finite.
pub fn assessment_json(outcome: &Outcome) -> Result<String, OutputError> {
    let bytes = file(FILE, &outcome.assessment)?.bytes;
    String::from_utf8(bytes).map_err(|e| OutputError::format(FILE, e))
}

/// A JSON file on one line, for content that only programs read.
pub(super) fn compact_file(name: &str, content: &impl Serialize) -> Result<OutputFile, OutputError> {
    refuse_non_finite(name, content)?;
    let bytes = serde_json::to_vec(content).map_err(|e| OutputError::format(name, e))?;
    Ok(OutputFile { name: name.to_owned(), bytes })
}

/// A JSON file with two-space indents and a newline at the end.
pub(super) fn file(name: &str, content: &impl Serialize) -> Result<OutputFile, OutputError> {
    refuse_non_finite(name, content)?;
    let mut bytes = serde_json::to_vec_pretty(content).map_err(|e| OutputError::format(name, e))?;
    bytes.push(b'\n');
    Ok(OutputFile { name: name.to_owned(), bytes })
}

/// serde_json turns NaN and infinity into `null` without a word. The value type of the template engine keeps them,
/// so they are looked for there.
fn refuse_non_finite(file: &str, content: &impl Serialize) -> Result<(), OutputError> {
    match non_finite(&minijinja::Value::from(Serde(content)), "") {
        Some((key, found)) => Err(OutputError::NotFinite { file: file.to_owned(), key, found }),
        None => Ok(()),
    }
}

fn non_finite(value: &minijinja::Value, key: &str) -> Option<(String, f64)> {
    let step = |name: &dyn std::fmt::Display| if key.is_empty() { name.to_string() } else { format!("{key}.{name}") };
    match value.kind() {
        ValueKind::Number => {
            let number = f64::try_from(value.clone()).ok()?;
            (!number.is_finite()).then(|| (key.to_owned(), number))
        }
        ValueKind::Map => value.try_iter().ok()?.find_map(|k| non_finite(&value.get_item(&k).ok()?, &step(&k))),
        ValueKind::Seq => value.try_iter().ok()?.enumerate().find_map(|(k, item)| non_finite(&item, &step(&k))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture;

    /// Every key of the contract is there, at its place.
    #[test]
    fn holds_every_key_of_the_contract() {
        let files = AssessmentJson.files(&fixture::outcome(), &[]).expect("writes");
        let json: serde_json::Value = serde_json::from_slice(&files[0].bytes).expect("parses");
        for pointer in CONTRACT_KEYS.split_whitespace() {
            assert!(json.pointer(pointer).is_some(), "{pointer} is missing");
        }
        for word in ["air", "soil"] {
            assert!(json["zones"].as_array().expect("zones").iter().any(|zone| zone["medium"] == word), "{word}");
        }
    }

    #[test]
    fn refuses_a_number_that_is_not_finite_and_names_its_key() {
        let mut outcome = fixture::outcome();
        outcome.assessment.zones[1].area_km2.p95 = f64::NAN;
        let error = AssessmentJson.files(&outcome, &[]).expect_err("NaN");
        assert!(error.to_string().starts_with("assessment.json: zones.1.area_km2.p95 is NaN"), "{error}");
        let mut outcome = fixture::outcome();
        outcome.assessment.incident.speed_m_s = f64::INFINITY;
        assert!(AssessmentJson.files(&outcome, &[]).is_err());
    }

    const CONTRACT_KEYS: &str = "/scenario /title /time_utc /members /seed
        /lease/area_km2 /lease/official_area_km2 /lease/source /lease/inside
        /incident/vehicle /incident/site /incident/failure_time_s /incident/altitude_m /incident/speed_m_s
        /incident/lon /incident/lat /fall
        /release_kg/udmh/p05 /release_kg/udmh/median /release_kg/udmh/p95 /release_kg/nto/median
        /ledger_kg/udmh/loaded /ledger_kg/udmh/burnt_in_flight /ledger_kg/udmh/burnt_on_impact
        /ledger_kg/udmh/evaporated_aloft /ledger_kg/udmh/airborne /ledger_kg/udmh/transformed
        /ledger_kg/udmh/deposited_soil /ledger_kg/udmh/deposited_water /ledger_kg/udmh/left_domain
        /ledger_kg/udmh/closure_error
        /zones/0/id /zones/0/medium /zones/0/substance /zones/0/quantity /zones/0/threshold /zones/0/unit
        /zones/0/averaging_s /zones/0/source /zones/0/area_km2/p05 /zones/0/area_km2/median /zones/0/area_km2/p95
        /zones/0/population/p05 /zones/0/population/median /zones/0/population/p95 /zones/0/settlements
        /zones/0/basis
        /population/settlements /population/background /population/year /population/sources
        /official/0/quantity /official/0/value /official/0/unit /official/0/source
        /warnings/0/code /warnings/0/text
        /sensitivity/members /sensitivity/confidence /sensitivity/drivers/0/id /sensitivity/left_out/0/because
        /sensitivity/answers/0/effects/0/rank/value /sensitivity/answers/0/measure_first /sensitivity/findings/0";
}
