//! People by distance, and by zone and region inside the contours that are reported.

use geo::{Area, BooleanOps, BoundingRect, Coord, Intersects, MultiPolygon, Rect};

use super::zones::mean_density;
use super::{RunError, Stage};
use crate::assessment::{PeopleAtDistance, PeopleInRegion, PeopleTables, Zone, ZoneShape};
use crate::exposure::{Ground, NearbySettlement};
use crate::geodesy::geodesic_area_m2;
use crate::population::people_inside;
use crate::units::km2_from_m2;

/// Distances between which people are told, km. What lies further is not wholly looked at.
const DISTANCES_KM: [f64; 7] = [0.0, 1.0, 5.0, 10.0, 20.0, 50.0, 100.0];

/// Probability of the contours that are counted.
const COUNTED_AT: f64 = 0.5;

/// Name of the region that is the lease.
const LEASE: &str = "Baikonur lease";

/// Parts of the radius in which the background of a ring is read.
const RINGS: usize = 20;
/// Points on each of these rings.
const DIRECTIONS: usize = 72;

/// Parts of a contour smaller than this are rounding of the intersection, km2.
const LEAST_KM2: f64 = 1e-6;

impl Stage<'_> {
    pub(super) fn people_tables(
        &self,
        zones: &[Zone],
        shapes: &[ZoneShape],
        settlements: &[NearbySettlement],
        ground: &Ground,
    ) -> Result<PeopleTables, RunError> {
        let mut by_region = Vec::new();
        for shape in shapes {
            for (contour, contours) in [("about-impact", &shape.about_impact), ("geographic", &shape.geographic)] {
                for (probability, polygons) in contours.iter().filter(|(p, _)| *p == COUNTED_AT) {
                    for (region, part) in self.parts(polygons) {
                        let (settled, background) = self.people_in(&part, ground)?;
                        by_region.push(PeopleInRegion {
                            zone: zones[shape.zone].id.clone(),
                            contour,
                            probability: *probability,
                            region,
                            area_km2: km2_from_m2(geodesic_area_m2(&part)),
                            settlements: settled,
                            background,
                        });
                    }
                }
            }
        }
        by_region.retain(|row| row.area_km2 > LEAST_KM2);
        Ok(PeopleTables { by_distance: by_distance(settlements, ground), by_region })
    }

    /// The parts of polygons by region, and what no region holds under an empty name.
    fn parts(&self, polygons: &MultiPolygon<f64>) -> Vec<(String, MultiPolygon<f64>)> {
        let Some(bounds) = polygons.bounding_rect() else { return Vec::new() };
        let mut parts = Vec::new();
        let mut rest = polygons.clone();
        for region in &self.inputs.population.background {
            if !region.outline.bounding_rect().is_some_and(|rect: Rect<f64>| rect.intersects(&bounds)) {
                continue;
            }
            let part = rest.intersection(&region.outline);
            if part.unsigned_area() > 0.0 {
                rest = rest.difference(&region.outline);
                parts.push((region.region.clone(), part));
            }
        }
        // The lease is cut out of the regions about it.
        let leased = rest.intersection(&self.inputs.lease.outline);
        if leased.unsigned_area() > 0.0 {
            rest = rest.difference(&self.inputs.lease.outline);
            parts.push((LEASE.to_owned(), leased));
        }
        if rest.unsigned_area() > 0.0 {
            parts.push((String::new(), rest));
        }
        parts
    }

    /// People of polygons: in settlements and of the background, or nobody and all people of the raster.
    fn people_in(&self, part: &MultiPolygon<f64>, ground: &Ground) -> Result<(f64, f64), RunError> {
        if let Some(raster) = &self.inputs.population.raster {
            return Ok((0.0, people_inside(&*raster.cells, part)?.people));
        }
        let in_plane = self.plane.polygons_to_plane(part)?;
        let settled = ground.settled_inside(&in_plane).iter().fold(0.0, |sum, settlement| sum + settlement.people);
        let background = mean_density(&in_plane, ground) * in_plane.unsigned_area();
        Ok((settled, background))
    }
}

fn by_distance(settlements: &[NearbySettlement], ground: &Ground) -> Vec<PeopleAtDistance> {
    let row = |pair: &[f64]| {
        let (from_m, to_m) = (pair[0] * 1e3, pair[1] * 1e3);
        let at = |s: &NearbySettlement| s.at.x.hypot(s.at.y);
        let near = settlements.iter().filter(|s| (from_m..to_m).contains(&at(s)));
        let settled = near.fold(0.0, |sum, s| sum + s.people);
        let background = ground
            .raster()
            .map_or_else(|| background_between(ground, from_m, to_m), |raster| raster.people_between(from_m, to_m));
        PeopleAtDistance { from_km: pair[0], to_km: pair[1], settlements: settled, background }
    };
    DISTANCES_KM.windows(2).map(row).collect()
}

fn background_between(ground: &Ground, from_m: f64, to_m: f64) -> f64 {
    let mut people = 0.0;
    let step_m = (to_m - from_m) / RINGS as f64;
    for ring in 0..RINGS {
        let radius_m = from_m + (ring as f64 + 0.5) * step_m;
        let part_m2 = std::f64::consts::TAU * radius_m * step_m / DIRECTIONS as f64;
        for k in 0..DIRECTIONS {
            let angle = std::f64::consts::TAU * k as f64 / DIRECTIONS as f64;
            let at = Coord { x: radius_m * angle.sin(), y: radius_m * angle.cos() };
            people += part_m2 * ground.rural_density_per_m2(at);
        }
    }
    people
}
