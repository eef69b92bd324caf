//! The air that drops fall through: the standard atmosphere with the season of the day.

use crate::atmosphere;
use crate::constants::{GAS_CONSTANT_J_MOL_K, MOLAR_MASS_AIR_KG_MOL};
use crate::weather::Weather;

/// Height of the standard tropopause, m (US Standard Atmosphere 1976): no season above it.
const TROPOPAUSE_M: f64 = 11_000.0;

/// Air at a height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AirAt {
    /// Temperature, K.
    pub temperature_k: f64,
    /// Pressure, Pa.
    pub pressure_pa: f64,
    /// Density, kg/m3.
    pub density_kg_m3: f64,
    /// Dynamic viscosity, Pa s.
    pub viscosity_pa_s: f64,
}

impl AirAt {
    /// The air at a height of a weather, m.
    ///
    /// ```text
    /// T(z) = T_std(z) + (T_ground - T_std(0)) max(0, 1 - z / 11 km)
    /// ```
    /// T_std standard atmosphere, T_ground air at 2 m. Pressure is that of the standard.
    ///
    /// # Assumptions
    /// What the day differs from the standard at the ground fades in a straight line up to the tropopause. The lapse is
    /// then 2.4 K/km over a ground of -30 C and 8.3 K/km over +35 C, as snow and a summer afternoon have it. The
    /// mid-latitude winter of McClatchey et al. 1972 (272.2 K at the ground, 249.7 K at 5 km) is met within 3 K; their
    /// summer (294.2 K, 267.2 K) is 8 K warmer aloft, so drops of a mild summer live a little too long here, which errs
    /// to more liquid. Pressure aloft is up to 9 % lower over -30 C than is taken.
    ///
    /// # References
    /// US Standard Atmosphere 1976; McClatchey et al. 1972, AFCRL-72-0497, tables of the mid-latitude atmospheres (from
    /// memory).
    pub fn new(height_m: f64, weather: &Weather) -> Self {
        let season_k = weather.temperature_k - atmosphere::temperature_k(0.0);
        let temperature_k = atmosphere::temperature_k(height_m) + season_k * (1.0 - height_m / TROPOPAUSE_M).max(0.0);
        let pressure_pa = atmosphere::pressure_pa(height_m);
        let density_kg_m3 = pressure_pa * MOLAR_MASS_AIR_KG_MOL / (GAS_CONSTANT_J_MOL_K * temperature_k);
        Self { temperature_k, pressure_pa, density_kg_m3, viscosity_pa_s: atmosphere::viscosity_pa_s(temperature_k) }
    }
}
