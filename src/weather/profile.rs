//! Wind and temperature by height over one place at one time, and what they make of the weather of a scenario.

use serde::Serialize;

use super::sounding::{HeightBasis, TimeBasis};
use super::{UpperWind, WeatherInput};
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

/// Lowest wind at 10 m that a scenario may have, m/s.
pub const WIND_10M_MIN_M_S: f64 = 0.2;

/// Half-width of a triangular law over its standard deviation.
const TRIANGLE: f64 = 2.449_489_742_783_178;

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
        let known: Vec<(f64, f64)> =
            self.levels.iter().filter_map(|level| level.temperature_k.map(|t| (level.height_agl_m, t))).collect();
        let at = known.partition_point(|(height, _)| *height < height_agl_m);
        let (high_m, high_k) = *known.get(at)?;
        if high_m == height_agl_m {
            return Some(high_k);
        }
        let (low_m, low_k) = known[at.checked_sub(1)?];
        Some(low_k + (height_agl_m - low_m) / (high_m - low_m) * (high_k - low_k))
    }

    /// Standard deviation of a component of the wind aloft, m/s.
    pub fn wind_sigma_m_s(&self) -> f64 {
        WIND_SIGMA_M_S.hypot(WIND_SIGMA_HOUR_M_S * (self.time.apart_s() / 3600.0).cbrt())
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
    /// temperature at 2 m where a level is low enough. Cloud, rain, roughness and the rest stay. The weather counts as
    /// observed where the profile covers the ground or the scenario's own was observed.
    pub fn over(mut self, mut weather: WeatherInput) -> WeatherInput {
        self.rest_observed = weather.observed;
        let kept = std::mem::take(&mut weather.note);
        if self.covers_surface() {
            let (u_m_s, v_m_s) = self.wind_m_s(10.0);
            let (speed, from) = wind_ranges(u_m_s, v_m_s, SURFACE_WIND_SIGMA_M_S);
            weather.wind_speed_10m_m_s = Range::triangular(
                speed.low.max(WIND_10M_MIN_M_S),
                speed.best.max(WIND_10M_MIN_M_S),
                speed.high.max(WIND_10M_MIN_M_S),
            );
            weather.wind_from_deg = from;
            if let Some(temperature_k) = self.levels[0].temperature_k {
                let (best, half) = (celsius_from_kelvin(temperature_k), TRIANGLE * SURFACE_TEMPERATURE_SIGMA_K);
                weather.temperature_c = Range::triangular(best - half, best, best + half);
            }
            weather.observed = true;
            weather.note = format!("Profile of {}; cloud, rain and roughness as in the scenario: {kept}", self.source);
        } else {
            weather.note = format!("Winds aloft of {}; at the ground as in the scenario: {kept}", self.source);
        }
        if !self.aloft().is_empty() {
            weather.upper_winds = self.aloft().iter().map(|level| self.upper_wind(level)).collect();
        }
        weather.profile = Some(self);
        weather
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
        let temperatures = a.temperature_k(height_agl_m).zip(b.temperature_k(height_agl_m));
        ProfileLevel {
            height_agl_m,
            u_m_s: mix(u_a, u_b),
            v_m_s: mix(v_a, v_b),
            temperature_k: temperatures.map(|(t_a, t_b)| mix(t_a, t_b)),
        }
    };
    let nearer = if share <= 0.5 { a } else { b };
    WeatherProfile {
        levels: heights_m.into_iter().map(level).collect(),
        below_ground: a.below_ground + b.below_ground,
        ..nearer.clone()
    }
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
mod tests {
    use super::*;

    fn level(height_agl_m: f64, u_m_s: f64, v_m_s: f64, temperature_k: Option<f64>) -> ProfileLevel {
        ProfileLevel { height_agl_m, u_m_s, v_m_s, temperature_k }
    }

    fn profile(levels: Vec<ProfileLevel>) -> WeatherProfile {
        let (heights, time) = (HeightBasis::AboveGround, TimeBasis::NotGiven);
        WeatherProfile { source: "p.csv".into(), levels, below_ground: 0, heights, time, rest_observed: false }
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
}
