//! `heptyl fall` through the real program: keys, numbers that belong together, refusals, and the same result for any
//! number of threads.
#![allow(clippy::panic, reason = "helpers of tests stop where what they need is missing")]

use std::collections::BTreeMap;
use std::process::{Command, Output};

use assert_cmd::cargo::CommandCargoExt;
use heptyl::geodesy::LonLat;
use serde_json::Value;

const STAGE_1: [&str; 8] = ["--vehicle", "proton-k", "--site", "81/24", "--stage", "1", "--members", "60"];

const FAILED: [&str; 8] = ["--vehicle", "proton-k", "--site", "81/24", "--failure-time", "222", "--members", "12"];

fn fall(args: &[&str], threads: &str) -> Output {
    let mut command = Command::cargo_bin("heptyl").expect("the program");
    command.env_remove("PROJ_DATA").env_remove("PROJ_LIB").env("RAYON_NUM_THREADS", threads);
    command.arg("fall").args(args).output().expect("the program starts")
}

fn text(args: &[&str], threads: &str) -> String {
    let output = fall(args, threads);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&text(&[args, &["--json"]].concat(), "2")).expect("JSON")
}

fn number(value: &Value, key: &str) -> f64 {
    value[key].as_f64().unwrap_or_else(|| panic!("{key} in {value}"))
}

fn list<'v>(value: &'v Value, key: &str) -> &'v Vec<Value> {
    value[key].as_array().expect("a list")
}

/// The keys are those of the block `fall` of `assessment.json`, the points and the assumptions, and nothing else. The
/// numbers belong together: the centre is the mean of the points, and an area holds the smaller ones.
#[test]
fn a_dropped_stage_has_the_keys_of_the_contract() {
    let printed = json(&STAGE_1);
    let keys: Vec<&str> = printed.as_object().expect("an object").keys().map(String::as_str).collect();
    let expected = "lon lat sigma_along_km sigma_across_km azimuth_deg area95_km2 breakup_altitude_m impact_speed_m_s \
                    distance_to_report_km report_inside_95 falls not_down regions hits pieces points assumptions";
    assert_eq!(keys.join(" "), expected);
    let points = list(&printed, "points");
    assert_eq!(points.len(), 60);
    let keys: Vec<&str> = points[0].as_object().expect("a point").keys().map(String::as_str).collect();
    assert_eq!(keys.join(" "), "member piece lon lat impact_speed_m_s propellant_kg");
    let mean = |key: &str| points.iter().map(|point| number(point, key)).sum::<f64>() / 60.0;
    let (centre, of_points) = (at(&printed), LonLat::new(mean("lon"), mean("lat")));
    assert!(centre.distance_m(of_points) < 100.0, "{centre:?} {of_points:?}");
    let areas: Vec<f64> = list(&printed, "regions").iter().map(|region| number(region, "area_km2")).collect();
    assert!(areas.len() == 3 && areas[0] < areas[1] && areas[1] < areas[2], "{areas:?}");
    assert!((areas[1] - number(&printed, "area95_km2")).abs() < 1e-9);
    assert!(
        list(&printed, "assumptions")
            .iter()
            .any(|a| a["because"].as_str().is_some_and(|b| b.contains("planning range")))
    );
}

fn at(value: &Value) -> LonLat {
    LonLat::new(number(value, "lon"), number(value, "lat"))
}

/// A first stage of Proton comes down along its track: 250 to 400 km from the pad, towards azimuth 55 to 72 degrees,
/// in Karaganda region in its borders before 2022, and zone 25 is a likely place (environmental passport of zones 15
/// and 25: 259 to 325 km, azimuth 62.5). The bounds are wide: the fall itself is checked against recovered stages
/// elsewhere.
#[test]
fn a_first_stage_of_proton_falls_towards_its_zones() {
    let printed = json(&STAGE_1);
    let pad = LonLat::new(62.985, 46.071);
    let centre = at(&printed);
    assert!((250e3..400e3).contains(&pad.distance_m(centre)), "{centre:?}");
    assert!((55.0..72.0).contains(&pad.azimuth_deg(centre)), "{centre:?}");
    let hits: BTreeMap<(&str, &str), f64> = list(&printed, "hits")
        .iter()
        .map(|hit| {
            let word = |key: &str| hit[key].as_str().expect("a word");
            ((word("kind"), word("id")), number(hit, "probability_any"))
        })
        .collect();
    assert!(hits.get(&("region", "Karaganda")).is_some_and(|p| *p > 0.8), "{hits:?}");
    assert!(hits.get(&("drop-zone", "25")).is_some_and(|p| *p > 0.05), "{hits:?}");
    assert!(hits.values().all(|p| (1e-6..=1.0).contains(p)), "{hits:?}");
}

/// A vehicle that breaks up leaves pieces of several classes; some piece strikes a place at least as often as the main
/// one does, and the expected number is not below that.
#[test]
fn a_break_up_leaves_classes_of_pieces() {
    let printed = json(&FAILED);
    let classes = list(&printed, "pieces");
    assert!(classes.len() > 3, "{classes:?}");
    let count: u64 = classes.iter().filter_map(|class| class["count"].as_u64()).sum();
    assert_eq!(count as usize, list(&printed, "points").len());
    for hit in list(&printed, "hits") {
        let (main, any) = (number(hit, "probability_main"), number(hit, "probability_any"));
        assert!(main <= any + 1e-12 && number(hit, "expected_pieces") >= 0.9 * any, "{hit}");
        assert!(number(hit, "standard_error") >= 0.0);
    }
    let table = text(&FAILED, "2");
    for word in ["From the pad", "Area of 95 %", "Break-up", "Pieces", "Assumptions", "seed 1", "\u{b0}"] {
        assert!(table.contains(word), "{word} in\n{table}");
    }
}

#[test]
fn the_result_is_that_of_the_seed_and_not_of_the_threads() {
    let printed = |seed: &str, threads: &str| text(&[&STAGE_1[..], &["--json", "--seed", seed]].concat(), threads);
    assert_eq!(printed("7", "1"), printed("7", "3"));
    assert_ne!(printed("7", "2"), printed("8", "2"));
}

/// North by command: the centre lies where the azimuth points, but for what Earth's rotation and the wind do.
#[test]
fn the_azimuth_is_obeyed() {
    let args = [&STAGE_1[..], &["--azimuth", "10"]].concat();
    let centre = at(&json(&args));
    let from_pad = LonLat::new(62.985, 46.071).azimuth_deg(centre);
    assert!((7.0..16.0).contains(&from_pad), "{from_pad}");
}

#[test]
fn what_cannot_be_is_refused_with_exit_code_2() {
    let proton = ["--vehicle", "proton-k", "--site", "81/24"];
    for (more, expected) in [
        (&["--stage", "9"][..], "a stage of proton-k: 1, 2, 3"),
        (&["--stage", "1", "--failure-time", "100"], "cannot be used with"),
        (&[], "required"),
        (&["--failure-time", "9999"], "after its burn-out it is near orbit"),
        (&["--failure-time", "-3"], "--failure-time -3 cannot be used"),
        (&["--stage", "1", "--azimuth", "361"], "0 to 360"),
        (&["--stage", "1", "--members", "0"], "--members 0 cannot be used"),
        (&["--stage", "1", "--members", "many"], "invalid value"),
    ] {
        refused(&[&proton[..], more].concat(), expected);
    }
    refused(&["--vehicle", "proton-kk", "--site", "81/24", "--stage", "1"], "did you mean \"proton-k\"");
    refused(&["--vehicle", "proton-k", "--site", "81-99", "--stage", "1"], "--site 81-99 cannot be used");
}

fn refused(args: &[&str], expected: &str) {
    let output = fall(args, "2");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{args:?}: {told}");
    assert!(told.contains(expected), "{args:?}: {told}");
    assert!(output.stdout.is_empty());
}

/// A steady west wind of 60 m/s carries the stage further east than one from the east does, and the assumptions name
/// the file.
#[test]
fn observed_winds_are_used() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let centre = |from_deg: u32| {
        let path = folder.join(format!("fall_wind_{from_deg}.csv"));
        let levels = [10, 3_000, 9_000, 16_000, 30_000];
        let rows: String = levels.iter().map(|z| format!("2000-07-05T12:00:00Z,{z},60,{from_deg}\n")).collect();
        std::fs::write(&path, format!("time,height_agl_m,wind_speed_m_s,wind_from_deg\n{rows}")).expect("a file");
        let printed = json(&[&STAGE_1[..], &["--weather", path.to_str().expect("a path")]].concat());
        let told = list(&printed, "assumptions").iter().filter_map(|a| a["because"].as_str()).collect::<String>();
        assert!(told.contains("Profile of") && told.contains("fall_wind_"), "{told}");
        at(&printed)
    };
    let (west, east) = (centre(270), centre(90));
    assert!(west.lon > east.lon, "{west:?} {east:?}");
}

#[test]
fn a_bad_weather_file_is_refused_with_its_name() {
    refused(&[&STAGE_1[..], &["--weather", "no-such-winds.csv"]].concat(), "no-such-winds.csv");
}

/// An own trajectory stands in place of the vehicle's ascent: one that gains 9 m/s a second and turns to 28 degrees by
/// 120 s, 1080 m/s at 60 km, brings the wreck down 150 to 230 km away, far short of the 325 km of the nominal ascent.
#[test]
fn an_own_trajectory_moves_the_fall() {
    let pad = LonLat::new(62.985, 46.071);
    let (mut along_m, mut up_m) = (0.0, 100.0);
    let mut rows = String::from("time_s,lon,lat,altitude_m,speed_m_s\n");
    for time_s in 0..=150_u32 {
        let speed_m_s = 9.0 * f64::from(time_s);
        if time_s % 5 == 0 {
            let at = pad.destination(62.0, along_m);
            rows += &format!("{time_s},{:.6},{:.6},{up_m:.1},{speed_m_s:.1}\n", at.lon, at.lat);
        }
        let angle = (88.0 - 60.0 * (f64::from(time_s) / 120.0).min(1.0)).to_radians();
        along_m += (speed_m_s + 4.5) * angle.cos();
        up_m += (speed_m_s + 4.5) * angle.sin();
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("flown.csv");
    std::fs::write(&file, rows).expect("a file");
    let path = file.to_str().expect("a path");
    let failed = ["--vehicle", "proton-k", "--site", "81/24", "--failure-time", "120", "--members", "60"];
    let own = at(&json(&[&failed[..], &["--trajectory", path]].concat())).distance_m(pad) * 1e-3;
    let nominal = at(&json(&failed)).distance_m(pad) * 1e-3;
    assert!((150.0..230.0).contains(&own) && nominal > 300.0, "{own} km and {nominal} km");
}
