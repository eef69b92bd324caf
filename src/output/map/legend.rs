//! Legend: zones with area and people, how probability is drawn, and every sign that is on the map.

pub(super) mod signs;

use geo::Rect;

use super::canvas::Anchor;
use super::choice::Chosen;
use super::drawing::Drawing;
use super::font::wrap;
use super::number::{area, area_of, area_range, limit, people, people_range, two_digits, whole};
use super::panel::Panel;
use super::style::{BODY, DASH, DOTS, GREY, INK, PALE, PROBABILITY, SMALL, STRONG, Stroke};
use super::zones::{BAND_OPACITY, PROBABILITIES, Visibility, opacity, visibility};
use super::{Kind, MapError};
use crate::assessment::{FallReport, Outcome};
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
    panel.heading("Zones")?;
    let mut any_shown = false;
    if chosen.is_empty() {
        panel.paragraph("The program knows no limit for what was released here.", BODY)?;
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
        panel
            .paragraph("No limit is exceeded anywhere with a probability of 5 % or more: no zone is drawn.", STRONG)?;
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
    let mut text = String::new();
    if !map.outcome.fall_regions.is_empty() {
        text.push_str("Zones are drawn about the likeliest place of impact and move with it");
        text.push_str(if elsewhere.fall { " (map-fall). " } else { ". " });
    }
    if !hidden.is_empty() {
        let names: Vec<String> = hidden.iter().map(|c| c.name()).collect();
        text.push_str(&format!("Hidden by the sign of the place of impact: {}", names.join("; ")));
        let on_soil_map = !matches!(map.kind, Kind::Soil(_))
            && elsewhere.soil
            && hidden.iter().any(|c| c.zone.medium == Medium::Soil);
        text.push_str(match (map.has_enlargement, on_soil_map) {
            (true, true) => " (see the enlargement and map-soil).",
            (true, false) => " (see the enlargement).",
            (false, true) => " (see map-soil).",
            (false, false) => ".",
        });
    }
    if !text.is_empty() {
        panel.skip(4.0);
        panel.paragraph(text.trim_end(), SMALL)?;
    }
    Ok(())
}

fn column_heads(panel: &mut Panel<'_, '_>) -> Result<(), MapError> {
    panel.y += 8.0;
    panel.canvas.text((panel.right - PEOPLE_PX, panel.y), "area", SMALL, Anchor::End)?;
    panel.canvas.text((panel.right, panel.y), "people", SMALL, Anchor::End)?;
    panel.canvas.text((panel.left, panel.y), "median and 5–95 % of the members", SMALL, Anchor::Start)?;
    panel.y += 8.0;
    panel.canvas.segment((panel.left, panel.y), (panel.right, panel.y), Stroke::new(PALE, 1.0))?;
    Ok(())
}

fn row(panel: &mut Panel<'_, '_>, chosen: &Chosen<'_>, visible: Visibility) -> Result<(), MapError> {
    let (zone, top) = (chosen.zone, panel.y + 9.0);
    swatch(panel, chosen, visible, top)?;
    let left = panel.left + INDENT_PX;
    let room = panel.right - PEOPLE_PX - AREA_PX - left;
    let mut y = top + 14.0;
    for line in wrap(&chosen.name(), STRONG.size_px, STRONG.weight, room) {
        panel.canvas.text((left, y), &line, STRONG, Anchor::Start)?;
        y += 19.0;
    }
    let state = match visible {
        Visibility::NotReached => "not reached",
        Visibility::Scattered => "nowhere 5 % likely",
        Visibility::Unlikely => "nowhere 50 % likely",
        Visibility::UnderSign | Visibility::Shown => meaning(zone.medium, zone.severity),
    };
    let under = format!("{}, {state}", limit(zone.threshold, &zone.unit));
    for line in wrap(&under, SMALL.size_px, SMALL.weight, room) {
        panel.canvas.text((left, y), &line, SMALL, Anchor::Start)?;
        y += 17.0;
    }
    let columns = [
        (panel.right - PEOPLE_PX, area(zone.area_km2), area_range(zone.area_km2), zone.area_km2.p95),
        (panel.right, people(zone.population.median), people_range(zone.population), zone.population.p95.round()),
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
    let samples = [(0.05, "5 %", DASH), (0.25, "25 %", &[][..]), (0.5, "50 %", &[][..]), (0.95, "95 %", DOTS)];
    let title = "Probability that the limit is exceeded, from:";
    panel.canvas.text((panel.left, top + 10.0), title, SMALL, Anchor::Start)?;
    for (k, (probability, text, dash)) in samples.into_iter().enumerate() {
        let (left, y) = (panel.left + quarter * k as f64, top + 20.0);
        let field = Rect::new((left, y), (left + SWATCH_PX, y + 15.0));
        panel.canvas.fill_rect(field, GREY, 0.6 * opacity(probability))?;
        if probability != 0.25 {
            panel.canvas.rect(field, Stroke::new(INK, 1.4).dashed(dash))?;
        }
        panel.canvas.text((left + INDENT_PX, y + 12.5), text, SMALL.coloured(INK), Anchor::Start)?;
    }
    panel.y = top + 40.0;
    Ok(())
}

fn probability(panel: &mut Panel<'_, '_>, chosen: &[Chosen<'_>]) -> Result<(), MapError> {
    panel.heading("Probability")?;
    for zone in chosen {
        let exceeded = format!("that {} exceeds {}", zone.name(), limit(zone.zone.threshold, &zone.zone.unit));
        panel.paragraph(&exceeded, BODY)?;
    }
    panel.skip(10.0);
    for (k, colour) in PROBABILITY.into_iter().enumerate() {
        let from = 100.0 * PROBABILITIES[k];
        let text = match PROBABILITIES.get(k + 1) {
            Some(to) => format!("{from:.0} to {:.0} %", 100.0 * to),
            None => format!("{from:.0} % and more"),
        };
        let field = Rect::new((panel.left, panel.y), (panel.left + SWATCH_PX, panel.y + SWATCH_HEIGHT_PX));
        panel.canvas.fill_rect(field, colour, BAND_OPACITY)?;
        panel.canvas.rect(field, Stroke::new(GREY, 0.8))?;
        let reached = chosen.iter().any(|c| c.reaches(PROBABILITIES[k]));
        let (text, face) = if reached { (text, BODY) } else { (format!("{text}: nowhere"), BODY.coloured(GREY)) };
        panel.canvas.text((panel.left + INDENT_PX, panel.y + 17.0), &text, face, Anchor::Start)?;
        panel.y += SWATCH_HEIGHT_PX;
    }
    panel.skip(4.0);
    let text = "The spread of the place of impact, the wind and the source is mixed in: this is what holds before the \
                place is found.";
    panel.paragraph(text, SMALL)?;
    for zone in chosen {
        panel.skip(6.0);
        let range = |median: String, range: String| format!("{median} ({range})");
        panel.pair("area in one member", &range(area(zone.zone.area_km2), area_range(zone.zone.area_km2)), BODY)?;
        let count = zone.zone.population;
        panel.pair("people in it", &range(people(count.median), people_range(count)), BODY)?;
    }
    Ok(())
}

fn fall(map: &Drawing<'_, '_>, panel: &mut Panel<'_, '_>) -> Result<(), MapError> {
    panel.heading("Area of fall")?;
    for (share, _) in &map.outcome.fall_regions {
        region(map, panel, *share)?;
    }
    panel.skip(6.0);
    let counts = falls(map.outcome);
    panel.pair("falls computed", &whole(counts.falls as f64), BODY)?;
    panel.pair("pieces drawn (with propellant)", &pieces(&counts), BODY)?;
    if let Some(report) = &map.outcome.assessment.fall {
        for (key, value) in fall_rows(report) {
            panel.pair(key, &value, BODY)?;
        }
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
    let text = format!("holds {:.0} % of the main pieces", 100.0 * share);
    panel.canvas.text((panel.left + INDENT_PX, panel.y - 6.0), &text, BODY, Anchor::Start)?;
    let mut regions = map.outcome.assessment.fall.iter().flat_map(|fall| &fall.regions);
    if let Some(region) = regions.find(|region| (region.probability - share).abs() < 1e-6) {
        panel.canvas.text((panel.right, panel.y - 6.0), &area_of(region.area_km2), STRONG, Anchor::End)?;
    }
    Ok(())
}

/// What the members gave.
struct Falls {
    falls: usize,
    pieces: usize,
    loaded: usize,
}

fn falls(outcome: &Outcome) -> Falls {
    let loaded = outcome.impacts.iter().filter(|impact| impact.carries_propellant).count();
    let falls = outcome.assessment.fall.as_ref().map_or(outcome.assessment.members, |fall| fall.falls);
    Falls { falls, pieces: outcome.impacts.len(), loaded }
}

fn pieces(counts: &Falls) -> String {
    format!("{} ({})", whole(counts.pieces as f64), whole(counts.loaded as f64))
}

fn fall_rows(fall: &FallReport) -> Vec<(&'static str, String)> {
    let mut rows = vec![
        ("centre", format!("{:.3}° E, {:.3}° N", fall.lon, fall.lat)),
        (
            "one standard deviation",
            format!("{} km along, {} km across", two_digits(fall.sigma_along_km), two_digits(fall.sigma_across_km)),
        ),
        ("azimuth of the long axis", format!("{:.0}°", fall.azimuth_deg)),
    ];
    let altitude = fall.breakup_altitude_m;
    let km = |m: f64| two_digits(m / 1e3);
    let breakup = format!("{} km ({}–{})", km(altitude.median), km(altitude.p05), km(altitude.p95));
    rows.push(("altitude of the break-up", if altitude.p95 > 0.0 { breakup } else { "stays whole".into() }));
    let speed = fall.impact_speed_m_s;
    rows.push(("speed at the ground", format!("{:.0} m/s ({:.0}–{:.0})", speed.median, speed.p05, speed.p95)));
    if let Some(distance_km) = fall.distance_to_report_km {
        let side = if fall.report_inside_95 == Some(true) { "inside" } else { "outside" };
        rows.push(("reported place", format!("{} km off, {side} 95 %", two_digits(distance_km))));
    }
    rows
}

fn meaning(medium: Medium, severity: Severity) -> &'static str {
    match (medium, severity) {
        (Medium::Air, Severity::Acute3) => "danger to life",
        (Medium::Air, Severity::Idlh) => "danger at once",
        (Medium::Air, Severity::Acute2) => "lasting harm",
        (Medium::Air, Severity::Acute1) => "passing effects",
        _ => "norm exceeded",
    }
}
