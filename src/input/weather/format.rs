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
    /// A packed file: zip, a spreadsheet, gzip.
    Packed,
}

const AS_TABLE: &str = "write the profile at the place into such a table";

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
            Self::Packed => "a packed file (zip, spreadsheet or gzip)",
        }
    }

    /// What to do with a file of this format.
    pub fn advice(self) -> &'static str {
        match self {
            Self::CsvProfile => AS_TABLE,
            Self::Grib1 | Self::Grib2 => {
                "write u, v and temperature of the levels at the place into such a table, for example with grib_ls -l \
                 LAT,LON,1 of ecCodes"
            }
            Self::NetCdf3 | Self::NetCdf4 => {
                "write u, v and temperature of the levels at the place into such a table, for example with cdo \
                 outputtab after remapnn"
            }
            Self::Bufr => "write the levels into such a table, for example with bufr_dump of ecCodes",
            Self::Igra2 => {
                "write the levels of the sounding into such a table (its winds and temperatures are in tenths)"
            }
            Self::WyomingCsv => {
                "rename its columns to pressure_hpa, wind_from_deg, wind_speed_m_s and temperature_c, and write time as \
                 1999-05-03T23:02:00Z"
            }
            Self::Html => "copy the table of the page into such a file",
            Self::Packed => "unpack it first, or save the sheet as CSV UTF-8",
        }
    }
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
            (b"", WeatherFormat::CsvProfile),
        ] {
            assert_eq!(WeatherFormat::of(bytes), format, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
