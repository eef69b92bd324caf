//! Several assessments on one sheet: small maps of one scale and one legend.

use geo::{Coord, CoordsIter, MultiPolygon, Rect};

use super::canvas::{Anchor, Canvas, sheet};
use super::choice::{self, Chosen};
use super::font::width_px;
use super::frame::{Extent, Frame};
use super::places::{star, triangle};
use super::size::MapSize;
use super::style::{
    BODY, CREDIT, DASH, FALL, FALL_FILL, FRAME, HEADING, INK, LAKE_SHORE, LAND, LEASE, PAPER, PURPLE, REGION, RIVER,
    SMALL, STAR, STRONG, SUBTITLE, Stroke, TITLE, WATER,
};
use super::{Kind, MapError, MapFile, furniture, render};
use crate::assessment::Outcome;
use crate::geodesy::{LocalPlane, LonLat};
use crate::language::{Language, Style, msg};
use crate::output::compare::Compared;

/// Name of the sheet, without ending.
const NAME: &str = "compare";

/// Left, top, right and lower edge of all panels together, px.
const PANELS_PX: [f64; 4] = [44.0, 122.0, 1710.0, 1086.0];
/// Space between panels, and for the words above each, px.
const GAP_PX: f64 = 22.0;
const WORDS_PX: f64 = 104.0;
/// Fill of a zone by probability, as on the other maps: 5 % and 50 %.
const FILLS: [(f64, f64); 2] = [(0.05, 0.45), (0.5, 0.7)];

/// One small map before it is drawn.
struct Panel<'a> {
    outcome: &'a Outcome,
    chosen: Vec<Chosen<'a>>,
    plane: LocalPlane,
    points: Vec<Coord<f64>>,
}

/// The sheet: every assessment about its own place of impact, all at the scale that the widest of them needs.
///
/// # Errors
/// [`MapError`] where a place cannot be projected, or the drawing or its picture cannot be made.
pub(in crate::output) fn comparison_sheet(compared: &Compared<'_>) -> Result<MapFile, MapError> {
    let panels = compared.outcomes.iter().map(panel).collect::<Result<Vec<_>, _>>()?;
    let rects = rects(panels.len());
    let extents: Vec<Extent> =
        panels.iter().zip(&rects).map(|(panel, rect)| Extent::about(&panel.points, *rect, 0.08, 1_000.0)).collect();
    let m_per_px = extents.iter().map(|extent| extent.m_per_px).fold(0.0, f64::max);
    let language = compared.language;
    let svg = sheet(&msg("compare-title").say(language), MapSize::Screen, language, |canvas| {
        canvas.fill_rect(Rect::new((0.0, 0.0), (1754.0, 1240.0)), PAPER, 1.0)?;
        head(canvas, compared)?;
        for (k, (panel, rect)) in panels.iter().zip(&rects).enumerate() {
            let extent = Extent { m_per_px, ..extents[k] };
            let frame = Frame { plane: &panel.plane, rect: *rect, extent };
            ground(canvas, panel, &frame)?;
            zones(canvas, panel, &frame)?;
            signs(canvas, panel, &frame, language)?;
            furniture::scale_bar(canvas, &frame, 0.4 * rect.width())?;
            canvas.rect(*rect, FRAME)?;
            words(canvas, compared, k, *rect)?;
        }
        legend(canvas, &panels, language)
    })?;
    let png = render::png(NAME, &svg, MapSize::Screen)?;
    Ok(MapFile { name: NAME.to_owned(), svg: Some(svg), png })
}

fn panel(outcome: &Outcome) -> Result<Panel<'_>, MapError> {
    let plane = LocalPlane::new(outcome.centre)?;
    let chosen = choice::zones(Kind::Main, outcome);
    let mut points = vec![plane.to_plane(outcome.centre)?];
    let regions = outcome.fall_regions.iter().filter(|(share, _)| *share <= 0.951).map(|(_, region)| region.clone());
    let shown: Vec<MultiPolygon<f64>> = chosen.iter().map(|c| c.about_impact(0.05)).chain(regions).collect();
    for at in shown.iter().flat_map(|polygons| polygons.exterior_coords_iter()) {
        points.push(plane.to_plane(LonLat::new(at.x, at.y))?);
    }
    Ok(Panel { outcome, chosen, plane, points })
}

/// Up to three side by side, then two rows.
fn rects(count: usize) -> Vec<Rect<f64>> {
    let rows = if count <= 3 { 1 } else { 2 };
    let columns = count.div_ceil(rows).max(1);
    let [left, top, right, bottom] = PANELS_PX;
    let width = (right - left - GAP_PX * (columns as f64 - 1.0)) / columns as f64;
    let height = (bottom - top - GAP_PX * (rows as f64 - 1.0)) / rows as f64;
    (0..count)
        .map(|k| {
            let x = left + (k % columns) as f64 * (width + GAP_PX);
            let y = top + (k / columns) as f64 * (height + GAP_PX);
            Rect::new((x, y + WORDS_PX), (x + width, y + height))
        })
        .collect()
}

fn head(canvas: &Canvas<'_>, compared: &Compared<'_>) -> Result<(), MapError> {
    let language = compared.language;
    let first = compared.outcomes.first();
    let title = first.map_or_else(String::new, |o| language.of(&o.title.en, &o.title.ru, &o.title.kk).to_owned());
    let text = format!("{}: {title}", msg("compare-title").say(language));
    canvas.text((PANELS_PX[0], 56.0), &text, furniture::fitted(&text, TITLE, 1660.0), Anchor::Start)?;
    let text = msg("compare-sheet-about").say(language);
    canvas.text((PANELS_PX[0], 90.0), &text, furniture::fitted(&text, SUBTITLE, 1660.0), Anchor::Start)?;
    Ok(())
}

/// Land, water, borders of regions, the lease.
fn ground(canvas: &Canvas<'_>, panel: &Panel<'_>, frame: &Frame<'_>) -> Result<(), MapError> {
    let base = &panel.outcome.base_map;
    canvas.fill_rect(frame.rect, LAND, 1.0)?;
    for lake in &base.lakes {
        let outline = MultiPolygon::from(lake.outline.clone());
        canvas.fill(&frame.polygons(&outline)?, WATER, 1.0)?;
        lines(canvas, frame, &outline, LAKE_SHORE)?;
    }
    for river in &base.rivers {
        for part in frame.line(&river.line)? {
            canvas.line(&part, RIVER)?;
        }
    }
    for region in &base.regions {
        lines(canvas, frame, &MultiPolygon::from(region.outline.clone()), REGION)?;
    }
    lines(canvas, frame, &panel.outcome.lease.outline, LEASE)
}

fn lines(canvas: &Canvas<'_>, frame: &Frame<'_>, polygons: &MultiPolygon<f64>, stroke: Stroke) -> Result<(), MapError> {
    for part in frame.outlines(polygons)? {
        canvas.line(&part, stroke)?;
    }
    Ok(())
}

/// The region of the fall, and the zones about the place of impact, the widest first.
fn zones(canvas: &Canvas<'_>, panel: &Panel<'_>, frame: &Frame<'_>) -> Result<(), MapError> {
    for (_, region) in panel.outcome.fall_regions.iter().filter(|(share, _)| (*share - 0.95).abs() < 1e-6) {
        canvas.fill(&frame.polygons(region)?, FALL_FILL[1], 0.6)?;
        lines(canvas, frame, region, Stroke::new(FALL, 1.6))?;
    }
    let mut by_width: Vec<&Chosen<'_>> = panel.chosen.iter().collect();
    by_width.sort_by(|a, b| b.zone.area_km2.median.total_cmp(&a.zone.area_km2.median));
    for zone in by_width {
        for (probability, opacity) in FILLS {
            canvas.fill(&frame.polygons(&zone.about_impact(probability))?, zone.fill, opacity)?;
        }
        lines(canvas, frame, &zone.about_impact(0.05), Stroke::new(zone.line, 1.2).dashed(DASH))?;
        lines(canvas, frame, &zone.about_impact(0.5), Stroke::new(zone.line, 1.4))?;
    }
    Ok(())
}

/// Settlements with the names of the largest, the pad, the place of impact.
fn signs(canvas: &Canvas<'_>, panel: &Panel<'_>, frame: &Frame<'_>, language: Language) -> Result<(), MapError> {
    const NAMED: usize = 4;
    let mut settlements: Vec<_> = panel.outcome.settlements.iter().collect();
    settlements.sort_by(|a, b| b.people.unwrap_or(0.0).total_cmp(&a.people.unwrap_or(0.0)));
    let mut named = 0;
    for settlement in settlements {
        let Some(at) = frame.at_inside(settlement.position)? else { continue };
        canvas.disc(at, 4.4, PAPER)?;
        canvas.circle(at, 3.6, Stroke::new(INK, 1.3))?;
        let room = frame.rect.max().x - at.x > 110.0;
        if named < NAMED && room {
            let name = language.of(&settlement.name.en, &settlement.name.ru, &settlement.name.kk);
            canvas.text((at.x + 8.0, at.y + 4.5), name, SMALL.coloured(INK).on_map(), Anchor::Start)?;
            named += 1;
        }
    }
    if let Some(at) = frame.at_inside(panel.outcome.pad)? {
        canvas.fill(&triangle(at, 7.0), PURPLE, 1.0)?;
    }
    if let Some(at) = frame.at_inside(panel.outcome.centre)? {
        canvas.fill(&star(at, 11.0), PAPER, 1.0)?;
        canvas.fill(&star(at, 8.5), STAR, 1.0)?;
    }
    Ok(())
}

/// The name of the case and its numbers, above its map.
fn words(canvas: &Canvas<'_>, compared: &Compared<'_>, k: usize, rect: Rect<f64>) -> Result<(), MapError> {
    let language = compared.language;
    let (Some(case), Some(outcome)) = (compared.comparison.cases.get(k), compared.outcomes.get(k)) else {
        return Ok(());
    };
    let left = rect.min().x;
    let top = rect.min().y - WORDS_PX;
    let vehicle = language.of(&case.vehicle_name.en, &case.vehicle_name.ru, &case.vehicle_name.kk);
    let title = format!("{} – {vehicle}", case.label);
    let face = furniture::fitted(&title, HEADING, rect.width());
    canvas.text((left, top + 20.0), &title, face, Anchor::Start)?;
    let chosen = choice::zones(Kind::Main, outcome);
    let rows = chosen.iter().filter(|c| c.zone.probability > 0.0).take(4);
    for (row, zone) in rows.enumerate() {
        let name = language.of(&zone.zone.name.en, &zone.zone.name.ru, &zone.zone.name.kk);
        let area = zone.zone.area_km2;
        let in_m2 = area.p95 < 0.1;
        let (value, unit) = if in_m2 { (area.times(1e6), "m2") } else { (area, "km2") };
        let area = value.arg(Style::Significant(2)).unit(unit).say(language);
        let text = format!("{name}: {area}");
        let face = furniture::fitted(&text, BODY, rect.width());
        canvas.text((left, top + 40.0 + 18.0 * row as f64), &text, face, Anchor::Start)?;
    }
    Ok(())
}

/// One legend for all panels: the zones that any of them shows, and the signs.
fn legend(canvas: &Canvas<'_>, panels: &[Panel<'_>], language: Language) -> Result<(), MapError> {
    let mut known: Vec<(&str, Chosen<'_>)> = Vec::new();
    for chosen in panels.iter().flat_map(|panel| &panel.chosen).filter(|c| c.zone.probability > 0.0) {
        if !known.iter().any(|(id, _)| *id == chosen.zone.id) {
            known.push((&chosen.zone.id, *chosen));
        }
    }
    let (mut x, mut y) = (PANELS_PX[0], PANELS_PX[3] + 38.0);
    let mut place = |width: f64| {
        if x + width > PANELS_PX[2] {
            (x, y) = (PANELS_PX[0], y + 26.0);
        }
        let at = (x, y);
        x += width + 26.0;
        at
    };
    for (_, chosen) in &known {
        let text = language.of(&chosen.zone.name.en, &chosen.zone.name.ru, &chosen.zone.name.kk);
        let (left, base) = place(38.0 + width_px(text, STRONG.size_px, STRONG.weight));
        let swatch = Rect::new((left, base - 13.0), (left + 28.0, base + 2.0));
        canvas.fill_rect(swatch, chosen.fill, 0.9)?;
        canvas.rect(swatch, Stroke::new(chosen.line, 1.4))?;
        canvas.text((left + 36.0, base), text, STRONG, Anchor::Start)?;
    }
    let star_text = msg("gis-likeliest-impact").say(language);
    let (left, base) = place(32.0 + width_px(&star_text, BODY.size_px, BODY.weight));
    canvas.fill(&star(Coord { x: left + 12.0, y: base - 5.0 }, 8.5), STAR, 1.0)?;
    canvas.text((left + 30.0, base), &star_text, BODY, Anchor::Start)?;
    let pad_text = msg("gis-pad").say(language);
    let (left, base) = place(32.0 + width_px(&pad_text, BODY.size_px, BODY.weight));
    canvas.fill(&triangle(Coord { x: left + 12.0, y: base - 5.0 }, 7.0), PURPLE, 1.0)?;
    canvas.text((left + 30.0, base), &pad_text, BODY, Anchor::Start)?;
    let credit = panels.first().map_or("", |panel| panel.outcome.base_map.credit.as_str());
    let text = format!("{} {credit}. heptyl {}", msg("compare-projection").say(language), env!("CARGO_PKG_VERSION"));
    canvas.text((PANELS_PX[0], 1216.0), &text, CREDIT, Anchor::Start)?;
    Ok(())
}
