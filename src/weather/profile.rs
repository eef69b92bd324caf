//! Wind and temperature by height over one place at one time, and what they make of the weather of a scenario.

use serde::Serialize;

use super::course::LaterProfile;
use super::diagnosis::Diagnosis;
use super::sounding::{HeightBasis, TimeBasis};
use super::surface::SurfaceFields;
use super::{UpperWind, WeatherInput, surface_layer};
use crate::geodesy::LonLat;
use crate::range::Range;
use crate::units::celsius_from_kelvin;

/// One level.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ProfileLevel {
    /// Height above ground, m.
    pub height_agl_m: f64,
    /// Wind towards the east, m/s.
    pub u_m_s: f64,
    /// Wind towards the north, m/s.
    pub v_m_s: f64,
    /// Air temperature, K.
    pub temperature_k: Option<f64>,
    /// Pressure, Pa.
    pub pressure_pa: Option<f64>,
    /// Relative humidity over water, 0 to 1.
    pub relative_humidity: Option<f64>,
}

/// What of a file stands for something outside of it, because `--extend-weather` was given.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extension {
    /// The place is outside the grid or too far from the station.
    Area {
        /// By this much, m.
        by_m: f64,
    },
    /// The time is too far from that of the file.
    Time {
        /// By this much, s.
        by_s: f64,
    },
    /// Winds are needed above the highest of the file.
    Height {
        /// By this much, m.
        by_m: f64,
    },
}

/// The wind of a grid at one height here and now, and where a cloud that it carries is later.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct FarWind {
    /// Way downwind, m.
    pub distance_m: f64,
    /// Time that it takes, s.
    pub after_s: f64,
    /// Height, m above the ground.
    pub height_agl_m: f64,
    /// Wind here and now, towards the east and the north, m/s.
    pub here_m_s: (f64, f64),
    /// Wind there and then, m/s.
    pub there_m_s: (f64, f64),
}

impl FarWind {
    /// How much the two winds differ, as vectors, m/s.
    pub fn change_m_s(&self) -> f64 {
        (self.there_m_s.0 - self.here_m_s.0).hypot(self.there_m_s.1 - self.here_m_s.1)
    }
}

/// Levels rising in height, with how they were found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WeatherProfile {
    /// The files.
    pub source: String,
    /// Levels rising in height; at least one.
    pub levels: Vec<ProfileLevel>,
    /// Levels of the file that are left out because they lie below the ground.
    pub below_ground: usize,
    /// How heights were found.
    pub heights: HeightBasis,
    /// How the time was met.
    pub time: TimeBasis,
    /// True where what the profile does not give, such as cloud and rain, was observed too.
    pub rest_observed: bool,
    /// What the file gives near the ground.
    pub surface: SurfaceFields,
    /// Place of the station, where the profile is that of one.
    pub station: Option<LonLat>,
    /// Distance of the station from the place, m; zero for grids and tables.
    pub station_distance_m: f64,
    /// Length of the forecast, s; zero for observations and analyses.
    pub lead_s: f64,
    /// What lies outside of the file and was extended.
    pub extended: Vec<Extension>,
    /// Profiles of the hours after, where the files give several times.
    #[serde(skip)]
    pub later: Vec<LaterProfile>,
    /// How the wind of a grid changes along the way of a cloud; none where the files do not tell.
    pub far: Option<FarWind>,
}

/// A level up to this height stands for the weather at the ground, m: wind at 10 m, temperature at 2 m.
pub const SURFACE_LEVEL_MAX_M: f64 = 20.0;

/// Standard deviation of a component of an observed wind aloft, 2 m/s: the upper end of the 0.5 to 2 m/s that Nash
/// 1994 (Ann. Geophys. 12, 691-710, doi 10.1007/s00585-994-0691-2) finds for balloons; the upper end because the
/// balloon was not where the vehicle fell. Good to a factor of 1.5.
pub const WIND_SIGMA_M_S: f64 = 2.0;

/// Standard deviation that a component of the wind aloft gains within the first hour, 1.5 m/s. It grows with the cube
/// root of time (Merceret 1997, J. Appl. Meteorol. 36, 1567-1575, finds that law for 0.25 to 4 h). The amount is
/// assumed, to a factor of 2.
pub const WIND_SIGMA_HOUR_M_S: f64 = 1.5;

/// Standard deviation of an observed wind at 10 m, m/s in each component, for another place nearby. Assumed.
pub const SURFACE_WIND_SIGMA_M_S: f64 = 1.0;

/// Standard deviation of an observed temperature at the ground, K, for another place nearby. Assumed.
pub const SURFACE_TEMPERATURE_SIGMA_K: f64 = 1.0;

/// Speed at which weather travels, m/s: it turns the distance of a station into a time (Taylor's hypothesis). Assumed.
const ADVECTION_M_S: f64 = 10.0;

/// Time after which two winds of one season differ no more than after it, s. Assumed: five days.
const MEMORY_S: f64 = 5.0 * 86_400.0;

/// Longest time from a profile for which its stability and mixing height are believed, s: they have a daily course.
/// Assumed: 3 h.
pub const STABILITY_HOLDS_S: f64 = 3.0 * 3600.0;

/// Half-width of a triangular law over its standard deviation.
pub(super) const TRIANGLE: f64 = 2.449_489_742_783_178;

impl WeatherProfile {
    /// The same profile with another basis in time.
    pub(super) fn at(self, time: TimeBasis) -> Self {
        Self { time, ..self }
    }

    /// Wind components (east, north) at a height, m/s: linear between levels, those of the nearest level beyond them.
    pub fn wind_m_s(&self, height_agl_m: f64) -> (f64, f64) {
        let (low, high, share) = self.around(height_agl_m);
        let mix = |a: f64, b: f64| a + share * (b - a);
        (mix(low.u_m_s, high.u_m_s), mix(low.v_m_s, high.v_m_s))
    }

    /// Air temperature at a height, K: linear between levels that have one, none beyond them.
    pub fn temperature_k(&self, height_agl_m: f64) -> Option<f64> {
        self.linear(height_agl_m, |level| level.temperature_k)
    }

    /// Pressure at a height, Pa: its logarithm is linear between levels that have one, none beyond them.
    pub fn pressure_pa(&self, height_agl_m: f64) -> Option<f64> {
        self.linear(height_agl_m, |level| level.pressure_pa.map(f64::ln)).map(f64::exp)
    }

    /// Relative humidity at a height, 0 to 1: linear between levels that have one, none beyond them.
    pub fn relative_humidity(&self, height_agl_m: f64) -> Option<f64> {
        self.linear(height_agl_m, |level| level.relative_humidity)
    }

    fn linear(&self, height_agl_m: f64, value: impl Fn(&ProfileLevel) -> Option<f64>) -> Option<f64> {
        let known: Vec<(f64, f64)> =
            self.levels.iter().filter_map(|level| value(level).map(|v| (level.height_agl_m, v))).collect();
        let at = known.partition_point(|(height, _)| *height < height_agl_m);
        let (high_m, high) = *known.get(at)?;
        if high_m == height_agl_m {
            return Some(high);
        }
        let (low_m, low) = known[at.checked_sub(1)?];
        Some(low + (height_agl_m - low_m) / (high_m - low_m) * (high - low))
    }

    /// Standard deviation of a component of the wind aloft, m/s.
    pub fn wind_sigma_m_s(&self) -> f64 {
        let age_s = self.time.apart_s() + self.lead_s + self.station_distance_m / ADVECTION_M_S;
        WIND_SIGMA_M_S.hypot(WIND_SIGMA_HOUR_M_S * (age_s.min(MEMORY_S) / 3600.0).cbrt())
    }

    /// True where stability and mixing height of the profile hold at the time that it is wanted for.
    pub fn tells_stability(&self) -> bool {
        let aged = self.extended.iter().any(|part| !matches!(part, Extension::Height { .. }));
        !aged && self.time.apart_s() <= STABILITY_HOLDS_S
    }

    /// Mixing height as a range, m, where the file tells it and still holds: that of the model, which knows more levels
    /// near the ground than its file, with the spread widened to hold that of the profile; else that of the profile.
    pub fn mixing_height_m(&self) -> Option<Range> {
        if !self.tells_stability() {
            return None;
        }
        let (least_m, most_m) = surface_layer::MIXING_HEIGHT_LIMITS_M;
        let of_model = self.surface.mixing_height_m.map(|height_m| height_m.clamp(least_m, most_m));
        let of_profile = Diagnosis::of(self).mixing_height_m;
        let ranges = [of_model, of_profile].map(|height_m| height_m.map(mixing_height_range_m));
        match ranges {
            [Some(model), Some(profile)] => {
                Some(Range::triangular(model.low.min(profile.low), model.best, model.high.max(profile.high)))
            }
            [one, other] => one.or(other),
        }
    }

    /// True where the lowest level stands for the weather at the ground.
    pub fn covers_surface(&self) -> bool {
        self.levels[0].height_agl_m <= SURFACE_LEVEL_MAX_M
    }

    /// True where the lowest level gives the temperature at the ground.
    pub fn gives_surface_temperature(&self) -> bool {
        self.covers_surface() && self.levels[0].temperature_k.is_some()
    }

    /// Levels above those that stand for the ground.
    pub fn aloft(&self) -> &[ProfileLevel] {
        let first = self.levels.partition_point(|level| level.height_agl_m <= SURFACE_LEVEL_MAX_M);
        &self.levels[first..]
    }

    /// The weather of a scenario with this profile in it.
    ///
    /// Winds aloft become those of the profile (the scenario's stay where the profile has none), wind at 10 m and
    /// temperature at 2 m where a level is low enough; pressure, cloud, rain and snow where the file has them, mixing
    /// height where the profile tells it. Roughness and the rest stay. The weather counts as observed where the profile
    /// covers the ground and nothing was extended, or the scenario's own was observed.
    pub fn over(mut self, mut weather: WeatherInput) -> WeatherInput {
        self.rest_observed = weather.observed;
        let kept = std::mem::take(&mut weather.note);
        if self.covers_surface() {
            self.ground_over(&mut weather);
            weather.observed = !self.extended.iter().any(|part| !matches!(part, Extension::Height { .. }));
            weather.note =
                format!("Profile of {}; {} as in the scenario: {kept}", self.source, self.surface.kept_in_words());
        } else {
            weather.note = format!("Winds aloft of {}; at the ground as in the scenario: {kept}", self.source);
        }
        self.surface.over(&mut weather);
        if let Some(mixing_height_m) = self.mixing_height_m() {
            weather.mixing_height_m = Some(mixing_height_m);
        }
        if !self.aloft().is_empty() {
            weather.upper_winds = self.aloft().iter().map(|level| self.upper_wind(level)).collect();
        }
        weather.profile = Some(self);
        weather
    }

    fn ground_over(&self, weather: &mut WeatherInput) {
        let (u_m_s, v_m_s) = self.wind_m_s(10.0);
        let (speed, from) = wind_ranges(u_m_s, v_m_s, SURFACE_WIND_SIGMA_M_S);
        weather.wind_speed_10m_m_s = speed;
        weather.wind_from_deg = from;
        if let Some(temperature_k) = self.levels[0].temperature_k {
            let (best, half) = (celsius_from_kelvin(temperature_k), TRIANGLE * SURFACE_TEMPERATURE_SIGMA_K);
            weather.temperature_c = Range::triangular(best - half, best, best + half);
        }
    }

    fn upper_wind(&self, level: &ProfileLevel) -> UpperWind {
        let (wind_speed_m_s, wind_from_deg) = wind_ranges(level.u_m_s, level.v_m_s, self.wind_sigma_m_s());
        UpperWind { height_agl_m: level.height_agl_m, wind_speed_m_s, wind_from_deg }
    }

    /// The levels around a height and the share of the way between them; the same level twice beyond the ends.
    fn around(&self, height_agl_m: f64) -> (&ProfileLevel, &ProfileLevel, f64) {
        let above = self.levels.partition_point(|level| level.height_agl_m <= height_agl_m);
        let low = &self.levels[above.saturating_sub(1)];
        let high = &self.levels[above.min(self.levels.len() - 1)];
        let width_m = high.height_agl_m - low.height_agl_m;
        (low, high, if width_m > 0.0 { ((height_agl_m - low.height_agl_m) / width_m).clamp(0.0, 1.0) } else { 0.0 })
    }
}

/// Two profiles mixed, `share` of the second: on the heights of both, where the mix of two broken lines bends. A
/// temperature is given where both have one.
pub(super) fn mixed(a: &WeatherProfile, b: &WeatherProfile, share: f64) -> WeatherProfile {
    let mix = |a: f64, b: f64| a + share * (b - a);
    let mut heights_m: Vec<f64> = a.levels.iter().chain(&b.levels).map(|level| level.height_agl_m).collect();
    heights_m.sort_by(f64::total_cmp);
    heights_m.dedup();
    let level = |height_agl_m: f64| {
        let ((u_a, v_a), (u_b, v_b)) = (a.wind_m_s(height_agl_m), b.wind_m_s(height_agl_m));
        let both = |of: fn(&WeatherProfile, f64) -> Option<f64>| {
            of(a, height_agl_m).zip(of(b, height_agl_m)).map(|(a, b)| mix(a, b))
        };
        ProfileLevel {
            height_agl_m,
            u_m_s: mix(u_a, u_b),
            v_m_s: mix(v_a, v_b),
            temperature_k: both(WeatherProfile::temperature_k),
            pressure_pa: both(WeatherProfile::pressure_pa),
            relative_humidity: both(WeatherProfile::relative_humidity),
        }
    };
    let nearer = if share <= 0.5 { a } else { b };
    WeatherProfile {
        levels: heights_m.into_iter().map(level).collect(),
        below_ground: a.below_ground + b.below_ground,
        surface: a.surface.mixed(&b.surface, share),
        ..nearer.clone()
    }
}

/// A mixing height with its uncertainty: half of it below 1000 m, a fifth above (Seidel et al. 2012, J. Geophys. Res.
/// 117, D17106, doi 10.1029/2012JD018143: above 50 % for shallow layers, below 20 % for deep ones).
fn mixing_height_range_m(height_m: f64) -> Range {
    let half_m = height_m * if height_m < 1_000.0 { 0.5 } else { 0.2 };
    Range::triangular(height_m - half_m, height_m, height_m + half_m)
}

/// Speed and direction of a wind with a standard deviation in each component, as triangular ranges.
fn wind_ranges(u_m_s: f64, v_m_s: f64, sigma_m_s: f64) -> (Range, Range) {
    let (speed, half) = (u_m_s.hypot(v_m_s), TRIANGLE * sigma_m_s);
    let from_deg = (-u_m_s).atan2(-v_m_s).to_degrees().rem_euclid(360.0);
    // A weak wind may come from anywhere.
    let half_deg = if speed > 0.0 { (half / speed).to_degrees().min(180.0) } else { 180.0 };
    let from_deg = if from_deg < half_deg { from_deg + 360.0 } else { from_deg };
    (
        Range::triangular((speed - half).max(0.0), speed, speed + half),
        Range::triangular(from_deg - half_deg, from_deg, from_deg + half_deg),
    )
}

#[cfg(test)]
#[path = "profile/tests.rs"]
mod tests;
