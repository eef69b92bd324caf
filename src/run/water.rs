//! Rivers and lakes of the ensemble: what each receives and holds, the zones of water, and what both rest on.

use std::collections::BTreeMap;

use super::Stage;
use super::zones::{NAMED_FROM, source_line};
use crate::assessment::{Basis, Quantiles, WaterBody, WaterContent, Zone};
use crate::ensemble::sketch::Sketch;
use crate::ensemble::summary::ContentSums;
use crate::input::{Inputs, range_text};
use crate::places::WaterKind;
use crate::provenance::{Assumption, Citation};
use crate::source::AirSpecies;
use crate::substance::Substance;
use crate::units::mg_l_from_kg_m3;
use crate::water::TOUCHED_FROM_KG_M2;
use crate::water::mixing::{
    RUNOFF_REACH_M, depth_coefficient, dry_share_at_bank, lake_depth_m, runoff_duration_s, runoff_fading_m,
    shore_radius_m, speed_m_s, syr_darya_flow_m3_s, unknown_flow_m3_s, wet_share_at_bank, width_coefficient,
};

/// Substances whose mass in water is told, as they were loaded or formed.
const IN_WATER: [(Substance, AirSpecies); 4] = [
    (Substance::Udmh, AirSpecies::Udmh),
    (Substance::Nto, AirSpecies::No2),
    (Substance::Ndma, AirSpecies::Ndma),
    (Substance::Kerosene, AirSpecies::Kerosene),
];

impl Stage<'_> {
    /// Rivers and lakes that are touched in some of the members, the likeliest first.
    pub(super) fn water_bodies(&self) -> Vec<WaterBody> {
        let mut touched: Vec<WaterBody> =
            (0..self.waters.bodies().len()).filter_map(|body| self.water_body(body)).collect();
        touched.sort_by(|a, b| b.probability.total_cmp(&a.probability).then_with(|| a.name.cmp(&b.name)));
        touched
    }

    fn water_body(&self, body: usize) -> Option<WaterBody> {
        let sums = self.summary.bodies.get(&body)?;
        let members = self.summary.members;
        let probability = self.summary.share(sums.touched_members);
        if probability < NAMED_FROM {
            return None;
        }
        let masses = |by_species: &[Sketch; 4]| -> BTreeMap<String, Quantiles> {
            let of = |(s, species): (Substance, AirSpecies)| (s, by_species[species.index()].quantiles_of(members));
            let reached = IN_WATER.into_iter().map(of).filter(|(_, mass)| mass.p95 > 0.0);
            reached.map(|(substance, mass)| (substance.id().to_owned(), mass)).collect()
        };
        let near = &self.waters.bodies()[body];
        let is_river = near.kind() == WaterKind::River;
        let touched = sums.touched.quantiles_of(members);
        Some(WaterBody {
            name: near.name.clone(),
            kind: near.kind(),
            probability,
            mass_kg: masses(&sums.mass_kg),
            runoff_kg: masses(&sums.runoff_kg),
            touched_km: is_river.then(|| touched.times(1e-3)),
            touched_km2: (!is_river).then(|| touched.times(1e-6)),
            depth_m: sums.depth_m.quantiles(),
            width_m: is_river.then(|| sums.width_m.quantiles()),
            flow_m3_s: is_river.then(|| sums.flow_m3_s.quantiles()),
            contents: sums.contents.iter().enumerate().map(|(k, content)| self.content(k, content, is_river)).collect(),
        })
    }

    fn content(&self, k: usize, sums: &ContentSums, is_river: bool) -> WaterContent {
        let threshold = &self.inputs.thresholds[self.plan.water_limits[k].0];
        let all = |sketch: &Sketch| sketch.quantiles_of(self.summary.members);
        WaterContent {
            id: threshold.id.clone(),
            substance: threshold.substance.id().to_owned(),
            limit_mg_l: threshold.value,
            mixed_mg_l: all(&sums.mixed_kg_m3).times(mg_l_from_kg_m3(1.0)),
            highest_mg_l: all(&sums.highest_kg_m3).times(mg_l_from_kg_m3(1.0)),
            probability_mixed: self.summary.share(sums.mixed_over),
            probability: self.summary.share(sums.highest_over),
            above_km: is_river.then(|| all(&sums.above).times(1e-3)),
            above_km2: all(&sums.above_m2).times(1e-6),
        }
    }

    /// One zone a limit of water, also those that no member reaches: the water of all rivers and lakes above it.
    pub(super) fn water_zones(&self) -> Vec<Zone> {
        (0..self.plan.water_limits.len()).map(|k| self.water_zone(k)).collect()
    }

    fn water_zone(&self, k: usize) -> Zone {
        let threshold = &self.inputs.thresholds[self.plan.water_limits[k].0];
        let sums = &self.summary.water_zones[k];
        Zone {
            day: None,
            id: threshold.id.clone(),
            medium: threshold.medium,
            substance: threshold.substance.id().to_owned(),
            quantity: threshold.quantity.clone(),
            threshold: threshold.value,
            unit: threshold.unit.clone(),
            averaging_s: threshold.averaging_s,
            source: source_line(threshold),
            area_km2: sums.area_m2.quantiles().times(1e-6),
            population: Quantiles::default(),
            settlements: Vec::new(),
            basis: Basis::Modelled,
            probability: self.summary.share(sums.over),
            population_settlements: 0.0,
            population_background: 0.0,
            reach_km: sums.reach_m.quantiles().times(1e-3),
            severity: threshold.severity,
            name: threshold.name.clone(),
        }
    }
}

/// What the reader must know of waters that are not followed.
pub(super) fn not_modelled(inputs: &Inputs) -> String {
    let shapes = if inputs.own_waters {
        "Only the rivers and lakes of the file given with --water are looked at."
    } else {
        "The base map has main rivers and large lakes only (Sarysu, Nura, Torgai, ponds, canals and the lakes left of the Aral Sea are missing or old), as lines that may lie kilometres off: give surveyed ones with --water."
    };
    format!(
        "Water: {shapes} Contents are those of the first hours, mixed over a drawn depth; decay, NDMA that forms in the water, sediment, groundwater, wells and what later rain or melting snow washes in are not modelled."
    )
}

/// What is assumed of waters: for each range its numbers, and why.
pub(super) fn assumptions() -> Vec<Assumption> {
    let in_hours = runoff_duration_s().times(1.0 / 3_600.0);
    let (dry, wet) = (dry_share_at_bank(), wet_share_at_bank());
    vec![
        Assumption::new(
            format!(
                "Water is touched from {} mg/m2 on; what falls in mixes at once over the depth: of a lake {}, of a river that of its channel.",
                TOUCHED_FROM_KG_M2 * 1e6,
                range_text(&lake_depth_m(), "m")
            ),
            "assumed for steppe lakes that the wind stirs; depths of single lakes are given with --water",
        ),
        Assumption::new(
            format!(
                "Flow of a river: {}; of the Syr Darya {}.",
                range_text(&unknown_flow_m3_s(), "m3/s"),
                range_text(&syr_darya_flow_m3_s(), "m3/s")
            ),
            "assumed; the Syr Darya after bulletins of Kazhydromet (December 2017, March 2018) and the inflow to the North Aral Sea told by the Ministry of Water Resources in June 2024",
        ),
        Assumption::new(
            format!(
                "Channel of a river of flow Q: width a Q^0.5 with a {}, depth c Q^0.3 with c {}, deep enough for 2 m/s; where only the width is stated, the speed is {}.",
                range_text(&width_coefficient(), ""),
                range_text(&depth_coefficient(), ""),
                range_text(&speed_m_s(), "m/s")
            ),
            "Moody & Troutman 2002 for channels filled to the bank; at low water they are narrower and shallower, and contents higher",
        ),
        Assumption::new(
            format!(
                "Of a spill on land {} runs into water at its bank from dry ground, {} in rain, snow or frost; the share fades over {} and is nothing beyond {RUNOFF_REACH_M:.0} m; it enters a river within {}, and mixes in a lake within a half disc of {}.",
                range_text(&dry, "of the mass"),
                range_text(&wet, "of the mass"),
                range_text(&runoff_fading_m(), "m"),
                range_text(&in_hours, "h"),
                range_text(&shore_radius_m(), "m")
            ),
            "assumed: nothing measured was found, and no slope of the terrain is read",
        ),
        Assumption::new(
            "All nitrogen of N2O4 and NO2 that reaches water counts as nitrate: 1.348 kg NO3 a kg.",
            "molar masses; half of it is nitrite at first, whose limit is lower (3.3 mg/L)",
        ),
    ]
}

/// Papers of the waters.
pub(super) fn citations() -> [Citation; 1] {
    [Citation::new(
        "width and depth of rivers",
        "Moody & Troutman 2002, Earth Surf. Process. Landforms 27, 1251-1266, doi 10.1002/esp.403; Andreadis, Schumann & Pavelsky 2013, Water Resour. Res. 49, 7164-7168, doi 10.1002/wrcr.20440",
    )]
}
