//! A plain table of winds and temperatures by height or pressure.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::input::bounds::Bounds;
use crate::input::csv_table::{CsvRow, CsvTable};
use crate::input::error::InputError;
use crate::input::source::Loaded;
use crate::units::{kelvin_from_celsius, pascal_from_hectopascal};
use crate::weather::sounding::{Origin, Sounding, SoundingLevel, VerticalAxis};
use crate::weather::surface::SurfaceFields;

const HEIGHT_AGL: Bounds = Bounds::new(0.0, 50e3, "m");
const HEIGHT_ASL: Bounds = Bounds::new(-500.0, 55e3, "m");
const GROUND_ASL: Bounds = Bounds::new(-450.0, 6e3, "m");
const PRESSURE: Bounds = Bounds::new(0.5, 1_100.0, "hPa");
const GROUND_PRESSURE: Bounds = Bounds::new(450.0, 1_100.0, "hPa");
const SPEED: Bounds = Bounds::new(0.0, 200.0, "m/s");
const COMPONENT: Bounds = Bounds::new(-200.0, 200.0, "m/s");
const DIRECTION: Bounds = Bounds::new(0.0, 360.0, "degrees");
const HUMIDITY: Bounds = Bounds::new(0.0, 100.0, "%");
const TEMPERATURE: Bounds = Bounds::new(-130.0, 60.0, "degrees Celsius");

const FROM_AND_SPEED: [&str; 2] = ["wind_from_deg", "wind_speed_m_s"];
const COMPONENTS: [&str; 2] = ["wind_u_m_s", "wind_v_m_s"];

/// Which column the levels are given by; the first of these that the table has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Vertical {
    AboveGround,
    AboveSea,
    Pressure,
}

impl Vertical {
    const ALL: [Self; 3] = [Self::AboveGround, Self::AboveSea, Self::Pressure];

    fn column(self) -> &'static str {
        match self {
            Self::AboveGround => "height_agl_m",
            Self::AboveSea => "height_asl_m",
            Self::Pressure => "pressure_hpa",
        }
    }

    fn value(self, row: &CsvRow<'_>) -> Result<f64, InputError> {
        match self {
            Self::AboveGround => row.number(self.column(), HEIGHT_AGL),
            Self::AboveSea => row.number(self.column(), HEIGHT_ASL),
            Self::Pressure => row.number(self.column(), PRESSURE).map(pascal_from_hectopascal),
        }
    }

    /// The axis of a sounding; what is said of the ground must be the same on all its rows.
    fn axis(self, rows: &[CsvRow<'_>]) -> Result<VerticalAxis, InputError> {
        Ok(match self {
            Self::AboveGround => VerticalAxis::HeightAboveGround,
            Self::AboveSea => {
                let ground_asl_m = rows[0].number("ground_asl_m", GROUND_ASL)?;
                same(rows, "ground_asl_m")?;
                VerticalAxis::HeightAboveSea { ground_asl_m }
            }
            Self::Pressure => {
                let ground_hpa = rows[0].optional_number("ground_pressure_hpa", GROUND_PRESSURE)?;
                same(rows, "ground_pressure_hpa")?;
                VerticalAxis::Pressure { ground_pressure_pa: ground_hpa.map(pascal_from_hectopascal) }
            }
        })
    }
}

/// How the wind is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wind {
    FromAndSpeed,
    Components,
}

/// The soundings of a table, one for each time in the column `time` (RFC 3339), or one without a time.
///
/// Levels stand in `height_agl_m`, or in `height_asl_m` with the height of the ground in `ground_asl_m`, or in
/// `pressure_hpa`, where known with `ground_pressure_hpa`; winds in `wind_from_deg` and `wind_speed_m_s`, or in
/// `wind_u_m_s` (to the east) and `wind_v_m_s` (to the north), both empty where a level has none; where known, `temperature_c`,
/// `relative_humidity_percent`, and `pressure_hpa` beside a height. Other columns are not
/// read. Rows may stand in any order. Cells are parted by commas, semicolons or tabs; with semicolons and tabs a decimal
/// comma is understood; lines that start with # are remarks.
///
/// # Errors
/// [`InputError::Cell`] and its like, with line and column.
pub fn csv_profile(loaded: &Loaded) -> Result<Vec<Sounding>, InputError> {
    let table = CsvTable::read_free(loaded, &[], "level of a profile")?;
    let vertical = Vertical::ALL.into_iter().find(|vertical| table.has(vertical.column()));
    // The message puts a quotation mark on either side.
    let vertical = vertical.ok_or_else(|| table.lacks("height_agl_m\" or \"height_asl_m\" or \"pressure_hpa"))?;
    let wind = wind(&table)?;
    if vertical == Vertical::AboveSea && !table.has("ground_asl_m") {
        return Err(table.lacks("ground_asl_m"));
    }
    let mut by_time: BTreeMap<Option<Timestamp>, Vec<CsvRow<'_>>> = BTreeMap::new();
    for row in table.rows() {
        let time = if table.has("time") { Some(time(&row)?) } else { None };
        by_time.entry(time).or_default().push(row);
    }
    by_time.into_iter().map(|(time_utc, rows)| sounding(time_utc, &rows, vertical, wind)).collect()
}

fn wind(table: &CsvTable) -> Result<Wind, InputError> {
    let has = |columns: [&str; 2]| columns.into_iter().all(|column| table.has(column));
    if has(FROM_AND_SPEED) {
        return Ok(Wind::FromAndSpeed);
    }
    if has(COMPONENTS) {
        return Ok(Wind::Components);
    }
    let lacking = match () {
        () if table.has("wind_from_deg") => "wind_speed_m_s",
        () if table.has("wind_speed_m_s") => "wind_from_deg",
        () if table.has("wind_u_m_s") => "wind_v_m_s",
        () if table.has("wind_v_m_s") => "wind_u_m_s",
        () => "wind_from_deg\" with \"wind_speed_m_s\", or \"wind_u_m_s\" with \"wind_v_m_s",
    };
    Err(table.lacks(lacking))
}

fn time(row: &CsvRow<'_>) -> Result<Timestamp, InputError> {
    let refuse = || {
        row.refuse("time", "a time such as 2013-07-02T00:00:00Z", "write date, T, time, and Z or the offset from UTC")
    };
    row.text("time").parse().ok().ok_or_else(refuse)
}

fn sounding(
    time_utc: Option<Timestamp>,
    rows: &[CsvRow<'_>],
    vertical: Vertical,
    wind: Wind,
) -> Result<Sounding, InputError> {
    let levels = rows.iter().map(|row| level(row, vertical, wind)).collect::<Result<Vec<_>, _>>()?;
    let mut order: Vec<usize> = (0..levels.len()).collect();
    order.sort_by(|a, b| levels[*a].vertical.total_cmp(&levels[*b].vertical).then(a.cmp(b)));
    if let Some(pair) = order.windows(2).find(|pair| levels[pair[0]].vertical == levels[pair[1]].vertical) {
        let expected = format!("a level that no other row of the same time has, unlike line {}", rows[pair[0]].line());
        return Err(rows[pair[1]].refuse(vertical.column(), &expected, "keep one of the two rows"));
    }
    Ok(Sounding {
        time_utc,
        axis: vertical.axis(rows)?,
        levels,
        surface: SurfaceFields::default(),
        origin: Origin::default(),
    })
}

fn level(row: &CsvRow<'_>, vertical: Vertical, wind: Wind) -> Result<SoundingLevel, InputError> {
    let missing = |columns: [&str; 2]| columns.into_iter().all(|column| row.text(column).is_empty());
    let wind_m_s = match wind {
        Wind::Components if missing(COMPONENTS) => None,
        Wind::FromAndSpeed if missing(FROM_AND_SPEED) => None,
        Wind::Components => Some((row.number("wind_u_m_s", COMPONENT)?, row.number("wind_v_m_s", COMPONENT)?)),
        Wind::FromAndSpeed => {
            let (sin, cos) = row.number("wind_from_deg", DIRECTION)?.to_radians().sin_cos();
            let speed_m_s = row.number("wind_speed_m_s", SPEED)?;
            Some((-speed_m_s * sin, -speed_m_s * cos))
        }
    };
    let temperature_k = row.optional_number("temperature_c", TEMPERATURE)?.map(kelvin_from_celsius);
    let beside = if vertical == Vertical::Pressure { None } else { row.optional_number("pressure_hpa", PRESSURE)? };
    Ok(SoundingLevel {
        vertical: vertical.value(row)?,
        pressure_pa: beside.map(pascal_from_hectopascal),
        relative_humidity: row.optional_number("relative_humidity_percent", HUMIDITY)?.map(|percent| percent / 100.0),
        wind_m_s,
        temperature_k,
    })
}

fn same(rows: &[CsvRow<'_>], column: &str) -> Result<(), InputError> {
    match rows.iter().find(|row| row.text(column) != rows[0].text(column)) {
        None => Ok(()),
        Some(row) => {
            let expected = format!("\"{}\" as on line {}", rows[0].text(column), rows[0].line());
            Err(row.refuse(column, &expected, "the ground is the same for all levels of one time"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::csv_table::tests::loaded;

    fn read(text: &str) -> Result<Vec<Sounding>, String> {
        csv_profile(&loaded("w.csv", text)).map_err(|error| error.to_string())
    }

    /// A wind of 10 m/s from 270 degrees blows to the east; the same table with components and decimal commas.
    #[test]
    fn both_ways_to_give_a_wind_are_the_same() {
        let first = read("height_agl_m,wind_from_deg,wind_speed_m_s,temperature_c\n1000,270,10,5\n10,180,2.5,20\n")
            .expect("a profile");
        let second = read("# own\nTemperature_C;wind_v_m_s;wind_u_m_s;height_agl_m\n5;0;10;1000\n20;2,5;0,0;10\n")
            .expect("a profile");
        assert_eq!((first.len(), first[0].axis, first[0].time_utc), (1, VerticalAxis::HeightAboveGround, None));
        for (a, b) in first[0].levels.iter().zip(&second[0].levels) {
            let (a_m_s, b_m_s) = (a.wind_m_s.expect("a wind"), b.wind_m_s.expect("a wind"));
            assert!((a_m_s.0 - b_m_s.0).abs() < 1e-12 && (a_m_s.1 - b_m_s.1).abs() < 1e-12, "{a:?} {b:?}");
            assert_eq!((a.vertical, a.temperature_k), (b.vertical, b.temperature_k));
        }
    }

    #[test]
    fn each_time_is_a_sounding() {
        let text = "time,pressure_hpa,ground_pressure_hpa,wind_u_m_s,wind_v_m_s\n\
                    2013-07-02T06:00:00+06:00,850,1001,1,0\n2013-07-02T12:00:00Z,850,,2,0\n\
                    2013-07-02T00:00:00Z,700,1001,3,0\n";
        let soundings = read(text).expect("two soundings");
        let sizes: Vec<usize> = soundings.iter().map(|sounding| sounding.levels.len()).collect();
        assert_eq!(sizes, [2, 1], "06:00 at +06:00 is 00:00 UTC");
        assert_eq!(soundings[0].axis, VerticalAxis::Pressure { ground_pressure_pa: Some(100_100.0) });
        assert_eq!(soundings[1].axis, VerticalAxis::Pressure { ground_pressure_pa: None });
    }

    #[test]
    fn each_slip_is_told_with_its_line() {
        let good = "time,height_asl_m,ground_asl_m,wind_from_deg,wind_speed_m_s,temperature_c\n\
                    2013-07-02T00:00:00Z,100,90,270,5,21\n2013-07-02T00:00:00Z,1500,90,280,12,8\n";
        assert!(read(good).is_ok());
        for (old, new, parts) in [
            ("height_asl_m", "height_m", &["line 1", "\"height_agl_m\" or \"height_asl_m\" or \"pressure_hpa\""][..]),
            ("ground_asl_m", "terrain", &["line 1", "\"ground_asl_m\" is missing"]),
            ("wind_from_deg", "wind_to_deg", &["line 1", "\"wind_from_deg\" is missing", "wind_to_deg"]),
            ("1500", "100", &["line 3, column \"height_asl_m\"", "unlike line 2", "keep one"]),
            ("1500", "150000", &["line 3, column \"height_asl_m\"", "between -500 and 55000 m"]),
            ("280", "-80", &["line 3, column \"wind_from_deg\"", "between 0 and 360 degrees"]),
            (",12,", ",,", &["line 3, column \"wind_speed_m_s\"", "found nothing"]),
            ("21\n", "294\n", &["line 2, column \"temperature_c\"", "degrees Celsius"]),
            ("1500,90", "1500,95", &["line 3, column \"ground_asl_m\"", "\"90\" as on line 2"]),
            ("2013-07-02T00:00:00Z,100", "2 July,100", &["line 2, column \"time\"", "2013-07-02T00:00:00Z"]),
        ] {
            assert!(good.contains(old), "{old}");
            let told = read(&good.replacen(old, new, 1)).expect_err(new);
            for part in parts {
                assert!(told.contains(part), "{new}: {part} is not in\n{told}");
            }
        }
    }
}
