//! Fragments, spills and samples.

use super::form::{Block, Both, Cell, Table};
use crate::assessment::{Outcome, PieceClass, ReceptorExposure, Zone};
use crate::language::{Arg, Number, Style, msg, words};
use crate::receptor::SAMPLE;
use crate::threshold::Medium;

/// Empty rows for what is found.
const FRAGMENTS: usize = 8;
const SPILLS: usize = 6;
const SAMPLES: usize = 10;
/// Two significant digits.
const TWO: Style = Style::Significant(2);
/// Below that area, km2, square metres read better.
const SMALL_AREA_KM2: f64 = 0.01;

/// Where parts are to be looked for, and the list of those found.
pub(super) fn fragments(outcome: &Outcome) -> Vec<Block> {
    let mut blocks = vec![Block::part("act-fragments-model")];
    let pieces = outcome.assessment.fall.as_ref().map_or(&[][..], |fall| &fall.pieces);
    if pieces.is_empty() {
        blocks.push(Block::text("act-no-fall"));
    } else {
        let columns = [("act-class", 26), ("act-mean-place", 32), ("act-spread", 21), ("act-propellant", 21)];
        blocks.push(Block::grid(Table::new(&columns, pieces.iter().map(piece_row).collect())));
    }
    let columns = [
        ("act-row", 6),
        ("act-description", 26),
        ("act-size-mass", 15),
        ("act-latitude", 13),
        ("act-longitude", 13),
        ("act-residue", 13),
        ("act-disposal", 14),
    ];
    let found = Table::new(&columns, vec![]).numbered(FRAGMENTS);
    blocks.extend([Block::part("act-fragments-found"), Block::grid(found)]);
    blocks
}

fn piece_row(piece: &PieceClass) -> Vec<Cell> {
    let sigma = |km: f64| Arg::from(Number::two(km));
    let spread = Arg::Joined(vec![sigma(piece.sigma_along_km), sigma(piece.sigma_across_km)], " × ".into()).unit("km");
    vec![
        Cell::model(words::piece(&piece.name)),
        Cell::model(words::place(piece.lon, piece.lat)),
        Cell::model(spread),
        Cell::model(piece.propellant_kg.arg(TWO).unit("kg")),
    ]
}

/// An area over the members, in square metres where it is small.
pub(super) fn area(zone: &Zone) -> Arg {
    let km2 = zone.area_km2;
    if km2.p95 < SMALL_AREA_KM2 { km2.times(1e6).arg(TWO).unit("m2") } else { km2.arg(TWO).unit("km2") }
}

/// Computed areas above the limits in the soil on the first day, and the list of spills found.
pub(super) fn spills(outcome: &Outcome) -> Vec<Block> {
    let zones = &outcome.assessment.zones;
    let of_first_day = |z: &&Zone| z.medium == Medium::Soil && z.day.is_none_or(|day| day <= 1) && z.probability > 0.0;
    let rows = zones.iter().filter(of_first_day).map(|zone| {
        vec![
            Cell::modelled(Both::name(&zone.name)),
            Cell::model(Arg::from(Number::exact(zone.threshold)).unit(zone.unit.clone())),
            Cell::model(area(zone)),
            Cell::model(Number::share(zone.probability)),
        ]
    });
    let columns = [("imap-limit", 36), ("act-limit-value", 16), ("act-area-model", 28), ("act-probability", 20)];
    let computed = Table::new(&columns, rows.collect());
    let columns = [
        ("act-row", 6),
        ("act-place", 22),
        ("act-area-measured", 13),
        ("act-depth", 13),
        ("act-substance", 16),
        ("act-spill-signs", 16),
        ("act-sample-numbers", 14),
    ];
    let found = Table::new(&columns, vec![]).numbered(SPILLS);
    vec![Block::part("act-spills-model"), Block::grid(computed), Block::part("act-spills-found"), Block::grid(found)]
}

/// The register of samples: points that the user gave with their places, then empty rows.
pub(super) fn samples(outcome: &Outcome) -> Vec<Block> {
    let given: Vec<&ReceptorExposure> = outcome.receptors.iter().filter(|r| r.kind == SAMPLE).collect();
    let rows = given.iter().enumerate().map(|(k, sample)| sample_row(k + 1, sample)).collect();
    let columns = [
        ("act-row", 5),
        ("act-medium", 9),
        ("act-place", 17),
        ("act-depth-cm", 12),
        ("act-date-time", 11),
        ("act-seal-kz", 16),
        ("act-seal-ru", 15),
        ("act-laboratory", 15),
    ];
    vec![Block::text("act-samples-text"), Block::grid(Table::new(&columns, rows).with_blanks(SAMPLES))]
}

fn sample_row(number: usize, sample: &ReceptorExposure) -> Vec<Cell> {
    let number = number.to_string();
    let place = Arg::Joined(
        vec![sample.name.as_str().into(), words::place(sample.position.lon, sample.position.lat).into()],
        " ".into(),
    );
    let mut row =
        vec![Cell::form(Both { kk: number.clone(), ru: number }), Cell::blank(), Cell::input(Both::of(place))];
    row.resize(8, Cell::blank());
    row
}

/// What the model says of a soil layer, as a message would name it.
pub(super) fn layer(name: &str) -> Arg {
    let cm = name.trim_end_matches(" cm").replace('-', "–");
    if name.ends_with(" cm") { msg("act-layer").with("cm", cm).into() } else { name.into() }
}
