//! `fields/*.tif`: grids as GeoTIFF in longitude and latitude (EPSG:4326), 32-bit floats, deflated.
//!
//! The GeoTIFF crate writes no description of a band, so its tags are put together here: the geographic keys by the
//! GeoTIFF crate, the image by the TIFF crate under it.

use std::io::Cursor;

use geotiff_writer::{GeoKeyDirectory, GeoKeyValue, ModelType, RasterType};
use ndarray::Axis;
use tiff_core::{Compression, Predictor, Tag, TagValue};
use tiff_writer::{ImageBuilder, TiffWriter, WriteOptions};

use super::{OutputError, OutputFile, Writer};
use crate::assessment::{Outcome, Raster};

/// EPSG code of WGS 84 in longitude and latitude.
const EPSG_WGS84: u16 = 4326;

/// Rows that are compressed together.
const ROWS_PER_STRIP: u32 = 64;

/// ImageDescription (TIFF 6.0, section 8).
const TAG_IMAGE_DESCRIPTION: u16 = 270;
/// Software (TIFF 6.0, section 8).
const TAG_SOFTWARE: u16 = 305;
/// ModelPixelScaleTag (OGC GeoTIFF 1.1, section 7.4).
const TAG_MODEL_PIXEL_SCALE: u16 = 33_550;
/// ModelTiepointTag (OGC GeoTIFF 1.1, section 7.4).
const TAG_MODEL_TIEPOINT: u16 = 33_922;
/// GeoKeyDirectoryTag (OGC GeoTIFF 1.1, section 7.1).
const TAG_GEO_KEY_DIRECTORY: u16 = 34_735;
/// GDAL_METADATA: description and unit of the band (GDAL, GTiff driver).
const TAG_GDAL_METADATA: u16 = 42_112;
/// GDAL_NODATA: the value that stands for "not computed" (GDAL, GTiff driver).
const TAG_GDAL_NODATA: u16 = 42_113;

/// GTModelTypeGeoKey (OGC GeoTIFF 1.1, section 7.5).
const KEY_MODEL_TYPE: u16 = 1024;
/// GTRasterTypeGeoKey.
const KEY_RASTER_TYPE: u16 = 1025;
/// GeodeticCRSGeoKey.
const KEY_GEODETIC_CRS: u16 = 2048;

/// Writer of the grids.
pub(super) struct Fields;

impl Writer for Fields {
    fn files(&self, outcome: &Outcome, _before: &[OutputFile]) -> Result<Vec<OutputFile>, OutputError> {
        outcome.rasters.iter().map(geotiff).collect()
    }
}

fn geotiff(raster: &Raster) -> Result<OutputFile, OutputError> {
    let name = format!("fields/{}.tif", raster.name);
    let bytes = encoded(raster).map_err(|source| OutputError::Format { file: name.clone(), source })?;
    Ok(OutputFile { name, bytes })
}

fn encoded(raster: &Raster) -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> {
    let (rows, columns) = raster.values.dim();
    let mut image = ImageBuilder::new(u32::try_from(columns)?, u32::try_from(rows)?)
        .sample_type::<f32>()
        .compression(Compression::Deflate)
        .predictor(Predictor::FloatingPoint)
        .strips(ROWS_PER_STRIP);
    for tag in tags(raster)? {
        image = image.tag(tag);
    }
    let mut writer = TiffWriter::new(Cursor::new(Vec::new()), WriteOptions::auto())?;
    let handle = writer.add_image(image)?;
    for (block, strip) in raster.values.axis_chunks_iter(Axis(0), ROWS_PER_STRIP as usize).enumerate() {
        let samples: Vec<f32> = strip.iter().copied().collect();
        writer.write_block(&handle, block, &samples)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// A cell is an area, and the tie point is its north-west corner.
fn tags(raster: &Raster) -> Result<Vec<Tag>, geotiff_writer::Error> {
    let mut keys = GeoKeyDirectory::new();
    keys.set(KEY_MODEL_TYPE, GeoKeyValue::Short(ModelType::Geographic.code()));
    keys.set(KEY_RASTER_TYPE, GeoKeyValue::Short(RasterType::PixelIsArea.code()));
    keys.set(KEY_GEODETIC_CRS, GeoKeyValue::Short(EPSG_WGS84));
    let (directory, _, _) = keys.serialize()?;
    Ok(vec![
        Tag::new(TAG_IMAGE_DESCRIPTION, TagValue::Ascii(ascii(&raster.description))),
        Tag::new(TAG_SOFTWARE, TagValue::Ascii(concat!("heptyl ", env!("CARGO_PKG_VERSION")).into())),
        Tag::new(TAG_MODEL_PIXEL_SCALE, TagValue::Double(vec![raster.step_lon, raster.step_lat, 0.0])),
        Tag::new(TAG_MODEL_TIEPOINT, TagValue::Double(vec![0.0, 0.0, 0.0, raster.west, raster.north, 0.0])),
        Tag::new(TAG_GEO_KEY_DIRECTORY, TagValue::Short(directory)),
        Tag::new(TAG_GDAL_METADATA, TagValue::Ascii(gdal_metadata(raster))),
        Tag::new(TAG_GDAL_NODATA, TagValue::Ascii("nan".into())),
    ])
}

fn gdal_metadata(raster: &Raster) -> String {
    let item = |name: &str, role: &str, text: &str| {
        format!("  <Item name=\"{name}\" sample=\"0\" role=\"{role}\">{}</Item>\n", xml(text))
    };
    let description = item("DESCRIPTION", "description", &raster.description);
    let unit = item("UNITTYPE", "unittype", &raster.unit);
    format!("<GDALMetadata>\n{description}{unit}</GDALMetadata>\n")
}

fn xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// TIFF text is 7-bit; anything else becomes a question mark (the GDAL metadata keeps it).
fn ascii(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii() && c != '\0' { c } else { '?' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture;
    use geotiff_reader::GeoTiffFile;
    use ndarray::Array2;

    /// 130 rows: three strips, the last one shorter. Values say which cell they belong to.
    fn numbered() -> Raster {
        let mut values = Array2::from_shape_fn((130, 7), |(row, column)| row as f32 + column as f32 / 100.0);
        values[[0, 6]] = f32::NAN;
        Raster {
            name: "numbered".into(),
            description: "soil deposition <UDMH> & more, mg/m2".into(),
            unit: "mg/m2".into(),
            west: 62.5,
            north: 46.5,
            step_lon: 0.01,
            step_lat: 0.005,
            values,
        }
    }

    #[test]
    fn reads_back_with_its_place_values_and_holes() {
        let raster = numbered();
        let file = geotiff(&raster).expect("writes");
        assert_eq!(file.name, "fields/numbered.tif");
        let tiff = GeoTiffFile::from_bytes(file.bytes).expect("a GeoTIFF");
        assert_eq!((tiff.width(), tiff.height(), tiff.epsg()), (7, 130, Some(u32::from(EPSG_WGS84))));
        let transform = tiff.transform().expect("georeferenced");
        assert_eq!((transform.origin_x, transform.origin_y), (62.5, 46.5));
        assert_eq!((transform.pixel_width, transform.pixel_height), (0.01, -0.005));
        assert_eq!(tiff.nodata().map(str::to_lowercase).as_deref(), Some("nan"));
        let values = tiff.read_raster::<f32>().expect("values");
        let values: Vec<f32> = values.iter().copied().collect();
        assert!(values[6].is_nan());
        let same = |(a, b): (&f32, &f32)| a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan());
        assert!(values.iter().zip(&raster.values).all(same));
    }

    /// The centre of a cell, found through the file's own transform, is the centre that the raster means.
    #[test]
    fn row_zero_lies_in_the_north() {
        let raster = numbered();
        let tiff = GeoTiffFile::from_bytes(geotiff(&raster).expect("writes").bytes).expect("a GeoTIFF");
        let (lon, lat) = tiff.transform().expect("georeferenced").pixel_to_geo(0.5, 0.5);
        assert!((lon - 62.505).abs() < 1e-9 && (lat - 46.4975).abs() < 1e-9, "{lon} {lat}");
    }

    #[test]
    fn says_what_the_band_holds() {
        let metadata = gdal_metadata(&numbered());
        assert!(metadata.contains("role=\"description\">soil deposition &lt;UDMH&gt; &amp; more, mg/m2</Item>"));
        assert!(metadata.contains("role=\"unittype\">mg/m2</Item>"));
    }

    #[test]
    fn makes_one_file_a_raster() {
        let outcome = fixture::outcome();
        let files = Fields.files(&outcome, &[]).expect("writes");
        assert_eq!(files.len(), outcome.rasters.len());
        assert_eq!(files[0].name, format!("fields/{}.tif", outcome.rasters[0].name));
    }
}
