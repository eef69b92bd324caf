//! Soundings of the University of Wyoming: the page `TEXT:LIST` as saved, and the table (CSV) of the site since 2025.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::igra2::components;
use super::problem::WeatherProblem;
use crate::geodesy::LonLat;
use crate::weather::sounding::{Origin, OriginKind, Sounding, SoundingLevel, VerticalAxis};
use crate::weather::surface::SurfaceFields;

/// One knot, m/s, exact.
const KNOT_M_S: f64 = 1852.0 / 3600.0;
/// Width of the columns of the page, characters.
const WIDTH: usize = 7;
/// Months as the page writes them.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The soundings of a saved page.
///
/// # Errors
/// [`WeatherProblem::Content`] where the page has no table of a sounding, or its heading no time.
pub(super) fn wyoming_html(text: &str) -> Result<Vec<Sounding>, WeatherProblem> {
    let lower = text.to_ascii_lowercase();
    let advice = "save the page of one sounding (weather.uwyo.edu/upperair, type of plot Text: List) as HTML";
    let mut soundings = Vec::new();
    let mut from = 0;
    while let Some(start) = lower[from..].find("<pre>").map(|at| from + at) {
        let end = lower[start..].find("</pre>").map_or(text.len(), |at| start + at);
        let table = text.get(start + 5..end).unwrap_or_default();
        if table.contains("PRES") && table.contains("DRCT") {
            let heading = text.get(from..start).unwrap_or_default();
            let (time_utc, name) = heading_of(heading).ok_or_else(|| {
                WeatherProblem::new("the heading over the table has no time such as \"00Z 17 May 1980\"", advice)
            })?;
            let knots = table.contains("SKNT");
            let levels =
                table.lines().filter_map(|line| html_level(line, if knots { KNOT_M_S } else { 1.0 })).collect();
            let after = text.get(end..).unwrap_or_default();
            soundings.push(sounding(Some(time_utc), levels, station(after), name));
        }
        from = end.max(start + 5);
    }
    with_winds(soundings, advice)
}

/// Time and station of the heading: `72572 SLC Salt Lake City Observations at 00Z 17 May 1980`.
fn heading_of(heading: &str) -> Option<(Timestamp, String)> {
    let line = heading.lines().rev().find(|line| line.contains("Observations at"))?;
    let line = line.rsplit_once("</")?.0;
    let line = line.rsplit('>').next()?;
    let (name, at) = line.split_once(" Observations at ")?;
    let mut words = at.split_whitespace();
    let hour = words.next()?.trim_end_matches('Z').parse().ok()?;
    let (day, month, year) = (words.next()?.parse().ok()?, words.next()?, words.next()?.parse().ok()?);
    let month = MONTHS.iter().position(|known| month.to_ascii_lowercase().starts_with(known))? as i8 + 1;
    let at = DateTime::new(year, month, day, hour, 0, 0, 0).ok()?;
    Some((TimeZone::UTC.to_timestamp(at).ok()?, name.trim().to_owned()))
}

/// Place of the station from the second table of the page, where it is there.
fn station(after: &str) -> Option<LonLat> {
    let value = |name: &str| {
        let line = after.lines().find(|line| line.trim_start().starts_with(name))?;
        line.rsplit(':').next()?.trim().parse::<f64>().ok()
    };
    let place = LonLat::new(value("Station longitude")?, value("Station latitude")?);
    (place.lon.abs() <= 180.0 && place.lat.abs() <= 90.0).then_some(place)
}

/// A line of the page: pressure, height, temperature, dew point, humidity, mixing ratio, direction, speed.
fn html_level(line: &str, speed_factor: f64) -> Option<SoundingLevel> {
    let number = |k: usize| {
        let (from, to) = (k * WIDTH, ((k + 1) * WIDTH).min(line.len()));
        line.get(from..to)?.trim().parse::<f64>().ok()
    };
    let (pressure, height) = (number(0)?, number(1)?);
    let wind = number(6).zip(number(7)).map(|(from, speed)| (from, speed * speed_factor));
    level(pressure, height, number(2), number(4), wind)
}

/// A level with values that make sense; none otherwise.
fn level(
    pressure_hpa: f64,
    height_m: f64,
    temperature_c: Option<f64>,
    humidity_percent: Option<f64>,
    wind: Option<(f64, f64)>,
) -> Option<SoundingLevel> {
    if !(0.1..=1_100.0).contains(&pressure_hpa) || !(-500.0..=60e3).contains(&height_m) {
        return None;
    }
    let wind = wind.filter(|(from, speed)| (0.0..=360.0).contains(from) && (0.0..=200.0).contains(speed));
    Some(SoundingLevel {
        vertical: height_m,
        pressure_pa: Some(pressure_hpa * 100.0),
        relative_humidity: humidity_percent.map(|percent| (percent / 100.0).clamp(0.0, 1.0)),
        wind_m_s: wind.map(|(from, speed)| components(from, speed)),
        temperature_k: temperature_c.map(|t| t + 273.15).filter(|t| (120.0..=340.0).contains(t)),
    })
}

/// The sounding of a table: columns by name, one row for each level; a balloon drifts, its start is the place.
///
/// # Errors
/// [`WeatherProblem::Content`] for a column that is missing, a row that is no row, or a table without winds.
pub(super) fn wyoming_csv(text: &str) -> Result<Vec<Sounding>, WeatherProblem> {
    let advice = "save the table of one sounding (weather.uwyo.edu/wsgi/sounding, CSV) as it is";
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| WeatherProblem::new(error.to_string(), advice))?.clone();
    let column = |name: &str| {
        let at = header.iter().position(|have| have.eq_ignore_ascii_case(name));
        at.ok_or_else(|| WeatherProblem::new(format!("the column \"{name}\" is missing"), advice))
    };
    let columns = [
        column("pressure_hPa")?,
        column("geopotential height_m")?,
        column("temperature_C")?,
        column("relative humidity_%")?,
        column("wind direction_degree")?,
        column("wind speed_m/s")?,
        column("longitude")?,
        column("latitude")?,
    ];
    let time_column = column("time")?;
    let (mut levels, mut start) = (Vec::new(), None);
    for record in reader.records() {
        let record = record.map_err(|error| WeatherProblem::new(error.to_string(), advice))?;
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != header.len() {
            let found = format!("line {line}: {} cells, expected {}", record.len(), header.len());
            return Err(WeatherProblem::damaged(found));
        }
        let number = |k: usize| record.get(columns[k]).and_then(|text| text.parse::<f64>().ok());
        if start.is_none() {
            let time = record.get(time_column).and_then(time);
            let time = time.ok_or_else(|| {
                WeatherProblem::new(format!("line {line}: expected a time such as 2013-07-02 00:00:00"), advice)
            })?;
            start = Some((time, number(6).zip(number(7)).map(|(lon, lat)| LonLat::new(lon, lat))));
        }
        let (Some(pressure), Some(height)) = (number(0), number(1)) else { continue };
        levels.extend(level(pressure, height, number(2), number(3), number(4).zip(number(5))));
    }
    let Some((time_utc, place)) = start else { return Err(WeatherProblem::new("the table has no rows", advice)) };
    let place = place.filter(|p| p.lon.abs() <= 180.0 && p.lat.abs() <= 90.0);
    with_winds(vec![sounding(Some(time_utc), levels, place, "a balloon of the Wyoming archive".to_owned())], advice)
}

fn time(text: &str) -> Option<Timestamp> {
    let at: DateTime = text.replacen(' ', "T", 1).parse().ok()?;
    TimeZone::UTC.to_timestamp(at).ok()
}

fn sounding(
    time_utc: Option<Timestamp>,
    mut levels: Vec<SoundingLevel>,
    place: Option<LonLat>,
    name: String,
) -> Sounding {
    levels.sort_by(|a, b| a.vertical.total_cmp(&b.vertical));
    levels.dedup_by(|b, a| a.vertical == b.vertical);
    // Levels below the station are calculated and have no temperature; the first with one is the ground.
    let ground_m = levels.iter().find(|level| level.temperature_k.is_some() && level.wind_m_s.is_some());
    let ground_m = ground_m.or_else(|| levels.first()).map(|level| level.vertical);
    levels.retain(|level| level.wind_m_s.is_some() || level.temperature_k.is_some());
    let axis = VerticalAxis::Geopotential { ground_m, ground_pressure_pa: None };
    let origin = Origin { kind: OriginKind::Station, place, name, ..Origin::default() };
    Sounding { time_utc, axis, levels, surface: SurfaceFields::default(), origin }
}

fn with_winds(mut soundings: Vec<Sounding>, advice: &str) -> Result<Vec<Sounding>, WeatherProblem> {
    soundings.retain(|sounding| sounding.levels.iter().any(|level| level.wind_m_s.is_some()));
    if soundings.is_empty() {
        return Err(WeatherProblem::new("no sounding with winds was found in it", advice));
    }
    Ok(soundings)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<HTML>\n<H2>38062 Kyzylorda Observations at 00Z 02 Jul 2013</H2>\n<PRE>\n\
        -----------------------------------------------------------------------------\n\
        \x20  PRES   HGHT   TEMP   DWPT   RELH   MIXR   DRCT   SKNT   THTA   THTE   THTV\n\
        \x20   hPa     m      C      C      %    g/kg    deg   knot     K      K      K \n\
        -----------------------------------------------------------------------------\n\
        \x201000.0    100                                                               \n\
        \x20 990.0    131   24.0   10.0     41   7.80     90     10  298.0  320.0  299.0\n\
        \x20 850.0   1500   15.0    5.0     51   6.50    180     20  301.0  320.0  302.0\n</PRE>\n\
        <PRE>\n   Station latitude: 44.76\n   Station longitude: 65.53\n</PRE>\n";

    #[test]
    fn a_page_is_read_with_its_heading() {
        let soundings = wyoming_html(PAGE).expect("a sounding");
        let one = &soundings[0];
        assert_eq!(one.time_utc.map(|time| time.to_string()).as_deref(), Some("2013-07-02T00:00:00Z"));
        assert_eq!(one.origin.place, Some(LonLat::new(65.53, 44.76)));
        assert_eq!(one.axis, VerticalAxis::Geopotential { ground_m: Some(131.0), ground_pressure_pa: None });
        let (u, v) = one.levels[0].wind_m_s.expect("a wind");
        assert!((u + 10.0 * KNOT_M_S).abs() < 1e-9 && v.abs() < 1e-9);
        assert!((one.levels[0].relative_humidity.expect("humidity") - 0.41).abs() < 1e-12);
    }

    #[test]
    fn pages_without_a_sounding_are_refused() {
        for (page, part) in [
            ("<html><body>Sorry, the server is too busy</body></html>".to_owned(), "no sounding with winds"),
            (PAGE.replace("00Z 02 Jul 2013", "midnight"), "no time such as"),
        ] {
            let error = wyoming_html(&page).expect_err(part).to_string();
            assert!(error.contains(part) && error.contains("weather.uwyo.edu"), "{error}");
        }
        let error = wyoming_csv("time,longitude\n").expect_err("columns").to_string();
        assert!(error.contains("\"pressure_hPa\" is missing"), "{error}");
    }
}
