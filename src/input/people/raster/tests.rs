//! Synthetic rasters with known answers, in the layouts and number types of the makers.

use std::path::Path;

use geo::{LineString, Polygon};
use geotiff_writer::{Compression, GeoKeyValue, GeoTiffBuilder, NumericSample};
use ndarray::Array2;
use tempfile::TempDir;

use super::*;
use crate::geodesy::LonLat;
use crate::population::people_inside;

/// PCSCitationGeoKey and ProjectedCRSGeoKey (OGC GeoTIFF 1.1).
const KEY_PCS_CITATION: u16 = 3073;
const KEY_PROJECTED_CRS: u16 = 3072;
const USER_DEFINED: u16 = 32_767;

const ROWS: usize = 180;
const COLUMNS: usize = 240;
const STEP_DEG: f64 = 0.0083;

fn options(path: &Path) -> RasterOptions {
    RasterOptions { path: path.to_owned(), ..RasterOptions::default() }
}

/// A plain grid of 240 by 180 cells with its corner at 66 E 48 N.
fn degrees() -> GeoTiffBuilder {
    GeoTiffBuilder::new(COLUMNS as u32, ROWS as u32)
        .geographic_epsg(4326)
        .origin(66.0, 48.0)
        .pixel_scale(STEP_DEG, STEP_DEG)
}

/// People that rise by column and row, so that a shift by one cell shows.
fn people(row: usize, column: usize) -> f64 {
    ((3 * row + 5 * column) % 120) as f64
}

fn written<T: NumericSample>(folder: &TempDir, builder: GeoTiffBuilder, value: impl Fn(f64) -> T) -> PathBuf {
    let values = Array2::from_shape_fn((ROWS, COLUMNS), |(row, column)| value(people(row, column)));
    let path = folder.path().join("people_2015.tif");
    builder.write_2d(&path, values.view()).expect("written");
    path
}

/// A polygon that cuts cells on all sides, with a hole.
fn cutting() -> MultiPolygon<f64> {
    let ring = |points: &[(f64, f64)]| LineString::from(points.to_vec());
    let outer = [
        (66.1031, 46.8107),
        (67.6119, 46.7013),
        (67.7303, 47.6517),
        (66.9001, 47.3009),
        (66.2207, 47.8111),
        (66.1031, 46.8107),
    ];
    let hole = [(66.7003, 47.0101), (67.1007, 47.0509), (66.9503, 47.2203), (66.7003, 47.0101)];
    Polygon::new(ring(&outer), vec![ring(&hole)]).into()
}

/// The known answer: each cell as a polygon, cut with the zone by another algorithm (boolean operations).
fn known(zone: &MultiPolygon<f64>) -> f64 {
    use geo::{Area, BooleanOps};
    let mut sum = 0.0;
    for row in 0..ROWS {
        for column in 0..COLUMNS {
            let (w, n) = (66.0 + column as f64 * STEP_DEG, 48.0 - row as f64 * STEP_DEG);
            let (e, s) = (w + STEP_DEG, n - STEP_DEG);
            let cell = polygon![(x: w, y: s), (x: e, y: s), (x: e, y: n), (x: w, y: n)];
            let inside = zone.intersection(&cell).unsigned_area();
            sum += people(row, column) * inside / (STEP_DEG * STEP_DEG);
        }
    }
    sum
}

fn counted(path: &Path) -> f64 {
    let open = population_raster(&options(path)).expect("opens");
    people_inside(&*open.raster.cells, &cutting()).expect("counted").people
}

/// Strips and tiles, deflate and LZW, 32- and 64-bit floats and integers: 0.1 % is asked, 0.0001 % is reached.
#[test]
fn every_layout_gives_the_known_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let known = known(&cutting());
    let near = |path: &Path, what: &str| {
        let found = counted(path);
        assert!((found / known - 1.0).abs() < 1e-6, "{what}: {found} {known}");
    };
    near(&written(&folder, degrees(), |v| v as f32), "stripped");
    near(&written(&folder, degrees().compression(Compression::Deflate).tile_size(64, 64), |v| v as f32), "tiled");
    near(&written(&folder, degrees().compression(Compression::Lzw), |v| v), "LZW, f64");
    near(&written(&folder, degrees().compression(Compression::Deflate), |v| v as i32), "i32");
    near(&written(&folder, degrees().compression(Compression::Lzw).tile_size(32, 48), |v| v as u16), "u16");
}

/// Density: each cell holds its people over its own area, so that the sum is that of the counts.
#[test]
fn densities_give_the_same_people() {
    let folder = tempfile::tempdir().expect("a folder");
    let frame = population_raster(&options(&written(&folder, degrees(), |v| v as f32))).expect("opens");
    let frame = frame.raster.cells.frame().clone();
    let values = Array2::from_shape_fn((ROWS, COLUMNS), |(row, column)| {
        let corner = |x: usize, y: usize| frame.at(x as f64, y as f64);
        let (nw, se) = (corner(column, row), corner(column + 1, row + 1));
        let cell = polygon![(x: nw.x, y: se.y), (x: se.x, y: se.y), (x: se.x, y: nw.y), (x: nw.x, y: nw.y)];
        people(row, column) / km2_from_m2(geodesic_area_m2(&cell.into()))
    });
    let path = folder.path().join("gpw_v4_population_density_rev11_2015_30_sec.tif");
    degrees().write_2d(&path, values.view()).expect("written");
    let (found, known) = (counted(&path), known(&cutting()));
    assert!((found / known - 1.0).abs() < 1e-5, "{found} {known}");
    let told = RasterOptions { unit: Some(RasterUnit::People), ..options(&path) };
    let as_counts = population_raster(&told).expect("opens");
    let as_counts = people_inside(&*as_counts.raster.cells, &cutting()).expect("counted").people;
    assert!(as_counts > 1.2 * known, "{as_counts}");
}

/// GHS-POP: Mollweide without a code, named in the citation only; 1 km cells with 2 people each hold 2 people per km2
/// of the ellipsoid within 0.1 % (the sphere of ESRI:54009 is 0.2 % larger than the ellipsoid: the cells are what
/// counts).
#[test]
fn mollweide_by_its_citation() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("GHS_POP_E2015_GLOBE_R2023A_54009_1000.tif");
    let system = CoordinateSystem::new("ESRI:54009").expect("known");
    let corner = system.from_lon_lat(LonLat::new(66.0, 48.0)).expect("projects");
    let (x, y) = ((corner.x / 1e3).floor() * 1e3, (corner.y / 1e3).ceil() * 1e3);
    GeoTiffBuilder::new(COLUMNS as u32, ROWS as u32)
        .projected_epsg(USER_DEFINED)
        .geokey(KEY_PROJECTED_CRS, GeoKeyValue::Short(USER_DEFINED))
        .geokey(KEY_PCS_CITATION, GeoKeyValue::Ascii("World_Mollweide".into()))
        .origin(x, y)
        .pixel_scale(1_000.0, 1_000.0)
        .nodata("-200")
        .write_2d(&path, Array2::from_elem((ROWS, COLUMNS), 2.0_f64).view())
        .expect("written");
    let open = population_raster(&options(&path)).expect("opens");
    assert_eq!((open.raster.year, open.raster.cells.frame().crs.as_str()), (Some(2015), "ESRI:54009"));
    // The outline in the plane of the raster, with short edges, has its people by area there.
    let zone = geo::Rect::new(Coord { x: x + 20_300.0, y: y - 120_450.0 }, Coord { x: x + 99_750.0, y: y - 33_100.0 });
    let ring: Vec<Coord<f64>> = geo::Densify::densify(&geo::Euclidean, &zone.to_polygon(), 500.0)
        .exterior()
        .coords()
        .map(|at| system.to_lon_lat(*at).map(|p| Coord { x: p.lon, y: p.lat }).expect("a place"))
        .collect();
    let people =
        people_inside(&*open.raster.cells, &Polygon::new(LineString(ring), Vec::new()).into()).expect("counted").people;
    let known = 2.0 * 79.45 * 87.35;
    assert!((people / known - 1.0).abs() < 1e-5, "{people} {known}");
}

#[test]
fn no_data_and_negative_values_are_nobody() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("p.tif");
    let values = Array2::from_shape_fn((ROWS, COLUMNS), |(row, column)| match (row + column) % 4 {
        0 => -9_999.0_f32,
        1 => -1.0,
        2 => f32::NAN,
        _ => 8.0,
    });
    degrees().nodata("-9999").write_2d(&path, values.view()).expect("written");
    let open = population_raster(&options(&path)).expect("opens");
    let counted = people_inside(&*open.raster.cells, &cutting()).expect("counted");
    let cells = geo::Area::unsigned_area(&cutting()) / (STEP_DEG * STEP_DEG);
    assert!((counted.people / (2.0 * cells) - 1.0).abs() < 0.01 && (counted.known - 0.25).abs() < 0.01, "{counted:?}");
    assert!(open.about.contains("year not known") && open.about.contains("EPSG:4326"), "{}", open.about);
}

#[test]
fn files_that_are_no_population_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("p.tif");
    let told = |bytes: &[u8]| {
        std::fs::write(&path, bytes).expect("written");
        population_raster(&options(&path)).expect_err("refused").to_string()
    };
    assert!(told(b"").contains("fewer than 4 bytes"));
    assert!(told(b"PK\x03\x04....").contains("unpack it"));
    assert!(told(b"\x89HDF\r\n").contains("gdal_translate"));
    assert!(told(b"name,lon,lat\n").contains("--settlements"));
    assert!(told(b"II*\0\x08\0\0\0").contains("not a readable GeoTIFF"));
    let error = population_raster(&options(Path::new("no-such.tif"))).expect_err("missing").to_string();
    assert!(error.contains("there is no such file"), "{error}");
    let error = population_raster(&options(folder.path())).expect_err("a folder").to_string();
    assert!(error.contains("it is a folder"), "{error}");
    GeoTiffBuilder::new(4, 4)
        .origin(66.0, 48.0)
        .pixel_scale(0.1, 0.1)
        .write_2d(&path, Array2::from_elem((4, 4), 1.0_f32).view())
        .expect("written");
    let error = population_raster(&options(&path)).expect_err("no system").to_string();
    assert!(error.contains("--crs EPSG:4326"), "{error}");
    let told = RasterOptions { crs: Some("EPSG:4326".into()), ..options(&path) };
    assert!(population_raster(&told).expect("named").about.contains("as --crs says"));
    GeoTiffBuilder::new(4, 4)
        .geographic_epsg(4326)
        .write_2d(&path, Array2::from_elem((4, 4), 1.0_f32).view())
        .expect("written");
    let error = population_raster(&options(&path)).expect_err("no coordinates").to_string();
    assert!(error.contains("expected coordinates"), "{error}");
}

/// A file that is cut off opens, and ends in an error when its cells are asked for.
#[test]
fn a_file_that_is_cut_off_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = written(&folder, degrees(), |v| v as f32);
    let bytes = std::fs::read(&path).expect("bytes");
    for share in [0.1, 0.5, 0.9] {
        std::fs::write(&path, &bytes[..(bytes.len() as f64 * share) as usize]).expect("written");
        match population_raster(&options(&path)) {
            Err(error) => assert!(error.to_string().contains("people_2015.tif"), "{error}"),
            Ok(open) => {
                let error = people_inside(&*open.raster.cells, &cutting()).expect_err("cut off").to_string();
                assert!(error.contains("damaged or cut off"), "{error}");
            }
        }
    }
}
