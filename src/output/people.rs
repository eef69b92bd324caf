//! `people.csv`: people by distance, and by zone and region; `receptors.csv`: what the cloud does at the places of the
//! user, where a layer of them is given.

use super::table::{Triple, table, times, triple};
use super::{OutputError, OutputFile, Writer};
use crate::assessment::{Outcome, PeopleAtDistance, PeopleInRegion, ReceptorExposure};

/// Writer of both tables.
pub(super) struct People;

impl Writer for People {
    fn files(&self, outcome: &Outcome, _before: &[OutputFile]) -> Result<Vec<OutputFile>, OutputError> {
        let tables = &outcome.people_tables;
        let rows = tables.by_distance.iter().map(distance_row).chain(tables.by_region.iter().map(region_row));
        let mut files = vec![table("people.csv", PEOPLE_COLUMNS, rows)?];
        if !outcome.receptors.is_empty() {
            files.push(table("receptors.csv", RECEPTOR_COLUMNS, outcome.receptors.iter().map(receptor_row))?);
        }
        Ok(files)
    }
}

const PEOPLE_COLUMNS: &[&str] = &[
    "table",
    "from_km",
    "to_km",
    "zone",
    "contour",
    "probability",
    "region",
    "area_km2",
    "people_settlements",
    "people_background",
];

type PeopleRow<'a> =
    (&'static str, Option<f64>, Option<f64>, &'a str, &'static str, Option<f64>, &'a str, Option<f64>, f64, f64);

fn distance_row(row: &PeopleAtDistance) -> PeopleRow<'_> {
    ("distance", Some(row.from_km), Some(row.to_km), "", "", None, "", None, row.settlements, row.background)
}

fn region_row(row: &PeopleInRegion) -> PeopleRow<'_> {
    let (probability, area_km2) = (Some(row.probability), Some(row.area_km2));
    ("zone", None, None, &row.zone, row.contour, probability, &row.region, area_km2, row.settlements, row.background)
}

const RECEPTOR_COLUMNS: &[&str] = &[
    "kind",
    "name",
    "lon",
    "lat",
    "area_km2",
    "points",
    "distance_km",
    "udmh_highest_mg_m3_p05",
    "udmh_highest_mg_m3_median",
    "udmh_highest_mg_m3_p95",
    "udmh_dosage_mg_s_m3_p05",
    "udmh_dosage_mg_s_m3_median",
    "udmh_dosage_mg_s_m3_p95",
    "no2_highest_mg_m3_p05",
    "no2_highest_mg_m3_median",
    "no2_highest_mg_m3_p95",
    "no2_toxic_load_at_most_p05",
    "no2_toxic_load_at_most_median",
    "no2_toxic_load_at_most_p95",
    "udmh_deposit_mg_m2_p05",
    "udmh_deposit_mg_m2_median",
    "udmh_deposit_mg_m2_p95",
    "arrival_s_p05",
    "arrival_s_median",
    "arrival_s_p95",
    "departure_s_p05",
    "departure_s_median",
    "departure_s_p95",
    "aegl",
    "probability",
    "zones",
];

type Times = (Option<f64>, Option<f64>, Option<f64>);

type ReceptorRow<'a> = (
    (&'a str, &'a str, f64, f64, Option<f64>, usize, f64),
    (Triple, Triple, Triple, Triple, Triple),
    (Times, Times),
    (Option<u8>, f64, String),
);

fn receptor_row(r: &ReceptorExposure) -> ReceptorRow<'_> {
    (
        (&r.kind, &r.name, r.position.lon, r.position.lat, r.area_km2, r.points, r.distance_km),
        (
            triple(r.udmh_highest_mg_m3),
            triple(r.udmh_dosage_mg_s_m3),
            triple(r.no2_highest_mg_m3),
            triple(r.no2_toxic_load_at_most),
            triple(r.udmh_deposit_mg_m2),
        ),
        (times(r.arrival_s), times(r.departure_s)),
        (r.aegl, r.probability, r.zones.join("; ")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::Quantiles;
    use crate::geodesy::LonLat;
    use crate::output::fixture;

    fn outcome() -> Outcome {
        let mut outcome = fixture::outcome();
        outcome.people_tables.by_distance =
            vec![PeopleAtDistance { from_km: 0.0, to_km: 1.0, settlements: 2.0, background: 0.5 }];
        outcome.people_tables.by_region = vec![PeopleInRegion {
            zone: "udmh-aegl2-60min".into(),
            contour: "about-impact",
            probability: 0.5,
            region: "Kyzylorda".into(),
            area_km2: 3.25,
            settlements: 7.0,
            background: 1.5,
        }];
        outcome.receptors = vec![ReceptorExposure {
            kind: "grazing".into(),
            name: "North, upper".into(),
            position: LonLat::new(63.0, 46.0),
            area_km2: Some(12.5),
            measured: None,
            points: 31,
            distance_km: 4.5,
            udmh_highest_mg_m3: Quantiles::exactly(1.0),
            udmh_dosage_mg_s_m3: Quantiles::exactly(2.0),
            no2_highest_mg_m3: Quantiles::exactly(3.0),
            no2_toxic_load_at_most: Quantiles::exactly(4.0),
            udmh_deposit_mg_m2: Quantiles::exactly(5.0),
            arrival_s: None,
            departure_s: Some(Quantiles::exactly(600.0)),
            aegl: Some(2),
            zones: vec!["udmh-aegl2-60min".into()],
            probability: 0.25,
        }];
        outcome
    }

    fn rows(files: &[OutputFile], name: &str) -> Vec<std::collections::HashMap<String, String>> {
        let file = files.iter().find(|file| file.name == name).expect("written");
        csv::Reader::from_reader(file.bytes.as_slice()).deserialize().map(|row| row.expect("rectangular")).collect()
    }

    /// Each value stands under its own column.
    #[test]
    fn columns_and_values_agree() {
        let files = People.files(&outcome(), &[]).expect("writes");
        let people = rows(&files, "people.csv");
        assert_eq!((people[0]["to_km"].as_str(), people[0]["people_background"].as_str()), ("1.0", "0.5"));
        assert_eq!((people[1]["region"].as_str(), people[1]["people_settlements"].as_str()), ("Kyzylorda", "7.0"));
        let receptors = rows(&files, "receptors.csv");
        let cells = [
            ("name", "North, upper"),
            ("points", "31"),
            ("no2_toxic_load_at_most_p95", "4.0"),
            ("udmh_deposit_mg_m2_median", "5.0"),
            ("arrival_s_median", ""),
            ("departure_s_p05", "600.0"),
            ("aegl", "2"),
            ("probability", "0.25"),
            ("zones", "udmh-aegl2-60min"),
        ];
        for (column, value) in cells {
            assert_eq!(receptors[0][column], value, "{column}");
        }
    }

    #[test]
    fn without_receptors_there_is_no_table_of_them() {
        let files = People.files(&fixture::outcome(), &[]).expect("writes");
        assert_eq!(files.len(), 1);
    }
}
