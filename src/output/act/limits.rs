//! The table of exceedance: what was measured, the limit, the multiple, and the model in a column of its own.

use super::form::{Block, Both, Cell, Table};
use super::ground::layer;
use crate::assessment::{LayerContents, Outcome, Quantiles, SettlementExposure, SoilDay};
use crate::language::{Arg, Number, Style, msg};
use crate::receptor::Measured;
use crate::substance::Substance;
use crate::threshold::{Medium, Severity, Threshold};

/// Two significant digits.
const TWO: Style = Style::Significant(2);

/// One row a limit of the hygienic norms. Measured values are those of the samples that the user gave, the highest of
/// each medium and substance; without any they and the multiples are left to the commission.
pub(super) fn exceedance(outcome: &Outcome) -> Vec<Block> {
    let norms = outcome.thresholds.iter().filter(|limit| limit.severity == Severity::Hygienic);
    let rows = norms.map(|limit| row(limit, outcome)).collect();
    let columns = [
        ("act-substance", 19),
        ("act-measured", 16),
        ("act-limit-value", 13),
        ("act-multiple", 12),
        ("act-legal-source", 19),
        ("act-modelled-range", 21),
    ];
    vec![Block::text("act-exceedance-text"), Block::grid(Table::new(&columns, rows)), Block::text("act-check-limits")]
}

fn row(limit: &Threshold, outcome: &Outcome) -> Vec<Cell> {
    let value = Arg::from(plain(limit.value)).unit(limit.unit.clone());
    let (measured, multiple) = measured(limit, outcome).unwrap_or((Cell::blank(), Cell::blank()));
    vec![
        Cell::form(Both::name(&limit.name)),
        measured,
        Cell::form(Both::of(value)),
        multiple,
        Cell::form(legal_source(&limit.legal_source)),
        Cell::model(modelled(limit, outcome)),
    ]
}

/// A limit as an act prints it, never as a power of ten.
fn plain(value: f64) -> Number {
    if value < 1e-4 { Number::fixed(value, 5) } else { Number::exact(value) }
}

/// The highest measured value of the substance in the medium, with its sample, and how many times the limit it is.
fn measured(limit: &Threshold, outcome: &Outcome) -> Option<(Cell, Cell)> {
    let of_limit = |m: &Measured| m.substance == limit.substance && m.medium == limit.medium;
    let found = outcome.receptors.iter().filter_map(|r| Some((r, r.measured.filter(of_limit)?)));
    let (sample, highest) = found.max_by(|a, b| a.1.value.total_cmp(&b.1.value))?;
    let value = Arg::from(Number::exact(highest.value)).unit(limit.unit.clone());
    let text = msg("act-measured-at").with("value", value).with("sample", sample.name.as_str());
    let multiple = Number::two(highest.value / limit.value);
    Some((Cell::input(Both::of(text)), Cell::input(Both::of(multiple))))
}

/// What the model has beside the limit; for air the most exposed settlement, for soil the worst layer where most was
/// spilt, for water the river or lake with the highest content.
fn modelled(limit: &Threshold, outcome: &Outcome) -> Arg {
    let found = match limit.medium {
        Medium::Air => in_air(limit, outcome),
        Medium::Soil => in_soil(limit, outcome),
        Medium::Water => in_water(limit, outcome),
        Medium::Fall => None,
    };
    found.unwrap_or_else(|| msg("act-model-none").into())
}

/// Only the norm for 20 minutes: the highest concentrations of the result are means over that time.
fn in_air(limit: &Threshold, outcome: &Outcome) -> Option<Arg> {
    let of = |s: &SettlementExposure| match limit.substance {
        Substance::Udmh => Some(s.udmh_highest_mg_m3),
        Substance::No2 => Some(s.no2_highest_mg_m3),
        _ => None,
    };
    if limit.averaging_s != 1200.0 {
        return None;
    }
    let found = outcome.settlements.iter().filter_map(|s| Some((s, of(s)?)));
    let (settlement, value) = found.max_by(|a, b| a.1.p95.total_cmp(&b.1.p95))?;
    let name = Both::name(&settlement.name);
    let where_ = Arg::Names { en: name.ru.clone(), ru: name.ru, kk: name.kk };
    Some(msg("act-model-air").with("value", interval(value, limit)).with("where", where_).into())
}

fn in_soil(limit: &Threshold, outcome: &Outcome) -> Option<Arg> {
    let of = |layer: &LayerContents| match limit.substance {
        Substance::Udmh => Some(layer.udmh_mg_kg),
        Substance::Ndma => Some(layer.ndma_mg_kg),
        _ => None,
    };
    let first: &SoilDay = outcome.assessment.soil.first()?;
    let found = first.worst.iter().filter_map(|layer| Some((layer, of(layer)?)));
    let (worst, value) = found.max_by(|a, b| a.1.p95.total_cmp(&b.1.p95))?;
    Some(msg("act-model-soil").with("value", interval(value, limit)).with("layer", layer(worst.layer)).into())
}

fn in_water(limit: &Threshold, outcome: &Outcome) -> Option<Arg> {
    let bodies = outcome.assessment.water.iter();
    let found = bodies.flat_map(|body| body.contents.iter().filter(|c| c.id == limit.id).map(move |c| (body, c)));
    let (body, content) = found.max_by(|a, b| a.1.highest_mg_l.p95.total_cmp(&b.1.highest_mg_l.p95))?;
    let value = interval(content.highest_mg_l, limit);
    Some(msg("act-model-water").with("value", value).with("where", body.name.as_str()).into())
}

fn interval(value: Quantiles, limit: &Threshold) -> Arg {
    Arg::Range { low: value.p05, best: None, high: value.p95, style: TWO }.unit(limit.unit.clone())
}

/// Acts by the mark that their citation bears in the table of limits.
const ACTS: [(&str, &str); 5] = [
    ("ҚР ДСМ-70", "act-order-air"),
    ("ҚР ДСМ-32", "act-order-soil"),
    ("ҚР ДСМ-138", "act-order-water"),
    ("GN 2.1.7.2735-10", "act-order-gn"),
    ("none in force", "act-order-none"),
];

/// The acts that a citation names; a citation that names none of those known is printed as it stands.
fn legal_source(citation: &str) -> Both {
    let named: Vec<Arg> =
        ACTS.into_iter().filter(|(mark, _)| citation.contains(mark)).map(|(_, id)| msg(id).into()).collect();
    if named.is_empty() { Both::of(citation) } else { Both::of(Arg::Joined(named, "; ".into())) }
}
