//! The deposit along a river: its line is walked in steps of half a cell, and its width in strips of one.

use geo::{Coord, Line, LineString};

use super::WaterLimit;
use super::deposit::{Deposit, cell_m_at};
use super::mixing::Mixing;
use super::received::{Patch, Received};
use crate::grid::Level;

/// Most strips across a river.
const STRIPS_MAX: f64 = 24.0;

/// Steps along a line, cells of the grid.
const STEP_CELLS: f64 = 0.5;

/// Adds what lies on a river.
pub(super) fn along(
    lines: &[LineString<f64>],
    mixing: &Mixing,
    deposit: &Deposit<'_>,
    limits: &[WaterLimit],
    received: &mut Received,
) {
    let edge_m = Level::all()[Level::all().len() - 1].half_width_m();
    for segment in lines.iter().flat_map(LineString::lines) {
        let from_place = Line::new(segment.start - deposit.place, segment.end - deposit.place);
        if let Some(inside) = clipped(from_place, edge_m) {
            walk(inside, mixing, deposit, limits, received);
        }
    }
}

fn walk(segment: Line<f64>, mixing: &Mixing, deposit: &Deposit<'_>, limits: &[WaterLimit], received: &mut Received) {
    let length_m = segment.delta().x.hypot(segment.delta().y);
    if length_m <= 0.0 {
        return;
    }
    let along = segment.delta() / length_m;
    let across = Coord { x: -along.y, y: along.x };
    let mut done_m = 0.0;
    while done_m < length_m {
        // A step that starts on the very edge of the grids has its middle inside.
        let start = segment.start + along * (done_m + 1e-3).min(length_m);
        let Some(cell_m) = cell_m_at(start) else { return };
        let step_m = (STEP_CELLS * cell_m).min(length_m - done_m).max(1e-3);
        let middle = segment.start + along * (done_m + 0.5 * step_m);
        let patch = Patch {
            deposit_kg_m2: across_mean(middle, across, mixing.width_m, cell_m, deposit),
            area_m2: step_m * mixing.width_m,
            extent: step_m,
            depth_m: mixing.depth_m,
            distance_m: middle.x.hypot(middle.y),
        };
        received.take(&patch, limits);
        done_m += step_m;
    }
}

/// Mean deposit across a river.
fn across_mean(middle: Coord<f64>, across: Coord<f64>, width_m: f64, cell_m: f64, deposit: &Deposit<'_>) -> [f64; 4] {
    let strips = (width_m / cell_m).ceil().clamp(1.0, STRIPS_MAX);
    let mut sum = [0.0; 4];
    for strip in 0..strips as usize {
        let off_m = width_m * ((strip as f64 + 0.5) / strips - 0.5);
        let here = deposit.at(middle + across * off_m);
        sum.iter_mut().zip(here).for_each(|(sum, d)| *sum += d / strips);
    }
    sum
}

/// The part of a segment inside a square about the origin (Liang & Barsky 1984, ACM Trans. Graph. 3, 1-22).
fn clipped(segment: Line<f64>, half_m: f64) -> Option<Line<f64>> {
    let (start, delta) = (segment.start, segment.delta());
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    for (p, q) in [
        (-delta.x, start.x + half_m),
        (delta.x, half_m - start.x),
        (-delta.y, start.y + half_m),
        (delta.y, half_m - start.y),
    ] {
        if p == 0.0 {
            if q < 0.0 {
                return None;
            }
        } else if p < 0.0 {
            from = from.max(q / p);
        } else {
            to = to.min(q / p);
        }
    }
    (from < to).then(|| Line::new(start + delta * from, start + delta * to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_at_the_square() {
        let line = |a: (f64, f64), b: (f64, f64)| Line::new(a, b);
        let cut = clipped(line((-30.0, 0.0), (30.0, 0.0)), 10.0).expect("crosses");
        assert!((cut.start.x + 10.0).abs() < 1e-12 && (cut.end.x - 10.0).abs() < 1e-12);
        assert_eq!(clipped(line((1.0, 2.0), (3.0, 4.0)), 10.0), Some(line((1.0, 2.0), (3.0, 4.0))));
        assert_eq!(clipped(line((-30.0, 11.0), (30.0, 11.0)), 10.0), None);
        assert_eq!(clipped(line((11.0, -30.0), (30.0, 0.0)), 10.0), None);
    }
}
