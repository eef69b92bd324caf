//! The fall of one body: three degrees of freedom, drag by Mach number, wind by height, gravity with J2, on the rotating
//! ellipsoid.

mod frame;
mod motion;
mod dormand_prince;
mod loads;
mod way;
pub mod powered;
#[cfg(test)]
mod convergence;

use thiserror::Error;

pub use loads::{BreakLimits, Load, Peak, SUTTON_GRAVES_KG_M};

use super::air_column::AirColumn;
use super::ascent::FlightState;
use super::drag::DragShape;
use way::{Stop, Way};

/// Longest fall that is followed, s: half an orbit takes 2700 s, the last 120 km of a piece of 5 kg/m2 another 2000 s.
const TIME_MAX_S: f64 = 6_000.0;

/// Shift of the place on the ground that the error of one step may make, m. The place is then right within 10 m (median
/// 0.4 m) for falls from 1 to 120 km at up to 4.5 km/s: the test `the_place_is_right_within_10_m`.
const PLACE_TOLERANCE_M: f64 = 0.3;

/// First step that is tried, s.
const FIRST_STEP_S: f64 = 0.5;

/// A falling body.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Body {
    /// Ballistic coefficient m/(C_d A) at low Mach number, kg/m2, > 0; infinite for a fall without drag.
    pub ballistic_coefficient_kg_m2: f64,
    /// How its drag changes with Mach number.
    pub shape: DragShape,
    /// Lift where it trims at an angle to the path.
    pub lift: Lift,
    /// At which loads it breaks up.
    pub limits: BreakLimits,
    /// Height of the ground above the ellipsoid, m.
    pub ground_m: f64,
}

/// Lift of a body that trims at an angle to the path and does not roll.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lift {
    /// Lift over drag, 0 or more.
    pub over_drag: f64,
    /// Direction about the path, degrees: 0 upwards, 90 to the right.
    pub roll_deg: f64,
}

impl Lift {
    /// No lift: a body that tumbles or spins.
    pub const NONE: Self = Self { over_drag: 0.0, roll_deg: 0.0 };
}

/// How a fall ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FallEnd {
    /// On the ground.
    Ground,
    /// In a break-up, by the load that reached its limit.
    BreakUp(Load),
}

/// A fall and its end.
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
    /// Greatest dynamic pressure on the way, Pa.
    pub greatest_pressure: Peak,
    /// Greatest heat flux at the nose radius of the limits, W/m2.
    pub greatest_heat: Peak,
}

/// Why a fall could not be computed.
#[derive(Debug, Error, PartialEq)]
pub enum FallError {
    /// The body or its start is no number, or not positive where it must be.
    #[error(
        "fall from {altitude_m:.0} m at {speed_m_s:.0} m/s: {what} is {found}, expected {expected}; mend the vehicle or the trajectory"
    )]
    BadStart {
        /// Start altitude, m.
        altitude_m: f64,
        /// Start speed, m/s.
        speed_m_s: f64,
        /// What is wrong.
        what: &'static str,
        /// What was found.
        found: f64,
        /// What was expected.
        expected: &'static str,
    },
    /// The step of the integration became too short to go on.
    #[error(
        "fall from {altitude_m:.0} m at {speed_m_s:.0} m/s: no step is short enough after {time_s:.1} s, a ballistic coefficient of {ballistic_coefficient_kg_m2} kg/m2 is too small for its speed; expected above 0.1 kg/m2"
    )]
    TooStiff {
        /// Start altitude, m.
        altitude_m: f64,
        /// Start speed, m/s.
        speed_m_s: f64,
        /// Time reached, s.
        time_s: f64,
        /// Ballistic coefficient, kg/m2.
        ballistic_coefficient_kg_m2: f64,
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

/// The fall of a body from a state through the air.
///
/// ```text
/// dv/dt = g(r) - 2 omega x v - omega x (omega x r) - rho |w| w C(M)/C(0) / (2 beta) ,  w = v - wind
/// ```
/// in the rotating frame, r position, v velocity, g gravitation with J2, rho density, beta ballistic coefficient, C drag
/// coefficient and M Mach number |w|/c. Wind is horizontal.
///
/// The fall ends on the ground, or before at the first instant at which a load reaches its limit; a body whose load is
/// above the limit at the start breaks up there, one at or below the ground lies there.
///
/// # Method
/// The pair of Dormand and Prince of order 5(4) with free steps. The error let pass in speed is 0.3 m over the time left,
/// for an error of a leaving body grows all its flight; a climb through drag ends its steps at the kinks of the air, where
/// an error may not show. Ground, limits and greatest loads are looked for on the quintic through both ends of a step.
///
/// The package `ode_solvers` has the same pair with one tolerance for metres and for metres a second, and knows no places
/// to stop at. Over 2000 drawn falls, with this equation and the cheapest output, it needs a tolerance of 3e-4 for places
/// within 10 m, and then lets 11 800 stages fall a second from 50 km where this lets 37 200: it is 3.1 times as slow. It is
/// the oracle of the tests.
///
/// # Valid range
/// From the ground to any height that comes down within 6000 s; beta above 0.1 kg/m2, constant but for the Mach number.
/// Lift is that of a body that does not roll; a flat piece may glide aside by more.
///
/// # Errors
/// [`FallError::NoGround`] for a body that does not come down, [`FallError::BadStart`] for what is no fall, and
/// [`FallError::TooStiff`] for a body like dust.
///
/// # References
/// Montenbruck & Gill 2000, Satellite Orbits, sections 3.2 and 3.5 (J2 and drag); Dormand & Prince 1980, J. Comput. Appl.
/// Math. 6, 19-26; Hairer, Norsett & Wanner 1993, Solving Ordinary Differential Equations I, section II.4 (step sizes).
pub fn fall(start: &FlightState, body: Body, air: &AirColumn) -> Result<Fall, FallError> {
    fall_within(start, body, air, PLACE_TOLERANCE_M)
}

fn fall_within(start: &FlightState, body: Body, air: &AirColumn, place_m: f64) -> Result<Fall, FallError> {
    check(start, &body)?;
    let (altitude_m, speed_m_s) = (start.altitude_m, start.speed_m_s);
    let mut way = Way::new(start, &body, air);
    let mut next_s = FIRST_STEP_S;
    while way.time_s < TIME_MAX_S {
        let Some(stop) = way.advance(&mut next_s, place_m) else {
            let ballistic_coefficient_kg_m2 = body.ballistic_coefficient_kg_m2;
            return Err(FallError::TooStiff { altitude_m, speed_m_s, time_s: way.time_s, ballistic_coefficient_kg_m2 });
        };
        match stop {
            Stop::Not => {}
            Stop::At(end) => return Ok(way.fall(end)),
        }
    }
    Err(FallError::NoGround { altitude_m, speed_m_s })
}

/// The states along a fall, at most `step_s` apart, from the start to the end.
///
/// # Errors
/// Those of [`fall`].
pub fn path(start: &FlightState, body: Body, air: &AirColumn, step_s: f64) -> Result<Vec<FlightState>, FallError> {
    fall(start, body, air)?;
    let mut way = Way::new(start, &body, air);
    let mut states = vec![*start];
    let mut next_s = 0.2;
    loop {
        next_s = f64::min(next_s, step_s);
        let stop = way.advance(&mut next_s, PLACE_TOLERANCE_M);
        states.push(way.state());
        if stop != Some(Stop::Not) {
            return Ok(states);
        }
    }
}

fn check(start: &FlightState, body: &Body) -> Result<(), FallError> {
    let (altitude_m, speed_m_s) = (start.altitude_m, start.speed_m_s);
    let bad = |what, found, expected| Err(FallError::BadStart { altitude_m, speed_m_s, what, found, expected });
    let numbers = [
        ("altitude", altitude_m),
        ("speed", speed_m_s),
        ("flight-path angle", start.flight_path_angle_deg),
        ("heading", start.heading_deg),
        ("longitude", start.below.lon),
        ("latitude", start.below.lat),
        ("height of the ground", body.ground_m),
    ];
    for (what, found) in numbers {
        if !found.is_finite() {
            return bad(what, found, "a number");
        }
    }
    for (what, found) in
        [("ballistic coefficient", body.ballistic_coefficient_kg_m2), ("nose radius", body.limits.nose_radius_m)]
    {
        if found.is_nan() || found <= 0.0 {
            return bad(what, found, "more than 0");
        }
    }
    Ok(())
}
