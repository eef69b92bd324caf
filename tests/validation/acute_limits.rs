//! NRC 2008, Acute Exposure Guideline Levels vol. 6, table 6-1 (UDMH), and the law C^n t = const that they follow:
//! n = 1 for UDMH, 3.5 for NO2 (domain reference, section 6; constants-check, section 1.1).

use heptyl::input::{self, InputOptions};
use heptyl::substance::Substance;
use heptyl::threshold::Threshold;

use crate::within;

fn limits(substance: Substance, quantity: &str) -> Vec<Threshold> {
    let known = input::reference(&InputOptions::default()).expect("the bundled tables are valid");
    let mut limits: Vec<Threshold> =
        known.thresholds.into_iter().filter(|t| t.substance == substance && t.quantity == quantity).collect();
    limits.sort_by(|a, b| a.averaging_s.total_cmp(&b.averaging_s));
    assert_eq!(limits.iter().map(|t| t.averaging_s / 60.0).collect::<Vec<_>>(), [10.0, 30.0, 60.0, 240.0, 480.0]);
    limits
}

/// Printed values in mg/m3.
#[test]
fn limits_of_heptyl_are_as_printed() {
    for (quantity, printed) in [("AEGL-2", [44.0, 14.7, 7.4, 2.0, 1.0]), ("AEGL-3", [159.0, 54.0, 27.0, 6.6, 3.4])] {
        let found: Vec<f64> = limits(Substance::Udmh, quantity).iter().map(|t| t.value).collect();
        assert_eq!(found, printed, "{quantity}");
    }
}

/// From the value at 60 minutes all others follow. 10 %: the table prints two digits, and 1 mg/m3 of 8 h stands for
/// 0.93.
#[test]
fn limits_follow_their_law_of_time() {
    for (substance, quantity, n) in [
        (Substance::Udmh, "AEGL-2", 1.0),
        (Substance::Udmh, "AEGL-3", 1.0),
        (Substance::No2, "AEGL-2", 3.5),
        (Substance::No2, "AEGL-3", 3.5),
    ] {
        let limits = limits(substance, quantity);
        let hour = limits.iter().find(|t| t.averaging_s == 3_600.0).expect("the value at 60 min").value;
        for limit in &limits {
            let expected = hour * (3_600.0 / limit.averaging_s).powf(1.0 / n);
            within(limit.value, expected, 0.10, &limit.id);
        }
    }
}

/// AEGL-2 of 30 minutes from 3 ppm of an hour with n = 1 is 6.0 ppm (domain reference, section 10); 2.458 mg/m3 per ppm.
#[test]
fn half_an_hour_follows_from_an_hour() {
    let limits = limits(Substance::Udmh, "AEGL-2");
    within(limits[1].value / 2.458, 6.0, 0.01, "ppm at 30 min");
    within(limits[2].value / 2.458, 3.0, 0.01, "ppm at 60 min");
}
