//! Values of a model at one place, as grid files give them one by one, put together to soundings.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::precipitation;
use super::problem::WeatherProblem;
use crate::constants::GRAVITY_M_S2;
use crate::geodesy::LonLat;
use crate::weather::humidity::{relative_humidity, relative_humidity_from_specific};
use crate::weather::sounding::{Origin, OriginKind, Sounding, SoundingLevel, VerticalAxis};
use crate::weather::surface::SurfaceFields;

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Quantity {
    /// Wind towards the east, m/s.
    WindU,
    /// Wind towards the north, m/s.
    WindV,
    /// Temperature, K.
    Temperature,
    /// Geopotential height, m.
    GeopotentialHeight,
    /// Geopotential, m2/s2.
    Geopotential,
    /// Specific humidity, kg/kg.
    SpecificHumidity,
    /// Relative humidity, %.
    RelativeHumidity,
    /// Dew point, K.
    Dewpoint,
    /// Pressure, Pa.
    Pressure,
    /// Share of the sky under cloud, 0 to 1.
    Cloud,
    /// Height of the mixing layer, m.
    MixingHeight,
    /// Gust, m/s.
    Gust,
    /// Rain and snow together, as water, mm/h.
    RainRate,
    /// Rain and snow together over an interval, as water, mm.
    Precipitation,
    /// Snow that falls over an interval, as water, mm.
    Snowfall,
    /// Depth of the snow on the ground, m.
    SnowDepth,
    /// Snow on the ground as water, mm.
    SnowWater,
}

impl Quantity {
    /// True where the value is an amount over an interval.
    pub(super) fn is_sum(self) -> bool {
        matches!(self, Self::Precipitation | Self::Snowfall)
    }

    /// True for rain and snow.
    pub(super) fn is_water(self) -> bool {
        self.is_sum() || matches!(self, Self::RainRate | Self::SnowDepth | Self::SnowWater)
    }
}

/// Where a value holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum At {
    /// At or near the ground.
    Ground,
    /// On a level of pressure, in hundredths of a pascal.
    Pressure(u64),
}

impl At {
    /// A level of pressure.
    pub(super) fn pressure_pa(pressure_pa: f64) -> Self {
        Self::Pressure((pressure_pa * 100.0).round() as u64)
    }
}

/// One value at the place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Value {
    /// Time that it holds for.
    pub time_utc: Timestamp,
    /// Length of the forecast, s.
    pub lead_s: f64,
    /// Length of the interval that the value is over, s; it ends at the time. Zero where it holds at the time.
    pub over_s: f64,
    /// Where.
    pub at: At,
    /// What.
    pub quantity: Quantity,
    /// In the unit of the quantity.
    pub value: f64,
}

pub(super) type Ground = BTreeMap<Quantity, f64>;
type Column = BTreeMap<At, Ground>;

/// The soundings of the values, one for each time.
///
/// # Errors
/// [`WeatherProblem::Content`] where no time has a wind or values near the ground, or a value is out of bounds.
pub(super) fn soundings(
    values: &[Value],
    place: LonLat,
    outside_m: f64,
    name: &str,
) -> Result<Vec<Sounding>, WeatherProblem> {
    let mut by_time: BTreeMap<Timestamp, (f64, Column)> = BTreeMap::new();
    for value in values {
        check(value)?;
        let (lead_s, column) = by_time.entry(value.time_utc).or_insert((value.lead_s, Column::new()));
        // Of several runs or members in one file the first, and the shortest forecast.
        *lead_s = lead_s.min(value.lead_s);
        if value.over_s > 0.0 {
            continue;
        }
        column.entry(value.at).or_default().entry(value.quantity).or_insert(value.value);
    }
    for (time_utc, rates) in precipitation::rates(values) {
        if let Some((_, column)) = by_time.get_mut(&time_utc) {
            column.entry(At::Ground).or_default().extend(rates);
        }
    }
    let origin =
        |lead_s| Origin { kind: OriginKind::Grid, place: Some(place), lead_s, outside_m, name: name.to_owned() };
    let made = by_time.into_iter().map(|(time_utc, (lead_s, column))| sounding(time_utc, &column, origin(lead_s)));
    Ok(made.collect())
}

/// Bounds in which a value makes sense; damaged files hold others.
fn check(value: &Value) -> Result<(), WeatherProblem> {
    let (low, high, what) = match value.quantity {
        Quantity::WindU | Quantity::WindV => (-200.0, 200.0, "a wind in m/s"),
        Quantity::Temperature | Quantity::Dewpoint => (120.0, 350.0, "a temperature in K"),
        Quantity::GeopotentialHeight => (-1_500.0, 90e3, "a geopotential height in m"),
        Quantity::Geopotential => (-15e3, 900e3, "a geopotential in m2/s2"),
        Quantity::SpecificHumidity => (-0.01, 0.2, "a specific humidity in kg/kg"),
        Quantity::RelativeHumidity => (-20.0, 200.0, "a relative humidity in %"),
        Quantity::Pressure => (300e2, 1_100e2, "a pressure at the ground in Pa"),
        Quantity::Cloud => (-0.05, 1.05, "a share of the sky"),
        Quantity::MixingHeight => (-1.0, 20e3, "a mixing height in m"),
        Quantity::Gust => (0.0, 200.0, "a gust in m/s"),
        Quantity::RainRate => (-0.5, 500.0, "rain in mm/h"),
        Quantity::Precipitation | Quantity::Snowfall => (-1.0, 5_000.0, "rain or snow in mm"),
        Quantity::SnowDepth => (-0.1, 50.0, "a depth of snow in m"),
        Quantity::SnowWater => (-1.0, 20e3, "snow on the ground in mm of water"),
    };
    if (low..=high).contains(&value.value) {
        return Ok(());
    }
    let level = match value.at {
        At::Ground => "at the ground".to_owned(),
        At::Pressure(hundredths) => format!("at {} hPa", hundredths as f64 / 1e4),
    };
    let found = if value.value.is_nan() {
        format!("there is no data at the place, {level}, {}: expected {what}", value.time_utc)
    } else {
        format!("found {} {level}, {}: expected {what} between {low} and {high}", value.value, value.time_utc)
    };
    Err(WeatherProblem::new(found, "check that the file covers the place, or download it again"))
}

fn sounding(time_utc: Timestamp, column: &Column, origin: Origin) -> Sounding {
    let surface = column.get(&At::Ground).map_or_else(SurfaceFields::default, surface);
    let raw: Vec<(f64, &BTreeMap<Quantity, f64>)> = column
        .iter()
        .filter_map(|(at, values)| match at {
            At::Pressure(hundredths) => Some((*hundredths as f64 / 100.0, values)),
            At::Ground => None,
        })
        .collect();
    let heights = !raw.is_empty() && raw.iter().all(|(_, values)| height_m(values).is_some());
    let axis = if heights {
        VerticalAxis::Geopotential { ground_m: surface.ground_geopotential_m, ground_pressure_pa: surface.pressure_pa }
    } else {
        VerticalAxis::Pressure { ground_pressure_pa: surface.pressure_pa }
    };
    let levels = raw.into_iter().rev().map(|(pressure_pa, values)| level(pressure_pa, values, heights)).collect();
    Sounding { time_utc: Some(time_utc), axis, levels, surface, origin }
}

/// Geopotential height of a level, m.
fn height_m(values: &BTreeMap<Quantity, f64>) -> Option<f64> {
    let geopotential = || values.get(&Quantity::Geopotential).map(|z| z / GRAVITY_M_S2);
    values.get(&Quantity::GeopotentialHeight).copied().or_else(geopotential)
}

fn level(pressure_pa: f64, values: &BTreeMap<Quantity, f64>, heights: bool) -> SoundingLevel {
    let get = |quantity| values.get(&quantity).copied();
    let temperature_k = get(Quantity::Temperature);
    let specific = get(Quantity::SpecificHumidity).zip(temperature_k);
    let relative_humidity = get(Quantity::RelativeHumidity)
        .map(|percent| (percent / 100.0).clamp(0.0, 1.0))
        .or_else(|| specific.map(|(q, t)| relative_humidity_from_specific(q, pressure_pa, t)))
        .or_else(|| temperature_k.zip(get(Quantity::Dewpoint)).map(|(t, d)| relative_humidity(t, d)));
    let vertical = if heights { height_m(values).unwrap_or_default() } else { pressure_pa };
    SoundingLevel {
        vertical,
        pressure_pa: Some(pressure_pa),
        relative_humidity,
        wind_m_s: get(Quantity::WindU).zip(get(Quantity::WindV)),
        temperature_k,
    }
}

fn surface(values: &Ground) -> SurfaceFields {
    let get = |quantity| values.get(&quantity).copied();
    let (rain_mm_h, snowfall_mm_h) = precipitation::rain_and_snow(values);
    SurfaceFields {
        rain_mm_h,
        snowfall_mm_h,
        snow_depth_m: precipitation::snow_depth_m(values),
        wind_u_10m_m_s: get(Quantity::WindU),
        wind_v_10m_m_s: get(Quantity::WindV),
        temperature_2m_k: get(Quantity::Temperature),
        dewpoint_2m_k: get(Quantity::Dewpoint),
        pressure_pa: get(Quantity::Pressure),
        ground_geopotential_m: height_m(values),
        cloud_fraction: get(Quantity::Cloud).map(|share| share.clamp(0.0, 1.0)),
        mixing_height_m: get(Quantity::MixingHeight).map(|height_m| height_m.max(0.0)),
        gust_10m_m_s: get(Quantity::Gust),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(at: At, quantity: Quantity, value: f64) -> Value {
        Value { time_utc: Timestamp::UNIX_EPOCH, lead_s: 3_600.0, over_s: 0.0, at, quantity, value }
    }

    #[test]
    fn values_become_a_sounding() {
        let at = At::pressure_pa(85_000.0);
        let values = [
            value(at, Quantity::WindU, 3.0),
            value(at, Quantity::WindV, -4.0),
            value(at, Quantity::Geopotential, 9_806.65),
            value(At::Ground, Quantity::Pressure, 98_000.0),
            value(At::Ground, Quantity::Gust, 12.0),
        ];
        let made = soundings(&values, LonLat::new(63.0, 46.0), 0.0, "a model").expect("a sounding");
        let axis = VerticalAxis::Geopotential { ground_m: None, ground_pressure_pa: Some(98_000.0) };
        assert_eq!((made.len(), made[0].axis, made[0].origin.lead_s), (1, axis, 3_600.0));
        assert_eq!(made[0].levels[0].wind_m_s, Some((3.0, -4.0)));
        assert!((made[0].levels[0].vertical - 1_000.0).abs() < 1e-9);
        assert_eq!(made[0].surface.gust_10m_m_s, Some(12.0));
    }

    #[test]
    fn values_that_make_no_sense_are_refused() {
        for (bad, part) in [(f64::NAN, "there is no data at the place"), (900.0, "between -200 and 200")] {
            let values = [value(At::pressure_pa(50_000.0), Quantity::WindU, bad)];
            let error = soundings(&values, LonLat::new(63.0, 46.0), 0.0, "a model").expect_err("bad").to_string();
            assert!(error.contains(part) && error.contains("at 500 hPa"), "{error}");
        }
    }
}
