//! Inset of Kazakhstan with the place of the map.

use geo::{BoundingRect, Coord, MultiPolygon, Rect};

use super::MapError;
use super::canvas::Canvas;
use super::fall::ground;
use super::frame::{Extent, Frame};
use super::places::triangle;
use super::style::{BORDER, INK, PAPER, PURPLE, SHORE, STAR, Stroke, WATER};
use crate::assessment::Outcome;
use crate::geodesy::{LocalPlane, LonLat};
use plotters::style::RGBColor;

const ABROAD_FILL: RGBColor = RGBColor(245, 244, 241);
const COUNTRY_FILL: RGBColor = RGBColor(232, 224, 202);
const FALL_PATH: Stroke = Stroke::new(INK, 1.4).dashed(&[5.0, 3.0]);
/// Middle of the country, for a projection of its own.
const MIDDLE: LonLat = LonLat::new(67.0, 48.0);
/// The box is never drawn smaller than this, px.
const BOX_MIN_PX: f64 = 9.0;

/// Draws the outline of the country and a box where the map lies; on the map of the fall also the flight from the pad.
pub(super) fn draw(
    canvas: &Canvas<'_>,
    outcome: &Outcome,
    map: &Frame<'_>,
    rect: Rect<f64>,
    with_flight: bool,
) -> Result<(), MapError> {
    let base = &outcome.base_map;
    let plane = LocalPlane::new(MIDDLE)?;
    let country = MultiPolygon(base.kazakhstan.iter().map(|area| area.outline.clone()).collect());
    let on_plane = plane.polygons_to_plane(&country)?;
    let points: Vec<Coord<f64>> =
        on_plane.bounding_rect().map_or(vec![Coord { x: 0.0, y: 0.0 }], |bounds| vec![bounds.min(), bounds.max()]);
    let frame = Frame { plane: &plane, rect, extent: Extent::about(&points, rect, 0.03, 1e5) };
    canvas.fill_rect(rect, ABROAD_FILL, 1.0)?;
    canvas.fill(&frame.polygons(&country)?, COUNTRY_FILL, 1.0)?;
    for lake in &base.lakes {
        canvas.fill(&frame.polygons(&MultiPolygon::from(lake.outline.clone()))?, WATER, 1.0)?;
    }
    for part in frame.outlines(&country)? {
        canvas.line(&part, Stroke::new(BORDER, 0.9))?;
    }
    if let Some(profile) = outcome.profile.as_ref().filter(|_| with_flight) {
        for (points, stroke) in [(&profile.powered, Stroke::new(INK, 1.6)), (&profile.fall, FALL_PATH)] {
            for part in frame.line(&ground(points))? {
                canvas.line(&part, stroke)?;
            }
        }
        canvas.fill(&triangle(frame.at(outcome.pad)?, 5.0), PURPLE, 1.0)?;
    }
    let place = box_of(map, &frame)?;
    canvas.rect(place, Stroke::new(PAPER, 4.0))?;
    canvas.rect(place, Stroke::new(STAR, 2.0))?;
    canvas.rect(rect, Stroke::new(SHORE, 0.8))?;
    Ok(())
}

/// Bounds of the map in the inset, kept inside it and large enough to be seen.
fn box_of(map: &Frame<'_>, inset: &Frame<'_>) -> Result<Rect<f64>, MapError> {
    let half_m = 0.5 * map.extent.m_per_px;
    let middle = inset.at(map.place(map.rect.center())?)?;
    let half = |size_px: f64| (half_m * size_px / inset.extent.m_per_px).max(0.5 * BOX_MIN_PX);
    let size = Coord { x: half(map.rect.width()), y: half(map.rect.height()) };
    let (low, high) = (middle - size, middle + size);
    let keep = |v: Coord<f64>| Coord {
        x: v.x.clamp(inset.rect.min().x, inset.rect.max().x),
        y: v.y.clamp(inset.rect.min().y, inset.rect.max().y),
    };
    Ok(Rect::new(keep(low), keep(high)))
}
