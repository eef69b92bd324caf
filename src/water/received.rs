//! What waters received, place by place, and what follows for one member.

use super::mixing::{Mixing, MixingDraws};
use super::{TOUCHED_FROM_KG_M2, WaterLimit};
use crate::places::WaterKind;
use crate::source::AirMasses;

/// Least mass that counts as run-off into a water, kg.
const RUNOFF_FROM_KG: f64 = 1e-3;

/// What one water received. Extents are metres of river or m2 of lake.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Received {
    direct_kg: AirMasses,
    runoff_kg: AirMasses,
    touched: f64,
    touched_of: AirMasses,
    touched_kg: AirMasses,
    highest_kg_m3: AirMasses,
    above: Vec<f64>,
    reach_m: Vec<f64>,
}

/// A piece of water surface with what lies on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patch {
    /// Deposit by species, kg/m2.
    pub(super) deposit_kg_m2: AirMasses,
    /// Area, m2.
    pub(super) area_m2: f64,
    /// Length of river, m, or area of lake, m2.
    pub(super) extent: f64,
    /// Depth, m.
    pub(super) depth_m: f64,
    /// Distance from the place, m.
    pub(super) distance_m: f64,
}

impl Received {
    pub(super) fn new(limits: usize) -> Self {
        Self {
            direct_kg: [0.0; 4],
            runoff_kg: [0.0; 4],
            touched: 0.0,
            touched_of: [0.0; 4],
            touched_kg: [0.0; 4],
            highest_kg_m3: [0.0; 4],
            above: vec![0.0; limits],
            reach_m: vec![0.0; limits],
        }
    }

    /// Takes in what lies on a piece of the surface.
    pub(super) fn take(&mut self, patch: &Patch, limits: &[WaterLimit]) {
        let deposit = &patch.deposit_kg_m2;
        if deposit.iter().all(|d| *d <= 0.0) {
            return;
        }
        for (k, d) in deposit.iter().enumerate() {
            let mass_kg = d * patch.area_m2;
            self.direct_kg[k] += mass_kg;
            self.highest_kg_m3[k] = self.highest_kg_m3[k].max(d / patch.depth_m);
            if *d >= TOUCHED_FROM_KG_M2 {
                self.touched_of[k] += patch.extent;
                self.touched_kg[k] += mass_kg;
            }
        }
        if deposit.iter().any(|d| *d >= TOUCHED_FROM_KG_M2) {
            self.touched += patch.extent;
        }
        let content = deposit.map(|d| d / patch.depth_m);
        for ((limit, above), reach_m) in limits.iter().zip(&mut self.above).zip(&mut self.reach_m) {
            if limit.content_kg_m3(&content) >= limit.level_kg_m3 {
                *above += patch.extent;
                *reach_m = reach_m.max(patch.distance_m);
            }
        }
    }

    /// Adds mass that runs in from the land.
    pub(super) fn run_in(&mut self, mass_kg: &AirMasses) {
        for (sum, mass) in self.runoff_kg.iter_mut().zip(mass_kg) {
            *sum += mass;
        }
    }

    /// All mass that it received by species, kg.
    pub(super) fn mass_kg(&self) -> AirMasses {
        std::array::from_fn(|k| self.direct_kg[k] + self.runoff_kg[k])
    }

    /// Multiplies the masses by factors by species.
    pub(super) fn scale(&mut self, factors: &AirMasses) {
        for masses in [&mut self.direct_kg, &mut self.runoff_kg, &mut self.touched_kg] {
            masses.iter_mut().zip(factors).for_each(|(mass, factor)| *mass *= factor);
        }
    }

    fn add(&mut self, other: &Self) {
        for k in 0..4 {
            self.direct_kg[k] += other.direct_kg[k];
            self.runoff_kg[k] += other.runoff_kg[k];
            self.touched_of[k] += other.touched_of[k];
            self.touched_kg[k] += other.touched_kg[k];
            self.highest_kg_m3[k] = self.highest_kg_m3[k].max(other.highest_kg_m3[k]);
        }
        self.touched += other.touched;
        self.above.iter_mut().zip(&other.above).for_each(|(sum, above)| *sum += above);
        self.reach_m.iter_mut().zip(&other.reach_m).for_each(|(sum, reach)| *sum = sum.max(*reach));
    }
}

/// What one water holds in one member.
#[derive(Debug, Clone, PartialEq)]
pub struct BodyResult {
    /// Index of the water among those near.
    pub body: usize,
    /// Mass that fell in by species, kg.
    pub direct_kg: AirMasses,
    /// Mass that ran in by species, kg.
    pub runoff_kg: AirMasses,
    /// Length of river (m) or area of lake (m2) on which any species lies from the level of touch on.
    pub touched: f64,
    /// Length or area by limit in which the water exceeds it.
    pub above: Vec<f64>,
    /// Area by limit in which the water exceeds it, m2.
    pub above_m2: Vec<f64>,
    /// Furthest such place by limit, m from the struck place.
    pub reach_m: Vec<f64>,
    /// Content by limit where the water is touched, kg of the limited substance in a m3.
    pub mixed_kg_m3: Vec<f64>,
    /// Highest content by limit, mixed over the depth only, kg/m3.
    pub highest_kg_m3: Vec<f64>,
    /// Depth, width and flow that were drawn.
    pub mixing: Mixing,
}

impl BodyResult {
    /// True where it lies under a deposit or takes run-off.
    pub fn is_touched(&self) -> bool {
        self.touched > 0.0 || self.runoff_kg.iter().any(|mass| *mass >= RUNOFF_FROM_KG)
    }
}

/// What all waters near received in one member.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    pub(super) received: Vec<Received>,
}

impl Account {
    /// An empty account for a number of waters and limits.
    pub(super) fn new(bodies: usize, limits: usize) -> Self {
        Self { received: vec![Received::new(limits); bodies] }
    }

    /// Adds what one place brought to a water.
    pub(super) fn add(&mut self, body: usize, received: &Received) {
        self.received[body].add(received);
    }

    /// What the waters hold; those that received nothing are left out.
    ///
    /// `extents` are whole lengths (m) or areas (m2) with the kind of each water: no more of it can be touched.
    pub(super) fn close(
        &self,
        extents: impl Iterator<Item = (WaterKind, f64)>,
        draws: &MixingDraws,
        limits: &[WaterLimit],
    ) -> Vec<BodyResult> {
        let all = self.received.iter().zip(extents).zip(&draws.of_body).enumerate();
        all.filter(|(_, ((received, _), _))| received.mass_kg().iter().any(|mass| *mass > 0.0))
            .map(|(body, ((received, (kind, whole)), mixing))| match kind {
                WaterKind::River => of_river(body, received, *mixing, draws.duration_s, (whole, limits)),
                WaterKind::Lake => of_lake(body, received, *mixing, (whole, limits)),
            })
            .collect()
    }
}

fn of_river(
    body: usize,
    received: &Received,
    mixing: Mixing,
    duration_s: f64,
    (whole_m, limits): (f64, &[WaterLimit]),
) -> BodyResult {
    let section_m2 = mixing.width_m * mixing.depth_m;
    let ran_in = received.runoff_kg.map(|mass| mass / (mixing.flow_m3_s * duration_s));
    // The stretch that flows past while the run-off lasts.
    let stretch_m = mixing.flow_m3_s / section_m2 * duration_s;
    let fallen = |k: usize| share(received.touched_kg[k], received.touched_of[k].min(whole_m) * section_m2);
    let mixed: AirMasses = std::array::from_fn(|k| fallen(k) + ran_in[k]);
    let mut result = start(body, received, mixing, (whole_m, limits), &mixed, &ran_in);
    for (k, limit) in limits.iter().enumerate() {
        if limit.content_kg_m3(&ran_in) >= limit.level_kg_m3 {
            result.above[k] += stretch_m;
        }
        result.above_m2[k] = result.above[k] * mixing.width_m;
    }
    result
}

fn of_lake(body: usize, received: &Received, mixing: Mixing, (whole_m2, limits): (f64, &[WaterLimit])) -> BodyResult {
    let shore_m2 = (0.5 * std::f64::consts::PI * mixing.shore_radius_m.powi(2)).min(whole_m2);
    let ran_in = received.runoff_kg.map(|mass| share(mass, shore_m2 * mixing.depth_m));
    let fallen = |k: usize| share(received.touched_kg[k], received.touched_of[k].min(whole_m2) * mixing.depth_m);
    let mixed: AirMasses = std::array::from_fn(|k| fallen(k) + ran_in[k]);
    let mut result = start(body, received, mixing, (whole_m2, limits), &mixed, &ran_in);
    for (k, limit) in limits.iter().enumerate() {
        if limit.content_kg_m3(&ran_in) >= limit.level_kg_m3 {
            result.above[k] = (result.above[k] + shore_m2).min(whole_m2);
        }
        result.above_m2[k] = result.above[k];
    }
    result
}

/// What does not depend on the kind.
fn start(
    body: usize,
    received: &Received,
    mixing: Mixing,
    (whole, limits): (f64, &[WaterLimit]),
    mixed: &AirMasses,
    ran_in: &AirMasses,
) -> BodyResult {
    let highest: AirMasses = std::array::from_fn(|k| received.highest_kg_m3[k] + ran_in[k]);
    BodyResult {
        body,
        direct_kg: received.direct_kg,
        runoff_kg: received.runoff_kg,
        touched: received.touched.min(whole),
        above: received.above.iter().map(|above| above.min(whole)).collect(),
        above_m2: vec![0.0; limits.len()],
        reach_m: received.reach_m.clone(),
        mixed_kg_m3: limits.iter().map(|limit| limit.content_kg_m3(mixed)).collect(),
        highest_kg_m3: limits.iter().map(|limit| limit.content_kg_m3(&highest)).collect(),
        mixing,
    }
}

fn share(mass_kg: f64, volume_m3: f64) -> f64 {
    if volume_m3 > 0.0 { mass_kg / volume_m3 } else { 0.0 }
}
