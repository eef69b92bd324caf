//! The scheme for a made-up spill: where its points stand and what they ask.

use super::*;
use crate::assessment::{Basis, SampleLimit};
use crate::geodesy::{LonLat, geodesic_ellipse};
use crate::substance::Names;
use crate::threshold::{Medium, Severity};

const CENTRE: LonLat = LonLat::new(63.0, 46.0);

fn winds(from_deg: &[f64]) -> Vec<WindSample> {
    let wind =
        |from: &f64| WindSample { wind_from_deg: *from, wind_speed_m_s: 4.0, stability: 'D', mixing_height_m: 800.0 };
    from_deg.iter().map(wind).collect()
}

fn soil_zone() -> Zone {
    Zone {
        id: "udmh-mpc-soil".into(),
        medium: Medium::Soil,
        substance: "udmh".into(),
        quantity: "MPC".into(),
        threshold: 0.1,
        unit: "mg/kg".into(),
        averaging_s: 0.0,
        source: String::new(),
        area_km2: Quantiles::default(),
        population: Quantiles::default(),
        settlements: Vec::new(),
        basis: Basis::Modelled,
        probability: 1.0,
        population_settlements: 0.0,
        population_background: 0.0,
        reach_km: Quantiles::default(),
        severity: Severity::Hygienic,
        day: Some(1),
        name: Names::default(),
    }
}

fn disc(radius_m: f64) -> MultiPolygon<f64> {
    geodesic_ellipse(CENTRE, 2.0 * radius_m, 2.0 * radius_m, 0.0).into()
}

/// A spill of 20 m, a zone of soil of 300 m (median) and 1200 m (5 %), wind from the given directions.
fn made(from_deg: &[f64], snow: bool, settlements: &[SettlementExposure]) -> SamplingPlan {
    let plane = LocalPlane::new(CENTRE).expect("a plane");
    let zones = [soil_zone()];
    let about_impact = vec![(0.05, disc(1_200.0)), (0.50, disc(300.0)), (0.95, disc(40.0))];
    let shapes = [ZoneShape { zone: 0, about_impact, geographic: Vec::new() }];
    let winds = winds(from_deg);
    let layer = |depth_cm, mg_kg| SpiltLayer {
        depth_cm,
        udmh_mg_kg: Quantiles::exactly(mg_kg),
        ndma_mg_kg: Quantiles::exactly(mg_kg / 100.0),
    };
    let layers = [([0.0, 5.0], 900.0), ([5.0, 20.0], 300.0), ([20.0, 40.0], 60.0), ([40.0, 100.0], 5.0)];
    plan(&Facts {
        plane: &plane,
        loaded: vec![Substance::Udmh, Substance::Nto],
        spill_radius_m: Some(20.0),
        layers: layers.map(|(depth, mg_kg)| layer(depth, mg_kg)).into(),
        winds: &winds,
        snow,
        zones: &zones,
        shapes: &shapes,
        settlements,
        receptors: &[],
        waters: Vec::new(),
        limits: &|substance, _| Some(SampleLimit { id: format!("{}-limit", substance.id()), value: 0.1 }),
        soil_values: &|_| Vec::new(),
    })
    .expect("a plan")
}

fn of_role(plan: &SamplingPlan, role: SampleRole) -> Vec<&SamplePoint> {
    plan.points.iter().filter(|point| point.role == role).collect()
}

fn takes(point: &SamplePoint, medium: SampleMedium) -> bool {
    point.takes.iter().any(|taken| taken.medium == medium)
}

/// Wind from the east: the axis goes west, the background lies in the east beyond everything.
#[test]
fn the_scheme_follows_the_wind() {
    let plan = made(&[80.0, 90.0, 100.0], false, &[]);
    assert!((plan.axis_deg.expect("an axis") - 270.0).abs() < 0.1);
    let axis = of_role(&plan, SampleRole::Axis);
    // Circles between the rim and 1.2 of the 5 % outline, less those that the median outline (300 m) stands for.
    let distances: Vec<f64> = axis.iter().map(|p| p.distance_m.round()).collect();
    assert_eq!(distances, [25.0, 50.0, 100.0, 200.0, 500.0, 1_000.0]);
    assert!(axis.iter().all(|p| (p.azimuth_deg - 270.0).abs() < 0.5));
    for point in of_role(&plan, SampleRole::Background) {
        assert!(point.distance_m > 2_999.0 && point.azimuth_deg < 136.0 && point.azimuth_deg > 44.0, "{point:?}");
    }
    let boundary = of_role(&plan, SampleRole::Boundary);
    assert_eq!(boundary.len(), 4);
    assert!(boundary.iter().all(|p| (p.distance_m - 300.0).abs() < 2.0 && p.about == ["udmh-mpc-soil"]));
}

/// The middle is sampled through all layers, each with the content that the model gives it; the rim in eight directions.
#[test]
fn the_spill_is_sampled_first_and_deepest() {
    let plan = made(&[90.0], false, &[]);
    let middle = &plan.points[0];
    assert_eq!((middle.role, middle.priority, middle.id.as_str()), (SampleRole::Centre, 1, "P01"));
    assert_eq!(middle.takes[0].depths_cm, [[0.0, 5.0], [5.0, 20.0], [20.0, 40.0], [40.0, 100.0]]);
    let udmh: Vec<f64> = middle.values.iter().filter(|v| v.substance == "udmh").map(|v| v.modelled.median).collect();
    assert_eq!(udmh, [900.0, 300.0, 60.0, 5.0]);
    let rim = of_role(&plan, SampleRole::Rim);
    assert_eq!(rim.len(), 8);
    assert!(rim.iter().all(|p| (p.distance_m - 20.0).abs() < 0.1 && p.takes[0].depths_cm.len() == 3));
    assert_eq!(plan.samples, plan.points.iter().map(SamplePoint::samples).sum::<usize>());
}

/// Wind from anywhere: no axis is claimed, and the circles are sampled all around.
#[test]
fn without_a_wind_all_directions_are_sampled() {
    let around: Vec<f64> = (0..36).map(|k| f64::from(k) * 10.0).collect();
    let plan = made(&around, false, &[]);
    assert_eq!(plan.axis_deg, None);
    let circle: Vec<f64> = of_role(&plan, SampleRole::Axis).iter().map(|p| p.azimuth_deg.round()).collect();
    for eighth in 0..8 {
        assert!(circle.iter().any(|a| (a - 45.0 * f64::from(eighth)).abs() < 1.5), "{eighth}: {circle:?}");
    }
}

/// Snow is taken in place of plants, and the work stays within what two crews can do.
#[test]
fn snow_takes_the_place_of_plants_and_the_number_is_bounded() {
    let plan = made(&[90.0], true, &[]);
    assert!(plan.points.iter().all(|p| !takes(p, SampleMedium::Vegetation)));
    assert!(of_role(&plan, SampleRole::Background).iter().all(|p| takes(p, SampleMedium::Snow)));
    assert!(plan.points.len() <= plan.points_at_most && plan.left_out.is_empty());
    let ids: std::collections::BTreeSet<_> = plan.points.iter().map(|p| &p.id).collect();
    assert_eq!(ids.len(), plan.points.len());
}

/// Nitrate tells of the oxidiser in soil and nitrogen dioxide in air; a vehicle without heptyl is not asked for it.
#[test]
fn the_laboratory_is_asked_for_what_was_on_board() {
    let of = |loaded: &[Substance], medium| rules::analytes(loaded, medium);
    let both = [Substance::Udmh, Substance::Nto];
    assert_eq!(of(&both, SampleMedium::Air), ["udmh", "ndma", "dma", "formaldehyde", "no2"]);
    assert!(of(&both, SampleMedium::Soil).contains(&"nitrate") && !of(&both, SampleMedium::Soil).contains(&"no2"));
    assert_eq!(of(&[Substance::Kerosene, Substance::Oxygen], SampleMedium::Soil), ["petroleum"]);
}
