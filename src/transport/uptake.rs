//! Uptake of sulphur dioxide by grassland, by resistances: the tracer of the classic field trials is no inert gas.
//!
//! The turbulence between the ground and the cloud is in the diffusion equation itself; what stands here is what the
//! ground adds to it, `v_s = 1/(r_b + r_c)`.

use crate::constants::VON_KARMAN;

/// Schmidt number of SO2 over Prandtl number of air, 1.74: 0.150 and 0.120 cm2/s (Massman 1998, Atmos. Environ. 32,
/// 1111-1127), Pr 0.72.
const SCHMIDT_OVER_PRANDTL: f64 = 1.74;

/// Canopy resistances of rangeland at midsummer for SO2, s/m (Wesely 1989, Atmos. Environ. 23, 1293-1304, table 1 and
/// text): stomata 120, leaves 2000 dry and 100 under dew, lower canopy 2000, air in the canopy 100, ground 350.
const STOMATA_S_M: f64 = 120.0;
const LEAVES_S_M: (f64, f64) = (2_000.0, 100.0);
const LOWER_CANOPY_S_M: f64 = 2_000.0;
const CANOPY_AIR_S_M: f64 = 100.0;
const GROUND_S_M: f64 = 350.0;

/// Diffusivity of water vapour over that of SO2, 1.9 (Wesely 1989, table 2).
const VAPOUR_OVER_SO2: f64 = 1.9;

/// Sun and warmth of a summer's day, for the stomata: 700 W/m2, 25 degrees Celsius. Assumed; half the sun raises the
/// resistance of the canopy by 4 %.
const DAY_SUN_W_M2: f64 = 700.0;
const DAY_TEMPERATURE_C: f64 = 25.0;

/// Velocity at which grassland takes SO2 out of the air at its surface, m/s.
///
/// ```text
/// r_b = 2 (Sc/Pr)^(2/3) / (kappa u*)
/// 1/r_c = 1/r_stomata + 1/r_leaves + 1/(r_dc + r_cl) + 1/(r_ac + r_gs)
/// ```
/// By night the stomata are shut and, with the sky clear, dew lies on the leaves.
///
/// # References
/// Wesely 1989; r_b: Hicks et al. 1987, Water Air Soil Pollut. 36, 311-330.
pub fn sulphur_dioxide_m_s(friction_velocity_m_s: f64, day: bool) -> f64 {
    let film_s_m = 2.0 * SCHMIDT_OVER_PRANDTL.powf(2.0 / 3.0) / (VON_KARMAN * friction_velocity_m_s);
    1.0 / (film_s_m + canopy_s_m(day))
}

fn canopy_s_m(day: bool) -> f64 {
    let sun = if day { DAY_SUN_W_M2 } else { 0.0 };
    let light = 1.0 + (200.0 / (sun + 0.1)).powi(2);
    let warmth = 400.0 / (DAY_TEMPERATURE_C * (40.0 - DAY_TEMPERATURE_C));
    let stomata = if day { 1.0 / (STOMATA_S_M * light * warmth * VAPOUR_OVER_SO2) } else { 0.0 };
    let leaves = 1.0 / if day { LEAVES_S_M.0 } else { LEAVES_S_M.1 };
    let buoyant_air_s_m = 100.0 * (1.0 + 1_000.0 / (sun + 10.0));
    1.0 / (stomata + leaves + 1.0 / (buoyant_air_s_m + LOWER_CANOPY_S_M) + 1.0 / (CANOPY_AIR_S_M + GROUND_S_M))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: day 1/263 + 1/2000 + 1/2241 + 1/450 = 1/143; night 1/100 + 1/12100 + 1/450 = 1/81.
    #[test]
    fn canopy_by_hand() {
        assert!((canopy_s_m(true) - 143.0).abs() < 2.0, "{}", canopy_s_m(true));
        assert!((canopy_s_m(false) - 81.3).abs() < 1.0, "{}", canopy_s_m(false));
    }

    /// Measured deposition velocities of SO2 over grass lie between 0.1 and 2 cm/s (McMahon & Denison 1979).
    #[test]
    fn has_the_measured_size() {
        for (u_star, day) in [(0.15, false), (0.4, true), (0.6, true)] {
            assert!((0.001..0.02).contains(&sulphur_dioxide_m_s(u_star, day)));
        }
    }
}
