//! Drop zones 15 and 25 (ecological passport, Karaganda 2002): FULL axes 27 x 18 and 60 x 30 km, azimuth 65 degrees;
//! areas 381.7 and 1413.7 km2, together 1667 km2; 186 of 192 places found lie inside (domain reference, section 10).

use geo::{BooleanOps, Contains, MultiPolygon, Point};
use heptyl::geodesy::geodesic_area_m2;
use heptyl::input::{self, InputOptions};

use crate::{number, table, within};

fn outline(id: &str) -> MultiPolygon<f64> {
    let known = input::reference(&InputOptions::default()).expect("the bundled tables are valid");
    let zone = known.drop_zones.iter().find(|zone| zone.id == id).unwrap_or_else(|| panic!("no zone {id}"));
    let outline = zone.outline.clone();
    within(geodesic_area_m2(&outline) / 1e6, zone.area_km2.expect("an area"), 1e-9, "area told and area drawn");
    outline
}

/// 0.1 % on one zone (pi a b / 4 of a plane ellipse), 0.5 % on the union, which is printed to the km2.
#[test]
fn bundled_zones_have_the_published_areas() {
    let (zone_15, zone_25) = (outline("15"), outline("25"));
    within(geodesic_area_m2(&zone_15) / 1e6, 381.7, 1e-3, "zone 15");
    within(geodesic_area_m2(&zone_25) / 1e6, 1_413.7, 1e-3, "zone 25");
    within(geodesic_area_m2(&zone_15.union(&zone_25)) / 1e6, 1_667.0, 5e-3, "both");
}

/// 186 of 192 are 97 %; the table has 96 of them.
#[test]
fn stages_were_found_inside() {
    let Some(rows) = table("proton_stage1_falls.csv") else { return };
    let both = outline("15").union(&outline("25"));
    let place = |row: &_| Point::new(number(row, "lon_deg"), number(row, "lat_deg"));
    let inside = rows.iter().filter(|row| both.contains(&place(row))).count();
    assert!(inside as f64 >= 0.93 * rows.len() as f64, "{inside} of {}", rows.len());
}
