//! What a pool is made of: properties of the liquid at the temperature that it has.

use super::PoolError;
use crate::constants::GAS_CONSTANT_J_MOL_K;
use crate::substance::{Properties, Sourced, Substance, VapourPressure};

/// Temperature of the values of the table, K.
const REFERENCE_K: f64 = 293.15;

/// Slope of ln(viscosity) in 1/T, K. Heptyl 1624: 0.553 mPa s at 20 C and 1.31 at -20 C (constants-check 2.1); -40 C
/// then comes out 10 % low. The others are general knowledge, not verified.
const VISCOSITY_SLOPE_K: [(Substance, f64); 3] =
    [(Substance::Udmh, 1_624.0), (Substance::Nto, 900.0), (Substance::Kerosene, 1_700.0)];

/// Melting points, K: heptyl 215.95, N2O4 261.95 (both CRC Handbook, see the substance table), kerosene about 213.
const MELTING_K: [(Substance, f64); 3] =
    [(Substance::Udmh, 215.95), (Substance::Nto, 261.95), (Substance::Kerosene, 213.0)];

/// Lower limit of any pool, K, for a liquid without a melting point above. Assumed.
const COLDEST_K: f64 = 200.0;

/// Molar masses of N2O4 and NO2, kg/mol (IUPAC atomic masses).
const NTO_KG_MOL: (f64, f64) = (0.092_011, 0.046_006);

/// Diffusivity of kerosene vapour in air at 298 K, 5.4e-6 m2/s: method of Fuller for C12H24, +-10 %. Used where the
/// table has none.
const KEROSENE_DIFFUSIVITY_M2_S: f64 = 5.4e-6;

/// A liquid with every property that a pool needs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Liquid<'a> {
    properties: &'a Properties,
    vapour: VapourPressure,
    vapour_pressure_factor: f64,
    molar_mass_kg_mol: f64,
    viscosity_293_pa_s: f64,
    viscosity_slope_k: f64,
    /// Heat of vaporisation, J/kg.
    pub heat_of_vaporisation_j_kg: f64,
    /// Heat capacity, J/(kg K).
    pub heat_capacity_j_kg_k: f64,
    /// Surface tension, N/m, held at that of 293 K: it moves by 4 % per 10 K.
    pub surface_tension_n_m: f64,
    /// Temperature below which a pool does not fall: the slush holds it while it freezes, K.
    pub melting_k: f64,
}

impl<'a> Liquid<'a> {
    /// The liquid of a row of the table, with a factor on its vapour pressure.
    ///
    /// # Errors
    /// [`PoolError::PropertyMissing`] where the row lacks something.
    pub fn new(properties: &'a Properties, vapour_pressure_factor: f64) -> Result<Self, PoolError> {
        let missing = |property| PoolError::PropertyMissing { substance: properties.id.id(), property };
        let best = |value: &Option<Sourced>, property| {
            value.as_ref().map(|sourced| sourced.range.best).ok_or_else(|| missing(property))
        };
        let of = |table: &[(Substance, f64)], otherwise| {
            table.iter().find(|row| row.0 == properties.id).map_or(otherwise, |row| row.1)
        };
        best(&properties.liquid_density_kg_m3, "liquid_density_kg_m3")?;
        best(&properties.diffusivity_air_m2_s, "diffusivity_air_m2_s").or_else(|error| {
            if properties.id == Substance::Kerosene { Ok(KEROSENE_DIFFUSIVITY_M2_S) } else { Err(error) }
        })?;
        Ok(Self {
            properties,
            vapour: properties.vapour_pressure.ok_or_else(|| missing("vapour_pressure"))?,
            vapour_pressure_factor,
            molar_mass_kg_mol: properties.molar_mass_kg_mol.range.best,
            viscosity_293_pa_s: best(&properties.liquid_viscosity_pa_s, "liquid_viscosity_pa_s")?,
            viscosity_slope_k: of(&VISCOSITY_SLOPE_K, 1_500.0),
            heat_of_vaporisation_j_kg: best(&properties.heat_of_vaporisation_j_kg, "heat_of_vaporisation_j_kg")?,
            heat_capacity_j_kg_k: best(&properties.liquid_heat_capacity_j_kg_k, "liquid_heat_capacity_j_kg_k")?,
            surface_tension_n_m: best(&properties.surface_tension_n_m, "surface_tension_n_m")?,
            melting_k: of(&MELTING_K, COLDEST_K),
        })
    }

    /// Density, kg/m3.
    pub fn density_kg_m3(&self, temperature_k: f64) -> f64 {
        self.properties.density_kg_m3(temperature_k).unwrap_or(1_000.0)
    }

    /// Viscosity, Pa s: mu = mu(293 K) exp(B (1/T - 1/293.15)) (Andrade 1934).
    pub fn viscosity_pa_s(&self, temperature_k: f64) -> f64 {
        self.viscosity_293_pa_s * (self.viscosity_slope_k * (1.0 / temperature_k - 1.0 / REFERENCE_K)).exp()
    }

    /// Diffusivity of the vapour in air, m2/s.
    pub fn diffusivity_m2_s(&self, temperature_k: f64, pressure_pa: f64) -> f64 {
        let scale = (temperature_k / 298.15).powf(1.75) * 101_325.0 / pressure_pa;
        self.properties.diffusivity_m2_s(temperature_k, pressure_pa).unwrap_or(KEROSENE_DIFFUSIVITY_M2_S * scale)
    }

    /// Saturation pressure, Pa. Where the table has one value only, it moves by Clausius and Clapeyron with the heat of
    /// vaporisation.
    pub fn vapour_pressure_pa(&self, temperature_k: f64) -> f64 {
        let pressure_pa = self.vapour.pressure_pa(temperature_k);
        let moved = match self.vapour {
            VapourPressure::Constant { .. } => {
                let slope_k = self.heat_of_vaporisation_j_kg * self.molar_mass_kg_mol / GAS_CONSTANT_J_MOL_K;
                (slope_k * (1.0 / REFERENCE_K - 1.0 / temperature_k)).exp()
            }
            VapourPressure::Antoine { .. } | VapourPressure::Chemsep { .. } => 1.0,
        };
        self.vapour_pressure_factor * pressure_pa * moved
    }

    /// Mean molar mass of the saturated vapour, kg/mol: N2O4 is partly NO2.
    ///
    /// ```text
    /// a = sqrt(Kp / (Kp + 4 P)) ;  M = M(N2O4) / (1 + a) ;  log10 Kp[atm] = 9.226 - 2993/T
    /// ```
    /// a degree of dissociation, P total pressure. Kp is 5 % high near 298 K (constants-check 2.2), which moves M by 0.3 %.
    pub fn vapour_molar_mass_kg_mol(&self, temperature_k: f64) -> f64 {
        if self.properties.id != Substance::Nto {
            return self.molar_mass_kg_mol;
        }
        let kp_pa = 101_325.0 * 10_f64.powf(9.226 - 2_993.0 / temperature_k);
        let dissociated = (kp_pa / (kp_pa + 4.0 * self.vapour_pressure_pa(temperature_k))).sqrt();
        NTO_KG_MOL.0 / (1.0 + dissociated)
    }

    /// Density of the saturated vapour, kg/m3 (ideal gas).
    pub fn saturated_vapour_kg_m3(&self, temperature_k: f64) -> f64 {
        self.vapour_pressure_pa(temperature_k) * self.vapour_molar_mass_kg_mol(temperature_k)
            / (GAS_CONSTANT_J_MOL_K * temperature_k)
    }

    /// Temperature at which the vapour pressure is that of the air, K.
    pub fn boiling_k(&self, pressure_pa: f64) -> f64 {
        let (mut low, mut high) = (self.melting_k, 700.0);
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            if self.vapour_pressure_pa(middle) < pressure_pa { low = middle } else { high = middle }
        }
        low
    }

    /// True where the liquid mixes with the water of the soil in any share.
    pub fn mixes_with_water(&self) -> bool {
        self.properties.id == Substance::Udmh
    }

    /// Molar mass of the liquid, kg/mol.
    pub fn molar_mass_kg_mol(&self) -> f64 {
        self.molar_mass_kg_mol
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::pool::test_liquids::{nto, udmh};

    /// constants-check 2.1: 0.80 mPa s at 0 C and 1.31 at -20 C, 4 %; at -40 C 2.53, 12 %.
    #[test]
    fn heptyl_thickens_in_the_cold() {
        let row = udmh();
        let liquid = Liquid::new(&row, 1.0).expect("complete");
        for (t, viscosity, share) in [(273.15, 0.80e-3, 0.06), (253.15, 1.31e-3, 0.02), (233.15, 2.53e-3, 0.12)] {
            assert!((liquid.viscosity_pa_s(t) / viscosity - 1.0).abs() < share, "{t}");
        }
    }

    /// constants-check 2.2: dissociation 0.162 at the boiling point, mean molar mass 79.2 g/mol, 1 %; it boils at
    /// 21.15 C, 0.3 K (the formula gives 101.2 kPa there).
    #[test]
    fn oxidiser_vapour_is_partly_dioxide() {
        let row = nto();
        let liquid = Liquid::new(&row, 1.0).expect("complete");
        assert!((liquid.vapour_molar_mass_kg_mol(294.3) / 0.079_2 - 1.0).abs() < 0.01);
        assert!((liquid.boiling_k(101_325.0) - 294.3).abs() < 0.3);
        assert!(liquid.boiling_k(90_000.0) < liquid.boiling_k(101_325.0));
    }
}
