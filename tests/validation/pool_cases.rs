//! Pools beside what was found on the ground. Nobody measured how much was spilt, so each case states a range of spilt mass
//! with its reason; no number of the model was set with these figures.

use heptyl::geodesy::LonLat;
use heptyl::input::{self, InputOptions};
use heptyl::range::Range;
use heptyl::source::pool::{
    self, Air, Ground, PoolCase, PoolDraw, PoolFate, SAMPLED_LAYERS, Terrain, Texture, vapour_pressure_factor,
};
use heptyl::substance::{Properties, Substance, SubstanceTable};
use heptyl::weather::sky::Sky;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

const MEMBERS: usize = 300;

#[derive(Clone, Copy)]
enum On {
    Open,
    Crater(Range, Range),
    Strewn(f64),
}

#[derive(Clone, Copy)]
struct Incident {
    name: &'static str,
    substance: Substance,
    spilt_kg: (f64, f64),
    time_utc: &'static str,
    air_c: (f64, f64),
    wind_m_s: (f64, f64),
    cloud: f64,
    on: On,
}

const SUMMER_DROP: Incident = Incident {
    name: "drop, summer, heptyl, open",
    substance: Substance::Udmh,
    // 1.2 t guaranteed residual of a Proton-M first stage, of which 1 to 50 % does not burn.
    spilt_kg: (12.0, 600.0),
    time_utc: "2015-07-11T08:45:00Z",
    air_c: (20.0, 35.0),
    wind_m_s: (1.0, 8.0),
    cloud: 0.2,
    on: On::Open,
};

/// 0.1 to 2 % of the 142 t at impact, the prior of the program.
const BAIKONUR_2013: Incident = Incident {
    name: "2013, heptyl, open",
    spilt_kg: (142.0, 2_840.0),
    time_utc: "2013-07-02T02:38:21Z",
    air_c: (14.0, 27.0),
    wind_m_s: (1.5, 9.0),
    cloud: 0.9,
    ..SUMMER_DROP
};

/// 0.1 to 2 % of the 62 t at impact; crater of 40 to 45 m by 7 to 10 m as reported.
const ZHEZKAZGAN_2007: Incident = Incident {
    name: "2007, heptyl, crater",
    spilt_kg: (62.0, 1_240.0),
    time_utc: "2007-09-05T22:45:00Z",
    air_c: (8.0, 20.0),
    wind_m_s: (1.0, 6.0),
    cloud: 0.3,
    on: On::Crater(Range::uniform(40.0, 45.0), Range::uniform(7.0, 10.0)),
    ..SUMMER_DROP
};

/// Tens of kilograms of heptyl in the spacecraft's tanks at most; 1 to 10 t of kerosene left in the stages. Assumed.
const SOYUZ_2018: Incident = Incident {
    name: "2018, heptyl, open",
    spilt_kg: (20.0, 200.0),
    time_utc: "2018-10-11T08:45:00Z",
    air_c: (5.0, 15.0),
    wind_m_s: (2.0, 8.0),
    cloud: 0.3,
    ..SUMMER_DROP
};

fn incidents() -> Vec<Incident> {
    vec![
        BAIKONUR_2013,
        Incident { name: "2013, heptyl, strewn", on: On::Strewn(13_100.0), ..BAIKONUR_2013 },
        Incident {
            name: "2013, heptyl, crater",
            on: On::Crater(Range::uniform(20.0, 50.0), Range::uniform(4.0, 12.0)),
            ..BAIKONUR_2013
        },
        Incident {
            name: "2013, oxidiser, open",
            substance: Substance::Nto,
            spilt_kg: (375.0, 7_500.0),
            ..BAIKONUR_2013
        },
        ZHEZKAZGAN_2007,
        Incident { name: "2007, heptyl, strewn", on: On::Strewn(3_600.0), ..ZHEZKAZGAN_2007 },
        SOYUZ_2018,
        Incident {
            name: "2018, kerosene, open",
            substance: Substance::Kerosene,
            spilt_kg: (1_000.0, 10_000.0),
            ..SOYUZ_2018
        },
        SUMMER_DROP,
        Incident {
            name: "drop, summer, heptyl, crater",
            on: On::Crater(pool::DROP_CRATER_DIAMETER_M, pool::DROP_CRATER_DEPTH_M),
            ..SUMMER_DROP
        },
        Incident {
            name: "drop, winter, heptyl, open",
            time_utc: "2015-01-11T08:45:00Z",
            air_c: (-25.0, -5.0),
            ..SUMMER_DROP
        },
    ]
}

fn substances() -> SubstanceTable {
    input::reference(&InputOptions::default()).expect("the bundled tables are valid").substances
}

/// One member, and the depth that its soil has dried to after a day, m.
fn member(incident: &Incident, properties: &Properties, rng: &mut ChaCha8Rng) -> (PoolFate, f64) {
    let draw = PoolDraw::sample(rng);
    let mass_kg = Range::log_uniform(incident.spilt_kg.0, incident.spilt_kg.1).sample(rng);
    let temperature_k = 273.15 + Range::uniform(incident.air_c.0, incident.air_c.1).sample(rng);
    let wind_speed_10m_m_s = Range::uniform(incident.wind_m_s.0, incident.wind_m_s.1).sample(rng);
    let slope = Range::triangular(0.0, 0.01, 0.05).sample(rng);
    let terrain = match incident.on {
        On::Open => Terrain::Open { slope, depth_min_m: draw.depth_min_m },
        On::Crater(diameter_m, depth_m) => Terrain::Crater {
            diameter_m: diameter_m.sample(rng),
            depth_m: depth_m.sample(rng),
            depth_min_m: draw.depth_min_m,
            shelter: draw.crater_shelter,
        },
        On::Strewn(area_m2) => Terrain::Strewn { area_m2 },
    };
    let start = incident.time_utc.parse().expect("a time");
    let sky = Sky::at(LonLat::new(66.0, 47.0), start, incident.cloud);
    let case = PoolCase {
        properties,
        mass_kg,
        liquid_temperature_k: temperature_k,
        terrain,
        ground: Ground::drawn(Texture::named("sandy loam"), 1_400.0, temperature_k, sky.solar_w_m2(0.0), &draw),
        air: Air { temperature_k, pressure_pa: 98_000.0, wind_speed_10m_m_s },
        sky,
        film_factor: draw.film_factor,
        vapour_pressure_factor: vapour_pressure_factor(incident.substance).sample(rng),
    };
    let fate = pool::fate(&case).expect("a usable case");
    let dried_m = pool::drying_depth_m(&fate, &case, 86_400.0).expect("a complete row");
    (fate, dried_m)
}

/// 5 %, median and 95 % of a figure over the members.
fn band(incident: &Incident, figure: impl Fn(&PoolFate, f64) -> f64) -> [f64; 3] {
    let table = substances();
    let properties = table.get(incident.substance).expect("a row of the table");
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let mut values: Vec<f64> = (0..MEMBERS)
        .map(|_| {
            let (fate, dried_m) = member(incident, properties, &mut rng);
            figure(&fate, dried_m)
        })
        .collect();
    values.sort_by(f64::total_cmp);
    [0.05, 0.5, 0.95].map(|u| values[((MEMBERS - 1) as f64 * u).round() as usize])
}

fn area_m2(fate: &PoolFate, _: f64) -> f64 {
    fate.wetted_area_m2
}

/// Highest content of the layer 0-5 cm after a day of drying, mg/kg.
fn top_mg_kg(fate: &PoolFate, dried_m: f64) -> f64 {
    1e6 * fate.profile(&SAMPLED_LAYERS, dried_m)[0].highest_kg_kg
}

/// 2018 (Semenkov et al. 2025): 400 m2 of kerosene and 9 m2 of heptyl lie within the bands of the two spills.
#[test]
fn areas_of_2018_lie_within_the_bands() {
    let find = |name| incidents().into_iter().find(|incident| incident.name == name).expect("an incident");
    for (name, reported_m2) in [("2018, heptyl, open", 9.0), ("2018, kerosene, open", 400.0)] {
        let [low, _, high] = band(&find(name), area_m2);
        assert!((low..high).contains(&reported_m2), "{name}: {low} to {high} m2, reported {reported_m2}");
    }
}

/// Drop places: spots of a few m2, none beyond 100 m from the stage (Meshkov 2009).
#[test]
fn spots_of_drops_are_a_few_square_metres() {
    let [low, median, high] = band(&SUMMER_DROP, area_m2);
    assert!(low < 5.0 && (3.0..40.0).contains(&median), "{low} {median}");
    assert!((high / std::f64::consts::PI).sqrt() < 100.0, "{high}");
}

/// The reported maxima of the first days, 890 (2013) and 520 mg/kg (2007), are a tenth and less of what a pool leaves and
/// more than what a film strewn over the whole treated area leaves after a day: the two shapes of a spill enclose them.
/// Neither alone explains them.
#[test]
fn reported_contents_lie_between_film_and_pool() {
    let find = |name| incidents().into_iter().find(|incident| incident.name == name).expect("an incident");
    for (film, pool, reported) in
        [("2013, heptyl, strewn", "2013, heptyl, open", 890.0), ("2007, heptyl, strewn", "2007, heptyl, crater", 520.0)]
    {
        let (film, pool) = (band(&find(film), top_mg_kg), band(&find(pool), top_mg_kg));
        assert!(film[1] < reported && reported < pool[1], "{film:?} {pool:?}");
    }
}
