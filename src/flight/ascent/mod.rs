//! The nominal ascent: integrated through its published points.
//!
//! Of most vehicles two or three points are published. Between them the motion follows from mass and thrust: vertical
//! rise, pitch kick and gravity turn to the first point, then linear-tangent steering from point to point (the law that
//! is optimal over a flat Earth; Bryson & Ho 1975, Applied Optimal Control, section 2.7). The kick, the slope of the
//! pitch and a factor on the specific impulse are shot for, so that the flight meets altitude and speed (or angle) of
//! each point. The track over ground is the geodesic from the pad along the launch azimuth.
//!
//! Where the masses do not allow that, the points are joined by monotone cubics, and [`AscentBasis`] says so.

mod azimuth;
mod climb;
mod error;
mod leg;
mod motion;
mod root;
mod shooting;
mod spread;
mod stack;
mod state;
mod table;
#[cfg(test)]
mod tests;

use rand::Rng;

pub use azimuth::launch_azimuth_deg;
pub use error::AscentError;
pub use leg::LegReport;
pub use spread::{
    AscentDeviation, AscentSpread, HalfWidths, LAUNCH_ALTITUDE_SIGMA, LAUNCH_ANGLE_SIGMA_DEG, LAUNCH_SPEED_SIGMA,
};
pub use state::FlightState;

use crate::constants::GRAVITY_M_S2;
use crate::geodesy::LonLat;
use crate::vehicle::{AscentProgramme, Vehicle};
use motion::Place;
use shooting::{Shooting, check_points};
use stack::Stack;
use table::{Row, hermite, interpolated, locate};

/// What an ascent rests on.
#[derive(Debug, Clone, PartialEq)]
pub enum AscentBasis {
    /// Integrated with mass and thrust through the points.
    Integrated,
    /// Monotone cubics through the points, because the integration failed.
    Interpolated {
        /// Why.
        because: String,
    },
    /// The user's own trajectory.
    UserTrajectory,
}

/// The nominal ascent of one programme of a vehicle from a pad.
#[derive(Debug, Clone, PartialEq)]
pub struct Ascent {
    pad: LonLat,
    radius_m: f64,
    rows: Vec<Row>,
    half_widths: HalfWidths,
    basis: AscentBasis,
    legs: Vec<LegReport>,
}

impl Ascent {
    /// The ascent of a programme, integrated; interpolated where that fails and every point has altitude and speed.
    ///
    /// The rotation of the Earth is that for the usual launch azimuth of the vehicle. Flown due north instead of at
    /// 62 degrees, Proton is 0.1 km nearer at first-stage cut-off and 0.2 km farther at second-stage cut-off.
    ///
    /// # Errors
    /// [`AscentError`] with vehicle, programme, stage and the point that no flight reaches.
    pub fn of(vehicle: &Vehicle, programme: &AscentProgramme, pad: LonLat) -> Result<Self, AscentError> {
        check_points(&vehicle.id, programme)?;
        let azimuth_deg = launch_azimuth_deg(vehicle.inclination_deg.range.best, pad.lat);
        let place = Place::new(pad, azimuth_deg);
        let (rows, legs, basis) = match integrated(vehicle, programme, place) {
            Ok((rows, legs)) => (rows, legs, AscentBasis::Integrated),
            Err(reason) => match points_from_lift_off(programme) {
                Some(points) => {
                    let rows = interpolated(&points, place.radius_m, GRAVITY_M_S2);
                    (rows, Vec::new(), AscentBasis::Interpolated { because: reason.to_string() })
                }
                None => return Err(reason),
            },
        };
        Ok(Self { pad, radius_m: place.radius_m, rows, half_widths: HalfWidths::of(programme), basis, legs })
    }

    /// The ascent along states that the user brings, at rising times (s). Their direction from the pad counts from
    /// `azimuth_deg`, which is the azimuth of the nominal deviation.
    ///
    /// # Errors
    /// [`AscentError::BadPoints`] for fewer than two states or times that do not rise.
    pub fn along(
        vehicle: &str,
        pad: LonLat,
        azimuth_deg: f64,
        states: &[(f64, FlightState)],
        half_widths: HalfWidths,
    ) -> Result<Self, AscentError> {
        if states.len() < 2 || !states.windows(2).all(|pair| pair[1].0 > pair[0].0) {
            return Err(AscentError::BadPoints {
                vehicle: vehicle.to_owned(),
                programme: "own trajectory".to_owned(),
                expected: "two or more states at rising times",
                found: format!("{} states", states.len()),
            });
        }
        let radius_m = Place::new(pad, azimuth_deg).radius_m;
        let rows = table::along(pad, azimuth_deg, states, GRAVITY_M_S2);
        Ok(Self { pad, radius_m, rows, half_widths, basis: AscentBasis::UserTrajectory, legs: Vec::new() })
    }

    /// What it rests on.
    pub fn basis(&self) -> &AscentBasis {
        &self.basis
    }

    /// The budget of the speed from point to point; empty where it was not integrated.
    pub fn legs(&self) -> &[LegReport] {
        &self.legs
    }

    /// Last time that is known, s.
    pub fn end_s(&self) -> f64 {
        self.rows.last().map_or(0.0, |row| row.time_s)
    }

    /// Relative half-widths of altitude and speed at a time.
    pub fn half_widths(&self, time_s: f64) -> (f64, f64) {
        self.half_widths.at(time_s)
    }

    /// Draws a deviation for a failure at a time; six random numbers, whatever the spread.
    pub fn sample(&self, time_s: f64, azimuth_deg: f64, spread: AscentSpread, rng: &mut impl Rng) -> AscentDeviation {
        self.half_widths.sample(time_s, azimuth_deg, spread, rng)
    }

    /// Acceleration by the engines, m/s2; zero while coasting, before lift-off and after the end.
    pub fn thrust_acceleration_m_s2(&self, time_s: f64) -> f64 {
        if !(0.0..self.end_s()).contains(&time_s) {
            return 0.0;
        }
        locate(&self.rows, time_s).map_or(0.0, |(k, at, _)| {
            let (from, to) = (self.rows[k].thrust_after_m_s2, self.rows[k + 1].thrust_before_m_s2);
            from + at * (to - from)
        })
    }

    /// State at a time with a deviation; held at the ends beyond them.
    ///
    /// Altitude and speed are those of the nominal ascent times one plus the deviation in half-widths of the time. The
    /// path angle follows from the climb that this gives (where it exceeds the speed, the path is vertical), and the
    /// angle of the deviation adds to it. The distance flown is the integral of the horizontal speed.
    pub fn state(&self, time_s: f64, deviation: &AscentDeviation) -> FlightState {
        let Some((k, at, width_s)) = locate(&self.rows, time_s) else {
            return self.at_rest(deviation);
        };
        let (a, b) = (&self.rows[k], &self.rows[k + 1]);
        let nominal = Row {
            time_s: a.time_s + at * width_s,
            height_m: hermite((a.height_m, b.height_m), (a.up_m_s, b.up_m_s), at, width_s),
            ground_m: hermite((a.ground_m, b.ground_m), (self.over_ground(a), self.over_ground(b)), at, width_s),
            up_m_s: a.up_m_s + at * (b.up_m_s - a.up_m_s),
            along_m_s: a.along_m_s + at * (b.along_m_s - a.along_m_s),
            turn_deg: a.turn_deg + at * (b.turn_deg - a.turn_deg),
            heading_turn_deg: a.heading_turn_deg.zip(b.heading_turn_deg).map(|(x, y)| x + at * (y - x)),
            ..*a
        };
        let flown = self.departed(&nominal, deviation);
        let distance_m = if deviation.altitude == 0.0 && deviation.speed == 0.0 {
            nominal.ground_m
        } else {
            self.departed_ground_m(k, &flown, deviation)
        };
        self.seen(&nominal, &flown, distance_m, deviation)
    }

    fn seen(&self, nominal: &Row, flown: &Row, distance_m: f64, deviation: &AscentDeviation) -> FlightState {
        let below = self.pad.destination(deviation.azimuth_deg + nominal.turn_deg, distance_m);
        let heading_deg = match nominal.heading_turn_deg {
            Some(turn_deg) => deviation.azimuth_deg + turn_deg,
            None if distance_m > 10.0 => below.azimuth_deg(self.pad) + 180.0,
            None => deviation.azimuth_deg,
        };
        let angle_deg = flown.up_m_s.atan2(flown.along_m_s).to_degrees() + deviation.angle_deg;
        let speed_m_s = flown.up_m_s.hypot(flown.along_m_s);
        let moves = speed_m_s > 0.1;
        FlightState {
            altitude_m: flown.height_m,
            speed_m_s: speed_m_s.max(0.1),
            flight_path_angle_deg: if moves { angle_deg.clamp(-90.0, 90.0) } else { 90.0 },
            heading_deg: heading_deg.rem_euclid(360.0),
            below,
        }
    }

    fn at_rest(&self, deviation: &AscentDeviation) -> FlightState {
        FlightState {
            altitude_m: 0.0,
            speed_m_s: 0.1,
            flight_path_angle_deg: 90.0,
            heading_deg: deviation.azimuth_deg.rem_euclid(360.0),
            below: self.pad,
        }
    }

    fn over_ground(&self, row: &Row) -> f64 {
        row.along_m_s * self.radius_m / (self.radius_m + row.height_m)
    }

    /// Height and speeds of a row with a deviation.
    fn departed(&self, row: &Row, deviation: &AscentDeviation) -> Row {
        const SLOPE_OVER_S: f64 = 1.0;
        if deviation.altitude == 0.0 && deviation.speed == 0.0 {
            return *row;
        }
        let (altitude, speed) = self.half_widths.at(row.time_s);
        let (later, _) = self.half_widths.at(row.time_s + SLOPE_OVER_S);
        let altitude_factor = 1.0 + deviation.altitude * altitude;
        let widening_per_s = deviation.altitude * (later - altitude) / SLOPE_OVER_S;
        let speed_m_s = (row.up_m_s.hypot(row.along_m_s) * (1.0 + deviation.speed * speed)).max(0.0);
        let climb_m_s = row.up_m_s * altitude_factor + row.height_m * widening_per_s;
        let up_m_s = climb_m_s.clamp(-speed_m_s, speed_m_s);
        Row {
            height_m: row.height_m * altitude_factor,
            up_m_s,
            along_m_s: (speed_m_s * speed_m_s - up_m_s * up_m_s).max(0.0).sqrt(),
            ..*row
        }
    }

    /// Distance over ground of a flight with a deviation up to a row in interval `k`, m (trapezoidal).
    fn departed_ground_m(&self, k: usize, last: &Row, deviation: &AscentDeviation) -> f64 {
        let flown = self.rows[..=k].iter().map(|row| self.departed(row, deviation)).chain([*last]);
        let speeds: Vec<(f64, f64)> = flown.map(|row| (row.time_s, self.over_ground(&row))).collect();
        speeds.windows(2).map(|pair| 0.5 * (pair[0].1 + pair[1].1) * (pair[1].0 - pair[0].0)).sum()
    }
}

fn integrated(
    vehicle: &Vehicle,
    programme: &AscentProgramme,
    place: Place,
) -> Result<(Vec<Row>, Vec<LegReport>), AscentError> {
    let end_s = programme.points.last().map_or(0.0, |point| point.time_s);
    let stack = Stack::of(vehicle, end_s)?;
    Shooting { vehicle: &vehicle.id, programme, stack: &stack, place }.solve()
}

/// Time, altitude and speed of lift-off and all points; none where a point lacks one.
fn points_from_lift_off(programme: &AscentProgramme) -> Option<Vec<(f64, f64, f64)>> {
    let points = programme.points.iter().map(|point| Some((point.time_s, point.altitude_m?, point.speed_m_s?)));
    [Some((0.0, 0.0, 0.0))].into_iter().chain(points).collect()
}
