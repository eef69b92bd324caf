//! The nominal flight and fall in height over distance, and where the members break up.

use super::{RunError, Stage};
use crate::assessment::{FlightProfile, ProfilePoint};
use crate::ensemble::draw::Urn;
use crate::flight::air_column::AirColumn;
use crate::flight::ascent::FlightState;
use crate::flight::descent::{BREAKUP_PRESSURE_PA, GROUND_M};
use crate::flight::drag::DragShape;
use crate::flight::fall::{Body, BreakLimits, FallError, Lift, path};
use crate::flight::launch::Launch;
use crate::flight::wreck;
use crate::geodesy::LonLat;
use crate::incident::BreakUp;
use crate::weather::Weather;

/// Points of the flight under power.
const POWERED_POINTS: usize = 60;
/// Spacing of the points of the fall, s.
const FALL_STEP_S: f64 = 5.0;

impl Stage<'_> {
    /// Where the members of the sample break up.
    pub(super) fn breakups(&self) -> Vec<ProfilePoint> {
        let pad = self.inputs.scenario.pad;
        let moments = self.summary.sample.values().filter_map(|member| member.breakup);
        moments.map(|moment| point(moment.below, moment.altitude_m, pad)).collect()
    }

    /// The nominal flight to the likeliest time of failure, and the fall of a body with the middle of each range; none
    /// where the scenario gives the place, or where nothing falls from there.
    pub(super) fn profile(&self) -> Result<Option<FlightProfile>, RunError> {
        let scenario = &self.inputs.scenario;
        if scenario.impact.is_some() {
            return Ok(None);
        }
        let first = Urn::new(self.inputs)?.draw(0)?;
        let launch = Launch::of(scenario)?;
        let time_s = scenario.failure.time_s.best;
        let at = |k: usize| launch.nominal_state(time_s * k as f64 / POWERED_POINTS as f64);
        let mut powered: Vec<ProfilePoint> = (0..=POWERED_POINTS).map(|k| of_state(&at(k), scenario.pad)).collect();
        let failure = launch.nominal_failure();
        if scenario.failure.altitude_m.is_some() {
            raise(&mut powered, failure.altitude_m);
        }
        let Ok(states) = self.nominal_fall(&failure, &first.descent.budget, &first.weather) else { return Ok(None) };
        Ok(Some(FlightProfile { powered, fall: states.iter().map(|state| of_state(state, scenario.pad)).collect() }))
    }

    fn nominal_fall(
        &self,
        failure: &FlightState,
        budget: &crate::flight::budget::Budget,
        weather: &Weather,
    ) -> Result<Vec<FlightState>, FallError> {
        let calm = Weather {
            winds: vec![crate::weather::WindAt { height_agl_m: 10.0, u_m_s: 0.0, v_m_s: 0.0 }],
            ..weather.clone()
        };
        let air = AirColumn::new(&calm, GROUND_M);
        let body = |ballistic_coefficient_kg_m2: f64, shape: DragShape, limits: BreakLimits| Body {
            ballistic_coefficient_kg_m2,
            shape,
            lift: Lift::NONE,
            limits,
            ground_m: GROUND_M,
        };
        let tanks = body(wreck::nominal_tanks_kg_m2(&budget.attached), DragShape::TankShell, BreakLimits::NONE);
        let breakup = self.inputs.scenario.failure.breakup;
        if breakup == BreakUp::OnFailure {
            return path(failure, tanks, &air, FALL_STEP_S);
        }
        let limits = match breakup {
            BreakUp::DynamicPressure => BreakLimits::at_pressure(BREAKUP_PRESSURE_PA.best),
            BreakUp::None | BreakUp::OnFailure => BreakLimits::NONE,
        };
        let whole = body(wreck::nominal_whole_kg_m2(&budget.attached), DragShape::TumblingStage, limits);
        let mut states = path(failure, whole, &air, FALL_STEP_S)?;
        if let Some(end) = states.last().copied().filter(|end| end.altitude_m > GROUND_M + 1.0) {
            states.extend(path(&end, tanks, &air, FALL_STEP_S)?);
        }
        Ok(states)
    }
}

/// Fits the heights of the flight to a height of its end that the scenario gives.
fn raise(powered: &mut [ProfilePoint], end_m: f64) {
    let factor = powered.last().map_or(1.0, |last| end_m / last.altitude_m.max(1.0));
    powered.iter_mut().for_each(|point| point.altitude_m *= factor);
}

fn of_state(state: &FlightState, pad: LonLat) -> ProfilePoint {
    point(state.below, state.altitude_m, pad)
}

fn point(position: LonLat, altitude_m: f64, pad: LonLat) -> ProfilePoint {
    ProfilePoint { position, distance_m: pad.distance_m(position), altitude_m }
}
