//! `plot-sensitivity`: which input moves which answer most, one row an input, one column of bars an answer.

mod bars;
mod reading;

use geo::{Coord, Rect};

use super::MapError;
use super::canvas::{Anchor, Canvas, sheet};
use super::font::width_px;
use super::size::MapSize;
use super::style::{BODY, CREDIT, LAND, PAPER, SMALL, SUBTITLE, TEAL, TITLE, Type};
use crate::assessment::{DriverReport, Outcome, Sensitivity};
use crate::language::{msg, words};
use crate::output::sensitivity::range_text;

/// Left and right edge of what is drawn, px.
const LEFT_PX: f64 = 48.0;
const RIGHT_PX: f64 = 1706.0;
/// Left edge of the first column of bars, and room between two columns, px.
const BARS_LEFT_PX: f64 = 400.0;
const GAP_PX: f64 = 26.0;
/// Top of the rows and the most that they take, px.
const ROWS_TOP_PX: f64 = 196.0;
const ROWS_PX: f64 = 612.0;
/// Height of a row where there are few, px.
const ROW_MAX_PX: f64 = 48.0;
/// Rows at most.
const ROWS_MAX: usize = 14;
/// Baseline of the credit line, px.
const CREDIT_PX: f64 = 1222.0;

/// Rows of the chart: where each input stands.
pub(super) struct Rows<'a> {
    /// Inputs from the top.
    pub drivers: Vec<&'a DriverReport>,
    /// Height of a row, px.
    pub height_px: f64,
}

impl<'a> Rows<'a> {
    /// The inputs with the strongest correlation with any answer, the strongest first.
    fn of(found: &'a Sensitivity) -> Self {
        let strength = |driver: &DriverReport| {
            let effects = found.answers.iter().flat_map(|answer| &answer.effects);
            effects.filter(|effect| effect.driver == driver.id).map(|e| e.rank.value.abs()).fold(-1.0, f64::max)
        };
        let mut drivers: Vec<&DriverReport> = found.drivers.iter().filter(|driver| strength(driver) >= 0.0).collect();
        drivers.sort_by(|a, b| strength(b).total_cmp(&strength(a)));
        drivers.truncate(ROWS_MAX);
        let height_px = (ROWS_PX / drivers.len().max(1) as f64).min(ROW_MAX_PX);
        Self { drivers, height_px }
    }

    /// Middle of a row, px.
    fn middle(&self, row: usize) -> f64 {
        ROWS_TOP_PX + (row as f64 + 0.5) * self.height_px
    }

    fn bottom(&self) -> f64 {
        ROWS_TOP_PX + self.drivers.len() as f64 * self.height_px
    }
}

/// Draws the sensitivity of an outcome as SVG.
pub(super) fn draw(outcome: &Outcome) -> Result<String, MapError> {
    let found = &outcome.assessment.sensitivity;
    let name = format!("{} (plot-sensitivity)", outcome.assessment.title);
    sheet(&name, MapSize::Screen, outcome.language, |canvas| {
        canvas.fill_rect(Rect::new((0.0, 0.0), (1754.0, 1240.0)), PAPER, 1.0)?;
        let text = canvas.say(&msg("plot-sensitivity-title").with("title", &outcome.title));
        canvas.text((LEFT_PX, 54.0), &text, fitted(&text, TITLE, RIGHT_PX - LEFT_PX), Anchor::Start)?;
        let subtitle = msg("plot-sensitivity-subtitle").with("members", words::members(found.members));
        let text = canvas.say(&subtitle.with("vehicle", &outcome.vehicle_name));
        canvas.text((LEFT_PX, 86.0), &text, fitted(&text, SUBTITLE, RIGHT_PX - LEFT_PX), Anchor::Start)?;
        let rows = Rows::of(found);
        names(canvas, &rows)?;
        let count = found.answers.len().max(1) as f64;
        let width = (RIGHT_PX - BARS_LEFT_PX - GAP_PX * (count - 1.0)) / count;
        for (k, answer) in found.answers.iter().enumerate() {
            let left = BARS_LEFT_PX + k as f64 * (width + GAP_PX);
            bars::draw(canvas, answer, &rows, (left, left + width))?;
        }
        reading::draw(canvas, found, &rows)?;
        let credit = canvas.say(&super::plot::made(outcome));
        canvas.text((RIGHT_PX, CREDIT_PX), &credit, CREDIT, Anchor::End)?;
        Ok(())
    })
}

/// Names and ranges of the inputs, with a mark where an inspector can find the value out, on bands to read across.
fn names(canvas: &Canvas<'_>, rows: &Rows<'_>) -> Result<(), MapError> {
    canvas.text(
        (LEFT_PX + 20.0, ROWS_TOP_PX - 32.0),
        &canvas.plain("plot-sensitivity-input"),
        BODY.sized(14.0),
        Anchor::Start,
    )?;
    let text = canvas.plain("plot-sensitivity-input-note");
    canvas.text((LEFT_PX + 20.0, ROWS_TOP_PX - 14.0), &text, SMALL.sized(12.0), Anchor::Start)?;
    for (k, driver) in rows.drivers.iter().enumerate() {
        let middle = rows.middle(k);
        if k % 2 == 0 {
            let half = 0.5 * rows.height_px;
            canvas.fill_rect(Rect::new((LEFT_PX, middle - half), (RIGHT_PX, middle + half)), LAND, 1.0)?;
        }
        if driver.measure.is_some() {
            canvas.disc(Coord { x: LEFT_PX + 10.0, y: middle - 4.0 }, 4.5, TEAL)?;
        }
        let room = BARS_LEFT_PX - LEFT_PX - 34.0;
        let face = fitted(&driver.name, BODY, room);
        canvas.text((LEFT_PX + 20.0, middle + 1.0), &driver.name, face, Anchor::Start)?;
        let text = range_text(driver.range, driver.unit);
        canvas.text((LEFT_PX + 20.0, middle + 16.0), &text, SMALL.sized(12.0), Anchor::Start)?;
    }
    Ok(())
}

/// The face in the size that lets a text fit.
fn fitted(text: &str, face: Type, room: f64) -> Type {
    let natural = width_px(text, face.size_px, face.weight);
    if natural > room { face.sized(face.size_px * room / natural) } else { face }
}

#[cfg(test)]
mod tests;
