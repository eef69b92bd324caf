//! The wind on a grid in three dimensions at several times, linear between its points in space and time.

use thiserror::Error;

use crate::transport::fast_math::ROUNDER;

/// Most slices of height; with layers thinner than a ten-thousandth of the whole a search would be needed.
const SLICES_MAX: f32 = 10_000.0;

/// Wind at one point: east, north, up, m/s; the fourth is unused, so that a point is one load of the processor.
pub type WindPoint = [f32; 4];

/// Layout of a wind field.
#[derive(Debug, Clone, PartialEq)]
pub struct WindAxes {
    /// Points from west to east, the first at zero; two or more.
    pub columns: usize,
    /// Points from south to north, the first at zero; two or more.
    pub rows: usize,
    /// Spacing of columns and rows, m.
    pub spacing_m: f32,
    /// Heights of the levels above the ground, rising, m; two or more.
    pub levels_m: Vec<f32>,
    /// Time between two fields, s.
    pub interval_s: f32,
}

/// Why a wind field cannot be used.
#[derive(Debug, Error, PartialEq)]
pub enum WindError {
    /// An axis has too few points or does not rise.
    #[error("wind field: {axis} needs two or more values that rise and are finite")]
    Axis {
        /// Which.
        axis: &'static str,
    },
    /// A time has too few or too many points.
    #[error("wind field at time {time}: {found} points, but the axes ask for {expected}")]
    Points {
        /// Index of the time.
        time: usize,
        /// Points given.
        found: usize,
        /// Points of the axes.
        expected: usize,
    },
}

/// A wind field.
#[derive(Debug, Clone, PartialEq)]
pub struct WindField {
    axes: WindAxes,
    times: Vec<Vec<WindPoint>>,
    slices: Vec<Slice>,
    slices_per_m: f32,
    bottom_m: f32,
    per_spacing: f32,
}

impl WindField {
    /// A field from its points by time; within a time the levels run fastest, then columns, then rows.
    ///
    /// # Errors
    /// [`WindError`] where an axis is unusable or the count of points does not fit.
    pub fn new(axes: WindAxes, times: Vec<Vec<WindPoint>>) -> Result<Self, WindError> {
        let rises =
            axes.levels_m.windows(2).all(|pair| pair[1] > pair[0]) && axes.levels_m.iter().all(|z| z.is_finite());
        let usable = [
            ("columns", axes.columns >= 2 && axes.spacing_m > 0.0),
            ("rows", axes.rows >= 2),
            ("levels", axes.levels_m.len() >= 2 && rises),
            ("times", times.len() >= 2 && axes.interval_s > 0.0),
        ];
        if let Some((axis, _)) = usable.into_iter().find(|(_, usable)| !usable) {
            return Err(WindError::Axis { axis });
        }
        let expected = axes.columns * axes.rows * axes.levels_m.len();
        if let Some((time, points)) = times.iter().enumerate().find(|(_, points)| points.len() != expected) {
            return Err(WindError::Points { time, found: points.len(), expected });
        }
        let (slices, slices_per_m) = slices(&axes.levels_m);
        let (bottom_m, per_spacing) = (axes.levels_m[0], 1.0 / axes.spacing_m);
        Ok(Self { axes, times, slices, slices_per_m, bottom_m, per_spacing })
    }

    /// The axes.
    pub fn axes(&self) -> &WindAxes {
        &self.axes
    }

    /// Highest level, m.
    pub fn top_m(&self) -> f32 {
        self.axes.levels_m[self.axes.levels_m.len() - 1]
    }

    /// The fields before and after a time, s, and the share of the way between them; the first and the last hold
    /// beyond.
    pub fn between(&self, time_s: f64) -> TwoTimes<'_> {
        let position = (time_s / f64::from(self.axes.interval_s)).max(0.0);
        let before = (position as usize).min(self.times.len() - 2);
        let share = (position - before as f64).min(1.0) as f32;
        TwoTimes { field: self, before: &self.times[before], after: &self.times[before + 1], share }
    }
}

/// A wind field at a moment.
#[derive(Debug, Clone, Copy)]
pub struct TwoTimes<'a> {
    field: &'a WindField,
    before: &'a [WindPoint],
    after: &'a [WindPoint],
    share: f32,
}

impl TwoTimes<'_> {
    /// Wind at a place, trilinear in space and linear in time; the outermost points hold beyond the field.
    pub fn at(&self, east_m: f32, north_m: f32, height_m: f32) -> [f32; 3] {
        self.at_all(&[east_m], &[north_m], &[height_m]).map(|[component]| component)
    }

    /// Winds at many places: east, north, up. First the cells of all, then their points, then what is read is sorted
    /// by component, so that all but the reading itself goes in vectors.
    #[inline(always)]
    pub fn at_all<const N: usize>(&self, east_m: &[f32; N], north_m: &[f32; N], height_m: &[f32; N]) -> [[f32; N]; 3] {
        let field = self.field;
        let (columns, levels) = (field.axes.columns as u32, field.axes.levels_m.len() as u32);
        let mut corners = Corners { first: [0; N], x: [0.0; N], y: [0.0; N], slice: [0; N] };
        for k in 0..N {
            let (column, x) = split(east_m[k] * field.per_spacing, field.axes.columns);
            let (row, y) = split(north_m[k] * field.per_spacing, field.axes.rows);
            let (slice, _) = split((height_m[k] - field.bottom_m) * field.slices_per_m, field.slices.len() + 1);
            corners.first[k] = row.wrapping_mul(columns).wrapping_add(column).wrapping_mul(levels);
            (corners.x[k], corners.y[k], corners.slice[k]) = (x, y, slice);
        }
        let mut points = [[0.0; 4]; N];
        for k in 0..N {
            let (level, z) = field.slices[corners.slice[k] as usize].layer(height_m[k]);
            points[k] = self.mixed(&Corner { first: corners.first[k] + level, x: corners.x[k], y: corners.y[k], z });
        }
        let mut winds = [[0.0; N]; 3];
        for k in 0..N {
            winds[0][k] = points[k][0];
            winds[1][k] = points[k][1];
            winds[2][k] = points[k][2];
        }
        winds
    }

    /// Wind in a cell. Each point is four numbers side by side, and so is the result: one register holds them.
    #[inline(always)]
    fn mixed(&self, corner: &Corner) -> WindPoint {
        let levels = self.field.axes.levels_m.len();
        let (west, row) = (corner.first as usize, self.field.axes.columns * levels);
        let (x, y, z, t) = (corner.x, corner.y, corner.z, self.share);
        let (south, north) = ((1.0 - y) * (1.0 - t), y * (1.0 - t));
        let (south_after, north_after) = ((1.0 - y) * t, y * t);
        let (low, high) = (1.0 - z, z);
        let sides = [
            (&self.before[west..west + levels + 2], south),
            (&self.before[west + row..west + row + levels + 2], north),
            (&self.after[west..west + levels + 2], south_after),
            (&self.after[west + row..west + row + levels + 2], north_after),
        ];
        let mut wind = [0.0; 4];
        for (points, weight) in sides {
            let (of_west, of_east) = (weight * (1.0 - x), weight * x);
            let weights = [of_west * low, of_west * high, of_east * low, of_east * high];
            let [a, b, c, d] = [points[0], points[1], points[levels], points[levels + 1]];
            for k in 0..4 {
                wind[k] += (weights[0] * a[k] + weights[1] * b[k]) + (weights[2] * c[k] + weights[3] * d[k]);
            }
        }
        wind
    }
}

/// The cell of a field about a place: the point in its lower south-west corner, and the shares of the way to the next
/// points to the east, to the north and up.
struct Corner {
    first: u32,
    x: f32,
    y: f32,
    z: f32,
}

/// Cells of many places; the lowest point of their column, and the slice of height.
struct Corners<const N: usize> {
    first: [u32; N],
    x: [f32; N],
    y: [f32; N],
    slice: [u32; N],
}

/// Index of the point below a position on an even axis and the share of the way to the next.
#[inline(always)]
fn split(position: f32, points: usize) -> (u32, f32) {
    // Half less and rounded is the point below; on a point it may be the one before, with all of the way to go.
    let last = (points - 2) as i32 as f32;
    let lower = (position - 0.5 + ROUNDER) - ROUNDER;
    let lower = if lower > 0.0 { lower } else { 0.0 };
    let lower = if lower < last { lower } else { last };
    ((lower + ROUNDER).to_bits().wrapping_sub(ROUNDER.to_bits()), clamped(position - lower))
}

#[inline(always)]
fn clamped(share: f32) -> f32 {
    let share = if share > 0.0 { share } else { 0.0 };
    if share < 1.0 { share } else { 1.0 }
}

/// A slice of height that holds at most one level: the layer at its foot and the one above.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Slice {
    level: u32,
    low_m: f32,
    per_m: f32,
    /// Foot of the layer above, or infinity in the highest.
    next_m: f32,
    next_per_m: f32,
}

impl Slice {
    /// Index of the level below a height and the share of the way to the next.
    #[inline(always)]
    fn layer(&self, height_m: f32) -> (u32, f32) {
        let above = height_m >= self.next_m;
        let (low_m, per_m) = if above { (self.next_m, self.next_per_m) } else { (self.low_m, self.per_m) };
        (self.level + u32::from(above), clamped((height_m - low_m) * per_m))
    }
}

/// Slices of height no taller than the thinnest layer, and slices per metre.
fn slices(levels_m: &[f32]) -> (Vec<Slice>, f32) {
    let (bottom_m, top_m) = (levels_m[0], levels_m[levels_m.len() - 1]);
    let thinnest_m = levels_m.windows(2).map(|pair| pair[1] - pair[0]).fold(f32::INFINITY, f32::min);
    let count = ((top_m - bottom_m) / thinnest_m).ceil().clamp(1.0, SLICES_MAX) as usize + 1;
    let slice_m = (top_m - bottom_m) / count as f32;
    let last = levels_m.len() - 2;
    let per_m = |level: usize| 1.0 / (levels_m[level + 1] - levels_m[level]);
    let slice = |foot_m: f32| {
        let level = levels_m[1..=last].iter().filter(|z| **z <= foot_m).count();
        let next = (level + 1).min(last);
        let next_m = if level < last { levels_m[next] } else { f32::INFINITY };
        let low_m = levels_m[level];
        Slice { level: level as u32, low_m, per_m: per_m(level), next_m, next_per_m: per_m(next) }
    };
    // A hair below the foot, so that rounding never puts a height into a slice whose layer is above it.
    ((0..count).map(|k| slice(bottom_m + (k as f32 - 1e-3) * slice_m)).collect(), 1.0 / slice_m)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axes() -> WindAxes {
        WindAxes {
            columns: 7,
            rows: 5,
            spacing_m: 1_000.0,
            levels_m: vec![10.0, 30.0, 100.0, 400.0, 1_500.0],
            interval_s: 3_600.0,
        }
    }

    /// A wind that is linear along each axis is met exactly everywhere, also in time.
    #[test]
    fn linear_winds_are_exact() -> Result<(), WindError> {
        let linear = |t: f32, x: f32, y: f32, z: f32| [1.0 + 2e-3 * x + t, 3.0 - 1e-3 * y, 1e-3 * z - 0.1 * t];
        let axes = axes();
        let points = |t: f32| {
            let mut points = Vec::new();
            for row in 0..axes.rows {
                for column in 0..axes.columns {
                    for z in &axes.levels_m {
                        let [u, v, w] = linear(t, 1_000.0 * column as f32, 1_000.0 * row as f32, *z);
                        points.push([u, v, w, 0.0]);
                    }
                }
            }
            points
        };
        let field = WindField::new(axes.clone(), vec![points(0.0), points(1.0), points(2.0)])?;
        for (x, y, z, t) in [(1.0, 3_999.0, 10.0, 0.0), (2_345.0, 678.0, 99.9, 0.3), (5_999.0, 2_000.0, 1_234.0, 1.75)]
        {
            let (found, expected) = (field.between(f64::from(t) * 3_600.0).at(x, y, z), linear(t, x, y, z));
            for k in 0..3 {
                assert!((found[k] - expected[k]).abs() < 1e-4, "{found:?} {expected:?}");
            }
        }
        let below = field.between(0.0).at(-500.0, 0.0, -5.0);
        assert!((below[0] - 1.0).abs() < 1e-6 && (below[2] - 0.01).abs() < 1e-6, "{below:?}");
        Ok(())
    }

    #[test]
    fn unusable_fields_are_refused() {
        let flat = WindAxes { levels_m: vec![10.0, 10.0], ..axes() };
        assert_eq!(WindField::new(flat, vec![Vec::new(); 2]).err(), Some(WindError::Axis { axis: "levels" }));
        let short = WindField::new(axes(), vec![vec![[0.0; 4]; 3]; 2]).err();
        assert_eq!(short, Some(WindError::Points { time: 0, found: 3, expected: 175 }));
    }
}
