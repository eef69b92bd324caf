//! Exact shares of the cells of a grid that polygons cover.
//!
//! Cell (row, column) is the square from `column` to `column + 1` in x and from `row` to `row + 1` in y. The share is
//! the signed area to the right of the edges, summed along the row: exact for polygons with straight edges, holes
//! and any number of parts, whatever the size of a cell against them (the method of anti-aliased font drawing).

use std::ops::Range;

use geo::orient::{Direction, Orient};
use geo::{Coord, LineString, MultiPolygon};

/// Shares below this are rounding of the sum along a row and are left out.
const LEAST_SHARE: f64 = 1e-12;

/// A part of a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells {
    /// Rows.
    pub rows: Range<usize>,
    /// Columns.
    pub columns: Range<usize>,
}

impl Cells {
    /// The cells that hold polygons, no more than the given ones; none where they lie outside.
    pub fn about(polygons: &MultiPolygon<f64>, within: &Self) -> Option<Self> {
        let corners = || polygons.iter().flat_map(|polygon| polygon.exterior().coords());
        let span = |value: fn(&Coord<f64>) -> f64, range: &Range<usize>| {
            let low = corners().map(value).fold(f64::INFINITY, f64::min).floor();
            let high = corners().map(value).fold(f64::NEG_INFINITY, f64::max).ceil();
            let clamped = |at: f64| at.clamp(range.start as f64, range.end as f64) as usize;
            (low < high).then(|| clamped(low)..clamped(high)).filter(|span| !span.is_empty())
        };
        Some(Self { rows: span(|at| at.y, &within.rows)?, columns: span(|at| at.x, &within.columns)? })
    }
}

/// Calls `visit` with row, column and share (above 0, at most 1) for each cell that polygons cover, row by row.
/// Polygons must not overlap each other; the winding of their rings does not matter. Cells outside `within` are left
/// out. Memory: one row.
pub fn visit_shares(polygons: &MultiPolygon<f64>, within: &Cells, mut visit: impl FnMut(usize, usize, f64)) {
    let Some(cells) = Cells::about(polygons, within) else { return };
    let oriented = polygons.orient(Direction::Default);
    let edges = Edges::of(&oriented, &cells.rows);
    let mut row_of = RowSum::new(cells.columns.clone());
    let mut active: Vec<usize> = Vec::new();
    for (row, starting) in cells.rows.clone().zip(&edges.starting) {
        let (bottom, top) = (row as f64, row as f64 + 1.0);
        active.extend(starting);
        active.retain(|index| edges.all[*index].high() > bottom);
        for index in &active {
            if let Some((from, to)) = edges.all[*index].between(bottom, top) {
                row_of.add(from, to);
            }
        }
        row_of.drain(|column, share| visit(row, column, share));
    }
}

/// Area of polygons in cells of the grid that lie within.
pub fn covered_cells(polygons: &MultiPolygon<f64>, within: &Cells) -> f64 {
    let mut sum = 0.0;
    visit_shares(polygons, within, |_, _, share| sum += share);
    sum
}

#[derive(Debug, Clone, Copy)]
struct Edge {
    from: Coord<f64>,
    to: Coord<f64>,
}

impl Edge {
    fn low(&self) -> f64 {
        self.from.y.min(self.to.y)
    }

    fn high(&self) -> f64 {
        self.from.y.max(self.to.y)
    }

    /// The part of the edge between two heights, in its direction.
    fn between(&self, bottom: f64, top: f64) -> Option<(Coord<f64>, Coord<f64>)> {
        let cut = |y: f64| {
            if y <= bottom.max(self.low()) { bottom.max(self.low()) } else { y.min(top) }
        };
        let (from_y, to_y) = (cut(self.from.y), cut(self.to.y));
        let x_at = |y: f64| {
            let share = (y - self.from.y) / (self.to.y - self.from.y);
            self.from.x + share * (self.to.x - self.from.x)
        };
        (from_y != to_y && self.low() < top && self.high() > bottom)
            .then(|| (Coord { x: x_at(from_y), y: from_y }, Coord { x: x_at(to_y), y: to_y }))
    }
}

/// Edges that are not level, with the row (from the first one) in which each begins.
struct Edges {
    all: Vec<Edge>,
    starting: Vec<Vec<usize>>,
}

impl Edges {
    fn of(polygons: &MultiPolygon<f64>, rows: &Range<usize>) -> Self {
        let mut edges = Self { all: Vec::new(), starting: vec![Vec::new(); rows.len()] };
        for polygon in polygons {
            edges.add(polygon.exterior(), rows);
            polygon.interiors().iter().for_each(|ring| edges.add(ring, rows));
        }
        edges
    }

    fn add(&mut self, ring: &LineString<f64>, rows: &Range<usize>) {
        for line in ring.lines() {
            let edge = Edge { from: line.start, to: line.end };
            let outside = edge.high() <= rows.start as f64 || edge.low() >= rows.end as f64;
            if edge.from.y == edge.to.y || outside {
                continue;
            }
            let first = (edge.low().floor() as usize).clamp(rows.start, rows.end - 1);
            self.starting[first - rows.start].push(self.all.len());
            self.all.push(edge);
        }
    }
}

/// Changes of the covered share from one column to the next.
struct RowSum {
    columns: Range<usize>,
    change: Vec<f64>,
}

impl RowSum {
    fn new(columns: Range<usize>) -> Self {
        let change = vec![0.0; columns.len() + 2];
        Self { columns, change }
    }

    /// Adds a part of an edge that lies in one row.
    fn add(&mut self, from: Coord<f64>, to: Coord<f64>) {
        let (start, end) = (0.0, self.columns.len() as f64);
        let offset = self.columns.start as f64;
        let (mut x, mut y) = (from.x - offset, from.y);
        let last = to.x - offset;
        let slope = if last == x { 0.0 } else { (to.y - y) / (last - x) };
        loop {
            let next = next_border(x, last, start, end);
            let next_y = if next == last { to.y } else { from.y + slope * (next - (from.x - offset)) };
            self.add_within_column(0.5 * (x + next), next_y - y);
            if next == last {
                return;
            }
            (x, y) = (next, next_y);
        }
    }

    /// Adds a part of an edge that lies in one column, by its middle and its rise.
    fn add_within_column(&mut self, middle: f64, rise: f64) {
        if middle >= self.columns.len() as f64 {
            return;
        }
        let column = middle.max(0.0).floor();
        let inside = (middle - column).clamp(0.0, 1.0);
        self.change[column as usize] += rise * (1.0 - inside);
        self.change[column as usize + 1] += rise * inside;
    }

    /// Gives the shares and begins the next row. Rings run counter-clockwise: the left side of a polygon goes down.
    fn drain(&mut self, mut give: impl FnMut(usize, f64)) {
        let mut sum = 0.0;
        for (column, change) in self.columns.clone().zip(&self.change) {
            sum -= change;
            if sum > LEAST_SHARE {
                give(column, sum.min(1.0));
            }
        }
        self.change.fill(0.0);
    }
}

/// The next border between columns on the way from `x` to `last`; what lies left of `start` or right of `end` is one
/// column.
fn next_border(x: f64, last: f64, start: f64, end: f64) -> f64 {
    if last > x {
        let border = if x < start {
            start
        } else if x >= end {
            last
        } else {
            x.floor() + 1.0
        };
        border.min(last)
    } else if last < x {
        let border = if x > end {
            end
        } else if x <= start {
            last
        } else {
            x.ceil() - 1.0
        };
        border.max(last)
    } else {
        last
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Area, BooleanOps, Rect, Validation, polygon};

    const GRID: Cells = Cells { rows: 0..20, columns: 0..30 };

    fn by_intersection(polygons: &MultiPolygon<f64>, row: usize, column: usize) -> f64 {
        let (x, y) = (column as f64, row as f64);
        let cell = Rect::new(Coord { x, y }, Coord { x: x + 1.0, y: y + 1.0 }).to_polygon();
        polygons.intersection(&MultiPolygon(vec![cell])).unsigned_area()
    }

    fn table(polygons: &MultiPolygon<f64>) -> Vec<f64> {
        let mut shares = vec![0.0; 20 * 30];
        visit_shares(polygons, &GRID, |row, column, share| shares[row * 30 + column] += share);
        shares
    }

    /// Stars with a hole, inside the grid, over its edge and far larger than it, against the intersection of polygons.
    #[test]
    fn shares_are_those_of_the_intersection() {
        for (centre_x, centre_y, size) in [(12.3, 9.1, 7.0), (0.2, 19.7, 9.0), (29.0, 1.0, 4.4), (14.0, 8.0, 300.0)] {
            let ring = |radius: f64, way: f64| -> Vec<Coord<f64>> {
                let points = 17;
                (0..=points)
                    .map(|k| {
                        let k = k % points;
                        let angle = way * f64::from(k) * std::f64::consts::TAU / f64::from(points);
                        let r = radius * (0.6 + 0.4 * f64::from(k * 7 % 5) / 4.0);
                        Coord { x: centre_x + r * angle.cos(), y: centre_y + r * angle.sin() }
                    })
                    .collect()
            };
            for way in [1.0, -1.0] {
                let star = geo::Polygon::new(LineString(ring(size, way)), vec![LineString(ring(0.4 * size, 1.0))]);
                let star = MultiPolygon(vec![star]);
                assert!(star.is_valid());
                for (cell, share) in table(&star).into_iter().enumerate() {
                    let exact = by_intersection(&star, cell / 30, cell % 30);
                    assert!((share - exact).abs() < 1e-6, "{size} {cell}: {share} {exact}");
                }
            }
        }
    }

    #[test]
    fn a_square_on_the_cells_and_a_sliver_inside_one() {
        let square =
            MultiPolygon(vec![polygon![(x: 2.0, y: 3.0), (x: 5.0, y: 3.0), (x: 5.0, y: 4.0), (x: 2.0, y: 4.0)]]);
        let mut seen = Vec::new();
        visit_shares(&square, &GRID, |row, column, share| seen.push((row, column, share)));
        assert_eq!(seen, [(3, 2, 1.0), (3, 3, 1.0), (3, 4, 1.0)]);
        let sliver = MultiPolygon(vec![polygon![(x: 7.1, y: 8.2), (x: 7.3, y: 8.2), (x: 7.1, y: 8.7)]]);
        assert!((covered_cells(&sliver, &GRID) - 0.05).abs() < 1e-12);
        assert_eq!(covered_cells(&MultiPolygon(Vec::new()), &GRID), 0.0);
        assert_eq!(covered_cells(&square, &Cells { rows: 4..20, columns: 0..30 }), 0.0);
    }

    /// The area inside the grid is that of the polygon where the grid holds it.
    #[test]
    fn shares_sum_to_the_area() {
        let odd = MultiPolygon(vec![
            polygon![(x: 1.3, y: 1.7), (x: 11.9, y: 2.2), (x: 9.4, y: 13.8), (x: 4.0, y: 6.0)],
            polygon![(x: 20.5, y: 5.5), (x: 20.6, y: 19.5), (x: 29.9, y: 5.5)],
        ]);
        assert!((covered_cells(&odd, &GRID) / odd.unsigned_area() - 1.0).abs() < 1e-12);
    }
}
