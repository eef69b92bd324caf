//! The tip of the wind from level to level, seen from above.

use geo::{Coord, Rect};

use super::super::MapError;
use super::super::canvas::{Anchor, Canvas};
use super::super::number::with_unit;
use super::super::style::{DEGREES, FRAME, GREY, INK, LAND, PALE, SMALL, STRONG, Stroke};
use super::axes::step;
use super::{LAYERS, colour};
use crate::language::{Language, Number, msg};
use crate::weather::profile::ProfileLevel;

/// Heights that are named on the curve, m.
const NAMED_M: [f64; 6] = [10.0, 1e3, 3e3, 6e3, 10e3, 16e3];
/// Least distance between two names, px.
const APART_PX: f64 = 26.0;

/// Draws the hodograph of levels up to a height.
pub(super) fn draw(canvas: &Canvas<'_>, rect: Rect<f64>, levels: &[ProfileLevel], top_m: f64) -> Result<(), MapError> {
    let shown: Vec<&ProfileLevel> = levels.iter().filter(|level| level.height_agl_m <= top_m).collect();
    let fastest = shown.iter().map(|level| level.u_m_s.hypot(level.v_m_s)).fold(4.0, f64::max);
    let ring = step(fastest, 5.0);
    let reach = ring * (fastest / ring).ceil();
    let centre = Coord { x: 0.5 * (rect.min().x + rect.max().x), y: 0.5 * (rect.min().y + rect.max().y) };
    let scale = 0.5 * rect.width() / (1.05 * reach);
    let at = |u: f64, v: f64| Coord { x: centre.x + scale * u, y: centre.y - scale * v };
    canvas.fill_rect(rect, LAND, 1.0)?;
    for k in 1..=(reach / ring).round() as u32 {
        let speed = ring * f64::from(k);
        canvas.circle(centre, scale * speed, Stroke::new(PALE, 1.0))?;
        let label = at(0.71 * speed, -0.71 * speed);
        canvas.text(
            (label.x + 3.0, label.y + 12.0),
            &with_unit(Number::whole(speed), "m/s", canvas.language()),
            DEGREES.sized(11.5),
            Anchor::Start,
        )?;
    }
    canvas.segment((rect.min().x, centre.y), (rect.max().x, centre.y), Stroke::new(GREY, 0.8))?;
    canvas.segment((centre.x, rect.min().y), (centre.x, rect.max().y), Stroke::new(GREY, 0.8))?;
    canvas.text((centre.x + 6.0, rect.min().y + 16.0), &canvas.plain("plot-weather-north"), SMALL, Anchor::Start)?;
    canvas.text((rect.max().x - 6.0, centre.y - 6.0), &canvas.plain("plot-weather-east"), SMALL, Anchor::End)?;
    for pair in shown.windows(2) {
        let (from, to) = (at(pair[0].u_m_s, pair[0].v_m_s), at(pair[1].u_m_s, pair[1].v_m_s));
        let stroke = Stroke::new(colour(0.5 * (pair[0].height_agl_m + pair[1].height_agl_m)), 2.6);
        canvas.segment((from.x, from.y), (to.x, to.y), stroke)?;
    }
    let mut taken: Vec<Coord<f64>> = Vec::new();
    for named_m in NAMED_M.into_iter().filter(|named_m| *named_m <= top_m) {
        let nearest =
            shown.iter().min_by(|a, b| (a.height_agl_m - named_m).abs().total_cmp(&(b.height_agl_m - named_m).abs()));
        let Some(level) = nearest.filter(|level| (level.height_agl_m - named_m).abs() < 0.35 * named_m + 20.0) else {
            continue;
        };
        let point = at(level.u_m_s, level.v_m_s);
        canvas.disc(point, 3.6, colour(level.height_agl_m))?;
        if taken.iter().all(|other| (other.x - point.x).hypot(other.y - point.y) > APART_PX) {
            let text = height(level.height_agl_m, 950.0, canvas.language());
            let face = STRONG.sized(13.0).coloured(INK).on_map();
            let near_edge = point.x > rect.max().x - 70.0;
            let (dx, anchor) = if near_edge { (-7.0, Anchor::End) } else { (7.0, Anchor::Start) };
            canvas.text((point.x + dx, point.y - 6.0), &text, face, anchor)?;
            taken.push(point);
        }
    }
    canvas.rect(rect, FRAME)?;
    key(canvas, rect, top_m)
}

/// A height in metres below a limit, in kilometres above.
pub(super) fn height(height_m: f64, metres_below: f64, language: Language) -> String {
    if height_m < metres_below {
        with_unit(Number::whole(height_m), "m", language)
    } else {
        with_unit(Number::fixed(height_m / 1e3, 1), "km", language)
    }
}

/// The colours of the layers, below.
fn key(canvas: &Canvas<'_>, rect: Rect<f64>, top_m: f64) -> Result<(), MapError> {
    let (mut from_m, mut x, y) = (0.0, rect.min().x, rect.max().y + 24.0);
    for (to_m, colour) in LAYERS {
        if from_m >= top_m {
            break;
        }
        let km = |m: f64| Number::whole(m / 1e3);
        let text = if to_m.is_finite() {
            msg("plot-weather-layer").with("from", km(from_m)).with("to", km(to_m))
        } else {
            msg("plot-weather-layer-last").with("from", km(from_m))
        };
        let text = canvas.say(&text);
        canvas.segment((x, y - 5.0), (x + 20.0, y - 5.0), Stroke::new(colour, 3.0))?;
        canvas.text((x + 26.0, y), &text, SMALL, Anchor::Start)?;
        x += 106.0;
        from_m = to_m;
    }
    Ok(())
}
