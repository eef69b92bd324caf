//! The heat that a pool takes in and gives off, and the temperature that follows.

use super::film;
use super::liquid::Liquid;
use super::{Air, Ground, PoolCase};
use crate::constants::{GAS_CONSTANT_J_MOL_K, HEAT_CAPACITY_AIR_J_KG_K, MOLAR_MASS_AIR_KG_MOL};
use crate::weather::sky::Sky;

/// Stefan-Boltzmann constant, 5.670 374 419e-8 W/(m2 K4) (CODATA 2018).
const STEFAN_BOLTZMANN_W_M2_K4: f64 = 5.670_374_419e-8;

/// Share of the sun that a pool over dark soil throws back, 0.14 (Kawamura & Mackay 1987, J. Hazard. Mater. 15, 343-364).
const ALBEDO: f64 = 0.14;

/// Emissivity of a liquid surface, 0.97: that of water (Jones et al. 2013, NOAA Tech. Memo. NOS OR&R 43, 3.3.3.2).
const EMISSIVITY: f64 = 0.97;

/// Prandtl number of air, 0.71 (Incropera & DeWitt, table A.4).
const PRANDTL_AIR: f64 = 0.71;

/// How exactly the temperature of a step is found, K, and after how many trials the search ends.
const TOLERANCE_K: f64 = 1e-6;
const TRIALS: u32 = 60;

/// Surplus of heat that ends the search, W/m2.
const TOLERANCE_W_M2: f64 = 1e-3;

/// Width of the first bracket about the temperature before, K: steps that warm more are shortened anyway.
const BRACKET_K: f64 = 2.5;

/// Nearness to the boiling point at which the flux is taken from the heat and not from the steep film law, K.
const BOILS_WITHIN_K: f64 = 0.05;

/// What drives one step, per square metre of pool.
#[derive(Debug, Clone, Copy)]
pub(super) struct Drivers {
    /// Sun taken in, W/m2.
    solar_w_m2: f64,
    /// Sky taken in, W/m2.
    longwave_w_m2: f64,
    /// Transfer coefficient of the vapour, m/s.
    transfer_m_s: f64,
    /// Transfer coefficient of heat from the air, W/(m2 K).
    air_w_m2_k: f64,
    /// Conductance of the ground over the step, W/(m2 K).
    ground_w_m2_k: f64,
}

/// Surroundings of a pool that do not change while it lasts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Surroundings<'a> {
    pub liquid: Liquid<'a>,
    air: Air,
    sky: Sky,
    ground: Ground,
    wind_speed_10m_m_s: f64,
    schmidt: f64,
    film_factor: f64,
    /// Boiling point under the air's pressure, K.
    pub boiling_k: f64,
}

/// Temperature and loss of vapour at the end of a step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Warmth {
    /// Temperature of the liquid, K.
    pub temperature_k: f64,
    /// Loss of vapour, kg/(m2 s).
    pub flux_kg_m2_s: f64,
}

impl<'a> Surroundings<'a> {
    pub fn new(case: &PoolCase<'_>, liquid: Liquid<'a>) -> Self {
        Self {
            liquid,
            air: case.air,
            sky: case.sky,
            ground: case.ground,
            wind_speed_10m_m_s: case.air.wind_speed_10m_m_s * case.terrain.shelter(),
            schmidt: film::schmidt(&liquid, &case.air),
            film_factor: case.film_factor,
            boiling_k: liquid.boiling_k(case.air.pressure_pa),
        }
    }

    /// What drives a step from a time on, for a pool of a diameter over ground wetted at a mean square root of age.
    ///
    /// ```text
    /// h = k rho cp (Sc / Pr)^0.67                         heat from the air through the film of the vapour
    /// G = b 2 (sqrt(t1) - sqrt(t0)) / (sqrt(pi) (t1 - t0)) mean of b / sqrt(pi t) over the step
    /// ```
    /// b thermal effusivity of the ground. The ground starts at one temperature and is a half-space; the law holds for a pool
    /// of constant temperature and gives a little too much after the pool has cooled.
    ///
    /// # References
    /// Kawamura & Mackay 1987; Carslaw & Jaeger 1959, Conduction of Heat in Solids, 2.5; Briscoe & Shaw 1980.
    pub fn drivers(&self, time_s: f64, diameter_m: f64, root_age_per_s: f64) -> Drivers {
        let transfer_m_s =
            self.film_factor * film::transfer_m_s(self.wind_speed_10m_m_s, diameter_m.max(0.1), self.schmidt);
        Drivers {
            solar_w_m2: (1.0 - ALBEDO) * self.sky.solar_w_m2(time_s),
            longwave_w_m2: EMISSIVITY * self.sky.longwave_w_m2(self.air.temperature_k),
            transfer_m_s,
            air_w_m2_k: transfer_m_s
                * self.air.density_kg_m3()
                * HEAT_CAPACITY_AIR_J_KG_K
                * (self.schmidt / PRANDTL_AIR).powf(0.67),
            ground_w_m2_k: self.ground.effusivity_j_m2_k_s05 * root_age_per_s / std::f64::consts::PI.sqrt(),
        }
    }

    /// Heat into a pool at a temperature without what its vapour takes, W/m2.
    pub fn heat_w_m2(&self, drivers: &Drivers, temperature_k: f64) -> f64 {
        drivers.solar_w_m2 + drivers.longwave_w_m2 - EMISSIVITY * STEFAN_BOLTZMANN_W_M2_K4 * temperature_k.powi(4)
            + drivers.air_w_m2_k * (self.air.temperature_k - temperature_k)
            + drivers.ground_w_m2_k * (self.ground.temperature_k - temperature_k)
    }

    /// Loss of vapour at a temperature, kg/(m2 s).
    pub fn flux_kg_m2_s(&self, drivers: &Drivers, temperature_k: f64) -> f64 {
        film::flux_kg_m2_s(
            drivers.transfer_m_s,
            self.liquid.vapour_molar_mass_kg_mol(temperature_k),
            self.air.pressure_pa,
            self.liquid.vapour_pressure_pa(temperature_k),
            temperature_k,
        )
    }

    /// Temperature and loss after a step, from the balance at its end.
    ///
    /// ```text
    /// rho h c (T1 - T0) / dt = q(T1) - L E(T1)
    /// ```
    /// The loss E grows without bound towards the boiling point, so the root lies below it whatever the heat is: a pool on
    /// warm ground boils as fast as heat comes, and a superheated spill flashes in its first step. Below the melting point
    /// the freezing slush holds the temperature; its heat of fusion is taken to last.
    pub fn step(&self, drivers: &Drivers, before_k: f64, load_kg_m2: f64, step_s: f64) -> Warmth {
        let inertia_w_m2_k = load_kg_m2 * self.liquid.heat_capacity_j_kg_k / step_s;
        let surplus_w_m2 = |t: f64| {
            inertia_w_m2_k * (t - before_k) - self.heat_w_m2(drivers, t)
                + self.liquid.heat_of_vaporisation_j_kg * self.flux_kg_m2_s(drivers, t)
        };
        let temperature_k = self.balance_k(surplus_w_m2, before_k);
        let balance = (self.heat_w_m2(drivers, temperature_k) - inertia_w_m2_k * (temperature_k - before_k))
            / self.liquid.heat_of_vaporisation_j_kg;
        let boils = self.boiling_k - temperature_k < BOILS_WITHIN_K;
        let flux_kg_m2_s = if boils { balance } else { self.flux_kg_m2_s(drivers, temperature_k) };
        Warmth { temperature_k, flux_kg_m2_s: flux_kg_m2_s.max(0.0) }
    }

    /// Where a rising function is zero between melting and boiling point; the nearer end where it is not.
    ///
    /// Regula falsi with the Illinois rule, bisection where the function is steep (Dowell & Jarratt 1971, BIT 11, 168-174).
    fn balance_k(&self, surplus: impl Fn(f64) -> f64, near_k: f64) -> f64 {
        let (coldest, hottest) = (self.liquid.melting_k, self.boiling_k);
        let mut low = (near_k - BRACKET_K).clamp(coldest, hottest);
        let mut high = (near_k + BRACKET_K).clamp(coldest, hottest);
        let mut at_low = surplus(low);
        if at_low > 0.0 {
            (low, at_low, high) = (coldest, surplus(coldest), low);
        }
        let mut at_high = surplus(high);
        if at_high < 0.0 {
            (low, at_low, high) = (high, at_high, hottest);
            at_high = surplus(hottest);
        }
        if at_low >= 0.0 {
            return low;
        }
        for trial in 0..TRIALS {
            if high - low < TOLERANCE_K {
                break;
            }
            let secant = low + (high - low) * at_low / (at_low - at_high);
            let middle = if trial % 3 == 2 { 0.5 * (low + high) } else { secant.clamp(low, high) };
            let value = surplus(middle);
            if value < 0.0 {
                (low, at_low, at_high) = (middle, value, 0.5 * at_high);
            } else {
                (high, at_high, at_low) = (middle, value, 0.5 * at_low);
            }
            if value.abs() < TOLERANCE_W_M2 {
                return middle;
            }
        }
        low
    }
}

impl Air {
    /// Density, kg/m3 (dry ideal gas).
    pub fn density_kg_m3(&self) -> f64 {
        self.pressure_pa * MOLAR_MASS_AIR_KG_MOL / (GAS_CONSTANT_J_MOL_K * self.temperature_k)
    }
}
