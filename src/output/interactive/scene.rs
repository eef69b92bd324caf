//! What the map shows, as the script reads it: layers of shapes and places, grids, and the words on the page.

use std::collections::BTreeMap;

use geo::{Coord, Geometry, MapCoords, coord};
use geojson::Geometry as JsonGeometry;
use serde::Serialize;

/// Decimals of a degree that are kept: 1e-5 degrees are about 1 m.
const STEPS_PER_DEGREE: f64 = 1e5;

/// The whole scene.
#[derive(Debug, Serialize)]
pub(super) struct Scene {
    /// Words of the page.
    pub words: Words,
    /// Sign between whole and part of a number.
    pub decimal: char,
    /// Corners of the view at the start: latitude and longitude in the south-west and in the north-east.
    pub start: [[f64; 2]; 2],
    /// Corners of everything that the result is about.
    pub whole: [[f64; 2]; 2],
    /// Layers from the ground up.
    pub layers: Vec<Layer>,
    /// Grids whose values are told under the cursor.
    pub fields: Vec<super::field::Field>,
    /// Code of a cell of which nothing is known.
    pub no_value: u8,
    /// Codes of values above zero.
    pub levels: u8,
}

/// Words of the page that no layer holds.
#[derive(Debug, Serialize)]
pub(super) struct Words {
    /// Groups of layers in the order of the legend.
    pub groups: Vec<GroupWords>,
    /// Signs of the halves of the Earth.
    pub north_south: [String; 2],
    /// See `north_south`.
    pub east_west: [String; 2],
    /// All other words, by name.
    #[serde(flatten)]
    pub other: BTreeMap<&'static str, String>,
}

/// Words of a group of layers.
#[derive(Debug, Serialize)]
pub(super) struct GroupWords {
    /// Word that stands for it.
    pub id: &'static str,
    /// Title.
    pub title: String,
    /// What to know; may be empty.
    pub note: String,
}

/// One switch of the legend.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Layer {
    /// Word that stands for it.
    pub id: String,
    /// Group in the legend.
    pub group: &'static str,
    /// Text in the legend.
    pub label: String,
    /// True where it shows at the start.
    pub on: bool,
    /// True where the legend folds it away.
    pub folded: bool,
    /// True where the place under the cursor is told to lie inside.
    pub told: bool,
    /// How it is drawn.
    #[serde(flatten)]
    pub style: Style,
    /// Rows "what: value" that hold for all its features.
    pub rows: Vec<(String, String)>,
    /// Features.
    pub features: Vec<Feature>,
}

impl Layer {
    /// A layer that is shown at first, without rows of its own.
    pub(super) fn shown(id: &str, group: &'static str, label: String, style: Style, features: Vec<Feature>) -> Self {
        Self { id: id.to_owned(), group, label, on: true, folded: false, told: false, style, rows: vec![], features }
    }
}

/// How a layer is drawn. Colours are `#rrggbb`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Style {
    /// `shapes`, `dots` or `places`.
    pub drawing: &'static str,
    /// Level of the drawing: `ground`, `field`, `zones`, `lines`, `points` or `places`.
    pub pane: &'static str,
    /// Sign in the legend.
    pub swatch: &'static str,
    /// Sign of a place.
    pub sign: &'static str,
    /// Line.
    pub line: Option<String>,
    /// Fill.
    pub fill: Option<String>,
    /// Width of the line, px.
    pub width: f64,
    /// Lengths drawn and left out, px.
    pub dash: Option<&'static str>,
    /// Opacity of the fill, 0 to 1.
    pub opacity: f64,
    /// Radius of a dot, px.
    pub radius: f64,
}

impl Style {
    /// Areas with an outline.
    pub(super) fn area(line: &str, fill: &str, opacity: f64) -> Self {
        Self {
            drawing: "shapes",
            pane: "zones",
            swatch: "area",
            sign: "",
            line: Some(line.to_owned()),
            fill: Some(fill.to_owned()),
            width: 1.4,
            dash: None,
            opacity,
            radius: 0.0,
        }
    }

    /// Lines, or outlines without a fill.
    pub(super) fn line(line: &str, width: f64, dash: Option<&'static str>) -> Self {
        let swatch = if dash.is_some() { "dashed" } else { "line" };
        Self { pane: "lines", swatch, fill: None, width, dash, ..Self::area(line, "", 0.0) }
    }

    /// Many small points.
    pub(super) fn dots(line: &str, fill: &str) -> Self {
        Self { drawing: "dots", pane: "points", swatch: "dot", radius: 2.6, width: 1.0, ..Self::area(line, fill, 0.8) }
    }

    /// Places with a sign and a name.
    pub(super) fn places(sign: &'static str, line: &str, fill: &str) -> Self {
        Self { drawing: "places", pane: "places", swatch: "sign", sign, ..Self::area(line, fill, 1.0) }
    }
}

/// A shape or a place of a layer.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Feature {
    /// Where.
    pub geometry: JsonGeometry,
    /// Name.
    pub name: String,
    /// Rows "what: value".
    pub rows: Vec<(String, String)>,
    /// Probability of a contour, 0 to 1; of several that hold a place the highest is told.
    pub probability: f64,
    /// Size of the sign, px.
    pub size: f64,
    /// Which names win where two would meet.
    pub weight: f64,
}

impl Feature {
    /// A shape of which nothing is told.
    pub(super) fn plain(shape: impl Into<Geometry<f64>>) -> Self {
        Self { geometry: geometry(shape), name: String::new(), rows: vec![], probability: 1.0, size: 0.0, weight: 0.0 }
    }
}

/// A shape in longitude and latitude, rounded to about a metre.
pub(super) fn geometry(shape: impl Into<Geometry<f64>>) -> JsonGeometry {
    let round = |v: f64| (v * STEPS_PER_DEGREE).round() / STEPS_PER_DEGREE;
    let rounded = shape.into().map_coords(|at: Coord<f64>| coord! { x: round(at.x), y: round(at.y) });
    JsonGeometry::from(&rounded)
}
