//! Ground track, the point below the failure, ellipses of the fall and the impacts of the members.

use geo::{Coord, CoordsIter, Euclidean, Length};

use super::drawing::{Drawing, Symbol};
use super::labels::Label;
use super::style::{DASH, DOTS, FALL, GREY, INK, LAND, SMALL, Stroke, TRACK};
use super::{Kind, MapError};
use crate::geodesy::LonLat;

/// Side of the sign for the point below the failure, px.
const FAILURE_HALF_PX: f64 = 5.5;

/// A track shorter than this on the sheet hides under the signs at its ends, px.
const TRACK_VISIBLE_PX: f64 = 40.0;

/// Line of the ellipse that holds a share of the impacts.
pub(super) fn ellipse_stroke(share: f64) -> Stroke {
    let solid = Stroke::new(FALL, 1.7);
    match share {
        s if s < 0.9 => solid,
        s if s < 0.97 => solid.dashed(DASH),
        _ => solid.dashed(DOTS),
    }
}

/// Draws the fall: all of it on its own map, the 95 % ellipse and the track on the others.
pub(super) fn draw(map: &mut Drawing<'_, '_>) -> Result<(), MapError> {
    if map.kind == Kind::Soil {
        return Ok(());
    }
    ellipses(map)?;
    if map.kind == Kind::Fall {
        impacts(map)?;
    }
    for part in map.frame.line(&map.outcome.ground_track)? {
        map.canvas.line(&part, TRACK)?;
        if Euclidean.length(&part) > TRACK_VISIBLE_PX {
            map.symbols.insert(Symbol::Track);
        }
    }
    failure(map)
}

/// Writes its share on each ellipse, at its northernmost point.
pub(super) fn label(map: &mut Drawing<'_, '_>) -> Result<(), MapError> {
    if map.kind != Kind::Fall {
        return Ok(());
    }
    let face = SMALL.coloured(FALL).on_map();
    for (share, polygons) in &map.outcome.fall_regions {
        let inside = map.frame.polygons(polygons)?;
        if let Some(at) = inside.exterior_coords_iter().min_by(|a, b| a.y.total_cmp(&b.y)) {
            let text = format!("{:.0} %", 100.0 * share);
            map.label(&Label { at, text: &text, face, gap_px: 4.0 })?;
        }
    }
    Ok(())
}

fn ellipses(map: &mut Drawing<'_, '_>) -> Result<(), MapError> {
    for (share, polygons) in &map.outcome.fall_regions {
        let is_main = (share - 0.95).abs() < 1e-6;
        if map.kind != Kind::Fall && !is_main {
            continue;
        }
        if map.kind == Kind::Fall {
            map.canvas.fill(&map.frame.polygons(polygons)?, FALL, 0.07)?;
        } else {
            map.symbols.insert(Symbol::FallArea);
        }
        for part in map.frame.outlines(polygons)? {
            map.canvas.line(&part, ellipse_stroke(*share))?;
        }
    }
    Ok(())
}

/// Pieces without propellant first, so that they do not hide the others.
fn impacts(map: &mut Drawing<'_, '_>) -> Result<(), MapError> {
    for loaded in [false, true] {
        for impact in map.outcome.impacts.iter().filter(|i| i.carries_propellant == loaded) {
            let Some(at) = map.frame.at_inside(impact.position)? else { continue };
            map.symbols.insert(if loaded { Symbol::LoadedPiece } else { Symbol::OtherPiece });
            piece(map, at, if loaded { Symbol::LoadedPiece } else { Symbol::OtherPiece })?;
        }
    }
    Ok(())
}

/// Sign of a piece.
pub(super) fn piece(map: &Drawing<'_, '_>, at: Coord<f64>, symbol: Symbol) -> Result<(), MapError> {
    if symbol == Symbol::LoadedPiece {
        map.canvas.disc(at, 3.0, LAND)?;
        map.canvas.disc(at, 2.4, FALL)?;
    } else {
        map.canvas.circle(at, 2.2, Stroke::new(GREY, 0.9))?;
    }
    Ok(())
}

fn failure(map: &mut Drawing<'_, '_>) -> Result<(), MapError> {
    let incident = &map.outcome.assessment.incident;
    let place = LonLat::new(incident.lon, incident.lat);
    let far_from_pad = place.distance_m(map.outcome.pad) > 5_000.0;
    if let Some(at) = map.frame.at_inside(place)?.filter(|_| far_from_pad) {
        failure_sign(map, at)?;
        map.placer.reserve_about(at, FAILURE_HALF_PX + 2.0);
        map.symbols.insert(Symbol::Failure);
    }
    Ok(())
}

/// Sign of the point below the failure: a cross.
pub(super) fn failure_sign(map: &Drawing<'_, '_>, at: Coord<f64>) -> Result<(), MapError> {
    let half = FAILURE_HALF_PX;
    for stroke in [Stroke::new(LAND, 5.0), Stroke::new(INK, 2.4)] {
        map.canvas.segment((at.x - half, at.y - half), (at.x + half, at.y + half), stroke)?;
        map.canvas.segment((at.x - half, at.y + half), (at.x + half, at.y - half), stroke)?;
    }
    Ok(())
}
