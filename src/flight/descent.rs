//! From the failure to the ground: the fall of the whole, its break-up, and the fall of the pieces.

use rand::{Rng, RngExt};
use thiserror::Error;

use super::ascent::{Ascent, AscentDeviation, AscentError, FlightState, launch_azimuth_deg};
use super::budget::{self, Budget, StageState};
use super::fall::{Body, FallEnd, FallError, fall};
use crate::geodesy::LonLat;
use crate::incident::{BreakUp, FailureKind, ImpactPlace, Scenario};
use crate::range::{Range, standard_normal};
use crate::substance::Masses;
use crate::weather::Weather;

/// Drag coefficient of stages and wrecks on their frontal area, 0.7 to 1.5 (safety passport of zone Yu-24, 2002).
pub const DRAG_COEFFICIENT: Range = Range::uniform(0.7, 1.5);

/// Ballistic coefficient of an engine, kg/m2 (domain reference 7.1, from memory).
pub const ENGINE_BALLISTIC_KG_M2: Range = Range::uniform(3_000.0, 5_000.0);

/// Ballistic coefficient of an empty tank shell, kg/m2 (domain reference 7.1, from memory).
pub const SHELL_BALLISTIC_KG_M2: Range = Range::uniform(50.0, 150.0);

/// Dynamic pressure at which a tumbling vehicle breaks up, Pa: one to three times the largest of a nominal ascent,
/// 33.8 kPa (Proton Mission Planner's Guide LKEB-9812-1990). Assumed: no test is known.
pub const BREAKUP_PRESSURE_PA: Range = Range::uniform(33_800.0, 101_400.0);

/// Share of a stage's propellant that reaches the ground inside its tanks after a break-up aloft. Assumed, for lack of
/// any measurement: three hundredfold range, log-uniform.
pub fn carried_share() -> Range {
    Range::log_uniform(3e-4, 0.1)
}

/// Half-width of the direction of flight, degrees: sigma 0.9, from the 4.9 km across the track over which 191 recovered
/// first stages lie at 304 km (domain reference, appendix A), less the 1.4 km that wind and tumbling give here.
pub const AZIMUTH_HALF_WIDTH_DEG: f64 = 2.2;

/// Share of the dry mass that a tank section has of its stage, 0.3 to 0.6. Assumed.
const TANK_SHARE: Range = Range::uniform(0.3, 0.6);

/// Height of the ground that falls end on, m: Baikonur's steppe. The ground is up to 800 m higher near Karkaraly,
/// which moves a steep impact by less than 1 km.
const GROUND_M: f64 = 100.0;

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
    /// The ascent is unusable.
    #[error(transparent)]
    Ascent(#[from] AscentError),
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

/// The way down of one member of the ensemble.
///
/// # Errors
/// [`DescentError`] where the ascent is unusable, the wreck does not come down, or the stage does not exist.
pub fn descend(scenario: &Scenario, weather: &Weather, rng: &mut impl Rng) -> Result<Descent, DescentError> {
    let failure = &scenario.failure;
    let time_s = failure.time_s.sample(rng);
    let engines_until_s = failure.engines_until_s.map_or(time_s, |range| range.sample(rng).max(time_s));
    let budget = match (failure.kind, failure.stage) {
        (FailureKind::StageDrop, Some(number)) => {
            budget::of_dropped_stage(&scenario.vehicle, number, rng).ok_or_else(|| no_stage(scenario, number))?
        }
        _ => budget::at_time(&scenario.vehicle, engines_until_s, rng),
    };
    let ascent = Ascent::new(&scenario.vehicle.id, &scenario.vehicle.ascent)?;
    let mut state = ascent.state(scenario.pad, time_s, &deviation(scenario, rng));
    if let Some(range) = failure.altitude_m {
        state.altitude_m = range.sample(rng);
    }
    if let Some(range) = failure.speed_m_s {
        state.speed_m_s = range.sample(rng);
    }
    if let Some(place) = given_place(scenario, rng) {
        return Ok(struck_at(place, state, budget, time_s));
    }
    fallen(scenario, weather, state, budget, time_s, rng)
}

fn no_stage(scenario: &Scenario, stage: u32) -> DescentError {
    let known: Vec<String> = scenario.vehicle.stages.iter().map(|s| s.number.to_string()).collect();
    DescentError::NoStage { vehicle: scenario.vehicle.id.clone(), stage, known: known.join(", ") }
}

fn deviation(scenario: &Scenario, rng: &mut impl Rng) -> AscentDeviation {
    let vehicle = &scenario.vehicle;
    let about_one = |spread: f64| Range::triangular(1.0 - spread, 1.0, 1.0 + spread);
    let altitude_factor = about_one(vehicle.ascent_altitude_spread).sample(rng);
    let speed_factor = about_one(vehicle.ascent_speed_spread).sample(rng);
    let inclination_deg = vehicle.inclination_deg.range.sample(rng);
    let offset_deg = Range::triangular(-AZIMUTH_HALF_WIDTH_DEG, 0.0, AZIMUTH_HALF_WIDTH_DEG).sample(rng);
    let from_inclination = launch_azimuth_deg(inclination_deg, scenario.pad.lat) + offset_deg;
    let azimuth_deg = scenario.azimuth_deg.map_or(from_inclination, |range| range.sample(rng));
    AscentDeviation { altitude_factor, speed_factor, azimuth_deg }
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

fn struck_at(place: LonLat, state: FlightState, budget: Budget, failure_time_s: f64) -> Descent {
    let whole = FallenPiece {
        name: "whole vehicle".to_owned(),
        place,
        speed_m_s: state.speed_m_s,
        propellant: budget.left(),
        together: true,
    };
    Descent {
        failure: state,
        breakup: None,
        freed_aloft: Masses::default(),
        pieces: vec![whole],
        budget,
        failure_time_s,
    }
}

fn fallen(
    scenario: &Scenario,
    weather: &Weather,
    state: FlightState,
    budget: Budget,
    failure_time_s: f64,
    rng: &mut impl Rng,
) -> Result<Descent, DescentError> {
    let breaks_at_pa = match scenario.failure.breakup {
        BreakUp::DynamicPressure => Some(BREAKUP_PRESSURE_PA.sample(rng)),
        BreakUp::None | BreakUp::OnFailure => None,
    };
    let body =
        Body { ballistic_coefficient_kg_m2: whole_ballistic_kg_m2(&budget, rng), breaks_at_pa, ground_m: GROUND_M };
    if scenario.failure.breakup == BreakUp::OnFailure {
        return broken(scenario, weather, state, state, budget, failure_time_s, rng);
    }
    let first = fall(&state, body, weather)?;
    if first.end == FallEnd::BreakUp {
        return broken(scenario, weather, state, first.state, budget, failure_time_s, rng);
    }
    let mut descent = struck_at(first.state.below, state, budget, failure_time_s);
    if let Some(piece) = descent.pieces.first_mut() {
        piece.speed_m_s = first.state.speed_m_s;
        if scenario.failure.kind == FailureKind::StageDrop {
            piece.name = format!("stage {}", scenario.failure.stage.unwrap_or(1));
        }
    }
    Ok(descent)
}

/// Ballistic coefficient of what is attached: its mass over drag coefficient and an area between that of its end and
/// that of its side, for it tumbles.
fn whole_ballistic_kg_m2(budget: &Budget, rng: &mut impl Rng) -> f64 {
    let drag = DRAG_COEFFICIENT.sample(rng);
    let end_area = budget.attached.iter().map(frontal_area_m2).fold(0.1, f64::max);
    let side_area: f64 = budget.attached.iter().map(|s| s.diameter_m * s.length_m).sum::<f64>().max(end_area);
    let area = Range::log_uniform(end_area, (0.5 * side_area).max(end_area)).sample(rng);
    budget.attached_mass_kg() / (drag * area)
}

/// The same with the middle of each range: drag coefficient and area of a nominal fall.
pub fn nominal_ballistic_kg_m2(budget: &Budget) -> f64 {
    let end_area = budget.attached.iter().map(frontal_area_m2).fold(0.1, f64::max);
    let side_area: f64 = budget.attached.iter().map(|s| s.diameter_m * s.length_m).sum::<f64>().max(end_area);
    let area = (end_area * (0.5 * side_area).max(end_area)).sqrt();
    budget.attached_mass_kg() / (DRAG_COEFFICIENT.best * area)
}

/// Ballistic coefficient of the heaviest tanks after a break-up, empty, with the middle of each range, kg/m2.
pub fn nominal_tank_kg_m2(budget: &Budget) -> f64 {
    let of =
        |stage: &StageState| TANK_SHARE.best * stage.dry_mass_kg / (DRAG_COEFFICIENT.best * frontal_area_m2(stage));
    budget.attached.iter().map(of).fold(SHELL_BALLISTIC_KG_M2.best, f64::max)
}

fn frontal_area_m2(stage: &StageState) -> f64 {
    std::f64::consts::FRAC_PI_4 * stage.diameter_m * stage.diameter_m
}

fn broken(
    scenario: &Scenario,
    weather: &Weather,
    failure: FlightState,
    breakup: FlightState,
    budget: Budget,
    failure_time_s: f64,
    rng: &mut impl Rng,
) -> Result<Descent, DescentError> {
    let carried = scenario.shares.carried_share.unwrap_or_else(carried_share);
    let mut freed_aloft = Masses::default();
    let mut pieces = Vec::new();
    for stage in &budget.attached {
        let inside = stage.left.times(carried.sample(rng));
        freed_aloft = freed_aloft.plus(&stage.left.plus(&inside.times(-1.0)));
        let tank_mass_kg = stage.dry_mass_kg * TANK_SHARE.sample(rng) + inside.total_kg();
        let tank_kg_m2 = tank_mass_kg / (DRAG_COEFFICIENT.sample(rng) * frontal_area_m2(stage));
        let classes = [
            (format!("tanks of stage {}", stage.number), tank_kg_m2, inside),
            (format!("engine of stage {}", stage.number), ENGINE_BALLISTIC_KG_M2.sample(rng), Masses::default()),
            (format!("shell of stage {}", stage.number), SHELL_BALLISTIC_KG_M2.sample(rng), Masses::default()),
        ];
        for (name, ballistic_coefficient_kg_m2, propellant) in classes {
            let body = Body { ballistic_coefficient_kg_m2, breaks_at_pa: None, ground_m: GROUND_M };
            let down = fall(&scattered(&breakup, rng), body, weather)?;
            let (place, speed_m_s) = (down.state.below, down.state.speed_m_s);
            pieces.push(FallenPiece { name, place, speed_m_s, propellant, together: false });
        }
    }
    Ok(Descent { failure, breakup: Some(breakup), freed_aloft, pieces, budget, failure_time_s })
}

/// Largest speed that a break-up gives to a piece, m/s, in any direction. Assumed.
const BREAKUP_KICK_M_S: f64 = 50.0;

fn scattered(state: &FlightState, rng: &mut impl Rng) -> FlightState {
    let mut kicked = *state;
    let kick = BREAKUP_KICK_M_S * rng.random::<f64>();
    let angle = std::f64::consts::TAU * rng.random::<f64>();
    let speed = state.speed_m_s.max(1.0);
    kicked.flight_path_angle_deg += (kick * angle.sin() / speed).atan().to_degrees();
    kicked.heading_deg += (kick * angle.cos() / speed).atan().to_degrees();
    kicked
}
