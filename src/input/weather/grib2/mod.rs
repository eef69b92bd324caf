//! GRIB edition 2: the fields of interest of a file, interpolated at one place.

mod groups;
mod product;
mod sections;

use grib::Grib2SubmessageDecoder;
use jiff::Timestamp;

use super::fields::{Value, soundings};
use super::grid::Corners;
use super::guard::guarded;
use super::problem::WeatherProblem;
use crate::geodesy::LonLat;
use crate::weather::sounding::Sounding;
use product::{FieldGrid, grid, product};
use sections::{Field, fields, unsigned};

/// Packings that are read (code table 5.0): simple, complex, complex with spatial differencing, JPEG 2000, CCSDS.
const PACKINGS: [u64; 5] = [0, 2, 3, 40, 42];

/// The soundings of a file at a place, one for each time in it.
///
/// Only the fields that the program has a use for are decoded, one after the other; of each the values around the place
/// are kept.
///
/// # Errors
/// [`WeatherProblem`] for damage, grids and packings that are not read, and a place outside of the grid (unless
/// `extend`).
pub(super) fn read(bytes: &[u8], place: LonLat, extend: bool) -> Result<Vec<Sounding>, WeatherProblem> {
    let (mut values, mut outside_m, mut last) = (Vec::new(), 0.0_f64, None::<(&[u8], FieldGrid, Corners)>);
    for field in fields(bytes)? {
        let Some(what) = product(&field)? else { continue };
        if last.as_ref().is_none_or(|(section, ..)| *section != field.grid) {
            let grid = grid(&field)?;
            let corners = grid.grid.corners(place, extend)?;
            last = Some((field.grid, grid, corners));
        }
        let Some((_, grid, corners)) = &last else { continue };
        outside_m = outside_m.max(corners.outside_m);
        let decoded = guarded(&format!("message {}", field.message), || at_place(&field, grid, corners))?;
        let value = decoded * what.factor;
        let (time_utc, lead_s, over_s, at, quantity) =
            (what.time_utc, what.lead_s, what.over_s, what.at, what.quantity);
        values.push(Value { time_utc, lead_s, over_s, at, quantity, value });
    }
    if values.is_empty() {
        return Err(WeatherProblem::new(
            "none of its fields is wind, temperature or height on pressure levels, or weather near the ground",
            "download u, v, temperature and geopotential height on pressure levels",
        ));
    }
    soundings(&values, place, outside_m, "GRIB 2")
}

/// The times of a file, without decoding its fields.
///
/// # Errors
/// [`WeatherProblem`] for damage.
pub(super) fn times(bytes: &[u8]) -> Result<Vec<Timestamp>, WeatherProblem> {
    let mut times = Vec::new();
    for field in fields(bytes)? {
        times.extend(product(&field)?.map(|what| what.time_utc));
    }
    times.sort();
    times.dedup();
    Ok(times)
}

/// The value of a field at the place; not a number where one of the points around it has no data.
fn at_place(field: &Field<'_>, grid: &FieldGrid, corners: &Corners) -> Result<f64, WeatherProblem> {
    check_packing(field, grid.points())?;
    let broken = |error: grib::GribError| WeatherProblem::damaged(format!("message {}: {error}", field.message));
    let decoder =
        Grib2SubmessageDecoder::new(grid.points(), field.packing.to_vec(), field.bitmap.to_vec(), field.data.to_vec())
            .map_err(broken)?;
    let mut wanted: Vec<(usize, f64)> =
        corners.points.iter().map(|corner| (grid.index(corner.lon, corner.lat), corner.weight)).collect();
    wanted.sort_by_key(|(index, _)| *index);
    let (mut values, mut next, mut sum) = (decoder.dispatch().map_err(broken)?, 0, 0.0);
    for (index, weight) in wanted {
        let value = values
            .nth(index - next)
            .ok_or_else(|| WeatherProblem::damaged(format!("message {} ends before its grid does", field.message)))?;
        next = index + 1;
        sum += weight * f64::from(value);
    }
    Ok(sum)
}

/// Sizes that a decoder would believe are checked against the grid first.
fn check_packing(field: &Field<'_>, points: usize) -> Result<(), WeatherProblem> {
    let number = |at, length| unsigned(field.packing, at, length).unwrap_or(u64::MAX);
    let wrong = |what: String| WeatherProblem::damaged(format!("message {}: {what}", field.message));
    let (packed, template) = (number(5, 4), number(9, 2));
    if !PACKINGS.contains(&template) {
        let found = format!("message {} is packed by template 5.{template}", field.message);
        let advice = "repack it with ecCodes: grib_set -r -s packingType=grid_simple IN OUT";
        return Err(WeatherProblem::new(found, advice));
    }
    if packed > points as u64 {
        return Err(wrong(format!("{packed} values are packed for a grid of {points} points")));
    }
    let bits = number(19, 1);
    if bits > 32 {
        return Err(wrong(format!("values of {bits} bits")));
    }
    let claim = match template {
        2 | 3 => groups::false_claim(field, template, packed),
        40 => picture_claim(field, packed),
        _ => None,
    };
    claim.map_or(Ok(()), |claim| Err(wrong(claim)))
}

/// Size of a JPEG 2000 picture that is not that of the field, in words (ISO/IEC 15444-1, annex A.5.1: marker SIZ).
fn picture_claim(field: &Field<'_>, packed: u64) -> Option<String> {
    let number = |at| unsigned(field.data, at, 4).unwrap_or(0);
    if packed == 0 {
        return None;
    }
    if number(5) != 0xff4f_ff51 {
        return Some("the picture with its values does not begin as JPEG 2000 does".to_owned());
    }
    let (width, height) = (number(13).saturating_sub(number(21)), number(17).saturating_sub(number(25)));
    (width * height != packed).then(|| format!("a picture of {width} x {height} points for {packed} values"))
}
