//! Heptyl and NDMA in the soil by day, as tables.

use super::table::Table;
use crate::assessment::{Outcome, Quantiles, SoilDay, Zone};
use crate::output::number;
use crate::threshold::Medium;

/// Masses and areas by day.
pub(super) fn by_day(outcome: &Outcome) -> Table {
    let row = |day: &SoilDay| {
        vec![
            number::whole(f64::from(day.day)),
            number::range(day.udmh_kg, number::two_digits),
            area(outcome, day.day, "udmh"),
            number::range(day.ndma_kg, number::two_digits),
            area(outcome, day.day, "ndma"),
        ]
    };
    let heads = ["#Day", "#Heptyl, kg", "#Area above its limit", "#NDMA, kg", "#Area above its limit"];
    Table::new(&heads, outcome.assessment.soil.iter().map(row))
}

/// Area of the widest zone of a substance on a day.
fn area(outcome: &Outcome, day: u32, substance: &str) -> String {
    let of_day = |z: &&Zone| z.medium == Medium::Soil && z.substance == substance && z.day == Some(day);
    let zones = outcome.assessment.zones.iter().filter(of_day).map(|zone| zone.area_km2);
    let widest = zones.max_by(|a, b| a.p95.total_cmp(&b.p95));
    number::area_range(widest.unwrap_or_default())
}

/// Contents of the layers where most liquid was spilt: heptyl and NDMA of every day.
pub(super) fn by_depth(outcome: &Outcome) -> Table {
    let days = &outcome.assessment.soil;
    let layers = days.first().map_or(0, |day| day.worst.len());
    let mut heads = vec!["Depth".to_owned()];
    for substance in ["heptyl", "NDMA"] {
        heads.extend(days.iter().map(|day| format!("#{substance}, day {}", day.day)));
    }
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let mg_kg = |q: Quantiles| number::range(q, number::two_digits);
    let row = |layer: usize| {
        let mut row = vec![days[0].worst[layer].layer.replace('-', "–")];
        row.extend(days.iter().map(|day| mg_kg(day.worst[layer].udmh_mg_kg)));
        row.extend(days.iter().map(|day| mg_kg(day.worst[layer].ndma_mg_kg)));
        row
    };
    Table::new(&heads, (0..layers).map(row))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture;

    /// Four days in one table, four depths and eight columns in the other.
    #[test]
    fn both_tables_have_every_day() {
        let outcome = fixture::outcome();
        let rows = |table: &Table| serde_json::to_value(table).expect("text")["rows"].clone();
        let (by_day, by_depth) = (rows(&by_day(&outcome)), rows(&by_depth(&outcome)));
        assert_eq!(by_day.as_array().map(Vec::len), Some(4));
        assert_eq!(by_depth.as_array().map(Vec::len), Some(4));
        assert_eq!(by_depth[0].as_array().map(Vec::len), Some(9));
        assert_eq!(by_day[3][0], "3\u{202f}650");
    }
}
