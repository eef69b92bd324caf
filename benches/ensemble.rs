//! Time of the whole ensembles `baikonur-2013` and `zhanaarka-1999` with 200 and with 1000 members, without reading and
//! writing. The aim is 10 s for 1000 members on two cores.
//!
//! On two cores of a virtual Xeon (family 6, model 207), 1000 members: 13.5 s and 23.3 s. Of `baikonur-2013` the paths take
//! 35 % (the similarity profiles in them 20 %), the fields 27 %, the counts 10 %, outlines 5 %; of `zhanaarka-1999` the
//! paths take 31 %, the drops of sprays 16 %, the fields 20 %, the falls 11 %, the counts 5 %.

use criterion::{Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use heptyl::input::{InputOptions, load};
use heptyl::run::{RunOptions, assess};

fn assessments(criterion: &mut Criterion) {
    for members in [200, 1_000] {
        let mut group = criterion.benchmark_group(format!("{members} members"));
        group.sample_size(10).sampling_mode(SamplingMode::Flat).throughput(Throughput::Elements(members as u64));
        for scenario in ["baikonur-2013", "zhanaarka-1999"] {
            let options = InputOptions { scenario: scenario.into(), members: Some(members), ..InputOptions::default() };
            let inputs = load(&options).expect("the bundled scenario is valid");
            group.bench_function(scenario, |bench| bench.iter(|| assess(&inputs, &RunOptions::default(), &|_| {})));
        }
        group.finish();
    }
}

criterion_group!(benches, assessments);
criterion_main!(benches);
