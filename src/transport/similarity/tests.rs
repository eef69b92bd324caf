//! Limits that a cloud must have whatever its turbulence.

use super::*;

fn turbulence(obukhov_length_m: f64) -> Turbulence {
    Turbulence {
        friction_velocity_m_s: 0.35,
        obukhov_length_m,
        mixing_height_m: if obukhov_length_m > 0.0 && obukhov_length_m < 200.0 { 150.0 } else { 900.0 },
        roughness_m: 0.02,
        wind_factor: 1.0,
        sigma_v_measured_m_s: None,
    }
}

fn surface() -> CloudStart {
    CloudStart {
        height_agl_m: 0.5,
        sigma_horizontal_m: 0.1,
        sigma_vertical_m: 0.1,
        spread: Spread::Absolute,
        averaging_s: 600.0,
        surface_velocity_m_s: 0.0,
        receptor_height_m: 1.5,
    }
}

fn march(t: &Turbulence, start: &CloudStart, to_m: f64) -> Cloud {
    Cloud::march(t, &straight(|z| t.wind_speed_m_s(z)), start, to_m)
}

const STATES: [f64; 4] = [-10.0, f64::INFINITY, 100.0, 20.0];

/// The ground concentration of a surface release falls with distance, the cloud grows, and its wind rises.
#[test]
fn a_surface_cloud_is_monotone() {
    for l in STATES {
        let cloud = march(&turbulence(l), &surface(), 50_000.0);
        let sizes: Vec<CloudSize> = (0..60).map(|k| cloud.at(10.0 * 1.15_f64.powi(k))).collect();
        for pair in sizes.windows(2) {
            let dose = |s: &CloudSize| s.ground_per_m / (s.transport_speed_m_s * s.sigma_y_m);
            assert!(dose(&pair[1]) <= dose(&pair[0]), "{l}: {pair:?}");
            assert!(pair[1].sigma_y_m > pair[0].sigma_y_m && pair[1].mean_height_m >= pair[0].mean_height_m * 0.999);
            assert!(pair[1].travel_s > pair[0].travel_s && (pair[1].airborne - 1.0).abs() < 1e-9);
        }
    }
}

/// At 1 km the order of the states is that of common sense: convective air dilutes most, stable air least.
#[test]
fn stability_orders_the_concentration() {
    let dose = STATES.map(|l| {
        let s = march(&turbulence(l), &surface(), 1_000.0).at(1_000.0);
        s.receptor_per_m / (s.transport_speed_m_s * s.sigma_y_m)
    });
    assert!(dose.windows(2).all(|pair| pair[0] < pair[1]), "{dose:?}");
}

/// Neutral surface layer, wind and diffusivity both by power laws near the height of the cloud: the mean height grows as
/// dz/dx = kappa u* / U(0.6 z) to 10 %. (Pasquill & Smith 1983, section 2.9; Hunt & Weber 1979 give
/// dz/dt = 0.4 u*.)
#[test]
fn the_neutral_cloud_rises_as_the_lagrangian_similarity_says() {
    let t = Turbulence { mixing_height_m: 10_000.0, ..turbulence(f64::INFINITY) };
    let cloud = march(&t, &surface(), 1_000.0);
    let (a, b) = (cloud.at(400.0), cloud.at(600.0));
    let rise = (b.mean_height_m - a.mean_height_m) / (b.travel_s - a.travel_s);
    assert!((rise / (0.4 * 0.35) - 1.0).abs() < 0.15, "{rise}");
}

/// An even layer far above the ground: Taylor's growth in height, from the wind and K of the release height.
#[test]
fn an_elevated_cloud_starts_with_sigma_w() {
    let t = turbulence(f64::INFINITY);
    let start = CloudStart { height_agl_m: 300.0, sigma_vertical_m: 3.0, ..surface() };
    let cloud = march(&t, &start, 5_000.0);
    assert!(cloud.at(50.0).receptor_per_m < 1e-9);
    let at_5_km = cloud.at(5_000.0);
    assert!(at_5_km.receptor_per_m > 0.0 && (at_5_km.mean_height_m / 300.0 - 1.0).abs() < 0.3, "{at_5_km:?}");
}

/// Far out the cloud fills the layer evenly: density 1/h at all heights.
#[test]
fn the_far_cloud_fills_the_layer() {
    let t = turbulence(f64::INFINITY);
    for height_agl_m in [0.5, 200.0, 700.0] {
        let start = CloudStart { height_agl_m, sigma_vertical_m: 0.1 * height_agl_m, ..surface() };
        let far = march(&t, &start, 1_500_000.0).at(1_500_000.0);
        assert!((far.receptor_per_m * 900.0 - 1.0).abs() < 0.02, "{height_agl_m}: {far:?}");
    }
}

/// A cloud above a stable layer hardly reaches the ground.
#[test]
fn a_cloud_above_the_inversion_stays_there() {
    let t = turbulence(20.0);
    let start = CloudStart { height_agl_m: 600.0, sigma_vertical_m: 50.0, sigma_horizontal_m: 50.0, ..surface() };
    let far = march(&t, &start, 20_000.0).at(20_000.0);
    assert!(far.receptor_per_m < 1e-3 * surface_density(), "{far:?}");
    assert!((far.airborne - 1.0).abs() < 1e-9);
}

fn surface_density() -> f64 {
    march(&turbulence(20.0), &surface(), 20_000.0).at(20_000.0).receptor_per_m
}

/// Calm and strong winds, thin and thick releases: everything stays finite and positive.
#[test]
fn extremes_stay_finite() {
    for (u_star, l, h) in [(0.01, 2.0, 30.0), (0.02, -1.0, 500.0), (1.5, f64::INFINITY, 4_000.0)] {
        let t = Turbulence { friction_velocity_m_s: u_star, mixing_height_m: h, ..turbulence(l) };
        for height_agl_m in [0.0, 25.0, 1_000.0, 5_000.0] {
            let start = CloudStart { height_agl_m, sigma_vertical_m: 0.01, spread: Spread::Relative, ..surface() };
            let cloud = Cloud::march(&t, &straight(|z| t.wind_speed_m_s(z).max(0.1)), &start, 100_000.0);
            for distance_m in [0.0, 0.1, 1.0, 1e3, 1e5, 1e7] {
                let s = cloud.at(distance_m);
                let all = [s.sigma_y_m, s.transport_speed_m_s, s.mean_height_m];
                assert!(all.iter().all(|v| v.is_finite() && *v > 0.0), "{t:?} {height_agl_m} {distance_m} {s:?}");
                assert!(s.receptor_per_m.is_finite() && s.receptor_per_m >= 0.0);
            }
        }
    }
}
