//! Legend: zones with area and people, how probability is drawn, and every sign that is on the map.

mod fall_rows;
pub(super) mod signs;

use geo::Rect;

use super::canvas::Anchor;
use super::choice::Chosen;
use super::drawing::Drawing;
use super::font::wrap;
use super::number::{area, area_of, area_range, limit, people, people_range};
use super::panel::Panel;
use super::style::{BODY, DASH, DOTS, GREY, INK, PALE, PROBABILITY, SMALL, STRONG, Stroke};
use super::zones::{BAND_OPACITY, PROBABILITIES, Visibility, opacity, visibility};
use super::{Kind, MapError};
use crate::language::{Message, Number, msg};
use crate::threshold::{Medium, Severity};

/// Width of the colour field in front of a row, px.
const SWATCH_PX: f64 = 42.0;
/// Height of it, px.
const SWATCH_HEIGHT_PX: f64 = 24.0;
/// Left edge of the texts from the left edge of the panel, px.
pub(super) const INDENT_PX: f64 = 54.0;
/// Width of the column of people, px.
const PEOPLE_PX: f64 = 104.0;
/// Width of the column of areas, px.
const AREA_PX: f64 = 118.0;

/// What the legend may point the reader to.
pub(super) struct Elsewhere {
    /// True where there is a map of the soil.
    pub soil: bool,
    /// True where there is a map of the fall.
    pub fall: bool,
}

/// Draws the legend of a map.
pub(super) fn draw(
    map: &Drawing<'_, '_>,
    panel: &mut Panel<'_, '_>,
    chosen: &[Chosen<'_>],
    elsewhere: &Elsewhere,
) -> Result<(), MapError> {
    match map.kind {
        Kind::Fall => fall(map, panel)?,
        Kind::Probability => probability(panel, chosen)?,
        Kind::Main | Kind::Air | Kind::Soil(_) | Kind::SoilLater => zones(map, panel, chosen, elsewhere)?,
    }
    panel.skip(14.0);
    signs::draw(map, panel)
}

fn zones(
    map: &Drawing<'_, '_>,
    panel: &mut Panel<'_, '_>,
    chosen: &[Chosen<'_>],
    elsewhere: &Elsewhere,
) -> Result<(), MapError> {
    panel.heading(&panel.canvas.plain("map-zones"))?;
    let mut any_shown = false;
    if chosen.is_empty() {
        panel.paragraph(&panel.canvas.plain("map-no-limits"), BODY)?;
        return Ok(());
    }
    column_heads(panel)?;
    for zone in chosen {
        let visible = visibility(map, zone)?;
        any_shown |= !matches!(visible, Visibility::NotReached | Visibility::Scattered);
        row(panel, zone, visible)?;
    }
    if !any_shown {
        panel.skip(4.0);
        panel.paragraph(&panel.canvas.plain("map-nothing"), STRONG)?;
        return Ok(());
    }
    probability_key(panel)?;
    let mut hidden = vec![];
    for zone in chosen {
        if visibility(map, zone)? == Visibility::UnderSign {
            hidden.push(zone);
        }
    }
    note(map, panel, &hidden, elsewhere)
}

/// What the reader must know to read the zones right.
fn note(
    map: &Drawing<'_, '_>,
    panel: &mut Panel<'_, '_>,
    hidden: &[&Chosen<'_>],
    elsewhere: &Elsewhere,
) -> Result<(), MapError> {
    let mut notes = vec![];
    if !map.outcome.fall_regions.is_empty() {
        notes.push(if elsewhere.fall {
            msg("map-note-moves-see").with("map", Kind::Fall.name())
        } else {
            msg("map-note-moves")
        });
    }
    if !hidden.is_empty() {
        let names: Vec<String> = hidden.iter().map(|c| c.name(map.canvas)).collect();
        let on_soil_map = !matches!(map.kind, Kind::Soil(_))
            && elsewhere.soil
            && hidden.iter().any(|c| c.zone.medium == Medium::Soil);
        let note = match (map.has_enlargement, on_soil_map) {
            (true, true) => msg("map-note-enlarged-see"),
            (true, false) => msg("map-note-enlarged"),
            (false, true) => msg("map-note-see"),
            (false, false) => msg("map-note-hidden"),
        };
        let note = if on_soil_map { note.with("map", Kind::Soil(1).name()) } else { note };
        notes.push(note.with("names", names.join("; ")));
    }
    if !notes.is_empty() {
        panel.skip(4.0);
        let said: Vec<String> = notes.iter().map(|note| map.canvas.say(note)).collect();
        panel.paragraph(&said.join(" "), SMALL)?;
    }
    Ok(())
}

fn column_heads(panel: &mut Panel<'_, '_>) -> Result<(), MapError> {
    panel.y += 8.0;
    let canvas = panel.canvas;
    canvas.text((panel.right - PEOPLE_PX, panel.y), &canvas.plain("map-area"), SMALL, Anchor::End)?;
    canvas.text((panel.right, panel.y), &canvas.plain("map-people"), SMALL, Anchor::End)?;
    canvas.text((panel.left, panel.y), &canvas.plain("map-quantiles"), SMALL, Anchor::Start)?;
    panel.y += 8.0;
    panel.canvas.segment((panel.left, panel.y), (panel.right, panel.y), Stroke::new(PALE, 1.0))?;
    Ok(())
}

fn row(panel: &mut Panel<'_, '_>, chosen: &Chosen<'_>, visible: Visibility) -> Result<(), MapError> {
    let (zone, top, language) = (chosen.zone, panel.y + 9.0, panel.canvas.language());
    swatch(panel, chosen, visible, top)?;
    let left = panel.left + INDENT_PX;
    let room = panel.right - PEOPLE_PX - AREA_PX - left;
    let mut y = top + 14.0;
    for line in wrap(&chosen.name(panel.canvas), STRONG.size_px, STRONG.weight, room) {
        panel.canvas.text((left, y), &line, STRONG, Anchor::Start)?;
        y += 19.0;
    }
    let state = match visible {
        Visibility::NotReached => "map-not-reached",
        Visibility::Scattered => "map-nowhere-5",
        Visibility::Unlikely => "map-nowhere-50",
        Visibility::UnderSign | Visibility::Shown => meaning(zone.medium, zone.severity),
    };
    let of_limit = limit(zone.threshold, &zone.unit, language);
    let under = panel.canvas.say(&msg("map-limit-means").with("limit", of_limit).with("meaning", msg(state)));
    for line in wrap(&under, SMALL.size_px, SMALL.weight, room) {
        panel.canvas.text((left, y), &line, SMALL, Anchor::Start)?;
        y += 17.0;
    }
    let columns = [
        (
            panel.right - PEOPLE_PX,
            area(zone.area_km2, language),
            area_range(zone.area_km2, language),
            zone.area_km2.p95,
        ),
        (
            panel.right,
            people(zone.population.median, language),
            people_range(zone.population, language),
            zone.population.p95.round(),
        ),
    ];
    for (x, median, range, highest) in columns {
        panel.canvas.text((x, top + 14.0), &median, BODY, Anchor::End)?;
        if highest > 0.0 {
            panel.canvas.text((x, top + 33.0), &range, SMALL, Anchor::End)?;
        }
    }
    panel.y = (y - 8.0).max(top + 36.0);
    Ok(())
}

/// A field as the zone looks where its limit is exceeded most probably.
fn swatch(panel: &Panel<'_, '_>, chosen: &Chosen<'_>, visible: Visibility, top: f64) -> Result<(), MapError> {
    let field = Rect::new((panel.left, top), (panel.left + SWATCH_PX, top + SWATCH_HEIGHT_PX));
    match visible {
        Visibility::NotReached | Visibility::Scattered => {
            panel.canvas.rect(field, Stroke::new(PALE, 1.0))?;
            let middle = field.center();
            panel.canvas.segment((middle.x - 7.0, middle.y), (middle.x + 7.0, middle.y), Stroke::new(GREY, 1.2))?;
        }
        Visibility::Unlikely | Visibility::UnderSign | Visibility::Shown => {
            let highest = chosen.highest_probability();
            let dash = if highest < 0.5 { DASH } else { &[][..] };
            panel.canvas.fill_rect(field, chosen.fill, opacity(highest))?;
            panel.canvas.rect(field, Stroke::new(chosen.line, 1.4).dashed(dash))?;
        }
    }
    Ok(())
}

/// A field in the colours of a zone.
pub(super) fn field(panel: &Panel<'_, '_>, chosen: &Chosen<'_>, top: f64) -> Result<(), MapError> {
    let field = Rect::new((panel.left, top), (panel.left + SWATCH_PX, top + SWATCH_HEIGHT_PX));
    panel.canvas.fill_rect(field, chosen.fill, opacity(1.0))?;
    panel.canvas.rect(field, Stroke::new(chosen.line, 1.4))?;
    Ok(())
}

/// How the drawing tells likely from unlikely.
pub(super) fn probability_key(panel: &mut Panel<'_, '_>) -> Result<(), MapError> {
    panel.skip(8.0);
    let (top, quarter) = (panel.y + 4.0, 0.25 * (panel.right - panel.left));
    let samples = [(0.05, DASH), (0.25, &[][..]), (0.5, &[][..]), (0.95, DOTS)];
    let title = panel.canvas.plain("map-key-probability");
    panel.canvas.text((panel.left, top + 10.0), &title, SMALL, Anchor::Start)?;
    for (k, (probability, dash)) in samples.into_iter().enumerate() {
        let (left, y) = (panel.left + quarter * k as f64, top + 20.0);
        let field = Rect::new((left, y), (left + SWATCH_PX, y + 15.0));
        panel.canvas.fill_rect(field, GREY, 0.6 * opacity(probability))?;
        if probability != 0.25 {
            panel.canvas.rect(field, Stroke::new(INK, 1.4).dashed(dash))?;
        }
        let text = panel.canvas.say(&msg("map-per-cent").with("n", Number::whole(100.0 * probability)));
        panel.canvas.text((left + INDENT_PX, y + 12.5), &text, SMALL.coloured(INK), Anchor::Start)?;
    }
    panel.y = top + 40.0;
    Ok(())
}

fn probability(panel: &mut Panel<'_, '_>, chosen: &[Chosen<'_>]) -> Result<(), MapError> {
    let (canvas, language) = (panel.canvas, panel.canvas.language());
    panel.heading(&canvas.plain("map-probability"))?;
    for zone in chosen {
        let of_limit = limit(zone.zone.threshold, &zone.zone.unit, language);
        let exceeded = msg("map-exceeds").with("zone", zone.name(canvas)).with("limit", of_limit);
        panel.paragraph(&canvas.say(&exceeded), BODY)?;
    }
    panel.skip(10.0);
    for (k, colour) in PROBABILITY.into_iter().enumerate() {
        let reached = chosen.iter().any(|c| c.reaches(PROBABILITIES[k]));
        let (text, face) = if reached {
            (band(k), BODY)
        } else {
            (msg("map-band-nowhere").with("band", band(k)), BODY.coloured(GREY))
        };
        let field = Rect::new((panel.left, panel.y), (panel.left + SWATCH_PX, panel.y + SWATCH_HEIGHT_PX));
        canvas.fill_rect(field, colour, BAND_OPACITY)?;
        canvas.rect(field, Stroke::new(GREY, 0.8))?;
        canvas.text((panel.left + INDENT_PX, panel.y + 17.0), &canvas.say(&text), face, Anchor::Start)?;
        panel.y += SWATCH_HEIGHT_PX;
    }
    panel.skip(4.0);
    panel.paragraph(&canvas.plain("map-probability-note"), SMALL)?;
    for zone in chosen {
        panel.skip(6.0);
        let range = |median: String, range: String| format!("{median} ({range})");
        let areas = range(area(zone.zone.area_km2, language), area_range(zone.zone.area_km2, language));
        panel.pair(&canvas.plain("map-area-of-member"), &areas, BODY)?;
        let count = zone.zone.population;
        let counts = range(people(count.median, language), people_range(count, language));
        panel.pair(&canvas.plain("map-people-of-member"), &counts, BODY)?;
    }
    Ok(())
}

/// A band of probability in words.
fn band(k: usize) -> Message {
    let per_cent = |p: f64| Number::whole(100.0 * p);
    match PROBABILITIES.get(k + 1) {
        Some(to) => msg("map-band").with("from", per_cent(PROBABILITIES[k])).with("to", per_cent(*to)),
        None => msg("map-band-last").with("from", per_cent(PROBABILITIES[k])),
    }
}

fn fall(map: &Drawing<'_, '_>, panel: &mut Panel<'_, '_>) -> Result<(), MapError> {
    let canvas = map.canvas;
    panel.heading(&canvas.plain("map-fall-heading"))?;
    for (share, _) in &map.outcome.fall_regions {
        region(map, panel, *share)?;
    }
    panel.skip(6.0);
    for (id, value) in fall_rows::rows(map.outcome) {
        panel.pair(&canvas.plain(id), &value.say(canvas.language()), BODY)?;
    }
    Ok(())
}

/// One region: how it looks, what it holds, how large it is.
fn region(map: &Drawing<'_, '_>, panel: &mut Panel<'_, '_>, share: f64) -> Result<(), MapError> {
    let field = Rect::new((panel.left, panel.y + 5.0), (panel.left + SWATCH_PX, panel.y + 5.0 + 19.0));
    let (colour, opacity) = super::fall::region_fill(share);
    panel.canvas.fill_rect(field, colour, opacity)?;
    panel.canvas.rect(field, super::fall::region_stroke(share))?;
    panel.y += 26.0;
    let text = panel.canvas.say(&msg("map-fall-holds").with("share", Number::whole(100.0 * share)));
    panel.canvas.text((panel.left + INDENT_PX, panel.y - 6.0), &text, BODY, Anchor::Start)?;
    let mut regions = map.outcome.assessment.fall.iter().flat_map(|fall| &fall.regions);
    if let Some(region) = regions.find(|region| (region.probability - share).abs() < 1e-6) {
        panel.canvas.text(
            (panel.right, panel.y - 6.0),
            &area_of(region.area_km2, panel.canvas.language()),
            STRONG,
            Anchor::End,
        )?;
    }
    Ok(())
}

/// Id of what it means that a limit is exceeded.
fn meaning(medium: Medium, severity: Severity) -> &'static str {
    match (medium, severity) {
        (Medium::Air, Severity::Acute3) => "map-means-acute-3",
        (Medium::Air, Severity::Idlh) => "map-means-idlh",
        (Medium::Air, Severity::Acute2) => "map-means-acute-2",
        (Medium::Air, Severity::Acute1) => "map-means-acute-1",
        _ => "map-means-hygienic",
    }
}
