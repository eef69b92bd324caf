//! Rates at which a member's air loses each species to the ground and the rain, and those of its chemistry.

use rand::Rng;

use super::chemistry::parcel::MET_NO2;
use super::chemistry::rates::AirRates;
use crate::source::AirSpecies;
use crate::substance::{Properties, Sourced, SubstanceTable};
use crate::weather::Weather;

/// Loss rates of one species.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct LossRates {
    /// Dry deposition velocity, m/s.
    pub deposition_velocity_m_s: f64,
    /// Scavenging by rain, 1/s.
    pub scavenging_per_s: f64,
}

/// Loss rates of all species of one member, and the rates of its chemistry.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Fates {
    /// By species.
    pub rates: [LossRates; 4],
    /// Reactions of the air.
    pub air: AirRates,
    /// Share of the heptyl of a release that is mixed with the NO2 of the same release.
    pub met_no2: f64,
}

/// Draws the rates for a weather. A loss to the ground that the table does not give is zero: nothing is lost, which
/// errs on the high side for the air.
pub fn fates(substances: &SubstanceTable, weather: &Weather, rng: &mut impl Rng) -> Fates {
    let rates = AirSpecies::ALL.map(|species| {
        row_of(substances, species).map_or_else(LossRates::default, |row| loss_rates(row, weather, rng))
    });
    let air = AirRates::sample(weather.temperature_k, weather.pressure_pa, rng);
    Fates { rates, air, met_no2: MET_NO2.sample(rng) }
}

fn row_of(substances: &SubstanceTable, species: AirSpecies) -> Option<&Properties> {
    substances.get(species.substance())
}

fn loss_rates(row: &Properties, weather: &Weather, rng: &mut impl Rng) -> LossRates {
    let bare = draw(row.deposition_velocity_summer_m_s.as_ref(), rng);
    let on_snow = draw(row.deposition_velocity_winter_m_s.as_ref(), rng);
    let scale = draw(row.scavenging_a_per_s.as_ref(), rng).unwrap_or(0.0);
    let exponent = draw(row.scavenging_b.as_ref(), rng).unwrap_or(1.0);
    LossRates {
        deposition_velocity_m_s: if weather.snow { on_snow } else { bare }.unwrap_or(0.0),
        scavenging_per_s: if weather.rain_mm_h > 0.0 { scale * weather.rain_mm_h.powf(exponent) } else { 0.0 },
    }
}

fn draw(sourced: Option<&Sourced>, rng: &mut impl Rng) -> Option<f64> {
    sourced.map(|s| s.range.sample(rng))
}
