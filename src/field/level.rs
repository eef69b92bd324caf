//! Values of quantities on the cells of one level.

use std::ops::Range;

use crate::grid::{CELLS, Level};

/// Quantities of a cell are padded to a multiple of this, so that they are added in whole vectors.
pub(super) const PAD: usize = 8;

/// Rings of cells: within all finer levels, outside of one, two or three of them, and the edge.
const RINGS: usize = Level::COUNT + 1;

/// A rectangle of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells {
    /// Rows, from the south.
    pub rows: Range<usize>,
    /// Columns, from the west.
    pub columns: Range<usize>,
}

impl Cells {
    const NONE: Self = Self { rows: 0..0, columns: 0..0 };

    /// Indices of the cells, row by row from the south-west.
    pub fn indices(&self) -> impl Iterator<Item = usize> + '_ {
        self.rows.clone().flat_map(|row| self.columns.clone().map(move |column| row * CELLS + column))
    }

    /// True where there is no cell.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() || self.columns.is_empty()
    }
}

/// Values of a list of quantities on the cells of one level. The quantities of a cell stand side by side, so that a
/// path adds to all of them at once; cells run row by row from the south-west.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelField {
    /// Level.
    pub level: Level,
    quantities: usize,
    stride: usize,
    values: Vec<f32>,
    /// Highest values by ring of cells, then by quantity.
    highest: Vec<f32>,
    ring_of: [u8; CELLS],
    filled: Cells,
}

impl LevelField {
    /// Fields of zeros on all levels, finest first.
    pub fn empty_levels(quantities: usize) -> Vec<Self> {
        Level::all().iter().map(|level| Self::empty(*level, quantities)).collect()
    }

    fn empty(level: Level, quantities: usize) -> Self {
        let stride = quantities.next_multiple_of(PAD);
        Self {
            level,
            quantities,
            stride,
            values: vec![0.0; CELLS * CELLS * stride],
            highest: vec![0.0; RINGS * stride],
            ring_of: std::array::from_fn(|k| ring_of(&level, k)),
            filled: Cells::NONE,
        }
    }

    /// A field of one quantity from the values of the cells.
    pub fn of_one(level: Level, values: &[f32]) -> Self {
        let mut field = Self::empty(level, 1);
        for (row, values) in values.chunks_exact(CELLS).enumerate() {
            let first = values.iter().position(|value| *value > 0.0);
            let last = values.iter().rposition(|value| *value > 0.0);
            if let (Some(first), Some(last)) = (first, last) {
                field.widen(&(row..row + 1), &(first..last + 1));
            }
        }
        field.values.iter_mut().step_by(field.stride).zip(values).for_each(|(value, given)| *value = *given);
        field.find_highest();
        field
    }

    /// A field with the same values in every cell.
    #[cfg(test)]
    pub(crate) fn even(level: Level, values: &[f32]) -> Self {
        let mut field = Self::empty(level, values.len());
        field.widen(&(0..CELLS), &(0..CELLS));
        for (quantity, value) in values.iter().enumerate() {
            (0..CELLS * CELLS).for_each(|cell| field.add(quantity, cell, *value));
        }
        field.find_highest();
        field
    }

    /// Value of a quantity (by index) in a cell.
    pub fn value(&self, quantity: usize, cell: usize) -> f64 {
        f64::from(self.values[cell * self.stride + quantity])
    }

    /// Cells outside of which every value is zero.
    pub fn filled(&self) -> &Cells {
        &self.filled
    }

    /// The quantities of a cell.
    pub fn cell(&self, cell: usize) -> &[f32] {
        &self.values[cell * self.stride..cell * self.stride + self.quantities]
    }

    /// True where some cell reaches a value of a quantity (by index).
    pub fn reaches(&self, quantity: usize, value: f64) -> bool {
        self.rings_reach(0, quantity, value)
    }

    /// True where some cell whose centre lies outside of a finer level (by index) reaches a value of a quantity.
    pub fn reaches_outside(&self, finer: usize, quantity: usize, value: f64) -> bool {
        self.rings_reach(finer + 1, quantity, value)
    }

    /// True where some cell at the edge reaches a value of a quantity.
    pub fn reaches_at_edge(&self, quantity: usize, value: f64) -> bool {
        self.rings_reach(RINGS - 1, quantity, value)
    }

    fn rings_reach(&self, first: usize, quantity: usize, value: f64) -> bool {
        self.highest
            .iter()
            .skip(first * self.stride + quantity)
            .step_by(self.stride)
            .any(|top| f64::from(*top) >= value)
    }

    /// Sets all to zero.
    pub(super) fn cleared(&mut self) {
        let Cells { rows, columns } = std::mem::replace(&mut self.filled, Cells::NONE);
        for row in rows {
            let first = row * CELLS + columns.start;
            self.values[first * self.stride..(first + columns.len()) * self.stride].fill(0.0);
        }
    }

    /// Takes cells among those that are filled.
    pub(super) fn widen(&mut self, rows: &Range<usize>, columns: &Range<usize>) {
        let join = |a: &Range<usize>, b: &Range<usize>| a.start.min(b.start)..a.end.max(b.end);
        if rows.is_empty() || columns.is_empty() {
            return;
        }
        self.filled = if self.filled.is_empty() {
            Cells { rows: rows.clone(), columns: columns.clone() }
        } else {
            Cells { rows: join(&self.filled.rows, rows), columns: join(&self.filled.columns, columns) }
        };
    }

    /// Adds to a quantity of a cell that was taken among the filled ones.
    pub(super) fn add(&mut self, quantity: usize, cell: usize, value: f32) {
        self.values[cell * self.stride + quantity] += value;
    }

    /// Quantities of some columns of a row, padded.
    pub(super) fn row_mut(&mut self, row: usize, columns: &Range<usize>) -> &mut [f32] {
        let first = row * CELLS;
        &mut self.values[(first + columns.start) * self.stride..(first + columns.end) * self.stride]
    }

    /// Quantities with their padding.
    pub(super) fn stride(&self) -> usize {
        self.stride
    }

    /// Finds the highest value of each quantity in each ring.
    pub(super) fn find_highest(&mut self) {
        self.highest.fill(0.0);
        for row in self.filled.rows.clone() {
            let first = row * CELLS + self.filled.columns.start;
            let cells = &self.values[first * self.stride..(first + self.filled.columns.len()) * self.stride];
            for (cell, column) in cells.chunks_exact(self.stride).zip(self.filled.columns.clone()) {
                let ring = usize::from(self.ring_of[row].max(self.ring_of[column]));
                let highest = &mut self.highest[ring * self.stride..(ring + 1) * self.stride];
                for (top, value) in highest.iter_mut().zip(cell) {
                    *top = if *value > *top { *value } else { *top };
                }
            }
        }
    }
}

/// Ring of a row or column: the number of finer levels that its centre lies outside of, or the last for the edge. The
/// ring of a cell is the higher of those of its row and column.
fn ring_of(level: &Level, index: usize) -> u8 {
    if index == 0 || index == CELLS - 1 {
        return (RINGS - 1) as u8;
    }
    let outside = |finer: &&Level| finer.cell_m < level.cell_m && level.centre_m(index).abs() > finer.half_width_m();
    Level::all().iter().filter(outside).count() as u8
}
