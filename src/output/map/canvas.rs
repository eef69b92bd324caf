//! The drawing surface: plotters in tenths of a pixel, with what plotters lacks (dashes, holes, halos) in one place.
//!
//! plotters draws at whole pixels with whole widths. The surface is therefore ten times larger than the sheet, and
//! the head of the SVG scales it back; lines of 0.9 px and smooth curves come out as asked.

use geo::{Coord, LineString, MultiPolygon, Winding};
use plotters::coord::Shift;
use plotters::prelude::{
    Circle, DrawingArea, DrawingAreaErrorKind, IntoDrawingArea, PathElement, Polygon as FilledPolygon, SVGBackend, Text,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, FontTransform, RGBColor, ShapeStyle, TextStyle};

use super::font::{FAMILY, Weight};
use super::style::{HALO, Stroke, Type};

/// Width of the sheet, px: A4 landscape at 150 dots per inch.
pub(super) const SHEET_WIDTH_PX: u32 = 1754;
/// Height of the sheet, px.
pub(super) const SHEET_HEIGHT_PX: u32 = 1240;

const TENTHS: f64 = 10.0;
/// plotters divides the size of a font by this before it writes it.
const PLOTTERS_FONT_DIVISOR: f64 = 1.24;
/// plotters sets the baseline of text anchored at its top this share of the size below the point.
const PLOTTERS_TOP_TO_BASELINE: f64 = 0.76;
/// Width of the halo on each side of a letter, px.
const HALO_PX: f64 = 2.2;

/// Which end of a text stands at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

/// What a drawing step may fail with.
pub(super) type DrawError = DrawingAreaErrorKind<std::io::Error>;

/// A sheet being drawn.
pub(super) struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
}

/// Draws a sheet and returns it as SVG.
pub(super) fn sheet<E: From<DrawError>>(
    title: &str,
    draw: impl FnOnce(&Canvas<'_>) -> Result<(), E>,
) -> Result<String, E> {
    let (width, height) = (SHEET_WIDTH_PX * 10, SHEET_HEIGHT_PX * 10);
    let mut svg = String::new();
    {
        let canvas = Canvas { area: SVGBackend::with_string(&mut svg, (width, height)).into_drawing_area() };
        draw(&canvas)?;
        canvas.area.present().map_err(E::from)?;
    }
    let body = svg.split_once('\n').map_or_else(String::new, |(_, body)| with_halos(body));
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{SHEET_WIDTH_PX}\" height=\"{SHEET_HEIGHT_PX}\" \
         viewBox=\"0 0 {width} {height}\" stroke-linejoin=\"round\">\n<title>{title}</title>\n{body}"
    ))
}

impl Canvas<'_> {
    /// Fills polygons; holes stay open.
    pub(super) fn fill(&self, polygons: &MultiPolygon<f64>, colour: RGBColor, opacity: f64) -> Result<(), DrawError> {
        for polygon in polygons {
            let mut ring = polygon.exterior().clone();
            ring.make_ccw_winding();
            let mut path: Vec<_> = ring.coords().map(|&c| tenths(c)).collect();
            let Some(&start) = path.first() else { continue };
            for hole in polygon.interiors() {
                let mut hole = hole.clone();
                hole.make_cw_winding();
                path.extend(hole.coords().map(|&c| tenths(c)));
                path.push(start);
            }
            self.area.draw(&FilledPolygon::new(path, colour.mix(opacity).filled()))?;
        }
        Ok(())
    }

    /// Fills a rectangle.
    pub(super) fn fill_rect(&self, rect: geo::Rect<f64>, colour: RGBColor, opacity: f64) -> Result<(), DrawError> {
        self.fill(&rect.to_polygon().into(), colour, opacity)
    }

    /// Outlines a rectangle.
    pub(super) fn rect(&self, rect: geo::Rect<f64>, stroke: Stroke) -> Result<(), DrawError> {
        self.line(rect.to_polygon().exterior(), stroke)
    }

    /// Draws a line.
    pub(super) fn line(&self, line: &LineString<f64>, stroke: Stroke) -> Result<(), DrawError> {
        if line.0.len() < 2 {
            return Ok(());
        }
        let style = ShapeStyle {
            color: stroke.colour.to_rgba(),
            filled: false,
            stroke_width: (stroke.width_px * TENTHS).round() as u32,
        };
        for part in dashes(&line.0, stroke.dash_px) {
            self.area.draw(&PathElement::new(part.into_iter().map(tenths).collect::<Vec<_>>(), style))?;
        }
        Ok(())
    }

    /// Draws a straight line.
    pub(super) fn segment(&self, from: (f64, f64), to: (f64, f64), stroke: Stroke) -> Result<(), DrawError> {
        self.line(&LineString::from(vec![from, to]), stroke)
    }

    /// Fills a disc.
    pub(super) fn disc(&self, at: Coord<f64>, radius_px: f64, colour: RGBColor) -> Result<(), DrawError> {
        self.area.draw(&Circle::new(tenths(at), radius_px * TENTHS, colour.filled()))
    }

    /// Draws a circle.
    pub(super) fn circle(&self, at: Coord<f64>, radius_px: f64, stroke: Stroke) -> Result<(), DrawError> {
        let width = (stroke.width_px * TENTHS).round() as u32;
        self.area.draw(&Circle::new(tenths(at), radius_px * TENTHS, stroke.colour.stroke_width(width)))
    }

    /// Writes a text with its baseline at a point.
    pub(super) fn text(&self, at: (f64, f64), text: &str, face: Type, anchor: Anchor) -> Result<(), DrawError> {
        self.set(at, text, face, anchor, FontTransform::None)
    }

    /// Writes a text that reads upwards, centred on a point of its baseline.
    pub(super) fn text_upwards(&self, at: (f64, f64), text: &str, face: Type) -> Result<(), DrawError> {
        self.set(at, text, face, Anchor::Middle, FontTransform::Rotate270)
    }

    fn set(
        &self,
        at: (f64, f64),
        text: &str,
        face: Type,
        anchor: Anchor,
        turn: FontTransform,
    ) -> Result<(), DrawError> {
        if face.halo {
            self.write(at, text, face.coloured(HALO), anchor, &turn)?;
        }
        self.write(at, text, face, anchor, &turn)
    }

    fn write(
        &self,
        at: (f64, f64),
        text: &str,
        face: Type,
        anchor: Anchor,
        turn: &FontTransform,
    ) -> Result<(), DrawError> {
        let weight = match face.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::Bold => FontStyle::Bold,
        };
        let h_pos = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let size = face.size_px * TENTHS;
        let font =
            FontDesc::new(FontFamily::Name(FAMILY), size * PLOTTERS_FONT_DIVISOR, weight).transform(turn.clone());
        let style = TextStyle { font, color: face.colour.to_backend_color(), pos: Pos::new(h_pos, VPos::Top) };
        let drop = PLOTTERS_TOP_TO_BASELINE * face.size_px;
        let top = match turn {
            FontTransform::Rotate270 => (at.0 - drop, at.1),
            _ => (at.0, at.1 - drop),
        };
        self.area.draw(&Text::new(text.to_owned(), tenths(Coord::from(top)), style))
    }
}

/// Text in the colour of the halo gets a rim of that colour, which plotters cannot draw.
fn with_halos(body: &str) -> String {
    let RGBColor(r, g, b) = HALO;
    let colour = format!("#{r:02X}{g:02X}{b:02X}");
    let rim = format!("<text stroke=\"{colour}\" stroke-width=\"{:.0}\" ", 2.0 * HALO_PX * TENTHS);
    let fill = format!("fill=\"{colour}\"");
    body.lines()
        .map(|line| match line.strip_prefix("<text ") {
            Some(rest) if rest.contains(&fill) => format!("{rim}{rest}\n"),
            _ => format!("{line}\n"),
        })
        .collect()
}

fn tenths(at: Coord<f64>) -> (i32, i32) {
    ((at.x * TENTHS).round() as i32, (at.y * TENTHS).round() as i32)
}

/// The drawn parts of a dashed line; the line itself where the pattern is empty.
fn dashes(line: &[Coord<f64>], pattern: &[f64]) -> Vec<Vec<Coord<f64>>> {
    if pattern.is_empty() || pattern.iter().any(|&length| length <= 0.0) {
        return vec![line.to_vec()];
    }
    let (mut parts, mut part, mut index, mut left) = (vec![], vec![line[0]], 0, pattern[0]);
    for pair in line.windows(2) {
        let (mut from, to) = (pair[0], pair[1]);
        let mut rest = (to.x - from.x).hypot(to.y - from.y);
        while rest > left {
            from = from + (to - from) * (left / rest);
            rest -= left;
            if index % 2 == 0 {
                part.push(from);
                parts.push(std::mem::take(&mut part));
            } else {
                part = vec![from];
            }
            index = (index + 1) % pattern.len();
            left = pattern[index];
        }
        left -= rest;
        if index % 2 == 0 {
            part.push(to);
        }
    }
    if part.len() > 1 {
        parts.push(part);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(part: &[Coord<f64>]) -> f64 {
        part.windows(2).map(|p| (p[1].x - p[0].x).hypot(p[1].y - p[0].y)).sum()
    }

    /// 100 px in dashes of 9 and gaps of 5: seven full dashes and 2 px of the eighth, round the corner as well.
    #[test]
    fn dashes_have_their_lengths() {
        let corner: Vec<Coord<f64>> = [(0.0, 0.0), (60.0, 0.0), (60.0, 40.0)].map(Coord::from).to_vec();
        let parts = dashes(&corner, &[9.0, 5.0]);
        assert_eq!(parts.len(), 8);
        assert!(parts[..7].iter().all(|p| (length(p) - 9.0).abs() < 1e-9));
        assert!((length(&parts[7]) - 2.0).abs() < 1e-9);
    }

    #[test]
    fn a_sheet_is_well_formed_and_keeps_its_text() -> Result<(), DrawError> {
        let svg = sheet("a < b & c", |canvas| {
            canvas.text((100.0, 100.0), "Қарқаралы < 0.001", super::super::style::BODY.on_map(), Anchor::Start)
        })?;
        assert!(svg.contains("<title>a &lt; b &amp; c</title>") && svg.trim_end().ends_with("</svg>"));
        assert!(svg.contains("Қарқаралы &lt; 0.001"));
        Ok(())
    }
}
