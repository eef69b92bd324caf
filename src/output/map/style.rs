//! Colours, strokes and type of the maps. The zone colours are the ColorBrewer sequences YlOrRd and YlOrBr (Brewer
//! 2003, colorbrewer2.org), which stay apart in all common forms of colour blindness and in grey.

use plotters::style::RGBColor;

use super::font::Weight;
use crate::threshold::Severity;

pub(super) const PAPER: RGBColor = RGBColor(255, 255, 255);
pub(super) const LAND: RGBColor = RGBColor(247, 244, 236);
/// Rim of the letters on the map; no text is written in this colour.
pub(super) const HALO: RGBColor = RGBColor(248, 245, 238);
pub(super) const INK: RGBColor = RGBColor(34, 34, 34);
pub(super) const GREY: RGBColor = RGBColor(92, 92, 92);
pub(super) const PALE: RGBColor = RGBColor(205, 203, 196);
pub(super) const WATER: RGBColor = RGBColor(205, 224, 238);
pub(super) const SHORE: RGBColor = RGBColor(88, 140, 178);
pub(super) const BORDER: RGBColor = RGBColor(120, 116, 106);
pub(super) const PURPLE: RGBColor = RGBColor(106, 61, 154);
pub(super) const TEAL: RGBColor = RGBColor(0, 110, 110);
pub(super) const STAR: RGBColor = RGBColor(200, 20, 40);
pub(super) const FALL: RGBColor = RGBColor(40, 70, 120);

/// A line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stroke {
    /// Colour.
    pub colour: RGBColor,
    /// Width, px.
    pub width_px: f64,
    /// Lengths drawn and left out in turn, px; empty for a full line.
    pub dash_px: &'static [f64],
}

impl Stroke {
    pub(super) const fn new(colour: RGBColor, width_px: f64) -> Self {
        Self { colour, width_px, dash_px: &[] }
    }

    pub(super) const fn dashed(self, dash_px: &'static [f64]) -> Self {
        Self { dash_px, ..self }
    }
}

pub(super) const DASH: &[f64] = &[9.0, 5.0];
pub(super) const DOTS: &[f64] = &[2.0, 3.2];
pub(super) const DASH_DOT: &[f64] = &[16.0, 5.0, 3.0, 5.0];

pub(super) const FRAME: Stroke = Stroke::new(INK, 1.8);
pub(super) const GRATICULE: Stroke = Stroke::new(PALE, 0.9);
pub(super) const RIVER: Stroke = Stroke::new(SHORE, 1.7);
/// Waters of the user.
pub(super) const WATERSIDE: Stroke = Stroke::new(SHORE, 2.6);
/// Waters that the propellant reaches: magenta of Okabe & Ito (2008), darkened, which stands apart from all zones.
pub(super) const TOUCHED: Stroke = Stroke::new(TOUCHED_COLOUR, 2.8);
pub(super) const TOUCHED_COLOUR: RGBColor = RGBColor(150, 44, 106);
pub(super) const LAKE_SHORE: Stroke = Stroke::new(SHORE, 1.0);
pub(super) const REGION: Stroke = Stroke::new(BORDER, 1.0).dashed(&[7.0, 3.0, 1.6, 3.0]);
pub(super) const COUNTRY: Stroke = Stroke::new(BORDER, 2.2).dashed(&[14.0, 4.0, 2.4, 4.0]);
pub(super) const LEASE: Stroke = Stroke::new(PURPLE, 2.4).dashed(DASH_DOT);
pub(super) const DROP_ZONE: Stroke = Stroke::new(TEAL, 1.8).dashed(&[10.0, 4.0]);
pub(super) const TRACK: Stroke = Stroke::new(INK, 2.2);
pub(super) const FALL_TRACK: Stroke = Stroke::new(INK, 1.8).dashed(&[12.0, 4.0]);
/// Signs of the break-ups: vermilion of Okabe & Ito (2008), darkened.
pub(super) const BREAKUP: RGBColor = RGBColor(186, 72, 0);

/// Fills of the regions of the fall, the least likely first (ColorBrewer Blues).
pub(super) const FALL_FILL: [RGBColor; 3] = [RGBColor(222, 233, 244), RGBColor(188, 210, 232), RGBColor(140, 176, 212)];
pub(super) const LEADER: Stroke = Stroke::new(INK, 1.0);

/// Type of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    /// Size, px.
    pub size_px: f64,
    /// Weight.
    pub weight: Weight,
    /// Colour.
    pub colour: RGBColor,
    /// True where a rim in [`HALO`] lifts the text off the lines below it.
    pub halo: bool,
}

impl Type {
    const fn new(size_px: f64, weight: Weight, colour: RGBColor) -> Self {
        Self { size_px, weight, colour, halo: false }
    }

    pub(super) const fn on_map(self) -> Self {
        Self { halo: true, ..self }
    }

    pub(super) const fn sized(self, size_px: f64) -> Self {
        Self { size_px, ..self }
    }

    pub(super) const fn coloured(self, colour: RGBColor) -> Self {
        Self { colour, ..self }
    }
}

pub(super) const TITLE: Type = Type::new(29.0, Weight::Bold, INK);
pub(super) const SUBTITLE: Type = Type::new(17.0, Weight::Regular, GREY);
pub(super) const HEADING: Type = Type::new(18.5, Weight::Bold, INK);
pub(super) const BODY: Type = Type::new(15.0, Weight::Regular, INK);
pub(super) const STRONG: Type = Type::new(15.0, Weight::Bold, INK);
pub(super) const SMALL: Type = Type::new(13.0, Weight::Regular, GREY);
pub(super) const CREDIT: Type = Type::new(11.5, Weight::Regular, GREY);
pub(super) const DEGREES: Type = Type::new(13.5, Weight::Regular, GREY);

/// Fill of a zone in air.
pub(super) fn severity_fill(severity: Severity) -> RGBColor {
    match severity {
        Severity::Hygienic => RGBColor(254, 224, 139),
        Severity::Acute1 => RGBColor(254, 178, 76),
        Severity::Acute2 => RGBColor(247, 129, 44),
        Severity::Idlh => RGBColor(215, 48, 31),
        Severity::Acute3 => RGBColor(128, 0, 38),
    }
}

/// Outline of a zone in air: its fill, darkened until it carries a thin line.
pub(super) fn severity_line(severity: Severity) -> RGBColor {
    match severity {
        Severity::Hygienic => RGBColor(166, 118, 10),
        Severity::Acute1 => RGBColor(176, 98, 0),
        Severity::Acute2 => RGBColor(168, 70, 0),
        Severity::Idlh => RGBColor(140, 20, 10),
        Severity::Acute3 => RGBColor(90, 0, 26),
    }
}

/// Fills and outlines of the zones in soil and water, the widest first.
pub(super) const SOIL: [(RGBColor, RGBColor); 5] = [
    (RGBColor(255, 240, 200), RGBColor(160, 125, 50)),
    (RGBColor(254, 217, 142), RGBColor(150, 100, 10)),
    (RGBColor(236, 152, 60), RGBColor(140, 74, 0)),
    (RGBColor(190, 90, 20), RGBColor(110, 45, 0)),
    (RGBColor(110, 40, 8), RGBColor(70, 22, 0)),
];

/// The soil zone where it stands among zones in air.
pub(super) const SOIL_AMONG_AIR: (RGBColor, RGBColor) = (RGBColor(102, 76, 40), RGBColor(60, 42, 20));

/// Fills for the bands of probability, 5, 25, 50, 75 and 95 % (ColorBrewer PuBu): lighter is less likely.
pub(super) const PROBABILITY: [RGBColor; 5] = [
    RGBColor(214, 222, 236),
    RGBColor(166, 189, 219),
    RGBColor(103, 155, 200),
    RGBColor(35, 110, 170),
    RGBColor(4, 64, 112),
];

/// The colour as `#rrggbb`.
pub(super) fn css(colour: RGBColor) -> String {
    format!("#{:02x}{:02x}{:02x}", colour.0, colour.1, colour.2)
}
