//! Time of one plume on all levels, and of one zone drawn from it.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use heptyl::ensemble::draw::Urn;
use heptyl::field::{Plume, Quantity};
use heptyl::grid::Level;
use heptyl::input::{InputOptions, load};
use heptyl::source::AirSpecies;
use heptyl::transport::chemistry::sunlight::Daylight;
use heptyl::transport::path::{PathLimits, march};
use heptyl::zone::contour::outline;

/// UDMH in populated air, single limit: 0.001 mg/m3, kg/m3. The widest zone of a crash.
const LIMIT_KG_M3: f64 = 1e-9;

fn fields(criterion: &mut Criterion) {
    let options = InputOptions { scenario: "karkaraly-1999".into(), members: Some(1), ..InputOptions::default() };
    let inputs = load(&options).expect("the bundled scenario is valid");
    let member = Urn::new(&inputs).and_then(|urn| urn.draw(0)).expect("a member");
    let edge_m = Level::all().map(|level| level.half_width_m()).into_iter().fold(0.0, f64::max);
    let limits = PathLimits { edge_m, end_s: 86_400.0, windows_s: &[1_200.0] };
    let place = &member.term.places[0];
    let light = Daylight::under(&place.sky);
    let plume = || Plume {
        paths: place.releases.iter().map(|r| march(r, &member.fates, &member.weather, &light, &limits)).collect(),
        spills: place.spills.clone(),
        soil: Vec::new(),
    };
    let quantities = [Quantity::Mean(AirSpecies::Udmh, 0), Quantity::Deposit(AirSpecies::Udmh)];
    criterion.bench_function("paths of one place", |bench| bench.iter(|| black_box(plume())));
    let marched = plume();
    criterion.bench_function("plume on all levels, two quantities", |bench| {
        bench.iter(|| black_box(&marched).on_levels(&quantities));
    });
    let levels = marched.on_levels(&quantities);
    criterion.bench_function("zone of a level", |bench| {
        bench.iter(|| outline(black_box(&levels), 0, LIMIT_KG_M3));
    });
}

criterion_group!(benches, fields);
criterion_main!(benches);
