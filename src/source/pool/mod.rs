//! A liquid on the ground: it spreads, soaks in and evaporates at once, and the faster process takes more.
//!
//! One spill is one [`PoolCase`]; [`fate()`] follows it to its end. Spills of fuel and oxidiser are two cases that do not
//! touch: what burns where they meet belongs to the fireball. Kerosene is one pseudo-component of low vapour pressure, so
//! its light parts (a few per cent, gone in hours) are too slow and its heavy ones too fast; the factor of 0.7 to 10 on its
//! vapour pressure stands for both.

mod liquid;
pub mod film;
mod soil;
mod terrain;
mod heat;
mod march;
mod fate;
mod layers;
mod draw;
mod texts;
#[cfg(test)]
pub(crate) mod test_liquids;
#[cfg(test)]
mod tests;

use thiserror::Error;

pub use draw::{
    CRATER_SHELTER, DEPTH_MIN_M, DROP_CRATER_DEPTH_M, DROP_CRATER_DIAMETER_M, FILM_FACTOR, FROZEN_FACTOR,
    GROUND_WARMTH_K_M2_W, IMPACT_CRATER_DEPTH_M, IMPACT_CRATER_DIAMETER_M, PoolDraw, RETENTION, WET_SHARE, bound_kg_kg,
    conductivity_factor, effusivity_j_m2_k_s05, vapour_pressure_factor,
};
pub use fate::{Moment, PoolFate, Segment, Wetted};
pub use layers::{Layer, LayerContent, SAMPLED_LAYERS, drying_depth_m, drying_segments};
pub use march::{TIME_MAX_S, fate};
pub use soil::{TEXTURES, Texture};
pub use terrain::Terrain;
pub use texts::{assumptions, citations};

use crate::substance::Properties;
use crate::weather::Weather;
use crate::weather::sky::Sky;

/// Air over a pool.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Air {
    /// Temperature at 2 m, K.
    pub temperature_k: f64,
    /// Pressure, Pa.
    pub pressure_pa: f64,
    /// Wind speed at 10 m, m/s.
    pub wind_speed_10m_m_s: f64,
}

impl From<&Weather> for Air {
    fn from(weather: &Weather) -> Self {
        Self {
            temperature_k: weather.temperature_k,
            pressure_pa: weather.pressure_pa,
            wind_speed_10m_m_s: weather.wind_speed_10m_m_s,
        }
    }
}

/// Ground under a pool.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ground {
    /// Texture class.
    pub texture: Texture,
    /// Share of the effective pores that is wet already, 0 to 0.95.
    pub wet_share: f64,
    /// Factor on the conductivity of the class; zero for sealed or frozen ground.
    pub conductivity_factor: f64,
    /// Liquid that the soil keeps against gravity, m3/m3.
    pub retention: f64,
    /// Dry bulk density, kg/m3.
    pub bulk_density_kg_m3: f64,
    /// Temperature before the spill, K.
    pub temperature_k: f64,
    /// Thermal effusivity, sqrt(conductivity x density x heat capacity), J/(m2 K s^0.5).
    pub effusivity_j_m2_k_s05: f64,
    /// Heptyl that the soil binds and does not give back to the air, kg/kg.
    pub bound_kg_kg: f64,
}

impl Ground {
    /// Ground of a texture and bulk density (kg/m3) under an air temperature (K) and a sun (W/m2), from one draw.
    ///
    /// Below the freezing point of water the ground counts as frozen; snow on it is not in here.
    pub fn drawn(
        texture: Texture,
        bulk_density_kg_m3: f64,
        air_temperature_k: f64,
        sun_w_m2: f64,
        draw: &PoolDraw,
    ) -> Self {
        let frozen = air_temperature_k < 273.15;
        Self {
            texture,
            wet_share: draw.wet_share,
            conductivity_factor: draw.conductivity_factor * if frozen { draw.frozen_factor } else { 1.0 },
            retention: draw.retention,
            bulk_density_kg_m3,
            temperature_k: air_temperature_k + draw.ground_warmth_k_m2_w * sun_w_m2,
            effusivity_j_m2_k_s05: draw.effusivity_j_m2_k_s05,
            bound_kg_kg: draw.bound_kg_kg,
        }
    }
}

/// One spill.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PoolCase<'a> {
    /// What was spilt.
    pub properties: &'a Properties,
    /// Mass, kg.
    pub mass_kg: f64,
    /// Temperature of the liquid when it was spilt, K; above its boiling point it flashes.
    pub liquid_temperature_k: f64,
    /// What it lies on.
    pub terrain: Terrain,
    /// The ground.
    pub ground: Ground,
    /// The air.
    pub air: Air,
    /// The sky.
    pub sky: Sky,
    /// Factor on the film law.
    pub film_factor: f64,
    /// Factor on the vapour pressure.
    pub vapour_pressure_factor: f64,
}

/// Why a pool cannot be followed.
#[derive(Debug, Clone, Error, PartialEq)]
pub enum PoolError {
    /// The table of substances lacks a property.
    #[error("pool of {substance}: data/substances.toml has no {property}; add it, or do not spill this substance")]
    PropertyMissing {
        /// Substance.
        substance: &'static str,
        /// Key of the table.
        property: &'static str,
    },
    /// A number of the case is not usable.
    #[error("pool: {quantity} is {found}, expected {low} to {high}; correct the case")]
    OutOfRange {
        /// Which number.
        quantity: &'static str,
        /// What it is.
        found: f64,
        /// Lowest usable value.
        low: f64,
        /// Highest usable value.
        high: f64,
    },
}

impl PoolCase<'_> {
    fn check(&self) -> Result<(), PoolError> {
        let (ground, air) = (&self.ground, &self.air);
        for (quantity, found, low, high) in [
            ("mass_kg", self.mass_kg, 1e-6, 1e7),
            ("liquid_temperature_k", self.liquid_temperature_k, 200.0, 350.0),
            ("wet_share", ground.wet_share, 0.0, 0.95),
            ("conductivity_factor", ground.conductivity_factor, 0.0, 1e3),
            ("retention", ground.retention, 1e-3, 0.5),
            ("bulk_density_kg_m3", ground.bulk_density_kg_m3, 300.0, 2_200.0),
            ("ground temperature_k", ground.temperature_k, 200.0, 350.0),
            ("bound_kg_kg", ground.bound_kg_kg, 0.0, 1.0),
            ("effusivity_j_m2_k_s05", ground.effusivity_j_m2_k_s05, 0.0, 1e4),
            ("air temperature_k", air.temperature_k, 200.0, 330.0),
            ("pressure_pa", air.pressure_pa, 5e4, 1.1e5),
            ("wind_speed_10m_m_s", air.wind_speed_10m_m_s, 0.0, 60.0),
            ("film_factor", self.film_factor, 1e-3, 10.0),
            ("vapour_pressure_factor", self.vapour_pressure_factor, 1e-3, 20.0),
        ] {
            if !(low..=high).contains(&found) {
                return Err(PoolError::OutOfRange { quantity, found, low, high });
            }
        }
        self.terrain.check()
    }
}

/// Evaporation from a pool that is as warm as the air, kg/(m2 s).
///
/// # Errors
/// [`PoolError::PropertyMissing`] where the table lacks a property.
///
/// # References
/// Mackay & Matsugu 1973 (see [`film`]).
pub fn evaporation_kg_m2_s(properties: &Properties, diameter_m: f64, air: &Air) -> Result<f64, PoolError> {
    let liquid = liquid::Liquid::new(properties, 1.0)?;
    let transfer_m_s = film::transfer_m_s(air.wind_speed_10m_m_s, diameter_m, film::schmidt(&liquid, air));
    let (t, vapour_pressure_pa) = (air.temperature_k, liquid.vapour_pressure_pa(air.temperature_k));
    Ok(film::flux_kg_m2_s(transfer_m_s, liquid.vapour_molar_mass_kg_mol(t), air.pressure_pa, vapour_pressure_pa, t))
}

/// Names of the textures that the scenario may give.
pub fn texture_names() -> impl Iterator<Item = &'static str> {
    TEXTURES.iter().map(|row| row.name)
}
