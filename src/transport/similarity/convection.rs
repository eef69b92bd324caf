//! Surface releases in convective air: updraughts lift the cloud off the ground, which no diffusivity describes.

use crate::weather::turbulence::Turbulence;

/// Coefficient of the surface concentration in the convective layer, 0.9: C h U / Q = 0.9 X^(-3/2), X = w* x / (h U)
/// (Willis & Deardorff 1976, Q. J. R. Meteorol. Soc. 102, 427-445, water tank; Nieuwstadt 1980, J. Appl. Meteorol. 19,
/// 157-162, finds the same number in the field).
const SURFACE_COEFFICIENT: f64 = 0.9;

/// Releases up to this share of the mixing height count as surface releases, 0.1 (the surface layer).
pub(super) const SURFACE_RELEASE_SHARE: f64 = 0.1;

/// Concentration at the ground integrated across the wind and over release rate, s/m2, that a convective layer does
/// not exceed; none where it is not convective.
///
/// ```text
/// C = max(0.9 X^(-3/2), 1) / (h U) ,  X = w* x / (h U)
/// ```
/// x distance, U transport speed. The second value is that of a well-mixed layer.
pub(super) fn surface_limit_s_m2(turbulence: &Turbulence, distance_m: f64, speed_m_s: f64) -> Option<f64> {
    let w_star = turbulence.convective_velocity_m_s();
    let h = turbulence.mixing_height_m;
    let x = w_star * distance_m / (h * speed_m_s);
    (x > 0.0).then(|| (SURFACE_COEFFICIENT * x.powf(-1.5)).max(1.0) / (h * speed_m_s))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The limit falls with distance to that of a well-mixed layer, and only unstable air has one.
    #[test]
    fn falls_to_the_well_mixed_value() {
        let unstable = Turbulence {
            friction_velocity_m_s: 0.3,
            obukhov_length_m: -10.0,
            mixing_height_m: 1_000.0,
            roughness_m: 0.03,
            wind_factor: 1.0,
            sigma_v_measured_m_s: None,
        };
        let limits: Vec<f64> =
            [50.0, 500.0, 5e5].iter().filter_map(|x| surface_limit_s_m2(&unstable, *x, 5.0)).collect();
        assert!(limits[0] > limits[1] && limits[1] > limits[2]);
        assert!((limits[2] * 5_000.0 - 1.0).abs() < 1e-12);
        let stable = Turbulence { obukhov_length_m: 50.0, ..unstable };
        assert_eq!(surface_limit_s_m2(&stable, 100.0, 5.0), None);
    }
}
