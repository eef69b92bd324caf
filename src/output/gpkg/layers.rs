//! What stands in each layer, in the order in which a map shows them: points above lines above areas.

use rusqlite::types::Value;

use super::layer::{Column, Feature, Kind, Layer, point, real, text, whole};
use super::style::Category;
use crate::assessment::{Outcome, SamplePoint, Zone, ZoneShape};
use crate::geodesy::MultiPolygon;
use crate::language::{Language, Message, Number, msg, words};
use crate::output::geojson::frames;
use crate::output::samples::{kebab, role_message, taken};
use crate::threshold::Medium;

/// All layers of an outcome.
pub(super) fn layers(outcome: &Outcome) -> Vec<Layer> {
    let mut layers = vec![zones(outcome, Medium::Air), zones(outcome, Medium::Soil), fall(outcome)];
    layers.extend([drop_zones(outcome), lease(outcome), track(outcome), impacts(outcome)]);
    layers.extend([settlements(outcome), receptors(outcome), pads(outcome), samples(outcome), places(outcome)]);
    layers
}

/// An empty layer with its title and description from the catalogue: `gis-<table>` and `gis-<table>-about`.
fn layer(outcome: &Outcome, table: &'static str, kind: Kind, columns: Vec<Column>) -> Layer {
    let say = |id: String| msg(id).say(outcome.language);
    let key = table.replace('_', "-");
    Layer {
        table,
        title: say(format!("gis-{key}")),
        description: say(format!("gis-{key}-about")),
        kind,
        columns,
        features: Vec::new(),
        styles: Vec::new(),
    }
}

fn say(outcome: &Outcome, message: Message) -> String {
    message.say(outcome.language)
}

fn area(polygons: &MultiPolygon<f64>) -> geo::Geometry<f64> {
    geo::Geometry::MultiPolygon(polygons.clone())
}

const TEXT: &str = "TEXT";
const REAL: &str = "REAL";
const INTEGER: &str = "INTEGER";

/// Styles of zones: severity or medium, colour and fill as in the KML.
const ZONE_STYLES: [(&str, &str, u8); 5] = [
    ("hygienic", "fee08b", 70),
    ("acute-1", "feb24c", 80),
    ("acute-2", "f7812c", 90),
    ("idlh", "d7301f", 100),
    ("acute-3", "800026", 110),
];

fn zones(outcome: &Outcome, medium: Medium) -> Layer {
    let columns = vec![
        ("id", TEXT),
        ("name", TEXT),
        ("style", TEXT),
        ("substance", TEXT),
        ("quantity", TEXT),
        ("threshold", REAL),
        ("unit", TEXT),
        ("averaging_s", REAL),
        ("severity", TEXT),
        ("basis", TEXT),
        ("frame", TEXT),
        ("probability", REAL),
        ("zone_probability", REAL),
        ("area_km2_p05", REAL),
        ("area_km2_median", REAL),
        ("area_km2_p95", REAL),
        ("population_p05", REAL),
        ("population_median", REAL),
        ("population_p95", REAL),
        ("source", TEXT),
    ];
    let table = if medium == Medium::Air { "zones_air" } else { "zones_soil" };
    let mut layer = layer(outcome, table, Kind::Areas, columns);
    for shape in &outcome.shapes {
        let Some(zone) = outcome.assessment.zones.get(shape.zone) else { continue };
        if zone.medium == medium {
            layer.features.extend(contours(outcome.language, zone, shape));
        }
    }
    layer.styles = if medium == Medium::Air {
        let category =
            |(value, colour, fill)| Category::new(value, say(outcome, msg(format!("severity-{value}"))), colour, fill);
        ZONE_STYLES.map(category).into()
    } else {
        vec![Category::new("hygienic", say(outcome, msg("severity-hygienic")), "be5a14", 110)]
    };
    layer
}

fn contours(language: Language, zone: &Zone, shape: &ZoneShape) -> Vec<Feature> {
    let severity = kebab(&zone.severity);
    let frames = frames(shape);
    let contours = frames.iter().flat_map(|(frame, contours)| contours.iter().map(move |contour| (*frame, contour)));
    let filled = contours.filter(|(_, (_, polygons))| !polygons.0.is_empty());
    let feature = |(frame, (probability, polygons)): (&'static str, &(f64, MultiPolygon<f64>))| Feature {
        geometry: area(polygons),
        values: vec![
            text(zone.id.as_str()),
            text(language.of(&zone.name.en, &zone.name.ru, &zone.name.kk)),
            text(severity.as_str()),
            text(zone.substance.as_str()),
            text(zone.quantity.as_str()),
            real(zone.threshold),
            text(zone.unit.as_str()),
            real(zone.averaging_s),
            text(severity.as_str()),
            text(kebab(&zone.basis)),
            text(frame),
            real(*probability),
            real(zone.probability),
            real(zone.area_km2.p05),
            real(zone.area_km2.median),
            real(zone.area_km2.p95),
            real(zone.population.p05),
            real(zone.population.median),
            real(zone.population.p95),
            text(zone.source.as_str()),
        ],
    };
    filled.map(feature).collect()
}

fn fall(outcome: &Outcome) -> Layer {
    let mut layer = layer(outcome, "fall_regions", Kind::Areas, vec![("style", TEXT), ("probability", REAL)]);
    for (share, region) in outcome.fall_regions.iter().filter(|(_, region)| !region.0.is_empty()) {
        let values = vec![text(format!("{:.0}", share * 100.0)), real(*share)];
        layer.features.push(Feature { geometry: area(region), values });
    }
    let category = |percent: f64, fill| {
        let label = msg("gis-fall-share").with("share", Number::share(percent / 100.0));
        Category::new(&format!("{percent:.0}"), say(outcome, label), "28466e", fill)
    };
    layer.styles = vec![category(99.0, 0), category(95.0, 30), category(50.0, 60)];
    layer
}

fn drop_zones(outcome: &Outcome) -> Layer {
    let columns =
        vec![("style", TEXT), ("id", TEXT), ("label", TEXT), ("used_for", TEXT), ("area_km2", REAL), ("source", TEXT)];
    let mut layer = layer(outcome, "drop_zones", Kind::Areas, columns);
    for zone in outcome.drop_zones.iter().filter(|zone| !zone.outline.0.is_empty()) {
        let name = outcome.language.of(&zone.name.en, &zone.name.ru, &zone.name.kk);
        let values = vec![
            text("drop-zone"),
            text(zone.id.as_str()),
            text(name),
            text(zone.used_for.as_str()),
            real(zone.area_km2),
            text(zone.source.as_str()),
        ];
        layer.features.push(Feature { geometry: area(&zone.outline), values });
    }
    layer.styles = vec![Category { dashed: true, ..Category::new("drop-zone", &layer.title, "006e6e", 30) }];
    layer
}

fn lease(outcome: &Outcome) -> Layer {
    let columns = vec![("style", TEXT), ("area_km2", REAL), ("official_area_km2", REAL), ("source", TEXT)];
    let mut layer = layer(outcome, "lease", Kind::Areas, columns);
    if !outcome.lease.outline.0.is_empty() {
        let report = &outcome.assessment.lease;
        let values =
            vec![text("lease"), real(report.area_km2), real(report.official_area_km2), text(report.source.as_str())];
        layer.features.push(Feature { geometry: area(&outcome.lease.outline), values });
    }
    layer.styles = vec![Category { size_mm: 0.6, ..Category::new("lease", &layer.title, "6a3d9a", 0) }];
    layer
}

fn track(outcome: &Outcome) -> Layer {
    let mut layer = layer(outcome, "ground_track", Kind::Lines, vec![("style", TEXT)]);
    if outcome.ground_track.0.len() > 1 {
        let geometry = geo::Geometry::LineString(outcome.ground_track.clone());
        layer.features.push(Feature { geometry, values: vec![text("track")] });
    }
    layer.styles = vec![Category { dashed: true, ..Category::new("track", &layer.title, "222222", 255) }];
    layer
}

fn impacts(outcome: &Outcome) -> Layer {
    let columns = vec![("style", TEXT), ("member", INTEGER), ("piece", TEXT), ("carries_propellant", INTEGER)];
    let mut layer = layer(outcome, "impacts", Kind::Points, columns);
    let style = |carries: bool| if carries { "with-propellant" } else { "without-propellant" };
    layer.features = outcome
        .impacts
        .iter()
        .map(|impact| Feature {
            geometry: point(impact.position),
            values: vec![
                text(style(impact.carries_propellant)),
                whole(impact.member),
                text(impact.piece.as_str()),
                Value::Integer(i64::from(impact.carries_propellant)),
            ],
        })
        .collect();
    let category = |carries: bool, colour| {
        let label = say(outcome, msg(format!("gis-{}", style(carries))));
        Category::marked(style(carries), label, colour, ("circle", 1.4))
    };
    layer.styles = vec![category(true, "b2182b"), category(false, "8c8c8c")];
    layer
}

fn settlements(outcome: &Outcome) -> Layer {
    let columns = vec![
        ("style", TEXT),
        ("label", TEXT),
        ("name_en", TEXT),
        ("name_ru", TEXT),
        ("name_kk", TEXT),
        ("people", REAL),
        ("people_year", INTEGER),
        ("distance_km", REAL),
        ("udmh_highest_mg_m3_median", REAL),
        ("udmh_highest_mg_m3_p95", REAL),
        ("no2_highest_mg_m3_p95", REAL),
        ("arrival_s_median", REAL),
        ("probability", REAL),
        ("zones", TEXT),
    ];
    let mut layer = layer(outcome, "settlements", Kind::Points, columns);
    for s in &outcome.settlements {
        let style = if s.zones.is_empty() { "near" } else { "in-a-zone" };
        let values = vec![
            text(style),
            text(outcome.language.of(&s.name.en, &s.name.ru, &s.name.kk)),
            text(s.name.en.as_str()),
            text(s.name.ru.as_str()),
            text(s.name.kk.as_str()),
            real(s.people),
            s.people_year.map_or(Value::Null, |year| Value::Integer(i64::from(year))),
            real(s.distance_km),
            real(s.udmh_highest_mg_m3.median),
            real(s.udmh_highest_mg_m3.p95),
            real(s.no2_highest_mg_m3.p95),
            real(s.arrival_s.map(|q| q.median)),
            real(s.probability),
            text(s.zones.join("; ")),
        ];
        layer.features.push(Feature { geometry: point(s.position), values });
    }
    layer.styles = in_or_near(outcome, "square");
    layer
}

fn receptors(outcome: &Outcome) -> Layer {
    let columns = vec![
        ("style", TEXT),
        ("label", TEXT),
        ("kind", TEXT),
        ("area_km2", REAL),
        ("distance_km", REAL),
        ("udmh_highest_mg_m3_p95", REAL),
        ("udmh_deposit_mg_m2_p95", REAL),
        ("probability", REAL),
        ("zones", TEXT),
    ];
    let mut layer = layer(outcome, "receptors", Kind::Points, columns);
    for r in &outcome.receptors {
        let style = if r.zones.is_empty() { "near" } else { "in-a-zone" };
        let values = vec![
            text(style),
            text(r.name.as_str()),
            text(r.kind.as_str()),
            real(r.area_km2),
            real(r.distance_km),
            real(r.udmh_highest_mg_m3.p95),
            real(r.udmh_deposit_mg_m2.p95),
            real(r.probability),
            text(r.zones.join("; ")),
        ];
        layer.features.push(Feature { geometry: point(r.position), values });
    }
    layer.styles = in_or_near(outcome, "diamond");
    layer
}

fn in_or_near(outcome: &Outcome, mark: &'static str) -> Vec<Category> {
    vec![
        Category::marked("in-a-zone", say(outcome, msg("gis-in-a-zone")), "b2182b", (mark, 2.8)),
        Category::marked("near", say(outcome, msg("gis-near")), "4d4d4d", (mark, 2.0)),
    ]
}

fn pads(outcome: &Outcome) -> Layer {
    let columns =
        vec![("style", TEXT), ("id", TEXT), ("label", TEXT), ("used_for", TEXT), ("heptyl", TEXT), ("source", TEXT)];
    let mut layer = layer(outcome, "pads", Kind::Points, columns);
    for site in &outcome.sites {
        let Some(position) = site.position else { continue };
        let values = vec![
            text("pad"),
            text(site.id.as_str()),
            text(outcome.language.of(&site.name.en, &site.name.ru, &site.name.kk)),
            text(site.used_for.as_str()),
            text(site.heptyl.as_str()),
            text(site.source.as_str()),
        ];
        layer.features.push(Feature { geometry: point(position), values });
    }
    layer.styles = vec![Category::marked("pad", &layer.title, "6a3d9a", ("triangle", 2.8))];
    layer
}

fn samples(outcome: &Outcome) -> Layer {
    let columns = vec![
        ("style", TEXT),
        ("label", TEXT),
        ("priority", INTEGER),
        ("role", TEXT),
        ("about", TEXT),
        ("distance_m", REAL),
        ("azimuth_deg", REAL),
        ("taken", TEXT),
        ("analytes", TEXT),
        ("samples", INTEGER),
    ];
    let mut layer = layer(outcome, "samples", Kind::Points, columns);
    let feature = |p: &SamplePoint| Feature {
        geometry: point(p.place),
        values: vec![
            text(p.priority.to_string()),
            text(p.id.as_str()),
            Value::Integer(i64::from(p.priority)),
            text(say(outcome, role_message(p.role))),
            text(p.about.join("; ")),
            real((p.distance_m * 10.0).round() / 10.0),
            real((p.azimuth_deg * 10.0).round() / 10.0),
            text(taken(p).say(outcome.language)),
            text(analytes(p).join("; ")),
            whole(p.samples()),
        ],
    };
    layer.features = outcome.assessment.samples.points.iter().map(feature).collect();
    let category = |priority: usize, colour| {
        let label = say(outcome, msg("gis-priority").with("n", priority));
        Category::marked(&priority.to_string(), label, colour, ("cross_fill", 3.0))
    };
    layer.styles = vec![category(1, "b2182b"), category(2, "2166ac"), category(3, "5aae61")];
    layer
}

/// What is asked of the laboratory at a point, each once.
fn analytes(point: &SamplePoint) -> Vec<&'static str> {
    let mut asked = Vec::new();
    for analyte in point.takes.iter().flat_map(|taken| &taken.analytes) {
        if !asked.contains(analyte) {
            asked.push(*analyte);
        }
    }
    asked
}

fn places(outcome: &Outcome) -> Layer {
    let mut layer = layer(outcome, "places", Kind::Points, vec![("style", TEXT), ("label", TEXT), ("place", TEXT)]);
    let found = [
        ("likeliest-impact", Some(outcome.centre)),
        ("reported-impact", outcome.reported_place),
        ("pad", Some(outcome.pad)),
    ];
    for (style, place) in found {
        let Some(place) = place else { continue };
        let label = say(outcome, msg(format!("gis-{style}")));
        let where_ = say(outcome, words::place(place.lon, place.lat));
        layer.features.push(Feature { geometry: point(place), values: vec![text(style), text(label), text(where_)] });
    }
    let category =
        |style: &str, colour, mark| Category::marked(style, say(outcome, msg(format!("gis-{style}"))), colour, mark);
    layer.styles = vec![
        category("likeliest-impact", "000000", ("star", 4.0)),
        category("reported-impact", "d7301f", ("star", 4.0)),
        category("pad", "6a3d9a", ("triangle", 3.2)),
    ];
    layer
}
