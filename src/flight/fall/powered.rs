//! Powered flight out of control: the engines push along an axis that turns away from the path at a steady rate.

use rand::{Rng, RngExt};

use super::frame::{State, Vector, cross, dot, local, plus, right_of};
use super::motion::Motion;
use super::{Body, FallEnd, Load};
use crate::flight::air_column::AirColumn;
use crate::flight::ascent::FlightState;
use crate::range::Range;

/// Rate at which a vehicle out of control turns, degrees a second. Assumed: from a slow drift to a tumble; the Proton of
/// 2013 turned over within 20 to 25 s.
const TURN_RATE_DEG_S: (f64, f64) = (2.0, 20.0);

/// Step of the integration, s: the axis turns by 1 degree at most.
const STEP_S: f64 = 0.05;

/// How the axis of the vehicle turns.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Turn {
    /// Rate, rad/s.
    pub rate_rad_s: f64,
    /// Side to which it turns, about the path, rad.
    pub roll_rad: f64,
}

impl Turn {
    /// A turn of any rate, each factor alike, to any side.
    pub fn draw(rng: &mut impl Rng) -> Self {
        let rate_deg_s = Range::log_uniform(TURN_RATE_DEG_S.0, TURN_RATE_DEG_S.1).sample(rng);
        Self { rate_rad_s: rate_deg_s.to_radians(), roll_rad: std::f64::consts::TAU * rng.random::<f64>() }
    }
}

/// Where a powered flight has led to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Way {
    /// State.
    pub state: FlightState,
    /// How it ended, or none where the engines stopped first.
    pub end: Option<FallEnd>,
}

/// The flight from a state for a duration, with the thrust acceleration `push_m_s2` at a time after the start.
///
/// The thrust starts along the path and turns at a steady rate. The vehicle breaks up where dynamic pressure times the
/// sine of the angle of attack exceeds the limit of the body.
///
/// # Valid range
/// Tens of seconds: drag is that of the tumbling body, and neither lift nor the turning moment of the air is in it.
pub fn fly(
    start: &FlightState,
    duration_s: f64,
    push_m_s2: impl Fn(f64) -> f64,
    turn: Turn,
    body: Body,
    air: &AirColumn,
) -> Way {
    let flight = Powered {
        motion: Motion::of(start, &body, air),
        axes: axes(start, turn),
        rate_rad_s: turn.rate_rad_s,
        push_m_s2,
    };
    let mut state = State::from(start);
    let steps = (duration_s / STEP_S).ceil().max(0.0) as usize;
    for k in 0..steps {
        let after_s = k as f64 * STEP_S;
        let step_s = STEP_S.min(duration_s - after_s);
        let next = flight.step(state, after_s, step_s);
        let (above_m, below_m) = (local(state.position).height_m, local(next.position).height_m);
        if below_m <= body.ground_m {
            let share = ((above_m - body.ground_m) / (above_m - below_m)).clamp(0.0, 1.0);
            let struck = flight.step(state, after_s, share * step_s);
            return Way { state: FlightState::from(&struck), end: Some(FallEnd::Ground) };
        }
        state = next;
        let limit_pa = body.limits.dynamic_pressure_pa.unwrap_or(f64::INFINITY);
        if flight.lateral_pressure_pa(&state, after_s + step_s) >= limit_pa {
            return Way { state: FlightState::from(&state), end: Some(FallEnd::BreakUp(Load::Pressure)) };
        }
    }
    Way { state: FlightState::from(&state), end: None }
}

/// The axis of the vehicle at the start, and the direction that it turns to.
fn axes(start: &FlightState, turn: Turn) -> (Vector, Vector) {
    let along = State::from(&FlightState { speed_m_s: 1.0, ..*start }).velocity;
    let right = right_of(start);
    let over = cross(right, along);
    let (sin_r, cos_r) = turn.roll_rad.sin_cos();
    (along, plus(plus([0.0; 3], sin_r, right), cos_r, over))
}

struct Powered<'a, P> {
    motion: Motion<'a>,
    axes: (Vector, Vector),
    rate_rad_s: f64,
    push_m_s2: P,
}

impl<P: Fn(f64) -> f64> Powered<'_, P> {
    fn axis(&self, after_s: f64) -> Vector {
        let (sin, cos) = (self.rate_rad_s * after_s).sin_cos();
        plus(plus([0.0; 3], cos, self.axes.0), sin, self.axes.1)
    }

    fn rate(&self, state: State, after_s: f64) -> (Vector, Vector) {
        let coasting = self.motion.at(state).acceleration;
        (state.velocity, plus(coasting, (self.push_m_s2)(after_s), self.axis(after_s)))
    }

    /// One step of the classical Runge-Kutta method.
    fn step(&self, at: State, after_s: f64, h: f64) -> State {
        let moved = |k: (Vector, Vector), h: f64| State {
            position: plus(at.position, h, k.0),
            velocity: plus(at.velocity, h, k.1),
        };
        let k1 = self.rate(at, after_s);
        let k2 = self.rate(moved(k1, 0.5 * h), after_s + 0.5 * h);
        let k3 = self.rate(moved(k2, 0.5 * h), after_s + 0.5 * h);
        let k4 = self.rate(moved(k3, h), after_s + h);
        let mean = |a: Vector, b: Vector, c: Vector, d: Vector| -> Vector {
            std::array::from_fn(|i| (a[i] + 2.0 * b[i] + 2.0 * c[i] + d[i]) / 6.0)
        };
        moved((mean(k1.0, k2.0, k3.0, k4.0), mean(k1.1, k2.1, k3.1, k4.1)), h)
    }

    /// Dynamic pressure times the sine of the angle of attack, Pa.
    fn lateral_pressure_pa(&self, state: &State, after_s: f64) -> f64 {
        let (here, axis) = (self.motion.at(*state), self.axis(after_s));
        let along = dot(here.air_velocity, axis);
        let across = (here.air_speed_2 - along * along).max(0.0).sqrt();
        0.5 * here.density_kg_m3 * here.air_speed_2.sqrt() * across
    }
}
