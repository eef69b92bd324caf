//! Types, positions and rings of a geometry, before any geometry is made from it.

use serde_json::Value;

use super::Place;
use crate::input::error::InputError;

/// Refuses a geometry of another type than the allowed ones, positions that are not two numbers on the Earth, rings
/// that are not closed and lines that are too short.
pub(super) fn check(place: &Place, geometry: &Value, allowed: &[&str]) -> Result<(), InputError> {
    let expected = allowed.join(" or ");
    let Some(kind) = geometry.get("type").and_then(Value::as_str) else {
        return Err(place.refuse(
            format!("expected a geometry of type {expected}, found none"),
            "delete the feature or give it a geometry",
        ));
    };
    if !allowed.contains(&kind) {
        return Err(place.refuse(format!("expected a geometry of type {expected}, found {kind}"), type_advice(kind)));
    }
    let coordinates = geometry.get("coordinates").unwrap_or(&Value::Null);
    match kind {
        "Point" => position(place, coordinates),
        "LineString" => line(place, coordinates),
        "MultiLineString" => each(place, "line", coordinates, line),
        "Polygon" => rings(place, coordinates),
        "MultiPolygon" => each(place, "polygon", coordinates, rings),
        other => Err(place.refuse(format!("geometries of type {other} are not read"), type_advice(other))),
    }
}

fn type_advice(kind: &str) -> &'static str {
    match kind {
        "LineString" | "MultiLineString" => "close the line to a polygon in your GIS",
        "GeometryCollection" => "split the collection into single features",
        "Feature" | "FeatureCollection" => "do not nest features",
        _ => "choose the layer with the right geometry",
    }
}

fn each(
    place: &Place,
    what: &str,
    items: &Value,
    check: impl Fn(&Place, &Value) -> Result<(), InputError>,
) -> Result<(), InputError> {
    let list = list(place, items, what)?;
    list.iter().enumerate().try_for_each(|(index, item)| check(&place.inside(what, index), item))
}

fn list<'v>(place: &Place, items: &'v Value, what: &str) -> Result<&'v Vec<Value>, InputError> {
    items.as_array().filter(|list| !list.is_empty()).ok_or_else(|| {
        place.refuse(format!("expected a list with at least one {what}, found {}", in_words(items)), "repair the file")
    })
}

fn line(place: &Place, positions: &Value) -> Result<(), InputError> {
    each(place, "vertex", positions, position)?;
    let count = positions.as_array().map_or(0, Vec::len);
    if count < 2 {
        return Err(place.refuse("a line needs at least 2 vertices, found 1", "delete it or complete it"));
    }
    Ok(())
}

fn rings(place: &Place, rings: &Value) -> Result<(), InputError> {
    each(place, "ring", rings, ring)
}

fn ring(place: &Place, positions: &Value) -> Result<(), InputError> {
    each(place, "vertex", positions, position)?;
    let list = list(place, positions, "vertex")?;
    let (first, last) = (&list[0], &list[list.len() - 1]);
    if first != last {
        return Err(place.refuse(
            format!("the ring is not closed: vertex 1 is {first}, vertex {} is {last}", list.len()),
            "repeat the first vertex at the end",
        ));
    }
    if list.len() < 4 {
        return Err(place.refuse(
            format!("a ring needs at least 4 vertices (the last repeats the first), found {}", list.len()),
            "complete the ring or delete it",
        ));
    }
    Ok(())
}

fn position(place: &Place, value: &Value) -> Result<(), InputError> {
    let numbers: Option<Vec<f64>> = value.as_array().and_then(|list| list.iter().map(Value::as_f64).collect());
    let Some([lon, lat]) = numbers.as_deref().and_then(|numbers| numbers.first_chunk::<2>()) else {
        return Err(place.refuse(
            format!("expected two numbers [longitude, latitude], found {}", in_words(value)),
            "give both as numbers without quotation marks",
        ));
    };
    if lon.abs() <= 180.0 && lat.abs() <= 90.0 {
        return Ok(());
    }
    let advice = if lon.abs() > 360.0 || lat.abs() > 360.0 {
        "the numbers look like metres: convert the layer to WGS 84 longitude and latitude (EPSG:4326)"
    } else {
        "the order is longitude (-180 to 180), then latitude (-90 to 90), in degrees"
    };
    Err(place.refuse(format!("coordinates out of range: [{lon}, {lat}]"), advice))
}

/// A JSON value, shortened so that it fits in a message.
fn in_words(value: &Value) -> String {
    const LONGEST: usize = 60;
    let text = value.to_string();
    if text.chars().count() <= LONGEST { text } else { text.chars().take(LONGEST).chain("...".chars()).collect() }
}
