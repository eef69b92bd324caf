//! Two small solvers: a bracketed one for one unknown, and Newton's method for a few.

/// Evaluations that the bracketed solver may take.
const BRACKET_STEPS: usize = 60;

/// Iterations of Newton's method.
const NEWTON_STEPS: usize = 25;

/// Halvings of a move that does not help.
const HALVINGS: i32 = 10;

/// Root of a function between two places where its signs differ (false position, Illinois variant), to a residual
/// below `tolerance`; none where the signs agree or it does not get there.
///
/// # References
/// Dowell & Jarratt 1971, BIT 11, 168-174.
pub(super) fn bracketed(bracket: (f64, f64), tolerance: f64, f: impl Fn(f64) -> f64) -> Option<f64> {
    let ((mut a, mut b), (mut fa, mut fb)) = (bracket, (f(bracket.0), f(bracket.1)));
    if fa * fb > 0.0 || !(fa * fb).is_finite() {
        return None;
    }
    let mut side = 0;
    for _ in 0..BRACKET_STEPS {
        let x = if (fb - fa).abs() > 0.0 { (a * fb - b * fa) / (fb - fa) } else { 0.5 * (a + b) };
        let fx = f(x);
        if fx.abs() < tolerance {
            return Some(x);
        }
        if fx * fb > 0.0 {
            (b, fb) = (x, fx);
            fa *= if side == -1 { 0.5 } else { 1.0 };
            side = -1;
        } else {
            (a, fa) = (x, fx);
            fb *= if side == 1 { 0.5 } else { 1.0 };
            side = 1;
        }
    }
    None
}

/// Root of as many functions as unknowns by Newton's method with differences over `steps`, each move halved until it
/// helps; residuals below 1 count as met. The place of the best residuals and whether they are met.
pub(super) fn newton(start: Vec<f64>, steps: &[f64], f: impl Fn(&[f64]) -> Vec<f64>) -> (Vec<f64>, bool) {
    let met = |r: &[f64]| r.iter().all(|value| value.abs() < 1.0);
    let (mut x, mut r) = (start.clone(), f(&start));
    for _ in 0..NEWTON_STEPS {
        if met(&r) {
            return (x, true);
        }
        let columns: Vec<Vec<f64>> = (0..x.len())
            .map(|column| {
                let mut moved = x.clone();
                moved[column] += steps[column];
                f(&moved).iter().zip(&r).map(|(there, here)| (there - here) / steps[column]).collect()
            })
            .collect();
        let Some(change) = solve(&columns, r.clone()) else { return (x, false) };
        let Some(better) = shortened(&x, &change, &r, &f) else { return (x, false) };
        (x, r) = better;
    }
    (x, met(&r))
}

/// The move against `change`, halved until the residuals shrink; none where they do not.
fn shortened(x: &[f64], change: &[f64], r: &[f64], f: impl Fn(&[f64]) -> Vec<f64>) -> Option<(Vec<f64>, Vec<f64>)> {
    let norm = |r: &[f64]| r.iter().map(|v| v * v).sum::<f64>();
    (0..HALVINGS).find_map(|halving| {
        let part = 0.5_f64.powi(halving);
        let tried: Vec<f64> = x.iter().zip(change).map(|(value, by)| value - part * by).collect();
        let there = f(&tried);
        (norm(&there) < norm(r)).then_some((tried, there))
    })
}

/// Linear equations, given by columns, by elimination with partial pivoting; none where they are singular.
fn solve(columns: &[Vec<f64>], mut b: Vec<f64>) -> Option<Vec<f64>> {
    let n = b.len();
    let mut a: Vec<Vec<f64>> = (0..n).map(|row| columns.iter().map(|column| column[row]).collect()).collect();
    for column in 0..n {
        let pivot = (column..n).max_by(|i, j| a[*i][column].abs().total_cmp(&a[*j][column].abs()))?;
        if !a[pivot][column].is_normal() {
            return None;
        }
        a.swap(column, pivot);
        b.swap(column, pivot);
        let top = a[column].clone();
        for row in column + 1..n {
            let factor = a[row][column] / top[column];
            a[row].iter_mut().zip(&top).for_each(|(value, above)| *value -= factor * above);
            b[row] -= factor * b[column];
        }
    }
    for row in (0..n).rev() {
        let known: f64 = (row + 1..n).map(|k| a[row][k] * b[k]).sum();
        b[row] = (b[row] - known) / a[row][row];
    }
    Some(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cube root of 2, and no bracket.
    #[test]
    fn finds_a_bracketed_root() {
        let root = bracketed((0.0, 2.0), 1e-12, |x| x.powi(3) - 2.0).expect("a root");
        assert!((root - 2.0_f64.cbrt()).abs() < 1e-9);
        assert!(bracketed((2.0, 3.0), 1e-12, |x| x.powi(3) - 2.0).is_none());
    }

    /// Circle of radius 5 and hyperbola xy = 12 meet at (3, 4); residuals count in units of 1e-9.
    #[test]
    fn finds_a_root_of_two_equations() {
        let f = |x: &[f64]| vec![(x[0] * x[0] + x[1] * x[1] - 25.0) * 1e9, (x[0] * x[1] - 12.0) * 1e9];
        let (x, met) = newton(vec![2.0, 5.0], &[1e-6, 1e-6], f);
        assert!(met && (x[0] - 3.0).abs() < 1e-8 && (x[1] - 4.0).abs() < 1e-8, "{x:?}");
        assert!(!newton(vec![1.0, 1.0], &[1e-6, 1e-6], |_| vec![2.0, 2.0]).1);
    }
}
