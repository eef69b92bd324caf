//! An enlargement in a corner of the frame for zones that are too small to be seen on the map itself.

use geo::{Coord, CoordsIter, Intersects, LineString, Rect};

use super::canvas::Anchor;
use super::choice::Chosen;
use super::drawing::{Drawing, Symbol};
use super::font::wrap;
use super::frame::{Extent, Frame};
use super::style::{FRAME, GREY, LAND, LEADER, STRONG, Stroke, Type};
use super::zones::{self, Visibility, visibility};
use super::{Kind, MapError, furniture, places};
use crate::geodesy::LonLat;
use crate::language::{Number, msg};

/// Width of the enlargement, px.
const WIDTH_PX: f64 = 270.0;
/// Height of it, px.
const HEIGHT_PX: f64 = 280.0;
/// Distance from the edges of the frame, px.
const MARGIN_PX: f64 = 14.0;
/// Longest scale bar in it, px.
const BAR_PX: f64 = 130.0;
/// Height of a line of the title in it, and of the room about the title, px.
const TITLE_LINE_PX: f64 = 16.0;
const TITLE_ROOM_PX: f64 = 14.0;
/// Height below the zones that the scale bar takes, px.
const BAR_ROOM_PX: f64 = 54.0;
/// Room about the zones inside, as a share of their size.
const ROOM: f64 = 0.5;

/// Draws the widest of the hidden zones enlarged, where a corner of the frame is free of zones.
pub(super) fn draw(map: &mut Drawing<'_, '_>, chosen: &[Chosen<'_>]) -> Result<(), MapError> {
    if !matches!(map.kind, Kind::Main | Kind::Air | Kind::Soil(_)) {
        return Ok(());
    }
    let mut hidden = vec![];
    for zone in chosen {
        if visibility(map, zone)? == Visibility::UnderSign {
            hidden.push(*zone);
        }
    }
    let widest = hidden.iter().max_by(|a, b| a.zone.area_km2.median.total_cmp(&b.zone.area_km2.median));
    let (Some(widest), Some(rect)) = (widest, free_corner(map, chosen)?) else { return Ok(()) };
    let mut points = vec![map.frame.plane.to_plane(map.outcome.centre)?];
    for c in widest.about_impact(0.05).exterior_coords_iter() {
        points.push(map.frame.plane.to_plane(LonLat::new(c.x, c.y))?);
    }
    // The title tells how much is enlarged, and how many lines it takes decides on that.
    let whole = Extent::about(&points, rect, ROOM, 30.0);
    let lines = title(map, &hidden, &whole).len() as f64;
    let top = rect.min().y + lines * TITLE_LINE_PX + TITLE_ROOM_PX;
    let below = Rect::new(Coord { x: rect.min().x, y: top }, rect.max() - Coord { x: 0.0, y: BAR_ROOM_PX });
    let frame = Frame { plane: map.frame.plane, rect: below, extent: Extent::about(&points, below, ROOM, 30.0) };
    map.placer.reserve(rect);
    line_to(map, rect)?;
    map.has_enlargement = true;
    enlargement(map, rect, &frame, &hidden)
}

/// Lines that name the zones and how much they are enlarged.
fn title(map: &Drawing<'_, '_>, hidden: &[Chosen<'_>], extent: &Extent) -> Vec<String> {
    let times = Number::two(map.frame.extent.m_per_px / extent.m_per_px);
    let names: Vec<String> = hidden.iter().map(|c| c.name(map.canvas)).collect();
    let text = map.canvas.say(&msg("map-enlarged").with("names", names.join("; ")).with("times", times));
    let face = title_face();
    wrap(&text, face.size_px, face.weight, WIDTH_PX - 18.0)
}

fn title_face() -> Type {
    STRONG.sized(12.5).on_map()
}

/// The hidden zones alone: what covers them on the map would cover them here as well.
fn enlargement(
    map: &Drawing<'_, '_>,
    rect: Rect<f64>,
    frame: &Frame<'_>,
    hidden: &[Chosen<'_>],
) -> Result<(), MapError> {
    let canvas = map.canvas;
    canvas.fill_rect(rect, LAND, 1.0)?;
    let part = Drawing::new(map.kind, map.outcome, canvas, frame);
    zones::draw(&part, hidden)?;
    for (place, symbol) in
        [(Some(map.outcome.centre), Symbol::Modelled), (map.outcome.reported_place, Symbol::Reported)]
    {
        if let Some(at) = place.map(|p| frame.at_inside(p)).transpose()?.flatten() {
            places::sign(&part, at, symbol, 0.0)?;
        }
    }
    for (k, line) in title(map, hidden, &frame.extent).iter().enumerate() {
        let at = (rect.min().x + 9.0, rect.min().y + 18.0 + TITLE_LINE_PX * k as f64);
        canvas.text(at, line, title_face(), Anchor::Start)?;
    }
    furniture::scale_bar(canvas, &Frame { plane: frame.plane, rect, extent: frame.extent }, BAR_PX)?;
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
    // In the west the north arrow and the scale bar come first.
    let corners = [(east, south), (east, north), (west, south - 56.0), (west + 54.0, north)];
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
    let mut areas = vec![];
    let falls = map.outcome.fall_regions.iter().filter(|(share, _)| *share < 0.97).map(|(_, polygons)| polygons);
    for outline in map.outcome.drop_zones.iter().map(|zone| &zone.outline).chain(falls) {
        areas.extend(map.frame.polygons(outline)?);
    }
    let clear = |rect: &&Rect<f64>| !areas.iter().any(|area| area.intersects(&rect.to_polygon()));
    let found: Vec<Rect<f64>> = rects.into_iter().filter(free).collect();
    Ok(found.iter().find(clear).or(found.first()).copied())
}

/// A line from the place of impact to the nearest corner of the enlargement.
fn line_to(map: &mut Drawing<'_, '_>, rect: Rect<f64>) -> Result<(), MapError> {
    let at = map.frame.at(map.outcome.centre)?;
    let (low, high) = (rect.min(), rect.max());
    let corners = [(low.x, low.y), (high.x, low.y), (low.x, high.y), (high.x, high.y)].map(Coord::from);
    let distance = |c: &Coord<f64>| (c.x - at.x).hypot(c.y - at.y);
    if let Some(corner) = corners.into_iter().min_by(|a, b| distance(a).total_cmp(&distance(b))) {
        let line = LineString(vec![at, corner]);
        map.canvas.line(&line, Stroke { colour: GREY, ..LEADER })?;
        map.placer.reserve_line(&line);
    }
    Ok(())
}
