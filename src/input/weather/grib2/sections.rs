//! The messages and sections of a GRIB 2 file: found and measured before anything is decoded.

use crate::input::weather::problem::WeatherProblem;

/// Most fields of one file: the whole of a model run on all its levels has a few thousand.
const FIELDS_MAX: usize = 20_000;
/// Length of section 0, bytes.
const SECTION_0: usize = 16;
/// Length of the head of each other section: its length and its number.
const HEAD: usize = 5;

/// One field: the sections that it is described by. Each has its head.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Field<'a> {
    /// Number of the message in the file, from 1.
    pub message: usize,
    /// Discipline (code table 0.0).
    pub discipline: u8,
    /// Section 1: reference time.
    pub identification: &'a [u8],
    /// Section 3: grid.
    pub grid: &'a [u8],
    /// Section 4: product.
    pub product: &'a [u8],
    /// Section 5: packing.
    pub packing: &'a [u8],
    /// Section 6 with a bit map or the word that there is none.
    pub bitmap: &'a [u8],
    /// Section 7: data.
    pub data: &'a [u8],
}

/// A number of one to eight bytes, big-endian; none beyond the end.
pub(super) fn unsigned(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    let part = bytes.get(at..at.checked_add(length)?)?;
    Some(part.iter().fold(0, |sum, byte| (sum << 8) | u64::from(*byte)))
}

/// A number whose first bit is its sign, as GRIB has them.
pub(super) fn signed(bytes: &[u8], at: usize, length: usize) -> Option<i64> {
    let raw = unsigned(bytes, at, length)?;
    let sign = 1_u64 << (8 * length - 1);
    let size = i64::try_from(raw & (sign - 1)).ok()?;
    Some(if raw & sign == 0 { size } else { -size })
}

/// The fields of a file. Messages may stand apart; one message may hold several fields (NCEP puts u and v into one).
///
/// # Errors
/// [`WeatherProblem::Content`] for a file that is cut off, of another edition, or whose sections are out of order.
pub(super) fn fields(bytes: &[u8]) -> Result<Vec<Field<'_>>, WeatherProblem> {
    let (mut fields, mut at, mut message) = (Vec::new(), 0, 0);
    while let Some(start) = find(bytes, at) {
        message += 1;
        let end = message_end(bytes, start, message)?;
        read_message(&bytes[start..end], message, &mut fields)?;
        at = end;
    }
    if fields.is_empty() {
        return Err(WeatherProblem::damaged("no field was found in the file"));
    }
    Ok(fields)
}

fn find(bytes: &[u8], from: usize) -> Option<usize> {
    bytes.get(from..)?.windows(4).position(|part| part == b"GRIB").map(|at| from + at)
}

fn message_end(bytes: &[u8], start: usize, message: usize) -> Result<usize, WeatherProblem> {
    let left = bytes.len() - start;
    let edition = bytes.get(start + 7).copied();
    if let Some(edition) = edition.filter(|edition| *edition != 2) {
        let found = format!("message {message} is GRIB edition {edition}, expected edition 2");
        return Err(WeatherProblem::new(found, "convert it with ecCodes: grib_set -s edition=2 IN OUT"));
    }
    let claimed = unsigned(bytes, start + 8, 8).unwrap_or(u64::MAX);
    let length = usize::try_from(claimed).ok().filter(|length| (SECTION_0 + 4..=left).contains(length));
    length.map(|length| start + length).ok_or_else(|| {
        WeatherProblem::damaged(format!("message {message} claims {claimed} bytes, {left} are left in the file"))
    })
}

fn read_message<'a>(bytes: &'a [u8], message: usize, fields: &mut Vec<Field<'a>>) -> Result<(), WeatherProblem> {
    let broken = |what: &str| WeatherProblem::damaged(format!("message {message}: {what}"));
    let mut sections: [&[u8]; 8] = [&[]; 8];
    let mut bitmap: &[u8] = &[];
    let mut at = SECTION_0;
    loop {
        if bytes.get(at..at + 4) == Some(b"7777") {
            return Ok(());
        }
        let length = unsigned(bytes, at, 4).and_then(|length| usize::try_from(length).ok());
        let number = bytes.get(at + 4).copied().unwrap_or_default();
        let section = length.filter(|length| *length >= HEAD).and_then(|length| bytes.get(at..at.checked_add(length)?));
        let section = section.ok_or_else(|| broken("a section is longer than the message"))?;
        if !(1..=7).contains(&number) {
            return Err(broken(&format!("there is a section {number}, expected 1 to 7")));
        }
        sections[usize::from(number)] = section;
        if number == 6 {
            // 254 means the bit map of the field before.
            bitmap = if section.get(HEAD) == Some(&254) { bitmap } else { section };
        }
        if number == 7 {
            let needed = [1, 3, 4, 5].map(|k| sections[k]);
            if needed.iter().any(|section| section.is_empty()) || bitmap.is_empty() {
                return Err(broken("data come before their description"));
            }
            let [identification, grid, product, packing] = needed;
            let discipline = bytes.get(6).copied().unwrap_or_default();
            fields.push(Field { message, discipline, identification, grid, product, packing, bitmap, data: section });
            if fields.len() > FIELDS_MAX {
                let found = format!("the file has more than {FIELDS_MAX} fields");
                return Err(WeatherProblem::new(found, "keep wind, temperature and height of the levels that matter"));
            }
        }
        at += section.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_their_sign_in_front() {
        assert_eq!(unsigned(&[0, 1, 2], 1, 2), Some(258));
        assert_eq!(unsigned(&[0, 1, 2], 2, 2), None);
        assert_eq!(signed(&[0x80, 5], 0, 2), Some(-5));
        assert_eq!(signed(&[0, 5], 0, 2), Some(5));
    }

    /// A claim of ten gigabytes costs nothing.
    #[test]
    fn claims_beyond_the_end_are_refused() {
        let mut bytes = b"GRIB\0\0\0\x02".to_vec();
        bytes.extend(10_000_000_000_u64.to_be_bytes());
        let error = fields(&bytes).expect_err("cut off").to_string();
        assert!(error.contains("claims 10000000000 bytes, 16 are left"), "{error}");
        bytes[7] = 1;
        assert!(fields(&bytes).expect_err("edition").to_string().contains("grib_set -s edition=2"));
        assert!(fields(b"").is_err());
    }
}
