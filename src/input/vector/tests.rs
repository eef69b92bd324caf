//! The same places in several systems and spellings.

use super::*;
use crate::input::csv_table::tests::loaded;
use crate::input::{lease, zones};

/// Vertices of an outline about the middle of drop zone 25.
const CORNERS: [(f64, f64); 4] = [(66.1, 47.0), (66.7, 47.05), (66.65, 47.4), (66.05, 47.35)];

fn geojson(crs: &str) -> String {
    let system = CoordinateSystem::new(crs).expect("known");
    let ring: Vec<String> = CORNERS
        .iter()
        .chain(&CORNERS[..1])
        .map(|(lon, lat)| {
            let at = system.from_lon_lat(LonLat::new(*lon, *lat)).expect("converts");
            format!("[{},{}]", at.x, at.y)
        })
        .collect();
    format!(
        r#"{{"type":"FeatureCollection","crs":{{"type":"name","properties":{{"name":"urn:ogc:def:crs:{}"}}}},"features":[{{"type":"Feature","properties":{{"id":"A"}},"geometry":{{"type":"Polygon","coordinates":[[{}]]}}}}]}}"#,
        crs.replace(':', "::"),
        ring.join(",")
    )
}

fn area_km2(text: &str, crs: Option<&str>) -> f64 {
    let layer = vector_layer(loaded("zones", text), crs, LayerKind::Polygons).expect("a layer");
    zones(&layer).expect("zones")[0].area_km2.expect("an area")
}

/// One outline in six systems has one area within 0.01 %: edges are straight in another system, and SK-42 moves them
/// by a hundred metres together.
#[test]
fn an_outline_has_one_area_in_every_system() {
    let reference = area_km2(&geojson("EPSG:4326"), None);
    for crs in ["EPSG:4284", "EPSG:28412", "EPSG:28411", "EPSG:32642", "ESRI:54009"] {
        let area = area_km2(&geojson(crs), None);
        assert!((area / reference - 1.0).abs() < 2e-4, "{crs}: {area} {reference}");
    }
    let without = geojson("EPSG:28412").replacen("crs", "was", 1);
    assert!((area_km2(&without, Some("28412")) / reference - 1.0).abs() < 2e-4);
}

#[test]
fn vertices_in_a_table_are_an_outline() {
    let plain = "id;Lon;Lat\nA;66,1;47,0\nA;66,7;47,05\nA;66,65;47,4\nA;66,05;47,35\nB;60;45\nB;61;45\nB;60;46\n";
    let dms = "# crs: EPSG:4326\nзона,широта,долгота\nA,47°00'00\"N,66°06'00\"E\nA,47 03 00,66 42 00\n\
               A,47-24-00 с.ш.,66-39-00 в.д.\nA,47:21:00,66:03:00\n"
        .replace("зона", "zone");
    let wkt = "id;wkt\nA;POLYGON ((66.1 47.0, 66.7 47.05, 66.65 47.4, 66.05 47.35, 66.1 47.0))\n";
    let reference = area_km2(&geojson("EPSG:4326"), None);
    for text in [plain, &dms.replacen("zone", "id", 1), wkt] {
        let area = area_km2(text, None);
        assert!((area / reference - 1.0).abs() < 1e-9, "{text}: {area} {reference}");
    }
    let layer = vector_layer(loaded("z.csv", plain), None, LayerKind::Polygons).expect("a layer");
    assert_eq!(zones(&layer).expect("zones").len(), 2);
    assert!(lease(&vector_layer(loaded("l.csv", wkt), None, LayerKind::Polygons).expect("a layer")).is_ok());
}

/// A hole is a second ring, and takes its area away.
#[test]
fn a_second_ring_is_a_hole() {
    let text =
        "id,ring,x,y\nA,1,66,47\nA,1,67,47\nA,1,67,48\nA,1,66,48\nA,2,66.25,47.25\nA,2,66.75,47.25\nA,2,66.5,47.75\n";
    let whole = area_km2(&text.lines().take(5).collect::<Vec<_>>().join("\n"), None);
    let with_hole = area_km2(text, None);
    assert!((with_hole / whole - 0.875).abs() < 2e-3, "{with_hole} {whole}");
}

#[test]
fn bad_layers_are_refused_with_their_place() {
    let told = |text: &str, crs: Option<&str>| {
        vector_layer(loaded("t.csv", text), crs, LayerKind::Points).expect_err("refused").to_string()
    };
    assert!(told("name,lat\nA,46\n", None).contains("the column \"lon_deg\" is missing"));
    assert!(told("name,lon,lat\nA,63,46\nB,63°75',46\n", None).contains("line 3, column \"lon\""));
    let swapped = told("name,lon,lat\nA,46°N,63°E\n", None);
    assert!(swapped.contains("look swapped"), "{swapped}");
    assert!(told("name,x,y\nA,12500000,5200000\n", None).contains("--crs"));
    let unknown = told("name,x,y\nA,12500000,5200000\n", Some("EPSG:99999"));
    assert!(unknown.contains("EPSG:99999") && unknown.contains("--crs names"), "{unknown}");
    assert!(told("name,lon,lat\nA,,\n", None).contains("row with coordinates"));
    assert!(told("name,wkt\nA,LINESTRING (1 2)\n", None).contains("column \"wkt\""));
    let far = told("name,x,y\nA,1e7,9e7\n", Some("ESRI:54009"));
    assert!(far.contains("feature 1") && far.contains("--crs"), "{far}");
    // x is the northing in the Gauss-Krueger convention.
    let swapped = told("name,x,y\nA,5207000,12310000\n", Some("EPSG:28412"));
    assert!(swapped.contains("northing"), "{swapped}");
}
