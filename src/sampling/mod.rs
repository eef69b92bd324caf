//! Proposed sampling points from a result: a scheme that an inspector can defend.
//!
//! The frame is that of GOST 17.4.3.01 for local pollution: circles about the source at growing distances, drawn out as
//! a segment in the direction in which the pollution spread. Points are named by distance and direction, so that the
//! scheme can be laid about the crater once that is found. See [`rules`] for every number and where it is from.

mod around;
mod drift;
mod people;
pub mod rules;
mod soil;
#[cfg(test)]
mod tests;

use geo::{Coord, MultiPolygon};

use crate::assessment::{
    Quantiles, ReceptorExposure, SampleMedium, SamplePoint, SampleRole, SampleTaken, SampleValue, SamplesLeftOut,
    SamplingPlan, SettlementExposure, WaterBody, WindSample, Zone, ZoneShape,
};
use crate::geodesy::{GeodesyError, LocalPlane};
use crate::places::Water;
use crate::substance::Substance;

/// A layer of the soil where most liquid was spilt, on the first day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpiltLayer {
    /// Bounds, cm below the surface.
    pub depth_cm: [f64; 2],
    /// Heptyl, mg/kg.
    pub udmh_mg_kg: Quantiles,
    /// NDMA, mg/kg.
    pub ndma_mg_kg: Quantiles,
}

/// Gives what the model expects in the soil at a point of the plane, metres from the place of impact.
pub type SoilValues<'a> = &'a dyn Fn(Coord<f64>) -> Vec<SampleValue>;

/// What the scheme is made from.
pub struct Facts<'a> {
    /// Plane about the likeliest place of impact.
    pub plane: &'a LocalPlane,
    /// Substances on board.
    pub loaded: Vec<Substance>,
    /// Radius of the ground that liquid wets, m; none where nothing is spilt.
    pub spill_radius_m: Option<f64>,
    /// Layers of the soil, from the top.
    pub layers: Vec<SpiltLayer>,
    /// Wind of the members.
    pub winds: &'a [WindSample],
    /// True where snow lies.
    pub snow: bool,
    /// Zones.
    pub zones: &'a [Zone],
    /// Their polygons.
    pub shapes: &'a [ZoneShape],
    /// Settlements touched or near.
    pub settlements: &'a [SettlementExposure],
    /// Places of the user.
    pub receptors: &'a [ReceptorExposure],
    /// Rivers and lakes that may be touched, each with its shape.
    pub waters: Vec<(&'a WaterBody, &'a Water)>,
    /// Limits by substance and medium.
    pub limits: &'a dyn Fn(Substance, SampleMedium) -> Option<crate::assessment::SampleLimit>,
    /// What the model expects in the soil.
    pub soil_values: SoilValues<'a>,
}

/// A point before it has its number.
#[derive(Debug, Clone, PartialEq)]
struct Draft {
    priority: u8,
    role: SampleRole,
    at: Coord<f64>,
    about: Vec<String>,
    media: Vec<SampleMedium>,
    layers: usize,
    values: Vec<SampleValue>,
}

/// The scheme for a result.
///
/// # Errors
/// [`GeodesyError`] where a place cannot be projected.
pub fn plan(facts: &Facts<'_>) -> Result<SamplingPlan, GeodesyError> {
    let drift = drift::Drift::of(facts.winds);
    let outlines = soil::outlines(facts)?;
    let mut drafts = soil::spill(facts);
    drafts.extend(people::settlements(facts)?);
    drafts.extend(people::receptors(facts)?);
    drafts.extend(around::waters(facts)?);
    let near = soil::rays(facts, &drift, &outlines);
    drafts.extend(near);
    drafts.extend(around::background(facts, &drift, &outlines));
    drafts.sort_by_key(|draft| (draft.priority, draft.role));
    let left_out = left_out(&drafts);
    drafts.truncate(rules::POINTS_AT_MOST);
    let points = drafts.into_iter().enumerate().map(|(k, draft)| point(facts, k, draft));
    let points = points.collect::<Result<Vec<_>, _>>()?;
    let centre = facts.plane.centre();
    Ok(SamplingPlan {
        lon: centre.lon,
        lat: centre.lat,
        spill_radius_m: facts.spill_radius_m,
        axis_deg: drift.axis_deg(),
        axis_spread_deg: drift.spread_deg,
        samples: points.iter().map(SamplePoint::samples).sum(),
        points,
        points_at_most: rules::POINTS_AT_MOST,
        left_out,
        standards: rules::STANDARDS.to_vec(),
    })
}

/// What stands behind the last point that is kept, by role.
fn left_out(drafts: &[Draft]) -> Vec<SamplesLeftOut> {
    let mut roles: Vec<SamplesLeftOut> = Vec::new();
    for draft in drafts.iter().skip(rules::POINTS_AT_MOST) {
        match roles.iter_mut().find(|left| left.role == draft.role) {
            Some(left) => left.points += 1,
            None => roles.push(SamplesLeftOut { role: draft.role, points: 1 }),
        }
    }
    roles
}

fn point(facts: &Facts<'_>, index: usize, draft: Draft) -> Result<SamplePoint, GeodesyError> {
    let place = facts.plane.to_lon_lat(draft.at)?;
    let centre = facts.plane.centre();
    let distance_m = centre.distance_m(place);
    let takes = draft.media.iter().map(|medium| SampleTaken {
        medium: *medium,
        depths_cm: if *medium == SampleMedium::Soil {
            facts.layers.iter().take(draft.layers).map(|layer| layer.depth_cm).collect()
        } else {
            Vec::new()
        },
        analytes: rules::analytes(&facts.loaded, *medium),
    });
    Ok(SamplePoint {
        id: format!("P{:02}", index + 1),
        priority: draft.priority,
        role: draft.role,
        place,
        distance_m,
        // At the middle itself the direction is rounding.
        azimuth_deg: if distance_m < 0.01 { 0.0 } else { centre.azimuth_deg(place) },
        about: draft.about,
        takes: takes.collect(),
        values: draft.values,
    })
}

/// Polygons of one zone of soil about the place of impact, in the plane.
struct SoilOutline {
    zone: String,
    median: MultiPolygon<f64>,
    widest: MultiPolygon<f64>,
}
