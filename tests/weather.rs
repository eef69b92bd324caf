//! Weather files through the real program: values against an independent decoder, and bundled scenarios with real files.
//!
//! The fixtures are described in `tests/fixtures/README.md`. Expected values were decoded by ecCodes and interpolated
//! bilinearly at four towns; they are printed to four decimals.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// The towns of the expected values, degrees.
const TOWNS: [(&str, f64, f64); 4] = [
    ("baikonur", 63.342, 45.920),
    ("zhezkazgan", 67.706, 47.794),
    ("karkaraly", 75.472, 49.412),
    ("karaganda", 73.102, 49.802),
];

/// Packed with pictures of JPEG 2000.
const JPEG_2000: &str = "ifs_20220817T06_tuv_kz_0p4deg_jpeg2000.grib2";

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// A file beside the repository; says aloud when it is not there.
fn shared(name: &str) -> Option<PathBuf> {
    let base = std::env::var_os("HEPTYL_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let path = base.join("data").join(name);
    if path.exists() {
        return Some(path);
    }
    let _ = writeln!(std::io::stderr(), "SKIPPED: there is no {}; set HEPTYL_SHARED to its folder", path.display());
    None
}

fn heptyl(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_heptyl")).args(args).output().expect("the program starts")
}

fn text_of(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

fn json(args: &[&str]) -> Value {
    let output = heptyl(args);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn refused(args: &[&str], parts: &[&str]) {
    let output = heptyl(args);
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{args:?}: {told}");
    assert!(!told.contains("panicked"), "{told}");
    for part in parts {
        assert!(told.contains(part), "{args:?} does not say {part:?}:\n{told}");
    }
}

/// The weather of a file at a town, for a step of the forecast.
fn at_town(path: &Path, (_, lon, lat): (&str, f64, f64), time: &str) -> Value {
    json(&["weather", text_of(path), "--at", &format!("{lon},{lat}"), "--time", time, "--json"])
}

/// What the program gives for a field of the expected values.
fn found(weather: &Value, field: &Value) -> f64 {
    let surface = |key: &str| weather["surface"][key].as_f64();
    let level = || {
        let levels = weather["levels"].as_array().expect("levels");
        let same = |level: &&Value| level["pressure_hpa"].as_f64() == field["level"].as_f64();
        levels.iter().find(same).expect("the level")
    };
    let value = match field["shortName"].as_str().expect("a name") {
        "gh" => level()["height_asl_m"].as_f64(),
        "t" => level()["temperature_k"].as_f64(),
        "u" => level()["wind_u_m_s"].as_f64(),
        "v" => level()["wind_v_m_s"].as_f64(),
        "10u" => surface("wind_u_10m_m_s"),
        "10v" => surface("wind_v_10m_m_s"),
        "2t" => surface("temperature_2m_k"),
        "sp" => surface("pressure_pa"),
        "orog" => surface("ground_geopotential_m"),
        _ => None,
    };
    value.expect("a value that is compared")
}

/// Every field at every town, between the points of the grid. The expected values are rounded to 1e-4; single precision
/// of the decoder is 6e-8 of a value, or 6e-3 Pa.
#[test]
fn grib_agrees_with_an_independent_decoder() {
    let Some(expected) = shared("fixtures/expected_values.json") else { return };
    let expected: Value = serde_json::from_slice(&std::fs::read(expected).expect("a file")).expect("JSON");
    let mut compared = 0;
    for (name, times) in [
        ("gfs_20110110T12_f120_2p5deg.grib2", &[(120, "2011-01-15T12:00:00Z")][..]),
        ("gfs_20111008T00_f072_2p5deg.grib2", &[(72, "2011-10-11T00:00:00Z")]),
        ("ifs_20220817T06_tuv_kz_0p4deg_simple.grib2", &[(12, "2022-08-17T18:00:00Z"), (48, "2022-08-19T06:00:00Z")]),
        ("ifs_20220817T06_tuv_kz_0p4deg_ccsds.grib2", &[(24, "2022-08-18T06:00:00Z"), (36, "2022-08-18T18:00:00Z")]),
        (
            "ifs_20220817T06_tuv_kz_0p4deg_complexsd.grib2",
            &[(12, "2022-08-17T18:00:00Z"), (36, "2022-08-18T18:00:00Z")],
        ),
        (JPEG_2000, &[(12, "2022-08-17T18:00:00Z"), (24, "2022-08-18T06:00:00Z")]),
    ] {
        // The pictures of JPEG 2000 hold the values of simple packing without loss.
        let (path, name) = match name {
            JPEG_2000 => (Some(fixture(name)), "ifs_20220817T06_tuv_kz_0p4deg_simple.grib2"),
            _ => (shared(&format!("fixtures/{name}")), name),
        };
        let Some(path) = path else { return };
        for town in TOWNS {
            for (step_h, time) in times {
                let weather = at_town(&path, town, time);
                assert_eq!(weather["time_utc"].as_str(), Some(*time));
                let fields = expected[name].as_array().expect("fields");
                for field in fields.iter().filter(|field| field["step_h"].as_i64() == Some(*step_h)) {
                    let value = field["bilinear"][town.0].as_f64().expect("a value");
                    let apart = (found(&weather, field) - value).abs();
                    assert!(apart < 1e-4 + 2e-7 * value.abs(), "{name} {} {field}: {apart}", town.0);
                    compared += 1;
                }
            }
        }
    }
    assert_eq!(compared, 2 * 4 * 69 + 4 * 4 * 2 * 6);
}

/// Half way between two steps of a forecast every value is half way between theirs.
#[test]
fn times_between_two_steps_are_interpolated() {
    let path = fixture("ifs_20220817T06_tuv_kz_0p4deg_ccsds.grib2");
    let at = |time| at_town(&path, TOWNS[1], time);
    let (before, half, after) = (at("2022-08-17T18:00:00Z"), at("2022-08-18T00:00:00Z"), at("2022-08-18T06:00:00Z"));
    for level in 0..2 {
        for key in ["wind_u_m_s", "wind_v_m_s", "temperature_k"] {
            let value = |weather: &Value| weather["levels"][level][key].as_f64().expect("a value");
            assert!((value(&half) - 0.5 * (value(&before) + value(&after))).abs() < 1e-9, "{level} {key}");
        }
    }
}

/// Weather near the ground of both centres and of ERA5, each with its own codes and units, at 65 E 47 N: the fields are
/// planes in longitude and latitude, worked by hand here. Rain is the rate of the shortest interval that the sums give.
#[test]
fn weather_near_the_ground_is_read_from_every_source() {
    let at = |name: &str, time: &str| {
        let weather =
            json(&["weather", text_of(&fixture(name)), "--at", "65,47", "--time", time, "--json"])["surface"].clone();
        move |key: &str| weather[key].as_f64().unwrap_or(f64::NAN)
    };
    let close = |found: f64, expected: f64| assert!((found / expected - 1.0).abs() < 1e-5, "{found} {expected}");
    let ecmwf = at("made_ecmwf_surface.grib2", "2022-08-18T06:00:00Z");
    close(ecmwf("wind_u_10m_m_s"), 4.0 + 0.05 * 5.0 - 0.1 * 2.0);
    close(ecmwf("temperature_2m_k"), 286.0 + 0.1 * 5.0 - 0.5 * 2.0);
    close(ecmwf("pressure_pa"), 98_100.0 + 20.0 * 5.0 - 50.0 * 2.0);
    close(ecmwf("cloud_fraction"), 0.7 + 0.005 * 5.0 + 0.01 * 2.0);
    close(ecmwf("mixing_height_m"), 1_200.0 + 5.0 * 5.0 + 10.0 * 2.0);
    // 3.5 mm in the first 12 hours, 9.5 mm in 24; 20 mm of water as snow of 200 kg/m3.
    close(ecmwf("rain_mm_h"), 0.5);
    close(ecmwf("snow_depth_m"), 0.1);
    close(at("made_ecmwf_surface.grib2", "2022-08-17T18:00:00Z")("rain_mm_h"), 3.5 / 12.0);
    let gfs = at("made_gfs_surface.grib2", "2011-10-11T00:00:00Z");
    close(gfs("cloud_fraction"), 0.825);
    close(gfs("mixing_height_m"), 925.0);
    // 9.5 mm in six hours, which is preferred to the rate of the moment.
    close(gfs("rain_mm_h"), 9.5 / 6.0);
    close(gfs("snow_depth_m"), 0.155);
    let era5 = at("made_era5_surface.nc", "2013-07-02T02:30:00Z");
    close(era5("rain_mm_h"), 2.25);
    close(era5("cloud_fraction"), 0.4 + 0.05 + 0.01);
    close(era5("mixing_height_m"), 660.0);
    assert_eq!(era5("snow_depth_m"), 0.0);
}

/// Levels every six hours and weather near the ground every hour, from two files of the day and place: nothing has to be
/// extended, the weather counts as observed, and each value goes by the name of the files.
#[test]
fn levels_and_surface_of_several_steps_and_files_run_together() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("result");
    let (levels, surface) = (fixture("made_era5_levels.nc"), fixture("made_era5_surface.nc"));
    let run = ["run", "baikonur-2013", "--members", "4", "--quiet", "--out", text_of(&out)];
    let files = ["--weather", text_of(&levels), "--weather", text_of(&surface)];
    let output = heptyl(&[&run[..], &files].concat());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let manifest: Value =
        serde_json::from_str(&std::fs::read_to_string(out.join("manifest.json")).expect("a manifest")).expect("JSON");
    let lines: Vec<String> =
        manifest["assumptions"].as_array().expect("assumptions").iter().map(Value::to_string).collect();
    let line = |start: &str| {
        lines.iter().find(|line| line.contains(start)).unwrap_or_else(|| panic!("no {start}: {lines:#?}"))
    };
    for (start, range) in
        [("Rain: ", "0 to 6."), ("Cloud cover: ", "likeliest 0.4"), ("Mixing height: ", " m, likeliest 6")]
    {
        assert!(line(start).contains(range), "{}", line(start));
        assert!(line(start).contains("made_era5_levels.nc") && line(start).contains("made_era5_surface.nc"));
    }
    // The 10 m wind of 02:38, 3 + 0.5 x 2.64 + 0.05 (lon - 60) from the file, is in the range.
    assert!(line("Wind speed at 10 m: ").contains("likeliest 4."), "{}", line("Wind speed"));
    assert!(line("Snow by ").contains("none"));
    assert!(!lines.iter().any(|line| line.contains("not an observation") || line.contains("--extend-weather")));
    // The cloud goes far: the wind 50 km on and hours later is told beside that of the place of impact. At 500 m the files
    // have a vector that turns by 1 m/s in six hours in either component.
    let warnings = manifest["warnings"].to_string();
    let told = warnings.split("m/s from").nth(2).and_then(|rest| rest.split(": ").nth(1));
    let apart = told.and_then(|rest| rest.split(" m/s apart").next()).and_then(|number| number.parse::<f64>().ok());
    assert!(
        warnings.contains("50 km downwind and") && apart.is_some_and(|m_s| (0.1..3.0).contains(&m_s)),
        "{warnings}"
    );
}

/// The gust of ERA5 at a point of the grid; packed integers and their NetCDF-4 twin are the same.
#[test]
fn both_kinds_of_netcdf_give_the_same() {
    let gust = |name: &str, at: &str| {
        let weather = json(&["weather", text_of(&fixture(name)), "--at", at, "--json"]);
        assert_eq!(weather["time_utc"].as_str(), Some("2011-08-01T00:00:00Z"));
        weather["surface"]["gust_10m_m_s"].as_f64().expect("a gust")
    };
    for at in ["63.342,45.92", "70.11,50.03"] {
        let (classic, hdf) = (gust("era5_i10fg_kz.nc3.nc", at), gust("era5_i10fg_kz.nc4.nc", at));
        assert!(classic == hdf && (0.57..14.2).contains(&classic), "{classic} {hdf}");
    }
}

/// Both layouts of the Climate Data Store. Barometric heights of the standard atmosphere are within 200 m of those of a
/// winter day at 850 hPa, 1457 m.
#[test]
fn both_layouts_of_the_climate_data_store_are_read() {
    for (name, at, levels) in
        [("era5_pl_legacy_cds_46N_8E.nc", "8.1,46.3", 14), ("era5_pl_new_cds_42N_86W.nc", "-86.2,41.7", 37)]
    {
        let Some(path) = shared(&format!("fetched/fixtures/{name}")) else { return };
        let weather = json(&["weather", text_of(&path), "--at", at, "--json"]);
        let read = weather["levels"].as_array().expect("levels");
        assert_eq!(read.len(), levels, "{name}");
        let low = read.iter().find(|level| level["pressure_hpa"].as_f64() == Some(850.0)).expect("850 hPa");
        assert!((low["height_asl_m"].as_f64().expect("a height") - 1_457.0).abs() < 200.0, "{low}");
        assert!((255.0..295.0).contains(&low["temperature_k"].as_f64().expect("a temperature")), "{low}");
    }
}

/// First rows of the radiosonde files, worked from their text by hand.
#[test]
fn soundings_are_read_as_printed() {
    let first = |path: &Path, at: &str| {
        let weather = json(&["weather", text_of(path), "--at", at, "--json"]);
        let level = weather["levels"][0].clone();
        let number = |key: &str| level[key].as_f64().expect("a number");
        [
            number("pressure_hpa"),
            number("height_asl_m"),
            number("wind_u_m_s"),
            number("wind_v_m_s"),
            number("temperature_k"),
        ]
    };
    let close = |found: [f64; 5], expected: [f64; 5]| {
        assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 2e-3), "{found:?} {expected:?}");
    };
    let barrow = "-156.78,71.29";
    close(first(&fixture("igra2_USM00070026-data.txt"), barrow), [1009.8, 12.0, -1.744, -4.792, 273.15]);
    close(first(&fixture("igra2_USM00070026-drvd.txt"), barrow), [1020.95, 15.0, -6.0, -3.9, 274.9]);
    let norman = fixture("wyoming_csv_72357_OUN_19990504T00.csv");
    close(first(&norman, "-97.4,35.2"), [959.0, 345.0, -3.181, 8.739, 295.35]);
    if let Some(page) = shared("fetched/fixtures/wyoming_html_72572_SLC_19800517T00.html") {
        // 10 knots from 140 degrees.
        close(first(&page, "-111.95,40.77"), [870.0, 1288.0, -3.307, 3.941, 278.15]);
    }
}

/// A bundled scenario with each format, through to the report. No file is of its day and place, so that it is extended,
/// which the assumptions say.
#[test]
fn every_format_runs_a_scenario() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut files = vec![
        fixture("gfs_20111008T00_f072_2p5deg_8_levels.grib2"),
        fixture("ifs_20220817T06_tuv_kz_0p4deg_ccsds.grib2"),
        fixture(JPEG_2000),
        fixture("igra2_USM00070026-data.txt"),
        fixture("igra2_USM00070026-drvd.txt"),
        fixture("wyoming_csv_72357_OUN_19990504T00.csv"),
    ];
    for name in
        ["era5_pl_legacy_cds_46N_8E.nc", "era5_pl_new_cds_42N_86W.nc", "wyoming_html_72572_SLC_19800517T00.html"]
    {
        files.extend(shared(&format!("fetched/fixtures/{name}")));
    }
    let (first, second) = files.split_at(files.len() / 2);
    std::thread::scope(|threads| {
        for (half, files) in [first, second].into_iter().enumerate() {
            let folder = folder.path();
            threads.spawn(move || {
                for (number, file) in files.iter().enumerate() {
                    runs(text_of(file), &folder.join(format!("{half}-{number}")));
                }
            });
        }
    });
}

/// Reports as archives give them, through to the report; one of another hour is refused, and taken where that is asked for.
#[test]
fn reports_of_stations_run_a_scenario() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("written");
        folder.path().join(name)
    };
    let metar = file(
        "metar.txt",
        "# made for this test\n201307020200 METAR UAOL 020200Z 09004MPS CAVOK 20/15 Q1008=\n\
         201307020230 METAR UAOL 020230Z 10005MPS -RA OVC020 19/15 Q1008=\n",
    );
    let synop =
        file("synop.txt", "38069,2013,07,02,03,00,AAXX 02031 38069 11582 60904 10200 20150 39960 40050 60011=\n");
    let late = file("late.txt", "METAR UAOL 021200Z 10005MPS CAVOK 19/15 Q1008=\n");
    let out = folder.path().join("result");
    let run = |path: &Path, more: &[&str]| {
        let base = ["run", "baiterek-pad", "--members", "1", "--quiet", "--force", "--out", text_of(&out)];
        heptyl(&[&base[..], &["--weather", text_of(path)], more].concat())
    };
    let manifest = || std::fs::read_to_string(out.join("manifest.json")).expect("a manifest");
    let done = |output: &Output| assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    done(&run(&metar, &[]));
    assert!(manifest().contains("Rain: 0.1 to 2.5 mm/h, likeliest 0.8") && manifest().contains("metar.txt"));
    assert!(!manifest().contains("not an observation"));
    done(&run(&synop, &[]));
    assert!(manifest().contains("synop.txt"));
    let output = run(&late, &[]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        output.status.code() == Some(2) && told.contains("found one 9.4 h away") && told.contains("--extend-weather"),
        "{told}"
    );
    done(&run(&late, &["--extend-weather"]));
    assert!(manifest().contains("outside of when it holds, asked for with --extend-weather"));
    let printed = json(&["weather", text_of(&metar), "--at", "63,46", "--json"]);
    assert_eq!(printed["reports"][1]["wind_speed_m_s"], 5.0);
}

/// Refused as it is, and run where it is extended.
fn runs(file: &str, out: &Path) {
    let base = ["run", "baiterek-pad", "--members", "1", "--quiet", "--weather", file, "--out", text_of(out)];
    refused(&base, &["--extend-weather"]);
    let output = heptyl(&[&base[..], &["--extend-weather"]].concat());
    assert_eq!(output.status.code(), Some(0), "{file}: {}", String::from_utf8_lossy(&output.stderr));
    let manifest = std::fs::read_to_string(out.join("manifest.json")).expect("a manifest");
    assert!(manifest.contains("asked for with --extend-weather") && manifest.contains(file), "{manifest}");
    assert!(out.join("map-weather.png").exists());
    let report = std::fs::read_to_string(out.join("report.html")).expect("a report");
    assert!(report.contains("Wind and temperature by height as the weather file gives them"), "{file}");
}

/// The winds of a file move a falling stage, at the place where it falls and not at the pad.
#[test]
fn a_fall_takes_the_wind_of_a_grid() {
    let stage = ["fall", "--vehicle", "proton-k", "--site", "81/24", "--stage", "1", "--members", "40", "--json"];
    let file = fixture("gfs_20111008T00_f072_2p5deg_8_levels.grib2");
    let with = json(&[&stage[..], &["--weather", text_of(&file)]].concat());
    let assumptions = with["assumptions"].to_string();
    assert!(assumptions.contains("is a forecast over 72 h"), "{assumptions}");
    assert!(with["lon"].as_f64().is_some_and(|lon| (66.0..68.5).contains(&lon)), "{}", with["lon"]);
    let low = fixture("ifs_20220817T06_tuv_kz_0p4deg_ccsds.grib2");
    let args = [&stage[..], &["--weather", text_of(&low)]].concat();
    refused(&args, &["expected winds up to 10000 m above the ground", "m short", "--extend-weather"]);
    let extended = json(&[&args[..], &["--extend-weather"]].concat());
    assert!(extended["assumptions"].to_string().contains("below the height that is needed"));
}

#[test]
fn what_lies_outside_is_told_by_how_much() {
    let file = fixture("ifs_20220817T06_tuv_kz_0p4deg_ccsds.grib2");
    let file = text_of(&file);
    refused(&["weather", file, "--at", "45,45.9"], &["50.00 to 88.00 E", "it lies 388 km outside", "--extend-weather"]);
    let late = ["weather", file, "--at", "63,46", "--time", "2022-08-20T06:00:00Z"];
    refused(&late, &["within 6 h of 2022-08-20T06:00:00Z", "24.0 h away", "--extend-weather"]);
    refused(&["weather", file, "--at", "46"], &["--at 46 cannot be used", "such as 63.34,45.92"]);
    refused(&["weather", file, "--at", "63,46", "--time", "noon"], &["--time noon"]);
    let grib1 = fixture("ecmwf_20180801T12_tuv_pl_5deg.grib1");
    refused(&["weather", text_of(&grib1), "--at", "63,46"], &["GRIB edition 1", "grib_set -s edition=2"]);
}
