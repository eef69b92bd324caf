//! The variables of the Climate Data Store that are read, and their values at one place.

use netcdf_reader::{NcSliceInfo, NcSliceInfoElem};

use super::{Opened, broken, units};
use crate::input::weather::fields::{At, Quantity, Value};
use crate::input::weather::grid::{Corner, Corners};
use crate::input::weather::problem::WeatherProblem;

/// A variable that the program has a use for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    /// Its name in the file.
    pub name: &'static str,
    quantity: Quantity,
    /// Units that it may have, with the factor to that of the quantity.
    units: &'static [(&'static str, f64)],
    /// True where it may stand on levels.
    on_levels: bool,
    /// True where it may stand near the ground.
    near_ground: bool,
}

const SPEED: &[(&str, f64)] = &[("m s**-1", 1.0), ("m s-1", 1.0), ("m/s", 1.0), ("m s^-1", 1.0)];
const KELVIN: &[(&str, f64)] = &[("K", 1.0), ("kelvin", 1.0)];
const GEOPOTENTIAL: &[(&str, f64)] = &[("m**2 s**-2", 1.0), ("m2 s-2", 1.0), ("m^2 s^-2", 1.0), ("m2/s2", 1.0)];
const METRES: &[(&str, f64)] = &[("m", 1.0), ("gpm", 1.0)];
const SHARE: &[(&str, f64)] = &[("kg kg**-1", 1.0), ("kg kg-1", 1.0), ("kg/kg", 1.0), ("1", 1.0)];
const PERCENT: &[(&str, f64)] = &[("%", 1.0)];
const CLOUD: &[(&str, f64)] = &[("(0 - 1)", 1.0), ("1", 1.0), ("%", 0.01)];
/// Amounts of the hour that ends at the time, in mm.
const WATER: &[(&str, f64)] =
    &[("m", 1_000.0), ("m of water equivalent", 1_000.0), ("kg m**-2", 1.0), ("kg m-2", 1.0), ("mm", 1.0)];
/// Mean rates of that hour, in mm/h.
const WATER_RATE: &[(&str, f64)] = &[("kg m**-2 s**-1", 3_600.0), ("kg m-2 s-1", 3_600.0)];
const PASCAL: &[(&str, f64)] = &[("Pa", 1.0), ("hPa", 100.0)];

const fn level(name: &'static str, quantity: Quantity, units: &'static [(&'static str, f64)]) -> Known {
    Known { name, quantity, units, on_levels: true, near_ground: false }
}

const fn ground(name: &'static str, quantity: Quantity, units: &'static [(&'static str, f64)]) -> Known {
    Known { name, quantity, units, on_levels: false, near_ground: true }
}

/// All of them.
pub(super) const KNOWN: [Known; 21] = [
    level("u", Quantity::WindU, SPEED),
    level("v", Quantity::WindV, SPEED),
    level("t", Quantity::Temperature, KELVIN),
    Known { name: "z", quantity: Quantity::Geopotential, units: GEOPOTENTIAL, on_levels: true, near_ground: true },
    level("gh", Quantity::GeopotentialHeight, METRES),
    level("q", Quantity::SpecificHumidity, SHARE),
    level("r", Quantity::RelativeHumidity, PERCENT),
    ground("u10", Quantity::WindU, SPEED),
    ground("v10", Quantity::WindV, SPEED),
    ground("t2m", Quantity::Temperature, KELVIN),
    ground("d2m", Quantity::Dewpoint, KELVIN),
    ground("sp", Quantity::Pressure, PASCAL),
    ground("tcc", Quantity::Cloud, CLOUD),
    ground("blh", Quantity::MixingHeight, METRES),
    ground("i10fg", Quantity::Gust, SPEED),
    ground("tp", Quantity::Precipitation, WATER),
    ground("sf", Quantity::Snowfall, WATER),
    ground("mtpr", Quantity::RainRate, WATER_RATE),
    ground("avg_tprate", Quantity::RainRate, WATER_RATE),
    ground("sd", Quantity::SnowWater, WATER),
    ground("sde", Quantity::SnowDepth, METRES),
];

/// The interval that amounts and mean rates of ERA5 are over, s: the hour that ends at the time ("ERA5: data
/// documentation", section "Mean rates/fluxes and accumulations", hourly data of single levels).
const HOUR_S: f64 = 3_600.0;

/// What a side of a variable runs over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Longitude,
    Latitude,
    Time,
    Level,
    /// Only the first is read.
    First,
    /// The first that has data.
    Any,
}

/// Values around the place are read point by point, all times and levels of one at once.
struct Block {
    sides: Vec<(Side, usize)>,
    /// One block for each point around the place, with its share.
    points: Vec<(f64, Vec<f64>)>,
}

/// The values of a variable at the place; none where the file lacks it.
///
/// # Errors
/// [`WeatherProblem`] for a missing or unknown unit, sides that are not understood, and damage.
pub(super) fn at_place(opened: &Opened, known: Known, corners: &Corners) -> Result<Vec<Value>, WeatherProblem> {
    let Ok(variable) = opened.file.variable(known.name) else { return Ok(Vec::new()) };
    let unit = units(&opened.file, known.name)?;
    let factor = known.units.iter().find(|(name, _)| *name == unit).map(|(_, factor)| *factor).ok_or_else(|| {
        let expected: Vec<&str> = known.units.iter().map(|(name, _)| *name).collect();
        let found = format!("the variable {} has the unit \"{unit}\", expected {}", known.name, expected.join(" or "));
        WeatherProblem::new(found, "convert it, or download the file again")
    })?;
    let sides: Vec<(Side, usize)> = variable
        .dimensions()
        .iter()
        .map(|side| Ok((opened.side(&known, &side.name, side.size)?, usize::try_from(side.size).unwrap_or(0))))
        .collect::<Result<_, WeatherProblem>>()?;
    let on_levels = sides.iter().any(|(side, _)| *side == Side::Level);
    if (on_levels && !known.on_levels) || (!on_levels && !known.near_ground && opened.levels_pa.len() != 1) {
        return Ok(Vec::new());
    }
    for (needed, name) in [(Side::Longitude, "longitude"), (Side::Latitude, "latitude")] {
        if sides.iter().filter(|(side, _)| *side == needed).count() != 1 {
            let found = format!("the variable {} has no side of {name}", known.name);
            return Err(WeatherProblem::new(found, "a regular grid in longitude and latitude is needed"));
        }
    }
    let points =
        corners.points.iter().map(|corner| Ok((corner.weight, read_point(opened, known.name, &sides, corner)?)));
    let block = Block { points: points.collect::<Result<_, WeatherProblem>>()?, sides };
    Ok(block.values(opened, known, factor, on_levels))
}

/// All times and levels of a variable at one point of the grid, in the order of the file.
fn read_point(
    opened: &Opened,
    name: &str,
    sides: &[(Side, usize)],
    corner: &Corner,
) -> Result<Vec<f64>, WeatherProblem> {
    let one = |at: usize| NcSliceInfoElem::Slice { start: at as u64, end: at as u64 + 1, step: 1 };
    let selections = sides
        .iter()
        .map(|(side, size)| match side {
            Side::Longitude => one(corner.lon),
            Side::Latitude => one(corner.lat),
            Side::First => one(0),
            Side::Time | Side::Level | Side::Any => NcSliceInfoElem::Slice { start: 0, end: *size as u64, step: 1 },
        })
        .collect();
    let read = opened.file.read_variable_slice_unpacked_masked(name, &NcSliceInfo { selections }).map_err(broken)?;
    Ok(read.iter().copied().collect())
}

impl Block {
    fn values(&self, opened: &Opened, known: Known, factor: f64, on_levels: bool) -> Vec<Value> {
        let size = |wanted: Side| self.sides.iter().find(|(side, _)| *side == wanted).map_or(1, |(_, size)| *size);
        let (times, levels) = (size(Side::Time).min(opened.times.len()), size(Side::Level));
        let mut values = Vec::with_capacity(times * levels);
        for (time, time_utc) in opened.times.iter().enumerate().take(times) {
            for level in 0..levels {
                // A variable without the side of levels stands near the ground, or on the only level of the file.
                let at = match opened.levels_pa.get(level) {
                    Some(pa) if on_levels || !known.near_ground => At::pressure_pa(*pa),
                    None if on_levels => continue,
                    _ => At::Ground,
                };
                let value = factor * self.value(time, level, size(Side::Any));
                let over_s = if known.quantity.is_sum() || known.quantity == Quantity::RainRate { HOUR_S } else { 0.0 };
                values.push(Value { time_utc: *time_utc, lead_s: 0.0, over_s, at, quantity: known.quantity, value });
            }
        }
        values
    }

    /// The value at a time and level: the first of the alternatives that has data at every point.
    fn value(&self, time: usize, level: usize, alternatives: usize) -> f64 {
        let mixed = |any: usize| -> f64 {
            let index = self.index(time, level, any);
            self.points.iter().map(|(weight, block)| weight * block.get(index).copied().unwrap_or(f64::NAN)).sum()
        };
        (0..alternatives).map(mixed).find(|value| !value.is_nan()).unwrap_or(f64::NAN)
    }

    /// Place in a block of one point.
    fn index(&self, time: usize, level: usize, any: usize) -> usize {
        self.sides.iter().fold(0, |index, (side, size)| match side {
            Side::Longitude | Side::Latitude | Side::First => index,
            Side::Time => index * size + time,
            Side::Level => index * size + level,
            Side::Any => index * size + any,
        })
    }
}
