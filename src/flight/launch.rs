//! The launch of a scenario: the ascents that it may follow, made once, and the state of any member at its failure.

use rand::{Rng, RngExt};

use super::ascent::{Ascent, AscentDeviation, AscentError, AscentSpread, FlightState, HalfWidths, launch_azimuth_deg};
use super::descent::GROUND_M;
use crate::incident::{FailureKind, Scenario};
use crate::range::Range;
use crate::trajectory::Trajectory;
use crate::vehicle::AscentProgramme;

/// Half-width of the direction of flight about that of the inclination, degrees. Assumed: guidance keeps it far better,
/// but the inclination of a flight is seldom stated.
pub const AZIMUTH_HALF_WIDTH_DEG: f64 = 0.5;

/// A scenario with the ascents that its vehicle may follow.
#[derive(Debug, Clone)]
pub struct Launch<'a> {
    scenario: &'a Scenario,
    ways: Vec<Way>,
}

/// One ascent that the vehicle may follow.
#[derive(Debug, Clone)]
pub(super) struct Way {
    /// Share of the launches; the shares of all ways add up to one.
    share: f64,
    /// The ascent.
    pub(super) ascent: Ascent,
    /// Launch azimuth, degrees, where the programme has its own.
    azimuth_deg: Option<Range>,
}

impl<'a> Launch<'a> {
    /// The launch of a scenario: along its trajectory, by its programme, or by any programme of the vehicle.
    ///
    /// # Errors
    /// [`AscentError`] where an ascent is unusable or the vehicle has none.
    pub fn of(scenario: &'a Scenario) -> Result<Self, AscentError> {
        if let Some(trajectory) = &scenario.trajectory {
            let way = Way { share: 1.0, ascent: along(scenario, trajectory)?, azimuth_deg: None };
            return Ok(Self { scenario, ways: vec![way] });
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
        let way = |(share, programme): (f64, &AscentProgramme)| {
            let azimuth_deg = programme.launch_azimuth_deg.as_ref().map(|azimuth| azimuth.range);
            Ok(Way { share, ascent: Ascent::of(vehicle, programme, scenario.pad)?, azimuth_deg })
        };
        Ok(Self { scenario, ways: programmes.into_iter().map(way).collect::<Result<_, AscentError>>()? })
    }

    /// The scenario.
    pub fn scenario(&self) -> &'a Scenario {
        self.scenario
    }

    /// The ascent of the commonest programme.
    pub fn usual(&self) -> &Ascent {
        &self.usual_way().ascent
    }

    fn usual_way(&self) -> &Way {
        let commonest = self.ways.iter().max_by(|a, b| a.share.total_cmp(&b.share));
        commonest.unwrap_or(&self.ways[0])
    }

    /// The best launch azimuth, degrees.
    pub fn nominal_azimuth_deg(&self) -> f64 {
        let given = self.scenario.azimuth_deg.or(self.usual_way().azimuth_deg);
        given.map_or_else(|| from_inclination_deg(self.scenario), |range| range.best)
    }

    /// State on the usual ascent without any deviation.
    pub fn nominal_state(&self, time_s: f64) -> FlightState {
        from_ground(self.usual().state(time_s, &AscentDeviation::nominal(self.nominal_azimuth_deg())))
    }

    /// The failure on the usual ascent at its likeliest time, with what the scenario says of its state.
    pub fn nominal_failure(&self) -> FlightState {
        let failure = &self.scenario.failure;
        let mut state = self.nominal_state(failure.time_s.best);
        state.altitude_m = failure.altitude_m.map_or(state.altitude_m, |range| range.best);
        state.speed_m_s = failure.speed_m_s.map_or(state.speed_m_s, |range| range.best);
        let angle = failure.flight_path_angle_deg;
        state.flight_path_angle_deg = angle.map_or(state.flight_path_angle_deg, |range| range.best);
        state
    }

    /// A way of the programmes, each by its share.
    pub(super) fn draw_way(&self, rng: &mut impl Rng) -> &Way {
        let u: f64 = rng.random();
        let mut below = 0.0;
        let drawn = self.ways.iter().find(|way| {
            below += way.share;
            u < below
        });
        drawn.unwrap_or(&self.ways[self.ways.len() - 1])
    }

    /// The state of a member on an ascent at its failure; altitude and speed of the scenario stand above the ascent's.
    pub(super) fn draw_state(&self, way: &Way, time_s: f64, rng: &mut impl Rng) -> FlightState {
        let failure = &self.scenario.failure;
        let known = self.scenario.trajectory.is_some() || self.is_calibrated_drop();
        let spread = if known { AscentSpread::Launch } else { AscentSpread::LaunchAndProgramme };
        let deviation = way.ascent.sample(time_s, self.draw_azimuth_deg(way, rng), spread, rng);
        let mut state = from_ground(way.ascent.state(time_s, &deviation));
        if let Some(range) = failure.altitude_m {
            state.altitude_m = range.sample(rng);
        }
        if let Some(range) = failure.speed_m_s {
            state.speed_m_s = range.sample(rng);
        }
        if let Some(range) = failure.flight_path_angle_deg {
            state.flight_path_angle_deg = range.sample(rng);
        }
        state
    }

    /// True for the planned drop of a stage whose range recovered stages have fixed: what is not known of its ascent is in
    /// its drag area already.
    fn is_calibrated_drop(&self) -> bool {
        let Scenario { vehicle, failure, .. } = self.scenario;
        let dropped = vehicle.stages.iter().find(|stage| Some(stage.number) == failure.stage);
        failure.kind == FailureKind::StageDrop && dropped.is_some_and(|stage| stage.drag_area_m2.is_some())
    }

    /// Direction of flight: the scenario's, the programme's, or that of a drawn inclination.
    fn draw_azimuth_deg(&self, way: &Way, rng: &mut impl Rng) -> f64 {
        let Scenario { vehicle, pad, azimuth_deg, trajectory, .. } = self.scenario;
        if trajectory.is_some() {
            return self.nominal_azimuth_deg();
        }
        if let Some(range) = azimuth_deg.or(way.azimuth_deg) {
            return range.sample(rng);
        }
        let offset_deg = Range::triangular(-AZIMUTH_HALF_WIDTH_DEG, 0.0, AZIMUTH_HALF_WIDTH_DEG).sample(rng);
        launch_azimuth_deg(vehicle.inclination_deg.range.sample(rng), pad.lat) + offset_deg
    }
}

fn from_inclination_deg(scenario: &Scenario) -> f64 {
    launch_azimuth_deg(scenario.vehicle.inclination_deg.range.best, scenario.pad.lat)
}

/// The ascents count their height from the pad, which lies on the ground.
fn from_ground(state: FlightState) -> FlightState {
    FlightState { altitude_m: state.altitude_m + GROUND_M, ..state }
}

/// The ascent along the user's trajectory, which holds within what differs from launch to launch.
fn along(scenario: &Scenario, trajectory: &Trajectory) -> Result<Ascent, AscentError> {
    let state = |time_s: f64| {
        let at = trajectory.state_at(time_s).ok()?;
        let state = FlightState {
            altitude_m: at.altitude_m - GROUND_M,
            speed_m_s: at.speed_m_s,
            flight_path_angle_deg: at.flight_path_angle_deg,
            heading_deg: at.heading_deg,
            below: at.position,
        };
        Some((time_s, state))
    };
    let states: Vec<(f64, FlightState)> = trajectory.points().iter().filter_map(|point| state(point.time_s)).collect();
    let given = scenario.azimuth_deg.map_or_else(|| from_inclination_deg(scenario), |range| range.best);
    let (azimuth_deg, widths) = (given, HalfWidths::constant(0.0, 0.0, 0.0));
    Ascent::along(&scenario.vehicle.id, scenario.pad, azimuth_deg, &states, widths)
}
