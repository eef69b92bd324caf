//! Power laws for instantaneous puffs.
//!
//! # References
//! Slade 1968, Meteorology and Atomic Energy, TID-24190, chapter 4 (three classes), completed to six classes in CCPS
//! 1996, Guidelines for Use of Vapor Cloud Dispersion Models, 2nd ed.; as listed in constants-check 4.9.

use crate::weather::Stability;

/// Name for the manifest.
pub const NAME: &str = "Slade 1968 / CCPS 1996, puffs, six classes (0.1-10 km)";

/// Horizontal standard deviation at a distance, m.
pub fn sigma_y_m(stability: Stability, distance_m: f64) -> f64 {
    let (a, b) = match stability {
        Stability::A => (0.18, 0.92),
        Stability::B => (0.14, 0.92),
        Stability::C => (0.10, 0.92),
        Stability::D => (0.06, 0.92),
        Stability::E => (0.04, 0.92),
        Stability::F => (0.02, 0.89),
    };
    a * distance_m.powf(b)
}

/// Vertical standard deviation at a distance, m.
pub fn sigma_z_m(stability: Stability, distance_m: f64) -> f64 {
    let (a, b) = match stability {
        Stability::A => (0.60, 0.75),
        Stability::B => (0.53, 0.73),
        Stability::C => (0.34, 0.71),
        Stability::D => (0.15, 0.70),
        Stability::E => (0.10, 0.65),
        Stability::F => (0.05, 0.61),
    };
    a * distance_m.powf(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Domain reference 7.6, Slade's three classes: unstable 0.14 x^0.92 and 0.53 x^0.73, stable 0.02 x^0.89.
    #[test]
    fn holds_slades_three_classes() {
        assert!((sigma_y_m(Stability::B, 100.0) - 0.14 * 100_f64.powf(0.92)).abs() < 1e-12);
        assert!((sigma_z_m(Stability::B, 100.0) - 0.53 * 100_f64.powf(0.73)).abs() < 1e-12);
        assert!((sigma_y_m(Stability::F, 100.0) - 0.02 * 100_f64.powf(0.89)).abs() < 1e-12);
    }
}
