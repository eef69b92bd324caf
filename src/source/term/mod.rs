//! The source term of one member: every kilogram left at the failure is burnt, aloft, in the low air or in the soil.

mod loft;
mod spill;
mod spray;

use jiff::ToSpan;
use rand::Rng;

use super::fireball::{Burning, hazard};
use super::shares;
use super::{AirMasses, AirSpecies, FireSize, PlaceSource, SourceTerm};
use crate::flight::descent::{Descent, FallenPiece};
use crate::geodesy::LonLat;
use crate::incident::Scenario;
use crate::substance::{Masses, Substance, SubstanceTable};
use crate::weather::Weather;
use crate::weather::sky::Sky;

/// Everything that the source models need to know about one member.
pub struct Conditions<'a> {
    /// Scenario.
    pub scenario: &'a Scenario,
    /// Properties.
    pub substances: &'a SubstanceTable,
    /// Weather of the member.
    pub weather: &'a Weather,
}

impl Conditions<'_> {
    /// Sun and cloud over a place from a time after lift-off on.
    fn sky_over(&self, place: LonLat, failure_time_s: f64) -> Sky {
        let lift_off = self.scenario.time_utc;
        let start = lift_off.checked_add((failure_time_s as i64).seconds()).unwrap_or(lift_off);
        Sky::at(place, start, self.weather.cloud_fraction)
    }
}

/// The source term of a descent.
pub fn source_term(descent: &Descent, conditions: &Conditions<'_>, rng: &mut impl Rng) -> SourceTerm {
    let mut term = SourceTerm {
        places: Vec::new(),
        burnt: Masses::default(),
        aloft: Masses::default(),
        liquid_share_aloft: 0.0,
        pool_refusal: None,
        fire: FireSize::default(),
    };
    let mut order: Vec<&FallenPiece> = descent.pieces.iter().filter(|p| p.propellant.total_kg() > 0.0).collect();
    order.sort_by(|a, b| b.propellant.total_kg().total_cmp(&a.propellant.total_kg()));
    for piece in order {
        strike(piece, descent.failure_time_s, conditions, &mut term, rng);
    }
    spray::spray_aloft(descent, conditions, &mut term, rng);
    term
}

/// A piece strikes: fire, hot cloud, spill.
fn strike(
    piece: &FallenPiece,
    failure_time_s: f64,
    conditions: &Conditions<'_>,
    term: &mut SourceTerm,
    rng: &mut impl Rng,
) {
    let mixture_heat_j_kg = mixture_heat_j_kg(conditions, rng);
    let shares = shares::at_impact(piece, conditions, mixture_heat_j_kg, rng);
    let sky = conditions.sky_over(piece.place, failure_time_s);
    let mut place = PlaceSource { place: piece.place, sky, releases: Vec::new(), spills: Vec::new() };
    let (mut burnt, mut vapour) = (piece.propellant.times(shares.burnt), piece.propellant.times(shares.vapour));
    let fire = Burning { burnt, vapour, other_heat_j: other_heat_j(&burnt, conditions) }.fire(conditions.weather, rng);
    // What the fire makes of NO2 is taken from the oxidiser that burnt, as far as there is any, so that mass closes.
    let thermal_no2_kg = fire.thermal_no2_kg.min(burnt.get(Substance::Nto));
    burnt.add(Substance::Nto, -thermal_no2_kg);
    vapour.add(Substance::Nto, thermal_no2_kg);
    if burnt.total_kg() > 0.0 && fire.diameter_m > term.fire.diameter_m {
        let tnt_kg = hazard::tnt_kg(&piece.propellant, piece.speed_m_s, shares.ground).map_or(0.0, |r| r.sample(rng));
        term.fire = fire.told(tnt_kg);
    }
    term.burnt = term.burnt.plus(&burnt);
    loft::loft(&vapour, &fire.slices, conditions, &mut place, term);
    let spilling = spill::Spilling {
        liquid: piece.propellant.times(shares.spilt),
        whole: piece.together,
        fireball_m: fire.diameter_m,
        burning: burnt.total_kg() > 0.0,
    };
    spill::spill(&spilling, conditions, &mut place, term, rng);
    term.places.push(place);
}

/// Heat of a kg of UDMH and NTO together, J/kg; 7 MJ/kg where the table has none.
fn mixture_heat_j_kg(conditions: &Conditions<'_>, rng: &mut impl Rng) -> f64 {
    let row = conditions.substances.get(Substance::Udmh).and_then(|r| r.mixture_heat_j_kg.as_ref());
    row.map_or(7.0e6, |heat| heat.range.sample(rng))
}

/// Heat of the kerosene and hydrogen that burn, in oxygen or air, J.
fn other_heat_j(burnt: &Masses, conditions: &Conditions<'_>) -> f64 {
    let of_fuel = |substance: Substance| {
        let row = conditions.substances.get(substance);
        row.and_then(|r| r.heat_of_combustion_j_kg.as_ref()).map_or(0.0, |s| s.range.best) * burnt.get(substance)
    };
    of_fuel(Substance::Kerosene) + of_fuel(Substance::Hydrogen)
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
