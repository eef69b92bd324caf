//! Rates at which a member's air loses each species: chemistry, dry deposition, rain.

use rand::Rng;

use crate::source::AirSpecies;
use crate::substance::{Properties, Sourced, SubstanceTable};
use crate::weather::Weather;

/// Loss rates of one species.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct LossRates {
    /// Transformation, 1/s.
    pub transformation_per_s: f64,
    /// Dry deposition velocity, m/s.
    pub deposition_velocity_m_s: f64,
    /// Scavenging by rain, 1/s.
    pub scavenging_per_s: f64,
}

/// Loss rates of all species of one member, and what heptyl turns into.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Fates {
    /// By species.
    pub rates: [LossRates; 4],
    /// Mass of NDMA formed per mass of UDMH transformed.
    pub ndma_yield_mass: f64,
}

/// Draws the rates for a weather. A rate that the table does not give is zero: nothing is lost, which errs on the
/// high side for the air.
pub fn fates(substances: &SubstanceTable, weather: &Weather, rng: &mut impl Rng) -> Fates {
    let mut fates = Fates::default();
    for species in AirSpecies::ALL {
        if let Some(row) = row_of(substances, species) {
            fates.rates[species.index()] = loss_rates(row, weather, rng);
        }
    }
    let (udmh, ndma) = (row_of(substances, AirSpecies::Udmh), row_of(substances, AirSpecies::Ndma));
    if let (Some(udmh), Some(ndma)) = (udmh, ndma) {
        let molar = ndma.molar_mass_kg_mol.range.best / udmh.molar_mass_kg_mol.range.best;
        fates.ndma_yield_mass = draw(udmh.ndma_yield_mol.as_ref(), rng).unwrap_or(0.0) * molar;
    }
    fates
}

fn row_of(substances: &SubstanceTable, species: AirSpecies) -> Option<&Properties> {
    substances.get(species.substance())
}

fn loss_rates(row: &Properties, weather: &Weather, rng: &mut impl Rng) -> LossRates {
    let by_day = draw(row.air_half_life_day_s.as_ref(), rng);
    let by_night = draw(row.air_half_life_night_s.as_ref(), rng);
    let half_life_s = if weather.day { by_day } else { by_night };
    let bare = draw(row.deposition_velocity_summer_m_s.as_ref(), rng);
    let on_snow = draw(row.deposition_velocity_winter_m_s.as_ref(), rng);
    let scale = draw(row.scavenging_a_per_s.as_ref(), rng).unwrap_or(0.0);
    let exponent = draw(row.scavenging_b.as_ref(), rng).unwrap_or(1.0);
    LossRates {
        transformation_per_s: half_life_s.map_or(0.0, |t| std::f64::consts::LN_2 / t),
        deposition_velocity_m_s: if weather.snow { on_snow } else { bare }.unwrap_or(0.0),
        scavenging_per_s: if weather.rain_mm_h > 0.0 { scale * weather.rain_mm_h.powf(exponent) } else { 0.0 },
    }
}

fn draw(sourced: Option<&Sourced>, rng: &mut impl Rng) -> Option<f64> {
    sourced.map(|s| s.range.sample(rng))
}
