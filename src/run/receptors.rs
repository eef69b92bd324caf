//! Schools, wells, pastures and sampling points: asked like settlements without people.

use super::{RunError, Stage};
use crate::assessment::ReceptorExposure;
use crate::ensemble::summary::PointSums;
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
    /// What the cloud does at each receptor; `first` is the number of settlements before them among the points.
    pub(super) fn receptor_exposures(&self, first: usize) -> Vec<ReceptorExposure> {
        let sums = &self.summary.points[first..];
        self.inputs.receptors.iter().zip(sums).map(|(receptor, sums)| self.receptor_exposure(receptor, sums)).collect()
    }

    fn receptor_exposure(&self, receptor: &Receptor, sums: &PointSums) -> ReceptorExposure {
        let found = self.point_exposure(sums);
        let centre = self.plane.centre();
        ReceptorExposure {
            kind: receptor.kind.clone(),
            name: receptor.name.clone(),
            position: receptor.position(),
            area_km2: receptor.area_km2,
            measured: receptor.measured,
            points: receptor.points.len(),
            distance_km: receptor.points.iter().map(|p| p.distance_m(centre)).fold(f64::INFINITY, f64::min) * 1e-3,
            udmh_highest_mg_m3: found.values[0].times(1e6),
            udmh_dosage_mg_s_m3: found.values[1].times(1e6),
            no2_highest_mg_m3: found.values[2].times(1e6),
            no2_toxic_load_at_most: found.no2_toxic_load,
            udmh_deposit_mg_m2: found.values[3].times(1e6),
            arrival_s: found.arrival_s,
            departure_s: found.departure_s,
            aegl: found.aegl,
            zones: found.zones,
            probability: found.probability,
        }
    }
}
