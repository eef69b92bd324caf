//! Dimensions of a cloud along its path by similarity theory, in place of coefficients by stability class.

mod convection;
mod grid;
mod lateral;
mod vertical;

use crate::weather::turbulence::Turbulence;
use convection::{SURFACE_RELEASE_SHARE, surface_limit_s_m2};
use lateral::Lateral;
use vertical::{Start, Vertical};

pub use lateral::Spread;

/// Name for the manifest.
pub const NAME: &str = "similarity theory: diffusivity profile of the surface layer (Dyer 1974, Brost & Wyngaard 1978), \
    convective limit (Willis & Deardorff 1976), lateral spread of Taylor 1921 with T = 2 sigma_v^2/(C0 epsilon)";

/// Distance beyond which the steady, even boundary layer that is taken for granted is doubtful, m. Assumed: two to
/// three hours of travel in a light wind.
pub const RANGE_M: f64 = 50_000.0;

/// First step, m.
const FIRST_M: f64 = 0.3;

/// Ratio of the distances of two nodes.
const RATIO: f64 = 1.1;

/// Standard deviations of a release above the mixing layer that its grid reaches up by at least.
const ROOM_SIGMAS: f64 = 6.0;

/// A release as its spread needs it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CloudStart {
    /// Height of the centre above ground, m.
    pub height_agl_m: f64,
    /// Standard deviation across at the start, m.
    pub sigma_horizontal_m: f64,
    /// Standard deviation in height at the start, m.
    pub sigma_vertical_m: f64,
    /// Absolute or relative spread.
    pub spread: Spread,
    /// Averaging time of absolute spread, s: the duration of the release, 600 at least.
    pub averaging_s: f64,
    /// Velocity at which the ground takes from the lowest layer, 1/(r_b + r_c), m/s; zero where losses are counted
    /// elsewhere.
    pub surface_velocity_m_s: f64,
    /// Height of the receptor, m.
    pub receptor_height_m: f64,
}

/// Dimensions of a cloud at a distance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CloudSize {
    /// Standard deviation across, m.
    pub sigma_y_m: f64,
    /// Share of the mass per metre of height at the receptor, 1/m.
    pub receptor_per_m: f64,
    /// The same at the ground.
    pub ground_per_m: f64,
    /// Wind that carries the cloud, weighted by its profile, m/s.
    pub transport_speed_m_s: f64,
    /// Time since release, s.
    pub travel_s: f64,
    /// Share of the release that the ground has not taken.
    pub airborne: f64,
    /// Mean height, m.
    pub mean_height_m: f64,
    /// Integral of the squared vertical density, 1/m: one over the depth that the cloud is mixed with.
    pub overlap_per_m: f64,
}

/// The dimensions of one cloud, tabulated by distance.
#[derive(Debug, Clone, PartialEq)]
pub struct Cloud {
    nodes: Vec<CloudSize>,
}

impl Cloud {
    /// Marches a cloud to a distance in a wind that changes with height.
    ///
    /// The concentration of a passing cloud is `M / (sqrt(2 pi) sigma_y) * receptor_per_m / transport_speed` times its
    /// lateral factor. Below the mixing height the layer is closed at the top; a release above it has the layer below
    /// it too, with a weak diffusivity above.
    ///
    /// # Valid range
    /// Flat, even ground; steady turbulence; within [`RANGE_M`]. In convective air releases above the surface layer
    /// are carried by a diffusivity, which misses the early descent of a cloud from a stack.
    pub fn march(turbulence: &Turbulence, wind_m_s: impl Fn(f64) -> f64, start: &CloudStart, to_m: f64) -> Self {
        let h = turbulence.mixing_height_m;
        let inside = start.height_agl_m < h;
        let room = start.height_agl_m + ROOM_SIGMAS * start.sigma_vertical_m.max(0.1 * start.height_agl_m);
        let vertical_start = Start {
            height_m: start.height_agl_m.max(turbulence.roughness_m),
            sigma_m: start.sigma_vertical_m,
            top_m: if inside { h } else { room },
            surface_velocity_m_s: start.surface_velocity_m_s,
        };
        let mut vertical = Vertical::new(turbulence, &wind_m_s, &vertical_start);
        let mut lateral = Lateral {
            variance_m2: start.sigma_horizontal_m.powi(2),
            spread: start.spread,
            averaging_s: start.averaging_s,
        };
        let lifts = start.height_agl_m < SURFACE_RELEASE_SHARE * h;
        let mut nodes = vec![size(&vertical, &lateral, 0.0, start.receptor_height_m)];
        let (mut distance_m, mut travel_s) = (0.0, 0.0);
        while distance_m < to_m {
            let next_m = node_m(nodes.len());
            let step_m = next_m - distance_m;
            let before = &nodes[nodes.len() - 1];
            let step_s = step_m / before.transport_speed_m_s;
            vertical.step(step_m, travel_s + 0.5 * step_s);
            // The cloud's own speed and height at the end of the step, where it is the more it grows.
            let speed_m_s = vertical.airborne() / vertical.column_s_m();
            let step_s = step_m / speed_m_s;
            lateral.step(turbulence, vertical.mean_height_m(), travel_s, step_s);
            travel_s += step_s;
            let mut now = size(&vertical, &lateral, travel_s, start.receptor_height_m);
            if lifts {
                lift(&mut now, turbulence, next_m);
            }
            nodes.push(now);
            distance_m = next_m;
        }
        Self { nodes }
    }

    /// Dimensions at a distance, m, up to the distance that was marched to; those of the end beyond it.
    pub fn at(&self, distance_m: f64) -> CloudSize {
        let last = self.nodes.len() - 1;
        if distance_m < FIRST_M {
            return between(&self.nodes[0], &self.nodes[last.min(1)], distance_m.max(0.0) / FIRST_M);
        }
        let position = 1.0 + (distance_m / FIRST_M).ln() / RATIO.ln();
        let index = (position as usize).min(last.saturating_sub(1));
        between(&self.nodes[index], &self.nodes[(index + 1).min(last)], (position - index as f64).min(1.0))
    }
}

/// Distance of a node, m.
fn node_m(index: usize) -> f64 {
    FIRST_M * RATIO.powi(index as i32 - 1)
}

fn size(vertical: &Vertical, lateral: &Lateral, travel_s: f64, receptor_height_m: f64) -> CloudSize {
    let column = vertical.column_s_m();
    let airborne = vertical.airborne();
    CloudSize {
        sigma_y_m: lateral.variance_m2.sqrt(),
        receptor_per_m: vertical.at(receptor_height_m) / column,
        ground_per_m: vertical.at(0.0) / column,
        transport_speed_m_s: airborne / column,
        travel_s,
        airborne,
        mean_height_m: vertical.mean_height_m(),
        overlap_per_m: vertical.overlap_s2_m3() / (column * column),
    }
}

/// Holds the density near the ground to the limit of convective air.
fn lift(size: &mut CloudSize, turbulence: &Turbulence, distance_m: f64) {
    let limit = surface_limit_s_m2(turbulence, distance_m, size.transport_speed_m_s);
    let most_per_m = limit.map_or(f64::INFINITY, |c| c * size.transport_speed_m_s);
    size.receptor_per_m = size.receptor_per_m.min(most_per_m);
    size.ground_per_m = size.ground_per_m.min(most_per_m);
}

/// Powers of distance between two nodes: linear in the logarithms, linear where a value is zero.
fn between(a: &CloudSize, b: &CloudSize, share: f64) -> CloudSize {
    let mix = |a: f64, b: f64| {
        if a > 0.0 && b > 0.0 { a * (b / a).powf(share) } else { a + share * (b - a) }
    };
    CloudSize {
        sigma_y_m: mix(a.sigma_y_m, b.sigma_y_m),
        receptor_per_m: mix(a.receptor_per_m, b.receptor_per_m),
        ground_per_m: mix(a.ground_per_m, b.ground_per_m),
        transport_speed_m_s: mix(a.transport_speed_m_s, b.transport_speed_m_s),
        travel_s: mix(a.travel_s, b.travel_s),
        airborne: mix(a.airborne, b.airborne),
        mean_height_m: mix(a.mean_height_m, b.mean_height_m),
        overlap_per_m: mix(a.overlap_per_m, b.overlap_per_m),
    }
}

#[cfg(test)]
mod tests;
