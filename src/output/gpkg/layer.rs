//! A layer before it is written: columns, features and how they look.

use geo::{BoundingRect, Geometry, MapCoords, Rect};
use rusqlite::types::Value;

use super::style::Category;
use crate::geodesy::{Coord, CoordinateSystem, LonLat};
use crate::output::{OutputError, polygon};

/// Type of the geometries of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Areas,
    Lines,
    Points,
}

impl Kind {
    /// Name in `gpkg_geometry_columns`.
    pub(super) fn sql_name(self) -> &'static str {
        match self {
            Self::Areas => "MULTIPOLYGON",
            Self::Lines => "LINESTRING",
            Self::Points => "POINT",
        }
    }
}

/// A column: name and SQL type.
pub(super) type Column = (&'static str, &'static str);

/// A feature: geometry in longitude and latitude, and a value a column.
pub(super) struct Feature {
    pub(super) geometry: Geometry<f64>,
    pub(super) values: Vec<Value>,
}

/// A layer.
pub(super) struct Layer {
    /// Name of its table.
    pub(super) table: &'static str,
    /// Title.
    pub(super) title: String,
    /// What it holds.
    pub(super) description: String,
    pub(super) kind: Kind,
    pub(super) columns: Vec<Column>,
    pub(super) features: Vec<Feature>,
    /// How each value of its column `style` looks.
    pub(super) styles: Vec<Category>,
}

/// Text, empty as nothing.
pub(super) fn text(value: impl Into<String>) -> Value {
    let value = value.into();
    if value.is_empty() { Value::Null } else { Value::Text(value) }
}

/// A number; nothing where it is not known or not finite.
pub(super) fn real(value: impl Into<Option<f64>>) -> Value {
    match value.into() {
        Some(value) if value.is_finite() => Value::Real(value),
        _ => Value::Null,
    }
}

/// A whole number.
pub(super) fn whole(value: usize) -> Value {
    i64::try_from(value).map_or(Value::Null, Value::Integer)
}

/// A point.
pub(super) fn point(place: LonLat) -> Geometry<f64> {
    Geometry::Point(geo::Point::new(place.lon, place.lat))
}

/// The geometry in a coordinate system; polygons valid and wound to the right hand.
pub(super) fn converted(
    layer: &str,
    geometry: &Geometry<f64>,
    system: &CoordinateSystem,
) -> Result<Geometry<f64>, OutputError> {
    let in_system = geometry
        .try_map_coords(|at| system.from_lon_lat(LonLat::new(at.x, at.y)))
        .map_err(|e| OutputError::format("zones.gpkg", e))?;
    Ok(match in_system {
        Geometry::MultiPolygon(polygons) => Geometry::MultiPolygon(polygon::for_files(layer, &polygons)?),
        other => other,
    })
}

/// Bounds of many geometries.
pub(super) fn bounds(geometries: &[Geometry<f64>]) -> Option<Rect<f64>> {
    let join = |a: Rect<f64>, b: Rect<f64>| {
        let low = Coord { x: a.min().x.min(b.min().x), y: a.min().y.min(b.min().y) };
        let high = Coord { x: a.max().x.max(b.max().x), y: a.max().y.max(b.max().y) };
        Rect::new(low, high)
    };
    geometries.iter().filter_map(BoundingRect::bounding_rect).reduce(join)
}
