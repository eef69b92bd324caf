//! Briggs's interpolation formulae for open country.
//!
//! # References
//! Briggs 1973, Diffusion estimation for small emissions, ATDL contribution 79, as printed in Gifford 1976, Nucl.
//! Safety 17, 68-86; valid 0.1 to 10 km, averages of about 10 minutes.

use crate::weather::Stability;

/// Name for the manifest.
pub const NAME: &str = "Briggs 1973, open country (plumes; 0.1-10 km)";

/// Horizontal standard deviation at a distance, m.
pub fn sigma_y_m(stability: Stability, distance_m: f64) -> f64 {
    let a = match stability {
        Stability::A => 0.22,
        Stability::B => 0.16,
        Stability::C => 0.11,
        Stability::D => 0.08,
        Stability::E => 0.06,
        Stability::F => 0.04,
    };
    a * distance_m / (1.0 + 1e-4 * distance_m).sqrt()
}

/// Vertical standard deviation at a distance, m.
pub fn sigma_z_m(stability: Stability, distance_m: f64) -> f64 {
    let x = distance_m;
    match stability {
        Stability::A => 0.20 * x,
        Stability::B => 0.12 * x,
        Stability::C => 0.08 * x / (1.0 + 2e-4 * x).sqrt(),
        Stability::D => 0.06 * x / (1.0 + 1.5e-3 * x).sqrt(),
        Stability::E => 0.03 * x / (1.0 + 3e-4 * x),
        Stability::F => 0.016 * x / (1.0 + 3e-4 * x),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Domain reference 7.6: at 1 km D 76.3/37.9 m and F 38.1/12.3 m.
    #[test]
    fn matches_the_reference_at_1_km() {
        for (class, y, z) in [(Stability::D, 76.3, 37.9), (Stability::F, 38.1, 12.3)] {
            assert!((sigma_y_m(class, 1_000.0) - y).abs() < 0.06);
            assert!((sigma_z_m(class, 1_000.0) - z).abs() < 0.06);
        }
    }
}
