//! Properties that every pool must have: mass, limits, order.

use super::test_liquids::{case, kerosene, nto, udmh};
use super::*;
use crate::substance::Properties;

fn run(case: &PoolCase<'_>) -> PoolFate {
    fate(case).expect("a usable case")
}

/// The same spill at an air, ground and liquid temperature.
fn at(properties: &Properties, temperature_k: f64) -> PoolCase<'_> {
    let mut at = case(properties);
    at.liquid_temperature_k = temperature_k;
    at.air.temperature_k = temperature_k;
    at.ground.temperature_k = temperature_k;
    at
}

fn terrains() -> [Terrain; 4] {
    [
        Terrain::Open { slope: 0.0, depth_min_m: 0.01 },
        Terrain::Open { slope: 0.05, depth_min_m: 0.01 },
        Terrain::Crater { diameter_m: 5.0, depth_m: 1.0, depth_min_m: 0.01, shelter: 0.5 },
        Terrain::Strewn { area_m2: 5_000.0 },
    ]
}

/// Spilt = evaporated + soaked + left within 1e-9, the layers hold what soaked in within 1e-9, and the segments carry what
/// evaporated, for all liquids, grounds and four decades of mass.
#[test]
fn mass_closes() {
    for row in [udmh(), nto(), kerosene()] {
        for terrain in terrains() {
            for mass_kg in [0.5, 50.0, 5_000.0] {
                let mut case = case(&row);
                (case.terrain, case.mass_kg) = (terrain, mass_kg);
                let fate = run(&case);
                let sum = fate.evaporated_kg + fate.soaked_kg + fate.left_kg;
                assert!((sum / mass_kg - 1.0).abs() < 1e-9, "{:?} {terrain:?}: {sum}", row.id);
                let whole = fate.profile(&[Layer { top_m: 0.0, bottom_m: 1e4 }], 0.0)[0];
                assert!((whole.mass_kg - fate.soaked_kg).abs() < 1e-9 * mass_kg, "{whole:?}");
                let vapour: f64 = fate.segments(4).iter().map(|segment| segment.mass_kg).sum();
                assert!((vapour - fate.evaporated_kg).abs() < 1e-9 * mass_kg);
            }
        }
    }
}

/// On sealed ground everything evaporates, and the end is the mass over area and mean flux.
#[test]
fn sealed_ground_leaves_only_vapour() {
    let row = udmh();
    let mut case = case(&row);
    case.ground.conductivity_factor = 0.0;
    let fate = run(&case);
    assert_eq!(fate.soaked_kg, 0.0);
    assert!((fate.evaporated_kg / 1_000.0 - 1.0).abs() < 1e-9);
    assert!(fate.left_kg == 0.0 && fate.end_s < 24.0 * 3600.0, "{}", fate.end_s);
}

/// Frost with ice in the pores: from the ranges, less soaks in than in open soil; with none open, nothing.
#[test]
fn frozen_ground_takes_less() {
    let row = udmh();
    let soaked = |factor| {
        let mut case = at(&row, 258.15);
        case.ground = Ground::drawn(
            Texture::named("sandy loam"),
            1_400.0,
            258.15,
            0.0,
            &PoolDraw { frozen_factor: factor, ..PoolDraw::best() },
        );
        run(&case).soaked_kg
    };
    assert_eq!(soaked(0.0), 0.0);
    assert!(soaked(0.1) < soaked(1.0));
}

/// Calm air: the draught of the pool's own vapour, no less and no more than at 0.5 m/s.
#[test]
fn calm_air_keeps_the_draught() {
    let row = udmh();
    let evaporated = |wind| {
        let mut case = case(&row);
        case.air.wind_speed_10m_m_s = wind;
        run(&case).evaporated_kg
    };
    assert_eq!(evaporated(0.0), evaporated(0.5));
    assert!(evaporated(0.0) > 0.0);
}

/// More wind, more warmth: more vapour, for all three liquids.
#[test]
fn vapour_grows_with_wind_and_warmth() {
    for row in [udmh(), nto(), kerosene()] {
        let mut before = 0.0;
        for wind in [0.5, 2.0, 5.0, 10.0] {
            let mut case = case(&row);
            case.air.wind_speed_10m_m_s = wind;
            let now = run(&case).evaporated_kg;
            assert!(now > before, "{:?} at {wind} m/s: {now} after {before}", row.id);
            before = now;
        }
        before = 0.0;
        for temperature_k in [268.15, 278.15, 288.15, 298.15, 308.15] {
            let mut case = at(&row, temperature_k);
            case.ground.conductivity_factor = 1.0;
            let rate = run(&case).rate_at_kg_s(60.0);
            assert!(rate > before, "{:?} at {temperature_k} K: {rate} after {before}", row.id);
            before = rate;
        }
    }
}

/// A volatile pool cools below the air; one that hardly evaporates, without sun and sky, does not.
#[test]
fn vapour_takes_heat() {
    let (heptyl, fuel) = (udmh(), kerosene());
    assert!(run(&case(&heptyl)).coldest_k < 286.0);
    let mut still = case(&fuel);
    still.sky = Sky::night(1.0);
    assert!(run(&still).coldest_k > 288.0);
}

/// Oxidiser of 30 C on ground of 35 C flashes and, under a film that wind does not thin (1 % of the law's speed), boils at
/// 21 C at the rate that heat allows: doubling the film's speed changes it by less than a twentieth, while heptyl's loss,
/// which the film limits, nearly doubles. At the full film it does not boil but chills: evaporation alone takes the heat.
#[test]
fn oxidiser_boils_by_the_heat_of_the_ground() {
    let rate = |row: &Properties, film_factor| {
        let mut case = at(row, 303.15);
        case.ground.temperature_k = 308.15;
        case.ground.conductivity_factor = 0.0;
        case.film_factor = film_factor;
        let fate = run(&case);
        (fate.rate_at_kg_s(60.0) / fate.wetted_area_m2, fate)
    };
    let (oxidiser, heptyl) = (nto(), udmh());
    let ((slow, fate), (fast, _)) = (rate(&oxidiser, 0.01), rate(&oxidiser, 0.02));
    assert!(fate.history[1..].iter().all(|moment| moment.temperature_k < 294.6));
    assert!(fate.history.iter().any(|moment| moment.time_s > 20.0 && moment.temperature_k > 293.9));
    assert!(fast / slow < 1.05, "{fast} {slow}");
    let ((slow, _), (fast, _)) = (rate(&heptyl, 0.01), rate(&heptyl, 0.02));
    assert!(fast / slow > 1.8, "{fast} {slow}");
    assert!(rate(&oxidiser, 1.0).1.coldest_k < 285.0);
}

/// What flashes from an oxidiser 9 K above its boiling point is c dT / L = 1570 x 8.85 / 414500 = 3.4 % within seconds.
#[test]
fn superheated_oxidiser_flashes() {
    let row = nto();
    let mut case = at(&row, 303.15);
    case.ground.conductivity_factor = 0.0;
    case.ground.effusivity_j_m2_k_s05 = 0.0;
    case.film_factor = 0.01;
    let fate = run(&case);
    let share = fate.history[1].evaporated_kg / fate.spilt_kg;
    assert!((share / 0.034 - 1.0).abs() < 0.1, "{share}");
}

/// Sun on a pool drives it.
#[test]
fn sun_drives_vapour() {
    let row = udmh();
    let mut case = case(&row);
    case.ground.conductivity_factor = 0.0;
    let dark = run(&case).end_s;
    let noon = "2020-06-21T07:00:00Z".parse().expect("a time");
    case.sky = Sky::at(crate::geodesy::LonLat::new(66.0, 47.0), noon, 0.0);
    assert!(run(&case).end_s < 0.8 * dark);
}

/// A spill twice as large on an area twice as large gives the same share of vapour but for the film's D^(-1/9), which is
/// 4 % of the flux.
#[test]
fn strewn_spills_scale() {
    let row = udmh();
    let share = |scale: f64| {
        let mut case = case(&row);
        (case.mass_kg, case.terrain) = (1_000.0 * scale, Terrain::Strewn { area_m2: 200.0 * scale });
        run(&case).evaporated_share()
    };
    assert!((share(2.0) / share(1.0) - 1.0).abs() < 0.08);
}

/// A crater holds a spill on a smaller area than open ground, so that more soaks in and deeper.
#[test]
fn craters_hold_deep_pools() {
    let row = udmh();
    let mut case = case(&row);
    let open = run(&case);
    case.terrain = Terrain::Crater { diameter_m: 45.0, depth_m: 10.0, depth_min_m: 0.01, shelter: 0.5 };
    let crater = run(&case);
    assert!(crater.wetted_area_m2 < 0.5 * open.wetted_area_m2);
    assert!(crater.front_depth_m() > open.front_depth_m());
}

/// Segments follow one another without gap and end with the pool's vapour.
#[test]
fn segments_follow_one_another() {
    let row = udmh();
    let fate = run(&case(&row));
    let segments = fate.segments(4);
    assert_eq!(segments.len(), 4);
    assert_eq!(segments[0].start_s, 0.0);
    for pair in segments.windows(2) {
        assert!((pair[0].start_s + pair[0].duration_s - pair[1].start_s).abs() < 1e-6);
        assert!(pair[0].duration_s > 0.0);
    }
    let last = segments[3];
    assert!((last.start_s + last.duration_s - fate.end_s).abs() < 1e-3 * fate.end_s);
}

/// What has dried out of the soil grows with the root of time; what it binds stays: dried and held add up to what soaked
/// in, and the segments carry what dried.
#[test]
fn soil_dries_by_the_root_of_time() {
    let row = udmh();
    let case = case(&row);
    let fate = run(&case);
    let depth = |days: f64| drying_depth_m(&fate, &case, 86_400.0 * days).expect("complete");
    assert!((depth(4.0) / depth(1.0) - 2.0).abs() < 1e-9);
    for dried_m in [0.0, depth(1.0), depth(100.0), 1e3] {
        let held_kg = fate.profile(&[Layer { top_m: 0.0, bottom_m: 1e4 }], dried_m)[0].mass_kg;
        let dried_kg = fate.wetted.dried_kg(dried_m);
        assert!((held_kg + dried_kg - fate.soaked_kg).abs() < 1e-6, "{dried_m}: {held_kg} + {dried_kg}");
    }
    let segments = drying_segments(&fate, &case, 86_400.0, 3).expect("complete");
    let sum: f64 = segments.iter().map(|segment| segment.mass_kg).sum();
    assert!((sum - fate.wetted.dried_kg(depth(1.0))).abs() < 1e-6);
    assert!(segments[0].start_s == fate.end_s && segments[0].duration_s < segments[2].duration_s);
}

#[test]
fn refuses_what_it_cannot_follow() {
    let row = udmh();
    let mut case = case(&row);
    case.mass_kg = f64::NAN;
    let text = fate(&case).expect_err("not a mass").to_string();
    assert_eq!(text, "pool: mass_kg is NaN, expected 0.000001 to 10000000; correct the case");
    let mut bare = udmh();
    bare.surface_tension_n_m = None;
    let error = fate(&test_liquids::case(&bare)).expect_err("no tension").to_string();
    assert!(error.contains("data/substances.toml has no surface_tension_n_m"), "{error}");
}
