//! Wind rose: how often the members drew each direction that the wind blows from.

use geo::{Coord, LineString, Polygon};

use super::MapError;
use super::canvas::{Anchor, Canvas};
use super::style::{CREDIT, INK, PALE, SHORE, SMALL, STRONG, Stroke};
use crate::assessment::WindSample;
use crate::language::{Arg, Message, Number, Style, msg};

/// Sectors of 22.5 degrees, the first about north.
const SECTORS: usize = 16;
/// Shares that a ring may stand for.
const RINGS: [f64; 9] = [0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.7, 1.0];

/// Draws a rose about a point.
pub(super) fn draw(
    canvas: &Canvas<'_>,
    winds: &[WindSample],
    middle: Coord<f64>,
    radius_px: f64,
) -> Result<(), MapError> {
    let shares = shares(winds);
    let greatest = shares.iter().copied().fold(0.0, f64::max);
    let ring = RINGS.into_iter().find(|r| *r >= greatest).unwrap_or(1.0);
    for part in [0.5, 1.0] {
        canvas.circle(middle, part * radius_px, Stroke::new(PALE, 1.0))?;
    }
    for turn in [0.0, 90.0] {
        let (a, b) = (at(middle, radius_px, turn), at(middle, radius_px, turn + 180.0));
        canvas.segment((a.x, a.y), (b.x, b.y), Stroke::new(PALE, 1.0))?;
    }
    for (k, share) in shares.iter().enumerate().filter(|(_, share)| **share > 0.0) {
        let petal = petal(middle, radius_px * share / ring, 360.0 * k as f64 / SECTORS as f64);
        canvas.fill(&Polygon::new(petal.clone(), vec![]).into(), SHORE, 0.9)?;
        canvas.line(&petal, Stroke::new(INK, 0.6))?;
    }
    for (name, from_deg) in [("map-north", 0.0), ("map-east", 90.0), ("map-south", 180.0), ("map-west", 270.0)] {
        let place = at(middle, radius_px + 12.0, from_deg);
        canvas.text((place.x, place.y + 5.0), &canvas.plain(name), STRONG.sized(13.0), Anchor::Middle)?;
    }
    let outer = at(middle, radius_px, 45.0);
    let text = canvas.say(&msg("map-per-cent").with("n", Number::whole(100.0 * ring)));
    canvas.text((outer.x + 4.0, outer.y), &text, CREDIT, Anchor::Start)?;
    let speeds = canvas.say(&speeds(winds));
    canvas.text((middle.x, middle.y + radius_px + 36.0), &speeds, SMALL, Anchor::Middle)?;
    Ok(())
}

/// Share of the samples in each sector.
fn shares(winds: &[WindSample]) -> [f64; SECTORS] {
    let mut shares = [0.0; SECTORS];
    let width_deg = 360.0 / SECTORS as f64;
    for wind in winds {
        let sector = (wind.wind_from_deg.rem_euclid(360.0) / width_deg).round() as usize % SECTORS;
        shares[sector] += 1.0 / winds.len() as f64;
    }
    shares
}

fn speeds(winds: &[WindSample]) -> Message {
    let (low, high) =
        winds.iter().map(|w| w.wind_speed_m_s).fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(v), h.max(v)));
    if winds.is_empty() {
        return msg("map-rose-none");
    }
    let range = Arg::Range { low, best: None, high, style: Style::Fixed(1) };
    msg("map-rose-speeds").with("range", range)
}

/// A wedge from the middle towards where the wind comes from, a little narrower than its sector.
fn petal(middle: Coord<f64>, length_px: f64, from_deg: f64) -> LineString<f64> {
    let mut ring = vec![middle];
    ring.extend((-4..=4).map(|k| at(middle, length_px, from_deg + 2.4 * f64::from(k))));
    ring.push(middle);
    LineString(ring)
}

fn at(middle: Coord<f64>, distance_px: f64, azimuth_deg: f64) -> Coord<f64> {
    let (sin, cos) = azimuth_deg.to_radians().sin_cos();
    Coord { x: middle.x + distance_px * sin, y: middle.y - distance_px * cos }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sectors_are_centred_on_their_direction() {
        let wind =
            |wind_from_deg| WindSample { wind_from_deg, wind_speed_m_s: 3.0, stability: 'D', mixing_height_m: 800.0 };
        let shares = shares(&[wind(355.0), wind(8.0), wind(90.0), wind(450.0)]);
        assert_eq!((shares[0], shares[4]), (0.5, 0.5));
        assert_eq!(speeds(&[]), msg("map-rose-none"));
    }
}
