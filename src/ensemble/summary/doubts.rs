//! Members whose clouds are doubtful, by what makes them so.

use serde::{Deserialize, Serialize};

use crate::transport::path::PathDoubt;

/// Share of the variance across from which the shear of the wind makes most of the width of a cloud.
const SHEAR_SHARE: f64 = 0.5;
/// Share of a cloud in air that turns further than it is followed, from which its place is doubtful.
const BEYOND_TURN: f64 = 0.05;

/// Numbers of members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DoubtSums {
    /// With a cloud whose width is mostly made by shear: it may be torn apart.
    pub sheared: u64,
    /// With a cloud that is partly in air that turns further than it is followed.
    pub turned: u64,
    /// With a release above the convective layer.
    pub above_layer: u64,
}

impl DoubtSums {
    pub(super) fn add(&mut self, doubt: &PathDoubt) {
        self.sheared += u64::from(doubt.shear_share > SHEAR_SHARE);
        self.turned += u64::from(doubt.beyond_turn > BEYOND_TURN);
        self.above_layer += u64::from(doubt.above_layer);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.sheared += other.sheared;
        self.turned += other.turned;
        self.above_layer += other.above_layer;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each doubt is counted for itself, and parts add up.
    #[test]
    fn doubts_are_counted() {
        let sheared = PathDoubt { shear_share: 0.6, ..PathDoubt::default() };
        let raised = PathDoubt { above_layer: true, beyond_turn: 0.2, ..PathDoubt::default() };
        let (mut sums, mut part) = (DoubtSums::default(), DoubtSums::default());
        sums.add(&sheared);
        part.add(&raised.with(sheared));
        part.add(&PathDoubt::default());
        sums.merge(&part);
        assert_eq!(sums, DoubtSums { sheared: 2, turned: 1, above_layer: 1 });
    }
}
