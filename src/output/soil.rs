//! `soil.csv`: heptyl and NDMA in the soil by day and depth.

use serde::Serialize;

use super::table::{Triple, table, triple};
use super::{OutputError, OutputFile, Writer};
use crate::assessment::Outcome;

/// Writer of the table; nothing is written where no heptyl was carried.
pub(super) struct SoilByDay;

/// Columns of `soil.csv`, in the order of [`Row`].
const COLUMNS: &[&str] = &[
    "day",
    "udmh_in_soil_kg_p05",
    "udmh_in_soil_kg_median",
    "udmh_in_soil_kg_p95",
    "ndma_in_soil_kg_p05",
    "ndma_in_soil_kg_median",
    "ndma_in_soil_kg_p95",
    "worst_place_layer",
    "udmh_mg_kg_p05",
    "udmh_mg_kg_median",
    "udmh_mg_kg_p95",
    "ndma_mg_kg_p05",
    "ndma_mg_kg_median",
    "ndma_mg_kg_p95",
];

#[derive(Serialize)]
struct Row(u32, Triple, Triple, &'static str, Triple, Triple);

impl Writer for SoilByDay {
    fn files(&self, outcome: &Outcome, _before: &[OutputFile]) -> Result<Vec<OutputFile>, OutputError> {
        let days = &outcome.assessment.soil;
        if days.is_empty() {
            return Ok(vec![]);
        }
        let rows = days.iter().flat_map(|day| {
            day.worst.iter().map(|layer| {
                let masses = (triple(day.udmh_kg), triple(day.ndma_kg));
                Row(day.day, masses.0, masses.1, layer.layer, triple(layer.udmh_mg_kg), triple(layer.ndma_mg_kg))
            })
        });
        Ok(vec![table("soil.csv", COLUMNS, rows)?])
    }
}
