//! Layers of the user in any coordinate system, GeoJSON or table, into GeoJSON in longitude and latitude on WGS 84.
//!
//! What a layer says of itself wins: the member `crs` of an old GeoJSON, or a remark `# crs: EPSG:28412` in a table.
//! `--crs` is for files that name nothing. All further checks are those of the readers of GeoJSON.

mod angle;
mod reproject;
mod table;
mod wkt;

use serde_json::Value;

use super::error::InputError;
use super::source::Loaded;
use crate::geodesy::{CoordinateSystem, LonLat};

/// What a table is made into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LayerKind {
    /// One feature a row.
    Points,
    /// One vertex a row, or one outline a row as WKT.
    Polygons,
}

/// A layer as GeoJSON in longitude and latitude; a layer that is that already stays as it is.
///
/// # Errors
/// [`InputError::Crs`] for an unknown coordinate system, [`InputError::Cell`] and [`InputError::Geo`] for
/// coordinates that cannot be read or converted.
pub fn vector_layer(loaded: Loaded, crs: Option<&str>, kind: LayerKind) -> Result<Loaded, InputError> {
    if loaded.text.trim_start().starts_with(['{', '[']) {
        return from_geojson(loaded, crs);
    }
    table::features(loaded, crs, kind)
}

fn from_geojson(mut loaded: Loaded, crs: Option<&str>) -> Result<Loaded, InputError> {
    // Broken JSON is told by the reader of GeoJSON, with its line.
    let Ok(mut root) = serde_json::from_str::<Value>(&loaded.text) else { return Ok(loaded) };
    let system = system(&loaded.file.path, named_in(&root), crs)?;
    if system.is_wgs84() {
        return Ok(loaded);
    }
    reproject::reproject(&loaded.file.path, &mut root, &system)?;
    if let Some(object) = root.as_object_mut() {
        object.remove("crs");
    }
    loaded.file.source = format!("{}, converted from {}", loaded.file.source, shown(&system));
    loaded.text = root.to_string();
    Ok(loaded)
}

/// The system that the member `crs` names (GeoJSON of 2008, section 3).
fn named_in(root: &Value) -> Option<String> {
    let name = root.pointer("/crs/properties/name")?.as_str()?;
    // urn:ogc:def:crs:EPSG::28412 and urn:ogc:def:crs:OGC:1.3:CRS84.
    let Some(urn) = name.strip_prefix("urn:ogc:def:crs:") else { return Some(name.to_owned()) };
    let (authority, rest) = urn.split_once(':')?;
    Some(format!("{authority}:{}", rest.rsplit(':').next()?))
}

/// The system that the file names, else that of `--crs`, else WGS 84.
fn system(path: &str, own: Option<String>, told: Option<&str>) -> Result<CoordinateSystem, InputError> {
    let (name, named_by) = match (own, told) {
        (Some(own), _) => (own, "the file"),
        (None, Some(told)) => (told.to_owned(), "--crs"),
        (None, None) => (crate::geodesy::WGS84.to_owned(), "nobody"),
    };
    CoordinateSystem::new(&name).map_err(|source| InputError::Crs { path: path.to_owned(), named_by, source })
}

/// True where coordinates of a system are degrees.
fn in_degrees(system: &CoordinateSystem) -> bool {
    let middle = system.from_lon_lat(LonLat::new(66.0, 48.0));
    middle.is_ok_and(|at| at.x.abs() <= 360.0 && at.y.abs() <= 90.0)
}

fn shown(system: &CoordinateSystem) -> String {
    const LONGEST: usize = 40;
    system.name().chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests;
