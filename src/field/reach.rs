//! How far from the place a quantity can reach a value: cells beyond are not computed.

use super::{Plume, Quantity, REACH_SIGMAS};
use crate::grid::Level;
use crate::source::Spill;
use crate::transport::path::{Node, Path};

/// By level, finest first: value of a quantity below which a cell need not be known; zero where every cell counts.
pub type Floors = [f64; Level::COUNT];

/// Distances at which the bound is taken: 1 m and up in this ratio, to beyond the corner of the widest level.
const RATIO: f64 = 1.05;
/// Number of distances: 1.05^245 = 155 km.
const DISTANCES: usize = 245;
/// Share of a floor that the bound has to stay below, so that rounding in single precision does not matter.
const MARGIN: f64 = 0.999;
/// Half of the diagonal of a cell, cells: the mean of a cell is not above the value at its nearest corner.
const HALF_DIAGONAL: f64 = 0.708;

/// By quantity and level: distance from the place beyond which no cell reaches the floor, m; none where no cell at all
/// does, infinite where there is no such distance.
pub(super) fn reaches_m(plume: &Plume, quantities: &[Quantity], floors: &[Floors]) -> Vec<[Option<f64>; Level::COUNT]> {
    let mut bounds = vec![vec![0.0; DISTANCES]; quantities.len()];
    for path in &plume.paths {
        let nodes = nodes_beyond(path);
        for (quantity, bound) in quantities.iter().zip(&mut bounds) {
            let tops = tops_from(path, *quantity, plume);
            if tops[0] > 0.0 {
                bound.iter_mut().zip(&nodes).for_each(|(bound, node)| *bound += tops[*node]);
            }
        }
    }
    let of = |((quantity, floors), bound): ((&Quantity, &Floors), &Vec<f64>)| {
        std::array::from_fn(|k| {
            if floors[k] <= 0.0 {
                return Some(f64::INFINITY);
            }
            let blur_m = HALF_DIAGONAL * Level::all()[k].cell_m;
            let spilt: Vec<(f64, &Spill)> = plume.spills.iter().map(|s| (plume.spilt(s, *quantity), s)).collect();
            let reaches = |j: usize| {
                let near_m = (distance_m(j) - blur_m).max(0.0);
                let spilt = spilt.iter().filter(|(amount, _)| *amount > 0.0);
                bound[j] + spilt.map(|(amount, s)| amount * s.per_m2(near_m * near_m)).sum::<f64>()
                    >= MARGIN * floors[k]
            };
            first_beyond(reaches)
        })
    };
    quantities.iter().zip(floors).zip(&bounds).map(of).collect()
}

/// Distance of the first index at which the bound, which falls, is not reached.
fn first_beyond(reaches: impl Fn(usize) -> bool) -> Option<f64> {
    let (mut low, mut high) = (0, DISTANCES);
    while low < high {
        let middle = (low + high) / 2;
        if reaches(middle) { low = middle + 1 } else { high = middle }
    }
    match low {
        0 => None,
        DISTANCES => Some(f64::INFINITY),
        _ => Some(distance_m(low)),
    }
}

/// Distance by index; the first is the place itself.
fn distance_m(index: usize) -> f64 {
    if index == 0 { 0.0 } else { RATIO.powi(index as i32 - 1) }
}

/// By distance: the last node such that all that the path holds further from the place lies beyond it on the way. Up to
/// a node the path stays within its distance along the wind and its widest cloud across.
fn nodes_beyond(path: &Path) -> [usize; DISTANCES] {
    let behind_m = REACH_SIGMAS * path.nodes[0].sigma_y_m;
    let side_m = |node: &Node| node.offset_m.abs() + REACH_SIGMAS * node.sigma_y_m;
    let mut within_m = Vec::with_capacity(path.nodes.len());
    let mut widest_m = 0.0_f64;
    for pair in path.nodes.windows(2) {
        widest_m = widest_m.max(side_m(&pair[0])).max(side_m(&pair[1]));
        let ahead_m = (path.downwind_m + pair[0].distance_m).abs().max(behind_m + path.downwind_m.abs());
        within_m.push(ahead_m.hypot(widest_m));
    }
    std::array::from_fn(|j| {
        let distance_m = distance_m(j);
        within_m.partition_point(|within| *within <= distance_m).saturating_sub(1)
    })
}

/// By node: the highest value on the axis from there on.
fn tops_from(path: &Path, quantity: Quantity, plume: &Plume) -> Vec<f64> {
    let mut tops: Vec<f64> = path.nodes.iter().map(|node| node.value(quantity, &plume.soil)).collect();
    for k in (1..tops.len()).rev() {
        tops[k - 1] = tops[k - 1].max(tops[k]);
    }
    tops
}

#[cfg(test)]
mod tests {
    use super::super::turning_tests::plume;
    use crate::field::{LevelField, Plume, Quantity};
    use crate::grid::{CELLS, Level};
    use crate::source::{AirSpecies, Spill};
    use crate::substance::{Masses, Substance};

    const QUANTITIES: [Quantity; 2] = [Quantity::Dosage(AirSpecies::Udmh), Quantity::Deposit(AirSpecies::Udmh)];

    fn with_spill() -> Plume {
        let mut mass = Masses::default();
        mass.add(Substance::Udmh, 700.0);
        Plume { spills: vec![Spill { mass, sigma_m: 30.0 }], ..plume() }
    }

    /// True where one of the cells about a cell reaches a value.
    fn near_reaches(field: &LevelField, quantity: usize, cell: usize, value: f64) -> bool {
        let about = |at: usize| at.saturating_sub(1)..(at + 2).min(CELLS);
        about(cell / CELLS).any(|r| about(cell % CELLS).any(|c| field.value(quantity, r * CELLS + c) >= value))
    }

    /// Whatever the floor: cells that reach it and their neighbours hold the same bits as without a floor, the others
    /// that or zero; the highest value is the same where it reaches the floor. Fields that were used before are as new.
    #[test]
    fn floors_change_nothing_that_reaches_them() {
        let plume = with_spill();
        let whole = plume.on_levels(&QUANTITIES);
        let mut fields = LevelField::empty_levels(QUANTITIES.len());
        for floor in [1e-9, 1e-6, 1e-4, 1e-2, 1.0, 100.0] {
            plume.onto_levels(&QUANTITIES, &[[floor; Level::COUNT]; 2], &mut fields);
            for (field, whole) in fields.iter().zip(&whole) {
                for quantity in 0..QUANTITIES.len() {
                    assert_eq!(field.reaches(quantity, floor), whole.reaches(quantity, floor));
                    assert_eq!(field.extent(quantity, floor), whole.extent(quantity, floor));
                    for cell in 0..CELLS * CELLS {
                        let (value, full) = (field.value(quantity, cell), whole.value(quantity, cell));
                        let known = near_reaches(whole, quantity, cell, floor);
                        assert!(if known { value == full } else { value <= full }, "{floor} {cell}: {value} {full}");
                    }
                }
            }
        }
        plume.onto_levels(&QUANTITIES, &[[0.0; Level::COUNT]; 2], &mut fields);
        for (field, whole) in fields.iter().zip(&whole) {
            assert!((0..CELLS * CELLS).all(|cell| (0..2).all(|q| field.value(q, cell) == whole.value(q, cell))));
        }
    }
}
