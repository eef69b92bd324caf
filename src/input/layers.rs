//! Layers of the user: outlines, settlements, receptors, sampling points, and the population raster.

use std::path::Path;

use geo::{BoundingRect, Contains, Coord, CoordsIter, Geometry, InteriorPoint, MultiPolygon, Point};

use super::error::InputError;
use super::geojson::{Check, Shape, polygons_in, shapes};
use super::load::InputOptions;
use super::people::{OpenRaster, RasterOptions, population_raster};
use super::source::{DataSource, Loaded};
use super::vector::{LayerKind, vector_layer};
use crate::geodesy::{LonLat, geodesic_area_m2};
use crate::provenance::InputFile;
use crate::receptor::{Measured, Receptor, SAMPLE};
use crate::substance::Substance;
use crate::threshold::Medium;
use crate::units::km2_from_m2;

/// Points along each side of the box about an area at which the area is asked.
const LATTICE: u32 = 5;

/// Vertices of its outline that are asked at most.
const VERTICES_MAX: usize = 24;

/// Most receptors of a file: each is asked in every member.
const RECEPTORS_MAX: usize = 20_000;

/// A layer of the user in longitude and latitude.
pub(super) fn own_layer(
    path: &Path,
    role: &str,
    options: &InputOptions,
    kind: LayerKind,
) -> Result<Loaded, InputError> {
    vector_layer(DataSource::File(path.to_path_buf()).read(role)?, options.crs.as_deref(), kind)
}

/// Receptors and sampling points with their files.
pub(super) fn own_receptors(options: &InputOptions) -> Result<(Vec<Receptor>, Vec<InputFile>), InputError> {
    let (mut all, mut files) = (Vec::new(), Vec::new());
    for (path, role, kind) in [(&options.receptors, "receptors", None), (&options.samples, "samples", Some(SAMPLE))] {
        let Some(path) = path else { continue };
        let layer = own_layer(path, role, options, LayerKind::Points)?;
        all.extend(receptors(&layer, kind)?);
        files.push(layer.file);
    }
    Ok((all, files))
}

/// The population raster of the user.
pub(super) fn own_raster(options: &InputOptions) -> Result<Option<OpenRaster>, InputError> {
    let Some(path) = &options.population else { return Ok(None) };
    let raster = RasterOptions {
        path: path.clone(),
        crs: options.crs.clone(),
        unit: options.population_unit,
        year: options.population_year,
    };
    population_raster(&raster).map(Some)
}

/// The receptors of a layer of points and polygons in longitude and latitude. Each needs a property `kind`, unless the
/// kind is told.
///
/// # Errors
/// [`InputError::Json`] and [`InputError::Geo`] with the feature; [`InputError::Geo`] where there are too many.
pub fn receptors(layer: &Loaded, kind: Option<&str>) -> Result<Vec<Receptor>, InputError> {
    let shapes = shapes(layer, &["Point", "Polygon", "MultiPolygon"], Check::Computed)?;
    if let Some(beyond) = shapes.get(RECEPTORS_MAX) {
        return Err(beyond.place.refuse(
            format!("expected at most {RECEPTORS_MAX} receptors, found {}", shapes.len()),
            "cut the layer to the area of the assessment",
        ));
    }
    shapes.iter().map(|shape| receptor(shape, kind)).collect()
}

fn receptor(shape: &Shape, kind: Option<&str>) -> Result<Receptor, InputError> {
    let kind = kind.map_or_else(|| shape.text("kind"), str::to_owned);
    if kind.is_empty() {
        return Err(shape.place.refuse(
            "the receptor has no \"kind\"",
            "add a property or column kind, such as school, hospital, well or grazing",
        ));
    }
    let names = shape.names();
    let name = [names.en, names.ru, names.kk, shape.text("id")].into_iter().find(|name| !name.is_empty());
    let outline = MultiPolygon(polygons_in(&shape.geometry));
    let (points, area_km2) = match &shape.geometry {
        Geometry::Point(point) => (vec![LonLat::new(point.x(), point.y())], None),
        _ => (points_over(&outline), Some(km2_from_m2(geodesic_area_m2(&outline)))),
    };
    if points.is_empty() {
        return Err(shape.place.refuse("the receptor has no area", "delete it or repair its outline"));
    }
    let measured = measured(shape)?;
    Ok(Receptor { name: name.unwrap_or_default(), kind, points, area_km2, measured })
}

/// What a sample holds: the properties `value`, `substance` and `medium`, and `unit` where the file names it. A place
/// without a `value` was not measured.
fn measured(shape: &Shape) -> Result<Option<Measured>, InputError> {
    let value = shape.text("value");
    if value.is_empty() {
        return Ok(None);
    }
    let refuse = |problem: String| shape.place.refuse(problem, "correct the measured value, or delete it");
    let found = value.replace(',', ".").parse::<f64>().ok().filter(|v| v.is_finite() && *v >= 0.0);
    let found = found.ok_or_else(|| refuse(format!("expected a measured \"value\" of 0 or more, found {value:?}")))?;
    let name = shape.text("substance").to_lowercase();
    let substance = Substance::from_id(&name).ok_or_else(|| {
        refuse(format!("expected a \"substance\" such as udmh, ndma, no2 or nitrate, found {name:?}"))
    })?;
    let medium = shape.text("medium").to_lowercase();
    let (medium, unit) = match medium.as_str() {
        "air" => (Medium::Air, "mg/m3"),
        "soil" => (Medium::Soil, "mg/kg"),
        "water" => (Medium::Water, "mg/L"),
        _ => return Err(refuse(format!("expected the \"medium\" air, soil or water, found {medium:?}"))),
    };
    let given = shape.text("unit");
    if !given.is_empty() && !given.eq_ignore_ascii_case(unit) {
        return Err(refuse(format!("expected the unit {unit} of {medium:?}, found {given:?}")));
    }
    Ok(Some(Measured { substance, medium, value: found }))
}

/// A point inside, a lattice over the box of the area, and vertices of its outline.
fn points_over(outline: &MultiPolygon<f64>) -> Vec<LonLat> {
    let inside = outline.interior_point().map(|point| Coord { x: point.x(), y: point.y() });
    let mut points: Vec<Coord<f64>> = inside.into_iter().collect();
    if let Some(bounds) = outline.bounding_rect() {
        for k in 0..LATTICE * LATTICE {
            let share = |k: u32| (f64::from(k) + 0.5) / f64::from(LATTICE);
            let at = Coord {
                x: bounds.min().x + share(k % LATTICE) * bounds.width(),
                y: bounds.min().y + share(k / LATTICE) * bounds.height(),
            };
            points.extend(Some(at).filter(|at| outline.contains(&Point(*at))));
        }
    }
    let every = outline.coords_count().div_ceil(VERTICES_MAX).max(1);
    points.extend(outline.coords_iter().step_by(every));
    points.into_iter().map(|at| LonLat::new(at.x, at.y)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::csv_table::tests::loaded;

    const SCHOOL: &str = "name,kind,lon,lat\nSchool 1,school,75.47,49.41\n";

    #[test]
    fn points_and_areas_are_receptors() -> Result<(), InputError> {
        let layer = vector_layer(loaded("r.csv", SCHOOL), None, LayerKind::Points)?;
        let school = &receptors(&layer, None)?[0];
        assert_eq!((school.name.as_str(), school.kind.as_str(), school.points.len()), ("School 1", "school", 1));
        let text = r#"{"type":"Feature","properties":{"kind":"grazing"},"geometry":{"type":"Polygon","coordinates":[[[66,47],[67,47],[67,48],[66,48],[66,47]]]}}"#;
        let pasture = &receptors(&loaded("r.geojson", text), None)?[0];
        assert!(pasture.area_km2.is_some_and(|km2| (km2 - 8_370.0).abs() < 20.0), "{:?}", pasture.area_km2);
        assert_eq!(pasture.points.len(), 1 + 25 + 5);
        Ok(())
    }

    #[test]
    fn a_sample_may_hold_what_was_measured() -> Result<(), InputError> {
        let sample = |row: &str| -> Result<Option<Measured>, InputError> {
            let text = format!("name,lon,lat,value,substance,medium,unit\n{row}\n");
            let layer = vector_layer(loaded("s.csv", &text), None, LayerKind::Points)?;
            Ok(receptors(&layer, Some(SAMPLE))?[0].measured)
        };
        let found = Measured { substance: Substance::Udmh, medium: Medium::Soil, value: 12.6 };
        assert_eq!(sample("P-1,75.47,49.41,12.6,udmh,soil,mg/kg")?, Some(found));
        assert_eq!(sample("P-1,75.47,49.41,,,,")?, None);
        for (row, said) in [
            ("P-1,75.47,49.41,-1,udmh,soil,", "measured \"value\" of 0 or more"),
            ("P-1,75.47,49.41,1,sand,soil,", "\"substance\" such as udmh"),
            ("P-1,75.47,49.41,1,udmh,snow,", "\"medium\" air, soil or water"),
            ("P-1,75.47,49.41,1,udmh,soil,g/kg", "unit mg/kg"),
        ] {
            let error = sample(row).expect_err(row).to_string();
            assert!(error.contains(said) && error.contains("feature 1"), "{error}");
        }
        Ok(())
    }

    #[test]
    fn a_receptor_needs_a_kind_and_a_sample_has_one() -> Result<(), InputError> {
        let text = SCHOOL.replace("kind", "note");
        let layer = vector_layer(loaded("r.csv", &text), None, LayerKind::Points)?;
        let error = receptors(&layer, None).expect_err("no kind").to_string();
        assert!(error.contains("feature 1 (\"School 1\")") && error.contains("\"kind\""), "{error}");
        assert_eq!(receptors(&layer, Some(SAMPLE))?[0].kind, "sample");
        Ok(())
    }
}
