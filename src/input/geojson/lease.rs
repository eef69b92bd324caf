//! The lease: one or more polygons near the cosmodrome.

use geo::CoordsIter;
use serde_json::Value;

use super::validity::near_kazakhstan;
use super::{Check, Place, polygons_of, shapes};
use crate::geodesy::geodesic_area_m2;
use crate::input::error::InputError;
use crate::input::source::Loaded;
use crate::places::Lease;
use crate::units::km2_from_m2;

/// The lease in a file with one or more polygons.
///
/// # Errors
/// [`InputError::Json`] and [`InputError::Geo`]; also where the outline is far from Kazakhstan.
pub fn lease(loaded: &Loaded) -> Result<Lease, InputError> {
    let shapes = shapes(loaded, &["Polygon", "MultiPolygon"], Check::Computed)?;
    let outline = polygons_of(&shapes)?;
    if let Some(at) = outline.coords_iter().find(|at| !near_kazakhstan(*at)) {
        return Err(Place::new(&loaded.file.path, "the outline").refuse(
            format!("the vertex [{}, {}] is far from Kazakhstan", at.x, at.y),
            "check the coordinate system: WGS 84 longitude and latitude are expected",
        ));
    }
    let area_km2 = km2_from_m2(geodesic_area_m2(&outline));
    let derived = shapes.iter().any(|shape| shape.properties.get("derived") == Some(&Value::Bool(true)));
    Ok(Lease { outline, area_km2, source: format!("{}: {}", loaded.file.path, loaded.file.source), derived })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::bundled;
    use crate::input::csv_table::tests::loaded;

    fn refusal(text: &str) -> String {
        lease(&loaded("lease.geojson", text)).expect_err("refused").to_string()
    }

    fn polygon(ring: &str) -> String {
        format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"name":"L"}},"geometry":{{"type":"Polygon","coordinates":[[{ring}]]}}}}]}}"#
        )
    }

    /// The outline scaled to the treaty has 6717.0 km2, the one before scaling 6501.5 km2.
    #[test]
    fn the_bundled_outlines_have_their_areas() -> Result<(), InputError> {
        let scaled = lease(&loaded("lease.geojson", bundled::LEASE.text))?;
        assert!((scaled.area_km2 - 6717.0).abs() < 0.5, "{}", scaled.area_km2);
        assert!(scaled.derived);
        let raw = lease(&loaded("raw.geojson", bundled::LEASE_NATURAL_EARTH.text))?;
        assert!((raw.area_km2 - 6501.5).abs() < 0.5, "{}", raw.area_km2);
        Ok(())
    }

    /// The same square clockwise and counter-clockwise has the same area.
    #[test]
    fn the_winding_of_a_ring_does_not_matter() -> Result<(), InputError> {
        let one = lease(&loaded("a", &polygon("[63,45],[64,45],[64,46],[63,46],[63,45]")))?;
        let other = lease(&loaded("b", &polygon("[63,45],[63,46],[64,46],[64,45],[63,45]")))?;
        assert!((one.area_km2 - other.area_km2).abs() < 1e-6 && one.area_km2 > 8000.0);
        Ok(())
    }

    #[test]
    fn bad_outlines_are_refused_with_place_and_advice() {
        for (ring, parts) in [
            ("[46,63],[46,64],[47,64],[46,63]", &["look swapped", "feature 1 (\"L\")", "longitude first"][..]),
            ("[63,45],[64,45],[64,46],[63,46]", &["not closed", "ring 1", "repeat the first vertex"][..]),
            ("[63,45],[64,46],[64,45],[63,46],[63,45]", &["crosses itself", "ring 1", "[63.500000, 45.500000]"][..]),
            ("[63,45],[64,\"45\"],[64,46],[63,45]", &["expected two numbers", "vertex 2"][..]),
            ("[63,45],[64,null],[64,46],[63,45]", &["expected two numbers", "vertex 2"][..]),
            ("[63,45],[640000,5100000],[64,46],[63,45]", &["out of range", "vertex 2", "EPSG:4326"][..]),
            ("[63,45],[63,45],[63,45]", &["at least 4 vertices"][..]),
            ("[-63,45],[-62,45],[-62,46],[-63,45]", &["far from Kazakhstan"][..]),
        ] {
            let text = refusal(&polygon(ring));
            for part in parts {
                assert!(text.contains(part), "{ring}: {text}");
            }
        }
    }

    #[test]
    fn files_that_are_no_outline_are_refused() {
        assert!(refusal("{\"type\":\"Polygon\",\n\"coordinates\":[[[63,NaN]]]}").contains("line 2, column"));
        assert!(refusal(r#"{"type":"FeatureCollection","features":[]}"#).contains("found none"));
        assert!(refusal(r#"{"type":"Point","coordinates":[63,46]}"#).contains("expected a geometry of type Polygon"));
        assert!(refusal(r#"{"type":"Feature","properties":null,"geometry":null}"#).contains("found none"));
        assert!(refusal("[]").contains("GeoJSON object"));
    }
}
