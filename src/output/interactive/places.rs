//! Places: settlements, places of the user, pads, the reported and the modelled place of impact.

use super::figures::{Row, name, row, span, value};
use super::scene::{Feature, Layer, Style};
use crate::assessment::{Outcome, Quantiles, ReceptorExposure, SettlementExposure};
use crate::geodesy::LonLat;
use crate::language::{Arg, Language, Number, Style as Written, msg, words};
use crate::places::PositionQuality;
use crate::receptor::SAMPLE;

/// Group in the legend.
const GROUP: &str = "places";
/// Classes of settlements by people: lowest number and size of the sign, px.
const SIZES: [(f64, f64); 4] = [(0.0, 8.0), (1e3, 10.0), (1e4, 12.0), (1e5, 15.0)];
/// Sizes of the other signs, px.
const SIGN_PX: f64 = 13.0;
/// Names of places of impact and of the own pad win over those of settlements.
const FOREMOST: f64 = 1e9;
/// A site within this distance of the pad of the outcome is that pad, m.
const SAME_PAD_M: f64 = 150.0;
const INK: &str = "#222222";
const PAPER: &str = "#ffffff";

/// Layers of the places, the most important last.
pub(super) fn layers(outcome: &Outcome, language: Language) -> Vec<Layer> {
    let (samples, receptors): (Vec<_>, Vec<_>) = outcome.receptors.iter().partition(|r| r.kind == SAMPLE);
    let mut made = vec![
        layer("pads", "imap-pads", language, Style::places("triangle", "#6a3d9a", "#6a3d9a"), pads(outcome, language)),
        layer(
            "settlements",
            "imap-settlements",
            language,
            Style::places("circle", INK, PAPER),
            settlements(outcome, language),
        ),
        layer(
            "receptors",
            "imap-receptors",
            language,
            Style::places("diamond", "#1b6e3c", PAPER),
            own(&receptors, language),
        ),
        layer(
            "samples",
            "imap-samples",
            language,
            Style::places("diamond", "#1b6e3c", "#8fd0a8"),
            own(&samples, language),
        ),
        layer(
            "impact-model",
            "imap-impact-model",
            language,
            Style::places("cross", INK, INK),
            vec![impact(outcome.centre, "imap-impact-model", language)],
        ),
    ];
    let reported = outcome.reported_place.map(|place| impact(place, "imap-impact-reported", language));
    made.push(layer(
        "impact-reported",
        "imap-impact-reported",
        language,
        Style::places("star", "#c81428", "#c81428"),
        reported.into_iter().collect(),
    ));
    made.retain(|layer| !layer.features.is_empty());
    made
}

fn layer(id: &'static str, label: &'static str, language: Language, style: Style, features: Vec<Feature>) -> Layer {
    Layer::shown(id, GROUP, msg(label).say(language), style, features)
}

fn place(at: LonLat, name: String, rows: Vec<Row>) -> Feature {
    Feature { name, rows, size: SIGN_PX, ..Feature::plain(geo::Point::new(at.lon, at.lat)) }
}

fn impact(at: LonLat, id: &'static str, language: Language) -> Feature {
    Feature { weight: FOREMOST, size: 18.0, ..place(at, msg(id).say(language), vec![coordinates(at, language)]) }
}

fn coordinates(at: LonLat, language: Language) -> Row {
    row(language, "imap-coordinates", words::place(at.lon, at.lat))
}

fn pads(outcome: &Outcome, language: Language) -> Vec<Feature> {
    let known = outcome.sites.iter().filter(|site| site.quality != PositionQuality::Unknown);
    known
        .filter_map(|site| {
            let at = site.position?;
            let weight = if at.distance_m(outcome.pad) < SAME_PAD_M { FOREMOST } else { 0.0 };
            Some(Feature {
                weight,
                size: 10.0,
                ..place(at, name(language, &site.name), vec![coordinates(at, language)])
            })
        })
        .collect()
}

fn settlements(outcome: &Outcome, language: Language) -> Vec<Feature> {
    let sign = |people: f64| SIZES.iter().rev().find(|(from, _)| people >= *from).map_or(SIZES[0].1, |(_, px)| *px);
    let feature = |s: &SettlementExposure| {
        let people = s.people.unwrap_or(0.0);
        let rows = settlement_rows(s, language);
        Feature { size: sign(people), weight: people + 1.0, ..place(s.position, name(language, &s.name), rows) }
    };
    outcome.settlements.iter().map(feature).collect()
}

fn settlement_rows(s: &SettlementExposure, language: Language) -> Vec<Row> {
    let people: Arg = match (s.people, s.people_year) {
        (Some(people), Some(year)) => msg("imap-people-in-year")
            .with("people", Number::whole(people))
            .with("year", Number::new(f64::from(year), Written::Year))
            .into(),
        (Some(people), None) => Number::whole(people).into(),
        (None, _) => words::not_known().into(),
    };
    let mut rows = vec![row(language, "imap-people", people)];
    let air = Air { udmh: s.udmh_highest_mg_m3, no2: s.no2_highest_mg_m3, dosage: s.udmh_dosage_mg_s_m3 };
    rows.extend(air_rows(&air, s.arrival_s, s.probability, language));
    rows
}

fn own(receptors: &[&ReceptorExposure], language: Language) -> Vec<Feature> {
    let feature = |r: &&ReceptorExposure| {
        let mut rows = vec![];
        if r.kind != SAMPLE {
            rows.push(row(language, "imap-kind", r.kind.as_str()));
        }
        let air = Air { udmh: r.udmh_highest_mg_m3, no2: r.no2_highest_mg_m3, dosage: r.udmh_dosage_mg_s_m3 };
        rows.extend(air_rows(&air, r.arrival_s, r.probability, language));
        rows.push(row(language, "imap-deposit", value(r.udmh_deposit_mg_m2, "mg/m2")));
        place(r.position, r.name.clone(), rows)
    };
    receptors.iter().map(feature).collect()
}

/// What the cloud does at a place.
struct Air {
    udmh: Quantiles,
    no2: Quantiles,
    dosage: Quantiles,
}

fn air_rows(air: &Air, arrival_s: Option<Quantiles>, probability: f64, language: Language) -> Vec<Row> {
    let arrival = arrival_s.map_or_else(|| msg("imap-no-arrival").into(), span);
    vec![
        row(language, "imap-udmh-highest", value(air.udmh, "mg/m3")),
        row(language, "imap-no2-highest", value(air.no2, "mg/m3")),
        row(language, "imap-udmh-dosage", value(air.dosage, "mg s/m3")),
        row(language, "imap-arrival", arrival),
        row(language, "imap-any-limit", Number::share(probability)),
    ]
}
