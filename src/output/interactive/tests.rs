//! The fragment and its scene; `tests/interactive_map.rs` drives the page in a browser.

use serde_json::Value;

use super::*;
use crate::output::fixture;

fn scene_of(body: &str) -> Value {
    let start = "<script type=\"application/json\" id=\"imap-scene\">";
    let (_, rest) = body.split_once(start).expect("a scene");
    let (json, _) = rest.split_once("</script>").expect("an end");
    serde_json::from_str(json).expect("JSON")
}

fn layer<'a>(scene: &'a Value, id: &str) -> &'a Value {
    let layers = scene["layers"].as_array().expect("layers");
    layers.iter().find(|layer| layer["id"] == id).unwrap_or_else(|| panic!("{id} in {:?}", ids(scene)))
}

fn ids(scene: &Value) -> Vec<&str> {
    scene["layers"].as_array().expect("layers").iter().filter_map(|layer| layer["id"].as_str()).collect()
}

#[test]
fn every_zone_with_ground_is_a_layer_and_those_of_the_main_map_show() {
    let outcome = fixture::outcome();
    let scene = scene_of(&fragment(&outcome).expect("made").body);
    let zone = layer(&scene, "zones-found:udmh-aegl2-60min");
    assert_eq!((&zone["on"], &zone["told"]), (&Value::Bool(true), &Value::Bool(true)));
    assert_eq!(zone["features"].as_array().map(Vec::len), Some(5));
    assert_eq!(layer(&scene, "zones-found:udmh-aegl2-30min")["folded"], true);
    assert_eq!(layer(&scene, "settlements")["features"].as_array().map(Vec::len), Some(outcome.settlements.len()));
}

#[test]
fn the_fall_has_its_track_regions_and_pieces() {
    let scene =
        scene_of(&fragment(&Outcome { language: Language::Ru, ..fixture::flight_outcome() }).expect("made").body);
    for id in ["fall-regions", "track", "breakups", "impacts-0", "impact-reported"] {
        assert!(!layer(&scene, id)["features"].as_array().expect("features").is_empty(), "{id}");
    }
    assert_eq!(scene["decimal"], ",");
}

/// Text of a user's file stays text, whatever it holds.
#[test]
fn no_text_can_end_the_script() {
    let mut outcome = fixture::outcome();
    outcome.settlements[0].name.en = "</script><script>alert(1)</script>".into();
    let made = fragment(&outcome).expect("made").body;
    assert_eq!(made.matches("<script").count(), 3);
    let names = layer(&scene_of(&made), "settlements")["features"].clone();
    assert!(names.as_array().expect("places").iter().any(|f| f["name"] == "</script><script>alert(1)</script>"));
}

/// The page holds the scripts that its head allows, and neither styles nor library name another file.
#[test]
fn runs_its_own_scripts_only_and_fetches_nothing() {
    let made = fragment(&fixture::outcome()).expect("made");
    let scripts: Vec<&str> = made.body.split("<script>").skip(1).filter_map(|s| s.split("</script>").next()).collect();
    assert_eq!(scripts.len(), 2);
    for script in scripts {
        let hash = STANDARD.encode(Sha256::digest(script));
        assert!(made.head.contains(&format!("'sha256-{hash}'")));
    }
    assert!(!made.head.contains("url(") && !made.body.contains("sourceMappingURL"));
    for reaching in ["fetch(", "XMLHttpRequest", "import(", "localStorage"] {
        assert!(!SCRIPT.contains(reaching), "{reaching}");
    }
}

#[test]
fn an_outcome_without_shapes_makes_a_map() {
    let mut outcome = fixture::outcome();
    outcome.shapes.clear();
    outcome.settlements.clear();
    outcome.rasters.clear();
    for language in Language::ALL {
        outcome.language = language;
        let scene = scene_of(&fragment(&outcome).expect("made").body);
        assert!(ids(&scene).contains(&"impact-model"));
    }
}
