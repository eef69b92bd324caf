//! Dimensions of a cloud along its path by similarity theory, in place of coefficients by stability class.

mod column;
mod convection;
mod grid;
mod lateral;
mod vertical;

use crate::weather::turbulence::Turbulence;
use convection::{SURFACE_RELEASE_SHARE, surface_limit_s_m2};
use lateral::Lateral;
use vertical::{Air, Start, Vertical};

pub use lateral::Spread;

/// Name for the manifest.
pub const NAME: &str = "similarity theory: diffusivity profile of the surface layer (Dyer 1974, Brost & Wyngaard 1978), \
    convective limit (Willis & Deardorff 1976), lateral spread of Taylor 1921 with T = 2 sigma_v^2/(C0 epsilon), turning and \
    shear of the wind by moments (Aris 1956)";

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
    /// Standard deviation across at the receptor's height and a distance, with the shear, m.
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
    /// Place of the axis at the receptor's height, m to the left of the straight line that the distance runs along.
    pub offset_m: f64,
    /// Time since release of the middle of the passage at the receptor's height, s.
    pub passage_s: f64,
    /// Standard deviation of the passage of an instantaneous release at the receptor's height, s.
    pub passage_sigma_s: f64,
    /// Share of the variance across that shear makes.
    pub shear_share: f64,
    /// Share of the cloud in air that turns too far from the line to be followed.
    pub beyond_turn: f64,
    /// Mean height, m.
    pub mean_height_m: f64,
    /// Integral of the squared vertical density, 1/m: one over the depth that the cloud is mixed with.
    pub overlap_per_m: f64,
}

/// The wind as a cloud meets it.
#[derive(Debug, Clone, Copy)]
pub struct PathWind<F> {
    /// Components along the line that the distance runs along and to the left of it, m/s, by height, m, and time since
    /// release, s.
    pub at_m_s: F,
    /// Time after which it is looked up again, s; infinite where it does not change in time.
    pub renew_s: f64,
}

/// A steady wind that blows along the line at all heights.
pub fn straight(speed_m_s: impl Fn(f64) -> f64) -> PathWind<impl Fn(f64, f64) -> (f64, f64)> {
    PathWind { at_m_s: move |z: f64, _: f64| (speed_m_s(z), 0.0), renew_s: f64::INFINITY }
}

/// The dimensions of one cloud, tabulated by distance.
#[derive(Debug, Clone, PartialEq)]
pub struct Cloud {
    nodes: Vec<CloudSize>,
}

impl Cloud {
    /// Marches a cloud to a distance in a wind that changes in size and direction with height, and in time.
    ///
    /// The concentration of a passing cloud is `M / (sqrt(2 pi) sigma_y) * receptor_per_m / transport_speed` times its
    /// lateral factor about `offset_m`. Below the mixing height the layer is closed at the top; a release above it has the
    /// layer below it too, with a weak diffusivity above.
    ///
    /// # Valid range
    /// Flat, even ground; steady turbulence; within [`RANGE_M`]. Air that turns by more than 73 degrees from the line is
    /// held at it (`beyond_turn`). In convective air releases above the surface layer are carried by a diffusivity, which
    /// misses the early descent of a cloud from a stack.
    pub fn march<F: Fn(f64, f64) -> (f64, f64)>(
        turbulence: &Turbulence,
        wind: &PathWind<F>,
        start: &CloudStart,
        to_m: f64,
    ) -> Self {
        let mut vertical = vertical(turbulence, wind, start);
        let mut lateral = Lateral {
            variance_m2: start.sigma_horizontal_m.powi(2),
            spread: start.spread,
            averaging_s: start.averaging_s,
        };
        let lifts = start.height_agl_m < SURFACE_RELEASE_SHARE * turbulence.mixing_height_m;
        let mut place = Place::default();
        let mut nodes = vec![size(&vertical, &lateral, &place, start.receptor_height_m)];
        let mut renewed_s = 0.0;
        while place.distance_m < to_m {
            let next_m = node_m(nodes.len());
            let step_m = next_m - place.distance_m;
            if place.travel_s >= renewed_s + wind.renew_s {
                vertical.blow(&wind.at_m_s, place.travel_s);
                renewed_s = place.travel_s;
            }
            let (slope_before, speed_before_m_s) = (vertical.slope(), vertical.speed_m_s());
            vertical.step(step_m, place.travel_s + 0.5 * step_m / speed_before_m_s);
            // The moments of the step are about the slope and the speed at its start.
            place.offset_m += slope_before * step_m;
            place.reference_s += step_m / speed_before_m_s;
            // The cloud's own speed and height at the end of the step, where it is the more it grows.
            let step_s = step_m / vertical.speed_m_s();
            lateral.step(turbulence, vertical.mean_height_m(), place.travel_s, step_s);
            place.travel_s += step_s;
            place.distance_m = next_m;
            let mut now = size(&vertical, &lateral, &place, start.receptor_height_m);
            if lifts {
                lift(&mut now, turbulence, next_m);
            }
            nodes.push(now);
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

/// Where a cloud is on its way.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    distance_m: f64,
    travel_s: f64,
    /// Left of the line, and time since release, that the moments of the cloud are counted from.
    offset_m: f64,
    reference_s: f64,
}

fn vertical<F: Fn(f64, f64) -> (f64, f64)>(
    turbulence: &Turbulence,
    wind: &PathWind<F>,
    start: &CloudStart,
) -> Vertical {
    let h = turbulence.mixing_height_m;
    let room = start.height_agl_m + ROOM_SIGMAS * start.sigma_vertical_m.max(0.1 * start.height_agl_m);
    let vertical_start = Start {
        height_m: start.height_agl_m.max(turbulence.roughness_m),
        sigma_m: start.sigma_vertical_m,
        top_m: if start.height_agl_m < h { h } else { room },
        surface_velocity_m_s: start.surface_velocity_m_s,
    };
    let air = Air {
        wind_m_s: &wind.at_m_s,
        diffusivity_m2_s: |z: f64| turbulence.diffusivity_m2_s(z),
        time_s: |z: f64| turbulence.vertical_time_s(z),
        ground_m: turbulence.roughness_m,
    };
    Vertical::new(&air, &vertical_start)
}

fn size(vertical: &Vertical, lateral: &Lateral, place: &Place, receptor_height_m: f64) -> CloudSize {
    let column = vertical.column_s_m();
    let airborne = vertical.airborne();
    let speed_m_s = airborne / column;
    let sheared = vertical.sheared_at(receptor_height_m);
    // On a line of one distance a cloud that goes across it is wider than across its own way.
    let turbulent_m2 = lateral.variance_m2 * (1.0 + vertical.slope().powi(2));
    let variance_m2 = turbulent_m2 + sheared.left_variance_m2;
    CloudSize {
        sigma_y_m: variance_m2.sqrt(),
        receptor_per_m: vertical.at(receptor_height_m) / column,
        ground_per_m: vertical.at(0.0) / column,
        transport_speed_m_s: speed_m_s,
        travel_s: place.travel_s,
        airborne,
        offset_m: place.offset_m + sheared.left_m,
        passage_s: (place.reference_s + sheared.late_s).max(0.0),
        passage_sigma_s: (lateral.variance_m2 / (speed_m_s * speed_m_s) + sheared.late_variance_s2).sqrt(),
        shear_share: sheared.left_variance_m2 / variance_m2.max(f64::MIN_POSITIVE),
        beyond_turn: vertical.beyond_turn(),
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
        offset_m: a.offset_m + share * (b.offset_m - a.offset_m),
        passage_s: mix(a.passage_s, b.passage_s),
        passage_sigma_s: mix(a.passage_sigma_s, b.passage_sigma_s),
        shear_share: a.shear_share + share * (b.shear_share - a.shear_share),
        beyond_turn: a.beyond_turn + share * (b.beyond_turn - a.beyond_turn),
        mean_height_m: mix(a.mean_height_m, b.mean_height_m),
        overlap_per_m: mix(a.overlap_per_m, b.overlap_per_m),
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod shear_tests;
