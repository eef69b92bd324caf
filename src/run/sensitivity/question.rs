//! The answers whose inputs are looked at: soil area, area of the main zone in air, people in it.

use crate::ensemble::member::MemberZone;
use crate::ensemble::summary::{DrawSums, Summary};
use crate::field::Quantity;
use crate::run::Stage;
use crate::source::AirSpecies;
use crate::substance::Substance;
use crate::zone::{Criterion, Scope};

/// Share of the members up to which a zone may reach the edge of the computed area and still be measured by its size.
const CUT_MAX: f64 = 0.1;

/// One answer, before anything is told of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Question {
    /// Word that stands for it.
    pub id: &'static str,
    /// What it is.
    pub title: &'static str,
    /// The limit in words.
    pub limit: String,
    /// Id of the zone; none where no limit fits.
    pub zone: Option<String>,
    /// Species that it is about.
    pub species: Option<AirSpecies>,
    /// True where it counts people.
    pub counts_people: bool,
    /// Its value in each member, in their order.
    pub values: Vec<f64>,
    /// Members whose zone is cut.
    pub cut: usize,
}

/// The three questions of an assessment.
pub(super) fn questions(stage: &Stage<'_>) -> [Question; 3] {
    let criteria = &stage.plan.criteria;
    let limits: Vec<f64> = stage.plan.thresholds.iter().map(|k| stage.inputs.thresholds[*k].value_si()).collect();
    let soil = strictest_soil(criteria, &stage.plan.scopes, &limits, main_species(&stage.summary.draws));
    let air = main_air(criteria, stage.summary);
    [
        ask(stage, ("soil-area", "Area of soil above the limit"), soil, |zone| zone.area_m2),
        ask(stage, ("air-area", "Area of air above the limit"), air, |zone| zone.area_m2),
        Question {
            counts_people: true,
            ..ask(stage, ("people", "People in that area of air"), air, |zone| zone.settled + zone.rural)
        },
    ]
}

/// What the incident is about: heptyl where any was aboard, else kerosene.
fn main_species(draws: &DrawSums) -> AirSpecies {
    if draws.is_left(Substance::Udmh) { AirSpecies::Udmh } else { AirSpecies::Kerosene }
}

/// The lowest limit of a species in all of the soil on the first day.
fn strictest_soil(criteria: &[Criterion], scopes: &[Scope], limits: &[f64], species: AirSpecies) -> Option<usize> {
    let is_asked = |k: &usize| {
        let quantity = criteria[*k].quantity;
        scopes[*k] == Scope::Whole
            && quantity.species() == species
            && matches!(quantity, Quantity::Deposit(_) | Quantity::Soil(..))
    };
    (0..criteria.len()).filter(is_asked).min_by(|a, b| limits[*a].total_cmp(&limits[*b]))
}

/// The widest zone in air by its median, then by its 95 % end. One that is cut at the edge of the computed area in more
/// than a tenth of the members is taken only where there is no other: its size says little.
fn main_air(criteria: &[Criterion], summary: &Summary) -> Option<usize> {
    let zones = &summary.zones;
    let is_whole = |k: usize| summary.share(zones[k].cut) <= CUT_MAX;
    (0..criteria.len())
        .filter(|k| matches!(criteria[*k].quantity, Quantity::Mean(..)))
        .filter(|k| zones[*k].reached > 0)
        .map(|k| (is_whole(k), zones[k].area_m2.quantiles(), k))
        .max_by(|(whole_a, a, _), (whole_b, b, _)| {
            whole_a.cmp(whole_b).then(a.median.total_cmp(&b.median)).then(a.p95.total_cmp(&b.p95))
        })
        .map(|(_, _, k)| k)
}

fn ask(
    stage: &Stage<'_>,
    (id, title): (&'static str, &'static str),
    criterion: Option<usize>,
    value: fn(&MemberZone) -> f64,
) -> Question {
    let zones = |k: usize| stage.summary.sample.values().map(move |member| &member.zones[k]);
    let threshold = criterion.map(|k| &stage.inputs.thresholds[stage.plan.thresholds[k]]);
    Question {
        id,
        title,
        limit: threshold.map_or_else(String::new, |t| format!("{}, {} {}", t.name.en, t.value, t.unit)),
        zone: threshold.map(|t| t.id.clone()),
        species: criterion.map(|k| stage.plan.criteria[k].quantity.species()),
        counts_people: false,
        values: criterion.map_or_else(Vec::new, |k| zones(k).map(value).collect()),
        cut: criterion.map_or(0, |k| zones(k).filter(|zone| zone.cut).count()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ensemble::summary::Asked;

    /// A summary of one member with zones of these areas, m2, some of them cut.
    fn summary(zones: [(f64, bool); 3]) -> Summary {
        let asked =
            Asked { criteria: 3, groups: Vec::new(), water_limits: Vec::new(), bodies: 0, in_fall_area: (0.0, 0.0) };
        let mut summary = Summary { members: 1, ..Summary::empty(&asked) };
        for (sums, (area_m2, cut)) in summary.zones.iter_mut().zip(zones) {
            sums.area_m2.add(area_m2);
            (sums.reached, sums.cut) = (u64::from(area_m2 > 0.0), u64::from(cut));
        }
        summary
    }

    /// The strictest limit of the soil is the lowest of the first day and of all the soil; a zone that is cut comes after one that is not.
    #[test]
    fn picks_the_strictest_soil_and_the_widest_whole_air() {
        let soil = |species, question| Criterion { quantity: Quantity::Soil(species, question), level: 1.0 };
        let criteria = [soil(AirSpecies::Udmh, 0), soil(AirSpecies::Ndma, 1), soil(AirSpecies::Udmh, 2)];
        let strictest =
            |scopes: [Scope; 3], limits: [f64; 3]| strictest_soil(&criteria, &scopes, &limits, AirSpecies::Udmh);
        assert_eq!(strictest([Scope::Whole; 3], [3.0, 0.1, 1.0]), Some(2));
        assert_eq!(strictest([Scope::Whole, Scope::Whole, Scope::SpiltAlone], [3.0, 0.1, 1.0]), Some(0));
        assert_eq!(strictest([Scope::Later(1); 3], [3.0, 0.1, 1.0]), None);
        let air = [0, 1, 2].map(|window| Criterion { quantity: Quantity::Mean(AirSpecies::Udmh, window), level: 1.0 });
        assert_eq!(main_air(&air, &summary([(5.0, false), (9.0, false), (0.0, false)])), Some(1));
        assert_eq!(main_air(&air, &summary([(5.0, false), (9.0, true), (0.0, false)])), Some(0));
        assert_eq!(main_air(&air, &summary([(0.0, false); 3])), None);
    }
}
