//! People of a raster on nested square grids of the local plane, for counting in every member.
//!
//! The people of each cell of the raster are spread over its area in equal parts on a regular pattern, and each part
//! is given to the finest grid that holds it: nobody is lost or counted twice.

use geo::{BoundingRect, Coord, MapCoordsInPlace, MultiPolygon};

use super::raster::{PeopleRaster, RasterError, RasterFrame};
use crate::coverage::{Cells, visit_shares};
use crate::geodesy::{CoordinateSystem, GeodesyError, LocalPlane};

/// Steps of the grids, m, each with the half of its side. The border of each lies on cell borders of the next.
const GRIDS_M: [(f64, f64); 3] = [(100.0, 10_000.0), (500.0, 100_000.0), (5_000.0, 400_000.0)];

/// Distance over which the way from cells to the plane is linear enough, m: the bend over 3 km is 0.2 m.
const LINEAR_M: f64 = 3_000.0;

/// Cells that are decoded at a time.
const CELLS_AT_A_TIME: usize = 1 << 22;

/// Most parts of a cell on each side.
const PARTS_MAX: usize = 64;

/// People of a raster about the centre of a plane.
#[derive(Debug, Clone, PartialEq)]
pub struct PeopleLattice {
    grids: Vec<Grid>,
    /// Share of the area looked at in which the raster has a value, 0 to 1.
    pub known: f64,
    /// People within the area looked at.
    pub people: f64,
}

#[derive(Debug, Clone, PartialEq)]
struct Grid {
    step_m: f64,
    half_m: f64,
    side: usize,
    people: Vec<f64>,
}

impl Grid {
    fn new(step_m: f64, half_m: f64) -> Self {
        let side = (2.0 * half_m / step_m).round() as usize;
        Self { step_m, half_m, side, people: vec![0.0; side * side] }
    }

    fn holds(&self, at: Coord<f64>) -> bool {
        at.x.abs() < self.half_m && at.y.abs() < self.half_m
    }

    fn index(&self, at: Coord<f64>) -> usize {
        let cell = |v: f64| (((v + self.half_m) / self.step_m) as usize).min(self.side - 1);
        cell(at.y) * self.side + cell(at.x)
    }

    fn people_inside(&self, polygons: &MultiPolygon<f64>) -> f64 {
        let mut cells = polygons.clone();
        cells.map_coords_in_place(|c| Coord {
            x: (c.x + self.half_m) / self.step_m,
            y: (c.y + self.half_m) / self.step_m,
        });
        let all = Cells { rows: 0..self.side, columns: 0..self.side };
        let mut sum = 0.0;
        visit_shares(&cells, &all, |row, column, share| sum += share * self.people[row * self.side + column]);
        sum
    }
}

impl PeopleLattice {
    /// The people within a square of half a side of `radius_m` (at most 400 km) about the centre of a plane.
    ///
    /// # Errors
    /// [`RasterError`] where the file cannot be read or has no value there.
    pub fn new(raster: &dyn PeopleRaster, plane: &LocalPlane, radius_m: f64) -> Result<Self, RasterError> {
        let widest_m = GRIDS_M[GRIDS_M.len() - 1].1;
        let step_m = GRIDS_M[GRIDS_M.len() - 1].0;
        let half_m = ((radius_m / step_m).ceil() * step_m).clamp(GRIDS_M[1].1, widest_m);
        let grids = GRIDS_M.iter().map(|(step_m, half)| Grid::new(*step_m, half.min(half_m))).collect();
        let mut lattice = Self { grids, known: 0.0, people: 0.0 };
        let place = plane.centre();
        let none = || RasterError::NoValue {
            path: raster.path().into(),
            radius_km: half_m * 1e-3,
            lon: place.lon,
            lat: place.lat,
        };
        let geodesy = |source| RasterError::Geodesy { path: raster.path().into(), source };
        let system = CoordinateSystem::new(&raster.frame().crs).map_err(geodesy)?;
        let cells = window(raster.frame(), &system, plane, half_m).map_err(geodesy)?.ok_or_else(none)?;
        let stride = stride(raster.frame(), &system, &cells).map_err(geodesy)?;
        let rows_at_a_time = ((CELLS_AT_A_TIME / cells.columns.len()).max(1)).next_multiple_of(stride);
        for first in cells.rows.clone().step_by(rows_at_a_time) {
            let band =
                Cells { rows: first..(first + rows_at_a_time).min(cells.rows.end), columns: cells.columns.clone() };
            let values = raster.people(&band)?;
            let nodes = Nodes::new(raster.frame(), &system, plane, &band, stride).map_err(geodesy)?;
            lattice.add(&values, &nodes, &band);
        }
        if lattice.known <= 0.0 {
            return Err(none());
        }
        lattice.known = (lattice.known / (4.0 * half_m * half_m)).min(1.0);
        Ok(lattice)
    }

    /// People inside polygons of the plane.
    pub fn people_inside(&self, polygons: &MultiPolygon<f64>) -> f64 {
        let Some(bounds) = polygons.bounding_rect() else { return 0.0 };
        let corners = [bounds.min(), bounds.max()];
        let finest = self.grids.iter().position(|grid| corners.iter().all(|at| grid.holds(*at)));
        let needed = finest.map_or(self.grids.len(), |finest| finest + 1);
        self.grids[..needed].iter().map(|grid| grid.people_inside(polygons)).sum()
    }

    /// People between two distances from the centre, m, by the middles of the cells.
    pub fn people_between(&self, from_m: f64, to_m: f64) -> f64 {
        let mut sum = 0.0;
        for grid in &self.grids {
            let middle = |k: usize| (k as f64 + 0.5) * grid.step_m - grid.half_m;
            for (cell, people) in grid.people.iter().enumerate().filter(|(_, people)| **people > 0.0) {
                let r = middle(cell % grid.side).hypot(middle(cell / grid.side));
                sum += if (from_m..to_m).contains(&r) { *people } else { 0.0 };
            }
        }
        sum
    }

    fn add(&mut self, values: &[f64], nodes: &Nodes, band: &Cells) {
        let widest = self.grids.len() - 1;
        for (row, values) in band.rows.clone().zip(values.chunks_exact(band.columns.len())) {
            for (column, people) in band.columns.clone().zip(values) {
                if !people.is_finite() {
                    continue;
                }
                let cell = nodes.cell(row, column);
                if self.grids[widest].holds(cell.middle()) {
                    self.known += cell.area_m2();
                }
                if *people > 0.0 {
                    self.spread(*people, &cell);
                }
            }
        }
    }

    /// Gives the people of a cell to the grids.
    fn spread(&mut self, people: f64, cell: &Parallelogram) {
        let middle = cell.middle();
        let Some(grid) = self.grids.iter().find(|grid| grid.holds(middle)).or(self.grids.last()) else { return };
        let parts = ((4.0 * cell.longest_m() / grid.step_m).ceil() as usize).clamp(1, PARTS_MAX);
        let each = people / (parts * parts) as f64;
        for across in 0..parts {
            for along in 0..parts {
                let share = |k: usize| (k as f64 + 0.5) / parts as f64;
                let at = cell.at(share(along), share(across));
                if let Some(grid) = self.grids.iter_mut().find(|grid| grid.holds(at)) {
                    let index = grid.index(at);
                    grid.people[index] += each;
                    self.people += each;
                }
            }
        }
    }
}

/// A cell in the plane.
struct Parallelogram {
    corner: Coord<f64>,
    by_column: Coord<f64>,
    by_row: Coord<f64>,
}

impl Parallelogram {
    fn at(&self, along: f64, across: f64) -> Coord<f64> {
        self.corner + self.by_column * along + self.by_row * across
    }

    fn middle(&self) -> Coord<f64> {
        self.at(0.5, 0.5)
    }

    fn area_m2(&self) -> f64 {
        (self.by_column.x * self.by_row.y - self.by_column.y * self.by_row.x).abs()
    }

    fn longest_m(&self) -> f64 {
        self.by_column.x.hypot(self.by_column.y).max(self.by_row.x.hypot(self.by_row.y))
    }
}

/// Places in the plane of every so many corners of cells.
struct Nodes {
    first: (usize, usize),
    stride: usize,
    columns: usize,
    at: Vec<Coord<f64>>,
}

impl Nodes {
    fn new(
        frame: &RasterFrame,
        system: &CoordinateSystem,
        plane: &LocalPlane,
        band: &Cells,
        stride: usize,
    ) -> Result<Self, GeodesyError> {
        let count = |length: usize| length.div_ceil(stride) + 1;
        let (rows, columns) = (count(band.rows.len()), count(band.columns.len()));
        let mut at = Vec::with_capacity(rows * columns);
        for row in 0..rows {
            for column in 0..columns {
                let (x, y) = (band.columns.start + column * stride, band.rows.start + row * stride);
                at.push(plane.to_plane(system.to_lon_lat(frame.at(x as f64, y as f64))?)?);
            }
        }
        Ok(Self { first: (band.rows.start, band.columns.start), stride, columns, at })
    }

    fn cell(&self, row: usize, column: usize) -> Parallelogram {
        let (row, column) = (row - self.first.0, column - self.first.1);
        let node = |down: usize, right: usize| {
            self.at[(row / self.stride + down) * self.columns + column / self.stride + right]
        };
        let (nw, ne, sw, se) = (node(0, 0), node(0, 1), node(1, 0), node(1, 1));
        let n = self.stride as f64;
        let (u, v) = ((column % self.stride) as f64 / n, (row % self.stride) as f64 / n);
        let place = |u: f64, v: f64| (nw * (1.0 - u) + ne * u) * (1.0 - v) + (sw * (1.0 - u) + se * u) * v;
        let corner = place(u, v);
        Parallelogram { corner, by_column: place(u + 1.0 / n, v) - corner, by_row: place(u, v + 1.0 / n) - corner }
    }
}

/// The cells that hold a square of the plane.
fn window(
    frame: &RasterFrame,
    system: &CoordinateSystem,
    plane: &LocalPlane,
    half_m: f64,
) -> Result<Option<Cells>, GeodesyError> {
    const PARTS: i32 = 20;
    let mut hull = Vec::new();
    for row in -PARTS..=PARTS {
        for column in -PARTS..=PARTS {
            let share = |k: i32| half_m * f64::from(k) / f64::from(PARTS);
            let place = plane.to_lon_lat(Coord { x: share(column), y: share(row) })?;
            let at = frame.cell_of(system.from_lon_lat(place)?);
            hull.push(at);
        }
    }
    let span = |value: fn(&Coord<f64>) -> f64, count: usize| {
        let low = hull.iter().map(value).fold(f64::INFINITY, f64::min);
        let high = hull.iter().map(value).fold(f64::NEG_INFINITY, f64::max);
        // The sides bend between the points looked at.
        let margin = 0.01 * (high - low) + 1.0;
        let inside = |v: f64| v.clamp(0.0, count as f64);
        inside(low - margin).floor() as usize..inside(high + margin).ceil() as usize
    };
    let cells = Cells { rows: span(|at| at.y, frame.rows), columns: span(|at| at.x, frame.columns) };
    Ok((!cells.rows.is_empty() && !cells.columns.is_empty()).then_some(cells))
}

/// How many cells lie between nodes.
fn stride(frame: &RasterFrame, system: &CoordinateSystem, cells: &Cells) -> Result<usize, GeodesyError> {
    let middle = |range: &std::ops::Range<usize>| 0.5 * (range.start + range.end) as f64;
    let (column, row) = (middle(&cells.columns), middle(&cells.rows));
    let here = system.to_lon_lat(frame.at(column, row))?;
    let east_m = here.distance_m(system.to_lon_lat(frame.at(column + 1.0, row))?);
    let south_m = here.distance_m(system.to_lon_lat(frame.at(column, row + 1.0))?);
    Ok(((LINEAR_M / east_m.max(south_m)) as usize).clamp(1, 256))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy::{LonLat, geodesic_area_m2, geodesic_ellipse};
    use crate::population::{InMemory, people_inside};

    /// One person in each cell of 0.002 degrees about 66 E 47 N, 3 by 2 degrees.
    fn raster() -> InMemory {
        let frame = RasterFrame {
            columns: 1_500,
            rows: 1_000,
            crs: "EPSG:4326".into(),
            corner: Coord { x: 64.5, y: 48.0 },
            by_column: Coord { x: 0.002, y: 0.0 },
            by_row: Coord { x: 0.0, y: -0.002 },
        };
        InMemory { values: vec![1.0; 1_500_000], frame }
    }

    /// All people come through, and circles of 3 to 60 km hold what the raster itself has in them.
    #[test]
    fn nobody_is_lost_and_circles_agree_with_the_raster() -> Result<(), RasterError> {
        let raster = raster();
        let centre = LonLat::new(66.0, 47.0);
        let plane = LocalPlane::new(centre).expect("a plane");
        let lattice = PeopleLattice::new(&raster, &plane, 150e3)?;
        assert!((lattice.people - 1.5e6).abs() < 1e-3, "{}", lattice.people);
        assert!((lattice.people_between(0.0, 1e7) - 1.5e6).abs() < 1e-3);
        let area_km2 = 3.0 * 111.2 * 2.0 * 111.2 * 47_f64.to_radians().cos();
        assert!((lattice.known / (area_km2 / 9e4) - 1.0).abs() < 0.01, "{}", lattice.known);
        for (diameter_m, off_m, tolerance) in [(3e3, 4e3, 0.01), (60e3, 15e3, 1e-3), (120e3, 0.0, 1e-3)] {
            let circle: MultiPolygon<f64> =
                geodesic_ellipse(centre.destination(70.0, off_m), diameter_m, diameter_m, 0.0).into();
            let exact = people_inside(&raster, &circle)?.people;
            let in_plane = plane.polygons_to_plane(&circle).expect("projects");
            let counted = lattice.people_inside(&in_plane);
            assert!((counted / exact - 1.0).abs() < tolerance, "{diameter_m}: {counted} {exact}");
            let cell_m2 = geodesic_area_m2(&circle) / exact;
            assert!((cell_m2 / (222.4 * 222.4 * 47_f64.to_radians().cos()) - 1.0).abs() < 0.02, "{cell_m2}");
        }
        Ok(())
    }

    #[test]
    fn a_raster_of_another_country_is_refused() {
        let plane = LocalPlane::new(LonLat::new(30.0, -10.0)).expect("a plane");
        let error = PeopleLattice::new(&raster(), &plane, 150e3).expect_err("elsewhere").to_string();
        assert!(error.contains("has no value") && error.contains("-10.000 N"), "{error}");
        let mut empty = raster();
        empty.values.fill(f64::NAN);
        let plane = LocalPlane::new(LonLat::new(66.0, 47.0)).expect("a plane");
        assert!(PeopleLattice::new(&empty, &plane, 150e3).is_err());
    }
}
