//! Whether a shape can be computed with: no crossings, holes inside, axes in the right order.

use geo::line_intersection::{LineIntersection, line_intersection};
use geo::orient::{Direction, Orient};
use geo::{Coord, CoordsIter, Geometry, LineString, MultiPolygon, Polygon, Validation};

use super::{Place, Shape};
use crate::input::error::InputError;

/// West, south, east and north of a box about Kazakhstan, degrees.
const KAZAKHSTAN: [f64; 4] = [46.0, 40.0, 88.0, 56.0];

/// Refuses swapped axes and polygons that are not simple.
pub(super) fn check(place: &Place, geometry: &Geometry<f64>) -> Result<(), InputError> {
    refuse_swapped(place, geometry)?;
    match geometry {
        Geometry::Polygon(polygon) => check_polygon(place, polygon),
        Geometry::MultiPolygon(parts) => {
            for (index, polygon) in parts.0.iter().enumerate() {
                check_polygon(&place.inside("polygon", index), polygon)?;
            }
            check_parts(place, parts)
        }
        _ => Ok(()),
    }
}

/// The polygons of shapes as one multipolygon, outer rings counter-clockwise; overlapping ones are refused.
pub(crate) fn polygons_of(shapes: &[Shape]) -> Result<MultiPolygon<f64>, InputError> {
    let mut polygons = Vec::new();
    for shape in shapes {
        polygons.extend(polygons_in(&shape.geometry));
    }
    let whole = MultiPolygon(polygons);
    if let Some(shape) = shapes.first() {
        check_parts(&Place::new(&shape.place.path, "all features together"), &whole)?;
    }
    Ok(whole)
}

/// The polygons of one geometry, outer rings counter-clockwise; none where it has no area.
pub(crate) fn polygons_in(geometry: &Geometry<f64>) -> Vec<Polygon<f64>> {
    match geometry {
        Geometry::Polygon(polygon) => vec![polygon.orient(Direction::Default)],
        Geometry::MultiPolygon(parts) => parts.0.iter().map(|polygon| polygon.orient(Direction::Default)).collect(),
        _ => Vec::new(),
    }
}

/// True where a place lies in the box about Kazakhstan.
pub(crate) fn near_kazakhstan(at: Coord<f64>) -> bool {
    let [west, south, east, north] = KAZAKHSTAN;
    (west..=east).contains(&at.x) && (south..=north).contains(&at.y)
}

fn refuse_swapped(place: &Place, geometry: &Geometry<f64>) -> Result<(), InputError> {
    let mut all = geometry.coords_iter().peekable();
    let Some(first) = all.peek().copied() else { return Ok(()) };
    if all.all(|at| !near_kazakhstan(at) && near_kazakhstan(Coord { x: at.y, y: at.x })) {
        return Err(place.refuse(
            format!(
                "longitude and latitude look swapped: [{}, {}] is far from Kazakhstan, [{}, {}] is in it",
                first.x, first.y, first.y, first.x
            ),
            "write each vertex as [longitude, latitude], longitude first",
        ));
    }
    Ok(())
}

fn check_polygon(place: &Place, polygon: &Polygon<f64>) -> Result<(), InputError> {
    let Err(error) = polygon.check_validation() else { return Ok(()) };
    let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
    let crossing = rings.enumerate().find_map(|(index, ring)| Some((index, crossing_in(ring)?)));
    Err(match crossing {
        Some((ring, (a, b, at))) => place.inside("ring", ring).refuse(
            format!(
                "the polygon crosses itself: the edges after vertices {} and {} meet at [{:.6}, {:.6}]",
                a + 1,
                b + 1,
                at.x,
                at.y
            ),
            "repair the outline in your GIS (fix geometries)",
        ),
        None => place
            .refuse(format!("the polygon is not valid: {error}"), "repair the outline in your GIS (fix geometries)"),
    })
}

fn check_parts(place: &Place, parts: &MultiPolygon<f64>) -> Result<(), InputError> {
    parts.check_validation().map_err(|error| {
        place.refuse(
            format!("the polygons do not go together: {error}"),
            "merge overlapping parts in your GIS (dissolve)",
        )
    })
}

/// The first two edges of a ring that meet elsewhere than at their common vertex, with the place.
fn crossing_in(ring: &LineString<f64>) -> Option<(usize, usize, Coord<f64>)> {
    let edges: Vec<_> = ring.lines().collect();
    for (a, one) in edges.iter().enumerate() {
        for (b, other) in edges.iter().enumerate().skip(a + 2) {
            let neighbours = a == 0 && b + 1 == edges.len();
            match line_intersection(*one, *other) {
                Some(LineIntersection::SinglePoint { intersection, .. }) if !neighbours => {
                    return Some((a, b, intersection));
                }
                Some(LineIntersection::Collinear { intersection }) => return Some((a, b, intersection.start)),
                _ => {}
            }
        }
    }
    None
}
