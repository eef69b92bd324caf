//! The short question: a film of known depth and width, the likeliest of everything else.

use super::{Air, Ground, PoolCase, PoolDraw, Sky, Terrain, Texture, fate};
use crate::substance::Properties;
use crate::weather::Weather;

/// Dry bulk density where the caller gives none, kg/m3: it moves contents, not shares. Assumed.
const BULK_DENSITY_KG_M3: f64 = 1_400.0;

/// How a pool ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PoolEnd {
    /// Share of the mass that evaporated.
    pub evaporated: f64,
    /// Time until the surface is dry, s.
    pub duration_s: f64,
}

impl From<&Weather> for Air {
    fn from(weather: &Weather) -> Self {
        Self {
            temperature_k: weather.temperature_k,
            pressure_pa: weather.pressure_pa,
            wind_speed_10m_m_s: weather.wind_speed_10m_m_s,
        }
    }
}

/// Soaking in and evaporation of a pool of a depth (m) and diameter (m) until the surface is dry, without sun.
///
/// A substance without data in the table soaks in whole, at once. For more than these two figures ask [`fate()`].
///
/// # Valid range
/// Soil of one texture; an unknown texture counts as loam. What is still liquid after 30 days counts as soaked in.
pub fn dry_out(properties: &Properties, depth_m: f64, diameter_m: f64, texture: &str, weather: &Weather) -> PoolEnd {
    let air = Air::from(weather);
    let draw = PoolDraw::best();
    let area_m2 = 0.25 * std::f64::consts::PI * diameter_m * diameter_m;
    let case = PoolCase {
        properties,
        mass_kg: properties.density_kg_m3(air.temperature_k).unwrap_or(1_000.0) * area_m2 * depth_m,
        liquid_temperature_k: air.temperature_k,
        terrain: Terrain::Strewn { area_m2 },
        ground: Ground::drawn(Texture::named(texture), BULK_DENSITY_KG_M3, air.temperature_k, 0.0, &draw),
        air,
        sky: Sky::night(0.5),
        film_factor: draw.film_factor,
        vapour_pressure_factor: 1.0,
    };
    fate(&case).map_or(PoolEnd { evaporated: 0.0, duration_s: 0.0 }, |fate| PoolEnd {
        evaporated: fate.evaporated_share(),
        duration_s: fate.end_s,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::test_data::{udmh, weather_at};

    /// A film soaks in before it evaporates; a deep pool on clay evaporates for the most part.
    #[test]
    fn films_soak_in_and_deep_pools_evaporate() {
        let film = dry_out(&udmh(), 2e-4, 60.0, "loam", &weather_at(293.15));
        let deep = dry_out(&udmh(), 0.5, 10.0, "clay", &weather_at(293.15));
        assert!(film.evaporated < 0.05, "{film:?}");
        assert!(deep.evaporated > 0.8, "{deep:?}");
        assert!(film.duration_s < deep.duration_s);
    }
}
