//! Karney 2013, J. Geodesy 87, 43-55 (doi 10.1007/s00190-012-0578-z): GeodTest cases with published answers, and 400
//! geodesics computed with his GeographicLib 2.1, most of them over Kazakhstan.

use heptyl::geodesy::LonLat;

use crate::{number, table};

/// 1 um on the distance and 1e-9 degrees on azimuths of lines above 1 km: ten times the stated accuracy of the method
/// (15 nm), for the tables print 1e-6 m and 1e-10 degrees.
const DISTANCE_M: f64 = 1e-5;

#[test]
fn generated_lines_have_the_same_length_azimuth_and_end() {
    let Some(rows) = table("physical_tables/geodesic_wgs84.csv") else { return };
    for row in &rows {
        let value = |column: &str| number(row, column);
        let from = LonLat::new(value("lon1"), value("lat1"));
        let to = LonLat::new(value("lon2"), value("lat2"));
        let length_m = value("s12_m");
        assert!((from.distance_m(to) - length_m).abs() < DISTANCE_M, "{row:?}");
        if length_m > 1_000.0 && length_m < 1.9e7 {
            let azimuth = value("azi1_deg").rem_euclid(360.0);
            assert!((from.azimuth_deg(to) - azimuth).abs() < 1e-6, "{row:?}: {}", from.azimuth_deg(to));
        }
        // An azimuth of 10 digits places the end within 1e-10 rad of the length: below 2 mm anywhere.
        assert!(from.destination(value("azi1_deg"), length_m).distance_m(to) < 2e-3, "{row:?}");
    }
}

#[test]
fn published_cases_are_met() {
    let Some(rows) = table("physical_tables/geodtest_cases.csv") else { return };
    for row in &rows {
        let value = |column: &str| number(row, column);
        let from = LonLat::new(value("lon1"), value("lat1"));
        let to = LonLat::new(value("lon2"), value("lat2"));
        assert!((from.distance_m(to) - value("s12_m")).abs() < DISTANCE_M, "{row:?}: {}", from.distance_m(to));
        assert!(from.destination(value("azi1"), value("s12_m")).distance_m(to) < DISTANCE_M, "{row:?}");
    }
}
