//! The fall of one body: three degrees of freedom, drag, wind, gravity with J2, on the rotating ellipsoid.

use ode_solvers::{Dopri5, OutputType, System, Vector6};
use thiserror::Error;

use super::ascent::FlightState;
use crate::atmosphere;
use crate::constants::{EARTH_GM_M3_S2, EARTH_J2, EARTH_ROTATION_RAD_S, WGS84_FLATTENING, WGS84_SEMI_MAJOR_M};
use crate::geodesy::LonLat;
use crate::weather::Weather;

/// Longest fall that is followed, s.
const TIME_MAX_S: f64 = 3_000.0;
/// Spacing of the points along the fall, s.
const OUTPUT_STEP_S: f64 = 0.25;
/// Tolerances of the integration: 1e-9 of 6.4e6 m is 6 mm, and 1 mm.
const TOLERANCES: (f64, f64) = (1e-9, 1e-3);

type State = Vector6<f64>;

/// A falling body.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Body {
    /// Ballistic coefficient m/(C_d A), kg/m2.
    pub ballistic_coefficient_kg_m2: f64,
    /// Dynamic pressure at which it breaks up, Pa; none where it stays whole.
    pub breaks_at_pa: Option<f64>,
    /// Height of the ground above the ellipsoid, m.
    pub ground_m: f64,
}

/// How a fall ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FallEnd {
    /// On the ground.
    Ground,
    /// In a break-up.
    BreakUp,
}

/// The end of a fall.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fall {
    /// How it ends.
    pub end: FallEnd,
    /// State there.
    pub state: FlightState,
    /// Duration, s.
    pub duration_s: f64,
    /// Highest point on the way, m.
    pub apogee_m: f64,
}

/// Why a fall could not be computed.
#[derive(Debug, Error)]
pub enum FallError {
    /// The integrator gave up.
    #[error("fall from {altitude_m:.0} m at {speed_m_s:.0} m/s: {reason}")]
    Integration {
        /// Start altitude, m.
        altitude_m: f64,
        /// Start speed, m/s.
        speed_m_s: f64,
        /// What the integrator said.
        reason: String,
    },
    /// It does not come down within the longest time: it is in orbit.
    #[error(
        "fall from {altitude_m:.0} m at {speed_m_s:.0} m/s does not reach the ground within {TIME_MAX_S} s: the failure is so late that the wreck reaches orbit or another continent; use an earlier failure time"
    )]
    NoGround {
        /// Start altitude, m.
        altitude_m: f64,
        /// Start speed, m/s.
        speed_m_s: f64,
    },
}

/// The fall of a body from a state through a weather.
///
/// ```text
/// dv/dt = g(r) - 2 omega x v - omega x (omega x r) - (rho |w| w) / (2 beta) ,  w = v - wind
/// ```
/// in the rotating frame, r position, v velocity, rho density of the US Standard Atmosphere 1976, beta ballistic
/// coefficient. Wind is horizontal.
///
/// # Valid range
/// From the ground to 200 km; constant beta.
///
/// # Errors
/// [`FallError::NoGround`] for a body that does not come down, [`FallError::Integration`] where the solver stops.
///
/// # References
/// Dormand & Prince 1980, J. Comput. Appl. Math. 6, 19-26 (integration); Montenbruck & Gill 2000, Satellite Orbits,
/// sections 3.2 and 3.5 (J2 and drag).
pub fn fall(start: &FlightState, body: Body, weather: &Weather) -> Result<Fall, FallError> {
    let (times, states) = integrated(start, body, weather)?;
    let apogee_m = states.iter().map(|y| geodetic(y).1).fold(start.altitude_m, f64::max);
    let stop = states
        .iter()
        .position(|y| body.stops(y, weather).is_some())
        .ok_or(FallError::NoGround { altitude_m: start.altitude_m, speed_m_s: start.speed_m_s })?;
    let end = body.stops(&states[stop], weather).unwrap_or(FallEnd::Ground);
    let (duration_s, state) = match stop.checked_sub(1) {
        Some(before) if end == FallEnd::Ground => {
            let (above, below) = (geodetic(&states[before]).1, geodetic(&states[stop]).1);
            let share = ((above - body.ground_m) / (above - below)).clamp(0.0, 1.0);
            let t = times[before] + share * (times[stop] - times[before]);
            (t, states[before] + (states[stop] - states[before]) * share)
        }
        _ => (times[stop], states[stop]),
    };
    Ok(Fall { end, state: from_cartesian(&state), duration_s, apogee_m })
}

/// States along the same fall, one every so many seconds (a multiple of a quarter), the last where it ends.
///
/// # Errors
/// Those of [`fall`].
pub fn path(start: &FlightState, body: Body, weather: &Weather, step_s: f64) -> Result<Vec<FlightState>, FallError> {
    let (_, states) = integrated(start, body, weather)?;
    let end = fall(start, body, weather)?.state;
    let every = (step_s / OUTPUT_STEP_S).round().max(1.0) as usize;
    let falling = states.iter().take_while(|y| body.stops(y, weather).is_none());
    Ok(falling.step_by(every).map(from_cartesian).chain([end]).collect())
}

/// Times, s, and states along the fall, a little beyond its end.
fn integrated(start: &FlightState, body: Body, weather: &Weather) -> Result<(Vec<f64>, Vec<State>), FallError> {
    let (rtol, atol) = TOLERANCES;
    let system = Falling { body, weather };
    let mut solver = Dopri5::new(system, 0.0, TIME_MAX_S, OUTPUT_STEP_S, to_cartesian(start), rtol, atol);
    solver.set_output(OutputType::Dense);
    let failed =
        |reason: String| FallError::Integration { altitude_m: start.altitude_m, speed_m_s: start.speed_m_s, reason };
    solver.integrate().map_err(|error| failed(error.to_string()))?;
    Ok((solver.x_out().clone(), solver.y_out().clone()))
}

impl Body {
    fn stops(&self, y: &State, weather: &Weather) -> Option<FallEnd> {
        let (_, altitude_m) = geodetic(y);
        if altitude_m <= self.ground_m {
            return Some(FallEnd::Ground);
        }
        let limit_pa = self.breaks_at_pa?;
        let relative = relative_velocity(y, weather, self.ground_m);
        let dynamic_pa = 0.5 * atmosphere::density_kg_m3(altitude_m) * relative.norm_squared();
        (dynamic_pa >= limit_pa).then_some(FallEnd::BreakUp)
    }
}

struct Falling<'a> {
    body: Body,
    weather: &'a Weather,
}

impl System<f64, State> for Falling<'_> {
    fn system(&self, _time: f64, y: &State, dy: &mut State) {
        let r = y.fixed_rows::<3>(0).into_owned();
        let v = y.fixed_rows::<3>(3).into_owned();
        let (_, altitude_m) = geodetic(y);
        let relative = relative_velocity(y, self.weather, self.body.ground_m);
        let drag = -relative
            * (0.5 * atmosphere::density_kg_m3(altitude_m) * relative.norm() / self.body.ballistic_coefficient_kg_m2);
        let omega = EARTH_ROTATION_RAD_S;
        let acceleration = gravity(&r)
            + drag
            + Vector3::new(2.0 * omega * v.y + omega * omega * r.x, -2.0 * omega * v.x + omega * omega * r.y, 0.0);
        dy.fixed_rows_mut::<3>(0).copy_from(&v);
        dy.fixed_rows_mut::<3>(3).copy_from(&acceleration);
    }

    fn solout(&mut self, _time: f64, y: &State, _dy: &State) -> bool {
        self.body.stops(y, self.weather).is_some()
    }
}

type Vector3 = ode_solvers::Vector3<f64>;

fn gravity(r: &Vector3) -> Vector3 {
    let r2 = r.norm_squared();
    let distance = r2.sqrt();
    let k = 1.5 * EARTH_J2 * WGS84_SEMI_MAJOR_M * WGS84_SEMI_MAJOR_M / r2;
    let z2 = 5.0 * r.z * r.z / r2;
    let central = -EARTH_GM_M3_S2 / (r2 * distance);
    Vector3::new(
        central * r.x * (1.0 + k * (1.0 - z2)),
        central * r.y * (1.0 + k * (1.0 - z2)),
        central * r.z * (1.0 + k * (3.0 - z2)),
    )
}

fn relative_velocity(y: &State, weather: &Weather, ground_m: f64) -> Vector3 {
    let (place, altitude_m) = geodetic(y);
    let (u, v) = weather.wind_m_s(altitude_m - ground_m);
    let (east, north, _) = axes(place);
    y.fixed_rows::<3>(3).into_owned() - (east * u + north * v)
}

/// East, north and up at a place, as unit vectors of the Earth-fixed frame.
fn axes(place: LonLat) -> (Vector3, Vector3, Vector3) {
    let (sin_lon, cos_lon) = place.lon.to_radians().sin_cos();
    let (sin_lat, cos_lat) = place.lat.to_radians().sin_cos();
    (
        Vector3::new(-sin_lon, cos_lon, 0.0),
        Vector3::new(-sin_lat * cos_lon, -sin_lat * sin_lon, cos_lat),
        Vector3::new(cos_lat * cos_lon, cos_lat * sin_lon, sin_lat),
    )
}

/// Place and height of an Earth-fixed position (Bowring 1976, Survey Review 23, 323-327; below 1 mm up to 200 km).
fn geodetic(y: &State) -> (LonLat, f64) {
    let a = WGS84_SEMI_MAJOR_M;
    let b = a * (1.0 - WGS84_FLATTENING);
    let (e2, ep2) = (1.0 - b * b / (a * a), a * a / (b * b) - 1.0);
    let p = y[0].hypot(y[1]);
    let theta = (y[2] * a).atan2(p * b);
    let latitude = (y[2] + ep2 * b * theta.sin().powi(3)).atan2(p - e2 * a * theta.cos().powi(3));
    let (sin, cos) = latitude.sin_cos();
    let curvature = a / (1.0 - e2 * sin * sin).sqrt();
    let height = p * cos + y[2] * sin - a * a / curvature;
    (LonLat::new(y[1].atan2(y[0]).to_degrees(), latitude.to_degrees()), height)
}

fn to_cartesian(state: &FlightState) -> State {
    let a = WGS84_SEMI_MAJOR_M;
    let e2 = WGS84_FLATTENING * (2.0 - WGS84_FLATTENING);
    let (sin, cos) = state.below.lat.to_radians().sin_cos();
    let (sin_lon, cos_lon) = state.below.lon.to_radians().sin_cos();
    let curvature = a / (1.0 - e2 * sin * sin).sqrt();
    let h = state.altitude_m;
    let (east, north, up) = axes(state.below);
    let (sin_g, cos_g) = state.flight_path_angle_deg.to_radians().sin_cos();
    let (sin_az, cos_az) = state.heading_deg.to_radians().sin_cos();
    let v = (east * (cos_g * sin_az) + north * (cos_g * cos_az) + up * sin_g) * state.speed_m_s;
    State::new(
        (curvature + h) * cos * cos_lon,
        (curvature + h) * cos * sin_lon,
        (curvature * (1.0 - e2) + h) * sin,
        v.x,
        v.y,
        v.z,
    )
}

fn from_cartesian(y: &State) -> FlightState {
    let (below, altitude_m) = geodetic(y);
    let (east, north, up) = axes(below);
    let v = y.fixed_rows::<3>(3).into_owned();
    let (ve, vn, vu) = (v.dot(&east), v.dot(&north), v.dot(&up));
    FlightState {
        altitude_m,
        speed_m_s: v.norm(),
        flight_path_angle_deg: vu.atan2(ve.hypot(vn)).to_degrees(),
        heading_deg: ve.atan2(vn).to_degrees().rem_euclid(360.0),
        below,
    }
}
