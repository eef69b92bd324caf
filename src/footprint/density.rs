//! Density of fallen pieces over the ground, and the smallest areas that hold a given share of them.

use contour::ContourBuilder;
use geo::{Area, Coord, LineString, MapCoords, MultiPolygon, Polygon};

use super::axes::Axes;
use crate::zone::contour::cleaned;

/// Least standard deviation of the kernel, m: no fall is known better, and points on one line or on one spot keep an
/// area.
const BANDWIDTH_MIN_M: f64 = 10.0;

/// How far the kernel reaches, standard deviations; 4e-5 of its mass lies outside.
pub(super) const REACH: f64 = 4.5;

/// Spacing of the grid, standard deviations of the kernel.
const STEP: f64 = 1.0 / 3.0;

/// Nodes along one side of the grid at most.
const SIDE_MAX: usize = 512;

/// Step by which a kernel is made narrower in one direction: points in clusters want a narrower one than their common
/// spread suggests.
const NARROWER: f64 = 0.7;

/// Least factor on the rule for a normal law.
const FACTOR_MIN: f64 = 0.5;

/// Islands and holes smaller than this are left out, in areas of the square of a standard deviation of the kernel: a
/// single stray point makes as much.
const ISLAND_MIN: f64 = std::f64::consts::PI;

/// Points that must lie outside a region for its level to be read from the points; below, the level is taken from the
/// density itself.
const OUTSIDE_MIN: f64 = 5.0;

/// The normal kernel that each point is spread with: one standard deviation along and one across the axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kernel {
    /// Axes of the points.
    pub axes: Axes,
    /// Standard deviation of the kernel along the major axis, m.
    pub along_m: f64,
    /// Standard deviation of the kernel across it, m.
    pub across_m: f64,
}

impl Kernel {
    /// A point of the plane in standard deviations of the kernel along and across the axes.
    pub(super) fn scaled(&self, at: Coord<f64>) -> Coord<f64> {
        let c = self.axes.to_axes(at);
        Coord { x: c.x / self.along_m, y: c.y / self.across_m }
    }

    /// The point of the plane of scaled coordinates.
    pub(super) fn unscaled(&self, at: Coord<f64>) -> Coord<f64> {
        self.axes.to_plane(Coord { x: at.x * self.along_m, y: at.y * self.across_m })
    }

    /// Area of one scaled unit, m2.
    pub(super) fn unit_area_m2(&self) -> f64 {
        self.along_m * self.across_m
    }
}

/// The smallest area that holds a share of the pieces.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// Share that it holds, 0 to 1.
    pub probability: f64,
    /// Outline in the plane, m.
    pub polygons: MultiPolygon<f64>,
    /// Area, m2.
    pub area_m2: f64,
}

/// Kernel estimate of the density of points.
///
/// ```text
/// f(x) = 1/n sum_i N(x; x_i, h) ,   h = c n^(-1/6) s   along and across the principal axes
/// ```
/// n points, s their standard deviation along the axis, c at most 1: the rule for a normal law in two dimensions
/// (Silverman 1986, eq. 4.14) times the factors that have the least cross-validated squared error (Bowman 1984). It is
/// computed on a grid with linear binning (Wand 1994, J. Comput. Graph. Stat. 3, 433-445).
///
/// # References
/// Silverman 1986, Density Estimation for Statistics and Data Analysis, sections 3.4 and 4.3; Bowman 1984, Biometrika
/// 71, 353-360.
#[derive(Debug, Clone, PartialEq)]
pub struct Density {
    kernel: Kernel,
    grid: Grid,
    /// Density at each point without its own share, rising.
    at_points: Vec<f64>,
}

impl Density {
    /// The density of points of the plane; none without points.
    pub fn of(points: &[Coord<f64>]) -> Option<Self> {
        let axes = Axes::of(points)?;
        let mut best = Self::with_factors(points, axes, 1.0, 1.0);
        let mut least = best.cross_validated();
        let mut factors = [1.0_f64, 1.0];
        let mut side = 0;
        let mut refused = 0;
        while refused < 2 {
            let mut tried = factors;
            tried[side] *= NARROWER;
            let narrower = Self::with_factors(points, axes, tried[0], tried[1]);
            let score = narrower.cross_validated();
            if tried[side] >= FACTOR_MIN && narrower.kernel != best.kernel && score < least {
                (best, least, factors, refused) = (narrower, score, tried, 0);
            } else {
                refused += 1;
                side = 1 - side;
            }
        }
        best.at_points.sort_by(f64::total_cmp);
        Some(best)
    }

    fn with_factors(points: &[Coord<f64>], axes: Axes, along: f64, across: f64) -> Self {
        let n = points.len() as f64;
        let aligned: Vec<Coord<f64>> = points.iter().map(|p| axes.to_axes(*p)).collect();
        let width = |factor: f64, sigma_m: f64, of: fn(&Coord<f64>) -> f64| {
            let (low, high) = extent(aligned.iter().map(of));
            // A grid that may not grow beyond its largest size wants a kernel that is wide enough for it.
            let held_m = (high - low) / ((SIDE_MAX - 1) as f64 * 2.0 * STEP - 2.0 * REACH);
            (factor * n.powf(-1.0 / 6.0) * sigma_m).max(held_m).max(BANDWIDTH_MIN_M)
        };
        let kernel = Kernel {
            axes,
            along_m: width(along, axes.major_m, |c| c.x),
            across_m: width(across, axes.minor_m, |c| c.y),
        };
        let scaled: Vec<Coord<f64>> = points.iter().map(|p| kernel.scaled(*p)).collect();
        let grid = Grid::of(&scaled);
        let own = 1.0 / std::f64::consts::TAU;
        let others = |at: &Coord<f64>| ((n * grid.value(*at) - own) / (n - 1.0).max(1.0)).max(0.0);
        let at_points = scaled.iter().map(others).collect();
        Self { kernel, grid, at_points }
    }

    /// The cross-validated squared error but for a constant, per m2.
    fn cross_validated(&self) -> f64 {
        let mean = self.at_points.iter().sum::<f64>() / self.at_points.len() as f64;
        (self.grid.sum_of_squares() - 2.0 * mean) / self.kernel.unit_area_m2()
    }

    /// The kernel.
    pub fn kernel(&self) -> Kernel {
        self.kernel
    }

    /// The smallest areas that hold each of the shares (0 to 1): where the density is above the value that this share
    /// of the points exceeds, each point without its own kernel.
    ///
    /// # References
    /// Hyndman 1996, Computing and graphing highest density regions, Am. Stat. 50, 120-126.
    pub fn regions(&self, probabilities: &[f64]) -> Vec<Region> {
        let region = |probability: &f64| {
            let outline = self.grid.above(self.level(*probability));
            let polygons = outline.map_coords(|c| self.kernel.unscaled(c));
            Region { probability: *probability, area_m2: polygons.unsigned_area(), polygons }
        };
        probabilities.iter().map(region).collect()
    }

    fn level(&self, probability: f64) -> f64 {
        let outside = (1.0 - probability) * self.at_points.len() as f64;
        let rank = (outside - 0.5).max(0.0);
        let k = (rank as usize).min(self.at_points.len() - 1);
        let next = self.at_points[(k + 1).min(self.at_points.len() - 1)];
        let of_points = self.at_points[k] + rank.fract() * (next - self.at_points[k]);
        if outside >= OUTSIDE_MIN && of_points > 0.0 { of_points } else { self.grid.level_holding(probability) }
    }
}

fn extent(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
}

/// The outlines without islands and holes that are smaller than a kernel; where all are, the largest stays.
fn without_specks(polygons: MultiPolygon<f64>) -> MultiPolygon<f64> {
    let counts = |ring: &LineString<f64>| Polygon::new(ring.clone(), Vec::new()).unsigned_area() >= ISLAND_MIN;
    let largest = polygons.iter().map(Area::unsigned_area).fold(0.0, f64::max).min(ISLAND_MIN);
    let kept = polygons.into_iter().filter(|polygon| polygon.unsigned_area() >= largest).map(|polygon| {
        let (outer, holes) = polygon.into_inner();
        Polygon::new(outer, holes.into_iter().filter(counts).collect())
    });
    MultiPolygon(kept.collect())
}

/// Density at the nodes of a grid in scaled coordinates; it holds all points with the reach of their kernels.
#[derive(Debug, Clone, PartialEq)]
struct Grid {
    origin: Coord<f64>,
    /// Spacing along x and y.
    step: Coord<f64>,
    columns: usize,
    rows: usize,
    values: Vec<f64>,
}

impl Grid {
    fn of(points: &[Coord<f64>]) -> Self {
        let axis = |of: fn(&Coord<f64>) -> f64| {
            let (low, high) = extent(points.iter().map(of));
            let span = high - low + 2.0 * REACH;
            let count = ((span / STEP).ceil() as usize + 1).min(SIDE_MAX);
            (low - REACH, span / (count - 1) as f64, count)
        };
        let ((x, dx, columns), (y, dy, rows)) = (axis(|p| p.x), axis(|p| p.y));
        let (origin, step) = (Coord { x, y }, Coord { x: dx, y: dy });
        let mut grid = Self { origin, step, columns, rows, values: vec![0.0; columns * rows] };
        let share = 1.0 / (points.len() as f64 * dx * dy);
        for point in points {
            for (node, weight) in grid.corners(*point) {
                grid.values[node] += share * weight;
            }
        }
        grid.smooth(columns, 1, rows, columns, dx);
        grid.smooth(rows, columns, columns, 1, dy);
        grid
    }

    /// The four nodes about a point with their weights, which add up to one.
    fn corners(&self, at: Coord<f64>) -> [(usize, f64); 4] {
        let place = |v: f64, origin: f64, step: f64, count: usize| {
            let position = ((v - origin) / step).clamp(0.0, (count - 1) as f64);
            let low = (position as usize).min(count - 2);
            (low, position - low as f64)
        };
        let (column, x) = place(at.x, self.origin.x, self.step.x, self.columns);
        let (row, y) = place(at.y, self.origin.y, self.step.y, self.rows);
        let node = row * self.columns + column;
        [
            (node, (1.0 - x) * (1.0 - y)),
            (node + 1, x * (1.0 - y)),
            (node + self.columns, (1.0 - x) * y),
            (node + self.columns + 1, x * y),
        ]
    }

    /// Spreads each line of nodes (`count` of them, `stride` apart) with the standard normal kernel.
    fn smooth(&mut self, count: usize, stride: usize, lines: usize, line_stride: usize, step: f64) {
        let reach = (REACH / step).floor() as usize;
        let mut kernel: Vec<f64> = (0..=reach).map(|k| (-0.5 * (k as f64 * step).powi(2)).exp()).collect();
        let sum = 2.0 * kernel.iter().sum::<f64>() - kernel[0];
        kernel.iter_mut().for_each(|weight| *weight /= sum);
        let mut line = vec![0.0; count];
        for start in (0..lines).map(|k| k * line_stride) {
            line.fill(0.0);
            for from in 0..count {
                let value = self.values[start + from * stride];
                if value == 0.0 {
                    continue;
                }
                for to in from.saturating_sub(reach)..(from + reach + 1).min(count) {
                    line[to] += value * kernel[from.abs_diff(to)];
                }
            }
            for (k, value) in line.iter().enumerate() {
                self.values[start + k * stride] = *value;
            }
        }
    }

    /// Density at a point, linear between the nodes.
    fn value(&self, at: Coord<f64>) -> f64 {
        self.corners(at).iter().map(|(node, weight)| weight * self.values[*node]).sum()
    }

    fn sum_of_squares(&self) -> f64 {
        self.values.iter().map(|v| v * v).sum::<f64>() * self.step.x * self.step.y
    }

    /// The density above which a share of the mass lies.
    fn level_holding(&self, share: f64) -> f64 {
        let mut sorted = self.values.clone();
        sorted.sort_by(|a, b| b.total_cmp(a));
        let wanted = share * sorted.iter().sum::<f64>();
        let mut held = 0.0;
        let reached = sorted.iter().find(|value| {
            held += **value;
            held >= wanted
        });
        reached.copied().unwrap_or(0.0)
    }

    /// Polygons where the density is above a level, in scaled coordinates.
    fn above(&self, level: f64) -> MultiPolygon<f64> {
        // The contours take a value as that of the middle of a cell.
        let builder = ContourBuilder::new(self.columns, self.rows, true)
            .x_origin(self.origin.x - 0.5 * self.step.x)
            .y_origin(self.origin.y - 0.5 * self.step.y)
            .x_step(self.step.x)
            .y_step(self.step.y);
        let found = builder.contours(&self.values, &[level]).ok().and_then(|mut contours| contours.pop());
        found.map_or_else(|| MultiPolygon(Vec::new()), |contour| without_specks(cleaned(contour.into_inner().0, STEP)))
    }
}

#[cfg(test)]
mod tests;
