//! Counts over the members: how often each cell exceeds each limit, and histograms of the raster quantities.

use serde::{Deserialize, Serialize};

use crate::field::LevelField;
use crate::grid::{CELLS, Level};

/// Bins a decade of the histograms: a bin is a factor of 1.47 wide, and quantiles are interpolated within it.
pub(super) const BINS_PER_DECADE: f64 = 6.0;
/// Lowest power of ten that is told from zero.
pub(super) const LOWEST_DECADE: f64 = -13.0;
/// Bins: one for zero, then 14 decades.
pub(super) const BINS: usize = 85;

/// One quantity on one level of which quantiles are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RasterPlan {
    /// Index into the quantities.
    pub quantity: usize,
    /// Index of the level.
    pub level: usize,
    /// Decades by which the bins start above `LOWEST_DECADE`: contents of the soil are multiples of a limit and reach
    /// tens of thousands.
    pub raised_decades: i8,
}

impl RasterPlan {
    /// Lowest value that is told from zero, in the unit of the quantity.
    pub fn lowest(&self) -> f64 {
        10_f64.powf(self.first_decade())
    }

    /// Power of ten at which the bins start.
    pub(super) fn first_decade(&self) -> f64 {
        LOWEST_DECADE + f64::from(self.raised_decades)
    }
}

/// Counts of a share of the members; two shares add up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// Members counted.
    pub members: u32,
    /// By level: members whose main place (for the species) exceeds each criterion in a cell, in the frame of that
    /// place: criterion after criterion, each cell by cell.
    pub(super) about_impact: Vec<Vec<u32>>,
    /// By criterion and cell of the geographic level: members that exceed it there.
    geographic: Vec<Vec<u32>>,
    /// Level of the geographic counts, centred on the local plane.
    pub(super) geographic_level: Level,
    /// The member now counted has already marked these cells; none between two members.
    #[serde(skip)]
    pub(super) marked: Vec<Vec<bool>>,
    /// Counts by raster, bin and cell: neighbours are mostly in the same bin.
    pub(super) histograms: Vec<Vec<u32>>,
    pub(super) plans: Vec<RasterPlan>,
}

impl Tally {
    /// An empty tally.
    pub fn new(criteria: usize, geographic_level: Level, plans: &[RasterPlan]) -> Self {
        let cells = CELLS * CELLS;
        Self {
            members: 0,
            about_impact: vec![vec![0; cells * criteria]; Level::all().len()],
            geographic: vec![vec![0; cells]; criteria],
            geographic_level,
            marked: vec![vec![false; cells]; criteria],
            histograms: vec![vec![0; cells * BINS]; plans.len()],
            plans: plans.to_vec(),
        }
    }

    /// Books the marks of the member and counts it.
    pub fn end_member(&mut self) {
        self.members += 1;
        for (counts, marks) in self.geographic.iter_mut().zip(&mut self.marked) {
            for (count, mark) in counts.iter_mut().zip(marks) {
                *count += u32::from(std::mem::take(mark));
            }
        }
    }

    /// True where both count the same things: what was read from a file may be of any shape.
    pub fn counts_the_same_as(&self, other: &Self) -> bool {
        fn lengths(counts: &[Vec<u32>]) -> impl Iterator<Item = usize> + '_ {
            counts.iter().map(Vec::len)
        }
        self.geographic_level == other.geographic_level
            && self.plans == other.plans
            && lengths(&self.about_impact).eq(lengths(&other.about_impact))
            && lengths(&self.geographic).eq(lengths(&other.geographic))
            && lengths(&self.histograms).eq(lengths(&other.histograms))
    }

    /// Adds the counts of another tally of the same things.
    pub fn merge(&mut self, other: &Self) {
        self.members += other.members;
        let add = |ours: &mut Vec<u32>, theirs: &Vec<u32>| {
            ours.iter_mut().zip(theirs).for_each(|(a, b)| *a = a.saturating_add(*b));
        };
        for (ours, theirs) in self.about_impact.iter_mut().zip(&other.about_impact) {
            add(ours, theirs);
        }
        for (ours, theirs) in self.geographic.iter_mut().zip(&other.geographic) {
            add(ours, theirs);
        }
        for (ours, theirs) in self.histograms.iter_mut().flatten().zip(other.histograms.iter().flatten()) {
            *ours = ours.saturating_add(*theirs);
        }
    }

    /// Probability of exceedance about the impact on all levels, as fields with the one quantity.
    pub fn probability_about_impact(&self, criterion: usize) -> Vec<LevelField> {
        Level::all()
            .iter()
            .zip(&self.about_impact)
            .map(|(level, counts)| {
                let of_one = &counts[criterion * CELLS * CELLS..(criterion + 1) * CELLS * CELLS];
                LevelField::of_one(*level, &self.shares(of_one.iter().copied()))
            })
            .collect()
    }

    /// Probability of exceedance on the geographic level.
    pub fn probability_geographic(&self, criterion: usize) -> LevelField {
        LevelField::of_one(self.geographic_level, &self.shares(self.geographic[criterion].iter().copied()))
    }

    /// Quantile of a raster on the cells of its level, row by row from the south-west.
    pub fn quantile(&self, raster: usize, share: f64) -> Vec<f32> {
        let first = self.plans[raster].first_decade();
        let counts = &self.histograms[raster];
        let of_cell = |cell: usize| {
            let histogram: [u32; BINS] = std::array::from_fn(|bin| counts[bin * CELLS * CELLS + cell]);
            quantile(&histogram, first, self.members, share)
        };
        (0..CELLS * CELLS).map(of_cell).collect()
    }

    /// The rasters.
    pub fn plans(&self) -> &[RasterPlan] {
        &self.plans
    }

    fn shares(&self, counts: impl Iterator<Item = u32>) -> Vec<f32> {
        let raw: Vec<f32> = counts.map(|count| count as f32 / self.members.max(1) as f32).collect();
        smoothed(&raw)
    }
}

/// Standard deviation of the smoothing of probabilities, cells. A few hundred members leave gaps of a cell or two
/// between their plumes; a kernel of that width closes them and moves a contour by less than it.
const SMOOTHING_CELLS: f64 = 1.2;

/// A field of probabilities under a normal kernel, one direction after the other; at the edge the kernel is cut and
/// weighted anew.
fn smoothed(raw: &[f32]) -> Vec<f32> {
    let reach = (3.0 * SMOOTHING_CELLS).ceil() as i64;
    let kernel: Vec<f32> =
        (-reach..=reach).map(|k| (-0.5 * (k as f64 / SMOOTHING_CELLS).powi(2)).exp() as f32).collect();
    let along = |input: &[f32], stride: usize, other: usize| {
        let mut output = vec![0.0_f32; input.len()];
        for line in 0..CELLS {
            for k in 0..CELLS {
                let (mut sum, mut weight) = (0.0, 0.0);
                for (offset, w) in (-reach..=reach).zip(&kernel) {
                    let at = k as i64 + offset;
                    if (0..CELLS as i64).contains(&at) {
                        sum += w * input[line * other + at as usize * stride];
                        weight += w;
                    }
                }
                output[line * other + k * stride] = sum / weight;
            }
        }
        output
    };
    along(&along(raw, 1, CELLS), CELLS, 1)
}

/// Quantile over all members: those that are not in the histogram have nothing there.
fn quantile(histogram: &[u32], first_decade: f64, members: u32, share: f64) -> f32 {
    let counted: u32 = histogram.iter().sum();
    let target = share * f64::from(members);
    let mut below = f64::from(members.saturating_sub(counted)) + f64::from(histogram[0]);
    if below >= target {
        return 0.0;
    }
    for (k, count) in histogram.iter().enumerate().skip(1) {
        let count = f64::from(*count);
        if below + count >= target && count > 0.0 {
            let inside = ((target - below) / count).clamp(0.0, 1.0);
            return 10_f64.powf(first_decade + (k as f64 - 1.0 + inside) / BINS_PER_DECADE) as f32;
        }
        below += count;
    }
    0.0
}

#[cfg(test)]
mod tests {
    use super::super::count::bin;
    use super::*;

    /// Smoothing keeps an even field as it is and the sum of a bump away from the edge.
    #[test]
    fn smoothing_keeps_even_fields_and_sums() {
        assert!(smoothed(&vec![0.3; CELLS * CELLS]).iter().all(|v| (v - 0.3).abs() < 1e-6));
        let mut bump = vec![0.0_f32; CELLS * CELLS];
        bump[80 * CELLS + 80] = 1.0;
        let sum: f32 = smoothed(&bump).iter().sum();
        assert!((sum - 1.0).abs() < 1e-5, "{sum}");
    }

    /// The quantile of a histogram is within one bin (a factor of 1.47) of the value, and zeros stay zero.
    #[test]
    fn quantiles_of_a_histogram_are_within_a_bin() {
        let mut histogram = vec![0_u32; BINS];
        for k in 1..=100 {
            histogram[bin(1e-6 * k as f32, LOWEST_DECADE) as usize] += 1;
        }
        for (share, exact) in [(0.5, 5e-5), (0.95, 9.5e-5)] {
            let found = f64::from(quantile(&histogram, LOWEST_DECADE, 100, share));
            assert!((found / exact).ln().abs() < 0.39, "{found} {exact}");
        }
        // Multiples of a limit of the soil: tens of thousands are not cut.
        let raised = RasterPlan { quantity: 0, level: 0, raised_decades: 7 }.first_decade();
        let mut soil = vec![0; BINS];
        soil[bin(8_900.0, raised) as usize] += 1;
        assert!((quantile(&soil, raised, 1, 0.5) / 8_900.0).ln().abs() < 0.39);
        histogram = vec![0; BINS];
        histogram[bin(0.0, LOWEST_DECADE) as usize] = 10;
        histogram[bin(1e-3, LOWEST_DECADE) as usize] = 1;
        assert_eq!(quantile(&histogram, LOWEST_DECADE, 11, 0.5), 0.0);
        assert_eq!(quantile(&histogram, LOWEST_DECADE, 100, 0.95), 0.0);
    }
}
