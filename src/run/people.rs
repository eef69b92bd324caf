//! Settlements touched or near, and the people of the widest zone.

use super::Stage;
use super::zones::NAMED_FROM;
use crate::assessment::{PopulationReport, Quantiles, SettlementExposure, Zone};
use crate::exposure::NearbySettlement;
use crate::threshold::Medium;

/// Settlements listed at most; the nearest are listed even where no cloud comes.
const LISTED_MAX: usize = 40;

/// Settlements listed in any case.
const LISTED_MIN: usize = 8;

/// Distance within which every settlement is listed, km.
const NEAR_KM: f64 = 70.0;

impl Stage<'_> {
    /// Settlements in the order of the probability that a limit is exceeded there, then of distance.
    pub(super) fn settlement_exposures(&self, settlements: &[NearbySettlement]) -> Vec<SettlementExposure> {
        let mut rows: Vec<SettlementExposure> =
            settlements.iter().enumerate().map(|(k, nearby)| self.exposure(k, nearby)).collect();
        rows.sort_by(|a, b| b.probability.total_cmp(&a.probability).then(a.distance_km.total_cmp(&b.distance_km)));
        let mut listed = 0;
        rows.retain(|row| {
            let keep = listed < LISTED_MIN || row.probability > 0.0 || row.distance_km <= NEAR_KM;
            listed += usize::from(keep);
            keep && listed <= LISTED_MAX
        });
        rows
    }

    fn exposure(&self, k: usize, nearby: &NearbySettlement) -> SettlementExposure {
        let settlement = &self.inputs.population.settlements[nearby.index];
        let mg = |index: usize| Quantiles::of(self.members.iter().map(|m| m.settlements[k].values[index] * 1e6));
        let arrivals: Vec<f64> = self.members.iter().filter_map(|m| m.settlements[k].arrival_s).collect();
        let n = self.members.len().max(1) as f64;
        let mut zones: Vec<(f64, usize)> = (0..self.plan.criteria.len())
            .map(|c| {
                let inside = self.members.iter().filter(|m| m.settlements[k].exceeded.get(c) == Some(&true)).count();
                (inside as f64 / n, c)
            })
            .filter(|(share, _)| *share > 0.0)
            .collect();
        let probability = zones.iter().map(|(share, _)| *share).fold(0.0, f64::max);
        zones.retain(|(share, _)| *share >= NAMED_FROM);
        let threshold = |c: usize| &self.inputs.thresholds[self.plan.thresholds[c]];
        zones.sort_by(|a, b| threshold(b.1).severity.cmp(&threshold(a.1).severity).then(a.1.cmp(&b.1)));
        SettlementExposure {
            name: settlement.name.clone(),
            position: settlement.position,
            people: settlement.people,
            people_year: settlement.people_year,
            distance_km: settlement.position.distance_m(self.plane.centre()) * 1e-3,
            udmh_highest_mg_m3: mg(0),
            udmh_dosage_mg_s_m3: mg(1),
            no2_highest_mg_m3: mg(2),
            arrival_s: (!arrivals.is_empty()).then(|| Quantiles::of(arrivals)),
            zones: zones.into_iter().map(|(_, c)| threshold(c).id.clone()).collect(),
            probability,
        }
    }

    /// People of the widest modelled zone of air or soil.
    pub(super) fn population_report(&self, zones: &[Zone]) -> PopulationReport {
        let widest = zones.iter().filter(|z| matches!(z.medium, Medium::Air | Medium::Soil)).max_by(|a, b| {
            a.area_km2.median.total_cmp(&b.area_km2.median).then(a.area_km2.p95.total_cmp(&b.area_km2.p95))
        });
        let population = &self.inputs.population;
        PopulationReport {
            settlements: widest.map_or(0.0, |z| z.population_settlements),
            background: widest.map_or(0.0, |z| z.population_background),
            year: population.year,
            listed_share: population.listed_share(),
            sources: population.sources.clone(),
        }
    }
}
