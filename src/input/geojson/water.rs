//! The user's rivers and lakes: lines and polygons with what is known of them.

use geo::Geometry;
use serde_json::Value;

use super::validity::polygons_in;
use super::{Check, Shape, shapes};
use crate::input::error::InputError;
use crate::input::source::Loaded;
use crate::places::{Water, WaterFacts, lakes_of, rivers_of};

const WATERS: &[&str] = &["LineString", "MultiLineString", "Polygon", "MultiPolygon"];

/// A number that a feature may state.
struct Fact {
    key: &'static str,
    unit: &'static str,
    low: f64,
    high: f64,
    /// True for what only a river has.
    of_rivers: bool,
}

/// Depth: from a puddle to the deepest lake of the Earth.
const DEPTH: Fact = Fact { key: "depth_m", unit: "m", low: 0.01, high: 1_700.0, of_rivers: false };
/// Width: what is wider is drawn as a lake.
const WIDTH: Fact = Fact { key: "width_m", unit: "m", low: 0.1, high: 2_000.0, of_rivers: true };
/// Flow: from a brook to the largest rivers of Siberia in flood.
const FLOW: Fact = Fact { key: "flow_m3_s", unit: "m3/s", low: 1e-4, high: 1e5, of_rivers: true };

/// The rivers and lakes of a file.
///
/// Lines are rivers, polygons are lakes. The properties `name` (or `name_en`), `depth_m`, `width_m` and `flow_m3_s` may
/// be left out; the last two belong to rivers.
///
/// # Errors
/// [`InputError::Json`], [`InputError::Empty`] and [`InputError::Geo`].
pub fn waters(loaded: &Loaded) -> Result<Vec<Water>, InputError> {
    let (mut lines, mut outlines) = (Vec::new(), Vec::new());
    for shape in shapes(loaded, WATERS, Check::Computed)? {
        let (name, facts) = (shape.names().en, facts(&shape)?);
        outlines.extend(polygons_in(&shape.geometry).into_iter().map(|outline| (name.clone(), outline, facts)));
        match shape.geometry {
            Geometry::LineString(line) => lines.push((name, line, facts)),
            Geometry::MultiLineString(parts) => {
                lines.extend(parts.0.into_iter().map(|line| (name.clone(), line, facts)))
            }
            _ => {}
        }
    }
    let mut waters = rivers_of(lines);
    waters.extend(lakes_of(outlines));
    Ok(waters)
}

fn facts(shape: &Shape) -> Result<WaterFacts, InputError> {
    Ok(WaterFacts { depth_m: fact(shape, &DEPTH)?, width_m: fact(shape, &WIDTH)?, flow_m3_s: fact(shape, &FLOW)? })
}

fn fact(shape: &Shape, fact: &Fact) -> Result<Option<f64>, InputError> {
    let Fact { key, unit, low, high, of_rivers } = fact;
    let value = match shape.properties.get(*key) {
        None | Some(Value::Null) => return Ok(None),
        Some(value) => value,
    };
    let is_lake = matches!(shape.geometry, Geometry::Polygon(_) | Geometry::MultiPolygon(_));
    if is_lake && *of_rivers {
        return Err(shape.place.refuse(
            format!("{key} belongs to a river (a line), found it with a polygon"),
            "remove it, or draw the river as its middle line",
        ));
    }
    match value.as_f64().filter(|number| (*low..=*high).contains(number)) {
        Some(number) => Ok(Some(number)),
        None => Err(shape.place.refuse(
            format!("expected {key} as a number from {low} to {high} {unit}, found {value}"),
            "correct it, or remove it: a range is drawn then",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::csv_table::tests::loaded;
    use crate::places::{WaterKind, WaterShape};

    const LINE: &str = r#"{"type":"LineString","coordinates":[[63.0,45.6],[63.4,45.7]]}"#;
    const SQUARE: &str =
        r#"{"type":"Polygon","coordinates":[[[63.0,45.6],[63.1,45.6],[63.1,45.7],[63.0,45.7],[63.0,45.6]]]}"#;

    fn file(features: &[(&str, &str)]) -> String {
        let feature = |(properties, geometry): &(&str, &str)| {
            format!(r#"{{"type":"Feature","properties":{properties},"geometry":{geometry}}}"#)
        };
        let features: Vec<String> = features.iter().map(feature).collect();
        format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
    }

    fn read(text: &str) -> Result<Vec<Water>, InputError> {
        waters(&loaded("water.geojson", text))
    }

    #[test]
    fn lines_are_rivers_and_polygons_are_lakes() -> Result<(), InputError> {
        let stated = r#"{"name":"Brook","depth_m":0.4,"width_m":3,"flow_m3_s":0.5}"#;
        let read =
            read(&file(&[(stated, LINE), (r#"{"name":"Pond","depth_m":1.5}"#, SQUARE), ("{}", LINE), (stated, LINE)]))?;
        let kinds: Vec<WaterKind> = read.iter().map(Water::kind).collect();
        assert_eq!(kinds, [WaterKind::River, WaterKind::River, WaterKind::Lake]);
        assert_eq!(read[0].facts, WaterFacts { depth_m: Some(0.4), width_m: Some(3.0), flow_m3_s: Some(0.5) });
        assert!(matches!(&read[0].shape, WaterShape::River(lines) if lines.0.len() == 2));
        assert!(read[1].name.starts_with("river without a name") && read[1].facts == WaterFacts::default());
        assert_eq!((read[2].name.as_str(), read[2].facts.depth_m), ("Pond", Some(1.5)));
        Ok(())
    }

    #[test]
    fn bad_waters_are_refused_with_feature_and_advice() {
        let point = r#"{"type":"Point","coordinates":[63.0,45.6]}"#;
        let swapped = r#"{"type":"LineString","coordinates":[[45.6,63.0],[45.7,63.4]]}"#;
        let bow = r#"{"type":"Polygon","coordinates":[[[63,45],[64,46],[64,45],[63,46],[63,45]]]}"#;
        for (properties, geometry, parts) in [
            (r#"{"name":"N","depth_m":-1}"#, LINE, &["feature 1 (\"N\")", "depth_m", "0.01 to 1700 m", "found -1"][..]),
            (r#"{"depth_m":"deep"}"#, SQUARE, &["found \"deep\"", "remove it"][..]),
            (r#"{"width_m":1e9}"#, LINE, &["width_m", "0.1 to 2000 m"][..]),
            (r#"{"flow_m3_s":5}"#, SQUARE, &["flow_m3_s belongs to a river", "middle line"][..]),
            ("{}", point, &["expected a geometry of type LineString", "found Point"][..]),
            ("{}", swapped, &["look swapped", "longitude first"][..]),
            ("{}", bow, &["crosses itself"][..]),
        ] {
            let text = read(&file(&[(properties, geometry)])).expect_err("refused").to_string();
            for part in parts {
                assert!(text.contains(part), "{properties} {geometry}: {text}");
            }
        }
        assert!(read(&file(&[])).expect_err("empty").to_string().contains("found none"));
    }
}
