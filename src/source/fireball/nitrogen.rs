//! Nitrogen oxides that a fire makes from air.

use crate::constants::GAS_CONSTANT_J_MOL_K;
use crate::range::Range;

/// Molar mass of NO2 over that of NO (atomic masses, CIAAW 2021).
const NO2_OVER_NO: f64 = 46.006 / 30.006;

/// Heat of 1/2 N2 + 1/2 O2 = NO, 90.29 kJ/mol, and its entropy, 12.37 J/(mol K) at 298 K (NIST-JANAF tables).
const NO_HEAT_J_MOL: f64 = 90.29e3;
const NO_ENTROPY_J_MOL_K: f64 = 12.37;

/// Temperature at which the NO of a cooling fireball freezes, 1800 to 2300 K. Assumed: Zel'dovich kinetics over
/// seconds, as told for large fires and explosions.
pub const FREEZING_K: Range = Range::uniform(1_800.0, 2_300.0);

/// Oxygen left in the gas at that point, by volume: 0.5 to 10 %, each factor alike. Assumed: rich products hold less
/// than this, products thinned with air more.
pub fn oxygen_share() -> Range {
    Range::log_uniform(0.005, 0.10)
}

/// Nitrogen in the gas, 60 % by volume: products of the mixture hold a third of N2 by volume and become richer as air
/// mixes in. The result moves with its square root.
const NITROGEN_SHARE: f64 = 0.6;

/// Share of the NO that becomes NO2 before it is thin, 0.1 to 1, each factor alike: 2 NO + O2 takes seconds at a
/// percent and hours at 10 ppm; ozone adds 0.03 ppm only. Assumed range.
pub fn oxidised_share() -> Range {
    Range::log_uniform(0.1, 1.0)
}

/// NO by volume in equilibrium with nitrogen and oxygen.
///
/// ```text
/// x = sqrt(xN2 xO2) exp(dS/R - dH/(R T))
/// ```
///
/// # Valid range
/// 1500 to 3000 K, within a tenth of the printed constants there: heat and entropy of reaction hardly move with T.
///
/// # References
/// NIST-JANAF Thermochemical Tables, 4th ed. (Gibbs energy of formation of NO, from memory: 65.06 kJ/mol at
/// 2000 K, 58.72 kJ/mol at 2500 K).
pub fn no_share(temperature_k: f64, nitrogen: f64, oxygen: f64) -> f64 {
    let constant =
        (NO_ENTROPY_J_MOL_K / GAS_CONSTANT_J_MOL_K - NO_HEAT_J_MOL / (GAS_CONSTANT_J_MOL_K * temperature_k)).exp();
    (nitrogen * oxygen).sqrt() * constant
}

/// NO2 that the fire makes per mass of propellant burnt: NO frozen at a temperature with a share of oxygen left,
/// oxidised in part. NO has nearly the molar mass of the gas, so the share by volume stands for that by mass.
///
/// # Valid range
/// As for [`no_share`]; gas that was never hot is not counted, so this is for the mass of the propellant alone.
pub fn thermal_no2_kg_kg(temperature_k: f64, oxygen: f64, oxidised: f64) -> f64 {
    no_share(temperature_k, NITROGEN_SHARE, oxygen) * NO2_OVER_NO * oxidised
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gibbs energy of formation of NO, 65.06 kJ/mol at 2000 K and 58.72 kJ/mol at 2500 K (JANAF): x over sqrt(xN2
    /// xO2), within a tenth.
    #[test]
    fn equilibrium_matches_the_tables() {
        for (temperature, gibbs_j_mol) in [(2_000.0, 65.06e3), (2_500.0, 58.72e3)] {
            let expected = f64::exp(-gibbs_j_mol / (GAS_CONSTANT_J_MOL_K * temperature));
            assert!((no_share(temperature, 1.0, 1.0) / expected - 1.0).abs() < 0.1, "{temperature}");
        }
    }

    /// The fire makes 0.01 to 1.5 % of the burnt mass, as much as a little unburnt oxidiser.
    #[test]
    fn the_fire_adds_a_percent_at_most() {
        let (cold, hot) = (FREEZING_K.low, FREEZING_K.high);
        let low = thermal_no2_kg_kg(cold, oxygen_share().low, oxidised_share().low);
        let high = thermal_no2_kg_kg(hot, oxygen_share().high, oxidised_share().high);
        assert!(low > 1e-5 && high < 1.5e-2, "{low} {high}");
    }
}
