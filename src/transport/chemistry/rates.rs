//! Rates of the chemistry of the air as ranges, and one draw of them.

use rand::Rng;

use crate::constants::GAS_CONSTANT_J_MOL_K;
use crate::range::Range;

/// Avogadro's constant N_A, 6.022 140 76e23 1/mol, exact (CODATA 2018).
pub const AVOGADRO_PER_MOL: f64 = 6.022_140_76e23;

/// Heptyl + ozone, cm3/s: no measured constant was found. Low: what is usually taken, at least 1e-15 (memory); high:
/// monomethylhydrazine + ozone, (4.3 +- 1.0)e-15 (Richters & Berndt 2013, Int. J. Chem. Kinet. 45, doi
/// 10.1002/kin.20816), with its error. Derived.
pub fn udmh_ozone_cm3_s() -> Range {
    Range::log_uniform(1e-15, 5.3e-15)
}

/// Ozone used per heptyl: 1 takes the first hydrogen; hydroxyl set free may take a second heptyl (0.5), the way to
/// NDMA needs more (2). Assumed.
pub const OZONE_PER_UDMH: Range = Range::triangular(0.5, 1.0, 2.0);

/// Heptyl + hydroxyl, cm3/s: about 5e-11 (memory), hydrazine (6.5 +- 1.3)e-11 (constants-check 3). Weak.
pub fn udmh_hydroxyl_cm3_s() -> Range {
    Range::log_uniform(3e-11, 1e-10)
}

/// Heptyl + NO2, cm3/s: 2.3e-17 is remembered from Tuazon et al. 1982 (ESL-TR-82-17), not verified; a factor of 5
/// either way is a judgement.
pub fn udmh_no2_cm3_s() -> Range {
    Range::log_uniform(4.6e-18, 1.15e-16)
}

/// NDMA per heptyl where ozone is short: 0.1 to 0.3 (Huang et al. 2018, Symmetry 10, 394: products depend strongly on
/// the ratio). Derived.
pub const NDMA_YIELD_SHORT: Range = Range::uniform(0.1, 0.3);

/// NDMA per heptyl in excess of ozone: at least 0.6 (Carter, Tuazon, Winer & Pitts 1981, ACS Symp. Ser. 174, ch. 8);
/// the upper end, 0.8, is derived.
pub const NDMA_YIELD_EXCESS: Range = Range::uniform(0.6, 0.8);

/// Ozone of clean air, mole fraction: 20 to 60 ppb. Assumed.
pub const OZONE_MOLE_FRACTION: Range = Range::triangular(20e-9, 40e-9, 60e-9);

/// Hydroxyl of clean air in full sun, 1/cm3: 24-hour means are about 1e6, noon values up to 1e7. Assumed.
pub fn hydroxyl_full_sun_per_cm3() -> Range {
    Range::log_uniform(1e6, 1e7)
}

/// Loss frequency of hydroxyl in clean air over steppe, 1/s: lifetime 0.2 to 1 s. Assumed.
pub fn hydroxyl_loss_per_s() -> Range {
    Range::log_uniform(1.0, 5.0)
}

/// Half-life of NDMA in full sun, s: 5 to 30 minutes (domain reference 5; constants-check 3). Its photolysis follows
/// that of NO2 here; a ratio of 0.53 to J(NO2) is remembered (Tuazon et al. 1984) and would give 2.5 minutes.
pub fn ndma_half_life_full_sun_s() -> Range {
    Range::log_uniform(300.0, 1_800.0)
}

/// Share of the N2O5 of the night that becomes nitrate on wet surfaces before it falls apart: not known. Assumed.
pub const N2O5_TO_NITRATE: Range = Range::uniform(0.0, 1.0);

/// NO2 + OH, 1.06e-11 cm3/s at 298 K and 1 atm (JPL 19-5, memory).
const NO2_HYDROXYL_CM3_S: f64 = 1.06e-11;

/// NO + O3: factor 3.0e-12 cm3/s and temperature 1500 K (JPL 19-5, memory): 1.95e-14 at 298 K.
const NO_OZONE: (f64, f64) = (3.0e-12, 1_500.0);

/// NO2 + O3: factor 1.2e-13 cm3/s and temperature 2450 K (JPL 19-5, memory): 3.2e-17 at 298 K.
const NO2_OZONE: (f64, f64) = (1.2e-13, 2_450.0);

/// The rates of one member. Rate constants in m3/(mol s). All zero: air in which nothing reacts.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct AirRates {
    /// Heptyl + ozone.
    pub udmh_ozone_m3_mol_s: f64,
    /// Heptyl + hydroxyl.
    pub udmh_hydroxyl_m3_mol_s: f64,
    /// Heptyl + NO2, first step; two NO2 are used.
    pub udmh_no2_m3_mol_s: f64,
    /// NO2 + hydroxyl.
    pub no2_hydroxyl_m3_mol_s: f64,
    /// NO + ozone.
    pub no_ozone_m3_mol_s: f64,
    /// NO2 + ozone.
    pub no2_ozone_m3_mol_s: f64,
    /// Ozone used per heptyl, mol/mol.
    pub ozone_per_udmh: f64,
    /// NDMA per heptyl where ozone is short, mol/mol.
    pub ndma_yield_short: f64,
    /// NDMA per heptyl in excess of ozone, mol/mol.
    pub ndma_yield_excess: f64,
    /// Photolysis of NDMA in full sun, 1/s.
    pub ndma_photolysis_full_sun_per_s: f64,
    /// Share of the N2O5 of the night that becomes nitrate.
    pub n2o5_to_nitrate: f64,
    /// Ozone of clean air, mol/m3.
    pub ozone_mol_m3: f64,
    /// Hydroxyl of clean air in full sun, mol/m3.
    pub hydroxyl_full_sun_mol_m3: f64,
    /// Loss frequency of hydroxyl in clean air, 1/s.
    pub hydroxyl_loss_per_s: f64,
}

impl AirRates {
    /// Draws the rates for a temperature and pressure of the air.
    pub fn sample(temperature_k: f64, pressure_pa: f64, rng: &mut impl Rng) -> Self {
        Self::from_quantiles(temperature_k, pressure_pa, |range| range.sample(rng))
    }

    /// The rates at the middle of every range.
    pub fn median(temperature_k: f64, pressure_pa: f64) -> Self {
        Self::from_quantiles(temperature_k, pressure_pa, |range| range.quantile(0.5))
    }

    fn from_quantiles(temperature_k: f64, pressure_pa: f64, mut value: impl FnMut(Range) -> f64) -> Self {
        let arrhenius = |(factor, t): (f64, f64)| per_mole(factor * (-t / temperature_k).exp());
        Self {
            udmh_ozone_m3_mol_s: per_mole(value(udmh_ozone_cm3_s())),
            udmh_hydroxyl_m3_mol_s: per_mole(value(udmh_hydroxyl_cm3_s())),
            udmh_no2_m3_mol_s: per_mole(value(udmh_no2_cm3_s())),
            no2_hydroxyl_m3_mol_s: per_mole(NO2_HYDROXYL_CM3_S),
            no_ozone_m3_mol_s: arrhenius(NO_OZONE),
            no2_ozone_m3_mol_s: arrhenius(NO2_OZONE),
            ozone_per_udmh: value(OZONE_PER_UDMH),
            ndma_yield_short: value(NDMA_YIELD_SHORT),
            ndma_yield_excess: value(NDMA_YIELD_EXCESS),
            ndma_photolysis_full_sun_per_s: std::f64::consts::LN_2 / value(ndma_half_life_full_sun_s()),
            n2o5_to_nitrate: value(N2O5_TO_NITRATE),
            ozone_mol_m3: value(OZONE_MOLE_FRACTION) * pressure_pa / (GAS_CONSTANT_J_MOL_K * temperature_k),
            hydroxyl_full_sun_mol_m3: value(hydroxyl_full_sun_per_cm3()) * 1e6 / AVOGADRO_PER_MOL,
            hydroxyl_loss_per_s: value(hydroxyl_loss_per_s()),
        }
    }
}

/// A rate constant per molecule in cm3/s, per mole in m3/(mol s).
pub fn per_mole(cm3_s: f64) -> f64 {
    cm3_s * 1e-6 * AVOGADRO_PER_MOL
}

#[cfg(test)]
mod tests {
    use super::*;

    /// At 298 K the tabulated 1.95e-14 and 3.2e-17 cm3/s; 40 ppb of ozone are 1.64e-6 mol/m3, 9.9e11 per cm3.
    #[test]
    fn median_rates_are_the_tabulated_ones() {
        let rates = AirRates::median(298.15, 101_325.0);
        assert!((rates.no_ozone_m3_mol_s / per_mole(1.95e-14) - 1.0).abs() < 0.01);
        assert!((rates.no2_ozone_m3_mol_s / per_mole(3.2e-17) - 1.0).abs() < 0.02);
        assert!((rates.ozone_mol_m3 / 1.635e-6 - 1.0).abs() < 0.01);
    }

    /// Domain reference 5: 40 ppb of ozone give traces of heptyl a lifetime of 4 to 17 minutes.
    #[test]
    fn traces_in_clean_air_live_minutes() {
        let ozone = AirRates::median(298.15, 101_325.0).ozone_mol_m3;
        let lifetime_s = |k: f64| 1.0 / (per_mole(k) * ozone);
        assert!((lifetime_s(4.3e-15) / 240.0 - 1.0).abs() < 0.05);
        assert!((lifetime_s(1e-15) / 1_020.0 - 1.0).abs() < 0.05);
    }
}
