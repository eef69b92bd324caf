//! What a break-up sets free aloft: burnt in its cloud, vapour by height, a shower of drops.

use rand::Rng;

use super::super::shares::BURNT_ALOFT;
use super::super::{AirSpecies, Growth, PlaceSource, Release, SourceTerm, Spill, droplet};
use super::{Conditions, air_masses};
use crate::flight::descent::Descent;
use crate::geodesy::LonLat;
use crate::substance::{Masses, Substance};

/// Smallest spread of a drop shower that is drawn as a spot, m: turbulence alone spreads it as far. Assumed.
const SHOWER_SIGMA_MIN_M: f64 = 200.0;

/// What a break-up sets free burns in part; the rest is a spray whose drops fall and evaporate.
pub(super) fn spray_aloft(descent: &Descent, conditions: &Conditions<'_>, term: &mut SourceTerm, rng: &mut impl Rng) {
    let Some(state) = descent.breakup else { return };
    let burnt = descent.freed_aloft.times(BURNT_ALOFT.sample(rng));
    term.burnt = term.burnt.plus(&burnt);
    let spray = descent.freed_aloft.plus(&burnt.times(-1.0));
    let mut liquid_kg = 0.0;
    for (substance, mass_kg) in spray.iter().filter(|(_, mass)| *mass > 0.0) {
        let row = conditions.substances.get(substance).filter(|_| AirSpecies::of_loaded(substance).is_some());
        let fate = row.and_then(|r| droplet::spray(r, state.altitude_m, state.speed_m_s, conditions.weather, rng));
        let Some(fate) = fate else {
            term.aloft.add(substance, mass_kg);
            continue;
        };
        term.aloft.add(substance, mass_kg * (1.0 - fate.liquid - fate.vapour_low));
        liquid_kg += mass_kg * fate.liquid;
        shower(substance, mass_kg, &fate, (state.below, descent.failure_time_s), conditions, term);
    }
    term.liquid_share_aloft = liquid_kg / spray.total_kg().max(f64::MIN_POSITIVE);
}

/// Liquid and low vapour of a spray, where the wind has carried them.
fn shower(
    substance: Substance,
    mass_kg: f64,
    fate: &droplet::DropFate,
    (below, failure_time_s): (LonLat, f64),
    conditions: &Conditions<'_>,
    term: &mut SourceTerm,
) {
    if fate.liquid + fate.vapour_low <= 0.0 {
        return;
    }
    let azimuth_deg = fate.drift_east_m.atan2(fate.drift_north_m).to_degrees();
    let place = below.destination(azimuth_deg, fate.drift_east_m.hypot(fate.drift_north_m));
    let sigma_m = fate.drift_sigma_m.max(SHOWER_SIGMA_MIN_M);
    let (mut soaked, mut vapour) = (Masses::default(), Masses::default());
    soaked.add(substance, mass_kg * fate.liquid);
    vapour.add(substance, mass_kg * fate.vapour_low);
    let depth_m = conditions.weather.mixing_height_m;
    let release = Release {
        mass_kg: air_masses(&vapour),
        height_agl_m: 0.5 * depth_m,
        sigma_horizontal_m: sigma_m,
        sigma_vertical_m: 0.25 * depth_m,
        start_s: 0.0,
        duration_s: 0.0,
        growth: Growth::Puff,
        downwind_m: 0.0,
    };
    let sky = conditions.sky_over(place, failure_time_s);
    term.places.push(PlaceSource {
        place,
        sky,
        releases: vec![release],
        spills: vec![Spill { mass: soaked, sigma_m }],
    });
}
