//! A path added to the cells of a level, row by row, in single precision and in vectors of the width that the processor
//! is found to have. Against double precision values move by a few millionths.

use std::ops::Range;

use pulp::{Arch, NullaryFnOnce};

use super::level::{LevelField, ROW, whole_groups};
use super::{Quantity, REACH_SIGMAS};
use crate::grid::{CELLS, Level};
use crate::soil::index::SoilWeights;
use crate::transport::fast_math::{ROUNDER, exp, ln, share_below};
use crate::transport::path::{NODES, Node, Path, START_SIGMAS};

/// Entries of a table by node; a power of two, so that no index lies outside.
const TABLE: usize = NODES.next_power_of_two();

/// What the rows need of a path: widths and values on the axis, node by node.
pub(super) struct NodeTable {
    inverse_two_sigma2: [f32; TABLE],
    /// Departure of the axis to the left of the line.
    offset_m: [f32; TABLE],
    /// Quantities of which some node has a value above zero, and the values.
    columns: Vec<(usize, [f32; TABLE])>,
    last: f32,
    first_m: f32,
    per_ratio: f32,
}

impl NodeTable {
    /// The table of a path. Its nodes stand at zero, at a first distance, and on in a constant ratio.
    pub(super) fn new(path: &Path, quantities: &[Quantity], soil: &[SoilWeights]) -> Self {
        let table = |value: &dyn Fn(&Node) -> f64| {
            let mut table = [0.0; TABLE];
            table.iter_mut().zip(&path.nodes).for_each(|(entry, node)| *entry = value(node) as f32);
            table
        };
        let columns = quantities.iter().map(|quantity| table(&|node| node.value(*quantity, soil))).enumerate();
        let (first_m, second_m) = (path.nodes[1].distance_m, path.nodes[2].distance_m);
        Self {
            inverse_two_sigma2: table(&|node| node.inverse_two_sigma2),
            offset_m: table(&|node| node.offset_m),
            columns: columns.filter(|(_, table)| table.iter().any(|value| *value > 0.0)).collect(),
            last: (path.nodes.len() - 2) as f32,
            first_m: first_m as f32,
            per_ratio: (1.0 / (second_m / first_m).ln()) as f32,
        }
    }
}

/// Adds paths to the cells of a level that they can reach, each quantity within a distance of the place, m.
pub(super) fn add_paths(field: &mut LevelField, paths: &[Path], tables: &[NodeTable], reach_m: &[Option<f64>]) {
    Arch::new().dispatch(Paths { field, paths, tables, reach_m });
}

/// Paths that are added to a level.
struct Paths<'a> {
    field: &'a mut LevelField,
    paths: &'a [Path],
    tables: &'a [NodeTable],
    reach_m: &'a [Option<f64>],
}

impl NullaryFnOnce for Paths<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { field, paths, tables, reach_m } = self;
        let level = field.level;
        let mut passages = Passages::NONE;
        let mut within = vec![0..0; reach_m.len()];
        for row in 0..CELLS {
            let north_m = level.centre_m(row);
            for (within, reach_m) in within.iter_mut().zip(reach_m) {
                *within = reach_m.map_or(0..0, |reach_m| columns_within(level, north_m, reach_m));
            }
            for (path, table) in paths.iter().zip(tables) {
                let wedge = whole_groups(&path.columns(level, north_m));
                let spans = || table.columns.iter().map(|(quantity, _)| common(&wedge, &within[*quantity]));
                let first = spans().filter(|s| !s.is_empty()).map(|s| s.start).min().unwrap_or(ROW);
                let end = spans().filter(|s| !s.is_empty()).map(|s| s.end).max().unwrap_or(0);
                if first >= end {
                    continue;
                }
                RowOf::new(level, north_m, first..end, path, table).fill(&mut passages);
                for ((quantity, values), span) in table.columns.iter().zip(spans()).filter(|(_, s)| !s.is_empty()) {
                    let at = span.start - first..span.end - first;
                    add_mixed(field.row_mut(*quantity, row, &span), &passages, at, values);
                }
            }
        }
    }
}

/// Columns of a row that lie within a distance of the place, and two cells more, in whole groups: a contour is drawn
/// between a cell that reaches a value and its neighbours that do not.
#[inline(always)]
fn columns_within(level: Level, north_m: f64, reach_m: f64) -> Range<usize> {
    let reach_m = reach_m + 2.0 * level.cell_m;
    if north_m.abs() > reach_m {
        return 0..0;
    }
    let (half_m, half_chord_m) = (level.half_width_m(), (reach_m * reach_m - north_m * north_m).sqrt());
    let column = |east_m: f64| ((east_m + half_m) / level.cell_m).clamp(0.0, CELLS as f64) as usize;
    // Neighbours in the row above or below may lie further out than the chord.
    let margin = 2;
    whole_groups(&(column(-half_chord_m).saturating_sub(margin)..(column(half_chord_m) + 1 + margin).min(CELLS)))
}

#[inline(always)]
fn common(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    a.start.max(b.start)..a.end.min(b.end)
}

/// By cell of a row: the node before it, and how much of that and of the next node it sees.
struct Passages {
    node: [u32; ROW],
    of_near: [f32; ROW],
    of_far: [f32; ROW],
}

impl Passages {
    const NONE: Self = Self { node: [0; ROW], of_near: [0.0; ROW], of_far: [0.0; ROW] };
}

/// Cells of a row that a path is added to.
struct RowOf<'a> {
    columns: Range<usize>,
    west_m: f32,
    cell_m: f32,
    north_m: f32,
    direction: (f32, f32),
    /// Distance downwind at which the path starts.
    downwind_m: f32,
    start_sigma_m: f32,
    table: &'a NodeTable,
}

impl<'a> RowOf<'a> {
    #[inline(always)]
    fn new(level: Level, north_m: f64, columns: Range<usize>, path: &Path, table: &'a NodeTable) -> Self {
        Self {
            west_m: level.centre_m(columns.start) as f32,
            columns,
            cell_m: level.cell_m as f32,
            north_m: north_m as f32,
            direction: (path.direction.0 as f32, path.direction.1 as f32),
            downwind_m: path.downwind_m as f32,
            start_sigma_m: path.nodes[0].sigma_y_m as f32,
            table,
        }
    }

    /// Fills in the passages, the first column first.
    #[inline(always)]
    fn fill(&self, passages: &mut Passages) {
        let count = self.columns.len().min(ROW);
        let Passages { node, of_near, of_far } = passages;
        let (mut share, mut along_m, mut across_m) = ([0.0_f32; ROW], [0.0_f32; ROW], [0.0_f32; ROW]);
        let table = self.table;
        let (to_east, to_north) = self.direction;
        let (along_0, across_0) = (self.north_m * to_north - self.downwind_m, self.north_m * to_east);
        let behind_m = -REACH_SIGMAS as f32 * self.start_sigma_m;
        let per_first = 1.0 / table.first_m;
        for k in 0..count {
            let east_m = self.west_m + k as i32 as f32 * self.cell_m;
            let along = east_m * to_east + along_0;
            let across = across_0 - east_m * to_north;
            let firsts = (if along > 0.0 { along } else { 0.0 }) * per_first;
            let on = if firsts > 1.0 { firsts } else { 1.0 };
            let position = if firsts > 1.0 { 1.0 + ln(on) * table.per_ratio } else { firsts };
            // The node before: half less, rounded. On a node it may be the one before that, with all the way to go.
            let before = (position - 0.5 + ROUNDER) - ROUNDER;
            let before = if before > 0.0 { before } else { 0.0 };
            let before = if before < table.last { before } else { table.last };
            node[k] = (before + ROUNDER).to_bits().wrapping_sub(ROUNDER.to_bits());
            share[k] = if position - before < 1.0 { position - before } else { 1.0 };
            (along_m[k], across_m[k]) = (along, across);
        }
        const EXPONENT_MAX: f32 = (0.5 * REACH_SIGMAS * REACH_SIGMAS) as f32;
        let mut nearest_m = f32::INFINITY;
        for k in 0..count {
            let mixed = |(near, far): (f32, f32)| near + share[k] * (far - near);
            let off = across_m[k] - mixed(nodes(&table.offset_m, node[k]));
            let exponent = off * off * mixed(nodes(&table.inverse_two_sigma2, node[k]));
            let reached = (exponent <= EXPONENT_MAX) & (along_m[k] >= behind_m);
            let weight = if reached { exp(-exponent) } else { 0.0 };
            nearest_m = if along_m[k] < nearest_m { along_m[k] } else { nearest_m };
            (of_near[k], of_far[k]) = (weight * (1.0 - share[k]), weight * share[k]);
        }
        if nearest_m < START_SIGMAS as f32 * self.start_sigma_m {
            self.see_only_upwind(&along_m[..count], of_near, of_far);
        }
        // What fills the last group up lies outside of the level.
        for k in CELLS.saturating_sub(self.columns.start)..count {
            (of_near[k], of_far[k]) = (0.0, 0.0);
        }
    }

    /// Beside the start a point sees only the part of the cloud that is upwind of it.
    #[inline(always)]
    fn see_only_upwind(&self, along_m: &[f32], of_near: &mut [f32; ROW], of_far: &mut [f32; ROW]) {
        let per_sigma = 1.0 / self.start_sigma_m;
        for ((along_m, of_near), of_far) in along_m.iter().zip(of_near).zip(of_far) {
            let sigmas = *along_m * per_sigma;
            let seen = if sigmas < 3.0 { share_below(sigmas) } else { 1.0 };
            *of_near *= seen;
            *of_far *= seen;
        }
    }
}

#[inline(always)]
fn nodes(table: &[f32; TABLE], node: u32) -> (f32, f32) {
    let near = node as usize & (TABLE - 1);
    (table[near], table[(near + 1) & (TABLE - 1)])
}

/// Adds the mix of two nodes to cells that stand at given ones of the passages.
#[inline(always)]
fn add_mixed(cells: &mut [f32], passages: &Passages, at: Range<usize>, values: &[f32; TABLE]) {
    let (node, of_near, of_far) = (&passages.node[at.clone()], &passages.of_near[at.clone()], &passages.of_far[at]);
    for (((cell, node), of_near), of_far) in cells.iter_mut().zip(node).zip(of_near).zip(of_far) {
        let (near, far) = nodes(values, *node);
        *cell += *of_near * near + *of_far * far;
    }
}
