//! People of a raster inside polygons, by the exact share of each cell.

use geo::{Coord, LineString, MapCoordsInPlace, MultiPolygon, Polygon};

use super::raster::{PeopleRaster, RasterError};
use crate::coverage::{Cells, visit_shares};
use crate::geodesy::{CoordinateSystem, GeodesyError, LonLat};

/// Longest part of an edge that stays straight from one coordinate system to another, degrees: the bend of 2 km is
/// less than 0.1 m.
const EDGE_DEG: f64 = 0.02;

/// Cells that are decoded at a time.
const CELLS_AT_A_TIME: usize = 1 << 21;

/// People inside polygons.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Counted {
    /// People.
    pub people: f64,
    /// Share of the polygons' area in which the raster has a value, 0 to 1.
    pub known: f64,
}

/// People of a raster inside polygons in longitude and latitude. A cell that a polygon cuts counts by the share of
/// its area that lies inside.
///
/// # Errors
/// [`RasterError`] where the file cannot be read or the polygons cannot be brought into its coordinate system.
pub fn people_inside(raster: &dyn PeopleRaster, polygons: &MultiPolygon<f64>) -> Result<Counted, RasterError> {
    let in_cells =
        to_cells(raster, polygons).map_err(|source| RasterError::Geodesy { path: raster.path().to_owned(), source })?;
    let Some(window) = Cells::about(&in_cells, &raster.frame().cells()) else { return Ok(Counted::default()) };
    let rows_at_a_time = (CELLS_AT_A_TIME / window.columns.len()).max(1);
    let (mut people, mut known) = (0.0, 0.0);
    for first in window.rows.clone().step_by(rows_at_a_time) {
        let rows = first..(first + rows_at_a_time).min(window.rows.end);
        let Some(band) = Cells::about(&in_cells, &Cells { rows, columns: window.columns.clone() }) else { continue };
        let values = raster.people(&band)?;
        visit_shares(&in_cells, &band, |row, column, share| {
            let value = values[(row - band.rows.start) * band.columns.len() + column - band.columns.start];
            if value.is_finite() {
                people += share * value;
                known += share;
            }
        });
    }
    let area = geo::Area::unsigned_area(&in_cells);
    Ok(Counted { people, known: if area > 0.0 { (known / area).min(1.0) } else { 0.0 } })
}

/// Polygons as columns and rows of a raster.
fn to_cells(raster: &dyn PeopleRaster, polygons: &MultiPolygon<f64>) -> Result<MultiPolygon<f64>, GeodesyError> {
    let frame = raster.frame();
    let system = CoordinateSystem::new(&frame.crs)?;
    let mut cells = MultiPolygon(polygons.iter().map(with_short_edges).collect());
    cells.try_map_coords_in_place(|at| system.from_lon_lat(LonLat::new(at.x, at.y)).map(|at| frame.cell_of(at)))?;
    Ok(cells)
}

fn with_short_edges(polygon: &Polygon<f64>) -> Polygon<f64> {
    Polygon::new(shortened(polygon.exterior()), polygon.interiors().iter().map(shortened).collect())
}

fn shortened(ring: &LineString<f64>) -> LineString<f64> {
    let mut coords = Vec::with_capacity(ring.0.len());
    for line in ring.lines() {
        let length = (line.end.x - line.start.x).abs().max((line.end.y - line.start.y).abs());
        let parts = (length / EDGE_DEG).ceil().max(1.0);
        coords.extend((0..parts as usize).map(|k| {
            let share = k as f64 / parts;
            Coord {
                x: line.start.x + share * (line.end.x - line.start.x),
                y: line.start.y + share * (line.end.y - line.start.y),
            }
        }));
    }
    coords.extend(ring.0.last());
    LineString(coords)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::population::{InMemory, RasterFrame};
    use geo::polygon;

    fn raster(crs: &str, corner: (f64, f64), step: f64) -> InMemory {
        let frame = RasterFrame {
            columns: 200,
            rows: 100,
            crs: crs.into(),
            corner: Coord { x: corner.0, y: corner.1 },
            by_column: Coord { x: step, y: 0.0 },
            by_row: Coord { x: 0.0, y: -step },
        };
        InMemory { frame, values: vec![3.0; 20_000] }
    }

    /// Three people in each cell of 0.01 degrees: a triangle counts three for each such square that it covers.
    #[test]
    fn cut_cells_count_by_their_share() {
        let grid = raster("EPSG:4326", (66.0, 48.0), 0.01);
        let triangle = MultiPolygon(vec![polygon![(x: 66.1234, y: 47.1), (x: 67.3, y: 47.2222), (x: 66.5, y: 47.9)]]);
        let cells = geo::Area::unsigned_area(&triangle) / 1e-4;
        let counted = people_inside(&grid, &triangle).expect("counted");
        assert!((counted.people / (3.0 * cells) - 1.0).abs() < 1e-9, "{counted:?}");
        assert!((counted.known - 1.0).abs() < 1e-9);
    }

    /// In Mollweide cells of 1 km2 hold three people each: the area on the sphere of the projection (ESRI:54009 on
    /// WGS 84 is spherical by its major axis) times three.
    #[test]
    fn mollweide_counts_by_area() {
        let grid = raster("ESRI:54009", (4_700_000.0, 5_650_000.0), 1_000.0);
        let system = CoordinateSystem::new("ESRI:54009").expect("known");
        let at =
            |x: f64, y: f64| system.to_lon_lat(Coord { x, y }).map(|p| Coord { x: p.lon, y: p.lat }).expect("place");
        // A rectangle of 120.5 by 60.25 km in the plane, with many vertices so that its edges stay straight there.
        let side = |from: (f64, f64), to: (f64, f64)| {
            (0..200).map(move |k| {
                let s = f64::from(k) / 200.0;
                at(from.0 + s * (to.0 - from.0), from.1 + s * (to.1 - from.1))
            })
        };
        let (w, e, s, n) = (4_720_300.0, 4_840_800.0, 5_570_100.0, 5_630_350.0);
        let ring: Vec<_> = side((w, s), (e, s))
            .chain(side((e, s), (e, n)))
            .chain(side((e, n), (w, n)))
            .chain(side((w, n), (w, s)))
            .collect();
        let counted = people_inside(&grid, &Polygon::new(LineString(ring), Vec::new()).into()).expect("counted");
        assert!((counted.people / (3.0 * 120.5 * 60.25) - 1.0).abs() < 1e-6, "{counted:?}");
    }

    #[test]
    fn what_lies_outside_or_has_no_value_is_nobody_and_is_told() {
        let mut grid = raster("EPSG:4326", (66.0, 48.0), 0.01);
        grid.values[..10_000].fill(f64::NAN);
        let square = |west: f64| -> MultiPolygon<f64> {
            polygon![(x: west, y: 47.25), (x: west + 1.0, y: 47.25), (x: west + 1.0, y: 47.75), (x: west, y: 47.75)]
                .into()
        };
        let half = people_inside(&grid, &square(66.5)).expect("counted");
        assert!((half.people - 3.0 * 2_500.0).abs() < 1e-6 && (half.known - 0.5).abs() < 1e-9, "{half:?}");
        assert_eq!(people_inside(&grid, &square(80.0)).expect("counted"), Counted::default());
    }
}
