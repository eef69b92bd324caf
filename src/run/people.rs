//! Settlements touched or near, and the people of the widest zone.

use super::Stage;
use super::zones::NAMED_FROM;
use crate::assessment::{CountedBy, PopulationReport, Quantiles, SettlementExposure, Zone};
use crate::ensemble::member::SETTLEMENT_VALUES;
use crate::ensemble::sketch::Sketch;
use crate::ensemble::summary::PointSums;
use crate::exposure::{Ground, NearbySettlement};
use crate::threshold::{Medium, Severity, Threshold};

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
        let found = self.point_exposure(&self.summary.points[k]);
        SettlementExposure {
            name: settlement.name.clone(),
            position: settlement.position,
            people: settlement.people,
            people_year: settlement.people_year,
            distance_km: settlement.position.distance_m(self.plane.centre()) * 1e-3,
            udmh_highest_mg_m3: found.values[0].times(1e6),
            udmh_dosage_mg_s_m3: found.values[1].times(1e6),
            no2_highest_mg_m3: found.values[2].times(1e6),
            no2_toxic_load_at_most: found.no2_toxic_load,
            arrival_s: found.arrival_s,
            departure_s: found.departure_s,
            aegl: found.aegl,
            zones: found.zones,
            probability: found.probability,
        }
    }

    /// What the cloud does at a settlement or a receptor.
    pub(super) fn point_exposure(&self, sums: &PointSums) -> PointExposure {
        let members = self.summary.members;
        let over_all = |sketch: &Sketch| sketch.quantiles_of(members);
        let over_some = |sketch: &Sketch| (sketch.count() > 0).then(|| sketch.quantiles());
        let threshold = |c: usize| &self.inputs.thresholds[self.plan.thresholds[c]];
        let shares: Vec<f64> = sums.exceeded.iter().map(|count| self.summary.share(*count)).collect();
        let mut named: Vec<usize> = (0..shares.len()).filter(|c| shares[*c] >= NAMED_FROM).collect();
        named.sort_by(|a, b| threshold(*b).severity.cmp(&threshold(*a).severity).then(a.cmp(b)));
        PointExposure {
            values: std::array::from_fn(|k| over_all(&sums.values[k])),
            no2_toxic_load: over_all(&sums.no2_toxic_load),
            arrival_s: over_some(&sums.arrival_s),
            departure_s: over_some(&sums.departure_s),
            aegl: named.iter().filter_map(|c| aegl(threshold(*c))).max(),
            zones: named.iter().map(|c| threshold(*c).id.clone()).collect(),
            probability: shares.into_iter().fold(0.0, f64::max),
        }
    }

    /// People of the widest modelled zone of air or soil.
    pub(super) fn population_report(&self, zones: &[Zone], ground: &Ground) -> PopulationReport {
        let widest = zones.iter().filter(|z| matches!(z.medium, Medium::Air | Medium::Soil)).max_by(|a, b| {
            a.area_km2.median.total_cmp(&b.area_km2.median).then(a.area_km2.p95.total_cmp(&b.area_km2.p95))
        });
        let population = &self.inputs.population;
        PopulationReport {
            settlements: widest.map_or(0.0, |z| z.population_settlements),
            background: widest.map_or(0.0, |z| z.population_background),
            year: population.year,
            listed_share: population.listed_share(),
            counted_by: if ground.raster().is_some() { CountedBy::Raster } else { CountedBy::List },
            raster_year: population.raster.as_ref().and_then(|raster| raster.year),
            sources: population.sources.clone(),
        }
    }
}

/// What the cloud does at a settlement or a receptor.
pub(super) struct PointExposure {
    /// The values in the order of the questions, SI.
    pub(super) values: [Quantiles; SETTLEMENT_VALUES],
    /// Toxic load of NO2 at most, (mg/m3)^3.5 min.
    pub(super) no2_toxic_load: Quantiles,
    /// Arrival after the impact, s, over the members whose cloud arrives.
    pub(super) arrival_s: Option<Quantiles>,
    /// When the last of it has passed, s.
    pub(super) departure_s: Option<Quantiles>,
    /// Highest AEGL level exceeded in enough members.
    pub(super) aegl: Option<u8>,
    /// Limits exceeded in enough members, worst first.
    pub(super) zones: Vec<String>,
    /// Highest probability that any limit is exceeded there.
    pub(super) probability: f64,
}

/// AEGL level of a limit; none for other limits.
fn aegl(threshold: &Threshold) -> Option<u8> {
    match threshold.severity {
        _ if threshold.medium != Medium::Air || !threshold.id.contains("aegl") => None,
        Severity::Acute1 => Some(1),
        Severity::Acute2 => Some(2),
        Severity::Acute3 => Some(3),
        Severity::Hygienic | Severity::Idlh => None,
    }
}
