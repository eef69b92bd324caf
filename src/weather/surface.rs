//! What a file gives near the ground, beside its levels.

use serde::Serialize;

use super::WeatherInput;
use super::profile::TRIANGLE;
use super::sounding::SoundingLevel;
use crate::range::Range;
use crate::units::hectopascal_from_pascal;

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
    /// Rain, mm/h, a mean over the cell and the interval of the model.
    pub rain_mm_h: Option<f64>,
    /// Snow that falls, mm/h of water.
    pub snowfall_mm_h: Option<f64>,
    /// Depth of the snow on the ground, m.
    pub snow_depth_m: Option<f64>,
}

/// Standard deviation of a pressure at the ground that a file gives, hPa, for another place nearby. Assumed.
const PRESSURE_SIGMA_HPA: f64 = 2.0;

/// Half-width of the share of the sky under cloud that a model gives. Assumed.
const CLOUD_HALF_WIDTH: f64 = 0.25;

/// Rain at a place is from nothing to three times the mean of the cell and the interval: showers. Assumed.
const RAIN_FACTOR: f64 = 3.0;
/// Rain of a model below which none is drawn, mm/h: models drizzle. Assumed.
const RAIN_MIN_MM_H: f64 = 0.02;

/// Depth of snow from which the ground counts as covered, 0.05 m: half of it is, by the surface scheme of ECMWF, in which
/// the share is the depth over 0.1 m (Dutra et al. 2010, J. Hydrometeorol. 11, 899-916).
const SNOW_COVER_M: f64 = 0.05;
/// Rate of snow that counts as snowfall, mm/h of water: a centimetre of snow in ten hours. Assumed.
const SNOWFALL_MM_H: f64 = 0.1;

impl SurfaceFields {
    /// All values, in the order of the struct.
    fn values(&self) -> [Option<f64>; 12] {
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
            self.rain_mm_h,
            self.snowfall_mm_h,
            self.snow_depth_m,
        ]
    }

    fn of(values: [Option<f64>; 12]) -> Self {
        let [u, v, temperature, dewpoint, pressure, ground, cloud, mixing, gust, rain, snowfall, snow] = values;
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
            rain_mm_h: rain,
            snowfall_mm_h: snowfall,
            snow_depth_m: snow,
        }
    }

    /// True where snow lies or falls, false where none does; none where the file does not tell.
    pub fn snow(&self) -> Option<bool> {
        let falls = self.snowfall_mm_h.map(|rate| rate >= SNOWFALL_MM_H);
        let lies = self.snow_depth_m.map(|depth_m| depth_m >= SNOW_COVER_M);
        match (lies, falls) {
            (None, Some(false)) | (None, None) => None,
            _ => Some(lies == Some(true) || falls == Some(true)),
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

    /// The values, and where there is none that of the other.
    pub(super) fn filled(&self, other: &Self) -> Self {
        let (a, b) = (self.values(), other.values());
        Self::of(std::array::from_fn(|k| a[k].or(b[k])))
    }

    /// The values of two times mixed, `share` of the second; a value is given where both have it.
    pub(super) fn mixed(&self, other: &Self, share: f64) -> Self {
        let (a, b) = (self.values(), other.values());
        Self::of(std::array::from_fn(|k| a[k].zip(b[k]).map(|(a, b)| a + share * (b - a))))
    }

    /// Puts pressure, cloud, rain and snow into the weather of a scenario, each where it is given, as ranges.
    pub(super) fn over(&self, weather: &mut WeatherInput) {
        if let Some(pressure_pa) = self.pressure_pa {
            let (best, half) = (hectopascal_from_pascal(pressure_pa), TRIANGLE * PRESSURE_SIGMA_HPA);
            weather.pressure_hpa = Range::triangular(best - half, best, best + half);
        }
        if let Some(cloud) = self.cloud_fraction {
            let (low, high) = ((cloud - CLOUD_HALF_WIDTH).max(0.0), (cloud + CLOUD_HALF_WIDTH).min(1.0));
            weather.cloud_fraction = Range::triangular(low, cloud, high);
        }
        if let Some(rain) = self.rain_mm_h {
            let none = rain < RAIN_MIN_MM_H;
            weather.rain_mm_h =
                if none { Range::exactly(0.0) } else { Range::triangular(0.0, rain, RAIN_FACTOR * rain) };
        }
        weather.snow = self.snow().unwrap_or(weather.snow);
    }

    /// What stays as in the scenario, in words.
    pub(super) fn kept_in_words(&self) -> String {
        let kept = [
            ("cloud", self.cloud_fraction.is_none()),
            ("rain", self.rain_mm_h.is_none()),
            ("snow", self.snow().is_none()),
            ("roughness", true),
        ];
        let kept: Vec<&str> = kept.into_iter().filter_map(|(what, kept)| kept.then_some(what)).collect();
        match kept.split_last() {
            Some((last, [])) => (*last).to_owned(),
            Some((last, first)) => format!("{} and {last}", first.join(", ")),
            None => String::new(),
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snow_lies_or_falls_or_is_not_told() {
        let of = |depth_m, falls_mm_h| {
            SurfaceFields { snow_depth_m: depth_m, snowfall_mm_h: falls_mm_h, ..SurfaceFields::default() }.snow()
        };
        assert_eq!(of(None, None), None);
        assert_eq!(of(None, Some(0.0)), None, "no snow falls: that tells nothing of the ground");
        assert_eq!(of(None, Some(0.5)), Some(true));
        assert_eq!(of(Some(0.01), Some(0.0)), Some(false));
        assert_eq!(of(Some(0.15), None), Some(true));
    }

    #[test]
    fn what_stays_is_told() {
        let all = SurfaceFields {
            cloud_fraction: Some(0.5),
            rain_mm_h: Some(0.0),
            snow_depth_m: Some(0.0),
            ..SurfaceFields::default()
        };
        assert_eq!(all.kept_in_words(), "roughness");
        assert_eq!(SurfaceFields::default().kept_in_words(), "cloud, rain, snow and roughness");
    }
}
