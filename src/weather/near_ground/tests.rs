//! What is known comes first, and a calm has a wind.

use super::*;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

fn input(known: KnownTurbulence) -> WeatherInput {
    WeatherInput {
        observed: false,
        note: String::new(),
        temperature_c: Range::exactly(20.0),
        pressure_hpa: Range::exactly(1_000.0),
        wind_speed_10m_m_s: Range::exactly(4.0),
        wind_from_deg: Range::exactly(270.0),
        cloud_fraction: Range::exactly(0.0),
        rain_mm_h: Range::exactly(0.0),
        roughness_m: Range::exactly(0.02),
        snow: false,
        mixing_height_m: None,
        upper_winds: Vec::new(),
        any_day: false,
        profile: None,
        known,
    }
}

fn at(wind_speed_10m_m_s: f64, elevation_deg: f64) -> AtGround {
    AtGround {
        wind_speed_10m_m_s,
        roughness_m: 0.02,
        temperature_k: 293.15,
        pressure_pa: 1e5,
        cloud_fraction: 0.0,
        snow: false,
        latitude_deg: 46.0,
        day_of_year: 183.0,
        sun: Sun {
            elevation_deg,
            azimuth_deg: 180.0,
            since_sunrise_s: if elevation_deg > 0.0 { 25_000.0 } else { 0.0 },
        },
    }
}

fn state(input: &WeatherInput, at: &AtGround) -> Turbulence {
    input.turbulence(at, &mut ChaCha8Rng::seed_from_u64(1))
}

const NONE: KnownTurbulence =
    KnownTurbulence { obukhov_length_m: None, friction_velocity_m_s: None, sigma_theta_deg: None, stability: None };

/// With nothing known it is the energy balance of `evaluate --inputs routine`, with albedo and moisture drawn.
#[test]
fn the_energy_balance_is_that_of_the_evaluation() {
    let plain = input(NONE);
    assert_eq!(plain.turbulence_basis(), TurbulenceBasis::EnergyBalance);
    let (noon, night) = (state(&plain, &at(4.0, 60.0)), state(&plain, &at(4.0, -20.0)));
    assert!((-100.0..-5.0).contains(&noon.obukhov_length_m), "{noon:?}");
    let surface = Surface::grassland(0.0, 293.15, 1e5, false);
    let routine = at(4.0, -20.0).routine(surface).turbulence();
    assert_eq!((night.obukhov_length_m, night.mixing_height_m), (routine.obukhov_length_m, routine.mixing_height_m));
}

/// A class gives the length of Golder 1972, and a measured length stands as it is with its friction velocity.
#[test]
fn what_is_known_comes_first() {
    let class = input(KnownTurbulence { stability: Some(Stability::F), ..NONE });
    assert_eq!(class.turbulence_basis(), TurbulenceBasis::StatedClass);
    assert_eq!(state(&class, &at(4.0, 60.0)).obukhov_length_m, obukhov_length_m(Stability::F, 0.02));
    let measured = input(KnownTurbulence {
        obukhov_length_m: Some(Range::exactly(35.0)),
        friction_velocity_m_s: Some(Range::exactly(0.21)),
        sigma_theta_deg: Some(Range::exactly(8.0)),
        stability: None,
    });
    assert_eq!(measured.turbulence_basis(), TurbulenceBasis::Measured);
    let found = state(&measured, &at(4.0, 60.0));
    assert_eq!((found.obukhov_length_m, found.friction_velocity_m_s), (35.0, 0.21));
    assert!((found.sigma_v_m_s(5.0, 600.0) - 4.0 * 8.0_f64.to_radians()).abs() < 1e-12);
    assert!((found.wind_speed_m_s(10.0) - 4.0).abs() < 1e-9, "the wind stays the measured one");
    let given = WeatherInput { mixing_height_m: Some(Range::exactly(777.0)), ..measured };
    assert_eq!(state(&given, &at(4.0, 60.0)).mixing_height_m, 777.0);
}

/// In a calm the wind that makes the turbulence is that of its own gusts: weak by night, a metre a second under the sun.
#[test]
fn a_calm_moves_with_its_gusts() {
    let plain = input(NONE);
    for wind in [0.0, 0.05, 0.2] {
        let (noon, night) = (state(&plain, &at(wind, 60.0)), state(&plain, &at(wind, -20.0)));
        assert!((0.5..2.5).contains(&noon.gust_speed_m_s()), "{noon:?}");
        assert!((0.28..0.4).contains(&night.gust_speed_m_s()), "{night:?}");
        for state in [noon, night] {
            let values = [state.friction_velocity_m_s, state.mixing_height_m, state.diffusivity_m2_s(5.0)];
            assert!(values.iter().all(|value| value.is_finite() && *value > 0.0), "{wind} {state:?}");
        }
    }
    let windy = state(&plain, &at(8.0, 60.0));
    assert!(windy.gust_speed_m_s() < 8.0 && (windy.wind_speed_m_s(10.0) - 8.0).abs() < 1e-9);
}
