//! The groups of complex packing: their lengths and widths are added up before a decoder believes them.

use super::sections::{Field, unsigned};

/// Widest value of a group, bits.
const WIDTH_MAX: u64 = 32;

/// What the groups of a field say of themselves cannot be true: in words. None where they hold as many values as the field.
///
/// The layout is that of templates 5.2, 5.3, 7.2 and 7.3 of the WMO Manual on Codes, WMO-No. 306.
pub(super) fn false_claim(field: &Field<'_>, template: u64, packed: u64) -> Option<String> {
    claim(field, template, packed).unwrap_or_else(|| Some("the groups of its values are cut off".to_owned()))
}

/// The outer none is for sections that are too short.
fn claim(field: &Field<'_>, template: u64, packed: u64) -> Option<Option<String>> {
    let number = |at, length| unsigned(field.packing, at, length);
    let (groups, reference_bits) = (number(31, 4)?, number(19, 1)?);
    let (width_from, width_bits) = (number(35, 1)?, number(36, 1)?);
    let (length_from, step, last, length_bits) = (number(37, 4)?, number(41, 1)?, number(42, 4)?, number(46, 1)?);
    if groups > packed || width_bits > WIDTH_MAX || length_bits > WIDTH_MAX || reference_bits > WIDTH_MAX {
        return Some(Some(format!("{groups} groups of values for {packed} values")));
    }
    let before = if template == 3 { (number(47, 1)? + 1) * number(48, 1)? } else { 0 };
    let mut bits = Bits { bytes: field.data.get(5..)?, at: 8 * before };
    bits.skip(groups * reference_bits);
    for _ in 0..groups {
        let width = width_from + bits.next(width_bits)?;
        if width > WIDTH_MAX {
            return Some(Some(format!("a group with values of {width} bits")));
        }
    }
    bits.skip(0);
    let mut sum = 0_u64;
    for group in 0..groups {
        let scaled = bits.next(length_bits)?;
        sum += if group + 1 == groups { last } else { length_from + step * scaled };
    }
    Some((sum != packed).then(|| format!("groups with {sum} values for {packed} values")))
}

/// Bits from the first.
struct Bits<'a> {
    bytes: &'a [u8],
    at: u64,
}

impl Bits<'_> {
    /// The next number of up to 32 bits; none beyond the end.
    fn next(&mut self, count: u64) -> Option<u64> {
        let mut value = 0;
        for bit in self.at..self.at + count {
            let byte = *self.bytes.get(usize::try_from(bit / 8).ok()?)?;
            value = (value << 1) | u64::from(byte >> (7 - bit % 8) & 1);
        }
        self.at += count;
        Some(value)
    }

    /// Passes over bits, and on to the next whole byte.
    fn skip(&mut self, count: u64) {
        self.at = (self.at + count).div_ceil(8) * 8;
    }
}
