//! What a file gives near the ground, beside its levels.

use serde::Serialize;

use super::sounding::SoundingLevel;

/// Values near the ground; each none where the file has none.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct SurfaceFields {
    /// Wind at 10 m towards the east, m/s.
    pub wind_u_10m_m_s: Option<f64>,
    /// Wind at 10 m towards the north, m/s.
    pub wind_v_10m_m_s: Option<f64>,
    /// Temperature at 2 m, K.
    pub temperature_2m_k: Option<f64>,
    /// Dew point at 2 m, K.
    pub dewpoint_2m_k: Option<f64>,
    /// Pressure at the ground, Pa.
    pub pressure_pa: Option<f64>,
    /// Geopotential height of the ground of the model, m.
    pub ground_geopotential_m: Option<f64>,
    /// Share of the sky under cloud, 0 to 1.
    pub cloud_fraction: Option<f64>,
    /// Height of the mixing layer as the model has it, m above the ground.
    pub mixing_height_m: Option<f64>,
    /// Gust at 10 m, m/s.
    pub gust_10m_m_s: Option<f64>,
}

impl SurfaceFields {
    /// All values, in the order of the struct.
    fn values(&self) -> [Option<f64>; 9] {
        [
            self.wind_u_10m_m_s,
            self.wind_v_10m_m_s,
            self.temperature_2m_k,
            self.dewpoint_2m_k,
            self.pressure_pa,
            self.ground_geopotential_m,
            self.cloud_fraction,
            self.mixing_height_m,
            self.gust_10m_m_s,
        ]
    }

    fn of(values: [Option<f64>; 9]) -> Self {
        let [u, v, temperature, dewpoint, pressure, ground, cloud, mixing, gust] = values;
        Self {
            wind_u_10m_m_s: u,
            wind_v_10m_m_s: v,
            temperature_2m_k: temperature,
            dewpoint_2m_k: dewpoint,
            pressure_pa: pressure,
            ground_geopotential_m: ground,
            cloud_fraction: cloud,
            mixing_height_m: mixing,
            gust_10m_m_s: gust,
        }
    }

    /// True where there is nothing.
    pub fn is_empty(&self) -> bool {
        self.values().iter().all(Option::is_none)
    }

    /// The values of two parts of one time; none where both have the same one and differ.
    pub(super) fn or(&self, other: &Self) -> Option<Self> {
        let (a, b) = (self.values(), other.values());
        let clash = a.iter().zip(&b).any(|(a, b)| a.zip(*b).is_some_and(|(a, b)| a != b));
        (!clash).then(|| Self::of(std::array::from_fn(|k| a[k].or(b[k]))))
    }

    /// The values of two times mixed, `share` of the second; a value is given where both have it.
    pub(super) fn mixed(&self, other: &Self, share: f64) -> Self {
        let (a, b) = (self.values(), other.values());
        Self::of(std::array::from_fn(|k| a[k].zip(b[k]).map(|(a, b)| a + share * (b - a))))
    }

    /// The level at 10 m, with the temperature of 2 m, where there is a wind.
    pub(super) fn level(&self) -> Option<SoundingLevel> {
        let wind = self.wind_u_10m_m_s.zip(self.wind_v_10m_m_s)?;
        let humidity = self.temperature_2m_k.zip(self.dewpoint_2m_k);
        Some(SoundingLevel {
            wind_m_s: Some(wind),
            temperature_k: self.temperature_2m_k,
            pressure_pa: self.pressure_pa,
            relative_humidity: humidity.map(|(t, d)| super::humidity::relative_humidity(t, d)),
            ..SoundingLevel::default()
        })
    }
}
