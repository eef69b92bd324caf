//! Steps of the embedded Runge-Kutta pair of Dormand and Prince, of fixed size in memory, and the path between them.

use super::frame::{State, Vector};
use super::motion::{Instant, Motion};

/// Error of one step in position and speed that is let pass, m and m/s.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tolerance {
    pub position_m: f64,
    pub speed_m_s: f64,
}

/// Safety, smallest and largest factor from one step to the next (Hairer, Norsett & Wanner 1993, section II.4).
const SAFETY: f64 = 0.9;
const FACTOR_MIN: f64 = 0.2;
const FACTOR_MAX: f64 = 5.0;

/// Rows of the tableau, then the weights of the error: fifth less fourth order.
const A2: [f64; 1] = [1.0 / 5.0];
const A3: [f64; 2] = [3.0 / 40.0, 9.0 / 40.0];
const A4: [f64; 3] = [44.0 / 45.0, -56.0 / 15.0, 32.0 / 9.0];
const A5: [f64; 4] = [19_372.0 / 6_561.0, -25_360.0 / 2_187.0, 64_448.0 / 6_561.0, -212.0 / 729.0];
const A6: [f64; 5] = [9_017.0 / 3_168.0, -355.0 / 33.0, 46_732.0 / 5_247.0, 49.0 / 176.0, -5_103.0 / 18_656.0];
const A7: [f64; 6] = [35.0 / 384.0, 0.0, 500.0 / 1_113.0, 125.0 / 192.0, -2_187.0 / 6_784.0, 11.0 / 84.0];
const ERROR: [f64; 7] =
    [71.0 / 57_600.0, 0.0, -71.0 / 16_695.0, 71.0 / 1_920.0, -17_253.0 / 339_200.0, 22.0 / 525.0, -1.0 / 40.0];

/// Rates of a state: velocity and acceleration.
type Rate = (Vector, Vector);

/// An accepted step: both ends and the path between them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub start: Instant,
    pub end: Instant,
    pub duration_s: f64,
}

/// A step, and the duration to try for the next.
///
/// The step is repeated with a shorter duration until its error passes; none where it would fall below a microsecond.
///
/// # References
/// Dormand & Prince 1980, J. Comput. Appl. Math. 6, 19-26.
pub(super) fn step(
    motion: &Motion<'_>,
    start: &Instant,
    first_try_s: f64,
    tolerance: Tolerance,
) -> Option<(Step, f64)> {
    const SHORTEST_S: f64 = 1e-6;
    let mut duration_s = first_try_s;
    let mut largest = FACTOR_MAX;
    while duration_s > SHORTEST_S {
        let (end, error) = attempt(motion, start, duration_s, tolerance);
        if error <= 1.0 {
            let next_s = duration_s * (SAFETY * error.powf(-0.2)).clamp(FACTOR_MIN, largest);
            return Some((Step { start: *start, end, duration_s }, next_s));
        }
        // NaN, of a stage that left the range of numbers, takes the smallest factor.
        let factor = SAFETY * error.powf(-0.2);
        duration_s *= if factor > FACTOR_MIN { factor } else { FACTOR_MIN };
        largest = 1.0;
    }
    None
}

#[inline(always)]
fn attempt(motion: &Motion<'_>, start: &Instant, h: f64, tolerance: Tolerance) -> (Instant, f64) {
    let y = &start.state;
    let mut k: [Rate; 7] = [(y.velocity, start.acceleration); 7];
    let rate = |state: State| -> Rate { (state.velocity, motion.at(state).acceleration) };
    k[1] = rate(moved(y, h, &A2, &k));
    k[2] = rate(moved(y, h, &A3, &k));
    k[3] = rate(moved(y, h, &A4, &k));
    k[4] = rate(moved(y, h, &A5, &k));
    k[5] = rate(moved(y, h, &A6, &k));
    let end = motion.at(moved(y, h, &A7, &k));
    k[6] = (end.state.velocity, end.acceleration);
    let off = moved(&State { position: [0.0; 3], velocity: [0.0; 3] }, h, &ERROR, &k);
    let square = |v: Vector, limit: f64| (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]) / (limit * limit);
    let error = square(off.position, tolerance.position_m) + square(off.velocity, tolerance.speed_m_s);
    (end, error.sqrt())
}

/// `y + h sum(a k)`.
#[inline(always)]
fn moved<const N: usize>(y: &State, h: f64, a: &[f64; N], k: &[Rate; 7]) -> State {
    let mut to = *y;
    for axis in 0..3 {
        let (mut r, mut v) = (0.0, 0.0);
        for stage in 0..N {
            r += a[stage] * k[stage].0[axis];
            v += a[stage] * k[stage].1[axis];
        }
        to.position[axis] += h * r;
        to.velocity[axis] += h * v;
    }
    to
}

impl Step {
    /// State after a share (0 to 1) of the step: the quintic through position, velocity and acceleration of both ends.
    pub fn state(&self, share: f64) -> State {
        let (t, h) = (share, self.duration_s);
        let (t2, t3) = (t * t, t * t * t);
        let (t4, t5) = (t2 * t2, t2 * t3);
        let r1 = 10.0 * t3 - 15.0 * t4 + 6.0 * t5;
        let r = [1.0 - r1, t - 6.0 * t3 + 8.0 * t4 - 3.0 * t5, 0.5 * (t2 - 3.0 * t3 + 3.0 * t4 - t5)];
        let r = [r[0], r[1], r[2], 0.5 * (t3 - 2.0 * t4 + t5), -4.0 * t3 + 7.0 * t4 - 3.0 * t5, r1];
        let v1 = 30.0 * t2 - 60.0 * t3 + 30.0 * t4;
        let v = [-v1, 1.0 - 18.0 * t2 + 32.0 * t3 - 15.0 * t4, 0.5 * (2.0 * t - 9.0 * t2 + 12.0 * t3 - 5.0 * t4)];
        let v = [v[0], v[1], v[2], 0.5 * (3.0 * t2 - 8.0 * t3 + 5.0 * t4), -12.0 * t2 + 28.0 * t3 - 15.0 * t4, v1];
        State { position: self.mixed(&r, h, 1.0), velocity: self.mixed(&v, h, 1.0 / h) }
    }

    fn mixed(&self, weights: &[f64; 6], h: f64, factor: f64) -> Vector {
        let (a, b) = (&self.start, &self.end);
        std::array::from_fn(|axis| {
            // The difference of the positions first: they are a million times the rest.
            let along = weights[5] * (b.state.position[axis] - a.state.position[axis]);
            let fixed = (weights[0] + weights[5]) * a.state.position[axis];
            let speeds = weights[1] * a.state.velocity[axis] + weights[4] * b.state.velocity[axis];
            let bends = weights[2] * a.acceleration[axis] + weights[3] * b.acceleration[axis];
            factor * (fixed + along + h * (speeds + h * bends))
        })
    }
}
