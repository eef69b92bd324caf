//! The soil of the ensemble by day.

use super::Stage;
use crate::assessment::{LayerContents, SoilDay};
use crate::ensemble::sketch::Sketch;
use crate::soil::Layer;
use crate::soil::climate::DAY_S;
use crate::soil::history::MAPPED_S;

impl Stage<'_> {
    /// Heptyl and NDMA in the soil on the mapped days; nothing where the vehicle carries no heptyl.
    pub(super) fn soil_days(&self) -> Vec<SoilDay> {
        if self.summary.draws.carry_udmh > 0 {
            (0..MAPPED_S.len()).map(|time| self.soil_day(time)).collect()
        } else {
            Vec::new()
        }
    }

    fn soil_day(&self, time: usize) -> SoilDay {
        let soil = &self.summary.soil[time];
        let mg_kg = |layers: &[Sketch; 4], layer: Layer| layers[layer.index()].quantiles().times(1e6);
        let worst = Layer::ALL.map(|layer| LayerContents {
            layer: layer.name(),
            udmh_mg_kg: mg_kg(&soil.worst_udmh_kg_kg, layer),
            ndma_mg_kg: mg_kg(&soil.worst_ndma_kg_kg, layer),
        });
        SoilDay {
            day: (MAPPED_S[time] / DAY_S) as u32,
            udmh_kg: soil.udmh_kg.quantiles(),
            ndma_kg: soil.ndma_kg.quantiles(),
            worst: worst.into(),
        }
    }
}
