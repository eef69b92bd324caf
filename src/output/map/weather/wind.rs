//! Speed and direction of the wind by height.

use geo::Coord;

use super::super::MapError;
use super::super::canvas::{Anchor, Canvas};
use super::super::style::{INK, SMALL, STRONG, Stroke};
use super::axes::{HeightAxis, step};
use super::colour;
use crate::assessment::ObservedWeather;
use crate::language::{Number, msg};
use crate::weather::profile::ProfileLevel;

/// Share of the width on the right that is left to the arrows.
const ARROWS: f64 = 0.16;
/// Length of an arrow and least distance between two, px.
const ARROW_PX: f64 = 26.0;
const ARROW_STEP_PX: f64 = 30.0;

/// Draws speed with its spread, and arrows that point to where the wind blows.
pub(super) fn draw(canvas: &Canvas<'_>, axis: &HeightAxis, observed: &ObservedWeather) -> Result<(), MapError> {
    let levels: Vec<&ProfileLevel> =
        observed.profile.levels.iter().filter(|level| level.height_agl_m <= axis.top_m).collect();
    let sigma_m_s = observed.wind_sigma_m_s;
    let speed = |level: &ProfileLevel| level.u_m_s.hypot(level.v_m_s);
    let fastest = levels.iter().map(|level| speed(level) + sigma_m_s).fold(5.0, f64::max);
    let every = step(fastest, 7.0);
    let reach = every * (fastest / every).ceil();
    axis.draw(canvas)?;
    let plot = HeightAxis {
        rect: geo::Rect::new(
            (axis.rect.min().x, axis.rect.min().y),
            (axis.rect.max().x - ARROWS * axis.rect.width(), axis.rect.max().y),
        ),
        ..*axis
    };
    plot.below(canvas, (0.0, reach), every, &canvas.plain("plot-weather-speed"))?;
    let curve = |shift: f64| -> Vec<Coord<f64>> {
        let share = |level: &ProfileLevel| (speed(level) + shift).max(0.0) / reach;
        levels.iter().map(|level| plot.at(level.height_agl_m, share(level))).collect()
    };
    let (weak, strong) = (curve(-sigma_m_s), curve(sigma_m_s));
    let ring = geo::LineString(weak.iter().chain(strong.iter().rev()).copied().collect());
    canvas.fill(&geo::Polygon::new(ring, vec![]).into(), INK, 0.10)?;
    for (pair, points) in levels.windows(2).zip(curve(0.0).windows(2)) {
        let middle_m = 0.5 * (pair[0].height_agl_m + pair[1].height_agl_m);
        plot.curve(canvas, points, Stroke::new(colour(middle_m), 2.8))?;
    }
    arrows(canvas, axis, &levels)?;
    let text = canvas.say(&msg("plot-weather-band").with("sigma", Number::fixed(sigma_m_s, 1)));
    canvas.text((axis.rect.min().x, axis.rect.min().y - 8.0), &text, SMALL, Anchor::Start)?;
    canvas.text(
        (axis.rect.max().x, axis.rect.min().y - 8.0),
        &canvas.plain("plot-weather-blows-to"),
        SMALL,
        Anchor::End,
    )?;
    axis.frame(canvas)
}

fn arrows(canvas: &Canvas<'_>, axis: &HeightAxis, levels: &[&ProfileLevel]) -> Result<(), MapError> {
    let mut last = f64::INFINITY;
    for level in levels {
        let at = axis.at(level.height_agl_m, 1.0 - 0.5 * ARROWS);
        let speed = level.u_m_s.hypot(level.v_m_s);
        let (top, bottom) = (axis.rect.min().y + 0.5 * ARROW_STEP_PX, axis.rect.max().y - 0.5 * ARROW_STEP_PX);
        let y = at.y.clamp(top, bottom);
        if last - y < ARROW_STEP_PX || speed < 0.3 {
            continue;
        }
        last = y;
        let (dx, dy) = (0.5 * ARROW_PX * level.u_m_s / speed, -0.5 * ARROW_PX * level.v_m_s / speed);
        let (tail, tip) = ((at.x - dx, y - dy), (at.x + dx, y + dy));
        let stroke = Stroke::new(colour(level.height_agl_m), 2.0);
        canvas.segment(tail, tip, stroke)?;
        for side in [-1.0, 1.0] {
            let barb = (tip.0 - 0.45 * dx + side * 0.32 * dy, tip.1 - 0.45 * dy - side * 0.32 * dx);
            canvas.segment(tip, barb, stroke)?;
        }
    }
    if levels.is_empty() {
        canvas.text(
            (axis.rect.min().x + 8.0, axis.rect.max().y - 8.0),
            &canvas.plain("plot-weather-calm"),
            STRONG,
            Anchor::Start,
        )?;
    }
    Ok(())
}
