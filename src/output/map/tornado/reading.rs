//! Below the bars: what to measure first, and how the chart is read.

use geo::Coord;

use super::super::MapError;
use super::super::canvas::Canvas;
use super::super::font::wrap;
use super::super::number::raised;
use super::super::panel::Panel;
use super::super::style::{BODY, INK, SMALL, TEAL, Type};
use super::{CREDIT_PX, LEFT_PX, RIGHT_PX, ROWS_MAX, Rows, bars};
use crate::assessment::Sensitivity;
use crate::language::{Arg, Message, Number, msg};

/// Right edge of the left column and left edge of the right one, px.
const COLUMNS_PX: (f64, f64) = (872.0, 916.0);
/// Indent of the texts beside the signs, px.
const INDENT_PX: f64 = 52.0;
/// Room between two paragraphs, px.
const SKIP_PX: f64 = 7.0;
/// Sizes that are tried, px.
const SIZES_PX: [f64; 6] = [15.0, 14.0, 13.0, 12.0, 11.0, 10.0];

/// Draws both columns.
pub(super) fn draw(canvas: &Canvas<'_>, found: &Sensitivity, rows: &Rows<'_>) -> Result<(), MapError> {
    let top = rows.bottom() + 44.0;
    let mut first = Panel { canvas, left: LEFT_PX, right: COLUMNS_PX.0, y: top };
    first.heading(&canvas.plain("plot-sensitivity-measure"))?;
    let texts: Vec<String> = found.findings.iter().map(|text| raised(text)).collect();
    let face = fitting(&texts, &first, BODY.coloured(INK));
    for text in &texts {
        first.paragraph(text, face)?;
        first.skip(SKIP_PX);
    }
    let mut how = Panel { canvas, left: COLUMNS_PX.1, right: RIGHT_PX, y: top };
    how.heading(&canvas.plain("plot-sensitivity-how"))?;
    signs(&mut how, found)
}

/// The largest size in which texts fit into what is left of a column.
fn fitting(texts: &[String], panel: &Panel<'_, '_>, face: Type) -> Type {
    let height = |size: f64| -> f64 {
        let lines = |text: &String| wrap(text, size, face.weight, panel.right - panel.left).len() as f64;
        texts.iter().map(|text| 1.3 * size * lines(text) + SKIP_PX).sum()
    };
    let room = CREDIT_PX - 14.0 - panel.y;
    face.sized(SIZES_PX.into_iter().find(|size| height(*size) <= room).unwrap_or(SIZES_PX[SIZES_PX.len() - 1]))
}

fn signs(panel: &mut Panel<'_, '_>, found: &Sensitivity) -> Result<(), MapError> {
    let confidence = Number::whole(100.0 * found.confidence);
    let texts = [
        msg("plot-sensitivity-bar").with("confidence", confidence),
        msg("plot-sensitivity-pale"),
        msg("plot-sensitivity-diamond"),
        msg("plot-sensitivity-disc"),
        msg("plot-sensitivity-mark"),
    ];
    let face = SMALL.coloured(INK);
    for (k, text) in texts.into_iter().enumerate() {
        let at = Coord { x: panel.left + 8.0, y: panel.y + 13.0 };
        let middle = Coord { x: at.x + 11.0, y: at.y };
        match k {
            0 => bars::sample(panel.canvas, at, true)?,
            1 => bars::sample(panel.canvas, at, false)?,
            2 => bars::diamond(panel.canvas, middle)?,
            3 => panel.canvas.disc(middle, 4.5, TEAL)?,
            _ => bars::mark(panel.canvas, middle, 1)?,
        }
        panel.paragraph_from(panel.left + INDENT_PX, &panel.canvas.say(&text), face)?;
        panel.skip(SKIP_PX);
    }
    let said: Vec<String> = rest(found).iter().map(|text| panel.canvas.say(text)).collect();
    panel.paragraph(&said.join(" "), SMALL)
}

/// What is not in the chart.
fn rest(found: &Sensitivity) -> Vec<Message> {
    let mut texts = vec![msg("plot-sensitivity-holds")];
    let same: Vec<Arg> = found.left_out.iter().map(|left| left.name.into()).collect();
    if !same.is_empty() {
        texts.push(msg("plot-sensitivity-same").with("names", Arg::Joined(same, ", ".into())));
    }
    if found.drivers.len() > ROWS_MAX {
        texts.push(msg("plot-sensitivity-weaker").with("file", "sensitivity.csv"));
    }
    texts
}
