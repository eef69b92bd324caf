//! A grid in the coordinate system of the file.

use std::borrow::Cow;

use ndarray::Array2;

use crate::assessment::Raster;
use crate::geodesy::{Coord, CoordinateSystem, GeodesyError, LonLat};

/// Points along each side whose extremes bound the grid.
const ALONG: usize = 40;

/// Most cells on a side: a grid near a pole or far from its zone would else explode.
const CELLS_AT_MOST: f64 = 4_000.0;

/// A grid with its place in the system.
pub(super) struct Placed<'a> {
    /// West edge.
    pub(super) west: f64,
    /// North edge.
    pub(super) north: f64,
    /// Width of a cell.
    pub(super) step_x: f64,
    /// Height of a cell.
    pub(super) step_y: f64,
    /// Values, rows from the north.
    pub(super) values: Cow<'a, Array2<f32>>,
}

impl<'a> Placed<'a> {
    /// The grid as it is on WGS 84. In another system: square cells of the width that a cell has in the middle; each
    /// takes the value of the cell that holds its centre, so that no value is changed.
    pub(super) fn of(raster: &'a Raster, system: &CoordinateSystem) -> Result<Self, GeodesyError> {
        if system.is_wgs84() {
            return Ok(Self {
                west: raster.west,
                north: raster.north,
                step_x: raster.step_lon,
                step_y: raster.step_lat,
                values: Cow::Borrowed(&raster.values),
            });
        }
        let (low, high) = bounds(raster, system)?;
        let step = cell_width(raster, system)?;
        let count = |span: f64| (span / step).ceil().clamp(1.0, CELLS_AT_MOST) as usize;
        let (rows, columns) = (count(high.y - low.y), count(high.x - low.x));
        let mut values = Array2::from_elem((rows, columns), f32::NAN);
        for ((row, column), value) in values.indexed_iter_mut() {
            let at = Coord { x: low.x + (column as f64 + 0.5) * step, y: high.y - (row as f64 + 0.5) * step };
            *value = value_at(raster, system.to_lon_lat(at)?);
        }
        Ok(Self { west: low.x, north: high.y, step_x: step, step_y: step, values: Cow::Owned(values) })
    }
}

fn corner(raster: &Raster, row: f64, column: f64) -> LonLat {
    LonLat::new(raster.west + column * raster.step_lon, raster.north - row * raster.step_lat)
}

fn bounds(raster: &Raster, system: &CoordinateSystem) -> Result<(Coord<f64>, Coord<f64>), GeodesyError> {
    let (rows, columns) = (raster.values.nrows() as f64, raster.values.ncols() as f64);
    let mut low = Coord { x: f64::INFINITY, y: f64::INFINITY };
    let mut high = Coord { x: f64::NEG_INFINITY, y: f64::NEG_INFINITY };
    for k in 0..=ALONG {
        let share = k as f64 / ALONG as f64;
        let sides = [(0.0, share * columns), (rows, share * columns), (share * rows, 0.0), (share * rows, columns)];
        for (row, column) in sides {
            let at = system.from_lon_lat(corner(raster, row, column))?;
            low = Coord { x: low.x.min(at.x), y: low.y.min(at.y) };
            high = Coord { x: high.x.max(at.x), y: high.y.max(at.y) };
        }
    }
    Ok((low, high))
}

/// Height of a cell in the middle, in the unit of the system.
fn cell_width(raster: &Raster, system: &CoordinateSystem) -> Result<f64, GeodesyError> {
    let (row, column) = (0.5 * raster.values.nrows() as f64, 0.5 * raster.values.ncols() as f64);
    let here = system.from_lon_lat(corner(raster, row, column))?;
    let there = system.from_lon_lat(corner(raster, row + 1.0, column))?;
    Ok((there.x - here.x).hypot(there.y - here.y))
}

fn value_at(raster: &Raster, place: LonLat) -> f32 {
    let row = (raster.north - place.lat) / raster.step_lat;
    let column = (place.lon - raster.west) / raster.step_lon;
    if row < 0.0 || column < 0.0 {
        return f32::NAN;
    }
    raster.values.get((row as usize, column as usize)).copied().unwrap_or(f32::NAN)
}
