//! One column of air over a place at a time, from soundings of several times and files.

use jiff::Timestamp;

use super::profile::{Extension, WeatherProfile, mixed};
use super::sounding::{
    BETWEEN_MAX_S, NEAREST_MAX_S, OriginKind, STATION_REACH_M, Sounding, SoundingError, SoundingLevel, TimeBasis,
    VerticalAxis,
};
use super::surface::SurfaceFields;
use crate::geodesy::LonLat;

/// What a profile is wanted for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wanted {
    /// Time.
    pub time_utc: Timestamp,
    /// Place; soundings of a station must be near it.
    pub place: Option<LonLat>,
    /// Pressure at the ground for soundings that need one and give none, Pa.
    pub ground_pressure_pa: f64,
    /// Height that winds must reach, m above the ground.
    pub needed_top_m: f64,
    /// True where the nearest stands in for what is too far in place, time or height.
    pub extend: bool,
}

/// A sounding at the time that is wanted, and how the time was met.
#[derive(Debug, Clone, PartialEq)]
pub enum Picked {
    /// One sounding.
    One(Box<Sounding>, TimeBasis),
    /// Two with different levels, and the share of the second.
    Two(Box<(Sounding, Sounding)>, f64, TimeBasis),
}

/// The profile over the ground, from soundings of one place in any order.
///
/// Two soundings around the time are interpolated linearly in time and in components; one alone stands for six hours
/// before and after.
///
/// # Errors
/// [`SoundingError`] where no sounding is near enough in time or place or reaches high enough (unless that is to be
/// extended), none is above the ground, or times are missing or double.
pub fn profile_at(source: &str, soundings: &[Sounding], wanted: &Wanted) -> Result<WeatherProfile, SoundingError> {
    let over_ground = |sounding: &Sounding| sounding.over_ground(source, wanted.ground_pressure_pa);
    let picked = pick(soundings, wanted)?;
    let (mut profile, origins, time) = match &picked {
        Picked::One(one, time) => (over_ground(one)?.at(*time), vec![&one.origin], *time),
        Picked::Two(both, share, time) => {
            let (a, b) = &**both;
            (mixed(&over_ground(a)?, &over_ground(b)?, *share).at(*time), vec![&a.origin, &b.origin], *time)
        }
    };
    if time.apart_s() > NEAREST_MAX_S {
        profile.extended.push(Extension::Time { by_s: time.apart_s() - NEAREST_MAX_S });
    }
    for origin in origins {
        let Some((station, place)) = origin.place.zip(wanted.place) else { continue };
        if origin.outside_m > 0.0 {
            profile.extended.push(Extension::Area { by_m: origin.outside_m });
        }
        if origin.kind == OriginKind::Station {
            let distance_m = station.distance_m(place);
            profile.station_distance_m = profile.station_distance_m.max(distance_m);
            if distance_m > STATION_REACH_M {
                if !wanted.extend {
                    return Err(SoundingError::TooFarInSpace { place, station: origin.name.clone(), distance_m });
                }
                profile.extended.push(Extension::Area { by_m: distance_m - STATION_REACH_M });
            }
        }
    }
    profile.extended.dedup();
    let top_m = profile.levels[profile.levels.len() - 1].height_agl_m;
    if top_m < wanted.needed_top_m {
        if !wanted.extend {
            return Err(SoundingError::TooLow { needed_m: wanted.needed_top_m, top_m });
        }
        profile.extended.push(Extension::Height { by_m: wanted.needed_top_m - top_m });
    }
    Ok(profile)
}

/// The sounding or the two soundings that a time is met with.
///
/// # Errors
/// [`SoundingError`] where no sounding is near enough in time, or times are missing or double.
pub fn pick(soundings: &[Sounding], wanted: &Wanted) -> Result<Picked, SoundingError> {
    if let [only] = soundings
        && only.time_utc.is_none()
    {
        return Ok(Picked::One(Box::new(only.clone()), TimeBasis::NotGiven));
    }
    let (timed, near_ground) = levels_and_ground(in_order(soundings)?);
    let near_ground = near_ground.and_then(|fields| ground_at(&fields, wanted));
    pick_of(&timed, wanted).map(|picked| match near_ground {
        Some(fields) => picked.with_ground(&fields),
        None => picked,
    })
}

impl Picked {
    /// The same levels over what another file gives near the ground.
    fn with_ground(self, fields: &SurfaceFields) -> Self {
        let over = |sounding: Sounding| {
            let surface = fields.filled(&sounding.surface);
            Sounding { surface, axis: with_ground(sounding.axis, &surface), ..sounding }
        };
        match self {
            Self::One(one, basis) => Self::One(Box::new(over(*one)), basis),
            Self::Two(both, share, basis) => Self::Two(Box::new((over(both.0), over(both.1))), share, basis),
        }
    }
}

type GroundTimes = Vec<(Timestamp, SurfaceFields)>;

/// The times that have levels, and what is given near the ground at all times, where some have only that: the fields of
/// single levels may come every hour and those of pressure levels every six.
fn levels_and_ground(timed: Vec<(Timestamp, Sounding)>) -> (Vec<(Timestamp, Sounding)>, Option<GroundTimes>) {
    let without = timed.iter().filter(|(_, sounding)| sounding.levels.is_empty()).count();
    if without == 0 || without == timed.len() {
        return (timed, None);
    }
    let given = timed.iter().filter(|(_, sounding)| !sounding.surface.is_empty());
    let near_ground = given.map(|(time, sounding)| (*time, sounding.surface)).collect();
    (timed.into_iter().filter(|(_, sounding)| !sounding.levels.is_empty()).collect(), Some(near_ground))
}

/// What is given near the ground at the time: between two times or, near enough, at the nearest.
fn ground_at(fields: &[(Timestamp, SurfaceFields)], wanted: &Wanted) -> Option<SurfaceFields> {
    let time_utc = wanted.time_utc;
    let apart_s = |time: Timestamp| (time.as_second() - time_utc.as_second()).abs() as f64;
    let around = fields.windows(2).find(|pair| pair[0].0 <= time_utc && time_utc <= pair[1].0);
    if let Some([(before_utc, before), (after_utc, after)]) = around
        && apart_s(*before_utc) + apart_s(*after_utc) <= BETWEEN_MAX_S
    {
        let width_s = (apart_s(*before_utc) + apart_s(*after_utc)).max(1.0);
        return Some(before.mixed(after, apart_s(*before_utc) / width_s));
    }
    let (time, nearest) = fields.iter().min_by(|a, b| apart_s(a.0).total_cmp(&apart_s(b.0)))?;
    (wanted.extend || apart_s(*time) <= NEAREST_MAX_S).then_some(*nearest)
}

fn pick_of(timed: &[(Timestamp, Sounding)], wanted: &Wanted) -> Result<Picked, SoundingError> {
    let time_utc = wanted.time_utc;
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
        return Ok(match between(before, after, share) {
            Some(one) => Picked::One(Box::new(one), basis),
            None => Picked::Two(Box::new((before.clone(), after.clone())), share, basis),
        });
    }
    let nearest = timed.iter().min_by(|a, b| apart_s(a.0).total_cmp(&apart_s(b.0)));
    match nearest {
        Some((time, sounding)) if wanted.extend || apart_s(*time) <= NEAREST_MAX_S => {
            Ok(Picked::One(Box::new(sounding.clone()), TimeBasis::Nearest { time_utc: *time, apart_s: apart_s(*time) }))
        }
        Some((nearest, _)) => Err(SoundingError::TooFarInTime { asked: time_utc, nearest: *nearest }),
        None => Err(SoundingError::BelowGround { below: 0 }),
    }
}

/// Soundings by time; parts of one time, such as the files of one model run, are put together.
fn in_order(soundings: &[Sounding]) -> Result<Vec<(Timestamp, Sounding)>, SoundingError> {
    let mut timed: Vec<(Timestamp, Sounding)> =
        soundings.iter().filter_map(|sounding| sounding.time_utc.map(|time| (time, sounding.clone()))).collect();
    if timed.len() < soundings.len() {
        return Err(SoundingError::NoTime { count: soundings.len() });
    }
    timed.sort_by_key(|(time, _)| *time);
    let mut joined: Vec<(Timestamp, Sounding)> = Vec::with_capacity(timed.len());
    for (time, sounding) in timed {
        match joined.last_mut() {
            Some((last, earlier)) if *last == time => {
                *earlier = together(earlier, &sounding).ok_or(SoundingError::SameTime { time })?;
            }
            _ => joined.push((time, sounding)),
        }
    }
    Ok(joined)
}

/// Two parts of one time of a grid as one sounding; none where both have the same level, or are no grids.
fn together(a: &Sounding, b: &Sounding) -> Option<Sounding> {
    if a.origin.kind != OriginKind::Grid || b.origin.kind != OriginKind::Grid {
        return None;
    }
    let surface = a.surface.or(&b.surface)?;
    if a.levels.is_empty() || b.levels.is_empty() {
        let first = if a.levels.is_empty() { b } else { a };
        return Some(Sounding { surface, axis: with_ground(first.axis, &surface), ..first.clone() });
    }
    let same_axis = std::mem::discriminant(&a.axis) == std::mem::discriminant(&b.axis);
    let twice = a.levels.iter().any(|level| b.levels.iter().any(|other| other.vertical == level.vertical));
    if !same_axis || twice {
        return None;
    }
    let levels = a.levels.iter().chain(&b.levels).copied().collect();
    Some(Sounding { levels, surface, axis: with_ground(a.axis, &surface), ..a.clone() })
}

/// The axis with the ground of the surface fields, where it has none itself.
fn with_ground(axis: VerticalAxis, surface: &SurfaceFields) -> VerticalAxis {
    match axis {
        VerticalAxis::Pressure { ground_pressure_pa } => {
            VerticalAxis::Pressure { ground_pressure_pa: ground_pressure_pa.or(surface.pressure_pa) }
        }
        VerticalAxis::Geopotential { ground_m, ground_pressure_pa } => VerticalAxis::Geopotential {
            ground_m: ground_m.or(surface.ground_geopotential_m),
            ground_pressure_pa: ground_pressure_pa.or(surface.pressure_pa),
        },
        other => other,
    }
}

/// Two soundings of a grid on the same pressure levels, mixed level by level; none where the levels differ.
fn between(a: &Sounding, b: &Sounding, share: f64) -> Option<Sounding> {
    let pressure = |sounding: &Sounding, level: &SoundingLevel| match sounding.axis {
        VerticalAxis::Pressure { .. } => Some(level.vertical),
        _ => level.pressure_pa,
    };
    let same_axis = std::mem::discriminant(&a.axis) == std::mem::discriminant(&b.axis);
    let grids = a.origin.kind == OriginKind::Grid && b.origin.kind == OriginKind::Grid;
    if !grids || !same_axis || a.levels.len() != b.levels.len() {
        return None;
    }
    let levels: Option<Vec<SoundingLevel>> = a
        .levels
        .iter()
        .map(|level| {
            let at = pressure(a, level)?;
            let other = b.levels.iter().find(|other| pressure(b, other) == Some(at))?;
            Some(mixed_level(level, other, share))
        })
        .collect();
    let ground = |x: Option<f64>, y: Option<f64>| x.zip(y).map(|(x, y)| x + share * (y - x));
    let axis = match (a.axis, b.axis) {
        (VerticalAxis::Pressure { ground_pressure_pa: x }, VerticalAxis::Pressure { ground_pressure_pa: y }) => {
            VerticalAxis::Pressure { ground_pressure_pa: ground(x, y) }
        }
        (
            VerticalAxis::Geopotential { ground_m: x, ground_pressure_pa: p },
            VerticalAxis::Geopotential { ground_m: y, ground_pressure_pa: q },
        ) => VerticalAxis::Geopotential { ground_m: ground(x, y), ground_pressure_pa: ground(p, q) },
        _ => return None,
    };
    let surface = a.surface.mixed(&b.surface, share);
    Some(Sounding { levels: levels?, axis, surface, ..if share <= 0.5 { a.clone() } else { b.clone() } })
}

fn mixed_level(a: &SoundingLevel, b: &SoundingLevel, share: f64) -> SoundingLevel {
    let mix = |a: f64, b: f64| a + share * (b - a);
    let both = |a: Option<f64>, b: Option<f64>| a.zip(b).map(|(a, b)| mix(a, b));
    SoundingLevel {
        vertical: mix(a.vertical, b.vertical),
        pressure_pa: both(a.pressure_pa, b.pressure_pa),
        relative_humidity: both(a.relative_humidity, b.relative_humidity),
        wind_m_s: a.wind_m_s.zip(b.wind_m_s).map(|(a, b)| (mix(a.0, b.0), mix(a.1, b.1))),
        temperature_k: both(a.temperature_k, b.temperature_k),
    }
}
