//! Polygons as GIS files want them: exterior rings to the left, coordinates of a readable length, valid.

use geo::orient::{Direction, Orient};
use geo::{MapCoords, MultiPolygon, Validation, coord, unary_union};

use super::OutputError;

/// Decimals of a degree that are kept: 1e-8 degrees are about 1 mm, far below the 3 m of the finest grid.
const STEPS_PER_DEGREE: f64 = 1e8;

/// One way to make polygons fit for a file.
type Attempt = fn(&MultiPolygon<f64>) -> MultiPolygon<f64>;

/// The polygons wound as RFC 7946 asks for (exterior counter-clockwise, holes clockwise), rounded, and valid.
///
/// Rounding can make two corners of a ring fall together; the corners are then kept as they were. Rings that touch
/// along a line, as contours can at a saddle of the grid, are merged into one.
///
/// # Errors
/// [`OutputError::Polygon`] where none of that gives a valid polygon.
pub(super) fn for_files(zone: &str, polygons: &MultiPolygon<f64>) -> Result<MultiPolygon<f64>, OutputError> {
    let attempts: [Attempt; 3] = [rounded, Clone::clone, |polygons| unary_union(&polygons.0)];
    let reason = |e: &dyn std::error::Error| OutputError::Polygon { zone: zone.to_owned(), reason: e.to_string() };
    // A coordinate that is not finite would make the geometry code panic.
    if let Some(problem) = non_finite(polygons) {
        return Err(OutputError::Polygon { zone: zone.to_owned(), reason: problem });
    }
    attempts
        .into_iter()
        .map(|attempt| attempt(polygons).orient(Direction::Default))
        .find(Validation::is_valid)
        .ok_or_else(|| polygons.check_validation().err().map_or_else(|| reason(&std::fmt::Error), |e| reason(&e)))
}

fn rounded(polygons: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    let round = |v: f64| (v * STEPS_PER_DEGREE).round() / STEPS_PER_DEGREE;
    polygons.map_coords(|at| coord! { x: round(at.x), y: round(at.y) })
}

fn non_finite(polygons: &MultiPolygon<f64>) -> Option<String> {
    use geo::CoordsIter;
    let at = polygons.coords_iter().find(|at| !(at.x.is_finite() && at.y.is_finite()))?;
    Some(format!("corner at {}, {}, expected finite degrees", at.x, at.y))
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::winding_order::Winding;
    use geo::{Area, polygon};

    #[test]
    fn winds_exteriors_to_the_left_and_holes_to_the_right() {
        let clockwise = polygon!(
            exterior: [(x: 0.0, y: 0.0), (x: 0.0, y: 2.0), (x: 2.0, y: 2.0), (x: 2.0, y: 0.0)],
            interiors: [[(x: 0.5, y: 0.5), (x: 1.0, y: 0.5), (x: 1.0, y: 1.0)]],
        );
        let made = for_files("z", &clockwise.into()).expect("valid");
        assert!(made.0[0].exterior().is_ccw() && made.0[0].interiors()[0].is_cw());
    }

    /// Two squares that share an edge are no valid multipolygon; merged they are, with the same area.
    #[test]
    fn merges_polygons_that_touch_along_a_line() {
        let square = |x: f64| polygon![(x: x, y: 0.0), (x: x + 1.0, y: 0.0), (x: x + 1.0, y: 1.0), (x: x, y: 1.0)];
        let made = for_files("z", &MultiPolygon(vec![square(0.0), square(1.0)])).expect("valid");
        assert_eq!(made.0.len(), 1);
        assert!((made.unsigned_area() - 2.0).abs() < 1e-6);
    }

    #[test]
    fn refuses_a_corner_that_is_nowhere() {
        let broken = polygon![(x: 0.0, y: 0.0), (x: f64::NAN, y: 0.0), (x: 1.0, y: 1.0)];
        let error = for_files("soil-pdk", &broken.into()).expect_err("NaN");
        assert!(
            error.to_string().starts_with("zone soil-pdk: contour is not a valid polygon: corner at NaN"),
            "{error}"
        );
    }
}
