//! A good scenario is read, and every kind of mistake is told with its line.

use super::*;
use crate::incident::{BreakUp, FailureKind, ImpactPlace};
use crate::input::csv_table::tests::loaded;
use crate::input::{InputOptions, Reference, bundled, reference};
use crate::range::Range;

fn known() -> Reference {
    reference(&InputOptions::default()).expect("bundled tables")
}

fn read(text: &str) -> Result<Scenario, String> {
    let known = known();
    let catalogue = Catalogue { vehicles: &known.vehicles, sites: &known.sites, vehicle: None };
    scenario(&loaded("my.toml", text), catalogue).map_err(|error| error.to_string())
}

fn good(time_s: f64) -> String {
    let known = known();
    let vehicle = known.vehicles.iter().find(|vehicle| vehicle.id == "proton-m").expect("Proton-M");
    template(vehicle, find_site(&known.sites, "81/24").expect("a pad"), time_s)
}

/// What `heptyl new` prints is accepted as it stands, beside the pad and in flight.
#[test]
fn the_template_is_a_valid_scenario() {
    let pad = read(&good(20.0)).expect("valid");
    assert_eq!((pad.failure.kind, pad.failure.breakup), (FailureKind::Pad, BreakUp::None));
    assert!(matches!(pad.impact, Some(ImpactPlace::FromPad { .. })));
    let flight = read(&good(222.0)).expect("valid");
    assert_eq!((flight.failure.kind, flight.failure.time_s), (FailureKind::Flight, Range::exactly(222.0)));
    assert_eq!((flight.impact, flight.members), (None, 200));
}

/// Each slip alone: what is replaced, by what, and what the report must say.
#[test]
fn every_kind_of_mistake_is_told() {
    for (old, new, said) in [
        ("schema = 1", "schema = 2", "`schema` is not 1"),
        ("name = \"my-incident\"", "name = \"../home\"", "cannot name a folder"),
        ("2026-07-01T06:00:00Z", "2026-07-41T06:00:00Z", "`time_utc` is not a time"),
        ("vehicle = \"proton-m\"", "vehicle = \"protonm\"", "did you mean \"proton-m\""),
        ("vehicle = \"proton-m\"", "vehicle = \"proton-m\"\nprogramme = \"near-erth\"", "did you mean \"near-earth\""),
        ("site = \"81/24\"", "site = \"250a\"", "has no known position"),
        ("site = \"81/24\"", "site = \"181/24\"", "is not known: \"181/24\""),
        ("kind = \"flight\"", "kind = \"pad\"", "`impact` is missing"),
        ("kind = \"flight\"", "kind = \"stage-drop\"", "`failure.stage` is missing"),
        ("time_s = 222", "time_s = 99999", "is beyond the burn-out"),
        ("time_s = 222", "time_s = 2000", "is beyond the end of the powered ascent"),
        ("time_s = 222", "time_s = 222\nengines_until_s = 100", "is before the failure"),
        ("time_s = 222", "time_s = 222\nstage = 1", "goes with kind \"stage-drop\" only"),
        ("rain_mm_h = 0", "rain_mm_h = -1", "`weather.rain_mm_h` is out of bounds"),
        ("rain_mm_h = 0", "rain_mm_h = 0\nobukhov_length_m = { low = -5, best = 1, high = 5 }", "crosses zero"),
        ("rain_mm_h = 0", "rain_mm_h = 0\nfriction_velocity_m_s = 0.3", "stands alone"),
        ("rain_mm_h = 0", "rain_mm_h = 0\nstability = \"G\"", "is not known: \"G\""),
        ("rain_mm_h = 0", "rain_mm_h = 0\nobukhov_length_m = 20\nstability = \"E\"", "expected one of the two"),
        ("rain_mm_h = 0", "rain_mm_h = nan", "found NaN"),
        ("rain_mm_h = 0", "rain_mm_h = inf", "found inf"),
        ("rain_mm_h = 0", "rain_mm_h = \"0\"", "expected a number or a range"),
        ("rain_mm_h = 0", "", "`weather.rain_mm_h` is missing"),
        ("rain_mm_h = 0", "rain_mm_hr = 0", "did you mean \"rain_mm_h\""),
        ("{ low = 12, best = 24, high = 36 }", "{ low = 36, best = 24, high = 12 }", "is above `high`"),
        (
            "{ low = 12, best = 24, high = 36 }",
            "{ low = 12, high = 36, law = \"gauss\" }",
            "`weather.temperature_c.law`",
        ),
        ("height_agl_m = 5600", "height_agl_m = 56", "not in the order of height"),
        ("bulk_density_kg_m3 = 1400", "bulk_density_kg_m3 = -1400", "`soil.bulk_density_kg_m3` is out of bounds"),
        ("texture = \"sandy loam\"", "texture = \"sandy loom\"", "did you mean \"sandy loam\""),
        ("members = 200", "members = 2.5", "expected a whole number"),
    ] {
        let text = good(222.0);
        assert!(text.contains(old), "{old}");
        let report = read(&text.replacen(old, new, 1)).expect_err(new);
        assert!(report.contains(said), "{new}\n{report}");
        assert!(report.contains("my.toml:") && report.contains("help"), "{report}");
    }
}

/// Five slips in five tables come as one report with five lines.
#[test]
fn all_mistakes_come_in_one_report() {
    let text = good(222.0)
        .replacen("vehicle = \"proton-m\"", "vehicle = \"saturn\"", 1)
        .replacen("breakup = \"dynamic-pressure\"", "breakup = \"maybe\"", 1)
        .replacen("rain_mm_h = 0", "rain_mm_h = -5", 1)
        .replacen("depth_m = 0.2", "deepness_m = 0.2", 1);
    let report = read(&text).expect_err("five problems");
    // The renamed depth counts twice: once as unknown, once as missing.
    assert!(report.starts_with("my.toml has 5 problems:"), "{report}");
}

/// A dropped stage takes its nominal separation time, and has no place of impact of its own.
#[test]
fn a_stage_drop_takes_the_nominal_separation() {
    let text = good(222.0).replacen("kind = \"flight\"", "kind = \"stage-drop\"\nstage = 1", 1).replacen(
        "time_s = 222 ",
        "# ",
        1,
    );
    let scenario = read(&text).expect("valid");
    assert_eq!(scenario.failure.stage, Some(1));
    assert!((110.0..130.0).contains(&scenario.failure.time_s.best), "{:?}", scenario.failure.time_s);
    let with_place = text.replacen("[weather]", "[impact]\nlon = 66\nlat = 47\nsigma_m = 10\n[weather]", 1);
    assert!(read(&with_place).expect_err("a place").contains("does not go with kind"));
}

/// Both spellings of a pad name the same site, which keeps the id of the table.
#[test]
fn a_pad_may_be_written_with_a_hyphen() {
    let text = good(222.0);
    for spelling in ["81/24", "81-24"] {
        let written = text.replacen("site = \"81/24\"", &format!("site = \"{spelling}\""), 1);
        assert_eq!(read(&written).expect("valid").site.id, "81/24", "{spelling}");
    }
}

/// A zone that a bundled scenario puts beside a figure is a limit of the table (of spilt liquid alone too), the fall
/// area, or none.
#[test]
fn the_zones_named_in_bundled_scenarios_exist() {
    let known = known();
    let catalogue = Catalogue { vehicles: &known.vehicles, sites: &known.sites, vehicle: None };
    let mut named = 0;
    for file in bundled::SCENARIOS {
        for official in scenario(&loaded(file.name, file.text), catalogue).expect("valid").official {
            let Some(id) = official.zone_id() else { continue };
            named += 1;
            let limit = known.thresholds.iter().any(|threshold| threshold.id == id.trim_end_matches("-spilt"));
            assert!(limit || id == "fall-95" || id == "none", "{}: {id}", file.name);
        }
    }
    assert!(named > 10, "{named}");
}
