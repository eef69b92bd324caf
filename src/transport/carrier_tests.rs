//! Paths in winds that turn with height and time.

use super::*;
use crate::source::test_data::weather_at;
use crate::source::{Growth, Release};
use crate::transport::chemistry::sunlight::Daylight;
use crate::transport::fate::{Fates, LossRates};
use crate::transport::path::{Path, PathLimits, march};
use crate::weather::{LaterWinds, WindAt};

fn release() -> Release {
    Release {
        mass_kg: [100.0, 0.0, 0.0, 0.0],
        height_agl_m: 0.0,
        sigma_horizontal_m: 10.0,
        sigma_vertical_m: 2.0,
        start_s: 0.0,
        duration_s: 0.0,
        growth: Growth::Puff,
        downwind_m: 0.0,
    }
}

fn path(weather: &Weather) -> Path {
    let rates = LossRates { deposition_velocity_m_s: 3e-3, scavenging_per_s: 1e-5 };
    let fates = Fates { rates: [rates; 4], ..Fates::default() };
    march(
        &release(),
        &fates,
        weather,
        &Daylight::NIGHT,
        &PathLimits { edge_m: 80_000.0, end_s: 1e6, windows_s: &[600.0] },
    )
}

fn towards(height_agl_m: f64, speed_m_s: f64, to_deg_left_of_east: f64) -> WindAt {
    let (sin, cos) = to_deg_left_of_east.to_radians().sin_cos();
    WindAt { height_agl_m, u_m_s: speed_m_s * cos, v_m_s: speed_m_s * sin }
}

/// Place of the axis in east and north at a node.
fn at(path: &Path, distance_m: f64) -> (f64, f64) {
    let (index, share) = path.locate(distance_m);
    let (near, far) = (&path.nodes[index], &path.nodes[index + 1]);
    let offset_m = near.offset_m + share * (far.offset_m - near.offset_m);
    let (east, north) = path.direction;
    (distance_m * east - offset_m * north, distance_m * north + offset_m * east)
}

/// A wind of one direction gives a straight path along it, and all masses close.
#[test]
fn an_even_wind_goes_straight() {
    let path = path(&weather_at(293.15));
    assert!((path.direction.0 - 1.0).abs() < 1e-12);
    assert!(path.nodes.iter().all(|node| node.offset_m.abs() < 1e-9));
    assert_eq!((path.doubt.beyond_turn, path.lean), (0.0, (0.0, 0.0)));
}

/// The wind turns left by 40 degrees over 1000 m: the cloud leaves the source with the wind at the ground and turns left as
/// it rises, and its ground-level axis lags behind that of the layer; every kilogram is booked.
#[test]
fn a_cloud_turns_as_it_rises() {
    let winds = vec![towards(10.0, 5.0, 0.0), towards(1_000.0, 9.0, 40.0)];
    let weather = Weather { winds, ..weather_at(293.15) };
    let path = path(&weather);
    let angle = |distance_m: f64| {
        let (east, north) = at(&path, distance_m);
        north.atan2(east).to_degrees()
    };
    assert!(angle(30.0).abs() < 1.0, "{}", angle(30.0));
    assert!(angle(300.0) < angle(3_000.0) && angle(3_000.0) < angle(30_000.0), "{} {}", angle(300.0), angle(30_000.0));
    assert!((6.0..20.0).contains(&angle(50_000.0)), "{}", angle(50_000.0));
    assert!(path.doubt.shear_share > 0.3 && path.doubt.beyond_turn == 0.0, "{:?}", path.doubt);
    let l = path.ledger;
    let sum = l.transformed[0] + l.deposited[0] + l.airborne[0] + l.left_domain[0];
    assert!((sum / 100.0 - 1.0).abs() < 1e-12, "{sum}");
}

/// A wind that turns by 60 degrees in two hours carries the cloud round the same way: a later part of the path has the later
/// direction.
#[test]
fn a_cloud_turns_with_the_hours() {
    let even = |to_deg: f64| vec![towards(10.0, 5.0, to_deg), towards(2_000.0, 5.0, to_deg)];
    let later = vec![LaterWinds { after_s: 7_200.0, winds: even(60.0) }];
    let weather = Weather { winds: even(0.0), later, ..weather_at(293.15) };
    let path = path(&weather);
    let heading = |near_m: f64, far_m: f64| {
        let ((x0, y0), (x1, y1)) = (at(&path, near_m), at(&path, far_m));
        (y1 - y0).atan2(x1 - x0).to_degrees()
    };
    assert!(heading(1.0, 100.0).abs() < 3.0, "{}", heading(1.0, 100.0));
    assert!((heading(50_000.0, 70_000.0) - 60.0).abs() < 3.0, "{}", heading(50_000.0, 70_000.0));
    assert!(weather.wind_after_m_s(10.0, 3_600.0).1 > 2.0, "half way between the two");
}

/// Winds against each other: what cannot be followed is told.
#[test]
fn opposite_winds_are_doubtful() {
    let winds = vec![towards(10.0, 3.0, 0.0), towards(900.0, 12.0, 170.0)];
    assert!(path(&Weather { winds, ..weather_at(293.15) }).doubt.beyond_turn > 0.1);
}
