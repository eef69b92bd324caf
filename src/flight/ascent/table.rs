//! The flown ascent as a table by time.

use super::motion::{Flight, Motion};
use super::state::FlightState;
use crate::geodesy::LonLat;
use crate::interpolate::MonotoneCubic;

/// Spacing of the rows of an interpolated ascent, s.
const STEP_S: f64 = 1.0;

/// The ascent at one instant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Row {
    /// Time, s.
    pub(super) time_s: f64,
    /// Height, m.
    pub(super) height_m: f64,
    /// Distance over ground, m.
    pub(super) ground_m: f64,
    /// Upward speed, m/s.
    pub(super) up_m_s: f64,
    /// Horizontal speed, m/s.
    pub(super) along_m_s: f64,
    /// Thrust acceleration just before, m/s2.
    pub(super) thrust_before_m_s2: f64,
    /// Thrust acceleration just after, m/s2.
    pub(super) thrust_after_m_s2: f64,
    /// Direction from the pad less the launch azimuth, degrees: zero but for a track of the user.
    pub(super) turn_deg: f64,
    /// Heading less the launch azimuth, degrees, for a track of the user.
    pub(super) heading_turn_deg: Option<f64>,
}

impl Row {
    fn new(time_s: f64, motion: &Motion, thrust_before_m_s2: f64) -> Self {
        Self {
            time_s,
            height_m: motion.height_m,
            ground_m: motion.ground_m,
            up_m_s: motion.up_m_s,
            along_m_s: motion.along_m_s,
            thrust_before_m_s2,
            thrust_after_m_s2: 0.0,
            turn_deg: 0.0,
            heading_turn_deg: None,
        }
    }

    /// The row of lift-off.
    pub(super) fn at_rest() -> Self {
        Self::new(0.0, &Motion::default(), 0.0)
    }

    /// Adds the end of a step and puts the thrust at its start into the row before.
    pub(super) fn append(rows: &mut Vec<Self>, flight: &Flight<'_>, from_s: f64, to_s: f64, end: &Motion) {
        let interval = flight.stack.interval(from_s, to_s);
        if let Some(last) = rows.last_mut() {
            last.thrust_after_m_s2 = flight.thrust_acceleration_m_s2(&interval, from_s, last.height_m);
        }
        let before = flight.thrust_acceleration_m_s2(&interval, to_s, end.height_m);
        rows.push(Self::new(to_s, end, before));
    }
}

/// Rows by monotone cubics through points of altitude and speed; the thrust is what the motion asks for.
pub(super) fn interpolated(points: &[(f64, f64, f64)], radius_m: f64, gravity_m_s2: f64) -> Vec<Row> {
    let times: Vec<f64> = points.iter().map(|p| p.0).collect();
    let altitude = MonotoneCubic::new(&times, &points.iter().map(|p| p.1).collect::<Vec<_>>());
    let speed = MonotoneCubic::new(&times, &points.iter().map(|p| p.2).collect::<Vec<_>>());
    let end_s = times.last().copied().unwrap_or(0.0);
    let steps = (end_s / STEP_S).ceil().max(1.0) as usize;
    let mut ground_m = 0.0;
    let mut rows: Vec<Row> = Vec::with_capacity(steps + 1);
    for k in 0..=steps {
        let time_s = end_s * k as f64 / steps as f64;
        let (v, h) = (speed.value(time_s), altitude.value(time_s));
        let up_m_s = altitude.slope(time_s).clamp(-v, v);
        let along_m_s = (v * v - up_m_s * up_m_s).max(0.0).sqrt();
        if let Some(last) = rows.last() {
            let middle = 0.5 * (last.along_m_s + along_m_s) * radius_m / (radius_m + 0.5 * (last.height_m + h));
            ground_m += middle * (time_s - last.time_s);
        }
        let thrust = (speed.slope(time_s) + gravity_m_s2 * up_m_s / v.max(1.0)).max(0.0);
        let motion = Motion { height_m: h, ground_m, up_m_s, along_m_s, ..Motion::default() };
        rows.push(Row { thrust_after_m_s2: thrust, ..Row::new(time_s, &motion, thrust) });
    }
    rows
}

/// Index of the interval that holds a time, the position in it (0 to 1) and its width, s; the ends beyond the ends.
pub(super) fn locate(rows: &[Row], time_s: f64) -> Option<(usize, f64, f64)> {
    if rows.len() < 2 {
        return None;
    }
    let k = rows.partition_point(|row| row.time_s <= time_s).clamp(1, rows.len() - 1) - 1;
    let width_s = rows[k + 1].time_s - rows[k].time_s;
    Some((k, ((time_s - rows[k].time_s) / width_s).clamp(0.0, 1.0), width_s))
}

/// Cubic through two values with the rates at both.
pub(super) fn hermite(values: (f64, f64), rates: (f64, f64), at: f64, width_s: f64) -> f64 {
    let (t2, t3) = (at * at, at * at * at);
    values.0 * (2.0 * t3 - 3.0 * t2 + 1.0)
        + values.1 * (3.0 * t2 - 2.0 * t3)
        + width_s * (rates.0 * (t3 - 2.0 * t2 + at) + rates.1 * (t3 - t2))
}

/// Rows along states at rising times; the thrust is what the motion asks for.
pub(super) fn along(pad: LonLat, azimuth_deg: f64, states: &[(f64, FlightState)], gravity_m_s2: f64) -> Vec<Row> {
    let near = |angle: f64| (angle + 180.0).rem_euclid(360.0) - 180.0;
    let mut rows: Vec<Row> = Vec::with_capacity(states.len());
    for (time_s, state) in states {
        let (sin, cos) = state.flight_path_angle_deg.to_radians().sin_cos();
        let ground_m = pad.distance_m(state.below);
        let motion = Motion {
            height_m: state.altitude_m,
            ground_m,
            up_m_s: state.speed_m_s * sin,
            along_m_s: state.speed_m_s * cos,
            ..Motion::default()
        };
        let turn_deg = if ground_m > 10.0 { near(pad.azimuth_deg(state.below) - azimuth_deg) } else { 0.0 };
        let heading_turn_deg = Some(near(state.heading_deg - azimuth_deg));
        let mut row = Row { turn_deg, heading_turn_deg, ..Row::new(*time_s, &motion, 0.0) };
        if let Some(last) = rows.last_mut() {
            let faster = state.speed_m_s - last.up_m_s.hypot(last.along_m_s);
            let thrust = (faster / (time_s - last.time_s) + gravity_m_s2 * sin).max(0.0);
            last.thrust_after_m_s2 = thrust;
            row.thrust_before_m_s2 = thrust;
        }
        rows.push(row);
    }
    rows
}
