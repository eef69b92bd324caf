//! Time of one fall: the innermost part that every member repeats for each piece.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use heptyl::ensemble::draw::draw_members;
use heptyl::flight::ascent::FlightState;
use heptyl::flight::fall::{Body, fall};
use heptyl::geodesy::LonLat;
use heptyl::input::{InputOptions, load};

fn falls(criterion: &mut Criterion) {
    let options = InputOptions { scenario: "drop-proton-k".into(), members: Some(1), ..InputOptions::default() };
    let inputs = load(&options).expect("the bundled scenario is valid");
    let weather = draw_members(&inputs).expect("a member").remove(0).weather;
    let start = FlightState {
        altitude_m: 50e3,
        speed_m_s: 1_700.0,
        flight_path_angle_deg: 25.0,
        heading_deg: 62.0,
        below: LonLat::new(64.0, 46.5),
    };
    let body = Body { ballistic_coefficient_kg_m2: 1_000.0, breaks_at_pa: None, ground_m: 100.0 };
    criterion.bench_function("fall from 50 km", |bench| {
        bench.iter(|| fall(black_box(&start), body, &weather));
    });
}

criterion_group!(benches, falls);
criterion_main!(benches);
