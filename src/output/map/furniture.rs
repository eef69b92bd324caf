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

/// Longest scale bar of a map, px.
pub(super) const SCALE_BAR_PX: f64 = 265.0;
/// Room between two figures of the scale bar, px.
const FIGURE_GAP_PX: f64 = 14.0;

/// Title and subtitle above the frame.
pub(super) fn title(canvas: &Canvas<'_>, kind: Kind, outcome: &Outcome, layout: &Layout) -> Result<(), MapError> {
    let subject = match kind {
        Kind::Main => "affected areas",
        Kind::Air => "zones in air",
        Kind::Soil(1) => "zones in soil",
        Kind::SoilLater => "zones in soil on later days",
        Kind::Soil(day) => &format!("zones in soil on day {day}"),
        Kind::Probability => "probability before the place is found",
        Kind::Fall => "area of fall",
    };
    let text = format!("{}: {subject}", outcome.assessment.title);
    let (left, width) = (layout.frame.min().x, layout.panel[1] - layout.frame.min().x);
    canvas.text((left, 56.0), &text, fitted(&text, TITLE, width), Anchor::Start)?;
    let text = subtitle(outcome);
    canvas.text((left, 90.0), &text, fitted(&text, SUBTITLE, width), Anchor::Start)?;
    Ok(())
}

/// Projection, sources and how to make the map again, below the frame.
pub(super) fn credit(map: &Drawing<'_, '_>, layout: &Layout) -> Result<(), MapError> {
    let (canvas, outcome) = (map.canvas, map.outcome);
    let told = outcome.lease.source.contains("derived");
    let lease = if outcome.lease.derived && !told { " (derived, not a cadastral border)" } else { "" };
    let ground = format!(
        "Projection: Lambert azimuthal equal-area about {:.3}° E {:.3}° N, WGS 84. {}.",
        outcome.centre.lon,
        outcome.centre.lat,
        outcome.base_map.credit.trim_end_matches('.'),
    );
    let ground = format!("{ground} {}", relief(map));
    let making = format!(
        "Lease outline: {}{lease}. heptyl {}, scenario {}, {} members, seed {}.",
        outcome.lease.source.trim_start_matches("bundled:lease.geojson: ").trim_end_matches('.'),
        env!("CARGO_PKG_VERSION"),
        outcome.assessment.scenario,
        outcome.assessment.members,
        outcome.assessment.seed,
    );
    let (left, width) = (layout.frame.min().x, layout.panel[1] - layout.frame.min().x);
    let lines = [ground, making].map(|text| wrap(&text, CREDIT.size_px, CREDIT.weight, width)).concat();
    for (k, line) in lines.iter().enumerate() {
        canvas.text((left, layout.credit + 16.0 * k as f64), line, CREDIT, Anchor::Start)?;
    }
    Ok(())
}

/// What is drawn of the heights of the ground, and from what.
fn relief(map: &Drawing<'_, '_>) -> String {
    let source = map.outcome.base_map.elevation.as_ref().map_or("", |elevation| elevation.source.as_str());
    match map.relief {
        Relief::Drawn { exaggeration } => format!("Relief: {source}, heights {exaggeration} times."),
        Relief::TooCoarse => format!("No relief: {source} is too coarse for this scale."),
        Relief::None => "No relief: no heights are known here.".into(),
    }
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
    map.canvas.text((x, place.min().y + 17.0), "N", STRONG.sized(18.0), Anchor::Middle)?;
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
        canvas.text((x, top - 6.0), &format!("{}", bar.part_units * f64::from(k)), face, Anchor::Middle)?;
    }
    let end = left + bar.part_px * f64::from(bar.parts);
    canvas.text((end + 10.0, top + height), bar.unit, face, Anchor::Start)?;
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
        let (part_units, unit) = if length * decade < 4_000.0 { (part_m, "m") } else { (part_m / 1e3, "km") };
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

fn subtitle(outcome: &Outcome) -> String {
    let weather = if outcome.weather_observed {
        "weather observed"
    } else {
        "weather of the day unknown: ranges assumed, see the report"
    };
    let when = times(&outcome.assessment.time_utc, outcome.utc_offset_h)
        .unwrap_or_else(|| format!("{} UTC", outcome.assessment.time_utc));
    format!("{when} · {} · {} members · {weather}", outcome.vehicle_name.en, outcome.assessment.members)
}

/// Lift-off in UTC and local time, or none where the text is not a time stamp.
fn times(time_utc: &str, utc_offset_h: f64) -> Option<String> {
    let utc: Timestamp = time_utc.parse().ok()?;
    let local = utc.checked_add(SignedDuration::from_secs((utc_offset_h * 3600.0).round() as i64)).ok()?;
    let day = local.strftime("%-d %B %Y").to_string();
    let same_day = utc.strftime("%-d %B %Y").to_string() == day;
    let local = if same_day { local.strftime("%H:%M") } else { local.strftime("%H:%M on %-d %B") };
    Some(format!("{} UTC ({local} local)", utc.strftime("%-d %B %Y, %H:%M")))
}

/// The type, smaller where the text would run past the width.
fn fitted(text: &str, face: Type, width: f64) -> Type {
    let natural = width_px(text, face.size_px, face.weight);
    if natural > width { face.sized(face.size_px * width / natural) } else { face }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_is_round_and_fits() {
        let bar = ScaleBar::new(250.0, 100.0);
        assert_eq!(bar, ScaleBar { parts: 4, part_px: 50.0, part_units: 5.0, unit: "km" });
        let fine = ScaleBar::new(250.0, 0.5);
        assert_eq!((fine.part_units, fine.unit, fine.parts), (20.0, "m", 5));
        for m_per_px in [0.3, 1.7, 12.0, 77.0, 340.0] {
            let bar = ScaleBar::new(250.0, m_per_px);
            assert!(bar.part_px * f64::from(bar.parts) <= 250.0 + 1e-9);
        }
    }

    #[test]
    fn both_clocks_are_named() {
        assert_eq!(times("2013-07-02T02:38:21Z", 6.0).as_deref(), Some("2 July 2013, 02:38 UTC (08:38 local)"));
        let over_midnight = times("2007-09-05T22:43:00Z", 6.0);
        assert_eq!(over_midnight.as_deref(), Some("5 September 2007, 22:43 UTC (04:43 on 6 September local)"));
        assert_eq!(times("early morning", 6.0), None);
    }
}
