//! `fields/*.tif`: grids as cloud-optimised GeoTIFF, 32-bit floats, deflated, in longitude and latitude (EPSG:4326) or in
//! the system of `--out-crs`.
//!
//! The COG writer of the GeoTIFF crate knows no description of a band, so that the tags are put together here: the
//! geographic keys by the GeoTIFF crate, the image by the TIFF crate under it.

mod cog;
mod place;

use geotiff_writer::{GeoKeyDirectory, GeoKeyValue, ModelType, RasterType};
use tiff_core::{Tag, TagValue};

use super::{OutputError, OutputFile, Writer};
use crate::assessment::{Outcome, Raster};
use crate::geodesy::{CoordinateSystem, SystemText};
use place::Placed;

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
/// GeoAsciiParamsTag (OGC GeoTIFF 1.1, section 7.1).
const TAG_GEO_ASCII_PARAMS: u16 = 34_737;
/// GDAL_METADATA: description and unit of the band (GDAL, GTiff driver).
const TAG_GDAL_METADATA: u16 = 42_112;
/// GDAL_NODATA: the value that stands for "not computed" (GDAL, GTiff driver).
const TAG_GDAL_NODATA: u16 = 42_113;

/// GTModelTypeGeoKey (OGC GeoTIFF 1.1, section 7.5).
const KEY_MODEL_TYPE: u16 = 1024;
/// GTRasterTypeGeoKey.
const KEY_RASTER_TYPE: u16 = 1025;
/// GTCitationGeoKey.
const KEY_CITATION: u16 = 1026;
/// GeodeticCRSGeoKey.
const KEY_GEODETIC_CRS: u16 = 2048;
/// ProjectedCRSGeoKey.
const KEY_PROJECTED_CRS: u16 = 3072;
/// ProjectedCitationGeoKey.
const KEY_PROJECTED_CITATION: u16 = 3073;

/// A system without a number of its own.
const USER_DEFINED: u16 = 32_767;

/// Writer of the grids.
pub(super) struct Fields;

impl Writer for Fields {
    fn files(&self, outcome: &Outcome, _before: &[OutputFile]) -> Result<Vec<OutputFile>, OutputError> {
        let system = super::out_system(outcome)?;
        let text = system.text().map_err(|e| OutputError::format("fields", e))?;
        outcome.rasters.iter().map(|raster| geotiff(raster, &system, &text)).collect()
    }
}

fn geotiff(raster: &Raster, system: &CoordinateSystem, text: &SystemText) -> Result<OutputFile, OutputError> {
    let name = format!("fields/{}.tif", raster.name);
    let placed = Placed::of(raster, system).map_err(|e| OutputError::format(&name, e))?;
    let tags = tags(raster, &placed, text).map_err(|e| OutputError::format(&name, e))?;
    let bytes = cog::encoded(placed.values.view(), tags)
        .map_err(|source| OutputError::Format { file: name.clone(), source })?;
    Ok(OutputFile { name, bytes })
}

/// A cell is an area, and the tie point is its north-west corner.
fn tags(raster: &Raster, placed: &Placed<'_>, text: &SystemText) -> Result<Vec<Tag>, geotiff_writer::Error> {
    let (directory, _, words) = keys(text).serialize()?;
    let mut tags = vec![
        Tag::new(TAG_IMAGE_DESCRIPTION, TagValue::Ascii(ascii(&raster.description))),
        Tag::new(TAG_SOFTWARE, TagValue::Ascii(concat!("heptyl ", env!("CARGO_PKG_VERSION")).into())),
        Tag::new(TAG_MODEL_PIXEL_SCALE, TagValue::Double(vec![placed.step_x, placed.step_y, 0.0])),
        Tag::new(TAG_MODEL_TIEPOINT, TagValue::Double(vec![0.0, 0.0, 0.0, placed.west, placed.north, 0.0])),
        Tag::new(TAG_GEO_KEY_DIRECTORY, TagValue::Short(directory)),
    ];
    if !words.is_empty() {
        tags.push(Tag::new(TAG_GEO_ASCII_PARAMS, TagValue::Ascii(words)));
    }
    tags.push(Tag::new(TAG_GDAL_METADATA, TagValue::Ascii(gdal_metadata(raster))));
    tags.push(Tag::new(TAG_GDAL_NODATA, TagValue::Ascii("nan".into())));
    Ok(tags)
}

/// The system by its number, or else by its text in the way that GDAL and Esri read alike.
fn keys(text: &SystemText) -> GeoKeyDirectory {
    let mut keys = GeoKeyDirectory::new();
    let model = if text.is_geographic { ModelType::Geographic } else { ModelType::Projected };
    keys.set(KEY_MODEL_TYPE, GeoKeyValue::Short(model.code()));
    keys.set(KEY_RASTER_TYPE, GeoKeyValue::Short(RasterType::PixelIsArea.code()));
    let code = text.epsg.and_then(|code| u16::try_from(code).ok()).unwrap_or(USER_DEFINED);
    let (key, citation) =
        if text.is_geographic { (KEY_GEODETIC_CRS, KEY_CITATION) } else { (KEY_PROJECTED_CRS, KEY_PROJECTED_CITATION) };
    keys.set(key, GeoKeyValue::Short(code));
    if code == USER_DEFINED {
        let wkt = text.wkt_esri.as_ref().unwrap_or(&text.wkt2);
        keys.set(citation, GeoKeyValue::Ascii(format!("ESRI PE String = {}", ascii(wkt))));
    }
    keys
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
    use crate::geodesy::WGS84;
    use crate::output::fixture;
    use geotiff_reader::GeoTiffFile;
    use ndarray::Array2;

    fn in_system(raster: &Raster, name: &str) -> OutputFile {
        let system = CoordinateSystem::new(name).expect("a system");
        geotiff(raster, &system, &system.text().expect("a text")).expect("writes")
    }

    /// 130 rows: two tiles, the second one nearly empty. Values say which cell they belong to.
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
        let file = in_system(&raster, WGS84);
        assert_eq!(file.name, "fields/numbered.tif");
        let tiff = GeoTiffFile::from_bytes(file.bytes).expect("a GeoTIFF");
        assert_eq!((tiff.width(), tiff.height(), tiff.epsg()), (7, 130, Some(4326)));
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
        let tiff = GeoTiffFile::from_bytes(in_system(&raster, WGS84).bytes).expect("a GeoTIFF");
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

    /// In another system each cell holds what lies there: read back through the file's own transform.
    #[test]
    fn a_grid_in_another_system_has_its_values_where_they_were() {
        let raster = numbered();
        let system = CoordinateSystem::new("EPSG:28411").expect("a system");
        let tiff = GeoTiffFile::from_bytes(in_system(&raster, "EPSG:28411").bytes).expect("a GeoTIFF");
        assert_eq!(tiff.epsg(), Some(28_411));
        let transform = *tiff.transform().expect("georeferenced");
        let values = tiff.read_raster::<f32>().expect("values");
        let (rows, columns) = (tiff.height() as usize, tiff.width() as usize);
        let values: Vec<f32> = values.iter().copied().collect();
        let mut seen = 0;
        for cell in (0..rows * columns).filter(|cell| values[*cell].is_finite()) {
            let (x, y) = transform.pixel_to_geo((cell % columns) as f64 + 0.5, (cell / columns) as f64 + 0.5);
            let place = system.to_lon_lat(crate::geodesy::Coord { x, y }).expect("a place");
            let row = ((raster.north - place.lat) / raster.step_lat).floor() as usize;
            let column = ((place.lon - raster.west) / raster.step_lon).floor() as usize;
            assert_eq!(values[cell], raster.values[[row, column]]);
            seen += 1;
        }
        assert!(seen > 500, "{seen}");
    }
}
