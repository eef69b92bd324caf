//! How one flight departs from the nominal one: what differs from launch to launch, and what we do not know.

use rand::Rng;

use crate::range::{Range, standard_normal};
use crate::vehicle::AscentProgramme;

/// Standard deviation of the altitude between launches of one programme, relative, 0.5 %.
///
/// Calibrated together with the next two and the scatter of drag (`flight::wreck`) on the odd rows of the recovered first
/// stages: their main cluster has 8 km along the track, of which season and weather alone give 7.5 km, so that little is
/// left. A published open tool for Proton drop zones has 43 +- 2 km and 30 m/s, which would give 15 km.
pub const LAUNCH_ALTITUDE_SIGMA: f64 = 0.005;

/// Standard deviation of the speed between launches of one programme, relative, 0.3 %; calibrated as above.
pub const LAUNCH_SPEED_SIGMA: f64 = 0.003;

/// Standard deviation of the flight-path angle between launches of one programme, 0.2 degrees; calibrated as above.
pub const LAUNCH_ANGLE_SIGMA_DEG: f64 = 0.2;

/// Least half-width: a deviation is counted in half-widths, so none may be zero.
const LEAST_HALF_WIDTH: f64 = 1e-3;

/// How a member departs from the nominal ascent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AscentDeviation {
    /// Altitude, in half-widths at the time (-1 to 1 for what is not known; a launch adds to it).
    pub altitude: f64,
    /// Speed, in half-widths at the time.
    pub speed: f64,
    /// Added to the flight-path angle, degrees.
    pub angle_deg: f64,
    /// Launch azimuth, degrees from north.
    pub azimuth_deg: f64,
}

impl AscentDeviation {
    /// No deviation.
    pub const fn nominal(azimuth_deg: f64) -> Self {
        Self { altitude: 0.0, speed: 0.0, angle_deg: 0.0, azimuth_deg }
    }
}

/// What a deviation is drawn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AscentSpread {
    /// Launches of one known programme: normal, with the three sigmas of this module.
    Launch,
    /// The same, and our ignorance of the programme: triangular over its half-widths.
    LaunchAndProgramme,
}

/// Relative half-widths of altitude and speed by time, and of the angle.
#[derive(Debug, Clone, PartialEq)]
pub struct HalfWidths {
    /// Time (s), altitude, speed; linear between, constant beyond.
    rows: Vec<(f64, f64, f64)>,
    angle_deg: f64,
}

impl HalfWidths {
    /// The same at all times.
    pub fn constant(altitude: f64, speed: f64, angle_deg: f64) -> Self {
        Self { rows: vec![(0.0, altitude, speed)], angle_deg }
    }

    /// Those of a programme: of its points where they have their own, else of the programme.
    pub(super) fn of(programme: &AscentProgramme) -> Self {
        let at = |point: &crate::vehicle::AscentPoint| {
            let altitude = point.altitude_half_width.unwrap_or(programme.altitude_spread);
            (point.time_s, altitude, point.speed_half_width.unwrap_or(programme.speed_spread))
        };
        Self { rows: programme.points.iter().map(at).collect(), angle_deg: programme.angle_spread_deg }
    }

    /// Relative half-widths of altitude and speed at a time.
    pub fn at(&self, time_s: f64) -> (f64, f64) {
        let next = self.rows.partition_point(|row| row.0 <= time_s);
        let (altitude, speed) = match (next.checked_sub(1).and_then(|k| self.rows.get(k)), self.rows.get(next)) {
            (Some(a), Some(b)) => {
                let share = (time_s - a.0) / (b.0 - a.0);
                (a.1 + share * (b.1 - a.1), a.2 + share * (b.2 - a.2))
            }
            (Some(only), None) | (None, Some(only)) => (only.1, only.2),
            (None, None) => (0.0, 0.0),
        };
        (altitude.max(LEAST_HALF_WIDTH), speed.max(LEAST_HALF_WIDTH))
    }

    /// A deviation for a failure at a time. Six random numbers are taken, whatever the spread.
    pub(super) fn sample(
        &self,
        time_s: f64,
        azimuth_deg: f64,
        spread: AscentSpread,
        rng: &mut impl Rng,
    ) -> AscentDeviation {
        let (altitude_half, speed_half) = self.at(time_s);
        let launch = [standard_normal(rng), standard_normal(rng), standard_normal(rng)];
        let unit = Range::triangular(-1.0, 0.0, 1.0);
        let unknown = [unit.sample(rng), unit.sample(rng), unit.sample(rng)];
        let share = if spread == AscentSpread::Launch { 0.0 } else { 1.0 };
        AscentDeviation {
            altitude: launch[0] * LAUNCH_ALTITUDE_SIGMA / altitude_half + share * unknown[0],
            speed: launch[1] * LAUNCH_SPEED_SIGMA / speed_half + share * unknown[1],
            angle_deg: launch[2] * LAUNCH_ANGLE_SIGMA_DEG + share * unknown[2] * self.angle_deg,
            azimuth_deg,
        }
    }
}
