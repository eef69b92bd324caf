//! Rank correlations with their intervals, plain and partial.
//!
//! Ranks, because the answers span decades and follow the inputs monotonically, not linearly (Saltelli, Chan & Scott
//! 2000, Sensitivity Analysis, chapter 6; Helton & Davis 2002, Risk Anal. 22, 591-622).

use libm::erfc;

use crate::assessment::Correlation;

/// An input of which the others before it explain more than 90 % is not told apart from them: tolerance 0.1, variance
/// inflation 10 (Marquardt 1970, Technometrics 12, 591-612).
const TOLERANCE: f64 = 0.1;

/// Below this unexplained share of an answer the partial correlations are ratios of rounding errors.
const UNEXPLAINED_MIN: f64 = 1e-9;

/// Ranks from 1, tied values at the mean of theirs (Kendall 1945, Biometrika 33, 239-251).
pub(super) fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut first = 0;
    for tied in order.chunk_by(|a, b| values[*a] == values[*b]) {
        let mean = first as f64 + 0.5 * (tied.len() + 1) as f64;
        tied.iter().for_each(|k| ranks[*k] = mean);
        first += tied.len();
    }
    ranks
}

/// Pearson's correlation; of ranks it is Spearman's. Zero where one of the two does not vary.
pub(super) fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let (mean_a, mean_b) = (mean(a), mean(b));
    let (mut ab, mut aa, mut bb) = (0.0, 0.0, 0.0);
    for (a, b) in a.iter().zip(b) {
        let (a, b) = (a - mean_a, b - mean_b);
        ab += a * b;
        aa += a * a;
        bb += b * b;
    }
    if aa > 0.0 && bb > 0.0 { (ab / (aa * bb).sqrt()).clamp(-1.0, 1.0) } else { 0.0 }
}

/// Interval of a rank correlation by Fisher's z with the standard error of Bonett & Wright (2000, Psychometrika 65,
/// 23-28, doi 10.1007/BF02294183):
///
/// ```text
/// tanh( atanh(r) +- z sqrt((1 + r^2/2) / (n - held - 3)) )
/// ```
///
/// which at r = 0.35 is the constant 1.06 of Fieller, Hartley & Pearson (1957, Biometrika 44, 470-481) and does not
/// become too narrow for large r as that one does. Each input held costs one member (Fisher 1924, Metron 3, 329-332).
/// `n` must exceed `held + 3`.
pub(super) fn interval(value: f64, n: usize, held: usize, z: f64) -> Correlation {
    let of = n.saturating_sub(held + 3).max(1) as f64;
    let middle = value.clamp(-1.0 + 1e-12, 1.0 - 1e-12).atanh();
    let half = z * ((1.0 + 0.5 * value * value) / of).sqrt();
    Correlation { value, low: (middle - half).tanh(), high: (middle + half).tanh() }
}

/// Standard normal deviate that |x| exceeds with a probability, 0 to 1, by bisection.
pub(super) fn two_sided_z(probability: f64) -> f64 {
    let (mut low, mut high) = (0.0, 40.0);
    for _ in 0..80 {
        let middle: f64 = 0.5 * (low + high);
        if erfc(middle / std::f64::consts::SQRT_2) > probability {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// Partial rank correlations of an answer with each input, the other inputs held (Iman & Conover 1982, Commun. Stat. B
/// 11, 311-334; Iman & Helton 1988, Risk Anal. 8, 71-90), and how many are held; all given as ranks.
///
/// By the sweep operator (Goodnight 1979, Am. Stat. 33, 149-158) over the matrix of correlations. An input that those
/// before it explain is not swept and has none.
pub(super) fn partials(inputs: &[&[f64]], answer: &[f64]) -> (Vec<Option<f64>>, usize) {
    let columns: Vec<&[f64]> = inputs.iter().copied().chain([answer]).collect();
    let mut matrix: Vec<Vec<f64>> =
        columns.iter().map(|a| columns.iter().map(|b| correlation(a, b)).collect()).collect();
    let y = inputs.len();
    let mut swept = vec![false; y];
    for k in 0..y {
        if matrix[k][k] >= TOLERANCE {
            sweep(&mut matrix, k);
            swept[k] = true;
        }
    }
    let unexplained = matrix[y][y];
    let of = |k: usize| {
        let slope = matrix[k][y];
        (swept[k] && unexplained > UNEXPLAINED_MIN)
            .then(|| slope / slope.mul_add(slope, unexplained * matrix[k][k]).sqrt())
    };
    ((0..y).map(of).collect(), swept.iter().filter(|is| **is).count().saturating_sub(1))
}

fn sweep(matrix: &mut [Vec<f64>], k: usize) {
    let pivot = matrix[k][k];
    matrix[k].iter_mut().for_each(|value| *value /= pivot);
    let row = matrix[k].clone();
    let others = matrix.iter_mut().enumerate().filter(|(i, _)| *i != k);
    for line in others.map(|(_, line)| line) {
        let factor = line[k];
        line.iter_mut().zip(&row).for_each(|(value, of_row)| *value -= factor * of_row);
        line[k] = -factor / pivot;
    }
    matrix[k][k] = 1.0 / pivot;
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{RngExt, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    fn uniform(seed: u64, n: usize) -> Vec<f64> {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        (0..n).map(|_| rng.random::<f64>()).collect()
    }

    fn spearman(a: &[f64], b: &[f64]) -> f64 {
        correlation(&ranks(a), &ranks(b))
    }

    #[test]
    fn ties_share_the_mean_of_their_ranks() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 7.0, 3.0]), [3.0, 1.0, 3.0, 5.0, 3.0]);
        assert_eq!(ranks(&[0.0, -0.0]), [1.5, 1.5]);
        assert!(ranks(&[]).is_empty());
    }

    /// Bonett's own example in the manual of his R package statpsych (function ci.spear), with ties, 95 %: as printed to
    /// seven digits.
    #[test]
    fn gives_the_printed_interval_of_bonett() {
        let y = [21., 4., 9., 12., 35., 18., 10., 22., 24., 1., 6., 8., 13., 16., 19.];
        let x = [67., 28., 30., 28., 52., 40., 25., 37., 44., 10., 14., 20., 28., 40., 51.];
        let found = interval(spearman(&x, &y), 15, 0, two_sided_z(0.05));
        assert!((found.value - 0.869_963_9).abs() < 5e-8, "{found:?}");
        assert!((found.low - 0.584_095_1).abs() < 5e-8 && (found.high - 0.963_829_7).abs() < 5e-8, "{found:?}");
    }

    /// Tables of the normal law: 1.959964 at 5 %, 2.575829 at 1 %.
    #[test]
    fn deviates_are_those_of_the_tables() {
        assert!((two_sided_z(0.05) - 1.959_964).abs() < 1e-6 && (two_sided_z(0.01) - 2.575_829).abs() < 1e-6);
    }

    /// Any rising function of an input has 1, any falling one -1, however bent.
    #[test]
    fn a_monotone_answer_has_one() {
        let x = uniform(1, 200);
        let rising: Vec<f64> = x.iter().map(|x| (20.0 * x).exp()).collect();
        let falling: Vec<f64> = x.iter().map(|x| -x.powi(7)).collect();
        assert!((spearman(&x, &rising) - 1.0).abs() < 1e-12 && (spearman(&x, &falling) + 1.0).abs() < 1e-12);
        assert!(interval(spearman(&x, &rising), 200, 0, 3.0).is_told());
    }

    /// Of 400 pairs of independent columns about 5 % have an interval at 95 % that leaves out zero: 20 +- 4 standard
    /// deviations of 4.4.
    #[test]
    fn independent_columns_are_told_as_often_as_chance_has_it() {
        let z = two_sided_z(0.05);
        let told = (0..400_u64)
            .filter(|k| interval(spearman(&uniform(2 * k, 60), &uniform(2 * k + 1, 60)), 60, 0, z).is_told());
        let told = told.count();
        assert!((3..=38).contains(&told), "{told} of 400");
    }

    /// With one input held the formula of Yule holds: (r12 - r13 r23) / sqrt((1 - r13^2)(1 - r23^2)).
    #[test]
    fn one_input_held_is_the_formula_of_yule() {
        let (a, noise) = (uniform(3, 150), uniform(4, 150));
        let b: Vec<f64> = a.iter().zip(&noise).map(|(a, e)| a + e).collect();
        let y: Vec<f64> = b.iter().zip(uniform(5, 150)).map(|(b, e)| b + 0.7 * e).collect();
        let [a, b, y] = [a, b, y].map(|values| ranks(&values));
        let (r_ay, r_by, r_ab) = (correlation(&a, &y), correlation(&b, &y), correlation(&a, &b));
        let yule = (r_ay - r_by * r_ab) / ((1.0 - r_by * r_by) * (1.0 - r_ab * r_ab)).sqrt();
        let (found, held) = partials(&[&a, &b], &y);
        assert_eq!(held, 1);
        assert!((found[0].expect("swept") - yule).abs() < 1e-12, "{found:?} {yule}");
        // The answer follows b; a only goes with b, which its plain correlation cannot tell.
        assert!(r_ay > 0.4 && yule.abs() < 0.25 && found[1].expect("swept") > 0.7, "{r_ay} {found:?}");
    }

    /// A copy of an input is not swept; its original keeps its place.
    #[test]
    fn an_input_that_follows_from_others_has_no_partial() {
        let (a, b) = (ranks(&uniform(6, 100)), ranks(&uniform(7, 100)));
        let y: Vec<f64> = a.iter().zip(&b).map(|(a, b)| a + 0.5 * b).collect();
        let (found, held) = partials(&[&a, &a, &b], &ranks(&y));
        assert!(found[0].is_some() && found[1].is_none() && found[2].is_some());
        assert_eq!(held, 1);
    }

    proptest::proptest! {
        /// Turning an input or an answer round turns the sign; the order of the members does not matter.
        #[test]
        fn sign_and_order(values in proptest::collection::vec((0_u8..20, 0_u8..20), 8..60)) {
            let (a, b): (Vec<f64>, Vec<f64>) = values.iter().map(|(a, b)| (f64::from(*a), f64::from(*b))).unzip();
            let plain = spearman(&a, &b);
            let turned: Vec<f64> = a.iter().map(|a| -a).collect();
            let back = |values: &[f64]| values.iter().rev().copied().collect::<Vec<f64>>();
            proptest::prop_assert!((plain + spearman(&turned, &b)).abs() < 1e-12);
            proptest::prop_assert!((plain - spearman(&back(&a), &back(&b))).abs() < 1e-12);
            proptest::prop_assert!((-1.0..=1.0).contains(&plain));
            let sum: f64 = ranks(&a).iter().sum();
            proptest::prop_assert!((sum - (a.len() * (a.len() + 1)) as f64 / 2.0).abs() < 1e-9);
        }
    }
}
