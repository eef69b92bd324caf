//! Schools, wells, pastures and sampling points: asked like settlements without people.

use super::people::{aegl, no2_toxic_load};
use super::zones::NAMED_FROM;
use super::{RunError, Stage};
use crate::assessment::{Quantiles, ReceptorExposure};
use crate::ensemble::member::MemberSettlement;
use crate::exposure::NearbySettlement;
use crate::geodesy::LocalPlane;
use crate::input::Inputs;
use crate::receptor::Receptor;

/// The points of all receptors, in their order.
pub(super) fn asked_points(inputs: &Inputs, plane: &LocalPlane) -> Result<Vec<NearbySettlement>, RunError> {
    let points = inputs.receptors.iter().flat_map(|receptor| &receptor.points);
    let asked =
        points.map(|place| Ok(NearbySettlement { index: usize::MAX, at: plane.to_plane(*place)?, people: 0.0 }));
    asked.collect()
}

impl Stage<'_> {
    /// What the cloud does at each receptor; `first` is the number of settlements before them in each member.
    pub(super) fn receptor_exposures(&self, first: usize) -> Vec<ReceptorExposure> {
        let mut next = first;
        let rows = self.inputs.receptors.iter().map(|receptor| {
            let points = next..next + receptor.points.len();
            next = points.end;
            let worst: Vec<MemberSettlement> =
                self.members.iter().map(|member| worst_of(&member.settlements[points.clone()])).collect();
            self.receptor_exposure(receptor, &worst)
        });
        rows.collect()
    }

    fn receptor_exposure(&self, receptor: &Receptor, worst: &[MemberSettlement]) -> ReceptorExposure {
        let mg = |index: usize| Quantiles::of(worst.iter().map(|m| m.values[index] * 1e6));
        let times = |of: fn(&MemberSettlement) -> Option<f64>| {
            let times: Vec<f64> = worst.iter().filter_map(of).collect();
            (!times.is_empty()).then(|| Quantiles::of(times))
        };
        let share = |c: usize| {
            worst.iter().filter(|m| m.exceeded.get(c) == Some(&true)).count() as f64 / worst.len().max(1) as f64
        };
        let shares: Vec<(usize, f64)> = (0..self.plan.criteria.len()).map(|c| (c, share(c))).collect();
        let threshold = |c: usize| &self.inputs.thresholds[self.plan.thresholds[c]];
        let mut named: Vec<usize> = shares.iter().filter(|(_, share)| *share >= NAMED_FROM).map(|(c, _)| *c).collect();
        named.sort_by(|a, b| threshold(*b).severity.cmp(&threshold(*a).severity).then(a.cmp(b)));
        let centre = self.plane.centre();
        ReceptorExposure {
            kind: receptor.kind.clone(),
            name: receptor.name.clone(),
            position: receptor.position(),
            area_km2: receptor.area_km2,
            measured: receptor.measured,
            points: receptor.points.len(),
            distance_km: receptor.points.iter().map(|p| p.distance_m(centre)).fold(f64::INFINITY, f64::min) * 1e-3,
            udmh_highest_mg_m3: mg(0),
            udmh_dosage_mg_s_m3: mg(1),
            no2_highest_mg_m3: mg(2),
            no2_toxic_load_at_most: Quantiles::of(worst.iter().map(|m| no2_toxic_load(&m.values))),
            udmh_deposit_mg_m2: mg(3),
            arrival_s: times(|m| m.arrival_s),
            departure_s: times(|m| m.departure_s),
            aegl: named.iter().filter_map(|c| aegl(threshold(*c))).max(),
            zones: named.iter().map(|c| threshold(*c).id.clone()).collect(),
            probability: shares.iter().map(|(_, share)| *share).fold(0.0, f64::max),
        }
    }
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
}
