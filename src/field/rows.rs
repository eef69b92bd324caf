//! A path added to the cells of a level, row by row, in single precision and in vectors of the width that the processor
//! is found to have. Against double precision values move by a few millionths.

use std::ops::Range;

use libm::erf;
use pulp::{Arch, NullaryFnOnce};

use super::level::{LevelField, PAD};
use super::{Quantity, REACH_SIGMAS};
use crate::grid::CELLS;
use crate::soil::index::SoilWeights;
use crate::transport::fast_math::{ROUNDER, exp, ln};
use crate::transport::path::Path;

/// Cells of a row, padded.
const ROW: usize = CELLS.next_multiple_of(16);

/// What the rows need of a path: widths and values on the axis, node by node.
pub(super) struct NodeTable {
    inverse_two_sigma2: Vec<f32>,
    /// Departure of the axis to the left of the line.
    offset_m: Vec<f32>,
    /// Values of the quantities of a node side by side, padded.
    values: Vec<f32>,
    /// First quantities of the blocks of which some node has a value above zero.
    blocks: Vec<usize>,
    first_m: f32,
    per_ratio: f32,
}

impl NodeTable {
    /// The table of a path. Its nodes stand at zero, at a first distance, and on in a constant ratio.
    pub(super) fn new(path: &Path, quantities: &[Quantity], soil: &[SoilWeights]) -> Self {
        let stride = quantities.len().next_multiple_of(PAD);
        let mut values = vec![0.0; path.nodes.len() * stride];
        for (node, values) in path.nodes.iter().zip(values.chunks_exact_mut(stride)) {
            for (value, quantity) in values.iter_mut().zip(quantities) {
                *value = node.value(*quantity, soil) as f32;
            }
        }
        let has_value =
            |block: &usize| values.chunks_exact(stride).any(|v| v[*block..*block + PAD].iter().any(|v| *v > 0.0));
        let blocks = (0..stride).step_by(PAD).filter(has_value).collect();
        let (first_m, second_m) = (path.nodes[1].distance_m, path.nodes[2].distance_m);
        Self {
            inverse_two_sigma2: path.nodes.iter().map(|node| node.inverse_two_sigma2 as f32).collect(),
            offset_m: path.nodes.iter().map(|node| node.offset_m as f32).collect(),
            values,
            blocks,
            first_m: first_m as f32,
            per_ratio: (1.0 / (second_m / first_m).ln()) as f32,
        }
    }
}

/// Adds a path to the cells of a level that it can reach.
pub(super) fn add_path(field: &mut LevelField, path: &Path, table: &NodeTable) {
    let level = field.level;
    let start_sigma_m = path.nodes[0].sigma_y_m as f32;
    let arch = Arch::new();
    for row in 0..CELLS {
        let north_m = level.centre_m(row);
        let columns = path.columns(level, north_m);
        if columns.is_empty() {
            continue;
        }
        field.widen(&(row..row + 1), &columns);
        let stride = field.stride();
        let west_m = level.centre_m(columns.start) as f32;
        let cells = field.row_mut(row, &columns);
        let direction = (path.direction.0 as f32, path.direction.1 as f32);
        let downwind_m = path.downwind_m as f32;
        let places =
            Places { columns, west_m, cell_m: level.cell_m as f32, north_m: north_m as f32, direction, downwind_m };
        arch.dispatch(RowOf { cells, stride, places, start_sigma_m, table });
    }
}

/// Cells of a row.
struct Places {
    columns: Range<usize>,
    west_m: f32,
    cell_m: f32,
    north_m: f32,
    direction: (f32, f32),
    /// Distance downwind at which the path starts.
    downwind_m: f32,
}

/// A row that a path is added to.
struct RowOf<'a> {
    cells: &'a mut [f32],
    stride: usize,
    places: Places,
    start_sigma_m: f32,
    table: &'a NodeTable,
}

/// By cell of a row: the node before it, the share of the way to the next, and the weight of the path.
struct Passages {
    node: [u32; ROW],
    share: [f32; ROW],
    weight: [f32; ROW],
}

impl NullaryFnOnce for RowOf<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let count = self.places.columns.len();
        let mut passages = Passages { node: [0; ROW], share: [0.0; ROW], weight: [0.0; ROW] };
        let nearest_m = self.passages(count, &mut passages);
        if nearest_m < 3.0 * self.start_sigma_m {
            self.see_only_upwind(count, &mut passages);
        }
        let stride = self.stride;
        for (k, cell) in self.cells.chunks_exact_mut(stride).enumerate() {
            let (weight, share) = (passages.weight[k], passages.share[k]);
            if weight > 0.0 {
                let near = passages.node[k] as usize * stride;
                let nodes = &self.table.values[near..near + 2 * stride];
                for block in &self.table.blocks {
                    let (near, far) = (&nodes[*block..], &nodes[stride + *block..]);
                    add_mixed(&mut cell[*block..], near, far, weight * (1.0 - share), weight * share);
                }
            }
        }
    }
}

impl RowOf<'_> {
    /// Fills in the passages; gives the shortest way along the path.
    #[inline(always)]
    fn passages(&self, count: usize, passages: &mut Passages) -> f32 {
        let table = self.table;
        let (to_east, to_north) = self.places.direction;
        let (along_0, across_0) =
            (self.places.north_m * to_north - self.places.downwind_m, self.places.north_m * to_east);
        let last = (table.inverse_two_sigma2.len() - 2) as i32 as f32;
        let behind_m = -REACH_SIGMAS as f32 * self.start_sigma_m;
        let per_first = 1.0 / table.first_m;
        let mut along_m = [0.0_f32; ROW];
        let mut exponent = [0.0_f32; ROW];
        for k in 0..count {
            let east_m = self.places.west_m + k as i32 as f32 * self.places.cell_m;
            let along = east_m * to_east + along_0;
            let across = across_0 - east_m * to_north;
            let firsts = (if along > 0.0 { along } else { 0.0 }) * per_first;
            let on = if firsts > 1.0 { firsts } else { 1.0 };
            let position = if firsts > 1.0 { 1.0 + ln(on) * table.per_ratio } else { firsts };
            // The node before: half less, rounded. On a node it may be the one before that, with all the way to go.
            let node = (position - 0.5 + ROUNDER) - ROUNDER;
            let node = if node > 0.0 { node } else { 0.0 };
            let node = if node < last { node } else { last };
            let share = position - node;
            passages.node[k] = (node + ROUNDER).to_bits().wrapping_sub(ROUNDER.to_bits());
            passages.share[k] = if share < 1.0 { share } else { 1.0 };
            (along_m[k], exponent[k]) = (along, across);
        }
        for ((exponent, node), share) in exponent.iter_mut().zip(passages.node).zip(passages.share).take(count) {
            let node = node as usize;
            let mixed = |values: &[f32]| values[node] + share * (values[node + 1] - values[node]);
            let off = *exponent - mixed(&table.offset_m);
            *exponent = off * off * mixed(&table.inverse_two_sigma2);
        }
        const EXPONENT_MAX: f32 = (0.5 * REACH_SIGMAS * REACH_SIGMAS) as f32;
        let mut nearest_m = f32::INFINITY;
        for k in 0..count {
            let reached = (exponent[k] <= EXPONENT_MAX) & (along_m[k] >= behind_m);
            passages.weight[k] = if reached { exp(-exponent[k]) } else { 0.0 };
            nearest_m = if along_m[k] < nearest_m { along_m[k] } else { nearest_m };
        }
        nearest_m
    }

    /// Beside the start a point sees only the part of the cloud that is upwind of it.
    #[inline(always)]
    fn see_only_upwind(&self, count: usize, passages: &mut Passages) {
        let (to_east, to_north) = self.places.direction;
        for (k, weight) in passages.weight[..count].iter_mut().enumerate().filter(|(_, weight)| **weight > 0.0) {
            let east_m = self.places.west_m + k as i32 as f32 * self.places.cell_m;
            let along = east_m * to_east + self.places.north_m * to_north - self.places.downwind_m;
            if along < 3.0 * self.start_sigma_m {
                let scaled = f64::from(along / self.start_sigma_m) / std::f64::consts::SQRT_2;
                *weight *= (0.5 * (1.0 + erf(scaled))) as f32;
            }
        }
    }
}

/// Adds the mix of two nodes to the first block of quantities of a cell.
#[inline(always)]
fn add_mixed(cell: &mut [f32], near: &[f32], far: &[f32], of_near: f32, of_far: f32) {
    let (cell, near, far) = (&mut cell[..PAD], &near[..PAD], &far[..PAD]);
    for k in 0..PAD {
        cell[k] += of_near * near[k] + of_far * far[k];
    }
}
