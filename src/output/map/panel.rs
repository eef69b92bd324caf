//! The column beside the map: a cursor that walks down it and the texts that stand in it.

use super::MapError;
use super::canvas::{Anchor, Canvas};
use super::font::wrap;
use super::style::{HEADING, Type};

/// A column with the height that is used so far.
pub(super) struct Panel<'a, 'c> {
    /// Where it is drawn.
    pub canvas: &'a Canvas<'c>,
    /// Left edge, px.
    pub left: f64,
    /// Right edge, px.
    pub right: f64,
    /// Top of what comes next, px.
    pub y: f64,
}

impl Panel<'_, '_> {
    /// A heading with room above, except at the top of the column.
    pub(super) fn heading(&mut self, text: &str) -> Result<(), MapError> {
        self.canvas.text((self.left, self.y + HEADING.size_px), text, HEADING, Anchor::Start)?;
        self.y += HEADING.size_px + 12.0;
        Ok(())
    }

    /// A paragraph over the whole width.
    pub(super) fn paragraph(&mut self, text: &str, face: Type) -> Result<(), MapError> {
        self.paragraph_from(self.left, text, face)
    }

    /// A paragraph from an indent to the right edge.
    pub(super) fn paragraph_from(&mut self, left: f64, text: &str, face: Type) -> Result<(), MapError> {
        for line in wrap(text, face.size_px, face.weight, self.right - left) {
            self.y += 1.3 * face.size_px;
            self.canvas.text((left, self.y), &line, face, Anchor::Start)?;
        }
        Ok(())
    }

    /// A row with a text on the left and a figure on the right.
    pub(super) fn pair(&mut self, key: &str, value: &str, face: Type) -> Result<(), MapError> {
        self.y += 1.5 * face.size_px;
        self.canvas.text((self.left, self.y), key, face, Anchor::Start)?;
        self.canvas.text((self.right, self.y), value, face, Anchor::End)?;
        Ok(())
    }

    /// Leaves room.
    pub(super) fn skip(&mut self, px: f64) {
        self.y += px;
    }
}
