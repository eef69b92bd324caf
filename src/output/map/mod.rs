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
mod later;
mod legend;
mod number;
mod panel;
mod places;
mod plot;
mod profile;
mod relief;
mod render;
mod reported;
mod rose;
mod sheet;
mod size;
mod style;
mod table;
mod tornado;
mod weather;
mod zones;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use thiserror::Error;

pub(super) use compare::comparison_sheet;

use crate::assessment::{Outcome, Zone};
use crate::geodesy::{GeodesyError, LocalPlane};
use crate::trial::Evaluation;

pub use size::MapSize;

/// A finished map.
#[derive(Debug, Clone, PartialEq)]
pub struct MapFile {
    /// File name without ending: `map`, `map-air`, `map-soil`, `map-soil-later`, `map-probability`, `map-fall`,
    /// `plot-droplets`, `plot-sensitivity` or `map-weather`, with `-a4` or `-a3` behind it for a size of print.
    pub name: String,
    /// The drawing; none where that of another size of the same name is the same.
    pub svg: Option<String>,
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
    /// The picture of the relief could not be made.
    #[error("making the relief of a map: {problem}; give another file with --elevation")]
    Relief {
        /// What went wrong.
        problem: String,
    },
    /// resvg could not read the drawing.
    #[error("reading the drawing of {map} back to make its PNG: {source}; the SVG can still be written")]
    ReadBack {
        /// Map.
        map: String,
        /// What resvg said.
        source: resvg::usvg::Error,
    },
    /// The picture could not be made in pixels.
    #[error("making the PNG of {map} with {width} x {height} pixels: {problem}")]
    Pixels {
        /// Map.
        map: String,
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
    /// Soil on the later days, side by side.
    SoilLater,
    Probability,
    Fall,
}

impl Kind {
    const ALL: [Self; 6] = [Self::Main, Self::Air, Self::Soil(1), Self::SoilLater, Self::Probability, Self::Fall];

    fn name(self) -> &'static str {
        match self {
            Self::Main => "map",
            Self::Air => "map-air",
            Self::Soil(_) => "map-soil",
            Self::SoilLater => "map-soil-later",
            Self::Probability => "map-probability",
            Self::Fall => "map-fall",
        }
    }

    /// True where the outcome has what the map shows. The main map is always made: it also says that nothing is exceeded.
    fn is_made(self, outcome: &Outcome) -> bool {
        match self {
            Self::Main => true,
            Self::Air | Self::Soil(_) | Self::Probability => {
                choice::zones(self, outcome).iter().any(|chosen| chosen.has_ground(self))
            }
            Self::SoilLater => later::DAYS.into_iter().any(|day| Self::Soil(day).is_made(outcome)),
            Self::Fall => !outcome.fall_regions.is_empty(),
        }
    }
}

/// Makes every map that the outcome has something to show on, the main map always: each for the screen and in every
/// further size that is asked for.
///
/// # Errors
/// [`MapError`] where a place cannot be projected, or the drawing or its picture cannot be made.
pub fn maps(outcome: &Outcome, sizes: &[MapSize]) -> Result<Vec<MapFile>, MapError> {
    let made: BTreeMap<Kind, &'static str> =
        Kind::ALL.into_iter().filter(|kind| kind.is_made(outcome)).map(|kind| (kind, kind.name())).collect();
    let kinds: Vec<Kind> = made.keys().copied().collect();
    in_sizes(&kinds, sizes, Redrawn::ForPaper, |kind, size| {
        let plane = LocalPlane::new(outcome.centre)?;
        let svg = sheet::Sheets { outcome, plane: &plane, made: &made }.draw(*kind, size)?;
        Ok((kind.name(), svg))
    })
}

/// A chart in the making.
type Chart<'a> = Box<dyn Fn() -> Result<(&'static str, String), MapError> + Sync + 'a>;

/// Makes the plots that the outcome has figures for: `plot-droplets` of a failure in flight, `plot-sensitivity` where some
/// answer is told, `map-weather` where a file of weather was given.
///
/// # Errors
/// [`MapError`] where the drawing or its picture cannot be made.
pub fn plots(outcome: &Outcome, sizes: &[MapSize]) -> Result<Vec<MapFile>, MapError> {
    let mut charts: Vec<Chart<'_>> = Vec::new();
    if let Some(study) = &outcome.release_study {
        charts.push(Box::new(move || Ok(("plot-droplets", plot::droplets(outcome, study)?))));
    }
    if outcome.assessment.sensitivity.tells() {
        charts.push(Box::new(move || Ok(("plot-sensitivity", tornado::draw(outcome)?))));
    }
    if let Some(observed) = &outcome.observed_weather {
        charts.push(Box::new(move || Ok(("map-weather", weather::weather(outcome, observed)?))));
    }
    in_sizes(&charts, sizes, Redrawn::Never, |chart, _| chart())
}

/// Makes the plots of an evaluation: `plot-scatter` and `plot-residuals`.
///
/// # Errors
/// [`MapError`] where a drawing or its picture cannot be made.
pub fn evaluation_plots(evaluation: &Evaluation) -> Result<Vec<MapFile>, MapError> {
    let charts: [Chart<'_>; 2] = [
        Box::new(|| Ok(("plot-scatter", plot::evaluation::scatter(evaluation)?))),
        Box::new(|| Ok(("plot-residuals", plot::evaluation::residuals(evaluation)?))),
    ];
    in_sizes(&charts, &[], Redrawn::Never, |chart, _| chart())
}

/// Whether a drawing is made anew for a larger paper, or only given more pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Redrawn {
    ForPaper,
    Never,
}

/// Draws each thing for the screen and in the further sizes, all at the same time.
fn in_sizes<T: Sync>(
    things: &[T],
    sizes: &[MapSize],
    redrawn: Redrawn,
    draw: impl Fn(&T, MapSize) -> Result<(&'static str, String), MapError> + Sync,
) -> Result<Vec<MapFile>, MapError> {
    let sizes: BTreeSet<MapSize> = sizes.iter().copied().chain([MapSize::Screen]).collect();
    let tasks: Vec<(&T, MapSize)> =
        things.iter().flat_map(|thing| sizes.iter().map(move |size| (thing, *size))).collect();
    tasks
        .into_par_iter()
        .map(|(thing, size)| {
            let (name, svg) = draw(thing, size)?;
            let name = format!("{name}{}", size.suffix());
            let png = render::png(&name, &svg, size)?;
            let own = size == MapSize::Screen || (redrawn == Redrawn::ForPaper && size == MapSize::A3);
            Ok(MapFile { name, svg: own.then_some(svg), png })
        })
        .collect()
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

#[cfg(test)]
mod tests;
