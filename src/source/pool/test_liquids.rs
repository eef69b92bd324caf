//! Liquids and a plain case for the tests of the pool, from the program's own table.

use super::{Air, Ground, PoolCase, PoolDraw, Terrain, Texture};
use crate::substance::{Properties, Substance};
use crate::weather::sky::Sky;

#[derive(serde::Deserialize)]
struct Table {
    substance: Vec<Properties>,
}

fn row(substance: Substance) -> Properties {
    let table: Table = toml::from_str(include_str!("../../../data/substances.toml")).expect("the bundled table");
    table.substance.into_iter().find(|row| row.id == substance).expect("a row")
}

pub(crate) fn udmh() -> Properties {
    row(Substance::Udmh)
}

pub(crate) fn nto() -> Properties {
    row(Substance::Nto)
}

pub(crate) fn kerosene() -> Properties {
    row(Substance::Kerosene)
}

/// A tonne on level sandy loam at 293 K, 5 m/s, by night, with the likeliest of everything.
pub(crate) fn case(properties: &Properties) -> PoolCase<'_> {
    let draw = PoolDraw::best();
    PoolCase {
        properties,
        mass_kg: 1_000.0,
        liquid_temperature_k: 293.15,
        terrain: Terrain::Open { slope: 0.0, depth_min_m: draw.depth_min_m },
        ground: Ground::drawn(Texture::named("sandy loam"), 1_400.0, 293.15, 0.0, &draw),
        air: Air { temperature_k: 293.15, pressure_pa: 101_325.0, wind_speed_10m_m_s: 5.0 },
        sky: Sky::night(0.0),
        film_factor: draw.film_factor,
        vapour_pressure_factor: 1.0,
    }
}
