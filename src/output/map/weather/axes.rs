//! An axis of height that gives the low air more room: the root of the height.

use geo::{Coord, LineString, Rect};

use super::super::MapError;
use super::super::canvas::{Anchor, Canvas};
use super::super::frame::clip_line;
use super::super::style::{DEGREES, FRAME, LAND, PALE, SMALL, Stroke};
use crate::language::Number;

/// Figures on the axis, m.
const TICKS_M: [f64; 11] = [0.0, 100.0, 300.0, 600.0, 1e3, 2e3, 4e3, 7e3, 12e3, 20e3, 30e3];

/// Height upwards on a part of the sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct HeightAxis {
    /// Where, px.
    pub rect: Rect<f64>,
    /// Height of the upper edge, m.
    pub top_m: f64,
}

impl HeightAxis {
    /// Point of the sheet for a height (m) and a share of the width.
    pub(super) fn at(&self, height_m: f64, share: f64) -> Coord<f64> {
        let up = (height_m.max(0.0) / self.top_m).sqrt();
        Coord { x: self.rect.min().x + share * self.rect.width(), y: self.rect.max().y - up * self.rect.height() }
    }

    /// Ground, and lines at the figures.
    pub(super) fn draw(&self, canvas: &Canvas<'_>) -> Result<(), MapError> {
        let (low, high) = (self.rect.min(), self.rect.max());
        canvas.fill_rect(self.rect, LAND, 1.0)?;
        for height_m in TICKS_M.into_iter().filter(|height_m| *height_m <= self.top_m) {
            let y = self.at(height_m, 0.0).y;
            canvas.segment((low.x, y), (high.x, y), Stroke::new(PALE, 0.8))?;
            let text = Number::fixed(height_m / 1e3, u8::from(height_m < 1e3)).written(canvas.language());
            canvas.text((low.x - 8.0, y + 5.0), &text, DEGREES, Anchor::End)?;
        }
        canvas.text_upwards((low.x - 44.0, 0.5 * (low.y + high.y)), &canvas.plain("plot-weather-height"), SMALL)?;
        Ok(())
    }

    /// Figures below, evenly spaced from the left to the right edge.
    pub(super) fn below(
        &self,
        canvas: &Canvas<'_>,
        (from, to): (f64, f64),
        step: f64,
        what: &str,
    ) -> Result<(), MapError> {
        let (low, high) = (self.rect.min(), self.rect.max());
        let count = ((to - from) / step).round() as u32;
        for k in 0..=count {
            let value = from + step * f64::from(k);
            let x = self.at(0.0, (value - from) / (to - from)).x;
            canvas.segment((x, low.y), (x, high.y), Stroke::new(PALE, 0.8))?;
            let text = Number::whole(value).written(canvas.language());
            canvas.text((x, high.y + 20.0), &text, DEGREES, Anchor::Middle)?;
        }
        canvas.text((0.5 * (low.x + high.x), high.y + 44.0), what, SMALL, Anchor::Middle)?;
        Ok(())
    }

    /// A curve through points, cut at the axes.
    pub(super) fn curve(&self, canvas: &Canvas<'_>, points: &[Coord<f64>], stroke: Stroke) -> Result<(), MapError> {
        for part in clip_line(&LineString(points.to_vec()), self.rect) {
            canvas.line(&part, stroke)?;
        }
        Ok(())
    }

    /// The frame, last.
    pub(super) fn frame(&self, canvas: &Canvas<'_>) -> Result<(), MapError> {
        canvas.rect(self.rect, FRAME)?;
        Ok(())
    }
}

/// A round step of which an axis has at most so many.
pub(super) fn step(length: f64, parts_max: f64) -> f64 {
    let rounds = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0];
    rounds.into_iter().find(|step| length / step <= parts_max).unwrap_or(100.0)
}
