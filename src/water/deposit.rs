//! The deposit about one place, read by position or by cell.

use geo::Coord;

use crate::field::{LevelField, Quantity};
use crate::grid::{CELLS, Level, finest_cell};
use crate::source::{AirMasses, AirSpecies};

/// The deposit fields about one place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deposit<'a> {
    fields: &'a [LevelField],
    columns: [Option<usize>; 4],
    /// The place in the local plane.
    pub(super) place: Coord<f64>,
}

impl<'a> Deposit<'a> {
    /// The deposit among the quantities of fields on all levels.
    pub(super) fn new(fields: &'a [LevelField], quantities: &[Quantity], place: Coord<f64>) -> Self {
        let column = |species| quantities.iter().position(|q| *q == Quantity::Deposit(species));
        Self { fields, columns: AirSpecies::ALL.map(column), place }
    }

    /// Deposit by species in a cell of a level, kg/m2.
    pub(super) fn in_cell(&self, level: usize, cell: usize) -> AirMasses {
        self.columns.map(|column| column.map_or(0.0, |q| self.fields[level].value(q, cell)))
    }

    /// Deposit by species at a point, metres from the place, kg/m2; zero outside the grids.
    pub(super) fn at(&self, from_place: Coord<f64>) -> AirMasses {
        finest_cell(from_place).map_or([0.0; 4], |(level, row, column)| self.in_cell(level, row * CELLS + column))
    }

    /// True where some cell of a level holds a deposit.
    pub(super) fn is_on(&self, level: usize) -> bool {
        self.columns.iter().flatten().any(|q| self.fields[level].reaches(*q, f64::MIN_POSITIVE))
    }
}

/// Width of the finest cell that holds a point, metres from the place; none outside the grids.
pub(super) fn cell_m_at(from_place: Coord<f64>) -> Option<f64> {
    finest_cell(from_place).map(|(level, ..)| Level::all()[level].cell_m)
}
