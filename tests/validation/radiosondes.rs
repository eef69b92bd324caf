//! Real radiosondes: heights from pressure and temperature beside those that the station computed with humidity.
//!
//! University of Wyoming, soundings of Norman (4 May 1999, 00 UTC: warm and moist, 14 g/kg at the ground) and Boise
//! (9 December 2010, 12 UTC: cold and dry, up to 7.5 hPa).

use std::fmt::Write;

use heptyl::atmosphere::geometric_m;
use heptyl::geodesy::LonLat;
use heptyl::input::{self, DataSource, WeatherFormat};
use heptyl::weather::WeatherProfile;
use heptyl::weather::column::{Wanted, profile_at};

/// A level as the station gives it.
struct Level {
    /// Height above the ground, m, geometric.
    height_m: f64,
    pressure_hpa: f64,
    has_wind: bool,
}

/// The levels of a station, and the profile that is read from their pressures, temperatures and winds.
fn sounding(name: &str) -> Option<(Vec<Level>, WeatherProfile)> {
    let path = crate::shared(name)?;
    let bytes = std::fs::read(&path).expect("a file");
    assert_eq!(WeatherFormat::of(&bytes), WeatherFormat::WyomingCsv);
    let mut rows = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(&path).expect("a table");
    let mut rows: Vec<csv::StringRecord> = rows.records().map(|row| row.expect("a row")).collect();
    // High up, two levels may have the same pressure to a tenth of a hectopascal.
    rows.dedup_by(|b, a| a[3] == b[3]);
    let number = |row: &csv::StringRecord, column: usize| row[column].parse::<f64>().expect("a number");
    let mut table = String::from("pressure_hpa;ground_pressure_hpa;temperature_c;wind_from_deg;wind_speed_m_s\n");
    for row in &rows {
        writeln!(table, "{};{};{};{};{}", &row[3], &rows[0][3], &row[5], &row[11], &row[12]).expect("a text");
    }
    let levels = rows.iter().map(|row| Level {
        height_m: geometric_m(number(row, 4)) - geometric_m(number(&rows[0], 4)),
        pressure_hpa: number(row, 3),
        has_wind: !row[11].is_empty(),
    });
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sounding.csv");
    std::fs::write(&path, table).expect("a file");
    let read = input::read_weather(&DataSource::File(path), LonLat::new(63.0, 46.0), false).expect("a profile");
    let time_utc = "1999-05-03T23:02:00Z".parse().expect("a time");
    let wanted = Wanted { time_utc, place: None, ground_pressure_pa: 1e5, needed_top_m: 0.0, extend: false };
    let profile = profile_at("sounding.csv", &read.soundings, &wanted).expect("a profile");
    Some((levels.collect(), profile))
}

/// Norman: moist air of 10 g/kg is lighter than dry air by 0.6 %, and the first row itself (959.0 hPa at 345 m) lies
/// 12 m off the rest, with humidity too. Boise is dry: 0.1 %, and 10 m for what single levels deviate there. Pressures
/// are printed to a tenth of a hectopascal: half of that is 7 km times 0.05 hPa / p of height.
#[test]
fn hypsometric_heights_are_those_of_the_stations() {
    for (name, share, offset_m) in [
        ("data/fixtures/wyoming_csv_72357_OUN_19990504T00.csv", 0.006, 15.0),
        ("data/fixtures/wyoming_csv_high_altitude.csv", 0.001, 10.0),
    ] {
        let Some((levels, profile)) = sounding(name) else { return };
        let last_wind = levels.iter().rposition(|level| level.has_wind).expect("a wind");
        assert_eq!(profile.levels.len(), last_wind + 1, "{name}: levels up to the highest wind");
        for (given, level) in levels.iter().zip(&profile.levels) {
            let (height_m, off_m) = (given.height_m, level.height_agl_m - given.height_m);
            let most_m = offset_m + share * height_m + 7_000.0 * 0.05 / given.pressure_hpa;
            assert!(off_m.abs() <= most_m, "{name}: {off_m:.1} m at {height_m:.0} m");
        }
    }
}
