//! The drawing surface: plotters in tenths of a pixel, with what plotters lacks (dashes, holes, halos) in one place.
//!
//! plotters draws at whole pixels with whole widths. The surface is therefore ten times larger than the sheet, and
//! the head of the SVG scales it back; lines of 0.9 px and smooth curves come out as asked.

use std::cell::RefCell;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use geo::{Coord, LineString, MultiPolygon, Winding};
use plotters::coord::Shift;
use plotters::prelude::{
    Circle, DrawingArea, DrawingAreaErrorKind, IntoDrawingArea, PathElement, Polygon as FilledPolygon, SVGBackend, Text,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, FontTransform, RGBColor, ShapeStyle, TextStyle};

use super::font::{FAMILY, Weight};
use super::size::MapSize;
use super::style::{HALO, Stroke, Type};
use crate::language::{Language, Message, Texts};
use crate::substance::Names;

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

/// Stands before the number of a piece of SVG that plotters cannot draw, in the place of a text. The private use area of
/// Unicode has no letters.
const RAW_MARK: char = '\u{E000}';

/// A sheet being drawn.
pub(super) struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
    raw: RefCell<Vec<String>>,
    language: Language,
}

/// Draws a sheet and returns it as SVG.
pub(super) fn sheet<E: From<DrawError>>(
    title: &str,
    size: MapSize,
    language: Language,
    draw: impl FnOnce(&Canvas<'_>) -> Result<(), E>,
) -> Result<String, E> {
    let sheet = size.sheet_px() * TENTHS;
    let pixels = (sheet.x.ceil() as u32, sheet.y.ceil() as u32);
    let mut svg = String::new();
    let raw = {
        let area = SVGBackend::with_string(&mut svg, pixels).into_drawing_area();
        let canvas = Canvas { area, raw: RefCell::new(vec![]), language };
        draw(&canvas)?;
        canvas.area.present().map_err(E::from)?;
        canvas.raw.into_inner()
    };
    let body = svg.split_once('\n').map_or_else(String::new, |(_, body)| finished(body, &raw));
    let title = escaped(title);
    let (width_mm, height_mm) = size.paper_mm();
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width_mm}mm\" height=\"{height_mm}mm\" \
         viewBox=\"0 0 {} {}\" stroke-linejoin=\"round\">\n<title>{title}</title>\n{body}",
        sheet.x, sheet.y
    ))
}

impl Canvas<'_> {
    /// Language of the texts.
    pub(super) fn language(&self) -> Language {
        self.language
    }

    /// A message in the language of the texts.
    pub(super) fn say(&self, message: &Message) -> String {
        message.say(self.language)
    }

    /// The text of an id that has no gaps.
    pub(super) fn plain(&self, id: &'static str) -> String {
        Texts::of(self.language).plain(id)
    }

    /// The name in the language of the texts, else in one of the same letters, without what stands in brackets behind it.
    pub(super) fn name<'n>(&self, names: &'n Names) -> &'n str {
        let wanted = match self.language {
            Language::En => [&names.en, &names.ru, &names.kk],
            Language::Ru => [&names.ru, &names.kk, &names.en],
            Language::Kk => [&names.kk, &names.ru, &names.en],
        };
        let name = wanted.into_iter().find(|name| !name.is_empty()).map_or("", String::as_str);
        name.split(" (").next().unwrap_or(name)
    }

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

    /// Writes the lines of a text below each other, the first with its baseline at a point.
    pub(super) fn lines(&self, at: (f64, f64), text: &str, face: Type, leading_px: f64) -> Result<(), DrawError> {
        let lines = text.lines().enumerate();
        lines
            .into_iter()
            .try_for_each(|(k, line)| self.text((at.0, at.1 + leading_px * k as f64), line, face, Anchor::Start))
    }

    /// Writes a text that reads upwards, centred on a point of its baseline.
    pub(super) fn text_upwards(&self, at: (f64, f64), text: &str, face: Type) -> Result<(), DrawError> {
        self.set(at, text, face, Anchor::Middle, FontTransform::Rotate270)
    }

    /// Writes a text that is turned about the middle of its baseline, clockwise, with the letters further apart than usual.
    pub(super) fn text_turned(
        &self,
        at: Coord<f64>,
        text: &str,
        face: Type,
        turn_deg: f64,
        spacing_px: f64,
    ) -> Result<(), DrawError> {
        let hex = |RGBColor(r, g, b): RGBColor| format!("#{r:02X}{g:02X}{b:02X}");
        let weight = if face.weight == Weight::Bold { " font-weight=\"bold\"" } else { "" };
        let rim = if face.halo {
            format!(" stroke=\"{}\" stroke-width=\"{:.0}\"", hex(HALO), 2.0 * HALO_PX * TENTHS)
        } else {
            String::new()
        };
        let (x, y) = tenths(at);
        // The space behind the last letter is no part of the text.
        let shift = 0.5 * spacing_px * TENTHS;
        let write = |colour: RGBColor, rim: &str| {
            format!(
                "<text transform=\"translate({x} {y}) rotate({turn_deg:.2})\" x=\"{shift:.0}\" text-anchor=\"middle\" \
                 font-family=\"{FAMILY}\" font-size=\"{:.0}\" letter-spacing=\"{:.0}\"{weight} fill=\"{}\"{rim}>{}</text>",
                face.size_px * TENTHS,
                spacing_px * TENTHS,
                hex(colour),
                escaped(text),
            )
        };
        if face.halo {
            self.raw(write(HALO, &rim))?;
        }
        self.raw(write(face.colour, ""))
    }

    /// Puts a picture into a rectangle.
    pub(super) fn picture(&self, png: &[u8], rect: geo::Rect<f64>) -> Result<(), DrawError> {
        let (corner, size) = (rect.min() * TENTHS, Coord { x: rect.width(), y: rect.height() } * TENTHS);
        self.raw(format!(
            "<image x=\"{:.0}\" y=\"{:.0}\" width=\"{:.0}\" height=\"{:.0}\" preserveAspectRatio=\"none\" \
             href=\"data:image/png;base64,{}\"/>",
            corner.x,
            corner.y,
            size.x,
            size.y,
            BASE64_STANDARD.encode(png),
        ))
    }

    /// A piece of SVG on one line, in the units of the drawing: a tenth of a pixel.
    fn raw(&self, svg: String) -> Result<(), DrawError> {
        let mark = format!("{RAW_MARK}{}", self.raw.borrow().len());
        self.raw.borrow_mut().push(svg);
        self.write((0.0, 0.0), &mark, super::style::BODY, Anchor::Start, &FontTransform::None)
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

/// What plotters cannot draw takes its place: pieces of SVG, and a rim about text in the colour of the halo.
fn finished(body: &str, raw: &[String]) -> String {
    let RGBColor(r, g, b) = HALO;
    let colour = format!("#{r:02X}{g:02X}{b:02X}");
    let rim = format!("<text stroke=\"{colour}\" stroke-width=\"{:.0}\" ", 2.0 * HALO_PX * TENTHS);
    let fill = format!("fill=\"{colour}\"");
    let mut lines = body.lines().peekable();
    let mut svg = String::with_capacity(body.len());
    while let Some(line) = lines.next() {
        let mark = lines.peek().and_then(|next| next.strip_prefix(RAW_MARK)).and_then(|k| k.parse::<usize>().ok());
        match (mark.and_then(|k| raw.get(k)), line.strip_prefix("<text ")) {
            (Some(piece), Some(_)) => {
                svg.push_str(piece);
                // The mark and the end of its text.
                lines.nth(1);
            }
            (_, Some(rest)) if rest.contains(&fill) => {
                svg.push_str(&rim);
                svg.push_str(rest);
            }
            _ => svg.push_str(line),
        }
        svg.push('\n');
    }
    svg
}

/// A text as it stands in SVG.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
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
        let svg = sheet("a < b & c", MapSize::Screen, Language::En, |canvas| {
            canvas.text((100.0, 100.0), "Қарқаралы < 0.001", super::super::style::BODY.on_map(), Anchor::Start)
        })?;
        assert!(svg.contains("<title>a &lt; b &amp; c</title>") && svg.trim_end().ends_with("</svg>"));
        assert!(svg.contains("Қарқаралы &lt; 0.001"));
        Ok(())
    }
}
