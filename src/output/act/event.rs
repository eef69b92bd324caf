//! The commission, the accident and the place.

use jiff::Timestamp;

use super::form::{Block, Both, Cell, Table, say};
use crate::assessment::{Outcome, Quantiles, SettlementExposure};
use crate::geodesy::LonLat;
use crate::language::{Arg, Clock, Number, Precision, Style, msg, words};
use crate::substance::Substance;

/// Rows for the members of each party.
const MEMBERS: usize = 4;

/// Two significant digits.
const TWO: Style = Style::Significant(2);

/// Who signs: roles and empty lines for both parties. The program knows no names.
pub(super) fn commission() -> Vec<Block> {
    let mut blocks = vec![Block::text("act-commission-text")];
    for party in ["act-party-kz", "act-party-ru"] {
        let role = |id: &'static str| vec![Cell::form(say(id)), Cell::blank(), Cell::blank(), Cell::blank()];
        let mut rows = vec![role("act-chair")];
        rows.extend(std::iter::repeat_n(role("act-member"), MEMBERS));
        rows.push(role("act-invited"));
        let columns = [("act-role", 22), ("act-name", 30), ("act-post", 28), ("act-authority", 20)];
        blocks.extend([Block::part(party), Block::grid(Table::new(&columns, rows))]);
    }
    blocks.push(Block::text("act-survey-time"));
    blocks
}

/// One row "item: value, origin".
fn row(item: Both, value: Cell, origin: &'static str) -> Vec<Cell> {
    vec![Cell::form(item), value, Cell::form(say(origin))]
}

fn facts(rows: Vec<Vec<Cell>>) -> Block {
    Block::grid(Table::new(&[("act-item", 40), ("act-value", 38), ("act-origin", 22)], rows))
}

fn modelled(item: &'static str, value: impl Into<Arg>) -> Vec<Cell> {
    row(say(item), Cell::model(value), "act-by-model")
}

fn left_blank(item: &'static str) -> Vec<Cell> {
    row(say(item), Cell::blank(), "act-by-commission")
}

/// What the input says of the accident, and what the model makes of it.
pub(super) fn accident(outcome: &Outcome) -> Vec<Block> {
    let given = |item: &'static str, value: Both| row(say(item), Cell::input(value), "act-by-scenario");
    let assessment = &outcome.assessment;
    let mut rows =
        vec![given("act-event", Both::name(&outcome.title)), given("act-vehicle", Both::name(&outcome.vehicle_name))];
    if let Some(site) = outcome.sites.iter().find(|site| site.id == assessment.incident.site) {
        rows.push(given("act-site", Both::name(&site.name)));
    }
    if let Ok(at) = assessment.time_utc.parse::<Timestamp>() {
        let local = Clock::Local { utc_offset_h: outcome.utc_offset_h };
        for (item, clock) in [("act-liftoff-utc", Clock::Utc), ("act-liftoff-local", local)] {
            rows.push(given(item, Both::of(Arg::Date { at, clock, precision: Precision::Second })));
        }
    }
    let incident = &assessment.incident;
    rows.push(modelled("act-failure-time", Arg::from(Number::two(incident.failure_time_s)).unit("s")));
    rows.push(modelled("act-failure-altitude", Arg::from(Number::two(incident.altitude_m / 1e3)).unit("km")));
    for (id, left_kg) in &assessment.release_kg {
        rows.push(mass_row("act-loaded", id, *left_kg));
    }
    for (id, ledger) in &assessment.ledger_kg {
        if ledger.deposited_soil > 0.0 && Substance::from_id(id).is_some() {
            rows.push(mass_row("act-spilt", id, Quantiles::exactly(ledger.deposited_soil)));
        }
    }
    rows.push(left_blank("act-accident-confirmed"));
    vec![facts(rows), Block::Lines { count: 2 }]
}

fn mass_row(item: &'static str, substance: &str, mass_kg: Quantiles) -> Vec<Cell> {
    let item = Both::of(msg(item).with("what", words::substance(substance)));
    row(item, Cell::model(mass_kg.arg(TWO).unit("kg")), "act-by-model")
}

/// Where it came down: reported, computed, and what the commission measures.
pub(super) fn place(outcome: &Outcome) -> Vec<Block> {
    let mut rows = Vec::new();
    if let Some(reported) = outcome.reported_place {
        rows.push(row(say("act-reported-place"), Cell::input(degrees(reported)), "act-by-report"));
    }
    rows.push(row(say("act-modelled-place"), Cell::modelled(degrees(outcome.centre)), "act-by-model"));
    if let Some(fall) = &outcome.assessment.fall {
        rows.push(modelled("act-modelled-region", Arg::from(Number::two(fall.area95_km2)).unit("km2")));
    }
    let nearest = outcome.settlements.iter().min_by(|a, b| a.distance_km.total_cmp(&b.distance_km));
    rows.extend(nearest.map(|s| row(say("act-nearest"), Cell::modelled(nearest_at(s)), "act-by-model")));
    rows.push(modelled("act-in-lease", words::yes_no(outcome.assessment.lease.inside)));
    let blanks = ["act-measured-place", "act-region", "act-land-user", "act-terrain", "act-waters", "act-weather"];
    rows.extend(blanks.map(left_blank));
    vec![facts(rows), Block::text("act-scheme")]
}

fn degrees(at: LonLat) -> Both {
    Both::of(words::place(at.lon, at.lat))
}

fn nearest_at(settlement: &SettlementExposure) -> Both {
    let distance = Arg::from(Number::two(settlement.distance_km)).unit("km");
    let name = Both::name(&settlement.name);
    let name = Arg::Names { en: name.ru.clone(), ru: name.ru, kk: name.kk };
    Both::of(msg("act-nearest-at").with("name", name).with("distance", distance))
}
