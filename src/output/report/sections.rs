//! Tables and lists of the sections after the first page.

use serde::Serialize;

use super::fall::{Fall, fall};
use super::official::{Finding, findings};
use super::release::{Release, release as release_study};
use super::sensitivity::{SensitivityPage, sensitivity};
use super::soil;
use super::table::{Table, fact};
use super::water::{Water, water};
use super::words;
use crate::assessment::{Ledger, Outcome, Quantiles, SettlementExposure, Zone};
use crate::output::number;
use crate::provenance::{Assumption, Citation, InputFile, WarningCode};
use crate::threshold::{Medium, Threshold};

/// What the sections show.
#[derive(Serialize)]
pub(super) struct Sections<'a> {
    incident: Table,
    findings: Vec<Finding>,
    differences: Vec<&'a str>,
    source_inputs: Table,
    release: Table,
    fates: Table,
    ledger: Table,
    weather: Table,
    weather_observed: bool,
    fall: Option<Fall>,
    release_study: Option<Release>,
    sensitivity: SensitivityPage,
    air: Table,
    soil: Table,
    soil_by_day: Table,
    soil_by_depth: Table,
    water: Table,
    waters: Option<Water>,
    zones: Table,
    zones_unreached: Table,
    people: Table,
    settlements: Table,
    thresholds: Table,
    assumptions: &'a [Assumption],
    warnings: Vec<&'a str>,
    lease: Table,
    population_sources: &'a [String],
    coefficient_sets: &'a [String],
    citations: &'a [Citation],
    map_credit: &'a str,
    inputs: Table,
    checksums: Table,
    command: String,
    seed: u64,
    members: usize,
}

impl<'a> Sections<'a> {
    pub(super) fn new(outcome: &'a Outcome) -> Self {
        let assessment = &outcome.assessment;
        let by_medium = |medium| {
            let zones = assessment.zones.iter();
            zone_table(zones.filter(move |zone| zone.medium == medium && words::is_modelled(zone)))
        };
        let (reached, unreached): (Vec<&Zone>, Vec<&Zone>) =
            assessment.zones.iter().partition(|zone| zone.probability > 0.0);
        Self {
            incident: Table::facts(&incident(outcome)),
            findings: findings(outcome),
            differences: differences(outcome),
            source_inputs: Table::facts(&outcome.source_rows),
            release: release(outcome),
            fates: fates(outcome),
            ledger: ledger(outcome),
            weather: Table::facts(&outcome.weather_rows),
            weather_observed: outcome.weather_observed,
            fall: assessment.fall.as_ref().map(fall),
            release_study: release_study(outcome),
            sensitivity: sensitivity(outcome),
            air: by_medium(Medium::Air),
            soil: by_medium(Medium::Soil),
            soil_by_day: soil::by_day(outcome),
            soil_by_depth: soil::by_depth(outcome),
            water: by_medium(Medium::Water),
            waters: water(outcome),
            zones: people_table(&reached),
            zones_unreached: unreached_table(&unreached),
            people: Table::facts(&people(outcome)),
            settlements: settlements(outcome),
            thresholds: thresholds(outcome),
            assumptions: &outcome.assumptions,
            warnings: assessment.warnings.iter().map(|warning| warning.text.as_str()).collect(),
            lease: Table::facts(&lease(outcome)),
            population_sources: &assessment.population.sources,
            coefficient_sets: &outcome.coefficient_sets,
            citations: &outcome.citations,
            map_credit: &outcome.base_map.credit,
            inputs: inputs(&outcome.inputs),
            checksums: checksums(&outcome.inputs),
            command: outcome.command_line.join(" "),
            seed: assessment.seed,
            members: assessment.members,
        }
    }
}

fn incident(outcome: &Outcome) -> Vec<(String, String)> {
    let incident = &outcome.assessment.incident;
    vec![
        fact("Vehicle", format!("{} ({})", outcome.vehicle_name.en, incident.vehicle)),
        fact("Launch site", format!("{}, {}", incident.site, number::place(outcome.pad.lon, outcome.pad.lat))),
        fact(
            "Time of the failure after lift-off (median)",
            format!("{} s", number::three_digits(incident.failure_time_s)),
        ),
        fact("Altitude at the failure (median)", format!("{} m", number::two_digits(incident.altitude_m))),
        fact(
            "Speed at the failure, relative to the ground (median)",
            format!("{} m/s", number::two_digits(incident.speed_m_s)),
        ),
        fact("Point below the vehicle at the failure", number::place(incident.lon, incident.lat)),
        fact("Likeliest place of impact", number::place(outcome.centre.lon, outcome.centre.lat)),
    ]
}

fn differences(outcome: &Outcome) -> Vec<&str> {
    let about = [WarningCode::DiffersFromReport, WarningCode::FallAwayFromReport];
    let warnings = outcome.assessment.warnings.iter().filter(|warning| about.contains(&warning.code));
    warnings.map(|warning| warning.text.as_str()).collect()
}

fn quantile_cells(q: Quantiles, write: fn(f64) -> String) -> [String; 3] {
    [write(q.p05), write(q.median), write(q.p95)]
}

fn release(outcome: &Outcome) -> Table {
    let rows = words::in_order(&outcome.assessment.release_kg).into_iter().map(|(id, mass_kg)| {
        let mut row = vec![words::substance(id).to_owned()];
        row.extend(quantile_cells(*mass_kg, number::three_digits));
        row
    });
    Table::new(&["Substance", "#5 %, kg", "#median, kg", "#95 %, kg"], rows)
}

fn fates(outcome: &Outcome) -> Table {
    let rows = outcome.fates.iter().map(|(fate, mass_kg)| {
        let mut row = vec![fate.clone()];
        row.extend(quantile_cells(*mass_kg, number::two_digits));
        row
    });
    Table::new(&["Fate", "#5 %, kg", "#median, kg", "#95 %, kg"], rows)
}

/// Picks one column of a ledger, kg.
type Column = fn(&Ledger) -> f64;

/// Fates of the ledger in the order of the reader's question: what was there, and where did it go.
const LEDGER_ROWS: [(&str, Column); 9] = [
    ("In the tanks at lift-off, or formed", |l| l.loaded),
    ("Burnt by the engines before the failure", |l| l.burnt_in_flight),
    ("Burnt or decomposed at break-up or impact", |l| l.burnt_on_impact),
    ("Vapour released above the mixing layer", |l| l.evaporated_aloft),
    ("Still in the air of the mixing layer at the end", |l| l.airborne),
    ("Turned into other substances", |l| l.transformed),
    ("In or on the soil", |l| l.deposited_soil),
    ("In water", |l| l.deposited_water),
    ("Carried out of the computed area, or gone with dropped stages", |l| l.left_domain),
];

fn ledger(outcome: &Outcome) -> Table {
    let ledgers = words::in_order(&outcome.assessment.ledger_kg);
    let mut heads = vec!["Mass, kg".to_owned()];
    heads.extend(ledgers.iter().map(|(id, _)| format!("#{}", words::substance(id))));
    if ledgers.is_empty() {
        return Table::new(&[], []);
    }
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let row = |(label, of): (&str, Column)| {
        let mut row = vec![label.to_owned()];
        row.extend(ledgers.iter().map(|(_, ledger)| number::three_digits(of(ledger))));
        row
    };
    let mut rows: Vec<Vec<String>> = LEDGER_ROWS.into_iter().map(row).collect();
    let mut closure = vec!["Largest closure error of all members (share of the load)".to_owned()];
    closure.extend(ledgers.iter().map(|(_, ledger)| number::error(ledger.closure_error)));
    rows.push(closure);
    Table::new(&heads, rows)
}

fn zone_table<'a>(zones: impl Iterator<Item = &'a Zone>) -> Table {
    let row = |zone: &Zone| {
        vec![
            words::zone(zone).to_owned(),
            words::limit(zone),
            number::averaging(zone.averaging_s),
            number::area_range(zone.area_km2),
            format!("{} km", number::range(zone.reach_km, number::two_digits)),
            number::share(zone.probability),
        ]
    };
    let heads = ["Zone", "#Limit", "#Mean over", "#Area", "#Reach", "#Share of members"];
    Table::new(&heads, zones.filter(|zone| zone.probability > 0.0).map(row))
}

fn people_table(zones: &[&Zone]) -> Table {
    let row = |zone: &&Zone| {
        vec![
            words::zone(zone).to_owned(),
            words::medium(zone.medium).to_owned(),
            words::basis(zone.basis).to_owned(),
            number::area_range(zone.area_km2),
            number::range(zone.population, number::count),
            number::count(zone.population_settlements),
            number::count(zone.population_background),
            words::or_dash(&zone.settlements.join(", ")),
            number::share(zone.probability),
        ]
    };
    let heads = [
        "Zone",
        "Medium",
        "Basis",
        "#Area",
        "#People",
        "#in settlements",
        "#rural",
        "Settlements",
        "#Share of members",
    ];
    Table::new(&heads, zones.iter().map(row))
}

fn unreached_table(zones: &[&Zone]) -> Table {
    let row = |zone: &&Zone| {
        vec![
            words::zone(zone).to_owned(),
            words::medium(zone.medium).to_owned(),
            words::limit(zone),
            "0".to_owned(),
            "0".to_owned(),
        ]
    };
    Table::new(&["Zone", "Medium", "#Limit", "#Area, km²", "#People"], zones.iter().map(row))
}

fn people(outcome: &Outcome) -> Vec<(String, String)> {
    let population = &outcome.assessment.population;
    let mut facts = vec![
        fact("In listed settlements within the widest modelled zone (median)", number::count(population.settlements)),
        fact("Rural background within it (median)", number::count(population.background)),
        fact("Year of the figures", population.year.to_string()),
    ];
    if let Some(share) = population.listed_share {
        facts.push(fact("Share of the official total that the listed settlements cover", number::share(share)));
    }
    facts
}

fn settlements(outcome: &Outcome) -> Table {
    let row = |s: &SettlementExposure| {
        let mg_m3 = |q| number::range(q, number::two_digits);
        vec![
            s.name.en.clone(),
            words::or_dash(&s.name.ru),
            words::or_dash(&s.name.kk),
            people_of(s),
            number::two_digits(s.distance_km),
            mg_m3(s.udmh_highest_mg_m3),
            mg_m3(s.udmh_dosage_mg_s_m3),
            mg_m3(s.no2_highest_mg_m3),
            s.arrival_s.map_or_else(|| "–".to_owned(), number::span_range),
            number::share(s.probability),
        ]
    };
    let heads = [
        "Settlement",
        "Russian",
        "Kazakh",
        "#People (year)",
        "#Distance, km",
        "#Highest UDMH, mg/m³",
        "#Dosage UDMH, mg s/m³",
        "#Highest NO₂, mg/m³",
        "#Cloud arrives after",
        "#Any limit exceeded",
    ];
    Table::new(&heads, outcome.settlements.iter().map(row))
}

fn people_of(s: &SettlementExposure) -> String {
    match (s.people, s.people_year) {
        (Some(people), Some(year)) => format!("{} ({year})", number::whole(people)),
        (Some(people), None) => format!("{} (?)", number::whole(people)),
        (None, _) => "no figure".to_owned(),
    }
}

fn thresholds(outcome: &Outcome) -> Table {
    let row = |t: &Threshold| {
        vec![
            if t.name.en.is_empty() { t.id.clone() } else { t.name.en.clone() },
            words::medium(t.medium).to_owned(),
            format!("{} {}", number::exact(t.value), number::unit(&t.unit)),
            number::averaging(t.averaging_s),
            words::severity(t.severity).to_owned(),
            t.legal_source.clone(),
            t.legal_date.clone(),
            confidence(&t.confidence).to_owned(),
        ]
    };
    let heads = ["Limit", "Medium", "#Value", "#Mean over", "Meaning", "Legal source", "Date", "How sure"];
    Table::new(&heads, outcome.thresholds.iter().map(row))
}

fn confidence(tag: &str) -> &str {
    match tag {
        "V" => "read in the source",
        "D" => "derived",
        "M" => "from memory, to be verified",
        "A" => "assumed",
        other => other,
    }
}

fn lease(outcome: &Outcome) -> Vec<(String, String)> {
    let lease = &outcome.assessment.lease;
    vec![
        fact("Area of the outline used", format!("{} km²", number::fixed(lease.area_km2, 0))),
        fact("Area in the lease treaty", format!("{} km²", number::fixed(lease.official_area_km2, 0))),
        fact("Outline", lease.source.clone()),
    ]
}

fn inputs(inputs: &[InputFile]) -> Table {
    let row = |input: &InputFile| vec![input.role.clone(), input.path.clone(), input.source.clone()];
    Table::new(&["Input", "File", "Source and licence"], inputs.iter().map(row))
}

fn checksums(inputs: &[InputFile]) -> Table {
    let row = |input: &InputFile| vec![input.path.clone(), input.sha256.clone()];
    Table::new(&["File", "SHA-256"], inputs.iter().map(row))
}
