//! Limits, balances and literature values of the chemistry of a cloud.

use super::super::rates::per_mole;
use super::*;

const DAY: Sunlight = Sunlight { no2_photolysis_per_s: 8.8e-3, share_of_full_sun: 1.0 };
const PPM_MOL_M3: f64 = 1e-6 * 101_325.0 / (8.314_462_618 * 298.15);

fn rates() -> AirRates {
    AirRates::median(298.15, 101_325.0)
}

fn chamber(udmh_ppm: f64, no2_ppm: f64, ozone_ppm: f64) -> Cloud {
    let volume_m3 = 30.0;
    let mol = |ppm: f64| ppm * PPM_MOL_M3 * volume_m3;
    let amounts = Amounts { udmh: mol(udmh_ppm), no2: mol(no2_ppm), ..Amounts::default() };
    Cloud { amounts, ozone_mol: mol(ozone_ppm), volume_m3 }
}

fn run(cloud: &mut Cloud, steps: usize, dt_s: f64, rates: &AirRates, light: Sunlight) -> Turned {
    let mut sum = Turned::default();
    for _ in 0..steps {
        sum = sum.plus(&cloud.step(cloud.volume_m3, dt_s, rates, light));
    }
    sum
}

/// Carter et al. 1981, abstract: a 30 000-litre chamber, heptyl with ozone at ppm levels: gone within 2 minutes, at
/// least 60 % NDMA. Printed without amounts; 1 ppm of heptyl with 4 ppm of ozone are taken. At the low end of the rate
/// 97 % must be gone; the yield is an input of the model, so this tests that the excess is recognised.
#[test]
fn heptyl_with_ppm_of_ozone_is_gone_in_two_minutes() {
    for k in [1e-15, 4.3e-15] {
        let mut cloud = chamber(1.0, 0.0, 4.0);
        let before = cloud.amounts.udmh;
        let rates = AirRates { udmh_ozone_m3_mol_s: per_mole(k), ..rates() };
        let turned = run(&mut cloud, 120, 1.0, &rates, Sunlight::NIGHT);
        assert!(cloud.amounts.udmh < 0.03 * before, "{k:e}: {}", cloud.amounts.udmh / before);
        assert!(turned.ndma_formed > 0.6 * turned.udmh_by_ozone, "{k:e}");
    }
}

/// The same abstract: in pure air and with NO in the dark heptyl decays slowly only; the model then does nothing.
#[test]
fn heptyl_in_dark_air_without_ozone_stays() {
    let mut cloud = chamber(2.0, 0.0, 0.0);
    cloud.amounts.no = cloud.amounts.udmh;
    let before = cloud.amounts;
    run(&mut cloud, 10, 600.0, &rates(), Sunlight::NIGHT);
    assert_eq!(cloud.amounts, before);
}

/// A cloud of 10 mg/m3 (4.07 ppm at 298 K) that mixes with nine times its volume: outside ozone of 40 ppb can take
/// 0.9 x 40 ppb / (4.07 ppm / 10) of it at one ozone each, 8.8 %, however fast the reaction.
#[test]
fn ozone_that_is_taken_in_bounds_the_loss() {
    let fast = AirRates { udmh_ozone_m3_mol_s: per_mole(1e-12), ozone_per_udmh: 1.0, ..rates() };
    for rates in [fast, AirRates { ozone_per_udmh: 1.0, ..rates() }] {
        let mut cloud = chamber(4.07, 0.0, 0.0);
        let before = cloud.amounts.udmh;
        let mut taken_in = 0.0;
        for k in 0..90 {
            let turned = cloud.step(30.0 + 3.0 * f64::from(k + 1), 20.0, &rates, Sunlight::NIGHT);
            taken_in += turned.ozone_entrained;
        }
        let lost = before - cloud.amounts.udmh;
        assert!((taken_in / (270.0 * rates.ozone_mol_m3) - 1.0).abs() < 1e-9);
        assert!(lost <= taken_in * (1.0 + 1e-9), "{lost} {taken_in}");
        assert!(lost > 0.9 * taken_in && (lost / before - 0.088).abs() < 0.009, "{}", lost / before);
        // What does turn gives NDMA at the low yield.
        assert!(cloud.amounts.ndma < 0.25 * lost);
    }
}

/// Traces in a large volume of clean air see the undepleted ozone: the first-order law, to 2 %.
#[test]
fn traces_decay_with_the_clean_air_rate() {
    let rates = rates();
    let volume_m3 = 1e6;
    let amounts = Amounts { udmh: 1e-6, ..Amounts::default() };
    let mut cloud = Cloud { amounts, ozone_mol: rates.ozone_mol_m3 * volume_m3, volume_m3 };
    run(&mut cloud, 20, 15.0, &rates, Sunlight::NIGHT);
    let exact = (-rates.udmh_ozone_m3_mol_s * rates.ozone_mol_m3 * 300.0).exp();
    assert!((cloud.amounts.udmh / 1e-6 / exact - 1.0).abs() < 0.02, "{} {exact}", cloud.amounts.udmh / 1e-6);
}

/// Nitrogen and heptyl are conserved to rounding in every light, with large and small steps, and nothing is negative.
#[test]
fn nitrogen_is_conserved() {
    for light in [DAY, Sunlight::NIGHT, Sunlight::of(50.0)] {
        for dt_s in [0.1, 30.0, 3_600.0] {
            let mut cloud = chamber(4.0, 12.0, 0.04);
            let (nitrogen, heptyl) = (cloud.amounts.nitrogen_mol(), cloud.amounts.from_udmh_mol());
            for k in 0..50 {
                cloud.step(30.0 * 1.1_f64.powi(k), dt_s, &rates(), light);
            }
            let a = cloud.amounts;
            assert!((a.nitrogen_mol() / nitrogen - 1.0).abs() < 1e-12, "{light:?} {dt_s}");
            assert!((a.from_udmh_mol() / heptyl - 1.0).abs() < 1e-12);
            assert!([a.udmh, a.ndma, a.other, a.no2, a.no, a.hono, a.nitrate].iter().all(|x| *x >= 0.0), "{a:?}");
            assert!(cloud.ozone_mol >= 0.0);
        }
    }
}

/// Leighton's photostationary state: without heptyl J NO2 = k NO O3 once it has settled (Leighton 1961).
#[test]
fn light_no2_and_ozone_come_to_leightons_state() {
    let mut cloud = chamber(0.0, 1.0, 0.0);
    let rates = AirRates { hydroxyl_full_sun_mol_m3: 0.0, ..rates() };
    run(&mut cloud, 50, 60.0, &rates, DAY);
    let a = cloud.amounts;
    let made = DAY.no2_photolysis_per_s * a.no2;
    let used = rates.no_ozone_m3_mol_s * a.no * cloud.ozone_mol / cloud.volume_m3;
    assert!((made / used - 1.0).abs() < 0.01, "{made} {used}");
    assert!((a.no / cloud.ozone_mol - 1.0).abs() < 1e-9);
}

/// In a cloud of 4 ppm of heptyl the hydroxyl is shared until it does nothing: less than 1 % an hour.
#[test]
fn hydroxyl_is_short_in_a_dense_cloud() {
    let mut cloud = chamber(4.0, 0.0, 0.0);
    let before = cloud.amounts.udmh;
    run(&mut cloud, 60, 60.0, &rates(), DAY);
    assert!(cloud.amounts.udmh > 0.99 * before, "{}", cloud.amounts.udmh / before);
    // Traces see it all: 5 h at 1e6 per cm3 and 5e-11 cm3/s (domain reference 5: 5.6 h).
    let few = AirRates {
        ozone_mol_m3: 0.0,
        udmh_hydroxyl_m3_mol_s: per_mole(5e-11),
        hydroxyl_full_sun_mol_m3: 1e12 / super::super::rates::AVOGADRO_PER_MOL,
        ..rates()
    };
    let mut traces = chamber(1e-6, 0.0, 0.0);
    let before = traces.amounts.udmh;
    run(&mut traces, 56, 360.0, &few, DAY);
    assert!((traces.amounts.udmh / before - (-1.0_f64).exp()).abs() < 0.01, "{}", traces.amounts.udmh / before);
}

/// NDMA of traces: half is left after the half-life in full sun, all by night.
#[test]
fn ndma_goes_with_the_light() {
    let rates = rates();
    let half_s = std::f64::consts::LN_2 / rates.ndma_photolysis_full_sun_per_s;
    let start = Cloud::new(Amounts { ndma: 1.0, ..Amounts::default() }, 1e9);
    let (mut day, mut night) = (start, start);
    day.step(1e9, half_s, &rates, DAY);
    night.step(1e9, half_s, &rates, Sunlight::NIGHT);
    assert!((day.amounts.ndma - 0.5).abs() < 1e-9 && night.amounts.ndma == 1.0);
}

/// Four parts of a step of a tenth more volume agree with forty times finer ones within 3 %.
#[test]
fn coarse_steps_agree_with_fine_ones() {
    for light in [DAY, Sunlight::NIGHT] {
        let left = |fine: usize| {
            let mut cloud = chamber(4.0, 12.0, 0.0);
            let mut time_s = 10.0;
            for _ in 0..60 {
                let (from_m3, dt_s) = (cloud.volume_m3, 0.075 * time_s);
                for j in 1..=fine {
                    let share = j as f64 / fine as f64;
                    cloud.step(from_m3 * (1.0 + 0.15 * share), dt_s / fine as f64, &rates(), light);
                }
                time_s += dt_s;
            }
            cloud.amounts.udmh
        };
        let (coarse, fine) = (left(1), left(40));
        assert!((coarse / fine - 1.0).abs() < 0.03, "{light:?}: {coarse} {fine}");
    }
}

/// The pair formula: equal amounts, a great excess, and no pair at all.
#[test]
fn pair_loss_has_its_limits() {
    assert!((pair_loss_mol(1.0, 1.0, 1.0) - 0.5).abs() < 1e-12);
    assert!((pair_loss_mol(1.0, 1.0 + 1e-7, 1.0) - 0.5).abs() < 1e-6);
    let excess = pair_loss_mol(1e-3, 1e3, 1e-3);
    assert!((excess / (1e-3 * (1.0 - (-1.0_f64).exp())) - 1.0).abs() < 1e-5);
    assert_eq!(pair_loss_mol(0.0, 3.0, 1.0), 0.0);
    assert!((pair_loss_mol(2.0, 5.0, 1e6) - 2.0).abs() < 1e-12);
}

/// The ledger tells the same as the amounts: what turned is what is no longer there.
#[test]
fn the_ledger_is_the_change_of_the_amounts() {
    let mut cloud = chamber(4.0, 3.0, 0.5);
    let before = cloud.amounts;
    let turned = run(&mut cloud, 40, 20.0, &rates(), Sunlight::of(300.0));
    let after = cloud.amounts;
    let near = |a: f64, b: f64| (a - b).abs() < 1e-12 * before.udmh;
    assert!(near(before.udmh - after.udmh, turned.udmh()));
    assert!(near(after.ndma, turned.ndma_formed - turned.ndma_destroyed));
    assert!(near(after.hono, turned.hono_formed) && near(after.nitrate, turned.nitrate_formed));
    assert!(turned.udmh_by_no2 > 0.0 && turned.ozone_made > 0.0 && turned.udmh_by_hydroxyl > 0.0);
}
