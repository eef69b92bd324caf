//! The climb of the later stages as a function of its unknowns: the pitch at the points and the impulse of the legs.

use super::leg::Aim;
use super::motion::{Flight, Motion, Steering};
use super::shooting::Shooting;
use crate::vehicle::AscentPoint;

/// Steps of the differences: of the tangent of the pitch, and of the factor on the impulse.
const TANGENT_STEP: f64 = 1e-3;
const IMPULSE_STEP: f64 = 1e-4;

/// A part of the flight with one way of steering, and the kick of the path at its start.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'s> {
    pub(super) from_s: f64,
    pub(super) to_s: f64,
    pub(super) kick_rad: f64,
    pub(super) flight: Flight<'s>,
}

impl Piece<'_> {
    /// Motion at the end.
    pub(super) fn end(&self, start: Motion) -> Motion {
        self.flight.fly(self.from_s, self.to_s, start.kicked(self.kick_rad), |_, _, _| {})
    }
}

/// Factor on the impulse that the table gives for the way to a point.
pub(super) fn given_impulse(point: &AscentPoint) -> f64 {
    point.impulse_factor.unwrap_or(1.0)
}

/// The climb from the first point. The pitch at the first point is free where the last point has altitude and angle,
/// else it is along the path.
pub(super) struct Climb<'a> {
    shooting: &'a Shooting<'a>,
    first: Motion,
    free: bool,
    /// Unknown tangents of the pitch.
    pub(super) tangents: usize,
    /// Legs whose end has a speed, and so an unknown impulse.
    pub(super) timed: usize,
}

impl<'a> Climb<'a> {
    pub(super) fn new(shooting: &'a Shooting<'a>, first: Motion) -> Self {
        let points = &shooting.programme.points;
        let free = points.last().is_some_and(|last| last.altitude_m.is_some() && last.angle_deg.is_some());
        let timed = points.iter().skip(1).filter(|point| point.speed_m_s.is_some()).count();
        Self { shooting, first, free, tangents: points.len() - usize::from(!free), timed }
    }

    fn points(&self) -> &'a [AscentPoint] {
        &self.shooting.programme.points
    }

    /// First guess of the tangents: that of the path, times a factor, falling to zero at the end.
    pub(super) fn guess(&self, scale: f64) -> Vec<f64> {
        let points = self.points();
        let (from_s, to_s) = (points[0].time_s, self.shooting.programme.ends_s());
        let tangent = scale * self.first.angle_rad().tan();
        let along = |point: &AscentPoint| tangent * (to_s - point.time_s) / (to_s - from_s);
        points.iter().skip(usize::from(!self.free)).map(along).collect()
    }

    /// Steps of the differences.
    pub(super) fn steps(&self) -> Vec<f64> {
        let tangents = std::iter::repeat_n(TANGENT_STEP, self.tangents);
        tangents.chain(std::iter::repeat_n(IMPULSE_STEP, self.timed)).collect()
    }

    /// The legs for given unknowns; the impulse is that of the point where it is not among them.
    pub(super) fn pieces(&self, x: &[f64]) -> Vec<Piece<'a>> {
        let (tangents, impulses) = x.split_at(self.tangents.min(x.len()));
        let (mut tangents, mut impulses) = (tangents.iter().copied(), impulses.iter().copied());
        let mut before = if self.free { tangents.next().unwrap_or(0.0) } else { self.first.angle_rad().tan() };
        let legs = self.points().windows(2).map(|pair| {
            let (from_s, to_s) = (pair[0].time_s, pair[1].time_s);
            let after = tangents.next().unwrap_or(0.0);
            let steering =
                Steering::LinearTangent { start: before, rate_per_s: (after - before) / (to_s - from_s), from_s };
            before = after;
            let impulse = pair[1].speed_m_s.and_then(|_| impulses.next()).unwrap_or_else(|| given_impulse(&pair[1]));
            Piece { from_s, to_s, kick_rad: 0.0, flight: self.shooting.flight(steering, impulse) }
        });
        legs.collect()
    }

    /// How far the points are missed: altitudes or angles, the last angle, and the speeds where they are asked for.
    pub(super) fn misses(&self, x: &[f64], with_speeds: bool) -> Vec<f64> {
        let mut motion = self.first;
        let ends: Vec<Motion> = self
            .pieces(x)
            .iter()
            .map(|piece| {
                motion = piece.end(motion);
                motion
            })
            .collect();
        let aims = || self.points().iter().skip(1).map(|point| Aim { point }).zip(&ends);
        let shapes = aims().map(|(aim, end)| aim.shape_miss(end));
        let angle = aims().next_back().filter(|_| self.free).map(|(aim, end)| aim.angle_miss(end));
        let timed = aims().filter(|(aim, _)| with_speeds && aim.point.speed_m_s.is_some());
        shapes.chain(angle).chain(timed.map(|(aim, end)| aim.speed_miss(end))).collect()
    }
}
