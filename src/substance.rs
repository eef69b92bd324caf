//! Properties of the propellants and of what they turn into. Values come from `data/substances.toml`.

use serde::{Deserialize, Serialize};

use crate::constants::GAS_CONSTANT_J_MOL_K;
use crate::language::{Arg, Language};
use crate::range::Range;

/// The substances that the program follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Substance {
    /// Unsymmetrical dimethylhydrazine, heptyl.
    Udmh,
    /// Dinitrogen tetroxide, the oxidiser.
    Nto,
    /// Nitrogen dioxide, what the oxidiser is in air.
    No2,
    /// Nitrate, what the oxidiser becomes in wet soil.
    Nitrate,
    /// N-nitrosodimethylamine, formed from heptyl.
    Ndma,
    /// Rocket kerosene (T-1, RG-1).
    Kerosene,
    /// Liquid oxygen.
    Oxygen,
    /// Liquid hydrogen.
    Hydrogen,
    /// Hydrogen peroxide.
    Peroxide,
}

impl Substance {
    /// What tanks hold at lift-off, in the order of the tables.
    pub const LOADED: [Self; 6] = [Self::Udmh, Self::Nto, Self::Kerosene, Self::Oxygen, Self::Hydrogen, Self::Peroxide];

    /// The word that stands for it in files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Udmh => "udmh",
            Self::Nto => "nto",
            Self::No2 => "no2",
            Self::Nitrate => "nitrate",
            Self::Ndma => "ndma",
            Self::Kerosene => "kerosene",
            Self::Oxygen => "oxygen",
            Self::Hydrogen => "hydrogen",
            Self::Peroxide => "peroxide",
        }
    }

    /// The substance with that word.
    pub fn from_id(id: &str) -> Option<Self> {
        [
            Self::Udmh,
            Self::Nto,
            Self::No2,
            Self::Nitrate,
            Self::Ndma,
            Self::Kerosene,
            Self::Oxygen,
            Self::Hydrogen,
            Self::Peroxide,
        ]
        .into_iter()
        .find(|s| s.id() == id)
    }
}

/// Mass of each loaded substance, kg.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Masses([f64; 6]);

impl Masses {
    /// Mass of a substance, kg; zero for one that tanks do not hold.
    pub fn get(&self, substance: Substance) -> f64 {
        Self::index(substance).map_or(0.0, |k| self.0[k])
    }

    /// Adds mass of a substance, kg; one that tanks do not hold is ignored.
    pub fn add(&mut self, substance: Substance, mass_kg: f64) {
        if let Some(k) = Self::index(substance) {
            self.0[k] += mass_kg;
        }
    }

    /// Sum over the substances, kg.
    pub fn total_kg(&self) -> f64 {
        self.0.iter().sum()
    }

    /// All masses times a factor.
    pub fn times(&self, factor: f64) -> Self {
        Self(self.0.map(|mass| mass * factor))
    }

    /// All masses and those of another.
    pub fn plus(&self, other: &Self) -> Self {
        Self(std::array::from_fn(|k| self.0[k] + other.0[k]))
    }

    /// Substance and mass, kg, in the order of [`Substance::LOADED`].
    pub fn iter(&self) -> impl Iterator<Item = (Substance, f64)> + '_ {
        Substance::LOADED.into_iter().zip(self.0)
    }

    fn index(substance: Substance) -> Option<usize> {
        Substance::LOADED.iter().position(|s| *s == substance)
    }
}

/// Names in the three languages of the work.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Names {
    /// English.
    #[serde(default)]
    pub en: String,
    /// Russian.
    #[serde(default)]
    pub ru: String,
    /// Kazakh.
    #[serde(default)]
    pub kk: String,
}

impl Names {
    /// The name in a language; the English one where it has none.
    pub fn of(&self, language: Language) -> &str {
        language.of(&self.en, &self.ru, &self.kk)
    }
}

impl From<&Names> for Arg {
    fn from(names: &Names) -> Self {
        Self::Names { en: names.en.clone(), ru: names.ru.clone(), kk: names.kk.clone() }
    }
}

/// A value with its spread, how sure it is and where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sourced {
    /// Lowest, likeliest and highest value.
    #[serde(flatten)]
    pub range: Range,
    /// V read in the source, D derived, M memory, A assumed.
    pub tag: String,
    /// Source.
    pub source: String,
}

/// Vapour pressure of a liquid as a published formula.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(tag = "form", rename_all = "kebab-case")]
pub enum VapourPressure {
    /// log10 P = a - b / (T + c), P in Pa, T in K.
    Antoine {
        /// a.
        a: f64,
        /// b, K.
        b: f64,
        /// c, K.
        c: f64,
    },
    /// ln P = a + b/T + c ln T + d T^2, P in Pa, T in K.
    Chemsep {
        /// a.
        a: f64,
        /// b, K.
        b: f64,
        /// c.
        c: f64,
        /// d, 1/K2.
        d: f64,
    },
    /// One value near 293 K where no formula is known.
    Constant {
        /// Pressure, Pa.
        p_pa: f64,
    },
}

impl VapourPressure {
    /// Saturation pressure at a temperature, Pa.
    pub fn pressure_pa(&self, temperature_k: f64) -> f64 {
        let t = temperature_k;
        match *self {
            Self::Antoine { a, b, c } => 10_f64.powf(a - b / (t + c)),
            Self::Chemsep { a, b, c, d } => (a + b / t + c * t.ln() + d * t * t).exp(),
            Self::Constant { p_pa } => p_pa,
        }
    }
}

/// One row of `data/substances.toml`. Ranges are in SI units; what is not known is absent.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Properties {
    /// Which substance.
    pub id: Substance,
    /// Names.
    pub name: Names,
    /// Chemical formula.
    pub formula: String,
    /// Molar mass, kg/mol.
    pub molar_mass_kg_mol: Sourced,
    /// Density of the liquid at 293.15 K, kg/m3.
    pub liquid_density_kg_m3: Option<Sourced>,
    /// Change of that density with temperature, kg/(m3 K).
    pub liquid_density_slope_kg_m3_k: Option<Sourced>,
    /// Normal boiling point, K.
    pub boiling_point_k: Option<Sourced>,
    /// Heat of vaporisation, J/kg.
    pub heat_of_vaporisation_j_kg: Option<Sourced>,
    /// Heat capacity of the liquid, J/(kg K).
    pub liquid_heat_capacity_j_kg_k: Option<Sourced>,
    /// Surface tension, N/m.
    pub surface_tension_n_m: Option<Sourced>,
    /// Viscosity of the liquid at 293 K, Pa s.
    pub liquid_viscosity_pa_s: Option<Sourced>,
    /// Diffusivity of the vapour in air at 298.15 K and 101 325 Pa, m2/s.
    pub diffusivity_air_m2_s: Option<Sourced>,
    /// Lower heating value in air, J/kg.
    pub heat_of_combustion_j_kg: Option<Sourced>,
    /// Heat set free per kg of the mixture with its oxidiser, J/kg.
    pub mixture_heat_j_kg: Option<Sourced>,
    /// Saturation pressure.
    pub vapour_pressure: Option<VapourPressure>,
    /// Dry deposition velocity without snow, m/s.
    pub deposition_velocity_summer_m_s: Option<Sourced>,
    /// Dry deposition velocity on snow, m/s.
    pub deposition_velocity_winter_m_s: Option<Sourced>,
    /// Scavenging coefficient at 1 mm/h of rain, 1/s.
    pub scavenging_a_per_s: Option<Sourced>,
    /// Exponent of the rain rate in mm/h.
    pub scavenging_b: Option<Sourced>,
}

impl Properties {
    /// Likeliest density of the liquid at a temperature, kg/m3; none where the substance has no liquid in the table.
    pub fn density_kg_m3(&self, temperature_k: f64) -> Option<f64> {
        let at_293 = self.liquid_density_kg_m3.as_ref()?.range.best;
        let slope = self.liquid_density_slope_kg_m3_k.as_ref().map_or(0.0, |s| s.range.best);
        Some(at_293 + slope * (temperature_k - 293.15))
    }

    /// Diffusivity in air, m2/s, scaled from 298.15 K with T^1.75 / p (Fuller, Schettler & Giddings 1966).
    pub fn diffusivity_m2_s(&self, temperature_k: f64, pressure_pa: f64) -> Option<f64> {
        let at_298 = self.diffusivity_air_m2_s.as_ref()?.range.best;
        Some(at_298 * (temperature_k / 298.15).powf(1.75) * 101_325.0 / pressure_pa)
    }

    /// Density of the saturated vapour at a temperature, kg/m3 (ideal gas).
    pub fn saturated_vapour_kg_m3(&self, temperature_k: f64) -> Option<f64> {
        let pressure_pa = self.vapour_pressure?.pressure_pa(temperature_k);
        Some(pressure_pa * self.molar_mass_kg_mol.range.best / (GAS_CONSTANT_J_MOL_K * temperature_k))
    }
}

/// All substances that the program knows.
#[derive(Debug, Clone, PartialEq)]
pub struct SubstanceTable {
    rows: Vec<Properties>,
}

impl SubstanceTable {
    /// A table from rows.
    pub fn new(rows: Vec<Properties>) -> Self {
        Self { rows }
    }

    /// The row of a substance, or none where the table lacks it.
    pub fn get(&self, substance: Substance) -> Option<&Properties> {
        self.rows.iter().find(|row| row.id == substance)
    }

    /// All rows.
    pub fn rows(&self) -> &[Properties] {
        &self.rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// constants-check.md section 7: UDMH at 20 C 17.75 kPa (AERO fit), NTO at 20 C 95.9 and at 25 C 120.8 kPa.
    #[test]
    fn vapour_pressures_match_the_reference() {
        let udmh = VapourPressure::Antoine { a: 9.13464, b: 1129.24, c: -62.0 };
        let nto = VapourPressure::Chemsep { a: 72.419, b: -5432.0, c: -7.7259, d: 1.711e-5 };
        assert!((udmh.pressure_pa(293.15) / 17_750.0 - 1.0).abs() < 0.005);
        assert!((nto.pressure_pa(293.15) / 95_900.0 - 1.0).abs() < 0.005);
        assert!((nto.pressure_pa(298.15) / 120_800.0 - 1.0).abs() < 0.005);
    }
}
