//! From what strikes the ground, or bursts aloft, to what is in the air and on the soil.

pub mod shares;
pub mod fireball;
pub mod droplet;
pub mod pool;
pub mod term;
#[cfg(test)]
pub(crate) mod test_data;

use crate::geodesy::LonLat;
use crate::substance::{Masses, Substance};
use crate::weather::sky::Sky;
use pool::PoolError;

/// Substances that the air carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AirSpecies {
    /// Heptyl vapour.
    Udmh,
    /// Nitrogen dioxide: what N2O4 is once it is thin in air; masses are equal.
    No2,
    /// NDMA formed from heptyl.
    Ndma,
    /// Kerosene vapour.
    Kerosene,
}

impl AirSpecies {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Udmh, Self::No2, Self::Ndma, Self::Kerosene];

    /// The substance of the tables.
    pub fn substance(self) -> Substance {
        match self {
            Self::Udmh => Substance::Udmh,
            Self::No2 => Substance::No2,
            Self::Ndma => Substance::Ndma,
            Self::Kerosene => Substance::Kerosene,
        }
    }

    /// What a loaded substance is in air; none for what does no harm there (oxygen) or burns at once (hydrogen).
    pub fn of_loaded(substance: Substance) -> Option<Self> {
        match substance {
            Substance::Udmh => Some(Self::Udmh),
            Substance::Nto => Some(Self::No2),
            Substance::Kerosene => Some(Self::Kerosene),
            _ => None,
        }
    }

    /// Index into arrays by species.
    pub fn index(self) -> usize {
        self as usize
    }
}

/// Mass by air species, kg.
pub type AirMasses = [f64; 4];

/// How a release grows: an instantaneous cloud, or a plume from a source that lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Growth {
    /// A puff let go at once.
    Puff,
    /// A source that lasts minutes or longer.
    Plume,
}

/// A mass that enters the air.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Release {
    /// Mass by species, kg.
    pub mass_kg: AirMasses,
    /// Height of its centre above ground, m.
    pub height_agl_m: f64,
    /// Standard deviation in both horizontal directions at the start, m.
    pub sigma_horizontal_m: f64,
    /// Vertical standard deviation at the start, m.
    pub sigma_vertical_m: f64,
    /// Start after the impact, s.
    pub start_s: f64,
    /// Duration, s; zero for a puff.
    pub duration_s: f64,
    /// How it grows.
    pub growth: Growth,
    /// Distance downwind of the place at which it starts, m: how far a heavy cloud has crept.
    pub downwind_m: f64,
}

/// Liquid that soaked into the ground about a place: a round deposit that thins out like a normal law.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spill {
    /// Mass in the soil, kg.
    pub mass: Masses,
    /// Standard deviation of the deposit in each direction, m.
    pub sigma_m: f64,
}

/// What one struck place gives.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceSource {
    /// Where.
    pub place: LonLat,
    /// Sun and cloud over it, from the failure on.
    pub sky: Sky,
    /// Into the air of the mixing layer.
    pub releases: Vec<Release>,
    /// Into the soil.
    pub spills: Vec<Spill>,
}

impl PlaceSource {
    /// Mass of a species that the place gives to the low air and the soil, kg.
    pub fn mass_kg(&self, species: AirSpecies) -> f64 {
        let air: f64 = self.releases.iter().map(|release| release.mass_kg[species.index()]).sum();
        air + self.spills.iter().map(|spill| spill.mass_kg(species)).sum::<f64>()
    }
}

impl Spill {
    /// Share of the deposit per area at the square of a distance (m2) from its centre, 1/m2.
    pub fn per_m2(&self, distance2_m2: f64) -> f64 {
        let variance = self.sigma_m * self.sigma_m;
        (-0.5 * distance2_m2 / variance).exp() / (std::f64::consts::TAU * variance)
    }

    /// Mass of a species, kg: soil holds NTO under the name of NO2, mass for mass, and no NDMA yet.
    pub fn mass_kg(&self, species: AirSpecies) -> f64 {
        match species {
            AirSpecies::Udmh => self.mass.get(Substance::Udmh),
            AirSpecies::No2 => self.mass.get(Substance::Nto),
            AirSpecies::Kerosene => self.mass.get(Substance::Kerosene),
            AirSpecies::Ndma => 0.0,
        }
    }
}

/// The whole source term of one member.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceTerm {
    /// Places, the one with the most propellant first.
    pub places: Vec<PlaceSource>,
    /// Burnt or decomposed in fires, kg.
    pub burnt: Masses,
    /// Vapour above the mixing layer, kg.
    pub aloft: Masses,
    /// Share of the propellant freed aloft that reaches the ground as drops, 0 to 1.
    pub liquid_share_aloft: f64,
    /// Why the pool model did not take a spill, which then soaked in whole.
    pub pool_refusal: Option<PoolError>,
    /// The greatest fire; all zero where nothing burns.
    pub fire: FireSize,
}

/// What is told of a fire.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct FireSize {
    /// Diameter of the fireball, m.
    pub diameter_m: f64,
    /// Its duration, s.
    pub duration_s: f64,
    /// Power that leaves its surface by radiation, W/m2.
    pub emissive_power_w_m2: f64,
    /// Height of the centre of the cloud at rest, m above ground.
    pub cloud_height_agl_m: f64,
    /// Time until the cloud rests, s.
    pub rest_s: f64,
    /// Distance at which its heat kills one unsheltered person in a hundred, m.
    pub heat_reach_m: f64,
    /// Distance at which the blast falls to what houses stand, m.
    pub blast_houses_m: f64,
    /// Distance at which the blast falls to what windows stand, m.
    pub blast_windows_m: f64,
}
