//! The map frame: what part of the plane it shows, where on the sheet, and what of a shape lies inside it.

use geo::{BooleanOps, BoundingRect, Contains, Coord, Intersects, LineString, MapCoordsInPlace, MultiPolygon, Rect};

use crate::geodesy::{GeodesyError, LocalPlane, LonLat};

/// The part of the plane that a map shows, m.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Extent {
    /// Middle of it.
    pub centre: Coord<f64>,
    /// Metres on the ground for one pixel of the sheet.
    pub m_per_px: f64,
}

impl Extent {
    /// The smallest extent that holds all points with a margin and fills a rectangle of the sheet.
    pub(super) fn about(points: &[Coord<f64>], rect: Rect<f64>, margin: f64, half_min_m: f64) -> Self {
        let bounds = geo::MultiPoint::from(points.to_vec()).bounding_rect();
        let bounds = bounds.unwrap_or_else(|| Rect::new((0.0, 0.0), (0.0, 0.0)));
        let half = |size: f64| (0.5 * size * (1.0 + 2.0 * margin)).max(half_min_m);
        let across = (2.0 * half(bounds.width()) / rect.width()).max(2.0 * half(bounds.height()) / rect.height());
        Self { centre: bounds.center(), m_per_px: across }
    }
}

/// A map frame on the sheet.
pub(super) struct Frame<'a> {
    /// Projection.
    pub plane: &'a LocalPlane,
    /// Where it lies on the sheet, px.
    pub rect: Rect<f64>,
    /// What it shows.
    pub extent: Extent,
}

impl Frame<'_> {
    /// Point of the sheet for a place, also outside the frame.
    pub(super) fn at(&self, place: LonLat) -> Result<Coord<f64>, GeodesyError> {
        Ok(self.on_sheet(self.plane.to_plane(place)?))
    }

    /// Point of the sheet for a place, or none where it lies outside the frame.
    pub(super) fn at_inside(&self, place: LonLat) -> Result<Option<Coord<f64>>, GeodesyError> {
        self.at(place).map(|at| self.rect.contains(&at).then_some(at))
    }

    /// Place at a point of the sheet.
    pub(super) fn place(&self, at: Coord<f64>) -> Result<LonLat, GeodesyError> {
        let (middle, scale) = (self.rect.center(), self.extent.m_per_px);
        self.plane.to_lon_lat(Coord {
            x: self.extent.centre.x + (at.x - middle.x) * scale,
            y: self.extent.centre.y - (at.y - middle.y) * scale,
        })
    }

    /// What of the polygons lies inside the frame.
    pub(super) fn polygons(&self, polygons: &MultiPolygon<f64>) -> Result<MultiPolygon<f64>, GeodesyError> {
        let mut inside = vec![];
        for polygon in polygons {
            let mut polygon = polygon.clone();
            polygon.try_map_coords_in_place(|c| self.at(LonLat::new(c.x, c.y)))?;
            let Some(bounds) = polygon.bounding_rect() else { continue };
            if self.rect.contains(&bounds) {
                inside.push(polygon);
            } else if self.rect.intersects(&bounds) {
                inside.extend(self.rect.to_polygon().intersection(&polygon));
            }
        }
        Ok(MultiPolygon(inside))
    }

    /// What of the outlines of the polygons lies inside the frame.
    pub(super) fn outlines(&self, polygons: &MultiPolygon<f64>) -> Result<Vec<LineString<f64>>, GeodesyError> {
        let rings = polygons.iter().flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()));
        let mut inside = vec![];
        for ring in rings {
            inside.extend(self.line(ring)?);
        }
        Ok(inside)
    }

    /// What of a line lies inside the frame.
    pub(super) fn line(&self, line: &LineString<f64>) -> Result<Vec<LineString<f64>>, GeodesyError> {
        let mut line = line.clone();
        line.try_map_coords_in_place(|c| self.at(LonLat::new(c.x, c.y)))?;
        Ok(clip_line(&line, self.rect))
    }

    fn on_sheet(&self, at: Coord<f64>) -> Coord<f64> {
        let (middle, scale) = (self.rect.center(), self.extent.m_per_px);
        Coord {
            x: middle.x + (at.x - self.extent.centre.x) / scale,
            y: middle.y - (at.y - self.extent.centre.y) / scale,
        }
    }
}

/// The parts of a line inside a rectangle, in their order.
pub(super) fn clip_line(line: &LineString<f64>, rect: Rect<f64>) -> Vec<LineString<f64>> {
    let mut parts: Vec<Vec<Coord<f64>>> = vec![];
    let mut open = false;
    for segment in line.lines() {
        let Some((from, to)) = clip_segment(segment.start, segment.end, rect) else {
            open = false;
            continue;
        };
        match parts.last_mut() {
            Some(part) if open => part.push(to),
            _ => parts.push(vec![from, to]),
        }
        open = to == segment.end;
    }
    parts.into_iter().map(LineString).collect()
}

/// The part of a segment inside a rectangle (Liang & Barsky 1984, ACM Trans. Graph. 3, 1-22).
fn clip_segment(from: Coord<f64>, to: Coord<f64>, rect: Rect<f64>) -> Option<(Coord<f64>, Coord<f64>)> {
    let step = to - from;
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (direction, room) in [
        (-step.x, from.x - rect.min().x),
        (step.x, rect.max().x - from.x),
        (-step.y, from.y - rect.min().y),
        (step.y, rect.max().y - from.y),
    ] {
        if direction == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if direction < 0.0 {
            enter = enter.max(room / direction);
        } else {
            leave = leave.min(room / direction);
        }
    }
    let end = |t: f64| if t == 1.0 { to } else { from + step * t };
    (enter <= leave).then(|| (end(enter), end(leave)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect() -> Rect<f64> {
        Rect::new((100.0, 100.0), (500.0, 400.0))
    }

    #[test]
    fn a_line_that_leaves_and_comes_back_is_two_parts() {
        let line = LineString::from(vec![(50.0, 200.0), (300.0, 200.0), (300.0, 50.0), (400.0, 50.0), (400.0, 300.0)]);
        let parts = clip_line(&line, rect());
        let expected = [
            LineString::from(vec![(100.0, 200.0), (300.0, 200.0), (300.0, 100.0)]),
            LineString::from(vec![(400.0, 100.0), (400.0, 300.0)]),
        ];
        assert_eq!(parts, expected);
    }

    #[test]
    fn the_frame_shows_its_centre_and_turns_points_back() -> Result<(), GeodesyError> {
        let centre = LonLat::new(62.985, 46.071);
        let plane = LocalPlane::new(centre)?;
        let extent = Extent { centre: Coord { x: 0.0, y: 0.0 }, m_per_px: 100.0 };
        let frame = Frame { plane: &plane, rect: rect(), extent };
        assert!((frame.at(centre)? - Coord { x: 300.0, y: 250.0 }).x.abs() < 1e-6);
        // North is up: 10 km north is 100 px higher.
        let north = frame.at(centre.destination(0.0, 10_000.0))?;
        assert!((north.y - 150.0).abs() < 0.1 && (north.x - 300.0).abs() < 0.1);
        let back = frame.place(north)?;
        assert!((back.lat - centre.destination(0.0, 10_000.0).lat).abs() < 1e-7);
        assert_eq!(frame.at_inside(LonLat::new(75.5, 49.4))?, None);
        Ok(())
    }

    #[test]
    fn the_extent_holds_all_points_and_its_least_size() {
        let points = [Coord { x: -1000.0, y: 0.0 }, Coord { x: 3000.0, y: 500.0 }];
        let extent = Extent::about(&points, rect(), 0.1, 10.0);
        assert_eq!(extent.centre, Coord { x: 1000.0, y: 250.0 });
        assert!((extent.m_per_px - 4800.0 / 400.0).abs() < 1e-9);
        assert!((Extent::about(&points[..1], rect(), 0.1, 200.0).m_per_px - 400.0 / 300.0).abs() < 1e-9);
    }
}
