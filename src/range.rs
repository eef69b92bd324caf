//! An input that is not known exactly: a range with a law, from which each member of the ensemble draws.

use rand::{Rng, RngExt};
use rand_distr::Distribution;
use serde::{Deserialize, Serialize};

/// How probability is spread over a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Law {
    /// Highest at `best`, falling to zero at both ends.
    #[default]
    Triangular,
    /// The same everywhere between `low` and `high`.
    Uniform,
    /// The same for each factor: for shares and rates that are known to an order of magnitude only.
    LogUniform,
}

/// A value with its bounds, in the unit that the owner's name gives.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Range {
    /// Lowest value that is thought possible.
    pub low: f64,
    /// Most likely value.
    pub best: f64,
    /// Highest value that is thought possible.
    pub high: f64,
    /// Law of the spread.
    #[serde(default)]
    pub law: Law,
}

impl Range {
    /// A value without spread.
    pub const fn exactly(value: f64) -> Self {
        Self { low: value, best: value, high: value, law: Law::Triangular }
    }

    /// Triangular between `low` and `high` with the peak at `best`.
    pub const fn triangular(low: f64, best: f64, high: f64) -> Self {
        Self { low, best, high, law: Law::Triangular }
    }

    /// Uniform between `low` and `high`.
    pub const fn uniform(low: f64, high: f64) -> Self {
        Self { low, best: 0.5 * (low + high), high, law: Law::Uniform }
    }

    /// Log-uniform between `low` > 0 and `high`; `best` is the geometric mean.
    pub fn log_uniform(low: f64, high: f64) -> Self {
        Self { low, best: (low * high).sqrt(), high, law: Law::LogUniform }
    }

    /// True where low and high are the same.
    pub fn is_exact(&self) -> bool {
        self.low == self.high
    }

    /// The range times a factor, as for two blocks in place of one.
    pub fn times(&self, factor: f64) -> Self {
        Self { low: self.low * factor, best: self.best * factor, high: self.high * factor, law: self.law }
    }

    /// One draw. Each call takes the same count of random numbers whatever the law, so that a change of one
    /// range leaves the draws of the others as they were.
    pub fn sample(&self, rng: &mut impl Rng) -> f64 {
        let u: f64 = rng.random();
        self.quantile(u)
    }

    /// Value below which the share `u` (0 to 1) of the draws lies.
    pub fn quantile(&self, u: f64) -> f64 {
        if self.is_exact() {
            return self.low;
        }
        match self.law {
            Law::Uniform => self.low + u * (self.high - self.low),
            Law::LogUniform => (self.low.ln() + u * (self.high.ln() - self.low.ln())).exp(),
            Law::Triangular => self.triangular_quantile(u),
        }
    }

    fn triangular_quantile(&self, u: f64) -> f64 {
        let span = self.high - self.low;
        let split = (self.best - self.low) / span;
        if u < split {
            self.low + (u * span * (self.best - self.low)).sqrt()
        } else {
            self.high - ((1.0 - u) * span * (self.high - self.best)).sqrt()
        }
    }
}

/// A standard normal deviate, clipped at 4 so that no member is absurd.
pub fn standard_normal(rng: &mut impl Rng) -> f64 {
    let x: f64 = rand_distr::StandardNormal.sample(rng);
    x.clamp(-4.0, 4.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;
    use rand_distr::Triangular;

    /// The quantile of the triangular law has the mean of `rand_distr`'s own triangular law, (a + b + c)/3.
    #[test]
    fn triangular_draws_have_the_right_mean() {
        let range = Range::triangular(1.0, 2.0, 6.0);
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let n = 20_000;
        let ours: f64 = (0..n).map(|_| range.sample(&mut rng)).sum::<f64>() / f64::from(n);
        let reference = Triangular::new(1.0, 6.0, 2.0).expect("valid law");
        let theirs: f64 = (0..n).map(|_| reference.sample(&mut rng)).sum::<f64>() / f64::from(n);
        assert!((ours - 3.0).abs() < 0.03, "{ours}");
        assert!((ours - theirs).abs() < 0.05, "{ours} {theirs}");
    }

    /// Every draw lies within the bounds, and the ends are reached in the limit.
    #[test]
    fn draws_stay_within_the_bounds() {
        for range in [Range::uniform(-2.0, 3.0), Range::log_uniform(1e-3, 1e-1), Range::triangular(0.0, 0.0, 1.0)] {
            assert!((range.quantile(0.0) - range.low).abs() < 1e-12);
            assert!((range.quantile(1.0) - range.high).abs() < 1e-9);
            let mid = range.quantile(0.5);
            assert!(range.low < mid && mid < range.high);
        }
    }

    #[test]
    fn an_exact_value_has_no_spread() {
        assert_eq!(Range::exactly(5.0).quantile(0.3), 5.0);
        assert_eq!(Range::triangular(1.0, 2.0, 3.0).times(2.0), Range::triangular(2.0, 4.0, 6.0));
    }
}
