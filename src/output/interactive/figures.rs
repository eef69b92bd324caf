//! Figures of the result as the cards of the map print them.

use crate::assessment::{Quantiles, Zone};
use crate::language::{Arg, Language, Number, Style, msg};
use crate::substance::Names;
use crate::units;

/// Below that area, km2, square metres read better.
const SMALL_AREA_KM2: f64 = 0.01;
/// Two significant digits, as everything that a model computes.
const TWO: Style = Style::Significant(2);

/// A row of a card.
pub(super) type Row = (String, String);

/// A row: the id of its first cell, and its value.
pub(super) fn row(language: Language, what: &'static str, value: impl Into<Arg>) -> Row {
    (msg(what).say(language), value.into().say(language))
}

/// The name in a language.
pub(super) fn name(language: Language, names: &Names) -> String {
    names.of(language).replace("NO2", "NO₂")
}

/// A value of a model with its unit.
pub(super) fn value(q: Quantiles, unit: &'static str) -> Arg {
    q.arg(TWO).unit(unit)
}

/// People.
pub(super) fn people(q: Quantiles) -> Arg {
    q.arg(Style::Count)
}

/// Area, in square metres where it is small.
pub(super) fn area(q: Quantiles) -> Arg {
    if q.p95 < SMALL_AREA_KM2 { value(q.times(units::m2_from_km2(1.0)), "m2") } else { value(q, "km2") }
}

/// A time span in the unit that reads best.
pub(super) fn span(q: Quantiles) -> Arg {
    match q.median {
        s if s < 120.0 => value(q, "s"),
        s if s < 7200.0 => value(q.times(units::min_from_s(1.0)), "min"),
        _ => value(q.times(units::h_from_s(1.0)), "h"),
    }
}

/// A limit with its unit and the time that it is a mean over.
pub(super) fn limit(zone: &Zone) -> Arg {
    let limit = Arg::from(Number::exact(zone.threshold)).unit(zone.unit.clone());
    match zone.averaging_s {
        s if s <= 0.0 => limit,
        s if s < 3600.0 => mean(limit, units::min_from_s(s), "min"),
        s => mean(limit, units::h_from_s(s), "h"),
    }
}

fn mean(limit: Arg, time: f64, unit: &'static str) -> Arg {
    msg("imap-mean-over").with("limit", limit).with("time", Arg::from(Number::exact(time)).unit(unit)).into()
}
