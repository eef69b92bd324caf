//! How heavy a vapour is, counted so that mixing with air does not change it.

use super::Surroundings;
use crate::constants::{GAS_CONSTANT_J_MOL_K, GRAVITY_M_S2, HEAT_CAPACITY_AIR_J_KG_K, MOLAR_MASS_AIR_KG_MOL};

/// A vapour as it enters the air, and what becomes of it there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Vapour {
    /// Molar mass as it enters, kg/mol.
    pub molar_mass_kg_mol: f64,
    /// Molar mass when it is thin, kg/mol; other than the first where it splits.
    pub thin_molar_mass_kg_mol: f64,
    /// Temperature as it enters, K.
    pub temperature_k: f64,
    /// Heat that it takes from the air beside its warming, J/kg: by evaporating droplets, by splitting.
    pub cold_j_kg: f64,
}

impl Vapour {
    /// A vapour that only warms up.
    pub fn plain(molar_mass_kg_mol: f64, temperature_k: f64) -> Self {
        Self { molar_mass_kg_mol, thin_molar_mass_kg_mol: molar_mass_kg_mol, temperature_k, cold_j_kg: 0.0 }
    }

    /// Density as it enters at a pressure, kg/m3 (ideal gas).
    pub fn density_kg_m3(&self, pressure_pa: f64) -> f64 {
        pressure_pa * self.molar_mass_kg_mol / (GAS_CONSTANT_J_MOL_K * self.temperature_k)
    }

    /// Excess mass per mass of vapour when it is thin in air: one kg makes the air that holds it heavier by e kg than
    /// the air that it displaced.
    ///
    /// ```text
    /// e = 1 - (Ma/M0) (T0/Ta) - (Ma/M - Ma/M0) + q / (c_p Ta)
    /// ```
    /// Ma, M0 and M molar masses of air, of the vapour as it enters and when thin; T0 and Ta temperatures of vapour and
    /// air; q cold. The first two terms are 1 - rho_a/rho_0, as in the workbook.
    ///
    /// N2O4 is heavier than its molar mass tells: from the boiling point to thin NO2 it takes 520 kJ/kg from the air,
    /// so that e is 0.37 + 1.8 where the weight of NO2 alone would give 0.37.
    ///
    /// # Valid range
    /// Thin: cooler than the air by less than about 20 K. Molar heat capacities alike. No heat from the ground and no
    /// condensing moisture: both make the cloud lighter, so e is an upper bound.
    pub fn excess(&self, air: &Surroundings) -> f64 {
        let volume = |molar_mass: f64| MOLAR_MASS_AIR_KG_MOL / molar_mass;
        let (first, thin) = (volume(self.molar_mass_kg_mol), volume(self.thin_molar_mass_kg_mol));
        let cooling = self.cold_j_kg / (HEAT_CAPACITY_AIR_J_KG_K * air.temperature_k);
        1.0 - first * self.temperature_k / air.temperature_k - (thin - first) + cooling
    }
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

    /// At the temperature of the air e is 1 - Ma/M, 0.518 for UDMH (60.10 g/mol).
    #[test]
    fn warm_vapour_weighs_its_molar_mass() {
        let warm = Vapour::plain(0.060_10, 293.15).excess(&air());
        assert!((warm - 0.518).abs() < 0.001, "{warm}");
    }

    /// Cold methane (111 K) is heavier than air although 16 g/mol is lighter: rho_0 / rho_a is 1.46.
    #[test]
    fn cold_methane_sinks() {
        let e = Vapour::plain(0.016_04, 111.0).excess(&air());
        assert!((1.0 / (1.0 - e) - 1.46).abs() < 0.01, "{e}");
    }

    /// N2O4 from its boiling point (79.2 g/mol, 294.3 K) to thin NO2 (46.0 g/mol): the moles nearly double, which would
    /// leave 0.37, but the cold of the splitting, 520 kJ/kg, adds 1.77.
    #[test]
    fn splitting_makes_the_oxidiser_heavier() {
        let vapour = Vapour {
            molar_mass_kg_mol: 0.079_2,
            thin_molar_mass_kg_mol: 0.046_006,
            temperature_k: 294.3,
            cold_j_kg: 520e3,
        };
        let e = vapour.excess(&air());
        assert!((e - 2.13).abs() < 0.02, "{e}");
        assert!((vapour.density_kg_m3(101_325.0) - 3.28).abs() < 0.01);
    }

    /// Buoyancy is the reduced gravity times the volume: V g (rho_0 - rho_a)/rho_a of a gas at the air's temperature.
    #[test]
    fn buoyancy_is_reduced_gravity_times_volume() {
        let vapour = Vapour::plain(0.092_011, 270.0);
        let (density, mass_kg) = (vapour.density_kg_m3(101_325.0), 1_000.0);
        let direct = GRAVITY_M_S2 * (density - 1.204) / 1.204 * mass_kg / density;
        let ours = buoyancy_m4_s2(mass_kg, vapour.excess(&air()), 1.204);
        assert!((ours / direct - 1.0).abs() < 1e-3, "{ours} {direct}");
    }

    /// Mixing with air at the same temperature leaves the buoyancy as it was (exact for ideal gases).
    #[test]
    fn mixing_keeps_the_buoyancy() {
        let (m, m_air) = (0.060_10, MOLAR_MASS_AIR_KG_MOL);
        let (gas_kg, air_kg) = (10.0, 250.0);
        let mean = (gas_kg + air_kg) / (gas_kg / m + air_kg / m_air);
        let whole = buoyancy_m4_s2(gas_kg + air_kg, Vapour::plain(mean, 293.15).excess(&air()), 1.2);
        let gas = buoyancy_m4_s2(gas_kg, Vapour::plain(m, 293.15).excess(&air()), 1.2);
        assert!((whole / gas - 1.0).abs() < 1e-9);
    }
}
