//! Propellant left in each stage at a time of the flight.

use rand::Rng;

use crate::range::Range;
use crate::substance::{Masses, Substance};
use crate::vehicle::{Stage, Vehicle};

/// One stage at the failure.
#[derive(Debug, Clone, PartialEq)]
pub struct StageState {
    /// Number of the stage.
    pub number: u32,
    /// Dry mass of all its blocks, kg.
    pub dry_mass_kg: f64,
    /// Diameter of a block, m.
    pub diameter_m: f64,
    /// Length, m.
    pub length_m: f64,
    /// Number of equal blocks; the masses are of all.
    pub blocks: f64,
    /// Drag area (coefficient times area) of the empty stage as it falls, m2, where recovered stages tell it.
    pub drag_area_m2: Option<Range>,
    /// Propellant left, kg.
    pub left: Masses,
}

impl StageState {
    /// Mass with the propellant that is left, kg.
    pub fn mass_kg(&self) -> f64 {
        self.dry_mass_kg + self.left.total_kg()
    }

    /// One of its equal blocks.
    pub fn block(&self) -> Self {
        let share = 1.0 / self.blocks;
        Self { dry_mass_kg: self.dry_mass_kg * share, blocks: 1.0, left: self.left.times(share), ..self.clone() }
    }
}

/// The propellant of a vehicle at a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Budget {
    /// Loaded at lift-off, kg.
    pub loaded: Masses,
    /// Burnt by the engines until then, kg.
    pub burnt: Masses,
    /// Left in stages that were dropped before, kg.
    pub dropped: Masses,
    /// Stages still attached, first stage first.
    pub attached: Vec<StageState>,
}

impl Budget {
    /// Left in the attached stages, kg.
    pub fn left(&self) -> Masses {
        self.attached.iter().fold(Masses::default(), |sum, stage| sum.plus(&stage.left))
    }
}

/// Loads, residuals, dry masses and cut-off times of all stages, drawn from their ranges.
#[derive(Debug, Clone)]
pub struct Loads {
    drawn: Vec<DrawnStage>,
}

impl Loads {
    /// Draws them for a vehicle.
    pub fn draw(vehicle: &Vehicle, rng: &mut impl Rng) -> Self {
        Self { drawn: vehicle.stages.iter().map(|stage| DrawnStage::new(stage, rng)).collect() }
    }

    /// The budget when the engines stop at a time; flow is constant between ignition and cut-off. `stays` is the number
    /// of a spent stage that did not separate.
    pub fn at(&self, engines_until_s: f64, stays: Option<u32>) -> Budget {
        let mut budget = empty();
        for drawn in &self.drawn {
            let attached = engines_until_s < drawn.leaves_at_s || stays == Some(drawn.state.number);
            budget.book(drawn, &drawn.left_at(engines_until_s), attached);
        }
        budget
    }
}

/// The stage that should have left last before a time, or that should leave next where none has left yet.
pub fn last_to_leave(vehicle: &Vehicle, time_s: f64) -> Option<u32> {
    let left = vehicle.stages.iter().filter(|stage| stage.leaves_at_s() <= time_s);
    let last = left.max_by(|a, b| a.leaves_at_s().total_cmp(&b.leaves_at_s()));
    last.or_else(|| vehicle.stages.first()).map(|stage| stage.number)
}

/// The budget of one stage that is dropped as planned, with its residuals; the rest of the vehicle flies on and is
/// not counted. None where the vehicle has no such stage.
pub fn of_dropped_stage(vehicle: &Vehicle, number: u32, rng: &mut impl Rng) -> Option<Budget> {
    let stage = vehicle.stages.iter().find(|stage| stage.number == number)?;
    let mut budget = empty();
    let drawn = DrawnStage::new(stage, rng);
    let left = drawn.residual;
    budget.book(&drawn, &left, true);
    Some(budget)
}

fn empty() -> Budget {
    Budget { loaded: Masses::default(), burnt: Masses::default(), dropped: Masses::default(), attached: Vec::new() }
}

impl Budget {
    fn book(&mut self, drawn: &DrawnStage, left: &Masses, attached: bool) {
        self.loaded = self.loaded.plus(&drawn.loaded);
        self.burnt = self.burnt.plus(&drawn.loaded.plus(&left.times(-1.0)));
        if attached {
            self.attached.push(StageState { left: *left, ..drawn.state.clone() });
        } else {
            self.dropped = self.dropped.plus(left);
        }
    }
}

#[derive(Debug, Clone)]
struct DrawnStage {
    state: StageState,
    loaded: Masses,
    residual: Masses,
    ignition_s: f64,
    cutoff_s: f64,
    leaves_at_s: f64,
}

impl DrawnStage {
    fn new(stage: &Stage, rng: &mut impl Rng) -> Self {
        let blocks = f64::from(stage.count);
        let (mut loaded, mut residual) = (Masses::default(), Masses::default());
        for substance in Substance::LOADED {
            let load_kg = stage.propellant.get(substance).map_or(0.0, |s| s.range.sample(rng));
            let rest_kg = stage.residual.get(substance).map_or(0.0, |s| s.range.sample(rng));
            loaded.add(substance, load_kg * blocks);
            residual.add(substance, rest_kg.min(load_kg) * blocks);
        }
        let state = StageState {
            number: stage.number,
            dry_mass_kg: stage.dry_mass_kg.range.sample(rng) * blocks,
            diameter_m: stage.diameter_m.range.best,
            length_m: stage.length_m.range.best,
            blocks,
            drag_area_m2: stage.drag_area_m2.as_ref().map(|area| area.range),
            left: Masses::default(),
        };
        let (ignition_s, cutoff_s) = (stage.ignition_s.range.best, stage.cutoff_s.range.sample(rng));
        Self { state, loaded, residual, ignition_s, cutoff_s, leaves_at_s: stage.leaves_at_s() }
    }

    fn left_at(&self, time_s: f64) -> Masses {
        let used = ((time_s - self.ignition_s) / (self.cutoff_s - self.ignition_s)).clamp(0.0, 1.0);
        self.loaded.times(1.0 - used).plus(&self.residual.times(used))
    }
}
