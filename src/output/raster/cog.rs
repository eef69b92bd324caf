//! The layout of a cloud-optimised GeoTIFF: what GDAL calls `LAYOUT=COG`.
//!
//! Behind the header stands a block of text that tells of the order; then all directories, the full grid first; then the
//! tiles, of the coarsest overview first. Each tile has its length in front and its last four bytes once more behind.
//! The COG writer of the GeoTIFF crate knows no description and no unit of a band, so that only its parts are used.

use std::io::{Cursor, Seek, SeekFrom, Write};

use ndarray::{Array2, ArrayView2};
use tiff_core::{ByteOrder, Compression, Predictor, Tag, TagValue};
use tiff_writer::compress::{BlockEncodingOptions, compress_block};
use tiff_writer::{ImageBuilder, encoder};

/// Why a file could not be made.
type Refusal = Box<dyn std::error::Error + Send + Sync>;

/// Side of a tile, cells. A grid of 161 cells has four.
pub(super) const TILE: usize = 128;

const ORDER: ByteOrder = ByteOrder::LittleEndian;

/// What the file tells of its order (GDAL, COG driver); the number is the length of what follows its line.
const GHOST: &str = "GDAL_STRUCTURAL_METADATA_SIZE=000140 bytes\n\
    LAYOUT=IFDS_BEFORE_DATA\n\
    BLOCK_ORDER=ROW_MAJOR\n\
    BLOCK_LEADER=SIZE_AS_UINT4\n\
    BLOCK_TRAILER=LAST_4_BYTES_REPEATED\n\
    KNOWN_INCOMPATIBLE_EDITION=NO\n ";

/// One directory with its tiles.
struct Image {
    tags: Vec<Tag>,
    codes: (u16, u16),
    tiles: Vec<Vec<u8>>,
}

/// The grid as a file. `tags` go into the directory of the full grid.
pub(super) fn encoded(values: ArrayView2<'_, f32>, tags: Vec<Tag>) -> Result<Vec<u8>, Refusal> {
    let mut images = vec![image(values, tags, false)?];
    let mut coarser = halved(values);
    while coarser.nrows().max(coarser.ncols()) >= TILE / 2 {
        images.push(image(coarser.view(), Vec::new(), true)?);
        coarser = halved(coarser.view());
    }
    let mut at = encoder::header_len(false) + GHOST.len() as u64;
    at += at % 2;
    for image in &images {
        at += encoder::estimate_ifd_size(ORDER, false, &image.tags)?;
    }
    for image in images.iter_mut().rev() {
        at = image.place(at)?;
    }
    written(&images)
}

fn image(values: ArrayView2<'_, f32>, tags: Vec<Tag>, overview: bool) -> Result<Image, Refusal> {
    let (rows, columns) = values.dim();
    let tile = u32::try_from(TILE)?;
    let mut builder = ImageBuilder::new(u32::try_from(columns)?, u32::try_from(rows)?)
        .sample_type::<f32>()
        .compression(Compression::Deflate)
        .predictor(Predictor::FloatingPoint)
        .tiles(tile, tile);
    if overview {
        builder = builder.overview();
    }
    for tag in tags {
        builder = builder.tag(tag);
    }
    builder.validate()?;
    let tiles = tiles(values);
    let compressed = tiles.iter().enumerate().map(|(k, samples)| compressed(samples, k));
    Ok(Image {
        tags: builder.checked_build_tags(false)?,
        codes: builder.offset_tag_codes(),
        tiles: compressed.collect::<Result<_, _>>()?,
    })
}

/// The tiles row by row; what lies outside of the grid was not computed.
fn tiles(values: ArrayView2<'_, f32>) -> Vec<Vec<f32>> {
    let (rows, columns) = values.dim();
    let mut tiles = Vec::new();
    for top in (0..rows).step_by(TILE) {
        for left in (0..columns).step_by(TILE) {
            let value = |k: usize| values.get((top + k / TILE, left + k % TILE)).copied().unwrap_or(f32::NAN);
            tiles.push((0..TILE * TILE).map(value).collect());
        }
    }
    tiles
}

fn compressed(samples: &[f32], index: usize) -> Result<Vec<u8>, tiff_writer::Error> {
    let options = BlockEncodingOptions {
        byte_order: ORDER,
        compression: Compression::Deflate,
        predictor: Predictor::FloatingPoint,
        samples_per_pixel: 1,
        row_width_pixels: TILE,
        jpeg_options: None,
        jpeg_sampling: None,
        deflate_level: None,
    };
    compress_block(samples, options, index)
}

/// Half as many rows and columns: the mean of the cells that were computed.
fn halved(values: ArrayView2<'_, f32>) -> Array2<f32> {
    let (rows, columns) = values.dim();
    Array2::from_shape_fn((rows.div_ceil(2), columns.div_ceil(2)), |(row, column)| {
        let corners = [(0, 0), (0, 1), (1, 0), (1, 1)].map(|(down, right)| (2 * row + down, 2 * column + right));
        let known: Vec<f32> =
            corners.into_iter().filter_map(|at| values.get(at).copied()).filter(|value| value.is_finite()).collect();
        if known.is_empty() { f32::NAN } else { known.iter().sum::<f32>() / known.len() as f32 }
    })
}

impl Image {
    /// Gives the tiles their places from an offset on; returns the offset behind them.
    fn place(&mut self, from: u64) -> Result<u64, Refusal> {
        let (mut at, mut offsets, mut lengths) = (from, Vec::new(), Vec::new());
        for tile in &self.tiles {
            offsets.push(u32::try_from(at + 4)?);
            lengths.push(u32::try_from(tile.len())?);
            at += tile.len() as u64 + 8;
        }
        for tag in &mut self.tags {
            if tag.code == self.codes.0 {
                *tag = Tag::new(tag.code, TagValue::Long(offsets.clone()));
            } else if tag.code == self.codes.1 {
                *tag = Tag::new(tag.code, TagValue::Long(lengths.clone()));
            }
        }
        Ok(at)
    }
}

fn written(images: &[Image]) -> Result<Vec<u8>, Refusal> {
    let mut sink = Cursor::new(Vec::new());
    encoder::write_header(&mut sink, ORDER, false)?;
    sink.write_all(GHOST.as_bytes())?;
    if sink.position() % 2 == 1 {
        sink.write_all(&[0])?;
    }
    let mut next: Option<u64> = None;
    for image in images {
        let (offsets, lengths) = image.codes;
        let directory = encoder::write_ifd(&mut sink, ORDER, false, &image.tags, offsets, lengths, image.tiles.len())?;
        match next {
            None => encoder::patch_first_ifd(&mut sink, 0, ORDER, false, directory.ifd_offset)?,
            Some(pointer) => encoder::patch_next_ifd(&mut sink, ORDER, false, pointer, directory.ifd_offset)?,
        }
        next = Some(directory.next_ifd_pointer_offset);
        sink.seek(SeekFrom::End(0))?;
    }
    for tile in images.iter().rev().flat_map(|image| &image.tiles) {
        sink.write_all(&u32::try_from(tile.len())?.to_le_bytes())?;
        sink.write_all(tile)?;
        sink.write_all(&tile[tile.len().saturating_sub(4)..])?;
    }
    Ok(sink.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number in the first line is the length of the rest.
    #[test]
    fn the_block_in_front_knows_its_length() {
        let (first, rest) = GHOST.split_once('\n').expect("a line");
        assert_eq!(first, format!("GDAL_STRUCTURAL_METADATA_SIZE={:06} bytes", rest.len()));
    }

    /// Means of four, of two at an odd edge, of one beside what was not computed.
    #[test]
    fn overviews_are_means_of_what_was_computed() {
        let values = ndarray::arr2(&[[1.0, 3.0, 5.0], [5.0, 7.0, f32::NAN], [f32::NAN, 9.0, f32::NAN]]);
        let half = halved(values.view());
        assert_eq!((half[[0, 0]], half[[0, 1]], half[[1, 0]]), (4.0, 5.0, 9.0));
        assert!(half[[1, 1]].is_nan());
    }
}
