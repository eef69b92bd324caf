//! The regions against the normal law, whose areas are known, and in their limits.

use geo::{Contains, MapCoords, Point, Validation};
use proptest::prelude::*;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};

use super::*;

const SHARES: [f64; 3] = [0.50, 0.95, 0.99];

/// A sample of a normal law with standard deviations along and across an azimuth.
fn sample(n: usize, seed: u64, along_m: f64, across_m: f64, azimuth_deg: f64, centre: Coord<f64>) -> Vec<Coord<f64>> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let axes = Axes { centre, major_m: along_m, minor_m: across_m, azimuth_deg };
    let mut normal = || -> f64 { StandardNormal.sample(&mut rng) };
    (0..n).map(|_| axes.to_plane(Coord { x: along_m * normal(), y: across_m * normal() })).collect()
}

fn regions(points: &[Coord<f64>]) -> Vec<Region> {
    Density::of(points).expect("points").regions(&SHARES)
}

/// The ellipse that holds a share p of a normal law has the area -2 ln(1 - p) pi s1 s2 (chi-square with two degrees of
/// freedom; 5.991 at 95 %). The share outside is known from its count to 1/sqrt(n (1 - p)), which moves the area by
/// that over -ln(1 - p): with 4000 points 2.4 % at 95 %; the tolerance is three times that. New points of the same law
/// lie inside within 1.5 %.
#[test]
fn areas_and_cover_of_a_normal_law() {
    for seed in 1..=3 {
        let points = sample(4_000, seed, 9_000.0, 2_500.0, 63.0, Coord { x: 300e3, y: 120e3 });
        let fresh = sample(4_000, seed + 100, 9_000.0, 2_500.0, 63.0, Coord { x: 300e3, y: 120e3 });
        for region in regions(&points) {
            let p = region.probability;
            let exact_m2 = -2.0 * (1.0 - p).ln() * std::f64::consts::PI * 9_000.0 * 2_500.0;
            let error = (p / (4_000.0 * (1.0 - p))).sqrt() / -(1.0 - p).ln();
            let ratio = region.area_m2 / exact_m2;
            assert!((ratio - 1.0).abs() < 3.0 * error.max(0.02), "{p} of seed {seed}: {ratio}");
            assert!(region.polygons.is_valid());
            let inside = fresh.iter().filter(|c| region.polygons.contains(&Point(**c))).count() as f64 / 4_000.0;
            let tolerance = if p > 0.9 { 0.015 } else { 0.03 };
            assert!((inside - p).abs() < tolerance, "{p} of seed {seed}: {inside}");
        }
    }
}

/// Two clusters, ten times further apart than they are wide: each share has two outlines, and the area is that of both
/// clusters and not of what lies between them. Silverman's rule alone would make it three times as large.
#[test]
fn two_clusters_have_two_outlines() {
    let mut points = sample(2_000, 1, 1_000.0, 1_000.0, 0.0, Coord { x: 0.0, y: 0.0 });
    points.extend(sample(2_000, 2, 1_000.0, 1_000.0, 0.0, Coord { x: 10_000.0, y: 0.0 }));
    let wide = &regions(&points)[1];
    assert_eq!(wide.polygons.0.len(), 2);
    let exact_m2 = 2.0 * 5.991 * std::f64::consts::PI * 1e6;
    assert!((wide.area_m2 / exact_m2 - 1.0).abs() < 0.12, "{}", wide.area_m2 / exact_m2);
}

/// One point, one spot and two points have small but valid areas, and nothing fails.
#[test]
fn few_points_do_not_fail() {
    let at = Coord { x: 5.0, y: 7.0 };
    for points in [vec![at], vec![at; 50], vec![at, Coord { x: 4_000.0, y: 7.0 }]] {
        let regions = regions(&points);
        assert!(regions.windows(2).all(|pair| pair[0].area_m2 <= pair[1].area_m2), "{points:?}");
        assert!(regions.iter().all(|r| r.area_m2 > 0.0 && r.polygons.is_valid()), "{points:?}");
        assert!(regions[2].polygons.contains(&Point(at)));
    }
    assert!(Density::of(&[]).is_none());
}

/// A point very far from the others does not break the grid.
#[test]
fn an_outlier_is_borne() {
    let mut points = sample(500, 5, 100.0, 100.0, 0.0, Coord { x: 0.0, y: 0.0 });
    points.push(Coord { x: 2e6, y: 1e6 });
    assert!(regions(&points).iter().all(|r| r.area_m2.is_finite() && r.area_m2 > 0.0));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Moved and turned points have moved and turned areas of the same size, and axes of the same length.
    #[test]
    fn areas_do_not_depend_on_place_and_direction(
        angle_deg in 0.0..360.0_f64, east_m in -5e5..5e5_f64, north_m in -5e5..5e5_f64, seed in 0..50_u64,
    ) {
        let points = sample(300, seed, 5_000.0, 2_000.0, 20.0, Coord { x: 0.0, y: 0.0 });
        let (sin, cos) = angle_deg.to_radians().sin_cos();
        let turn = |c: Coord<f64>| Coord { x: c.x * cos - c.y * sin + east_m, y: c.x * sin + c.y * cos + north_m };
        let turned: Vec<Coord<f64>> = points.iter().map(|c| turn(*c)).collect();
        for (a, b) in regions(&points).iter().zip(&regions(&turned)) {
            prop_assert!((b.area_m2 / a.area_m2 - 1.0).abs() < 1e-3, "{} {}", a.area_m2, b.area_m2);
            let moved = a.polygons.map_coords(turn);
            let common = geo::BooleanOps::intersection(&moved, &b.polygons).unsigned_area();
            prop_assert!(common / b.area_m2 > 0.99, "{}", common / b.area_m2);
        }
    }
}
