//! Content of the soil over a limit as a weighted sum of deposits, so that maps and zones of later days cost no more than
//! those of the first.

use super::history::{SoilDeposit, SoilHistory};

/// Largest deposit that is looked for, kg/m2: a metre of liquid.
const DEPOSIT_MAX_KG_M2: f64 = 1e3;

/// Smallest one, kg/m2.
const DEPOSIT_MIN_KG_M2: f64 = 1e-12;

/// Halvings of the logarithm between both: to 1e-9 of the deposit.
const HALVINGS: usize = 36;

/// What is asked of the soil: does one of two substances exceed a limit at a mapped time?
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SoilQuestion {
    /// True for NDMA, false for heptyl.
    pub ndma: bool,
    /// Index into [`super::history::MAPPED_S`].
    pub time: usize,
    /// Limit, kg per kg of soil.
    pub limit_kg_kg: f64,
    /// True where what the air and the rain leave counts, false for what was spilt alone.
    pub with_fallout: bool,
}

/// Weights of the deposits, m2/kg; a weighted sum of 1 is at the limit.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct SoilWeights {
    /// Of heptyl that soaked in as liquid.
    pub spilt_udmh: f64,
    /// Of heptyl from the air.
    pub fallen_udmh: f64,
    /// Of NDMA from the air.
    pub fallen_ndma: f64,
}

impl SoilWeights {
    /// Weights of a question in one history.
    ///
    /// Each weight is one over the deposit of its kind that alone brings the worst layer to the limit.
    ///
    /// # Valid range
    /// Exact for one kind alone at the limit. Mixed kinds count as if they met in one layer, and far above the limit the
    /// sum is up to 2.5 times too high where much of a small dose binds: both on the high side.
    pub fn of(question: &SoilQuestion, history: &SoilHistory) -> Self {
        let fallen = |deposit: fn(f64) -> SoilDeposit| {
            if question.with_fallout { weight(question, history, deposit) } else { 0.0 }
        };
        Self {
            spilt_udmh: weight(question, history, |d| SoilDeposit { spilt_udmh: d, ..SoilDeposit::default() }),
            fallen_udmh: fallen(|d| SoilDeposit { fallen_udmh: d, ..SoilDeposit::default() }),
            fallen_ndma: fallen(|d| SoilDeposit { fallen_ndma: d, ..SoilDeposit::default() }),
        }
    }
}

/// One over the deposit that is at the limit, by halving; zero where no deposit is.
fn weight(question: &SoilQuestion, history: &SoilHistory, deposit: fn(f64) -> SoilDeposit) -> f64 {
    let exceeds = |kg_m2: f64| {
        let (udmh, ndma) = history.content(question.time, &deposit(kg_m2)).highest_kg_kg();
        (if question.ndma { ndma } else { udmh }) >= question.limit_kg_kg
    };
    if !exceeds(DEPOSIT_MAX_KG_M2) {
        return 0.0;
    }
    let (mut low, mut high) = (DEPOSIT_MIN_KG_M2.ln(), DEPOSIT_MAX_KG_M2.ln());
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if exceeds(middle.exp()) {
            high = middle;
        } else {
            low = middle;
        }
    }
    (-high).exp()
}

#[cfg(test)]
mod tests {
    use super::super::history::MAPPED_S;
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    fn question(ndma: bool, time: usize) -> SoilQuestion {
        SoilQuestion { ndma, time, limit_kg_kg: 1e-7, with_fallout: true }
    }

    /// A deposit of one over a weight is at the limit; weights of heptyl fall with the years.
    #[test]
    fn a_weight_is_one_over_the_deposit_at_the_limit() {
        let mut rng = ChaCha8Rng::seed_from_u64(8);
        for _ in 0..20 {
            let history = SoilHistory::sample(200.0, 1_300.0, &mut rng);
            let mut before = f64::INFINITY;
            for time in 0..MAPPED_S.len() {
                let weights = SoilWeights::of(&question(false, time), &history);
                assert!(weights.spilt_udmh <= before && weights.fallen_ndma == 0.0);
                before = weights.spilt_udmh;
                if weights.spilt_udmh > 0.0 {
                    let deposit = SoilDeposit { spilt_udmh: 1.0 / weights.spilt_udmh, ..SoilDeposit::default() };
                    let found = history.content(time, &deposit).highest_kg_kg().0;
                    assert!((found / 1e-7 - 1.0).abs() < 1e-6, "{found}");
                }
            }
        }
    }

    /// On day 1 fallout weighs more than as much in the depth; spilt alone does not know it.
    #[test]
    fn fallout_lies_on_top() {
        let history = SoilHistory::sample(200.0, 1_300.0, &mut ChaCha8Rng::seed_from_u64(1));
        let weights = SoilWeights::of(&question(false, 0), &history);
        assert!(weights.fallen_udmh > weights.spilt_udmh);
        let spilt = SoilWeights::of(&SoilQuestion { with_fallout: false, ..question(false, 0) }, &history);
        assert_eq!((spilt.spilt_udmh, spilt.fallen_udmh), (weights.spilt_udmh, 0.0));
        assert!(SoilWeights::of(&question(true, 1), &history).fallen_ndma > 0.0);
    }
}
