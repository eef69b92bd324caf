//! Time of the three crashes of `make run` with 200 members, without reading and writing. The aim is 20 s each on two
//! cores.

use criterion::{Criterion, SamplingMode, criterion_group, criterion_main};
use heptyl::input::{InputOptions, load};
use heptyl::run::{RunOptions, assess};

fn assessments(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("200 members");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    for scenario in ["baikonur-2013", "karkaraly-1999", "zhanaarka-1999"] {
        let options = InputOptions { scenario: scenario.into(), members: Some(200), ..InputOptions::default() };
        let inputs = load(&options).expect("the bundled scenario is valid");
        group.bench_function(scenario, |bench| {
            bench.iter(|| assess(&inputs, &RunOptions::default(), &|_| {}));
        });
    }
    group.finish();
}

criterion_group!(benches, assessments);
criterion_main!(benches);
