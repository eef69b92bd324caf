//! The coordinate system of a raster: what the file names, else what the command line names.

use geotiff_reader::GeoTiffFile;

use super::refuse;
use crate::geodesy::CoordinateSystem;
use crate::input::error::InputError;

/// GTCitation, GeogCitation and PCSCitation (OGC GeoTIFF 1.1, annex B).
const CITATIONS: [u16; 3] = [3073, 1026, 2049];

/// What stands before WKT in a citation of files written by GDAL for systems without an EPSG code.
const WKT_MARK: &str = "ESRI PE String = ";

/// Name for PROJ and how it is known.
pub(in crate::input) fn system(
    path: &str,
    file: &GeoTiffFile,
    told: Option<&str>,
) -> Result<(String, String), InputError> {
    let own = own_names(file).into_iter().find_map(|name| CoordinateSystem::new(&name).ok());
    if let Some(system) = own {
        return Ok((system.name().to_owned(), format!("coordinate system {} as the file says", short(system.name()))));
    }
    let Some(told) = told else {
        let found = match file.epsg() {
            Some(code) => format!("its coordinate system has code {code}, which is not known"),
            None => "it names no coordinate system that is known".to_owned(),
        };
        return Err(refuse(path, found, "name it with --crs, such as --crs EPSG:4326 or --crs ESRI:54009"));
    };
    let system = CoordinateSystem::new(told).map_err(|error| InputError::Option {
        option: "--crs",
        found: short(told),
        expected: error.to_string(),
    })?;
    Ok((system.name().to_owned(), format!("coordinate system {} as --crs says", short(system.name()))))
}

/// Names that the file may mean, the surest first.
fn own_names(file: &GeoTiffFile) -> Vec<String> {
    let mut names = Vec::new();
    let citations: Vec<&str> = CITATIONS.iter().filter_map(|key| file.geokeys().get_ascii(*key)).collect();
    let code = file.crs().projected_epsg().or_else(|| file.crs().geographic_epsg()).filter(|code| *code != 32_767);
    if let Some(code) = code {
        names.push(format!("EPSG:{code}"));
        names.push(format!("ESRI:{code}"));
        return names;
    }
    for citation in &citations {
        if let Some((_, wkt)) = citation.split_once(WKT_MARK) {
            names.push(wkt.trim_end_matches('|').trim().to_owned());
        }
    }
    // GHS-POP in Mollweide carries no code, only the name.
    if citations.iter().any(|citation| citation.contains("Mollweide")) {
        names.push("ESRI:54009".to_owned());
    }
    // A projection of its own without a name is not guessed from the datum under it.
    if names.is_empty() && file.crs().projected_epsg().is_none() {
        names.extend(file.epsg().filter(|code| *code != 32_767).map(|code| format!("EPSG:{code}")));
    }
    names
}

fn short(name: &str) -> String {
    if name.chars().count() <= 40 { name.to_owned() } else { name.chars().take(37).chain("...".chars()).collect() }
}
