//! Which drawn input moves which answer most: rank correlation over the members.
//!
//! Two figures an input. The rank correlation decides the order and what to measure first: who learns an input also
//! learns what goes with it, and that narrows the answer too. The partial rank correlation, with the other inputs held,
//! stands beside it and tells which of two inputs that go together does the work.

mod columns;
mod question;
mod rank;
mod words;

use self::columns::{Column, columns};
use self::question::{Question, questions};
use self::rank::{correlation, interval, partials, ranks, two_sided_z};
use super::Stage;
use crate::assessment::{Answer, Effect, Sensitivity};
use crate::ensemble::drivers::Concerns;

/// Probability with which all intervals of one answer hold together (Dunn 1961, J. Am. Stat. Assoc. 56, 52-64): of
/// twenty inputs without effect one would stand out by chance if each had its own.
const CONFIDENCE: f64 = 0.95;

/// Share of the members that must have a zone before its inputs are told.
const REACHED_MIN: f64 = 0.1;

/// Members below which nothing is told: hardly any input could stand out.
const MEMBERS_MIN: usize = 20;

/// Free members below which no partial correlation is told.
const FREE_MIN: usize = 20;

/// Inputs to be measured that are named at most.
const NAMED_MAX: usize = 3;

/// Two inputs whose ranks go together as closely as this are one measurement.
const SAME_MEASUREMENT: f64 = 0.7;

impl Stage<'_> {
    /// The sensitivity of the answers to what the members drew.
    pub(super) fn sensitivity(&self) -> Sensitivity {
        let (columns, left_out) = columns(&self.summary.sample);
        let answers = questions(self).into_iter().map(|question| answer(question, &columns)).collect();
        let drivers = columns.into_iter().map(|column| column.report).collect();
        let found = Sensitivity {
            members: self.summary.sample.len(),
            confidence: CONFIDENCE,
            drivers,
            left_out,
            answers,
            findings: vec![],
        };
        Sensitivity { findings: words::findings(&found), ..found }
    }
}

/// What moves one answer.
fn answer(question: Question, columns: &[Column]) -> Answer {
    let reached = question.values.iter().filter(|value| **value > 0.0).count();
    let not_told = not_told(&question, reached, columns);
    let effects = if not_told.is_none() { effects(&question, columns) } else { Vec::new() };
    Answer {
        id: question.id,
        title: question.title,
        measure_first: measure_first(&effects, columns),
        limit: question.limit,
        zone: question.zone,
        reached,
        cut: question.cut,
        not_told,
        effects,
    }
}

fn not_told(question: &Question, reached: usize, columns: &[Column]) -> Option<String> {
    let n = question.values.len();
    let what = if question.counts_people { "people are in it" } else { "the limit is reached" };
    if question.zone.is_none() {
        Some("no limit of the table fits or is reached".to_owned())
    } else if n < MEMBERS_MIN {
        Some(format!("{n} members are too few, it takes {MEMBERS_MIN}"))
    } else if (reached as f64) < REACHED_MIN * n as f64 {
        Some(format!("{what} in {reached} of {n} members only"))
    } else if question.values.iter().all(|value| *value == question.values[0]) {
        Some("it is the same in every member".to_owned())
    } else if columns.is_empty() {
        Some("no input differs from member to member".to_owned())
    } else {
        None
    }
}

/// True where an input can have an effect on an answer; NDMA forms where heptyl is.
fn concerned(column: &Column, question: &Question) -> bool {
    use crate::source::AirSpecies::{Ndma, Udmh};
    match column.concerns {
        Concerns::All => true,
        Concerns::People => question.counts_people,
        Concerns::Species(species) => {
            question.species == Some(species) || (species == Udmh && question.species == Some(Ndma))
        }
    }
}

/// Every input with its correlations, the strongest first; those equally strong in the order of the list.
fn effects(question: &Question, columns: &[Column]) -> Vec<Effect> {
    let columns: Vec<&Column> = columns.iter().filter(|column| concerned(column, question)).collect();
    let inputs: Vec<&[f64]> = columns.iter().map(|column| column.ranks.as_slice()).collect();
    let (n, answer) = (question.values.len(), ranks(&question.values));
    let z = two_sided_z((1.0 - CONFIDENCE) / columns.len().max(1) as f64);
    let (partials, held) = partials(&inputs, &answer);
    let enough = n >= held + 3 + FREE_MIN;
    let mut effects: Vec<Effect> = columns
        .iter()
        .zip(partials)
        .map(|(column, partial)| {
            let rank = interval(correlation(&column.ranks, &answer), n, 0, z);
            let partial = partial.filter(|_| enough).map(|value| interval(value, n, held, z));
            Effect { driver: column.report.id.clone(), rank, partial, told: rank.is_told() }
        })
        .collect();
    effects.sort_by(|a, b| b.rank.value.abs().total_cmp(&a.rank.value.abs()));
    effects
}

/// What stands out and can be measured; one that goes closely with another named before adds nothing and is left out.
fn measure_first(effects: &[Effect], columns: &[Column]) -> Vec<String> {
    let mut named: Vec<&Column> = Vec::new();
    for effect in effects.iter().filter(|effect| effect.told) {
        let column = columns.iter().find(|column| column.report.id == effect.driver);
        let Some(column) = column.filter(|column| column.report.measure.is_some()) else { continue };
        let is_new = named.iter().all(|other| correlation(&other.ranks, &column.ranks).abs() < SAME_MEASUREMENT);
        if is_new && named.len() < NAMED_MAX {
            named.push(column);
        }
    }
    named.into_iter().map(|column| column.report.id.clone()).collect()
}

#[cfg(test)]
mod tests;
