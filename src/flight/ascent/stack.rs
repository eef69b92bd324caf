//! Mass and thrust of a vehicle by time, from its table of stages.

use super::error::AscentError;
use crate::constants::GRAVITY_M_S2;
use crate::substance::Substance;
use crate::vehicle::{PropellantLoad, Stage, Vehicle};

/// Pressure of the standard atmosphere at sea level, 101 325 Pa (US Standard Atmosphere 1976).
const SEA_LEVEL_PRESSURE_PA: f64 = 101_325.0;

/// One stage at work: constant flow from ignition (or lift-off) to cut-off.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Burn {
    stage: u32,
    from_s: f64,
    to_s: f64,
    flow_kg_s: f64,
    exhaust_vacuum_m_s: f64,
    /// Loss of exhaust speed per pascal outside, m/s/Pa.
    back_pressure_m_s_pa: f64,
}

/// A stage that leaves.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Drop {
    at_s: f64,
    mass_kg: f64,
}

/// Mass, thrust and frontal area by time.
///
/// Engines run at full flow from lift-off on: what they burn before is taken as gone (the run-up of 1.5 to 4 s is at
/// part thrust). The flow of a stage is constant, its usable load over its burn time; throttling is not modelled.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stack {
    start_mass_kg: f64,
    burns: Vec<Burn>,
    drops: Vec<Drop>,
    /// Time from which an area holds, and the area, m2; the first from lift-off.
    areas: Vec<(f64, f64)>,
}

/// Mass, thrust and area between two events.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Interval {
    from_s: f64,
    mass_kg: f64,
    flow_kg_s: f64,
    thrust_vacuum_n: f64,
    thrust_loss_n_pa: f64,
    /// Frontal area, m2.
    pub(super) area_m2: f64,
}

impl Interval {
    /// Mass at a time of the interval, kg.
    pub(super) fn mass_kg(&self, time_s: f64) -> f64 {
        (self.mass_kg - self.flow_kg_s * (time_s - self.from_s)).max(1.0)
    }

    /// Thrust at an outside pressure, N.
    pub(super) fn thrust_n(&self, pressure_pa: f64) -> f64 {
        (self.thrust_vacuum_n - self.thrust_loss_n_pa * pressure_pa).max(0.0)
    }
}

impl Stack {
    /// The stack of a vehicle up to the end of its ascent.
    ///
    /// # Errors
    /// [`AscentError::NoImpulse`] and [`AscentError::TooHeavy`].
    pub(super) fn of(vehicle: &Vehicle, end_s: f64) -> Result<Self, AscentError> {
        let stages_kg: f64 = vehicle.stages.iter().map(full_mass_kg).sum();
        let liftoff_kg = vehicle.liftoff_mass_kg.range.best;
        let payload_kg = vehicle.payload_kg.as_ref().map_or(liftoff_kg - stages_kg, |payload| payload.range.best);
        if payload_kg < 0.0 {
            let (vehicle, stages_t, liftoff_t) = (vehicle.id.clone(), stages_kg / 1e3, liftoff_kg / 1e3);
            return Err(AscentError::TooHeavy { vehicle, stages_t, liftoff_t });
        }
        let mut burns = Vec::new();
        let mut drops = Vec::new();
        for stage in &vehicle.stages {
            let (from_s, to_s) = (stage.ignition_s.range.best.max(0.0), stage.cutoff_s.range.best);
            if from_s < end_s && to_s > from_s {
                burns.push(burn(vehicle, stage, from_s, to_s)?);
            }
            if stage.leaves_at_s() < end_s {
                let mass_kg = full_mass_kg(stage) - usable_kg(stage);
                drops.push(Drop { at_s: stage.leaves_at_s(), mass_kg });
            }
        }
        if let (Some(mass), Some(off)) = (&vehicle.fairing_kg, &vehicle.fairing_off_s) {
            drops.push(Drop { at_s: off.range.best, mass_kg: mass.range.best.min(payload_kg) });
        }
        Ok(Self { start_mass_kg: stages_kg + payload_kg, burns, drops, areas: areas(vehicle) })
    }

    /// Mass, kg; a stage that leaves at that time is gone.
    pub(super) fn mass_kg(&self, time_s: f64) -> f64 {
        let burnt: f64 =
            self.burns.iter().map(|burn| burn.flow_kg_s * (time_s.min(burn.to_s) - burn.from_s).max(0.0)).sum();
        let gone: f64 = self.drops.iter().filter(|drop| drop.at_s <= time_s).map(|drop| drop.mass_kg).sum();
        (self.start_mass_kg - burnt - gone).max(1.0)
    }

    /// What holds between two events: the step from one time to another has none inside.
    pub(super) fn interval(&self, from_s: f64, to_s: f64) -> Interval {
        let middle_s = 0.5 * (from_s + to_s);
        let mut interval = Interval { from_s, mass_kg: self.mass_kg(from_s), ..Interval::default() };
        for burn in self.burns.iter().filter(|burn| (burn.from_s..burn.to_s).contains(&middle_s)) {
            interval.flow_kg_s += burn.flow_kg_s;
            interval.thrust_vacuum_n += burn.flow_kg_s * burn.exhaust_vacuum_m_s;
            interval.thrust_loss_n_pa += burn.flow_kg_s * burn.back_pressure_m_s_pa;
        }
        interval.area_m2 =
            self.areas.iter().rev().find(|(from_s, _)| *from_s <= middle_s).map_or(0.0, |(_, area)| *area);
        interval
    }

    /// Stage that burns at a time, the one lit last; of the last burn before where none does.
    pub(super) fn stage_at(&self, time_s: f64) -> u32 {
        let lit = self.burns.iter().filter(|burn| burn.from_s < time_s);
        lit.max_by(|a, b| a.from_s.total_cmp(&b.from_s)).map_or(1, |burn| burn.stage)
    }

    /// First time after one at which thrust, mass or area jumps; infinity where none is left.
    pub(super) fn next_event_s(&self, after_s: f64) -> f64 {
        let times = self.burns.iter().flat_map(|burn| [burn.from_s, burn.to_s]);
        let times = times.chain(self.drops.iter().map(|drop| drop.at_s)).chain(self.areas.iter().map(|area| area.0));
        times.filter(|time_s| *time_s > after_s).fold(f64::INFINITY, f64::min)
    }
}

fn burn(vehicle: &Vehicle, stage: &Stage, from_s: f64, to_s: f64) -> Result<Burn, AscentError> {
    let Some(vacuum) = stage.isp_vacuum_s.as_ref() else {
        return Err(AscentError::NoImpulse { vehicle: vehicle.id.clone(), stage: stage.number });
    };
    let vacuum_s = vacuum.range.best;
    let sea_level_s = stage.isp_sea_level_s.as_ref().map_or(vacuum_s, |isp| isp.range.best);
    Ok(Burn {
        stage: stage.number,
        from_s,
        to_s,
        flow_kg_s: usable_kg(stage) / (to_s - from_s),
        exhaust_vacuum_m_s: vacuum_s * GRAVITY_M_S2,
        back_pressure_m_s_pa: (vacuum_s - sea_level_s) * GRAVITY_M_S2 / SEA_LEVEL_PRESSURE_PA,
    })
}

fn total_kg(load: &PropellantLoad) -> f64 {
    Substance::LOADED.iter().filter_map(|substance| load.get(*substance)).map(|sourced| sourced.range.best).sum()
}

/// Mass of all blocks of a stage at lift-off, kg.
fn full_mass_kg(stage: &Stage) -> f64 {
    f64::from(stage.count) * (stage.dry_mass_kg.range.best + total_kg(&stage.propellant))
}

/// Propellant that all blocks burn, kg.
fn usable_kg(stage: &Stage) -> f64 {
    f64::from(stage.count) * (total_kg(&stage.propellant) - total_kg(&stage.residual)).max(0.0)
}

/// Frontal area: while blocks that are lit on the ground are attached, the sum of theirs; after that the widest stage.
fn areas(vehicle: &Vehicle) -> Vec<(f64, f64)> {
    let area = |stage: &Stage| std::f64::consts::FRAC_PI_4 * stage.diameter_m.range.best.powi(2);
    let mut times: Vec<f64> = vehicle.stages.iter().map(Stage::leaves_at_s).collect();
    times.push(0.0);
    times.sort_by(f64::total_cmp);
    let at = |time_s: f64| {
        let attached = || vehicle.stages.iter().filter(move |stage| stage.leaves_at_s() > time_s);
        let cluster: f64 = attached()
            .filter(|stage| stage.ignition_s.range.best <= 0.0)
            .map(|stage| f64::from(stage.count) * area(stage))
            .sum();
        attached().map(area).fold(cluster, f64::max)
    };
    times.into_iter().map(|time_s| (time_s, at(time_s))).collect()
}
