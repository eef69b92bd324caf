//! The GeoPackage read back: what the standard asks for, and what QGIS looks up.

use rusqlite::MAIN_DB;

use super::*;
use crate::output::fixture;

fn opened(outcome: &Outcome) -> (Connection, Vec<u8>) {
    let bytes = ZonesGpkg.files(outcome, &[]).expect("writes").remove(0).bytes;
    let mut db = Connection::open_in_memory().expect("a database");
    db.deserialize_read_exact(MAIN_DB, bytes.as_slice(), bytes.len(), true).expect("reads");
    (db, bytes)
}

fn number(db: &Connection, sql: &str) -> i64 {
    db.query_row(sql, [], |row| row.get(0)).unwrap_or_else(|e| panic!("{sql}: {e}"))
}

fn texts(db: &Connection, sql: &str) -> Vec<String> {
    let mut statement = db.prepare(sql).expect("SQL");
    statement.query_map([], |row| row.get(0)).expect("rows").map(|row| row.expect("text")).collect()
}

#[test]
fn it_is_a_geopackage_with_its_tables() {
    let (db, bytes) = opened(&fixture::flight_outcome());
    assert_eq!(number(&db, "PRAGMA application_id"), i64::from(0x4750_4B47));
    assert_eq!(number(&db, "PRAGMA user_version"), 10_300);
    assert_eq!(texts(&db, "PRAGMA integrity_check"), ["ok"]);
    assert!(texts(&db, "SELECT 'x' FROM pragma_foreign_key_check").is_empty());
    assert_eq!(number(&db, "SELECT count(*) FROM gpkg_spatial_ref_sys WHERE srs_id IN (-1, 0, 4326)"), 3);
    let layers = texts(&db, "SELECT table_name FROM gpkg_geometry_columns");
    for layer in ["zones_air", "zones_soil", "fall_regions", "settlements", "samples", "impacts", "places"] {
        assert!(layers.iter().any(|l| l == layer), "{layer} not in {layers:?}");
    }
    for layer in &layers {
        let rows = number(&db, &format!("SELECT count(*) FROM {layer}"));
        assert_eq!(number(&db, &format!("SELECT count(*) FROM rtree_{layer}_geom")), rows, "{layer}");
        let triggers = format!("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{layer}'");
        assert_eq!(number(&db, &triggers), 6, "{layer}");
        let style = format!("SELECT count(*) FROM layer_styles WHERE f_table_name = '{layer}' AND useAsDefault = 1");
        assert_eq!(number(&db, &style), 1, "{layer}");
        // Every value of the column has a symbol.
        let qml = texts(&db, &format!("SELECT styleQML FROM layer_styles WHERE f_table_name = '{layer}'")).remove(0);
        for value in texts(&db, &format!("SELECT DISTINCT style FROM {layer}")) {
            assert!(qml.contains(&format!("value=\"{value}\"")), "{layer}: {value}");
        }
    }
    assert!(bytes.starts_with(b"SQLite format 3\0"));
}

#[test]
fn the_same_outcome_gives_the_same_bytes() {
    let outcome = fixture::outcome();
    assert!(opened(&outcome).1 == opened(&outcome).1);
}

/// In another system the numbers are of that system, and its text is there.
#[test]
fn coordinates_are_in_the_chosen_system() {
    let outcome = Outcome { out_crs: Some("EPSG:28411".into()), ..fixture::outcome() };
    let (db, _) = opened(&outcome);
    assert_eq!(number(&db, "SELECT min(srs_id) FROM gpkg_geometry_columns"), 28_411);
    let easting: f64 = db
        .query_row("SELECT min_x FROM gpkg_contents WHERE table_name = 'zones_soil'", [], |row| row.get(0))
        .expect("x");
    assert!((11_000_000.0..12_000_000.0).contains(&easting), "{easting}");
    let wkt = texts(&db, "SELECT definition FROM gpkg_spatial_ref_sys WHERE srs_id = 28411");
    assert!(wkt[0].contains("Gauss-Kruger"), "{wkt:?}");
}

/// Titles are in the language of the report.
#[test]
fn titles_speak_the_language_of_the_report() {
    let outcome = Outcome { language: crate::language::Language::Ru, ..fixture::outcome() };
    let titles = texts(&opened(&outcome).0, "SELECT identifier FROM gpkg_contents WHERE table_name = 'samples'");
    assert_eq!(titles, ["Предлагаемые точки отбора проб"]);
}
