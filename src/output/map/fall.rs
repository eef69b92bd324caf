//! Ground track, the point below the failure, regions of the fall, break-ups and the impacts of the members.

use std::collections::{BTreeMap, BTreeSet};

use geo::{Coord, CoordsIter, Euclidean, Length, LineString, MultiPolygon, Polygon};

use super::canvas::Canvas;
use super::drawing::{Drawing, Symbol};
use super::labels::Label;
use super::style::{BREAKUP, DASH, DOTS, FALL, FALL_FILL, FALL_TRACK, GREY, INK, LAND, STRONG, Stroke, TRACK};
use super::{Kind, MapError};
use crate::assessment::ProfilePoint;
use crate::geodesy::LonLat;
use crate::language::{Number, msg};

/// Side of the sign for the point below the failure, px.
const FAILURE_HALF_PX: f64 = 5.5;

/// A track shorter than this on the sheet hides under the signs at its ends, px.
const TRACK_VISIBLE_PX: f64 = 40.0;

/// Of the pieces within a square of this side one is drawn, px; break-ups within their square share one sign.
const PIECE_CELL_PX: f64 = 6.5;
const BREAKUP_CELL_PX: f64 = 15.0;

/// Line about the region that holds a share of the impacts.
pub(super) fn region_stroke(share: f64) -> Stroke {
    match share {
        s if s < 0.9 => Stroke::new(FALL, 2.2),
        s if s < 0.97 => Stroke::new(FALL, 2.0).dashed(DASH),
        _ => Stroke::new(FALL, 1.8).dashed(DOTS),
    }
}

/// Fill of that region, with its opacity.
pub(super) fn region_fill(share: f64) -> (plotters::style::RGBColor, f64) {
    let class = if share < 0.9 { 2 } else { usize::from(share < 0.97) };
    (FALL_FILL[class], 0.72)
}

/// Draws the fall: all of it on its own map, the 95 % region and the track on the others.
pub(super) fn draw(map: &mut Drawing<'_, '_>) -> Result<(), MapError> {
    if matches!(map.kind, Kind::Soil(_) | Kind::SoilLater) {
        return Ok(());
    }
    if map.kind == Kind::Fall {
        region_lines(map)?;
        breakups(map)?;
        impacts(map)?;
    } else {
        main_region(map)?;
    }
    tracks(map)?;
    failure(map)
}

/// Fills the regions on the map of the fall, below borders, drop zones and the graticule.
pub(super) fn draw_regions(map: &Drawing<'_, '_>) -> Result<(), MapError> {
    if map.kind != Kind::Fall {
        return Ok(());
    }
    // The least likely first, so that each lies on the one about it.
    for (share, polygons) in map.outcome.fall_regions.iter().rev() {
        let (colour, opacity) = region_fill(*share);
        map.canvas.fill(&map.frame.polygons(polygons)?, colour, opacity)?;
    }
    Ok(())
}

/// Writes its share on each region, at its northernmost point.
pub(super) fn label(map: &mut Drawing<'_, '_>) -> Result<(), MapError> {
    if map.kind != Kind::Fall {
        return Ok(());
    }
    let face = STRONG.sized(14.0).coloured(FALL).on_map();
    for (share, polygons) in &map.outcome.fall_regions {
        let inside = map.frame.polygons(polygons)?;
        if let Some(at) = inside.exterior_coords_iter().min_by(|a, b| a.y.total_cmp(&b.y)) {
            let text = map.canvas.say(&msg("map-per-cent").with("n", Number::whole(100.0 * share)));
            map.label(&Label { at, text: &text, face, gap_px: 5.0 })?;
        }
    }
    Ok(())
}

/// Where the signs of the pieces stand close together on the map of the fall: the widest region.
pub(super) fn crowded(map: &Drawing<'_, '_>) -> Result<MultiPolygon<f64>, MapError> {
    let widest = map.outcome.fall_regions.iter().max_by(|a, b| a.0.total_cmp(&b.0));
    match widest.filter(|_| map.kind == Kind::Fall) {
        Some((_, polygons)) => Ok(map.frame.polygons(polygons)?),
        None => Ok(MultiPolygon(vec![])),
    }
}

fn region_lines(map: &Drawing<'_, '_>) -> Result<(), MapError> {
    for (share, polygons) in &map.outcome.fall_regions {
        for part in map.frame.outlines(polygons)? {
            map.canvas.line(&part, region_stroke(*share))?;
        }
    }
    Ok(())
}

fn main_region(map: &mut Drawing<'_, '_>) -> Result<(), MapError> {
    for (share, polygons) in map.outcome.fall_regions.iter().filter(|(share, _)| (share - 0.95).abs() < 1e-6) {
        map.symbols.insert(Symbol::FallArea);
        for part in map.frame.outlines(polygons)? {
            map.canvas.line(&part, region_stroke(*share))?;
        }
    }
    Ok(())
}

/// The track under power, full, and that of the fall, dashed.
fn tracks(map: &mut Drawing<'_, '_>) -> Result<(), MapError> {
    let Some(profile) = &map.outcome.profile else { return track(map, &map.outcome.ground_track, Symbol::FallTrack) };
    track(map, &ground(&profile.fall), Symbol::FallTrack)?;
    track(map, &ground(&profile.powered), Symbol::Track)
}

/// Points below the points of a flight.
pub(super) fn ground(points: &[ProfilePoint]) -> LineString<f64> {
    points.iter().map(|point| Coord { x: point.position.lon, y: point.position.lat }).collect()
}

fn track(map: &mut Drawing<'_, '_>, line: &LineString<f64>, symbol: Symbol) -> Result<(), MapError> {
    let stroke = if symbol == Symbol::Track { TRACK } else { FALL_TRACK };
    for part in map.frame.line(line)? {
        map.canvas.line(&part, stroke)?;
        if Euclidean.length(&part) > TRACK_VISIBLE_PX {
            map.symbols.insert(symbol);
        }
    }
    Ok(())
}

/// Pieces without propellant first, so that they do not hide the others.
fn impacts(map: &mut Drawing<'_, '_>) -> Result<(), MapError> {
    for symbol in [Symbol::OtherPiece, Symbol::LoadedPiece] {
        let mut taken = BTreeSet::new();
        let loaded = symbol == Symbol::LoadedPiece;
        for impact in map.outcome.impacts.iter().filter(|i| i.carries_propellant == loaded) {
            let Some(at) = map.frame.at_inside(impact.position)? else { continue };
            map.symbols.insert(symbol);
            if taken.insert(cell(at, PIECE_CELL_PX)) {
                piece(map.canvas, at, symbol)?;
            }
        }
    }
    Ok(())
}

/// One sign for the break-ups of a square, the larger the more there are.
fn breakups(map: &mut Drawing<'_, '_>) -> Result<(), MapError> {
    let mut squares: BTreeMap<(i64, i64), Vec<Coord<f64>>> = BTreeMap::new();
    for breakup in &map.outcome.breakups {
        if let Some(at) = map.frame.at_inside(breakup.position)? {
            squares.entry(cell(at, BREAKUP_CELL_PX)).or_default().push(at);
        }
    }
    for places in squares.values() {
        let sum = places.iter().fold(Coord { x: 0.0, y: 0.0 }, |sum, at| sum + *at);
        breakup_sign(map.canvas, sum / places.len() as f64, places.len())?;
        map.symbols.insert(Symbol::BreakUp);
    }
    Ok(())
}

/// The square that a point lies in.
pub(super) fn cell(at: Coord<f64>, side_px: f64) -> (i64, i64) {
    ((at.x / side_px).floor() as i64, (at.y / side_px).floor() as i64)
}

/// Sign of a count of break-ups: an open diamond.
pub(super) fn breakup_sign(canvas: &Canvas<'_>, at: Coord<f64>, count: usize) -> Result<(), MapError> {
    let half = (2.6 + 1.1 * (count as f64).sqrt()).min(7.5);
    let corners = [(0.0, -half), (half, 0.0), (0.0, half), (-half, 0.0), (0.0, -half)];
    let ring: LineString<f64> = corners.into_iter().map(|(x, y)| at + Coord { x, y }).collect();
    canvas.fill(&Polygon::new(ring.clone(), vec![]).into(), LAND, 0.55)?;
    canvas.line(&ring, Stroke::new(BREAKUP, 1.5))?;
    Ok(())
}

/// Sign of a piece.
pub(super) fn piece(canvas: &Canvas<'_>, at: Coord<f64>, symbol: Symbol) -> Result<(), MapError> {
    if symbol == Symbol::LoadedPiece {
        canvas.disc(at, 3.0, LAND)?;
        canvas.disc(at, 2.5, FALL)?;
    } else {
        canvas.circle(at, 2.0, Stroke::new(GREY, 0.8))?;
    }
    Ok(())
}

fn failure(map: &mut Drawing<'_, '_>) -> Result<(), MapError> {
    let incident = &map.outcome.assessment.incident;
    let place = LonLat::new(incident.lon, incident.lat);
    let far_from_pad = place.distance_m(map.outcome.pad) > 5_000.0;
    if let Some(at) = map.frame.at_inside(place)?.filter(|_| far_from_pad) {
        failure_sign(map.canvas, at)?;
        map.placer.reserve_about(at, FAILURE_HALF_PX + 2.0);
        map.symbols.insert(Symbol::Failure);
    }
    Ok(())
}

/// Sign of the point below the failure: a cross.
pub(super) fn failure_sign(canvas: &Canvas<'_>, at: Coord<f64>) -> Result<(), MapError> {
    let half = FAILURE_HALF_PX;
    for stroke in [Stroke::new(LAND, 5.0), Stroke::new(INK, 2.4)] {
        canvas.segment((at.x - half, at.y - half), (at.x + half, at.y + half), stroke)?;
        canvas.segment((at.x - half, at.y + half), (at.x + half, at.y - half), stroke)?;
    }
    Ok(())
}
