//! temporary
use heptyl::input::{InputOptions, load};
use heptyl::run::{RunOptions, assess};
#[test]
fn smoke() {
    for name in std::env::var("SC").unwrap_or("baikonur-2013".into()).split(',') {
        let t = std::time::Instant::now();
        let inputs =
            load(&InputOptions { scenario: name.into(), ..Default::default() }).unwrap_or_else(|e| panic!("{e}"));
        println!("{name}: load {:?}", t.elapsed());
        let t = std::time::Instant::now();
        let o = assess(&inputs, &RunOptions::default(), &|_| ()).unwrap_or_else(|e| panic!("{e}"));
        println!("run {:?}", t.elapsed());
        let a = &o.assessment;
        println!("{:?}\n{:?}\ncentre {:?}", a.incident, a.fall, o.centre);
        for (k, v) in &a.release_kg {
            println!("release {k}: {v:?}");
        }
        for (k, v) in &a.ledger_kg {
            println!("ledger {k}: {v:?}");
        }
        for z in &a.zones {
            println!(
                "{:24} p={:.2} area {:.4} {:.4} {:.4} km2 reach {:.1} {:.1} pop {:.0} {:.0} {:.0} {:?}",
                z.id,
                z.probability,
                z.area_km2.p05,
                z.area_km2.median,
                z.area_km2.p95,
                z.reach_km.median,
                z.reach_km.p95,
                z.population.p05,
                z.population.median,
                z.population.p95,
                z.settlements
            );
        }
        for s in o.settlements.iter().take(6) {
            println!(
                "{} {:?} {:.0} km p={} {:?}",
                s.name.en, s.people, s.distance_km, s.probability, s.udmh_highest_mg_m3
            );
        }
        for w in &a.warnings {
            println!("W {:?} {}", w.code, w.text);
        }
        for (l, q) in &o.fates {
            println!("{l}: {q:?}");
        }
        for (l, q) in &o.source_rows {
            println!("{l}: {q}");
        }
        for (l, q) in o.weather_rows.iter().rev().take(6) {
            println!("{l}: {q}");
        }
        let t = std::time::Instant::now();
        let files = heptyl::output::write_all(
            &o,
            &heptyl::output::OutputPlan { dir: format!("output/{name}").into(), force: true },
        )
        .unwrap_or_else(|e| panic!("{e}"));
        println!("write {:?} {} files", t.elapsed(), files.len());
    }
}
