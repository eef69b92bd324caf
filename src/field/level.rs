//! Values of quantities on the cells of one level.

use std::ops::Range;

use pulp::Arch;

use crate::grid::{CELLS, Level};

/// Cells of a row that are computed at once: columns are taken in whole groups of so many.
const LANES: usize = 16;

/// Cells of a row with those that fill its last group up; these stay zero.
pub(super) const ROW: usize = CELLS.next_multiple_of(LANES);

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

    /// True where there is no cell.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() || self.columns.is_empty()
    }

    fn widen(&mut self, row: usize, columns: &Range<usize>) {
        if columns.is_empty() {
            return;
        }
        *self = if self.is_empty() {
            Self { rows: row..row + 1, columns: columns.clone() }
        } else {
            Self {
                rows: self.rows.start.min(row)..self.rows.end.max(row + 1),
                columns: self.columns.start.min(columns.start)..self.columns.end.max(columns.end),
            }
        };
    }
}

/// Columns in whole groups that hold the given ones; they may end beyond the last column, within [`ROW`].
pub(super) fn whole_groups(columns: &Range<usize>) -> Range<usize> {
    columns.start / LANES * LANES..columns.end.next_multiple_of(LANES)
}

/// Values of a list of quantities on the cells of one level, quantity after quantity, each row by row from the
/// south-west, so that a row of a quantity is computed and compared in whole vectors.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelField {
    /// Level.
    pub level: Level,
    values: Vec<f32>,
    /// By quantity and row: the highest value.
    row_tops: Vec<f32>,
    /// By quantity and ring: the highest value.
    highest: Vec<[f32; RINGS]>,
    /// Columns of the same ring that follow each other, and the ring.
    stretches: Vec<(Range<usize>, usize)>,
    /// By quantity: cells outside of which all is zero, columns in whole groups.
    filled: Vec<Cells>,
}

impl LevelField {
    /// Fields of zeros on all levels, finest first.
    pub fn empty_levels(quantities: usize) -> Vec<Self> {
        Level::all().iter().map(|level| Self::empty(*level, quantities)).collect()
    }

    fn empty(level: Level, quantities: usize) -> Self {
        Self {
            level,
            values: vec![0.0; quantities * CELLS * ROW],
            row_tops: vec![0.0; quantities * CELLS],
            highest: vec![[0.0; RINGS]; quantities],
            stretches: stretches(&level),
            filled: vec![Cells::NONE; quantities],
        }
    }

    /// A field of one quantity from the values of the cells.
    pub fn of_one(level: Level, values: &[f32]) -> Self {
        let mut field = Self::empty(level, 1);
        for (row, values) in values.chunks_exact(CELLS).enumerate() {
            let first = values.iter().position(|value| *value > 0.0);
            let last = values.iter().rposition(|value| *value > 0.0);
            if let (Some(first), Some(last)) = (first, last) {
                field.row_mut(0, row, &(first..last + 1)).copy_from_slice(&values[first..last + 1]);
            }
        }
        field.find_highest();
        field
    }

    /// A field with the same values in every cell.
    #[cfg(test)]
    pub(crate) fn even(level: Level, values: &[f32]) -> Self {
        let mut field = Self::empty(level, values.len());
        for (quantity, value) in values.iter().enumerate() {
            (0..CELLS).for_each(|row| field.row_mut(quantity, row, &(0..CELLS)).fill(*value));
        }
        field.find_highest();
        field
    }

    /// Value of a quantity (by index) in a cell.
    pub fn value(&self, quantity: usize, cell: usize) -> f64 {
        f64::from(self.values[quantity * CELLS * ROW + cell / CELLS * ROW + cell % CELLS])
    }

    /// A row of a quantity (by index).
    pub fn row(&self, quantity: usize, row: usize) -> &[f32] {
        let first = (quantity * CELLS + row) * ROW;
        &self.values[first..first + CELLS]
    }

    /// Rows of a quantity (by index) in which some cell reaches a value above zero.
    pub fn rows_reaching(&self, quantity: usize, value: f32) -> impl Iterator<Item = usize> + '_ {
        let tops = &self.row_tops[quantity * CELLS..(quantity + 1) * CELLS];
        self.filled[quantity].rows.clone().filter(move |row| tops[*row] >= value)
    }

    /// Columns outside of which every value of a quantity (by index) is zero.
    pub fn filled_columns(&self, quantity: usize) -> Range<usize> {
        let columns = &self.filled[quantity].columns;
        columns.start..columns.end.min(CELLS)
    }

    /// The smallest rectangle that holds all cells of a quantity (by index) with at least a value above zero.
    pub fn extent(&self, quantity: usize, value: f64) -> Option<Cells> {
        let reaches = |v: &f32| f64::from(*v) >= value;
        let columns = self.filled_columns(quantity);
        let mut extent = Cells::NONE;
        // The next lower number, because the value itself may lie between two numbers.
        for row in self.rows_reaching(quantity, (value as f32).next_down()) {
            let cells = &self.row(quantity, row)[columns.clone()];
            if let (Some(first), Some(last)) = (cells.iter().position(reaches), cells.iter().rposition(reaches)) {
                extent.widen(row, &(columns.start + first..columns.start + last + 1));
            }
        }
        (!extent.is_empty()).then_some(extent)
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
        self.highest[quantity][first..].iter().any(|top| f64::from(*top) >= value)
    }

    /// Sets all to zero.
    pub(super) fn cleared(&mut self) {
        for (quantity, filled) in self.filled.iter_mut().enumerate() {
            let Cells { rows, columns } = std::mem::replace(filled, Cells::NONE);
            for row in rows {
                let first = (quantity * CELLS + row) * ROW;
                self.values[first + columns.start..first + columns.end].fill(0.0);
            }
        }
    }

    /// Some columns of a row of a quantity, which count as filled from now on.
    #[inline(always)]
    pub(super) fn row_mut(&mut self, quantity: usize, row: usize, columns: &Range<usize>) -> &mut [f32] {
        self.filled[quantity].widen(row, &whole_groups(columns));
        let first = (quantity * CELLS + row) * ROW;
        &mut self.values[first + columns.start..first + columns.end]
    }

    /// Finds the highest value of each quantity in each row and ring.
    pub(super) fn find_highest(&mut self) {
        Arch::new().dispatch(
            #[inline(always)]
            || self.find_highest_here(),
        );
    }

    #[inline(always)]
    fn find_highest_here(&mut self) {
        for (quantity, filled) in self.filled.iter().enumerate() {
            self.highest[quantity] = [0.0; RINGS];
            for row in filled.rows.clone() {
                let first = (quantity * CELLS + row) * ROW;
                let values = &self.values[first..first + ROW];
                let mut row_top = 0.0_f32;
                for (columns, ring) in &self.stretches {
                    let columns = columns.start.max(filled.columns.start)..columns.end.min(filled.columns.end);
                    if columns.is_empty() {
                        continue;
                    }
                    let top = highest_of(&values[columns]);
                    let at = &mut self.highest[quantity][(*ring).max(ring_of(&self.level, row))];
                    *at = at.max(top);
                    row_top = row_top.max(top);
                }
                self.row_tops[quantity * CELLS + row] = row_top;
            }
        }
    }
}

/// Highest of numbers that are not negative: they are in the order of their bits.
#[inline(always)]
fn highest_of(values: &[f32]) -> f32 {
    f32::from_bits(values.iter().fold(0, |top: u32, value| top.max(value.to_bits())))
}

/// Ring of a row or column: the number of finer levels that its centre lies outside of, or the last for the edge. The
/// ring of a cell is the higher of those of its row and column.
fn ring_of(level: &Level, index: usize) -> usize {
    if index == 0 || index == CELLS - 1 {
        return RINGS - 1;
    }
    let outside = |finer: &&Level| finer.cell_m < level.cell_m && level.centre_m(index).abs() > finer.half_width_m();
    Level::all().iter().filter(outside).count()
}

fn stretches(level: &Level) -> Vec<(Range<usize>, usize)> {
    let mut stretches: Vec<(Range<usize>, usize)> = Vec::new();
    for column in 0..CELLS {
        let ring = ring_of(level, column);
        match stretches.last_mut() {
            Some((columns, last)) if *last == ring => columns.end += 1,
            _ => stretches.push((column..column + 1, ring)),
        }
    }
    stretches
}
