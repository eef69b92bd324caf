//! Measured releases for `heptyl evaluate`, CSV.

use jiff::Timestamp;

use super::bounds::{Bounds, LATITUDE, LONGITUDE};
use super::csv_table::{CsvRow, CsvTable};
use super::error::InputError;
use super::source::Loaded;
use crate::geodesy::LonLat;
use crate::trial::{Case, Cases, MeasuredTurbulence, TrialInputs};

/// Columns that every use needs.
const NEEDED: [&str; 17] = [
    "case_id",
    "run",
    "release_rate_g_s",
    "release_height_m",
    "release_duration_s",
    "local_time",
    "utc_offset_h",
    "lat_deg",
    "lon_deg",
    "wind_speed_m_s",
    "wind_height_m",
    "roughness_m",
    "distance_m",
    "receptor_height_m",
    "averaging_s",
    "observed_max_mg_m3",
    "observed_crosswind_integral_mg_m2",
];

/// Columns that measured inputs need beside them.
const MEASURED: [&str; 2] = ["friction_velocity_m_s", "obukhov_length_m"];

const RATE: Bounds = Bounds::new(1e-6, 1e9, "g/s");
const HEIGHT: Bounds = Bounds::new(0.0, 20_000.0, "m");
const MAST: Bounds = Bounds::new(0.1, 1_000.0, "m");
const DURATION: Bounds = Bounds::new(1.0, 86_400.0, "s");
const OFFSET: Bounds = Bounds::new(-14.0, 14.0, "h");
const SPEED: Bounds = Bounds::new(0.05, 100.0, "m/s");
const ROUGHNESS: Bounds = Bounds::new(1e-5, 3.0, "m");
const DISTANCE: Bounds = Bounds::new(1.0, 500_000.0, "m");
const FRICTION: Bounds = Bounds::new(1e-3, 5.0, "m/s");
const LENGTH: Bounds = Bounds::new(-1e9, 1e9, "m");
const MIXING: Bounds = Bounds::new(10.0, 10_000.0, "m");
const DEVIATION: Bounds = Bounds::new(0.1, 180.0, "degrees");
const OBSERVED: Bounds = Bounds::new(1e-12, 1e12, "");

/// Reads the cases.
///
/// # Errors
/// [`InputError`] where a column is missing, a cell is empty or out of its bounds, or there is no row.
pub fn cases(loaded: &Loaded, inputs: TrialInputs) -> Result<Cases, InputError> {
    let mut needed = NEEDED.to_vec();
    if inputs == TrialInputs::Measured {
        needed.extend(MEASURED);
    }
    let table = CsvTable::read(loaded, &needed, "measured case")?;
    let cases = table.rows().map(|row| case(&row, inputs)).collect::<Result<_, _>>()?;
    Ok(Cases { file: loaded.file.clone(), cases })
}

fn case(row: &CsvRow<'_>, inputs: TrialInputs) -> Result<Case, InputError> {
    let release_duration_s = row.number("release_duration_s", DURATION)?;
    Ok(Case {
        id: row.needed("case_id")?.to_owned(),
        run: row.needed("run")?.to_owned(),
        release_rate_kg_s: 1e-3 * row.number("release_rate_g_s", RATE)?,
        release_height_agl_m: row.number("release_height_m", HEIGHT)?,
        release_duration_s,
        time: time(row, release_duration_s)?,
        place: LonLat::new(row.number("lon_deg", LONGITUDE)?, row.number("lat_deg", LATITUDE)?),
        wind_speed_m_s: row.number("wind_speed_m_s", SPEED)?,
        wind_height_m: row.number("wind_height_m", MAST)?,
        roughness_m: roughness_m(row)?,
        measured: if inputs == TrialInputs::Measured { Some(measured(row)?) } else { None },
        distance_m: row.number("distance_m", DISTANCE)?,
        receptor_height_m: row.number("receptor_height_m", MAST)?,
        averaging_s: row.number("averaging_s", DURATION)?,
        observed_max_kg_m3: 1e-6 * row.number("observed_max_mg_m3", OBSERVED)?,
        observed_crosswind_integral_kg_m2: 1e-6 * row.number("observed_crosswind_integral_mg_m2", OBSERVED)?,
    })
}

/// The roughness length, which must lie well below the height of the wind.
fn roughness_m(row: &CsvRow<'_>) -> Result<f64, InputError> {
    let roughness = row.number("roughness_m", ROUGHNESS)?;
    let wind_height_m = row.number("wind_height_m", MAST)?;
    if 3.0 * roughness > wind_height_m {
        let expected = format!("a length below a third of the height of the wind, {wind_height_m} m");
        return Err(row.refuse("roughness_m", &expected, "give the roughness in metres, or a wind from higher up"));
    }
    Ok(roughness)
}

fn measured(row: &CsvRow<'_>) -> Result<MeasuredTurbulence, InputError> {
    let obukhov_length_m = row.number("obukhov_length_m", LENGTH)?;
    if obukhov_length_m.abs() < 0.5 {
        return Err(row.refuse("obukhov_length_m", "a length of at least 0.5 m either way", "correct the cell"));
    }
    Ok(MeasuredTurbulence {
        friction_velocity_m_s: row.number("friction_velocity_m_s", FRICTION)?,
        obukhov_length_m,
        mixing_height_m: row.optional_number("mixing_height_m", MIXING)?,
        sigma_theta_deg: row.optional_number("sigma_theta_deg", DEVIATION)?,
    })
}

/// The middle of the release.
fn time(row: &CsvRow<'_>, duration_s: f64) -> Result<Timestamp, InputError> {
    let offset_h = row.number("utc_offset_h", OFFSET)?;
    let utc: Option<Timestamp> = format!("{}Z", row.needed("local_time")?).parse().ok();
    let shift_s = (0.5 * duration_s - 3_600.0 * offset_h).round() as i64;
    let middle = utc.and_then(|start| Timestamp::from_second(start.as_second() + shift_s).ok());
    middle.ok_or_else(|| {
        row.refuse("local_time", "a date and time such as 1956-07-06T14:00:00", "write the start of the release so")
    })
}

#[cfg(test)]
mod tests {
    use super::super::csv_table::tests::loaded;
    use super::*;

    const HEADER: &str = "case_id,run,release_rate_g_s,release_height_m,release_duration_s,local_time,utc_offset_h,\
                          lat_deg,lon_deg,wind_speed_m_s,wind_height_m,roughness_m,distance_m,receptor_height_m,\
                          averaging_s,observed_max_mg_m3,observed_crosswind_integral_mg_m2";

    fn read(row: &str, inputs: TrialInputs) -> Result<Cases, InputError> {
        cases(&loaded("t.csv", &format!("{HEADER}\n{row}\n")), inputs)
    }

    /// Units become SI, and local time becomes the middle of the release in universal time.
    #[test]
    fn a_row_becomes_a_case() -> Result<(), InputError> {
        let row = "a-50,7,50,0.5,600,1960-07-06T14:00:00,-6,42.5,-98.6,4,2,0.006,50,1.5,600,100,2000";
        let read = read(row, TrialInputs::Routine)?;
        let case = &read.cases[0];
        assert_eq!(case.time.to_string(), "1960-07-06T20:05:00Z");
        assert!((case.release_rate_kg_s - 0.05).abs() < 1e-12 && (case.observed_max_kg_m3 - 1e-4).abs() < 1e-12);
        assert_eq!(case.measured, None);
        Ok(())
    }

    /// Measured inputs need their columns; a bad time and a roughness in millimetres are told with what to do.
    #[test]
    fn what_is_wrong_is_told() {
        let good = "a,7,50,0.5,600,1960-07-06T14:00:00,-6,42.5,-98.6,4,2,0.006,50,1.5,600,100,2000";
        let error = |row: &str, inputs| read(row, inputs).expect_err("bad").to_string();
        assert!(error(good, TrialInputs::Measured).contains("\"friction_velocity_m_s\" is missing"));
        assert!(error(&good.replace("T14:00", " 2pm"), TrialInputs::Routine).contains("\"local_time\""));
        assert!(error(&good.replace(",0.006,", ",1.5,"), TrialInputs::Routine).contains("height of the wind, 2 m"));
    }
}
