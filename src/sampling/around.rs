//! Rivers and lakes, and the background.

use geo::line_measures::InterpolateLine;
use geo::{Closest, ClosestPoint, Coord, Euclidean, Length, LineLocatePoint, LineString, Point};

use super::drift::Drift;
use super::rules::{ALONG_RIVER_M, BACKGROUND_BEYOND, BACKGROUND_FROM_M, LAYERS_ELSEWHERE, WATERS_AT_MOST};
use super::soil::{at, reach_m};
use super::{Draft, Facts, SoilOutline};
use crate::assessment::{SampleLimit, SampleMedium, SampleRole, SampleValue, SampledQuantity, WaterBody};
use crate::geodesy::{GeodesyError, LonLat};
use crate::places::WaterShape;

/// The nearest point of each water that may be touched, and of a river one on each side of it.
pub(super) fn waters(facts: &Facts<'_>) -> Result<Vec<Draft>, GeodesyError> {
    let mut drafts = Vec::new();
    for (body, water) in facts.waters.iter().take(WATERS_AT_MOST) {
        for at in points_of(facts, &water.shape)? {
            drafts.push(Draft {
                priority: 1,
                role: SampleRole::Water,
                at,
                about: vec![body.name.clone()],
                media: vec![SampleMedium::Water],
                layers: 0,
                values: contents(body),
            });
        }
    }
    Ok(drafts)
}

fn points_of(facts: &Facts<'_>, shape: &WaterShape) -> Result<Vec<Coord<f64>>, GeodesyError> {
    let origin = Point::new(0.0, 0.0);
    match shape {
        WaterShape::Lake(polygons) => {
            let closest = facts.plane.polygons_to_plane(polygons)?.closest_point(&origin);
            Ok(found(closest).into_iter().collect())
        }
        WaterShape::River(lines) => {
            let to_plane = |line: &LineString<f64>| {
                let corners = line.coords().map(|c| facts.plane.to_plane(LonLat::new(c.x, c.y)));
                corners.collect::<Result<Vec<_>, _>>().map(LineString)
            };
            let lines = lines.iter().map(to_plane).collect::<Result<Vec<_>, _>>()?;
            let distance =
                |line: &LineString<f64>| found(line.closest_point(&origin)).map_or(f64::INFINITY, |c| c.x.hypot(c.y));
            let nearest = lines.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)));
            Ok(nearest.map(along).unwrap_or_default())
        }
    }
}

/// The point of a line nearest to the middle, and those at a distance along it on both sides, where the line has them.
fn along(line: &LineString<f64>) -> Vec<Coord<f64>> {
    let length_m = Euclidean.length(line);
    let Some(share) = line.line_locate_point(&Point::new(0.0, 0.0)) else { return Vec::new() };
    [0.0, -ALONG_RIVER_M, ALONG_RIVER_M]
        .into_iter()
        .map(|aside| share * length_m + aside)
        .filter(|position| (0.0..=length_m).contains(position))
        .filter_map(|position| Euclidean.point_at_distance_from_start(line, position))
        .map(Coord::from)
        .collect()
}

fn found(closest: Closest<f64>) -> Option<Coord<f64>> {
    match closest {
        Closest::Intersection(point) | Closest::SinglePoint(point) => Some(point.into()),
        Closest::Indeterminate => None,
    }
}

fn contents(body: &WaterBody) -> Vec<SampleValue> {
    let value = |content: &crate::assessment::WaterContent| SampleValue {
        substance: content.substance.clone(),
        medium: SampleMedium::Water,
        depth_cm: None,
        quantity: SampledQuantity::WaterMixed,
        unit: "mg/L",
        modelled: content.mixed_mg_l,
        limit: Some(SampleLimit { id: content.id.clone(), value: content.limit_mg_l }),
    };
    body.contents.iter().map(value).collect()
}

/// Three points up the wind, beyond every zone of soil; without an axis in three directions all around.
pub(super) fn background(facts: &Facts<'_>, drift: &Drift, outlines: &[SoilOutline]) -> Vec<Draft> {
    let directions = match drift.axis_deg() {
        Some(axis_deg) => [axis_deg + 180.0, axis_deg + 135.0, axis_deg + 225.0],
        None => [0.0, 120.0, 240.0],
    };
    let draft = |azimuth_deg: f64| {
        let reach_m = outlines.iter().map(|outline| reach_m(&outline.widest, azimuth_deg)).fold(0.0, f64::max);
        let at = at((BACKGROUND_BEYOND * reach_m).max(BACKGROUND_FROM_M), azimuth_deg);
        let plants = if facts.snow { SampleMedium::Snow } else { SampleMedium::Vegetation };
        Draft {
            priority: 2,
            role: SampleRole::Background,
            at,
            about: Vec::new(),
            media: vec![SampleMedium::Soil, plants],
            layers: LAYERS_ELSEWHERE,
            values: (facts.soil_values)(at),
        }
    };
    directions.into_iter().map(draft).collect()
}
