//! Stability, friction velocity and mixing height from what an inspector has: wind, cloud, and the sun's height.

use super::Stability;
use crate::constants::{GRAVITY_M_S2, HEAT_CAPACITY_AIR_J_KG_K, VON_KARMAN};

/// Gradient of potential temperature above the mixing layer, 0.005 K/m (default of Batchvarova & Gryning 1991,
/// Boundary-Layer Meteorol. 56, 261-274). Uncertain by a factor of 2 from day to day.
pub const FREE_GRADIENT_K_M: f64 = 0.005;

/// Default gradient of class E, 0.020 K/m (US EPA 1995, ISC3 User's Guide II, EPA-454/B-95-003b, section 1.1.4.1).
pub const GRADIENT_E_K_M: f64 = 0.020;

/// Default gradient of class F, 0.035 K/m (same place).
pub const GRADIENT_F_K_M: f64 = 0.035;

/// Ratio of entrained to surface heat flux, 0.2 (Tennekes 1973, J. Atmos. Sci. 30, 558-567).
const ENTRAINMENT_RATIO: f64 = 0.2;

/// Lowest and highest mixing height that is believed, m. Assumed.
pub(super) const MIXING_HEIGHT_LIMITS_M: (f64, f64) = (50.0, 4_000.0);

/// Wind speeds (m/s) at which the rows of Turner's table change: 2, 4, 6, 7, 8, 10, 11 and 12 knots, less half a knot.
const TURNER_SPEEDS_M_S: [f64; 8] = [0.8, 1.8, 2.8, 3.3, 3.8, 4.8, 5.3, 5.9];

/// Turner's stability classes by wind (rows) and net radiation index 4, 3, 2, 1, 0, -1, -2 (columns).
const TURNER_CLASSES: [[u8; 7]; 9] = [
    [1, 1, 2, 3, 4, 6, 7],
    [1, 2, 2, 3, 4, 6, 7],
    [1, 2, 3, 4, 4, 5, 6],
    [2, 2, 3, 4, 4, 5, 6],
    [2, 2, 3, 4, 4, 4, 5],
    [2, 3, 3, 4, 4, 4, 5],
    [3, 3, 4, 4, 4, 4, 5],
    [3, 3, 4, 4, 4, 4, 4],
    [3, 4, 4, 4, 4, 4, 4],
];

/// Stability class from wind at 10 m, sun and cloud.
///
/// The net radiation index falls from 4 (sun above 60 degrees) to -2 (clear night); cloud over half the sky lowers it
/// by 1, over 90 % by 2, an overcast sky makes it 0. Cloud base is not known here, so middle cloud is assumed.
///
/// # Valid range
/// Wind >= 0 m/s, cloud 0 to 1. Class G of the table counts as F.
///
/// # References
/// Turner 1964, J. Appl. Meteorol. 3, 83-91, tables 1 and 2.
pub fn stability(wind_speed_10m_m_s: f64, solar_elevation_deg: f64, cloud_fraction: f64) -> Stability {
    let row = TURNER_SPEEDS_M_S.iter().filter(|limit| wind_speed_10m_m_s >= **limit).count();
    let column = (4 - net_radiation_index(solar_elevation_deg, cloud_fraction)) as usize;
    match TURNER_CLASSES[row][column] {
        1 => Stability::A,
        2 => Stability::B,
        3 => Stability::C,
        4 => Stability::D,
        5 => Stability::E,
        _ => Stability::F,
    }
}

fn net_radiation_index(solar_elevation_deg: f64, cloud_fraction: f64) -> i32 {
    if cloud_fraction >= 0.95 {
        return 0;
    }
    if solar_elevation_deg <= 0.0 {
        return if cloud_fraction <= 0.4 { -2 } else { -1 };
    }
    let insolation = match solar_elevation_deg {
        e if e > 60.0 => 4,
        e if e > 35.0 => 3,
        e if e > 15.0 => 2,
        _ => 1,
    };
    let less = match cloud_fraction {
        n if n > 0.9 => 2,
        n if n > 0.5 => 1,
        _ => 0,
    };
    (insolation - less).max(1)
}

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

/// Friction velocity from the wind at a height, m/s.
///
/// ```text
/// u* = kappa U / (ln(z/z0) - psi_m(z/L))
/// ```
///
/// # References
/// Paulson 1970, J. Appl. Meteorol. 9, 857-861 (unstable); Dyer 1974, Boundary-Layer Meteorol. 7, 363-372 (stable,
/// -5 z/L, here held at z/L = 1).
pub fn friction_velocity_m_s(wind_speed_m_s: f64, height_m: f64, roughness_m: f64, obukhov_length_m: f64) -> f64 {
    let zeta = height_m / obukhov_length_m;
    let psi = if zeta < 0.0 {
        let x = (1.0 - 16.0 * zeta).powf(0.25);
        2.0 * (0.5 * (1.0 + x)).ln() + (0.5 * (1.0 + x * x)).ln() - 2.0 * x.atan() + std::f64::consts::FRAC_PI_2
    } else {
        -5.0 * zeta.min(1.0)
    };
    VON_KARMAN * wind_speed_m_s / ((height_m / roughness_m).ln() - psi)
}

/// State of the surface layer that the mixing height follows from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SurfaceLayer {
    /// Friction velocity, m/s.
    pub friction_velocity_m_s: f64,
    /// Obukhov length, m.
    pub obukhov_length_m: f64,
    /// Air temperature, K.
    pub temperature_k: f64,
    /// Air density, kg/m3.
    pub air_density_kg_m3: f64,
    /// Coriolis parameter, 1/s.
    pub coriolis_per_s: f64,
    /// Time since sunrise, s; zero by night.
    pub since_sunrise_s: f64,
}

/// Mixing height, m.
///
/// ```text
/// neutral    h = 0.3 u*/f
/// stable     h = 0.4 sqrt(u* L / f)
/// unstable   h = sqrt((1 + 2A) H t / (rho c_p gamma)) , H the surface heat flux from L, growing since sunrise
/// ```
/// and by day not below the neutral value that the wind alone would mix.
///
/// # Valid range
/// Middle latitudes; the result is held between 50 and 4000 m.
///
/// # References
/// Neutral and stable: Zilitinkevich 1972, Boundary-Layer Meteorol. 3, 141-145. Unstable: encroachment with
/// entrainment, Tennekes 1973, J. Atmos. Sci. 30, 558-567.
pub fn mixing_height_m(layer: &SurfaceLayer) -> f64 {
    let l = layer.obukhov_length_m;
    let mechanical = 0.3 * layer.friction_velocity_m_s / layer.coriolis_per_s;
    let height = if l > 0.0 && l.is_finite() {
        (0.4 * (layer.friction_velocity_m_s * l / layer.coriolis_per_s).sqrt()).min(mechanical)
    } else if l < 0.0 {
        convective_height_m(layer).max(mechanical.min(1_000.0))
    } else {
        mechanical
    };
    height.clamp(MIXING_HEIGHT_LIMITS_M.0, MIXING_HEIGHT_LIMITS_M.1)
}

fn convective_height_m(layer: &SurfaceLayer) -> f64 {
    let kinematic_flux_k_m_s = -layer.friction_velocity_m_s.powi(3) * layer.temperature_k
        / (VON_KARMAN * GRAVITY_M_S2 * layer.obukhov_length_m);
    // The flux grows from nothing at sunrise: its mean until now is half of it, and twice the integral stands in h^2.
    ((1.0 + 2.0 * ENTRAINMENT_RATIO) * kinematic_flux_k_m_s * layer.since_sunrise_s / FREE_GRADIENT_K_M).sqrt()
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

/// Heat flux at the surface that goes with a layer, W/m2, positive upwards.
pub fn heat_flux_w_m2(layer: &SurfaceLayer) -> f64 {
    if layer.obukhov_length_m.is_infinite() {
        return 0.0;
    }
    -layer.air_density_kg_m3 * HEAT_CAPACITY_AIR_J_KG_K * layer.temperature_k * layer.friction_velocity_m_s.powi(3)
        / (VON_KARMAN * GRAVITY_M_S2 * layer.obukhov_length_m)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Turner 1964, table 2: strong sun and a light wind is A, a clear night with a light wind F, wind makes all D.
    #[test]
    fn classes_follow_the_table() {
        assert_eq!(stability(1.0, 65.0, 0.0), Stability::A);
        assert_eq!(stability(2.0, -10.0, 0.0), Stability::F);
        assert_eq!(stability(8.0, 40.0, 0.2), Stability::D);
        assert_eq!(stability(2.5, 40.0, 1.0), Stability::D);
        assert_eq!(stability(4.0, -10.0, 0.0), Stability::E);
    }

    /// Golder 1972 for z0 = 0.1 m: class A about -8 m, class F about +14 m.
    #[test]
    fn obukhov_lengths_have_the_published_size() {
        assert!((obukhov_length_m(Stability::A, 0.1) + 8.0).abs() < 1.0);
        assert!((obukhov_length_m(Stability::F, 0.1) - 14.1).abs() < 1.0);
        assert!(obukhov_length_m(Stability::D, 0.1).is_infinite());
    }

    /// Neutral log law by hand: 5 m/s at 10 m over 3 cm gives 0.4 * 5 / ln(333) = 0.344 m/s.
    #[test]
    fn neutral_friction_velocity_is_the_log_law() {
        let u_star = friction_velocity_m_s(5.0, 10.0, 0.03, f64::INFINITY);
        assert!((u_star - 0.344).abs() < 0.001, "{u_star}");
        assert!(friction_velocity_m_s(5.0, 10.0, 0.03, 20.0) < u_star);
        assert!(friction_velocity_m_s(5.0, 10.0, 0.03, -20.0) > u_star);
    }

    /// A flux of 150 W/m2 six hours after sunrise mixes about a kilometre; by night the layer is a hundred metres.
    #[test]
    fn mixing_heights_have_the_right_size() {
        let mut layer = SurfaceLayer {
            friction_velocity_m_s: 0.3,
            obukhov_length_m: -16.0,
            temperature_k: 298.0,
            air_density_kg_m3: 1.18,
            coriolis_per_s: 1.05e-4,
            since_sunrise_s: 21_600.0,
        };
        let flux = heat_flux_w_m2(&layer);
        assert!((100.0..200.0).contains(&flux), "{flux}");
        let day = mixing_height_m(&layer);
        assert!((700.0..1_500.0).contains(&day), "{day}");
        layer.obukhov_length_m = 20.0;
        layer.friction_velocity_m_s = 0.1;
        assert!((mixing_height_m(&layer) - 55.2).abs() < 1.0);
    }
}
