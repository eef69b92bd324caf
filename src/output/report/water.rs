//! Rivers and lakes in the report: what each receives, and what its water holds against the limits.

use serde::Serialize;

use super::table::Table;
use super::words;
use crate::assessment::{Outcome, Quantiles, WaterBody, WaterContent};
use crate::output::number;

/// Waters on the page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Water {
    bodies: Table,
    contents: Table,
}

/// The waters of an outcome; none where no water is touched.
pub(super) fn water(outcome: &Outcome) -> Option<Water> {
    let touched = &outcome.assessment.water;
    (!touched.is_empty()).then(|| Water { bodies: bodies(touched), contents: contents(touched) })
}

fn bodies(touched: &[WaterBody]) -> Table {
    let row = |body: &WaterBody| {
        vec![
            body.name.clone(),
            body.kind.word().to_owned(),
            number::share(body.probability),
            extent(body.touched_km, body.touched_km2),
            masses(body),
            number::range(body.depth_m, number::two_digits),
            body.width_m.map_or_else(dash, |width| number::range(width, number::two_digits)),
            body.flow_m3_s.map_or_else(dash, |flow| number::range(flow, number::two_digits)),
        ]
    };
    let heads =
        ["Water", "Kind", "#Share of members", "#Touched", "Mass in it, kg", "#Depth, m", "#Width, m", "#Flow, m³/s"];
    Table::new(&heads, touched.iter().map(row))
}

/// By substance: the whole mass, and what of it ran in from the land.
fn masses(body: &WaterBody) -> String {
    let mass = |(id, kg): (&str, &Quantiles)| {
        let ran_in = body.runoff_kg.get(id).filter(|ran_in| ran_in.p95 > 0.0);
        let ran_in =
            ran_in.map_or_else(String::new, |kg| format!(", of it run-off {}", number::range(*kg, number::two_digits)));
        format!("{} {}{ran_in}", words::substance(id), number::range(*kg, number::two_digits))
    };
    let all: Vec<String> = words::in_order(&body.mass_kg).into_iter().map(mass).collect();
    words::or_dash(&all.join("; "))
}

fn contents(touched: &[WaterBody]) -> Table {
    let rows = touched.iter().flat_map(|body| body.contents.iter().map(move |content| content_row(body, content)));
    let heads = [
        "Water",
        "Substance",
        "#Limit, mg/L",
        "#Mixed where touched, mg/L",
        "#Highest, mg/L",
        "#Mixed above limit",
        "#Anywhere above limit",
        "#Above limit",
    ];
    Table::new(&heads, rows)
}

fn content_row(body: &WaterBody, content: &WaterContent) -> Vec<String> {
    let above_km2 = content.above_km.is_none().then_some(content.above_km2);
    vec![
        body.name.clone(),
        words::substance(&content.substance).to_owned(),
        number::exact(content.limit_mg_l),
        number::range(content.mixed_mg_l, number::two_digits),
        number::range(content.highest_mg_l, number::two_digits),
        number::share(content.probability_mixed),
        number::share(content.probability),
        extent(content.above_km, above_km2),
    ]
}

fn extent(length_km: Option<Quantiles>, area_km2: Option<Quantiles>) -> String {
    match (length_km, area_km2) {
        (Some(length), _) => format!("{} km", number::range(length, number::two_digits)),
        (None, Some(area)) => number::area_range(area),
        (None, None) => dash(),
    }
}

fn dash() -> String {
    "–".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture;

    #[test]
    fn every_water_has_its_rows() {
        let outcome = fixture::outcome();
        let json = serde_json::to_value(water(&outcome).expect("waters are touched")).expect("text");
        let rows = |table: &str| json[table]["rows"].as_array().map_or(0, Vec::len);
        assert_eq!((rows("bodies"), rows("contents")), (2, 4));
        let first: Vec<String> = serde_json::from_value(json["bodies"]["rows"][0].clone()).expect("texts");
        assert_eq!(first[..4], ["Syr Darya", "river", "42\u{a0}%", "0 (0–9.1) km"]);
        assert_eq!(first[4], "heptyl (UDMH) 0.20 (0–3.1), of it run-off 0 (0–0.40)");
        assert_eq!(json["bodies"]["rows"][1][7], "–");
    }

    #[test]
    fn no_table_where_no_water_is_touched() {
        assert!(water(&fixture::flight_outcome()).is_none());
    }
}
