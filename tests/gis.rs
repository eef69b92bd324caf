//! What the files for geographic information systems are worth to GDAL: read, valid, where they say they are.
//!
//! Without `gdalinfo` and `ogrinfo` (Debian: `gdal-bin`) these tests say that they skipped.
#![allow(clippy::panic, reason = "helpers of tests stop where what they need is missing")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;

/// A failure in flight on WGS 84, in English: air, soil, fall regions, drop zones, track.
static DEGREES: LazyLock<Finished> = LazyLock::new(|| Finished::of("karkaraly-1999", &[]));

/// A crash beside the pad in the Gauss-Krueger zone of Baikonur on Pulkovo 1942, in Russian.
static METRES: LazyLock<Finished> =
    LazyLock::new(|| Finished::of("baikonur-2013", &["--out-crs", "EPSG:28411", "--lang", "ru"]));

struct Finished {
    folder: PathBuf,
    _around: tempfile::TempDir,
}

impl Finished {
    fn of(scenario: &str, more: &[&str]) -> Self {
        let around = tempfile::tempdir().expect("a folder");
        let folder = around.path().join("result");
        let mut command = Command::cargo_bin("heptyl").expect("the program");
        let output =
            command.args(["run", scenario, "--members", "3", "--quiet", "--out"]).arg(&folder).args(more).output();
        let output = output.expect("runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Self { folder, _around: around }
    }

    fn both() -> [&'static Self; 2] {
        [&DEGREES, &METRES]
    }

    fn fields(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.folder.join("fields")).expect("a folder of fields");
        entries.map(|entry| entry.expect("an entry").path()).collect()
    }
}

/// What a tool of GDAL says; nothing, and a line to the console, where it is not installed.
fn told(program: &str, arguments: &[&str], file: &Path) -> Option<Output> {
    match Command::new(program).args(arguments).arg(file).output() {
        Ok(output) => {
            let errors = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success(), "{program} {arguments:?} {}: {errors}", file.display());
            // A spatial function that SQLite has only with SpatiaLite is asked for on its own below.
            assert!(!errors.contains("ERROR") && !errors.contains("Warning"), "{program} {}: {errors}", file.display());
            Some(output)
        }
        Err(_) => {
            // Written past the capture of the test runner, so that it is seen although the test passes.
            let _ = writeln!(
                std::io::stderr(),
                "SKIPPED: no {program} (apt-get install gdal-bin), GDAL has not read {}",
                file.display()
            );
            None
        }
    }
}

fn json_of(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn fields_are_cloud_optimised_and_say_what_they_hold() {
    for finished in Finished::both() {
        for file in finished.fields() {
            let Some(output) = told("gdalinfo", &["-json"], &file) else { return };
            let info = json_of(&output);
            let name = file.display();
            assert_eq!(info["metadata"]["IMAGE_STRUCTURE"]["LAYOUT"], "COG", "{name}: {info}");
            let band = &info["bands"][0];
            assert_eq!(band["noDataValue"], "NaN", "{name}");
            assert!(band["unit"].as_str().is_some_and(|unit| unit.contains('/')), "{name}: {band}");
            assert!(band["description"].as_str().is_some_and(|text| text.len() > 20), "{name}: {band}");
            assert!(band["overviews"].as_array().is_some_and(|all| !all.is_empty()), "{name}: {band}");
            assert_eq!(band["block"], serde_json::json!([128, 128]), "{name}");
        }
    }
}

#[test]
fn fields_lie_in_the_chosen_system() {
    for (finished, system) in [(&*DEGREES, "WGS 84"), (&*METRES, "Pulkovo 1942 / Gauss-Kruger zone 11")] {
        for file in finished.fields() {
            let Some(output) = told("gdalinfo", &["-json"], &file) else { return };
            let wkt = json_of(&output)["coordinateSystem"]["wkt"].as_str().unwrap_or_default().to_owned();
            assert!(wkt.contains(system), "{}: {wkt}", file.display());
        }
    }
    // The middle of the grid is the likeliest place of impact, and the band is its own system's easting.
    let Some(output) = told("gdalinfo", &["-json"], &METRES.folder.join("fields/udmh-soil-3m.tif")) else { return };
    let centre = &json_of(&output)["cornerCoordinates"]["center"];
    let easting = centre[0].as_f64().expect("a number");
    assert!((11_000_000.0..12_000_000.0).contains(&easting), "{centre}");
}

/// Layers with polygons, and the name of their geometry for SQLite.
fn layers(file: &str) -> &'static [&'static str] {
    match file {
        "zones.gpkg" => &["zones_air", "zones_soil", "drop_zones", "lease"],
        _ => &[],
    }
}

#[test]
fn vector_files_are_read_without_a_complaint() {
    for finished in Finished::both() {
        for file in ["zones.geojson", "zones.kml", "zones.gpkg", "samples.gpx"] {
            let path = finished.folder.join(file);
            let Some(output) = told("ogrinfo", &["-al", "-so"], &path) else { return };
            let text = String::from_utf8_lossy(&output.stdout);
            // Folders of a KML that hold folders, and the tracks of a GPX, are layers without features to GDAL.
            let empty = ["zones.geojson", "zones.gpkg"].contains(&file) && text.contains("Feature Count: 0\n");
            assert!(text.contains("Feature Count: ") && !empty, "{file}: {text}");
            for layer in layers(file) {
                assert!(text.contains(&format!("Layer name: {layer}")), "{file}: {layer} not in {text}");
            }
        }
    }
    let Some(output) = told("ogrinfo", &["-al", "-so"], &METRES.folder.join("zones.gpkg")) else { return };
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("Pulkovo 1942 / Gauss-Kruger zone 11") && !text.contains("GEOGCRS[\"WGS 84\""), "{text}");
}

/// Every polygon of every layer, asked one by one in SQL: GDAL with SpatiaLite judges, or says that it cannot.
#[test]
fn every_polygon_is_valid() {
    for finished in Finished::both() {
        let path = finished.folder.join("zones.gpkg");
        for layer in layers("zones.gpkg") {
            let sql = format!("SELECT count(*) AS n, min(ST_IsValid(geom)) AS valid FROM {layer}");
            let asked = Command::new("ogrinfo").args(["-q", "-dialect", "SQLite", "-sql", &sql]).arg(&path).output();
            let told = match &asked {
                Ok(output) => String::from_utf8_lossy(&output.stdout).into_owned(),
                Err(_) => String::new(),
            };
            if !told.contains("valid (Integer) = ") {
                let _ = writeln!(
                    std::io::stderr(),
                    "SKIPPED: no ogrinfo with SpatiaLite (apt-get install gdal-bin), GDAL has not judged {layer}"
                );
                return;
            }
            assert!(told.contains("valid (Integer) = 1"), "{layer}: {told}");
        }
    }
}

/// GeoJSON stays on WGS 84, as RFC 7946 asks, and KML and GPX know nothing else.
#[test]
fn geojson_kml_and_gpx_stay_on_wgs_84() {
    for file in ["zones.geojson", "zones.kml", "samples.gpx"] {
        let Some(output) = told("ogrinfo", &["-al", "-so"], &METRES.folder.join(file)) else { return };
        let text = String::from_utf8_lossy(&output.stdout);
        let extents = text.lines().filter_map(|line| line.strip_prefix("Extent: ("));
        for extent in extents {
            let lon: f64 = extent.split(',').next().and_then(|x| x.parse().ok()).expect("a longitude");
            assert!((50.0..80.0).contains(&lon), "{file}: {extent}");
        }
    }
}

/// The table of samples gives the place twice: in degrees, and in the system that was asked for.
#[test]
fn samples_carry_coordinates_of_the_chosen_system() {
    for (finished, crs, eastings) in [(&*DEGREES, "EPSG:4326", 46.0..90.0), (&*METRES, "EPSG:28411", 1.1e7..1.2e7)] {
        let mut reader = csv::Reader::from_path(finished.folder.join("samples.csv")).expect("a table");
        let headers = reader.headers().expect("headers").clone();
        let column = |name: &str| headers.iter().position(|h| h == name).unwrap_or_else(|| panic!("no {name}"));
        let (x, system) = (column("x"), column("crs"));
        for row in reader.records().map(|row| row.expect("a row")) {
            assert_eq!(&row[system], crs);
            let x: f64 = row[x].parse().expect("a number");
            assert!(eastings.contains(&x), "{x}");
        }
    }
}

#[test]
fn a_system_that_is_none_is_refused_before_the_run() {
    for (crs, expected) in [("EPSG:1", "--out-crs"), ("EPSG:5705", "expected a geographic or projected one")] {
        let mut command = Command::cargo_bin("heptyl").expect("the program");
        let output = command.args(["run", "baikonur-2013", "--out-crs", crs]).output().expect("runs");
        assert_eq!(output.status.code(), Some(2));
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(errors.contains(expected), "{crs}: {errors}");
    }
}
