//! What kind of weather file some bytes are.

/// Formats in which inspectors get weather.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeatherFormat {
    /// A profile as a table; anything that is not known as something else is read as one.
    CsvProfile,
    /// GRIB, edition 1.
    Grib1,
    /// GRIB, edition 2.
    Grib2,
    /// NetCDF, classic.
    NetCdf3,
    /// NetCDF-4, which is HDF5.
    NetCdf4,
    /// BUFR.
    Bufr,
    /// Soundings of the Integrated Global Radiosonde Archive.
    Igra2,
    /// Sounding of the University of Wyoming as a table.
    WyomingCsv,
    /// A web page, such as a sounding of the University of Wyoming.
    Html,
    /// Reports of stations as they are sent: METAR, SPECI, SYNOP.
    Reports,
    /// A packed file: zip, a spreadsheet, gzip.
    Packed,
    /// Bytes that are no text and of no known kind, such as a picture.
    Unknown,
}

impl WeatherFormat {
    /// The format of a file.
    pub fn of(bytes: &[u8]) -> Self {
        let starts = |magic: &[u8]| bytes.starts_with(magic);
        if starts(b"GRIB") {
            return if bytes.get(7) == Some(&1) { Self::Grib1 } else { Self::Grib2 };
        }
        match () {
            () if starts(b"CDF") => Self::NetCdf3,
            () if starts(b"\x89HDF\r\n\x1a\n") => Self::NetCdf4,
            () if starts(b"BUFR") => Self::Bufr,
            () if starts(b"PK\x03\x04") || starts(b"\x1f\x8b") => Self::Packed,
            () if grib_within(bytes) => Self::Grib2,
            () if bytes.iter().take(512).any(|byte| *byte == 0) => Self::Unknown,
            () => Self::of_text(bytes.trim_ascii_start()),
        }
    }

    fn of_text(text: &[u8]) -> Self {
        let first = text.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
        if text.starts_with(b"<") {
            Self::Html
        } else if is_igra_header(first) {
            Self::Igra2
        } else if first.windows(20).any(|part| part == b"geopotential height_") {
            Self::WyomingCsv
        } else if super::report::starts_in(text) {
            Self::Reports
        } else {
            Self::CsvProfile
        }
    }

    /// The format in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::CsvProfile => "a table",
            Self::Grib1 => "GRIB edition 1",
            Self::Grib2 => "GRIB edition 2",
            Self::NetCdf3 => "NetCDF (classic)",
            Self::NetCdf4 => "NetCDF-4 (HDF5)",
            Self::Bufr => "BUFR",
            Self::Igra2 => "a radiosonde file of IGRA 2",
            Self::WyomingCsv => "a sounding table of the University of Wyoming",
            Self::Html => "a web page (HTML)",
            Self::Reports => "reports of stations (METAR, SYNOP)",
            Self::Packed => "a packed file (zip, spreadsheet or gzip)",
            Self::Unknown => "of no kind that is known",
        }
    }

    /// What to do with a file of this format, where it is not read; none for those that are.
    pub fn advice(self) -> Option<&'static str> {
        match self {
            Self::Grib1 => Some("convert it with ecCodes: grib_set -s edition=2 IN OUT, or cdo -f grb2 copy IN OUT"),
            Self::Bufr => Some(
                "write the levels into a table (CSV) with pressure_hpa, wind_from_deg, wind_speed_m_s and temperature_c, \
                 for example with bufr_dump of ecCodes, or take the sounding from IGRA 2",
            ),
            Self::Packed => Some("unpack it first, or save the sheet as CSV UTF-8"),
            Self::Unknown => Some(
                "give GRIB 2, NetCDF, a sounding of IGRA 2 or of the University of Wyoming, or a table (CSV) with \
                 height_agl_m or pressure_hpa, wind_from_deg and wind_speed_m_s",
            ),
            Self::CsvProfile
            | Self::Grib2
            | Self::NetCdf3
            | Self::NetCdf4
            | Self::Igra2
            | Self::WyomingCsv
            | Self::Reports
            | Self::Html => None,
        }
    }
}

/// True where a message of GRIB 2 follows some other bytes, as bulletins and broken downloads have them.
fn grib_within(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1_024)];
    let at = head.windows(4).position(|part| part == b"GRIB");
    at.is_some_and(|at| head.get(at + 7) == Some(&2))
}

/// The header of a sounding: `#`, a station id of eleven characters, year, month, day.
fn is_igra_header(line: &[u8]) -> bool {
    line.len() > 17
        && line[0] == b'#'
        && line[1..12].iter().all(u8::is_ascii_alphanumeric)
        && line[12] == b' '
        && line[13..17].iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells_the_format() {
        for (bytes, format) in [
            (&b"GRIB\x00\x05\xa0\x01"[..], WeatherFormat::Grib1),
            (b"GRIB\x00\x00\x00\x02\x00", WeatherFormat::Grib2),
            (b"CDF\x02\x00", WeatherFormat::NetCdf3),
            (b"\x89HDF\r\n\x1a\n\x00", WeatherFormat::NetCdf4),
            (b"BUFR\x00", WeatherFormat::Bufr),
            (b"\x1f\x8b\x08", WeatherFormat::Packed),
            (b"#USM00070026 2010 06 01 00 2303  158 ncdc6301", WeatherFormat::Igra2),
            (b"# a remark of ours 2010\nheight_agl_m", WeatherFormat::CsvProfile),
            (b"time,longitude,pressure_hPa,geopotential height_m,x\n", WeatherFormat::WyomingCsv),
            (b"\n<HTML>\n", WeatherFormat::Html),
            (b"# ogimet\n201307020230 METAR UAOL 020230Z 09004MPS CAVOK 20/15 Q1008=\n", WeatherFormat::Reports),
            (b"UAOL 020230Z 09004MPS CAVOK 20/15 Q1008", WeatherFormat::Reports),
            (b"38069,2013,07,02,00,00,AAXX 02001 38069 11582 60904 10200", WeatherFormat::Reports),
            (b"", WeatherFormat::CsvProfile),
            (b"SXXX\r\nGRIB\0\0\0\x02", WeatherFormat::Grib2),
            (b"\x89PNG\r\n\x1a\n\0\0\0", WeatherFormat::Unknown),
        ] {
            assert_eq!(WeatherFormat::of(bytes), format, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
