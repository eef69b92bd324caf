//! The turbulence of a member from the best that is known of it.
//!
//! Three things are settled, each by the first of its list that there is:
//!
//! | | 1 | 2 | 3 | 4 |
//! | --- | --- | --- | --- | --- |
//! | Obukhov length L | measured | that of a stated Pasquill class (Golder 1972) | the gradients of an observed profile (bulk Richardson number) | energy balance of the ground |
//! | friction velocity u* | measured | from wind, roughness and L | | |
//! | mixing height h | stated, or that of an observed profile | from u*, L and the heat since sunrise | | |
//!
//! The energy balance is that of [`routine`](super::turbulence::routine), scored by `heptyl evaluate --inputs routine`:
//! by day the heat flux from sun, cloud, albedo and moisture, by night the cooling under a clear or cloudy sky, calm air
//! included. sigma_v is that of a measured sigma-theta where there is one, else of the profiles that go with u*, L and h.

use rand::Rng;
use serde::Serialize;

use super::diagnosis::Diagnosis;
use super::member::Sun;
use super::surface_layer::obukhov_length_m;
use super::turbulence::Turbulence;
use super::turbulence::energy::Surface;
use super::turbulence::routine::{DaySun, RoutineWeather, declination_rad};
use super::{Stability, WeatherInput};
use crate::constants::EARTH_ROTATION_RAD_S;
use crate::range::Range;

/// Albedo of steppe, 0.16 to 0.30 (Oke 1987, Boundary Layer Climates, 2nd ed., table 1.1: grass 0.16 to 0.26, dry soil
/// and semi-desert 0.20 to 0.30).
pub const ALBEDO: Range = Range::triangular(0.16, Surface::ALBEDO.0, 0.30);
/// Albedo of snow, 0.40 old to 0.95 fresh (same table).
pub const ALBEDO_SNOW: Range = Range::triangular(0.40, Surface::ALBEDO.1, 0.95);
/// Moisture alpha of steppe: 0.2 dry in late summer, 0.5 prairie, 1.0 wet grass (van Ulden & Holtslag 1985, section 3;
/// the ends as a range assumed).
pub const MOISTURE: Range = Range::triangular(0.2, Surface::MOISTURE_PRAIRIE, 1.0);
/// Rounds in which the wind of calm air and its gusts are made to agree.
const CALM_ROUNDS: usize = 3;

/// What is known of the turbulence near the ground; each none where not.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct KnownTurbulence {
    /// Obukhov length that was measured, m; both ends of one sign.
    pub obukhov_length_m: Option<Range>,
    /// Friction velocity that was measured, m/s; only beside an Obukhov length.
    pub friction_velocity_m_s: Option<Range>,
    /// Standard deviation of the wind direction that was measured, degrees.
    pub sigma_theta_deg: Option<Range>,
    /// Pasquill class that was judged.
    pub stability: Option<Stability>,
}

/// Where the Obukhov length of the members comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TurbulenceBasis {
    /// Measured.
    Measured,
    /// A Pasquill class that the scenario states.
    StatedClass,
    /// The gradients of an observed profile.
    Profile,
    /// The energy balance of the ground.
    EnergyBalance,
}

/// The air near the ground in one member.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AtGround {
    /// Wind at 10 m, m/s; zero in a calm.
    pub wind_speed_10m_m_s: f64,
    /// Roughness length, m.
    pub roughness_m: f64,
    /// Air temperature, K.
    pub temperature_k: f64,
    /// Air pressure, Pa.
    pub pressure_pa: f64,
    /// Share of the sky under cloud, 0 to 1.
    pub cloud_fraction: f64,
    /// True where snow lies.
    pub snow: bool,
    /// Latitude, degrees.
    pub latitude_deg: f64,
    /// Day of the year.
    pub day_of_year: f64,
    /// Sun.
    pub sun: Sun,
}

impl WeatherInput {
    /// Where the Obukhov length of the members comes from.
    pub fn turbulence_basis(&self) -> TurbulenceBasis {
        if self.known.obukhov_length_m.is_some() {
            TurbulenceBasis::Measured
        } else if self.known.stability.is_some() {
            TurbulenceBasis::StatedClass
        } else if self.profile_length_m().is_some() {
            TurbulenceBasis::Profile
        } else {
            TurbulenceBasis::EnergyBalance
        }
    }

    /// Obukhov length of the profile where it holds at the time, m.
    fn profile_length_m(&self) -> Option<f64> {
        let profile = self.profile.as_ref().filter(|profile| profile.tells_stability())?;
        Diagnosis::of(profile).obukhov_length_m
    }

    /// The turbulence of a member. In calm air the wind that makes it is that of the gusts.
    pub(super) fn turbulence(&self, at: &AtGround, rng: &mut impl Rng) -> Turbulence {
        let known = &self.known;
        let mut surface = Surface::grassland(at.cloud_fraction, at.temperature_k, at.pressure_pa, at.snow);
        (surface.albedo, surface.moisture) = if at.snow {
            (ALBEDO_SNOW.sample(rng), surface.moisture)
        } else {
            (ALBEDO.sample(rng), MOISTURE.sample(rng))
        };
        let measured_m = known.obukhov_length_m.map(|range| range.sample(rng));
        let class_m = known.stability.map(|class| obukhov_length_m(class, at.roughness_m));
        let length_m = measured_m.or(class_m).or_else(|| self.profile_length_m());
        let u_star = known.friction_velocity_m_s.map(|range| range.sample(rng));
        let sigma_theta_rad = known.sigma_theta_deg.map(|range| range.sample(rng).to_radians());
        let height_m = self.mixing_height_m.map(|range| range.sample(rng));
        let with_wind = |wind_speed_m_s: f64| {
            let routine = RoutineWeather { wind_speed_m_s, ..at.routine(surface) };
            let mut state = match (length_m, u_star) {
                (Some(length_m), Some(u_star)) => routine.state(u_star, length_m),
                (Some(length_m), None) => routine.with_length(length_m),
                (None, _) => routine.turbulence(),
            };
            state.mixing_height_m = height_m.unwrap_or(state.mixing_height_m);
            state.sigma_v_measured_m_s = sigma_theta_rad.map(|theta| theta * wind_speed_m_s);
            state.with_wind_at(wind_speed_m_s, routine.wind_height_m)
        };
        at_least_the_gusts(at.wind_speed_10m_m_s, with_wind)
    }
}

/// The state of a wind, or where the gusts of it are stronger that of the gusts.
fn at_least_the_gusts(wind_speed_m_s: f64, state_of: impl Fn(f64) -> Turbulence) -> Turbulence {
    let mut state = state_of(wind_speed_m_s.max(f64::MIN_POSITIVE.sqrt()));
    let mut speed_m_s = wind_speed_m_s;
    for _ in 0..CALM_ROUNDS {
        let gust_m_s = state.gust_speed_m_s();
        if speed_m_s >= gust_m_s {
            break;
        }
        speed_m_s = gust_m_s;
        state = state_of(speed_m_s);
    }
    state
}

impl AtGround {
    fn routine(&self, surface: Surface) -> RoutineWeather {
        let latitude_rad = self.latitude_deg.to_radians();
        RoutineWeather {
            wind_speed_m_s: self.wind_speed_10m_m_s,
            wind_height_m: 10.0,
            roughness_m: self.roughness_m,
            surface,
            sun: DaySun {
                sine_of_elevation: self.sun.elevation_deg.to_radians().sin(),
                latitude_rad,
                declination_rad: declination_rad(self.day_of_year),
                since_sunrise_s: self.sun.since_sunrise_s,
            },
            coriolis_per_s: 2.0 * EARTH_ROTATION_RAD_S * latitude_rad.sin(),
        }
    }
}

#[cfg(test)]
#[path = "near_ground/tests.rs"]
mod tests;
