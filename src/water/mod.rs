//! What falls on or runs into rivers and lakes, and what their water holds then.
#![doc = include_str!("doc.md")]

pub mod mixing;
mod deposit;
mod received;
mod river;
mod lake;
mod runoff;
pub mod body;
#[cfg(test)]
mod tests;

use crate::source::{AirMasses, AirSpecies};
use crate::substance::Substance;
use crate::threshold::{Medium, Threshold};
use crate::zone::NITRATE_PER_NTO;

pub use body::{Landing, Waters};
pub use mixing::{Mixing, MixingDraws, Wetness};
pub use received::{Account, BodyResult};

/// Deposit from which water counts as touched, 1 mg/m2: in a metre of water that is 0.001 mg/L, a twentieth of the
/// limit of heptyl. Chosen here; a lower level would list waters in which nothing can be measured.
pub const TOUCHED_FROM_KG_M2: f64 = 1e-6;

/// A limit of water as a content of a species that falls in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WaterLimit {
    /// Species that falls in.
    pub species: AirSpecies,
    /// Mass of the limited substance that a mass of the species becomes.
    pub per_species: f64,
    /// Limit, kg of the limited substance in a m3 of water.
    pub level_kg_m3: f64,
}

impl WaterLimit {
    /// The limit of a row of the table; none for other media and for substances that are not followed.
    ///
    /// N2O4 and NO2 become nitrate: N2O4 + H2O gives HNO3 and HNO2, and air turns the nitrite to nitrate. All nitrogen
    /// is counted as nitrate, 2 x 62.005 / 92.011 = 1.348 kg NO3 a kg of N2O4 or NO2.
    pub fn of(threshold: &Threshold) -> Option<Self> {
        if threshold.medium != Medium::Water {
            return None;
        }
        let (species, per_species) = match threshold.substance {
            Substance::Udmh => (AirSpecies::Udmh, 1.0),
            Substance::Ndma => (AirSpecies::Ndma, 1.0),
            Substance::Nitrate => (AirSpecies::No2, NITRATE_PER_NTO),
            Substance::Kerosene => (AirSpecies::Kerosene, 1.0),
            _ => return None,
        };
        Some(Self { species, per_species, level_kg_m3: threshold.value_si() })
    }

    /// Content of the limited substance from contents by species, kg/m3.
    pub fn content_kg_m3(&self, species_kg_m3: &AirMasses) -> f64 {
        self.per_species * species_kg_m3[self.species.index()]
    }
}
