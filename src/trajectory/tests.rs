//! A path whose answer is known in closed form: constant climb along one geodesic.

use super::*;

const PAD: LonLat = LonLat::new(62.985, 46.071);

/// Ground speed at the ellipsoid and climb rate of the test path, m/s.
const LEVEL_M_S: f64 = 900.0;
const CLIMB_M_S: f64 = 500.0;
const AZIMUTH_DEG: f64 = 62.5;

fn speed_m_s(time_s: f64) -> f64 {
    (LEVEL_M_S * (1.0 + CLIMB_M_S * time_s / WGS84_SEMI_MAJOR_M)).hypot(CLIMB_M_S)
}

fn row(time_s: f64) -> TrajectoryPoint {
    TrajectoryPoint {
        time_s,
        position: PAD.destination(AZIMUTH_DEG, LEVEL_M_S * time_s),
        altitude_m: CLIMB_M_S * time_s,
        speed_m_s: speed_m_s(time_s),
        flight_path_angle_deg: None,
        heading_deg: None,
    }
}

fn rows() -> Vec<TrajectoryPoint> {
    [0.0, 10.0, 25.0, 60.0, 100.0, 130.0].map(row).to_vec()
}

/// Between rows the state is that of the path itself: a few centimetres, because the azimuths of the pieces of one
/// geodesic are exact; the heading of the true geodesic turns by less than 0.01 degrees within a step here.
#[test]
fn states_between_rows_are_those_of_the_path() -> Result<(), TrajectoryError> {
    let flown = Trajectory::new(SpeedFrame::RotatingEarth, rows())?;
    for time_s in [0.0, 3.3, 25.0, 44.4, 99.0, 130.0] {
        let (state, truth) = (flown.state_at(time_s)?, row(time_s));
        assert!(state.position.distance_m(truth.position) < 0.05, "{time_s}: {state:?}");
        assert!((state.altitude_m - truth.altitude_m).abs() < 1e-6);
        assert!((state.speed_m_s - truth.speed_m_s).abs() < 0.05, "{time_s}: {state:?}");
        let angle_deg = (CLIMB_M_S / speed_m_s(time_s)).asin().to_degrees();
        assert!((state.flight_path_angle_deg - angle_deg).abs() < 1e-6, "{time_s}: {state:?}");
        let ahead = PAD.destination(AZIMUTH_DEG, LEVEL_M_S * time_s + 10.0);
        assert!((state.heading_deg - truth.position.azimuth_deg(ahead)).abs() < 0.02, "{time_s}: {state:?}");
    }
    Ok(())
}

/// Rows in halves of the step change little: the state between converges to the true one.
#[test]
fn a_curved_climb_converges_with_finer_rows() -> Result<(), TrajectoryError> {
    // Constant acceleration from rest straight up and east: s = 4 t^2, h = 6 t^2.
    let curved = |time_s: f64| TrajectoryPoint {
        position: PAD.destination(90.0, 4.0 * time_s * time_s),
        altitude_m: 6.0 * time_s * time_s,
        speed_m_s: time_s * 8.0_f64.hypot(12.0),
        ..row(time_s)
    };
    let worst = |step_s: f64| -> Result<f64, TrajectoryError> {
        let count = (60.0 / step_s) as usize;
        let flown =
            Trajectory::new(SpeedFrame::RotatingEarth, (0..=count).map(|k| curved(k as f64 * step_s)).collect())?;
        let mut errors = (0..600).map(|k| {
            let time_s = 0.1 * f64::from(k);
            flown.state_at(time_s).map(|state| (state.altitude_m - 6.0 * time_s * time_s).abs())
        });
        errors.try_fold(0.0, |worst: f64, error| Ok(worst.max(error?)))
    };
    let (coarse_m, fine_m) = (worst(10.0)?, worst(5.0)?);
    assert!(coarse_m < 60.0 && fine_m < 0.35 * coarse_m, "{coarse_m} {fine_m}");
    Ok(())
}

/// What a row states is used: 30 degrees up and 45 degrees from north at every row, whatever the positions say.
#[test]
fn stated_angle_and_heading_are_kept() -> Result<(), TrajectoryError> {
    let stated = |p: TrajectoryPoint| TrajectoryPoint {
        flight_path_angle_deg: Some(30.0),
        heading_deg: Some(if p.time_s < 60.0 { 350.0 } else { 10.0 }),
        ..p
    };
    let flown = Trajectory::new(SpeedFrame::RotatingEarth, rows().into_iter().map(stated).collect())?;
    let state = flown.state_at(42.5)?;
    assert!((state.flight_path_angle_deg - 30.0).abs() < 1e-9, "{state:?}");
    // The short way from 350 to 10 degrees is across north, and its middle is north.
    assert!(turn_deg(0.0, state.heading_deg).abs() < 1e-6, "{state:?}");
    Ok(())
}

/// The inertial speed is the length of the vector sum with the Earth's rotation, here built by hand; by the reference
/// ellipsoid a place at 46.071 degrees turns with 323 m/s (465.1 m/s at the equator times the cosine, plus 0.2 %).
#[test]
fn inertial_speeds_are_converted_back() -> Result<(), TrajectoryError> {
    let plain = Trajectory::new(SpeedFrame::RotatingEarth, rows())?;
    assert!((rotation_m_s(PAD, 0.0) - 323.2).abs() < 0.3, "{}", rotation_m_s(PAD, 0.0));
    let inertial = rows().into_iter().map(|p| {
        let state = plain.state_at(p.time_s).expect("within");
        let level = state.speed_m_s * state.flight_path_angle_deg.to_radians().cos();
        let (east, north) = state.heading_deg.to_radians().sin_cos();
        let up = state.speed_m_s * state.flight_path_angle_deg.to_radians().sin();
        let turned = level * east + rotation_m_s(p.position, p.altitude_m);
        TrajectoryPoint { speed_m_s: turned.hypot(level * north).hypot(up), ..p }
    });
    let back = Trajectory::new(SpeedFrame::Inertial, inertial.collect())?;
    for point in back.points() {
        assert!((point.speed_m_s - speed_m_s(point.time_s)).abs() < 1e-6, "{point:?}");
    }
    Ok(())
}

#[test]
fn what_is_no_trajectory_is_refused() {
    let refused = |rows: Vec<TrajectoryPoint>| Trajectory::new(SpeedFrame::RotatingEarth, rows).expect_err("refused");
    assert_eq!(refused(rows()[..1].to_vec()), TrajectoryError::TooFew { rows: 1 });
    let mut twice = rows();
    twice[2].time_s = 10.0;
    assert_eq!(refused(twice), TrajectoryError::NotRising { row: 2, before_s: 10.0, time_s: 10.0 });
    let mut swapped = rows();
    swapped[3].position = LonLat::new(swapped[3].position.lat, swapped[3].position.lon);
    assert!(matches!(refused(swapped), TrajectoryError::Step { row: 3, .. }));
    let hours = rows().into_iter().map(|p| TrajectoryPoint { speed_m_s: p.speed_m_s * 3.6, ..p }).collect();
    assert!(matches!(refused(hours), TrajectoryError::Step { row: 1, .. }));
    let standing = rows().into_iter().map(|p| TrajectoryPoint { position: PAD, altitude_m: 0.0, ..p }).collect();
    assert!(matches!(refused(standing), TrajectoryError::Step { row: 1, .. }));
    let slow = rows().into_iter().map(|p| TrajectoryPoint { speed_m_s: 100.0, ..p }).collect();
    let error = Trajectory::new(SpeedFrame::Inertial, slow).expect_err("below the rotation");
    assert!(matches!(error, TrajectoryError::BelowRotation { row: 0, .. }));
}

#[test]
fn a_time_outside_says_the_span() {
    let flown = Trajectory::new(SpeedFrame::RotatingEarth, rows()).expect("a path");
    for time_s in [-0.1, 130.1, f64::NAN] {
        let text = flown.state_at(time_s).expect_err("outside").to_string();
        assert!(text.contains("from 0 to 130 s"), "{text}");
    }
}

/// Standing on the pad, the vehicle points up and heads where it will go.
#[test]
fn at_rest_it_points_upwards() -> Result<(), TrajectoryError> {
    let start = TrajectoryPoint { speed_m_s: 0.0, ..row(0.0) };
    let held = TrajectoryPoint { time_s: 2.0, ..start };
    let later = TrajectoryPoint { time_s: 12.0, speed_m_s: 1_500.0, ..row(10.0) };
    let flown = Trajectory::new(SpeedFrame::RotatingEarth, vec![start, held, later])?;
    let state = flown.state_at(1.0)?;
    assert!((state.flight_path_angle_deg - 90.0).abs() < 1e-9 && state.altitude_m == 0.0, "{state:?}");
    assert!((state.heading_deg - AZIMUTH_DEG).abs() < 1e-6, "{state:?}");
    Ok(())
}
