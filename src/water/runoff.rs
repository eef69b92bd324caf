//! How much of a spill on land runs into waters close by.

use geo::{Coord, Point};

use super::body::Body;
use super::mixing::{MixingDraws, RUNOFF_REACH_M};
use crate::source::Spill;

/// Points of equal mass that stand for a spill.
const POINTS: usize = 64;

/// Golden angle, rad: points on a spiral that turns by it lie evenly (Vogel 1979, Math. Biosci. 44, 179-189).
const GOLDEN_ANGLE: f64 = 2.399_963_229_728_653;

/// Standard deviations of a spill within which all its points lie.
pub(super) const SPREAD_SIGMAS: f64 = 3.2;

/// Share of a spill by water that runs into it, for the waters given with their index; a point runs to the nearest.
pub(super) fn shares(
    spill: &Spill,
    place: Coord<f64>,
    near: &[(usize, &Body)],
    draws: &MixingDraws,
) -> Vec<(usize, f64)> {
    // Waters that no point of the spill comes within reach of cannot be the nearest that takes any.
    let (centre, reach_m) = (Point(place), SPREAD_SIGMAS * spill.sigma_m + RUNOFF_REACH_M);
    let within = |(k, body): &&(usize, &Body)| body.distance_m(&centre, draws.of_body[*k].width_m) < reach_m;
    let near: Vec<(usize, &Body)> = near.iter().filter(within).copied().collect();
    let mut shares: Vec<(usize, f64)> = near.iter().map(|(body, _)| (*body, 0.0)).collect();
    if shares.is_empty() {
        return shares;
    }
    for at in points(spill.sigma_m) {
        let here = Point(place + at);
        let distances = near.iter().map(|(k, body)| body.distance_m(&here, draws.of_body[*k].width_m));
        let nearest = distances.enumerate().min_by(|a, b| a.1.total_cmp(&b.1));
        // What lies on the water is counted as fallen in.
        if let Some((k, distance_m)) = nearest.filter(|(_, d)| *d > 0.0 && *d < RUNOFF_REACH_M) {
            shares[k].1 += draws.share_at_bank * (-distance_m / draws.fading_m).exp() / POINTS as f64;
        }
    }
    shares
}

/// Points of equal mass of a round normal law about the origin.
fn points(sigma_m: f64) -> impl Iterator<Item = Coord<f64>> {
    (0..POINTS).map(move |k| {
        let inside = (k as f64 + 0.5) / POINTS as f64;
        let radius_m = sigma_m * (-2.0 * (1.0 - inside).ln()).sqrt();
        let angle = GOLDEN_ANGLE * k as f64;
        Coord { x: radius_m * angle.cos(), y: radius_m * angle.sin() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The points have the variance of the law, within what the cut tail takes (2 %), and stay within the spread.
    #[test]
    fn points_have_the_spread_of_the_spill() {
        let all: Vec<Coord<f64>> = points(30.0).collect();
        let variance = all.iter().map(|p| p.x * p.x + p.y * p.y).sum::<f64>() / (2.0 * POINTS as f64);
        assert!((variance / 900.0 - 1.0).abs() < 0.02, "{variance}");
        assert!(all.iter().all(|p| p.x.hypot(p.y) <= SPREAD_SIGMAS * 30.0));
    }
}
