//! A trajectory that the user brings: where the vehicle was, how high and how fast, at every time of its rows.

use thiserror::Error;

use crate::constants::{EARTH_ROTATION_RAD_S, WGS84_FLATTENING, WGS84_SEMI_MAJOR_M};
use crate::geodesy::LonLat;
use crate::interpolate::MonotoneCubic;

/// Factor by which the way between two rows may differ from the stated speeds. Assumed: curves and rounding need far
/// less, a swapped coordinate or a wrong unit far more.
pub const STEP_FACTOR: f64 = 2.0;

/// Way between two rows that is not looked at, m: coordinates with three decimals are good to about 100 m each.
pub const STEP_SLACK_M: f64 = 200.0;

/// Steps shorter than this have no direction, m.
const STEP_WITH_DIRECTION_M: f64 = 1.0;

/// What the stated speeds are relative to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpeedFrame {
    /// The rotating Earth; zero on the pad.
    RotatingEarth,
    /// The stars: about 322 m/s on a pad at 46 degrees north.
    Inertial,
}

/// One row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrajectoryPoint {
    /// Time after lift-off, s.
    pub time_s: f64,
    /// Place below.
    pub position: LonLat,
    /// Height above the ellipsoid, m.
    pub altitude_m: f64,
    /// Speed, m/s, in the frame that the trajectory is made with.
    pub speed_m_s: f64,
    /// Angle of the path above the horizontal, relative to the rotating Earth, degrees; derived where absent.
    pub flight_path_angle_deg: Option<f64>,
    /// Direction of flight over ground, degrees from north; derived where absent.
    pub heading_deg: Option<f64>,
}

/// Flight state relative to the rotating Earth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrajectoryState {
    /// Place below.
    pub position: LonLat,
    /// Height above the ellipsoid, m.
    pub altitude_m: f64,
    /// Speed relative to the rotating Earth, m/s.
    pub speed_m_s: f64,
    /// Angle of the path above the horizontal, degrees, -90 to 90.
    pub flight_path_angle_deg: f64,
    /// Direction of flight over ground, degrees from north, 0 to 360.
    pub heading_deg: f64,
}

/// Why rows make no trajectory, or a time is not in it. Rows are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum TrajectoryError {
    /// Fewer than two rows.
    #[error("expected at least two rows of a trajectory, found {rows}; give one row for each known time")]
    TooFew {
        /// Rows found.
        rows: usize,
    },
    /// The time of a row is not after that of the row before.
    #[error("row {row}: expected a time after {before_s} s, found {time_s} s; sort the rows by time")]
    NotRising {
        /// The later row.
        row: usize,
        /// Time of the row before, s.
        before_s: f64,
        /// Time of the row, s.
        time_s: f64,
    },
    /// The way from the row before does not fit the stated speeds.
    #[error(
        "row {row}: the way from the row before needs {needed_m_s:.1} m/s, expected within a factor of {STEP_FACTOR} \
         of the stated {stated_m_s:.1} m/s; correct position, altitude, time or speed"
    )]
    Step {
        /// The later row.
        row: usize,
        /// Speed that the way needs, m/s.
        needed_m_s: f64,
        /// Mean of the stated speeds relative to the Earth, m/s.
        stated_m_s: f64,
    },
    /// An inertial speed is below what the rotating Earth alone gives.
    #[error(
        "row {row}: expected an inertial speed of at least {least_m_s:.1} m/s, found {speed_m_s} m/s; a speed \
         relative to the Earth is no inertial speed"
    )]
    BelowRotation {
        /// Row.
        row: usize,
        /// Least inertial speed for this direction of flight, m/s.
        least_m_s: f64,
        /// Speed found, m/s.
        speed_m_s: f64,
    },
    /// A time is outside the rows.
    #[error(
        "the trajectory is known from {first_s} to {last_s} s after lift-off, asked for {time_s} s; add rows that \
         cover this time"
    )]
    OutsideSpan {
        /// Time asked for, s.
        time_s: f64,
        /// Time of the first row, s.
        first_s: f64,
        /// Time of the last row, s.
        last_s: f64,
    },
}

/// Rows with curves between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Trajectory {
    frame: SpeedFrame,
    points: Vec<TrajectoryPoint>,
    path: Path,
    speed: MonotoneCubic,
}

/// What does not depend on the speeds.
#[derive(Debug, Clone, PartialEq)]
struct Path {
    /// Distance over ground from the first row, m, at each row.
    along_m: Vec<f64>,
    altitude: MonotoneCubic,
    distance: MonotoneCubic,
    /// Stated angles; none where no row states one.
    angle: Option<MonotoneCubic>,
    /// Headings in degrees, turning on past 360.
    heading: MonotoneCubic,
}

impl Trajectory {
    /// A trajectory from its rows.
    ///
    /// Positions lie on the geodesics between rows. Altitude, distance over ground, speed and heading follow monotone
    /// cubics in time. An angle that no row states is that of climb rate and speed over ground at altitude; a heading
    /// that a row does not state is the mean of the directions before and after it.
    ///
    /// Inertial speeds are converted by the east component of the Earth's rotation:
    ///
    /// ```text
    /// |v d + W e|^2 = v_i^2 ,  W = omega (N + h) cos(lat)
    /// ```
    /// v speed relative to the Earth, d its direction, e east, v_i inertial speed, N + h distance from the axis over
    /// cos(lat). Near the pad v is the small difference of two large numbers: 1 m/s of rounding in v_i are 25 m/s of v.
    ///
    /// # Errors
    /// [`TrajectoryError`] for fewer than two rows, times that do not rise, ways that do not fit the speeds, and inertial
    /// speeds that are too small.
    pub fn new(frame: SpeedFrame, mut points: Vec<TrajectoryPoint>) -> Result<Self, TrajectoryError> {
        if points.len() < 2 {
            return Err(TrajectoryError::TooFew { rows: points.len() });
        }
        if let Some(row) = (1..points.len()).find(|&row| points[row].time_s <= points[row - 1].time_s) {
            let (before_s, time_s) = (points[row - 1].time_s, points[row].time_s);
            return Err(TrajectoryError::NotRising { row, before_s, time_s });
        }
        let path = Path::new(&points);
        if frame == SpeedFrame::Inertial {
            for (row, point) in points.iter_mut().enumerate() {
                point.speed_m_s = relative_speed_m_s(row, point, &path)?;
            }
        }
        for row in 1..points.len() {
            check_step(row, &points, &path)?;
        }
        let speeds: Vec<f64> = points.iter().map(|point| point.speed_m_s).collect();
        let speed = MonotoneCubic::new(&times_s(&points), &speeds);
        Ok(Self { frame, points, path, speed })
    }

    /// The rows, speeds relative to the rotating Earth.
    pub fn points(&self) -> &[TrajectoryPoint] {
        &self.points
    }

    /// What the speeds of the rows were relative to.
    pub fn frame(&self) -> SpeedFrame {
        self.frame
    }

    /// Times of the first and the last row, s after lift-off.
    pub fn span_s(&self) -> (f64, f64) {
        (self.points[0].time_s, self.points[self.points.len() - 1].time_s)
    }

    /// State at a time after lift-off.
    ///
    /// # Errors
    /// [`TrajectoryError::OutsideSpan`] before the first row and after the last.
    pub fn state_at(&self, time_s: f64) -> Result<TrajectoryState, TrajectoryError> {
        let (first_s, last_s) = self.span_s();
        if !(first_s..=last_s).contains(&time_s) {
            return Err(TrajectoryError::OutsideSpan { time_s, first_s, last_s });
        }
        Ok(TrajectoryState {
            position: self.path.position(&self.points, time_s),
            altitude_m: self.path.altitude.value(time_s),
            speed_m_s: self.speed.value(time_s),
            flight_path_angle_deg: self.path.angle_deg(time_s),
            heading_deg: self.path.heading.value(time_s).rem_euclid(360.0),
        })
    }
}

impl Path {
    fn new(points: &[TrajectoryPoint]) -> Self {
        let times_s = times_s(points);
        let mut along_m = vec![0.0];
        along_m.extend(points.windows(2).scan(0.0, |total_m, pair| {
            *total_m += pair[0].position.distance_m(pair[1].position);
            Some(*total_m)
        }));
        let altitudes_m: Vec<f64> = points.iter().map(|point| point.altitude_m).collect();
        let path = Self {
            altitude: MonotoneCubic::new(&times_s, &altitudes_m),
            distance: MonotoneCubic::new(&times_s, &along_m),
            angle: None,
            heading: MonotoneCubic::new(&times_s, &headings_deg(points)),
            along_m,
        };
        if points.iter().all(|point| point.flight_path_angle_deg.is_none()) {
            return path;
        }
        let angles: Vec<f64> =
            points.iter().map(|p| p.flight_path_angle_deg.unwrap_or_else(|| path.angle_deg(p.time_s))).collect();
        Self { angle: Some(MonotoneCubic::new(&times_s, &angles)), ..path }
    }

    /// Angle above the horizontal; at rest the vehicle points upwards.
    fn angle_deg(&self, time_s: f64) -> f64 {
        if let Some(angle) = &self.angle {
            return angle.value(time_s);
        }
        let climb_m_s = self.altitude.slope(time_s);
        let aloft = (WGS84_SEMI_MAJOR_M + self.altitude.value(time_s)) / WGS84_SEMI_MAJOR_M;
        let level_m_s = self.distance.slope(time_s) * aloft;
        if climb_m_s == 0.0 && level_m_s == 0.0 { 90.0 } else { climb_m_s.atan2(level_m_s).to_degrees() }
    }

    fn position(&self, points: &[TrajectoryPoint], time_s: f64) -> LonLat {
        let k = points.partition_point(|point| point.time_s <= time_s).clamp(1, points.len() - 1) - 1;
        let (from, to) = (points[k].position, points[k + 1].position);
        let since_m = (self.distance.value(time_s) - self.along_m[k]).clamp(0.0, self.along_m[k + 1] - self.along_m[k]);
        if since_m == 0.0 { from } else { from.destination(from.azimuth_deg(to), since_m) }
    }
}

fn times_s(points: &[TrajectoryPoint]) -> Vec<f64> {
    points.iter().map(|point| point.time_s).collect()
}

/// Headings at all rows, stated or derived, turning on past 360 so that a curve can be laid through them. A vehicle
/// that never leaves its place is said to head north.
fn headings_deg(points: &[TrajectoryPoint]) -> Vec<f64> {
    let mut known: Vec<Option<f64>> =
        (0..points.len()).map(|row| points[row].heading_deg.or_else(|| derived_heading_deg(points, row))).collect();
    // Standing on the pad it heads where it will go.
    for row in (0..known.len() - 1).rev() {
        known[row] = known[row].or(known[row + 1]);
    }
    let mut before_deg = known.iter().flatten().next().copied().unwrap_or(0.0);
    let turned = known.into_iter().map(|heading| {
        before_deg += turn_deg(before_deg, heading.unwrap_or(before_deg));
        before_deg
    });
    turned.collect()
}

/// Direction at a row from the steps before and after it, the nearer step counting more.
fn derived_heading_deg(points: &[TrajectoryPoint], row: usize) -> Option<f64> {
    let here = points[row];
    let moves = |other: &TrajectoryPoint| here.position.distance_m(other.position) > STEP_WITH_DIRECTION_M;
    let next = points.get(row + 1).filter(|next| moves(next));
    let last = row.checked_sub(1).map(|row| &points[row]).filter(|last| moves(last));
    let after = next.map(|next| (here.position.azimuth_deg(next.position), next.time_s - here.time_s));
    let before = last
        .map(|last| ((here.position.azimuth_deg(last.position) + 180.0).rem_euclid(360.0), here.time_s - last.time_s));
    match (before, after) {
        (Some((from_deg, from_s)), Some((to_deg, to_s))) => {
            Some(from_deg + turn_deg(from_deg, to_deg) * from_s / (from_s + to_s))
        }
        (Some((deg, _)), None) | (None, Some((deg, _))) => Some(deg),
        (None, None) => None,
    }
}

/// The short way from one direction to another, degrees, -180 to 180.
fn turn_deg(from_deg: f64, to_deg: f64) -> f64 {
    (to_deg - from_deg + 180.0).rem_euclid(360.0) - 180.0
}

/// Speed of a place that turns with the Earth, m/s to the east.
fn rotation_m_s(position: LonLat, altitude_m: f64) -> f64 {
    let (sin, cos) = position.lat.to_radians().sin_cos();
    let e2 = WGS84_FLATTENING * (2.0 - WGS84_FLATTENING);
    EARTH_ROTATION_RAD_S * (WGS84_SEMI_MAJOR_M / (1.0 - e2 * sin * sin).sqrt() + altitude_m) * cos
}

fn relative_speed_m_s(row: usize, point: &TrajectoryPoint, path: &Path) -> Result<f64, TrajectoryError> {
    let angle = path.angle_deg(point.time_s).to_radians();
    let east = angle.cos() * path.heading.value(point.time_s).to_radians().sin();
    let rotation_m_s = rotation_m_s(point.position, point.altitude_m);
    let least_m_s = rotation_m_s * (1.0 - east * east).max(0.0).sqrt();
    // On the pad the stated speed is that of the Earth, rounded.
    let rounding_m_s = 0.01 * rotation_m_s;
    if point.speed_m_s < least_m_s - rounding_m_s {
        return Err(TrajectoryError::BelowRotation { row, least_m_s, speed_m_s: point.speed_m_s });
    }
    let root_m_s = (point.speed_m_s.powi(2) - least_m_s.powi(2)).max(0.0).sqrt();
    Ok((root_m_s - rotation_m_s * east).max(0.0))
}

/// The chord between two rows must fit the mean of their speeds.
fn check_step(row: usize, points: &[TrajectoryPoint], path: &Path) -> Result<(), TrajectoryError> {
    let (a, b) = (&points[row - 1], &points[row]);
    let aloft = 1.0 + 0.5 * (a.altitude_m + b.altitude_m) / WGS84_SEMI_MAJOR_M;
    let way_m = ((path.along_m[row] - path.along_m[row - 1]) * aloft).hypot(b.altitude_m - a.altitude_m);
    let (step_s, stated_m_s) = (b.time_s - a.time_s, 0.5 * (a.speed_m_s + b.speed_m_s));
    let stated_way_m = stated_m_s * step_s;
    let fits = way_m <= stated_way_m * STEP_FACTOR + STEP_SLACK_M && way_m >= stated_way_m / STEP_FACTOR - STEP_SLACK_M;
    if fits { Ok(()) } else { Err(TrajectoryError::Step { row, needed_m_s: way_m / step_s, stated_m_s }) }
}

#[cfg(test)]
mod tests;
