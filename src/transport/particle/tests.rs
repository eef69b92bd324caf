//! Exact limits of the particle model.

use super::turbulence::MixedLayer;
use super::wind::{WindAxes, WindField};
use super::{Block, LANES, ParticleLosses, ParticleRun};

const CALM: MixedLayer =
    MixedLayer { depth_m: 1_000.0, mixing_velocity_m_s: 0.0, sigma_horizontal_m_s: 0.0, time_scale_s: 300.0 };
const NO_LOSS: ParticleLosses = ParticleLosses {
    transformation_per_s: 0.0,
    scavenging_per_s: 0.0,
    deposition_velocity_m_s: 0.0,
    settling_velocity_m_s: 0.0,
    deposition_layer_m: 30.0,
};

/// A wind by height that is the same everywhere and always, over 400 km.
fn field(wind: impl Fn(f32) -> [f32; 3]) -> WindField {
    let levels_m: Vec<f32> = (0..=20).map(|k| 100.0 * k as f32).collect();
    let axes = WindAxes { columns: 41, rows: 41, spacing_m: 10_000.0, levels_m, interval_s: 3_600.0 };
    let column: Vec<[f32; 4]> = axes.levels_m.iter().map(|z| [wind(*z)[0], wind(*z)[1], wind(*z)[2], 0.0]).collect();
    let points: Vec<[f32; 4]> = (0..41 * 41).flat_map(|_| column.clone()).collect();
    WindField::new(axes, vec![points.clone(), points]).expect("a field")
}

/// Particles in the middle, spread evenly over the layer.
fn blocks(count: usize) -> Vec<Block> {
    let mut blocks = vec![Block::default(); count];
    let n = (count * LANES) as f32;
    for (b, block) in blocks.iter_mut().enumerate() {
        block.east_m = [200_000.0; LANES];
        block.north_m = [200_000.0; LANES];
        block.height_m = std::array::from_fn(|k| 1_000.0 * ((b * LANES + k) as f32 + 0.5) / n);
        block.mass = [1.0 / n; LANES];
    }
    blocks
}

fn run<'a>(wind: &'a WindField, layers: &'a [MixedLayer], step_s: f64, steps: u32) -> ParticleRun<'a> {
    ParticleRun { wind, layers, losses: NO_LOSS, step_s, steps, seed: 5, member: 0 }
}

fn moments(blocks: &[Block], of: impl Fn(&Block) -> &[f32; LANES]) -> (f64, f64) {
    let values: Vec<f64> = blocks.iter().flat_map(|block| of(block).iter().map(|v| f64::from(*v))).collect();
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    (mean, values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / values.len() as f64)
}

/// Without turbulence a particle goes with the wind: 5 m/s over an hour is 18 km, within the rounding of 60 additions
/// to a position of 200 km in single precision.
#[test]
fn without_turbulence_particles_go_with_the_wind() {
    let wind = field(|_| [5.0, -2.0, 0.0]);
    let mut moved = blocks(1);
    run(&wind, &[CALM], 60.0, 60).advance(&mut moved);
    assert!((moved[0].east_m[7] - 218_000.0).abs() < 1.0 && (moved[0].north_m[9] - 192_800.0).abs() < 1.0);
}

/// Taylor (1921): the variance of places grows to 2 sigma^2 T (t - T (1 - exp(-t/T))), here from gusts at rest to its
/// late slope; 2 sigma^2 T t less 3 T of delay. The step may be long against T: 12 800 particles, 5 %.
#[test]
fn horizontal_spread_is_taylors_at_any_step() {
    let layer = MixedLayer { sigma_horizontal_m_s: 0.8, ..CALM };
    let wind = field(|_| [0.0; 3]);
    for (step_s, steps) in [(60.0, 360), (900.0, 24)] {
        let mut moved = blocks(200);
        run(&wind, &[layer], step_s, steps).advance(&mut moved);
        let (_, variance) = moments(&moved, |b| &b.east_m);
        let expected = 2.0 * 0.64 * 300.0 * (21_600.0 - 1.5 * 300.0);
        assert!((variance / expected - 1.0).abs() < 0.05, "{step_s}: {variance} {expected}");
    }
}

/// Shear dispersion (Taylor 1953): in a layer with K = c z (1 - z/h) and U = S z the late diffusivity is
/// S^2 h^2 / (12 D), D = 2 c/h the rate at which the linear profile decays (it is an eigenfunction), so that the
/// variance grows as 2 K t. 12 800 particles and what is left of the start: 5 %.
#[test]
fn shear_dispersion_is_taylors() {
    let layer = MixedLayer { mixing_velocity_m_s: 0.5, ..CALM };
    let wind = field(|z| [4e-3 * z, 0.0, 0.0]);
    let (mut early, mut late) = (blocks(200), blocks(200));
    run(&wind, &[layer], 30.0, 240).advance(&mut early);
    run(&wind, &[layer], 30.0, 720).advance(&mut late);
    let growth = moments(&late, |b| &b.east_m).1 - moments(&early, |b| &b.east_m).1;
    let rate = 2.0 * 0.5 / 1_000.0;
    let expected = 2.0 * (4e-3_f64 * 1_000.0).powi(2) / 12.0 / rate * 480.0 * 30.0;
    assert!((growth / expected - 1.0).abs() < 0.05, "{growth} {expected}");
}

/// Every unit of mass is in the air or in the ledger, within 1e-6 after 360 steps; the ground holds what the ledger
/// says; a well-mixed layer loses at the rate vd/h.
#[test]
fn mass_closes_and_a_mixed_layer_deposits_at_its_rate() {
    let layer = MixedLayer { mixing_velocity_m_s: 0.6, sigma_horizontal_m_s: 0.5, ..CALM };
    let wind = field(|_| [6.0, 1.0, 0.0]);
    let mut moved = blocks(100);
    let layers = [layer];
    let mut mixed = run(&wind, &layers, 60.0, 360);
    mixed.losses.deposition_velocity_m_s = 0.004;
    let dry = mixed.advance(&mut moved);
    let in_air = |blocks: &[Block]| blocks.iter().flat_map(|b| b.mass).map(f64::from).sum::<f64>();
    assert!((in_air(&moved) + dry.total() - 1.0).abs() < 1e-6);
    assert!((dry.ground.iter().sum::<f64>() / dry.deposited - 1.0).abs() < 1e-6);
    // The air at the ground is a little thinner than the mean: by vd/c = 0.7 % a decade of height, 2 % here.
    let expected = 1.0 - (-0.004 * 21_600.0 / 1_000.0_f64).exp();
    assert!((dry.deposited / expected - 1.0).abs() < 0.05, "{} {expected}", dry.deposited);
    mixed.losses.transformation_per_s = 3e-5;
    mixed.losses.scavenging_per_s = 1e-5;
    let mut wet = blocks(100);
    let ledger = mixed.advance(&mut wet);
    assert!((in_air(&wet) + ledger.total() - 1.0).abs() < 1e-6 && ledger.scavenged > 0.0);
    assert!((ledger.transformed / ledger.scavenged - 3.0).abs() < 1e-6);
}

/// A wind of 30 m/s takes all particles over the side, where they are booked once.
#[test]
fn what_leaves_is_booked() {
    let wind = field(|_| [30.0, 0.0, 0.0]);
    let mut moved = blocks(2);
    let ledger = run(&wind, &[CALM], 60.0, 240).advance(&mut moved);
    assert!((ledger.left_domain - 1.0).abs() < 1e-6 && moved[0].mass.iter().all(|m| *m == 0.0));
}

/// Same seed and member, same bits: for 1, 2 and 8 threads; another member draws others.
#[test]
fn bits_do_not_depend_on_the_threads() {
    let layer = MixedLayer { mixing_velocity_m_s: 0.2, sigma_horizontal_m_s: 0.8, ..CALM };
    let wind = field(|z| [3.0 + 1e-3 * z, 0.5, 0.01]);
    let with = |threads: usize, member: u32| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        let mut moved = blocks(150);
        let mut run = run(&wind, std::slice::from_ref(&layer), 60.0, 60);
        (run.member, run.losses.deposition_velocity_m_s) = (member, 0.01);
        let ledger = pool.install(|| run.advance(&mut moved));
        (moved, ledger)
    };
    let one = with(1, 0);
    assert!(one == with(2, 0) && one == with(8, 0));
    assert!(one.0 != with(1, 1).0);
}
