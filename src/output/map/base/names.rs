//! Names of drop zones, waters, regions and countries, placed after everything that matters more.

use geo::{Area, Coord, Euclidean, InteriorPoint, Length, LineString, MultiPolygon};
use plotters::style::RGBColor;

use super::super::MapError;
use super::super::drawing::Drawing;
use super::super::font::width_px;
use super::super::labels::Label;
use super::super::style::{BORDER, GREY, SHORE, SMALL, STRONG, TEAL, TOUCHED_COLOUR, Type};
use super::waters::reached;
use crate::language::{Number, msg};
use crate::places::{NamedArea, Water, WaterShape};

/// A region or country is named where it covers at least this share of the frame.
const AREA_MIN: f64 = 0.06;
/// Regions are named on maps of at least this width, m.
const REGIONS_FROM_M: f64 = 60e3;
/// Room between the letters of the names of regions and countries, px.
const SPACING_PX: f64 = 3.2;
/// Distance of the name of a river from its line, px.
const OFF_RIVER_PX: f64 = 5.0;

/// A water: the name that results use, its name in the language of the map, and its shape.
type Named<'a, S> = (&'a str, &'a str, S);

/// Two ends on a line.
type Chord = (Coord<f64>, Coord<f64>);

/// Writes the names.
pub(in super::super) fn label(map: &mut Drawing<'_, '_>) -> Result<(), MapError> {
    for zone in &map.outcome.drop_zones {
        if let Some(at) = middle(&map.frame.polygons(&zone.outline)?) {
            let face = SMALL.coloured(TEAL).on_map();
            label_inside(map, &Label { at, text: map.canvas.name(&zone.name), face, gap_px: 5.0 })?;
        }
    }
    waters(map)?;
    if map.frame.extent.m_per_px * map.frame.rect.width() >= REGIONS_FROM_M {
        outlines(map)?;
        if countries(map)? > 1 {
            areas(map, &map.outcome.base_map.countries, STRONG.coloured(BORDER).sized(15.0))?;
        }
        areas(map, &map.outcome.base_map.regions, SMALL.coloured(GREY).sized(12.5))?;
    }
    Ok(())
}

/// How many countries the frame shows: the name of one alone says nothing.
fn countries(map: &Drawing<'_, '_>) -> Result<usize, MapError> {
    let mut count = 0;
    for country in map.outcome.base_map.countries.iter().filter(|country| !same_as_lease(map, country)) {
        count += usize::from(!map.frame.polygons(&country.outline.clone().into())?.0.is_empty());
    }
    Ok(count)
}

/// Keeps the names of areas off borders and off the edge of the area of fall.
fn outlines(map: &mut Drawing<'_, '_>) -> Result<(), MapError> {
    let (base, regions) = (&map.outcome.base_map, &map.outcome.fall_regions);
    let borders = base.regions.iter().chain(&base.countries).map(|area| MultiPolygon::from(area.outline.clone()));
    for outline in borders.chain(regions.iter().map(|(_, polygons)| polygons.clone())) {
        map.frame.outlines(&outline)?.iter().for_each(|part| map.placer.reserve_line(part));
    }
    Ok(())
}

/// A name centred on its point, or beside it where that is taken.
fn label_inside(map: &mut Drawing<'_, '_>, label: &Label<'_>) -> Result<(), MapError> {
    match map.placer.place_centred(label) {
        Some(placed) => map.write(&placed, label.face),
        None => map.label(label),
    }
}

/// Lakes, rivers and the waters of the user; those that the propellant reaches carry the share of the members.
fn waters(map: &mut Drawing<'_, '_>) -> Result<(), MapError> {
    let (base, canvas) = (&map.outcome.base_map, map.canvas);
    let mut rivers: Vec<Named<'_, LineString<f64>>> = vec![];
    let mut lakes: Vec<Named<'_, MultiPolygon<f64>>> = vec![];
    for Water { name, shape, .. } in &base.own_waters {
        match shape {
            WaterShape::River(parts) => {
                rivers.extend(parts.iter().map(|part| (name.as_str(), name.as_str(), part.clone())))
            }
            WaterShape::Lake(outline) => lakes.push((name, name, outline.clone())),
        }
    }
    rivers.extend(base.rivers.iter().map(|r| (r.name.en.as_str(), canvas.name(&r.name), r.line.clone())));
    lakes.extend(base.lakes.iter().map(|l| (l.name.en.as_str(), canvas.name(&l.name), l.outline.clone().into())));
    for (key, name, outline) in lakes {
        let inside = map.frame.polygons(&outline)?;
        if let Some(at) = middle(&inside).filter(|_| !name.is_empty()) {
            let (text, colour) = of_water(map, key, name);
            let face = SMALL.coloured(colour).on_map();
            label_inside(map, &Label { at, text: &text, face, gap_px: 5.0 })?;
        }
    }
    for (_, _, line) in &rivers {
        map.frame.line(line)?.iter().for_each(|part| map.placer.reserve_line(part));
    }
    let mut named: Vec<&str> = vec![];
    for (key, name, line) in &rivers {
        if !name.is_empty() && !named.contains(key) && river(map, (key, name), line)? {
            named.push(key);
        }
    }
    Ok(())
}

/// Name and colour of a water.
fn of_water(map: &Drawing<'_, '_>, key: &str, name: &str) -> (String, RGBColor) {
    match reached(map.outcome, key) {
        Some(body) => {
            let text = msg("map-water-share").with("name", name).with("share", Number::share(body.probability));
            (map.canvas.say(&text), TOUCHED_COLOUR)
        }
        None => (name.to_owned(), SHORE),
    }
}

/// Writes the name of a river along it where it is straight for as long as the name, else beside it; true where it found
/// a place.
fn river(map: &mut Drawing<'_, '_>, (key, name): (&str, &str), line: &LineString<f64>) -> Result<bool, MapError> {
    let parts = map.frame.line(line)?;
    let longest = parts.into_iter().max_by(|a, b| Euclidean.length(a).total_cmp(&Euclidean.length(b)));
    let Some(longest) = longest else { return Ok(false) };
    let (text, colour) = of_water(map, key, name);
    let face = SMALL.coloured(colour).on_map();
    let width = width_px(&text, face.size_px, face.weight) + 8.0;
    for (from, to) in straights(&longest, width) {
        let (along, middle) = (to - from, (from + to) / 2.0);
        let turn = along.y.atan2(along.x);
        // Text reads from left to right; it stands above the line.
        let turn = if along.x < 0.0 { turn + std::f64::consts::PI } else { turn };
        let up = Coord { x: turn.sin(), y: -turn.cos() };
        let (baseline, half) = (middle + up * OFF_RIVER_PX, 0.5 * face.size_px);
        let centre = middle + up * (OFF_RIVER_PX + 0.4 * face.size_px);
        if map.placer.place_turned(centre, (width, 2.0 * half), turn) {
            map.canvas.text_turned(baseline, &text, face, turn.to_degrees(), 0.0)?;
            return Ok(true);
        }
    }
    let spots = [5, 3, 7, 2, 8].map(|tenth| longest.0[(longest.0.len() - 1) * tenth / 10]);
    let placed = spots.into_iter().find_map(|at| map.placer.place(&Label { at, text: &text, face, gap_px: 9.0 }));
    match placed {
        Some(placed) => map.write(&placed, face).map(|()| true),
        None => Ok(false),
    }
}

/// Chords of a length between points of a line that the line keeps close to, the straightest first.
fn straights(line: &LineString<f64>, length: f64) -> Vec<Chord> {
    let points = evenly(line, 6.0);
    let steps = (length / 6.0).ceil() as usize;
    let mut chords: Vec<(f64, Chord)> = points
        .windows(steps + 1)
        .step_by(2)
        .filter_map(|part| {
            let (from, to) = (part[0], part[steps]);
            let along = to - from;
            let chord = along.x.hypot(along.y);
            let off = |p: &Coord<f64>| ((p.x - from.x) * along.y - (p.y - from.y) * along.x).abs() / chord.max(1e-9);
            let worst = part.iter().map(off).fold(0.0, f64::max);
            (chord > 0.8 * length && worst < 4.0).then_some((worst, (from, to)))
        })
        .collect();
    chords.sort_by(|a, b| a.0.total_cmp(&b.0));
    chords.into_iter().map(|(_, chord)| chord).collect()
}

/// Points of a line so far apart, px.
fn evenly(line: &LineString<f64>, apart: f64) -> Vec<Coord<f64>> {
    let mut points = vec![];
    let mut left = 0.0;
    for segment in line.lines() {
        let length = Euclidean.length(&segment);
        let mut at = left;
        while at < length {
            points.push(segment.start + segment.delta() * (at / length));
            at += apart;
        }
        left = at - length;
    }
    points
}

/// Capitals with room between them in the middle of an area, or on a line beside it that is free.
fn areas(map: &mut Drawing<'_, '_>, areas: &[NamedArea], face: Type) -> Result<(), MapError> {
    let face = face.on_map();
    let frame = map.frame.rect;
    for area in areas {
        let inside = map.frame.polygons(&area.outline.clone().into())?;
        let share = inside.unsigned_area() / (frame.width() * frame.height());
        let name = map.canvas.name(&area.name).to_uppercase();
        if share < AREA_MIN || name.is_empty() || same_as_lease(map, area) {
            continue;
        }
        let width = width_px(&name, face.size_px, face.weight) + SPACING_PX * name.chars().count() as f64;
        if let Some(at) = spot(map, &inside, (width, 1.3 * face.size_px)) {
            let baseline = Coord { x: at.x, y: at.y + 0.36 * face.size_px };
            map.canvas.text_turned(baseline, &name, face, 0.0, SPACING_PX)?;
        }
    }
    Ok(())
}

/// The lease has a name of its own.
fn same_as_lease(map: &Drawing<'_, '_>, area: &NamedArea) -> bool {
    use geo::BoundingRect;
    super::same_bounds(area.outline.bounding_rect(), map.outcome.lease.outline.bounding_rect())
}

/// A free place for a box inside polygons: their middle, else the first on a net of places.
fn spot(map: &mut Drawing<'_, '_>, polygons: &MultiPolygon<f64>, size: (f64, f64)) -> Option<Coord<f64>> {
    use geo::Contains;
    let rect = map.frame.rect;
    let net = (1..12).flat_map(|row| (1..8).map(move |column| (f64::from(column) / 8.0, f64::from(row) / 12.0)));
    let net = net.map(|(x, y)| rect.min() + Coord { x: x * rect.width(), y: y * rect.height() });
    let centre = middle(polygons);
    let mut places: Vec<Coord<f64>> = net.collect();
    if let Some(centre) = centre {
        let distance = |c: &Coord<f64>| (c.x - centre.x).hypot(c.y - centre.y);
        places.sort_by(|a, b| distance(a).total_cmp(&distance(b)));
        places.insert(0, centre);
    }
    let half = Coord { x: 0.5 * size.0, y: 0.5 * size.1 };
    let inside = |at: &Coord<f64>| {
        let ends = [-1.0, 0.0, 1.0].map(|k| Coord { x: at.x + k * half.x, y: at.y });
        ends.iter().all(|end| polygons.contains(end))
    };
    places.into_iter().find(|at| inside(at) && map.placer.place_turned(*at, size, 0.0))
}

/// A point well inside polygons.
fn middle(polygons: &MultiPolygon<f64>) -> Option<Coord<f64>> {
    let widest = polygons.iter().max_by(|a, b| a.unsigned_area().total_cmp(&b.unsigned_area()))?;
    widest.interior_point().map(Coord::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_where_the_river_is_straight() {
        let bend = LineString::from(vec![(0.0, 0.0), (40.0, 40.0), (60.0, 0.0), (300.0, 10.0)]);
        let (from, to) = straights(&bend, 100.0)[0];
        assert!(from.x >= 58.0 && to.x <= 300.0 && (to.x - from.x) >= 80.0);
        assert!(straights(&bend, 400.0).is_empty());
    }
}
