//! One map in the making: what the layers share.

use std::collections::BTreeSet;

use super::canvas::{Anchor, Canvas};
use super::frame::Frame;
use super::labels::{Label, Placed, Placer};
use super::relief::Relief;
use super::style::Type;
use super::{Kind, MapError};
use crate::assessment::Outcome;

/// A sign that the legend explains once it is on the map, in the order of the legend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Symbol {
    /// Reported place of impact.
    Reported,
    /// Likeliest place of impact by the model.
    Modelled,
    /// Launch pad of the vehicle.
    OwnPad,
    /// Another pad.
    Pad,
    /// Settlement.
    Settlement,
    /// Ground track under power.
    Track,
    /// Ground track of the fall, or the whole track where no flight is known.
    FallTrack,
    /// Point below the vehicle at the failure.
    Failure,
    /// Break-up aloft.
    BreakUp,
    /// Impact of a piece with propellant.
    LoadedPiece,
    /// Impact of another piece.
    OtherPiece,
    /// Ellipse that holds 95 % of the impacts.
    FallArea,
    /// Lease.
    Lease,
    /// Drop zone.
    DropZone,
    /// River or lake of the user.
    Water,
    /// River or lake that the propellant reaches.
    WaterTouched,
    /// Border of a region.
    Region,
    /// Border of a country.
    Country,
}

/// A map in the making.
pub(super) struct Drawing<'a, 'c> {
    /// What the map is about.
    pub kind: Kind,
    /// What is drawn.
    pub outcome: &'a Outcome,
    /// Where it is drawn.
    pub canvas: &'a Canvas<'c>,
    /// Frame.
    pub frame: &'a Frame<'a>,
    /// Places of labels.
    pub placer: Placer,
    /// Signs that are on the map.
    pub symbols: BTreeSet<Symbol>,
    /// What is drawn of the heights of the ground.
    pub relief: Relief,
    /// True once hidden zones are shown enlarged in a corner.
    pub has_enlargement: bool,
}

impl<'a, 'c> Drawing<'a, 'c> {
    /// A map on which nothing is drawn so far.
    pub(super) fn new(kind: Kind, outcome: &'a Outcome, canvas: &'a Canvas<'c>, frame: &'a Frame<'a>) -> Self {
        let placer = Placer::new(frame.rect);
        Self {
            kind,
            outcome,
            canvas,
            frame,
            placer,
            symbols: BTreeSet::new(),
            relief: Relief::None,
            has_enlargement: false,
        }
    }

    /// Writes a label that was placed.
    pub(super) fn write(&self, placed: &Placed, face: Type) -> Result<(), MapError> {
        for (at, line) in &placed.lines {
            self.canvas.text(*at, line, face, Anchor::Start)?;
        }
        Ok(())
    }

    /// Places and writes a label beside its point, or leaves it out.
    pub(super) fn label(&mut self, label: &Label<'_>) -> Result<(), MapError> {
        match self.placer.place(label) {
            Some(placed) => self.write(&placed, label.face),
            None => Ok(()),
        }
    }
}
