//! People of rasters, settlements and receptors through the real program.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use geotiff_writer::{Compression, GeoTiffBuilder};
use ndarray::Array2;
use serde_json::Value;
use tempfile::TempDir;

/// People per cell of the raster.
const PEOPLE: f32 = 5.0;
/// Cells of 0.005 degrees: 2 by 2 degrees about Karkaraly.
const CELLS: usize = 1_200;
const STEP_DEG: f64 = 0.005;

fn heptyl(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_heptyl")).current_dir(folder).args(args).output().expect("the program starts")
}

fn done(folder: &Path, args: &[&str]) {
    let output = heptyl(folder, args);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn refused(folder: &Path, args: &[&str]) -> String {
    let output = heptyl(folder, args);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{args:?}: {told}");
    assert!(!told.contains("panicked"), "{told}");
    told
}

fn table(folder: &Path, name: &str) -> Vec<HashMap<String, String>> {
    let text = fs::read_to_string(folder.join("result").join(name)).expect("a table");
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(|row| row.expect("rectangular")).collect()
}

fn number(row: &HashMap<String, String>, column: &str) -> f64 {
    row[column].parse().expect("a number")
}

fn assessment(folder: &Path) -> Value {
    let text = fs::read_to_string(folder.join("result/assessment.json")).expect("a result");
    serde_json::from_str(&text).expect("JSON")
}

/// A raster of the same people in every cell about the place of 27 October 1999.
fn raster(folder: &Path, west: f64) {
    GeoTiffBuilder::new(CELLS as u32, CELLS as u32)
        .geographic_epsg(4326)
        .origin(west, 52.5)
        .pixel_scale(STEP_DEG, STEP_DEG)
        .compression(Compression::Deflate)
        .tile_size(128, 128)
        .write_2d(folder.join("steppe_2000.tif"), Array2::from_elem((CELLS, CELLS), PEOPLE).view())
        .expect("written");
}

const RUN: [&str; 7] = ["run", "karkaraly-1999", "--members", "12", "--quiet", "--out", "result"];

/// In a raster of one density, the people of every contour are its area times that density. The density per km2
/// follows the latitude: 0.1 % by the latitude of the place where the contour is small against a degree.
#[test]
fn a_known_raster_gives_the_known_people() {
    let folder = TempDir::new().expect("a folder");
    raster(folder.path(), 72.5);
    done(folder.path(), &[&RUN[..], &["--population", "steppe_2000.tif"]].concat());
    let result = assessment(folder.path());
    assert_eq!(result["population"]["counted_by"], "raster");
    assert_eq!(result["population"]["raster_year"], 2000);
    assert_eq!(result["population"]["settlements"], 0.0);
    let lat = result["fall"]["lat"].as_f64().expect("a centre").to_radians();
    let cell_km2 = {
        // Length of a degree on WGS 84 (Snyder 1987, USGS Prof. Paper 1395, p. 25).
        let e2: f64 = 0.006_694_38;
        let w = 1.0 - e2 * lat.sin().powi(2);
        let (north_km, east_km) = (6_378.137 * (1.0 - e2) / w.powf(1.5), 6_378.137 * lat.cos() / w.sqrt());
        (STEP_DEG.to_radians()).powi(2) * north_km * east_km
    };
    let rows = table(folder.path(), "people.csv");
    let ring = rows.iter().find(|row| row["table"] == "distance" && row["to_km"] == "20.0").expect("a ring");
    let expected = std::f64::consts::PI * 300.0 * f64::from(PEOPLE) / cell_km2;
    assert!((number(ring, "people_background") / expected - 1.0).abs() < 3e-3, "{ring:?} {expected}");
    let small = rows.iter().filter(|row| row["contour"] == "about-impact" && number(row, "area_km2") < 50.0);
    let mut seen = 0;
    for row in small {
        let expected = number(row, "area_km2") * f64::from(PEOPLE) / cell_km2;
        assert!((number(row, "people_background") / expected - 1.0).abs() < 1e-3, "{row:?} {expected}");
        seen += 1;
    }
    assert!(seen > 0, "no contour was counted");
    let report = fs::read_to_string(folder.path().join("result/report.html")).expect("a report");
    assert!(report.contains("cells of the population raster") && report.contains("People by distance"), "no section");
}

#[test]
fn a_raster_of_another_country_and_damaged_ones_are_refused() {
    let folder = TempDir::new().expect("a folder");
    let here = folder.path();
    raster(here, 10.0);
    let args = [&RUN[..], &["--population", "steppe_2000.tif"]].concat();
    let told = refused(here, &args);
    assert!(told.contains("steppe_2000.tif") && told.contains("has no value"), "{told}");
    raster(here, 72.5);
    let bytes = fs::read(here.join("steppe_2000.tif")).expect("bytes");
    fs::write(here.join("steppe_2000.tif"), &bytes[..bytes.len() / 3]).expect("written");
    assert!(refused(here, &args).contains("steppe_2000.tif"));
    fs::write(here.join("steppe_2000.tif"), "name;lon;lat").expect("written");
    assert!(refused(here, &args).contains("not a TIFF"));
    assert!(!here.join("result").exists());
}

/// Receptors in Gauss-Krueger metres with decimal commas, sampling points in degrees and minutes, settlements in
/// Russian words: each in its own table, the school at the place of impact struck.
#[test]
fn receptors_samples_and_settlements_of_an_inspector() {
    let folder = TempDir::new().expect("a folder");
    let here = folder.path();
    done(here, &RUN);
    let result = assessment(here);
    let (lon, lat) = (&result["fall"]["lon"], &result["fall"]["lat"]);
    let (lon, lat) = (lon.as_f64().expect("lon"), lat.as_f64().expect("lat"));
    let at = heptyl::geodesy::CoordinateSystem::new("EPSG:28413")
        .and_then(|system| system.from_lon_lat(heptyl::geodesy::LonLat::new(lon, lat)))
        .expect("zone 13");
    let receptors =
        format!("# crs: EPSG:28413\nназвание;kind;easting;northing\nШкола 1;school;{:.1};{:.1}\n", at.x, at.y)
            .replace('.', ",");
    fs::write(here.join("r.csv"), receptors).expect("written");
    let minutes = |v: f64| format!("{}°{:.4}'", v.floor(), v.fract() * 60.0);
    let samples = format!("id,lat,lon\nS-1,{}N,{}E\nS-2,51°00'N,70°30'30\"E\n", minutes(lat), minutes(lon));
    fs::write(here.join("s.csv"), samples).expect("written");
    let settlements =
        format!("название;широта;долгота;население;population_1999\nАул;{lat:.6};{lon:.6};1 200;1 150,0\n");
    fs::write(here.join("v.csv"), settlements.replace('.', ",")).expect("written");
    let layers = ["--receptors", "r.csv", "--samples", "s.csv", "--settlements", "v.csv", "--force"];
    done(here, &[&RUN[..], &layers].concat());
    let rows = table(here, "receptors.csv");
    let kinds: Vec<(&str, &str)> = rows.iter().map(|row| (row["kind"].as_str(), row["name"].as_str())).collect();
    assert_eq!(kinds, [("school", "Школа 1"), ("sample", "S-1"), ("sample", "S-2")]);
    assert!(number(&rows[0], "distance_km") < 0.01 && number(&rows[1], "distance_km") < 0.01, "{rows:?}");
    assert!(number(&rows[2], "distance_km") > 200.0 && rows[2]["arrival_s_median"].is_empty());
    let settlement = &table(here, "settlements.csv")[0];
    assert_eq!((settlement["name_ru"].as_str(), settlement["people"].as_str()), ("Аул", "1150.0"));
    let report = fs::read_to_string(here.join("result/report.html")).expect("a report");
    assert!(report.contains("Школа 1"), "the school is not in the report");
}

/// Corners of one square degree about Karkaraly.
const SQUARE: [(f64, f64); 4] = [(75.0, 49.0), (76.0, 49.0), (76.0, 50.0), (75.0, 50.0)];

/// A table of the corners in Gauss-Krueger metres of zone 13, with semicolons and decimal commas.
fn in_metres(names: &str) -> String {
    let system = heptyl::geodesy::CoordinateSystem::new("EPSG:28413").expect("zone 13");
    let mut text = format!("# crs: EPSG:28413\n{names};easting;northing\n");
    let cells = names.replace("name_en", "Steppe").replace("id", "A");
    for (lon, lat) in SQUARE {
        let at = system.from_lon_lat(heptyl::geodesy::LonLat::new(lon, lat)).expect("projects");
        text += &format!("{cells};{:.2};{:.2}\n", at.x, at.y).replace('.', ",");
    }
    text
}

/// The corners in degrees and minutes.
fn in_minutes(names: &str) -> String {
    let cells = names.replace("name_en", "Steppe").replace("id", "A");
    let rows = SQUARE.map(|(lon, lat)| format!("{cells};{lat:.0}°00'00,0\"N;{lon:.0}-00-00 в.д.\n"));
    format!("{names};широта;долгота\n{}", rows.concat())
}

/// The corners as GeoJSON of 2008 in the same zone.
fn as_geojson() -> String {
    let system = heptyl::geodesy::CoordinateSystem::new("EPSG:28413").expect("zone 13");
    let ring: Vec<String> = SQUARE
        .iter()
        .chain(&SQUARE[..1])
        .map(|(lon, lat)| system.from_lon_lat(heptyl::geodesy::LonLat::new(*lon, *lat)).expect("projects"))
        .map(|at| format!("[{},{}]", at.x, at.y))
        .collect();
    format!(
        r#"{{"type":"FeatureCollection","crs":{{"type":"name","properties":{{"name":"urn:ogc:def:crs:EPSG::28413"}}}},"features":[{{"type":"Feature","properties":{{"id":"A","name_en":"Steppe"}},"geometry":{{"type":"Polygon","coordinates":[[{}]]}}}}]}}"#,
        ring.join(",")
    )
}

/// Lease, drop zones and regions, each as a table in metres, a table in degrees and minutes, and GeoJSON in metres: read
/// by the program, and of the area of the square degree (8041 km2 on WGS 84) to the bend of straight lines.
#[test]
fn outlines_of_every_role_come_in_every_spelling() {
    let folder = TempDir::new().expect("a folder");
    let here = folder.path();
    let file = |name: &str, text: &str| {
        fs::write(here.join(name), text).expect("written");
        here.join(name)
    };
    let totals = file("t.csv", "Region_en;Year;Population\nSteppe;1999;100000\n");
    for (spelling, text) in [
        ("metres.csv", in_metres("id;name_en")),
        ("minutes.csv", in_minutes("id;name_en")),
        ("old.geojson", as_geojson()),
    ] {
        let outline = file(spelling, &text);
        let path = outline.to_str().expect("a path");
        let layers = ["--lease", path, "--zones", path, "--regions", path, "--region-population", "t.csv"];
        done(here, &[&["check", "karkaraly-1999"], &layers[..]].concat());
        let options = heptyl::input::InputOptions {
            scenario: "karkaraly-1999".to_owned(),
            lease: Some(outline.clone()),
            zones: Some(outline.clone()),
            regions: Some(outline.clone()),
            region_population: Some(totals.clone()),
            ..heptyl::input::InputOptions::default()
        };
        let inputs = heptyl::input::load(&options).expect(spelling);
        assert!((inputs.lease.area_km2 / 8_041.0 - 1.0).abs() < 0.01, "{spelling}: {}", inputs.lease.area_km2);
        assert!(inputs.drop_zones.iter().any(|zone| zone.id == "A"), "{spelling}");
        let steppe = &inputs.population.background;
        assert_eq!((steppe.len(), steppe[0].region.as_str()), (1, "Steppe"), "{spelling}");
        // 100 000 people less those of the towns listed there.
        let expected = (100_000.0 - steppe[0].listed) / inputs.lease.area_km2;
        assert!(steppe[0].listed > 8_000.0 && (steppe[0].density_per_km2 / expected - 1.0).abs() < 0.01, "{steppe:?}");
    }
}

/// Every census figure that the collection beside the repository has with a place is in the bundled list, with its year.
#[test]
fn villages_with_a_census_figure_are_listed() {
    let base = std::env::var_os("HEPTYL_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), std::path::PathBuf::from);
    let Ok(text) = fs::read_to_string(base.join("data/census/villages.csv")) else {
        use std::io::Write;
        let _ = writeln!(std::io::stderr(), "SKIPPED: there is no census collection; set HEPTYL_SHARED to its folder");
        return;
    };
    let rows = |text: &str| -> Vec<HashMap<String, String>> {
        csv::Reader::from_reader(text.as_bytes()).deserialize().map(|row| row.expect("rectangular")).collect()
    };
    let listed = rows(include_str!("../data/settlements.csv"));
    let mut figures = 0;
    // Totals of rural districts are no places.
    for village in rows(&text).iter().filter(|row| !row["lat"].is_empty() && row["type"] != "rural_district") {
        for year in [1989, 1999, 2009, 2021] {
            let figure = &village[&format!("pop_{year}")];
            if figure.is_empty() {
                continue;
            }
            let near = |row: &&HashMap<String, String>| {
                let apart = |a: &str, b: &str| (number(row, a) - number(village, b)).abs();
                apart("lat_deg", "lat") < 0.05 && apart("lon_deg", "lon") < 0.05
            };
            let found = listed.iter().filter(near).any(|row| row[&format!("population_{year}")] == *figure);
            assert!(found, "{} {year}: {figure}", village["name_en"]);
            figures += 1;
        }
    }
    assert!(figures >= 20, "{figures}");
}
