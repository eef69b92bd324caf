//! Below the map of the fall: height over distance from the pad, with the failure, the break-ups and the impacts.

use std::collections::BTreeSet;

use geo::{Coord, LineString, Rect};

use super::MapError;
use super::canvas::{Anchor, Canvas};
use super::drawing::Symbol;
use super::fall::{breakup_sign, cell, failure_sign};
use super::number::whole;
use super::places::star;
use super::style::{DEGREES, FALL, FALL_TRACK, INK, LAND, PALE, PURPLE, SMALL, STAR, STRONG, Stroke, TRACK};
use crate::assessment::{FlightProfile, Outcome, ProfilePoint};
use crate::language::{Arg, Number, msg};

/// Height of the bars of the impacts, px, and their width.
const BARS_PX: f64 = 34.0;
const BAR_PX: f64 = 4.0;
/// Room above the highest point and right of the furthest, as a share.
const ROOM: f64 = 0.12;
/// Break-ups within a square of this side share one sign, px.
const BREAKUP_CELL_PX: f64 = 7.0;
/// Parts of the axes that are round, and how many of them there are at most.
const ROUND: [f64; 3] = [1.0, 2.0, 5.0];
const TICKS_MAX: (f64, f64) = (12.0, 4.0);

/// Distance and height on a part of the sheet.
struct Axes {
    rect: Rect<f64>,
    distance_m: f64,
    height_m: f64,
}

impl Axes {
    fn at(&self, distance_m: f64, height_m: f64) -> Coord<f64> {
        Coord {
            x: self.rect.min().x + self.rect.width() * distance_m / self.distance_m,
            y: self.rect.max().y - self.rect.height() * height_m / self.height_m,
        }
    }

    fn line(&self, points: &[ProfilePoint]) -> LineString<f64> {
        points.iter().map(|point| self.at(point.distance_m, point.altitude_m)).collect()
    }
}

/// Draws the profile of an outcome into a rectangle of the sheet.
pub(super) fn draw(
    canvas: &Canvas<'_>,
    outcome: &Outcome,
    profile: &FlightProfile,
    rect: Rect<f64>,
) -> Result<(), MapError> {
    let impacts_m: Vec<f64> = outcome
        .impacts
        .iter()
        .filter(|impact| impact.carries_propellant)
        .map(|impact| outcome.pad.distance_m(impact.position))
        .collect();
    let points = || profile.powered.iter().chain(&profile.fall).chain(&outcome.breakups);
    let furthest_m = points().map(|p| p.distance_m).chain(impacts_m.iter().copied()).fold(1e3, f64::max);
    let highest_m = points().map(|p| p.altitude_m).fold(1e3, f64::max);
    let axes = Axes { rect, distance_m: furthest_m * (1.0 + 0.3 * ROOM), height_m: highest_m * (1.0 + ROOM) };
    grid(canvas, &axes)?;
    bars(canvas, &axes, &impacts_m)?;
    canvas.line(&axes.line(&profile.powered), TRACK)?;
    canvas.line(&axes.line(&profile.fall), FALL_TRACK)?;
    breakups(canvas, &axes, &outcome.breakups)?;
    if let Some(failure) = profile.powered.last() {
        failure_sign(canvas, axes.at(failure.distance_m, failure.altitude_m))?;
    }
    canvas.rect(rect, Stroke::new(INK, 1.2))?;
    ends(canvas, &axes, outcome, profile)
}

/// Ground of the plot, lines and figures.
fn grid(canvas: &Canvas<'_>, axes: &Axes) -> Result<(), MapError> {
    let (low, high) = (axes.rect.min(), axes.rect.max());
    canvas.fill_rect(axes.rect, LAND, 1.0)?;
    let step_m = step(axes.distance_m, TICKS_MAX.0);
    for k in 0..=(axes.distance_m / step_m) as u32 {
        let x = axes.at(step_m * f64::from(k), 0.0).x;
        canvas.segment((x, low.y), (x, high.y), Stroke::new(PALE, 0.8))?;
        canvas.text(
            (x, high.y + 17.0),
            &whole(step_m * f64::from(k) / 1e3, canvas.language()),
            DEGREES,
            Anchor::Middle,
        )?;
    }
    let step_m = step(axes.height_m, TICKS_MAX.1);
    for k in 1..=(axes.height_m / step_m) as u32 {
        let y = axes.at(0.0, step_m * f64::from(k)).y;
        canvas.segment((low.x, y), (high.x, y), Stroke::new(PALE, 0.8))?;
        canvas.text(
            (low.x - 8.0, y + 5.0),
            &whole(step_m * f64::from(k) / 1e3, canvas.language()),
            DEGREES,
            Anchor::End,
        )?;
    }
    canvas.text_upwards((low.x - 44.0, 0.5 * (low.y + high.y)), &canvas.plain("map-profile-height"), SMALL)?;
    Ok(())
}

/// The round part of an axis of which there are no more than so many.
fn step(length: f64, parts_max: f64) -> f64 {
    let decade = 10_f64.powf((length / parts_max).log10().floor());
    let parts = ROUND.into_iter().chain([10.0]).map(|part| part * decade);
    parts.into_iter().find(|part| length / part <= parts_max).unwrap_or(10.0 * decade)
}

/// How many pieces with propellant come down at each distance.
fn bars(canvas: &Canvas<'_>, axes: &Axes, impacts_m: &[f64]) -> Result<(), MapError> {
    let mut counts = vec![0_u32; (axes.rect.width() / BAR_PX) as usize + 1];
    for distance_m in impacts_m {
        let bar = ((axes.at(*distance_m, 0.0).x - axes.rect.min().x) / BAR_PX) as usize;
        if let Some(count) = counts.get_mut(bar) {
            *count += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    for (k, count) in counts.into_iter().enumerate().filter(|(_, count)| *count > 0) {
        let (left, bottom) = (axes.rect.min().x + BAR_PX * k as f64, axes.rect.max().y);
        let height = BARS_PX * f64::from(count) / f64::from(most);
        canvas.fill_rect(Rect::new((left, bottom - height), (left + BAR_PX - 0.6, bottom)), FALL, 0.75)?;
    }
    Ok(())
}

fn breakups(canvas: &Canvas<'_>, axes: &Axes, points: &[ProfilePoint]) -> Result<(), MapError> {
    let mut taken = BTreeSet::new();
    for point in points {
        let at = axes.at(point.distance_m, point.altitude_m);
        if taken.insert(cell(at, BREAKUP_CELL_PX)) {
            breakup_sign(canvas, at, 1)?;
        }
    }
    Ok(())
}

/// The pad, the reported place, and what the parts are.
fn ends(canvas: &Canvas<'_>, axes: &Axes, outcome: &Outcome, profile: &FlightProfile) -> Result<(), MapError> {
    canvas.fill(&super::places::triangle(axes.at(0.0, 0.0) + Coord { x: 0.0, y: -5.0 }, 7.0), PURPLE, 1.0)?;
    if let Some(place) = outcome.reported_place {
        let at = axes.at(outcome.pad.distance_m(place), 0.0);
        canvas.fill(&star(at, 11.0), LAND, 1.0)?;
        canvas.fill(&star(at, 8.5), STAR, 1.0)?;
    }
    let face = SMALL.coloured(INK).on_map();
    if let Some(failure) = profile.powered.last() {
        let at = axes.at(failure.distance_m, failure.altitude_m);
        let height = Arg::from(Number::whole(failure.altitude_m / 1e3)).unit("km");
        let text = canvas.say(&msg("map-profile-thrust").with("height", height));
        canvas.text((at.x + 10.0, at.y + 20.0), &text, face, Anchor::Start)?;
    }
    let (left, top) = (axes.rect.min().x, axes.rect.min().y - 9.0);
    let head = canvas.plain(if outcome.breakups.is_empty() { "map-profile" } else { "map-profile-break-ups" });
    canvas.text((left, top), &head, STRONG, Anchor::Start)?;
    canvas.text((axes.rect.max().x, top), &canvas.plain("map-profile-distance"), SMALL, Anchor::End)?;
    Ok(())
}

/// Signs that the profile uses, for the legend.
pub(super) fn symbols(outcome: &Outcome) -> Vec<Symbol> {
    let breakup = (!outcome.breakups.is_empty()).then_some(Symbol::BreakUp);
    [Some(Symbol::Track), Some(Symbol::FallTrack), Some(Symbol::Failure), Some(Symbol::OwnPad), breakup]
        .into_iter()
        .flatten()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_few() {
        for (length, most, expected) in [(1_130e3, 12.0, 1e5), (330e3, 12.0, 5e4), (140e3, 4.0, 5e4), (72e3, 4.0, 2e4)]
        {
            assert!((step(length, most) - expected).abs() < 1.0, "{length}: {}", step(length, most));
        }
    }
}
