//! The place on the ground against that of a run with a tolerance 3000 times as tight.

use super::*;
use crate::geodesy::LonLat;

/// A wind with kinks at odd heights: a jet of 41 m/s at 11 km and a vortex of 63 m/s at 70 km, by linear pieces.
fn wind_with_kinks(height_m: f64) -> (f64, f64) {
    const LEVELS: [(f64, f64, f64); 8] = [
        (0.0, 3.0, 1.0),
        (1_530.0, 8.0, -2.0),
        (5_210.0, 15.0, 5.0),
        (11_040.0, 40.0, -10.0),
        (16_270.0, 20.0, 5.0),
        (25_190.0, 5.0, 0.0),
        (50_350.0, -30.0, 10.0),
        (70_010.0, 60.0, -20.0),
    ];
    let after = LEVELS.partition_point(|level| level.0 <= height_m).clamp(1, LEVELS.len() - 1);
    let ((z0, u0, v0), (z1, u1, v1)) = (LEVELS[after - 1], LEVELS[after]);
    let share = ((height_m - z0) / (z1 - z0)).clamp(0.0, 1.0);
    (u0 + share * (u1 - u0), v0 + share * (v1 - v0))
}

/// Numbers from 0 to 1 that are the same everywhere (Knuth's MMIX generator).
struct Draws(u64);

impl Draws {
    fn between(&mut self, low: f64, high: f64) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        low + (high - low) * ((self.0 >> 11) as f64 / (1_u64 << 53) as f64)
    }
}

fn drawn(draws: &mut Draws, k: usize) -> (FlightState, Body) {
    let start = FlightState {
        altitude_m: draws.between(1e3, 120e3),
        speed_m_s: draws.between(0.0, 4_500.0),
        flight_path_angle_deg: draws.between(-89.0, 89.0),
        heading_deg: draws.between(0.0, 360.0),
        below: LonLat::new(draws.between(55.0, 80.0), draws.between(45.0, 51.0)),
    };
    let body = Body {
        ballistic_coefficient_kg_m2: draws.between(20_f64.ln(), 5_000_f64.ln()).exp(),
        shape: DragShape::ALL[k % DragShape::ALL.len()],
        lift: Lift { over_drag: draws.between(0.0, 0.3), roll_deg: draws.between(0.0, 360.0) },
        limits: BreakLimits::NONE,
        ground_m: 100.0,
    };
    (start, body)
}

/// 1 to 120 km, 0 to 4500 m/s in every direction, 20 to 5000 kg/m2, all shapes, wind and a 12 % denser air: at most
/// 10 m, half of them within 1 m. In 20 000 other draws the largest was 8.2 m.
#[test]
fn the_place_is_right_within_10_m() -> Result<(), FallError> {
    let cases = if cfg!(debug_assertions) { 200 } else { 2_000 };
    let air = AirColumn::standard(1.12, wind_with_kinks);
    let mut draws = Draws(7);
    let mut errors_m = Vec::new();
    for k in 0..cases {
        let (start, body) = drawn(&mut draws, k);
        let found = fall(&start, body, &air)?;
        let tight = fall_within(&start, body, &air, 1e-4)?;
        let error_m = found.state.below.distance_m(tight.state.below);
        assert!(error_m < 10.0, "{error_m} m off: {start:?} {body:?}");
        assert!((found.duration_s - tight.duration_s).abs() < 0.1, "{start:?} {body:?}");
        assert!((found.apogee_m - tight.apogee_m).abs() < 10.0, "{start:?} {body:?}");
        for (a, b) in [(found.greatest_pressure, tight.greatest_pressure), (found.greatest_heat, tight.greatest_heat)] {
            assert!((a.value / b.value - 1.0).abs() < 0.01, "{a:?} for {b:?}: {start:?} {body:?}");
        }
        errors_m.push(error_m);
    }
    errors_m.sort_by(f64::total_cmp);
    assert!(errors_m[cases / 2] < 1.0, "median {} m", errors_m[cases / 2]);
    Ok(())
}

/// A limit just below the greatest load is met, and the load at the break-up is the limit within 0.1 %. One 1 % above
/// is not: the greatest load is told that well, for near a kink of density it may wiggle inside a step.
#[test]
fn no_limit_is_missed_between_two_steps() -> Result<(), FallError> {
    let cases = if cfg!(debug_assertions) { 100 } else { 1_000 };
    let air = AirColumn::standard(1.0, wind_with_kinks);
    let mut draws = Draws(11);
    for k in 0..cases {
        let (start, body) = drawn(&mut draws, k);
        let whole = fall(&start, body, &air)?;
        for load in Load::ALL {
            let peak = if load == Load::Pressure { whole.greatest_pressure } else { whole.greatest_heat };
            let with = |limit: f64| match load {
                Load::Pressure => Body { limits: BreakLimits::at_pressure(limit), ..body },
                Load::Heat => Body { limits: BreakLimits::NONE.or_at_heat(limit, 1.0), ..body },
            };
            let broken = fall(&start, with(0.999 * peak.value), &air)?;
            assert_eq!(broken.end, FallEnd::BreakUp(load), "{start:?} {body:?} {peak:?}");
            let reached = if load == Load::Pressure { broken.greatest_pressure } else { broken.greatest_heat };
            let at_once = broken.duration_s == 0.0;
            assert!(at_once || (reached.value / (0.999 * peak.value) - 1.0).abs() < 1e-3, "{reached:?} {peak:?}");
            assert!(broken.duration_s <= peak.time_s + 0.05, "{broken:?} {peak:?}");
            let passed = fall(&start, with(1.01 * peak.value), &air)?;
            assert_eq!(passed.end, FallEnd::Ground, "{start:?} {body:?} {peak:?}");
        }
    }
    Ok(())
}
