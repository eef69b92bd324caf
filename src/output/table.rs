//! `zones.csv` and `settlements.csv`: the zones and the settlements as tables, UTF-8 with commas. What a reader of
//! `settlements.csv` by place relies on stays in front; further columns follow at the end.

use serde::Serialize;

use super::{OutputError, OutputFile, Writer};
use crate::assessment::{Basis, Outcome, Quantiles, SettlementExposure, Zone};
use crate::threshold::{Medium, Severity};

/// Writer of both tables.
pub(super) struct Tables;

impl Writer for Tables {
    fn files(&self, outcome: &Outcome, _before: &[OutputFile]) -> Result<Vec<OutputFile>, OutputError> {
        let zones = outcome.assessment.zones.iter().map(ZoneRow::from);
        let settlements = outcome.settlements.iter().map(SettlementRow::from);
        Ok(vec![table("zones.csv", ZONE_COLUMNS, zones)?, table("settlements.csv", SETTLEMENT_COLUMNS, settlements)?])
    }
}

/// Columns of `zones.csv`, in the order of [`ZoneRow`].
const ZONE_COLUMNS: &[&str] = &[
    "id",
    "medium",
    "substance",
    "quantity",
    "threshold",
    "unit",
    "averaging_s",
    "severity",
    "basis",
    "probability",
    "area_km2_p05",
    "area_km2_median",
    "area_km2_p95",
    "population_p05",
    "population_median",
    "population_p95",
    "population_settlements",
    "population_background",
    "reach_km_p05",
    "reach_km_median",
    "reach_km_p95",
    "settlements",
    "source",
    "name_en",
    "name_ru",
    "name_kk",
];

/// Columns of `settlements.csv`, in the order of [`SettlementRow`].
const SETTLEMENT_COLUMNS: &[&str] = &[
    "name_en",
    "name_ru",
    "name_kk",
    "lon",
    "lat",
    "people",
    "people_year",
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
    "arrival_s_p05",
    "arrival_s_median",
    "arrival_s_p95",
    "probability",
    "zones",
    "departure_s_p05",
    "departure_s_median",
    "departure_s_p95",
    "no2_toxic_load_at_most_p05",
    "no2_toxic_load_at_most_median",
    "no2_toxic_load_at_most_p95",
    "aegl",
];

#[derive(Serialize)]
struct ZoneRow<'a>(
    (&'a str, Medium, &'a str, &'a str, f64, &'a str, f64, Severity, Basis),
    f64,
    Triple,
    Triple,
    (f64, f64),
    Triple,
    String,
    (&'a str, &'a str, &'a str, &'a str),
);

impl<'a> From<&'a Zone> for ZoneRow<'a> {
    fn from(z: &'a Zone) -> Self {
        Self(
            (&z.id, z.medium, &z.substance, &z.quantity, z.threshold, &z.unit, z.averaging_s, z.severity, z.basis),
            z.probability,
            triple(z.area_km2),
            triple(z.population),
            (z.population_settlements, z.population_background),
            triple(z.reach_km),
            z.settlements.join("; "),
            (&z.source, &z.name.en, &z.name.ru, &z.name.kk),
        )
    }
}

#[derive(Serialize)]
struct SettlementRow<'a>(
    (&'a str, &'a str, &'a str),
    (f64, f64),
    (Option<f64>, Option<i32>),
    f64,
    (Triple, Triple, Triple),
    (Option<f64>, Option<f64>, Option<f64>),
    f64,
    String,
    (Option<f64>, Option<f64>, Option<f64>),
    Triple,
    Option<u8>,
);

impl<'a> From<&'a SettlementExposure> for SettlementRow<'a> {
    fn from(s: &'a SettlementExposure) -> Self {
        Self(
            (&s.name.en, &s.name.ru, &s.name.kk),
            (s.position.lon, s.position.lat),
            (s.people, s.people_year),
            s.distance_km,
            (triple(s.udmh_highest_mg_m3), triple(s.udmh_dosage_mg_s_m3), triple(s.no2_highest_mg_m3)),
            times(s.arrival_s),
            s.probability,
            s.zones.join("; "),
            times(s.departure_s),
            triple(s.no2_toxic_load_at_most),
            s.aegl,
        )
    }
}

/// Three columns: 5 %, median, 95 %.
pub(super) type Triple = (f64, f64, f64);

/// The same, empty where there is none.
pub(super) type Times = (Option<f64>, Option<f64>, Option<f64>);

/// The three columns of a quantity.
pub(super) fn triple(q: Quantiles) -> Triple {
    (q.p05, q.median, q.p95)
}

/// The three columns of a time, empty where the cloud never comes.
pub(super) fn times(q: Option<Quantiles>) -> Times {
    (q.map(|q| q.p05), q.map(|q| q.median), q.map(|q| q.p95))
}

/// A table as a file.
pub(super) fn table(
    name: &str,
    columns: &[&str],
    rows: impl Iterator<Item = impl Serialize>,
) -> Result<OutputFile, OutputError> {
    let refuse = |e: csv::Error| OutputError::format(name, e);
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    writer.write_record(columns).map_err(refuse)?;
    for row in rows {
        writer.serialize(row).map_err(refuse)?;
    }
    let bytes = writer.into_inner().map_err(|e| OutputError::format(name, e.into_error()))?;
    Ok(OutputFile { name: name.to_owned(), bytes })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture;

    fn read(outcome: &Outcome, name: &str) -> (csv::StringRecord, Vec<csv::StringRecord>) {
        let files = Tables.files(outcome, &[]).expect("writes");
        let file = files.iter().find(|file| file.name == name).expect("listed");
        // The reader refuses a row whose count of cells differs from the first.
        let mut reader = csv::Reader::from_reader(file.bytes.as_slice());
        let head = reader.headers().expect("head").clone();
        (head, reader.records().map(|row| row.expect("rectangular")).collect())
    }

    fn cell<'a>(head: &csv::StringRecord, row: &'a csv::StringRecord, column: &str) -> &'a str {
        &row[head.iter().position(|name| name == column).expect("column")]
    }

    /// Each value stands under its own column, also where the row has an empty cell before it.
    #[test]
    fn columns_and_values_agree() {
        let mut outcome = fixture::outcome();
        let first = &mut outcome.settlements[0];
        first.people = None;
        first.people_year = None;
        first.arrival_s = None;
        first.probability = 0.123;
        let (head, rows) = read(&outcome, "settlements.csv");
        let first = &outcome.settlements[0];
        assert_eq!(rows.len(), outcome.settlements.len());
        assert_eq!(cell(&head, &rows[0], "people"), "");
        assert_eq!(cell(&head, &rows[0], "arrival_s_median"), "");
        assert_eq!(cell(&head, &rows[0], "probability"), "0.123");
        assert_eq!(cell(&head, &rows[0], "no2_highest_mg_m3_p95"), first.no2_highest_mg_m3.p95.to_string());
        assert_eq!(cell(&head, &rows[0], "name_ru"), first.name.ru);

        let (head, rows) = read(&outcome, "zones.csv");
        let zone = &outcome.assessment.zones[2];
        assert_eq!(rows.len(), outcome.assessment.zones.len());
        assert_eq!(cell(&head, &rows[2], "medium"), "air");
        assert_eq!(cell(&head, &rows[2], "severity"), "acute-2");
        assert_eq!(cell(&head, &rows[2], "area_km2_p95"), zone.area_km2.p95.to_string());
        assert_eq!(cell(&head, &rows[2], "reach_km_p05"), zone.reach_km.p05.to_string());
        assert_eq!(cell(&head, &rows[2], "name_ru"), zone.name.ru);
    }

    /// A zone that no member reaches is listed with zeros, not left out.
    #[test]
    fn lists_zones_that_nobody_reaches() {
        let outcome = fixture::flight_outcome();
        let (head, rows) = read(&outcome, "zones.csv");
        let unreached = rows.iter().find(|row| cell(&head, row, "id") == "udmh-aegl3-60min").expect("listed");
        assert_eq!(cell(&head, unreached, "area_km2_p95"), "0.0");
        assert_eq!(cell(&head, unreached, "probability"), "0.0");
    }

    #[test]
    fn quotes_names_with_commas_and_keeps_an_empty_table_readable() {
        let mut outcome = fixture::outcome();
        outcome.settlements.truncate(1);
        outcome.settlements[0].name.en = "Site 10, \"Leninsk\"".into();
        let (head, rows) = read(&outcome, "settlements.csv");
        assert_eq!(cell(&head, &rows[0], "name_en"), "Site 10, \"Leninsk\"");
        outcome.settlements.clear();
        let (head, rows) = read(&outcome, "settlements.csv");
        assert_eq!((head.len(), rows.len()), (SETTLEMENT_COLUMNS.len(), 0));
    }
}
