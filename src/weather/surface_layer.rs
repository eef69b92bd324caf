//! What goes with a Pasquill class: Obukhov length, exponent of the wind, gradients of temperature.

use super::Stability;

/// Gradient of potential temperature above the mixing layer, 0.005 K/m (default of Batchvarova & Gryning 1991,
/// Boundary-Layer Meteorol. 56, 261-274). Uncertain by a factor of 2 from day to day.
pub const FREE_GRADIENT_K_M: f64 = 0.005;

/// Default gradient of class E, 0.020 K/m (US EPA 1995, ISC3 User's Guide II, EPA-454/B-95-003b, section 1.1.4.1).
pub const GRADIENT_E_K_M: f64 = 0.020;

/// Default gradient of class F, 0.035 K/m (same place).
pub const GRADIENT_F_K_M: f64 = 0.035;

/// Lowest and highest mixing height that is believed, m. Assumed.
pub(super) const MIXING_HEIGHT_LIMITS_M: (f64, f64) = (50.0, 4_000.0);

/// Obukhov length from class and roughness, m; infinite for class D.
///
/// ```text
/// 1/L = a + b log10(z0)
/// ```
///
/// # References
/// Golder 1972, Boundary-Layer Meteorol. 3, 47-58, as fitted in Seinfeld & Pandis 2006, Atmospheric Chemistry and
/// Physics, 2nd ed., table 16.3.
pub fn obukhov_length_m(stability: Stability, roughness_m: f64) -> f64 {
    let (a, b) = match stability {
        Stability::A => (-0.096, 0.029),
        Stability::B => (-0.037, 0.029),
        Stability::C => (-0.002, 0.018),
        Stability::D => (0.0, 0.0),
        Stability::E => (0.004, -0.018),
        Stability::F => (0.035, -0.036),
    };
    let inverse = a + b * roughness_m.log10();
    if inverse == 0.0 { f64::INFINITY } else { 1.0 / inverse }
}

/// The class whose Obukhov length over a roughness is nearest to a given one in 1/L.
pub fn class_of(obukhov_length_m: f64, roughness_m: f64) -> Stability {
    let inverse = 1.0 / obukhov_length_m;
    let apart = |class: Stability| (1.0 / super::surface_layer::obukhov_length_m(class, roughness_m) - inverse).abs();
    Stability::ALL.into_iter().min_by(|a, b| apart(*a).total_cmp(&apart(*b))).unwrap_or(Stability::D)
}

/// Exponent of the wind profile by class over open country.
///
/// # References
/// Irwin 1979, Atmos. Environ. 13, 191-194; US EPA 1995, ISC3, rural set.
pub fn wind_profile_exponent(stability: Stability) -> f64 {
    match stability {
        Stability::A | Stability::B => 0.07,
        Stability::C => 0.10,
        Stability::D => 0.15,
        Stability::E => 0.35,
        Stability::F => 0.55,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Golder 1972 for z0 = 0.1 m: class A about -8 m, class F about +14 m.
    #[test]
    fn obukhov_lengths_have_the_published_size() {
        assert!((obukhov_length_m(Stability::A, 0.1) + 8.0).abs() < 1.0);
        assert!((obukhov_length_m(Stability::F, 0.1) - 14.1).abs() < 1.0);
        assert!(obukhov_length_m(Stability::D, 0.1).is_infinite());
    }

    /// Every class is that of its own length, and a very long one is neutral.
    #[test]
    fn a_class_is_that_of_its_length() {
        for class in Stability::ALL {
            assert_eq!(class_of(obukhov_length_m(class, 0.03), 0.03), class);
        }
        assert_eq!(class_of(-1e6, 0.03), Stability::D);
    }
}
