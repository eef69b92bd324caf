//! Places of the user that are asked like settlements: schools, hospitals, wells, grazing land, sampling points.

use serde::Serialize;

use crate::geodesy::LonLat;
use crate::substance::Substance;
use crate::threshold::Medium;

/// Kind of the points of `--samples`.
pub const SAMPLE: &str = "sample";

/// What a laboratory found at a sampling point.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Measured {
    /// Substance.
    pub substance: Substance,
    /// Medium: air, soil or water.
    pub medium: Medium,
    /// Content in the unit of the limits of the medium: mg/m3 in air, mg/kg in soil, mg/L in water.
    pub value: f64,
}

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
    /// What was measured there; none for a place that was not sampled.
    pub measured: Option<Measured>,
}

impl Receptor {
    /// The place, or a point inside the area.
    pub fn position(&self) -> LonLat {
        self.points.first().copied().unwrap_or(LonLat::new(0.0, 0.0))
    }
}
