//! How heavy a vapour is, counted so that mixing with air does not change it.

use super::Surroundings;
use crate::constants::{GAS_CONSTANT_J_MOL_K, GRAVITY_M_S2, HEAT_CAPACITY_AIR_J_KG_K, MOLAR_MASS_AIR_KG_MOL};

/// Excess mass per mass of vapour when it is thin in air.
///
/// ```text
/// e = 1 - Ma/M + q / (c_p T)
/// ```
/// Ma and M molar masses of air and of the vapour as it is when thin, q cold per mass: the heat that the vapour has
/// taken from the air by then (by warming up, by evaporating droplets, by splitting), c_p and T of the air. One kg of
/// vapour makes the air that holds it heavier by e kg than the air that it displaced.
///
/// N2O4 is heavier than its molar mass tells: it splits into NO2 while it thins, which costs 520 kJ/kg from the boiling
/// point on, so that e is 0.37 + 1.8 where the weight of NO2 alone would give 0.37.
///
/// # Valid range
/// Thin means that temperature differs little from that of the air. No heat from the ground and no condensing moisture:
/// both make the cloud lighter, so e is an upper bound.
pub fn excess(molar_mass_kg_mol: f64, cold_j_kg: f64, air: &Surroundings) -> f64 {
    1.0 - MOLAR_MASS_AIR_KG_MOL / molar_mass_kg_mol + cold_j_kg / (HEAT_CAPACITY_AIR_J_KG_K * air.temperature_k)
}

/// Excess mass per mass of a cold vapour that only has to warm up.
///
/// ```text
/// e = 1 - (Ma/M) (T0/Ta) ,   from  e = 1 - rho_a / rho_0
/// ```
/// T0 and Ta temperatures of vapour and air, K: exact where the molar heat capacities are equal, which is the assumption
/// of the workbook as well.
pub fn excess_of_cold_gas(molar_mass_kg_mol: f64, temperature_k: f64, air: &Surroundings) -> f64 {
    1.0 - MOLAR_MASS_AIR_KG_MOL / molar_mass_kg_mol * temperature_k / air.temperature_k
}

/// Density of a vapour at a temperature and pressure, kg/m3 (ideal gas).
pub fn density_kg_m3(molar_mass_kg_mol: f64, temperature_k: f64, pressure_pa: f64) -> f64 {
    pressure_pa * molar_mass_kg_mol / (GAS_CONSTANT_J_MOL_K * temperature_k)
}

/// Buoyancy of a mass of vapour, m4/s2, positive downwards.
///
/// ```text
/// B = g' V = g e m / rho_a
/// ```
/// It stays the same while air mixes in.
pub fn buoyancy_m4_s2(mass_kg: f64, excess: f64, air_density_kg_m3: f64) -> f64 {
    GRAVITY_M_S2 * excess * mass_kg / air_density_kg_m3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn air() -> Surroundings {
        Surroundings {
            wind_speed_10m_m_s: 5.0,
            wind_exponent: 0.15,
            friction_velocity_m_s: 0.3,
            temperature_k: 293.15,
            density_kg_m3: 1.204,
        }
    }

    /// At the temperature of the air both forms are 1 - Ma/M, 0.518 for UDMH (60.10 g/mol).
    #[test]
    fn warm_vapour_weighs_its_molar_mass() {
        let warm = excess(0.060_10, 0.0, &air());
        assert!((warm - 0.518).abs() < 0.001, "{warm}");
        assert!((excess_of_cold_gas(0.060_10, 293.15, &air()) - warm).abs() < 1e-12);
    }

    /// Cold methane (111 K) is heavier than air although 16 g/mol is lighter: rho_0 / rho_a is 1.46.
    #[test]
    fn cold_methane_sinks() {
        let e = excess_of_cold_gas(0.016_04, 111.0, &air());
        assert!((1.0 / (1.0 - e) - 1.46).abs() < 0.01, "{e}");
    }

    /// Buoyancy is the reduced gravity times the volume: V g (rho_0 - rho_a)/rho_a of a gas at the air's temperature.
    #[test]
    fn buoyancy_is_reduced_gravity_times_volume() {
        let density = density_kg_m3(0.092_011, 293.15, 101_325.0);
        let mass_kg = 1_000.0;
        let direct = GRAVITY_M_S2 * (density - 1.204) / 1.204 * mass_kg / density;
        let ours = buoyancy_m4_s2(mass_kg, excess(0.092_011, 0.0, &air()), 1.204);
        assert!((ours / direct - 1.0).abs() < 1e-3, "{ours} {direct}");
    }

    /// Mixing with air at the same temperature leaves the buoyancy as it was (exact for ideal gases).
    #[test]
    fn mixing_keeps_the_buoyancy() {
        let (m, m_air) = (0.060_10, MOLAR_MASS_AIR_KG_MOL);
        let (gas_kg, air_kg) = (10.0, 250.0);
        let mean = (gas_kg + air_kg) / (gas_kg / m + air_kg / m_air);
        let density_air = density_kg_m3(m_air, 293.15, 101_325.0);
        let whole = buoyancy_m4_s2(gas_kg + air_kg, excess(mean, 0.0, &air()), density_air);
        let gas = buoyancy_m4_s2(gas_kg, excess(m, 0.0, &air()), density_air);
        assert!((whole / gas - 1.0).abs() < 1e-9);
    }
}
