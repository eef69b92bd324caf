//! The vertical profile of a cloud: the diffusion equation marched along the wind.
//!
//! ```text
//! U(z) dC/dx = d/dz [ K(z) (1 - exp(-t/T(z))) dC/dz ] ,   K dC/dz = v_s C at the ground, 0 at the top
//! ```
//! C concentration integrated across the wind, per unit of release rate; U wind, K diffusivity, T vertical time scale,
//! t time since release, v_s surface velocity. Layers are finite volumes, so mass closes to rounding; each step is
//! implicit, extrapolated from one whole and two half steps to second order.

use super::grid::faces_m;
use crate::weather::turbulence::Turbulence;

/// Lowest wind in a layer, m/s: near z0 the profile goes to zero.
const WIND_MIN_M_S: f64 = 1e-3;

/// Profile of one cloud.
#[derive(Debug, Clone)]
pub(super) struct Vertical {
    middle_m: Vec<f64>,
    thickness_m: Vec<f64>,
    wind_m_s: Vec<f64>,
    /// Diffusivity over distance between the layers on both sides of an inner face, m/s.
    conductance_m_s: Vec<f64>,
    /// Time scale at the inner faces, s.
    time_s: Vec<f64>,
    surface_velocity_m_s: f64,
    concentration: Vec<f64>,
    work: Work,
}

/// Room for the solver.
#[derive(Debug, Clone, Default)]
struct Work {
    whole: Vec<f64>,
    halves: Vec<f64>,
    upper: Vec<f64>,
    active: Vec<f64>,
}

/// What is released, as the profile needs it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    pub height_m: f64,
    pub sigma_m: f64,
    pub top_m: f64,
    pub surface_velocity_m_s: f64,
}

impl Vertical {
    pub(super) fn new(turbulence: &Turbulence, wind_m_s: &impl Fn(f64) -> f64, start: &Start) -> Self {
        let faces = faces_m(turbulence.roughness_m, start.top_m, start.height_m, start.sigma_m);
        let layers = faces.len() - 1;
        let middle_m: Vec<f64> = faces.windows(2).map(|f| (f[0] * f[1]).sqrt()).collect();
        let thickness_m: Vec<f64> = faces.windows(2).map(|f| f[1] - f[0]).collect();
        let at_faces: Vec<f64> = faces.iter().map(|z| wind_m_s(*z)).collect();
        let wind: Vec<f64> = (0..layers)
            .map(|k| ((wind_m_s(middle_m[k]) + at_faces[k] + at_faces[k + 1]) / 3.0).max(WIND_MIN_M_S))
            .collect();
        let inner = &faces[1..layers];
        let conductance_m_s =
            (0..inner.len()).map(|k| turbulence.diffusivity_m2_s(inner[k]) / (middle_m[k + 1] - middle_m[k])).collect();
        let time_s = inner.iter().map(|z| turbulence.vertical_time_s(*z)).collect();
        let concentration = initial(&faces, &thickness_m, &wind, start);
        Self {
            middle_m,
            thickness_m,
            wind_m_s: wind,
            conductance_m_s,
            time_s,
            surface_velocity_m_s: start.surface_velocity_m_s,
            concentration,
            work: Work::default(),
        }
    }

    /// One step of a distance at a time since release.
    pub(super) fn step(&mut self, distance_m: f64, time_s: f64) {
        let Self { thickness_m, wind_m_s, conductance_m_s, concentration, work, .. } = self;
        let Work { whole, halves, upper, active } = work;
        active.clear();
        active.extend(conductance_m_s.iter().zip(&self.time_s).map(|(g, t)| g * -(-time_s / t.max(1e-9)).exp_m1()));
        let column = Column { thickness_m, wind_m_s, conductance_m_s: active, ground_m_s: self.surface_velocity_m_s };
        whole.clone_from(concentration);
        halves.clone_from(concentration);
        column.implicit(whole, upper, distance_m);
        column.implicit(halves, upper, 0.5 * distance_m);
        column.implicit(halves, upper, 0.5 * distance_m);
        let flux = |c: &[f64]| -> f64 { (0..c.len()).map(|k| c[k] * wind_m_s[k] * thickness_m[k]).sum() };
        let target = 2.0 * flux(halves) - flux(whole);
        for (c, (half, one)) in concentration.iter_mut().zip(halves.iter().zip(whole.iter())) {
            // Where the extrapolation would fall below zero, ahead of the cloud, the two half steps stand.
            let extrapolated = 2.0 * half - one;
            *c = if extrapolated > 0.0 { extrapolated } else { *half };
        }
        let factor = target / flux(concentration);
        concentration.iter_mut().for_each(|c| *c *= factor);
    }

    /// Flux of the cloud through a plane across the wind: the part that is still in the air.
    pub(super) fn airborne(&self) -> f64 {
        self.sum(|k| self.wind_m_s[k])
    }

    /// Integral of the concentration over height, s/m.
    pub(super) fn column_s_m(&self) -> f64 {
        self.sum(|_| 1.0)
    }

    /// Integral of the squared concentration over height.
    pub(super) fn overlap_s2_m3(&self) -> f64 {
        self.sum(|k| self.concentration[k])
    }

    /// Mean height of the cloud, m.
    pub(super) fn mean_height_m(&self) -> f64 {
        self.sum(|k| self.middle_m[k]) / self.column_s_m()
    }

    /// Concentration at a height, linear in the logarithm of height between the middles of layers.
    pub(super) fn at(&self, height_m: f64) -> f64 {
        let above = self.middle_m.partition_point(|z| *z < height_m);
        if above == 0 || above == self.middle_m.len() {
            return self.concentration[above.min(self.middle_m.len() - 1)];
        }
        let (low, high) = (self.middle_m[above - 1], self.middle_m[above]);
        let share = (height_m / low).ln() / (high / low).ln();
        self.concentration[above - 1] * (1.0 - share) + self.concentration[above] * share
    }

    fn sum(&self, weight: impl Fn(usize) -> f64) -> f64 {
        (0..self.middle_m.len()).map(|k| weight(k) * self.concentration[k] * self.thickness_m[k]).sum()
    }
}

/// A normal law around the release height, reflected at the ground and cut at the top, with unit flux.
fn initial(faces: &[f64], thickness_m: &[f64], wind_m_s: &[f64], start: &Start) -> Vec<f64> {
    let scale = 1.0 / (std::f64::consts::SQRT_2 * start.sigma_m.max(1e-6));
    let below = |z: f64| libm::erf((z - start.height_m) * scale) + libm::erf((z + start.height_m) * scale);
    let share = |k: usize| below(faces[k + 1]) - below(faces[k]);
    let flux: f64 = (0..thickness_m.len()).map(|k| share(k) * wind_m_s[k]).sum();
    (0..thickness_m.len()).map(|k| share(k) / (flux * thickness_m[k])).collect()
}

/// The linear system of one step.
struct Column<'a> {
    thickness_m: &'a [f64],
    wind_m_s: &'a [f64],
    conductance_m_s: &'a [f64],
    ground_m_s: f64,
}

impl Column<'_> {
    /// One implicit step in place (Thomas algorithm).
    fn implicit(&self, c: &mut [f64], upper: &mut Vec<f64>, distance_m: f64) {
        let n = c.len();
        upper.clear();
        let mut before = 0.0;
        for (k, value) in c.iter_mut().enumerate() {
            let store = self.wind_m_s[k] * self.thickness_m[k] / distance_m;
            let low = if k > 0 { self.conductance_m_s[k - 1] } else { 0.0 };
            let high = if k + 1 < n { self.conductance_m_s[k] } else { 0.0 };
            let ground = if k == 0 { self.ground_m_s } else { 0.0 };
            let ratio = upper.last().copied().unwrap_or(0.0);
            let pivot = store + low + high + ground - low * ratio;
            before = (store * *value + low * before) / pivot;
            *value = before;
            upper.push(high / pivot);
        }
        for k in (0..n - 1).rev() {
            c[k] += upper[k] * c[k + 1];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn neutral() -> Turbulence {
        Turbulence {
            friction_velocity_m_s: 0.4,
            obukhov_length_m: f64::INFINITY,
            mixing_height_m: 800.0,
            roughness_m: 0.01,
            wind_factor: 1.0,
            sigma_v_measured_m_s: None,
        }
    }

    fn start(height_m: f64) -> Start {
        Start { height_m, sigma_m: 0.3 * height_m, top_m: 800.0, surface_velocity_m_s: 0.0 }
    }

    /// Marches to a distance in steps that grow by a ratio, with the memory of the turbulence.
    fn marched(start: &Start, to_m: f64, ratio: f64) -> Vertical {
        marched_from_age(start, to_m, ratio, 0.0)
    }

    fn marched_from_age(start: &Start, to_m: f64, ratio: f64, age_s: f64) -> Vertical {
        let t = neutral();
        let mut vertical = Vertical::new(&t, &|z| t.wind_speed_m_s(z), start);
        let (mut x, mut time_s) = (0.0, age_s);
        while x < to_m {
            let next = if x == 0.0 { 0.3 } else { (x * ratio).min(to_m) };
            let speed = vertical.airborne() / vertical.column_s_m();
            vertical.step(next - x, time_s + 0.5 * (next - x) / speed);
            time_s += (next - x) / speed;
            x = next;
        }
        vertical
    }

    /// Without a sink the flux stays that of the release, to rounding.
    #[test]
    fn mass_closes() {
        for to_m in [10.0, 1_000.0, 100_000.0] {
            let left = marched(&start(1.0), to_m, 1.1).airborne();
            assert!((left - 1.0).abs() < 1e-9, "{to_m}: {left}");
        }
    }

    /// Far from the source the concentration is the same at all heights.
    #[test]
    fn the_layer_ends_well_mixed() {
        let vertical = marched(&start(2.0), 3_000_000.0, 1.1);
        let mean = vertical.column_s_m() / 800.0;
        for height_m in [0.1, 1.5, 50.0, 400.0, 790.0] {
            assert!((vertical.at(height_m) / mean - 1.0).abs() < 5e-3, "{height_m}");
        }
    }

    /// Half the step changes the concentration at the nose by less than a hundredth.
    #[test]
    fn converges_in_the_step() {
        for to_m in [50.0, 800.0, 10_000.0] {
            let (coarse, fine) = (marched(&start(0.5), to_m, 1.1), marched(&start(0.5), to_m, 1.02));
            assert!((coarse.at(1.5) / fine.at(1.5) - 1.0).abs() < 1e-2, "{to_m}");
        }
    }

    /// Reciprocity: once the diffusivity does not depend on time, what a source at one height gives at another, the
    /// other gives back. A few per cent for the width of the two sources.
    #[test]
    fn source_and_receptor_may_be_exchanged() {
        let from = |height_m: f64| Start { sigma_m: 0.08 * height_m, ..start(height_m) };
        let old_s = 1e9;
        let up = marched_from_age(&from(2.0), 2_000.0, 1.05, old_s).at(30.0);
        let down = marched_from_age(&from(30.0), 2_000.0, 1.05, old_s).at(2.0);
        assert!((up / down - 1.0).abs() < 0.03, "{up} {down}");
    }

    /// A sink at the ground takes from the flux, and more where it is stronger.
    #[test]
    fn a_sink_takes_mass() {
        let left = |v: f64| marched(&Start { surface_velocity_m_s: v, ..start(0.5) }, 800.0, 1.1).airborne();
        assert!(left(0.02) < left(0.005) && left(0.005) < 0.99 && left(0.02) > 0.3);
    }
}
