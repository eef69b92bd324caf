//! What a field is, at which level and for which time: sections 1 and 4, and the grid of section 3.

use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::sections::{Field, signed, unsigned};
use crate::input::weather::fields::{At, Quantity};
use crate::input::weather::grid::{RegularGrid, SIDE_MAX};
use crate::input::weather::problem::WeatherProblem;

/// Most points of one field: a grid of 0.05 degrees around the Earth has 26 million.
const POINTS_MAX: u64 = 32_000_000;
/// Unit of angles in the common grids, degrees.
const ANGLE_UNIT_DEG: f64 = 1e-6;
/// A number that is not given.
const MISSING: u64 = 0xffff_ffff;

/// What a field of interest is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Product {
    /// What its values are.
    pub quantity: Quantity,
    /// Factor from the unit of the file to that of the quantity.
    pub factor: f64,
    /// Where.
    pub at: At,
    /// Time that it holds for.
    pub time_utc: Timestamp,
    /// Length of the forecast, s.
    pub lead_s: f64,
    /// Length of the interval that a sum or mean is over, s; it ends at the time. Zero for values at a time.
    pub over_s: f64,
}

/// The product of a field; none where the program has no use for it.
///
/// # Errors
/// [`WeatherProblem::Content`] for a time that is none.
pub(super) fn product(field: &Field<'_>) -> Result<Option<Product>, WeatherProblem> {
    // Analysis or forecast, of a single model or of a member of an ensemble: at a time (0, 1), or over an interval (8, 11).
    let interval_at = match unsigned(field.product, 7, 2) {
        Some(0 | 1) => None,
        Some(8) => Some(34),
        Some(11) => Some(37),
        _ => return Ok(None),
    };
    if field.discipline != 0 {
        return Ok(None);
    }
    let byte = |at: usize| field.product.get(at).copied();
    let (Some(category), Some(number), Some(surface)) = (byte(9), byte(10), byte(22)) else { return Ok(None) };
    let Some(height) = scaled(field.product) else { return Ok(None) };
    let centre = unsigned(field.identification, 5, 2);
    let Some((quantity, factor, at)) = quantity((category, number), centre, surface, height) else { return Ok(None) };
    let no_time = || {
        let found = format!("message {} has a time that is none", field.message);
        WeatherProblem::damaged(found)
    };
    let (start_utc, lead_s) = times(field).ok_or_else(no_time)?;
    let at_a_time = Product { quantity, factor, at, time_utc: start_utc, lead_s, over_s: 0.0 };
    let Some(interval_at) = interval_at else {
        return Ok((!quantity.is_sum()).then_some(at_a_time));
    };
    // One interval, and the statistics that the quantity is made of: a sum of amounts, a mean of rates.
    let wanted = if quantity.is_sum() { 1 } else { 0 };
    let process = (byte(interval_at + 7), byte(interval_at + 12));
    if !(quantity.is_sum() || quantity == Quantity::RainRate) || process != (Some(1), Some(wanted)) {
        return Ok(None);
    }
    let end_utc = clock_time(field.product, interval_at).ok_or_else(no_time)?;
    let over_s = (end_utc.as_second() - start_utc.as_second()) as f64;
    let product = Product { time_utc: end_utc, lead_s: lead_s + over_s, over_s, ..at_a_time };
    Ok((1.0..=400.0 * 86_400.0).contains(&over_s).then_some(product))
}

/// Value of the first surface: a pressure in Pa or a height in m; zero where it is missing.
fn scaled(product: &[u8]) -> Option<f64> {
    let (scale, value) = (signed(product, 23, 1)?, unsigned(product, 24, 4)?);
    if value == MISSING {
        return Some(0.0);
    }
    let value = signed(product, 24, 4)? as f64;
    (scale.abs() <= 20).then(|| value / 10_f64.powi(scale as i32))
}

/// Numbers of the centres with tables of their own (common code table C-11): ECMWF and NCEP.
const ECMWF: Option<u64> = Some(98);
const NCEP: Option<u64> = Some(7);
/// Millimetres an hour in a kilogram of water a square metre and second.
const MM_H: f64 = 3_600.0;

/// Code tables 4.2 (meteorological products) and 4.5; numbers from 192 are of the centre.
fn quantity(parameter: (u8, u8), centre: Option<u64>, surface: u8, height: f64) -> Option<(Quantity, f64, At)> {
    let (quantity, factor) = match parameter {
        (0, 0) => (Quantity::Temperature, 1.0),
        (0, 6) => (Quantity::Dewpoint, 1.0),
        (1, 0) => (Quantity::SpecificHumidity, 1.0),
        (1, 1) => (Quantity::RelativeHumidity, 1.0),
        (2, 2) => (Quantity::WindU, 1.0),
        (2, 3) => (Quantity::WindV, 1.0),
        (2, 22) => (Quantity::Gust, 1.0),
        (3, 0) => (Quantity::Pressure, 1.0),
        (3, 4) => (Quantity::Geopotential, 1.0),
        (3, 5) => (Quantity::GeopotentialHeight, 1.0),
        (3, 18) | (19, 3) => (Quantity::MixingHeight, 1.0),
        (3, 196) if centre == NCEP => (Quantity::MixingHeight, 1.0),
        (6, 1) => (Quantity::Cloud, 0.01),
        (6, 192) if centre == ECMWF => (Quantity::Cloud, 1.0),
        (1, 7 | 52) => (Quantity::RainRate, MM_H),
        (1, 8) => (Quantity::Precipitation, 1.0),
        (1, 193) if centre == ECMWF => (Quantity::Precipitation, 1_000.0),
        (1, 53) => (Quantity::Snowfall, 1.0),
        (1, 198) if centre == ECMWF => (Quantity::Snowfall, 1_000.0),
        (1, 11) => (Quantity::SnowDepth, 1.0),
        (1, 13 | 60) => (Quantity::SnowWater, 1.0),
        (1, 254) if centre == ECMWF => (Quantity::SnowWater, 1_000.0),
        _ => return None,
    };
    let at = match (surface, quantity) {
        (100, Quantity::Pressure | Quantity::Cloud) => return None,
        (100, _) if quantity.is_water() => return None,
        (100, _) if (1.0..=110_000.0).contains(&height) => At::pressure_pa(height),
        (103, Quantity::WindU | Quantity::WindV | Quantity::Gust) if height == 10.0 => At::Ground,
        (103, Quantity::Temperature | Quantity::Dewpoint) if height == 2.0 => At::Ground,
        (1, Quantity::Gust | Quantity::Pressure | Quantity::Geopotential | Quantity::GeopotentialHeight) => At::Ground,
        (1 | 10 | 200, Quantity::MixingHeight | Quantity::Cloud) => At::Ground,
        (1, _) if quantity.is_water() => At::Ground,
        _ => return None,
    };
    Some((quantity, factor, at))
}

/// Time that the field holds for, and length of the forecast, s.
fn times(field: &Field<'_>) -> Option<(Timestamp, f64)> {
    let reference = clock_time(field.identification, 12)?;
    let unit_s = match unsigned(field.product, 17, 1)? {
        0 => 60,
        1 => 3_600,
        2 => 86_400,
        10 => 3 * 3_600,
        11 => 6 * 3_600,
        12 => 12 * 3_600,
        13 => 1,
        _ => return None,
    };
    let lead_s = signed(field.product, 18, 4)?.checked_mul(unit_s)?;
    if lead_s.abs() > 400 * 86_400 {
        return None;
    }
    Some((reference.checked_add(SignedDuration::from_secs(lead_s)).ok()?, lead_s as f64))
}

/// Year, month, day, hour, minute and second at a place of a section.
fn clock_time(section: &[u8], at: usize) -> Option<Timestamp> {
    let part = |at| unsigned(section, at, 1).and_then(|value| i8::try_from(value).ok());
    let year = i16::try_from(unsigned(section, at, 2)?).ok()?;
    let day = jiff::civil::Date::new(year, part(at + 2)?, part(at + 3)?).ok()?;
    let clock = jiff::civil::Time::new(part(at + 4)?, part(at + 5)?, part(at + 6)?, 0).ok()?;
    if day < date(1900, 1, 1) || day > date(2200, 1, 1) {
        return None;
    }
    TimeZone::UTC.to_timestamp(day.to_datetime(clock)).ok()
}

/// The grid of a field and how its points follow each other.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FieldGrid {
    /// Coordinates.
    pub grid: RegularGrid,
    columns: usize,
    rows: usize,
    /// True where the points of a column follow each other, false where those of a row do.
    by_column: bool,
}

impl FieldGrid {
    /// Number of points.
    pub(super) fn points(&self) -> usize {
        self.columns * self.rows
    }

    /// Place of a point in the order of the file.
    pub(super) fn index(&self, lon: usize, lat: usize) -> usize {
        if self.by_column { lon * self.rows + lat } else { lat * self.columns + lon }
    }
}

/// The grid of a field.
///
/// # Errors
/// [`WeatherProblem::Content`] for grids that are not regular in longitude and latitude, or whose numbers make no sense.
pub(super) fn grid(field: &Field<'_>) -> Result<FieldGrid, WeatherProblem> {
    let message = field.message;
    let template = unsigned(field.grid, 12, 2).unwrap_or(MISSING);
    if template != 0 || unsigned(field.grid, 10, 1) != Some(0) {
        let found = format!(
            "message {message} has a grid of template 3.{template}, expected a regular one in longitude and latitude (3.0)"
        );
        return Err(WeatherProblem::new(
            found,
            "convert it, for example with cdo remapbil,r720x361, or choose a grid such as 0.25 degrees when you download",
        ));
    }
    let wrong = |what: String| WeatherProblem::damaged(format!("message {message}: {what}"));
    let number = |at| unsigned(field.grid, at, 4).ok_or_else(|| wrong("the grid is cut off".to_owned()));
    let (points, columns, rows) = (number(6)?, number(30)?, number(34)?);
    if columns == 0
        || rows == 0
        || columns.max(rows) > SIDE_MAX as u64
        || columns * rows != points
        || points > POINTS_MAX
    {
        return Err(wrong(format!("a grid of {columns} x {rows} points that claims {points}")));
    }
    let (basic, subdivisions) = (number(38)?, number(42)?);
    if basic != 0 && basic != MISSING && (basic, subdivisions) != (1, 1_000_000) {
        return Err(wrong(format!("angles in units of {basic}/{subdivisions} degrees")));
    }
    let degrees = |at| signed(field.grid, at, 4).map(|value| value as f64 * ANGLE_UNIT_DEG);
    let ends = [46, 50, 55, 59].map(degrees);
    let [Some(south), Some(west), Some(north), Some(east)] = ends else {
        return Err(wrong("the grid is cut off".into()));
    };
    let scan = field.grid.get(71).copied().ok_or_else(|| wrong("the grid is cut off".into()))?;
    if scan & 0x1f != 0 {
        return Err(wrong(format!("scanning mode {scan:#010b}, expected rows that all run the same way")));
    }
    let (columns, rows) = (columns as usize, rows as usize);
    let span = |from: f64, to: f64, count: usize| {
        let step = (to - from) / (count.max(2) - 1) as f64;
        (0..count).map(|k| from + step * k as f64).collect::<Vec<f64>>()
    };
    // Against the count of degrees where the first column is the eastern one.
    let width = if scan & 0x80 == 0 { (east - west).rem_euclid(360.0) } else { -(west - east).rem_euclid(360.0) };
    let grid = RegularGrid::new(span(west, west + width, columns), span(south, north, rows))?;
    Ok(FieldGrid { grid, columns, rows, by_column: scan & 0x20 != 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_and_levels_are_those_of_the_tables() {
        let at = At::pressure_pa(50_000.0);
        assert_eq!(quantity((2, 2), NCEP, 100, 50_000.0), Some((Quantity::WindU, 1.0, at)));
        assert_eq!(quantity((0, 0), NCEP, 103, 2.0), Some((Quantity::Temperature, 1.0, At::Ground)));
        assert_eq!(quantity((2, 3), NCEP, 103, 10.0), Some((Quantity::WindV, 1.0, At::Ground)));
        assert_eq!(quantity((2, 3), NCEP, 103, 100.0), None, "the wind at 100 m is not that at 10 m");
        assert_eq!(quantity((3, 5), NCEP, 1, 0.0), Some((Quantity::GeopotentialHeight, 1.0, At::Ground)));
        assert_eq!(quantity((3, 1), NCEP, 101, 0.0), None, "pressure at the sea is not that at the ground");
        // Number 193 is precipitation at ECMWF and freezing rain, yes or no, at NCEP.
        assert_eq!(quantity((1, 193), ECMWF, 1, 0.0), Some((Quantity::Precipitation, 1_000.0, At::Ground)));
        assert_eq!(quantity((1, 193), NCEP, 1, 0.0), None);
    }
}
