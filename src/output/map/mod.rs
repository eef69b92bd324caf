//! Maps for print: one drawing a map, written as SVG and as PNG.
//!
//! `maps` decides which maps an outcome has. For each, `choice` picks the zones, `extent` the ground that is shown,
//! `sheet` puts the layers, labels and the panel together, and `render` turns the SVG into a PNG.

mod base;
mod canvas;
mod choice;
mod compare;
mod detail;
mod drawing;
mod extent;
mod fall;
mod font;
mod frame;
mod furniture;
mod graticule;
mod inset;
mod labels;
mod legend;
mod number;
mod panel;
mod places;
mod plot;
mod profile;
mod render;
mod reported;
mod rose;
mod sheet;
mod style;
mod table;
mod tornado;
mod weather;
mod zones;

use std::collections::BTreeMap;

use thiserror::Error;

pub(super) use compare::comparison_sheet;

use crate::assessment::{Outcome, Zone};
use crate::geodesy::{GeodesyError, LocalPlane};
use crate::threshold::Medium;
use crate::trial::Evaluation;

/// A finished map.
#[derive(Debug, Clone, PartialEq)]
pub struct MapFile {
    /// File name without ending: `map`, `map-air`, `map-soil` and its later days, `map-probability`, `map-fall`,
    /// `plot-droplets`, `plot-sensitivity` or `map-weather`.
    pub name: &'static str,
    /// The drawing.
    pub svg: String,
    /// The same drawing in pixels.
    pub png: Vec<u8>,
}

/// Why a map could not be made.
#[derive(Debug, Error)]
pub enum MapError {
    /// A place could not be projected.
    #[error("placing shapes on a map: {0}")]
    Projection(#[from] GeodesyError),
    /// plotters could not draw.
    #[error("drawing a map: {0}")]
    Draw(#[from] canvas::DrawError),
    /// resvg could not read the drawing.
    #[error("reading the drawing of {map} back to make its PNG: {source}; the SVG can still be written")]
    ReadBack {
        /// Map.
        map: &'static str,
        /// What resvg said.
        source: resvg::usvg::Error,
    },
    /// The picture could not be made in pixels.
    #[error("making the PNG of {map} with {width} x {height} pixels: {problem}")]
    Pixels {
        /// Map.
        map: &'static str,
        /// Width, px.
        width: u32,
        /// Height, px.
        height: u32,
        /// What went wrong.
        problem: String,
    },
}

/// What a map is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Main,
    Air,
    /// Soil on a day after the spill.
    Soil(u32),
    Probability,
    Fall,
}

impl Kind {
    const ALL: [Self; 8] = [
        Self::Main,
        Self::Air,
        Self::Soil(1),
        Self::Soil(30),
        Self::Soil(365),
        Self::Soil(3650),
        Self::Probability,
        Self::Fall,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Main => "map",
            Self::Air => "map-air",
            Self::Soil(30) => "map-soil-day-30",
            Self::Soil(365) => "map-soil-day-365",
            Self::Soil(3650) => "map-soil-day-3650",
            Self::Soil(_) => "map-soil",
            Self::Probability => "map-probability",
            Self::Fall => "map-fall",
        }
    }

    /// True where the outcome has what the map shows. The main map is always made: it also says that nothing is exceeded.
    fn is_made(self, outcome: &Outcome) -> bool {
        match self {
            Self::Main => true,
            Self::Air => has_shape(outcome, |zone| zone.medium == Medium::Air),
            Self::Soil(day) => has_shape(outcome, |zone| choice::in_soil(zone, day)),
            Self::Probability => choice::widest_geographic(outcome).is_some(),
            Self::Fall => !outcome.fall_regions.is_empty(),
        }
    }
}

/// Makes every map that the outcome has something to show on, the main map always.
///
/// # Errors
/// [`MapError`] where a place cannot be projected, or the drawing or its picture cannot be made.
pub fn maps(outcome: &Outcome) -> Result<Vec<MapFile>, MapError> {
    let plane = LocalPlane::new(outcome.centre)?;
    let made: BTreeMap<Kind, &'static str> =
        Kind::ALL.into_iter().filter(|kind| kind.is_made(outcome)).map(|kind| (kind, kind.name())).collect();
    let sheets = sheet::Sheets { outcome, plane: &plane, made: &made };
    made.iter()
        .map(|(&kind, &name)| {
            let svg = sheets.draw(kind)?;
            let png = render::png(name, &svg)?;
            Ok(MapFile { name, svg, png })
        })
        .collect()
}

/// Makes the plots that the outcome has figures for: `plot-droplets` of a failure in flight, `plot-sensitivity` where some
/// answer is told, `map-weather` where a file of weather was given.
///
/// # Errors
/// [`MapError`] where the drawing or its picture cannot be made.
pub fn plots(outcome: &Outcome) -> Result<Vec<MapFile>, MapError> {
    let mut drawn = Vec::new();
    if let Some(study) = &outcome.release_study {
        drawn.push(("plot-droplets", plot::droplets(outcome, study)?));
    }
    if outcome.assessment.sensitivity.tells() {
        drawn.push(("plot-sensitivity", tornado::draw(outcome)?));
    }
    if let Some(observed) = &outcome.observed_weather {
        drawn.push(("map-weather", weather::weather(outcome, observed)?));
    }
    drawn.into_iter().map(|(name, svg)| Ok(MapFile { name, png: render::png(name, &svg)?, svg })).collect()
}

/// Makes the plots of an evaluation: `plot-scatter` and `plot-residuals`.
///
/// # Errors
/// [`MapError`] where a drawing or its picture cannot be made.
pub fn evaluation_plots(evaluation: &Evaluation) -> Result<Vec<MapFile>, MapError> {
    let drawn = [
        ("plot-scatter", plot::evaluation::scatter(evaluation)?),
        ("plot-residuals", plot::evaluation::residuals(evaluation)?),
    ];
    drawn.into_iter().map(|(name, svg)| Ok(MapFile { name, png: render::png(name, &svg)?, svg })).collect()
}

pub(super) use base::same_bounds;

/// Ids of the zones of the main map, for maps that are not printed.
pub(super) fn main_zones(outcome: &Outcome) -> Vec<String> {
    choice::zones(Kind::Main, outcome).iter().map(|chosen| chosen.zone.id.clone()).collect()
}

/// Fill and outline of a zone as `#rrggbb`, as on the main map.
pub(super) fn zone_colours(zone: &Zone) -> (String, String) {
    let (fill, line) = choice::colours(zone);
    (style::css(fill), style::css(line))
}

fn has_shape(outcome: &Outcome, is_shown: impl Fn(&Zone) -> bool) -> bool {
    outcome.shapes.iter().any(|shape| {
        outcome.assessment.zones.get(shape.zone).is_some_and(&is_shown)
            && shape.about_impact.iter().any(|(_, polygons)| !polygons.0.is_empty())
    })
}

#[cfg(test)]
mod tests;
