//! The bars of one answer.

use geo::{Coord, LineString, MultiPolygon, Polygon, Rect};
use plotters::style::RGBColor;

use super::super::MapError;
use super::super::canvas::{Anchor, Canvas};
use super::super::font::{Weight, wrap};
use super::super::number::raised;
use super::super::style::{BODY, DEGREES, GREY, HEADING, INK, PALE, PAPER, SMALL, STRONG, Stroke, TEAL};
use super::{ROWS_TOP_PX, Rows, fitted};
use crate::assessment::{Answer, Effect};
use crate::language::{Number, Style, msg};

/// More of the input, larger answer; more of the input, smaller answer: vermilion and blue of Okabe & Ito (2008), darkened.
const LARGER: RGBColor = RGBColor(196, 78, 0);
const SMALLER: RGBColor = RGBColor(0, 104, 160);
/// Opacity of a bar that stands out, and of one that does not.
const TOLD: f64 = 0.88;
const UNTOLD: f64 = 0.25;
/// Room right of the axis for the marks of what to measure first, and left of it, px.
const MARK_PX: f64 = 34.0;
const EDGE_PX: f64 = 10.0;
/// Half the height of a bar as a share of the row, and half the diagonal of a diamond, px.
const BAR: f64 = 0.27;
const DIAMOND_PX: f64 = 5.5;

/// The axis of an answer.
struct Axis {
    left: f64,
    right: f64,
}

impl Axis {
    fn at(&self, correlation: f64) -> f64 {
        self.left + 0.5 * (correlation + 1.0) * (self.right - self.left)
    }
}

/// Draws one answer between two edges, px.
pub(super) fn draw(
    canvas: &Canvas<'_>,
    answer: &Answer,
    rows: &Rows<'_>,
    (left, right): (f64, f64),
) -> Result<(), MapError> {
    let axis = Axis { left: left + EDGE_PX, right: right - MARK_PX };
    canvas.text((left, 124.0), answer.title, fitted(answer.title, HEADING, right - left), Anchor::Start)?;
    let limit = raised(&answer.limit);
    canvas.text((left, 145.0), &limit, fitted(&limit, SMALL, right - left), Anchor::Start)?;
    if let Some(because) = &answer.not_told {
        return not_told(canvas, because, rows, (left, right));
    }
    grid(canvas, &axis, rows)?;
    for (row, driver) in rows.drivers.iter().enumerate() {
        let y = rows.middle(row);
        if let Some(effect) = answer.effects.iter().find(|effect| effect.driver == driver.id) {
            bar(canvas, &axis, effect, (y, BAR * rows.height_px))?;
        }
        if let Some(place) = answer.measure_first.iter().position(|id| *id == driver.id) {
            mark(canvas, Coord { x: right - 0.5 * MARK_PX + 3.0, y }, place + 1)?;
        }
    }
    Ok(())
}

fn not_told(canvas: &Canvas<'_>, because: &str, rows: &Rows<'_>, (left, right): (f64, f64)) -> Result<(), MapError> {
    let middle = 0.5 * (ROWS_TOP_PX + rows.bottom());
    let text = canvas.say(&msg("plot-sensitivity-not-told").with("because", because));
    for (k, line) in wrap(&text, BODY.size_px, BODY.weight, 0.8 * (right - left)).into_iter().enumerate() {
        let at = (0.5 * (left + right), middle + 20.0 * k as f64);
        canvas.text(at, &line, BODY.coloured(GREY).on_map(), Anchor::Middle)?;
    }
    Ok(())
}

/// Lines, figures and the meaning of the two sides.
fn grid(canvas: &Canvas<'_>, axis: &Axis, rows: &Rows<'_>) -> Result<(), MapError> {
    let (top, bottom) = (ROWS_TOP_PX, rows.bottom());
    for (value, decimals) in [(-1.0, 0), (-0.5, 1), (0.0, 0), (0.5, 1), (1.0, 0)] {
        let x = axis.at(value);
        let stroke = if value == 0.0 { Stroke::new(INK, 1.4) } else { Stroke::new(PALE, 0.9) };
        canvas.segment((x, top - 4.0), (x, bottom + 4.0), stroke)?;
        let style = if value == 0.0 { Style::Whole } else { Style::Signed(decimals) };
        let text = Number::new(value, style).written(canvas.language());
        canvas.text((x, top - 12.0), &text, DEGREES.sized(12.5), Anchor::Middle)?;
    }
    let face = STRONG.sized(12.5);
    let half = axis.at(1.0) - axis.at(0.0) - 8.0;
    let smaller = fitted(&canvas.plain("plot-sensitivity-smaller"), face.coloured(SMALLER), half + EDGE_PX);
    let larger = fitted(&canvas.plain("plot-sensitivity-larger"), face.coloured(LARGER), half + MARK_PX);
    canvas.text(
        (axis.at(0.0) - 8.0, bottom + 19.0),
        &canvas.plain("plot-sensitivity-smaller"),
        smaller,
        Anchor::End,
    )?;
    canvas.text(
        (axis.at(0.0) + 8.0, bottom + 19.0),
        &canvas.plain("plot-sensitivity-larger"),
        larger,
        Anchor::Start,
    )?;
    Ok(())
}

/// A bar with its interval, its partial correlation and, where it stands out, its figure.
fn bar(canvas: &Canvas<'_>, axis: &Axis, effect: &Effect, (y, half): (f64, f64)) -> Result<(), MapError> {
    let (zero, end) = (axis.at(0.0), axis.at(effect.rank.value));
    let colour = if effect.rank.value < 0.0 { SMALLER } else { LARGER };
    let opacity = if effect.told { TOLD } else { UNTOLD };
    canvas.fill_rect(Rect::new((zero.min(end), y - half), (zero.max(end), y + half)), colour, opacity)?;
    let (low, high) = (axis.at(effect.rank.low), axis.at(effect.rank.high));
    let stroke = Stroke::new(INK, 1.1);
    canvas.segment((low, y), (high, y), stroke)?;
    for x in [low, high] {
        canvas.segment((x, y - 4.0), (x, y + 4.0), stroke)?;
    }
    let held = effect.partial.map(|partial| axis.at(partial.value));
    if let Some(x) = held {
        diamond(canvas, Coord { x, y })?;
    }
    if !effect.told {
        return Ok(());
    }
    let text = Number::new(effect.rank.value, Style::Signed(2)).written(canvas.language());
    let behind = held.map_or(zero, |x| if colour == LARGER { x - DIAMOND_PX } else { x + DIAMOND_PX });
    let face = STRONG.sized(13.0).coloured(colour);
    if colour == LARGER {
        canvas.text((zero.min(behind) - 6.0, y + 5.0), &text, face, Anchor::End)?;
    } else {
        canvas.text((zero.max(behind) + 6.0, y + 5.0), &text, face, Anchor::Start)?;
    }
    Ok(())
}

/// The sign of a partial correlation.
pub(super) fn diamond(canvas: &Canvas<'_>, at: Coord<f64>) -> Result<(), MapError> {
    let corner = |x: f64, y: f64| Coord { x: at.x + DIAMOND_PX * x, y: at.y + DIAMOND_PX * y };
    let ring =
        LineString(vec![corner(0.0, -1.0), corner(1.0, 0.0), corner(0.0, 1.0), corner(-1.0, 0.0), corner(0.0, -1.0)]);
    let shape: MultiPolygon<f64> = Polygon::new(ring.clone(), vec![]).into();
    canvas.fill(&shape, PAPER, 1.0)?;
    canvas.line(&ring, Stroke::new(INK, 1.3))?;
    Ok(())
}

/// The mark of what is to be measured first, second or third.
pub(super) fn mark(canvas: &Canvas<'_>, at: Coord<f64>, place: usize) -> Result<(), MapError> {
    canvas.disc(at, 10.0, TEAL)?;
    let face = super::super::style::Type { weight: Weight::Bold, ..BODY.sized(13.5).coloured(PAPER) };
    canvas.text((at.x, at.y + 5.0), &place.to_string(), face, Anchor::Middle)?;
    Ok(())
}

/// A bar as the reading shows it: from a point to the right.
pub(super) fn sample(canvas: &Canvas<'_>, at: Coord<f64>, told: bool) -> Result<(), MapError> {
    let opacity = if told { TOLD } else { UNTOLD };
    canvas.fill_rect(Rect::new((at.x, at.y - 6.0), (at.x + 22.0, at.y + 6.0)), LARGER, opacity)?;
    let (from, to) = if told { (at.x + 12.0, at.x + 30.0) } else { (at.x - 6.0, at.x + 34.0) };
    canvas.segment((from, at.y), (to, at.y), Stroke::new(INK, 1.1))?;
    for x in [from, to] {
        canvas.segment((x, at.y - 4.0), (x, at.y + 4.0), Stroke::new(INK, 1.1))?;
    }
    Ok(())
}
