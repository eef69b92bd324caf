//! One leg of an ascent: from one point to the next, and how far a flight misses its end.

use super::motion::Motion;
use super::shooting::{TOLERANCE_ALTITUDE_M, TOLERANCE_ANGLE_RAD, TOLERANCE_SPEED_M_S};
use crate::vehicle::AscentPoint;

/// The aim of a leg: the point at its end.
pub(super) struct Aim<'a> {
    pub(super) point: &'a AscentPoint,
}

impl Aim<'_> {
    /// True where all that the point gives is met.
    pub(super) fn is_met(&self, end: &Motion) -> bool {
        [self.shape_miss(end), self.angle_miss(end), self.speed_miss(end)].iter().all(|miss| miss.abs() < 1.0)
    }

    /// Miss of the altitude, or of the angle where no altitude is given, in tolerances.
    pub(super) fn shape_miss(&self, end: &Motion) -> f64 {
        match self.point.altitude_m {
            Some(altitude_m) => (end.height_m - altitude_m) / TOLERANCE_ALTITUDE_M,
            None => self.angle_miss(end),
        }
    }

    /// Miss of the angle, in tolerances; none where no angle is given.
    pub(super) fn angle_miss(&self, end: &Motion) -> f64 {
        self.point.angle_deg.map_or(0.0, |angle| (end.angle_rad() - angle.to_radians()) / TOLERANCE_ANGLE_RAD)
    }

    /// Miss of the speed, in tolerances; none where no speed is given.
    pub(super) fn speed_miss(&self, end: &Motion) -> f64 {
        self.point.speed_m_s.map_or(0.0, |speed| (end.speed_m_s() - speed) / TOLERANCE_SPEED_M_S)
    }

    /// The aim in words.
    pub(super) fn target_words(&self) -> String {
        let point = self.point;
        let parts = [
            point.altitude_m.map(|altitude_m| format!("{:.1} km", altitude_m / 1e3)),
            point.angle_deg.map(|angle| format!("{angle:.1} degrees")),
            point.speed_m_s.map(|speed| format!("{speed:.0} m/s")),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" and ")
    }

    /// A miss of [`Self::shape_miss`] as the altitude or angle that was flown.
    pub(super) fn shape_words(&self, miss: f64) -> String {
        match (self.point.altitude_m, self.point.angle_deg) {
            (Some(altitude_m), _) => format!("{:.1} km", (altitude_m + miss * TOLERANCE_ALTITUDE_M) / 1e3),
            (None, Some(angle)) => format!("{:.1} degrees", angle + (miss * TOLERANCE_ANGLE_RAD).to_degrees()),
            (None, None) => "nothing".to_owned(),
        }
    }

    /// What was flown, in words.
    pub(super) fn flown_words(&self, end: &Motion) -> String {
        let angle_deg = end.angle_rad().to_degrees();
        format!("{:.1} km, {:.0} m/s, {angle_deg:.1} degrees", end.height_m / 1e3, end.speed_m_s())
    }
}

/// What the flight to a point took: the budget of the speed, and the factor on the specific impulse.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LegReport {
    /// Stage that burns at the end of the leg.
    pub stage: u32,
    /// End of the leg, s.
    pub to_s: f64,
    /// Factor on the specific impulse that meets the speed of the point; 1 where none is given.
    pub impulse_factor: f64,
    /// Speed that is gained, m/s.
    pub gain_m_s: f64,
    /// Integral of the thrust acceleration, m/s.
    pub ideal_m_s: f64,
    /// Lost to gravity, m/s.
    pub gravity_loss_m_s: f64,
    /// Lost to drag, m/s.
    pub drag_loss_m_s: f64,
    /// Lost to thrust across the path, m/s.
    pub steering_loss_m_s: f64,
}

impl LegReport {
    pub(super) fn new(stage: u32, to_s: f64, impulse_factor: f64, from: &Motion, to: &Motion) -> Self {
        Self {
            stage,
            to_s,
            impulse_factor,
            gain_m_s: to.speed_m_s() - from.speed_m_s(),
            ideal_m_s: to.ideal_m_s - from.ideal_m_s,
            gravity_loss_m_s: to.gravity_loss_m_s - from.gravity_loss_m_s,
            drag_loss_m_s: to.drag_loss_m_s - from.drag_loss_m_s,
            steering_loss_m_s: to.steering_loss_m_s - from.steering_loss_m_s,
        }
    }
}
