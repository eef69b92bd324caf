//! Sums of many puffs on a regular grid at one height, at the speed of a matrix product.
//!
//! A puff whose axes lie along the grid is separable: its value in a cell is a factor of the column times a factor of
//! the row. The exponentials are then taken once for a column and a row, not once for a cell, and the sum over puffs is
//! the product of two matrices. Blocks of it are held in the registers of the processor; how wide these are is found
//! out when the program runs.
//!
//! Every cell adds the puffs in the order given, by fused multiplication and addition: the result has the same bits
//! for any width and any number of threads.

use pulp::{Arch, Simd, WithSimd};
use rayon::prelude::*;

use super::fast_math::exp;

/// Factors below it are taken as zero: the product of two of them would leave the range of normal single-precision
/// numbers, which costs a hundred times the time of a product. 1e-18 is 9.1 standard deviations from the centre.
const FACTOR_MIN: f32 = 1e-18;

/// Puffs whose factors are held at a time: they fit the second-level cache.
const BATCH: usize = 128;

/// Rows of the grid whose sums are held in registers.
const TILE_ROWS: usize = 6;

/// Single-precision numbers that the rows of factors are padded to: two of the widest registers.
const PAD: usize = 32;

/// Rows that one thread fills at a time, a multiple of [`TILE_ROWS`].
const BAND_ROWS: usize = 10 * TILE_ROWS;

/// A regular grid of points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PointGrid {
    /// Points from west to east.
    pub columns: usize,
    /// Points from south to north.
    pub rows: usize,
    /// Easting of the first column, m.
    pub west_m: f32,
    /// Northing of the first row, m.
    pub south_m: f32,
    /// Spacing of the points, m.
    pub cell_m: f32,
}

/// One puff at the height of the grid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FlatPuff {
    /// Easting of the centre, m.
    pub east_m: f32,
    /// Northing of the centre, m.
    pub north_m: f32,
    /// Standard deviation to the east, m; above zero.
    pub sigma_east_m: f32,
    /// Standard deviation to the north, m; above zero.
    pub sigma_north_m: f32,
    /// Value over the centre at that height, in the unit of the result; zero or more.
    pub axis_value: f32,
}

impl PointGrid {
    /// Sums of puffs at the points, row by row from the south-west, on the threads of the current pool.
    ///
    /// ```text
    /// c(x, y) = sum over puffs of c0 exp(-(x - x0)^2 / (2 sx^2)) exp(-(y - y0)^2 / (2 sy^2))
    /// ```
    /// c0 value over the centre (x0, y0), sx and sy standard deviations.
    ///
    /// # Valid range
    /// Relative error of a puff below 1e-6 within 9 standard deviations along each axis; nothing beyond. Puffs below
    /// 1e-18 of the greatest count as nothing.
    pub fn sums(&self, puffs: &[FlatPuff]) -> Vec<f32> {
        let mut values = vec![0.0; self.columns * self.rows];
        let width = self.columns.max(1);
        values.par_chunks_mut(BAND_ROWS * width).enumerate().for_each(|(band, values)| {
            let band = Band { grid: self, first_row: band * BAND_ROWS, rows: values.len() / width };
            band.fill(puffs, values);
        });
        values
    }
}

/// Rows of a grid that are filled together.
struct Band<'a> {
    grid: &'a PointGrid,
    first_row: usize,
    rows: usize,
}

impl Band<'_> {
    fn fill(&self, puffs: &[FlatPuff], values: &mut [f32]) {
        let top = puffs.iter().map(|puff| puff.axis_value).fold(0.0, f32::max);
        if top <= 0.0 {
            return;
        }
        let width = self.grid.columns.next_multiple_of(PAD);
        let height = self.rows.next_multiple_of(TILE_ROWS);
        let mut sums = vec![0.0; width * height];
        let mut factors = Factors { of_columns: vec![0.0; BATCH * width], of_rows: vec![0.0; BATCH * height] };
        let arch = Arch::new();
        for puffs in puffs.chunks(BATCH) {
            let batch = Batch { band: self, puffs, top, width, height, factors: &mut factors, sums: &mut sums };
            arch.dispatch(batch);
        }
        for (row, sums) in values.chunks_exact_mut(self.grid.columns).zip(sums.chunks_exact(width)) {
            row.iter_mut().zip(sums).for_each(|(value, sum)| *value = top * sum);
        }
    }
}

/// Factors of a batch of puffs: by puff, then by column or row.
struct Factors {
    of_columns: Vec<f32>,
    of_rows: Vec<f32>,
}

/// One batch of puffs that is added to the sums of a band.
struct Batch<'a> {
    band: &'a Band<'a>,
    puffs: &'a [FlatPuff],
    top: f32,
    width: usize,
    height: usize,
    factors: &'a mut Factors,
    sums: &'a mut [f32],
}

impl WithSimd for Batch<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let grid = self.band.grid;
        let south_m = grid.south_m + self.band.first_row as f32 * grid.cell_m;
        for (puff, out) in self.puffs.iter().zip(self.factors.of_columns.chunks_exact_mut(self.width)) {
            bell(out, (puff.east_m - grid.west_m, puff.sigma_east_m), 1.0, grid.cell_m);
        }
        for (puff, out) in self.puffs.iter().zip(self.factors.of_rows.chunks_exact_mut(self.height)) {
            bell(out, (puff.north_m - south_m, puff.sigma_north_m), puff.axis_value / self.top, grid.cell_m);
        }
        let (columns, _) = S::as_simd_f32s(&self.factors.of_columns);
        let (sums, _) = S::as_mut_simd_f32s(self.sums);
        let vectors = self.width / S::F32_LANES;
        let columns = &columns[..self.puffs.len() * vectors];
        let rows = &self.factors.of_rows[..self.puffs.len() * self.height];
        for row in (0..self.height).step_by(TILE_ROWS) {
            for column in (0..vectors).step_by(2) {
                let sum = tile(simd, (columns, vectors, column), (rows, self.height, row));
                for (k, [left, right]) in sum.into_iter().enumerate() {
                    let at = (row + k) * vectors + column;
                    sums[at] = simd.add_f32s(sums[at], left);
                    sums[at + 1] = simd.add_f32s(sums[at + 1], right);
                }
            }
        }
    }
}

/// Sums of the products of the factors on a tile of rows and two vectors of columns; each matrix with its row length
/// and the first index of the tile.
#[inline(always)]
fn tile<S: Simd>(
    simd: S,
    (columns, width, column): (&[S::f32s], usize, usize),
    (rows, height, row): (&[f32], usize, usize),
) -> [[S::f32s; 2]; TILE_ROWS] {
    let mut sums = [[simd.splat_f32s(0.0); 2]; TILE_ROWS];
    for (columns, rows) in columns.chunks_exact(width).zip(rows.chunks_exact(height)) {
        let pair = [columns[column], columns[column + 1]];
        let factors = &rows[row..row + TILE_ROWS];
        for (sum, factor) in sums.iter_mut().zip(factors) {
            let factor = simd.splat_f32s(*factor);
            *sum = [simd.mul_add_f32s(factor, pair[0], sum[0]), simd.mul_add_f32s(factor, pair[1], sum[1])];
        }
    }
    sums
}

/// Values of a bell at evenly spaced points from zero; `(centre, sigma)` in m.
#[inline(always)]
fn bell(out: &mut [f32], (centre_m, sigma_m): (f32, f32), top: f32, spacing_m: f32) {
    let per_m2 = -0.5 / (sigma_m * sigma_m);
    for (k, value) in out.iter_mut().enumerate() {
        let off_m = k as i32 as f32 * spacing_m - centre_m;
        let factor = top * exp(per_m2 * off_m * off_m);
        *value = if factor > FACTOR_MIN { factor } else { 0.0 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GRID: PointGrid = PointGrid { columns: 75, rows: 67, west_m: -3_000.0, south_m: -2_500.0, cell_m: 80.0 };

    fn puffs(count: usize) -> Vec<FlatPuff> {
        let share = |k: usize, by: usize| ((k * by) % 997) as f32 / 997.0;
        (0..count)
            .map(|k| FlatPuff {
                east_m: -3_000.0 + 6_000.0 * share(k, 31),
                north_m: -2_500.0 + 5_000.0 * share(k, 71),
                sigma_east_m: 60.0 + 900.0 * share(k, 13),
                sigma_north_m: 50.0 + 700.0 * share(k, 17),
                axis_value: 1e-6 * (0.1 + share(k, 7)),
            })
            .collect()
    }

    fn direct(puff: &FlatPuff, x_m: f64, y_m: f64) -> f64 {
        let square = |at: f64, centre: f32, sigma: f32| ((at - f64::from(centre)) / f64::from(sigma)).powi(2);
        let east = square(x_m, puff.east_m, puff.sigma_east_m);
        let north = square(y_m, puff.north_m, puff.sigma_north_m);
        f64::from(puff.axis_value) * (-0.5 * (east + north)).exp()
    }

    /// The sum of 300 puffs, which is more than two batches, is the direct one in double precision within 2e-6: the
    /// rounding of 300 additions in single precision.
    #[test]
    fn sums_are_the_direct_ones() {
        let puffs = puffs(300);
        let found = GRID.sums(&puffs);
        for (cell, value) in found.iter().enumerate() {
            let x_m = -3_000.0 + 80.0 * (cell % GRID.columns) as f64;
            let y_m = -2_500.0 + 80.0 * (cell / GRID.columns) as f64;
            let expected: f64 = puffs.iter().map(|puff| direct(puff, x_m, y_m)).sum();
            assert!((f64::from(*value) / expected - 1.0).abs() < 2e-6, "{cell}: {value} {expected}");
        }
    }

    /// One puff on a fine grid holds its mass, 2 pi sx sy c0, within 1e-6.
    #[test]
    fn a_puff_keeps_its_mass() {
        let grid = PointGrid { columns: 161, rows: 161, west_m: -800.0, south_m: -800.0, cell_m: 10.0 };
        let puff = FlatPuff { east_m: 3.0, north_m: -7.0, sigma_east_m: 90.0, sigma_north_m: 110.0, axis_value: 2.0 };
        let sum: f64 = grid.sums(&[puff]).iter().map(|v| f64::from(*v) * 100.0).sum();
        assert!((sum / (std::f64::consts::TAU * 90.0 * 110.0 * 2.0) - 1.0).abs() < 1e-6, "{sum}");
    }

    /// Each cell adds in one order whatever the threads.
    #[test]
    fn bits_do_not_depend_on_the_threads() {
        let puffs = puffs(200);
        let with = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
            pool.install(|| GRID.sums(&puffs))
        };
        let one = with(1);
        assert!(one == with(2) && one == with(8));
        assert!(GRID.sums(&[]).iter().all(|value| *value == 0.0));
    }
}
