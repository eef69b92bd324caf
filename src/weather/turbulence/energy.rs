//! Heat flux at the surface by day, from sun, cloud, albedo and moisture.
//!
//! # References
//! Holtslag & van Ulden 1983, J. Clim. Appl. Meteorol. 22, 517-529.

use crate::constants::{GAS_CONSTANT_J_MOL_K, HEAT_CAPACITY_AIR_J_KG_K, MOLAR_MASS_AIR_KG_MOL};
use crate::units::celsius_from_kelvin;

/// Stefan-Boltzmann constant sigma, 5.670 374e-8 W/(m2 K4), exact to the digits (CODATA 2018).
const STEFAN_BOLTZMANN_W_M2_K4: f64 = 5.670_374e-8;

/// Sun at the ground under a clear sky: 990 sin(elevation) - 30 W/m2 (paper, table 1: mean of its sites).
const CLEAR_SUN_W_M2: (f64, f64) = (990.0, -30.0);

/// Effect of cloud on it: 1 - 0.75 N^3.4 (Kasten & Czeplak 1980, in the paper).
const CLOUD_EFFECT: (f64, f64) = (0.75, 3.4);

/// Long-wave radiation from clear air, 5.31e-13 T^6 W/m2 (Swinbank 1963, in the paper).
const CLEAR_AIR_W_M2_K6: f64 = 5.31e-13;

/// Long-wave radiation from cloud, 60 N W/m2 (paper).
const CLOUD_RADIATION_W_M2: f64 = 60.0;

/// Heating of the surface over the air: 0.12 of the net radiation goes back (paper).
const SURFACE_HEATING: f64 = 0.12;

/// Share of the net radiation that goes into the ground, 0.1 (de Bruin & Holtslag 1982, grass).
const GROUND_SHARE: f64 = 0.1;

/// The part of evaporation that does not go with the net radiation, 20 W/m2 (paper; written alpha times beta').
const EVAPORATION_OFFSET_W_M2: f64 = 20.0;

/// gamma/s, psychrometric constant over slope of the saturation curve, at -5 to 35 degrees Celsius in steps of 5.
const GAMMA_OVER_S: [f64; 9] = [2.01, 1.44, 1.06, 0.79, 0.60, 0.45, 0.35, 0.27, 0.21];

/// The ground and the air over it, as the energy balance needs them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Surface {
    /// Share of the sky under cloud, 0 to 1.
    pub cloud_fraction: f64,
    /// Air temperature, K.
    pub temperature_k: f64,
    /// Air pressure, Pa.
    pub pressure_pa: f64,
    /// Albedo.
    pub albedo: f64,
    /// Moisture alpha: 1 wet grass, 0.5 dry prairie, 0 bare dry soil.
    pub moisture: f64,
}

impl Surface {
    /// Albedo of grass and steppe, 0.23, and under snow, 0.7 (Oke 1987, Boundary Layer Climates, 2nd ed., table 1.1).
    pub const ALBEDO: (f64, f64) = (0.23, 0.7);

    /// Moisture of dry prairie, 0.5 (van Ulden & Holtslag 1985, section 3; the steppe of late summer may have 0.2).
    pub const MOISTURE_PRAIRIE: f64 = 0.5;

    /// Open grassland; snow lies or not.
    pub fn grassland(cloud_fraction: f64, temperature_k: f64, pressure_pa: f64, snow: bool) -> Self {
        let albedo = if snow { Self::ALBEDO.1 } else { Self::ALBEDO.0 };
        let moisture = if snow { 1.0 } else { Self::MOISTURE_PRAIRIE };
        Self { cloud_fraction, temperature_k, pressure_pa, albedo, moisture }
    }

    /// Density of the air, kg/m3.
    pub fn air_density_kg_m3(&self) -> f64 {
        self.pressure_pa * MOLAR_MASS_AIR_KG_MOL / (GAS_CONSTANT_J_MOL_K * self.temperature_k)
    }

    /// Net radiation, W/m2, by the sine of the sun's elevation.
    ///
    /// ```text
    /// Q* = [(1 - r) K + 5.31e-13 T^6 - sigma T^4 + 60 N] / 1.12 ,  K = (990 sin e - 30)(1 - 0.75 N^3.4)
    /// ```
    pub fn net_radiation_w_m2(&self, sine_of_elevation: f64) -> f64 {
        let t = self.temperature_k;
        let clear = (CLEAR_SUN_W_M2.0 * sine_of_elevation + CLEAR_SUN_W_M2.1).max(0.0);
        let sun = clear * (1.0 - CLOUD_EFFECT.0 * self.cloud_fraction.powf(CLOUD_EFFECT.1));
        let long_wave = CLEAR_AIR_W_M2_K6 * t.powi(6) - STEFAN_BOLTZMANN_W_M2_K4 * t.powi(4)
            + CLOUD_RADIATION_W_M2 * self.cloud_fraction;
        ((1.0 - self.albedo) * sun + long_wave) / (1.0 + SURFACE_HEATING)
    }

    /// Flux of sensible heat, W/m2, positive upwards.
    ///
    /// ```text
    /// H = [(1 - alpha) + gamma/s] / (1 + gamma/s) (Q* - G) - alpha 20 ,  G = 0.1 Q*
    /// ```
    ///
    /// # Valid range
    /// Sun above the horizon; by night it only tells that the flux is downwards.
    pub fn heat_flux_w_m2(&self, sine_of_elevation: f64) -> f64 {
        let available = (1.0 - GROUND_SHARE) * self.net_radiation_w_m2(sine_of_elevation);
        let ratio = gamma_over_s(celsius_from_kelvin(self.temperature_k));
        ((1.0 - self.moisture) + ratio) / (1.0 + ratio) * available - self.moisture * EVAPORATION_OFFSET_W_M2
    }

    /// The same as a kinematic flux, K m/s.
    pub fn heat_flux_k_m_s(&self, sine_of_elevation: f64) -> f64 {
        self.heat_flux_w_m2(sine_of_elevation) / (self.air_density_kg_m3() * HEAT_CAPACITY_AIR_J_KG_K)
    }
}

fn gamma_over_s(temperature_c: f64) -> f64 {
    let position = ((temperature_c + 5.0) / 5.0).clamp(0.0, (GAMMA_OVER_S.len() - 1) as f64);
    let index = (position as usize).min(GAMMA_OVER_S.len() - 2);
    let share = position - index as f64;
    GAMMA_OVER_S[index] * (1.0 - share) + GAMMA_OVER_S[index + 1] * share
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand at 25 C under a clear sky with the sun at 60 degrees: K = 827, long wave -75, Q* = 502,
    /// Q* - G = 451, gamma/s 0.35: H = 0.85/1.35 * 451 - 10 = 274 W/m2.
    #[test]
    fn a_clear_noon_by_hand() {
        let surface = Surface::grassland(0.0, 298.15, 101_325.0, false);
        let sine = 60_f64.to_radians().sin();
        assert!((surface.net_radiation_w_m2(sine) - 502.0).abs() < 5.0, "{}", surface.net_radiation_w_m2(sine));
        assert!((surface.heat_flux_w_m2(sine) - 274.0).abs() < 5.0, "{}", surface.heat_flux_w_m2(sine));
    }

    /// Cloud, snow and wet ground each lower the heat flux.
    #[test]
    fn the_flux_moves_in_the_right_direction() {
        let clear = Surface::grassland(0.0, 290.0, 101_325.0, false);
        let flux = |surface: Surface| surface.heat_flux_w_m2(0.7);
        assert!(flux(Surface { cloud_fraction: 0.9, ..clear }) < flux(clear));
        assert!(flux(Surface { moisture: 1.0, ..clear }) < flux(clear));
        assert!(flux(Surface::grassland(0.0, 268.0, 101_325.0, true)) < flux(clear));
        assert!(clear.heat_flux_w_m2(-0.3) < 0.0);
    }
}
