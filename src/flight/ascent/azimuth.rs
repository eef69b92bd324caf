//! The direction of launch.

use crate::constants::{EARTH_ROTATION_RAD_S, WGS84_SEMI_MAJOR_M};

/// Speed of a low circular orbit, 7800 m/s: enough for the direction of launch, which depends on it weakly.
const ORBIT_SPEED_M_S: f64 = 7_800.0;

/// Launch azimuth over the rotating Earth for an inclination, degrees from north (north-eastern branch).
///
/// ```text
/// sin(Az_i) = cos(i) / cos(lat) ;  tan(Az) = (V sin(Az_i) - omega R cos(lat)) / (V cos(Az_i))
/// ```
/// i inclination, V orbital speed, R equatorial radius. An inclination below the latitude is flown due east.
///
/// # References
/// Vallado 2013, Fundamentals of Astrodynamics and Applications, 4th ed., section 6.4.
pub fn launch_azimuth_deg(inclination_deg: f64, latitude_deg: f64) -> f64 {
    let (inclination, latitude) = (inclination_deg.to_radians(), latitude_deg.to_radians());
    let inertial = (inclination.cos() / latitude.cos()).clamp(-1.0, 1.0).asin();
    let east = ORBIT_SPEED_M_S * inertial.sin() - EARTH_ROTATION_RAD_S * WGS84_SEMI_MAJOR_M * latitude.cos();
    let north = ORBIT_SPEED_M_S * inertial.cos();
    east.atan2(north).to_degrees()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Domain reference 10: the ground track of Proton from 81/24 to zones 15 and 25 runs at azimuth 62.3 to 62.7.
    #[test]
    fn azimuth_for_51_5_degrees_is_the_known_one() {
        assert!((launch_azimuth_deg(51.5, 46.071) - 62.5).abs() < 0.5);
        assert!((launch_azimuth_deg(90.0, 46.071) + 2.4).abs() < 0.5);
    }
}
