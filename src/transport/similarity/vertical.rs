//! The vertical profile of a cloud, its place and its passage by height: the diffusion equation marched along the wind.
//!
//! ```text
//! U(z) dC/dx  = d/dz [ K(z) (1 - exp(-t/T(z))) dC/dz ] ,   K dC/dz = v_s C at the ground, 0 at the top
//! U(z) dC1/dx = d/dz [ ... dC1/dz ] + a(z) C ,  U(z) dC2/dx = d/dz [ ... dC2/dz ] + 2 a(z) C1
//! ```
//! C concentration integrated across the path and over the passage, per unit of release; U wind along the path, K
//! diffusivity, T vertical time scale, t time since release, v_s surface velocity. C1 and C2 are its first and second
//! moments in the departure to the left of the path, a = V - s U with the wind V to the left and the slope s of the path, or
//! in the delay against the cloud's own speed u, a = 1 - U/u. Their ratios to C are the place, the width and the
//! duration that the shear of the wind gives a cloud at each height, exactly and at all times, without an assumed form of
//! the shear (Aris 1956, Proc. R. Soc. A 235, 67-77; Saffman 1962, Q. J. R. Meteorol. Soc. 88, 382-393). Layers are
//! finite volumes, so mass closes to rounding; each step is implicit, extrapolated from one whole and two half steps to
//! second order.

use super::column::{Column, DOSE, Factors, LATE, LATE_SQUARED, LEFT, LEFT_SQUARED, Moments};
use super::grid::faces_m;

/// Lowest wind in a layer, m/s: near z0 the profile goes to zero.
const WIND_MIN_M_S: f64 = 1e-3;

/// Least cosine of the angle between the wind of a layer and the path, 0.3: air that turns by more than 73 degrees from
/// the path is held at it. What is carried so is told by [`Vertical::beyond_turn`].
const COSINE_MIN: f64 = 0.3;

/// Density at a height over that of an even layer below which the place and the passage of the whole cloud stand for those
/// at the height: there is no cloud to speak of.
const DENSITY_MIN: f64 = 1e-9;

/// Air that a cloud is carried and mixed by.
pub(super) struct Air<W, K, T> {
    /// Wind along and to the left of the path by height and time since release, m/s.
    pub wind_m_s: W,
    /// Diffusivity by height, m2/s.
    pub diffusivity_m2_s: K,
    /// Vertical time scale by height, s.
    pub time_s: T,
    /// Lowest height, m.
    pub ground_m: f64,
}

/// Profile of one cloud.
#[derive(Debug, Clone)]
pub(super) struct Vertical {
    faces_m: Vec<f64>,
    middle_m: Vec<f64>,
    thickness_m: Vec<f64>,
    wind_m_s: Vec<f64>,
    left_m_s: Vec<f64>,
    /// Diffusivity over distance between the layers on both sides of an inner face, m/s.
    conductance_m_s: Vec<f64>,
    /// Time scale at the inner faces, s.
    time_s: Vec<f64>,
    surface_velocity_m_s: f64,
    moments: Vec<Moments>,
    turned: Vec<bool>,
    work: Work,
}

/// Room for the solver.
#[derive(Debug, Clone, Default)]
struct Work {
    whole: Vec<Moments>,
    halves: Vec<Moments>,
    factors: Factors,
    active: Vec<f64>,
    drift: Vec<(f64, f64)>,
}

/// What is released, as the profile needs it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    pub height_m: f64,
    pub sigma_m: f64,
    pub top_m: f64,
    pub surface_velocity_m_s: f64,
}

/// A cloud at a height against a path that goes with its own mean slope and speed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sheared {
    /// Departure to the left of the path, m.
    pub left_m: f64,
    /// Variance across from shear, m2.
    pub left_variance_m2: f64,
    /// Delay against the time of the path, s.
    pub late_s: f64,
    /// Variance of the passage from shear, s2.
    pub late_variance_s2: f64,
}

impl Vertical {
    pub(super) fn new<W: Fn(f64, f64) -> (f64, f64), K: Fn(f64) -> f64, T: Fn(f64) -> f64>(
        air: &Air<W, K, T>,
        start: &Start,
    ) -> Self {
        let faces = faces_m(air.ground_m, start.top_m, start.height_m, start.sigma_m);
        let layers = faces.len() - 1;
        let middle_m: Vec<f64> = faces.windows(2).map(|f| (f[0] * f[1]).sqrt()).collect();
        let thickness_m: Vec<f64> = faces.windows(2).map(|f| f[1] - f[0]).collect();
        let inner = &faces[1..layers];
        let conductance_m_s =
            (0..inner.len()).map(|k| (air.diffusivity_m2_s)(inner[k]) / (middle_m[k + 1] - middle_m[k])).collect();
        let time_s = inner.iter().map(|z| (air.time_s)(*z)).collect();
        let mut vertical = Self {
            middle_m,
            thickness_m,
            wind_m_s: Vec::new(),
            left_m_s: Vec::new(),
            conductance_m_s,
            time_s,
            surface_velocity_m_s: start.surface_velocity_m_s,
            moments: Vec::new(),
            turned: Vec::new(),
            work: Work::default(),
            faces_m: faces,
        };
        vertical.blow(&air.wind_m_s, 0.0);
        vertical.moments = initial(&vertical.faces_m, &vertical.thickness_m, &vertical.wind_m_s, start);
        vertical
    }

    /// Takes the wind of a time since release. What moves at each height stays what it was.
    pub(super) fn blow(&mut self, wind_m_s: &impl Fn(f64, f64) -> (f64, f64), time_s: f64) {
        let at_faces: Vec<(f64, f64)> = self.faces_m.iter().map(|z| wind_m_s(*z, time_s)).collect();
        let before = std::mem::take(&mut self.wind_m_s);
        self.left_m_s.clear();
        self.turned.clear();
        for (k, ends) in at_faces.windows(2).enumerate() {
            let middle = wind_m_s(self.middle_m[k], time_s);
            let mean = |of: fn((f64, f64)) -> f64| (of(ends[0]) + of(middle) + of(ends[1])) / 3.0;
            let (along, left) = (mean(|w| w.0), mean(|w| w.1));
            let least = COSINE_MIN * along.hypot(left);
            self.turned.push(along < least);
            self.wind_m_s.push(along.max(least).max(WIND_MIN_M_S));
            self.left_m_s.push(left);
        }
        for ((moments, before), after) in self.moments.iter_mut().zip(before).zip(&self.wind_m_s) {
            moments.iter_mut().for_each(|moment| *moment *= before / after);
        }
    }

    /// One step of a distance at a time since release.
    pub(super) fn step(&mut self, distance_m: f64, time_s: f64) {
        let (slope, speed_m_s) = (self.slope(), self.speed_m_s());
        let Self { thickness_m, wind_m_s, left_m_s, conductance_m_s, moments, work, .. } = self;
        let Work { whole, halves, factors, active, drift } = work;
        active.clear();
        active.extend(conductance_m_s.iter().zip(&self.time_s).map(|(g, t)| g * grown(time_s, *t)));
        drift.clear();
        let layers = wind_m_s.iter().zip(&*left_m_s).zip(&*thickness_m);
        drift.extend(layers.map(|((u, v), dz)| ((v - slope * u) * dz, (1.0 - u / speed_m_s) * dz)));
        let column =
            Column { thickness_m, wind_m_s, drift, conductance_m_s: active, ground_m_s: self.surface_velocity_m_s };
        whole.clone_from(moments);
        halves.clone_from(moments);
        column.factor(factors, distance_m);
        column.solve(factors, whole);
        column.factor(factors, 0.5 * distance_m);
        column.solve(factors, halves);
        column.solve(factors, halves);
        let flux = |c: &[Moments]| -> f64 { (0..c.len()).map(|k| c[k][DOSE] * wind_m_s[k] * thickness_m[k]).sum() };
        let target = 2.0 * flux(halves) - flux(whole);
        for (c, (half, one)) in moments.iter_mut().zip(halves.iter().zip(whole.iter())) {
            // Where the extrapolation would fall below zero, ahead of the cloud, the two half steps stand.
            let falls_below = 2.0 * half[DOSE] <= one[DOSE];
            *c = if falls_below { *half } else { std::array::from_fn(|m| 2.0 * half[m] - one[m]) };
        }
        let factor = target / flux(moments);
        moments.iter_mut().flatten().for_each(|moment| *moment *= factor);
    }

    /// Flux of the cloud through a plane across the path: the part that is still in the air.
    pub(super) fn airborne(&self) -> f64 {
        self.sum(|k| self.wind_m_s[k])
    }

    /// Integral of the concentration over height, s/m.
    pub(super) fn column_s_m(&self) -> f64 {
        self.sum(|_| 1.0)
    }

    /// Speed of the cloud along the path, m/s.
    pub(super) fn speed_m_s(&self) -> f64 {
        self.airborne() / self.column_s_m()
    }

    /// Metres to the left that the cloud goes in a metre along the path.
    pub(super) fn slope(&self) -> f64 {
        self.sum(|k| self.left_m_s[k]) / self.airborne()
    }

    /// Integral of the squared concentration over height.
    pub(super) fn overlap_s2_m3(&self) -> f64 {
        self.sum(|k| self.moments[k][DOSE])
    }

    /// Mean height of the cloud, m.
    pub(super) fn mean_height_m(&self) -> f64 {
        self.sum(|k| self.middle_m[k]) / self.column_s_m()
    }

    /// Share of the cloud in air that turns further from the path than it can be followed.
    pub(super) fn beyond_turn(&self) -> f64 {
        self.sum(|k| if self.turned[k] { 1.0 } else { 0.0 }) / self.column_s_m()
    }

    /// Concentration at a height, linear in the logarithm of height between the middles of layers.
    pub(super) fn at(&self, height_m: f64) -> f64 {
        self.moments_at(height_m)[DOSE]
    }

    /// Place and passage at a height; those of the whole cloud where it has nothing there.
    pub(super) fn sheared_at(&self, height_m: f64) -> Sheared {
        let whole = self.whole();
        let moments = self.moments_at(height_m);
        let even = whole[DOSE] / self.faces_m[self.faces_m.len() - 1];
        Sheared::of(if moments[DOSE] > DENSITY_MIN * even { &moments } else { &whole })
    }

    fn moments_at(&self, height_m: f64) -> Moments {
        let above = self.middle_m.partition_point(|z| *z < height_m);
        if above == 0 || above == self.middle_m.len() {
            return self.moments[above.min(self.middle_m.len() - 1)];
        }
        let (low, high) = (self.middle_m[above - 1], self.middle_m[above]);
        let share = (height_m / low).ln() / (high / low).ln();
        std::array::from_fn(|m| self.moments[above - 1][m] * (1.0 - share) + self.moments[above][m] * share)
    }

    /// Moments of the whole cloud.
    pub(super) fn whole(&self) -> Moments {
        let mut sum = [0.0; 5];
        for (moments, thickness_m) in self.moments.iter().zip(&self.thickness_m) {
            sum.iter_mut().zip(moments).for_each(|(sum, moment)| *sum += moment * thickness_m);
        }
        sum
    }

    /// Moments of what flows below a height.
    #[cfg(test)]
    pub(super) fn flux_below(&self, height_m: f64) -> Moments {
        let mut sum = [0.0; 5];
        for (k, moments) in self.moments.iter().enumerate() {
            let part = ((height_m - self.faces_m[k]) / self.thickness_m[k]).clamp(0.0, 1.0);
            let weight = part * self.thickness_m[k] * self.wind_m_s[k];
            sum.iter_mut().zip(moments).for_each(|(sum, moment)| *sum += moment * weight);
        }
        sum
    }

    fn sum(&self, weight: impl Fn(usize) -> f64) -> f64 {
        (0..self.middle_m.len()).map(|k| weight(k) * self.moments[k][DOSE] * self.thickness_m[k]).sum()
    }
}

impl Sheared {
    fn of(moments: &Moments) -> Self {
        let mean = |of: usize| moments[of] / moments[DOSE];
        let variance = |first: usize, second: usize| (mean(second) - mean(first).powi(2)).max(0.0);
        Self {
            left_m: mean(LEFT),
            left_variance_m2: variance(LEFT, LEFT_SQUARED),
            late_s: mean(LATE),
            late_variance_s2: variance(LATE, LATE_SQUARED),
        }
    }
}

/// Share 1 - exp(-t/T) of a diffusivity that is there after a time, s, on a time scale, s.
fn grown(time_s: f64, scale_s: f64) -> f64 {
    // Beyond it the exponential is below half the last digit.
    const WHOLE_FROM: f64 = 37.0;
    if time_s > WHOLE_FROM * scale_s { 1.0 } else { -(-time_s / scale_s.max(1e-9)).exp_m1() }
}

/// A normal law around the release height, reflected at the ground and cut at the top, with unit flux.
fn initial(faces: &[f64], thickness_m: &[f64], wind_m_s: &[f64], start: &Start) -> Vec<Moments> {
    let scale = 1.0 / (std::f64::consts::SQRT_2 * start.sigma_m.max(1e-6));
    let below = |z: f64| libm::erf((z - start.height_m) * scale) + libm::erf((z + start.height_m) * scale);
    let share = |k: usize| below(faces[k + 1]) - below(faces[k]);
    let flux: f64 = (0..thickness_m.len()).map(|k| share(k) * wind_m_s[k]).sum();
    (0..thickness_m.len()).map(|k| [share(k) / (flux * thickness_m[k]), 0.0, 0.0, 0.0, 0.0]).collect()
}

#[cfg(test)]
#[path = "vertical_tests.rs"]
mod tests;
