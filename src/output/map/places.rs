//! Points of the map: the place of impact, launch pads and settlements, with their names.

use geo::{Coord, LineString, MultiPolygon, Polygon};

use super::canvas::Canvas;
use super::drawing::{Drawing, Symbol};
use super::labels::Label;
use super::style::{BODY, INK, LAND, LEADER, PAPER, PURPLE, SMALL, STAR, STRONG, Stroke};
use super::{MapError, fall};
use crate::geodesy::LonLat;
use crate::places::{PositionQuality, Site};

/// Room between the sign of a settlement and labels that are not its own, px.
const SIGN_ROOM_PX: f64 = 4.0;
/// Pads closer together than this on the sheet are one sign, px.
const PAD_ROOM_PX: f64 = 7.0;
/// A site within this distance of the pad of the outcome is that pad, m.
const SAME_PAD_M: f64 = 150.0;
/// The two places of impact share one label where they are closer than this on the sheet, px.
const SAME_PLACE_PX: f64 = 22.0;

/// Length of the leaders of the places of impact, px.
const LEADER_PX: f64 = 70.0;

/// Classes of settlements by people: lowest number and radius of the sign, px.
pub(super) const CLASSES: [(f64, f64); 4] = [(0.0, 2.8), (1e3, 3.6), (1e4, 4.8), (1e5, 6.4)];

/// A sign that waits for its name.
struct Named {
    at: Coord<f64>,
    name: String,
    symbol: Symbol,
    people: f64,
}

/// Draws the signs, most important last, and then names in the order of importance.
pub(super) fn draw(map: &mut Drawing<'_, '_>) -> Result<(), MapError> {
    let impacts = impact_places(map)?;
    for (at, _) in &impacts {
        map.placer.reserve_about(*at, 11.0);
    }
    let settlements = settlements(map)?;
    let pads = pads(map)?;
    for named in settlements.iter().chain(&pads) {
        sign(map, named.at, named.symbol, named.people)?;
        map.symbols.insert(named.symbol);
    }
    for (at, symbol) in impacts.iter().rev() {
        sign(map, *at, *symbol, 0.0)?;
        map.symbols.insert(*symbol);
    }
    let (own, others): (Vec<_>, Vec<_>) = pads.into_iter().partition(|p| p.symbol == Symbol::OwnPad);
    name(map, &own, &impacts)?;
    let signs: Vec<_> = own.iter().chain(&settlements).map(|named| named.at).collect();
    name_impact(map, &impacts, &signs)?;
    name(map, &settlements, &impacts)?;
    name(map, &others, &impacts)
}

/// Draws the signs of the places of impact alone.
pub(super) fn draw_impact(map: &mut Drawing<'_, '_>) -> Result<(), MapError> {
    for (at, symbol) in impact_places(map)?.into_iter().rev() {
        sign(map, at, symbol, 0.0)?;
        map.symbols.insert(symbol);
        map.placer.reserve_about(at, 11.0);
    }
    Ok(())
}

/// Writes the names that find room beside their signs; further off where the sign of an impact covers that of the place.
fn name(map: &mut Drawing<'_, '_>, places: &[Named], impacts: &[(Coord<f64>, Symbol)]) -> Result<(), MapError> {
    places.iter().try_for_each(|named| {
        let covered = impacts.iter().any(|(at, _)| (at.x - named.at.x).hypot(at.y - named.at.y) < SAME_PLACE_PX);
        let gap_px = if covered { 20.0 } else { 9.0 };
        map.label(&Label { at: named.at, text: &named.name, face: face(named), gap_px })
    })
}

/// Sign of a place; also for the legend.
pub(super) fn sign(map: &Drawing<'_, '_>, at: Coord<f64>, symbol: Symbol, people: f64) -> Result<(), MapError> {
    let canvas = map.canvas;
    match symbol {
        Symbol::Reported => {
            canvas.fill(&star(at, 12.5), PAPER, 1.0)?;
            canvas.fill(&star(at, 9.5), STAR, 1.0)?;
        }
        Symbol::Modelled => {
            for stroke in [Stroke::new(PAPER, 4.6), Stroke::new(INK, 2.0)] {
                canvas.circle(at, 8.0, stroke)?;
                canvas.segment((at.x - 12.0, at.y), (at.x - 4.0, at.y), stroke)?;
                canvas.segment((at.x + 4.0, at.y), (at.x + 12.0, at.y), stroke)?;
                canvas.segment((at.x, at.y - 12.0), (at.x, at.y - 4.0), stroke)?;
                canvas.segment((at.x, at.y + 4.0), (at.x, at.y + 12.0), stroke)?;
            }
        }
        Symbol::OwnPad | Symbol::Pad => {
            let half = if symbol == Symbol::OwnPad { 8.0 } else { 5.5 };
            canvas.fill(&triangle(at, half + 2.0), LAND, 1.0)?;
            canvas.fill(&triangle(at, half), PURPLE, 1.0)?;
        }
        _ => {
            let radius = radius_px(people);
            canvas.disc(at, radius + 1.6, LAND)?;
            canvas.disc(at, radius, PAPER)?;
            canvas.circle(at, radius, Stroke::new(INK, 1.7))?;
        }
    }
    Ok(())
}

/// Places of impact inside the frame, the reported one first.
fn impact_places(map: &Drawing<'_, '_>) -> Result<Vec<(Coord<f64>, Symbol)>, MapError> {
    let mut places = vec![];
    if let Some(place) = map.outcome.reported_place {
        places.extend(map.frame.at_inside(place)?.map(|at| (at, Symbol::Reported)));
    }
    places.extend(map.frame.at_inside(map.outcome.centre)?.map(|at| (at, Symbol::Modelled)));
    Ok(places)
}

/// Names the places of impact with leaders that keep off each other's sign and off further signs.
fn name_impact(
    map: &mut Drawing<'_, '_>,
    places: &[(Coord<f64>, Symbol)],
    signs: &[Coord<f64>],
) -> Result<(), MapError> {
    let one = |symbol: Symbol| match symbol {
        Symbol::Reported => "map-at-reported",
        _ => "map-at-modelled",
    };
    match places {
        [(a, _), (b, _)] if (a.x - b.x).hypot(a.y - b.y) < SAME_PLACE_PX => with_leader(map, *a, "map-at-both", signs),
        _ => places.iter().try_for_each(|(at, symbol)| {
            let mut avoid: Vec<_> = places.iter().filter(|(_, s)| s != symbol).map(|(at, _)| *at).collect();
            // A place reported as a settlement stands on that settlement.
            avoid.extend(signs.iter().filter(|s| (s.x - at.x).hypot(s.y - at.y) > SAME_PLACE_PX));
            with_leader(map, *at, one(*symbol), &avoid)
        }),
    }
}

/// A name that stands apart from its point, with a line to it.
fn with_leader(
    map: &mut Drawing<'_, '_>,
    at: Coord<f64>,
    id: &'static str,
    avoid: &[Coord<f64>],
) -> Result<(), MapError> {
    let text = &map.canvas.plain(id);
    let face = BODY.on_map();
    let outside = fall::crowded(map)?;
    let label = Label { at, text, face, gap_px: LEADER_PX };
    let near = || MultiPolygon(vec![]);
    let placed =
        map.placer.place_apart(&label, avoid, &outside).or_else(|| map.placer.place_apart(&label, avoid, &near()));
    let Some(placed) = placed else { return Ok(()) };
    let (rect, room) = (placed.rect, 13.0);
    let end = Coord {
        x: at.x.clamp(rect.min().x, rect.max().x),
        y: if rect.center().y < at.y { rect.max().y + 1.0 } else { rect.min().y - 1.0 },
    };
    let length = (end.x - at.x).hypot(end.y - at.y);
    let start = at + (end - at) * (room / length.max(room));
    map.canvas.segment((start.x, start.y), (end.x, end.y), LEADER)?;
    map.write(&placed, face)
}

/// Pads of known position inside the frame, the own pad first; of a crowd only the first keeps its sign.
fn pads(map: &mut Drawing<'_, '_>) -> Result<Vec<Named>, MapError> {
    let own_pad = map.outcome.pad;
    let mut known: Vec<(LonLat, &str, Symbol)> = map
        .outcome
        .sites
        .iter()
        .filter(|site| site.quality != PositionQuality::Unknown)
        .filter_map(|site| Some((site.position?, short_name(site, map.canvas), Symbol::Pad)))
        .map(|(at, name, _)| {
            let own = at.distance_m(own_pad) < SAME_PAD_M;
            (at, name, if own { Symbol::OwnPad } else { Symbol::Pad })
        })
        .collect();
    known.sort_by_key(|(_, _, symbol)| *symbol);
    let mut drawn = vec![];
    for (place, name, symbol) in known {
        let Some(at) = map.frame.at_inside(place)? else { continue };
        let half = Coord { x: PAD_ROOM_PX, y: PAD_ROOM_PX };
        if symbol == Symbol::Pad && !map.placer.is_free(geo::Rect::new(at - half, at + half)) {
            continue;
        }
        map.placer.reserve_about(at, PAD_ROOM_PX);
        drawn.push(Named { at, name: name.to_owned(), symbol, people: 0.0 });
    }
    Ok(drawn)
}

/// Settlements inside the frame, the largest first.
fn settlements(map: &mut Drawing<'_, '_>) -> Result<Vec<Named>, MapError> {
    let mut drawn = vec![];
    for settlement in &map.outcome.settlements {
        let Some(at) = map.frame.at_inside(settlement.position)? else { continue };
        let people = settlement.people.unwrap_or(0.0);
        drawn.push(Named {
            at,
            name: map.canvas.name(&settlement.name).to_owned(),
            symbol: Symbol::Settlement,
            people,
        });
    }
    drawn.sort_by(|a, b| b.people.total_cmp(&a.people));
    for named in &drawn {
        map.placer.reserve_about(named.at, radius_px(named.people) + SIGN_ROOM_PX);
    }
    Ok(drawn)
}

fn face(named: &Named) -> super::style::Type {
    match named.symbol {
        Symbol::OwnPad => STRONG.sized(14.0).coloured(PURPLE).on_map(),
        Symbol::Pad => SMALL.sized(12.0).coloured(PURPLE).on_map(),
        _ if named.people >= CLASSES[3].0 => STRONG.sized(18.0).on_map(),
        _ if named.people >= CLASSES[2].0 => STRONG.sized(15.5).on_map(),
        _ if named.people >= CLASSES[1].0 => BODY.on_map(),
        _ => BODY.sized(13.5).on_map(),
    }
}

/// `Pad 81/24` stands on the map as `81/24`; what has no number keeps its name.
fn short_name<'n>(site: &'n Site, canvas: &Canvas<'_>) -> &'n str {
    let name = canvas.name(&site.name);
    let number = ["Pad ", "Site ", "Площадка "].iter().find_map(|word| name.strip_prefix(word));
    number.or_else(|| name.strip_suffix("-алаң")).unwrap_or(name)
}

fn radius_px(people: f64) -> f64 {
    CLASSES.iter().rev().find(|(least, _)| people >= *least).map_or(CLASSES[0].1, |(_, radius)| *radius)
}

/// Star of the reported place.
pub(super) fn star(at: Coord<f64>, radius: f64) -> MultiPolygon<f64> {
    let points = (0..10).map(|k| {
        let angle = std::f64::consts::PI * (f64::from(k) / 5.0 - 0.5);
        let reach = if k % 2 == 0 { radius } else { 0.42 * radius };
        Coord { x: at.x + reach * angle.cos(), y: at.y + reach * angle.sin() }
    });
    Polygon::new(LineString(points.collect()), vec![]).into()
}

/// Triangle of a pad.
pub(super) fn triangle(at: Coord<f64>, half: f64) -> MultiPolygon<f64> {
    let corners = vec![(at.x, at.y - 1.1 * half), (at.x + half, at.y + 0.7 * half), (at.x - half, at.y + 0.7 * half)];
    Polygon::new(LineString::from(corners), vec![]).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_grow_with_people() {
        assert!(radius_px(0.0) < radius_px(4_312.0) && radius_px(36_175.0) < radius_px(437_000.0));
    }
}
