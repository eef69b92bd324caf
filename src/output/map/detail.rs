//! An enlargement in a corner of the frame for zones that are too small to be seen on the map itself.

use std::collections::BTreeSet;

use geo::{CoordsIter, Intersects, LineString, Rect};

use super::canvas::Anchor;
use super::choice::Chosen;
use super::drawing::{Drawing, Symbol};
use super::font::wrap;
use super::frame::{Extent, Frame};
use super::labels::Placer;
use super::number::two_digits;
use super::style::{FRAME, GREY, LAND, LEADER, STRONG, Stroke};
use super::zones::{self, Visibility, visibility};
use super::{Kind, MapError, furniture, places};
use crate::geodesy::LonLat;

/// Width of the enlargement, px.
const WIDTH_PX: f64 = 270.0;
/// Height of it, px.
const HEIGHT_PX: f64 = 250.0;
/// Distance from the edges of the frame, px.
const MARGIN_PX: f64 = 14.0;
/// Longest scale bar in it, px.
const BAR_PX: f64 = 130.0;
/// Room about the zones inside, as a share of their size.
const ROOM: f64 = 0.3;

/// Draws the widest of the hidden zones enlarged, where a corner of the frame is free of zones. True where it is drawn.
pub(super) fn draw(map: &mut Drawing<'_, '_>, chosen: &[Chosen<'_>]) -> Result<bool, MapError> {
    if !matches!(map.kind, Kind::Main | Kind::Air) {
        return Ok(false);
    }
    let mut hidden = vec![];
    for zone in chosen {
        if visibility(map, zone)? == Visibility::UnderSign {
            hidden.push(*zone);
        }
    }
    let widest = hidden.iter().max_by(|a, b| a.zone.area_km2.median.total_cmp(&b.zone.area_km2.median));
    let (Some(widest), Some(rect)) = (widest, free_corner(map, chosen)?) else { return Ok(false) };
    let mut points = vec![map.frame.plane.to_plane(map.outcome.centre)?];
    for c in widest.about_impact(0.05).exterior_coords_iter() {
        points.push(map.frame.plane.to_plane(LonLat::new(c.x, c.y))?);
    }
    let frame = Frame { plane: map.frame.plane, rect, extent: Extent::about(&points, rect, ROOM, 30.0) };
    map.placer.reserve(rect);
    lines_to(map, &frame)?;
    enlargement(map, &frame, &hidden)?;
    Ok(true)
}

/// The hidden zones alone: what covers them on the map would cover them here as well.
fn enlargement(map: &Drawing<'_, '_>, frame: &Frame<'_>, hidden: &[Chosen<'_>]) -> Result<(), MapError> {
    let (canvas, rect) = (map.canvas, frame.rect);
    canvas.fill_rect(rect, LAND, 1.0)?;
    let part = Drawing {
        kind: map.kind,
        outcome: map.outcome,
        canvas,
        frame,
        placer: Placer::new(rect),
        symbols: BTreeSet::new(),
    };
    zones::draw(&part, hidden)?;
    for (place, symbol) in
        [(Some(map.outcome.centre), Symbol::Modelled), (map.outcome.reported_place, Symbol::Reported)]
    {
        if let Some(at) = place.map(|p| frame.at_inside(p)).transpose()?.flatten() {
            places::sign(&part, at, symbol, 0.0)?;
        }
    }
    let times = map.frame.extent.m_per_px / frame.extent.m_per_px;
    let names: Vec<&str> = hidden.iter().map(|c| c.zone.name.en.as_str()).collect();
    let title = format!("{}, enlarged {} times", names.join("; "), two_digits(times));
    let face = STRONG.sized(12.5).on_map();
    for (k, line) in wrap(&title, face.size_px, face.weight, WIDTH_PX - 18.0).iter().enumerate() {
        canvas.text((rect.min().x + 9.0, rect.min().y + 18.0 + 16.0 * k as f64), line, face, Anchor::Start)?;
    }
    furniture::scale_bar(canvas, frame, BAR_PX)?;
    canvas.rect(rect, FRAME)?;
    Ok(())
}

/// A corner of the frame that touches neither zones nor furniture, the lower right one first.
fn free_corner(map: &Drawing<'_, '_>, chosen: &[Chosen<'_>]) -> Result<Option<Rect<f64>>, MapError> {
    let mut zones = vec![];
    for zone in chosen {
        zones.extend(map.frame.polygons(&zone.about_impact(0.05))?);
    }
    let frame = map.frame.rect;
    let (west, east) = (frame.min().x + MARGIN_PX, frame.max().x - MARGIN_PX - WIDTH_PX);
    let (north, south) = (frame.min().y + MARGIN_PX, frame.max().y - MARGIN_PX - HEIGHT_PX);
    let corners = [(east, south), (east, north), (west, south), (west, north)];
    let rects = corners.map(|(x, y)| Rect::new((x, y), (x + WIDTH_PX, y + HEIGHT_PX)));
    let mut points = vec![map.frame.at(map.outcome.centre)?];
    for settlement in &map.outcome.settlements {
        points.extend(map.frame.at_inside(settlement.position)?);
    }
    let free = |rect: &Rect<f64>| {
        map.placer.is_free(*rect)
            && !points.iter().any(|p| rect.intersects(p))
            && !zones.iter().any(|zone| zone.intersects(&rect.to_polygon()))
    };
    Ok(rects.into_iter().find(free))
}

/// Two lines from the place of impact to the near corners of the enlargement.
fn lines_to(map: &mut Drawing<'_, '_>, frame: &Frame<'_>) -> Result<(), MapError> {
    let (at, rect) = (map.frame.at(map.outcome.centre)?, frame.rect);
    let (low, high) = (rect.min(), rect.max());
    let mut corners = [(low.x, low.y), (high.x, low.y), (low.x, high.y), (high.x, high.y)];
    let turn = |c: &(f64, f64)| {
        let (to, middle) = ((c.0 - at.x, c.1 - at.y), (rect.center().x - at.x, rect.center().y - at.y));
        (to.0 * middle.1 - to.1 * middle.0) / to.0.hypot(to.1)
    };
    corners.sort_by(|a, b| turn(a).total_cmp(&turn(b)));
    for corner in [corners[0], corners[3]] {
        map.canvas.segment((at.x, at.y), corner, Stroke { colour: GREY, ..LEADER })?;
        map.placer.reserve_line(&LineString::from(vec![(at.x, at.y), corner]));
    }
    Ok(())
}
