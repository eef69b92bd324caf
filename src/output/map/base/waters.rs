//! The rivers and lakes of the user, and those of all waters that the propellant reaches.

use geo::{LineString, MultiPolygon};

use super::super::MapError;
use super::super::drawing::{Drawing, Symbol};
use super::super::style::{TOUCHED, WATER, WATERSIDE};
use super::lines;
use crate::assessment::{Outcome, WaterBody};
use crate::places::{Water, WaterShape};

/// Waters that are reached in fewer of the members are not marked.
const TOUCHED_FROM: f64 = 0.05;

/// Draws the waters of the user, then marks those that are reached.
pub(super) fn draw(map: &mut Drawing<'_, '_>) -> Result<(), MapError> {
    for water in &map.outcome.base_map.own_waters {
        if draw_one(map, water, false)? {
            map.symbols.insert(Symbol::Water);
        }
    }
    let touched: Vec<Water> =
        all(map.outcome).into_iter().filter(|w| reached(map.outcome, &w.name).is_some()).collect();
    for water in &touched {
        if draw_one(map, water, true)? {
            map.symbols.insert(Symbol::WaterTouched);
        }
    }
    Ok(())
}

/// The waters that are followed.
fn all(outcome: &Outcome) -> Vec<Water> {
    let own = &outcome.base_map.own_waters;
    if own.is_empty() { crate::places::waters_of(&outcome.base_map) } else { own.clone() }
}

/// What reaches a water of that name, where that is likely enough to be marked.
pub(super) fn reached<'a>(outcome: &'a Outcome, name: &str) -> Option<&'a WaterBody> {
    outcome.assessment.water.iter().find(|water| water.name == name && water.probability >= TOUCHED_FROM)
}

/// True where some of it lies in the frame.
fn draw_one(map: &Drawing<'_, '_>, water: &Water, touched: bool) -> Result<bool, MapError> {
    let stroke = if touched { TOUCHED } else { WATERSIDE };
    match &water.shape {
        WaterShape::River(parts) => {
            let inside: Vec<LineString<f64>> =
                parts.iter().map(|part| map.frame.line(part)).collect::<Result<Vec<_>, _>>()?.concat();
            for part in &inside {
                map.canvas.line(part, stroke)?;
            }
            Ok(!inside.is_empty())
        }
        WaterShape::Lake(outline) => {
            let inside: MultiPolygon<f64> = map.frame.polygons(outline)?;
            map.canvas.fill(&inside, WATER, 1.0)?;
            lines(map, outline, stroke)?;
            Ok(!inside.0.is_empty())
        }
    }
}
