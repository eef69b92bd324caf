//! The curves of one substance.

use geo::Coord;
use plotters::style::RGBColor;

use super::super::MapError;
use super::super::canvas::{Anchor, Canvas};
use super::super::number::{whole, with_unit};
use super::super::style::{DOTS, GREY, INK, LEADER, SMALL, STRONG, Stroke};
use super::axes::Axes;
use crate::assessment::{BreakUpLimit, CriticalCurve, ReleaseStudy};
use crate::language::{Arg, Language, Number, Style, msg};
use crate::substance::Substance;

/// Colours of the seasons, the warmest first: vermilion, grey and two blues of Okabe & Ito (2008), which stay apart in
/// all common forms of colour blindness; the lightest is darkened until it carries text.
pub(super) const SEASONS: [RGBColor; 4] =
    [RGBColor(196, 78, 0), RGBColor(96, 96, 96), RGBColor(0, 104, 160), RGBColor(40, 40, 120)];

/// The largest drops: reddish purple of the same set, darkened.
const LARGEST: RGBColor = RGBColor(150, 44, 106);

/// Heights that the question of 1999 names, m.
const ASKED_M: [f64; 4] = [20e3, 50e3, 80e3, 120e3];
/// Least distance between two labels at the right edge, px.
const LABEL_STEP_PX: f64 = 17.0;
/// Where the bar of uncertainty stands: height and diameter, m.
const BAR_M: (f64, f64) = (9.5e3, 6.5e-4);

/// Draws the curves of one substance.
pub(super) fn draw(
    canvas: &Canvas<'_>,
    axes: &Axes,
    study: &ReleaseStudy,
    substance: Substance,
    failure_m: f64,
) -> Result<(), MapError> {
    axes.draw(canvas)?;
    asked(canvas, axes)?;
    let curves: Vec<&CriticalCurve> = study.curves.iter().filter(|curve| curve.substance == substance).collect();
    if let Some(limit) = study.limits.iter().find(|limit| limit.substance == substance) {
        rain(canvas, axes, &curves, limit)?;
        largest(canvas, axes, limit)?;
    }
    for curve in &curves {
        axes.curve(canvas, &curve.points_m, Stroke::new(colour(curve.season), 2.6))?;
    }
    season_labels(canvas, axes, study, &curves)?;
    uncertainty(canvas, axes, study)?;
    failure(canvas, axes, failure_m)?;
    axes.frame(canvas)
}

pub(super) fn colour(season: usize) -> RGBColor {
    SEASONS.get(season).copied().unwrap_or(INK)
}

fn asked(canvas: &Canvas<'_>, axes: &Axes) -> Result<(), MapError> {
    for height_m in ASKED_M {
        let x = axes.at((height_m, 1e-3)).x;
        canvas.segment((x, axes.rect.min().y), (x, axes.rect.max().y), Stroke::new(GREY, 1.0).dashed(DOTS))?;
        let text = whole(height_m / 1e3, canvas.language());
        canvas.text((x - 4.0, axes.rect.min().y + 16.0), &text, SMALL.on_map(), Anchor::End)?;
    }
    Ok(())
}

/// Drops that fall without bursting and survive: between the curve of a season and the limit of the fall.
fn rain(canvas: &Canvas<'_>, axes: &Axes, curves: &[&CriticalCurve], limit: &BreakUpLimit) -> Result<(), MapError> {
    for curve in curves {
        let Some(end_m) = curve.matters_below_m else { continue };
        let below = curve.points_m.iter().copied().filter(|(h, _)| *h < end_m);
        let top = [(end_m, limit.at_rest_m), (curve.points_m.first().map_or(end_m, |p| p.0), limit.at_rest_m)];
        canvas.fill(&axes.area(below.chain(top)), colour(curve.season), 0.13)?;
    }
    let (from, to) = (axes.at((330.0, 4.1e-4)), axes.at((300.0, 1.7e-3)));
    canvas.segment((from.x, from.y - 14.0), (to.x, to.y), LEADER)?;
    let face = STRONG.sized(13.0).coloured(INK).on_map();
    canvas.lines((from.x - 30.0, from.y), &canvas.plain("plot-droplets-shaded"), face, 16.0)?;
    Ok(())
}

/// The largest drops: set free at rest, and at the speed of the vehicle.
fn largest(canvas: &Canvas<'_>, axes: &Axes, limit: &BreakUpLimit) -> Result<(), MapError> {
    let at_speed: Vec<(f64, f64)> = limit.at_speed_m.iter().map(|(h, d)| (*h, d.min(limit.at_rest_m))).collect();
    let floor = [at_speed.last(), at_speed.first()].into_iter().flatten().map(|(h, _)| (*h, 1e-9));
    canvas.fill(&axes.area(at_speed.iter().copied().chain(floor)), LARGEST, 0.10)?;
    let at_rest = [(1.0, limit.at_rest_m), (1e6, limit.at_rest_m)];
    axes.curve(canvas, &at_rest, Stroke::new(LARGEST, 1.8).dashed(&[7.0, 4.0]))?;
    axes.curve(canvas, &at_speed, Stroke::new(LARGEST, 3.0))?;
    let face = STRONG.sized(13.0).coloured(LARGEST).on_map();
    let (place, end) = (axes.at((235.0, 1.75e-2)), axes.at((265.0, limit.at_rest_m)));
    canvas.segment((end.x, place.y + 22.0), (end.x, end.y), Stroke { colour: LARGEST, ..LEADER })?;
    let size = Arg::from(Number::fixed(limit.at_rest_m * 1e3, 1)).unit("mm");
    let text = canvas.say(&msg("plot-droplets-at-rest").with("size", size));
    canvas.lines((place.x, place.y), &text, face, 16.0)?;
    let place = axes.at((2.4e3, 4.2e-5));
    canvas.lines((place.x, place.y - 16.0), &canvas.plain("plot-droplets-at-speed"), face, 16.0)?;
    Ok(())
}

/// The temperature at the right end of each curve, moved apart where two would touch.
fn season_labels(
    canvas: &Canvas<'_>,
    axes: &Axes,
    study: &ReleaseStudy,
    curves: &[&CriticalCurve],
) -> Result<(), MapError> {
    let mut ends: Vec<(usize, Coord<f64>)> =
        curves.iter().filter_map(|c| Some((c.season, axes.at(*c.points_m.last()?)))).collect();
    ends.sort_by(|a, b| a.1.y.total_cmp(&b.1.y));
    let mut free_from = f64::NEG_INFINITY;
    for (season, end) in ends {
        let y = (end.y - 4.0).max(free_from);
        free_from = y + LABEL_STEP_PX;
        let face = STRONG.sized(14.0).coloured(colour(season));
        let text = study.seasons.get(season).map_or_else(String::new, |s| temperature(s.ground_c, canvas.language()));
        canvas.segment((end.x, end.y), (end.x + 14.0, y), Stroke::new(colour(season), 1.2))?;
        canvas.text((end.x + 18.0, y + 5.0), &text, face, Anchor::Start)?;
        if season == 0 {
            let head = SMALL.sized(12.0);
            canvas.lines((end.x + 18.0, y - 30.0), &canvas.plain("plot-droplets-air"), head, 15.0)?;
        }
    }
    Ok(())
}

/// How a temperature is written, with a true minus.
pub(super) fn temperature(celsius: f64, language: Language) -> String {
    with_unit(Number::new(celsius, Style::Signed(0)), "deg C", language)
}

/// A bar as tall as the curves are uncertain.
fn uncertainty(canvas: &Canvas<'_>, axes: &Axes, study: &ReleaseStudy) -> Result<(), MapError> {
    let factor = study.diameter_factor;
    let (low, high) = (axes.at((BAR_M.0, BAR_M.1 / factor)), axes.at((BAR_M.0, BAR_M.1 * factor)));
    let stroke = Stroke::new(INK, 1.6);
    canvas.segment((low.x, low.y), (high.x, high.y), stroke)?;
    for end in [low, high] {
        canvas.segment((end.x - 5.0, end.y), (end.x + 5.0, end.y), stroke)?;
    }
    let face = SMALL.sized(12.5).coloured(INK).on_map();
    let middle = 0.5 * (low.y + high.y);
    let text = canvas.say(&msg("plot-droplets-good").with("factor", Number::exact(factor)));
    canvas.lines((low.x + 12.0, middle - 3.0), &text, face, 15.0)?;
    Ok(())
}

fn failure(canvas: &Canvas<'_>, axes: &Axes, failure_m: f64) -> Result<(), MapError> {
    let at = axes.at((failure_m.max(1.0), 1e-3));
    if !(axes.rect.min().x..axes.rect.max().x).contains(&at.x) {
        return Ok(());
    }
    let (bottom, half) = (axes.rect.max().y, 7.0);
    let ring = vec![(at.x, bottom - 14.0), (at.x + half, bottom), (at.x - half, bottom), (at.x, bottom - 14.0)];
    let sign = geo::Polygon::new(geo::LineString::from(ring), vec![]);
    canvas.fill(&sign.into(), INK, 1.0)?;
    let height = Arg::from(Number::whole(failure_m / 1e3)).unit("km");
    let text = canvas.say(&msg("plot-droplets-failure").with("height", height));
    canvas.text((at.x - 12.0, bottom - 8.0), &text, SMALL.coloured(INK).on_map(), Anchor::End)?;
    Ok(())
}
