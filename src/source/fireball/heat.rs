//! The heat that heptyl and its oxidiser set free together, from the oxygen that is there.

use crate::range::Range;

/// Lower heating value of liquid UDMH in air, 30.0 MJ/kg (constants-check 2.3).
const UDMH_IN_AIR_J_KG: f64 = 30.0e6;

/// Heat of formation of liquid N2O4, -19.6 kJ/mol (constants-check 2.3, from memory there), as the heat that it takes
/// to undo, J/kg.
const N2O4_FORMATION_J_KG: f64 = 19.6e3 / MOLAR_MASS_N2O4_KG_MOL;

/// Heat of CO + O = CO2 with O taken from O2, 283.0 kJ/mol, of H2 + O = H2O vapour, 241.8 kJ/mol, and of C + O = CO,
/// 110.5 kJ/mol (CODATA 1989 key values).
const CO_J_MOL: f64 = 283.0e3;
const H2_J_MOL: f64 = 241.8e3;
const C_J_MOL: f64 = 110.5e3;

/// Molar masses of C2H8N2 and N2O4, 0.060 099 and 0.092 011 kg/mol (atomic masses, CIAAW 2021).
const MOLAR_MASS_UDMH_KG_MOL: f64 = 0.060_099;
const MOLAR_MASS_N2O4_KG_MOL: f64 = 0.092_011;

/// Heat to evaporate UDMH, 583 kJ/kg, and N2O4, 414.5 kJ/kg (constants-check 2.1 and 2.2).
const EVAPORATION_UDMH_J_KG: f64 = 583e3;
const EVAPORATION_N2O4_J_KG: f64 = 414.5e3;

/// Heat to split N2O4 into NO2, 57.12 kJ/mol (NIST WebBook), as J/kg.
const SPLITTING_N2O4_J_KG: f64 = 57.12e3 / MOLAR_MASS_N2O4_KG_MOL;

/// Share of the CO and H2 that burns on in the air that the fireball takes in: 0 to 1. Assumed: the fireball is hot and
/// mixes, but nothing was found in print.
pub const AFTERBURNT_SHARE: Range = Range::uniform(0.0, 1.0);

/// Heat of burning masses of UDMH and N2O4 together, J.
///
/// ```text
/// C2H8N2 + 2 N2O4 = 2 CO2 + 4 H2O + 3 N2 ,   8 O needed per UDMH, 4 O held by an N2O4
/// Q = 30.0 MJ/kg u - 0.213 MJ/kg n' - (1 - a) (283.0 kJ CO + 241.8 kJ H2)
/// ```
/// u UDMH, n' N2O4 as far as it is used, a share that burns on in air. Where oxygen lacks, carbon is left as CO first,
/// then hydrogen as H2, then carbon as soot, 110.5 kJ/mol more. Fuel without any oxidiser burns in air by the same
/// rule.
///
/// # Valid range
/// Masses of zero or more, a from 0 to 1.
///
/// # References
/// Balance of constants-check 2.3.
pub fn of_burning_j(udmh_kg: f64, n2o4_kg: f64, afterburnt_share: f64) -> f64 {
    let oxygen_needed = 8.0 * udmh_kg / MOLAR_MASS_UDMH_KG_MOL;
    let oxygen_held = 4.0 * n2o4_kg / MOLAR_MASS_N2O4_KG_MOL;
    let used_kg = if oxygen_held > oxygen_needed { n2o4_kg * oxygen_needed / oxygen_held } else { n2o4_kg };
    let lacking = (oxygen_needed - oxygen_held).max(0.0);
    let carbon = 2.0 * udmh_kg / MOLAR_MASS_UDMH_KG_MOL;
    let left_j = CO_J_MOL * lacking.min(carbon) + H2_J_MOL * (lacking - carbon).clamp(0.0, 2.0 * carbon);
    let soot_j = C_J_MOL * (lacking - 3.0 * carbon).max(0.0);
    UDMH_IN_AIR_J_KG * udmh_kg - N2O4_FORMATION_J_KG * used_kg - (1.0 - afterburnt_share) * (left_j + soot_j)
}

/// Heat that unburnt liquid takes from the fireball to become thin vapour, J: evaporation, and for the oxidiser its
/// splitting into NO2. Warming is left out: the vapour gives it back as the cloud cools.
pub fn of_vaporising_j(udmh_kg: f64, n2o4_kg: f64) -> f64 {
    EVAPORATION_UDMH_J_KG * udmh_kg + (EVAPORATION_N2O4_J_KG + SPLITTING_N2O4_J_KG) * n2o4_kg
}

#[cfg(test)]
mod tests {
    use super::*;

    /// constants-check 2.3: 7.22 MJ per kg of mixture at the stoichiometric 3.062; at 2.67, 6.70 with CO as the surplus
    /// and 8.0 with afterburning. Its inputs are rounded, hence 2 %.
    #[test]
    fn heats_match_the_reference() {
        let per_kg = |ratio: f64, afterburnt: f64| of_burning_j(1.0, ratio, afterburnt) / (1.0 + ratio) / 1e6;
        assert!((per_kg(3.062, 0.0) / 7.22 - 1.0).abs() < 0.02, "{}", per_kg(3.062, 0.0));
        assert!((per_kg(2.67, 0.0) / 6.70 - 1.0).abs() < 0.02, "{}", per_kg(2.67, 0.0));
        assert!((per_kg(2.67, 1.0) / 8.0 - 1.0).abs() < 0.02, "{}", per_kg(2.67, 1.0));
    }

    /// Fuel alone burns with its heating value in air, and falls apart into soot, H2 and N2 with its heat of formation,
    /// 48.3 kJ/mol (constants-check 2.3; a difference of large numbers, hence 5 %); oxidiser alone burns nothing; what
    /// exceeds the oxidiser that the fuel needs adds nothing.
    #[test]
    fn limits_of_the_mixture() {
        assert!((of_burning_j(1.0, 0.0, 1.0) / 30.0e6 - 1.0).abs() < 1e-12);
        assert!((of_burning_j(1.0, 0.0, 0.0) * MOLAR_MASS_UDMH_KG_MOL / 48.3e3 - 1.0).abs() < 0.05);
        assert_eq!(of_burning_j(0.0, 5.0, 0.0), 0.0);
        let (just, more) = (of_burning_j(1.0, 3.0621, 0.0), of_burning_j(1.0, 9.0, 0.0));
        assert!((just / more - 1.0).abs() < 1e-3, "{just} {more}");
    }

    /// The heat rises with the oxidiser up to the stoichiometric mixture, and afterburning only adds.
    #[test]
    fn more_oxygen_gives_more_heat() {
        let heats: Vec<f64> = (0..=30).map(|k| of_burning_j(1.0, 0.1 * f64::from(k), 0.0)).collect();
        assert!(heats.windows(2).all(|pair| pair[1] > pair[0]) && heats[0] >= 0.0, "{heats:?}");
        assert!(of_burning_j(1.0, 2.0, 1.0) > of_burning_j(1.0, 2.0, 0.0));
    }

    /// A kilogram of oxidiser takes 1.03 MJ to become NO2: a fifteenth of unburnt mixture costs little of the heat.
    #[test]
    fn vaporising_costs_little_where_most_burns() {
        assert!((of_vaporising_j(0.0, 1.0) / 1.035e6 - 1.0).abs() < 0.01);
        let ratio = of_vaporising_j(0.05, 0.05 * 2.67) / of_burning_j(0.95, 0.95 * 2.67, 0.0);
        assert!(ratio < 0.01, "{ratio}");
    }
}
