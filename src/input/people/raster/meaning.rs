//! What the values of a raster are and of which year: the command line tells, else the file, else its name.

use std::ops::RangeInclusive;
use std::path::Path;

use geotiff_reader::GeoTiffFile;

/// ImageDescription (TIFF 6.0, section 8).
const TAG_IMAGE_DESCRIPTION: u16 = 270;
/// GDAL_METADATA (GDAL, GTiff driver).
const TAG_GDAL_METADATA: u16 = 42_112;

/// Years that a population raster can be of.
const YEARS: RangeInclusive<i32> = 1970..=2100;

/// What a value of a raster is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RasterUnit {
    /// People in the cell.
    People,
    /// People per km2.
    PeoplePerKm2,
}

impl RasterUnit {
    /// In words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::People => "people by cell",
            Self::PeoplePerKm2 => "people per km2",
        }
    }
}

/// The unit and how it is known.
pub(super) fn unit(file: &GeoTiffFile, path: &Path, told: Option<RasterUnit>) -> (RasterUnit, &'static str) {
    if let Some(unit) = told {
        return (unit, "as --population-unit says");
    }
    let notes = notes(file).to_lowercase();
    if ["density", "per km", "/km", "per sq"].iter().any(|word| notes.contains(word)) {
        return (RasterUnit::PeoplePerKm2, "as the notes in the file say");
    }
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    if name.contains("density") || name.contains("_pd_") {
        return (RasterUnit::PeoplePerKm2, "as the name of the file says; --population-unit people if not");
    }
    (
        RasterUnit::People,
        "assumed, for neither the file nor its name says density; --population-unit people-per-km2 if so",
    )
}

fn notes(file: &GeoTiffFile) -> String {
    let Ok(ifd) = file.tiff().ifd(file.base_ifd_index()) else { return String::new() };
    [TAG_IMAGE_DESCRIPTION, TAG_GDAL_METADATA]
        .into_iter()
        .filter_map(|code| ifd.tag(code)?.value.as_str().map(str::to_owned))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The year of the figures and how it is known.
pub(super) fn year(path: &Path, told: Option<i32>) -> (Option<i32>, &'static str) {
    if told.is_some() {
        return (told, "as --population-year says");
    }
    let name = path.file_stem().map(|name| name.to_string_lossy().to_uppercase()).unwrap_or_default();
    match year_in(&name) {
        Some(year) => (Some(year), "from the name of the file; --population-year if not"),
        None => (None, "year not known; tell it with --population-year"),
    }
}

/// `E2020` of GHS-POP, else the last group of four digits that is a year.
fn year_in(name: &str) -> Option<i32> {
    let parts: Vec<&str> = name.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let years = |part: &str| part.parse::<i32>().ok().filter(|year| part.len() == 4 && YEARS.contains(year));
    let epoch = parts.iter().find_map(|part| part.strip_prefix('E').and_then(years));
    epoch.or_else(|| parts.iter().rev().find_map(|part| years(part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// File names as the three makers give them.
    #[test]
    fn years_stand_in_the_names_of_the_makers() {
        for (name, year) in [
            ("GHS_POP_E2015_GLOBE_R2023A_54009_100_V1_0_R5_C25", Some(2015)),
            ("KAZ_PPP_2020_UNADJ", Some(2020)),
            ("GPW_V4_POPULATION_COUNT_REV11_2010_30_SEC", Some(2010)),
            ("KAZ_POP_2013_CN_100M_R2025A_V1", Some(2013)),
            ("STEPPE", None),
            ("GRID_54009_1000", None),
        ] {
            assert_eq!(year_in(name), year, "{name}");
        }
    }
}
