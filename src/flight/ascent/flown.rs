//! All programmes of a vehicle, solved once.

use super::{Ascent, AscentError};
use crate::geodesy::LonLat;
use crate::vehicle::Vehicle;

/// The ascents of a vehicle from a pad, each with its share of the launches. Solving takes milliseconds and reading a
/// state microseconds: solve once and let every member read.
#[derive(Debug, Clone, PartialEq)]
pub struct Ascents {
    flown: Vec<(f64, Ascent)>,
}

impl Ascents {
    /// The ascent of the named programme, or those of all programmes that have a share of the launches.
    ///
    /// # Errors
    /// [`AscentError`] of the first programme that cannot be flown; [`AscentError::NoProgramme`] for an unknown id.
    pub fn of(vehicle: &Vehicle, programme: Option<&str>, pad: LonLat) -> Result<Self, AscentError> {
        let wanted = vehicle.programmes.iter().filter(|known| programme.map_or(known.share > 0.0, |id| known.id == id));
        let flown: Vec<(f64, Ascent)> = wanted
            .map(|known| Ascent::of(vehicle, known, pad).map(|ascent| (known.share, ascent)))
            .collect::<Result<_, _>>()?;
        if flown.is_empty() {
            return Err(AscentError::NoProgramme { vehicle: vehicle.id.clone() });
        }
        Ok(Self { flown })
    }

    /// One ascent for all members, such as that of the user's trajectory.
    pub fn only(ascent: Ascent) -> Self {
        Self { flown: vec![(1.0, ascent)] }
    }

    /// The ascent in whose part of the shares `u` (0 to 1) lies; the last beyond them.
    pub fn draw(&self, u: f64) -> Option<&Ascent> {
        let total: f64 = self.flown.iter().map(|(share, _)| share).sum();
        let mut below = 0.0;
        let drawn = self.flown.iter().find(|(share, _)| {
            below += share;
            u * total < below
        });
        drawn.or_else(|| self.flown.last()).map(|(_, ascent)| ascent)
    }

    /// The ascent with the largest share.
    pub fn usual(&self) -> Option<&Ascent> {
        self.flown.iter().max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, ascent)| ascent)
    }
}
