//! The launch of a scenario: the ascents that it may follow, made once, and the state of any member at its failure.

use rand::{Rng, RngExt};

use super::ascent::{Ascent, AscentDeviation, AscentError, AscentSpread, FlightState, HalfWidths, launch_azimuth_deg};
use crate::incident::{FailureKind, Scenario};
use crate::range::Range;
use crate::trajectory::Trajectory;

/// Half-width of the direction of flight about that of the inclination, degrees. Assumed: guidance keeps it far better,
/// but the inclination of a flight is seldom stated.
pub const AZIMUTH_HALF_WIDTH_DEG: f64 = 0.5;

/// A scenario with the ascents that its vehicle may follow.
#[derive(Debug, Clone)]
pub struct Launch<'a> {
    scenario: &'a Scenario,
    /// Share of the launches and ascent; the shares add up to one.
    ascents: Vec<(f64, Ascent)>,
}

impl<'a> Launch<'a> {
    /// The launch of a scenario: along its trajectory, by its programme, or by any programme of the vehicle.
    ///
    /// # Errors
    /// [`AscentError`] where an ascent is unusable or the vehicle has none.
    pub fn of(scenario: &'a Scenario) -> Result<Self, AscentError> {
        if let Some(trajectory) = &scenario.trajectory {
            return Ok(Self { scenario, ascents: vec![(1.0, along(scenario, trajectory)?)] });
        }
        let vehicle = &scenario.vehicle;
        let none = || AscentError::NoProgramme { vehicle: vehicle.id.clone() };
        let programmes = match scenario.programme.as_deref() {
            Some(id) => vec![(1.0, vehicle.programme(Some(id), 0.0).ok_or_else(none)?)],
            None => vehicle.programmes.iter().map(|p| (p.share, p)).filter(|(share, _)| *share > 0.0).collect(),
        };
        if programmes.is_empty() {
            return Err(none());
        }
        let ascent = |(share, programme)| Ok((share, Ascent::of(vehicle, programme, scenario.pad)?));
        Ok(Self { scenario, ascents: programmes.into_iter().map(ascent).collect::<Result<_, AscentError>>()? })
    }

    /// The scenario.
    pub fn scenario(&self) -> &'a Scenario {
        self.scenario
    }

    /// The ascent of the commonest programme.
    pub fn usual(&self) -> &Ascent {
        let commonest = self.ascents.iter().max_by(|a, b| a.0.total_cmp(&b.0));
        &commonest.unwrap_or(&self.ascents[0]).1
    }

    /// The best launch azimuth, degrees.
    pub fn nominal_azimuth_deg(&self) -> f64 {
        nominal_azimuth_deg(self.scenario)
    }

    /// State on the usual ascent without any deviation.
    pub fn nominal_state(&self, time_s: f64) -> FlightState {
        self.usual().state(time_s, &AscentDeviation::nominal(self.nominal_azimuth_deg()))
    }

    /// An ascent of the programmes, each by its share.
    pub(super) fn draw_ascent(&self, rng: &mut impl Rng) -> &Ascent {
        let u: f64 = rng.random();
        let mut below = 0.0;
        let drawn = self.ascents.iter().find(|(share, _)| {
            below += share;
            u < below
        });
        &drawn.unwrap_or(&self.ascents[self.ascents.len() - 1]).1
    }

    /// The state of a member on an ascent at its failure; altitude and speed of the scenario stand above the ascent's.
    pub(super) fn draw_state(&self, ascent: &Ascent, time_s: f64, rng: &mut impl Rng) -> FlightState {
        let failure = &self.scenario.failure;
        let known = failure.kind == FailureKind::StageDrop || self.scenario.trajectory.is_some();
        let spread = if known { AscentSpread::Launch } else { AscentSpread::LaunchAndProgramme };
        let mut state = ascent.state(time_s, &ascent.sample(time_s, self.draw_azimuth_deg(rng), spread, rng));
        if let Some(range) = failure.altitude_m {
            state.altitude_m = range.sample(rng);
        }
        if let Some(range) = failure.speed_m_s {
            state.speed_m_s = range.sample(rng);
        }
        state
    }

    fn draw_azimuth_deg(&self, rng: &mut impl Rng) -> f64 {
        if self.scenario.trajectory.is_some() {
            return self.nominal_azimuth_deg();
        }
        let inclination_deg = self.scenario.vehicle.inclination_deg.range.sample(rng);
        let offset_deg = Range::triangular(-AZIMUTH_HALF_WIDTH_DEG, 0.0, AZIMUTH_HALF_WIDTH_DEG).sample(rng);
        let from_inclination = launch_azimuth_deg(inclination_deg, self.scenario.pad.lat) + offset_deg;
        self.scenario.azimuth_deg.map_or(from_inclination, |range| range.sample(rng))
    }
}

fn nominal_azimuth_deg(scenario: &Scenario) -> f64 {
    let from_inclination = launch_azimuth_deg(scenario.vehicle.inclination_deg.range.best, scenario.pad.lat);
    scenario.azimuth_deg.map_or(from_inclination, |range| range.best)
}

/// The ascent along the user's trajectory, which holds within what differs from launch to launch.
fn along(scenario: &Scenario, trajectory: &Trajectory) -> Result<Ascent, AscentError> {
    let state = |time_s: f64| {
        let at = trajectory.state_at(time_s).ok()?;
        let state = FlightState {
            altitude_m: at.altitude_m,
            speed_m_s: at.speed_m_s,
            flight_path_angle_deg: at.flight_path_angle_deg,
            heading_deg: at.heading_deg,
            below: at.position,
        };
        Some((time_s, state))
    };
    let states: Vec<(f64, FlightState)> = trajectory.points().iter().filter_map(|point| state(point.time_s)).collect();
    let (azimuth_deg, widths) = (nominal_azimuth_deg(scenario), HalfWidths::constant(0.0, 0.0, 0.0));
    Ascent::along(&scenario.vehicle.id, scenario.pad, azimuth_deg, &states, widths)
}
