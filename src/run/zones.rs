//! Zones of the ensemble: areas, people and polygons by limit.

use geo::{BoundingRect, Contains, Coord, MultiPolygon, Point};

use super::fall::{FallGround, Footprint};
use super::{RunError, Stage};
use crate::assessment::{Basis, Quantiles, Zone, ZoneByMember, ZoneShape};
use crate::ensemble::member::MemberZone;
use crate::exposure::{Ground, NearbySettlement};
use crate::soil::climate::DAY_S;
use crate::soil::history::MAPPED_S;
use crate::substance::Names;
use crate::threshold::{Medium, Severity, Threshold};
use crate::zone::Scope;
use crate::zone::contour::{probability_contour, probability_polygons};

/// Share of the members in which a settlement must lie inside a zone to be named.
pub const NAMED_FROM: f64 = 0.05;

/// Probabilities of the contours about the impact.
const ABOUT_IMPACT: [f64; 3] = [0.05, 0.50, 0.95];

/// Probabilities of the contours with the spread of the place of impact.
const GEOGRAPHIC: [f64; 5] = [0.05, 0.25, 0.50, 0.75, 0.95];

/// Id of the zone in which the pieces fall.
pub const FALL_ZONE: &str = "fall-95";

impl Stage<'_> {
    /// One zone a limit, also those that no member reaches.
    pub(super) fn zones(&self, settlements: &[NearbySettlement]) -> Vec<Zone> {
        (0..self.plan.criteria.len()).map(|k| self.zone(k, settlements)).collect()
    }

    fn zone(&self, criterion: usize, settlements: &[NearbySettlement]) -> Zone {
        let threshold = &self.inputs.thresholds[self.plan.thresholds[criterion]];
        let words = ScopeWords::of(self.plan.scopes[criterion], threshold);
        let sums = &self.summary.zones[criterion];
        Zone {
            id: words.id,
            medium: threshold.medium,
            substance: threshold.substance.id().to_owned(),
            quantity: words.quantity,
            threshold: threshold.value,
            unit: threshold.unit.clone(),
            averaging_s: threshold.averaging_s,
            source: source_line(threshold),
            area_km2: sums.area_m2.quantiles().times(1e-6),
            population: sums.people.quantiles(),
            settlements: self.named(criterion, settlements),
            basis: Basis::Modelled,
            probability: self.summary.share(sums.reached),
            population_settlements: sums.settled.quantiles().median,
            population_background: sums.rural.quantiles().median,
            reach_km: sums.reach_m.quantiles().times(1e-3),
            severity: threshold.severity,
            day: words.day,
            name: words.name,
        }
    }

    fn named(&self, criterion: usize, settlements: &[NearbySettlement]) -> Vec<String> {
        let share = |k: usize| self.summary.share(self.summary.points[k].exceeded[criterion]);
        let mut named: Vec<(f64, String)> = settlements
            .iter()
            .enumerate()
            .map(|(k, nearby)| (share(k), self.inputs.population.settlements[nearby.index].name.en.clone()))
            .filter(|(share, _)| *share >= NAMED_FROM)
            .collect();
        named.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        named.into_iter().map(|(_, name)| name).collect()
    }

    /// The area in which 95 % of the main pieces fall, with the people who live in it.
    pub(super) fn fall_zone(&self, footprint: &Footprint, inside: &FallGround) -> Zone {
        let fall = &footprint.report;
        let name = |index: &usize| self.inputs.population.settlements[*index].name.en.clone();
        Zone {
            id: FALL_ZONE.to_owned(),
            medium: Medium::Fall,
            substance: "any".to_owned(),
            quantity: "area that holds the main piece with 95 % probability".to_owned(),
            threshold: 0.95,
            unit: "probability".to_owned(),
            averaging_s: 0.0,
            source: "kernel density of the computed falls".to_owned(),
            area_km2: Quantiles::exactly(fall.area95_km2),
            population: self.summary.in_fall_area.quantiles(),
            settlements: inside.settlements.iter().map(name).collect(),
            basis: Basis::Modelled,
            probability: 1.0,
            population_settlements: inside.settled,
            population_background: inside.rural,
            reach_km: Quantiles::exactly(inside.reach_m * 1e-3),
            severity: Severity::Hygienic,
            day: None,
            name: Names {
                en: "Fall area, 95 %".to_owned(),
                ru: "Район падения, 95 %".to_owned(),
                kk: "Құлау ауданы, 95 %".to_owned(),
            },
        }
    }

    /// Areas and people of each zone of air and soil in each member of the sample.
    pub(super) fn zones_by_member(&self) -> Vec<ZoneByMember> {
        let of = |criterion: usize| {
            let threshold = &self.inputs.thresholds[self.plan.thresholds[criterion]];
            let sample = &self.summary.sample;
            let each = |value: fn(&MemberZone) -> f64| sample.values().map(|m| value(&m.zones[criterion])).collect();
            ZoneByMember {
                zone: ScopeWords::of(self.plan.scopes[criterion], threshold).id,
                area_km2: each(|zone| zone.area_m2 * 1e-6),
                people: each(|zone| zone.settled + zone.rural),
            }
        };
        (0..self.plan.criteria.len()).map(of).collect()
    }

    /// Polygons of the probability of exceedance by zone.
    pub(super) fn shapes(&self, zones: &[Zone]) -> Result<Vec<ZoneShape>, RunError> {
        let offset = zones.len() - self.plan.criteria.len();
        let mut shapes = Vec::new();
        for criterion in 0..self.plan.criteria.len() {
            if zones[offset + criterion].probability <= 0.0 {
                continue;
            }
            let about = self.tally.probability_about_impact(criterion);
            let mut shape = ZoneShape { zone: offset + criterion, about_impact: Vec::new(), geographic: Vec::new() };
            for probability in ABOUT_IMPACT {
                let polygons = probability_polygons(&about, 0, probability);
                shape.about_impact.push((probability, self.plane.polygons_to_lon_lat(&polygons)?));
            }
            if zones[offset + criterion].medium == Medium::Air {
                let field = self.tally.probability_geographic(criterion);
                for probability in GEOGRAPHIC {
                    let polygons = probability_contour(&field, 0, probability);
                    shape.geographic.push((probability, self.plane.polygons_to_lon_lat(&polygons)?));
                }
            }
            shapes.push(shape);
        }
        Ok(shapes)
    }
}

/// Id and names of a zone by what part of its medium it is about.
struct ScopeWords {
    id: String,
    quantity: String,
    day: Option<u32>,
    name: Names,
}

impl ScopeWords {
    fn of(scope: Scope, threshold: &Threshold) -> Self {
        let with = |id: String, quantity: String, day, [en, ru, kk]: [String; 3]| {
            let name = &threshold.name;
            let name = Names { en: name.en.clone() + &en, ru: name.ru.clone() + &ru, kk: name.kk.clone() + &kk };
            Self { id: threshold.id.clone() + &id, quantity: threshold.quantity.clone() + &quantity, day, name }
        };
        match scope {
            Scope::Whole if threshold.medium == Medium::Soil => {
                with(String::new(), String::new(), Some(1), Default::default())
            }
            Scope::Whole => with(String::new(), String::new(), None, Default::default()),
            Scope::Later(time) => {
                let day = (MAPPED_S[time] / DAY_S) as u32;
                let names = [format!(", day {day}"), format!(", {day}-е сутки"), format!(", {day}-тәулік")];
                with(format!("-day-{day}"), format!(", day {day}"), Some(day), names)
            }
            Scope::SpiltAlone => with(
                "-spilt".to_owned(),
                ", spilt liquid alone".to_owned(),
                Some(1),
                [", spilt liquid alone", ", только пролив", ", тек төгілген сұйықтық"].map(str::to_owned),
            ),
        }
    }
}

pub(super) fn source_line(threshold: &Threshold) -> String {
    if threshold.legal_date.is_empty() {
        threshold.legal_source.clone()
    } else {
        format!("{}, {}", threshold.legal_source, threshold.legal_date)
    }
}

/// Mean rural density over polygons of the plane, from a lattice of points inside, people per m2.
pub(super) fn mean_density(polygons: &MultiPolygon<f64>, ground: &Ground) -> f64 {
    const SIDE: i32 = 25;
    let Some(bounds) = polygons.bounding_rect() else { return 0.0 };
    let (mut sum, mut n) = (0.0, 0.0);
    for row in 0..SIDE {
        for column in 0..SIDE {
            let share = |k: i32| (f64::from(k) + 0.5) / f64::from(SIDE);
            let at = Coord {
                x: bounds.min().x + share(column) * bounds.width(),
                y: bounds.min().y + share(row) * bounds.height(),
            };
            if polygons.contains(&Point(at)) {
                sum += ground.rural_density_per_m2(at);
                n += 1.0;
            }
        }
    }
    // Slivers between the points of the lattice take the density of their middle.
    let middle = Coord { x: 0.5 * (bounds.min().x + bounds.max().x), y: 0.5 * (bounds.min().y + bounds.max().y) };
    if n > 0.0 { sum / n } else { ground.rural_density_per_m2(middle) }
}
