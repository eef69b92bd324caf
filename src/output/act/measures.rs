//! People, restrictions, detoxification, conclusions, signatures and annexes.

use super::form::{Block, Both, Cell, Table, say};
use super::ground::area;
use crate::assessment::{Outcome, SettlementExposure, Zone};
use crate::language::{Arg, Number, Style, msg, words};
use crate::threshold::Medium;

/// Settlements that are listed at most.
const SETTLEMENTS_MAX: usize = 10;
/// From this probability on a settlement or a zone is listed.
const PROBABLE: f64 = 0.05;
/// Zones proposed for a restriction at most.
const ZONES_MAX: usize = 8;
/// Rows to sign for each party.
const SIGNATURES: usize = 5;
/// Two significant digits.
const TWO: Style = Style::Significant(2);

/// Settlements where a limit may be exceeded, and what the commission counts.
pub(super) fn people(outcome: &Outcome) -> Vec<Block> {
    let mut listed: Vec<&SettlementExposure> =
        outcome.settlements.iter().filter(|s| s.probability >= PROBABLE).collect();
    listed.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    let rows: Vec<_> = listed.into_iter().take(SETTLEMENTS_MAX).map(settlement_row).collect();
    let mut blocks = vec![Block::text("act-people-text")];
    if rows.is_empty() {
        blocks.push(Block::text("act-no-settlements"));
    } else {
        let columns = [("act-settlement", 34), ("imap-people", 20), ("act-distance", 22), ("act-any-limit", 24)];
        blocks.push(Block::grid(Table::new(&columns, rows)));
    }
    blocks.extend([Block::text("act-examined"), Block::text("act-animals")]);
    blocks
}

fn settlement_row(settlement: &SettlementExposure) -> Vec<Cell> {
    let people: Arg = match (settlement.people, settlement.people_year) {
        (Some(people), Some(year)) => {
            let year = Number::new(f64::from(year), Style::Year);
            msg("imap-people-in-year").with("people", Number::whole(people)).with("year", year).into()
        }
        (Some(people), None) => Arg::from(Number::whole(people)),
        (None, _) => words::not_known().into(),
    };
    vec![
        Cell::form(Both::name(&settlement.name)),
        Cell::input(Both::of(people)),
        Cell::model(Arg::from(Number::two(settlement.distance_km)).unit("km")),
        Cell::model(Number::share(settlement.probability)),
    ]
}

/// Areas that the model would have restricted, and the restrictions that were set.
pub(super) fn restrictions(outcome: &Outcome) -> Vec<Block> {
    let mut zones: Vec<&Zone> = outcome
        .assessment
        .zones
        .iter()
        .filter(|z| z.medium != Medium::Fall && z.day.is_none_or(|day| day <= 1) && z.probability >= PROBABLE)
        .collect();
    zones.sort_by(|a, b| b.area_km2.p95.total_cmp(&a.area_km2.p95));
    let rows = zones.into_iter().take(ZONES_MAX).map(|zone| {
        vec![
            Cell::modelled(Both::name(&zone.name)),
            Cell::model(area(zone)),
            Cell::model(zone.reach_km.arg(TWO).unit("km")),
            Cell::model(Number::share(zone.probability)),
        ]
    });
    let columns = [("imap-limit", 36), ("act-area-model", 24), ("act-reach", 22), ("act-probability", 18)];
    let proposed = Table::new(&columns, rows.collect());
    let columns =
        [("act-restriction", 28), ("act-boundary", 26), ("act-from", 13), ("act-until", 13), ("act-ordered-by", 20)];
    let set = Table::new(&columns, vec![]).with_blanks(5);
    vec![
        Block::part("act-restriction-model"),
        Block::grid(proposed),
        Block::part("act-restriction-set"),
        Block::grid(set),
    ]
}

/// What was done to the ground.
pub(super) fn detoxification() -> Vec<Block> {
    let columns = [
        ("act-place", 22),
        ("act-method", 22),
        ("act-volume", 18),
        ("act-date-time", 14),
        ("act-control-samples", 15),
        ("act-result", 14),
    ];
    vec![Block::grid(Table::new(&columns, vec![]).with_blanks(4))]
}

/// Lines for the findings.
pub(super) fn conclusions() -> Vec<Block> {
    vec![Block::Lines { count: 8 }]
}

/// Lines for those who do not agree.
pub(super) fn separate_opinion() -> Vec<Block> {
    let mut blocks = vec![Block::text("act-separate-opinion-text")];
    for party in ["act-party-kz", "act-party-ru"] {
        blocks.extend([Block::part(party), Block::Lines { count: 4 }]);
    }
    blocks
}

/// Lines to sign on, for both parties.
pub(super) fn signatures() -> Vec<Block> {
    let columns = [("act-post", 34), ("act-signature", 22), ("act-name", 28), ("act-signed-on", 16)];
    let mut blocks = Vec::new();
    for party in ["act-party-kz", "act-party-ru"] {
        let table = Table::new(&columns, vec![]).with_blanks(SIGNATURES);
        blocks.extend([Block::part(party), Block::grid(table), Block::text("act-seal")]);
    }
    blocks
}

/// What goes with the act, and what its computed part was made from.
pub(super) fn annexes(outcome: &Outcome) -> Vec<Block> {
    let ids = ["act-annex-map", "act-annex-report", "act-annex-scheme", "act-annex-protocols", "act-annex-handover"];
    let rows = ids.iter().enumerate().map(|(k, id)| {
        let number = (k + 1).to_string();
        vec![Cell::form(Both { kk: number.clone(), ru: number }), Cell::form(say(id))]
    });
    let assessment = &outcome.assessment;
    let made = msg("act-calculation")
        .with("version", env!("CARGO_PKG_VERSION"))
        .with("scenario", assessment.scenario.as_str())
        .with("members", assessment.members)
        .with("seed", assessment.seed.to_string());
    let table = Table::new(&[("act-row", 8), ("act-annex", 92)], rows.collect());
    vec![Block::grid(table), Block::Text { text: Both::of(made) }]
}
