//! Files of observed weather, told apart by their content, and the weather of a scenario with them in it.

mod climate;
mod csv_profile;
mod far;
mod fields;
mod format;
mod grib2;
mod grid;
mod guard;
mod igra2;
mod netcdf;
mod precipitation;
mod problem;
pub mod report;
mod wyoming;

use std::path::PathBuf;

use jiff::Timestamp;

use super::error::InputError;
use super::source::DataSource;
use crate::geodesy::LonLat;
use crate::provenance::InputFile;
use crate::units::pascal_from_hectopascal;
use crate::weather::WeatherInput;
use crate::weather::column::{Wanted, profile_at};
use crate::weather::course::course;
use crate::weather::sounding::Sounding;
use igra2::igra2;
use report::{SurfaceReport, nearest_over};
use wyoming::{wyoming_csv, wyoming_html};

pub use climate::climate_rows;
pub use csv_profile::csv_profile;
pub use format::WeatherFormat;
pub use problem::WeatherProblem;

/// What a file of observed weather holds.
#[derive(Debug, Clone, PartialEq)]
pub struct WeatherFile {
    /// Its line in the manifest.
    pub file: InputFile,
    /// Its format.
    pub format: WeatherFormat,
    /// One sounding for each time in it.
    pub soundings: Vec<Sounding>,
    /// Reports of stations, each with its text.
    pub reports: Vec<(String, SurfaceReport)>,
}

/// Reads a file of observed weather at a place. Its content tells the format, not its name.
///
/// Grids are interpolated at the place between their points; where it lies outside, `extend` takes the edge for it.
///
/// # Errors
/// [`InputError::WeatherFormat`] for formats that are known and not read, with what to do; [`InputError::Weather`] for
/// damage, and a place outside of a grid; [`InputError::Cell`] and its like for a table with a problem.
pub fn read_weather(source: &DataSource, place: LonLat, extend: bool) -> Result<WeatherFile, InputError> {
    let bytes = source.read_bytes("weather")?;
    let format = WeatherFormat::of(&bytes.bytes);
    if let Some(advice) = format.advice() {
        let (path, found) = (bytes.file.path, format.name().to_owned());
        return Err(InputError::WeatherFormat { path, found, advice: advice.to_owned() });
    }
    let told = |problem, path: &str| InputError::Weather { path: path.to_owned(), format: format.name(), problem };
    let path = bytes.file.path.clone();
    let of_bytes = match format {
        WeatherFormat::Grib2 => Some(grib2::read(&bytes.bytes, place, extend)),
        WeatherFormat::NetCdf3 | WeatherFormat::NetCdf4 => Some(netcdf::read(&bytes.bytes, place, extend)),
        _ => None,
    };
    if let Some(read) = of_bytes {
        let soundings = read.map_err(|problem| told(problem, &path))?;
        return Ok(WeatherFile { soundings, format, file: bytes.file, reports: Vec::new() });
    }
    let loaded = if format == WeatherFormat::Html { bytes.into_text_lossy() } else { bytes.into_text()? };
    if format == WeatherFormat::Reports {
        let reports = report::reports(&loaded.text).map_err(|problem| told(problem, &path))?;
        return Ok(WeatherFile { soundings: Vec::new(), format, file: loaded.file, reports });
    }
    let soundings = match format {
        WeatherFormat::Igra2 => igra2(&loaded.text).map_err(|problem| told(problem, &path))?,
        WeatherFormat::WyomingCsv => wyoming_csv(&loaded.text).map_err(|problem| told(problem, &path))?,
        WeatherFormat::Html => wyoming_html(&loaded.text).map_err(|problem| told(problem, &path))?,
        _ => csv_profile(&loaded)?,
    };
    Ok(WeatherFile { soundings, format, file: loaded.file, reports: Vec::new() })
}

/// The times of a file in order, without what holds at them; empty where it names none.
///
/// # Errors
/// As [`read_weather`], without those of a place.
pub fn weather_times(source: &DataSource) -> Result<Vec<Timestamp>, InputError> {
    let bytes = source.read_bytes("weather")?;
    let format = WeatherFormat::of(&bytes.bytes);
    let times = match format {
        WeatherFormat::Grib2 => grib2::times(&bytes.bytes),
        WeatherFormat::NetCdf3 | WeatherFormat::NetCdf4 => netcdf::times(&bytes.bytes),
        _ => {
            let read = read_weather(source, LonLat::new(0.0, 0.0), true)?;
            Ok(read.soundings.iter().filter_map(|sounding| sounding.time_utc).collect())
        }
    };
    let mut times = times.map_err(|problem| InputError::Weather {
        path: bytes.file.path.clone(),
        format: format.name(),
        problem,
    })?;
    times.sort();
    Ok(times)
}

/// Files of weather and what of them is wanted.
#[derive(Debug, Clone, Copy)]
pub struct WeatherWanted<'a> {
    /// The files.
    pub paths: &'a [PathBuf],
    /// Time.
    pub time_utc: Timestamp,
    /// Place.
    pub place: LonLat,
    /// Height that winds must reach, m above the ground.
    pub needed_top_m: f64,
    /// True where the nearest stands in for what is too far in place, time or height.
    pub extend: bool,
}

/// The weather of a scenario with the observations of files in it; without files it stays as it is.
///
/// # Errors
/// Those of [`read_weather`]; [`InputError::Sounding`] where no sounding fits the place, time or height, or lies above
/// the ground.
pub fn observed_weather(
    wanted: &WeatherWanted<'_>,
    mut weather: WeatherInput,
) -> Result<(WeatherInput, Vec<InputFile>), InputError> {
    let (mut soundings, mut files, mut names) = (Vec::new(), Vec::new(), Vec::new());
    for path in wanted.paths {
        let read = read_weather(&DataSource::File(path.clone()), wanted.place, wanted.extend)?;
        if read.reports.is_empty() {
            names.push(read.file.path.clone());
        } else {
            let (path, format) = (read.file.path.clone(), read.format.name());
            weather = nearest_over(&read.reports, wanted.time_utc, wanted.extend, weather)
                .map_err(|problem| InputError::Weather { path, format, problem })?;
        }
        soundings.extend(read.soundings);
        files.push(read.file);
    }
    if soundings.is_empty() {
        return Ok((weather, files));
    }
    let source = names.join(", ");
    let at = Wanted {
        time_utc: wanted.time_utc,
        place: Some(wanted.place),
        ground_pressure_pa: pascal_from_hectopascal(weather.pressure_hpa.best),
        needed_top_m: wanted.needed_top_m,
        extend: wanted.extend,
    };
    let mut profile = profile_at(&source, &soundings, &at)
        .map_err(|error| InputError::Sounding { path: source.clone(), source: Box::new(error) })?;
    profile.later = course(&source, &soundings, &at);
    profile.far = far::far_wind(wanted, &profile, &at);
    Ok((profile.over(weather), files))
}
