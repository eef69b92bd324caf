//! People by cell of a grid in any coordinate system, read window by window.

use std::fmt::Debug;
use std::sync::Arc;

use geo::Coord;
use thiserror::Error;

use crate::coverage::Cells;

/// Where the cells of a raster lie.
#[derive(Debug, Clone, PartialEq)]
pub struct RasterFrame {
    /// Columns.
    pub columns: usize,
    /// Rows, from the top of the file.
    pub rows: usize,
    /// Coordinate system as PROJ knows it.
    pub crs: String,
    /// x and y of the corner of cell (0, 0), then the steps of x and y by column, then those by row.
    pub corner: Coord<f64>,
    /// Step by column.
    pub by_column: Coord<f64>,
    /// Step by row.
    pub by_row: Coord<f64>,
}

impl RasterFrame {
    /// Coordinates of a place given in columns and rows (whole numbers are corners of cells).
    pub fn at(&self, column: f64, row: f64) -> Coord<f64> {
        self.corner + self.by_column * column + self.by_row * row
    }

    /// Column (x) and row (y) of coordinates.
    pub fn cell_of(&self, at: Coord<f64>) -> Coord<f64> {
        let d = at - self.corner;
        let area = self.by_column.x * self.by_row.y - self.by_column.y * self.by_row.x;
        Coord {
            x: (d.x * self.by_row.y - d.y * self.by_row.x) / area,
            y: (d.y * self.by_column.x - d.x * self.by_column.y) / area,
        }
    }

    /// All cells.
    pub fn cells(&self) -> Cells {
        Cells { rows: 0..self.rows, columns: 0..self.columns }
    }
}

/// Why people could not be counted on a raster.
#[derive(Debug, Error)]
pub enum RasterError {
    /// A part of the file cannot be decoded.
    #[error(
        "cannot read population {path}: {found}; the file is damaged or cut off: fetch it again, or write it anew with \
         `gdal_translate -co TILED=YES -co COMPRESS=DEFLATE`"
    )]
    Decode {
        /// File as given.
        path: String,
        /// Which rows and columns, and what the decoder met.
        found: String,
    },
    /// The raster has nothing about the place.
    #[error(
        "cannot use population {path}: within {radius_km:.0} km of {lat:.3} N {lon:.3} E it has no value; expected a \
         raster that covers the place; check that it is the right country, its coordinate system, and its NoData value"
    )]
    NoValue {
        /// File as given.
        path: String,
        /// Distance looked at, km.
        radius_km: f64,
        /// Place.
        lon: f64,
        /// Place.
        lat: f64,
    },
    /// A place cannot be converted.
    #[error("cannot use population {path}: {source}; check the coordinate system of the raster")]
    Geodesy {
        /// File as given.
        path: String,
        /// Why.
        source: crate::geodesy::GeodesyError,
    },
}

/// A source of people by cell.
pub trait PeopleRaster: Debug + Send + Sync {
    /// Where its cells lie.
    fn frame(&self) -> &RasterFrame;

    /// People of each cell of a part, row by row; NaN where the raster has no value.
    ///
    /// # Errors
    /// [`RasterError`] where the file cannot be decoded or a cell has no area.
    fn people(&self, cells: &Cells) -> Result<Vec<f64>, RasterError>;

    /// File as given.
    fn path(&self) -> &str;
}

/// A raster together with what is known of it. Two are equal where they stand for the same file.
#[derive(Debug, Clone)]
pub struct Raster {
    /// Cells.
    pub cells: Arc<dyn PeopleRaster>,
    /// Year of the figures, where the file or the user tells it.
    pub year: Option<i32>,
    /// SHA-256 of the file.
    pub sha256: String,
}

impl PartialEq for Raster {
    fn eq(&self, other: &Self) -> bool {
        self.sha256 == other.sha256 && self.year == other.year && self.cells.path() == other.cells.path()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A raster in memory.
    #[derive(Debug)]
    pub(crate) struct InMemory {
        pub(crate) frame: RasterFrame,
        pub(crate) values: Vec<f64>,
    }

    impl PeopleRaster for InMemory {
        fn frame(&self) -> &RasterFrame {
            &self.frame
        }

        fn people(&self, cells: &Cells) -> Result<Vec<f64>, RasterError> {
            let row = |r: usize| &self.values[r * self.frame.columns..][cells.columns.clone()];
            Ok(cells.rows.clone().flat_map(row).copied().collect())
        }

        fn path(&self) -> &str {
            "in memory"
        }
    }

    #[test]
    fn cells_and_coordinates_are_inverse_for_a_turned_grid() {
        let frame = RasterFrame {
            columns: 10,
            rows: 10,
            crs: "EPSG:4326".into(),
            corner: Coord { x: 60.0, y: 50.0 },
            by_column: Coord { x: 0.01, y: 0.002 },
            by_row: Coord { x: 0.003, y: -0.01 },
        };
        let cell = frame.cell_of(frame.at(3.25, 7.5));
        assert!((cell.x - 3.25).abs() < 1e-9 && (cell.y - 7.5).abs() < 1e-9, "{cell:?}");
    }
}
