//! The fall by another program: the equation of motion written a second time, with trigonometry and the standard
//! atmosphere itself in place of ratios and a grid, and integrated by the package `ode_solvers` at a tight tolerance.

use heptyl::atmosphere;
use heptyl::constants::{EARTH_GM_M3_S2, EARTH_J2, EARTH_ROTATION_RAD_S, WGS84_FLATTENING, WGS84_SEMI_MAJOR_M};
use heptyl::flight::air_column::AirColumn;
use heptyl::flight::ascent::FlightState;
use heptyl::flight::drag::DragShape;
use heptyl::flight::fall::{Body, BreakLimits, Lift, fall};
use heptyl::geodesy::LonLat;
use ode_solvers::{Dopri5, OutputType, System, Vector3, Vector6};

type State = Vector6<f64>;

/// Spacing of the points along the fall, s; the last is found between two of them on a straight line, 2 cm off at 1 km/s.
const OUTPUT_STEP_S: f64 = 0.05;

fn wind_m_s(height_m: f64) -> (f64, f64) {
    (25.0 * (height_m / 9_000.0).sin(), 10.0 * (height_m / 15_000.0).cos())
}

struct Falling(Body);

impl System<f64, State> for Falling {
    fn system(&self, _time: f64, y: &State, dy: &mut State) {
        let (r, v) = (y.fixed_rows::<3>(0).into_owned(), y.fixed_rows::<3>(3).into_owned());
        let (place, height_m) = geodetic(y);
        let (east, north, _) = axes(place);
        let (wind_east, wind_north) = wind_m_s(height_m);
        let w = v - (east * wind_east + north * wind_north);
        let mach = w.norm() / atmosphere::sound_speed_m_s(atmosphere::temperature_k(height_m));
        let beta = self.0.ballistic_coefficient_kg_m2 / self.0.shape.curve().at(mach);
        let drag = -w * (0.5 * atmosphere::density_kg_m3(height_m) * w.norm() / beta);
        let omega = Vector3::new(0.0, 0.0, EARTH_ROTATION_RAD_S);
        let turning = -omega.cross(&v) * 2.0 - omega.cross(&omega.cross(&r));
        dy.fixed_rows_mut::<3>(0).copy_from(&v);
        dy.fixed_rows_mut::<3>(3).copy_from(&(gravity(r) + turning + drag));
    }

    fn solout(&mut self, _time: f64, y: &State, _dy: &State) -> bool {
        geodetic(y).1 <= self.0.ground_m
    }
}

/// Gradient of the potential with J2.
fn gravity(r: Vector3<f64>) -> Vector3<f64> {
    let distance = r.norm();
    let up = r / distance;
    let axis = Vector3::new(0.0, 0.0, 1.0);
    let k = 1.5 * EARTH_J2 * (WGS84_SEMI_MAJOR_M / distance).powi(2);
    -(up * (1.0 + k * (1.0 - 5.0 * up.z * up.z)) + axis * (2.0 * k * up.z)) * (EARTH_GM_M3_S2 / distance.powi(2))
}

fn axes(place: LonLat) -> (Vector3<f64>, Vector3<f64>, Vector3<f64>) {
    let (sin_lon, cos_lon) = place.lon.to_radians().sin_cos();
    let (sin_lat, cos_lat) = place.lat.to_radians().sin_cos();
    (
        Vector3::new(-sin_lon, cos_lon, 0.0),
        Vector3::new(-sin_lat * cos_lon, -sin_lat * sin_lon, cos_lat),
        Vector3::new(cos_lat * cos_lon, cos_lat * sin_lon, sin_lat),
    )
}

/// Place and height by iteration of the latitude (Hofmann-Wellenhof et al. 2001, GPS, section 10.2).
fn geodetic(y: &State) -> (LonLat, f64) {
    let e2 = WGS84_FLATTENING * (2.0 - WGS84_FLATTENING);
    let p = y[0].hypot(y[1]);
    let mut latitude = y[2].atan2(p * (1.0 - e2));
    let mut height = 0.0;
    for _ in 0..5 {
        let (sin, cos) = latitude.sin_cos();
        let n = WGS84_SEMI_MAJOR_M / (1.0 - e2 * sin * sin).sqrt();
        height = p * cos + y[2] * sin - n * (1.0 - e2 * sin * sin);
        latitude = y[2].atan2(p * (1.0 - e2 * n / (n + height)));
    }
    (LonLat::new(y[1].atan2(y[0]).to_degrees(), latitude.to_degrees()), height)
}

fn cartesian(state: &FlightState) -> State {
    let e2 = WGS84_FLATTENING * (2.0 - WGS84_FLATTENING);
    let (east, north, up) = axes(state.below);
    let n = WGS84_SEMI_MAJOR_M / (1.0 - e2 * up.z * up.z).sqrt();
    let r = up * (n + state.altitude_m) - Vector3::new(0.0, 0.0, n * e2 * up.z);
    let (sin_g, cos_g) = state.flight_path_angle_deg.to_radians().sin_cos();
    let (sin_az, cos_az) = state.heading_deg.to_radians().sin_cos();
    let v = (east * (cos_g * sin_az) + north * (cos_g * cos_az) + up * sin_g) * state.speed_m_s;
    State::new(r.x, r.y, r.z, v.x, v.y, v.z)
}

/// Place, time and highest point of a fall.
fn oracle(start: &FlightState, body: Body) -> (LonLat, f64, f64) {
    let mut solver = Dopri5::new(Falling(body), 0.0, 5_000.0, OUTPUT_STEP_S, cartesian(start), 1e-12, 1e-5);
    solver.set_output(OutputType::Dense);
    solver.integrate().expect("an integration that ends");
    let (times, states) = (solver.x_out(), solver.y_out());
    let heights: Vec<f64> = states.iter().map(|y| geodetic(y).1).collect();
    let last = heights.iter().position(|height_m| *height_m <= body.ground_m).expect("on the ground");
    let share = (heights[last - 1] - body.ground_m) / (heights[last - 1] - heights[last]);
    let end = states[last - 1] + (states[last] - states[last - 1]) * share;
    let time_s = times[last - 1] + (times[last] - times[last - 1]) * share;
    (geodetic(&end).0, time_s, heights.into_iter().fold(0.0, f64::max))
}

/// From 2 to 120 km, 10 to 4300 m/s, 30 to 4000 kg/m2: place within 10 m, of which the grid of the air takes part.
#[test]
fn another_program_finds_the_same_place() {
    let air = AirColumn::standard(1.0, wind_m_s);
    let shapes =
        [DragShape::TumblingStage, DragShape::TankShell, DragShape::Engine, DragShape::Skin, DragShape::Constant];
    for k in 0..20_u32 {
        // Golden-ratio steps spread the starts evenly.
        let spread = |step: f64| (f64::from(k + 1) * step).fract();
        let start = FlightState {
            altitude_m: 2e3 + 118e3 * spread(0.618_034),
            speed_m_s: 10.0 + 4_290.0 * spread(0.754_878),
            flight_path_angle_deg: -80.0 + 130.0 * spread(0.569_840),
            heading_deg: 360.0 * spread(0.819_173),
            below: LonLat::new(64.0, 46.5),
        };
        let ballistic_coefficient_kg_m2 = 30.0 * (4_000.0_f64 / 30.0).powf(spread(0.671_044));
        let shape = shapes[k as usize % shapes.len()];
        let body =
            Body { ballistic_coefficient_kg_m2, shape, lift: Lift::NONE, limits: BreakLimits::NONE, ground_m: 250.0 };
        let found = fall(&start, body, &air).expect("a fall that ends");
        let (place, time_s, apogee_m) = oracle(&start, body);
        let off_m = found.state.below.distance_m(place);
        assert!(off_m < 10.0, "{off_m} m off: {start:?} {body:?}");
        assert!((found.duration_s - time_s).abs() < 0.2, "{} s for {time_s} s: {start:?} {body:?}", found.duration_s);
        assert!((found.apogee_m - apogee_m).abs() < 10.0, "{} m for {apogee_m} m", found.apogee_m);
    }
}
