//! SVG to PNG with the two faces of the program and nothing of the machine that it runs on.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};

use super::MapError;
use super::canvas::{SHEET_HEIGHT_PX, SHEET_WIDTH_PX};
use super::font::{BOLD, REGULAR};

/// 300 dots per inch on A4.
const PRINT_SCALE: f32 = 2.0;
/// 225 dots per inch, for drawings whose picture would be too heavy for a report.
const LIGHT_SCALE: f32 = 1.5;
/// Heaviest picture at the print scale, bytes.
const PNG_BYTES_MAX: usize = 900_000;

/// The picture of a drawing.
pub(super) fn png(map: &'static str, svg: &str) -> Result<Vec<u8>, MapError> {
    let tree = read(map, svg)?;
    let print = pixels(map, &tree, PRINT_SCALE)?;
    if print.len() <= PNG_BYTES_MAX { Ok(print) } else { pixels(map, &tree, LIGHT_SCALE) }
}

fn read(map: &'static str, svg: &str) -> Result<Tree, MapError> {
    let mut fonts = Database::new();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(BOLD.to_vec());
    fonts.set_sans_serif_family("DejaVu Sans");
    let options = Options { fontdb: Arc::new(fonts), font_family: "DejaVu Sans".into(), ..Options::default() };
    Tree::from_str(svg, &options).map_err(|source| MapError::ReadBack { map, source })
}

fn pixels(map: &'static str, tree: &Tree, scale: f32) -> Result<Vec<u8>, MapError> {
    let (width, height) = ((SHEET_WIDTH_PX as f32 * scale) as u32, (SHEET_HEIGHT_PX as f32 * scale) as u32);
    let problem = |problem: String| MapError::Pixels { map, width, height, problem };
    let mut picture = Pixmap::new(width, height).ok_or_else(|| problem("no room for the pixels".into()))?;
    resvg::render(tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    picture.encode_png().map_err(|e| problem(e.to_string()))
}
