//! The spill, the rays about it and the outlines of the zones of soil.

use geo::line_intersection::{LineIntersection, line_intersection};
use geo::{Coord, Line, MultiPolygon};

use super::drift::Drift;
use super::rules::{
    AIR_WITHIN_M, CIRCLES_M, EIGHT_DIRECTIONS_FROM_M, FLANK_DEG, LAYERS_ELSEWHERE, LAYERS_IN_THE_MIDDLE,
    LAYERS_ON_THE_RIM, REACH_AT_LEAST_M, RIM_AT_LEAST_M, SAME_PLACE_M, SAME_PLACE_SHARE,
};
use super::{Draft, Facts, SoilOutline};
use crate::assessment::{SampleMedium, SampleRole, SampleValue, SampledQuantity};
use crate::geodesy::GeodesyError;
use crate::substance::Substance;
use crate::threshold::Medium;

/// Length of a ray that leaves every zone, m.
const FAR_M: f64 = 1e6;

/// The point at a distance and direction (clockwise from north) from the middle.
pub(super) fn at(distance_m: f64, azimuth_deg: f64) -> Coord<f64> {
    let (east, north) = azimuth_deg.to_radians().sin_cos();
    Coord { x: distance_m * east, y: distance_m * north }
}

/// Zones of soil of the first day, each with its median and its widest outline.
pub(super) fn outlines(facts: &Facts<'_>) -> Result<Vec<SoilOutline>, GeodesyError> {
    let mut outlines = Vec::new();
    for shape in facts.shapes {
        let Some(zone) = facts.zones.get(shape.zone) else { continue };
        if zone.medium != Medium::Soil || zone.day.is_some_and(|day| day > 1) {
            continue;
        }
        let contour = |share: f64| shape.about_impact.iter().find(|(p, _)| *p == share).map(|(_, polygons)| polygons);
        let in_plane = |share: f64| match contour(share) {
            Some(polygons) => facts.plane.polygons_to_plane(polygons),
            None => Ok(MultiPolygon(Vec::new())),
        };
        outlines.push(SoilOutline { zone: zone.id.clone(), median: in_plane(0.50)?, widest: in_plane(0.05)? });
    }
    Ok(outlines)
}

/// Furthest point of polygons on a ray from the middle, m; 0 where the ray meets none.
pub(super) fn reach_m(polygons: &MultiPolygon<f64>, azimuth_deg: f64) -> f64 {
    let ray = Line::new(Coord { x: 0.0, y: 0.0 }, at(FAR_M, azimuth_deg));
    let met = |edge: Line<f64>| match line_intersection(ray, edge) {
        Some(LineIntersection::SinglePoint { intersection, .. }) => intersection.x.hypot(intersection.y),
        Some(LineIntersection::Collinear { intersection }) => {
            [intersection.start, intersection.end].map(|c| c.x.hypot(c.y)).into_iter().fold(0.0, f64::max)
        }
        None => 0.0,
    };
    polygons.iter().flat_map(|polygon| polygon.exterior().lines()).map(met).fold(0.0, f64::max)
}

/// What is taken of the ground.
fn ground(facts: &Facts<'_>, distance_m: f64, plants: bool) -> Vec<SampleMedium> {
    let mut media = vec![SampleMedium::Soil];
    // Under snow there are no plants to take, and what fell lies in it.
    media.extend(if facts.snow { Some(SampleMedium::Snow) } else { plants.then_some(SampleMedium::Vegetation) });
    media.extend((distance_m <= AIR_WITHIN_M).then_some(SampleMedium::Air));
    media
}

/// The middle of the spill and its rim.
pub(super) fn spill(facts: &Facts<'_>) -> Vec<Draft> {
    let middle = Draft {
        priority: 1,
        role: SampleRole::Centre,
        at: at(0.0, 0.0),
        about: Vec::new(),
        media: ground(facts, 0.0, false),
        layers: LAYERS_IN_THE_MIDDLE,
        values: layer_values(facts),
    };
    let Some(radius_m) = facts.spill_radius_m else { return vec![middle] };
    let radius_m = radius_m.max(RIM_AT_LEAST_M);
    let directions = if radius_m >= EIGHT_DIRECTIONS_FROM_M { 8 } else { 4 };
    let rim = (0..directions).map(|k| {
        let at = at(radius_m, f64::from(k) * 360.0 / f64::from(directions));
        Draft {
            priority: 1,
            role: SampleRole::Rim,
            at,
            about: Vec::new(),
            // Air is taken once, in the middle.
            media: ground(facts, f64::INFINITY, false),
            layers: LAYERS_ON_THE_RIM,
            values: (facts.soil_values)(at),
        }
    });
    std::iter::once(middle).chain(rim).collect()
}

fn layer_values(facts: &Facts<'_>) -> Vec<SampleValue> {
    if !facts.loaded.contains(&Substance::Udmh) {
        return (facts.soil_values)(at(0.0, 0.0));
    }
    let value = |substance: Substance, depth_cm, modelled| SampleValue {
        substance: substance.id().to_owned(),
        medium: SampleMedium::Soil,
        depth_cm: Some(depth_cm),
        quantity: SampledQuantity::LayerContent,
        unit: "mg/kg",
        modelled,
        limit: (facts.limits)(substance, SampleMedium::Soil),
    };
    let both = facts.layers.iter().flat_map(|layer| {
        [
            value(Substance::Udmh, layer.depth_cm, layer.udmh_mg_kg),
            value(Substance::Ndma, layer.depth_cm, layer.ndma_mg_kg),
        ]
    });
    both.collect()
}

/// The outlines of the zones in four directions, the circles along the axis, and those beside it. Without an axis the
/// circles are sampled in eight directions, the outer ones in four.
pub(super) fn rays(facts: &Facts<'_>, drift: &Drift, outlines: &[SoilOutline]) -> Vec<Draft> {
    let axis_deg = drift.axis_deg();
    let first_deg = axis_deg.unwrap_or(0.0);
    let rim_m = facts.spill_radius_m.map_or(0.0, |radius_m| radius_m.max(RIM_AT_LEAST_M));
    let mut drafts: Vec<Draft> = Vec::new();
    for outline in outlines {
        for quarter in 0..4 {
            let azimuth_deg = first_deg + 90.0 * f64::from(quarter);
            let distance_m = reach_m(&outline.median, azimuth_deg);
            if distance_m > rim_m.max(SAME_PLACE_M) {
                add(facts, &mut drafts, SampleRole::Boundary, at(distance_m, azimuth_deg), Some(&outline.zone));
            }
        }
    }
    let furthest = |azimuth_deg: f64| outlines.iter().map(|o| reach_m(&o.widest, azimuth_deg)).fold(0.0, f64::max);
    let circles = |azimuth_deg: f64| {
        let reach_m = furthest(azimuth_deg).max(REACH_AT_LEAST_M);
        CIRCLES_M.into_iter().filter(move |circle| *circle > 1.2 * rim_m && *circle <= 1.2 * reach_m)
    };
    match axis_deg {
        Some(axis_deg) => {
            for circle in circles(axis_deg) {
                add(facts, &mut drafts, SampleRole::Axis, at(circle, axis_deg), None);
            }
            let aside = drift.spread_deg.clamp(FLANK_DEG.0, FLANK_DEG.1);
            for azimuth_deg in [axis_deg - aside, axis_deg + aside] {
                for circle in circles(azimuth_deg).skip(1).step_by(2) {
                    add(facts, &mut drafts, SampleRole::Flank, at(circle, azimuth_deg), None);
                }
            }
        }
        None => {
            for eighth in 0..8 {
                let azimuth_deg = 45.0 * f64::from(eighth);
                for (k, circle) in circles(azimuth_deg).step_by(2).enumerate() {
                    let role = if k % 2 == 0 { SampleRole::Axis } else { SampleRole::Flank };
                    if k < 2 || eighth % 2 == 0 {
                        add(facts, &mut drafts, role, at(circle, azimuth_deg), None);
                    }
                }
            }
        }
    }
    drafts
}

/// Adds a point, or its zone to the point that already stands there.
fn add(facts: &Facts<'_>, drafts: &mut Vec<Draft>, role: SampleRole, at: Coord<f64>, zone: Option<&str>) {
    let distance_m = at.x.hypot(at.y);
    let apart_m = (SAME_PLACE_SHARE * distance_m).max(SAME_PLACE_M);
    let near = |draft: &&mut Draft| (draft.at.x - at.x).hypot(draft.at.y - at.y) < apart_m;
    if let Some(there) = drafts.iter_mut().find(near) {
        there.about.extend(zone.map(str::to_owned));
        return;
    }
    drafts.push(Draft {
        priority: if role == SampleRole::Flank { 3 } else { 2 },
        role,
        at,
        about: zone.map(str::to_owned).into_iter().collect(),
        media: ground(facts, if role == SampleRole::Axis { distance_m } else { f64::INFINITY }, true),
        layers: LAYERS_ELSEWHERE,
        values: (facts.soil_values)(at),
    });
}
