//! What the cloud does at a settlement or a receptor.

use serde::{Deserialize, Serialize};

use super::super::member::{MemberSettlement, SETTLEMENT_VALUES};
use super::super::sketch::Sketch;

/// One settlement or receptor. Members whose cloud does not come are not in the sketches: they have nothing there.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PointSums {
    /// The values in the order of the questions, SI.
    pub values: [Sketch; SETTLEMENT_VALUES],
    /// Toxic load of NO2, (mg/m3)^3.5 min.
    pub no2_toxic_load: Sketch,
    /// Arrival after the impact, s, where a cloud arrives.
    pub arrival_s: Sketch,
    /// When the last of it has passed, s.
    pub departure_s: Sketch,
    /// By criterion, members that exceed it.
    pub exceeded: Vec<u64>,
}

impl PointSums {
    pub(super) fn empty(criteria: usize) -> Self {
        Self { exceeded: vec![0; criteria], ..Self::default() }
    }

    /// Counts the points that stand for it in one member.
    pub(super) fn add(&mut self, points: &[MemberSettlement]) {
        match points {
            [point] => self.add_one(point),
            points => self.add_one(&worst_of(points)),
        }
    }

    fn add_one(&mut self, point: &MemberSettlement) {
        if point.values != [0.0; SETTLEMENT_VALUES] {
            self.values.iter_mut().zip(point.values).for_each(|(sums, value)| sums.add(value));
            self.no2_toxic_load.add(no2_toxic_load(&point.values));
        }
        point.arrival_s.iter().for_each(|time_s| self.arrival_s.add(*time_s));
        point.departure_s.iter().for_each(|time_s| self.departure_s.add(*time_s));
        self.exceeded.iter_mut().zip(&point.exceeded).for_each(|(count, exceeded)| *count += u64::from(*exceeded));
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.values.iter_mut().zip(&other.values).for_each(|(a, b)| a.merge(b));
        self.no2_toxic_load.merge(&other.no2_toxic_load);
        self.arrival_s.merge(&other.arrival_s);
        self.departure_s.merge(&other.departure_s);
        self.exceeded.iter_mut().zip(&other.exceeded).for_each(|(a, b)| *a += b);
    }
}

/// Exponent of the toxic load of NO2: ten Berge et al. 1986, J. Hazard. Mater. 13, 301-309 (n = 3.5). For UDMH the
/// exponent is 1 (the AEGL values hold concentration times time): its load is the dosage.
const NO2_LOAD_EXPONENT: f64 = 3.5;

/// Toxic load of NO2, (mg/m3)^3.5 min, at most: the concentration never exceeds its peak, so that the integral of its
/// power is no more than that of one power times the rest of the peak.
///
/// ```text
/// integral C^n dt <= C_peak^(n - 1) integral C dt
/// ```
pub fn no2_toxic_load(values: &[f64; SETTLEMENT_VALUES]) -> f64 {
    let (peak_mg_m3, dosage_mg_min_m3) = (values[4] * 1e6, values[5] * 1e6 / 60.0);
    peak_mg_m3.powf(NO2_LOAD_EXPONENT - 1.0) * dosage_mg_min_m3
}

/// The worst of the points of one receptor: highest values, first arrival, last departure, any limit exceeded.
fn worst_of(points: &[MemberSettlement]) -> MemberSettlement {
    let mut worst = MemberSettlement::default();
    for point in points {
        for (kept, value) in worst.values.iter_mut().zip(point.values) {
            *kept = kept.max(value);
        }
        worst.arrival_s = worst.arrival_s.into_iter().chain(point.arrival_s).reduce(f64::min);
        worst.departure_s = worst.departure_s.into_iter().chain(point.departure_s).reduce(f64::max);
        worst.exceeded.resize(worst.exceeded.len().max(point.exceeded.len()), false);
        for (kept, exceeded) in worst.exceeded.iter_mut().zip(&point.exceeded) {
            *kept |= exceeded;
        }
    }
    worst
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_point_of_an_area_counts() {
        let point = |value: f64, arrival_s: Option<f64>, exceeded: [bool; 2]| MemberSettlement {
            values: [value; 6],
            arrival_s,
            departure_s: arrival_s.map(|t| t + 60.0),
            exceeded: exceeded.to_vec(),
        };
        let worst = worst_of(&[
            point(1.0, Some(300.0), [true, false]),
            point(3.0, Some(500.0), [false, false]),
            point(0.0, None, [false, false]),
        ]);
        assert_eq!(
            worst,
            MemberSettlement {
                values: [3.0; 6],
                arrival_s: Some(300.0),
                departure_s: Some(560.0),
                exceeded: vec![true, false],
            }
        );
    }

    /// A steady 10 mg/m3 for 30 min has the load 10^3.5 x 30 exactly; a passage of the same peak and half the dosage
    /// has at most half of it.
    #[test]
    fn toxic_load_of_a_steady_concentration_is_exact() {
        let mut values = [0.0; SETTLEMENT_VALUES];
        (values[4], values[5]) = (10e-6, 10e-6 * 1_800.0);
        assert!((no2_toxic_load(&values) / (10_f64.powf(3.5) * 30.0) - 1.0).abs() < 1e-12);
        values[5] *= 0.5;
        assert!((no2_toxic_load(&values) / (10_f64.powf(3.5) * 15.0) - 1.0).abs() < 1e-12);
    }
}
