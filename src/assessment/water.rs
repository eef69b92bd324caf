//! What rivers and lakes receive and hold.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Quantiles;
use crate::places::WaterKind;

/// A river or lake that is touched in some of the members. Quantiles are over all members, those that do not touch it
/// counted as zero.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WaterBody {
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: WaterKind,
    /// Share of the members in which it is touched: by a deposit of 1 mg/m2 of any substance, or by run-off of 1 g.
    pub probability: f64,
    /// Mass in it by substance, kg: what fell on it and what ran into it.
    pub mass_kg: BTreeMap<String, Quantiles>,
    /// Of that mass what ran in from the land, kg.
    pub runoff_kg: BTreeMap<String, Quantiles>,
    /// Length of river touched, km; none for a lake.
    pub touched_km: Option<Quantiles>,
    /// Area of lake touched, km2; none for a river.
    pub touched_km2: Option<Quantiles>,
    /// Depth that what falls in mixes over, m: drawn or stated, over the members that touch it.
    pub depth_m: Quantiles,
    /// Width of a river, m: drawn or stated.
    pub width_m: Option<Quantiles>,
    /// Flow of a river, m3/s: drawn or stated.
    pub flow_m3_s: Option<Quantiles>,
    /// Contents by limit, in the order of the table of limits.
    pub contents: Vec<WaterContent>,
}

/// What the water of a river or lake holds, against one limit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WaterContent {
    /// Id of the limit.
    pub id: String,
    /// Substance that is limited.
    pub substance: String,
    /// Limit, mg/L.
    pub limit_mg_l: f64,
    /// Content mixed over the part that is touched, mg/L.
    pub mixed_mg_l: Quantiles,
    /// Highest content, mixed over the depth in one place only, mg/L.
    pub highest_mg_l: Quantiles,
    /// Share of the members whose mixed content exceeds the limit.
    pub probability_mixed: f64,
    /// Share of the members that exceed the limit anywhere.
    pub probability: f64,
    /// Length of river above the limit, km; none for a lake.
    pub above_km: Option<Quantiles>,
    /// Area of water above the limit, km2.
    pub above_km2: Quantiles,
}
