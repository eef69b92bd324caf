//! Square grids of cells about a common centre, each level coarser and wider than the one before.
//!
//! A spill is metres wide and a cloud tens of kilometres long. Nested levels see both with the same count of cells.

use geo::Coord;
use serde::{Deserialize, Serialize};

/// Cells along one side of every level; odd, so that one cell is centred on the origin.
pub const CELLS: usize = 161;

/// Width of the cells of each level, m: each level is seven times coarser than the one inside it.
pub const CELL_WIDTHS_M: [f64; 4] = [3.0, 21.0, 147.0, 1029.0];

/// One level: CELLS x CELLS square cells, the middle one centred on the origin, row 0 in the south.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Level {
    /// Width of a cell, m.
    pub cell_m: f64,
}

impl Level {
    /// Number of levels.
    pub const COUNT: usize = CELL_WIDTHS_M.len();

    /// All levels, finest first.
    pub fn all() -> [Self; 4] {
        CELL_WIDTHS_M.map(|cell_m| Self { cell_m })
    }

    /// Distance from the origin to the outer edge, m.
    pub fn half_width_m(&self) -> f64 {
        0.5 * CELLS as f64 * self.cell_m
    }

    /// Coordinate of the centre of a column or row, m.
    pub fn centre_m(&self, index: usize) -> f64 {
        (index as f64 - (CELLS / 2) as f64) * self.cell_m
    }

    /// Centre of a cell.
    pub fn cell_centre(&self, row: usize, column: usize) -> Coord<f64> {
        Coord { x: self.centre_m(column), y: self.centre_m(row) }
    }

    /// Row and column of the cell that holds a point, or none outside.
    pub fn cell_at(&self, at: Coord<f64>) -> Option<(usize, usize)> {
        let half = self.half_width_m();
        if at.x.abs() >= half || at.y.abs() >= half {
            return None;
        }
        let index = |v: f64| (((v + half) / self.cell_m) as usize).min(CELLS - 1);
        Some((index(at.y), index(at.x)))
    }

    /// Area of a cell, m2.
    pub fn cell_area_m2(&self) -> f64 {
        self.cell_m * self.cell_m
    }
}

/// The finest level that holds a point, with row and column, or none outside all of them.
pub fn finest_cell(at: Coord<f64>) -> Option<(usize, usize, usize)> {
    Level::all().iter().enumerate().find_map(|(k, level)| level.cell_at(at).map(|(row, column)| (k, row, column)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_its_own_centre() {
        for level in Level::all() {
            for (row, column) in [(0, 0), (80, 80), (160, 3)] {
                assert_eq!(level.cell_at(level.cell_centre(row, column)), Some((row, column)));
            }
        }
    }

    #[test]
    fn the_finest_level_wins_and_the_far_field_has_none() {
        assert_eq!(finest_cell(Coord { x: 0.0, y: 0.0 }), Some((0, 80, 80)));
        assert_eq!(finest_cell(Coord { x: 1000.0, y: 0.0 }).map(|c| c.0), Some(1));
        assert_eq!(finest_cell(Coord { x: 90_000.0, y: 0.0 }), None);
    }
}
