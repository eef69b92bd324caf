//! Proposed sampling points: where, what, how deep, in which order, and what the model expects there.

use serde::Serialize;

use super::Quantiles;
use crate::geodesy::LonLat;

/// Why a point stands where it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SampleRole {
    /// Deepest point of the crater, or middle of the spill.
    Centre,
    /// On the rim of the crater, or the edge of the wet ground.
    Rim,
    /// In a settlement that the cloud may reach, or the nearest one.
    Settlement,
    /// At a school, a well, a pasture or another place of the user.
    Receptor,
    /// In a river or lake that may be touched.
    Water,
    /// Along the axis of the deposit, down the wind.
    Axis,
    /// On the outline of a zone of soil: the model's edge, to be confirmed or moved.
    Boundary,
    /// Outside of everything: what the soil holds without the crash.
    Background,
    /// Beside the axis, where the wind may have carried it as well.
    Flank,
}

/// What is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SampleMedium {
    /// Soil, by layers.
    Soil,
    /// Plants over the soil, with species and season.
    Vegetation,
    /// Snow, the whole depth.
    Snow,
    /// Water.
    Water,
    /// Air at the height of a person.
    Air,
}

/// What a modelled value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SampledQuantity {
    /// Content of one layer of the soil where most liquid was spilt, on the first day.
    LayerContent,
    /// Content of the layer of the soil that holds most, on the first day.
    HighestContent,
    /// Highest mean of 20 minutes while the cloud passes.
    AirTwentyMinutes,
    /// Content of the water that is touched, well mixed.
    WaterMixed,
}

/// A limit beside a modelled value, in the same unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SampleLimit {
    /// Id of the limit in the table of limits.
    pub id: String,
    /// Value.
    pub value: f64,
}

/// What the model expects at a point. Quantiles are over all members, about the place of impact.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SampleValue {
    /// Id of the substance.
    pub substance: String,
    /// Medium.
    pub medium: SampleMedium,
    /// Layer, cm below the surface; none where it is not about one layer.
    pub depth_cm: Option<[f64; 2]>,
    /// What it is.
    pub quantity: SampledQuantity,
    /// Unit: mg/kg, mg/m3 or mg/L.
    pub unit: &'static str,
    /// Value.
    pub modelled: Quantiles,
    /// Limit, if there is one.
    pub limit: Option<SampleLimit>,
}

/// What is taken at a point of one medium.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SampleTaken {
    /// Medium.
    pub medium: SampleMedium,
    /// Layers of the soil, cm below the surface; empty for everything else.
    pub depths_cm: Vec<[f64; 2]>,
    /// What is asked of the laboratory: ids of substances and groups, such as `udmh`, `ndma`, `nitrate`, `petroleum`.
    pub analytes: Vec<&'static str>,
}

/// A point at which samples are taken.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SamplePoint {
    /// Number for labels, such as `P07`; in the order of the work.
    pub id: String,
    /// 1: on the first day; 2: on the next days; 3: where the first results leave a doubt.
    pub priority: u8,
    /// Why here.
    pub role: SampleRole,
    /// Where.
    #[serde(flatten)]
    pub place: LonLat,
    /// Distance from the middle of the scheme, m.
    pub distance_m: f64,
    /// Direction from the middle of the scheme, degrees clockwise from north; 0 at the middle itself.
    pub azimuth_deg: f64,
    /// Settlement, receptor or water that it is about; ids of the zones on whose outline it lies.
    pub about: Vec<String>,
    /// What is taken.
    pub takes: Vec<SampleTaken>,
    /// What the model expects.
    pub values: Vec<SampleValue>,
}

impl SamplePoint {
    /// Samples that the point gives: one a layer of soil and one of each other medium.
    pub fn samples(&self) -> usize {
        self.takes.iter().map(|taken| taken.depths_cm.len().max(1)).sum()
    }
}

/// Points of one role that the scheme asks for and that were left out, so that it can be worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SamplesLeftOut {
    /// Role.
    pub role: SampleRole,
    /// How many.
    pub points: usize,
}

/// The proposed scheme.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct SamplingPlan {
    /// Middle of the scheme: the likeliest place of impact. Once the crater is found the scheme moves there, by the
    /// distances and directions of its points.
    pub lon: f64,
    /// Middle of the scheme.
    pub lat: f64,
    /// Radius of the ground that liquid wets, m; none where nothing is spilt.
    pub spill_radius_m: Option<f64>,
    /// Direction in which the cloud went, degrees clockwise from north; none where the wind may have come from anywhere
    /// and all directions are sampled alike.
    pub axis_deg: Option<f64>,
    /// Standard deviation of that direction over the members, degrees.
    pub axis_spread_deg: f64,
    /// Points in the order of the work.
    pub points: Vec<SamplePoint>,
    /// Samples of all points.
    pub samples: usize,
    /// Most points of a scheme.
    pub points_at_most: usize,
    /// What was left out to keep to it.
    pub left_out: Vec<SamplesLeftOut>,
    /// Standards and practice that the scheme follows.
    pub standards: Vec<&'static str>,
}
