//! `zones.geojson`: zones, fall ellipses and impacts for a GIS, as RFC 7946 (WGS 84, right-hand rule).

use geojson::{Feature, FeatureCollection, Geometry, JsonObject};
use serde_json::json;

use super::{OutputError, OutputFile, Writer, json, polygon};
use crate::assessment::{Outcome, Zone, ZoneShape};
use crate::geodesy::LonLat;

/// Name of the file.
const FILE: &str = "zones.geojson";

/// Writer of `zones.geojson`.
pub(super) struct ZonesGeoJson;

impl Writer for ZonesGeoJson {
    fn files(&self, outcome: &Outcome, _before: &[OutputFile]) -> Result<Vec<OutputFile>, OutputError> {
        let mut features = Vec::new();
        for shape in &outcome.shapes {
            if let Some(zone) = outcome.assessment.zones.get(shape.zone) {
                features.extend(zone_features(zone, shape)?);
            }
        }
        features.extend(ellipse_features(outcome)?);
        features.extend(impact_features(outcome));
        features.extend(place_features(outcome));
        let mut collection = FeatureCollection::new(features);
        collection.foreign_members = Some(head(outcome));
        Ok(vec![json::compact_file(FILE, &collection)?])
    }
}

/// What the file is about, beside the features.
fn head(outcome: &Outcome) -> JsonObject {
    object(json!({
        "name": format!("{}: zones", outcome.assessment.scenario),
        "title": outcome.assessment.title,
        "time_utc": outcome.assessment.time_utc,
        "program": concat!("heptyl ", env!("CARGO_PKG_VERSION")),
        "members": outcome.assessment.members,
        "seed": outcome.assessment.seed,
        "credit": outcome.base_map.credit,
    }))
}

/// Contours of one zone: probability (0 to 1) and polygons.
pub(super) type Contours = [(f64, geo::MultiPolygon<f64>)];

/// Frames in which contours of the same zone are given: about a found place of impact, and before it is found.
pub(super) fn frames(shape: &ZoneShape) -> [(&'static str, &Contours); 2] {
    [("about-impact", &shape.about_impact), ("geographic", &shape.geographic)]
}

fn zone_features(zone: &Zone, shape: &ZoneShape) -> Result<Vec<Feature>, OutputError> {
    let mut features = Vec::new();
    for (frame, contours) in frames(shape) {
        for (probability, polygons) in contours.iter().filter(|(_, polygons)| !polygons.0.is_empty()) {
            let polygons = polygon::for_files(&zone.id, polygons)?;
            let mut properties = zone_properties(zone);
            properties.insert("frame".into(), json!(frame));
            properties.insert("probability".into(), json!(probability));
            features.push(feature((&polygons).into(), properties));
        }
    }
    Ok(features)
}

fn zone_properties(zone: &Zone) -> JsonObject {
    object(json!({
        "kind": "zone",
        "id": zone.id,
        "name": zone.name.en,
        "name_ru": zone.name.ru,
        "name_kk": zone.name.kk,
        "medium": zone.medium,
        "substance": zone.substance,
        "quantity": zone.quantity,
        "threshold": zone.threshold,
        "unit": zone.unit,
        "averaging_s": zone.averaging_s,
        "severity": zone.severity,
        "basis": zone.basis,
        "source": zone.source,
        "zone_probability": zone.probability,
        "area_km2_p05": zone.area_km2.p05,
        "area_km2_median": zone.area_km2.median,
        "area_km2_p95": zone.area_km2.p95,
        "population_p05": zone.population.p05,
        "population_median": zone.population.median,
        "population_p95": zone.population.p95,
        "settlements": zone.settlements.join("; "),
    }))
}

fn ellipse_features(outcome: &Outcome) -> Result<Vec<Feature>, OutputError> {
    let ellipse = |(share, polygons): &(f64, geo::MultiPolygon<f64>)| {
        let polygons = polygon::for_files("fall ellipse", polygons)?;
        let properties = json!({ "kind": "fall-ellipse", "medium": "fall", "share_of_impacts": share });
        Ok(feature((&polygons).into(), object(properties)))
    };
    outcome.fall_regions.iter().filter(|(_, polygons)| !polygons.0.is_empty()).map(ellipse).collect()
}

/// One multi-point for each kind of piece: an ensemble of thousands of members stays readable.
fn impact_features(outcome: &Outcome) -> Vec<Feature> {
    kinds_of_impact(outcome)
        .into_iter()
        .map(|(piece, carries_propellant, places)| {
            let points = places.iter().map(|place| [place.lon, place.lat]);
            let properties = json!({
                "kind": "impacts", "medium": "fall", "piece": piece, "carries_propellant": carries_propellant,
                "count": places.len(),
            });
            feature(Geometry::new_multi_point(points), object(properties))
        })
        .collect()
}

/// Impacts by piece and cargo, in the order of first appearance.
pub(super) fn kinds_of_impact(outcome: &Outcome) -> Vec<(&str, bool, Vec<LonLat>)> {
    let mut kinds: Vec<(&str, bool, Vec<LonLat>)> = Vec::new();
    for impact in &outcome.impacts {
        let same =
            |kind: &&mut (&str, bool, Vec<LonLat>)| kind.0 == impact.piece && kind.1 == impact.carries_propellant;
        match kinds.iter_mut().find(same) {
            Some(kind) => kind.2.push(impact.position),
            None => kinds.push((&impact.piece, impact.carries_propellant, vec![impact.position])),
        }
    }
    kinds
}

fn place_features(outcome: &Outcome) -> Vec<Feature> {
    let places = [
        ("likeliest-impact", Some(outcome.centre)),
        ("reported-impact", outcome.reported_place),
        ("pad", Some(outcome.pad)),
    ];
    places
        .into_iter()
        .filter_map(|(kind, place)| {
            let place = place?;
            Some(feature(Geometry::new_point([place.lon, place.lat]), object(json!({ "kind": kind }))))
        })
        .collect()
}

fn feature(geometry: Geometry, properties: JsonObject) -> Feature {
    Feature { geometry: Some(geometry), properties: Some(properties), ..Feature::default() }
}

fn object(value: serde_json::Value) -> JsonObject {
    match value {
        serde_json::Value::Object(map) => map,
        _ => JsonObject::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture;
    use geo::winding_order::Winding;
    use geo::{MultiPolygon, Validation};

    fn collection(outcome: &Outcome) -> FeatureCollection {
        let files = ZonesGeoJson.files(outcome, &[]).expect("writes");
        String::from_utf8(files[0].bytes.clone()).expect("text").parse().expect("GeoJSON")
    }

    #[test]
    fn polygons_are_valid_and_wound_to_the_right_hand() {
        for outcome in [fixture::outcome(), fixture::flight_outcome()] {
            let mut seen = 0;
            for feature in collection(&outcome) {
                let Ok(polygons) = MultiPolygon::<f64>::try_from(feature.geometry.expect("located").value) else {
                    continue;
                };
                assert!(polygons.is_valid());
                assert!(polygons.iter().all(|polygon| polygon.exterior().is_ccw()));
                seen += 1;
            }
            assert!(seen > 10, "{seen}");
        }
    }

    #[test]
    fn every_zone_feature_says_what_it_is() {
        let outcome = fixture::flight_outcome();
        let features = collection(&outcome).features;
        let zones: Vec<_> = features.iter().filter(|f| f.property("kind") == Some(&json!("zone"))).collect();
        let keys = "id medium substance quantity threshold unit averaging_s probability frame area_km2_median \
                    population_p95 basis source severity";
        for zone in &zones {
            assert!(keys.split_whitespace().all(|key| zone.contains_property(key)));
        }
        for frame in ["about-impact", "geographic"] {
            assert!(zones.iter().any(|zone| zone.property("frame") == Some(&json!(frame))), "{frame}");
        }
        // Contours of one zone in one frame: as many as the shape has that are not empty.
        let soil = outcome.assessment.zones.iter().position(|z| z.id == "udmh-mpc-soil").expect("soil zone");
        let shape = outcome.shapes.iter().find(|s| s.zone == soil).expect("shape");
        let expected = shape.about_impact.iter().filter(|(_, p)| !p.0.is_empty()).count();
        let found = |f: &&&Feature| {
            f.property("id") == Some(&json!("udmh-mpc-soil")) && f.property("frame") == Some(&json!("about-impact"))
        };
        assert_eq!(zones.iter().filter(found).count(), expected);
    }

    #[test]
    fn holds_the_fall_and_every_impact() {
        let outcome = fixture::flight_outcome();
        let features = collection(&outcome).features;
        let of_kind =
            |kind: &str| features.iter().filter(|f| f.property("kind") == Some(&json!(kind))).collect::<Vec<_>>();
        assert_eq!(of_kind("fall-ellipse").len(), 3);
        assert_eq!(of_kind("reported-impact").len(), 1);
        let points: u64 = of_kind("impacts").iter().filter_map(|f| f.property("count")?.as_u64()).sum();
        assert_eq!(points, outcome.impacts.len() as u64);
    }
}
