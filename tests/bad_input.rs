//! Bad input through the real program: exit code 2, a message that helps, and nothing left behind.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// An empty folder to work in.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).expect("a file");
        path
    }

    fn heptyl(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_heptyl"));
        command.current_dir(self.folder.path()).args(args).output().expect("the program starts")
    }

    fn names(&self) -> Vec<String> {
        let entries = self.folder.path().read_dir().expect("a folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// Runs the program and expects a refusal that says all the parts and leaves nothing behind.
    fn refused(&self, args: &[&str], parts: &[&str]) -> String {
        let before = self.names();
        let output = self.heptyl(args);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {told}");
        assert!(output.stdout.is_empty(), "results on a refusal: {args:?}");
        assert!(!told.contains("panicked") && !told.contains("RUST_BACKTRACE"), "{told}");
        for part in parts {
            assert!(told.contains(part), "{args:?} does not say {part:?}:\n{told}");
        }
        assert_eq!(self.names(), before, "something was left behind by {args:?}");
        told
    }
}

fn text_of(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

fn outline(ring: &str) -> String {
    format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"name":"Mine"}},"geometry":{{"type":"Polygon","coordinates":[[{ring}]]}}}}]}}"#
    )
}

fn data(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name)).expect("a data file")
}

/// Lease and zones: each slip alone, with what must be said about it.
#[test]
fn bad_geojson_is_refused() {
    let desk = Desk::new();
    let cases: &[(&str, String, &[&str])] = &[
        (
            "broken.geojson",
            "{\"type\": \"FeatureCollection\",\n \"features\": [}".into(),
            &["line 2, column 15", "broken JSON", "export it again"],
        ),
        (
            "swapped.geojson",
            outline("[46,63],[46,64],[47,64],[46,63]"),
            &["swapped", "feature 1 (\"Mine\")", "longitude first"],
        ),
        (
            "open.geojson",
            outline("[63,45],[64,45],[64,46],[63,46]"),
            &["not closed", "ring 1", "repeat the first vertex"],
        ),
        (
            "bowtie.geojson",
            outline("[63,45],[64,46],[64,45],[63,46],[63,45]"),
            &["crosses itself", "ring 1", "vertices 1 and 3", "repair"],
        ),
        (
            "empty.geojson",
            r#"{"type":"FeatureCollection","features":[]}"#.into(),
            &["expected at least one feature", "found none"],
        ),
        (
            "line.geojson",
            r#"{"type":"LineString","coordinates":[[63,45],[64,46]]}"#.into(),
            &["expected a geometry of type Polygon or MultiPolygon", "found LineString", "close the line"],
        ),
        ("metres.geojson", outline("[63,45],[5e5,5e6],[64,46],[63,45]"), &["out of range", "vertex 2", "EPSG:4326"]),
        (
            "latitude.geojson",
            outline("[63,45],[64,95],[64,46],[63,45]"),
            &["out of range", "vertex 2", "then latitude"],
        ),
        ("nan.geojson", outline("[63,45],[64,NaN],[64,46],[63,45]"), &["broken JSON", "NaN"]),
        (
            "null.geojson",
            outline("[63,45],[64,null],[64,46],[63,45]"),
            &["expected two numbers", "vertex 2", "[64,null]"],
        ),
        (
            "text.geojson",
            outline("[63,45],[\"64\",45],[64,46],[63,45]"),
            &["expected two numbers", "without quotation marks"],
        ),
        ("latin.geojson", "\u{feff}[1, 2]".into(), &["GeoJSON object"]),
    ];
    for (name, text, parts) in cases {
        let path = desk.write(name, text);
        for flag in ["--lease", "--zones"] {
            let told = desk.refused(&["run", "baikonur-2013", flag, text_of(&path), "--out", "out"], parts);
            assert!(told.contains(name), "{told}");
        }
    }
}

/// Waters may be lines or polygons; what is stated of them is checked.
#[test]
fn bad_waters_are_refused() {
    let desk = Desk::new();
    let line = |properties: &str| {
        format!(
            r#"{{"type":"Feature","properties":{properties},"geometry":{{"type":"LineString","coordinates":[[63,45],[64,46]]}}}}"#
        )
    };
    let cases: &[(&str, String, &[&str])] = &[
        ("deep.geojson", line(r#"{"name":"A","depth_m":9999}"#), &["feature 1 (\"A\")", "depth_m", "found 9999"]),
        ("text.geojson", line(r#"{"flow_m3_s":"much"}"#), &["flow_m3_s", "found \"much\"", "a range is drawn"]),
        ("bowtie.geojson", outline("[63,45],[64,46],[64,45],[63,46],[63,45]"), &["crosses itself", "ring 1"]),
        ("point.geojson", r#"{"type":"Point","coordinates":[63,45]}"#.into(), &["found Point", "LineString"]),
    ];
    for (name, text, parts) in cases {
        let path = desk.write(name, text);
        for command in ["run", "check"] {
            let told = desk.refused(&[command, "baikonur-2013", "--water", text_of(&path)], parts);
            assert!(told.contains(name), "{told}");
        }
    }
    let scenario = data("scenarios/baikonur-2013.toml").replacen("name = ", "water = \"mine.geojson\"\nname = ", 1);
    let path = desk.write("my.toml", &scenario);
    desk.refused(&["check", text_of(&path)], &["rivers and lakes", "mine.geojson", "no such file"]);
}

#[test]
fn missing_files_and_folders_in_their_place_are_refused() {
    let desk = Desk::new();
    fs::create_dir(desk.path("folder")).expect("a folder");
    for flag in ["--lease", "--zones", "--settlements", "--vehicles", "--thresholds", "--sites", "--regions", "--water"]
    {
        desk.refused(
            &["run", "baikonur-2013", flag, "nowhere.geojson"],
            &["nowhere.geojson", "no such file", "check the path"],
        );
        desk.refused(&["run", "baikonur-2013", flag, "folder"], &["folder", "it is a folder", "the file itself"]);
    }
    desk.refused(&["run", "./my.toml"], &["./my.toml", "no such file"]);
    desk.refused(&["run", "folder"], &["it is a folder"]);
    desk.refused(&["run", "baikonur-2012"], &["no scenario \"baikonur-2012\"", "did you mean \"baikonur-2013\""]);
}

/// Scenario files: each slip alone, with what must be said about it.
#[test]
fn bad_scenarios_are_refused() {
    let desk = Desk::new();
    let good = data("scenarios/karkaraly-1999.toml");
    for (old, new, parts) in [
        (
            "vehicle = \"proton-k-briz-m\"",
            "vehicle = \"proton-k-brizm\"",
            &["`vehicle` is not known", "did you mean \"proton-k-briz-m\"", "heptyl list vehicles"][..],
        ),
        (
            "time_s = { low = 277, best = 278.5, high = 280 }",
            "time_s = 2000",
            &["`failure.time_s`", "burns out", "earlier time"][..],
        ),
        (
            "time_s = { low = 277, best = 278.5, high = 280 }",
            "time_s = 50000",
            &["`failure.time_s`", "beyond the burn-out", "earlier time"][..],
        ),
        (
            "time_s = { low = 277, best = 278.5, high = 280 }",
            "time_s = { low = 280, best = 278.5, high = 277 }",
            &["`failure.time_s.low` is above `high`"][..],
        ),
        (
            "rain_mm_h = { low = 0.0, best = 0.0, high = 2.0 }",
            "rain_mm_h = nan",
            &["`weather.rain_mm_h`", "NaN", "between 0 and 200 mm/h"][..],
        ),
        ("snow = false", "snow = false\nfog = true", &["the key \"weather.fog\" is not known", "use one of"][..]),
        ("snow = false", "snow = ", &["not TOML"][..]),
        ("depth_m = 0.2\n", "", &["`soil.depth_m` is missing", "add depth_m"][..]),
        ("site = \"81/24\"", "site = \"250A\"", &["no known position", "--sites"][..]),
        (
            "time_utc = \"1999-07-05T13:32:00Z\"",
            "time_utc = \"5 July 1999\"",
            &["`time_utc` is not a time", "in UTC as"][..],
        ),
    ] {
        assert!(good.contains(old), "{old}");
        let path = desk.write("mine.toml", &good.replacen(old, new, 1));
        let told = desk.refused(&["run", text_of(&path), "--out", "out"], parts);
        assert!(told.contains("mine.toml:"), "no line is named: {told}");
        desk.refused(&["check", text_of(&path)], parts);
    }
}

/// Negative masses in a table of vehicles, and a table of settlements from a spreadsheet with decimal commas.
#[test]
fn bad_tables_are_refused() {
    let desk = Desk::new();
    let negative = data("vehicles.toml").replacen("dry_mass_kg = { low = ", "dry_mass_kg = { low = -", 1);
    let path = desk.write("vehicles.toml", &negative);
    desk.refused(
        &["run", "baikonur-2013", "--vehicles", text_of(&path)],
        &["vehicles.toml:", "dry_mass_kg.low` is out of bounds", "give a number between 1 and"],
    );
    let path = desk.write("villages.csv", "name_en,lat_deg,lon_deg,population_2009\nAkai,45\u{b0}75',63.3,3853\n");
    desk.refused(
        &["run", "baikonur-2013", "--settlements", text_of(&path)],
        &["villages.csv, line 2, column \"lat_deg\"", "minutes and seconds lie below 60"],
    );
    let path = desk.write("limits.csv", "id,substance\na,udmh\n");
    desk.refused(
        &["check", "baikonur-2013", "--thresholds", text_of(&path)],
        &["limits.csv, line 1", "\"medium\" is missing"],
    );
    let path = desk.path("villages-1251.csv");
    fs::write(&path, b"name_en,lat_deg,lon_deg\n\xc0\xea\xe0\xe9,45.6,63.3\n").expect("a file");
    desk.refused(&["check", "baikonur-2013", "--settlements", text_of(&path)], &["line 2 is not UTF-8", "CSV UTF-8"]);
}

const FLOWN: &str = "time_s,lon,lat,altitude_m,speed_m_s\n0,62.985,46.071,120,0\n120,63.66,46.3,42400,1738\n\
                     330,71.4,48.7,130000,4400\n";

/// Trajectories: each slip alone, with what must be said about it.
#[test]
fn bad_trajectories_are_refused() {
    let desk = Desk::new();
    for (old, new, parts) in [
        ("altitude_m", "height", &["flown.csv, line 1", "\"altitude_m\" is missing", "time_s, lon, lat"][..]),
        ("63.66,46.3", "46.3,63.66", &["flown.csv, line 3", "from line 2 to line 3", "longitude first"][..]),
        ("330,", "120,", &["flown.csv, line 4, column \"time_s\"", "after 120 s, that of line 3", "sort"][..]),
        ("42400", "42,4", &["flown.csv, line 3", "expected 5 cells, found 6"][..]),
        ("4400", "44e3", &["flown.csv, line 4, column \"speed_m_s\"", "between 0 and 12000 m/s"][..]),
        ("330,71.4,48.7,130000,4400\n", "", &["flown.csv: the rows cover 0 to 120 s", "at 277 to 280 s"][..]),
        ("time_s,lon", "time_s,lat,lon,lon", &["flown.csv, line 2", "expected 7 cells, found 5"][..]),
    ] {
        assert!(FLOWN.contains(old), "{old}");
        let path = desk.write("flown.csv", &FLOWN.replacen(old, new, 1));
        desk.refused(&["run", "karkaraly-1999", "--trajectory", text_of(&path), "--out", "out"], parts);
        desk.refused(&["check", "karkaraly-1999", "--trajectory", text_of(&path)], parts);
    }
    let elsewhere = FLOWN.replace("62.985,46.071", "63.0,51.0").replace("63.66,46.3", "63.66,51.3");
    let path = desk.write("flown.csv", &elsewhere.replace("71.4,48.7", "71.4,53.7"));
    desk.refused(
        &["check", "karkaraly-1999", "--trajectory", text_of(&path)],
        &["is 548 km from the pad of 81/24", "correct the site"],
    );
    desk.refused(&["check", "karkaraly-1999", "--trajectory", "no.csv"], &["trajectory no.csv", "no such file"]);
    let scenario = data("scenarios/karkaraly-1999.toml").replacen("members", "trajectory = \"lost.csv\"\nmembers", 1);
    let path = desk.write("mine.toml", &scenario);
    desk.refused(&["check", text_of(&path)], &["lost.csv", "no such file"]);
    desk.write("lost.csv", FLOWN);
    let told = String::from_utf8_lossy(&desk.heptyl(&["check", text_of(&path)]).stdout).into_owned();
    for part in ["Ascent from the user's trajectory", "lost.csv: 3 rows, 0 to 330 s", "own trajectory", "trajectory "] {
        assert!(told.contains(part), "{part} is not in\n{told}");
    }
}

const SOUNDING: &str = "time,height_agl_m,wind_from_deg,wind_speed_m_s,temperature_c\n\
                        2013-07-02T00:00:00Z,10,270,5,21\n2013-07-02T00:00:00Z,1500,280,12,8\n";

/// Weather: each slip alone, and files of other kinds by their first bytes.
#[test]
fn bad_weather_is_refused() {
    let desk = Desk::new();
    for (old, new, parts) in [
        ("height_agl_m", "level", &["w.csv, line 1", "\"height_agl_m\" or \"height_asl_m\"", "wind_from_deg"][..]),
        ("wind_speed_m_s", "wind_kt", &["w.csv, line 1", "\"wind_speed_m_s\" is missing"][..]),
        ("1500", "10", &["w.csv, line 3, column \"height_agl_m\"", "unlike line 2"][..]),
        ("280,12", "280,1200", &["w.csv, line 3, column \"wind_speed_m_s\"", "between 0 and 200 m/s"][..]),
        (",21", ",294.15", &["w.csv, line 2, column \"temperature_c\"", "degrees Celsius"][..]),
        ("2013-07-02T00:00:00Z,1500", "soon,1500", &["w.csv, line 3, column \"time\"", "2013-07-02T00:00:00Z"][..]),
    ] {
        assert!(SOUNDING.contains(old), "{old}");
        let path = desk.write("w.csv", &SOUNDING.replacen(old, new, 1));
        desk.refused(&["run", "baikonur-2013", "--weather", text_of(&path), "--out", "out"], parts);
        desk.refused(&["check", "baikonur-2013", "--weather", text_of(&path)], parts);
    }
    let path = desk.write("w.csv", &SOUNDING.replace("2013-07-02T00", "2012-07-02T00"));
    desk.refused(
        &["check", "baikonur-2013", "--weather", text_of(&path)],
        &["cannot use weather", "within 6 h of 2013-07-02T02:38:21", "nearest is of 2012-07-02T00:00:00Z"],
    );
    for (bytes, parts) in [
        (&b"GRIB\x00\x05\xa0\x01"[..], &["GRIB edition 1", "grib_set -s edition=2"][..]),
        (b"GRIB\x00\x00\x00\x02", &["GRIB edition 2", "cut off or damaged", "download it again"][..]),
        (b"\x89HDF\r\n\x1a\n", &["NetCDF-4", "cut off or damaged"][..]),
        (b"#USM00070026 2010 06 01 00 2303  158 ncdc", &["IGRA 2", "158 levels are announced, 0 are there"][..]),
        (b"<html>", &["web page", "no sounding with winds", "weather.uwyo.edu"][..]),
        (b"BUFR\x00\x00", &["BUFR", "IGRA 2"][..]),
        (b"PK\x03\x04", &["packed file", "unpack it first"][..]),
        (b"\x89PNG\r\n\x1a\n\x00\x00", &["of no kind that is known", "GRIB 2"][..]),
        (b"", &["w.bin"][..]),
        (b"height_agl_m,wind_from_deg\n\xff\xfe", &["line 2 is not UTF-8"][..]),
    ] {
        let path = desk.path("w.bin");
        fs::write(&path, bytes).expect("a file");
        desk.refused(&["check", "baikonur-2013", "--weather", text_of(&path)], parts);
    }
}

/// A good profile is told with its file, spread, top and time, and two files go together.
#[test]
fn good_weather_is_told_in_full() {
    let desk = Desk::new();
    desk.write("00.csv", SOUNDING);
    let pressure = "time;pressure_hpa;wind_u_m_s;wind_v_m_s\n2013-07-02T06:00:00Z;850;10,5;-3\n\
                    2013-07-02T06:00:00Z;500;20;0\n";
    desk.write("06.csv", pressure);
    let check = |files: &[&str]| {
        let output = desk.heptyl(&[&["check", "baikonur-2013"], files].concat());
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let told = check(&["--weather", "00.csv"]);
    for part in [
        "00.csv  ",
        "Cloud cover: 0.5 to 1 of the sky, likeliest 0.9 (assumed",
        "Weather at the ground from the lowest level of 00.csv",
        "Winds aloft from 00.csv: one level at 1500 m above ground, of 2013-07-02T00:00:00Z, 2.6 h from lift-off",
        "one standard deviation 2.9 m/s",
        "Wind more than 1500 m above ground: from that of the highest level towards the mean of the season",
    ] {
        assert!(told.contains(part), "{part} is not in\n{told}");
    }
    let told = check(&["--weather", "00.csv", "--weather", "06.csv"]);
    assert!(told.contains("interpolated between 2013-07-02T00:00:00Z and 2013-07-02T06:00:00Z"), "{told}");
    let told = check(&["--weather", "06.csv"]);
    for part in ["by the US Standard Atmosphere 1976", "Weather at the ground is not from 06.csv", "2 levels, "] {
        assert!(told.contains(part), "{part} is not in\n{told}");
    }
}

/// An existing folder, a read-only place and a foreign folder. The test may run as root, whom no permission binds,
/// so the place without a right to write is one below a file, and one in the process table of the system.
#[test]
fn folders_that_cannot_take_the_result_are_refused() {
    let desk = Desk::new();
    fs::create_dir(desk.path("old")).expect("a folder");
    let run = ["run", "baikonur-2013", "--out"];
    desk.refused(&[&run[..], &["old"]].concat(), &["old exists already", "--force"]);
    desk.write("old/thesis.docx", "years of work");
    desk.refused(&[&run[..], &["old", "--force"]].concat(), &["not an earlier result", "another folder"]);
    assert!(desk.path("old/thesis.docx").exists());
    desk.write("file", "");
    desk.refused(&[&run[..], &["file/out"]].concat(), &["file is a file", "expected a folder", "--out"]);
    desk.refused(&[&run[..], &["file", "--force"]].concat(), &["file is a file", "another folder"]);
    if Path::new("/proc").is_dir() {
        desk.refused(&[&run[..], &["/proc/heptyl-out"]].concat(), &["cannot write in /proc", "--out"]);
    }
}

#[test]
fn wrong_usage_is_refused() {
    let desk = Desk::new();
    for args in [
        &["run"][..],
        &["fly", "baikonur-2013"][..],
        &["run", "baikonur-2013", "--lang", "fr"][..],
        &["run", "baikonur-2013", "--members", "-5"][..],
        &["run", "baikonur-2013", "--members", "0"][..],
        &["run", "baikonur-2013", "--threads", "0"][..],
        &["list", "rockets"][..],
        &["new", "--site", "81/24", "--vehicle", "saturn-5", "--failure-time", "20"][..],
        &["new", "--site", "250a", "--vehicle", "proton-m", "--failure-time", "20"][..],
        &["new", "--site", "81/24", "--vehicle", "proton-m", "--failure-time", "9999"][..],
        &["new", "--site", "81/24", "--vehicle", "proton-m", "--failure-time", "NaN"][..],
    ] {
        desk.refused(args, &["error"]);
    }
}

/// The good side: `check` tells files, areas and assumptions, and what `new` prints passes it.
#[test]
fn good_input_is_told_in_full() {
    let desk = Desk::new();
    let told = desk.heptyl(&["check", "zhanaarka-1999"]);
    let text = String::from_utf8_lossy(&told.stdout);
    assert_eq!(told.status.code(), Some(0), "{}", String::from_utf8_lossy(&told.stderr));
    for part in [
        "6717.0 km2 measured",
        "6717 km2 official",
        "bundled:vehicles.toml",
        "Wind at 10 m from: 0 to 360",
        "Failure time: 210 to 224",
    ] {
        assert!(text.contains(part), "{part}:\n{text}");
    }
    let new = desk.heptyl(&["new", "--site", "200/39", "--vehicle", "proton-m", "--failure-time", "135.5"]);
    let path = desk.write("my.toml", &String::from_utf8_lossy(&new.stdout));
    assert_eq!(desk.heptyl(&["check", text_of(&path)]).status.code(), Some(0));
    assert_eq!(desk.names(), ["my.toml"]);
}

/// Every listing has rows, and its JSON is an array of as many objects.
#[test]
fn listings_are_complete() {
    let desk = Desk::new();
    for what in ["scenarios", "vehicles", "sites", "drop-zones", "thresholds", "layers"] {
        let rows = String::from_utf8_lossy(&desk.heptyl(&["list", what]).stdout).lines().count();
        let json: serde_json::Value =
            serde_json::from_slice(&desk.heptyl(&["list", what, "--json"]).stdout).expect("JSON");
        let objects = json.as_array().expect("an array");
        assert_eq!(objects.len() + 1, rows, "{what}");
        assert!(
            objects.iter().all(|row| ["source", "sources", "legal_source"].iter().any(|key| row.get(*key).is_some())),
            "{what} without a source"
        );
    }
}
