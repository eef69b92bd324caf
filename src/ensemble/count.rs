//! The cells of a member counted into a tally: above each limit, and by bin of the raster quantities.

use geo::Coord;
use pulp::Arch;

use super::member::Questions;
use super::tally::{BINS, BINS_PER_DECADE, RasterPlan, Tally};
use crate::field::LevelField;
use crate::grid::{CELLS, finest_cell};
use crate::source::AirSpecies;
use crate::transport::fast_math::ln;
use crate::zone::Criterion;

/// Bins for a factor of e.
const BINS_PER_E: f32 = (BINS_PER_DECADE * std::f64::consts::LOG10_E) as f32;

impl Tally {
    /// Counts the cells of one place of a member, in the frame of that place, for the species that the place `is_main`
    /// for: each species has one main place a member.
    pub fn count_about_impact(
        &mut self,
        fields: &[LevelField],
        questions: &Questions<'_>,
        is_main: impl Fn(AirSpecies) -> bool,
    ) {
        for (field, counts) in fields.iter().zip(&mut self.about_impact) {
            let reached =
                |c: &Criterion, quantity: usize| is_main(c.quantity.species()) && field.reaches(quantity, c.level);
            let limits: Vec<(usize, usize, f32)> =
                (questions.criteria.iter().zip(questions.criterion_quantity).enumerate())
                    .filter(|(_, (c, quantity))| reached(c, **quantity))
                    .map(|(k, (c, quantity))| (k, *quantity, at_least(c.level)))
                    .collect();
            for (k, quantity, level) in &limits {
                let counts = &mut counts[k * CELLS * CELLS..(k + 1) * CELLS * CELLS];
                count_reached(field, *quantity, *level, counts);
            }
        }
        let is_shown = |plan: &RasterPlan| is_main(questions.quantities[plan.quantity].species());
        for (plan, histogram) in self.plans.iter().zip(&mut self.histograms).filter(|(plan, _)| is_shown(plan)) {
            bin_cells(&fields[plan.level], plan, histogram);
        }
    }

    /// Marks the geographic cells whose centre one place of the member puts above a limit; `reach_m` is how far each
    /// criterion reaches from the place.
    pub fn count_geographic(
        &mut self,
        fields: &[LevelField],
        questions: &Questions<'_>,
        place: Coord<f64>,
        reach_m: &[f64],
    ) {
        let limits = questions.criteria.iter().zip(questions.criterion_quantity).zip(reach_m).enumerate();
        for (k, ((criterion, quantity), reach_m)) in limits.filter(|(_, (_, reach))| **reach > 0.0) {
            for row in self.cells_within(place.y, *reach_m) {
                for column in self.cells_within(place.x, *reach_m) {
                    let centre = self.geographic_level.cell_centre(row, column);
                    let here = Coord { x: centre.x - place.x, y: centre.y - place.y };
                    let Some((level, r, c)) = finest_cell(here) else { continue };
                    self.marked[k][row * CELLS + column] |=
                        fields[level].value(*quantity, r * CELLS + c) >= criterion.level;
                }
            }
        }
    }

    /// Rows or columns of the geographic level within a distance of a coordinate.
    fn cells_within(&self, centre_m: f64, distance_m: f64) -> std::ops::Range<usize> {
        let half = self.geographic_level.half_width_m();
        let index = |v: f64| ((v + half) / self.geographic_level.cell_m).clamp(0.0, CELLS as f64);
        index(centre_m - distance_m) as usize..(index(centre_m + distance_m) as usize + 1).min(CELLS)
    }
}

/// Adds one to the counts of the cells of a quantity (by index) that reach a value.
fn count_reached(field: &LevelField, quantity: usize, value: f32, counts: &mut [u32]) {
    let columns = field.filled_columns(quantity);
    Arch::new().dispatch(
        #[inline(always)]
        || {
            for row in field.rows_reaching(quantity, value) {
                let counts = &mut counts[row * CELLS..(row + 1) * CELLS][columns.clone()];
                for (count, cell) in counts.iter_mut().zip(&field.row(quantity, row)[columns.clone()]) {
                    *count = count.wrapping_add(u32::from(*cell >= value));
                }
            }
        },
    );
}

/// Adds the cells of a raster to its counts by bin; what lies below the lowest bin counts as nothing.
fn bin_cells(field: &LevelField, plan: &RasterPlan, histogram: &mut [u32]) {
    let columns = field.filled_columns(plan.quantity);
    let mut bins = [0_u32; CELLS];
    for row in field.rows_reaching(plan.quantity, plan.lowest() as f32) {
        let values = &field.row(plan.quantity, row)[columns.clone()];
        bins_of(values, plan.first_decade(), &mut bins);
        let first = row * CELLS + columns.start;
        for (cell, bin) in (first..).zip(&bins[..values.len()]).filter(|(_, bin)| **bin > 0) {
            histogram[*bin as usize * CELLS * CELLS + cell] += 1;
        }
    }
}

fn bins_of(values: &[f32], first_decade: f64, bins: &mut [u32; CELLS]) {
    Arch::new().dispatch(
        #[inline(always)]
        || values.iter().zip(bins).for_each(|(value, at)| *at = bin(*value, first_decade)),
    );
}

/// The smallest single-precision number that is not below a level, so that both precisions agree on what exceeds it.
fn at_least(level: f64) -> f32 {
    let single = level as f32;
    if f64::from(single) < level { single.next_up() } else { single }
}

/// Bin of a value, where the bins start at a power of ten.
#[inline(always)]
pub(super) fn bin(value: f32, first_decade: f64) -> u32 {
    let position = ln(value) * BINS_PER_E - (first_decade * BINS_PER_DECADE) as f32 + 1.0;
    let highest = (BINS - 1) as f32;
    let position = if position < highest { position } else { highest };
    if value > 0.0 && position >= 1.0 { position as u32 } else { 0 }
}
