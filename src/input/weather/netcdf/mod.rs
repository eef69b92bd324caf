//! NetCDF, classic and version 4, in the layouts of the Copernicus Climate Data Store: `time` and `level` with packed
//! integers, and `valid_time` and `pressure_level` with single precision.

mod time;
mod variable;

use jiff::Timestamp;
use netcdf_reader::{NcFile, NcOpenOptions};

use super::fields::{At, Value, soundings};
use super::grid::{RegularGrid, SIDE_MAX};
use super::guard::guarded;
use super::problem::WeatherProblem;
use crate::geodesy::LonLat;
use crate::weather::sounding::Sounding;
use time::TimeUnit;
use variable::{KNOWN, Known, at_place};

/// Names of the coordinates in both layouts, and in files of other tools.
const LONGITUDES: [&str; 3] = ["longitude", "lon", "x"];
const LATITUDES: [&str; 3] = ["latitude", "lat", "y"];
const TIMES: [&str; 2] = ["valid_time", "time"];
const LEVELS: [&str; 5] = ["pressure_level", "level", "isobaricInhPa", "plev", "lev"];

/// Most bytes that one reading may ask for.
const READ_MAX: usize = 256 * 1024 * 1024;

/// A file with its coordinates.
struct Opened {
    file: NcFile,
    grid: RegularGrid,
    times: Vec<Timestamp>,
    levels_pa: Vec<f64>,
}

/// The soundings of a file at a place, one for each time in it; only the values around the place are read.
///
/// # Errors
/// [`WeatherProblem`] for damage, missing coordinates, variables or units, and a place outside of the grid (unless
/// `extend`).
pub(super) fn read(bytes: &[u8], place: LonLat, extend: bool) -> Result<Vec<Sounding>, WeatherProblem> {
    guarded("the file", || {
        let opened = open(bytes)?;
        let corners = opened.grid.corners(place, extend)?;
        let mut values: Vec<Value> = Vec::new();
        for known in KNOWN {
            for read in at_place(&opened, known, &corners)? {
                values.push(read);
            }
        }
        let winds = values.iter().any(|value| matches!(value.at, At::Pressure(_)));
        if values.is_empty() || (!winds && values.iter().all(|value| value.at != At::Ground)) {
            let names: Vec<&str> = opened.file.variables().map_err(broken)?.iter().map(|v| v.name()).collect();
            return Err(WeatherProblem::new(
                format!("none of its variables is known: {}", shortened(&names)),
                "download u, v, t and z on pressure levels, or u10, v10, t2m, sp and z on a single level",
            ));
        }
        soundings(&values, place, corners.outside_m, "NetCDF")
    })
}

/// The times of a file.
///
/// # Errors
/// [`WeatherProblem`] for damage.
pub(super) fn times(bytes: &[u8]) -> Result<Vec<Timestamp>, WeatherProblem> {
    guarded("the file", || open(bytes).map(|opened| opened.times))
}

fn open(bytes: &[u8]) -> Result<Opened, WeatherProblem> {
    let options = NcOpenOptions { max_read_bytes: READ_MAX, max_chunk_bytes: READ_MAX, ..NcOpenOptions::default() };
    let file = NcFile::from_bytes_with_options(bytes, options).map_err(broken)?;
    let (_, lons) = axis(&file, &LONGITUDES, "longitudes")?;
    let (_, lats) = axis(&file, &LATITUDES, "latitudes")?;
    let (time_name, raw_times) = axis(&file, &TIMES, "times")?;
    let unit_text = units(&file, time_name)?;
    let unit = TimeUnit::parse(&unit_text).ok_or_else(|| {
        let found = format!("the variable {time_name} has the unit \"{unit_text}\"");
        WeatherProblem::new(found, "a unit such as \"hours since 1900-01-01\" is needed")
    })?;
    let times: Option<Vec<Timestamp>> = raw_times.iter().map(|value| unit.at(*value)).collect();
    let times = times.ok_or_else(|| WeatherProblem::damaged(format!("the variable {time_name} holds no times")))?;
    let level_name = LEVELS.iter().find(|name| file.variable(name).is_ok());
    let levels_pa = level_name.map_or_else(|| Ok(Vec::new()), |name| levels_pa(&file, name))?;
    Ok(Opened { grid: RegularGrid::new(lons, lats)?, times, levels_pa, file })
}

/// Name and values of the first coordinate of several names that is there.
fn axis(file: &NcFile, names: &[&'static str], what: &str) -> Result<(&'static str, Vec<f64>), WeatherProblem> {
    let name = names.iter().find(|name| file.variable(name).is_ok()).ok_or_else(|| missing(file, what, names))?;
    Ok((name, coordinates(file, name)?))
}

/// The pressures of the levels, Pa.
fn levels_pa(file: &NcFile, name: &str) -> Result<Vec<f64>, WeatherProblem> {
    let unit = units(file, name)?;
    let factor = match unit.as_str() {
        "hPa" | "millibars" | "millibar" | "mbar" | "mb" => 100.0,
        "Pa" => 1.0,
        _ => {
            let found = format!("the levels of the variable {name} have the unit \"{unit}\"");
            return Err(WeatherProblem::new(found, "levels of pressure in hPa or Pa are needed, not model levels"));
        }
    };
    let levels: Vec<f64> = coordinates(file, name)?.into_iter().map(|level| level * factor).collect();
    match levels.iter().find(|pa| !(1.0..=110_000.0).contains(*pa)) {
        Some(bad) => Err(WeatherProblem::damaged(format!("the variable {name} holds a level of {bad} Pa"))),
        None => Ok(levels),
    }
}

/// All values of a coordinate.
fn coordinates(file: &NcFile, name: &str) -> Result<Vec<f64>, WeatherProblem> {
    let variable = file.variable(name).map_err(broken)?;
    let shape = variable.shape();
    let count: u64 = shape.iter().fold(1, |product, side| product.saturating_mul(*side));
    if shape.len() > 1 || count == 0 || count > SIDE_MAX as u64 {
        let found = format!("the variable {name} has the shape {shape:?}, expected one side of 1 to {SIDE_MAX}");
        return Err(WeatherProblem::new(found, "a regular grid in longitude and latitude is needed"));
    }
    let values: Vec<f64> = file.read_variable_unpacked_masked(name).map_err(broken)?.iter().copied().collect();
    Ok(values)
}

/// The unit of a variable.
fn units(file: &NcFile, name: &str) -> Result<String, WeatherProblem> {
    let attribute = file.variable(name).map_err(broken)?.attribute("units").and_then(|unit| unit.value.as_string());
    attribute.map(|unit| unit.trim().to_owned()).filter(|unit| !unit.is_empty()).ok_or_else(|| {
        WeatherProblem::new(
            format!("the variable {name} has no unit"),
            "add the attribute \"units\", for example with ncatted, or download the file again",
        )
    })
}

fn missing(file: &NcFile, what: &str, names: &[&str]) -> WeatherProblem {
    let found: Vec<&str> = file.variables().map_or_else(|_| Vec::new(), |all| all.iter().map(|v| v.name()).collect());
    WeatherProblem::new(
        format!("it has no {what} ({}), found the variables {}", names.join(" or "), shortened(&found)),
        "download it from the Climate Data Store as NetCDF, on a regular grid",
    )
}

fn shortened(names: &[&str]) -> String {
    const SHOWN: usize = 12;
    let more = if names.len() > SHOWN { format!(" and {} more", names.len() - SHOWN) } else { String::new() };
    let shown: Vec<&str> = names.iter().take(SHOWN).copied().collect();
    if shown.is_empty() { "none".to_owned() } else { format!("{}{more}", shown.join(", ")) }
}

fn broken(error: netcdf_reader::Error) -> WeatherProblem {
    WeatherProblem::damaged(format!("NetCDF: {error}"))
}

impl Opened {
    /// What a side of a variable runs over.
    fn side(&self, known: &Known, name: &str, size: u64) -> Result<variable::Side, WeatherProblem> {
        use variable::Side;
        let is = |names: &[&str]| names.contains(&name);
        match () {
            () if is(&LONGITUDES) => Ok(Side::Longitude),
            () if is(&LATITUDES) => Ok(Side::Latitude),
            () if is(&TIMES) => Ok(Side::Time),
            () if is(&LEVELS) => Ok(Side::Level),
            // Members of an ensemble: the first. Final and preliminary data in one file: whichever is there.
            () if name == "number" => Ok(Side::First),
            () if name == "expver" => Ok(Side::Any),
            () if size == 1 => Ok(Side::First),
            () => Err(WeatherProblem::new(
                format!("the variable {} has a side \"{name}\" of {size}", known.name),
                "sides of time, level, latitude and longitude are understood",
            )),
        }
    }
}
