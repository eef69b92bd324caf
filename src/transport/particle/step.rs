//! Steps of a block of particles: loops over 64 numbers that the compiler turns into vector instructions, of the width
//! that the processor is found to have.

use pulp::{Arch, NullaryFnOnce};

use super::philox::{key_of, philox_lanes};
use super::turbulence::Mixing;
use super::wind::TwoTimes;
use super::{ParticleLedger, ParticleRun};

/// Particles of a block.
pub const LANES: usize = 64;

/// One number for each particle of a block.
type Lanes = [f32; LANES];

/// A block of particles; positions from the south-west corner of the wind field, heights above the ground.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Eastings, m.
    pub east_m: Lanes,
    /// Northings, m.
    pub north_m: Lanes,
    /// Heights, m.
    pub height_m: Lanes,
    /// Gusts to the east, m/s.
    pub gust_east_m_s: Lanes,
    /// Gusts to the north, m/s.
    pub gust_north_m_s: Lanes,
    /// Masses; zero for a particle that is gone or not used.
    pub mass: Lanes,
}

impl Default for Block {
    fn default() -> Self {
        let zero = [0.0; LANES];
        Self { east_m: zero, north_m: zero, height_m: zero, gust_east_m_s: zero, gust_north_m_s: zero, mass: zero }
    }
}

/// What is the same for all particles during a step.
struct Step<'a> {
    winds: TwoTimes<'a>,
    mixing: Mixing,
    number: u32,
}

/// Constants of a run.
struct Constants {
    step_s: f32,
    settling_m: f32,
    kept: f32,
    transformed_share: f64,
    dry: f32,
    layer_m: f32,
    top_m: f32,
    size_m: (f32, f32),
    per_cell: f32,
    cells: (usize, usize),
}

/// Moves blocks, the first of which has a number, through all steps of a run.
pub(super) fn advance(run: &ParticleRun<'_>, blocks: &mut [Block], first: u32, ledger: &mut ParticleLedger) {
    let steps: Vec<Step<'_>> = (0..run.steps).filter_map(|number| step(run, number)).collect();
    let constants = Constants::of(run);
    let key = key_of(run.seed);
    let arch = Arch::new();
    for (k, block) in blocks.iter_mut().enumerate() {
        let first_particle = (first + k as u32).wrapping_mul(LANES as u32);
        let streams = Streams { key, member: run.member, first_particle };
        arch.dispatch(Ride { block, steps: &steps, constants: &constants, streams, ledger });
    }
}

fn step<'a>(run: &ParticleRun<'a>, number: u32) -> Option<Step<'a>> {
    let time_s = run.step_s * f64::from(number);
    let mixing = Mixing::over(run.layer_at(time_s)?, run.step_s);
    Some(Step { winds: run.wind.between(time_s), mixing, number })
}

impl Constants {
    fn of(run: &ParticleRun<'_>) -> Self {
        let losses = &run.losses;
        let airborne_per_s = losses.transformation_per_s + losses.scavenging_per_s;
        let axes = run.wind.axes();
        let cells = (axes.columns - 1, axes.rows - 1);
        Self {
            step_s: run.step_s as f32,
            settling_m: (losses.settling_velocity_m_s * run.step_s) as f32,
            kept: (-airborne_per_s * run.step_s).exp() as f32,
            transformed_share: if airborne_per_s > 0.0 { losses.transformation_per_s / airborne_per_s } else { 0.0 },
            dry: -(-losses.deposition_velocity_m_s * run.step_s / losses.deposition_layer_m).exp_m1() as f32,
            layer_m: losses.deposition_layer_m as f32,
            top_m: run.wind.top_m(),
            size_m: (cells.0 as f32 * axes.spacing_m, cells.1 as f32 * axes.spacing_m),
            per_cell: 1.0 / axes.spacing_m,
            cells,
        }
    }
}

/// Keys of the random numbers of a block.
#[derive(Clone, Copy)]
struct Streams {
    key: [u32; 2],
    member: u32,
    first_particle: u32,
}

/// A block with all that it meets.
struct Ride<'a> {
    block: &'a mut Block,
    steps: &'a [Step<'a>],
    constants: &'a Constants,
    streams: Streams,
    ledger: &'a mut ParticleLedger,
}

impl NullaryFnOnce for Ride<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        for step in self.steps {
            let Streams { key, member, first_particle } = self.streams;
            let words = philox_lanes::<LANES>(first_particle, [step.number, member, 0], key);
            let winds = step.winds.at_all(&self.block.east_m, &self.block.north_m, &self.block.height_m);
            moved(self.block, &winds, &words, &step.mixing, self.constants);
            lost(self.block, self.constants, self.ledger);
        }
    }
}

/// New gusts and places.
#[inline(always)]
fn moved(block: &mut Block, winds: &[Lanes; 3], words: &[[u32; LANES]; 4], mixing: &Mixing, constants: &Constants) {
    for k in 0..LANES {
        let before = [block.gust_east_m_s[k], block.gust_north_m_s[k]];
        let after = mixing.gusts_m_s(before, [words[0][k], words[1][k]]);
        block.east_m[k] += (winds[0][k] + 0.5 * (before[0] + after[0])) * constants.step_s;
        block.north_m[k] += (winds[1][k] + 0.5 * (before[1] + after[1])) * constants.step_s;
        [block.gust_east_m_s[k], block.gust_north_m_s[k]] = after;
        let carried = (block.height_m[k] + winds[2][k] * constants.step_s - constants.settling_m).abs();
        let carried = if carried < constants.top_m { carried } else { constants.top_m };
        block.height_m[k] = mixing.mixed_m(carried, [words[2][k], words[3][k]]);
    }
}

/// Takes what is transformed, washed out, deposited or gone, and books it.
#[inline(always)]
fn lost(block: &mut Block, constants: &Constants, ledger: &mut ParticleLedger) {
    let mut to_ground = [0.0_f32; LANES];
    let (mut aloft, mut dry, mut gone) = ([0.0_f32; LANES], [0.0_f32; LANES], [0.0_f32; LANES]);
    for k in 0..LANES {
        let (x, y, z) = (block.east_m[k], block.north_m[k], block.height_m[k]);
        let inside = (x >= 0.0) & (y >= 0.0) & (x < constants.size_m.0) & (y < constants.size_m.1);
        let kept = block.mass[k] * constants.kept;
        aloft[k] = block.mass[k] - kept;
        dry[k] = if z < constants.layer_m { kept * constants.dry } else { 0.0 };
        let left = kept - dry[k];
        gone[k] = if inside { 0.0 } else { left };
        block.mass[k] = left - gone[k];
        to_ground[k] = dry[k];
    }
    let sum = |lanes: &Lanes| lanes.iter().map(|v| f64::from(*v)).sum::<f64>();
    let aloft_sum = sum(&aloft);
    let transformed = aloft_sum * constants.transformed_share;
    ledger.transformed += transformed;
    ledger.scavenged += aloft_sum - transformed;
    ledger.deposited += sum(&dry);
    ledger.left_domain += sum(&gone);
    let washed_share = (1.0 - constants.transformed_share) as f32;
    for k in 0..LANES {
        let amount = to_ground[k] + washed_share * aloft[k];
        if amount > 0.0 {
            let index = |at_m: f32, cells: usize| ((at_m * constants.per_cell).max(0.0) as usize).min(cells - 1);
            let (column, row) = (index(block.east_m[k], constants.cells.0), index(block.north_m[k], constants.cells.1));
            ledger.ground[row * constants.cells.0 + column] += f64::from(amount);
        }
    }
}
