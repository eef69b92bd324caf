//! The coordinates of a GeoJSON from another system into longitude and latitude.

use serde_json::{Value, json};

use super::in_degrees;
use crate::geodesy::{Coord, CoordinateSystem, GeodesyError};
use crate::input::error::{GeoProblem, InputError};
use crate::input::geojson::near_kazakhstan;

/// Longest part of an edge of a projected outline that stays straight in degrees, m: the bend is less than 0.1 m.
const EDGE_M: f64 = 2_000.0;

/// Most parts of one edge.
const PARTS_MAX: f64 = 2_000.0;

/// Converts every position; what is not a position is left for the checks that follow.
pub(super) fn reproject(path: &str, root: &mut Value, system: &CoordinateSystem) -> Result<(), InputError> {
    let refuse = |index: usize, source: &GeodesyError| {
        InputError::Geo(Box::new(GeoProblem {
            path: path.to_owned(),
            place: format!("feature {}", index + 1),
            found: source.to_string(),
            advice: "check the coordinate system (--crs) and the order of the coordinates: easting or longitude comes \
                     first"
                .to_owned(),
        }))
    };
    if let Some(first) = first_position(root).filter(|at| looks_swapped(*at, system)) {
        let Coord { x, y } = first;
        return Err(InputError::Geo(Box::new(GeoProblem {
            path: path.to_owned(),
            place: "feature 1".to_owned(),
            found: format!("the coordinates look swapped: [{x}, {y}] is far from Kazakhstan, [{y}, {x}] is in it"),
            advice:
                "give the easting (y in the Gauss-Krueger convention) first, or under the heading easting, and the \
                     northing (x there) under northing"
                    .to_owned(),
        })));
    }
    let edge_m = if in_degrees(system) { f64::INFINITY } else { EDGE_M };
    if let Some(features) = root.get_mut("features").and_then(Value::as_array_mut) {
        for (index, feature) in features.iter_mut().enumerate() {
            let geometry = feature.get_mut("geometry");
            geometry.map_or(Ok(()), |g| convert(g, system, edge_m)).map_err(|error| refuse(index, &error))?;
        }
        return Ok(());
    }
    let geometry = if root.get("geometry").is_some() { root.get_mut("geometry") } else { Some(root) };
    geometry.map_or(Ok(()), |g| convert(g, system, edge_m)).map_err(|error| refuse(0, &error))
}

fn looks_swapped(at: Coord<f64>, system: &CoordinateSystem) -> bool {
    let near =
        |at: Coord<f64>| system.to_lon_lat(at).is_ok_and(|place| near_kazakhstan(Coord { x: place.lon, y: place.lat }));
    !near(at) && near(Coord { x: at.y, y: at.x })
}

/// The first position under any list of coordinates.
fn first_position(value: &Value) -> Option<Coord<f64>> {
    match value {
        Value::Array(items) => position(value).or_else(|| items.iter().find_map(first_position)),
        Value::Object(members) => {
            let below = ["features", "geometry", "coordinates"];
            below.iter().filter_map(|key| members.get(*key)).find_map(first_position)
        }
        _ => None,
    }
}

fn convert(geometry: &mut Value, system: &CoordinateSystem, edge_m: f64) -> Result<(), GeodesyError> {
    let outline = geometry.get("type").and_then(Value::as_str).is_some_and(|kind| kind.ends_with("Polygon"));
    let edge_m = if outline { edge_m } else { f64::INFINITY };
    match geometry.get_mut("coordinates") {
        Some(coordinates) => walk(coordinates, system, edge_m),
        None => Ok(()),
    }
}

fn walk(value: &mut Value, system: &CoordinateSystem, edge_m: f64) -> Result<(), GeodesyError> {
    if let Some(at) = position(value) {
        *value = converted(at, system)?;
        return Ok(());
    }
    let Some(items) = value.as_array_mut() else { return Ok(()) };
    let ring: Option<Vec<Coord<f64>>> = items.iter().map(position).collect();
    match ring {
        Some(ring) if !ring.is_empty() => {
            let fine = with_short_edges(&ring, edge_m);
            *items = fine.into_iter().map(|at| converted(at, system)).collect::<Result<_, _>>()?;
            Ok(())
        }
        _ => items.iter_mut().try_for_each(|item| walk(item, system, edge_m)),
    }
}

fn position(value: &Value) -> Option<Coord<f64>> {
    let items = value.as_array()?;
    Some(Coord { x: items.first()?.as_f64()?, y: items.get(1)?.as_f64()? })
}

fn converted(at: Coord<f64>, system: &CoordinateSystem) -> Result<Value, GeodesyError> {
    let place = system.to_lon_lat(at)?;
    Ok(json!([place.lon, place.lat]))
}

fn with_short_edges(ring: &[Coord<f64>], edge_m: f64) -> Vec<Coord<f64>> {
    let mut fine = Vec::with_capacity(ring.len());
    for pair in ring.windows(2) {
        let length = (pair[1].x - pair[0].x).hypot(pair[1].y - pair[0].y);
        let parts = (length / edge_m).ceil().clamp(1.0, PARTS_MAX);
        let step = (pair[1] - pair[0]) / parts;
        fine.extend((0..parts as usize).map(|k| pair[0] + step * k as f64));
    }
    fine.extend(ring.last());
    fine
}
