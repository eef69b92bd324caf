//! Ledgers of the ensemble: one member's columns, so that they add up, and the fates of all propellant that is followed.

use std::collections::BTreeMap;

use super::Stage;
use crate::assessment::{Ledger, Quantiles};
use crate::substance::Substance;

impl Stage<'_> {
    /// By substance the ledger of the member that is nearest to the medians of all columns, with the largest closure
    /// error of all members.
    pub(super) fn ledgers(&self) -> BTreeMap<String, Ledger> {
        let mut by_substance: BTreeMap<String, Vec<Ledger>> = BTreeMap::new();
        for member in self.members {
            for (substance, ledger) in &member.ledgers {
                by_substance.entry(substance.id().to_owned()).or_default().push(*ledger);
            }
        }
        by_substance.into_iter().map(|(id, ledgers)| (id, typical(&ledgers))).collect()
    }

    /// Fates of UDMH, NTO and kerosene together, kg.
    pub(super) fn fates(&self) -> Vec<(String, Quantiles)> {
        type Column = fn(&Ledger) -> f64;
        let columns: [(&str, Column); 8] = [
            ("burnt by the engines before the failure", |l| l.burnt_in_flight),
            ("burnt or decomposed in fires", |l| l.burnt_on_impact),
            ("vapour above the mixing layer", |l| l.evaporated_aloft),
            ("transformed in the air", |l| l.transformed),
            ("in or on the soil", |l| l.deposited_soil),
            ("in water", |l| l.deposited_water),
            ("still in the air at the end", |l| l.airborne),
            ("out of the computed area or in stages dropped before", |l| l.left_domain),
        ];
        let followed = [Substance::Udmh, Substance::Nto, Substance::Kerosene];
        columns
            .iter()
            .map(|(label, column)| {
                let sums = self.members.iter().map(|member| {
                    member.ledgers.iter().filter(|(s, _)| followed.contains(s)).map(|(_, l)| column(l)).sum::<f64>()
                });
                ((*label).to_owned(), Quantiles::of(sums))
            })
            .collect()
    }
}

fn columns(ledger: &Ledger) -> [f64; 9] {
    [
        ledger.loaded,
        ledger.burnt_in_flight,
        ledger.burnt_on_impact,
        ledger.evaporated_aloft,
        ledger.airborne,
        ledger.transformed,
        ledger.deposited_soil,
        ledger.deposited_water,
        ledger.left_domain,
    ]
}

/// The ledger nearest to the medians; each column is measured by its own spread, so that the small ones count.
fn typical(ledgers: &[Ledger]) -> Ledger {
    let quantiles: [Quantiles; 9] = std::array::from_fn(|k| Quantiles::of(ledgers.iter().map(|l| columns(l)[k])));
    let distance = |ledger: &Ledger| -> f64 {
        columns(ledger)
            .iter()
            .zip(&quantiles)
            .map(|(value, q)| ((value - q.median) / (q.p95 - q.p05).max(1e-9)).powi(2))
            .sum()
    };
    let mut nearest = ledgers.iter().min_by(|a, b| distance(a).total_cmp(&distance(b))).copied().unwrap_or_default();
    nearest.closure_error = ledgers.iter().map(|l| l.closure_error).fold(0.0, f64::max);
    nearest
}
