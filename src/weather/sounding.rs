//! Soundings as files give them, by height or pressure, and the column above the ground at one time made from them.

use jiff::Timestamp;
use serde::Serialize;
use thiserror::Error;

use super::heights::{geopotential_at_m, hypsometric_heights_m};
use super::profile::{ProfileLevel, WeatherProfile};
use super::surface::SurfaceFields;
use crate::atmosphere;
use crate::geodesy::LonLat;
use crate::units::km_from_m;

/// Longest time between two soundings that are interpolated, s: routine soundings are 12 h apart.
pub const BETWEEN_MAX_S: f64 = 12.0 * 3600.0;

/// Longest time for which one sounding stands, s: half of the time between routine soundings.
pub const NEAREST_MAX_S: f64 = 6.0 * 3600.0;

/// Longest distance at which a sounding stands for a place, m: half of the 500 km that the World Meteorological
/// Organization asks stations of its basic network to keep (WMO-No. 1160, Manual on WIGOS, section 3.2.2).
pub const STATION_REACH_M: f64 = 250e3;

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
    /// Geopotential height above the sea, m.
    Geopotential {
        /// Geopotential height of the ground, m; where absent, that of the pressure at the ground.
        ground_m: Option<f64>,
        /// Pressure at the ground, Pa; that of the scenario where absent.
        ground_pressure_pa: Option<f64>,
    },
}

/// One level.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct SoundingLevel {
    /// Height (m) or pressure (Pa), as the axis says.
    pub vertical: f64,
    /// Pressure, Pa, where the axis is a height and the file gives it beside.
    pub pressure_pa: Option<f64>,
    /// Relative humidity over water, 0 to 1.
    pub relative_humidity: Option<f64>,
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
    /// What the file gives near the ground.
    pub surface: SurfaceFields,
    /// Where the sounding comes from.
    pub origin: Origin,
}

/// What kind of source a sounding has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OriginKind {
    /// A table of the user, for the place of the incident.
    #[default]
    Table,
    /// A balloon or a station at its own place.
    Station,
    /// A grid, interpolated at the place of the incident.
    Grid,
}

/// Where a sounding comes from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Origin {
    /// Kind.
    pub kind: OriginKind,
    /// Place of the station, or the place that a grid was interpolated at.
    pub place: Option<LonLat>,
    /// Length of the forecast, s; zero for analyses and observations.
    pub lead_s: f64,
    /// How far the place lies outside the grid, m; the edge of the grid stands for it.
    pub outside_m: f64,
    /// What it is, in a few words, such as the name of a station.
    pub name: String,
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
    /// From the geopotential heights of the file.
    Geopotential {
        /// Geopotential height of the ground, m.
        ground_m: f64,
        /// True where the ground was found from the pressure there, false where the file gives it.
        from_pressure: bool,
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
#[derive(Debug, Clone, PartialEq, Error)]
pub enum SoundingError {
    /// No sounding is near enough in time.
    #[error(
        "expected a sounding within {} h of {asked}, or two around it at most {} h apart; the nearest is of {nearest}, {}; \
         give a sounding nearer in time, correct the time, or take the nearest as an assumption with --extend-weather",
        NEAREST_MAX_S / 3600.0, BETWEEN_MAX_S / 3600.0, apart_in_words(asked, nearest)
    )]
    TooFarInTime {
        /// Time asked for.
        asked: Timestamp,
        /// Time of the nearest sounding.
        nearest: Timestamp,
    },
    /// The place is too far from the station.
    #[error(
        "expected a sounding within {:.0} km of {:.3} E {:.3} N, found one of {station} {:.0} km away, {:.0} km too far; \
         give a nearer station, or take it as an assumption with --extend-weather",
        km_from_m(STATION_REACH_M), place.lon, place.lat, km_from_m(*distance_m),
        km_from_m(distance_m - STATION_REACH_M)
    )]
    TooFarInSpace {
        /// Place asked for.
        place: LonLat,
        /// Station.
        station: String,
        /// Distance, m.
        distance_m: f64,
    },
    /// The winds end too low.
    #[error(
        "expected winds up to {needed_m:.0} m above the ground, found the highest at {top_m:.0} m, {:.0} m short; give a \
         file that reaches higher, or let the wind of the season take over there as an assumption with --extend-weather",
        needed_m - top_m
    )]
    TooLow {
        /// Height that is needed, m above the ground.
        needed_m: f64,
        /// Highest wind, m above the ground.
        top_m: f64,
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

impl Sounding {
    /// The levels above the ground, rising; the wind at 10 m among them where the file gives it.
    pub(super) fn over_ground(&self, source: &str, scenario_pressure_pa: f64) -> Result<WeatherProfile, SoundingError> {
        let (heights_m, heights) = self.heights_agl_m(scenario_pressure_pa);
        let near_ground = self.surface.level();
        let mut above: Vec<(f64, SoundingLevel)> = heights_m
            .into_iter()
            .zip(self.levels.iter().map(|level| self.with_pressure(*level)))
            .filter(|(height_agl_m, _)| *height_agl_m >= if near_ground.is_some() { 10.5 } else { 0.0 })
            .chain(near_ground.map(|level| (10.0, level)))
            .collect();
        above.sort_by(|a, b| a.0.total_cmp(&b.0));
        let below_ground = (self.levels.len() + usize::from(near_ground.is_some())) - above.len();
        let levels = with_winds(&above);
        if levels.is_empty() {
            return Err(SoundingError::BelowGround { below: below_ground });
        }
        Ok(WeatherProfile {
            source: source.to_owned(),
            levels,
            below_ground,
            heights,
            time: TimeBasis::NotGiven,
            rest_observed: false,
            surface: self.surface,
            station: self.origin.place.filter(|_| self.origin.kind == OriginKind::Station),
            station_distance_m: 0.0,
            lead_s: self.origin.lead_s,
            extended: Vec::new(),
            later: Vec::new(),
            far: None,
        })
    }

    /// The level with its pressure also where that is the axis.
    fn with_pressure(&self, level: SoundingLevel) -> SoundingLevel {
        let axis_pa = matches!(self.axis, VerticalAxis::Pressure { .. }).then_some(level.vertical);
        SoundingLevel { pressure_pa: level.pressure_pa.or(axis_pa), ..level }
    }

    fn heights_agl_m(&self, scenario_pressure_pa: f64) -> (Vec<f64>, HeightBasis) {
        let verticals = self.levels.iter().map(|level| level.vertical);
        match self.axis {
            VerticalAxis::HeightAboveGround => (verticals.collect(), HeightBasis::AboveGround),
            VerticalAxis::HeightAboveSea { ground_asl_m } => {
                (verticals.map(|height| height - ground_asl_m).collect(), HeightBasis::AboveSea { ground_asl_m })
            }
            VerticalAxis::Geopotential { ground_m, ground_pressure_pa } => {
                let pressure_pa = ground_pressure_pa.unwrap_or(scenario_pressure_pa);
                let from_pressure = || geopotential_at_m(&self.levels, pressure_pa).unwrap_or(0.0);
                let ground = ground_m.unwrap_or_else(from_pressure);
                let base_m = atmosphere::geometric_m(ground);
                let heights_m = verticals.map(|height| atmosphere::geometric_m(height) - base_m).collect();
                (heights_m, HeightBasis::Geopotential { ground_m: ground, from_pressure: ground_m.is_none() })
            }
            VerticalAxis::Pressure { ground_pressure_pa } => {
                self.heights_by_pressure_m(ground_pressure_pa.unwrap_or(scenario_pressure_pa))
            }
        }
    }

    fn heights_by_pressure_m(&self, ground_pressure_pa: f64) -> (Vec<f64>, HeightBasis) {
        if self.levels.iter().all(|level| level.temperature_k.is_none()) {
            let ground_m = atmosphere::height_m_from_pressure_pa(ground_pressure_pa);
            let height_m = |level: &SoundingLevel| atmosphere::height_m_from_pressure_pa(level.vertical) - ground_m;
            let heights_m = self.levels.iter().map(height_m).collect();
            return (heights_m, HeightBasis::StandardAtmosphere { ground_pressure_pa });
        }
        (hypsometric_heights_m(&self.levels, ground_pressure_pa), HeightBasis::Hypsometric { ground_pressure_pa })
    }
}

/// The levels from the lowest to the highest that has a wind; one between that has none gets it linearly, which leaves
/// the wind at every height as it was.
fn with_winds(above: &[(f64, SoundingLevel)]) -> Vec<ProfileLevel> {
    let level = |height_agl_m, (u_m_s, v_m_s), given: &SoundingLevel| ProfileLevel {
        height_agl_m,
        u_m_s,
        v_m_s,
        temperature_k: given.temperature_k,
        pressure_pa: given.pressure_pa,
        relative_humidity: given.relative_humidity,
    };
    let winds: Vec<(f64, (f64, f64))> =
        above.iter().filter_map(|(height_m, level)| level.wind_m_s.map(|wind| (*height_m, wind))).collect();
    let filled = above.iter().filter_map(|(height_m, given)| {
        let next = winds.partition_point(|(height, _)| height < height_m);
        let (high_m, high) = *winds.get(next)?;
        if high_m == *height_m {
            return Some(level(*height_m, high, given));
        }
        let (low_m, low) = winds[next.checked_sub(1)?];
        let share = (height_m - low_m) / (high_m - low_m);
        let wind = (low.0 + share * (high.0 - low.0), low.1 + share * (high.1 - low.1));
        Some(level(*height_m, wind, given))
    });
    filled.collect()
}

/// The time between two times, as a reader counts it.
fn apart_in_words(a: &Timestamp, b: &Timestamp) -> String {
    let hours = (a.as_second() - b.as_second()).abs() as f64 / 3600.0;
    if hours < 100.0 { format!("{hours:.1} h away") } else { format!("{:.0} days away", hours / 24.0) }
}

#[cfg(test)]
#[path = "sounding/tests.rs"]
mod tests;
