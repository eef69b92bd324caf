//! `--population`: people by cell from a GeoTIFF (WorldPop, GHS-POP, GPW), opened here and decoded part by part later.

mod crs;
mod meaning;
mod open;

use std::path::PathBuf;
use std::sync::Arc;

use geo::{Coord, MultiPolygon, polygon};
use geotiff_reader::GeoTiffFile;

use crate::coverage::Cells;
use crate::geodesy::{CoordinateSystem, geodesic_area_m2};
use crate::input::error::InputError;
use crate::population::{PeopleRaster, Raster, RasterError, RasterFrame};
use crate::provenance::InputFile;
use crate::units::km2_from_m2;

pub(in crate::input) use crs::system;
pub use meaning::RasterUnit;
pub(in crate::input) use open::{checksum, frame, opened};

/// What the file is called in messages.
const ROLE: &str = "population";

/// Cells along a side of a block within which the area of a cell of a projected system counts as one.
const AREA_BLOCK: usize = 32;

/// A raster of the user and what was told about it on the command line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RasterOptions {
    /// File.
    pub path: PathBuf,
    /// Coordinate system where the file names none.
    pub crs: Option<String>,
    /// What a value is; the file tells where absent.
    pub unit: Option<RasterUnit>,
    /// Year of the figures; the name of the file tells where absent.
    pub year: Option<i32>,
}

/// A raster that is ready to be read, its line in the manifest, and sentences about it.
#[derive(Debug)]
pub struct OpenRaster {
    /// Raster.
    pub raster: Raster,
    /// Line of the manifest.
    pub file: InputFile,
    /// What it is and how that is known.
    pub about: String,
}

/// How a value of the file is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sample {
    U8,
    I8,
    U16,
    I16,
    U32,
    I32,
    F32,
    F64,
}

/// The open file.
struct GeoTiffPeople {
    path: String,
    file: GeoTiffFile,
    frame: RasterFrame,
    sample: Sample,
    no_data: Option<f64>,
    unit: RasterUnit,
    geographic: bool,
}

impl std::fmt::Debug for GeoTiffPeople {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GeoTiffPeople").field("path", &self.path).field("frame", &self.frame).finish_non_exhaustive()
    }
}

/// Opens a raster and checks everything that can be checked without decoding its cells.
///
/// # Errors
/// [`InputError::Raster`] where it is no GeoTIFF with one band of numbers, has no coordinates or no known coordinate
/// system; [`InputError::Missing`] and its like.
pub fn population_raster(options: &RasterOptions) -> Result<OpenRaster, InputError> {
    let path = options.path.display().to_string();
    let file = opened(&options.path, ROLE)?;
    let sample = open::sample(&path, &file)?;
    let (crs, crs_from) = system(&path, &file, options.crs.as_deref())?;
    let frame = frame(&path, &file, &crs)?;
    let (unit, unit_from) = meaning::unit(&file, &options.path, options.unit);
    let (year, year_from) = meaning::year(&options.path, options.year);
    let no_data = file.nodata().and_then(|text| text.trim_end_matches('\0').trim().parse::<f64>().ok());
    let sha256 = checksum(&options.path, ROLE)?;
    let about = format!(
        "Population raster: {path}, {} by {} cells, {crs_from}, {} ({unit_from}), {}; cells without a value count as \
         nobody",
        frame.columns,
        frame.rows,
        unit.words(),
        year.map_or_else(|| year_from.to_owned(), |year| format!("year {year} ({year_from})")),
    );
    let geographic = (frame.corner.x.abs() <= 360.0 && frame.corner.y.abs() <= 90.0)
        && frame.by_column.x.abs() < 5.0
        && frame.by_row.y.abs() < 5.0;
    let entry = InputFile {
        role: "population".into(),
        path: path.clone(),
        sha256: sha256.clone(),
        source: "given by the user".into(),
    };
    let people = GeoTiffPeople { path, file, frame, sample, no_data, unit, geographic };
    Ok(OpenRaster { raster: Raster { cells: Arc::new(people), year, sha256 }, file: entry, about })
}

impl PeopleRaster for GeoTiffPeople {
    fn frame(&self) -> &RasterFrame {
        &self.frame
    }

    fn path(&self) -> &str {
        &self.path
    }

    fn people(&self, cells: &Cells) -> Result<Vec<f64>, RasterError> {
        let mut values = self.values(cells).map_err(|found| RasterError::Decode {
            path: self.path.clone(),
            found: format!(
                "rows {} to {}, columns {} to {}: {found}",
                cells.rows.start, cells.rows.end, cells.columns.start, cells.columns.end
            ),
        })?;
        for value in &mut values {
            // Negative people are the NoData of files that do not declare it (-99999, -200, -3.4e38).
            if !value.is_finite() || *value < 0.0 || self.is_no_data(*value) {
                *value = f64::NAN;
            }
        }
        if self.unit == RasterUnit::PeoplePerKm2 {
            self.times_area(&mut values, cells)
                .map_err(|source| RasterError::Geodesy { path: self.path.clone(), source })?;
        }
        Ok(values)
    }
}

impl GeoTiffPeople {
    /// The text of the NoData value may have more digits than a 32-bit float keeps.
    fn is_no_data(&self, value: f64) -> bool {
        self.no_data.is_some_and(|none| value == none || value == f64::from(none as f32))
    }

    fn values(&self, cells: &Cells) -> Result<Vec<f64>, String> {
        macro_rules! read {
            ($kind:ty) => {{
                let (rows, columns) = (cells.rows.len(), cells.columns.len());
                let part = self.file.read_band_window::<$kind>(0, cells.rows.start, cells.columns.start, rows, columns);
                let part = part.map_err(|error| error.to_string())?;
                if part.len() != rows * columns {
                    return Err(format!("expected {} cells, found {}", rows * columns, part.len()));
                }
                Ok(part.iter().map(|value| f64::from(*value)).collect())
            }};
        }
        match self.sample {
            Sample::U8 => read!(u8),
            Sample::I8 => read!(i8),
            Sample::U16 => read!(u16),
            Sample::I16 => read!(i16),
            Sample::U32 => read!(u32),
            Sample::I32 => read!(i32),
            Sample::F32 => read!(f32),
            Sample::F64 => read!(f64),
        }
    }

    /// Turns people per km2 into people: by the row in longitude and latitude, by blocks in projected systems.
    fn times_area(&self, values: &mut [f64], cells: &Cells) -> Result<(), crate::geodesy::GeodesyError> {
        let system = CoordinateSystem::new(&self.frame.crs)?;
        let width = cells.columns.len();
        let (block_columns, block_rows) = if self.geographic { (width, 1) } else { (AREA_BLOCK, AREA_BLOCK) };
        for top in (0..cells.rows.len()).step_by(block_rows) {
            for left in (0..width).step_by(block_columns) {
                let rows = top..(top + block_rows).min(cells.rows.len());
                let columns = left..(left + block_columns).min(width);
                let middle = |range: &std::ops::Range<usize>, first: usize| first + (range.start + range.end - 1) / 2;
                let row = middle(&rows, cells.rows.start);
                let area_km2 = self.cell_area_km2(&system, row, middle(&columns, cells.columns.start))?;
                for row in rows {
                    values[row * width..][columns.clone()].iter_mut().for_each(|value| *value *= area_km2);
                }
            }
        }
        Ok(())
    }

    fn cell_area_km2(
        &self,
        system: &CoordinateSystem,
        row: usize,
        column: usize,
    ) -> Result<f64, crate::geodesy::GeodesyError> {
        let (x, y) = (column as f64, row as f64);
        let corner = |x: f64, y: f64| system.to_lon_lat(self.frame.at(x, y)).map(|p| Coord { x: p.lon, y: p.lat });
        let [a, b, c, d] = [corner(x, y)?, corner(x + 1.0, y)?, corner(x + 1.0, y + 1.0)?, corner(x, y + 1.0)?];
        Ok(km2_from_m2(geodesic_area_m2(&MultiPolygon(vec![polygon![a, b, c, d]]))))
    }
}

/// The error about a raster.
fn refuse(path: &str, found: impl Into<String>, advice: impl Into<String>) -> InputError {
    InputError::Raster { path: path.to_owned(), found: found.into(), advice: advice.into() }
}

#[cfg(test)]
mod tests;
