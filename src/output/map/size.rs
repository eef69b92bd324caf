//! Sizes that maps and plots are made in.

use geo::{Coord, Rect};

/// Width and height of a drawing in the unit of its layout: A4 landscape at 150 dots per inch.
pub(super) const SHEET_PX: Coord<f64> = Coord { x: 1754.0, y: 1240.0 };

/// Letters and lines of the sheet of A3 are larger than those of A4 by this factor: it hangs on a wall.
const A3_ENLARGED: f64 = 1.2;

/// A size of the pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MapSize {
    /// 1754 by 1240 pixels: for screens and for the report.
    Screen,
    /// A4 landscape at 300 dots per inch.
    A4,
    /// A3 landscape at 300 dots per inch, with more ground and more names than A4.
    A3,
}

impl MapSize {
    /// What stands behind the name of a map in the name of its file.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Screen => "",
            Self::A4 => "-a4",
            Self::A3 => "-a3",
        }
    }

    /// Width and height of the picture, px.
    pub fn pixels(self) -> (u32, u32) {
        match self {
            Self::Screen => (1754, 1240),
            Self::A4 => (3508, 2480),
            Self::A3 => (4961, 3508),
        }
    }

    /// Resolution of the picture, dots per inch.
    pub fn dots_per_inch(self) -> f64 {
        match self {
            Self::Screen => 150.0,
            Self::A4 | Self::A3 => 300.0,
        }
    }

    /// Width and height of the paper, mm.
    pub(super) fn paper_mm(self) -> (u32, u32) {
        match self {
            Self::Screen | Self::A4 => (297, 210),
            Self::A3 => (420, 297),
        }
    }

    /// Width and height of the drawing that becomes the picture, px of the layout.
    pub(super) fn sheet_px(self) -> Coord<f64> {
        match self {
            Self::Screen | Self::A4 => SHEET_PX,
            Self::A3 => {
                let (width, height) = self.pixels();
                let scale = 2.0 * A3_ENLARGED;
                Coord { x: f64::from(width) / scale, y: f64::from(height) / scale }
            }
        }
    }
}

/// Where the parts of a map stand on its sheet, px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Layout {
    /// Size of the drawing.
    pub size: MapSize,
    /// Map frame.
    pub frame: Rect<f64>,
    /// Profile of the flight below the frame.
    pub profile: Option<Rect<f64>>,
    /// Left and right edge of the panel.
    pub panel: [f64; 2],
    /// Top of the row with wind rose and inset.
    pub lower_row: f64,
    /// First baseline of the credit lines.
    pub credit: f64,
}

/// Room about the frame: left, top, between frame and panel, below, px.
const LEFT_PX: f64 = 84.0;
const TOP_PX: f64 = 116.0;
const GAP_PX: f64 = 28.0;
const BELOW_PX: f64 = 118.0;
/// Width of the panel and room right of it, px.
const PANEL_PX: f64 = 490.0;
const RIGHT_PX: f64 = 48.0;
/// Height of the profile and room above it, px.
const PROFILE_PX: [f64; 2] = [160.0, 62.0];

impl Layout {
    /// Layout of a map, with a profile below the frame or without.
    pub(super) fn new(size: MapSize, with_profile: bool) -> Self {
        let sheet = size.sheet_px();
        let right = sheet.x - RIGHT_PX - PANEL_PX - GAP_PX;
        let bottom = sheet.y - BELOW_PX;
        let below = if with_profile { PROFILE_PX[0] + PROFILE_PX[1] - 8.0 } else { 0.0 };
        let rect = |top: f64, bottom: f64| Rect::new((LEFT_PX, top), (right, bottom));
        Self {
            size,
            frame: rect(TOP_PX, bottom - below),
            profile: with_profile.then(|| rect(bottom + 8.0 - PROFILE_PX[0], bottom + 8.0)),
            panel: [sheet.x - RIGHT_PX - PANEL_PX, sheet.x - RIGHT_PX],
            lower_row: sheet.y - 356.0,
            credit: sheet.y - 64.0,
        }
    }

    /// The whole sheet.
    pub(super) fn sheet(&self) -> Rect<f64> {
        Rect::new(Coord { x: 0.0, y: 0.0 }, self.size.sheet_px())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 297 by 210 mm and 420 by 297 mm at 300 dots per inch, to the pixel.
    #[test]
    fn the_pictures_have_the_size_of_their_paper() {
        for size in [MapSize::Screen, MapSize::A4, MapSize::A3] {
            let (width_mm, height_mm) = size.paper_mm();
            let pixels = |mm: u32| (f64::from(mm) / 25.4 * size.dots_per_inch()).round() as u32;
            assert_eq!(size.pixels(), (pixels(width_mm), pixels(height_mm)), "{size:?}");
        }
    }

    #[test]
    fn the_parts_lie_on_the_sheet_and_apart() {
        for size in [MapSize::Screen, MapSize::A4, MapSize::A3] {
            let layout = Layout::new(size, true);
            let profile = layout.profile.expect("asked for");
            assert!(profile.min().y > layout.frame.max().y && profile.max().y < layout.credit);
            assert!(layout.frame.max().x < layout.panel[0] && layout.panel[1] < layout.sheet().max().x);
            assert!(layout.lower_row > 0.6 * layout.sheet().height());
        }
    }
}
