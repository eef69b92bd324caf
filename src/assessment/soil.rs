//! What becomes of heptyl in the soil, by day.

use serde::Serialize;

use super::Quantiles;

/// A layer of the soil.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LayerContents {
    /// Depth in words, such as `5-20 cm`.
    pub layer: &'static str,
    /// Heptyl, mg/kg.
    pub udmh_mg_kg: Quantiles,
    /// NDMA, mg/kg.
    pub ndma_mg_kg: Quantiles,
}

/// The soil on one day after the spill, without clean-up.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SoilDay {
    /// Day.
    pub day: u32,
    /// Heptyl in all the soil, kg.
    pub udmh_kg: Quantiles,
    /// NDMA in all the soil, kg.
    pub ndma_kg: Quantiles,
    /// Where most liquid was spilt: content by layer, from the top.
    pub worst: Vec<LayerContents>,
}
