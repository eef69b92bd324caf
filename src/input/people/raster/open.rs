//! Opens a GeoTIFF with bounded memory and finds where its cells lie and how a value is stored.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use geo::Coord;
use geotiff_reader::{GeoTiffFile, GeoTiffOpenOptions};
use sha2::{Digest, Sha256};

use super::{Sample, refuse};
use crate::input::error::InputError;
use crate::population::RasterFrame;

/// Decoded strips and tiles that are kept, bytes.
const CACHE_BYTES: usize = 48 * 1024 * 1024;

/// Largest part that is decoded at once, bytes; a whole strip or tile must fit.
const DECODE_BYTES: usize = 192 * 1024 * 1024;

/// Largest list of strips or tiles, bytes: 4 million tiles.
const TAG_BYTES: usize = 32 * 1024 * 1024;

/// Most rows or columns.
const SIDE_MAX: u32 = 2_000_000;

/// First bytes of TIFF and BigTIFF in both byte orders.
const MAGIC: [[u8; 4]; 4] = [*b"II*\0", *b"MM\0*", *b"II+\0", *b"MM\0+"];

/// The open file.
pub(in crate::input) fn opened(path: &Path, role: &str) -> Result<GeoTiffFile, InputError> {
    let shown = path.display().to_string();
    if path.is_dir() {
        return Err(InputError::Folder { role: role.into(), path: shown });
    }
    let mut magic = [0; 4];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut magic));
    match read {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => {
            return Err(refuse(&shown, "the file has fewer than 4 bytes", "fetch it again"));
        }
        Err(source) => return Err(unreadable(&shown, source, role)),
        Ok(()) if !MAGIC.contains(&magic) => return Err(refuse(&shown, not_tiff(magic), advice_for(magic))),
        Ok(()) => {}
    }
    let mut options = GeoTiffOpenOptions {
        block_cache_bytes: CACHE_BYTES,
        decode_output_bytes: DECODE_BYTES,
        ..GeoTiffOpenOptions::default()
    };
    options.parse_budgets.max_ifds = 64;
    options.parse_budgets.max_ifd_entries = 4_096;
    options.parse_budgets.max_tag_value_bytes = TAG_BYTES;
    options.parse_budgets.max_metadata_value_bytes = 4 * TAG_BYTES;
    GeoTiffFile::open_with_options(path, options).map_err(|error| {
        refuse(
            &shown,
            format!("not a readable GeoTIFF: {error}"),
            "fetch it again, or write it anew with gdal_translate",
        )
    })
}

fn unreadable(shown: &str, source: std::io::Error, role: &str) -> InputError {
    match source.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            InputError::Missing { role: role.into(), path: shown.into(), advice: String::new() }
        }
        _ => InputError::Unreadable { role: role.into(), path: shown.into(), source },
    }
}

fn not_tiff(magic: [u8; 4]) -> &'static str {
    match &magic {
        b"PK\x03\x04" => "a ZIP archive, not a GeoTIFF",
        b"\x89HDF" | b"CDF\x01" | b"CDF\x02" => "NetCDF or HDF, not a GeoTIFF",
        _ => "not a TIFF: its first bytes are not those of one",
    }
}

fn advice_for(magic: [u8; 4]) -> &'static str {
    match &magic {
        b"PK\x03\x04" => "unpack it and give the .tif inside",
        b"\x89HDF" | b"CDF\x01" | b"CDF\x02" => "convert it with `gdal_translate -of GTiff`",
        _ => "give a GeoTIFF; people at places are given with --settlements",
    }
}

/// How the values of the first band are stored.
pub(super) fn sample(path: &str, file: &GeoTiffFile) -> Result<Sample, InputError> {
    let broken = |found: String| refuse(path, found, "write it anew with gdal_translate as one band of Float32");
    let ifd = file.tiff().ifd(file.base_ifd_index()).map_err(|error| broken(error.to_string()))?;
    if file.band_count() != 1 {
        let advice = "choose the band with `gdal_translate -b N`";
        return Err(refuse(path, format!("expected one band, found {}", file.band_count()), advice));
    }
    let first = |list: Vec<u16>| list.first().copied().unwrap_or_default();
    let bits = first(ifd.bits_per_sample().map_err(|error| broken(error.to_string()))?);
    let format = first(ifd.sample_format().map_err(|error| broken(error.to_string()))?);
    match (format, bits) {
        (1, 8) => Ok(Sample::U8),
        (2, 8) => Ok(Sample::I8),
        (1, 16) => Ok(Sample::U16),
        (2, 16) => Ok(Sample::I16),
        (1, 32) => Ok(Sample::U32),
        (2, 32) => Ok(Sample::I32),
        (3, 32) => Ok(Sample::F32),
        (3, 64) => Ok(Sample::F64),
        _ => Err(broken(format!(
            "expected integers of 8 to 32 or floats of 32 or 64 bits, found {bits} bits of sample format {format}"
        ))),
    }
}

/// Where the cells lie.
pub(in crate::input) fn frame(path: &str, file: &GeoTiffFile, crs: &str) -> Result<RasterFrame, InputError> {
    let (columns, rows) = (file.width(), file.height());
    if !(1..=SIDE_MAX).contains(&columns) || !(1..=SIDE_MAX).contains(&rows) {
        let found = format!("expected 1 to {SIDE_MAX} rows and columns, found {columns} columns and {rows} rows");
        return Err(refuse(path, found, "fetch it again: its header is damaged"));
    }
    let none = || {
        refuse(
            path,
            "expected coordinates (ModelPixelScale and ModelTiepoint, or ModelTransformation), found none",
            "write it anew with `gdal_translate -a_ullr` and `-a_srs`",
        )
    };
    let at = |column: f64, row: f64| file.pixel_to_geo(column, row).map(|(x, y)| Coord { x, y }).ok_or_else(none);
    let corner = at(0.0, 0.0)?;
    let (by_column, by_row) = (at(1.0, 0.0)? - corner, at(0.0, 1.0)? - corner);
    let area = by_column.x * by_row.y - by_column.y * by_row.x;
    let all = [corner, by_column, by_row];
    if area == 0.0 || !area.is_finite() || all.iter().any(|c| !c.x.is_finite() || !c.y.is_finite()) {
        return Err(refuse(path, "its cells have no area", "write it anew with `gdal_translate -a_ullr`"));
    }
    Ok(RasterFrame { columns: columns as usize, rows: rows as usize, crs: crs.to_owned(), corner, by_column, by_row })
}

/// SHA-256 of a file of any size.
pub(in crate::input) fn checksum(path: &Path, role: &str) -> Result<String, InputError> {
    let failed = |source| unreadable(&path.display().to_string(), source, role);
    let mut file = File::open(path).map_err(failed)?;
    let mut digest = Sha256::new();
    let mut part = vec![0; 1 << 20];
    loop {
        let read = file.read(&mut part).map_err(failed)?;
        if read == 0 {
            return Ok(crate::input::source::hex(&digest.finalize()));
        }
        digest.update(&part[..read]);
    }
}
