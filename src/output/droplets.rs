//! `droplets.csv`: which share of the propellant reaches the ground as liquid, by height of the release and season.

use serde::Serialize;

use super::table::{Triple, table, triple};
use super::{OutputError, OutputFile, Writer};
use crate::assessment::{Outcome, ReleaseCase, ReleaseStudy, SprayFate};

/// Writer of the table; nothing is written where there was no such study.
pub(super) struct Droplets;

impl Writer for Droplets {
    fn files(&self, outcome: &Outcome, _before: &[OutputFile]) -> Result<Vec<OutputFile>, OutputError> {
        let Some(study) = &outcome.release_study else { return Ok(vec![]) };
        Ok(vec![table("droplets.csv", COLUMNS, study.cases.iter().map(|case| row(case, study)))?])
    }
}

/// Columns of `droplets.csv`, in the order of [`Row`].
const COLUMNS: &[&str] = &[
    "substance",
    "season",
    "ground_temperature_c",
    "release_height_m",
    "vehicle_speed_m_s",
    "critical_diameter_m",
    "at_speed_largest_diameter_m",
    "at_speed_liquid_share_p05",
    "at_speed_liquid_share_median",
    "at_speed_liquid_share_p95",
    "at_speed_gone_at_height_m",
    "at_speed_fall_time_s",
    "at_rest_largest_diameter_m",
    "at_rest_liquid_share_p05",
    "at_rest_liquid_share_median",
    "at_rest_liquid_share_p95",
    "at_rest_gone_at_height_m",
    "at_rest_fall_time_s",
    "carried_in_tanks_share_p05",
    "carried_in_tanks_share_median",
    "carried_in_tanks_share_p95",
    "total_liquid_share_p05",
    "total_liquid_share_median",
    "total_liquid_share_p95",
    "reason",
];

#[derive(Serialize)]
struct Row<'a>(
    (&'a str, &'a str, f64),
    (f64, f64),
    Option<f64>,
    (f64, Triple, f64, f64),
    (f64, Triple, f64, f64),
    Triple,
    Triple,
    &'a str,
);

fn row<'a>(case: &'a ReleaseCase, study: &'a ReleaseStudy) -> Row<'a> {
    let season = study.seasons.get(case.season).map_or(("", f64::NAN), |s| (s.id, s.ground_c));
    Row(
        (case.substance.id(), season.0, season.1),
        (case.height_m, case.speed_m_s),
        case.critical_m,
        spray(&case.at_speed),
        spray(&case.at_rest),
        triple(study.carried),
        triple(case.total),
        &case.reason,
    )
}

fn spray(fate: &SprayFate) -> (f64, Triple, f64, f64) {
    (fate.largest_m, triple(fate.liquid), fate.gone_at_m, fate.fall_time_s)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture;

    /// Each value stands under its own column, also behind an empty cell.
    #[test]
    fn columns_and_values_agree() {
        let mut outcome = fixture::flight_outcome();
        let study = outcome.release_study.as_mut().expect("the flight has a study");
        study.cases[1].critical_m = None;
        let case = study.cases[1].clone();
        let files = Droplets.files(&outcome, &[]).expect("writes");
        let mut reader = csv::Reader::from_reader(files[0].bytes.as_slice());
        let head = reader.headers().expect("head").clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("rectangular")).collect();
        let cell = |name: &str| &rows[1][head.iter().position(|n| n == name).expect("column")];
        assert_eq!(cell("critical_diameter_m"), "");
        assert_eq!(cell("release_height_m"), format!("{:.1}", case.height_m));
        assert_eq!(cell("at_rest_liquid_share_median"), case.at_rest.liquid.median.to_string());
        assert_eq!(cell("total_liquid_share_p95"), case.total.p95.to_string());
        assert_eq!(cell("reason"), case.reason);
    }

    #[test]
    fn a_crash_beside_the_pad_has_no_such_file() {
        assert!(Droplets.files(&fixture::outcome(), &[]).expect("writes").is_empty());
    }
}
