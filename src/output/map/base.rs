//! Base layers: water, borders, drop zones and the lease.

mod names;
mod waters;

use geo::{BoundingRect, MultiPolygon, Rect};

use super::MapError;
use super::drawing::{Drawing, Symbol};
use super::style::{COUNTRY, DROP_ZONE, LAKE_SHORE, LEASE, REGION, RIVER, Stroke, TEAL, WATER};
use crate::places::NamedArea;

pub(super) use names::label;

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
    waters::draw(map)?;
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

/// Borders as lines. A ring of the base map that is the lease itself is left to the lease outline in use.
fn borders(map: &mut Drawing<'_, '_>, areas: &[NamedArea], stroke: Stroke, symbol: Symbol) -> Result<(), MapError> {
    let lease = map.outcome.lease.outline.bounding_rect();
    for area in areas {
        for ring in std::iter::once(area.outline.exterior()).chain(area.outline.interiors()) {
            if same_bounds(ring.bounding_rect(), lease) {
                continue;
            }
            for part in map.frame.line(ring)? {
                map.canvas.line(&part, stroke)?;
                map.symbols.insert(symbol);
            }
        }
    }
    Ok(())
}

/// True where two bounds share most of their area.
pub(in crate::output) fn same_bounds(a: Option<Rect<f64>>, b: Option<Rect<f64>>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return false };
    let width = a.max().x.min(b.max().x) - a.min().x.max(b.min().x);
    let height = a.max().y.min(b.max().y) - a.min().y.max(b.min().y);
    let shared = width.max(0.0) * height.max(0.0);
    let union = a.width() * a.height() + b.width() * b.height() - shared;
    shared > 0.6 * union
}

/// Draws outlines; true where some of them lie in the frame.
fn lines(map: &Drawing<'_, '_>, outline: &MultiPolygon<f64>, stroke: Stroke) -> Result<bool, MapError> {
    let inside = map.frame.outlines(outline)?;
    for part in &inside {
        map.canvas.line(part, stroke)?;
    }
    Ok(!inside.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_nearly_equal_bounds_are_the_same() {
        let lease = Some(Rect::new((62.79, 45.56), (63.98, 46.40)));
        assert!(same_bounds(lease, Some(Rect::new((62.80, 45.57), (63.97, 46.39)))));
        assert!(!same_bounds(lease, Some(Rect::new((57.0, 43.0), (68.0, 47.0)))));
        assert!(!same_bounds(lease, None));
    }
}
