//! Radiosonde files of the Integrated Global Radiosonde Archive, version 2: soundings as sent, and with derived values.
//!
//! Formats: NOAA NCEI, igra2-data-format.txt and igra2-derived-format.txt (Durre et al. 2006, J. Climate 19, 53-68).

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::problem::WeatherProblem;
use crate::geodesy::LonLat;
use crate::weather::humidity::{relative_humidity, saturation_pressure_pa};
use crate::weather::sounding::{Origin, OriginKind, Sounding, SoundingLevel, VerticalAxis};
use crate::weather::surface::SurfaceFields;

/// The header of derived values goes on where that of the data ends.
const DERIVED_HEADER_FROM: usize = 80;
/// Columns of derived values are eight characters wide.
const DERIVED_WIDTH: usize = 8;

/// The soundings of a file.
///
/// Soundings without any wind are left out, and the last one where the file ends within it. Pressure levels without a height take the one between their neighbours.
///
/// # Errors
/// [`WeatherProblem::Content`] with the line, for a broken header, a first sounding with fewer lines than announced, a value that is no
/// number, or a file without winds.
pub(super) fn igra2(text: &str) -> Result<Vec<Sounding>, WeatherProblem> {
    let mut lines = text.lines().enumerate();
    let mut soundings = Vec::new();
    while let Some((at, line)) = lines.next() {
        if line.trim().is_empty() {
            continue;
        }
        let header = header(line).ok_or_else(|| {
            let found =
                format!("line {}: expected the header of a sounding, such as #KZM00038062 2013 07 02 00", at + 1);
            WeatherProblem::damaged(found)
        })?;
        let derived = line.len() > DERIVED_HEADER_FROM;
        let mut levels = Vec::new();
        for k in 0..header.levels {
            let Some((at, line)) = lines.next() else {
                if soundings.is_empty() {
                    let found = format!("line {}: {} levels are announced, {k} are there", at + 1, header.levels);
                    return Err(WeatherProblem::damaged(found));
                }
                return Ok(soundings);
            };
            let level = if derived { derived_level(line) } else { data_level(line) };
            levels.push(level.ok_or_else(|| {
                WeatherProblem::damaged(format!(
                    "line {}: expected the columns of IGRA 2, found \"{}\"",
                    at + 1,
                    head(line)
                ))
            })?);
        }
        if let Some(sounding) = sounding(&header, levels) {
            soundings.push(sounding);
        }
    }
    if soundings.is_empty() {
        return Err(WeatherProblem::new(
            "no sounding in it has winds with heights",
            "choose another time or station of the archive",
        ));
    }
    Ok(soundings)
}

/// What the header of a sounding says.
struct Header {
    station: String,
    time_utc: Timestamp,
    levels: usize,
    place: Option<LonLat>,
}

fn header(line: &str) -> Option<Header> {
    let part = |from: usize, to: usize| line.get(from..to).map(str::trim);
    let number = |from, to| part(from, to)?.parse::<i16>().ok();
    let station = part(1, 12).filter(|_| line.starts_with('#'))?.to_owned();
    let byte = |value: i16| i8::try_from(value).ok();
    let (hour, release) = (number(24, 26)?, number(27, 31)?);
    // Nominal hour 99: only the time of release is known.
    let (hour, minute) = if hour == 99 { (release / 100, release % 100) } else { (hour, 0) };
    let date = DateTime::new(
        number(13, 17)?,
        byte(number(18, 20)?)?,
        byte(number(21, 23)?)?,
        byte(hour)?,
        byte(minute)?,
        0,
        0,
    );
    let time_utc = TimeZone::UTC.to_timestamp(date.ok()?).ok()?;
    let degrees = |from, to| Some(part(from, to)?.parse::<f64>().ok()? / 1e4);
    let place = if line.len() > DERIVED_HEADER_FROM { None } else { degrees(62, 71).zip(degrees(55, 62)) };
    let place = place.map(|(lon, lat)| LonLat::new(lon, lat)).filter(|p| p.lon.abs() <= 180.0 && p.lat.abs() <= 90.0);
    Some(Header { station, time_utc, levels: part(31, 36)?.parse().ok()?, place })
}

/// A level before heights are complete.
#[derive(Debug, Clone, Copy, Default)]
struct Raw {
    pressure_pa: Option<f64>,
    height_m: Option<f64>,
    temperature_k: Option<f64>,
    relative_humidity: Option<f64>,
    wind_m_s: Option<(f64, f64)>,
    surface: bool,
}

/// A number that is not missing (-9999) and was not removed in the checks of the archive (-8888); the outer none is for
/// text that is no number.
fn cell(line: &str, from: usize, to: usize) -> Option<Option<f64>> {
    let text = line.get(from..to.min(line.len())).unwrap_or_default().trim();
    if text.is_empty() {
        return Some(None);
    }
    let value = text.parse::<i32>().ok()?;
    Some((!matches!(value, -9999 | -8888 | -99_999)).then(|| f64::from(value)))
}

fn data_level(line: &str) -> Option<Raw> {
    let temperature_k = cell(line, 22, 27)?.map(|tenths| tenths / 10.0 + 273.15);
    let depression_k = cell(line, 34, 39)?.map(|tenths| tenths / 10.0);
    let humidity = cell(line, 28, 33)?.map(|tenths| (tenths / 1_000.0).clamp(0.0, 1.0));
    let from_dewpoint = temperature_k.zip(depression_k).map(|(t, d)| relative_humidity(t, t - d));
    let wind = cell(line, 40, 45)?.zip(cell(line, 46, 51)?);
    let wind = wind.filter(|(from, speed)| (0.0..=360.0).contains(from) && (0.0..=2_000.0).contains(speed));
    Some(Raw {
        pressure_pa: cell(line, 9, 15)?.filter(|pa| *pa > 0.0),
        height_m: cell(line, 16, 21)?,
        temperature_k: temperature_k.filter(|t| (120.0..=340.0).contains(t)),
        relative_humidity: humidity.or(from_dewpoint),
        wind_m_s: wind.map(|(from_deg, tenths)| components(from_deg, tenths / 10.0)),
        surface: line.as_bytes().get(1) == Some(&b'1'),
    })
}

fn derived_level(line: &str) -> Option<Raw> {
    // A column ends where the next begins, and starts with a blank or a sign.
    let column = |k: usize| cell(line, k * DERIVED_WIDTH, k * DERIVED_WIDTH + 7);
    let temperature_k = column(3)?.map(|tenths| tenths / 10.0).filter(|t| (120.0..=340.0).contains(t));
    let vapour_pa = column(9)?.map(|thousandths| thousandths / 10.0);
    let saturated = temperature_k.zip(vapour_pa).map(|(t, e)| (e / saturation_pressure_pa(t)).clamp(0.0, 1.0));
    let wind = column(14)?.zip(column(16)?).map(|(u, v)| (u / 10.0, v / 10.0));
    Some(Raw {
        pressure_pa: column(0)?.filter(|pa| *pa > 0.0),
        height_m: column(1)?.or(column(2)?),
        temperature_k,
        relative_humidity: column(11)?.map(|tenths| (tenths / 1_000.0).clamp(0.0, 1.0)).or(saturated),
        wind_m_s: wind.filter(|(u, v)| u.hypot(*v) <= 200.0),
        surface: false,
    })
}

/// Towards the east and the north, m/s, from the direction that the wind blows from.
pub(super) fn components(from_deg: f64, speed_m_s: f64) -> (f64, f64) {
    let (sin, cos) = from_deg.to_radians().sin_cos();
    (-speed_m_s * sin, -speed_m_s * cos)
}

fn head(line: &str) -> String {
    line.chars().take(40).collect()
}

fn sounding(header: &Header, mut raw: Vec<Raw>) -> Option<Sounding> {
    let lowest = raw.iter().filter_map(|level| level.height_m).min_by(f64::total_cmp);
    let ground_m = raw.iter().find(|level| level.surface).and_then(|level| level.height_m).or(lowest)?;
    fill_heights(&mut raw);
    let mut levels: Vec<SoundingLevel> = raw
        .iter()
        .filter(|level| level.wind_m_s.is_some() || level.temperature_k.is_some())
        .filter_map(|level| {
            Some(SoundingLevel {
                vertical: level.height_m?,
                pressure_pa: level.pressure_pa,
                relative_humidity: level.relative_humidity,
                wind_m_s: level.wind_m_s,
                temperature_k: level.temperature_k,
            })
        })
        .collect();
    levels.sort_by(|a, b| a.vertical.total_cmp(&b.vertical));
    levels.dedup_by(|b, a| a.vertical == b.vertical);
    levels.iter().any(|level| level.wind_m_s.is_some()).then(|| Sounding {
        time_utc: Some(header.time_utc),
        axis: VerticalAxis::Geopotential { ground_m: Some(ground_m), ground_pressure_pa: None },
        levels,
        surface: SurfaceFields::default(),
        origin: Origin {
            kind: OriginKind::Station,
            place: header.place,
            name: format!("station {}", header.station),
            ..Origin::default()
        },
    })
}

/// Gives a level with a pressure and no height the one between its neighbours, linear in ln p.
fn fill_heights(raw: &mut [Raw]) {
    let mut known: Vec<(f64, f64)> =
        raw.iter().filter_map(|level| Some((level.pressure_pa?.ln(), level.height_m?))).collect();
    known.sort_by(|a, b| b.0.total_cmp(&a.0));
    for level in raw.iter_mut().filter(|level| level.height_m.is_none()) {
        let Some(log_p) = level.pressure_pa.map(f64::ln) else { continue };
        let pair = known.windows(2).find(|pair| pair[0].0 >= log_p && log_p >= pair[1].0 && pair[0].0 > pair[1].0);
        level.height_m = pair.map(|pair| {
            let share = (log_p - pair[0].0) / (pair[1].0 - pair[0].0);
            pair[0].1 + share * (pair[1].1 - pair[0].1)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: &str = "#USM00070026 2010 06 01 00 2303    3 ncdc6301 ncdc6301  712889 -1567833\n\
                         21     0 100980B   12     0B 1000     0    20    51 \n\
                         10    12 100000 -9999    -7B  936     9 -9999 -9999 \n\
                         10   242  92500   712B  -12B  954     7    41    26 \n";

    /// The station gives 5.1 m/s from 20 degrees at 12 m above the sea, its ground.
    #[test]
    fn columns_are_those_of_the_format() {
        let soundings = igra2(SHORT).expect("a sounding");
        let first = &soundings[0];
        assert_eq!(first.time_utc.map(|time| time.to_string()).as_deref(), Some("2010-06-01T00:00:00Z"));
        assert_eq!(first.origin.place, Some(LonLat::new(-156.7833, 71.2889)));
        assert_eq!(first.axis, VerticalAxis::Geopotential { ground_m: Some(12.0), ground_pressure_pa: None });
        let (u, v) = first.levels[0].wind_m_s.expect("a wind");
        assert!(
            (u + 5.1 * 20_f64.to_radians().sin()).abs() < 1e-9 && (v + 5.1 * 20_f64.to_radians().cos()).abs() < 1e-9
        );
        assert_eq!(first.levels[0].temperature_k, Some(273.15));
        // By hand: ln(1009.8/1000) / ln(1009.8/925) of the 700 m between its neighbours above 12 m.
        assert!((first.levels[1].vertical - 89.8).abs() < 0.5, "{}", first.levels[1].vertical);
    }

    #[test]
    fn damage_is_told_with_its_line() {
        for (text, part) in [
            (SHORT.replace("  3 ncdc", "  9 ncdc"), "9 levels are announced, 3 are there"),
            (SHORT.replace("92500", "9x500"), "line 4: expected the columns of IGRA 2"),
            (format!("{SHORT}nonsense\n"), "line 5: expected the header of a sounding"),
            (
                SHORT.replace("    20    51", " -9999 -9999").replace("    41    26", " -9999 -9999"),
                "no sounding in it has winds",
            ),
        ] {
            let error = igra2(&text).expect_err(part).to_string();
            assert!(error.contains(part), "{error}");
        }
    }
}
