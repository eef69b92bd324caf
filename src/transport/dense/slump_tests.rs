//! The box against its own closed forms and against the workbook's curves, which come from field trials.

use super::super::coefficients::{passive_excess, passive_richardson};
use super::super::workbook::{self, Case};
use super::*;

fn air(wind_speed_10m_m_s: f64) -> Surroundings {
    Surroundings {
        wind_speed_10m_m_s,
        wind_exponent: 0.15,
        // Log law over 0.03 m: u* = 0.4 u / ln(10/0.03).
        friction_velocity_m_s: 0.4 * wind_speed_10m_m_s / (10.0_f64 / 0.03).ln(),
        temperature_k: 288.15,
        density_kg_m3: 1.22,
    }
}

fn likeliest() -> Coefficients {
    Coefficients::likeliest()
}

/// With B conserved the front has a closed form, R^2 = R0^2 + 2 C sqrt(B/pi) t, whatever is mixed in.
#[test]
fn the_front_has_a_closed_form() {
    for volume in [100.0, 2_000.0, 70_000.0] {
        let buoyancy = 9.0 * volume;
        let end = cloud(buoyancy, volume, 0.0, &air(4.0), &likeliest());
        let start_m2 = (volume / std::f64::consts::PI).cbrt().powi(2);
        let radius_m = (start_m2 + 2.0 * 1.15 * (buoyancy / std::f64::consts::PI).sqrt() * end.elapsed_s).sqrt();
        assert!((end.half_width_m / radius_m - 1.0).abs() < 1e-3, "{volume}");
    }
}

/// The wind takes over at the radius sqrt(B / (pi Ri)) / u*, to the width of a step.
#[test]
fn the_handover_has_a_closed_form() {
    let air = air(4.0);
    let by_weight = Coefficients { passive_excess: 0.0, ..likeliest() };
    let end = cloud(1.8e4, 2_000.0, 0.0, &air, &by_weight);
    let radius_m = (1.8e4 / std::f64::consts::PI).sqrt() / air.friction_velocity_m_s;
    assert!((end.half_width_m / radius_m - 1.0).abs() < 0.011, "{} {radius_m}", end.half_width_m);
}

/// Mass and concentration on the ground are the same on both sides of the handover.
#[test]
fn concentration_is_continuous() {
    let pi = std::f64::consts::PI;
    let end = cloud(1.8e4, 2_000.0, 0.0, &air(4.0), &likeliest());
    let box_per_m3 = 1.0 / (2_000.0 * end.dilution);
    let normal_per_m3 = 2.0 / ((2.0 * pi).powf(1.5) * end.sigma_horizontal_m.powi(2) * end.sigma_vertical_m);
    assert!((normal_per_m3 / box_per_m3 - 1.0).abs() < 1e-9);

    let air = air(4.0);
    let end = plume(100.0, 10.0, 0.0, &air, &likeliest());
    let wind = air.mean_wind_m_s(end.depth_m);
    let normal_s_m3 = 1.0 / (pi * end.sigma_horizontal_m * end.sigma_vertical_m * wind);
    assert!((normal_s_m3 * 10.0 * end.dilution - 1.0).abs() < 1e-9);
}

/// The workbook's radius, R^2 = R0^2 + 1.2 sqrt(g' V) t, within a tenth: its factor means C = 1.06 in place of 1.15.
#[test]
fn radius_agrees_with_the_workbook() {
    let end = cloud(1.8e4, 2_000.0, 0.0, &air(4.0), &likeliest());
    let radius_m = workbook::cloud_radius_m(1.8e4, 2_000.0, end.elapsed_s);
    assert!((end.half_width_m / radius_m - 1.0).abs() < 0.1, "{} {radius_m}", end.half_width_m);
}

/// Where the share of the first concentration is reached, box over workbook.
fn ratio_of_distances(volume_m3: f64, reduced_gravity_m_s2: f64, wind: f64, share: f64) -> f64 {
    let density = 1.22 * (1.0 + reduced_gravity_m_s2 / GRAVITY_M_S2);
    let case =
        Case { density_kg_m3: density, air_density_kg_m3: 1.22, temperature_ratio: 1.0, wind_speed_10m_m_s: wind };
    let expected_m = case.instantaneous(volume_m3).distance_m(share);
    let buoyancy = reduced_gravity_m_s2 * volume_m3;
    let found = cloud_at_share(share, buoyancy, volume_m3, &air(wind), &likeliest());
    // A sensor sees the highest concentration when the leading edge arrives.
    (found.distance_m + found.half_width_m) / expected_m
}

/// The box was not fitted to the workbook, and the workbook came from field trials (Thorney Island among them: 2000 m3,
/// g' near 9.8 m/s2): distances to a tenth, a twentieth, a fiftieth and a hundredth agree within a factor 1.4. The
/// workbook claims no more than a factor of 2.
#[test]
fn cloud_agrees_with_the_workbook() {
    let cases =
        [(2_000.0, 9.8, 2.4), (2_000.0, 9.8, 5.0), (2_000.0, 5.0, 1.7), (7.25e4, 1.873, 2.0), (200.0, 20.0, 4.0)];
    for (volume, gravity, wind) in cases {
        for share in [0.1, 0.05, 0.02, 0.01] {
            let ratio = ratio_of_distances(volume, gravity, wind, share);
            assert!((0.7..1.4).contains(&ratio), "{volume} m3, {gravity} m/s2, {wind} m/s, {share}: {ratio}");
        }
    }
}

/// Distance of a plume to a share of the first concentration, m.
fn plume_distance_m(flow_m3_s: f64, reduced_gravity_m_s2: f64, wind: f64, share: f64) -> f64 {
    plume_at_share(share, reduced_gravity_m_s2 * flow_m3_s, flow_m3_s, &air(wind), &likeliest()).distance_m
}

/// Burro trial of LNG (see the test of the criterion): 5 % by volume, 0.0192 without the cold, was measured at 200 m
/// where the workbook gives 367 m (Crowl & Louvar 2002, section 5-3, from memory, who call a factor of 2 usual).
#[test]
fn burro_was_measured_at_200_m() {
    let found = plume_distance_m(55.6, 4.34, 10.9, 0.0192);
    assert!((found / 200.0 - 1.0).abs() < 0.3, "{found}");
}

/// A plume stays nearer than the workbook: 0.35 to 0.65 of its distances. Not the weight makes the gap: in the limit
/// without weight the workbook goes 2.2 times as far as the plume of class D that the passive model continues with
/// (C u / q = 1 / (pi 0.08 x 0.06 x)).
#[test]
fn plume_lies_between_the_workbook_and_the_passive_plume() {
    for (gravity, flow, wind) in [(4.34, 55.6, 10.9), (9.8, 20.0, 3.0), (9.8, 2.0, 3.0), (9.8, 5.0, 6.0)] {
        let case = Case {
            density_kg_m3: 1.22 * (1.0 + gravity / GRAVITY_M_S2),
            air_density_kg_m3: 1.22,
            temperature_ratio: 1.0,
            wind_speed_10m_m_s: wind,
        };
        for share in [0.1, 0.05, 0.02, 0.01, 0.005] {
            let ratio = plume_distance_m(flow, gravity, wind, share) / case.continuous(flow).distance_m(share);
            assert!((0.35..0.65).contains(&ratio), "{gravity} {flow} {wind} {share}: {ratio}");
        }
    }
    let weightless =
        Case { density_kg_m3: 1.22 * 1.0001, air_density_kg_m3: 1.22, temperature_ratio: 1.0, wind_speed_10m_m_s: 6.0 };
    let class_d_m = (5.0 / (0.01 * std::f64::consts::PI * 0.08 * 0.06 * 6.0)).sqrt();
    let ratio = weightless.continuous(5.0).distance_m(0.01) / class_d_m;
    assert!((ratio - 2.2).abs() < 0.1, "{ratio}");
}

/// Passive release of a mass of 1 kg, seen on the ground under its centre at a distance from the source, with the puff
/// coefficients of class D: what the passive model does after the handover.
fn ground_per_m3(end: &Handover, distance_m: f64) -> f64 {
    let (sy, sz) = (|x: f64| 0.06 * x.powf(0.92), |x: f64| 0.15 * x.powf(0.70));
    let onward = distance_m - end.distance_m;
    let virtual_y = (end.sigma_horizontal_m / 0.06).powf(1.0 / 0.92);
    let virtual_z = (end.sigma_vertical_m / 0.15).powf(1.0 / 0.70);
    let (y, z) = (sy(onward + virtual_y), sz(onward + virtual_z));
    2.0 / ((2.0 * std::f64::consts::PI).powf(1.5) * y * y * z)
}

/// When the wind takes over is an assumed range; two kilometres downwind of 300 m3 its ends lie less than a factor of 3
/// apart. The box mixes faster than the puff coefficients, so an early handover gives more on the ground.
#[test]
fn the_moment_of_the_handover_matters_within_a_factor_of_3() {
    let ends = |range: crate::range::Range| [range.low, range.high];
    let mut found = Vec::new();
    for passive_richardson in ends(passive_richardson()) {
        for passive_excess in ends(passive_excess()) {
            let coefficients = Coefficients { passive_richardson, passive_excess, ..likeliest() };
            found.push(ground_per_m3(&cloud(5.4e3, 300.0, 5.0, &air(5.0), &coefficients), 2_000.0));
        }
    }
    found.sort_by(f64::total_cmp);
    assert!(found[3] / found[0] < 3.0, "{found:?}");
}

/// More weight spreads wider and stays lower, at the same dilution.
#[test]
fn weight_makes_flat_and_wide() {
    let of = |gravity: f64| cloud_at_share(0.02, gravity * 500.0, 500.0, &air(4.0), &likeliest());
    let (light, heavy) = (of(2.0), of(20.0));
    assert!(heavy.half_width_m > light.half_width_m && heavy.depth_m < light.depth_m);
}

/// The drift lies between standing still and the wind at 10 m; the workbook's 0.4 u is its size for a cloud that is
/// still dense.
#[test]
fn drift_is_slower_than_the_wind() {
    let wind = air(4.0);
    let end = cloud_at_share(0.01, 1.8e4, 2_000.0, &wind, &likeliest());
    let speed = end.distance_m / end.elapsed_s / 4.0;
    assert!((0.25..0.7).contains(&speed), "{speed}");
}
