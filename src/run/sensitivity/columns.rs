//! The inputs of the members of the sample as columns of ranks; those that do not differ are left out, with the reason.

use std::collections::BTreeMap;

use super::rank::ranks;
use crate::assessment::{DriverReport, LeftOut, Quantiles};
use crate::ensemble::drivers::{Concerns, DRIVERS, Driver, Scale};
use crate::ensemble::sample::Sampled;

/// Least length of the mean of unit vectors at which directions are ordered by their deviation from the mean direction:
/// below, they come from all sides (angular deviation above 57 degrees; Mardia & Jupp 2000, Directional Statistics, 2.3).
const RESULTANT_MIN: f64 = 0.5;

/// Spread below which values are the same but for rounding, relative.
const SAME: f64 = 1e-9;

/// One input over the members.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    /// What the result says about it.
    pub report: DriverReport,
    /// What it can have an effect on.
    pub concerns: Concerns,
    /// Ranks of its values, in the order of the members.
    pub ranks: Vec<f64>,
}

/// The columns of the members, and what is left out.
pub(super) fn columns(sample: &BTreeMap<usize, Sampled>) -> (Vec<Column>, Vec<LeftOut>) {
    let (mut columns, mut left_out) = (Vec::new(), Vec::new());
    for (k, driver) in DRIVERS.iter().enumerate() {
        match values(k, sample).and_then(|values| differing(driver, values)) {
            Ok(found) => columns.extend(found),
            Err(because) => left_out.push(LeftOut { id: driver.id, name: driver.name, because }),
        }
    }
    (columns, left_out)
}

fn values(driver: usize, sample: &BTreeMap<usize, Sampled>) -> Result<Vec<f64>, String> {
    let values = sample.values().filter_map(|member| member.drivers[driver]);
    let found: Vec<f64> = values.filter(|value| value.is_finite()).collect();
    match found.len() {
        0 => Err("none of the members has it".to_owned()),
        n if n < sample.len() => Err(format!("only {n} of {} members have it", sample.len())),
        _ => Ok(found),
    }
}

fn differing(driver: &Driver, values: Vec<f64>) -> Result<Vec<Column>, String> {
    let (low, high) = values.iter().fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(*v), h.max(*v)));
    if high - low <= SAME * low.abs().max(high.abs()) {
        return Err("the same in every member".to_owned());
    }
    Ok(match driver.scale {
        Scale::Line => vec![column(driver, "", "", driver.unit, values)],
        Scale::Circle => directions(driver, &values),
    })
}

/// Directions as deviation from their mean, clockwise; where they come from all sides, as how far from the north and
/// how far from the east, since no order runs round a circle.
fn directions(driver: &Driver, values_deg: &[f64]) -> Vec<Column> {
    let part = |of: fn(f64) -> f64| -> Vec<f64> { values_deg.iter().map(|deg| of(deg.to_radians())).collect() };
    let (north, east) = (part(f64::cos), part(f64::sin));
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (mean_north, mean_east) = (mean(&north), mean(&east));
    if mean_north.hypot(mean_east) < RESULTANT_MIN {
        return vec![
            column(driver, "-north", ", north rather than south", "", north),
            column(driver, "-east", ", east rather than west", "", east),
        ];
    }
    let mean_deg = mean_east.atan2(mean_north).to_degrees();
    let deviation = values_deg.iter().map(|deg| (deg - mean_deg + 180.0).rem_euclid(360.0) - 180.0).collect();
    vec![column(driver, "", ", clockwise of mean", driver.unit, deviation)]
}

fn column(driver: &Driver, id: &str, name: &str, unit: &'static str, values: Vec<f64>) -> Column {
    let report = DriverReport {
        id: format!("{}{id}", driver.id),
        name: format!("{}{name}", driver.name),
        unit,
        range: Quantiles::of(values.iter().copied()),
        measure: driver.measure,
    };
    Column { report, concerns: driver.concerns, ranks: ranks(&values) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn direction(values_deg: &[f64]) -> Vec<Column> {
        let driver = DRIVERS.iter().find(|driver| driver.id == "wind-direction").expect("a row");
        differing(driver, values_deg.to_vec()).expect("differs")
    }

    /// Winds about north are in order from north-west to north-east, though their numbers are not.
    #[test]
    fn directions_are_ordered_across_north() {
        let found = direction(&[350.0, 10.0, 330.0, 0.0, 40.0]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].ranks, [2.0, 4.0, 1.0, 3.0, 5.0]);
        assert!((-45.0..0.0).contains(&found[0].report.range.p05) && found[0].report.range.p95 > 0.0);
    }

    /// Winds from all sides have no order; their northern and eastern parts have one each.
    #[test]
    fn winds_from_all_sides_are_two_columns() {
        let found = direction(&[0.0, 90.0, 180.0, 270.0]);
        assert_eq!(
            found.iter().map(|c| c.report.id.as_str()).collect::<Vec<_>>(),
            ["wind-direction-north", "wind-direction-east"]
        );
        assert_eq!((found[0].ranks[0], found[0].ranks[2]), (4.0, 1.0));
        assert_eq!((found[1].ranks[1], found[1].ranks[3]), (4.0, 1.0));
    }

    #[test]
    fn what_is_the_same_in_all_is_left_out() {
        let driver = &DRIVERS[0];
        assert!(differing(driver, vec![17.0, 17.0 + 1e-12]).is_err());
        assert!(differing(driver, vec![0.0, 0.0]).is_err());
        assert!(differing(driver, vec![0.0, 1e-12]).is_ok());
    }
}
