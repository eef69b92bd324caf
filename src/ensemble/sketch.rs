//! Quantiles of many values without keeping the values: counts in narrow bins, which add up in any order.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::assessment::Quantiles;

/// Bits of the mantissa that tell bins apart: 256 bins to a factor of two.
const MANTISSA_BITS: u32 = 8;
/// Bits of a double-precision number below those of a bin.
const DROPPED_BITS: u32 = f64::MANTISSA_DIGITS - 1 - MANTISSA_BITS;

/// Largest relative error of a quantile: the width of a bin, 1/256 of its lower end at most.
pub const RELATIVE_ERROR: f64 = 1.0 / 256.0;

/// Counts of values by the leading bits of their binary form.
///
/// A bin holds the numbers that share sign, exponent and the first eight bits of the mantissa, so that it is 0.2 to
/// 0.4 % wide, and bins need neither a logarithm nor bounds set before. Counts are integers: sketches add up to the
/// same in any order, and the memory follows the span of the values, not their number. After the bins of HdrHistogram
/// (Tene 2012) and DDSketch (Masson, Rim & Lee 2019, Proc. VLDB Endow. 12, 2195-2205, doi 10.14778/3352063.3352135);
/// their crates keep sums, or merge bins when there are many, both of which depend on the order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sketch {
    bins: BTreeMap<i32, u32>,
    count: u64,
    low: f64,
    high: f64,
}

impl Default for Sketch {
    fn default() -> Self {
        Self { bins: BTreeMap::new(), count: 0, low: f64::INFINITY, high: f64::NEG_INFINITY }
    }
}

impl Sketch {
    /// Counts a value. One that is not a number stays visible: it lies above all others.
    pub fn add(&mut self, value: f64) {
        *self.bins.entry(bin(value)).or_insert(0) += 1;
        self.count += 1;
        self.widen(value, value);
    }

    /// Counts the values of another sketch.
    pub fn merge(&mut self, other: &Self) {
        for (bin, count) in &other.bins {
            let ours = self.bins.entry(*bin).or_insert(0);
            *ours = ours.saturating_add(*count);
        }
        self.count = self.count.saturating_add(other.count);
        self.widen(other.low, other.high);
    }

    fn widen(&mut self, low: f64, high: f64) {
        self.low = if low.total_cmp(&self.low).is_lt() { low } else { self.low };
        self.high = if high.total_cmp(&self.high).is_gt() { high } else { self.high };
    }

    /// Values counted.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The highest value, exact; zero without any.
    pub fn highest(&self) -> f64 {
        if self.count == 0 { 0.0 } else { self.high }
    }

    /// Quantiles of the values counted.
    pub fn quantiles(&self) -> Quantiles {
        self.quantiles_of(self.count)
    }

    /// Quantiles over a number of members, of which those that have not been counted have nothing.
    pub fn quantiles_of(&self, members: u64) -> Quantiles {
        let [p05, median, p95] = self.at([0.05, 0.5, 0.95], members);
        Quantiles { p05, median, p95 }
    }

    /// Values at shares of the ranked values, linear between ranks (type 7 of Hyndman & Fan 1996, Am. Stat. 50,
    /// 361-365). The values of a bin are taken to lie evenly in it; the lowest and the highest of all are exact.
    pub fn at<const N: usize>(&self, shares: [f64; N], members: u64) -> [f64; N] {
        let zeros = members.saturating_sub(self.count);
        let ranked = self.ranked(zeros);
        let Some(last) = (self.count + zeros).checked_sub(1) else { return [0.0; N] };
        let (low, high) = if zeros > 0 { (self.low.min(0.0), self.high.max(0.0)) } else { (self.low, self.high) };
        let value = |rank: u64| within(value_of(&ranked, rank), low, high);
        shares.map(|share| {
            let position = share.clamp(0.0, 1.0) * last as f64;
            let below = (position as u64).min(last);
            let (a, b) = (value(below), value((below + 1).min(last)));
            a + (position - below as f64) * (b - a)
        })
    }

    /// Bins in rising order with their counts, and zeros among them.
    fn ranked(&self, zeros: u64) -> Vec<(i32, u64)> {
        let mut ranked: Vec<(i32, u64)> = self.bins.iter().map(|(bin, count)| (*bin, u64::from(*count))).collect();
        if zeros > 0 {
            match ranked.binary_search_by_key(&0, |(bin, _)| *bin) {
                Ok(at) => ranked[at].1 += zeros,
                Err(at) => ranked.insert(at, (0, zeros)),
            }
        }
        ranked
    }
}

/// Bin of a value: zero for zero, and rising with it.
fn bin(value: f64) -> i32 {
    if value == 0.0 {
        return 0;
    }
    // Eleven bits of the exponent and eight of the mantissa fit.
    let above = 1 + (value.abs().to_bits() >> DROPPED_BITS) as i32;
    if value < 0.0 { -above } else { above }
}

/// A value by its rank.
fn value_of(ranked: &[(i32, u64)], rank: u64) -> f64 {
    let mut before = 0;
    for (bin, count) in ranked {
        if rank < before + count {
            let inside = ((rank - before) as f64 + 0.5) / *count as f64;
            let inside = if *bin < 0 { 1.0 - inside } else { inside };
            return f64::from(bin.signum()) * inside_bin(bin.unsigned_abs(), inside);
        }
        before += count;
    }
    0.0
}

/// The value at a share of the width of a bin of positive numbers.
fn inside_bin(bin: u32, inside: f64) -> f64 {
    let Some(index) = bin.checked_sub(1) else { return 0.0 };
    let edge = |index: u32| f64::from_bits(u64::from(index) << DROPPED_BITS);
    let (low, high) = (edge(index), edge(index + 1));
    low + inside * (high - low)
}

/// Not [`f64::clamp`], which ends the program where the bounds are no numbers.
fn within(value: f64, low: f64, high: f64) -> f64 {
    if high.is_finite() { value.max(low).min(high) } else { high }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sketch(values: &[f64]) -> Sketch {
        let mut sketch = Sketch::default();
        values.iter().for_each(|value| sketch.add(*value));
        sketch
    }

    #[test]
    fn what_is_the_same_in_all_is_exact() {
        let found = sketch(&[172_812.3; 7]).quantiles();
        assert_eq!(found, Quantiles::exactly(172_812.3));
        assert_eq!(Sketch::default().quantiles(), Quantiles::default());
        assert_eq!(sketch(&[3.0]).quantiles_of(100), Quantiles::exactly(0.0));
        assert_eq!(sketch(&[3.0]).highest(), 3.0);
    }

    #[test]
    fn what_is_no_number_is_not_hidden() {
        assert!(sketch(&[1.0, f64::NAN, 2.0]).quantiles().p95.is_nan());
        assert_eq!(sketch(&[1.0, f64::INFINITY]).highest(), f64::INFINITY);
    }

    proptest! {
        /// Quantiles are those of the values themselves but for a bin.
        #[test]
        fn quantiles_are_those_of_the_values(
            values in proptest::collection::vec(prop_oneof![Just(0.0), -1e3..1e3, 1e-9..1e-3, 1e6..1e12], 1..300),
            zeros in 0_usize..50,
        ) {
            let all = values.iter().copied().chain(std::iter::repeat_n(0.0, zeros));
            let exact = Quantiles::of(all);
            let found = sketch(&values).quantiles_of((values.len() + zeros) as u64);
            // Between two ranks that lie far apart, the error is that of the larger of them.
            let near = |a: f64, b: f64, scale: f64| (a - b).abs() <= RELATIVE_ERROR * scale.max(b.abs());
            let mut sorted: Vec<f64> = values.iter().copied().chain(std::iter::repeat_n(0.0, zeros)).collect();
            sorted.sort_by(f64::total_cmp);
            let scale = |share: f64| {
                let position = share * (sorted.len() - 1) as f64;
                sorted[position as usize].abs().max(sorted[position.ceil() as usize].abs())
            };
            prop_assert!(near(found.p05, exact.p05, scale(0.05)), "{found:?} {exact:?}");
            prop_assert!(near(found.median, exact.median, scale(0.5)), "{found:?} {exact:?}");
            prop_assert!(near(found.p95, exact.p95, scale(0.95)), "{found:?} {exact:?}");
        }

        /// Parts add up to the whole in any order.
        #[test]
        fn parts_add_up_in_any_order(values in proptest::collection::vec(-1e3..1e6, 0..100), cut in 0_usize..100) {
            let (a, b) = values.split_at(cut.min(values.len()));
            let (mut ab, mut ba) = (sketch(a), sketch(b));
            ab.merge(&sketch(b));
            ba.merge(&sketch(a));
            prop_assert_eq!(&ab, &ba);
            prop_assert_eq!(&ab, &sketch(&values));
        }

        /// Bins rise with the values.
        #[test]
        fn bins_rise(a in -1e12_f64..1e12, b in -1e12_f64..1e12) {
            prop_assert!((a < b) <= (bin(a) <= bin(b)));
        }
    }
}
