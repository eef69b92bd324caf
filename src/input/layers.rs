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
use crate::receptor::{Receptor, SAMPLE};
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
    Ok(Receptor { name: name.unwrap_or_default(), kind, points, area_km2 })
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
    fn a_receptor_needs_a_kind_and_a_sample_has_one() -> Result<(), InputError> {
        let text = SCHOOL.replace("kind", "note");
        let layer = vector_layer(loaded("r.csv", &text), None, LayerKind::Points)?;
        let error = receptors(&layer, None).expect_err("no kind").to_string();
        assert!(error.contains("feature 1 (\"School 1\")") && error.contains("\"kind\""), "{error}");
        assert_eq!(receptors(&layer, Some(SAMPLE))?[0].kind, "sample");
        Ok(())
    }
}
