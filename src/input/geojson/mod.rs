//! GeoJSON files into checked shapes: lease, zones, base map, settlements, regions.

mod base_map;
mod coordinates;
mod lease;
mod validity;
mod water;
mod zones;

use std::fmt;

use geo::Geometry;
use serde_json::{Map, Value};

pub use base_map::{BaseMapSources, base_map};
pub use lease::lease;
pub(crate) use validity::{polygons_in, polygons_of};
pub use water::waters;
pub use zones::zones;

use super::error::{GeoProblem, InputError};
use super::source::Loaded;
use crate::substance::Names;

/// How strictly shapes are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Check {
    /// Shapes that areas and people are computed from: coordinates, rings, crossings, swapped axes.
    Computed,
    /// Shapes that are only drawn, or that a test of this program has checked before: coordinates and rings.
    Drawn,
}

/// A feature with its shape.
#[derive(Debug, Clone)]
pub(crate) struct Shape {
    /// Where it stands in the file.
    pub(crate) place: Place,
    /// Properties.
    pub(crate) properties: Map<String, Value>,
    /// Shape in longitude and latitude.
    pub(crate) geometry: Geometry<f64>,
}

/// A place in a GeoJSON file, told from the outside to the inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    path: String,
    parts: String,
}

impl Place {
    fn new(path: &str, parts: impl Into<String>) -> Self {
        Self { path: path.to_owned(), parts: parts.into() }
    }

    /// A place inside this one.
    pub(crate) fn inside(&self, what: &str, index: usize) -> Self {
        Self { path: self.path.clone(), parts: format!("{}, {what} {}", self.parts, index + 1) }
    }

    /// The error about this place.
    pub(crate) fn refuse(&self, found: impl Into<String>, advice: impl Into<String>) -> InputError {
        InputError::Geo(Box::new(GeoProblem {
            path: self.path.clone(),
            place: self.parts.clone(),
            found: found.into(),
            advice: advice.into(),
        }))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.path, self.parts)
    }
}

impl Shape {
    /// Text or number of a property, empty where it is absent.
    pub(crate) fn text(&self, key: &str) -> String {
        match self.properties.get(key) {
            Some(Value::String(text)) => text.trim().to_owned(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    /// Names from `name_en`, `name_ru`, `name_kk`; `name` stands in for the English one.
    pub(crate) fn names(&self) -> Names {
        let en = self.text("name_en");
        let en = if en.is_empty() { self.text("name") } else { en };
        Names { en, ru: self.text("name_ru"), kk: self.text("name_kk") }
    }
}

/// The features of a file whose geometries are of the allowed types.
///
/// # Errors
/// [`InputError::Json`] for broken JSON, [`InputError::Geo`] with feature, ring and vertex for everything else.
pub(crate) fn shapes(loaded: &Loaded, allowed: &[&str], check: Check) -> Result<Vec<Shape>, InputError> {
    let path = &loaded.file.path;
    let root: Value = serde_json::from_str(&loaded.text).map_err(|error| InputError::Json {
        path: path.clone(),
        line: error.line(),
        column: error.column(),
        found: error.to_string(),
    })?;
    let features = features_of(path, &root)?;
    if features.is_empty() {
        let expected = format!("feature with a geometry of type {}", allowed.join(" or "));
        return Err(InputError::Empty { path: path.clone(), expected });
    }
    features.into_iter().enumerate().map(|(index, feature)| shape(path, index, feature, allowed, check)).collect()
}

/// The features of a collection, a single feature, or a bare geometry as a feature without properties.
fn features_of<'v>(path: &str, root: &'v Value) -> Result<Vec<&'v Value>, InputError> {
    let whole = Place::new(path, "the whole file");
    match root.get("type").and_then(Value::as_str) {
        Some("FeatureCollection") => {
            root.get("features").and_then(Value::as_array).map(|features| features.iter().collect()).ok_or_else(|| {
                whole.refuse("the collection has no list \"features\"", "export the layer again as GeoJSON")
            })
        }
        Some(_) => Ok(vec![root]),
        None => Err(whole.refuse(
            "expected a GeoJSON object with a \"type\", found none",
            "give a GeoJSON file (FeatureCollection, Feature or geometry)",
        )),
    }
}

fn shape(path: &str, index: usize, feature: &Value, allowed: &[&str], check: Check) -> Result<Shape, InputError> {
    let properties = feature.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
    let place = Place::new(path, format!("feature {}{}", index + 1, name_in_brackets(&properties)));
    let geometry = match feature.get("type").and_then(Value::as_str) {
        Some("Feature") => feature.get("geometry").unwrap_or(&Value::Null),
        _ => feature,
    };
    coordinates::check(&place, geometry, allowed)?;
    let parsed = parsed(geometry)
        .map_err(|error| place.refuse(format!("not a valid geometry: {error}"), "export the layer again as GeoJSON"))?;
    if check == Check::Computed {
        validity::check(&place, &parsed)?;
    }
    Ok(Shape { place, properties, geometry: parsed })
}

fn parsed(geometry: &Value) -> Result<Geometry<f64>, geojson::Error> {
    let geometry: geojson::Geometry = serde_json::from_value(geometry.clone())?;
    Geometry::try_from(&geometry.value)
}

fn name_in_brackets(properties: &Map<String, Value>) -> String {
    let name = ["name", "name_en", "id"].iter().find_map(|key| match properties.get(*key) {
        Some(Value::String(text)) if !text.is_empty() => Some(text.clone()),
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    });
    name.map_or_else(String::new, |name| format!(" (\"{name}\")"))
}
