//! Where people live, learn, draw water and graze.

use super::rules::{LAYERS_ELSEWHERE, NEAREST_SETTLEMENTS, PLACES_AT_MOST};
use super::{Draft, Facts};
use crate::assessment::{
    Quantiles, ReceptorExposure, SampleMedium, SampleRole, SampleValue, SampledQuantity, SettlementExposure,
};
use crate::geodesy::{GeodesyError, LonLat};
use crate::receptor::SAMPLE;
use crate::substance::Substance;

/// Settlements in a zone, the likeliest first, and the nearest ones.
pub(super) fn settlements(facts: &Facts<'_>) -> Result<Vec<Draft>, GeodesyError> {
    let mut touched: Vec<&SettlementExposure> = facts.settlements.iter().filter(|s| !s.zones.is_empty()).collect();
    touched.sort_by(|a, b| b.probability.total_cmp(&a.probability).then(a.distance_km.total_cmp(&b.distance_km)));
    touched.truncate(PLACES_AT_MOST);
    let mut nearest: Vec<&SettlementExposure> = facts.settlements.iter().collect();
    nearest.sort_by(|a, b| a.distance_km.total_cmp(&b.distance_km));
    nearest.truncate(NEAREST_SETTLEMENTS);
    let known: Vec<LonLat> = touched.iter().map(|s| s.position).collect();
    touched.extend(nearest.into_iter().filter(|s| !known.contains(&s.position)));
    let draft = |s: &&SettlementExposure| {
        let air = [(Substance::Udmh, s.udmh_highest_mg_m3), (Substance::No2, s.no2_highest_mg_m3)];
        let media = vec![SampleMedium::Air, SampleMedium::Water, SampleMedium::Soil];
        inhabited(facts, SampleRole::Settlement, s.name.en.clone(), s.position, media, air)
    };
    touched.iter().map(draft).collect()
}

/// Places of the user, the likeliest first; points that have been sampled already are not proposed again.
pub(super) fn receptors(facts: &Facts<'_>) -> Result<Vec<Draft>, GeodesyError> {
    let mut asked: Vec<&ReceptorExposure> = facts.receptors.iter().filter(|r| r.kind != SAMPLE).collect();
    asked.sort_by(|a, b| b.probability.total_cmp(&a.probability).then(a.distance_km.total_cmp(&b.distance_km)));
    asked.truncate(PLACES_AT_MOST);
    let draft = |r: &&ReceptorExposure| {
        let air = [(Substance::Udmh, r.udmh_highest_mg_m3), (Substance::No2, r.no2_highest_mg_m3)];
        let name = if r.name.is_empty() { r.kind.clone() } else { format!("{} ({})", r.name, r.kind) };
        inhabited(facts, SampleRole::Receptor, name, r.position, media_of(facts, r), air)
    };
    asked.iter().map(draft).collect()
}

/// A well gives water, land gives soil and plants, a building air and the soil around it.
fn media_of(facts: &Facts<'_>, receptor: &ReceptorExposure) -> Vec<SampleMedium> {
    let kind = receptor.kind.to_lowercase();
    let is = |words: [&str; 4]| words.iter().any(|word| kind.contains(word));
    if is(["well", "spring", "колод", "құдық"]) {
        vec![SampleMedium::Water]
    } else if receptor.area_km2.is_some() || is(["graz", "pasture", "пастб", "жайыл"]) {
        vec![SampleMedium::Soil, if facts.snow { SampleMedium::Snow } else { SampleMedium::Vegetation }]
    } else {
        vec![SampleMedium::Air, SampleMedium::Soil]
    }
}

fn inhabited(
    facts: &Facts<'_>,
    role: SampleRole,
    name: String,
    place: LonLat,
    media: Vec<SampleMedium>,
    air: [(Substance, Quantiles); 2],
) -> Result<Draft, GeodesyError> {
    let at = facts.plane.to_plane(place)?;
    let mut values: Vec<SampleValue> = Vec::new();
    if media.contains(&SampleMedium::Air) {
        let on_board = |substance: Substance| {
            let parent = if substance == Substance::No2 { Substance::Nto } else { substance };
            facts.loaded.contains(&parent)
        };
        values.extend(air.into_iter().filter(|(substance, _)| on_board(*substance)).map(|(substance, modelled)| {
            SampleValue {
                substance: substance.id().to_owned(),
                medium: SampleMedium::Air,
                depth_cm: None,
                quantity: SampledQuantity::AirTwentyMinutes,
                unit: "mg/m3",
                modelled,
                limit: (facts.limits)(substance, SampleMedium::Air),
            }
        }));
    }
    if media.contains(&SampleMedium::Soil) {
        values.extend((facts.soil_values)(at));
    }
    Ok(Draft { priority: 1, role, at, about: vec![name], media, layers: LAYERS_ELSEWHERE, values })
}
