//! Temperature by height, with inversions, mixing height and tropopause.

use geo::{Coord, Rect};
use plotters::style::RGBColor;

use super::super::MapError;
use super::super::canvas::{Anchor, Canvas};
use super::super::style::{BREAKUP, DASH, INK, SMALL, STRONG, Stroke, TEAL};
use super::axes::{HeightAxis, step};
use super::hodograph::height;
use crate::assessment::ObservedWeather;
use crate::language::msg;
use crate::units::celsius_from_kelvin;

const WARM: RGBColor = RGBColor(176, 30, 30);

/// Draws the temperature and what follows from it.
pub(super) fn draw(canvas: &Canvas<'_>, axis: &HeightAxis, observed: &ObservedWeather) -> Result<(), MapError> {
    axis.draw(canvas)?;
    let known: Vec<(f64, f64)> = observed
        .profile
        .levels
        .iter()
        .filter(|level| level.height_agl_m <= axis.top_m)
        .filter_map(|level| Some((level.height_agl_m, celsius_from_kelvin(level.temperature_k?))))
        .collect();
    if known.len() < 2 {
        let at = axis.at(0.25 * axis.top_m, 0.5);
        canvas.text((at.x, at.y), &canvas.plain("plot-weather-none"), STRONG, Anchor::Middle)?;
        return axis.frame(canvas);
    }
    let coldest = known.iter().map(|(_, t)| *t).fold(f64::INFINITY, f64::min);
    let warmest = known.iter().map(|(_, t)| *t).fold(f64::NEG_INFINITY, f64::max);
    let every = step(warmest - coldest + 4.0, 7.0);
    let (from, to) = (every * ((coldest - 2.0) / every).floor(), every * ((warmest + 2.0) / every).ceil());
    axis.below(canvas, (from, to), every, &canvas.plain("plot-weather-celsius"))?;
    for layer in &observed.diagnosis.inversions {
        let (low, high) = (axis.at(layer.base_m, 0.0).y, axis.at(layer.top_m.min(axis.top_m), 0.0).y);
        if layer.base_m < axis.top_m.min(observed.diagnosis.tropopause_m.unwrap_or(f64::INFINITY)) {
            canvas.fill_rect(Rect::new((axis.rect.min().x, high), (axis.rect.max().x, low)), BREAKUP, 0.16)?;
        }
    }
    let points: Vec<Coord<f64>> = known.iter().map(|(z, t)| axis.at(*z, (t - from) / (to - from))).collect();
    axis.curve(canvas, &points, Stroke::new(WARM, 2.8))?;
    let mark = |height_m: Option<f64>, id: &'static str, colour: RGBColor| -> Result<(), MapError> {
        let Some(height_m) = height_m.filter(|height_m| *height_m <= axis.top_m) else { return Ok(()) };
        let y = axis.at(height_m, 0.0).y;
        canvas.segment((axis.rect.min().x, y), (axis.rect.max().x, y), Stroke::new(colour, 2.0).dashed(DASH))?;
        let text = canvas.say(&msg(id).with("height", height(height_m, 3e3, canvas.language())));
        let face = STRONG.sized(13.0).coloured(colour).on_map();
        canvas.text((axis.rect.max().x - 8.0, y - 6.0), &text, face, Anchor::End)?;
        Ok(())
    };
    mark(observed.diagnosis.mixing_height_m, "plot-weather-mixing", INK)?;
    mark(observed.diagnosis.tropopause_m, "plot-weather-tropopause", TEAL)?;
    canvas.text(
        (axis.rect.min().x, axis.rect.min().y - 8.0),
        &canvas.plain("plot-weather-shaded"),
        SMALL,
        Anchor::Start,
    )?;
    axis.frame(canvas)
}
