//! Loss of vapour through the thin film of air over a pool.

use super::Air;
use super::liquid::Liquid;
use crate::constants::GAS_CONSTANT_J_MOL_K;

/// Coefficient of the film correlation for m and m/s, 0.004 73: the paper's 0.0292 in m/h, converted for the exponents
/// 7/9 and 1/9 (Mackay & Matsugu 1973, Can. J. Chem. Eng. 51, 434-439). A later wind-tunnel fit differs by a factor of
/// 2 in strong wind.
const FILM_COEFFICIENT: f64 = 0.004_73;

/// Wind below which the film is that of this wind, m/s: the heavy vapour of a pool drains off by its own weight. Assumed.
pub(super) const DRAUGHT_M_S: f64 = 0.5;

/// Highest share of the air pressure in the logarithm, so that it stays finite. A pool never comes so near: the heat
/// that its loss takes holds it below.
const SHARE_MAX: f64 = 1.0 - 1e-9;

/// Mass-transfer coefficient of the film, m/s.
///
/// ```text
/// k = 0.00473 U^(7/9) D^(-1/9) Sc^(-0.67)
/// ```
/// U wind at 10 m, m/s; D diameter of the pool, m; Sc Schmidt number of the vapour.
///
/// # Valid range
/// D about 1 to 100 m, U 0.5 to 10 m/s; below 0.5 m/s it is held. Flat ground: a deep crater shelters its pool.
///
/// # References
/// Mackay & Matsugu 1973 (see `FILM_COEFFICIENT`).
pub fn transfer_m_s(wind_speed_10m_m_s: f64, diameter_m: f64, schmidt: f64) -> f64 {
    FILM_COEFFICIENT
        * wind_speed_10m_m_s.max(DRAUGHT_M_S).powf(7.0 / 9.0)
        * diameter_m.powf(-1.0 / 9.0)
        * schmidt.powf(-0.67)
}

/// Flux through a film, kg/(m2 s), with the drift that the vapour itself makes.
///
/// ```text
/// E = (k M p / (R T)) ln(1 / (1 - pv/p))
/// ```
/// k transfer coefficient, m/s; M molar mass of the vapour, kg/mol; p and pv pressure of the air and of the saturated
/// vapour, Pa; T temperature of the surface, K.
///
/// # References
/// Mackay & Matsugu 1973; the logarithm as in Bird, Stewart & Lightfoot, Transport Phenomena, 2nd ed., chapter 18.
pub fn flux_kg_m2_s(
    transfer_m_s: f64,
    molar_mass_kg_mol: f64,
    pressure_pa: f64,
    vapour_pressure_pa: f64,
    temperature_k: f64,
) -> f64 {
    let share = (vapour_pressure_pa / pressure_pa).min(SHARE_MAX);
    transfer_m_s * molar_mass_kg_mol * pressure_pa / (GAS_CONSTANT_J_MOL_K * temperature_k) * -(-share).ln_1p()
}

/// Schmidt number of the vapour in the air over the pool.
pub(super) fn schmidt(liquid: &Liquid<'_>, air: &Air) -> f64 {
    let diffusivity = liquid.diffusivity_m2_s(air.temperature_k, air.pressure_pa);
    crate::atmosphere::viscosity_pa_s(air.temperature_k) / (air.density_kg_m3() * diffusivity)
}

#[cfg(test)]
mod tests {
    use super::*;

    const P: f64 = 101_325.0;

    /// constants-check section 7: 5 m/s, 20 m, Sc 1.6 gives 8.66e-3 m/s, 0.3 % for the printed digits. Domain 7.5:
    /// heptyl at 20 C with 16.4 kPa 3.55e-3 without and 3.87e-3 kg/(m2 s) with the logarithm, computed there with the
    /// coefficient 0.0048, which is 1.4 % high: 2 %.
    #[test]
    fn matches_the_oracle() {
        let k = transfer_m_s(5.0, 20.0, 1.6);
        assert!((k / 8.66e-3 - 1.0).abs() < 0.003, "{k}");
        let with = flux_kg_m2_s(k, 0.060_10, P, 16_400.0, 293.15);
        let without = k * 0.060_10 * 16_400.0 / (GAS_CONSTANT_J_MOL_K * 293.15);
        assert!((with / 3.87e-3 - 1.0).abs() < 0.02, "{with}");
        assert!((without / 3.55e-3 - 1.0).abs() < 0.02, "{without}");
    }

    /// Brighton's boundary-layer theory as ALOHA has it (Jones et al. 2013, NOAA Tech. Memo. NOS OR&R 43, 3.3.1), for
    /// aerodynamically smooth and rough pools (z0 0.2 and 1 mm): two independent models of the film agree within a factor of
    /// 1.6 between 2 and 8 m/s and 5 and 50 m.
    #[test]
    fn agrees_with_brighton() {
        for (u, d) in [(2.0, 5.0), (2.0, 50.0), (5.0, 20.0), (8.0, 5.0), (8.0, 50.0)] {
            for z0 in [2e-4, 1e-3] {
                let ratio = transfer_m_s(u, d, 1.42) / brighton_m_s(u, d, 1.42, z0);
                assert!((1.0 / 1.6..1.6).contains(&ratio), "{u} m/s, {d} m, z0 {z0}: {ratio}");
            }
        }
    }

    fn brighton_m_s(u: f64, d: f64, sc: f64, z0: f64) -> f64 {
        let (kappa, sc_t, gamma) = (0.4, 0.85, 0.577);
        let u_star = 0.03 * u;
        let n: f64 = 1.0 / (10.0 / z0).ln();
        let re0 = u_star * z0 / 1.5e-5;
        let smooth = (3.85 * sc.cbrt() - 1.3).powi(2) + sc_t / kappa * (0.13 * sc).ln();
        let rough = |re: f64| 7.3 * re.powf(0.25) * sc.sqrt() - 5.0 * sc_t;
        let f = if re0 < 0.13 {
            smooth
        } else if re0 > 2.0 {
            rough(re0)
        } else {
            smooth + (re0 - 0.13) / 1.87 * (rough(2.0) - smooth)
        };
        let lambda = 1.0 / n + 1.0 + 2.0 * n.ln_1p() - 2.0 * gamma + kappa / sc_t * (1.0 + n) * f;
        let x1 = n * kappa * kappa * d / (sc_t * z0 * (1.0 / n).exp());
        let log = lambda + x1.ln();
        let pi = std::f64::consts::PI;
        let square = log * log + pi * pi;
        let sum = 0.5 - (log / pi).atan() / pi
            + (1.0 - gamma) / square
            + ((1.0 - gamma).powi(2) + 1.0 + pi * pi / 6.0) * log / (square * square);
        u_star * kappa / sc_t * (1.0 + n) * sum
    }
}
