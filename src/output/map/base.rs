//! Base layers: water, borders, drop zones and the lease.

use geo::{Coord, LineString, MultiPolygon};

use super::MapError;
use super::drawing::{Drawing, Symbol};
use super::labels::Label;
use super::style::{COUNTRY, DROP_ZONE, LAKE_SHORE, LEASE, REGION, RIVER, SHORE, SMALL, Stroke, TEAL, WATER};
use crate::places::NamedArea;

/// Water and borders.
pub(super) fn draw(map: &mut Drawing<'_, '_>) -> Result<(), MapError> {
    let base = &map.outcome.base_map;
    for lake in &base.lakes {
        let outline = MultiPolygon::from(lake.outline.clone());
        map.canvas.fill(&map.frame.polygons(&outline)?, WATER, 1.0)?;
        lines(map, &outline, LAKE_SHORE)?;
    }
    for river in &base.rivers {
        for part in map.frame.line(&river.line)? {
            map.canvas.line(&part, RIVER)?;
        }
    }
    borders(map, &base.regions, REGION, Symbol::Region)?;
    borders(map, &base.countries, COUNTRY, Symbol::Country)
}

/// Drop zones and the lease.
pub(super) fn draw_areas(map: &mut Drawing<'_, '_>) -> Result<(), MapError> {
    for zone in &map.outcome.drop_zones {
        let inside = map.frame.polygons(&zone.outline)?;
        map.canvas.fill(&inside, TEAL, 0.08)?;
        if lines(map, &zone.outline, DROP_ZONE)? {
            map.symbols.insert(Symbol::DropZone);
        }
    }
    if lines(map, &map.outcome.lease.outline, LEASE)? {
        map.symbols.insert(Symbol::Lease);
    }
    Ok(())
}

/// Names of drop zones and waters, placed after everything that matters more.
pub(super) fn label(map: &mut Drawing<'_, '_>) -> Result<(), MapError> {
    for zone in &map.outcome.drop_zones {
        if let Some(at) = middle(&map.frame.outlines(&zone.outline)?) {
            let face = SMALL.coloured(TEAL).on_map();
            let placed = map.placer.place_centred(&Label { at, text: &zone.name.en, face, gap_px: 0.0 });
            placed.map_or(Ok(()), |placed| map.write(&placed, face))?;
        }
    }
    let face = SMALL.coloured(SHORE).on_map();
    for lake in &map.outcome.base_map.lakes {
        let inside = map.frame.outlines(&MultiPolygon::from(lake.outline.clone()))?;
        if let Some(at) = middle(&inside).filter(|_| !lake.name.is_empty()) {
            map.label(&Label { at, text: &lake.name, face, gap_px: 5.0 })?;
        }
    }
    label_rivers(map)
}

/// One name a river, at the first of a few points along its longest part that is free.
fn label_rivers(map: &mut Drawing<'_, '_>) -> Result<(), MapError> {
    let face = SMALL.coloured(SHORE).on_map();
    let mut named: Vec<&str> = vec![];
    for river in &map.outcome.base_map.rivers {
        if river.name.is_empty() || named.contains(&river.name.as_str()) {
            continue;
        }
        let parts = map.frame.line(&river.line)?;
        let Some(longest) = parts.iter().max_by_key(|part| part.0.len()).filter(|part| part.0.len() > 4) else {
            continue;
        };
        let spots = [5, 3, 7, 2, 8].map(|tenth| longest.0[(longest.0.len() - 1) * tenth / 10]);
        let placed =
            spots.into_iter().find_map(|at| map.placer.place(&Label { at, text: &river.name, face, gap_px: 9.0 }));
        if let Some(placed) = placed {
            map.write(&placed, face)?;
            named.push(&river.name);
        }
    }
    Ok(())
}

fn borders(map: &mut Drawing<'_, '_>, areas: &[NamedArea], stroke: Stroke, symbol: Symbol) -> Result<(), MapError> {
    for area in areas {
        if lines(map, &MultiPolygon::from(area.outline.clone()), stroke)? {
            map.symbols.insert(symbol);
        }
    }
    Ok(())
}

/// Draws outlines; true where some of them lie in the frame.
fn lines(map: &Drawing<'_, '_>, outline: &MultiPolygon<f64>, stroke: Stroke) -> Result<bool, MapError> {
    let inside = map.frame.outlines(outline)?;
    for part in &inside {
        map.canvas.line(part, stroke)?;
    }
    Ok(!inside.is_empty())
}

/// Middle of the bounds of lines.
fn middle(lines: &[LineString<f64>]) -> Option<Coord<f64>> {
    use geo::BoundingRect;
    geo::MultiLineString(lines.to_vec()).bounding_rect().map(|bounds| bounds.center())
}
