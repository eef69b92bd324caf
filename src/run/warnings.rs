//! What the reader is warned of.

use super::Stage;
use crate::assessment::{FallReport, SettlementExposure, Zone};
use crate::incident::Official;
use crate::population::Raster;
use crate::provenance::{Warning, WarningCode};
use crate::substance::Substance;
use crate::threshold::Medium;
use crate::transport::similarity;
use crate::weather::profile::FarWind;

impl Stage<'_> {
    pub(super) fn warnings(
        &self,
        zones: &[Zone],
        fall: Option<&FallReport>,
        exposures: &[SettlementExposure],
    ) -> Vec<Warning> {
        let mut list = Vec::new();
        self.warn_of_weather(zones, &mut list);
        self.warn_of_clouds(&mut list);
        self.warn_of_places(fall, exposures, &mut list);
        self.warn_of_substances(&mut list);
        list.extend(self.inputs.scenario.official.iter().filter_map(|official| differs(official, zones)));
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
        let range_km = similarity::RANGE_M * 1e-3;
        if furthest > range_km {
            warn(
                WarningCode::BeyondCoefficients,
                format!(
                    "Zones of air reach {furthest:.0} km; wind and turbulence that do not change on the way can be believed to {range_km:.0} km."
                ),
            );
        }
        let far = self.inputs.scenario.weather.profile.as_ref().and_then(|profile| Some((profile, profile.far?)));
        if let Some((profile, far)) = far.filter(|_| furthest >= FAR_KM) {
            warn(WarningCode::BeyondCoefficients, far_warning(&profile.source, &far, furthest));
        }
        let cut: Vec<&str> = self
            .plan
            .thresholds
            .iter()
            .enumerate()
            .filter(|(k, _)| self.summary.zones[*k].cut > 0)
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
        let calm = self.summary.draws.calm;
        if calm > 0 {
            let speeds = self.summary.draws.gust_speed_m_s.quantiles();
            warn(
                WarningCode::CalmWind,
                format!(
                    "{calm} of {} members are calm: their clouds move with the gusts ({:.1} to {:.1} m/s) in one direction, though a calm cloud may turn or stand; arrival times there are doubtful.",
                    self.summary.members, speeds.p05, speeds.p95
                ),
            );
        }
    }

    /// Clouds that the model follows less well.
    fn warn_of_clouds(&self, list: &mut Vec<Warning>) {
        let (doubts, members) = (&self.summary.doubts, self.summary.members);
        let told = [
            (
                doubts.above_layer,
                "a cloud of the fire rests above the convective layer and counts as released at its top: areas in air and what settles are upper bounds there",
            ),
            (
                doubts.sheared,
                "the change of the wind with height makes most of the width of a cloud: it may be torn into pieces that are smaller and richer",
            ),
            (
                doubts.turned,
                "more than 5 % of a cloud are in air that turns by more than 73 degrees from its line, and are kept on the line",
            ),
        ];
        for (count, text) in told.into_iter().filter(|(count, _)| *count > 0) {
            list.push(Warning::new(WarningCode::DoubtfulCloud, format!("In {count} of {members} members {text}.")));
        }
    }

    fn list_warning(&self, exposures: &[SettlementExposure]) -> String {
        let unknown = exposures.iter().filter(|e| e.people.is_none()).count();
        let share = self.inputs.population.listed_share().map_or(String::new(), |s| {
            format!(" The list holds {:.0} % of the official population of the regions.", s * 100.0)
        });
        format!(
            "{unknown} of the {} listed settlements have no population figure and count as empty; small villages, winter camps and herders are only in the rural background.{share}",
            exposures.len()
        )
    }

    fn warn_of_places(&self, fall: Option<&FallReport>, exposures: &[SettlementExposure], list: &mut Vec<Warning>) {
        let mut warn = |code, text: String| list.push(Warning::new(code, text));
        if self.inputs.lease.derived {
            warn(
                WarningCode::LeaseOutlineDerived,
                "The outline of the lease is a generalised shape scaled to the official area, not a cadastral border; give yours with --lease.".to_owned(),
            );
        }
        if let Some(raster) = &self.inputs.population.raster {
            warn(WarningCode::PopulationIncomplete, raster_warning(raster, self.raster_known));
        } else {
            warn(WarningCode::PopulationIncomplete, self.list_warning(exposures));
        }
        if let Some(report) = fall
            && report.report_inside_95 == Some(false)
        {
            let km = report.distance_to_report_km.unwrap_or(0.0);
            warn(
                WarningCode::FallAwayFromReport,
                format!(
                    "The reported place lies {km:.0} km from the centre of the computed impacts, outside their 95 % region: failure time, altitude or azimuth are not those of the scenario, or the report is of another piece."
                ),
            );
        }
        if let Some(report) = fall.filter(|report| report.not_down > 0) {
            warn(
                WarningCode::NotModelled,
                format!(
                    "{} of {} falls do not come down within the longest time that is followed and are not in the fall area.",
                    report.not_down, report.falls
                ),
            );
        }
        if self.summary.draws.striking == 0 {
            warn(WarningCode::NotModelled, "No propellant reaches the ground or the low air in any member.".to_owned());
        }
    }

    fn warn_of_substances(&self, list: &mut Vec<Warning>) {
        let draws = &self.summary.draws;
        if let Some((_, first)) = &draws.first_pool_refusal {
            list.push(Warning::new(
                WarningCode::NotModelled,
                format!(
                    "In {} members a spill could not be followed as a pool and counts as soaked in whole, without evaporation. First reason: {first}.",
                    draws.pool_refusals
                ),
            ));
        }
        let mut warn = |code, text: &str| list.push(Warning::new(code, text));
        warn(WarningCode::NotModelled, &super::water::not_modelled(self.inputs));
        let left = |s: Substance| draws.is_left(s);
        if left(Substance::Udmh) || left(Substance::Nto) {
            warn(
                WarningCode::NotModelled,
                "Heavy vapour creeps on flat ground in a straight path, and its field starts where the wind takes over: slopes, hollows and the concentration inside the creeping cloud itself are not modelled.",
            );
        }
        if left(Substance::Kerosene) {
            warn(
                WarningCode::NoThreshold,
                "Kerosene: soil is compared with a working level; the table has no limit for its vapour, and soot and smoke are not modelled.",
            );
        }
        if left(Substance::Hydrogen) {
            warn(
                WarningCode::NotModelled,
                "Hydrogen burns or drifts away and leaves nothing in soil or water: it counts in the size, heat and blast of the fire; a hydrogen cloud that burns away from the wreck is not modelled.",
            );
        }
    }
}

/// A warning where a reported area stands outside the modelled band of the zone that its note names.
fn differs(official: &Official, zones: &[Zone]) -> Option<Warning> {
    let reported = official.value?;
    let unit_km2 = match official.unit.as_str() {
        "m2" => 1e-6,
        "ha" => 1e-2,
        "km2" => 1.0,
        _ => return None,
    };
    let zone_id = official.zone_id()?;
    let zone = zones.iter().find(|zone| zone.id == zone_id)?;
    let (low, high) = (zone.area_km2.p05 / unit_km2, zone.area_km2.p95 / unit_km2);
    // The fall area is one ellipse without a band: half to double of it is agreement.
    let (low, high) = if zone.medium == Medium::Fall { (low / 2.0, high * 2.0) } else { (low, high) };
    if (low..=high).contains(&reported) {
        return None;
    }
    let (quantity, unit, name) = (&official.quantity, &official.unit, &zone.name.en);
    let text = match zone.medium {
        Medium::Fall => format!(
            "Reported {quantity} ({reported} {unit}) stands beside a modelled fall area of {} {unit}: a survey follows the debris that is seen, the model holds every failure state that the inputs allow.",
            digits(zone.area_km2.median / unit_km2)
        ),
        Medium::Soil => format!(
            "Reported {quantity} ({reported} {unit}) lies outside the modelled {} to {} {unit} of \"{name}\": sampling finds spots that people look at, clean-up changes them, and how far the liquid was scattered is not known.",
            digits(low),
            digits(high)
        ),
        Medium::Air | Medium::Water => format!(
            "Reported {quantity} ({reported} {unit}) lies outside the modelled {} to {} {unit} of \"{name}\".",
            digits(low),
            digits(high)
        ),
    };
    Some(Warning::new(WarningCode::DiffersFromReport, text))
}

/// A number with three digits that count.
fn digits(value: f64) -> String {
    if value <= 0.0 {
        return "0".to_owned();
    }
    let decimals = 2 - value.log10().floor() as i32;
    let scale = 10_f64.powi(decimals);
    format!("{:.*}", decimals.max(0) as usize, (value * scale).round() / scale)
}

/// Reach of zones of air from which the change of the wind on the way is told, km.
const FAR_KM: f64 = 20.0;

/// How the wind of the file changes along the way of the cloud.
fn far_warning(source: &str, far: &FarWind, furthest_km: f64) -> String {
    let wind = |(u, v): (f64, f64)| {
        format!("{:.1} m/s from {:.0} degrees", u.hypot(v), (-u).atan2(-v).to_degrees().rem_euclid(360.0))
    };
    format!(
        "Zones of air reach {furthest_km:.0} km; the wind is that of the place of impact all the way. {:.0} km downwind and {:.1} h later {source} has {} at {:.0} m instead of {}: {:.1} m/s apart.",
        far.distance_m * 1e-3,
        far.after_s / 3_600.0,
        wind(far.there_m_s),
        far.height_agl_m,
        wind(far.here_m_s),
        far.change_m_s()
    )
}

/// What a count on a raster leaves out.
fn raster_warning(raster: &Raster, known: f64) -> String {
    let year = raster.year.map_or_else(|| "of a year that is not known".to_owned(), |year| format!("of {year}"));
    let covered = if known < 0.995 {
        format!(" It has values in {:.0} % of the area looked at; the rest counts as empty.", known * 100.0)
    } else {
        String::new()
    };
    format!(
        "People are counted on a raster {year}, which is a model of where people live: in the steppe it spreads the people of a district over wide areas and does not know camps and herders.{covered}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{Basis, Quantiles};
    use crate::substance::Names;
    use crate::threshold::Severity;

    fn zone(id: &str, medium: Medium, area_km2: [f64; 3]) -> Zone {
        let [p05, median, p95] = area_km2;
        Zone {
            id: id.into(),
            medium,
            substance: "udmh".into(),
            quantity: String::new(),
            threshold: 0.1,
            unit: "mg/kg".into(),
            averaging_s: 0.0,
            source: String::new(),
            area_km2: Quantiles { p05, median, p95 },
            population: Quantiles::exactly(0.0),
            settlements: vec![],
            basis: Basis::Modelled,
            probability: 1.0,
            population_settlements: 0.0,
            population_background: 0.0,
            reach_km: Quantiles::exactly(0.0),
            severity: Severity::Hygienic,
            day: None,
            name: Names { en: "UDMH in soil".into(), ..Names::default() },
        }
    }

    fn warned(note: &str, value: f64, unit: &str) -> Option<String> {
        let zones = [
            zone("fall-95", Medium::Fall, [4_318.0; 3]),
            zone("kerosene-working-soil", Medium::Soil, [1e-5, 2e-5, 3e-5]),
            zone("udmh-mpc-soil", Medium::Soil, [0.008, 0.0131, 0.0412]),
        ];
        let official = Official {
            quantity: "soil".into(),
            value: Some(value),
            unit: unit.into(),
            source: String::new(),
            basis: "stated".into(),
            medium: Some(Medium::Soil),
            note: note.into(),
            position: None,
            within_km: 0.0,
        };
        differs(&official, &zones).map(|warning| warning.text)
    }

    /// The medium does not matter, only the zone that the note names.
    #[test]
    fn an_area_is_compared_with_the_zone_of_its_note_alone() {
        assert_eq!(warned("zone: udmh-mpc-soil; treated", 13_100.0, "m2"), None);
        let text = warned("zone: udmh-mpc-soil", 140.0, "ha").expect("far above");
        assert!(text.contains("modelled 0.800 to 4.12 ha of \"UDMH in soil\""), "{text}");
        assert!(warned("zone: kerosene-working-soil", 13_100.0, "m2").is_some());
        for unknown in ["", "zone: none", "zone: no2-idlh"] {
            assert_eq!(warned(unknown, 140.0, "ha"), None, "{unknown}");
        }
        assert_eq!(warned("zone: udmh-mpc-soil", 1e9, "people"), None);
    }

    #[test]
    fn a_survey_may_be_half_or_double_the_fall_area() {
        assert_eq!(warned("zone: fall-95", 2_200.0, "km2"), None);
        let text = warned("zone: fall-95", 2_040.0, "km2").expect("less than half");
        assert!(text.contains("a modelled fall area of 4320 km2"), "{text}");
    }

    #[test]
    fn three_digits_count() {
        for (value, text) in [(0.0, "0"), (4_318.2, "4320"), (13.14, "13.1"), (0.008, "0.00800"), (999.9, "1000")] {
            assert_eq!(digits(value), text);
        }
    }
}
