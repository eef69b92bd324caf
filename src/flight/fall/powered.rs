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
    /// Time since the start, s.
    pub elapsed_s: f64,
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
            let elapsed_s = after_s + share * step_s;
            return Way { state: FlightState::from(&struck), elapsed_s, end: Some(FallEnd::Ground) };
        }
        state = next;
        let limit_pa = body.limits.dynamic_pressure_pa.unwrap_or(f64::INFINITY);
        if flight.lateral_pressure_pa(&state, after_s + step_s) >= limit_pa {
            let elapsed_s = after_s + step_s;
            return Way { state: FlightState::from(&state), elapsed_s, end: Some(FallEnd::BreakUp(Load::Pressure)) };
        }
    }
    Way { state: FlightState::from(&state), elapsed_s: duration_s, end: None }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flight::drag::DragShape;
    use crate::flight::fall::{BreakLimits, Lift};
    use crate::geodesy::LonLat;

    const PAD: LonLat = LonLat::new(62.985, 46.071);

    fn over_pad(altitude_m: f64) -> FlightState {
        FlightState { altitude_m, speed_m_s: 50.0, flight_path_angle_deg: 90.0, heading_deg: 62.0, below: PAD }
    }

    fn body(limits: BreakLimits) -> Body {
        let ballistic_coefficient_kg_m2 = 1e5;
        Body { ballistic_coefficient_kg_m2, shape: DragShape::Constant, lift: Lift::NONE, limits, ground_m: 100.0 }
    }

    fn calm() -> AirColumn {
        AirColumn::standard(1.0, |_| (0.0, 0.0))
    }

    /// Straight up with 5 m/s2 more than gravity: v = 50 + 5 t, z = 50 t + 2.5 t2, within 1 % for drag and the fall of
    /// gravity with height.
    #[test]
    fn without_a_turn_it_climbs() {
        let straight = Turn { rate_rad_s: 0.0, roll_rad: 0.0 };
        let way = fly(&over_pad(1_000.0), 10.0, |_| 14.807, straight, body(BreakLimits::NONE), &calm());
        assert!((way.state.speed_m_s / 100.0 - 1.0).abs() < 0.01, "{}", way.state.speed_m_s);
        assert!((way.state.altitude_m - 1_750.0).abs() < 10.0, "{}", way.state.altitude_m);
        assert!(way.end.is_none() && way.elapsed_s == 10.0);
    }

    /// Turned over by 9 degrees a second from 500 m it strikes within a minute beside the pad, to the side that it turns.
    #[test]
    fn a_turn_brings_it_down_beside_the_pad() {
        let turn = |roll_deg: f64| Turn { rate_rad_s: 9_f64.to_radians(), roll_rad: f64::to_radians(roll_deg) };
        let struck =
            |roll_deg: f64| fly(&over_pad(500.0), 120.0, |_| 15.0, turn(roll_deg), body(BreakLimits::NONE), &calm());
        let (right, left) = (struck(90.0), struck(270.0));
        assert_eq!(right.end, Some(FallEnd::Ground));
        assert!((10.0..60.0).contains(&right.elapsed_s) && (right.state.altitude_m - 100.0).abs() < 0.5);
        let azimuth_deg = PAD.azimuth_deg(right.state.below).rem_euclid(360.0);
        assert!((azimuth_deg - 152.0).abs() < 5.0, "{azimuth_deg}");
        let apart_m = PAD.distance_m(right.state.below) - PAD.distance_m(left.state.below);
        assert!(apart_m.abs() < 30.0, "{apart_m}");
    }

    /// Fast in dense air it breaks when it has turned far enough: q sin(alpha) of 30 kPa at 300 m/s near 1 km (q 49 kPa)
    /// is reached at 38 degrees, 3.8 s at 10 degrees a second, a little later because it slows down and gains height.
    #[test]
    fn the_load_across_breaks_it() {
        let turn = Turn { rate_rad_s: 10_f64.to_radians(), roll_rad: 0.0 };
        let fast = FlightState { speed_m_s: 300.0, ..over_pad(1_000.0) };
        let way = fly(&fast, 20.0, |_| 9.8, turn, body(BreakLimits::at_pressure(30e3)), &calm());
        assert_eq!(way.end, Some(FallEnd::BreakUp(Load::Pressure)));
        assert!((2.5..6.0).contains(&way.elapsed_s), "{}", way.elapsed_s);
    }
}
