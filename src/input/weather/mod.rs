//! Files of observed weather, told apart by their content, and the weather of a scenario with them in it.

mod csv_profile;
mod format;

use std::path::PathBuf;

use jiff::Timestamp;

use super::error::InputError;
use super::source::DataSource;
use crate::provenance::InputFile;
use crate::units::pascal_from_hectopascal;
use crate::weather::WeatherInput;
use crate::weather::sounding::{Sounding, profile_at};

pub use csv_profile::csv_profile;
pub use format::WeatherFormat;

/// What a file of observed weather holds.
#[derive(Debug, Clone, PartialEq)]
pub struct WeatherFile {
    /// Its line in the manifest.
    pub file: InputFile,
    /// One sounding for each time in it.
    pub soundings: Vec<Sounding>,
}

/// Reads a file of observed weather. Its content tells the format, not its name.
///
/// # Errors
/// [`InputError::WeatherFormat`] for formats that are known and not read, with what to do; [`InputError::Cell`] and
/// its like for a profile with a problem.
pub fn read_weather(source: &DataSource) -> Result<WeatherFile, InputError> {
    let bytes = source.read_bytes("weather")?;
    match WeatherFormat::of(&bytes.bytes) {
        WeatherFormat::CsvProfile => {
            let loaded = bytes.into_text()?;
            Ok(WeatherFile { soundings: csv_profile(&loaded)?, file: loaded.file })
        }
        format => Err(InputError::WeatherFormat {
            path: bytes.file.path,
            found: format.name().to_owned(),
            advice: format.advice().to_owned(),
        }),
    }
}

/// The weather of a scenario with the observations of files in it, at a time; without files it stays as it is.
///
/// # Errors
/// Those of [`read_weather`]; [`InputError::Sounding`] where no sounding fits the time or lies above the ground.
pub fn observed_weather(
    paths: &[PathBuf],
    weather: WeatherInput,
    time_utc: Timestamp,
) -> Result<(WeatherInput, Vec<InputFile>), InputError> {
    let (mut soundings, mut files) = (Vec::new(), Vec::new());
    for path in paths {
        let read = read_weather(&DataSource::File(path.clone()))?;
        soundings.extend(read.soundings);
        files.push(read.file);
    }
    if soundings.is_empty() {
        return Ok((weather, files));
    }
    let names: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let source = names.join(", ");
    let profile = profile_at(&source, &soundings, time_utc, pascal_from_hectopascal(weather.pressure_hpa.best))
        .map_err(|error| InputError::Sounding { path: source, source: error })?;
    Ok((profile.over(weather), files))
}
