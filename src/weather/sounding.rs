//! Soundings as files give them, by height or pressure, and the column above the ground at one time made from them.

use jiff::Timestamp;
use serde::Serialize;
use thiserror::Error;

use super::profile::{ProfileLevel, WeatherProfile, mixed};
use crate::atmosphere;
use crate::constants::{GAS_CONSTANT_J_MOL_K, GRAVITY_M_S2, MOLAR_MASS_AIR_KG_MOL};

/// Longest time between two soundings that are interpolated, s: routine soundings are 12 h apart.
pub const BETWEEN_MAX_S: f64 = 12.0 * 3600.0;

/// Longest time for which one sounding stands, s: half of the time between routine soundings.
pub const NEAREST_MAX_S: f64 = 6.0 * 3600.0;

/// What the levels of a sounding are given by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum VerticalAxis {
    /// Height above ground, m.
    HeightAboveGround,
    /// Height above the sea, m.
    HeightAboveSea {
        /// Height of the ground above the sea, m.
        ground_asl_m: f64,
    },
    /// Pressure, Pa.
    Pressure {
        /// Pressure at the ground, Pa; that of the scenario where absent.
        ground_pressure_pa: Option<f64>,
    },
}

/// One level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SoundingLevel {
    /// Height (m) or pressure (Pa), as the axis says.
    pub vertical: f64,
    /// Wind towards the east and the north, m/s; a level without serves for its temperature.
    pub wind_m_s: Option<(f64, f64)>,
    /// Air temperature, K.
    pub temperature_k: Option<f64>,
}

/// Levels at one time.
#[derive(Debug, Clone, PartialEq)]
pub struct Sounding {
    /// When; none where the file does not say.
    pub time_utc: Option<Timestamp>,
    /// What the levels are given by.
    pub axis: VerticalAxis,
    /// Levels in any order, no two at the same height.
    pub levels: Vec<SoundingLevel>,
}

/// How heights above ground were found.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum HeightBasis {
    /// Given as such.
    AboveGround,
    /// From heights above the sea.
    AboveSea {
        /// Height of the ground above the sea, m.
        ground_asl_m: f64,
    },
    /// From pressure and temperature, hydrostatically.
    Hypsometric {
        /// Pressure at the ground, Pa.
        ground_pressure_pa: f64,
    },
    /// From pressure by the standard atmosphere: no temperature was given.
    StandardAtmosphere {
        /// Pressure at the ground, Pa.
        ground_pressure_pa: f64,
    },
}

/// How the profile at the time of the scenario was found.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeBasis {
    /// The file names no time: it is taken to hold.
    NotGiven,
    /// The nearest sounding.
    Nearest {
        /// Its time.
        time_utc: Timestamp,
        /// Away from the time of the scenario, s.
        apart_s: f64,
    },
    /// Between two soundings, linear in time.
    Between {
        /// The sounding before.
        before_utc: Timestamp,
        /// The sounding after.
        after_utc: Timestamp,
        /// Away from the nearer of the two, s.
        apart_s: f64,
    },
}

impl TimeBasis {
    /// Time to the nearest sounding, s; zero where the file names none.
    pub fn apart_s(&self) -> f64 {
        match self {
            Self::NotGiven => 0.0,
            Self::Nearest { apart_s, .. } | Self::Between { apart_s, .. } => *apart_s,
        }
    }
}

/// Why soundings give no profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SoundingError {
    /// No sounding is near enough in time.
    #[error(
        "expected a sounding within {} h of {asked}, or two around it at most {} h apart; the nearest is of {nearest}; \
         give a sounding nearer in time, or correct the time",
        NEAREST_MAX_S / 3600.0, BETWEEN_MAX_S / 3600.0
    )]
    TooFarInTime {
        /// Time asked for.
        asked: Timestamp,
        /// Time of the nearest sounding.
        nearest: Timestamp,
    },
    /// Several soundings, and one of them has no time.
    #[error("expected a time for each of {count} soundings, found one without; add the column \"time\"")]
    NoTime {
        /// Soundings found.
        count: usize,
    },
    /// Two soundings are of the same time.
    #[error("expected one sounding for each time, found two of {time}; give only one of them")]
    SameTime {
        /// Time.
        time: Timestamp,
    },
    /// All levels with a wind are below the ground.
    #[error(
        "expected winds above the ground, found {below} levels below it and no wind above; correct the pressure or the height \
         of the ground, or of the levels"
    )]
    BelowGround {
        /// Levels found.
        below: usize,
    },
}

/// The profile over the ground at a time, from soundings of one place in any order.
///
/// Two soundings around the time are interpolated linearly in time and in components; one alone stands for six hours
/// before and after. `ground_pressure_pa` serves soundings by pressure that do not give their own.
///
/// # Errors
/// [`SoundingError`] where no sounding is near enough in time or above the ground, or times are missing or double.
pub fn profile_at(
    source: &str,
    soundings: &[Sounding],
    time_utc: Timestamp,
    ground_pressure_pa: f64,
) -> Result<WeatherProfile, SoundingError> {
    let over_ground = |sounding: &Sounding| sounding.over_ground(source, ground_pressure_pa);
    let mut timed: Vec<(Timestamp, &Sounding)> =
        soundings.iter().filter_map(|sounding| sounding.time_utc.map(|time| (time, sounding))).collect();
    match soundings {
        [only] if only.time_utc.is_none() => return over_ground(only),
        _ if timed.len() < soundings.len() => return Err(SoundingError::NoTime { count: soundings.len() }),
        _ => {}
    }
    timed.sort_by_key(|(time, _)| *time);
    if let Some(pair) = timed.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        return Err(SoundingError::SameTime { time: pair[0].0 });
    }
    let apart_s = |time: Timestamp| (time.as_second() - time_utc.as_second()).abs() as f64;
    let around = timed.windows(2).find(|pair| pair[0].0 <= time_utc && time_utc <= pair[1].0);
    if let Some([(before_utc, before), (after_utc, after)]) = around
        && apart_s(*before_utc) + apart_s(*after_utc) <= BETWEEN_MAX_S
    {
        let share = apart_s(*before_utc) / (apart_s(*before_utc) + apart_s(*after_utc)).max(1.0);
        let basis = TimeBasis::Between {
            before_utc: *before_utc,
            after_utc: *after_utc,
            apart_s: apart_s(*before_utc).min(apart_s(*after_utc)),
        };
        return Ok(mixed(&over_ground(before)?, &over_ground(after)?, share).at(basis));
    }
    let nearest = timed.iter().min_by(|a, b| apart_s(a.0).total_cmp(&apart_s(b.0)));
    match nearest {
        Some((time, sounding)) if apart_s(*time) <= NEAREST_MAX_S => {
            Ok(over_ground(sounding)?.at(TimeBasis::Nearest { time_utc: *time, apart_s: apart_s(*time) }))
        }
        Some((nearest, _)) => Err(SoundingError::TooFarInTime { asked: time_utc, nearest: *nearest }),
        None => Err(SoundingError::BelowGround { below: 0 }),
    }
}

impl Sounding {
    /// The levels above the ground, rising.
    fn over_ground(&self, source: &str, scenario_pressure_pa: f64) -> Result<WeatherProfile, SoundingError> {
        let (heights_m, heights) = self.heights_agl_m(scenario_pressure_pa);
        let mut above: Vec<(f64, &SoundingLevel)> =
            heights_m.into_iter().zip(&self.levels).filter(|(height_agl_m, _)| *height_agl_m >= 0.0).collect();
        above.sort_by(|a, b| a.0.total_cmp(&b.0));
        let below_ground = self.levels.len() - above.len();
        let levels = with_winds(&above);
        if levels.is_empty() {
            return Err(SoundingError::BelowGround { below: below_ground });
        }
        let source = source.to_owned();
        let time = TimeBasis::NotGiven;
        Ok(WeatherProfile { source, levels, below_ground, heights, time, rest_observed: false })
    }

    fn heights_agl_m(&self, scenario_pressure_pa: f64) -> (Vec<f64>, HeightBasis) {
        let verticals = self.levels.iter().map(|level| level.vertical);
        match self.axis {
            VerticalAxis::HeightAboveGround => (verticals.collect(), HeightBasis::AboveGround),
            VerticalAxis::HeightAboveSea { ground_asl_m } => {
                (verticals.map(|height| height - ground_asl_m).collect(), HeightBasis::AboveSea { ground_asl_m })
            }
            VerticalAxis::Pressure { ground_pressure_pa } => {
                let ground_pressure_pa = ground_pressure_pa.unwrap_or(scenario_pressure_pa);
                if self.levels.iter().all(|level| level.temperature_k.is_none()) {
                    let ground_m = atmosphere::height_m_from_pressure_pa(ground_pressure_pa);
                    let height_m = |pressure_pa| atmosphere::height_m_from_pressure_pa(pressure_pa) - ground_m;
                    return (verticals.map(height_m).collect(), HeightBasis::StandardAtmosphere { ground_pressure_pa });
                }
                (
                    hypsometric_heights_m(&self.levels, ground_pressure_pa),
                    HeightBasis::Hypsometric { ground_pressure_pa },
                )
            }
        }
    }
}

/// The levels from the lowest to the highest that has a wind; one between that has none gets it linearly, which leaves
/// the wind at every height as it was.
fn with_winds(above: &[(f64, &SoundingLevel)]) -> Vec<ProfileLevel> {
    let level =
        |height_agl_m, (u_m_s, v_m_s), temperature_k| ProfileLevel { height_agl_m, u_m_s, v_m_s, temperature_k };
    let winds: Vec<(f64, (f64, f64))> =
        above.iter().filter_map(|(height_m, level)| level.wind_m_s.map(|wind| (*height_m, wind))).collect();
    let filled = above.iter().filter_map(|(height_m, given)| {
        let next = winds.partition_point(|(height, _)| height < height_m);
        let (high_m, high) = *winds.get(next)?;
        if high_m == *height_m {
            return Some(level(*height_m, high, given.temperature_k));
        }
        let (low_m, low) = winds[next.checked_sub(1)?];
        let share = (height_m - low_m) / (high_m - low_m);
        let wind = (low.0 + share * (high.0 - low.0), low.1 + share * (high.1 - low.1));
        Some(level(*height_m, wind, given.temperature_k))
    });
    filled.collect()
}

/// Heights above the ground of levels given by pressure, m; negative below the ground.
///
/// ```text
/// z(p2) - z(p1) = R T / (M g) ln(p1 / p2) ,  T mean of both levels
/// ```
/// R gas constant, M molar mass of dry air, g standard gravity, T temperature, K. The sum is a geopotential height and
/// is turned into a geometric one. A missing temperature is interpolated in ln p; beyond the levels that have one it
/// follows the lapse of the standard atmosphere.
///
/// # Valid range
/// Dry air: water vapour of 10 g/kg lifts a level by 0.6 %.
///
/// # References
/// Wallace & Hobbs 2006, Atmospheric Science, 2nd ed., eq. 3.29.
fn hypsometric_heights_m(levels: &[SoundingLevel], ground_pressure_pa: f64) -> Vec<f64> {
    let known: Vec<(f64, f64)> = {
        let mut known: Vec<(f64, f64)> =
            levels.iter().filter_map(|level| level.temperature_k.map(|t| (level.vertical.ln(), t))).collect();
        known.sort_by(|a, b| b.0.total_cmp(&a.0));
        known
    };
    let mut order: Vec<usize> = (0..levels.len()).collect();
    order.sort_by(|a, b| levels[*b].vertical.total_cmp(&levels[*a].vertical));
    let first_above = order.partition_point(|level| levels[*level].vertical > ground_pressure_pa);
    let mut heights_m = vec![0.0; levels.len()];
    let (below, above) = order.split_at(first_above);
    for chain in [above.to_vec(), below.iter().rev().copied().collect()] {
        let (mut log_p, mut geopotential_m) = (ground_pressure_pa.ln(), 0.0);
        for level in chain {
            let next = levels[level].vertical.ln();
            let mean_k = 0.5 * (temperature_at_k(&known, log_p) + temperature_at_k(&known, next));
            geopotential_m += GAS_CONSTANT_J_MOL_K * mean_k / (MOLAR_MASS_AIR_KG_MOL * GRAVITY_M_S2) * (log_p - next);
            heights_m[level] = atmosphere::geometric_m(geopotential_m);
            log_p = next;
        }
    }
    heights_m
}

/// Temperature at the logarithm of a pressure, from at least one known pair in falling order of pressure.
fn temperature_at_k(known: &[(f64, f64)], log_p: f64) -> f64 {
    let standard_k = |log_p: f64| atmosphere::temperature_k(atmosphere::height_m_from_pressure_pa(log_p.exp()));
    let beyond = |end: (f64, f64)| end.1 + standard_k(log_p) - standard_k(end.0);
    let (first, last) = (known[0], known[known.len() - 1]);
    if log_p >= first.0 {
        return beyond(first);
    }
    if log_p <= last.0 {
        return beyond(last);
    }
    known.windows(2).find(|pair| log_p >= pair[1].0).map_or(last.1, |pair| {
        let share = (log_p - pair[0].0) / (pair[1].0 - pair[0].0);
        pair[0].1 + share * (pair[1].1 - pair[0].1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_pressure(hpa: f64, temperature_k: Option<f64>) -> SoundingLevel {
        SoundingLevel { vertical: hpa * 100.0, wind_m_s: Some((hpa / 100.0, 0.0)), temperature_k }
    }

    fn by_pressure(levels: Vec<SoundingLevel>) -> Sounding {
        let axis = VerticalAxis::Pressure { ground_pressure_pa: Some(101_325.0) };
        Sounding { time_utc: None, axis, levels }
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
        let gap = by_pressure(vec![
            at_pressure(1013.25, Some(250.0)),
            at_pressure(700.0, None),
            at_pressure(500.0, Some(250.0)),
        ]);
        assert!((heights_m(&gap)[2] - heights_m(&sounding)[1]).abs() < 1e-6);
    }

    #[test]
    fn levels_below_the_ground_are_left_out() {
        let axis = VerticalAxis::HeightAboveSea { ground_asl_m: 110.0 };
        let level = |vertical| SoundingLevel { vertical, wind_m_s: Some((1.0, 0.0)), temperature_k: None };
        let sounding = Sounding { time_utc: None, axis, levels: vec![level(1110.0), level(50.0), level(120.0)] };
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
        let level = |vertical, wind_m_s| SoundingLevel { vertical, wind_m_s, temperature_k: Some(280.0) };
        let levels = vec![
            level(0.0, None),
            level(10.0, Some((1.0, 0.0))),
            level(500.0, None),
            level(1_010.0, Some((5.0, 10.0))),
            level(2_000.0, None),
        ];
        let sounding = Sounding { time_utc: None, axis: VerticalAxis::HeightAboveGround, levels };
        let profile = sounding.over_ground("s.csv", 1e5).expect("a profile");
        let heights: Vec<f64> = profile.levels.iter().map(|level| level.height_agl_m).collect();
        assert_eq!(heights, [10.0, 500.0, 1_010.0]);
        assert!((profile.wind_m_s(755.0).1 - 7.45).abs() < 1e-12, "{:?}", profile.wind_m_s(755.0));
    }

    fn of_time(hour: &str, u_m_s: f64) -> Sounding {
        let level = |vertical| SoundingLevel { vertical, wind_m_s: Some((u_m_s, -u_m_s)), temperature_k: Some(280.0) };
        let levels = vec![level(10.0), level(1_000.0)];
        Sounding { time_utc: Some(time(hour)), axis: VerticalAxis::HeightAboveGround, levels }
    }

    /// A third of the way from 00 to 12 UTC the wind is a third of the way from 0 to 12 m/s.
    #[test]
    fn between_two_times_components_are_linear() -> Result<(), SoundingError> {
        let soundings = [of_time("2013-07-02T12:00:00Z", 12.0), of_time("2013-07-02T00:00:00Z", 0.0)];
        let profile = profile_at("s.csv", &soundings, time("2013-07-02T04:00:00Z"), 1e5)?;
        let (u, v) = profile.wind_m_s(500.0);
        assert!((u - 4.0).abs() < 1e-9 && (v + 4.0).abs() < 1e-9, "{u} {v}");
        assert!((profile.time.apart_s() - 4.0 * 3600.0).abs() < 1e-9);
        let alone = profile_at("s.csv", &soundings, time("2013-07-02T16:00:00Z"), 1e5)?;
        assert_eq!(alone.wind_m_s(500.0), (12.0, -12.0));
        Ok(())
    }

    #[test]
    fn times_that_are_far_missing_or_double_are_refused() {
        let soundings = [of_time("2013-07-02T00:00:00Z", 0.0), of_time("2013-07-03T00:00:00Z", 12.0)];
        let asked = |hour| profile_at("s.csv", &soundings, time(hour), 1e5);
        assert!(asked("2013-07-02T05:00:00Z").is_ok(), "near one of two that are too far apart to interpolate");
        for hour in ["2013-07-02T12:00:00Z", "2013-07-04T00:00:00Z", "1999-07-05T00:00:00Z"] {
            let error = asked(hour).expect_err(hour).to_string();
            assert!(error.contains("within 6 h of") && error.contains("the nearest is of 2013-07-0"), "{error}");
        }
        let double = [soundings[0].clone(), soundings[0].clone()];
        let error = profile_at("s.csv", &double, time("2013-07-02T00:00:00Z"), 1e5);
        assert!(matches!(error, Err(SoundingError::SameTime { .. })));
        let untimed = [soundings[0].clone(), Sounding { time_utc: None, ..soundings[1].clone() }];
        let error = profile_at("s.csv", &untimed, time("2013-07-02T00:00:00Z"), 1e5);
        assert_eq!(error, Err(SoundingError::NoTime { count: 2 }));
    }
}
