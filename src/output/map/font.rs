//! The two faces that every map is set in, and how wide a text is in them.

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// DejaVu Sans: has every Kazakh letter and the signs used here.
pub(super) const REGULAR: &[u8] = include_bytes!("../../../data/fonts/DejaVuSans.ttf");
/// Its bold face.
pub(super) const BOLD: &[u8] = include_bytes!("../../../data/fonts/DejaVuSans-Bold.ttf");
/// Family as written into the SVG; Verdana has nearly the same widths where DejaVu is missing.
pub(super) const FAMILY: &str = "DejaVu Sans, Verdana, sans-serif";

/// Widths of letters where a face cannot be read, as a share of the size. The faces are part of the program, so this
/// only keeps a broken build from drawing labels of no width.
const FALLBACK_ADVANCE: f64 = 0.62;

/// Weight of a face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// Book.
    Regular,
    /// Bold.
    Bold,
}

/// Width of a text on one line, px.
pub(super) fn width_px(text: &str, size_px: f64, weight: Weight) -> f64 {
    let bytes = match weight {
        Weight::Regular => REGULAR,
        Weight::Bold => BOLD,
    };
    let Ok(face) = FontRef::new(bytes) else {
        return FALLBACK_ADVANCE * size_px * text.chars().count() as f64;
    };
    let (letters, metrics) = (face.charmap(), face.glyph_metrics(Size::new(size_px as f32), LocationRef::default()));
    text.chars().filter_map(|c| metrics.advance_width(letters.map(c)?)).map(f64::from).sum()
}

/// The text in lines no wider than asked; a single word that is wider stays whole.
pub(super) fn wrap(text: &str, size_px: f64, weight: Weight, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = vec![];
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if width_px(&format!("{line} {word}"), size_px, weight) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The text cut to a width, with dots where something was cut off.
pub(super) fn cut(text: &str, size_px: f64, weight: Weight, width: f64) -> String {
    if width_px(text, size_px, weight) <= width {
        return text.to_owned();
    }
    let mut kept: Vec<char> = text.chars().collect();
    while kept.pop().is_some() {
        let shorter = format!("{}…", kept.iter().collect::<String>().trim_end());
        if width_px(&shorter, size_px, weight) <= width {
            return shorter;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// DejaVu Sans: the digits are all 1303 of 2048 units wide.
    #[test]
    fn digits_have_their_tabular_width() {
        assert!((width_px("1234567890", 20.0, Weight::Regular) - 10.0 * 20.0 * 1303.0 / 2048.0).abs() < 0.1);
        assert!(width_px("Baikonur", 20.0, Weight::Bold) > width_px("Baikonur", 20.0, Weight::Regular));
    }

    #[test]
    fn wrapped_lines_fit_and_lose_nothing() {
        let text = "Zones are drawn about the likeliest place of impact";
        let lines = wrap(text, 14.0, Weight::Regular, 160.0);
        assert!(lines.len() > 1 && lines.iter().all(|l| width_px(l, 14.0, Weight::Regular) <= 160.0));
        assert_eq!(lines.join(" "), text);
    }

    #[test]
    fn a_cut_text_fits_and_says_so() {
        let short = cut("Area that holds 95 % of the impacts", 14.0, Weight::Regular, 120.0);
        assert!(short.ends_with('…') && width_px(&short, 14.0, Weight::Regular) <= 120.0);
    }
}
