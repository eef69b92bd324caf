//! Flux-profile relations of the surface layer, as functions of zeta = z/L.
//!
//! # References
//! Dyer 1974, Boundary-Layer Meteorol. 7, 363-372 (phi); Paulson 1970, J. Appl. Meteorol. 9, 857-861 (unstable psi);
//! van Ulden & Holtslag 1985, J. Clim. Appl. Meteorol. 24, 1196-1207, eq. 54 (stable psi, which holds to zeta of
//! about 10).

use std::f64::consts::FRAC_PI_2;

/// Coefficient of the unstable relations, 16 (Dyer 1974).
const UNSTABLE: f64 = 16.0;

/// Coefficient of the stable relations, 5 (Dyer 1974).
const STABLE: f64 = 5.0;

/// Dimensionless gradient of the wind.
pub fn phi_m(zeta: f64) -> f64 {
    if zeta < 0.0 { (1.0 - UNSTABLE * zeta).powf(-0.25) } else { 1.0 + STABLE * zeta }
}

/// Dimensionless gradient of heat, and of a gas that is carried as heat is.
pub fn phi_h(zeta: f64) -> f64 {
    if zeta < 0.0 { (1.0 - UNSTABLE * zeta).powf(-0.5) } else { 1.0 + STABLE * zeta }
}

/// Integral of (1 - phi_m) / zeta.
pub fn psi_m(zeta: f64) -> f64 {
    if zeta < 0.0 {
        let x = (1.0 - UNSTABLE * zeta).sqrt().sqrt();
        2.0 * (0.5 * (1.0 + x)).ln() + (0.5 * (1.0 + x * x)).ln() - 2.0 * x.atan() + FRAC_PI_2
    } else {
        -17.0 * (1.0 - (-0.29 * zeta).exp())
    }
}

/// Coefficient of the dissipation in unstable air, 0.75 (Minnesota; Caughey & Wyngaard 1979, Q. J. R. Meteorol. Soc. 105,
/// 231-239); the Kansas measurements gave 0.5 (Wyngaard & Cote 1971).
const DISSIPATION_UNSTABLE: f64 = 0.75;

/// Slope of the dissipation in stable air, 2.5 (CASES-99; Hartogensis & de Bruin 2005, Boundary-Layer Meteorol. 116,
/// 253-276, who find 0.8 + 2.5 zeta); the budget without transport has 4.
const DISSIPATION_STABLE: f64 = 2.5;

/// Dimensionless dissipation kappa z epsilon / u*^3.
///
/// ```text
/// unstable (1 + 0.75 |zeta|^(2/3))^(3/2) ,  stable 1 + 2.5 zeta
/// ```
/// The neutral value is that of balance, 1, so that both sides meet.
pub fn phi_epsilon(zeta: f64) -> f64 {
    if zeta < 0.0 {
        (1.0 + DISSIPATION_UNSTABLE * zeta.abs().cbrt().powi(2)).powf(1.5)
    } else {
        1.0 + DISSIPATION_STABLE * zeta
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All relations are those of neutral air at zeta = 0, from both sides.
    #[test]
    fn neutral_is_the_limit_from_both_sides() {
        for zeta in [-1e-9, 0.0, 1e-9] {
            assert!((phi_m(zeta) - 1.0).abs() < 1e-7 && (phi_h(zeta) - 1.0).abs() < 1e-7);
            assert!(psi_m(zeta).abs() < 1e-7 && (phi_epsilon(zeta) - 1.0).abs() < 1e-5);
        }
    }

    /// Dyer 1974 at zeta = -1: phi_m = 17^(-1/4) = 0.492, phi_h = 17^(-1/2) = 0.243; at +0.5 both 3.5.
    #[test]
    fn values_of_the_paper() {
        assert!((phi_m(-1.0) - 0.492).abs() < 1e-3 && (phi_h(-1.0) - 0.243).abs() < 1e-3);
        assert!((phi_m(0.5) - 3.5).abs() < 1e-12);
    }

    /// psi is the integral of (1 - phi)/zeta: by its derivative, unstable exactly, stable to first order in zeta.
    #[test]
    fn psi_belongs_to_phi() {
        let slope = |zeta: f64| (psi_m(zeta + 1e-5) - psi_m(zeta - 1e-5)) / 2e-5;
        for zeta in [-5.0, -0.5, -0.05] {
            assert!((slope(zeta) - (1.0 - phi_m(zeta)) / zeta).abs() < 1e-5, "{zeta}");
        }
        assert!((slope(1e-3) + STABLE).abs() < 0.1);
    }
}
