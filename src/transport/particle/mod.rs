//! Particles carried by a wind that changes in space and time, mixed by turbulence, deposited and washed out.
//!
//! Particles are independent of each other and run in blocks of 64; what a block draws depends on seed, member, number
//! of the particle and step only, and sums over blocks are taken in fixed groups: the bits of the result do not depend
//! on the number of threads.

pub mod philox;
pub mod turbulence;
pub mod wind;
mod step;

use rayon::prelude::*;

use turbulence::MixedLayer;
use wind::WindField;

pub use step::{Block, LANES};

/// Blocks that add to one set of sums: four thousand particles.
const BLOCKS_A_GROUP: usize = 64;

/// How particles lose mass.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ParticleLosses {
    /// Transformation, 1/s.
    pub transformation_per_s: f64,
    /// Scavenging by rain, 1/s.
    pub scavenging_per_s: f64,
    /// Dry deposition velocity, m/s.
    pub deposition_velocity_m_s: f64,
    /// Settling velocity, m/s.
    pub settling_velocity_m_s: f64,
    /// Depth of the layer at the ground from which dry deposition takes, m; above zero.
    pub deposition_layer_m: f64,
}

/// A run of particles.
#[derive(Debug, Clone, PartialEq)]
pub struct ParticleRun<'a> {
    /// Wind.
    pub wind: &'a WindField,
    /// Mixed layer at each time of the wind; the last holds where there are fewer.
    pub layers: &'a [MixedLayer],
    /// Losses.
    pub losses: ParticleLosses,
    /// Time step, s.
    pub step_s: f64,
    /// Steps.
    pub steps: u32,
    /// Seed of the random numbers.
    pub seed: u64,
    /// Number of the member.
    pub member: u32,
}

/// Where the mass of a run went, in the unit of the masses of the particles.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ParticleLedger {
    /// Transformed.
    pub transformed: f64,
    /// Washed out by rain.
    pub scavenged: f64,
    /// Deposited dry.
    pub deposited: f64,
    /// Beyond the sides of the wind field.
    pub left_domain: f64,
    /// What was deposited dry or washed out, by cell of the wind field, row by row from the south-west; a cell has a
    /// point of the field at each corner.
    pub ground: Vec<f64>,
}

impl ParticleLedger {
    fn empty(wind: &WindField) -> Self {
        let axes = wind.axes();
        Self { ground: vec![0.0; (axes.columns - 1) * (axes.rows - 1)], ..Self::default() }
    }

    fn add(mut self, other: &Self) -> Self {
        self.transformed += other.transformed;
        self.scavenged += other.scavenged;
        self.deposited += other.deposited;
        self.left_domain += other.left_domain;
        self.ground.iter_mut().zip(&other.ground).for_each(|(ours, theirs)| *ours += theirs);
        self
    }

    /// All that is no longer in the air of the field.
    pub fn total(&self) -> f64 {
        self.transformed + self.scavenged + self.deposited + self.left_domain
    }
}

impl ParticleRun<'_> {
    /// Moves the particles of blocks through all steps, on the threads of the current pool; gives where the mass went.
    ///
    /// ```text
    /// x' = x + (U + (u + u')/2) dt      U wind at the place and time, u gust before, u' after
    /// z' = |z + (W - vs) dt|, then mixed W vertical wind, vs settling velocity
    /// m' = m exp(-(k + L) dt), and of that vd dt / d to the ground where z' < d
    /// ```
    /// k transformation, L scavenging, vd deposition velocity, d depth of the deposition layer (the share is
    /// 1 - exp(-vd dt / d)). The step in the wind is Euler's: its error is that of a wind held over a step.
    ///
    /// # Valid range
    /// Air of constant density; turbulence that is the same at all places. `deposition_velocity_m_s` below
    /// `deposition_layer_m` over `step_s`.
    ///
    /// # References
    /// Deposition from a layer: Stohl et al. 2005, Atmos. Chem. Phys. 5, 2461-2474, section 4.8.
    pub fn advance(&self, blocks: &mut [Block]) -> ParticleLedger {
        let groups: Vec<ParticleLedger> = blocks
            .par_chunks_mut(BLOCKS_A_GROUP)
            .enumerate()
            .map(|(group, blocks)| {
                let mut ledger = ParticleLedger::empty(self.wind);
                step::advance(self, blocks, (group * BLOCKS_A_GROUP) as u32, &mut ledger);
                ledger
            })
            .collect();
        groups.iter().fold(ParticleLedger::empty(self.wind), ParticleLedger::add)
    }

    /// The layer at a time, s.
    fn layer_at(&self, time_s: f64) -> Option<&MixedLayer> {
        let index = (time_s / f64::from(self.wind.axes().interval_s)).max(0.0) as usize;
        self.layers.get(index).or(self.layers.last())
    }
}

#[cfg(test)]
mod tests;
