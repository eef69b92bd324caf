//! The weather of a scenario as ranges, and the weather of one member: wind by height, stability, mixing height.

pub mod column;
pub mod course;
pub mod diagnosis;
mod heights;
pub mod humidity;
pub mod member;
pub mod near_ground;
pub mod profile;
pub mod sky;
pub mod sounding;
pub mod surface;
pub mod surface_layer;
pub mod turbulence;

use serde::{Deserialize, Serialize};

use crate::climatology::SeasonalAir;
use crate::constants::{GAS_CONSTANT_J_MOL_K, MOLAR_MASS_AIR_KG_MOL};
use crate::range::Range;

pub use profile::WeatherProfile;

/// Wind at a height above the surface layer, as ranges.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UpperWind {
    /// Height above ground, m.
    pub height_agl_m: f64,
    /// Speed, m/s.
    pub wind_speed_m_s: Range,
    /// Direction that it blows from, degrees; may run past 360 so that a range can cross north.
    pub wind_from_deg: Range,
}

/// Weather as the scenario gives it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WeatherInput {
    /// True where it was observed, false where it is assumed.
    pub observed: bool,
    /// Where it comes from or why it is assumed so.
    pub note: String,
    /// Air temperature at 2 m, degrees Celsius.
    pub temperature_c: Range,
    /// Air pressure at the ground, hPa.
    pub pressure_hpa: Range,
    /// Wind at 10 m, m/s.
    pub wind_speed_10m_m_s: Range,
    /// Direction that it blows from, degrees; may run past 360.
    pub wind_from_deg: Range,
    /// Share of the sky under cloud, 0 to 1.
    pub cloud_fraction: Range,
    /// Rain, mm/h.
    pub rain_mm_h: Range,
    /// Roughness length, m.
    pub roughness_m: Range,
    /// True where snow lies.
    pub snow: bool,
    /// Mixing height, m; derived from wind, cloud and sun where absent.
    pub mixing_height_m: Option<Range>,
    /// Winds aloft, rising in height.
    pub upper_winds: Vec<UpperWind>,
    /// True where the day of the year is not known: the air of any season is drawn, and its warmth is added to the
    /// temperature, which then stands for the yearly mean.
    pub any_day: bool,
    /// The observed profile that wind and temperature come from, if a file gives one.
    pub profile: Option<WeatherProfile>,
    /// What is known of the turbulence near the ground.
    pub known: near_ground::KnownTurbulence,
}

/// Pasquill stability class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Stability {
    /// Very unstable.
    A,
    /// Unstable.
    B,
    /// Slightly unstable.
    C,
    /// Neutral.
    D,
    /// Slightly stable.
    E,
    /// Stable.
    F,
}

impl Stability {
    /// All, the most unstable first.
    pub const ALL: [Self; 6] = [Self::A, Self::B, Self::C, Self::D, Self::E, Self::F];

    /// The letter.
    pub fn letter(self) -> char {
        match self {
            Self::A => 'A',
            Self::B => 'B',
            Self::C => 'C',
            Self::D => 'D',
            Self::E => 'E',
            Self::F => 'F',
        }
    }
}

/// Wind at a height, as components.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WindAt {
    /// Height above ground, m.
    pub height_agl_m: f64,
    /// Component towards the east, m/s.
    pub u_m_s: f64,
    /// Component towards the north, m/s.
    pub v_m_s: f64,
}

/// Winds of a later time.
#[derive(Debug, Clone, PartialEq)]
pub struct LaterWinds {
    /// Time after that of the weather, s.
    pub after_s: f64,
    /// Winds rising in height.
    pub winds: Vec<WindAt>,
}

/// The weather of one member of the ensemble.
#[derive(Debug, Clone, PartialEq)]
pub struct Weather {
    /// Air temperature at 2 m, K.
    pub temperature_k: f64,
    /// Air pressure at the ground, Pa.
    pub pressure_pa: f64,
    /// Wind speed at 10 m, m/s.
    pub wind_speed_10m_m_s: f64,
    /// Direction that it blows from, degrees, 0 to 360.
    pub wind_from_deg: f64,
    /// Rain, mm/h.
    pub rain_mm_h: f64,
    /// True where snow lies.
    pub snow: bool,
    /// Day of the year, 1 to 366.
    pub day_of_year: f64,
    /// True where the sun is above the horizon.
    pub day: bool,
    /// Stability class whose Obukhov length is nearest.
    pub stability: Stability,
    /// Obukhov length, m; infinite where neutral.
    pub obukhov_length_m: f64,
    /// Friction velocity, m/s.
    pub friction_velocity_m_s: f64,
    /// Mixing height, m.
    pub mixing_height_m: f64,
    /// Roughness length, m.
    pub roughness_m: f64,
    /// Standard deviation of the wind across that was measured near the ground, m/s.
    pub sigma_v_measured_m_s: Option<f64>,
    /// Speed that carries a cloud where the mean wind is weaker, m/s: that of the gusts.
    pub gust_speed_m_s: f64,
    /// Winds rising in height; the first at 10 m, above the given ones those of the season.
    pub winds: Vec<WindAt>,
    /// Winds of later times, rising; empty where the weather is taken to last.
    pub later: Vec<LaterWinds>,
    /// Mean air of the season.
    pub season: SeasonalAir,
    /// Density of the day over that of the season.
    pub density_factor: f64,
    /// Share of the sky under cloud, 0 to 1.
    pub cloud_fraction: f64,
}

impl Weather {
    /// Wind components (east, north) at a height, m/s: linear between levels, the last level's wind above it.
    pub fn wind_m_s(&self, height_agl_m: f64) -> (f64, f64) {
        between_levels(&self.winds, height_agl_m)
    }

    /// The same at a time after that of the weather, s: linear between times, the last one's wind after it.
    pub fn wind_after_m_s(&self, height_agl_m: f64, time_s: f64) -> (f64, f64) {
        let next = self.later.partition_point(|later| later.after_s < time_s);
        let (before_s, before) = match next.checked_sub(1) {
            Some(last) => (self.later[last].after_s, &self.later[last].winds),
            None => (0.0, &self.winds),
        };
        let (u, v) = between_levels(before, height_agl_m);
        let Some(after) = self.later.get(next) else { return (u, v) };
        let share = ((time_s - before_s) / (after.after_s - before_s)).clamp(0.0, 1.0);
        let (u_after, v_after) = between_levels(&after.winds, height_agl_m);
        (u + share * (u_after - u), v + share * (v_after - v))
    }

    /// Air density at the ground, kg/m3 (dry ideal gas).
    pub fn air_density_kg_m3(&self) -> f64 {
        self.pressure_pa * MOLAR_MASS_AIR_KG_MOL / (GAS_CONSTANT_J_MOL_K * self.temperature_k)
    }

    /// The turbulence of this weather: profiles from friction velocity, Obukhov length, mixing height and roughness, with
    /// the wind scaled to the one at 10 m.
    pub fn turbulence(&self) -> turbulence::Turbulence {
        let state = turbulence::Turbulence {
            friction_velocity_m_s: self.friction_velocity_m_s,
            obukhov_length_m: self.obukhov_length_m,
            mixing_height_m: self.mixing_height_m,
            roughness_m: self.roughness_m,
            wind_factor: 1.0,
            sigma_v_measured_m_s: self.sigma_v_measured_m_s,
        };
        state.with_wind_at(self.wind_speed_m_s(10.0), 10.0)
    }

    /// Wind speed at a height, m/s, not below that of the gusts.
    pub fn wind_speed_m_s(&self, height_agl_m: f64) -> f64 {
        let (u, v) = self.wind_m_s(height_agl_m);
        u.hypot(v).max(self.gust_speed_m_s)
    }

    /// Gradient of potential temperature at a height, K/m.
    pub fn potential_temperature_gradient_k_m(&self, height_agl_m: f64) -> f64 {
        if height_agl_m > self.mixing_height_m {
            return surface_layer::FREE_GRADIENT_K_M;
        }
        match self.stability {
            Stability::E => surface_layer::GRADIENT_E_K_M,
            Stability::F => surface_layer::GRADIENT_F_K_M,
            _ => 0.0,
        }
    }
}

fn between_levels(winds: &[WindAt], height_agl_m: f64) -> (f64, f64) {
    let above = winds.partition_point(|wind| wind.height_agl_m < height_agl_m);
    let (low, high) = (winds[above.saturating_sub(1)], winds[above.min(winds.len() - 1)]);
    let width_m = high.height_agl_m - low.height_agl_m;
    let share = if width_m > 0.0 { (height_agl_m - low.height_agl_m) / width_m } else { 0.0 };
    (low.u_m_s + share * (high.u_m_s - low.u_m_s), low.v_m_s + share * (high.v_m_s - low.v_m_s))
}
