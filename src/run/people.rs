//! Settlements touched or near, and the people of the widest zone.

use super::Stage;
use super::zones::NAMED_FROM;
use crate::assessment::{CountedBy, PopulationReport, Quantiles, SettlementExposure, Zone};
use crate::ensemble::member::SETTLEMENT_VALUES;
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
        let mg = |index: usize| Quantiles::of(self.members.iter().map(|m| m.settlements[k].values[index] * 1e6));
        let arrivals: Vec<f64> = self.members.iter().filter_map(|m| m.settlements[k].arrival_s).collect();
        let departures: Vec<f64> = self.members.iter().filter_map(|m| m.settlements[k].departure_s).collect();
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
            no2_toxic_load_at_most: Quantiles::of(
                self.members.iter().map(|m| no2_toxic_load(&m.settlements[k].values)),
            ),
            arrival_s: (!arrivals.is_empty()).then(|| Quantiles::of(arrivals)),
            departure_s: (!departures.is_empty()).then(|| Quantiles::of(departures)),
            aegl: zones.iter().filter_map(|(_, c)| aegl(threshold(*c))).max(),
            zones: zones.into_iter().map(|(_, c)| threshold(c).id.clone()).collect(),
            probability,
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

/// Exponent of the toxic load of NO2: ten Berge et al. 1986, J. Hazard. Mater. 13, 301-309 (n = 3.5). For UDMH the
/// exponent is 1 (the AEGL values hold concentration times time): its load is the dosage.
const NO2_LOAD_EXPONENT: f64 = 3.5;

/// Toxic load of NO2, (mg/m3)^3.5 min, at most: the concentration never exceeds its peak, so that the integral of its
/// power is no more than that of one power times the rest of the peak.
///
/// ```text
/// integral C^n dt <= C_peak^(n - 1) integral C dt
/// ```
pub(super) fn no2_toxic_load(values: &[f64; SETTLEMENT_VALUES]) -> f64 {
    let (peak_mg_m3, dosage_mg_min_m3) = (values[4] * 1e6, values[5] * 1e6 / 60.0);
    peak_mg_m3.powf(NO2_LOAD_EXPONENT - 1.0) * dosage_mg_min_m3
}

/// AEGL level of a limit; none for other limits.
pub(super) fn aegl(threshold: &Threshold) -> Option<u8> {
    match threshold.severity {
        _ if threshold.medium != Medium::Air || !threshold.id.contains("aegl") => None,
        Severity::Acute1 => Some(1),
        Severity::Acute2 => Some(2),
        Severity::Acute3 => Some(3),
        Severity::Hygienic | Severity::Idlh => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A steady 10 mg/m3 for 30 min has the load 10^3.5 x 30 exactly; a passage of the same peak and half the dosage
    /// has at most half of it.
    #[test]
    fn toxic_load_of_a_steady_concentration_is_exact() {
        let mut values = [0.0; SETTLEMENT_VALUES];
        (values[4], values[5]) = (10e-6, 10e-6 * 1_800.0);
        assert!((no2_toxic_load(&values) / (10_f64.powf(3.5) * 30.0) - 1.0).abs() < 1e-12);
        values[5] *= 0.5;
        assert!((no2_toxic_load(&values) / (10_f64.powf(3.5) * 15.0) - 1.0).abs() < 1e-12);
    }
}
