//! Ledgers of the ensemble: one member's columns, so that they add up, and the fates of all propellant that is followed.

use std::collections::BTreeMap;

use super::Stage;
use crate::assessment::{Ledger, Quantiles};
use crate::ensemble::summary::{FATES, LedgerSums, columns};
use crate::substance::Substance;

impl Stage<'_> {
    /// By substance the ledger of the member of the sample that is nearest to the medians of all columns over all
    /// members, with the largest closure error of all members.
    pub(super) fn ledgers(&self) -> BTreeMap<String, Ledger> {
        let of = |(substance, sums): (&Substance, &LedgerSums)| {
            let sampled = self.summary.sample.values().flat_map(|member| &member.ledgers);
            let ledgers: Vec<Ledger> = sampled.filter(|(s, _)| s == substance).map(|(_, ledger)| *ledger).collect();
            (substance.id().to_owned(), typical(&ledgers, sums))
        };
        self.summary.ledgers.iter().map(of).collect()
    }

    /// Fates of UDMH, NTO and kerosene together, kg.
    pub(super) fn fates(&self) -> Vec<(String, Quantiles)> {
        let fates = FATES.iter().zip(&self.summary.fates);
        fates.map(|((label, _), sums)| ((*label).to_owned(), sums.quantiles())).collect()
    }
}

/// The ledger nearest to the medians; each column is measured by its own spread, so that the small ones count.
fn typical(ledgers: &[Ledger], sums: &LedgerSums) -> Ledger {
    let quantiles: [Quantiles; 9] = std::array::from_fn(|k| sums.columns[k].quantiles());
    let distance = |ledger: &Ledger| -> f64 {
        columns(ledger)
            .iter()
            .zip(&quantiles)
            .map(|(value, q)| ((value - q.median) / (q.p95 - q.p05).max(1e-9)).powi(2))
            .sum()
    };
    let mut nearest = ledgers.iter().min_by(|a, b| distance(a).total_cmp(&distance(b))).copied().unwrap_or_default();
    nearest.closure_error = sums.closure_error.highest();
    nearest
}
