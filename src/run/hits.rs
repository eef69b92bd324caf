//! The places that a piece may strike, as targets in the local plane, and how probably it does.

use std::collections::BTreeMap;

use geo::{LineString, MultiPolygon, Rect};
use rayon::prelude::*;

use crate::assessment::{Hit, HitMethod};
use crate::footprint::strike::{Scatter, Strike};
use crate::footprint::target::Target;
use crate::geodesy::{GeodesyError, LocalPlane, LonLat};
use crate::input::Inputs;
use crate::places::{NamedArea, NamedLine, PlaceKind};

/// Least radius of the circle that stands for a settlement, m. Assumed: the data have points, not outlines.
pub const SETTLEMENT_RADIUS_MIN_M: f64 = 1_000.0;

/// People per km2 of a built-up area, from whom the radius of a larger settlement follows. Assumed: towns and villages
/// of the steppe have 500 to 3000.
pub const SETTLEMENT_DENSITY_PER_KM2: f64 = 1_000.0;

/// Half width of the strip that stands for a river, m. Assumed: its water, its banks and what runs off into it.
pub const RIVER_HALF_WIDTH_M: f64 = 500.0;

/// Least probability that is listed.
const LISTED_FROM: f64 = 1e-6;

struct Place {
    kind: PlaceKind,
    id: String,
    name: String,
    reach_m: Option<f64>,
    target: Target,
}

/// Every place that a piece may strike with at least one in a million, the likeliest first.
pub(super) fn hits(inputs: &Inputs, scatter: &Scatter, plane: &LocalPlane) -> Result<Vec<Hit>, GeodesyError> {
    let bounds = scatter.bounds();
    let mut places = areas(inputs, plane)?;
    places.extend(settlements(inputs, plane)?);
    places.extend(rivers(&inputs.base_map.rivers, plane)?);
    places.retain(|place| bounds.is_some_and(|bounds| meet(bounds, place.target.bounds())));
    let mut hits: Vec<Hit> = places
        .par_iter()
        .map(|place| hit(place, scatter.strike(&place.target)))
        .filter(|hit| hit.probability_any >= LISTED_FROM)
        .collect();
    hits.sort_by(|a, b| {
        let by_probability = b.probability_any.total_cmp(&a.probability_any);
        by_probability
            .then(b.probability_main.total_cmp(&a.probability_main))
            .then(a.kind.cmp(&b.kind))
            .then_with(|| a.id.cmp(&b.id))
    });
    Ok(hits)
}

fn hit(place: &Place, strike: Strike) -> Hit {
    Hit {
        kind: place.kind,
        id: place.id.clone(),
        name: place.name.clone(),
        reach_m: place.reach_m,
        probability_main: strike.main.probability,
        standard_error_main: strike.main.standard_error,
        probability_any: strike.any.probability,
        standard_error: strike.any.standard_error,
        method: if strike.any.counted { HitMethod::Count } else { HitMethod::Density },
        expected_pieces: strike.expected_pieces,
    }
}

fn meet(a: Rect<f64>, b: Rect<f64>) -> bool {
    a.min().x <= b.max().x && b.min().x <= a.max().x && a.min().y <= b.max().y && b.min().y <= a.max().y
}

/// Drop zones, lakes, regions and the lease.
fn areas(inputs: &Inputs, plane: &LocalPlane) -> Result<Vec<Place>, GeodesyError> {
    let mut outlines: Vec<(PlaceKind, String, String, MultiPolygon<f64>)> = inputs
        .drop_zones
        .iter()
        .map(|zone| (PlaceKind::DropZone, zone.id.clone(), zone.name.en.clone(), zone.outline.clone()))
        .collect();
    outlines.extend(by_name(&inputs.base_map.lakes, PlaceKind::Water, "lake"));
    outlines.extend(by_name(&inputs.base_map.regions, PlaceKind::Region, "region"));
    outlines.push((PlaceKind::Lease, "lease".into(), "Lease of the cosmodrome".into(), inputs.lease.outline.clone()));
    let mut places = Vec::new();
    for (kind, id, name, outline) in outlines {
        let target = Target::area(plane.polygons_to_plane(&outline)?);
        places.extend(target.map(|target| Place { kind, id, name, reach_m: None, target }));
    }
    Ok(places)
}

/// Areas of one name together; those without a name stay apart, with their middle as id.
fn by_name(areas: &[NamedArea], kind: PlaceKind, word: &str) -> Vec<(PlaceKind, String, String, MultiPolygon<f64>)> {
    let mut named: BTreeMap<&str, Vec<geo::Polygon<f64>>> = BTreeMap::new();
    let mut places = Vec::new();
    for area in areas {
        if area.name.en.is_empty() {
            let middle = geo::Centroid::centroid(&area.outline);
            let id = middle.map_or_else(String::new, |c| format!("{:.3},{:.3}", c.x(), c.y()));
            places.push((kind, id, format!("{word} without a name"), area.outline.clone().into()));
        } else {
            named.entry(&area.name.en).or_default().push(area.outline.clone());
        }
    }
    places.extend(
        named.into_iter().map(|(name, polygons)| (kind, name.to_owned(), name.to_owned(), MultiPolygon(polygons))),
    );
    places
}

/// Circles about the points of the settlements: of the area that their people need, but at least 1 km in radius.
fn settlements(inputs: &Inputs, plane: &LocalPlane) -> Result<Vec<Place>, GeodesyError> {
    let circle = |settlement: &crate::population::Settlement| {
        let LonLat { lon, lat } = settlement.position;
        let reach_m = settlement_radius_m(settlement.people);
        Ok(Place {
            kind: PlaceKind::Settlement,
            id: format!("{lon:.4},{lat:.4}"),
            name: settlement.name.en.clone(),
            reach_m: Some(reach_m),
            target: Target::circle(plane.to_plane(settlement.position)?, reach_m),
        })
    };
    inputs.population.settlements.iter().map(circle).collect()
}

fn settlement_radius_m(people: Option<f64>) -> f64 {
    let area_km2 = people.unwrap_or(0.0) / SETTLEMENT_DENSITY_PER_KM2;
    (1e3 * (area_km2 / std::f64::consts::PI).sqrt()).max(SETTLEMENT_RADIUS_MIN_M)
}

/// Rivers as strips; the lines of one name together.
fn rivers(rivers: &[NamedLine], plane: &LocalPlane) -> Result<Vec<Place>, GeodesyError> {
    let mut by_name: BTreeMap<&str, Vec<LineString<f64>>> = BTreeMap::new();
    for river in rivers {
        let line: Vec<_> =
            river.line.coords().map(|c| plane.to_plane(LonLat::new(c.x, c.y))).collect::<Result<_, _>>()?;
        by_name.entry(&river.name.en).or_default().push(LineString(line));
    }
    let strip = |(name, lines): (&str, Vec<LineString<f64>>)| {
        let shown = if name.is_empty() { "rivers without a name" } else { name };
        Some(Place {
            kind: PlaceKind::Water,
            id: format!("river {shown}"),
            name: shown.to_owned(),
            reach_m: Some(RIVER_HALF_WIDTH_M),
            target: Target::strip(lines, RIVER_HALF_WIDTH_M)?,
        })
    };
    Ok(by_name.into_iter().filter_map(strip).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 9000 people on 9 km2 have a radius of 1.69 km; a village without a figure has the least.
    #[test]
    fn the_radius_grows_with_the_people() {
        assert!((settlement_radius_m(Some(9_000.0)) - 1_692.6).abs() < 0.1);
        assert_eq!(settlement_radius_m(Some(200.0)), SETTLEMENT_RADIUS_MIN_M);
        assert_eq!(settlement_radius_m(None), SETTLEMENT_RADIUS_MIN_M);
    }
}
