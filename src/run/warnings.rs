//! What the reader is warned of.

use super::Stage;
use super::plan::places;
use crate::assessment::{FallReport, SettlementExposure, Zone};
use crate::incident::Official;
use crate::provenance::{Warning, WarningCode};
use crate::substance::Substance;
use crate::threshold::Medium;
use crate::transport::sigma::CoefficientSet;
use crate::weather::member::WIND_SPEED_MIN_M_S;

impl Stage<'_> {
    pub(super) fn warnings(
        &self,
        zones: &[Zone],
        fall: Option<&FallReport>,
        exposures: &[SettlementExposure],
    ) -> Vec<Warning> {
        let mut list = Vec::new();
        self.warn_of_weather(zones, &mut list);
        self.warn_of_places(fall, exposures, &mut list);
        self.warn_of_substances(&mut list);
        list.extend(self.inputs.scenario.official.iter().filter_map(|official| differs(official, zones, fall)));
        list
    }

    fn warn_of_weather(&self, zones: &[Zone], list: &mut Vec<Warning>) {
        let mut warn = |code, text: String| list.push(Warning::new(code, text));
        if !self.inputs.scenario.weather.observed {
            warn(
                WarningCode::AssumedWeather,
                "The weather is a range, not an observation: zones of air are what could have been, not what was."
                    .to_owned(),
            );
        }
        let furthest = zones.iter().filter(|z| z.medium == Medium::Air).map(|z| z.reach_km.p95).fold(0.0, f64::max);
        let measured_km = CoefficientSet::BriggsRural.range_m() * 1e-3;
        if furthest > measured_km {
            warn(
                WarningCode::BeyondCoefficients,
                format!(
                    "Zones of air reach {furthest:.0} km; the dispersion coefficients were measured to {measured_km:.0} km and are extrapolated beyond."
                ),
            );
        }
        let cut: Vec<&str> = self
            .plan
            .thresholds
            .iter()
            .enumerate()
            .filter(|(k, _)| self.members.iter().any(|m| m.zones[*k].cut))
            .map(|(_, t)| self.inputs.thresholds[*t].id.as_str())
            .collect();
        if !cut.is_empty() {
            warn(
                WarningCode::ZoneReachesEdge,
                format!(
                    "In some members these zones reach the edge of the computed area, 83 km from the impact, and are larger than told: {}.",
                    cut.join(", ")
                ),
            );
        }
        let calm = self.drawn.iter().filter(|d| d.weather.wind_speed_10m_m_s <= WIND_SPEED_MIN_M_S).count();
        if calm > 0 {
            warn(
                WarningCode::CalmWind,
                format!(
                    "{calm} members are calm; {WIND_SPEED_MIN_M_S} m/s on a straight path is computed for them, though a calm cloud meanders."
                ),
            );
        }
    }

    fn warn_of_places(&self, fall: Option<&FallReport>, exposures: &[SettlementExposure], list: &mut Vec<Warning>) {
        let mut warn = |code, text: String| list.push(Warning::new(code, text));
        if self.inputs.lease.derived {
            warn(
                WarningCode::LeaseOutlineDerived,
                "The outline of the lease is a generalised shape scaled to the official area, not a cadastral border; give yours with --lease.".to_owned(),
            );
        }
        let unknown = exposures.iter().filter(|e| e.people.is_none()).count();
        let share = self.inputs.population.listed_share().map_or(String::new(), |s| {
            format!(" The list holds {:.0} % of the official population of the regions.", s * 100.0)
        });
        warn(
            WarningCode::PopulationIncomplete,
            format!(
                "{unknown} of the {} listed settlements have no population figure and count as empty; small villages, winter camps and herders are only in the rural background.{share}",
                exposures.len()
            ),
        );
        if let Some(report) = fall
            && report.report_inside_95 == Some(false)
        {
            let km = report.distance_to_report_km.unwrap_or(0.0);
            warn(
                WarningCode::FallAwayFromReport,
                format!(
                    "The reported place lies {km:.0} km from the centre of the computed impacts, outside their 95 % ellipse: failure time, altitude or azimuth are not those of the scenario, or the report is of another piece."
                ),
            );
        }
        if places(self.drawn).next().is_none() {
            warn(WarningCode::NotModelled, "No propellant reaches the ground or the low air in any member.".to_owned());
        }
    }

    fn warn_of_substances(&self, list: &mut Vec<Warning>) {
        let mut warn = |code, text: &str| list.push(Warning::new(code, text));
        warn(
            WarningCode::NotModelled,
            "Water: what falls into lakes of the base map is booked, but concentrations in rivers, lakes and groundwater are not modelled.",
        );
        warn(
            WarningCode::NotModelled,
            "N2O4 and cold UDMH vapour are heavier than air near the source; they are spread as passive here, which shortens low-wind zones close by and does not matter far away.",
        );
        let left = |s: Substance| self.drawn.iter().any(|d| d.descent.budget.left().get(s) > 0.0);
        if left(Substance::Kerosene) {
            warn(
                WarningCode::NoThreshold,
                "Kerosene: soil is compared with a working level; the table has no limit for its vapour, and soot and smoke are not modelled.",
            );
        }
        if left(Substance::Hydrogen) {
            warn(WarningCode::NotModelled, "Hydrogen burns or drifts away: blast and heat are not modelled.");
        }
    }
}

/// A warning where a measured area of soil or a reported share stands outside the modelled band.
fn differs(official: &Official, zones: &[Zone], fall: Option<&FallReport>) -> Option<Warning> {
    let value = official.value?;
    let to_km2 = match official.unit.as_str() {
        "m2" => 1e-6,
        "ha" => 1e-2,
        "km2" => 1.0,
        _ => return None,
    };
    let area_km2 = value * to_km2;
    if official.medium == Some(Medium::Soil) && official.basis == "measured" {
        let zone = zones.iter().find(|z| z.medium == Medium::Soil && z.substance == "udmh")?;
        let q = zone.area_km2;
        if (q.p05..=q.p95).contains(&area_km2) {
            return None;
        }
        return Some(Warning::new(
            WarningCode::DiffersFromReport,
            format!(
                "Reported {} ({} {}) lies outside the modelled {:.4} to {:.4} km2: sampling finds spots that people look at, clean-up changes them, and how far the liquid was scattered is not known.",
                official.quantity, value, official.unit, q.p05, q.p95
            ),
        ));
    }
    let report = fall?;
    if official.medium == Some(Medium::Fall) && !(0.5..2.0).contains(&(area_km2 / report.area95_km2)) {
        return Some(Warning::new(
            WarningCode::DiffersFromReport,
            format!(
                "Reported {} ({} {}) stands beside a modelled fall area of {:.0} km2: a survey follows the debris that is seen, the model holds every failure state that the inputs allow.",
                official.quantity, value, official.unit, report.area95_km2
            ),
        ));
    }
    None
}
