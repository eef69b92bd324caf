//! From the failure to the ground: the way out of control, the fall of the whole, its break-up, the fall of the pieces.

use rand::{Rng, RngExt};
use thiserror::Error;

use super::air_column::AirColumn;
use super::ascent::FlightState;
use super::budget::{self, Budget, Loads, StageState};
use super::drag::DragShape;
use super::fall::powered::{self, Turn};
use super::fall::{Body, BreakLimits, FallEnd, FallError, Lift, fall};
use super::launch::Launch;
use super::wreck::{self, FragmentClass};
use crate::geodesy::LonLat;
use crate::incident::{BreakUp, FailureKind, FailureMode, ImpactPlace, Scenario};
use crate::range::{Range, standard_normal};
use crate::substance::Masses;
use crate::weather::Weather;

/// Dynamic pressure, times the sine of the angle of attack, at which a vehicle breaks up, Pa: one to three times the
/// largest of a nominal ascent, 33.8 kPa (Proton Mission Planner's Guide LKEB-9812-1990). Assumed: no test is known.
pub const BREAKUP_PRESSURE_PA: Range = Range::uniform(33_800.0, 101_400.0);

/// Heat flux to a nose of 1 m radius at which a wreck comes apart, W/m2. Stages that return from orbit break up near 78 km
/// at 7.5 km/s (the common assumption of re-entry analysis, e.g. NASA DAS), which is 0.37 MW/m2; a faster and shorter
/// heating is borne longer. Assumed range.
pub const BREAKUP_HEAT_W_M2: Range = Range::uniform(0.3e6, 1.0e6);

/// Radius that the heat flux is computed for, m.
const NOSE_RADIUS_M: f64 = 1.0;

/// Share of a stage's propellant that reaches the ground inside its tanks after a break-up aloft. Assumed, for lack of
/// any measurement: three hundredfold range, log-uniform.
pub fn carried_share() -> Range {
    Range::log_uniform(3e-4, 0.1)
}

/// Share of a stage's propellant that its tanks bring down where they were reported whole: 80 to 100 %. Assumed: pipes
/// break.
pub const CARRIED_WHOLE: Range = Range::uniform(0.8, 1.0);

/// Lift over drag of a wreck at the angle that it happens to trim at, one standard deviation; it points anywhere about
/// the path. Calibrated on the 4.5 km across the track of the odd rows of recovered first stages.
pub const TRIM_LIFT_SIGMA: f64 = 0.08;

/// Time for which engines push a vehicle out of control where the scenario does not say, s. Assumed.
const OUT_OF_CONTROL_S: Range = Range::uniform(0.5, 10.0);

/// Before this time after lift-off the engines of Proton cannot be stopped (interlock that protects the pad; Interdepartmental
/// Board 2013); taken for all vehicles.
const INTERLOCK_S: f64 = 42.0;

/// Height of the ground that falls end on, m: Baikonur's steppe. The ground is up to 800 m higher near Karkaraly,
/// which moves a steep impact by less than 1 km.
pub const GROUND_M: f64 = 100.0;

/// A piece on the ground.
#[derive(Debug, Clone, PartialEq)]
pub struct FallenPiece {
    /// What it is.
    pub name: String,
    /// Where it lies.
    pub place: LonLat,
    /// Speed at the ground, m/s.
    pub speed_m_s: f64,
    /// Propellant inside when it strikes, kg.
    pub propellant: Masses,
    /// True where fuel and oxidiser strike together (whole vehicle or stage), false for a single tank.
    pub together: bool,
}

/// The way down of one member.
#[derive(Debug, Clone, PartialEq)]
pub struct Descent {
    /// State at the failure.
    pub failure: FlightState,
    /// State at the break-up aloft, where there is one.
    pub breakup: Option<FlightState>,
    /// Propellant set free at the break-up, kg.
    pub freed_aloft: Masses,
    /// Pieces on the ground.
    pub pieces: Vec<FallenPiece>,
    /// Propellant at the failure.
    pub budget: Budget,
    /// Time of the failure, s.
    pub failure_time_s: f64,
}

/// Why the way down could not be computed.
#[derive(Debug, Error)]
pub enum DescentError {
    /// The fall is.
    #[error(transparent)]
    Fall(#[from] FallError),
    /// A nominal drop of a stage that the vehicle does not have.
    #[error("vehicle `{vehicle}` has no stage {stage}; its stages are {known}")]
    NoStage {
        /// Vehicle.
        vehicle: String,
        /// Stage asked for.
        stage: u32,
        /// Stages that it has.
        known: String,
    },
}

/// The way down of one member while it is made.
struct Fall<'a> {
    scenario: &'a Scenario,
    air: AirColumn,
    budget: Budget,
    failure: FlightState,
    failure_time_s: f64,
}

impl Launch<'_> {
    /// The way down of one member of the ensemble.
    ///
    /// # Errors
    /// [`DescentError`] where the wreck does not come down, or the stage does not exist.
    pub fn descend(&self, weather: &Weather, rng: &mut impl Rng) -> Result<Descent, DescentError> {
        let scenario = self.scenario();
        // A planned drop comes at its nominal time: what differs from launch to launch is in the state, not in the time.
        let failure_time_s = match scenario.failure.kind {
            FailureKind::StageDrop => scenario.failure.time_s.best,
            FailureKind::Pad | FailureKind::Flight => scenario.failure.time_s.sample(rng),
        };
        let way = self.draw_way(rng);
        let failure = self.draw_state(way, failure_time_s, rng);
        if let (FailureKind::StageDrop, Some(number)) = (scenario.failure.kind, scenario.failure.stage) {
            let dropped = budget::of_dropped_stage(&scenario.vehicle, number, rng);
            let budget = dropped.ok_or_else(|| no_stage(scenario, number))?;
            return Fall { scenario, air: AirColumn::new(weather, GROUND_M), budget, failure, failure_time_s }
                .dropped(rng);
        }
        let engines_until_s = self.engines_until_s(failure_time_s, rng);
        let loads = Loads::draw(&scenario.vehicle, rng);
        let budget = loads.at(engines_until_s, self.stays(failure_time_s));
        let fall = Fall { scenario, air: AirColumn::new(weather, GROUND_M), budget, failure, failure_time_s };
        if let Some(place) = given_place(scenario, rng) {
            return Ok(fall.struck(FlightState { below: place, ..failure }));
        }
        let push_m_s2 = |after_s: f64| way.ascent.thrust_acceleration_m_s2(failure_time_s + after_s);
        match scenario.failure.mode {
            FailureMode::LossOfControl => fall.out_of_control(&loads, engines_until_s, push_m_s2, rng),
            FailureMode::Explosion => fall.broken(failure, true, rng),
            FailureMode::EngineStop | FailureMode::NoSeparation => {
                fall.coasting(failure.kicked(tail_off_m_s(push_m_s2(0.0), rng)), rng)
            }
        }
    }

    /// The spent stage that did not separate.
    fn stays(&self, failure_time_s: f64) -> Option<u32> {
        let Scenario { vehicle, failure, .. } = self.scenario();
        let stuck = failure.mode == FailureMode::NoSeparation;
        stuck.then(|| budget::last_to_leave(vehicle, failure_time_s)).flatten()
    }

    /// When the engines stop: as the scenario says; out of control they burn on for a while, and over the pad to the end.
    fn engines_until_s(&self, failure_time_s: f64, rng: &mut impl Rng) -> f64 {
        let failure = &self.scenario().failure;
        if let Some(range) = failure.engines_until_s {
            return range.sample(rng).max(failure_time_s);
        }
        if failure.kind != FailureKind::Flight || failure.mode != FailureMode::LossOfControl {
            return failure_time_s;
        }
        (failure_time_s + OUT_OF_CONTROL_S.sample(rng)).max(INTERLOCK_S)
    }
}

fn no_stage(scenario: &Scenario, stage: u32) -> DescentError {
    let known: Vec<String> = scenario.vehicle.stages.iter().map(|s| s.number.to_string()).collect();
    DescentError::NoStage { vehicle: scenario.vehicle.id.clone(), stage, known: known.join(", ") }
}

fn given_place(scenario: &Scenario, rng: &mut impl Rng) -> Option<LonLat> {
    match scenario.impact.as_ref()? {
        ImpactPlace::FromPad { distance_m, azimuth_deg } => {
            let distance_m = distance_m.sample(rng);
            Some(scenario.pad.destination(azimuth_deg.sample(rng), distance_m))
        }
        ImpactPlace::At { position, sigma_m } => {
            let (east, north) = (sigma_m * standard_normal(rng), sigma_m * standard_normal(rng));
            Some(position.destination(east.atan2(north).to_degrees(), east.hypot(north)))
        }
    }
}

/// Change of velocity while the thrust of engines that stop dies away out of balance: east, north and up, m/s. Up to 2 s
/// of the thrust, in any direction. Assumed.
fn tail_off_m_s(push_m_s2: f64, rng: &mut impl Rng) -> [f64; 3] {
    const LONGEST_S: f64 = 2.0;
    wreck::anywhere(LONGEST_S * rng.random::<f64>() * push_m_s2, rng)
}

/// The lift of a stage or a stack that trims at some angle and does not roll; fragments spin, and it cancels.
fn trim_lift(rng: &mut impl Rng) -> Lift {
    let over_drag = TRIM_LIFT_SIGMA * standard_normal(rng).abs();
    Lift { over_drag, roll_deg: 360.0 * rng.random::<f64>() }
}

impl Fall<'_> {
    fn whole(&self, limits: BreakLimits, rng: &mut impl Rng) -> Body {
        self.body(wreck::whole_ballistic_kg_m2(&self.budget.attached, rng), DragShape::TumblingStage, limits, rng)
    }

    fn body(&self, beta_kg_m2: f64, shape: DragShape, limits: BreakLimits, rng: &mut impl Rng) -> Body {
        let lift = if shape == DragShape::TumblingStage { trim_lift(rng) } else { Lift::NONE };
        Body { ballistic_coefficient_kg_m2: beta_kg_m2, shape, lift, limits, ground_m: GROUND_M }
    }

    fn limits(&self, rng: &mut impl Rng) -> BreakLimits {
        if self.scenario.failure.breakup != BreakUp::DynamicPressure {
            return BreakLimits::NONE;
        }
        BreakLimits::at_pressure(BREAKUP_PRESSURE_PA.sample(rng))
            .or_at_heat(BREAKUP_HEAT_W_M2.sample(rng), NOSE_RADIUS_M)
    }

    /// Engines burn on while the vehicle turns; it breaks where the load across it is too much, or strikes with them on.
    fn out_of_control(
        mut self,
        loads: &Loads,
        until_s: f64,
        push_m_s2: impl Fn(f64) -> f64,
        rng: &mut impl Rng,
    ) -> Result<Descent, DescentError> {
        let limits = self.limits(rng);
        let body = self.whole(limits, rng);
        let duration_s = until_s - self.failure_time_s;
        let way = powered::fly(&self.failure, duration_s, push_m_s2, Turn::draw(rng), body, &self.air);
        self.budget = loads.at(self.failure_time_s + way.elapsed_s, None);
        match way.end {
            Some(FallEnd::Ground) => Ok(self.struck(way.state)),
            Some(FallEnd::BreakUp(_)) => self.broken(way.state, false, rng),
            None => self.falling(way.state, body, rng),
        }
    }

    /// A coasting wreck: it tumbles from the start.
    fn coasting(self, start: FlightState, rng: &mut impl Rng) -> Result<Descent, DescentError> {
        let limits = self.limits(rng);
        let body = self.whole(limits, rng);
        self.falling(start, body, rng)
    }

    fn falling(self, start: FlightState, body: Body, rng: &mut impl Rng) -> Result<Descent, DescentError> {
        let down = fall(&start, body, &self.air)?;
        match down.end {
            FallEnd::BreakUp(_) => self.broken(down.state, false, rng),
            FallEnd::Ground => Ok(self.struck(down.state)),
        }
    }

    /// A stage dropped as planned: each of its equal blocks falls for itself.
    fn dropped(self, rng: &mut impl Rng) -> Result<Descent, DescentError> {
        let mut pieces = Vec::new();
        for stage in &self.budget.attached {
            let block = stage.block();
            for _ in 0..stage.blocks as usize {
                let beta = wreck::whole_ballistic_kg_m2(std::slice::from_ref(&block), rng);
                let body = self.body(beta, DragShape::TumblingStage, BreakLimits::NONE, rng);
                let down = fall(&self.failure, body, &self.air)?;
                pieces.push(FallenPiece {
                    name: format!("stage {}", stage.number),
                    place: down.state.below,
                    speed_m_s: down.state.speed_m_s,
                    propellant: block.left,
                    together: true,
                });
            }
        }
        Ok(self.ended(None, Masses::default(), pieces))
    }

    /// The whole vehicle strikes the ground.
    fn struck(self, state: FlightState) -> Descent {
        let whole = FallenPiece {
            name: "whole vehicle".to_owned(),
            place: state.below,
            speed_m_s: state.speed_m_s,
            propellant: self.budget.left(),
            together: true,
        };
        self.ended(None, Masses::default(), vec![whole])
    }

    /// The vehicle comes apart: what is not carried in tanks is set free, and each piece falls for itself.
    fn broken(self, at: FlightState, explodes: bool, rng: &mut impl Rng) -> Result<Descent, DescentError> {
        let carried = self.scenario.shares.carried_share.unwrap_or_else(carried_share);
        let mut freed_aloft = Masses::default();
        let mut pieces = Vec::new();
        for stage in &self.budget.attached {
            let whole = self.scenario.shares.whole_stage == Some(stage.number);
            let inside = stage.left.times(if whole { CARRIED_WHOLE } else { carried }.sample(rng));
            freed_aloft = freed_aloft.plus(&stage.left.plus(&inside.times(-1.0)));
            for fragment in wreck::fragments(stage, inside, rng) {
                pieces.push(self.piece(stage, &fragment, &at, explodes, rng)?);
            }
        }
        Ok(self.ended(Some(at), freed_aloft, pieces))
    }

    fn piece(
        &self,
        stage: &StageState,
        fragment: &wreck::Fragment,
        at: &FlightState,
        explodes: bool,
        rng: &mut impl Rng,
    ) -> Result<FallenPiece, FallError> {
        let class: FragmentClass = fragment.class;
        let start = at.kicked(class.kick_m_s(explodes, rng));
        let body = self.body(fragment.ballistic_coefficient_kg_m2, class.shape(), BreakLimits::NONE, rng);
        let down = fall(&start, body, &self.air)?;
        Ok(FallenPiece {
            name: format!("{} of stage {}", class.word(), stage.number),
            place: down.state.below,
            speed_m_s: down.state.speed_m_s,
            propellant: fragment.inside,
            together: false,
        })
    }

    fn ended(self, breakup: Option<FlightState>, freed_aloft: Masses, pieces: Vec<FallenPiece>) -> Descent {
        let Self { budget, failure, failure_time_s, .. } = self;
        Descent { failure, breakup, freed_aloft, pieces, budget, failure_time_s }
    }
}
