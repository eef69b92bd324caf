//! `heptyl compare` through the real program.
#![allow(clippy::panic, reason = "helpers of tests stop where what they need is missing")]

use std::fs;
use std::process::{Command, Output};

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;

fn compare(arguments: &[&str]) -> Output {
    Command::cargo_bin("heptyl").expect("the program").arg("compare").args(arguments).output().expect("runs")
}

/// Soyuz-5 carries no heptyl: in every pair of members its zones of heptyl are smaller than those of Proton, and its
/// petroleum in the soil is more.
#[test]
fn another_vehicle_stands_beside_the_scenarios_own() {
    let around = tempfile::tempdir().expect("a folder");
    let dir = around.path().join("sheet");
    let out = dir.to_str().expect("a path");
    let output =
        compare(&["baikonur-2013", "--vehicle", "soyuz-5", "--members", "2", "--quiet", "--lang", "ru", "--out", out]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for file in ["compare.csv", "compare.json", "compare.html", "compare.png", "compare.svg", "manifest.json"] {
        assert!(dir.join(file).is_file(), "{file}");
    }
    let json: Value = serde_json::from_slice(&fs::read(dir.join("compare.json")).expect("a file")).expect("JSON");
    assert_eq!(json["cases"][1]["label"], "soyuz-5");
    assert_eq!(json["cases"][1]["pairing"], "paired");
    let row = |id: &str, quantity: &str| {
        let rows = json["rows"].as_array().expect("rows");
        rows.iter().find(|r| r["id"] == id && r["quantity"] == quantity).unwrap_or_else(|| panic!("{id}")).clone()
    };
    let air = row("udmh-mpc-air-single", "area");
    assert_eq!(air["differences"][0], Value::Null);
    assert_eq!(air["differences"][1]["share_smaller"], 1.0);
    assert!(air["differences"][1]["difference"]["p95"].as_f64().expect("a number") < 0.0);
    assert_eq!(row("kerosene-working-soil", "area")["differences"][1]["share_larger"], 1.0);
    let page = fs::read_to_string(dir.join("compare.html")).expect("a page");
    assert!(page.contains("Сравнение") && page.contains("data:image/png;base64,"));
    let table = fs::read_to_string(dir.join("compare.csv")).expect("a table");
    assert!(table.starts_with("id,quantity,substance,unit,case,p05,median,p95,difference_p05"), "{table}");
}

#[test]
fn one_case_is_no_comparison_and_an_unknown_vehicle_is_refused() {
    for (arguments, expected) in
        [(vec!["baikonur-2013"], "2 to 6"), (vec!["baikonur-2013", "--vehicle", "protn-m"], "did you mean")]
    {
        let output = compare(&arguments);
        assert_eq!(output.status.code(), Some(2));
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(errors.contains(expected), "{errors}");
    }
}
