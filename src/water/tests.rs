//! Waters of known shape under deposits of known shape.

use std::f64::consts::{PI, SQRT_2, TAU};

use geo::{Coord, LineString, MultiLineString, MultiPolygon, Polygon};
use libm::erf;

use super::mixing::{Mixing, MixingDraws, RUNOFF_REACH_M};
use super::*;
use crate::field::{LevelField, Plume, Quantity};
use crate::geodesy::{GeodesyError, LocalPlane, LonLat};
use crate::grid::{CELLS, Level};
use crate::places::{Water, WaterFacts, WaterShape};
use crate::source::Spill;
use crate::substance::Masses;

const QUANTITIES: [Quantity; 2] = [Quantity::Deposit(AirSpecies::Udmh), Quantity::Deposit(AirSpecies::No2)];
const UDMH: usize = 0;
const NO2: usize = 1;
const ORIGIN: Coord<f64> = Coord { x: 0.0, y: 0.0 };

fn plane() -> Result<LocalPlane, GeodesyError> {
    LocalPlane::new(LonLat::new(63.0, 46.0))
}

/// Points of the plane in longitude and latitude.
fn line_at(points: &[(f64, f64)]) -> Result<LineString<f64>, GeodesyError> {
    let plane = plane()?;
    let place = |(x, y): &(f64, f64)| plane.to_lon_lat(Coord { x: *x, y: *y }).map(|p| Coord { x: p.lon, y: p.lat });
    points.iter().map(place).collect::<Result<Vec<_>, _>>().map(LineString)
}

fn river(points: &[(f64, f64)]) -> Result<Water, GeodesyError> {
    let shape = WaterShape::River(MultiLineString(vec![line_at(points)?]));
    Ok(Water { name: "River".into(), shape, facts: WaterFacts::default() })
}

fn lake(ring: &[(f64, f64)], island: &[(f64, f64)]) -> Result<Water, GeodesyError> {
    let holes = if island.is_empty() { Vec::new() } else { vec![line_at(island)?] };
    let shape = WaterShape::Lake(MultiPolygon(vec![Polygon::new(line_at(ring)?, holes)]));
    Ok(Water { name: "Lake".into(), shape, facts: WaterFacts::default() })
}

/// 0.02 mg/L of UDMH and 45 mg/L of nitrate.
fn limits() -> Vec<WaterLimit> {
    vec![
        WaterLimit { species: AirSpecies::Udmh, per_species: 1.0, level_kg_m3: 2e-5 },
        WaterLimit { species: AirSpecies::No2, per_species: NITRATE_PER_NTO, level_kg_m3: 45e-3 },
    ]
}

fn draws(mixing: Mixing, bodies: usize, share_at_bank: f64) -> MixingDraws {
    MixingDraws { of_body: vec![mixing; bodies], share_at_bank, fading_m: 100.0, duration_s: 1e4 }
}

const CHANNEL: Mixing = Mixing { depth_m: 2.0, width_m: 10.0, flow_m3_s: 20.0, shore_radius_m: 0.0 };
const STANDING: Mixing = Mixing { depth_m: 2.0, width_m: 0.0, flow_m3_s: 0.0, shore_radius_m: 100.0 };

fn spilt(udmh_kg: f64, nto_kg: f64, sigma_m: f64) -> Spill {
    let mut mass = Masses::default();
    mass.add(Substance::Udmh, udmh_kg);
    mass.add(Substance::Nto, nto_kg);
    Spill { mass, sigma_m }
}

/// What one place brings to the waters.
fn received(
    waters: &Waters,
    fields: &[LevelField],
    spills: &[Spill],
    deposited_kg: f64,
    draws: &MixingDraws,
) -> (AirMasses, Vec<BodyResult>) {
    let landing = Landing { place: ORIGIN, fields, quantities: &QUANTITIES, spills, deposited_kg: [deposited_kg; 4] };
    let mut account = waters.account();
    let total = waters.receive(&landing, draws, &mut account);
    (total, waters.close(&account, draws))
}

fn fields_of(spill: &Spill) -> Vec<LevelField> {
    Plume { paths: Vec::new(), spills: vec![*spill], soil: Vec::new() }.on_levels(&QUANTITIES)
}

fn even(udmh_kg_m2: f32, no2_kg_m2: f32) -> Vec<LevelField> {
    let values = [udmh_kg_m2, no2_kg_m2].repeat(CELLS * CELLS);
    Level::all().into_iter().map(|level| LevelField::new(level, 2, values.clone())).collect()
}

/// A straight river at a distance b from the middle of a round normal deposit M, narrow and wide against its spread:
/// mass = M x share of the law between both banks; narrow: M w / (sqrt(2 pi) sigma) exp(-b^2 / 2 sigma^2).
/// Half-cell steps over cells of 3 and 21 m: 1 %.
#[test]
fn a_straight_river_takes_its_share_of_a_normal_deposit() -> Result<(), GeodesyError> {
    let (mass_kg, sigma_m) = (1_000.0, 60.0);
    let spill = spilt(mass_kg, 0.0, sigma_m);
    for (angle, b_m, width_m) in [(0.0_f64, 90.0, 10.0), (0.7, 90.0, 10.0), (2.0, 0.0, 10.0), (0.4, 150.0, 150.0)] {
        let (sin, cos) = angle.sin_cos();
        let at = |t: f64| (t * cos - b_m * sin, t * sin + b_m * cos);
        let waters = Waters::new(&[river(&[at(-3e4), at(2e4)])?], limits(), &plane()?, 1e5)?;
        let draws = draws(Mixing { width_m, ..CHANNEL }, 1, 0.0);
        let (total, results) = received(&waters, &fields_of(&spill), &[], mass_kg, &draws);
        let below = |x: f64| 0.5 * (1.0 + erf(x / (SQRT_2 * sigma_m)));
        let share = below(b_m + 0.5 * width_m) - below(b_m - 0.5 * width_m);
        assert!((total[UDMH] / (mass_kg * share) - 1.0).abs() < 0.01, "{angle} {b_m}: {} {share}", total[UDMH]);
        assert_eq!(total[UDMH], results[0].direct_kg[UDMH]);
        if width_m < 0.5 * sigma_m {
            let densest = mass_kg / (TAU * sigma_m * sigma_m) * (-0.5 * (b_m / sigma_m).powi(2)).exp();
            let highest = densest / CHANNEL.depth_m;
            assert!((results[0].highest_kg_m3[0] / highest - 1.0).abs() < 0.02, "{}", results[0].highest_kg_m3[0]);
            // The deposit falls to 1 mg/m2 at the same distance on both sides.
            let touched_m = 2.0 * sigma_m * (2.0 * (densest / TOUCHED_FROM_KG_M2).ln()).sqrt();
            assert!((results[0].touched / touched_m - 1.0).abs() < 0.05, "{} {touched_m}", results[0].touched);
        }
    }
    Ok(())
}

/// Under an even deposit a lake of two rectangles and an island holds deposit x area, wherever the levels join. The
/// rows are cut at the corners, so only the projection there and back and single precision are between (1e-5); where a
/// slanting shore crosses from one level to the next, half a cell of it may be seen by both or none (1e-3).
#[test]
fn a_lake_takes_an_even_deposit_by_its_area() -> Result<(), GeodesyError> {
    let shape =
        [(-900.0, -300.0), (8e3, -300.0), (8e3, 4e3), (5e3, 4e3), (5e3, 700.0), (-900.0, 700.0), (-900.0, -300.0)];
    let island = [(-100.0, -80.0), (-100.0, 150.0), (220.0, 150.0), (220.0, -80.0), (-100.0, -80.0)];
    let area_m2 = 8_900.0 * 1_000.0 + 3_000.0 * 3_300.0 - 320.0 * 230.0;
    for (turn, within) in [(0.0_f64, 1e-5), (0.5, 1e-3)] {
        let turned = |ring: &[(f64, f64)]| -> Vec<(f64, f64)> {
            ring.iter().map(|(x, y)| (x * turn.cos() - y * turn.sin(), x * turn.sin() + y * turn.cos())).collect()
        };
        let waters = Waters::new(&[lake(&turned(&shape), &turned(&island))?], limits(), &plane()?, 1e5)?;
        let (total, results) = received(&waters, &even(1e-4, 0.05), &[], 1e9, &draws(STANDING, 1, 0.0));
        assert!((total[UDMH] / (1e-4 * area_m2) - 1.0).abs() < within, "{turn}: {}", total[UDMH]);
        assert!((waters.bodies()[0].extent() / area_m2 - 1.0).abs() < 1e-5);
        let lake = &results[0];
        assert!((lake.touched / area_m2 - 1.0).abs() < within, "{}", lake.touched);
        // 1e-4 kg/m2 in 2 m are 0.05 mg/L, above 0.02; 0.05 kg/m2 of NO2 are 33.7 mg/L of nitrate, below 45.
        assert!((lake.mixed_kg_m3[0] / 5e-5 - 1.0).abs() < 1e-5 && (lake.highest_kg_m3[0] / 5e-5 - 1.0).abs() < 1e-5);
        assert!((lake.mixed_kg_m3[1] / (0.025 * NITRATE_PER_NTO) - 1.0).abs() < 1e-5, "{}", lake.mixed_kg_m3[1]);
        assert!((lake.above_m2[0] / area_m2 - 1.0).abs() < within && lake.above_m2[1] == 0.0);
    }
    Ok(())
}

/// A pond far below the size of the cells of the widest level keeps its area.
#[test]
fn a_small_pond_far_away_is_not_lost() -> Result<(), GeodesyError> {
    let (x, y, side) = (40_000.0, -31_000.0, 60.0);
    let ring = [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)];
    let waters = Waters::new(&[lake(&ring, &[])?], limits(), &plane()?, 1e5)?;
    let (total, _) = received(&waters, &even(1e-3, 0.0), &[], 1e9, &draws(STANDING, 1, 0.0));
    let exact_kg = 1e-3 * side * side;
    assert!((total[UDMH] / exact_kg - 1.0).abs() < 1e-5, "{} {exact_kg}", total[UDMH]);
    Ok(())
}

/// A lake that covers everything holds the whole deposit, a river through it none, and overlapping lakes no more.
#[test]
fn waters_hold_no_more_than_was_deposited() -> Result<(), GeodesyError> {
    let spill = spilt(500.0, 800.0, 25.0);
    let (half, big) = (2e4, 3e4);
    let all = [(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)];
    let more = [(-big, -big), (big, -big), (big, big), (-big, big), (-big, -big)];
    let through = river(&[(-1e4, 3.0), (1e4, 3.0)])?;
    let waters = Waters::new(&[through.clone(), lake(&all, &[])?], limits(), &plane()?, 1e5)?;
    let mixing = Mixing { width_m: 20.0, flow_m3_s: 9.0, ..STANDING };
    let (total, results) = received(&waters, &fields_of(&spill), &[], 800.0, &draws(mixing, 2, 0.3));
    assert!((total[UDMH] / 500.0 - 1.0).abs() < 1e-3 && (total[NO2] / 800.0 - 1.0).abs() < 1e-3, "{total:?}");
    assert_eq!(results.len(), 1, "the river runs inside the lake");

    let waters = Waters::new(&[through, lake(&all, &[])?, lake(&more, &[])?], limits(), &plane()?, 1e5)?;
    let (total, results) = received(&waters, &fields_of(&spill), &[spill], 500.0, &draws(mixing, 3, 0.3));
    let sum: f64 = results.iter().map(|body| body.direct_kg[UDMH] + body.runoff_kg[UDMH]).sum();
    assert!((total[UDMH] - 500.0).abs() < 1e-9 && (sum - 500.0).abs() < 1e-9, "{total:?} {sum}");
    Ok(())
}

/// A narrow spill at a distance from a straight bank runs off by share x exp(-distance / fading), averaged over the
/// spill: exp(sigma^2 / (2 fading^2)) more than its middle. 64 points: 1 %. Beyond the reach nothing does.
#[test]
fn run_off_fades_with_the_distance_from_the_bank() -> Result<(), GeodesyError> {
    let spill = spilt(1_000.0, 0.0, 20.0);
    let waters = |b_m: f64| Waters::new(&[river(&[(-1e4, b_m), (1e4, b_m)])?], limits(), &plane()?, 1e5);
    let draws = draws(CHANNEL, 1, 0.04);
    let (total, results) = received(&waters(205.0)?, &even(0.0, 0.0), &[spill], 1_000.0, &draws);
    let exact_kg = 1_000.0 * 0.04 * (-200.0_f64 / 100.0).exp() * (0.5 * 0.2_f64.powi(2)).exp();
    assert!((total[UDMH] / exact_kg - 1.0).abs() < 0.01, "{} {exact_kg}", total[UDMH]);
    // 5.5 kg into 20 m3/s over 10 000 s: 0.028 mg/L, above the limit along the 10 km that flow past at 1 m/s.
    let river = &results[0];
    assert!((river.mixed_kg_m3[0] / (exact_kg / 2e5) - 1.0).abs() < 0.01, "{}", river.mixed_kg_m3[0]);
    assert!(river.is_touched() && river.touched == 0.0 && (river.above[0] - 1e4).abs() < 1.0, "{river:?}");
    assert!((river.above_m2[0] - 1e5).abs() < 10.0);

    let far = received(&waters(RUNOFF_REACH_M + 100.0)?, &even(0.0, 0.0), &[spill], 1_000.0, &draws);
    assert!(far.0 == [0.0; 4] && far.1.is_empty());
    Ok(())
}

/// Passage time and volume are the same thing: mass / (flow x length / speed) = mass / (length x width x depth).
#[test]
fn the_mixed_content_is_mass_over_flow_and_passage_time() -> Result<(), GeodesyError> {
    let waters = Waters::new(&[river(&[(-4e3, 0.0), (4e3, 0.0)])?], limits(), &plane()?, 1e5)?;
    let draws = draws(CHANNEL, 1, 0.0);
    let (total, results) = received(&waters, &even(1e-3, 0.0), &[], 1e9, &draws);
    let speed_m_s = CHANNEL.flow_m3_s / (CHANNEL.width_m * CHANNEL.depth_m);
    let passage_s = 8e3 / speed_m_s;
    assert!((results[0].mixed_kg_m3[0] / (total[UDMH] / (CHANNEL.flow_m3_s * passage_s)) - 1.0).abs() < 1e-3);
    Ok(())
}

/// Run-off to a lake mixes into the half disc at its shore.
#[test]
fn run_off_to_a_lake_mixes_at_the_shore() -> Result<(), GeodesyError> {
    let spill = spilt(1_000.0, 0.0, 1.0);
    let ring = [(50.0, -5e3), (5e3, -5e3), (5e3, 5e3), (50.0, 5e3), (50.0, -5e3)];
    let waters = Waters::new(&[lake(&ring, &[])?], limits(), &plane()?, 1e5)?;
    let (total, results) = received(&waters, &even(0.0, 0.0), &[spill], 1_000.0, &draws(STANDING, 1, 0.01));
    let exact_kg = 10.0 * (-0.5_f64).exp();
    assert!((total[UDMH] / exact_kg - 1.0).abs() < 0.01, "{}", total[UDMH]);
    let content = total[UDMH] / (0.5 * PI * 1e4 * 2.0);
    assert!((results[0].mixed_kg_m3[0] / content - 1.0).abs() < 1e-9);
    assert!((results[0].above_m2[0] / (0.5 * PI * 1e4) - 1.0).abs() < 1e-9);
    Ok(())
}

/// 2 x 62.005 / 92.011 kg of nitrate a kg of N2O4; other media have no such limit.
#[test]
fn nitrate_is_counted_by_its_molar_mass() {
    let mut threshold = Threshold {
        id: "nitrate-mpc-water".into(),
        substance: Substance::Nitrate,
        medium: Medium::Water,
        quantity: "MPC".into(),
        value: 45.0,
        unit: "mg/L".into(),
        averaging_s: 0.0,
        severity: crate::threshold::Severity::Hygienic,
        name: crate::substance::Names::default(),
        legal_source: String::new(),
        legal_date: String::new(),
        confidence: "V".into(),
        note: String::new(),
    };
    let limit = WaterLimit::of(&threshold).expect("followed");
    assert!((limit.level_kg_m3 - 0.045).abs() < 1e-15);
    let of_one_kg = limit.content_kg_m3(&[0.0, 1.0, 0.0, 0.0]);
    assert!((of_one_kg - 1.3478).abs() < 1e-4, "{of_one_kg}");
    threshold.medium = Medium::Soil;
    assert!(WaterLimit::of(&threshold).is_none());
}
