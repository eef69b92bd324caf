//! The nominal flight and fall in height over distance, and where the members break up.

use super::{RunError, Stage};
use crate::assessment::{FlightProfile, ProfilePoint};
use crate::flight::ascent::{Ascent, AscentDeviation, FlightState, launch_azimuth_deg};
use crate::flight::descent::{BREAKUP_PRESSURE_PA, nominal_ballistic_kg_m2, nominal_tank_kg_m2};
use crate::flight::fall::{Body, FallError, path};
use crate::geodesy::{LonLat, geodesic_area_m2};
use crate::incident::BreakUp;
use crate::weather::Weather;

/// Points of the flight under power.
const POWERED_POINTS: usize = 60;
/// Spacing of the points of the fall, s.
const FALL_STEP_S: f64 = 5.0;

impl Stage<'_> {
    /// Where the members break up.
    pub(super) fn breakups(&self) -> Vec<ProfilePoint> {
        let pad = self.inputs.scenario.pad;
        self.drawn.iter().filter_map(|d| d.descent.breakup.as_ref()).map(|state| point(state, pad)).collect()
    }

    /// Areas of the fall regions, km2.
    pub(super) fn fall_areas_km2(&self, regions: &[(f64, geo::MultiPolygon<f64>)]) -> Vec<(f64, f64)> {
        regions.iter().map(|(share, polygons)| (*share, geodesic_area_m2(polygons) * 1e-6)).collect()
    }

    /// The nominal flight to the likeliest time of failure, and the fall of a body with the middle of each range; none
    /// where the scenario gives the place, or where nothing falls from there.
    pub(super) fn profile(&self) -> Result<Option<FlightProfile>, RunError> {
        let scenario = &self.inputs.scenario;
        let Some(first) = self.drawn.first().filter(|_| scenario.impact.is_none()) else { return Ok(None) };
        let ascent = Ascent::new(&scenario.vehicle.id, &scenario.vehicle.ascent)?;
        let from_inclination = launch_azimuth_deg(scenario.vehicle.inclination_deg.range.best, scenario.pad.lat);
        let azimuth_deg = scenario.azimuth_deg.map_or(from_inclination, |range| range.best);
        let nominal = AscentDeviation { altitude_factor: 1.0, speed_factor: 1.0, azimuth_deg };
        let time_s = scenario.failure.time_s.best;
        let at = |time_s: f64| ascent.state(scenario.pad, time_s, &nominal);
        let mut powered: Vec<ProfilePoint> =
            (0..=POWERED_POINTS).map(|k| point(&at(time_s * k as f64 / POWERED_POINTS as f64), scenario.pad)).collect();
        let mut failure = at(time_s);
        failure.altitude_m = scenario.failure.altitude_m.map_or(failure.altitude_m, |range| range.best);
        failure.speed_m_s = scenario.failure.speed_m_s.map_or(failure.speed_m_s, |range| range.best);
        if scenario.failure.altitude_m.is_some() {
            raise(&mut powered, failure.altitude_m);
        }
        let Ok(states) = self.nominal_fall(&failure, &first.descent.budget, &first.weather) else { return Ok(None) };
        Ok(Some(FlightProfile { powered, fall: states.iter().map(|state| point(state, scenario.pad)).collect() }))
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
        let ground_m = 100.0;
        let breakup = self.inputs.scenario.failure.breakup;
        let tanks = Body { ballistic_coefficient_kg_m2: nominal_tank_kg_m2(budget), breaks_at_pa: None, ground_m };
        if breakup == BreakUp::OnFailure {
            return path(failure, tanks, &calm, FALL_STEP_S);
        }
        let breaks_at_pa = (breakup == BreakUp::DynamicPressure).then_some(BREAKUP_PRESSURE_PA.best);
        let whole = Body { ballistic_coefficient_kg_m2: nominal_ballistic_kg_m2(budget), breaks_at_pa, ground_m };
        let mut states = path(failure, whole, &calm, FALL_STEP_S)?;
        if let Some(end) = states.last().copied().filter(|end| end.altitude_m > ground_m + 1.0) {
            states.extend(path(&end, tanks, &calm, FALL_STEP_S)?);
        }
        Ok(states)
    }
}

/// Fits the heights of the flight to a height of its end that the scenario gives.
fn raise(powered: &mut [ProfilePoint], end_m: f64) {
    let factor = powered.last().map_or(1.0, |last| end_m / last.altitude_m.max(1.0));
    powered.iter_mut().for_each(|point| point.altitude_m *= factor);
}

fn point(state: &FlightState, pad: LonLat) -> ProfilePoint {
    ProfilePoint { position: state.below, distance_m: pad.distance_m(state.below), altitude_m: state.altitude_m }
}
