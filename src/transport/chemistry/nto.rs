//! How much of the oxidiser is N2O4 and how much NO2, by temperature and by how thin it is.

use crate::constants::GAS_CONSTANT_J_MOL_K;

/// Molar mass of N2O4, 0.092 011 kg/mol (atomic masses, CIAAW 2021).
pub const MOLAR_MASS_N2O4_KG_MOL: f64 = 0.092_011;

/// Standard atmosphere, 101 325 Pa, exact.
const ATMOSPHERE_PA: f64 = 101_325.0;

/// Heat of dissociation of N2O4, 57.12 kJ/mol at 298 K (NIST WebBook).
pub const HEAT_OF_DISSOCIATION_J_MOL: f64 = 57_120.0;

/// Equilibrium constant of N2O4 = 2 NO2, p(NO2)^2 / p(N2O4), Pa.
///
/// ```text
/// log10 K[atm] = -4.7040 - 2691.09/T + 6.9628e-4 T + 9.981163 log10 T - 6.6794e-8 T^2
///                - 14.284 (1 + 85/T) log10(1 + T/85)
/// ```
/// T temperature, K.
///
/// # Valid range
/// 250 to 400 K here; checked against four printed values from 273 to 298 K.
///
/// # References
/// J. Atmos. Chem. 16 (1993), 257; constants-check 2.2. The heat and entropy of the NIST WebBook give 0.146 atm at
/// 298.15 K as well.
pub fn equilibrium_constant_pa(temperature_k: f64) -> f64 {
    let t = temperature_k;
    let log10_k = -4.7040 - 2691.09 / t + 6.9628e-4 * t + 9.981_163 * t.log10()
        - 6.6794e-8 * t * t
        - 14.284 * (1.0 + 85.0 / t) * (1.0 + t / 85.0).log10();
    10_f64.powf(log10_k) * ATMOSPHERE_PA
}

/// Share of N2O4 that has split, 0 to 1, where N2O4 and NO2 together have a partial pressure.
///
/// ```text
/// alpha = sqrt(K / (K + 4 p))
/// ```
/// K equilibrium constant, p sum of both partial pressures, Pa: over a pool the saturation pressure, in pure vapour the
/// pressure of the air.
pub fn split_share_at_pressure(temperature_k: f64, partial_pressure_pa: f64) -> f64 {
    let k = equilibrium_constant_pa(temperature_k);
    (k / (k + 4.0 * partial_pressure_pa)).sqrt()
}

/// Share of N2O4 that has split, 0 to 1, at a mass of N2O4 and NO2 in a volume of air.
///
/// ```text
/// 4 P alpha^2 + K alpha - K = 0 ,   alpha = 2 K / (K + sqrt(K^2 + 16 K P)) ,   P = c R T / M(N2O4)
/// ```
/// c mass of both in a volume of air, kg/m3; P pressure that it would have if it were all N2O4.
pub fn split_share_in_air(temperature_k: f64, concentration_kg_m3: f64) -> f64 {
    let k = equilibrium_constant_pa(temperature_k);
    let p = concentration_kg_m3 * GAS_CONSTANT_J_MOL_K * temperature_k / MOLAR_MASS_N2O4_KG_MOL;
    2.0 * k / (k + (k * k + 16.0 * k * p).sqrt())
}

/// Mean molar mass of a vapour that has split by a share, kg/mol.
pub fn mean_molar_mass_kg_mol(split_share: f64) -> f64 {
    MOLAR_MASS_N2O4_KG_MOL / (1.0 + split_share)
}

/// Heat that a vapour takes from the air while its split share rises, J per kg of N2O4 and NO2.
pub fn heat_taken_j_kg(split_share_before: f64, split_share_after: f64) -> f64 {
    (split_share_after - split_share_before) * HEAT_OF_DISSOCIATION_J_MOL / MOLAR_MASS_N2O4_KG_MOL
}

#[cfg(test)]
mod tests {
    use super::*;

    /// constants-check 2.2: K 0.0177, 0.0431, 0.0987, 0.108, 0.146 atm and alpha at 1 atm 0.066, 0.103, 0.155, 0.162,
    /// 0.188; printed to three digits, hence 1 %.
    #[test]
    fn constants_match_the_table() {
        for (celsius, k_atm, alpha) in [
            (0.0, 0.0177, 0.066),
            (10.0, 0.0431, 0.103),
            (20.0, 0.0987, 0.155),
            (21.15, 0.108, 0.162),
            (25.0, 0.146, 0.188),
        ] {
            let t = 273.15 + celsius;
            let found = equilibrium_constant_pa(t) / ATMOSPHERE_PA;
            assert!((found / k_atm - 1.0).abs() < 0.01, "{celsius} C: {found}");
            assert!((split_share_at_pressure(t, ATMOSPHERE_PA) / alpha - 1.0).abs() < 0.01, "{celsius} C");
        }
    }

    /// The two forms agree: at a share alpha the sum of the pressures is P (1 + alpha).
    #[test]
    fn both_forms_tell_the_same() {
        for c in [1e-6, 1e-3, 0.1, 1.0, 3.0] {
            let alpha = split_share_in_air(290.0, c);
            let sum_pa = c * GAS_CONSTANT_J_MOL_K * 290.0 / MOLAR_MASS_N2O4_KG_MOL * (1.0 + alpha);
            assert!((split_share_at_pressure(290.0, sum_pa) - alpha).abs() < 1e-9, "{c}");
        }
    }

    /// Thin air holds NO2 only, at 1 g/m3 (500 ppm) still to 98 %; dense cold vapour is mostly N2O4. The vapour at the
    /// boiling point has 79.2 g/mol (constants-check 2.2).
    #[test]
    fn thin_is_no2_and_dense_is_n2o4() {
        assert!(split_share_in_air(293.15, 1e-5) > 0.999);
        assert!(split_share_in_air(293.15, 1e-3) > 0.97 && split_share_in_air(293.15, 1e-3) < 0.995);
        assert!(split_share_in_air(263.15, 3.0) < 0.1);
        let boiling = split_share_at_pressure(294.30, ATMOSPHERE_PA);
        assert!((mean_molar_mass_kg_mol(boiling) - 0.0792).abs() < 0.0002);
        // From the pool to thin air: 0.84 of 57.12 kJ per 92 g.
        assert!((heat_taken_j_kg(boiling, 1.0) / 520_000.0 - 1.0).abs() < 0.01);
    }
}
