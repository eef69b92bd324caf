//! `--elevation`: heights of the ground from a GeoTIFF in longitude and latitude; the bundled 5-minute grid without one.

use std::path::Path;

use geotiff_reader::GeoTiffFile;

use super::error::InputError;
use super::people::{checksum, frame, opened, system};
use super::source::sha256_hex;
use crate::geodesy::WGS84;
use crate::places::Elevation;
use crate::provenance::InputFile;

/// The bundled grid.
const BUNDLED: &[u8] = include_bytes!("../../data/basemap/elevation.tif");
const BUNDLED_NAME: &str = "bundled:basemap/elevation.tif";
const BUNDLED_SOURCE: &str = "ETOPO5 (NOAA National Geophysical Data Center 1988, public domain)";

/// What the file is called in messages.
const ROLE: &str = "elevation";
/// Most rows or columns that are kept; of larger files every second, third ... row and column is.
const SIDE_MAX: usize = 4096;
/// Heights outside of these are gaps that a file does not declare, m.
const HEIGHTS_M: std::ops::RangeInclusive<f32> = -500.0..=9000.0;

/// Heights and their line in the manifest.
///
/// # Errors
/// [`InputError::Raster`] where the file is no GeoTIFF with one band of numbers in longitude and latitude;
/// [`InputError::Missing`] and its like.
pub fn elevation(path: Option<&Path>) -> Result<(Elevation, InputFile), InputError> {
    let Some(path) = path else { return bundled() };
    let shown = path.display().to_string();
    let file = opened(path, ROLE)?;
    let entry = InputFile {
        role: ROLE.into(),
        path: shown.clone(),
        sha256: checksum(path, ROLE)?,
        source: "given by the user".into(),
    };
    let name = path.file_name().map_or_else(|| shown.clone(), |name| name.to_string_lossy().into_owned());
    Ok((read(&shown, &file, name, true)?, entry))
}

fn bundled() -> Result<(Elevation, InputFile), InputError> {
    let file = GeoTiffFile::from_bytes(BUNDLED.to_vec()).map_err(|error| refuse(BUNDLED_NAME, error.to_string()))?;
    let entry = InputFile {
        role: ROLE.into(),
        path: BUNDLED_NAME.into(),
        sha256: sha256_hex(BUNDLED),
        source: BUNDLED_SOURCE.into(),
    };
    Ok((read(BUNDLED_NAME, &file, BUNDLED_SOURCE.into(), false)?, entry))
}

fn read(shown: &str, file: &GeoTiffFile, source: String, own: bool) -> Result<Elevation, InputError> {
    let (crs, _) = system(shown, file, None)?;
    let frame = frame(shown, file, &crs)?;
    if crs != WGS84 || frame.by_column.y != 0.0 || frame.by_row.x != 0.0 || frame.by_row.y >= 0.0 {
        return Err(refuse(shown, format!("expected rows along parallels in {WGS84}, found {crs}")));
    }
    let no_data = file.nodata().and_then(|text| text.trim_end_matches('\0').trim().parse::<f32>().ok());
    let every = frame.columns.max(frame.rows).div_ceil(SIDE_MAX);
    let mut heights_m = Vec::new();
    for row in (0..frame.rows).step_by(every) {
        let line = line(file, row, frame.columns).map_err(|found| refuse(shown, format!("row {row}: {found}")))?;
        let known = |height: &f32| HEIGHTS_M.contains(height) && Some(*height) != no_data;
        heights_m.extend(line.into_iter().step_by(every).map(|h| if known(&h) { h } else { f32::NAN }));
    }
    let step = every as f64;
    Ok(Elevation {
        // The first cell that is kept stands for its own middle.
        west: frame.corner.x + 0.5 * frame.by_column.x,
        north: frame.corner.y + 0.5 * frame.by_row.y,
        step_lon: step * frame.by_column.x,
        step_lat: -step * frame.by_row.y,
        columns: frame.columns.div_ceil(every),
        heights_m,
        source,
        own,
    })
}

/// One row of the first band as floats: 16-bit integers (SRTM, ETOPO5) or 32-bit floats (Copernicus) as they are.
fn line(file: &GeoTiffFile, row: usize, columns: usize) -> Result<Vec<f32>, String> {
    macro_rules! of {
        ($kind:ty) => {
            file.read_band_window::<$kind>(0, row, 0, 1, columns)
                .ok()
                .map(|part| part.iter().map(|value| *value as f32).collect::<Vec<f32>>())
        };
    }
    of!(f32)
        .or_else(|| of!(i16))
        .or_else(|| of!(u16))
        .or_else(|| of!(i32))
        .or_else(|| of!(f64))
        .filter(|line| line.len() == columns)
        .ok_or_else(|| "expected integers of 16 or 32 bits or floats, found something else".into())
}

fn refuse(path: &str, found: String) -> InputError {
    let advice = "make it with `gdalwarp -t_srs EPSG:4326 IN.tif OUT.tif`".into();
    InputError::Raster { path: path.to_owned(), found, advice }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy::LonLat;

    /// Spot heights of the bundled grid (its provenance names them): Baikonur 107 m, Karaganda 579 m, Karkaraly 777 m.
    /// The spline smooths hills that are one cell wide, hence the tolerance of Karkaraly.
    #[test]
    fn the_bundled_grid_has_its_heights() -> Result<(), InputError> {
        let (ground, file) = elevation(None)?;
        assert_eq!((ground.columns, file.role.as_str()), (457, "elevation"));
        for (lon, lat, expected_m, tolerance_m) in
            [(63.32, 45.62, 107.0, 25.0), (73.1, 49.8, 579.0, 40.0), (75.47, 49.41, 777.0, 130.0)]
        {
            let height_m = ground.height_m(LonLat::new(lon, lat)).expect("inside");
            assert!((height_m - expected_m).abs() < tolerance_m, "{lon} {lat}: {height_m}");
        }
        Ok(())
    }

    #[test]
    fn what_is_no_grid_of_heights_is_refused_with_advice() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("heights.tif");
        std::fs::write(&path, "not a tiff").expect("writes");
        let error = elevation(Some(&path)).expect_err("text").to_string();
        assert!(error.contains("heights.tif"), "{error}");
        let error = elevation(Some(&folder.path().join("none.tif"))).expect_err("missing").to_string();
        assert!(error.contains("elevation"), "{error}");
    }
}
