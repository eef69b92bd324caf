//! The source term of one member: every kilogram left at the failure is burnt, aloft, in the low air or in the soil.

use rand::Rng;

use super::shares::{self, BURNT_ALOFT, Shares};
use super::{AirMasses, AirSpecies, Growth, PlaceSource, Release, SourceTerm, Spill, droplet, fireball, pool};
use crate::flight::descent::{Descent, FallenPiece};
use crate::geodesy::LonLat;
use crate::incident::Scenario;
use crate::range::Range;
use crate::substance::{Masses, Substance, SubstanceTable};
use crate::weather::Weather;

/// Depth of a pool that spreads freely on rough ground, 10 mm (a common default, e.g. TNO Yellow Book 1997, table 3.3:
/// 5 to 25 mm); it bounds the smallest spot that a spill can make.
const POOL_DEPTH_M: f64 = 0.010;

/// Smallest spread of a drop shower that is drawn as a spot, m: turbulence alone spreads it as far. Assumed.
const SHOWER_SIGMA_MIN_M: f64 = 200.0;

/// Everything that the source models need to know about one member.
pub struct Conditions<'a> {
    /// Scenario.
    pub scenario: &'a Scenario,
    /// Properties.
    pub substances: &'a SubstanceTable,
    /// Weather of the member.
    pub weather: &'a Weather,
}

/// The source term of a descent.
pub fn source_term(descent: &Descent, conditions: &Conditions<'_>, rng: &mut impl Rng) -> SourceTerm {
    let mut term = SourceTerm {
        places: Vec::new(),
        burnt: Masses::default(),
        aloft: Masses::default(),
        liquid_share_aloft: 0.0,
        cloud_height_agl_m: 0.0,
    };
    let mut order: Vec<&FallenPiece> = descent.pieces.iter().filter(|p| p.propellant.total_kg() > 0.0).collect();
    order.sort_by(|a, b| b.propellant.total_kg().total_cmp(&a.propellant.total_kg()));
    for piece in order {
        strike(piece, conditions, &mut term, rng);
    }
    spray_aloft(descent, conditions, &mut term, rng);
    term
}

/// A piece strikes: fire, hot cloud, spill.
fn strike(piece: &FallenPiece, conditions: &Conditions<'_>, term: &mut SourceTerm, rng: &mut impl Rng) {
    let input = &conditions.scenario.shares;
    let shares = if piece.together { shares::together(input, rng) } else { shares::single_tank(input, rng) };
    let mut place = PlaceSource { place: piece.place, releases: Vec::new(), spills: Vec::new() };
    let burnt = piece.propellant.times(shares.burnt);
    let fireball_m = fireball::diameter_m(fuel_kg(&burnt));
    let cloud = fireball::stabilised_cloud(heat_j(&burnt, conditions, rng), 0.5 * fireball_m, conditions.weather, rng);
    term.cloud_height_agl_m = term.cloud_height_agl_m.max(cloud.height_agl_m);
    term.burnt = term.burnt.plus(&burnt);
    loft(&piece.propellant, &shares, &cloud, conditions, &mut place, term);
    spill(&piece.propellant.times(shares.spilt), fireball_m, conditions, &mut place, term, rng);
    term.places.push(place);
}

fn fuel_kg(masses: &Masses) -> f64 {
    [Substance::Udmh, Substance::Kerosene, Substance::Hydrogen].iter().map(|s| masses.get(*s)).sum()
}

/// Heat of a fire: per kg of UDMH and NTO together, and per kg of kerosene or hydrogen burnt in oxygen or air.
fn heat_j(burnt: &Masses, conditions: &Conditions<'_>, rng: &mut impl Rng) -> f64 {
    let of_fuel = |substance: Substance| {
        let row = conditions.substances.get(substance);
        row.and_then(|r| r.heat_of_combustion_j_kg.as_ref()).map_or(0.0, |s| s.range.best) * burnt.get(substance)
    };
    let mixture = conditions.substances.get(Substance::Udmh).and_then(|r| r.mixture_heat_j_kg.as_ref());
    let per_kg = mixture.map_or(0.0, |s| s.range.sample(rng));
    per_kg * (burnt.get(Substance::Udmh) + burnt.get(Substance::Nto))
        + of_fuel(Substance::Kerosene)
        + of_fuel(Substance::Hydrogen)
}

/// The unburnt vapour rises with the hot cloud and is cut into layers; those above the mixing layer stay aloft.
fn loft(
    propellant: &Masses,
    shares: &Shares,
    cloud: &fireball::Cloud,
    conditions: &Conditions<'_>,
    place: &mut PlaceSource,
    term: &mut SourceTerm,
) {
    let vapour = propellant.times(shares.vapour);
    for (offset, share) in fireball::LAYERS {
        let height_agl_m = (cloud.height_agl_m + offset * cloud.radius_m).max(1.0);
        let layer = vapour.times(share);
        if height_agl_m > conditions.weather.mixing_height_m {
            term.aloft = term.aloft.plus(&layer);
            continue;
        }
        keep_harmless_aloft(&layer, term);
        place.releases.push(Release {
            mass_kg: air_masses(&layer),
            height_agl_m,
            sigma_horizontal_m: cloud.radius_m / fireball::RADIUS_IN_SIGMAS,
            sigma_vertical_m: 0.4 * cloud.radius_m / fireball::RADIUS_IN_SIGMAS,
            start_s: 0.0,
            duration_s: 0.0,
            growth: Growth::Puff,
        });
    }
}

/// Oxygen, hydrogen and peroxide do no harm as vapour; they are booked aloft so that the ledger closes.
fn keep_harmless_aloft(vapour: &Masses, term: &mut SourceTerm) {
    for (substance, mass_kg) in vapour.iter().filter(|(s, _)| AirSpecies::of_loaded(*s).is_none()) {
        term.aloft.add(substance, mass_kg);
    }
}

fn air_masses(masses: &Masses) -> AirMasses {
    let mut air = [0.0; 4];
    for (substance, mass_kg) in masses.iter() {
        if let Some(species) = AirSpecies::of_loaded(substance) {
            air[species.index()] += mass_kg;
        }
    }
    air
}

/// The spilt liquid makes a round deposit between a pool and the edge of the fireball, soaks in and evaporates.
fn spill(
    liquid: &Masses,
    fireball_m: f64,
    conditions: &Conditions<'_>,
    place: &mut PlaceSource,
    term: &mut SourceTerm,
    rng: &mut impl Rng,
) {
    let density = |s: Substance| conditions.substances.get(s).and_then(|r| r.density_kg_m3(293.15));
    let volume_m3: f64 = liquid.iter().filter_map(|(s, mass)| density(s).map(|rho| mass / rho)).sum();
    let pool_sigma_m = 0.5 * (volume_m3 / (std::f64::consts::PI * POOL_DEPTH_M)).sqrt();
    let scatter_sigma_m = 0.25 * fireball_m;
    let sigma_m = Range::log_uniform(pool_sigma_m.max(0.3), scatter_sigma_m.max(pool_sigma_m.max(0.3))).sample(rng);
    let area_m2 = std::f64::consts::PI * (2.0 * sigma_m).powi(2);
    let mut soaked = Masses::default();
    for (substance, mass_kg) in liquid.iter().filter(|(_, mass)| *mass > 0.0) {
        let (Some(species), Some(row)) = (AirSpecies::of_loaded(substance), conditions.substances.get(substance))
        else {
            term.aloft.add(substance, mass_kg);
            continue;
        };
        let depth_m = mass_kg / density(substance).unwrap_or(1_000.0) / area_m2;
        let texture = &conditions.scenario.soil.texture;
        let end = pool::dry_out(row, depth_m, 4.0 * sigma_m, texture, conditions.weather);
        soaked.add(substance, mass_kg * (1.0 - end.evaporated));
        let mut air = [0.0; 4];
        air[species.index()] = mass_kg * end.evaporated;
        place.releases.push(ground_release(air, sigma_m, end.duration_s));
    }
    place.spills.push(Spill { mass: soaked, sigma_m });
}

fn ground_release(mass_kg: AirMasses, sigma_m: f64, duration_s: f64) -> Release {
    Release {
        mass_kg,
        height_agl_m: 0.0,
        sigma_horizontal_m: sigma_m,
        sigma_vertical_m: 0.5,
        start_s: 0.0,
        duration_s: duration_s.max(1.0),
        growth: Growth::Plume,
    }
}

/// What a break-up sets free burns in part; the rest is a spray whose drops fall and evaporate.
fn spray_aloft(descent: &Descent, conditions: &Conditions<'_>, term: &mut SourceTerm, rng: &mut impl Rng) {
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
        shower(substance, mass_kg, &fate, state.below, conditions, term);
    }
    term.liquid_share_aloft = liquid_kg / spray.total_kg().max(f64::MIN_POSITIVE);
}

/// Liquid and low vapour of a spray, where the wind has carried them.
fn shower(
    substance: Substance,
    mass_kg: f64,
    fate: &droplet::DropFate,
    below: LonLat,
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
    };
    term.places.push(PlaceSource { place, releases: vec![release], spills: vec![Spill { mass: soaked, sigma_m }] });
}
