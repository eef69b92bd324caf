//! Falls whose end is known in closed form: without air, at terminal speed, on the turning Earth; and what must be the
//! same whichever way round it is told.

use heptyl::atmosphere;
use heptyl::constants::{EARTH_GM_M3_S2, EARTH_ROTATION_RAD_S, GRAVITY_M_S2, WGS84_FLATTENING, WGS84_SEMI_MAJOR_M};
use heptyl::flight::air_column::AirColumn;
use heptyl::flight::ascent::FlightState;
use heptyl::flight::drag::DragShape;
use heptyl::flight::fall::{Body, BreakLimits, Fall, FallEnd, FallError, Lift, Load, fall};
use heptyl::geodesy::LonLat;

use crate::within;

fn calm(_height_m: f64) -> (f64, f64) {
    (0.0, 0.0)
}

fn vacuum() -> AirColumn {
    AirColumn::standard(0.0, calm)
}

fn body(ballistic_coefficient_kg_m2: f64) -> Body {
    Body {
        ballistic_coefficient_kg_m2,
        shape: DragShape::Constant,
        lift: Lift::NONE,
        limits: BreakLimits::NONE,
        ground_m: 0.0,
    }
}

fn start(altitude_m: f64, speed_m_s: f64, flight_path_angle_deg: f64, heading_deg: f64) -> FlightState {
    let below = LonLat::new(63.0, 46.0);
    FlightState { altitude_m, speed_m_s, flight_path_angle_deg, heading_deg, below }
}

fn fallen(start: &FlightState, body: Body, air: &AirColumn) -> Fall {
    fall(start, body, air).expect("a fall that ends on the ground")
}

/// Position and velocity in the frame of the stars that coincides with the Earth's at time 0.
fn inertial(state: &FlightState, time_s: f64) -> ([f64; 3], [f64; 3]) {
    let e2 = WGS84_FLATTENING * (2.0 - WGS84_FLATTENING);
    let (sin, cos) = state.below.lat.to_radians().sin_cos();
    let (sin_lon, cos_lon) = (state.below.lon.to_radians() + EARTH_ROTATION_RAD_S * time_s).sin_cos();
    let n = WGS84_SEMI_MAJOR_M / (1.0 - e2 * sin * sin).sqrt();
    let h = state.altitude_m;
    let r = [(n + h) * cos * cos_lon, (n + h) * cos * sin_lon, (n * (1.0 - e2) + h) * sin];
    let (sin_g, cos_g) = state.flight_path_angle_deg.to_radians().sin_cos();
    let (sin_a, cos_a) = state.heading_deg.to_radians().sin_cos();
    let (e, n, u) = (state.speed_m_s * cos_g * sin_a, state.speed_m_s * cos_g * cos_a, state.speed_m_s * sin_g);
    let v = [
        -e * sin_lon - n * sin * cos_lon + u * cos * cos_lon - EARTH_ROTATION_RAD_S * r[1],
        e * cos_lon - n * sin * sin_lon + u * cos * sin_lon + EARTH_ROTATION_RAD_S * r[0],
        n * cos + u * sin,
    ];
    (r, v)
}

fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

/// Angle at the Earth's centre from a start to radius `r2` on the way down, and the time, by Kepler (Bate, Mueller & White
/// 1971, Fundamentals of Astrodynamics, sections 1.5 and 4.2).
fn kepler(r: [f64; 3], v: [f64; 3], r2: f64) -> (f64, f64) {
    let (r1, speed_2, radial) = (dot(r, r).sqrt(), dot(v, v), dot(r, v));
    let a = 1.0 / (2.0 / r1 - speed_2 / EARTH_GM_M3_S2);
    let p = (r1 * r1 * speed_2 - radial * radial) / EARTH_GM_M3_S2;
    let eccentricity = (1.0 - p / a).sqrt();
    let anomaly = |radius: f64| ((p / radius - 1.0) / eccentricity).clamp(-1.0, 1.0).acos();
    let from = if radial >= 0.0 { anomaly(r1) } else { std::f64::consts::TAU - anomaly(r1) };
    let to = std::f64::consts::TAU - anomaly(r2);
    let eccentric = |true_anomaly: f64| {
        2.0 * (((1.0 - eccentricity) / (1.0 + eccentricity)).sqrt() * (0.5 * true_anomaly).sin())
            .atan2((0.5 * true_anomaly).cos())
    };
    let mean = |true_anomaly: f64| eccentric(true_anomaly) - eccentricity * eccentric(true_anomaly).sin();
    (to - from, (mean(to) - mean(from)) * (a * a * a / EARTH_GM_M3_S2).sqrt())
}

/// Without air a fall is a Kepler ellipse. The ellipse knows no J2, which changes gravity by 1.5 J2 = 1.6e-3 at most, and
/// angle and time as much: 2.5e-3.
#[test]
fn without_air_it_is_an_ellipse() {
    for (altitude_m, speed_m_s, angle_deg, heading_deg) in
        [(60e3, 2_500.0, 35.0, 60.0), (110e3, 4_200.0, 20.0, 200.0), (150e3, 3_500.0, -10.0, 300.0)]
    {
        let from = start(altitude_m, speed_m_s, angle_deg, heading_deg);
        let found = fallen(&from, body(1_000.0), &vacuum());
        let (r1, v1) = inertial(&from, 0.0);
        let (r2, _) = inertial(&found.state, found.duration_s);
        let radius_m = dot(r2, r2).sqrt();
        let angle = (dot(r1, r2) / (dot(r1, r1).sqrt() * radius_m)).acos();
        let (expected_angle, expected_s) = kepler(r1, v1, radius_m);
        within(angle, expected_angle, 2.5e-3, "angle at the Earth's centre");
        within(found.duration_s, expected_s, 2.5e-3, "time");
    }
}

/// Without air half v^2 plus the potential of gravity and of the turning is kept (Jacobi's integral): with J2 and in
/// closed form. 1e-7 of 6e7 m2/s2 is 6 m2/s2, 2 mm/s of 3 km/s.
#[test]
fn without_air_the_energy_of_the_turning_frame_is_kept() {
    let energy = |state: &FlightState| {
        let (r, _) = inertial(state, 0.0);
        let r2 = dot(r, r);
        let (p2, j2) = (r[0] * r[0] + r[1] * r[1], heptyl::constants::EARTH_J2);
        let flattening = 0.5 * j2 * WGS84_SEMI_MAJOR_M.powi(2) / r2 * (3.0 * r[2] * r[2] / r2 - 1.0);
        let potential = -EARTH_GM_M3_S2 / r2.sqrt() * (1.0 - flattening);
        0.5 * (state.speed_m_s * state.speed_m_s - EARTH_ROTATION_RAD_S.powi(2) * p2) + potential
    };
    for (altitude_m, speed_m_s) in [(30e3, 500.0), (120e3, 4_000.0), (400e3, 6_000.0)] {
        let from = start(altitude_m, speed_m_s, 30.0, 75.0);
        let found = fallen(&from, body(1_000.0), &vacuum());
        within(energy(&found.state), energy(&from), 1e-7, "energy");
    }
}

/// Dropped from rest without air, a body lands east of the plumb line by omega cos(lat) sqrt(8 h^3 / g) / 3 (Landau &
/// Lifshitz, Mechanics, section 39): 5.5 m from 5 km. 1 %, for gravity falls with height by 0.1 % and the formula is of first order in omega;
/// along the meridian it may miss by what J4, left out, turns the plumb line: 1e-5, 5 cm.
#[test]
fn a_drop_from_rest_lands_to_the_east() {
    let from = start(5_000.0, 0.0, 0.0, 0.0);
    let found = fallen(&from, body(1_000.0), &vacuum());
    let (distance_m, azimuth) =
        (from.below.distance_m(found.state.below), from.below.azimuth_deg(found.state.below).to_radians());
    let expected_m =
        EARTH_ROTATION_RAD_S * 46.0_f64.to_radians().cos() * (8.0 * 5_000.0_f64.powi(3) / GRAVITY_M_S2).sqrt() / 3.0;
    within(distance_m * azimuth.sin(), expected_m, 0.01, "deflection to the east");
    assert!((distance_m * azimuth.cos()).abs() < 0.1, "{} m along the meridian", distance_m * azimuth.cos());
}

/// A body arrives with the speed at which drag is weight, sqrt(2 beta g / rho), but for what it still slows down:
/// v^2/(2 g H) with the scale height H = 10 km of density, 0.4 % for 50 kg/m2. A wind of the ground carries it along.
#[test]
fn a_light_body_arrives_at_terminal_speed() {
    for (beta, share) in [(5.0, 1e-3), (50.0, 6e-3), (150.0, 0.015)] {
        let air = AirColumn::standard(1.0, |_| (12.0, -5.0));
        let found = fallen(&start(20e3, 300.0, 0.0, 90.0), body(beta), &air).state;
        let descent_m_s = -found.speed_m_s * found.flight_path_angle_deg.to_radians().sin();
        let expected = (2.0 * beta * GRAVITY_M_S2 / atmosphere::density_kg_m3(0.0)).sqrt();
        within(descent_m_s, expected, share, "terminal speed");
        within(found.speed_m_s * found.flight_path_angle_deg.to_radians().cos(), 13.0, 0.02, "speed of the wind");
        within(found.heading_deg, 112.62, 0.02, "direction of the wind");
    }
}

/// The Earth with its air is the same seen in a mirror along the equator: latitude, heading and north wind change sides,
/// all else stays.
#[test]
fn south_mirrors_north() {
    let north = AirColumn::standard(1.0, |height_m| (20.0, height_m * 1e-3));
    let south = AirColumn::standard(1.0, |height_m| (20.0, height_m * -1e-3));
    let from = start(70e3, 2_500.0, 20.0, 50.0);
    let mirrored = FlightState { heading_deg: 130.0, below: LonLat::new(63.0, -46.0), ..from };
    let stage = Body { shape: DragShape::TumblingStage, ..body(300.0) };
    let (a, b) = (fallen(&from, stage, &north), fallen(&mirrored, stage, &south));
    assert!(
        (a.state.below.lat + b.state.below.lat).abs() < 1e-9 && (a.state.below.lon - b.state.below.lon).abs() < 1e-9
    );
    assert!(
        (a.duration_s - b.duration_s).abs() < 1e-6
            && (a.greatest_heat.value / b.greatest_heat.value - 1.0).abs() < 1e-9
    );
}

/// The same fall twice is the same to the last bit, and the longitude of the start is of no account.
#[test]
fn a_fall_repeats_itself() {
    let air = AirColumn::standard(1.0, |height_m| (height_m * 1e-3, 3.0));
    let from = start(90e3, 3_000.0, 10.0, 60.0);
    let stage = Body { shape: DragShape::TankShell, ..body(120.0) };
    let first = fallen(&from, stage, &air);
    assert_eq!(first, fallen(&from, stage, &air));
    let turned = fallen(&FlightState { below: LonLat::new(-100.0, 46.0), ..from }, stage, &air);
    assert!((turned.state.below.lon - first.state.below.lon + 163.0).abs() < 1e-7);
    assert!((turned.state.below.lat - first.state.below.lat).abs() < 1e-8);
}

/// More wind from behind, thinner air and a heavier body carry farther.
#[test]
fn what_carries_farther_carries_farther() {
    let from = start(50e3, 1_700.0, 25.0, 90.0);
    let range_m = |beta: f64, density: f64, wind_m_s: f64| {
        let air = AirColumn::standard(density, |_| (wind_m_s, 0.0));
        from.below.distance_m(fallen(&from, body(beta), &air).state.below)
    };
    let plain_m = range_m(500.0, 1.0, 0.0);
    assert!(
        range_m(800.0, 1.0, 0.0) > plain_m && range_m(500.0, 0.9, 0.0) > plain_m && range_m(500.0, 1.0, 30.0) > plain_m
    );
}

/// The ends: from the ground itself, in a break-up at the start, from an apogee of 1000 km, and never, from an orbit.
#[test]
fn every_end_is_told() {
    let air = AirColumn::standard(1.0, calm);
    let lying = fallen(&start(0.0, 100.0, -90.0, 0.0), body(100.0), &air);
    assert_eq!((lying.end, lying.duration_s), (FallEnd::Ground, 0.0));
    let weak = Body { limits: BreakLimits::at_pressure(1_000.0), ..body(100.0) };
    let broken = fallen(&start(10e3, 300.0, 0.0, 0.0), weak, &air);
    assert_eq!((broken.end, broken.duration_s), (FallEnd::BreakUp(Load::Pressure), 0.0));
    let high = fallen(&start(150e3, 4_500.0, 70.0, 60.0), body(20.0), &air);
    assert!(high.apogee_m > 1e6 && high.end == FallEnd::Ground, "{high:?}");
    let orbit = start(300e3, 7_400.0, 0.0, 90.0);
    let error = fall(&orbit, body(1_000.0), &air).expect_err("it is in orbit");
    assert!(
        matches!(error, FallError::NoGround { .. }) && error.to_string().contains("earlier failure time"),
        "{error}"
    );
    let error = fall(&start(f64::NAN, 1.0, 0.0, 0.0), body(1.0), &air).expect_err("no altitude");
    assert!(error.to_string().contains("altitude is NaN, expected a number"), "{error}");
    let error = fall(&start(1e3, 1.0, 0.0, 0.0), body(0.0), &air).expect_err("no mass");
    assert!(error.to_string().contains("ballistic coefficient is 0, expected more than 0"), "{error}");
}

/// Entry at 5 km/s, 40 degrees below the horizon. In straight flight through an exponential atmosphere of scale height H the
/// greatest dynamic pressure is beta V^2 sin(gamma)/(2 e H), at V exp(-1/2) where rho = beta sin(gamma)/H, and the greatest
/// heat flux comes at V exp(-1/6), where rho is a third of that (Allen & Eggers 1958, NACA Report 1381). H is taken there;
/// gravity bends and quickens the flight: 12 %.
#[test]
fn loads_peak_where_allen_and_eggers_have_them() {
    let (beta, speed_m_s, angle_deg) = (200.0, 5_000.0, 40.0_f64);
    let found = fallen(&start(120e3, speed_m_s, -angle_deg, 90.0), body(beta), &AirColumn::standard(1.0, calm));
    let density = atmosphere::density_kg_m3;
    let scale_height_m = |at_m: f64| 4e3 / (density(at_m - 2e3) / density(at_m + 2e3)).ln();
    let (pressure, heat) = (found.greatest_pressure, found.greatest_heat);
    let sin = angle_deg.to_radians().sin();
    let expected_pa =
        beta * speed_m_s * speed_m_s * sin / (2.0 * std::f64::consts::E * scale_height_m(pressure.altitude_m));
    within(pressure.value, expected_pa, 0.12, "greatest dynamic pressure");
    within(density(pressure.altitude_m), beta * sin / scale_height_m(pressure.altitude_m), 0.12, "density there");
    within(
        density(heat.altitude_m),
        beta * sin / 3.0 / scale_height_m(heat.altitude_m),
        0.12,
        "density at the greatest heat",
    );
}
