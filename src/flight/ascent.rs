//! The nominal ascent between its published points.

use thiserror::Error;

use crate::constants::{EARTH_ROTATION_RAD_S, WGS84_SEMI_MAJOR_M};
use crate::geodesy::LonLat;
use crate::vehicle::AscentPoint;

/// Speed of a low circular orbit, 7800 m/s: enough for the direction of launch, which depends on it weakly.
const ORBIT_SPEED_M_S: f64 = 7_800.0;

/// Step of the integral of the ground distance, s.
const STEP_S: f64 = 0.5;

/// Flight state relative to the rotating Earth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FlightState {
    /// Height above the ellipsoid, m.
    pub altitude_m: f64,
    /// Speed relative to the Earth, m/s.
    pub speed_m_s: f64,
    /// Angle of the path above the horizontal, degrees.
    pub flight_path_angle_deg: f64,
    /// Direction of flight over ground, degrees from north.
    pub heading_deg: f64,
    /// Point below.
    pub below: LonLat,
}

impl FlightState {
    /// The state after a sudden change of velocity: east, north and up, m/s.
    pub fn kicked(&self, [east, north, up]: [f64; 3]) -> Self {
        let (sin_g, cos_g) = self.flight_path_angle_deg.to_radians().sin_cos();
        let (sin_h, cos_h) = self.heading_deg.to_radians().sin_cos();
        let level = self.speed_m_s * cos_g;
        let (east, north, up) = (level * sin_h + east, level * cos_h + north, self.speed_m_s * sin_g + up);
        Self {
            speed_m_s: (east * east + north * north + up * up).sqrt(),
            flight_path_angle_deg: up.atan2(east.hypot(north)).to_degrees(),
            heading_deg: east.atan2(north).to_degrees().rem_euclid(360.0),
            ..*self
        }
    }
}

/// Why an ascent cannot be used.
#[derive(Debug, Error, PartialEq)]
pub enum AscentError {
    /// Fewer than two points, or times that do not rise.
    #[error(
        "ascent of `{vehicle}`: expected at least two points with rising time, found {found}; mend the vehicles file"
    )]
    BadPoints {
        /// Vehicle.
        vehicle: String,
        /// What was found.
        found: String,
    },
}

/// Nominal ascent as monotone curves of altitude and speed.
#[derive(Debug, Clone, PartialEq)]
pub struct Ascent {
    altitude: MonotoneCubic,
    speed: MonotoneCubic,
}

/// How a member departs from the nominal ascent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AscentDeviation {
    /// Factor on the altitude.
    pub altitude_factor: f64,
    /// Factor on the speed.
    pub speed_factor: f64,
    /// Launch azimuth, degrees.
    pub azimuth_deg: f64,
}

impl Ascent {
    /// The curves through the points of a vehicle.
    ///
    /// # Errors
    /// [`AscentError::BadPoints`] for fewer than two points or times that do not rise.
    pub fn new(vehicle: &str, points: &[AscentPoint]) -> Result<Self, AscentError> {
        if points.len() < 2 || points.windows(2).any(|pair| pair[1].time_s <= pair[0].time_s) {
            let found = format!("{} points", points.len());
            return Err(AscentError::BadPoints { vehicle: vehicle.to_owned(), found });
        }
        let times: Vec<f64> = points.iter().map(|p| p.time_s).collect();
        Ok(Self {
            altitude: MonotoneCubic::new(&times, &points.iter().map(|p| p.altitude_m).collect::<Vec<_>>()),
            speed: MonotoneCubic::new(&times, &points.iter().map(|p| p.speed_m_s).collect::<Vec<_>>()),
        })
    }

    /// State at a time, flown from a pad with a deviation. The climb rate is the slope of the altitude curve; where
    /// it would exceed the speed, the path is vertical.
    pub fn state(&self, pad: LonLat, time_s: f64, deviation: &AscentDeviation) -> FlightState {
        let altitude_m = self.altitude.value(time_s) * deviation.altitude_factor;
        let speed_m_s = (self.speed.value(time_s) * deviation.speed_factor).max(0.1);
        let angle_deg = self.path_angle_rad(time_s, deviation).to_degrees();
        let distance_m = self.ground_distance_m(time_s, deviation);
        let below = pad.destination(deviation.azimuth_deg, distance_m);
        let heading_deg =
            if distance_m > 10.0 { (below.azimuth_deg(pad) + 180.0).rem_euclid(360.0) } else { deviation.azimuth_deg };
        FlightState { altitude_m, speed_m_s, flight_path_angle_deg: angle_deg, heading_deg, below }
    }

    /// Acceleration by the engines at a time, m/s2: what gains speed and holds up against gravity along the path.
    pub fn thrust_acceleration_m_s2(&self, time_s: f64) -> f64 {
        const STEP_S: f64 = 1.0;
        let nominal = AscentDeviation { altitude_factor: 1.0, speed_factor: 1.0, azimuth_deg: 0.0 };
        let gain = (self.speed.value(time_s + STEP_S) - self.speed.value(time_s)) / STEP_S;
        gain + crate::constants::GRAVITY_M_S2 * self.path_angle_rad(time_s, &nominal).sin()
    }

    fn path_angle_rad(&self, time_s: f64, deviation: &AscentDeviation) -> f64 {
        let climb_m_s = self.altitude.slope(time_s) * deviation.altitude_factor;
        let speed_m_s = (self.speed.value(time_s) * deviation.speed_factor).max(0.1);
        (climb_m_s / speed_m_s).clamp(-1.0, 1.0).asin()
    }

    fn ground_distance_m(&self, time_s: f64, deviation: &AscentDeviation) -> f64 {
        let steps = (time_s / STEP_S).ceil().max(1.0);
        let step_s = time_s / steps;
        (0..steps as usize)
            .map(|k| {
                let t = (k as f64 + 0.5) * step_s;
                let altitude_m = self.altitude.value(t) * deviation.altitude_factor;
                let over_ground =
                    self.speed.value(t) * deviation.speed_factor * self.path_angle_rad(t, deviation).cos();
                over_ground * WGS84_SEMI_MAJOR_M / (WGS84_SEMI_MAJOR_M + altitude_m) * step_s
            })
            .sum()
    }
}

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

/// A cubic through given points that never overshoots them (Fritsch & Carlson 1980, SIAM J. Numer. Anal. 17, 238-246,
/// with the harmonic-mean slopes of Fritsch & Butland 1984).
#[derive(Debug, Clone, PartialEq)]
struct MonotoneCubic {
    x: Vec<f64>,
    y: Vec<f64>,
    slope: Vec<f64>,
}

impl MonotoneCubic {
    fn new(x: &[f64], y: &[f64]) -> Self {
        let secant: Vec<f64> = (1..x.len()).map(|k| (y[k] - y[k - 1]) / (x[k] - x[k - 1])).collect();
        let slope = (0..x.len())
            .map(|k| {
                if k == 0 {
                    return end_slope(&secant, x, true);
                }
                if k == x.len() - 1 {
                    return end_slope(&secant, x, false);
                }
                let (left, right) = (secant[k - 1], secant[k]);
                if left * right <= 0.0 {
                    return 0.0;
                }
                let (h_left, h_right) = (x[k] - x[k - 1], x[k + 1] - x[k]);
                let (w1, w2) = (2.0 * h_right + h_left, h_right + 2.0 * h_left);
                (w1 + w2) / (w1 / left + w2 / right)
            })
            .collect();
        Self { x: x.to_vec(), y: y.to_vec(), slope }
    }

    /// Index of the interval, position in it (0 to 1, more beyond the last point) and its width.
    fn locate(&self, at: f64) -> (usize, f64, f64) {
        let k = self.x.partition_point(|x| *x <= at).clamp(1, self.x.len() - 1) - 1;
        let width = self.x[k + 1] - self.x[k];
        (k, ((at - self.x[k]) / width).clamp(0.0, 1.0), width)
    }

    fn value(&self, at: f64) -> f64 {
        let (k, t, h) = self.locate(at);
        let (t2, t3) = (t * t, t * t * t);
        self.y[k] * (2.0 * t3 - 3.0 * t2 + 1.0)
            + self.y[k + 1] * (3.0 * t2 - 2.0 * t3)
            + h * (self.slope[k] * (t3 - 2.0 * t2 + t) + self.slope[k + 1] * (t3 - t2))
    }

    fn slope(&self, at: f64) -> f64 {
        let (k, t, h) = self.locate(at);
        (self.y[k + 1] - self.y[k]) * (6.0 * t - 6.0 * t * t) / h
            + self.slope[k] * (3.0 * t * t - 4.0 * t + 1.0)
            + self.slope[k + 1] * (3.0 * t * t - 2.0 * t)
    }
}

/// Slope at an end: that of the parabola through the last three points, held within the monotone region.
fn end_slope(secant: &[f64], x: &[f64], first: bool) -> f64 {
    let n = secant.len();
    if n == 1 {
        return secant[0];
    }
    let (near, far, h_near, h_far) = if first {
        (secant[0], secant[1], x[1] - x[0], x[2] - x[1])
    } else {
        (secant[n - 1], secant[n - 2], x[n] - x[n - 1], x[n - 1] - x[n - 2])
    };
    let parabola = ((2.0 * h_near + h_far) * near - h_near * far) / (h_near + h_far);
    if parabola * near <= 0.0 { 0.0 } else { parabola.abs().min(3.0 * near.abs()).copysign(near) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAD: LonLat = LonLat::new(62.985, 46.071);

    fn proton() -> Ascent {
        let point = |time_s, altitude_m, speed_m_s| AscentPoint { time_s, altitude_m, speed_m_s };
        let points = [
            point(0.0, 0.0, 0.0),
            point(60.0, 11_000.0, 430.0),
            point(120.0, 42_400.0, 1_738.0),
            point(327.2, 126_400.0, 4_381.0),
        ];
        Ascent::new("proton", &points).expect("good points")
    }

    const NOMINAL: AscentDeviation = AscentDeviation { altitude_factor: 1.0, speed_factor: 1.0, azimuth_deg: 62.5 };

    /// Domain reference 10: the ground track of Proton from 81/24 to zones 15 and 25 runs at azimuth 62.3 to 62.7.
    #[test]
    fn azimuth_for_51_5_degrees_is_the_known_one() {
        assert!((launch_azimuth_deg(51.5, PAD.lat) - 62.5).abs() < 0.5);
        assert!((launch_azimuth_deg(90.0, PAD.lat) + 2.4).abs() < 0.5);
    }

    /// The curve passes through its points and never turns back.
    #[test]
    fn ascent_passes_its_points_and_is_monotone() {
        let ascent = proton();
        let state = ascent.state(PAD, 120.0, &NOMINAL);
        assert!((state.altitude_m - 42_400.0).abs() < 1e-6 && (state.speed_m_s - 1_738.0).abs() < 1e-6);
        let altitudes: Vec<f64> = (0..330).map(|t| ascent.state(PAD, f64::from(t), &NOMINAL).altitude_m).collect();
        assert!(altitudes.windows(2).all(|pair| pair[1] >= pair[0]));
        assert!((15.0..40.0).contains(&state.flight_path_angle_deg), "{}", state.flight_path_angle_deg);
    }

    #[test]
    fn refuses_a_single_point() {
        assert!(Ascent::new("x", &[]).is_err());
    }
}
