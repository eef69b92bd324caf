//! Limits that the diffusion equation must have.

use super::*;
use crate::weather::turbulence::Turbulence;

fn neutral() -> Turbulence {
    Turbulence {
        friction_velocity_m_s: 0.4,
        obukhov_length_m: f64::INFINITY,
        mixing_height_m: 800.0,
        roughness_m: 0.01,
        wind_factor: 1.0,
        sigma_v_measured_m_s: None,
    }
}

fn start(height_m: f64) -> Start {
    Start { height_m, sigma_m: 0.3 * height_m, top_m: 800.0, surface_velocity_m_s: 0.0 }
}

/// Marches to a distance in steps that grow by a ratio, with the memory of the turbulence.
fn marched(start: &Start, to_m: f64, ratio: f64) -> Vertical {
    marched_from_age(start, to_m, ratio, 0.0)
}

fn marched_from_age(start: &Start, to_m: f64, ratio: f64, age_s: f64) -> Vertical {
    let t = neutral();
    let air = Air {
        wind_m_s: |z: f64, _: f64| (t.wind_speed_m_s(z), 0.0),
        diffusivity_m2_s: |z: f64| t.diffusivity_m2_s(z),
        time_s: |z: f64| t.vertical_time_s(z),
        ground_m: t.roughness_m,
    };
    let mut vertical = Vertical::new(&air, start);
    let (mut x, mut time_s) = (0.0, age_s);
    while x < to_m {
        let next = if x == 0.0 { 0.3 } else { (x * ratio).min(to_m) };
        let speed = vertical.airborne() / vertical.column_s_m();
        vertical.step(next - x, time_s + 0.5 * (next - x) / speed);
        time_s += (next - x) / speed;
        x = next;
    }
    vertical
}

/// Without a sink the flux stays that of the release, to rounding.
#[test]
fn mass_closes() {
    for to_m in [10.0, 1_000.0, 100_000.0] {
        let left = marched(&start(1.0), to_m, 1.1).airborne();
        assert!((left - 1.0).abs() < 1e-9, "{to_m}: {left}");
    }
}

/// Far from the source the concentration is the same at all heights.
#[test]
fn the_layer_ends_well_mixed() {
    let vertical = marched(&start(2.0), 3_000_000.0, 1.1);
    let mean = vertical.column_s_m() / 800.0;
    for height_m in [0.1, 1.5, 50.0, 400.0, 790.0] {
        assert!((vertical.at(height_m) / mean - 1.0).abs() < 5e-3, "{height_m}");
    }
}

/// Half the step changes the concentration at the nose by less than a hundredth.
#[test]
fn converges_in_the_step() {
    for to_m in [50.0, 800.0, 10_000.0] {
        let (coarse, fine) = (marched(&start(0.5), to_m, 1.1), marched(&start(0.5), to_m, 1.02));
        assert!((coarse.at(1.5) / fine.at(1.5) - 1.0).abs() < 1e-2, "{to_m}");
    }
}

/// Reciprocity: once the diffusivity does not depend on time, what a source at one height gives at another, the
/// other gives back. A few per cent for the width of the two sources.
#[test]
fn source_and_receptor_may_be_exchanged() {
    let from = |height_m: f64| Start { sigma_m: 0.08 * height_m, ..start(height_m) };
    let old_s = 1e9;
    let up = marched_from_age(&from(2.0), 2_000.0, 1.05, old_s).at(30.0);
    let down = marched_from_age(&from(30.0), 2_000.0, 1.05, old_s).at(2.0);
    assert!((up / down - 1.0).abs() < 0.03, "{up} {down}");
}

/// A sink at the ground takes from the flux, and more where it is stronger.
#[test]
fn a_sink_takes_mass() {
    let left = |v: f64| marched(&Start { surface_velocity_m_s: v, ..start(0.5) }, 800.0, 1.1).airborne();
    assert!(left(0.02) < left(0.005) && left(0.005) < 0.99 && left(0.02) > 0.3);
}
