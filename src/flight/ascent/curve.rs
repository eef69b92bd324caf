//! Monotone interpolation, for ascents that cannot be integrated and for spreads.

/// A cubic through given points that never overshoots them (Fritsch & Carlson 1980, SIAM J. Numer. Anal. 17, 238-246,
/// with the harmonic-mean slopes of Fritsch & Butland 1984).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct MonotoneCubic {
    x: Vec<f64>,
    y: Vec<f64>,
    slope: Vec<f64>,
}

impl MonotoneCubic {
    /// The cubic through points with rising `x`; two or more.
    pub(super) fn new(x: &[f64], y: &[f64]) -> Self {
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

    /// Value, held constant beyond the ends.
    pub(super) fn value(&self, at: f64) -> f64 {
        let (k, t, h) = self.locate(at);
        let (t2, t3) = (t * t, t * t * t);
        self.y[k] * (2.0 * t3 - 3.0 * t2 + 1.0)
            + self.y[k + 1] * (3.0 * t2 - 2.0 * t3)
            + h * (self.slope[k] * (t3 - 2.0 * t2 + t) + self.slope[k + 1] * (t3 - t2))
    }

    /// Slope.
    pub(super) fn slope(&self, at: f64) -> f64 {
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
