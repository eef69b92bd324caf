//! Tests of soundings: heights, levels left out, and times.

use super::*;
use crate::weather::column::{Wanted, profile_at};

fn wanted(time: Timestamp) -> Wanted {
    Wanted { time_utc: time, place: None, ground_pressure_pa: 1e5, needed_top_m: 0.0, extend: false }
}

fn of_levels(time_utc: Option<Timestamp>, axis: VerticalAxis, levels: Vec<SoundingLevel>) -> Sounding {
    Sounding { time_utc, axis, levels, surface: SurfaceFields::default(), origin: Origin::default() }
}

fn at_pressure(hpa: f64, temperature_k: Option<f64>) -> SoundingLevel {
    SoundingLevel {
        vertical: hpa * 100.0,
        wind_m_s: Some((hpa / 100.0, 0.0)),
        temperature_k,
        ..SoundingLevel::default()
    }
}

fn by_pressure(levels: Vec<SoundingLevel>) -> Sounding {
    let axis = VerticalAxis::Pressure { ground_pressure_pa: Some(101_325.0) };
    of_levels(None, axis, levels)
}

fn time(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

fn heights_m(sounding: &Sounding) -> Vec<f64> {
    let profile = sounding.over_ground("s.csv", 1e5).expect("a profile");
    profile.levels.iter().map(|level| level.height_agl_m).collect()
}

/// US Standard Atmosphere 1976, table I: 850 hPa at 1457.3 m, 500 hPa at 5574.4 m, 250 hPa at 10 363 m and 100 hPa
/// at 16 180 m geopotential; geometric heights are larger by 0.02 to 0.25 %. Both ways must find them: with the
/// standard's own temperatures at levels 50 hPa apart the mean of a layer is good to a metre.
#[test]
fn pressure_levels_of_the_standard_atmosphere_get_its_heights() {
    let levels: Vec<SoundingLevel> = (2..=20)
        .map(|k| {
            let hpa = 50.0 * f64::from(k);
            let t = atmosphere::temperature_k(atmosphere::height_m_from_pressure_pa(hpa * 100.0));
            at_pressure(hpa, Some(t))
        })
        .collect();
    let plain = levels.iter().map(|level| SoundingLevel { temperature_k: None, ..*level }).collect();
    let (hypsometric, standard) = (heights_m(&by_pressure(levels)), heights_m(&by_pressure(plain)));
    for (hpa, geopotential_m) in [(850.0, 1_457.3), (500.0, 5_574.4), (250.0, 10_363.0), (100.0, 16_180.0)] {
        let k = ((1_000.0 - hpa) / 50.0) as usize;
        let expected_m = atmosphere::geometric_m(geopotential_m);
        assert!((standard[k] - expected_m).abs() < 2.0, "{hpa} hPa: {} {expected_m}", standard[k]);
        // Over 200 to 100 hPa a layer spans half of the pressure, and the tropopause lies inside one.
        assert!((hypsometric[k] - expected_m).abs() < 12.0, "{hpa} hPa: {} {expected_m}", hypsometric[k]);
    }
}

/// An isothermal column has the closed form z = R T / (M g) ln(p0 / p): at 250 K the 500 hPa level lies 5169 m
/// above 1013.25 hPa (29.2713 m/K times 250 K times 0.70632), geometric 5173 m.
#[test]
fn an_isothermal_column_has_the_closed_form() {
    let sounding = by_pressure(vec![at_pressure(500.0, Some(250.0)), at_pressure(1013.25, Some(250.0))]);
    assert!((heights_m(&sounding)[1] - 5_173.0).abs() < 1.0, "{:?}", heights_m(&sounding));
    let warm = by_pressure(vec![at_pressure(500.0, Some(275.0)), at_pressure(1013.25, Some(275.0))]);
    assert!((heights_m(&warm)[1] / heights_m(&sounding)[1] - 1.1).abs() < 1e-3);
    // A level without temperature between two equal ones lies on the same curve.
    let gap =
        by_pressure(vec![at_pressure(1013.25, Some(250.0)), at_pressure(700.0, None), at_pressure(500.0, Some(250.0))]);
    assert!((heights_m(&gap)[2] - heights_m(&sounding)[1]).abs() < 1e-6);
}

#[test]
fn levels_below_the_ground_are_left_out() {
    let axis = VerticalAxis::HeightAboveSea { ground_asl_m: 110.0 };
    let level = |vertical| SoundingLevel {
        vertical,
        wind_m_s: Some((1.0, 0.0)),
        temperature_k: None,
        ..SoundingLevel::default()
    };
    let sounding = of_levels(None, axis, vec![level(1110.0), level(50.0), level(120.0)]);
    let profile = sounding.over_ground("s.csv", 1e5).expect("a profile");
    assert_eq!((profile.levels[0].height_agl_m, profile.levels[1].height_agl_m), (10.0, 1000.0));
    assert_eq!(profile.below_ground, 1);
    let under = Sounding { levels: vec![level(50.0)], ..sounding };
    assert_eq!(under.over_ground("s.csv", 1e5), Err(SoundingError::BelowGround { below: 1 }));
    let low = by_pressure(vec![at_pressure(1050.0, Some(290.0)), at_pressure(900.0, Some(280.0))]);
    assert_eq!(low.over_ground("s.csv", 1e5).map(|profile| profile.below_ground), Ok(1));
}

/// A level without a wind keeps its temperature and changes no wind; above the last wind it says nothing.
#[test]
fn levels_without_a_wind_change_no_wind() {
    let level = |vertical, wind_m_s| SoundingLevel {
        vertical,
        wind_m_s,
        temperature_k: Some(280.0),
        ..SoundingLevel::default()
    };
    let levels = vec![
        level(0.0, None),
        level(10.0, Some((1.0, 0.0))),
        level(500.0, None),
        level(1_010.0, Some((5.0, 10.0))),
        level(2_000.0, None),
    ];
    let sounding = of_levels(None, VerticalAxis::HeightAboveGround, levels);
    let profile = sounding.over_ground("s.csv", 1e5).expect("a profile");
    let heights: Vec<f64> = profile.levels.iter().map(|level| level.height_agl_m).collect();
    assert_eq!(heights, [10.0, 500.0, 1_010.0]);
    assert!((profile.wind_m_s(755.0).1 - 7.45).abs() < 1e-12, "{:?}", profile.wind_m_s(755.0));
}

fn of_time(hour: &str, u_m_s: f64) -> Sounding {
    let level = |vertical| SoundingLevel {
        vertical,
        wind_m_s: Some((u_m_s, -u_m_s)),
        temperature_k: Some(280.0),
        ..SoundingLevel::default()
    };
    let levels = vec![level(10.0), level(1_000.0)];
    of_levels(Some(time(hour)), VerticalAxis::HeightAboveGround, levels)
}

/// A third of the way from 00 to 12 UTC the wind is a third of the way from 0 to 12 m/s.
#[test]
fn between_two_times_components_are_linear() -> Result<(), SoundingError> {
    let soundings = [of_time("2013-07-02T12:00:00Z", 12.0), of_time("2013-07-02T00:00:00Z", 0.0)];
    let profile = profile_at("s.csv", &soundings, &wanted(time("2013-07-02T04:00:00Z")))?;
    let (u, v) = profile.wind_m_s(500.0);
    assert!((u - 4.0).abs() < 1e-9 && (v + 4.0).abs() < 1e-9, "{u} {v}");
    assert!((profile.time.apart_s() - 4.0 * 3600.0).abs() < 1e-9);
    let alone = profile_at("s.csv", &soundings, &wanted(time("2013-07-02T16:00:00Z")))?;
    assert_eq!(alone.wind_m_s(500.0), (12.0, -12.0));
    Ok(())
}

#[test]
fn times_that_are_far_missing_or_double_are_refused() {
    let soundings = [of_time("2013-07-02T00:00:00Z", 0.0), of_time("2013-07-03T00:00:00Z", 12.0)];
    let asked = |hour| profile_at("s.csv", &soundings, &wanted(time(hour)));
    assert!(asked("2013-07-02T05:00:00Z").is_ok(), "near one of two that are too far apart to interpolate");
    for hour in ["2013-07-02T12:00:00Z", "2013-07-04T00:00:00Z", "1999-07-05T00:00:00Z"] {
        let error = asked(hour).expect_err(hour).to_string();
        assert!(error.contains("within 6 h of") && error.contains("the nearest is of 2013-07-0"), "{error}");
    }
    let double = [soundings[0].clone(), soundings[0].clone()];
    let error = profile_at("s.csv", &double, &wanted(time("2013-07-02T00:00:00Z")));
    assert!(matches!(error, Err(SoundingError::SameTime { .. })));
    let untimed = [soundings[0].clone(), Sounding { time_utc: None, ..soundings[1].clone() }];
    let error = profile_at("s.csv", &untimed, &wanted(time("2013-07-02T00:00:00Z")));
    assert_eq!(error, Err(SoundingError::NoTime { count: 2 }));
}
