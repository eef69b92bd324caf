//! Places of the user that are asked like settlements: schools, hospitals, wells, grazing land, sampling points.

use serde::Serialize;

use crate::geodesy::LonLat;

/// Kind of the points of `--samples`.
pub const SAMPLE: &str = "sample";

/// A place or an area of the user.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Receptor {
    /// Name; may be empty.
    pub name: String,
    /// Kind, as the layer says.
    pub kind: String,
    /// The points that are asked: the place itself, or points over the area, one inside it first. Never empty.
    pub points: Vec<LonLat>,
    /// Area, km2; none for a point.
    pub area_km2: Option<f64>,
}

impl Receptor {
    /// The place, or a point inside the area.
    pub fn position(&self) -> LonLat {
        self.points.first().copied().unwrap_or(LonLat::new(0.0, 0.0))
    }
}
