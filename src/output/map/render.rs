//! SVG to PNG with the two faces of the program and nothing of the machine that it runs on.

use std::sync::{Arc, LazyLock};

use png::{BitDepth, ColorType, Compression, Encoder, Filter, PixelDimensions, Unit};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};

use super::MapError;
use super::font::{BOLD, REGULAR};
use super::size::MapSize;

const METRES_PER_INCH: f64 = 0.0254;

/// The two faces, read once a process.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(BOLD.to_vec());
    fonts.set_sans_serif_family("DejaVu Sans");
    Arc::new(fonts)
});

/// The two faces.
pub(super) fn fonts() -> Arc<Database> {
    Arc::clone(&FONTS)
}

/// The picture of a drawing.
pub(super) fn png(map: &str, svg: &str, size: MapSize) -> Result<Vec<u8>, MapError> {
    let options = Options { fontdb: fonts(), font_family: "DejaVu Sans".into(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|source| MapError::ReadBack { map: map.to_owned(), source })?;
    let (width, height) = size.pixels();
    let problem = |problem: String| MapError::Pixels { map: map.to_owned(), width, height, problem };
    let mut picture = Pixmap::new(width, height).ok_or_else(|| problem("no room for the pixels".into()))?;
    let (x, y) = (width as f32 / tree.size().width(), height as f32 / tree.size().height());
    resvg::render(&tree, Transform::from_scale(x, y), &mut picture.as_mut());
    // The paper covers the sheet: every pixel is opaque.
    let rgb: Vec<u8> = picture.pixels().iter().flat_map(|p| [p.red(), p.green(), p.blue()]).collect();
    encoded(&rgb, (width, height), Some(size.dots_per_inch())).map_err(|error| problem(error.to_string()))
}

/// Pixels of three bytes as a PNG, with its resolution where it has one.
pub(super) fn encoded(
    rgb: &[u8],
    (width, height): (u32, u32),
    dots_per_inch: Option<f64>,
) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    encoder.set_filter(Filter::Adaptive);
    encoder.set_pixel_dims(dots_per_inch.map(|dots| {
        let per_metre = (dots / METRES_PER_INCH).round() as u32;
        PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }
    }));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(rgb)?;
    writer.finish()?;
    Ok(bytes)
}
