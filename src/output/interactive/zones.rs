//! Zones: the contours of each limit about the place of impact, and with the spread of that place.

use super::figures::{Row, area, limit, name, people, row, value};
use super::scene::{Feature, Layer, Style, geometry};
use crate::assessment::{Outcome, Zone, ZoneShape};
use crate::language::{Language, Number, msg};
use crate::output::map;
use crate::threshold::Medium;

/// Opacity of the fill of one contour in air. Contours lie over each other, so that the likelier ground comes out
/// darker.
const IN_AIR: f64 = 0.24;
/// The same in soil and water, which would hide the air above them.
const ON_GROUND: f64 = 0.1;

/// Contours about the place of impact: those of the main map first and shown, the others folded away.
pub(super) fn about_impact(outcome: &Outcome, language: Language) -> Vec<Layer> {
    let shown = map::main_zones(outcome);
    layers(outcome, language, "zones-found", |shape| &shape.about_impact, |zone| shown.contains(&zone.id))
}

/// Contours with the spread of the place of impact; none shows at the start.
pub(super) fn geographic(outcome: &Outcome, language: Language) -> Vec<Layer> {
    let mut made = layers(outcome, language, "zones-before", |shape| &shape.geographic, |_| false);
    let shown = map::main_zones(outcome);
    for layer in &mut made {
        layer.folded = !shown.iter().any(|id| layer.id.ends_with(id.as_str()));
    }
    made
}

type Contours = Vec<(f64, geo::MultiPolygon<f64>)>;

/// The widest zones first, so that the narrow ones lie on them.
fn layers(
    outcome: &Outcome,
    language: Language,
    group: &'static str,
    contours: impl Fn(&ZoneShape) -> &Contours,
    shown: impl Fn(&Zone) -> bool,
) -> Vec<Layer> {
    let zones = &outcome.assessment.zones;
    let mut found: Vec<(&Zone, &Contours)> = outcome
        .shapes
        .iter()
        .filter_map(|shape| Some((zones.get(shape.zone)?, contours(shape))))
        .filter(|(zone, contours)| zone.medium != Medium::Fall && contours.iter().any(|(_, p)| !p.0.is_empty()))
        .collect();
    found.sort_by(|(a, _), (b, _)| b.area_km2.p95.total_cmp(&a.area_km2.p95));
    found
        .into_iter()
        .map(|(zone, contours)| {
            let (fill, line) = map::zone_colours(zone);
            let opacity = if zone.medium == Medium::Air { IN_AIR } else { ON_GROUND };
            let on = shown(zone);
            Layer {
                id: format!("{group}:{}", zone.id),
                group,
                label: name(language, &zone.name),
                on,
                folded: !on,
                told: true,
                style: Style::area(&line, &fill, opacity),
                rows: zone_rows(zone, language),
                features: contours
                    .iter()
                    .filter(|(_, p)| !p.0.is_empty())
                    .map(|c| feature(zone, c, language))
                    .collect(),
            }
        })
        .collect()
}

fn feature(zone: &Zone, (probability, polygons): &(f64, geo::MultiPolygon<f64>), language: Language) -> Feature {
    let share = msg("imap-at-least").with("share", Number::share(*probability));
    Feature {
        geometry: geometry(polygons.clone()),
        name: name(language, &zone.name),
        rows: vec![row(language, "imap-exceeded-here", share)],
        probability: *probability,
        size: 0.0,
        weight: 0.0,
    }
}

fn zone_rows(zone: &Zone, language: Language) -> Vec<Row> {
    vec![
        row(language, "imap-limit", limit(zone)),
        row(language, "imap-area", area(zone.area_km2)),
        row(language, "imap-people-inside", people(zone.population)),
        row(language, "imap-reach", value(zone.reach_km, "km")),
        row(language, "imap-members-with-zone", Number::share(zone.probability)),
    ]
}
