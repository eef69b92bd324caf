//! Title, north arrow, scale bar and credit line.

use geo::{LineString, Polygon, Rect};
use jiff::{SignedDuration, Timestamp};

use super::canvas::{Anchor, Canvas};
use super::drawing::Drawing;
use super::font::{width_px, wrap};
use super::frame::Frame;
use super::relief::Relief;
use super::size::Layout;
use super::style::{CREDIT, INK, LAND, PAPER, SMALL, STRONG, SUBTITLE, Stroke, TITLE, Type};
use super::{Kind, MapError};
use crate::assessment::Outcome;
use crate::constants::WGS84_SEMI_MAJOR_M;
use crate::language::words::{self, place};
use crate::language::{Arg, Clock, Message, Number, Precision, Style, msg};

/// Longest scale bar of a map, px.
pub(super) const SCALE_BAR_PX: f64 = 265.0;
/// Room between two figures of the scale bar, px.
const FIGURE_GAP_PX: f64 = 14.0;

/// Title and subtitle above the frame.
pub(super) fn title(canvas: &Canvas<'_>, kind: Kind, outcome: &Outcome, layout: &Layout) -> Result<(), MapError> {
    let id = match kind {
        Kind::Main => "map-title-main",
        Kind::Air => "map-title-air",
        Kind::Soil(_) => "map-title-soil",
        Kind::SoilLater => "map-title-soil-later",
        Kind::Probability => "map-title-probability",
        Kind::Fall => "map-title-fall",
    };
    let text = canvas.say(&msg(id).with("title", &outcome.title));
    let (left, width) = (layout.frame.min().x, layout.panel[1] - layout.frame.min().x);
    canvas.text((left, 56.0), &text, fitted(&text, TITLE, width), Anchor::Start)?;
    let text = canvas.say(&subtitle(outcome));
    canvas.text((left, 90.0), &text, fitted(&text, SUBTITLE, width), Anchor::Start)?;
    Ok(())
}

/// Projection, sources and how to make the map again, below the frame.
pub(super) fn credit(map: &Drawing<'_, '_>, layout: &Layout) -> Result<(), MapError> {
    let (canvas, outcome) = (map.canvas, map.outcome);
    let base = if outcome.base_map.own_layers { "map-base-own" } else { "map-base" };
    let mut ground = vec![projection(map), msg(base)];
    if outcome.base_map.regions_before_2022 {
        ground.push(msg("map-regions-before-2022"));
    }
    ground.push(relief(map));
    let making = vec![lease(outcome), made(outcome)];
    let (left, width) = (layout.frame.min().x, layout.panel[1] - layout.frame.min().x);
    let said = [ground, making].map(|parts| parts.iter().map(|part| canvas.say(part)).collect::<Vec<_>>().join(" "));
    let lines = said.map(|text| wrap(&text, CREDIT.size_px, CREDIT.weight, width)).concat();
    for (k, line) in lines.iter().enumerate() {
        canvas.text((left, layout.credit + 15.0 * k as f64), line, CREDIT, Anchor::Start)?;
    }
    Ok(())
}

/// The projection with its centre, and how far lengths are from true in the frame: 1/cos(c/2) at a distance c from the
/// centre (Snyder 1987, USGS Professional Paper 1395, p. 184).
fn projection(map: &Drawing<'_, '_>) -> Message {
    let (half, from) = (map.frame.rect.width().hypot(map.frame.rect.height()) / 2.0, map.frame.extent.centre);
    let furthest_m = half * map.frame.extent.m_per_px + from.x.hypot(from.y);
    let error = 1.0 / (0.5 * furthest_m / WGS84_SEMI_MAJOR_M).cos() - 1.0;
    let centre = map.frame.plane.centre();
    let per_cent = Number::new((100.0 * error).max(0.001), Style::Significant(1));
    msg("map-projection").with("place", place(centre.lon, centre.lat)).with("error", per_cent)
}

/// What is drawn of the heights of the ground, and from what.
fn relief(map: &Drawing<'_, '_>) -> Message {
    let source = map.outcome.base_map.elevation.as_ref().map_or("", |elevation| elevation.source.as_str());
    match map.relief {
        Relief::Drawn { exaggeration } => {
            msg("map-relief-drawn").with("source", source).with("times", Number::exact(exaggeration))
        }
        Relief::TooCoarse => msg("map-relief-coarse").with("source", source),
        Relief::None => msg("map-relief-none"),
    }
}

fn lease(outcome: &Outcome) -> Message {
    let source = &outcome.lease.source;
    if source.starts_with("bundled:") {
        msg("map-lease-bundled")
    } else {
        msg("map-lease-own").with("source", source.trim_end_matches('.'))
    }
}

fn made(outcome: &Outcome) -> Message {
    msg("map-made")
        .with("version", env!("CARGO_PKG_VERSION"))
        .with("scenario", outcome.assessment.scenario.as_str())
        .with("members", words::members(outcome.assessment.members))
        .with("seed", outcome.assessment.seed.to_string())
}

/// Keeps labels out of the corners that hold the arrow and the bar.
pub(super) fn reserve(map: &mut Drawing<'_, '_>) {
    let bar = bar_box(map.frame.rect, &ScaleBar::new(SCALE_BAR_PX, map.frame.extent.m_per_px));
    let arrow = arrow_box(map.frame.rect);
    map.placer.reserve(arrow);
    map.placer.reserve(bar);
}

/// North arrow, upper left. North is up at the centre of the projection.
pub(super) fn north_arrow(map: &Drawing<'_, '_>) -> Result<(), MapError> {
    let place = arrow_box(map.frame.rect);
    let (x, top, bottom) = (place.center().x, place.min().y + 24.0, place.max().y - 4.0);
    map.canvas.fill_rect(place, LAND, 0.75)?;
    map.canvas.text((x, place.min().y + 17.0), &map.canvas.plain("map-north"), STRONG.sized(18.0), Anchor::Middle)?;
    for (side, colour) in [(-8.0, INK), (8.0, PAPER)] {
        let half = LineString::from(vec![(x, top), (x + side, bottom), (x, bottom - 8.0), (x, top)]);
        map.canvas.fill(&Polygon::new(half.clone(), vec![]).into(), colour, 1.0)?;
        map.canvas.line(&half, Stroke::new(INK, 1.0))?;
    }
    Ok(())
}

/// Scale bar, lower left, no longer than asked.
pub(super) fn scale_bar(canvas: &Canvas<'_>, frame: &Frame<'_>, longest_px: f64) -> Result<(), MapError> {
    let bar = ScaleBar::new(longest_px, frame.extent.m_per_px);
    let place = bar_box(frame.rect, &bar);
    canvas.fill_rect(place, LAND, 0.85)?;
    let (left, top, height) = (place.min().x + 16.0, place.min().y + 24.0, 8.0);
    for k in 0..bar.parts {
        let x = left + bar.part_px * f64::from(k);
        let part = Rect::new((x, top), (x + bar.part_px, top + height));
        canvas.fill_rect(part, if k % 2 == 0 { INK } else { PAPER }, 1.0)?;
        canvas.rect(part, Stroke::new(INK, 1.0))?;
    }
    let face = SMALL.coloured(INK);
    for k in (0..=bar.parts).filter(|k| bar.part_px > bar.figure_px() + FIGURE_GAP_PX || k % bar.parts == 0) {
        let x = left + bar.part_px * f64::from(k);
        let figure = Number::exact(bar.part_units * f64::from(k)).written(canvas.language());
        canvas.text((x, top - 6.0), &figure, face, Anchor::Middle)?;
    }
    let end = left + bar.part_px * f64::from(bar.parts);
    canvas.text((end + 10.0, top + height), &canvas.plain(bar.unit), face, Anchor::Start)?;
    Ok(())
}

/// A bar of four or five round parts.
#[derive(Debug, PartialEq)]
struct ScaleBar {
    parts: u32,
    part_px: f64,
    part_units: f64,
    unit: &'static str,
}

impl ScaleBar {
    /// Width of its longest figure.
    fn figure_px(&self) -> f64 {
        let longest = format!("{}", self.part_units * f64::from(self.parts));
        width_px(&longest, SMALL.size_px, SMALL.weight)
    }

    fn new(longest_px: f64, m_per_px: f64) -> Self {
        let longest_m = longest_px * m_per_px;
        let decade = 10_f64.powf(longest_m.log10().floor());
        let (length, parts) = [(8.0, 4), (4.0, 4), (2.0, 4), (1.0, 5)]
            .into_iter()
            .find(|(first, _)| first * decade <= longest_m)
            .unwrap_or((1.0, 5));
        let part_m = length * decade / f64::from(parts);
        let (part_units, unit) = if length * decade < 4_000.0 { (part_m, "unit-m") } else { (part_m / 1e3, "unit-km") };
        Self { parts, part_px: part_m / m_per_px, part_units, unit }
    }
}

fn arrow_box(frame: Rect<f64>) -> Rect<f64> {
    let corner = (frame.min().x + 14.0, frame.min().y + 14.0);
    Rect::new(corner, (corner.0 + 40.0, corner.1 + 74.0))
}

fn bar_box(frame: Rect<f64>, bar: &ScaleBar) -> Rect<f64> {
    let (left, bottom) = (frame.min().x + 14.0, frame.max().y - 14.0);
    Rect::new((left, bottom - 42.0), (left + bar.part_px * f64::from(bar.parts) + 62.0, bottom))
}

fn subtitle(outcome: &Outcome) -> Message {
    let weather = if outcome.weather_observed { "map-weather-observed" } else { "map-weather-assumed" };
    let when = times(&outcome.assessment.time_utc, outcome.utc_offset_h);
    msg("map-subtitle")
        .with("times", when.unwrap_or_else(|| Arg::text(format!("{} UTC", outcome.assessment.time_utc))))
        .with("vehicle", &outcome.vehicle_name)
        .with("members", words::members(outcome.assessment.members))
        .with("weather", msg(weather))
}

/// Lift-off in UTC and local time, or none where the text is not a time stamp.
fn times(time_utc: &str, utc_offset_h: f64) -> Option<Arg> {
    let at: Timestamp = time_utc.parse().ok()?;
    let local = at.checked_add(SignedDuration::from_secs((utc_offset_h * 3600.0).round() as i64)).ok()?;
    let day = |time: Timestamp| time.strftime("%F").to_string();
    let time = Arg::text(local.strftime("%H:%M").to_string());
    let local = if day(at) == day(local) {
        time
    } else {
        let clock = Clock::Local { utc_offset_h };
        Arg::Joined(vec![Arg::Date { at, clock, precision: Precision::Day }, time], ", ".into())
    };
    let utc = Arg::Date { at, clock: Clock::Utc, precision: Precision::Minute };
    Some(msg("map-times").with("utc", utc).with("local", local).into())
}

/// The type, smaller where the text would run past the width.
pub(super) fn fitted(text: &str, face: Type, width: f64) -> Type {
    let natural = width_px(text, face.size_px, face.weight);
    if natural > width { face.sized(face.size_px * width / natural) } else { face }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn the_bar_is_round_and_fits() {
        let bar = ScaleBar::new(250.0, 100.0);
        assert_eq!(bar, ScaleBar { parts: 4, part_px: 50.0, part_units: 5.0, unit: "unit-km" });
        let fine = ScaleBar::new(250.0, 0.5);
        assert_eq!((fine.part_units, fine.unit, fine.parts), (20.0, "unit-m", 5));
        for m_per_px in [0.3, 1.7, 12.0, 77.0, 340.0] {
            let bar = ScaleBar::new(250.0, m_per_px);
            assert!(bar.part_px * f64::from(bar.parts) <= 250.0 + 1e-9);
        }
    }

    #[test]
    fn both_clocks_are_named() {
        let said = |time, language| times(time, 6.0).map(|arg| arg.say(language));
        let text = said("2013-07-02T02:38:21Z", Language::En);
        assert_eq!(text.as_deref(), Some("2 July 2013, 02:38 UTC (08:38 local time)"));
        let text = said("2013-07-02T02:38:21Z", Language::Ru);
        assert_eq!(text.as_deref(), Some("02.07.2013, 02:38 UTC (08:38 местного времени)"));
        let over_midnight = said("2007-09-05T22:43:00Z", Language::Kk);
        assert_eq!(over_midnight.as_deref(), Some("05.09.2007, 22:43 UTC (жергілікті уақыт 06.09.2007, 04:43)"));
        assert_eq!(times("early morning", 6.0), None);
    }
}
