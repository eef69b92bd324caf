//! Meridians and parallels with their degrees outside the frame.

use geo::{Coord, LineString, Rect};

use super::MapError;
use super::canvas::Anchor;
use super::drawing::Drawing;
use super::font::width_px;
use super::style::{DEGREES, GRATICULE};
use crate::geodesy::LonLat;
use crate::language::{Message, Number, msg};

/// Steps between lines, degrees.
const STEPS_DEG: [f64; 16] =
    [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 2.5, 5.0, 10.0];
/// Fewest lines in each direction.
const LINES_MIN: f64 = 3.0;
/// Points along a line: meridians and parallels are curves in the projection.
const POINTS: usize = 41;

/// Draws the lines inside the frame and their degrees at its lower and left edge.
pub(super) fn draw(map: &Drawing<'_, '_>) -> Result<(), MapError> {
    draw_beside(map, true)
}

/// The same with or without the degrees at the left edge, which the neighbour on the left may tell already.
pub(super) fn draw_beside(map: &Drawing<'_, '_>, left_degrees: bool) -> Result<(), MapError> {
    let bounds = bounds(map)?;
    let step_lon = step(bounds.width());
    let stride = stride(map, step_lon, bounds.width());
    for lon in multiples(step_lon, bounds.min().x, bounds.max().x) {
        let line = curve(|t| Coord { x: lon, y: bounds.min().y + t * bounds.height() });
        for part in map.frame.line(&line)? {
            map.canvas.line(&part, GRATICULE)?;
            if ((lon / step_lon).round() as i64) % stride != 0 {
                continue;
            }
            label_below(map, &part, &map.canvas.say(&degrees("map-meridian", lon, step_lon)))?;
        }
    }
    let step_lat = step(bounds.height());
    for lat in multiples(step_lat, bounds.min().y, bounds.max().y) {
        let line = curve(|t| Coord { x: bounds.min().x + t * bounds.width(), y: lat });
        for part in map.frame.line(&line)? {
            map.canvas.line(&part, GRATICULE)?;
            if left_degrees {
                label_left(map, &part, &map.canvas.say(&degrees("map-parallel", lat, step_lat)))?;
            }
        }
    }
    Ok(())
}

/// Every how many meridians one is named, so that the names do not touch.
fn stride(map: &Drawing<'_, '_>, step_deg: f64, span_deg: f64) -> i64 {
    let name = map.canvas.say(&degrees("map-meridian", 60.0, step_deg));
    let width = width_px(&name, DEGREES.size_px, DEGREES.weight) + 12.0;
    (width * span_deg / (step_deg * map.frame.rect.width())).ceil().max(1.0) as i64
}

/// Degree at the end of a meridian that meets the lower edge, unless it would run past a corner.
fn label_below(map: &Drawing<'_, '_>, part: &LineString<f64>, text: &str) -> Result<(), MapError> {
    let rect = map.frame.rect;
    let end = part.0.iter().find(|c| (c.y - rect.max().y).abs() < 0.01);
    if let Some(end) = end.filter(|c| c.x > rect.min().x + 40.0 && c.x < rect.max().x - 40.0) {
        map.canvas.segment((end.x, end.y), (end.x, end.y + 5.0), super::style::LEADER)?;
        map.canvas.text((end.x, end.y + 21.0), text, DEGREES, Anchor::Middle)?;
    }
    Ok(())
}

fn label_left(map: &Drawing<'_, '_>, part: &LineString<f64>, text: &str) -> Result<(), MapError> {
    let rect = map.frame.rect;
    let end = part.0.iter().find(|c| (c.x - rect.min().x).abs() < 0.01);
    if let Some(end) = end.filter(|c| c.y > rect.min().y + 40.0 && c.y < rect.max().y - 40.0) {
        map.canvas.segment((end.x - 5.0, end.y), (end.x, end.y), super::style::LEADER)?;
        map.canvas.text_upwards((end.x - 11.0, end.y), text, DEGREES)?;
    }
    Ok(())
}

/// Longitudes and latitudes that the frame spans, by its corners and the middles of its edges.
fn bounds(map: &Drawing<'_, '_>) -> Result<Rect<f64>, MapError> {
    let rect = map.frame.rect;
    let (mut west, mut east, mut south, mut north) = (f64::MAX, f64::MIN, f64::MAX, f64::MIN);
    for x in [rect.min().x, rect.center().x, rect.max().x] {
        for y in [rect.min().y, rect.center().y, rect.max().y] {
            let LonLat { lon, lat } = map.frame.place(Coord { x, y })?;
            (west, east, south, north) = (west.min(lon), east.max(lon), south.min(lat), north.max(lat));
        }
    }
    Ok(Rect::new((west, south), (east, north)))
}

/// The widest step that still gives the fewest lines.
fn step(span_deg: f64) -> f64 {
    STEPS_DEG.into_iter().rev().find(|s| span_deg / s >= LINES_MIN).unwrap_or(STEPS_DEG[0])
}

fn multiples(step: f64, from: f64, to: f64) -> impl Iterator<Item = f64> {
    ((from / step).ceil() as i64..=(to / step).floor() as i64).map(move |k| k as f64 * step)
}

fn curve(at: impl Fn(f64) -> Coord<f64>) -> LineString<f64> {
    LineString((0..POINTS).map(|k| at(k as f64 / (POINTS - 1) as f64)).collect())
}

/// Degrees with as many decimals as the step needs.
fn degrees(id: &'static str, value: f64, step: f64) -> Message {
    let decimals = (0..5_u8).find(|&d| {
        let scaled = step * 10_f64.powi(d.into());
        (scaled - scaled.round()).abs() < 1e-6
    });
    let side = match (id, value < 0.0) {
        ("map-meridian", false) => "east",
        ("map-meridian", true) => "west",
        (_, false) => "north",
        (_, true) => "south",
    };
    msg(id).with("deg", Number::fixed(value.abs(), decimals.unwrap_or(5))).with("side", side)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn steps_give_a_few_lines_and_labels_their_decimals() {
        assert_eq!(step(1.7), 0.5);
        assert_eq!(step(0.006), 0.002);
        assert_eq!(degrees("map-meridian", 62.5, 0.25).say(Language::En), "62.50° E");
        assert_eq!(degrees("map-parallel", -46.0, 0.5).say(Language::Ru), "46,0° ю. ш.");
        assert_eq!(multiples(0.5, 61.9, 63.6).collect::<Vec<_>>(), vec![62.0, 62.5, 63.0, 63.5]);
    }
}
