//! Zones and their probability.

use geo::{BoundingRect, Coord, CoordsIter, MultiPolygon};
use plotters::style::RGBColor;

use super::choice::{Chosen, level};
use super::drawing::Drawing;
use super::labels::Label;
use super::style::{DASH, DOTS, INK, PROBABILITY, SMALL, Stroke};
use super::{Kind, MapError};
use crate::language::{Number, msg};

/// Probabilities of the isolines, from the widest contour to the narrowest.
pub(super) const PROBABILITIES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];
/// Fill of a zone: probability from which on, and the opacity that it adds to the one before.
const FILLS: [(f64, f64); 3] = [(0.05, 0.3), (0.25, 0.4), (0.5, 0.6)];
/// Opacity of a band of probability.
pub(super) const BAND_OPACITY: f64 = 0.85;
/// A zone narrower than this on the sheet hides under the sign of the place of impact, px.
const VISIBLE_PX: f64 = 26.0;

/// How a zone shows on a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Visibility {
    /// No member exceeds the limit.
    NotReached,
    /// Some do, but nowhere with a probability of 5 %.
    Scattered,
    /// Nowhere with a probability of 50 %.
    Unlikely,
    /// Hidden by the sign of the place of impact at this scale.
    UnderSign,
    /// Filled.
    Shown,
}

/// How a zone shows on a map.
pub(super) fn visibility(map: &Drawing<'_, '_>, chosen: &Chosen<'_>) -> Result<Visibility, MapError> {
    let widest = map.frame.polygons(&chosen.about_impact(0.05))?;
    let Some(bounds) = widest.bounding_rect() else {
        let reached = chosen.zone.probability > 0.0;
        return Ok(if reached { Visibility::Scattered } else { Visibility::NotReached });
    };
    Ok(if bounds.width().max(bounds.height()) < VISIBLE_PX {
        Visibility::UnderSign
    } else if chosen.about_impact(0.5).0.is_empty() {
        Visibility::Unlikely
    } else {
        Visibility::Shown
    })
}

/// Opacity of a zone where its limit is exceeded with a probability.
pub(super) fn opacity(probability: f64) -> f64 {
    let layers = FILLS.iter().filter(|(from, _)| *from <= probability + 1e-9);
    1.0 - layers.map(|(_, opacity)| 1.0 - opacity).product::<f64>()
}

/// Draws what the map shows of its zones: isolines of one limit, or all limits about the place of impact.
pub(super) fn draw(map: &Drawing<'_, '_>, chosen: &[Chosen<'_>]) -> Result<(), MapError> {
    match map.kind {
        Kind::Probability => chosen.iter().try_for_each(|c| bands(map, c)),
        Kind::Main | Kind::Air | Kind::Soil(_) => about_impact(map, chosen),
        Kind::Fall | Kind::SoilLater => Ok(()),
    }
}

/// The widest zone first, so that no zone hides a smaller one.
fn about_impact(map: &Drawing<'_, '_>, chosen: &[Chosen<'_>]) -> Result<(), MapError> {
    let mut by_width: Vec<_> = chosen.iter().collect();
    by_width.sort_by(|a, b| b.zone.area_km2.median.total_cmp(&a.zone.area_km2.median));
    for zone in &by_width {
        for (probability, opacity) in FILLS {
            map.canvas.fill(&map.frame.polygons(&zone.about_impact(probability))?, zone.fill, opacity)?;
        }
        outline(map, &zone.about_impact(0.5), Stroke::new(zone.line, 1.2))?;
    }
    for zone in &by_width {
        outline(map, &zone.about_impact(0.05), Stroke::new(zone.line, 1.5).dashed(DASH))?;
        outline(map, &zone.about_impact(0.95), Stroke::new(zone.line, 1.5).dashed(DOTS))?;
    }
    Ok(())
}

fn bands(map: &Drawing<'_, '_>, chosen: &Chosen<'_>) -> Result<(), MapError> {
    let levels = chosen.shape.map_or(&[][..], |shape| &shape.geographic);
    for (probability, colour) in PROBABILITIES.into_iter().zip(PROBABILITY) {
        let polygons = level(levels, probability);
        map.canvas.fill(&map.frame.polygons(&polygons)?, colour, BAND_OPACITY)?;
        outline(map, &polygons, Stroke::new(darker(colour), 1.1))?;
    }
    Ok(())
}

/// Writes the probability on each isoline, at its furthest point from the place of impact.
pub(super) fn label(map: &mut Drawing<'_, '_>, chosen: &[Chosen<'_>]) -> Result<(), MapError> {
    if map.kind != Kind::Probability {
        return Ok(());
    }
    let face = SMALL.coloured(INK).on_map();
    let centre = map.frame.at(map.outcome.centre)?;
    for shape in chosen.iter().filter_map(|c| c.shape) {
        for probability in PROBABILITIES {
            let inside = map.frame.polygons(&level(&shape.geographic, probability))?;
            if let Some(at) = furthest(&inside, centre) {
                let text = map.canvas.say(&msg("map-per-cent").with("n", Number::whole(100.0 * probability)));
                map.label(&Label { at, text: &text, face, gap_px: 4.0 })?;
            }
        }
    }
    Ok(())
}

fn furthest(polygons: &MultiPolygon<f64>, from: Coord<f64>) -> Option<Coord<f64>> {
    let distance = |c: &Coord<f64>| (c.x - from.x).hypot(c.y - from.y);
    polygons.exterior_coords_iter().max_by(|a, b| distance(a).total_cmp(&distance(b)))
}

fn outline(map: &Drawing<'_, '_>, polygons: &MultiPolygon<f64>, stroke: Stroke) -> Result<(), MapError> {
    for part in map.frame.outlines(polygons)? {
        map.canvas.line(&part, stroke)?;
    }
    Ok(())
}

fn darker(RGBColor(r, g, b): RGBColor) -> RGBColor {
    let part = |c: u8| (f64::from(c) * 0.6) as u8;
    RGBColor(part(r), part(g), part(b))
}
