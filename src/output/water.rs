//! `water.csv`: each river and lake touched, a row for each limit and for each substance without one.

use std::collections::BTreeMap;

use serde::Serialize;

use super::table::{Triple, table, triple};
use super::{OutputError, OutputFile, Writer};
use crate::assessment::{Outcome, Quantiles, WaterBody, WaterContent};

/// Writer of the table; only the heads stand in it where no water is touched.
pub(super) struct Water;

impl Writer for Water {
    fn files(&self, outcome: &Outcome, _before: &[OutputFile]) -> Result<Vec<OutputFile>, OutputError> {
        let bodies = outcome.assessment.water.iter();
        let rows = bodies.flat_map(rows);
        Ok(vec![table("water.csv", COLUMNS, rows)?])
    }
}

/// Columns of `water.csv`, in the order of [`Row`].
const COLUMNS: &[&str] = &[
    "name",
    "kind",
    "probability_touched",
    "touched_km_p05",
    "touched_km_median",
    "touched_km_p95",
    "touched_km2_p05",
    "touched_km2_median",
    "touched_km2_p95",
    "depth_m_p05",
    "depth_m_median",
    "depth_m_p95",
    "width_m_p05",
    "width_m_median",
    "width_m_p95",
    "flow_m3_s_p05",
    "flow_m3_s_median",
    "flow_m3_s_p95",
    "limit_id",
    "substance",
    "limit_mg_l",
    "loaded_or_formed",
    "mass_kg_p05",
    "mass_kg_median",
    "mass_kg_p95",
    "runoff_kg_p05",
    "runoff_kg_median",
    "runoff_kg_p95",
    "mixed_mg_l_p05",
    "mixed_mg_l_median",
    "mixed_mg_l_p95",
    "highest_mg_l_p05",
    "highest_mg_l_median",
    "highest_mg_l_p95",
    "probability_mixed_above",
    "probability_above",
    "above_km_p05",
    "above_km_median",
    "above_km_p95",
    "above_km2_p05",
    "above_km2_median",
    "above_km2_p95",
];

/// Three columns that may be empty.
type Optional = (Option<f64>, Option<f64>, Option<f64>);

#[derive(Serialize)]
struct Row<'a>(
    (&'a str, &'static str, f64),
    (Optional, Optional),
    (Triple, Optional, Optional),
    (&'a str, &'a str, Option<f64>),
    (&'a str, Triple, Triple),
    (Optional, Optional),
    (Option<f64>, Option<f64>),
    (Optional, Optional),
);

fn rows(body: &WaterBody) -> Vec<Row<'_>> {
    let limited = |id: &str| body.contents.iter().any(|content| source_of(&content.substance) == id);
    let with_limit = body.contents.iter().map(|content| row(body, source_of(&content.substance), Some(content)));
    let without = body.mass_kg.keys().filter(|id| !limited(id)).map(|id| row(body, id, None));
    with_limit.chain(without).collect()
}

fn row<'a>(body: &'a WaterBody, source: &'a str, content: Option<&'a WaterContent>) -> Row<'a> {
    let mass = |masses: &BTreeMap<String, Quantiles>| triple(masses.get(source).copied().unwrap_or_default());
    let (id, substance) = content.map_or(("", source), |c| (&c.id, &c.substance));
    Row(
        (&body.name, body.kind.word(), body.probability),
        (optional(body.touched_km), optional(body.touched_km2)),
        (triple(body.depth_m), optional(body.width_m), optional(body.flow_m3_s)),
        (id, substance, content.map(|c| c.limit_mg_l)),
        (source, mass(&body.mass_kg), mass(&body.runoff_kg)),
        (optional(content.map(|c| c.mixed_mg_l)), optional(content.map(|c| c.highest_mg_l))),
        (content.map(|c| c.probability_mixed), content.map(|c| c.probability)),
        (optional(content.and_then(|c| c.above_km)), optional(content.map(|c| c.above_km2))),
    )
}

/// The substance in the ledger that a limited one comes from: nitrate is what NTO becomes.
fn source_of(limited: &str) -> &str {
    if limited == "nitrate" { "nto" } else { limited }
}

fn optional(quantiles: Option<Quantiles>) -> Optional {
    let pick = |of: fn(Quantiles) -> f64| quantiles.map(of);
    (pick(|q| q.p05), pick(|q| q.median), pick(|q| q.p95))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture;

    /// Kerosene has no limit of water in the table; its mass has a row all the same.
    #[test]
    fn what_has_no_limit_has_a_row() {
        let mut outcome = fixture::outcome();
        outcome.assessment.water.truncate(1);
        outcome.assessment.water[0].mass_kg.insert("kerosene".into(), Quantiles::exactly(7.5));
        let files = Water.files(&outcome, &[]).expect("writes");
        let text = String::from_utf8(files[0].bytes.clone()).expect("text");
        let last = text.lines().last().expect("a row");
        assert_eq!(text.lines().count(), 1 + 2 + 1);
        assert!(last.contains(",,kerosene,,kerosene,7.5,7.5,7.5,") && last.ends_with(",,,,"), "{last}");
    }

    /// Each value stands under its own column, also behind the empty cells of a lake.
    #[test]
    fn columns_and_values_agree() {
        let outcome = fixture::outcome();
        let files = Water.files(&outcome, &[]).expect("writes");
        let mut reader = csv::Reader::from_reader(files[0].bytes.as_slice());
        let head = reader.headers().expect("head").clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("rectangular")).collect();
        assert_eq!(rows.len(), outcome.assessment.water.iter().map(|body| body.contents.len()).sum::<usize>());
        let bodies = outcome.assessment.water.iter().flat_map(|body| body.contents.iter().map(move |c| (body, c)));
        for (row, (body, content)) in rows.iter().zip(bodies) {
            let cell = |name: &str| &row[head.iter().position(|n| n == name).expect("column")];
            assert_eq!(cell("name"), body.name);
            assert_eq!(cell("limit_id"), content.id);
            assert_eq!(cell("above_km2_p95").parse(), Ok(content.above_km2.p95));
            assert_eq!(cell("highest_mg_l_median").parse(), Ok(content.highest_mg_l.median));
            assert_eq!(cell("touched_km_median").is_empty(), body.touched_km.is_none());
            let mass = body.mass_kg.get(source_of(&content.substance)).map_or(0.0, |mass| mass.p95);
            assert_eq!(cell("mass_kg_p95").parse(), Ok(mass));
        }
    }
}
