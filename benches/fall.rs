//! Falls a second on one core: the innermost part that every member repeats for each piece. The aim is 30 000 of a stage
//! from 50 km.
//!
//! On one core of a virtual Xeon (family 6, model 207): 31 000 and 29 000 falls of a stage from 50 and 100 km, 7100 and
//! 7400 of a piece of skin; before lift came into the equation it was 38 800 and 30 900, 8300 and 8200. An incremental
//! build (`CARGO_INCREMENTAL=1`) is a quarter slower.
//!
//! A stage takes about 40 steps of six evaluations. 84 % of the time goes into them (perf): 90 ns each, a chain of square
//! roots and divisions for height and directions, then gravity, air and drag, no part above a few per cent. 5 % is the
//! root in the choice of the step; nothing is allocated. A piece of skin takes about 200 steps: at its terminal speed v
//! the longest stable one is 3.3 v/(2 g), whatever the tolerance.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use heptyl::ensemble::draw::Urn;
use heptyl::flight::air_column::AirColumn;
use heptyl::flight::ascent::FlightState;
use heptyl::flight::drag::DragShape;
use heptyl::flight::fall::{Body, BreakLimits, Lift, fall};
use heptyl::geodesy::LonLat;
use heptyl::input::{InputOptions, load};

const GROUND_M: f64 = 100.0;

/// Near the separation of a first stage, and in the flight of a second.
fn start(altitude_m: f64, speed_m_s: f64) -> FlightState {
    let below = LonLat::new(64.0, 46.5);
    FlightState { altitude_m, speed_m_s, flight_path_angle_deg: 25.0, heading_deg: 62.0, below }
}

fn body(ballistic_coefficient_kg_m2: f64, shape: DragShape, limits: BreakLimits) -> Body {
    Body { ballistic_coefficient_kg_m2, shape, lift: Lift::NONE, limits, ground_m: GROUND_M }
}

fn falls(criterion: &mut Criterion) {
    let options = InputOptions { scenario: "drop-proton-k".into(), members: Some(1), ..InputOptions::default() };
    let inputs = load(&options).expect("the bundled scenario is valid");
    let weather = Urn::new(&inputs).and_then(|urn| urn.draw(0)).expect("a member").weather;
    let air = AirColumn::new(&weather, GROUND_M);
    let stage = body(1_000.0, DragShape::TumblingStage, BreakLimits::NONE);
    let limited = BreakLimits::at_pressure(150e3).or_at_heat(2e6, 1.0);
    let bodies = [
        ("stage", stage),
        ("stage with limits", Body { limits: limited, ..stage }),
        ("skin", body(20.0, DragShape::Skin, BreakLimits::NONE)),
    ];
    let mut group = criterion.benchmark_group("fall");
    group.throughput(Throughput::Elements(1));
    for (from, start) in [("from 50 km", start(50e3, 1_700.0)), ("from 100 km", start(100e3, 3_500.0))] {
        for (what, body) in bodies {
            group.bench_function(format!("{what} {from}"), |bench| {
                bench.iter(|| fall(black_box(&start), body, &air));
            });
        }
    }
    group.bench_function("air column", |bench| bench.iter(|| AirColumn::new(black_box(&weather), GROUND_M)));
    group.finish();
}

criterion_group!(benches, falls);
criterion_main!(benches);
