//! Drop zones of the user: polygons with an id or a name.

use geo::MultiPolygon;

use super::validity::polygons_in;
use super::{Check, Shape, shapes};
use crate::geodesy::geodesic_area_m2;
use crate::input::error::InputError;
use crate::input::source::Loaded;
use crate::places::DropZone;
use crate::units::km2_from_m2;

/// The zones of a file; each feature needs a property `id` or `name`.
///
/// # Errors
/// [`InputError::Json`] and [`InputError::Geo`] with feature, ring and vertex.
pub fn zones(loaded: &Loaded) -> Result<Vec<DropZone>, InputError> {
    let shapes = shapes(loaded, &["Polygon", "MultiPolygon"], Check::Computed)?;
    shapes.iter().map(|shape| zone(shape, &loaded.file.path)).collect()
}

fn zone(shape: &Shape, path: &str) -> Result<DropZone, InputError> {
    let mut name = shape.names();
    let id = Some(shape.text("id")).filter(|id| !id.is_empty()).unwrap_or_else(|| name.en.clone());
    if id.is_empty() {
        return Err(shape.place.refuse("the zone has neither \"id\" nor \"name\"", "add one of these properties"));
    }
    if name.en.is_empty() {
        name.en = format!("Zone {id}");
    }
    let outline = MultiPolygon(polygons_in(&shape.geometry));
    let source = Some(shape.text("source")).filter(|source| !source.is_empty()).unwrap_or_else(|| path.to_owned());
    Ok(DropZone {
        id,
        name,
        used_for: shape.text("use"),
        area_km2: Some(km2_from_m2(geodesic_area_m2(&outline))),
        outline,
        source,
        note: shape.text("note"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::csv_table::tests::loaded;

    fn file(properties: &str) -> String {
        format!(
            r#"{{"type":"Feature","properties":{properties},"geometry":{{"type":"Polygon","coordinates":[[[66,47],[67,47],[67,48],[66,47]]]}}}}"#
        )
    }

    #[test]
    fn a_zone_is_named_by_its_properties() -> Result<(), InputError> {
        let read = zones(&loaded("z.geojson", &file(r#"{"id":49,"use":"Soyuz"}"#)))?;
        assert_eq!((read[0].id.as_str(), read[0].name.en.as_str()), ("49", "Zone 49"));
        assert!(read[0].area_km2.is_some_and(|km2| (km2 - 4200.0).abs() < 100.0), "{:?}", read[0].area_km2);
        Ok(())
    }

    #[test]
    fn a_zone_without_a_name_is_refused() {
        let error = zones(&loaded("z.geojson", &file("{}"))).expect_err("nameless").to_string();
        assert!(error.contains("feature 1") && error.contains("\"id\""), "{error}");
    }
}
