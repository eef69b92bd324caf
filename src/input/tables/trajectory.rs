//! A trajectory of the user: one row for each time, columns by name.

use crate::geodesy::LonLat;
use crate::input::bounds::{Bounds, LATITUDE, LONGITUDE};
use crate::input::csv_table::{CsvRow, CsvTable};
use crate::input::error::InputError;
use crate::input::source::Loaded;
use crate::trajectory::{STEP_FACTOR, SpeedFrame, Trajectory, TrajectoryError, TrajectoryPoint};

const NEEDED: [&str; 4] = ["time_s", "lon", "lat", "altitude_m"];

const RELATIVE: &str = "speed_m_s";
const INERTIAL: &str = "speed_inertial_m_s";

const TIME: Bounds = Bounds::new(-1e4, 1e5, "s");
const ALTITUDE: Bounds = Bounds::new(-500.0, 1e6, "m");
const SPEED: Bounds = Bounds::new(0.0, 12e3, "m/s");
const ANGLE: Bounds = Bounds::new(-90.0, 90.0, "degrees");
const HEADING: Bounds = Bounds::new(-360.0, 720.0, "degrees");

/// The trajectory of a file with the columns `time_s` (after lift-off), `lon`, `lat` (WGS 84, degrees), `altitude_m`
/// (above the ellipsoid), `speed_m_s` (relative to the rotating Earth) or `speed_inertial_m_s`, and where known
/// `flight_path_angle_deg` and `heading_deg` (relative to the rotating Earth). Other columns are not read. Cells are
/// parted by commas, semicolons or tabs; with semicolons and tabs a decimal comma is understood; lines that start
/// with # are remarks.
///
/// # Errors
/// [`InputError::Cell`] and its like, with line and column; a way between two rows that does not fit their speeds is
/// told with both lines.
pub fn trajectory(loaded: &Loaded) -> Result<Trajectory, InputError> {
    let table = CsvTable::read_free(loaded, &NEEDED, "row of a trajectory")?;
    let rows: Vec<CsvRow<'_>> = table.rows().collect();
    let (column, frame) = speed_column(&table, &rows)?;
    let points = rows.iter().map(|row| point(row, column)).collect::<Result<Vec<_>, _>>()?;
    Trajectory::new(frame, points).map_err(|error| refused(&rows, column, &error))
}

/// Exactly one of the two columns of speed.
fn speed_column(table: &CsvTable, rows: &[CsvRow<'_>]) -> Result<(&'static str, SpeedFrame), InputError> {
    match (table.has(RELATIVE), table.has(INERTIAL)) {
        (true, false) => Ok((RELATIVE, SpeedFrame::RotatingEarth)),
        (false, true) => Ok((INERTIAL, SpeedFrame::Inertial)),
        (false, false) => Err(table.lacks(RELATIVE)),
        (true, true) => Err(rows[0].refuse(INERTIAL, "one column of speed", {
            "keep speed_m_s (relative to the rotating Earth) or speed_inertial_m_s, and remove the other column"
        })),
    }
}

fn point(row: &CsvRow<'_>, speed: &str) -> Result<TrajectoryPoint, InputError> {
    Ok(TrajectoryPoint {
        time_s: row.number("time_s", TIME)?,
        position: LonLat::new(row.number("lon", LONGITUDE)?, row.number("lat", LATITUDE)?),
        altitude_m: row.number("altitude_m", ALTITUDE)?,
        speed_m_s: row.number(speed, SPEED)?,
        flight_path_angle_deg: row.optional_number("flight_path_angle_deg", ANGLE)?,
        heading_deg: row.optional_number("heading_deg", HEADING)?,
    })
}

/// The error of the type with the lines of the file.
fn refused(rows: &[CsvRow<'_>], speed: &str, error: &TrajectoryError) -> InputError {
    let line = |row: usize| rows[row].line();
    match *error {
        TrajectoryError::NotRising { row, before_s, .. } => {
            let expected = format!("a time after {before_s} s, that of line {}", line(row - 1));
            rows[row].refuse("time_s", &expected, "sort the rows by time and keep one row for each time")
        }
        TrajectoryError::Step { row, needed_m_s, stated_m_s } => {
            let expected = format!(
                "a speed that fits the way from line {} to line {}: it needs {needed_m_s:.1} m/s, and the stated mean \
                 of {stated_m_s:.1} m/s differs by more than a factor of {STEP_FACTOR}",
                line(row - 1),
                line(row)
            );
            rows[row].refuse(speed, &expected, {
                "correct time, lon, lat, altitude or speed of one of the two lines (degrees, m, m/s; longitude first)"
            })
        }
        TrajectoryError::BelowRotation { row, least_m_s, .. } => {
            let expected = format!("at least {least_m_s:.1} m/s, what the turning Earth alone gives there");
            rows[row].refuse(speed, &expected, {
                "if the speed is relative to the rotating Earth, head the column speed_m_s"
            })
        }
        // Without rows the table itself is refused before; no time has been asked for.
        TrajectoryError::TooFew { .. } | TrajectoryError::OutsideSpan { .. } => {
            rows[0].refuse("time_s", "at least two rows", "give one row for each time that is known")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::csv_table::tests::loaded;

    const GOOD: &str = "time_s,lon,lat,altitude_m,speed_m_s\n\
                        0,62.985,46.071,120,0\n\
                        60,63.010,46.080,11000,430\n\
                        120,63.660,46.300,42400,1738\n";

    fn read(text: &str) -> Result<Trajectory, String> {
        trajectory(&loaded("t.csv", text)).map_err(|error| error.to_string())
    }

    /// The same rows with semicolons, decimal commas, another order of columns and remarks.
    #[test]
    fn both_ways_to_write_a_table_are_the_same() {
        let semicolons = "# radar\nspeed_m_s;altitude_m;lat;lon;time_s;station\n0;120;46,071;62,985;0;A\n\n\
                          430;11000;46,08;63,01;60;A\n1738;4,24e4;46,3;63,66;120;B\n";
        assert_eq!(read(semicolons), read(GOOD));
        let span = read(GOOD).map(|flown| flown.span_s());
        assert_eq!(span, Ok((0.0, 120.0)));
    }

    #[test]
    fn each_slip_is_told_with_its_line() {
        for (old, new, parts) in [
            ("speed_m_s", "speed", &["line 1", "\"speed_m_s\" is missing", "time_s, lon, lat"][..]),
            ("120,63.660", "50,63.660", &["line 4, column \"time_s\"", "after 60 s, that of line 3", "sort the rows"]),
            ("63.660,46.300", "46.300,63.660", &["line 4, column \"speed_m_s\"", "from line 3 to line 4", "lon"]),
            ("42400", "42.4e6", &["line 4, column \"altitude_m\"", "between -500 and 1000000 m", "42.4e6"]),
            ("1738", "17380", &["line 4, column \"speed_m_s\"", "between 0 and 12000 m/s"]),
            ("1738", "fast", &["line 4, column \"speed_m_s\"", "found \"fast\""]),
            ("1738", "nan", &["line 4", "found \"nan\""]),
            ("62.985", "", &["line 2, column \"lon\"", "found nothing"]),
            ("46.071", "146.071", &["line 2, column \"lat\"", "between -90 and 90 degrees"]),
            ("60,63.010,46.080,11000,430\n120,63.660,46.300,42400,1738\n", "", &["line 2", "at least two rows"]),
        ] {
            assert!(GOOD.contains(old), "{old}");
            let told = read(&GOOD.replacen(old, new, 1)).expect_err(new);
            for part in parts {
                assert!(told.contains(part), "{new}: {part} is not in\n{told}");
            }
        }
    }

    /// On the pad at 46 degrees the Earth turns with 323 m/s, so a climb at 100 m/s has an inertial speed of 338 m/s.
    #[test]
    fn inertial_speeds_are_told_apart() {
        let text = "time_s,lon,lat,altitude_m,speed_inertial_m_s\n0,63,46,0,338.4\n10,63,46,1000,338.5\n";
        let flown = read(text).expect("a trajectory");
        assert_eq!(flown.frame(), SpeedFrame::Inertial);
        assert!(flown.points().iter().all(|p| (p.speed_m_s - 100.0).abs() < 2.0), "{flown:?}");
        let told = read(&text.replace("338.5", "100")).expect_err("below the rotation");
        assert!(told.contains("line 3") && told.contains("head the column speed_m_s"), "{told}");
        let both = text.replace("altitude_m,", "altitude_m,speed_m_s,").replace(",0,338", ",0,1,338");
        let both = both.replace("1000,", "1000,1,");
        assert!(read(&both).expect_err("two speeds").contains("remove the other column"));
    }
}
