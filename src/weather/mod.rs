//! The weather of a scenario as ranges, and the weather of one member: wind by height, stability, mixing height.

use serde::Serialize;

use crate::range::Range;

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
}
