//! Tests of profiles: between levels, their spread, and mixing.

use super::*;

fn level(height_agl_m: f64, u_m_s: f64, v_m_s: f64, temperature_k: Option<f64>) -> ProfileLevel {
    let (pressure_pa, relative_humidity) = (None, None);
    ProfileLevel { height_agl_m, u_m_s, v_m_s, temperature_k, pressure_pa, relative_humidity }
}

fn profile(levels: Vec<ProfileLevel>) -> WeatherProfile {
    let (heights, time) = (HeightBasis::AboveGround, TimeBasis::NotGiven);
    WeatherProfile {
        source: "p.csv".into(),
        levels,
        below_ground: 0,
        heights,
        time,
        rest_observed: false,
        surface: SurfaceFields::default(),
        station: None,
        station_distance_m: 0.0,
        lead_s: 0.0,
        extended: Vec::new(),
        later: Vec::new(),
        far: None,
    }
}

/// From 350 and 10 degrees at 10 m/s: half way the components give north at 10 cos 10 = 9.85 m/s. A mean of the
/// angles would be south.
#[test]
fn between_levels_components_are_linear() {
    let (sin, cos) = 10_f64.to_radians().sin_cos();
    let p = profile(vec![
        level(100.0, 10.0 * sin, -10.0 * cos, Some(290.0)),
        level(300.0, -10.0 * sin, -10.0 * cos, None),
        level(500.0, 0.0, 0.0, Some(286.0)),
    ]);
    let (u, v) = p.wind_m_s(200.0);
    assert!(u.abs() < 1e-12 && (v + 10.0 * cos).abs() < 1e-12, "{u} {v}");
    let (_, v) = p.wind_m_s(450.0);
    assert!((v + 2.5 * cos).abs() < 1e-12);
    assert_eq!((p.wind_m_s(0.0), p.wind_m_s(9e3)), (p.wind_m_s(100.0), (0.0, 0.0)));
    assert_eq!(p.temperature_k(300.0), Some(288.0));
    assert_eq!((p.temperature_k(99.0), p.temperature_k(501.0), p.temperature_k(500.0)), (None, None, Some(286.0)));
}

/// The spread of speed and direction that the ranges carry is that of the components: a triangular law has the
/// standard deviation half-width over root 6.
#[test]
fn ranges_carry_the_spread_of_the_components() {
    let (speed, from) = wind_ranges(-20.0, 0.0, 2.0);
    assert!((speed.best - 20.0).abs() < 1e-12 && (from.best - 90.0).abs() < 1e-9);
    assert!(((speed.high - speed.low) / 2.0 / 6_f64.sqrt() - 2.0).abs() < 1e-9);
    assert!(((from.high - from.low) / 2.0 / 6_f64.sqrt() - 0.1_f64.to_degrees()).abs() < 1e-9);
    let (calm, anywhere) = wind_ranges(0.0, 0.0, 2.0);
    assert!(calm.low == 0.0 && (anywhere.high - anywhere.low - 360.0).abs() < 1e-9 && anywhere.low >= 0.0);
}

#[test]
fn the_spread_grows_with_time() {
    let now = profile(vec![level(10.0, 1.0, 0.0, None)]);
    assert!((now.wind_sigma_m_s() - 2.0).abs() < 1e-12);
    let time_utc = jiff::Timestamp::UNIX_EPOCH;
    let later = now.at(TimeBasis::Nearest { time_utc, apart_s: 3600.0 });
    assert!((later.wind_sigma_m_s() - 2.5).abs() < 1e-12);
}

/// On the heights of both, the mix at any height is the mix of the two profiles there.
#[test]
fn a_mix_is_exact_between_all_levels() {
    let a = profile(vec![level(10.0, 0.0, 1.0, Some(290.0)), level(1_000.0, 9.0, 4.0, Some(280.0))]);
    let b = profile(vec![level(30.0, 5.0, 0.0, Some(288.0)), level(400.0, -3.0, 2.0, Some(282.0))]);
    let both = mixed(&a, &b, 0.25);
    for height in [0.0, 10.0, 20.0, 215.0, 399.0, 700.0, 2_000.0] {
        let ((u_a, _), (u_b, _), (u, _)) = (a.wind_m_s(height), b.wind_m_s(height), both.wind_m_s(height));
        assert!((u - 0.75 * u_a - 0.25 * u_b).abs() < 1e-12, "{height}");
    }
    assert_eq!((both.temperature_k(10.0), both.temperature_k(1_000.0)), (None, None), "only one of both knows it");
}
