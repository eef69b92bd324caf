//! Logarithmic axes: height of the release in km, diameter of a drop.

use geo::{BooleanOps, Coord, LineString, MultiPolygon, Polygon, Rect};

use super::super::MapError;
use super::super::canvas::{Anchor, Canvas};
use super::super::frame::clip_line;
use super::super::number::with_unit;
use super::super::style::{BODY, DEGREES, FRAME, INK, LAND, PALE, Stroke};
use crate::language::Number;

/// Ends of the axes, m.
const HEIGHT_M: (f64, f64) = (200.0, 150e3);
const DIAMETER_M: (f64, f64) = (1.5e-6, 3e-2);
/// Figures on the axes.
const HEIGHT_TICKS_M: [f64; 9] = [200.0, 500.0, 1e3, 2e3, 5e3, 10e3, 20e3, 50e3, 100e3];
const DIAMETER_TICKS: [(f64, f64, &str); 4] =
    [(1e-5, 10.0, "um"), (1e-4, 0.1, "mm"), (1e-3, 1.0, "mm"), (1e-2, 10.0, "mm")];

/// Axes on a part of the sheet.
pub(super) struct Axes {
    /// Where, px.
    pub rect: Rect<f64>,
}

impl Axes {
    /// Point of the sheet for a height and a diameter, m, also outside the axes.
    pub(super) fn at(&self, (height_m, diameter_m): (f64, f64)) -> Coord<f64> {
        let part = |value: f64, (low, high): (f64, f64)| (value / low).ln() / (high / low).ln();
        Coord {
            x: self.rect.min().x + part(height_m, HEIGHT_M) * self.rect.width(),
            y: self.rect.max().y - part(diameter_m, DIAMETER_M) * self.rect.height(),
        }
    }

    /// A curve through points, cut at the axes.
    pub(super) fn curve(&self, canvas: &Canvas<'_>, points_m: &[(f64, f64)], stroke: Stroke) -> Result<(), MapError> {
        let line = LineString(points_m.iter().map(|&point| self.at(point)).collect());
        for part in clip_line(&line, self.rect) {
            canvas.line(&part, stroke)?;
        }
        Ok(())
    }

    /// What of an area lies between the axes.
    pub(super) fn area(&self, ring_m: impl Iterator<Item = (f64, f64)>) -> MultiPolygon<f64> {
        let ring = LineString(ring_m.map(|point| self.at(point)).collect());
        self.rect.to_polygon().intersection(&Polygon::new(ring, vec![]))
    }

    /// Ground, grid and figures.
    pub(super) fn draw(&self, canvas: &Canvas<'_>) -> Result<(), MapError> {
        let (low, high) = (self.rect.min(), self.rect.max());
        canvas.fill_rect(self.rect, LAND, 1.0)?;
        for height_m in HEIGHT_TICKS_M {
            let x = self.at((height_m, DIAMETER_M.0)).x;
            canvas.segment((x, low.y), (x, high.y), Stroke::new(PALE, 0.8))?;
            let text = Number::exact(height_m / 1e3).written(canvas.language());
            canvas.text((x, high.y + 20.0), &text, DEGREES, Anchor::Middle)?;
        }
        for (diameter_m, figure, unit) in DIAMETER_TICKS {
            let y = self.at((HEIGHT_M.0, diameter_m)).y;
            canvas.segment((low.x, y), (high.x, y), Stroke::new(PALE, 0.8))?;
            let text = with_unit(Number::exact(figure), unit, canvas.language());
            canvas.text((low.x - 8.0, y + 5.0), &text, DEGREES, Anchor::End)?;
        }
        let middle = 0.5 * (low.x + high.x);
        let face = BODY.sized(14.0);
        canvas.text((middle, high.y + 44.0), &canvas.plain("plot-droplets-height"), face, Anchor::Middle)?;
        canvas.text_upwards((low.x - 70.0, 0.5 * (low.y + high.y)), &canvas.plain("plot-droplets-diameter"), face)?;
        self.minor_ticks(canvas)
    }

    /// Short lines between the figures, as logarithmic paper has them.
    fn minor_ticks(&self, canvas: &Canvas<'_>) -> Result<(), MapError> {
        let (low, high) = (self.rect.min(), self.rect.max());
        for decade in -6..=5_i32 {
            for digit in 1..10 {
                let value = f64::from(digit) * 10_f64.powi(decade);
                let length = if digit == 1 { 8.0 } else { 4.0 };
                if (DIAMETER_M.0..DIAMETER_M.1).contains(&value) {
                    let y = self.at((HEIGHT_M.0, value)).y;
                    canvas.segment((low.x, y), (low.x + length, y), Stroke::new(INK, 1.0))?;
                }
                if (HEIGHT_M.0..HEIGHT_M.1).contains(&value) {
                    let x = self.at((value, DIAMETER_M.0)).x;
                    canvas.segment((x, high.y), (x, high.y - length), Stroke::new(INK, 1.0))?;
                }
            }
        }
        Ok(())
    }

    /// The frame, last.
    pub(super) fn frame(&self, canvas: &Canvas<'_>) -> Result<(), MapError> {
        canvas.rect(self.rect, FRAME)?;
        Ok(())
    }
}
