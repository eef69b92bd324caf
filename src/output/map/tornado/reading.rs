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
    first.heading("What to measure first")?;
    let texts: Vec<String> = found.findings.iter().map(|text| raised(text)).collect();
    let face = fitting(&texts, &first, BODY.coloured(INK));
    for text in &texts {
        first.paragraph(text, face)?;
        first.skip(SKIP_PX);
    }
    let mut how = Panel { canvas, left: COLUMNS_PX.1, right: RIGHT_PX, y: top };
    how.heading("How to read it")?;
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
    let confidence = format!(
        "Bar: rank correlation (Spearman). At +1 more of the input always gives more area or people, at −1 less, at 0 \
         neither. Line: its interval; all of one column hold together with {:.0} %.",
        100.0 * found.confidence
    );
    let texts = [
        confidence.as_str(),
        "Pale bar: the interval holds zero, the input cannot be told from chance.",
        "Diamond: partial rank correlation, with the other inputs held. A long bar with its diamond near zero only goes \
         with another input; without a diamond the others already fix it.",
        "The value can be measured or asked for by an inspector.",
        "To be measured first, second, third: what stands out and can be measured. The bar decides the order, since who \
         learns an input also learns what goes with it. An input without a bar has no part in that answer.",
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
        panel.paragraph_from(panel.left + INDENT_PX, text, face)?;
        panel.skip(SKIP_PX);
    }
    panel.paragraph(&rest(found), SMALL)
}

/// What is not in the chart.
fn rest(found: &Sensitivity) -> String {
    let mut text = String::from(
        "It holds within the ranges that the members drew from: an input whose range was taken too narrow looks harmless.",
    );
    let same: Vec<&str> = found.left_out.iter().map(|left| left.name).collect();
    if !same.is_empty() {
        text += &format!(" Not compared, mostly because they do not differ: {}.", same.join(", "));
    }
    if found.drivers.len() > ROWS_MAX {
        text += " Weaker inputs stand in sensitivity.csv.";
    }
    text
}
