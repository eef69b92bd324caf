//! The deposit on a lake: its outline is cut into rows, and each row is shared out to the cells under it.

use geo::{Line, Rect};

use super::WaterLimit;
use super::deposit::Deposit;
use super::received::{Patch, Received};
use crate::grid::{CELLS, Level};

/// Rows thinner than this are left out, m.
const ROW_MIN_M: f64 = 1e-6;

/// Outline of a lake as edges of all its rings: what lies between an odd and an even crossing is water, so that islands
/// need no care.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Outline {
    /// Edges.
    pub(super) edges: Vec<Line<f64>>,
    /// Rectangle about them.
    pub(super) bounds: Rect<f64>,
}

/// Northings between which no edge begins or ends, and the edges there.
#[derive(Debug, Default)]
struct Rows<'a> {
    edges: Vec<&'a Line<f64>>,
    ends: Vec<f64>,
    xs: Vec<f64>,
}

impl<'a> Rows<'a> {
    /// Cuts a row of cells at every corner in it, so that each part is made of trapezoids.
    fn cut(&mut self, outline: &'a Outline, (low, high): (f64, f64)) {
        self.edges.clear();
        self.edges
            .extend(outline.edges.iter().filter(|e| e.start.y.min(e.end.y) < high && e.start.y.max(e.end.y) > low));
        self.ends.clear();
        self.ends.extend([low, high]);
        self.ends.extend(self.edges.iter().flat_map(|e| [e.start.y, e.end.y]).filter(|y| *y > low && *y < high));
        self.ends.sort_by(f64::total_cmp);
    }

    /// Where a northing enters and leaves the water, rising.
    fn crossings(&mut self, y: f64) -> &[f64] {
        self.xs.clear();
        for edge in &self.edges {
            if (edge.start.y > y) != (edge.end.y > y) {
                let share = (y - edge.start.y) / (edge.end.y - edge.start.y);
                self.xs.push(edge.start.x + share * (edge.end.x - edge.start.x));
            }
        }
        self.xs.sort_by(f64::total_cmp);
        &self.xs
    }
}

/// Adds what lies on a lake: its area is exact, also where it is far smaller than a cell.
pub(super) fn over(
    outline: &Outline,
    depth_m: f64,
    deposit: &Deposit<'_>,
    limits: &[WaterLimit],
    received: &mut Received,
) {
    let place = deposit.place;
    let mut rows = Rows::default();
    for (k, level) in Level::all().into_iter().enumerate().filter(|(k, _)| deposit.is_on(*k)) {
        let (half_m, cell_m) = (level.half_width_m(), level.cell_m);
        let index = |y: f64| ((y - place.y + half_m) / cell_m).clamp(0.0, CELLS as f64);
        for row in index(outline.bounds.min().y) as usize..index(outline.bounds.max().y).ceil() as usize {
            let low = place.y - half_m + row as f64 * cell_m;
            rows.cut(outline, (low, low + cell_m));
            for part in 1..rows.ends.len() {
                let (from, to) = (rows.ends[part - 1], rows.ends[part]);
                if to - from < ROW_MIN_M {
                    continue;
                }
                let y = 0.5 * (from + to);
                let strip = Strip { level, k, row, y: y - place.y, row_m: to - from };
                for pair in rows.crossings(y).chunks_exact(2) {
                    strip.share_out((pair[0] - place.x, pair[1] - place.x), depth_m, deposit, limits, received);
                }
            }
        }
    }
}

/// A row of water on one level.
struct Strip {
    level: Level,
    k: usize,
    row: usize,
    y: f64,
    row_m: f64,
}

impl Strip {
    fn share_out(
        &self,
        (from, to): (f64, f64),
        depth_m: f64,
        deposit: &Deposit<'_>,
        limits: &[WaterLimit],
        received: &mut Received,
    ) {
        let (half_m, cell_m) = (self.level.half_width_m(), self.level.cell_m);
        let (from, to) = (from.max(-half_m), to.min(half_m));
        if from >= to {
            return;
        }
        let column = |x: f64| (((x + half_m) / cell_m) as usize).min(CELLS - 1);
        for column in column(from)..=column(to) {
            if self.k > 0 && is_finer(self.row, column) {
                continue;
            }
            let west = column as f64 * cell_m - half_m;
            let width_m = (to.min(west + cell_m) - from.max(west)).max(0.0);
            let patch = Patch {
                deposit_kg_m2: deposit.in_cell(self.k, self.row * CELLS + column),
                area_m2: width_m * self.row_m,
                extent: width_m * self.row_m,
                depth_m,
                distance_m: (west + 0.5 * cell_m).hypot(self.y),
            };
            received.take(&patch, limits);
        }
    }
}

/// True for a cell that the next finer level covers: 161 cells of a seventh of the width are the middle 23 cells.
fn is_finer(row: usize, column: usize) -> bool {
    const MIDDLE: usize = CELLS / 2;
    const HALF: usize = CELLS / 7 / 2;
    row.abs_diff(MIDDLE) <= HALF && column.abs_diff(MIDDLE) <= HALF
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells left to the finer level have exactly its extent.
    #[test]
    fn levels_join_without_gap_or_overlap() {
        for pair in Level::all().windows(2) {
            let covered = (0..CELLS).filter(|column| is_finer(CELLS / 2, *column)).count();
            let width_m = covered as f64 * pair[1].cell_m;
            assert!((width_m - 2.0 * pair[0].half_width_m()).abs() < 1e-9, "{width_m}");
        }
    }
}
