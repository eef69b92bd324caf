//! The contract with scripts and inspectors, through the real program: files, keys, exit codes, streams.
#![allow(clippy::panic, reason = "helpers of tests stop where what they need is missing")]

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;

/// Keys of the blocks of `assessment.json` by path; `*` stands for each element.
const KEYS: [(&str, &str); 20] = [
    (
        "",
        "scenario title time_utc members seed lease incident fall release_kg ledger_kg zones population official \
         warnings sensitivity",
    ),
    ("lease", "area_km2 official_area_km2 source inside"),
    ("incident", "vehicle site failure_time_s altitude_m speed_m_s lon lat"),
    (
        "fall",
        "lon lat sigma_along_km sigma_across_km azimuth_deg area95_km2 falls not_down regions hits pieces \
         breakup_altitude_m impact_speed_m_s distance_to_report_km report_inside_95",
    ),
    ("fall/regions/*", "probability area_km2"),
    (
        "fall/hits/*",
        "kind id name reach_m probability_main standard_error_main probability_any standard_error method \
         expected_pieces",
    ),
    ("fall/pieces/*", "name count lon lat sigma_along_km sigma_across_km azimuth_deg impact_speed_m_s propellant_kg"),
    ("release_kg", "udmh nto kerosene"),
    ("release_kg/*", "p05 median p95"),
    (
        "ledger_kg/*",
        "loaded burnt_in_flight burnt_on_impact evaporated_aloft airborne transformed deposited_soil deposited_water \
         left_domain closure_error",
    ),
    ("zones/*", "id medium substance quantity threshold unit averaging_s source area_km2 population settlements basis"),
    ("zones/*/area_km2", "p05 median p95"),
    ("zones/*/population", "p05 median p95"),
    ("population", "settlements background year sources"),
    ("official/*", "quantity value unit source"),
    ("warnings/*", "code text"),
    ("ledger_kg", "udmh nto"),
    ("sensitivity", "members confidence drivers left_out answers findings"),
    ("sensitivity/drivers/*", "id name unit range measure"),
    ("sensitivity/answers/*", "id title limit zone reached cut not_told effects measure_first"),
];

/// Files that every scenario leaves.
const FILES: [&str; 11] = [
    "assessment.json",
    "map.png",
    "map.svg",
    "map-soil.png",
    "zones.geojson",
    "zones.kml",
    "zones.csv",
    "settlements.csv",
    "sensitivity.csv",
    "report.html",
    "manifest.json",
];

/// One run that several tests look at.
struct Finished {
    folder: PathBuf,
    output: Output,
}

impl Finished {
    /// The folder has a fixed name and is emptied first, for a static is never dropped; a second run of the tests in the
    /// same target folder waits for its turn.
    fn of(name: &str, args: &[&str]) -> Self {
        LazyLock::force(&TURN);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != ErrorKind::NotFound => panic!("{}: {error}", folder.display()),
            _ => fs::create_dir_all(&folder).expect("a folder"),
        }
        let output = heptyl(&folder, args);
        Self { folder, output }
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn assessment(&self) -> Value {
        serde_json::from_str(&self.text("result/assessment.json")).expect("JSON")
    }
}

/// Held until the process ends.
static TURN: LazyLock<File> = LazyLock::new(|| {
    let file = File::create(Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli.lock")).expect("a lock file");
    file.lock().expect("a lock");
    file
});

const KARKARALY_20: [&str; 6] = ["run", "karkaraly-1999", "--members", "20", "--out", "result"];

/// Karkaraly has every medium: fall, air, soil.
static KARKARALY: LazyLock<Finished> =
    LazyLock::new(|| Finished::of("karkaraly", &[&KARKARALY_20[..], &["--threads", "2"]].concat()));

static BAIKONUR: LazyLock<Finished> =
    LazyLock::new(|| Finished::of("baikonur", &["run", "baikonur-2013", "--members", "20", "--out", "result"]));

/// The program in a folder that is not the repository, without any data of PROJ about it.
fn heptyl(dir: &Path, args: &[&str]) -> Output {
    let mut command = Command::cargo_bin("heptyl").expect("the program");
    command.current_dir(dir).env_remove("PROJ_DATA").env_remove("PROJ_LIB").args(args);
    command.output().expect("the program starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Members of an object, or elements of a list.
fn children(value: &Value) -> Vec<&Value> {
    match value {
        Value::Object(members) => members.values().collect(),
        Value::Array(elements) => elements.iter().collect(),
        _ => Vec::new(),
    }
}

fn at<'a>(root: &'a Value, path: &str) -> Vec<&'a Value> {
    path.split('/').filter(|part| !part.is_empty()).fold(vec![root], |found, part| match part {
        "*" => found.into_iter().flat_map(children).collect(),
        key => found.into_iter().map(|value| &value[key]).collect(),
    })
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

#[test]
fn a_run_leaves_every_file_of_the_contract() {
    for (finished, media) in [(&KARKARALY, &["air", "soil", "fall"][..]), (&BAIKONUR, &["air", "soil"][..])] {
        assert_eq!(finished.output.status.code(), Some(0), "{}", stderr(&finished.output));
        let result = finished.folder.join("result");
        let media = media.iter().map(|medium| format!("map-{medium}.png"));
        for name in FILES.iter().map(|name| (*name).to_owned()).chain(media) {
            let size = fs::metadata(result.join(&name)).map_or(0, |file| file.len());
            assert!(size > 100, "{name}: {size} bytes");
        }
        let fields = fs::read_dir(result.join("fields")).expect("a folder of fields");
        let names: Vec<String> =
            fields.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        assert!(names.iter().all(|name| name.ends_with(".tif")), "{names:?}");
        for quantity in ["highest", "dosage", "soil"] {
            assert!(names.iter().any(|name| name.contains(quantity)), "no {quantity} among {names:?}");
        }
    }
}

#[test]
fn the_assessment_has_every_key_of_the_contract() {
    let (karkaraly, baikonur) = (KARKARALY.assessment(), BAIKONUR.assessment());
    for assessment in [&karkaraly, &baikonur] {
        for (path, keys) in KEYS {
            for block in at(assessment, path).into_iter().filter(|block| !block.is_null()) {
                for key in keys.split_whitespace() {
                    assert!(block.get(key).is_some(), "{path} lacks `{key}`: {block}");
                }
            }
        }
        for path in ["zones/*", "official/*", "ledger_kg/*", "population/sources/*"] {
            assert!(!at(assessment, path).is_empty(), "{path} is empty");
        }
        assert_eq!(assessment["members"], 20);
    }
    assert!(karkaraly["fall"].is_object() && baikonur["fall"].is_null());
    let basis = ["modelled", "measured", "restricted"];
    assert!(at(&karkaraly, "zones/*/basis").iter().all(|b| basis.contains(&b.as_str().unwrap_or_default())));
    let media = ["air", "soil", "water", "fall"];
    assert!(at(&karkaraly, "zones/*/medium").iter().all(|m| media.contains(&m.as_str().unwrap_or_default())));
}

#[test]
fn ledgers_add_up() {
    for assessment in [KARKARALY.assessment(), BAIKONUR.assessment()] {
        for (substance, ledger) in assessment["ledger_kg"].as_object().expect("ledgers") {
            let column = |key: &str| number(&ledger[key]);
            let booked = column("burnt_in_flight")
                + column("burnt_on_impact")
                + column("evaporated_aloft")
                + column("airborne")
                + column("transformed")
                + column("deposited_soil")
                + column("deposited_water")
                + column("left_domain");
            let loaded = column("loaded");
            assert!((booked - loaded).abs() <= 1e-6 * loaded, "{substance}: {booked} of {loaded} kg");
            assert!(column("closure_error") < 1e-6, "{substance}: {}", column("closure_error"));
            assert!(ledger.as_object().expect("columns").values().all(|v| number(v) >= 0.0), "{substance}: {ledger}");
        }
    }
}

#[test]
fn quantiles_rise_and_zones_that_no_member_reaches_are_listed_with_zeros() {
    let listed = stdout(&heptyl(&KARKARALY.folder, &["list", "thresholds", "--json"]));
    let listed: Value = serde_json::from_str(&listed).expect("JSON");
    let mut unreached = 0;
    for assessment in [KARKARALY.assessment(), BAIKONUR.assessment()] {
        for limit in at(&listed, "*").into_iter().filter(|limit| limit["medium"] == "air" || limit["medium"] == "soil")
        {
            let zone = at(&assessment, "zones/*").into_iter().find(|zone| zone["id"] == limit["id"]);
            let zone = zone.unwrap_or_else(|| panic!("no zone for limit {}", limit["id"]));
            let area = ["p05", "median", "p95"].map(|q| number(&zone["area_km2"][q]));
            assert!(0.0 <= area[0] && area[0] <= area[1] && area[1] <= area[2], "{}: {area:?}", zone["id"]);
            if number(&zone["probability"]) == 0.0 {
                unreached += 1;
                assert_eq!(area, [0.0; 3], "{}", zone["id"]);
                assert_eq!(["p05", "median", "p95"].map(|q| number(&zone["population"][q])), [0.0; 3]);
                assert_eq!(zone["settlements"], Value::Array(Vec::new()));
            }
        }
    }
    assert!(unreached > 0, "no zone was unreached: the rule was not tried");
}

#[test]
fn standard_output_has_the_result_and_standard_error_only_progress() {
    for finished in [&KARKARALY, &BAIKONUR] {
        let told = stdout(&finished.output);
        assert!(told.contains("20 members") && told.contains("map.png") && told.contains("report.html"), "{told}");
        assert!(!told.contains('\u{1b}'), "colours in a pipe: {told}");
        // A pipe is no terminal: the bar is off, and there is nothing else to say.
        assert_eq!(stderr(&finished.output), "");
    }
}

#[test]
fn the_geographic_files_are_readable() {
    let collection: Value = serde_json::from_str(&KARKARALY.text("result/zones.geojson")).expect("JSON");
    assert_eq!(collection["type"], "FeatureCollection");
    let collection: geojson::FeatureCollection = KARKARALY.text("result/zones.geojson").parse().expect("GeoJSON");
    assert!(!collection.features.is_empty());
    for feature in &collection.features {
        let geometry = feature.geometry.clone().expect("a geometry");
        let geometry: geo::Geometry<f64> = geometry.try_into().expect("a geometry of geo");
        assert!(geo::Validation::is_valid(&geometry), "{:?}", feature.properties);
    }
    for table in ["zones.csv", "settlements.csv", "droplets.csv"] {
        let text = KARKARALY.text(&format!("result/{table}"));
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        assert!(reader.records().all(|row| row.is_ok()), "{table}");
    }
    let report = KARKARALY.text("result/report.html");
    for outside in ["<script src", "<link rel=\"stylesheet\" href", "src=\"http", "url(http"] {
        assert!(!report.contains(outside), "the report is not self-contained: {outside}");
    }
}

#[test]
fn gdal_reads_the_fields_with_their_coordinate_system() {
    let fields = BAIKONUR.folder.join("result/fields");
    for entry in fs::read_dir(fields).expect("a folder of fields") {
        let path = entry.expect("an entry").path();
        let Ok(output) = Command::new("gdalinfo").arg("-json").arg(&path).output() else {
            // Written past the capture of the test runner, so that it is seen although the test passes.
            let _ = writeln!(
                std::io::stderr(),
                "SKIPPED: no gdalinfo (apt-get install gdal-bin), GDAL has not read the fields"
            );
            return;
        };
        assert!(output.status.success(), "{}: {}", path.display(), stderr(&output));
        let info: Value = serde_json::from_slice(&output.stdout).expect("JSON of gdalinfo");
        assert!(info["coordinateSystem"]["wkt"].as_str().is_some_and(|wkt| wkt.contains("WGS 84")), "{info}");
        let corner = &info["cornerCoordinates"]["center"];
        let (lon, lat) = (number(&corner[0]), number(&corner[1]));
        assert!((lon - 62.99).abs() < 0.1 && (lat - 46.07).abs() < 0.1, "{}: {lon} {lat}", path.display());
    }
}

#[test]
fn the_result_depends_on_the_seed_and_not_on_the_threads() {
    let run = |name: &str, more: &[&str]| {
        let finished = Finished::of(name, &[&KARKARALY_20[..], more].concat());
        assert_eq!(finished.output.status.code(), Some(0), "{}", stderr(&finished.output));
        (finished.text("result/assessment.json"), finished.text("result/zones.geojson"))
    };
    let two = (KARKARALY.text("result/assessment.json"), KARKARALY.text("result/zones.geojson"));
    let one = run("one-thread", &["--threads", "1"]);
    assert!(one == two, "one thread and two threads give different results");
    let seeded = run("seed", &["--threads", "2", "--seed", "1"]);
    assert_ne!(seeded.0, two.0);
    assert_ne!(seeded.1, two.1);
}

#[test]
fn an_existing_result_is_kept_unless_forced() {
    let args = ["run", "baikonur-2013", "--members", "3", "--quiet"];
    let finished = Finished::of("force", &args);
    assert_eq!(finished.output.status.code(), Some(0), "{}", stderr(&finished.output));
    let desk = finished.folder.as_path();
    // Without --out the folder is named after the scenario, below the folder that one is in.
    let assessment = desk.join("output/baikonur-2013/assessment.json");
    let before = fs::read(&assessment).expect("the first result");
    let refused = heptyl(desk, &args);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("--force") && refused.stdout.is_empty(), "{}", stderr(&refused));
    assert_eq!(fs::read(&assessment).expect("the first result"), before);
    let forced = heptyl(desk, &[&args[..], &["--force", "--seed", "7"]].concat());
    assert_eq!(forced.status.code(), Some(0), "{}", stderr(&forced));
    assert_ne!(fs::read(&assessment).expect("the second result"), before);
    let left: Vec<_> = fs::read_dir(desk.join("output")).expect("a folder").collect();
    assert_eq!(left.len(), 1, "something beside the result: {left:?}");
}

#[test]
fn every_list_is_printed_as_text_and_as_json_with_sources() {
    let desk = tempfile::tempdir().expect("a folder");
    for what in ["scenarios", "vehicles", "sites", "drop-zones", "thresholds", "layers"] {
        let text = heptyl(desk.path(), &["list", what]);
        assert_eq!(text.status.code(), Some(0), "{what}: {}", stderr(&text));
        let output = heptyl(desk.path(), &["list", what, "--json"]);
        let rows: Value = serde_json::from_str(&stdout(&output)).expect("JSON");
        let rows = rows.as_array().expect("a list");
        // One line a row below the heading.
        assert_eq!(stdout(&text).lines().count(), rows.len() + 1, "{what}");
        for row in rows {
            assert!(names_a_source(row), "{what}: no source in {row}");
        }
    }
}

fn names_a_source(row: &Value) -> bool {
    let Value::Object(members) = row else { return children(row).into_iter().any(names_a_source) };
    members.iter().any(|(key, value)| {
        let said = match key.as_str() {
            "sources" => value.as_array().is_some_and(|list| !list.is_empty()),
            _ => key.ends_with("source") && value.as_str().is_some_and(|text| !text.is_empty()),
        };
        said || names_a_source(value)
    })
}

#[test]
fn check_says_what_is_used_and_assumed_and_runs_nothing() {
    let desk = tempfile::tempdir().expect("a folder");
    let output = heptyl(desk.path(), &["check", "zhanaarka-1999"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let told = stdout(&output);
    for part in ["zhanaarka-1999", "assumed, not observed", "sha256", "Assumptions", "6717.0 km2", "200 members"] {
        assert!(told.contains(part), "check does not say {part:?}:\n{told}");
    }
    assert_eq!(fs::read_dir(desk.path()).expect("a folder").count(), 0);
}

#[test]
fn a_new_scenario_is_accepted_by_check_and_by_run() {
    let desk = tempfile::tempdir().expect("a folder");
    let args = ["new", "--site", "81/24", "--vehicle", "proton-m", "--failure-time", "300"];
    let fresh = heptyl(desk.path(), &args);
    assert_eq!(fresh.status.code(), Some(0), "{}", stderr(&fresh));
    fs::write(desk.path().join("my.toml"), &fresh.stdout).expect("a file");
    let checked = heptyl(desk.path(), &["check", "my.toml"]);
    assert_eq!(checked.status.code(), Some(0), "{}", stderr(&checked));
    let ran = heptyl(desk.path(), &["run", "my.toml", "--members", "2", "--out", "mine"]);
    assert_eq!(ran.status.code(), Some(0), "{}", stderr(&ran));
    assert!(desk.path().join("mine/map.png").is_file());
}

#[test]
fn wrong_usage_ends_with_two_and_help_with_zero() {
    let desk = tempfile::tempdir().expect("a folder");
    for (args, code) in [
        (&["--help"][..], 0),
        (&["--version"][..], 0),
        (&["fly"][..], 2),
        (&["run"][..], 2),
        (&["run", "baikonur-2013", "--members", "many"][..], 2),
        (&["run", "baikonur-2013", "--threads", "0"][..], 2),
        (&["list", "planets"][..], 2),
        (&["new", "--site", "81/24", "--vehicle", "proton-m", "--failure-time", "1e9"][..], 2),
    ] {
        let output = heptyl(desk.path(), args);
        assert_eq!(output.status.code(), Some(code), "{args:?}: {}", stderr(&output));
        assert_eq!(output.stdout.is_empty(), code != 0, "{args:?}");
    }
}

/// Two invented arcs: predictions, scores and plots are there, and an unknown column set is refused with code 2.
#[test]
fn evaluate_scores_measured_releases() {
    let dir = tempfile::tempdir().expect("a folder");
    let header = "case_id,run,release_rate_g_s,release_height_m,release_duration_s,local_time,utc_offset_h,lat_deg,\
                  lon_deg,wind_speed_m_s,wind_height_m,roughness_m,distance_m,receptor_height_m,averaging_s,\
                  observed_max_mg_m3,observed_crosswind_integral_mg_m2";
    let row = |id: &str, distance_m: u32, values: &str| {
        format!("{id},1,100,0.5,600,1960-07-06T14:00:00,-6,42.5,-98.6,6,2,0.006,{distance_m},1.5,600,{values}")
    };
    let cases = format!("{header}\n{}\n{}\n", row("a", 50, "250,4500"), row("b", 200, "17,1000"));
    fs::write(dir.path().join("cases.csv"), cases).expect("written");
    let output = heptyl(dir.path(), &["evaluate", "cases.csv", "--inputs", "routine", "--out", "result"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let read = |name: &str| fs::read_to_string(dir.path().join("result").join(name)).expect("a file");
    let metrics: Value = serde_json::from_str(&read("metrics.json")).expect("JSON");
    for key in ["n", "FAC2", "FB", "NMSE", "MG", "VG"] {
        assert!(metrics["max_mg_m3"][key].is_number() && metrics["crosswind_integral_mg_m2"][key].is_number(), "{key}");
    }
    assert!(read("predictions.csv").starts_with("case_id,run,distance_m,observed_max_mg_m3,predicted_max_mg_m3,"));
    assert!(dir.path().join("result/plot-scatter.png").is_file() && read("plot-residuals.svg").contains("factor of"));
    let output = heptyl(dir.path(), &["evaluate", "cases.csv", "--inputs", "measured", "--out", "other"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("friction_velocity_m_s"), "{}", stderr(&output));
}
