//! Rates of the transport: (a) 1000 puffs on 200 x 200 cells at one height, every cell; (b) 100 000 particles in steps of
//! a minute for 6 hours in a wind on 129 x 81 x 37 points at hourly times, with turbulence and deposition; (c) whole
//! ensembles of 1000 members. (a) and (b) on one core and on all; the elements are puff-cells and particle-steps.
//!
//! On one core of a virtual Xeon (family 6, model 207): (a) 25 G puff-cells a second with AVX-512, (b) 40 M
//! particle-steps. The aims are 12 G and 20 M, and for (c) 10 s on two cores.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use heptyl::input::{InputOptions, load};
use heptyl::run::{RunOptions, assess};
use heptyl::transport::particle::turbulence::MixedLayer;
use heptyl::transport::particle::wind::{WindAxes, WindField, WindPoint};
use heptyl::transport::particle::{Block, LANES, ParticleLosses, ParticleRun};
use heptyl::transport::puff_grid::{FlatPuff, PointGrid};

const PUFFS: usize = 1_000;
const SIDE: usize = 200;
const PARTICLES: usize = 100_000;
const STEPS: u32 = 360;

/// Pools of one thread and of all cores.
fn pools() -> [(&'static str, rayon::ThreadPool); 2] {
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
    [("one core", pool(1)), ("all cores", pool(0))]
}

/// A number between 0 and 1 that differs for each k.
fn spread(k: usize, by: usize) -> f32 {
    ((k * by) % 997) as f32 / 997.0
}

fn puffs(criterion: &mut Criterion) {
    let puffs: Vec<FlatPuff> = (0..PUFFS)
        .map(|k| FlatPuff {
            east_m: 20_000.0 * spread(k, 31),
            north_m: 20_000.0 * spread(k, 71),
            sigma_east_m: 200.0 + 3_000.0 * spread(k, 13),
            sigma_north_m: 200.0 + 3_000.0 * spread(k, 17),
            axis_value: 1e-6 * (0.1 + spread(k, 7)),
        })
        .collect();
    let grid = PointGrid { columns: SIDE, rows: SIDE, west_m: 0.0, south_m: 0.0, cell_m: 100.0 };
    let mut group = criterion.benchmark_group("puff-cells");
    group.throughput(Throughput::Elements((PUFFS * SIDE * SIDE) as u64));
    for (cores, pool) in pools() {
        group.bench_function(cores, |bench| bench.iter(|| pool.install(|| grid.sums(black_box(&puffs)))));
    }
    group.finish();
}

fn wind() -> WindField {
    let levels_m = (0..37).map(|k| 10.0 + 12.0 * (k as f32).powf(1.9)).collect();
    let axes = WindAxes { columns: 129, rows: 81, spacing_m: 5_000.0, levels_m, interval_s: 3_600.0 };
    let point = |hour: usize, k: usize| -> WindPoint {
        let (level, column, row) = (k % 37, k / 37 % 129, k / 37 / 129);
        let east = 5.0 + 0.2 * level as f32 + 0.3 * hour as f32;
        [east, 2.0 * (0.1 * column as f32).sin(), 0.02 * (0.3 * row as f32).sin(), 0.0]
    };
    let times = (0..7).map(|hour| (0..129 * 81 * 37).map(|k| point(hour, k)).collect()).collect();
    WindField::new(axes, times).expect("a field")
}

fn start() -> Vec<Block> {
    let mut blocks = vec![Block::default(); PARTICLES.div_ceil(LANES)];
    for particle in 0..PARTICLES {
        let (block, k) = (&mut blocks[particle / LANES], particle % LANES);
        block.east_m[k] = 100_000.0 + 500.0 * spread(particle, 7);
        block.north_m[k] = 200_000.0 + 500.0 * spread(particle, 11);
        block.height_m[k] = 800.0 * spread(particle, 3);
        block.mass[k] = 1e-3;
    }
    blocks
}

fn particles(criterion: &mut Criterion) {
    let wind = wind();
    let layers =
        [MixedLayer { depth_m: 1_000.0, mixing_velocity_m_s: 0.16, sigma_horizontal_m_s: 0.8, time_scale_s: 300.0 }];
    let losses = ParticleLosses {
        transformation_per_s: 1e-5,
        deposition_velocity_m_s: 0.005,
        deposition_layer_m: 30.0,
        ..ParticleLosses::default()
    };
    let run = ParticleRun { wind: &wind, layers: &layers, losses, step_s: 60.0, steps: STEPS, seed: 1, member: 0 };
    let start = start();
    let mut group = criterion.benchmark_group("particle-steps");
    group.sample_size(10).throughput(Throughput::Elements(PARTICLES as u64 * u64::from(STEPS)));
    for (cores, pool) in pools() {
        group.bench_function(cores, |bench| {
            let advance = |mut blocks: Vec<Block>| pool.install(|| run.advance(&mut blocks));
            bench.iter_batched(|| start.clone(), advance, BatchSize::LargeInput);
        });
    }
    group.finish();
}

fn ensembles(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("1000 members");
    group.sample_size(10).sampling_mode(SamplingMode::Flat).throughput(Throughput::Elements(1_000));
    for scenario in ["baikonur-2013", "zhanaarka-1999"] {
        let options = InputOptions { scenario: scenario.into(), members: Some(1_000), ..InputOptions::default() };
        let inputs = load(&options).expect("the bundled scenario is valid");
        group.bench_function(scenario, |bench| bench.iter(|| assess(&inputs, &RunOptions::default(), &|_| {})));
    }
    group.finish();
}

criterion_group!(benches, puffs, particles, ensembles);
criterion_main!(benches);
