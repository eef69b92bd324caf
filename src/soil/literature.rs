//! The model beside what was measured, and the table of what is left by season and depth. Nothing is fitted to a case;
//! where a figure bounded a range (see `rates`) the test says so.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::Layer;
use super::climate::{DAY_S, REFERENCE_K, SoilClimate, YEAR_DAYS};
use super::fate::{LayerFate, Left};
use super::rates::SoilRates;

const MEMBERS: usize = 1_000;
/// A dose of 100 mg/kg.
const DOSE: f64 = 1e-4;
const SUMMER: f64 = 183.0;
const MOLAR_NDMA_OVER_UDMH: f64 = 74.08 / 60.10;

#[derive(Debug, Clone, Copy)]
struct Spread {
    p05: f64,
    median: f64,
    p95: f64,
}

/// Spread of a value over members: at a layer, day of the year, time in days and dose, in the steppe or a laboratory.
fn spread(layer: Layer, from: f64, days: f64, dose: f64, lab: bool, value: impl Fn(&Left) -> f64) -> Spread {
    let mut rng = ChaCha8Rng::seed_from_u64(11);
    let mut values: Vec<f64> = (0..MEMBERS)
        .map(|_| {
            let steppe = SoilClimate::sample(&mut rng);
            let rates = SoilRates::sample(&steppe, &mut rng);
            let climate = if lab { SoilClimate { mean_k: REFERENCE_K, amplitude_k: 0.0, ..steppe } } else { steppe };
            value(&LayerFate::after(&rates, &climate, layer, from, days * DAY_S).at_dose(dose))
        })
        .collect();
    values.sort_by(f64::total_cmp);
    let at = |p: f64| values[(p * (MEMBERS - 1) as f64) as usize];
    Spread { p05: at(0.05), median: at(0.50), p95: at(0.95) }
}

fn udmh(layer: Layer, from: f64, days: f64) -> Spread {
    spread(layer, from, days, DOSE, false, Left::udmh)
}

/// Rodin et al. 2012: 240 g/kg in soils in the laboratory; at most 0.5 % of it is left after 90 days, and the free part
/// is mostly turned in the first days. The figure bounds the half-life of the top soil (11.8 d) and what binds, so the
/// median must be below it; single draws at the edge of both ranges may reach twice that.
#[test]
fn rodin_half_a_percent_after_ninety_days() {
    let left = spread(Layer::Top, 1.0, 90.0, 0.24, true, Left::udmh);
    println!("Rodin 2012, 90 d at 20 C: {left:?}");
    assert!(left.median < 5e-3 && left.p95 < 1e-2, "{left:?}");
    let early = spread(Layer::Top, 1.0, 10.0, 0.24, true, |left| left.udmh_free);
    println!("Rodin 2012, free after 10 d: {early:?}");
    assert!(early.median < 0.5, "{early:?}");
}

/// Koroleva et al. 2023: in alkaline soils of Ulytau heptyl is kept no more than a year. From 100 mg/kg in the top
/// layer the model comes below the 0.1 mg/kg of the limit only where little binds: the median is above, the low end
/// below.
/// Environmental passport 2002: 12.6, 8.6 and 17.6 mg/kg at 0-7, 7-35 and 35-80 cm 21 years after a fall in the same
/// steppe. From the 500 mg/kg of a fresh spot such values need 2 to 4 % left: within the range of the model at depth.
#[test]
fn a_year_and_twenty_one_years() {
    let year = udmh(Layer::Top, SUMMER, YEAR_DAYS);
    println!("after a year, 0-5 cm: {year:?}");
    assert!(year.p05 < 1e-2 && year.p95 < 0.3, "{year:?}");
    for layer in Layer::ALL {
        let left = spread(layer, SUMMER, 21.0 * YEAR_DAYS, 5e-4, false, Left::udmh);
        println!("after 21 years, {}: {left:?}", layer.name());
        assert!(left.median < 1e-2, "{left:?}");
    }
    let deep = spread(Layer::Below, SUMMER, 21.0 * YEAR_DAYS, 5e-4, false, Left::udmh);
    assert!(deep.p95 > 0.02, "{deep:?}");
}

/// 2 July 2013: heptyl 890 mg/kg and NDMA 6100 times its limit on day 1 in the same crater. One day must leave more than
/// half: the day-1 maximum is close to what fell.
#[test]
fn most_is_there_on_the_first_day_of_2013() {
    let left = spread(Layer::Top, SUMMER, 1.0, 1e-3, false, Left::udmh);
    println!("2013, day 1, 0-5 cm: {left:?}");
    assert!(left.p05 > 0.5 && left.p95 < 1.0, "{left:?}");
    let ratio = spread(Layer::Top, SUMMER, 1.0, 1e-3, false, |l| MOLAR_NDMA_OVER_UDMH * l.ndma / l.udmh());
    println!("2013, day 1, NDMA over heptyl by mass: {ratio:?}");
    for (layer, day_one) in [(Layer::Top, 890.0), (Layer::Root, 303.9), (Layer::Deep, 109.3)] {
        let april = udmh(layer, SUMMER, 640.0);
        let [p05, median, p95] = [april.p05, april.median, april.p95].map(|share| share * day_one);
        println!("April 2015 without clean-up, {}: {p05:.3} {median:.2} {p95:.1} mg/kg", layer.name());
        // Clean-up is what brought all below 0.05 mg/kg: time alone does not.
        assert!(median > 0.05, "{median}");
    }
}

/// 11 October 2018, MS-10: heptyl 22 and NDMA 9 mg/kg, date of the sample not given; below 0.05 mg/kg after four years
/// and reclamation.
#[test]
fn four_years_after_ms_10() {
    for days in [30.0, 200.0] {
        let ratio = spread(Layer::Top, 284.0, days, 3e-5, false, |l| MOLAR_NDMA_OVER_UDMH * l.ndma / l.udmh());
        println!("2018, NDMA over heptyl by mass after {days} d: {ratio:?}");
    }
    let left = spread(Layer::Top, 284.0, 4.0 * YEAR_DAYS, 2.2e-5, false, Left::udmh);
    println!(
        "2018, four years without reclamation, mg/kg: {:.4} {:.3} {:.2}",
        22.0 * left.p05,
        22.0 * left.median,
        22.0 * left.p95
    );
    assert!(left.median * 22.0 < 2.2, "{left:?}");
}

/// What is left is more the deeper it lies, the later it is looked at the less, and a winter keeps the top.
#[test]
fn depth_time_and_season_order_what_is_left() {
    for days in [30.0, 365.0, 3_650.0] {
        let medians: Vec<f64> = Layer::ALL.iter().map(|layer| udmh(*layer, SUMMER, days).median).collect();
        assert!(medians.windows(2).all(|pair| pair[0] <= pair[1] * 1.05), "{days}: {medians:?}");
    }
    for layer in Layer::ALL {
        let medians: Vec<f64> = [1.0, 30.0, 365.0, 3_650.0].map(|days| udmh(layer, SUMMER, days).median).to_vec();
        assert!(medians.windows(2).all(|pair| pair[0] > pair[1]), "{layer:?}: {medians:?}");
    }
    assert!(udmh(Layer::Top, 15.0, 30.0).median > 3.0 * udmh(Layer::Top, SUMMER, 30.0).median);
}

/// Prints the table of the share left, for the documentation.
#[test]
fn table_by_season_and_depth() {
    for (name, value) in [("heptyl", Left::udmh as fn(&Left) -> f64), ("NDMA", |l: &Left| l.ndma), ("TMT", |l| l.tmt)] {
        for (season, from) in [("15 January", 15.0), ("15 April", 105.0), ("2 July", SUMMER), ("15 October", 288.0)] {
            for layer in Layer::ALL {
                let cells = [1.0, 30.0, 365.0, 3_650.0].map(|days| {
                    let s = spread(layer, from, days, DOSE, false, value);
                    assert!(s.p05 <= s.median && s.median <= s.p95);
                    format!("{:.3} ({:.4}-{:.2})", s.median, s.p05, s.p95)
                });
                println!("{name}, {season}, {}: {}", layer.name(), cells.join(" | "));
            }
        }
    }
}
