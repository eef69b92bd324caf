//! The soil of the ensemble by day.

use super::Stage;
use crate::assessment::{LayerContents, Quantiles, SoilDay};
use crate::ensemble::member::MemberSoil;
use crate::soil::Layer;
use crate::soil::climate::DAY_S;
use crate::soil::history::MAPPED_S;
use crate::substance::Substance;

impl Stage<'_> {
    /// Heptyl and NDMA in the soil on the mapped days; nothing where the vehicle carries no heptyl.
    pub(super) fn soil_days(&self) -> Vec<SoilDay> {
        let carries = self.drawn.iter().any(|d| d.descent.budget.loaded.get(Substance::Udmh) > 0.0);
        if carries { (0..MAPPED_S.len()).map(|time| self.soil_day(time)).collect() } else { Vec::new() }
    }

    fn soil_day(&self, time: usize) -> SoilDay {
        let of = |value: &dyn Fn(&MemberSoil) -> f64| Quantiles::of(self.members.iter().map(|m| value(&m.soil[time])));
        let worst = Layer::ALL.map(|layer| LayerContents {
            layer: layer.name(),
            udmh_mg_kg: of(&|soil| soil.worst.udmh_kg_kg[layer.index()] * 1e6),
            ndma_mg_kg: of(&|soil| soil.worst.ndma_kg_kg[layer.index()] * 1e6),
        });
        SoilDay {
            day: (MAPPED_S[time] / DAY_S) as u32,
            udmh_kg: of(&|soil| soil.mass.udmh_kg),
            ndma_kg: of(&|soil| soil.mass.ndma_kg),
            worst: worst.into(),
        }
    }
}
