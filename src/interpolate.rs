//! Curves through given points that add no bumps of their own.

/// A cubic through given points that never overshoots them (Fritsch & Carlson 1980, SIAM J. Numer. Anal. 17, 238-246,
/// with the harmonic-mean slopes of Fritsch & Butland 1984, SIAM J. Sci. Stat. Comput. 5, 300-304).
#[derive(Debug, Clone, PartialEq)]
pub struct MonotoneCubic {
    x: Vec<f64>,
    y: Vec<f64>,
    slope: Vec<f64>,
}

impl MonotoneCubic {
    /// The curve through the points (x, y): at least two, x rising, as many y as x.
    pub fn new(x: &[f64], y: &[f64]) -> Self {
        let secant: Vec<f64> = (1..x.len()).map(|k| (y[k] - y[k - 1]) / (x[k] - x[k - 1])).collect();
        let slope = (0..x.len())
            .map(|k| {
                if k == 0 {
                    return end_slope(&secant, x, true);
                }
                if k == x.len() - 1 {
                    return end_slope(&secant, x, false);
                }
                let (left, right) = (secant[k - 1], secant[k]);
                if left * right <= 0.0 {
                    return 0.0;
                }
                let (h_left, h_right) = (x[k] - x[k - 1], x[k + 1] - x[k]);
                let (w1, w2) = (2.0 * h_right + h_left, h_right + 2.0 * h_left);
                (w1 + w2) / (w1 / left + w2 / right)
            })
            .collect();
        Self { x: x.to_vec(), y: y.to_vec(), slope }
    }

    /// Index of the interval, position in it (0 to 1, more beyond the last point) and its width.
    fn locate(&self, at: f64) -> (usize, f64, f64) {
        let k = self.x.partition_point(|x| *x <= at).clamp(1, self.x.len() - 1) - 1;
        let width = self.x[k + 1] - self.x[k];
        (k, ((at - self.x[k]) / width).clamp(0.0, 1.0), width)
    }

    /// Value at a place; beyond the ends that of the nearest point.
    pub fn value(&self, at: f64) -> f64 {
        let (k, t, h) = self.locate(at);
        let (t2, t3) = (t * t, t * t * t);
        self.y[k] * (2.0 * t3 - 3.0 * t2 + 1.0)
            + self.y[k + 1] * (3.0 * t2 - 2.0 * t3)
            + h * (self.slope[k] * (t3 - 2.0 * t2 + t) + self.slope[k + 1] * (t3 - t2))
    }

    /// Slope at a place; beyond the ends that of the nearest point.
    pub fn slope(&self, at: f64) -> f64 {
        let (k, t, h) = self.locate(at);
        (self.y[k + 1] - self.y[k]) * (6.0 * t - 6.0 * t * t) / h
            + self.slope[k] * (3.0 * t * t - 4.0 * t + 1.0)
            + self.slope[k + 1] * (3.0 * t * t - 2.0 * t)
    }
}

/// Slope at an end: that of the parabola through the last three points, held within the monotone region.
fn end_slope(secant: &[f64], x: &[f64], first: bool) -> f64 {
    let n = secant.len();
    if n == 1 {
        return secant[0];
    }
    let (near, far, h_near, h_far) = if first {
        (secant[0], secant[1], x[1] - x[0], x[2] - x[1])
    } else {
        (secant[n - 1], secant[n - 2], x[n] - x[n - 1], x[n - 1] - x[n - 2])
    };
    let parabola = ((2.0 * h_near + h_far) * near - h_near * far) / (h_near + h_far);
    if parabola * near <= 0.0 { 0.0 } else { parabola.abs().min(3.0 * near.abs()).copysign(near) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The curve passes its points, keeps their order, and is exact for a straight line.
    #[test]
    fn the_curve_passes_its_points_and_never_overshoots() {
        let (x, y) = ([0.0, 60.0, 120.0, 327.2], [0.0, 11_000.0, 42_400.0, 126_400.0]);
        let curve = MonotoneCubic::new(&x, &y);
        assert!(x.iter().zip(y).all(|(x, y)| (curve.value(*x) - y).abs() < 1e-9));
        let values: Vec<f64> = (0..=327).map(|x| curve.value(f64::from(x))).collect();
        assert!(values.windows(2).all(|pair| pair[1] >= pair[0]));
        let line = MonotoneCubic::new(&[0.0, 1.0, 4.0], &[1.0, 3.0, 9.0]);
        assert!((line.value(2.5) - 6.0).abs() < 1e-12 && (line.slope(0.3) - 2.0).abs() < 1e-12);
    }

    /// Two equal neighbours stay equal between: nothing swings below or above them.
    #[test]
    fn a_level_stretch_stays_level() {
        let curve = MonotoneCubic::new(&[0.0, 1.0, 2.0, 3.0], &[0.0, 5.0, 5.0, 0.0]);
        assert!((0..=10).all(|k| (curve.value(1.0 + 0.1 * f64::from(k)) - 5.0).abs() < 1e-12));
        assert_eq!((curve.value(-1.0), curve.value(9.0)), (0.0, 0.0));
    }
}
