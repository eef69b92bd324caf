//! Falls alone, without what the air and the soil do then: thousands of them cost less than one field of concentration.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use super::EnsembleError;
use super::draw::Season;
use crate::flight::descent::{Descent, DescentError, FallenPiece};
use crate::flight::launch::Launch;
use crate::incident::Scenario;

/// First random stream of the falls; the members have those from 0, so that neither disturbs the other.
const FIRST_STREAM: u64 = 1 << 32;

/// The ways down of many falls.
#[derive(Debug, Clone, PartialEq)]
pub struct Falls {
    /// Falls computed.
    pub asked: usize,
    /// Number and way down of those that come down.
    pub down: Vec<(usize, Descent)>,
}

impl Falls {
    /// Computes a number of falls in parallel; each has its own random stream.
    ///
    /// A fall that does not come down within the longest time that is followed is left out of `down`.
    ///
    /// # Errors
    /// [`EnsembleError`] where the scenario has no fall, or where none of its falls comes down.
    pub fn draw(scenario: &Scenario, count: usize) -> Result<Self, EnsembleError> {
        let season = Season::over(scenario)?;
        let launch = Launch::of(scenario)?;
        let drawn: Vec<Result<Descent, DescentError>> =
            (0..count).into_par_iter().map(|fall| one(scenario, &season, &launch, fall)).collect();
        let mut down = Vec::with_capacity(count);
        let mut lost = None;
        for (member, result) in drawn.into_iter().enumerate() {
            match result {
                Ok(descent) => down.push((member, descent)),
                Err(source @ DescentError::Fall(_)) => lost = lost.or(Some(EnsembleError::Descent { member, source })),
                Err(source) => return Err(EnsembleError::Descent { member, source }),
            }
        }
        match lost {
            Some(error) if down.is_empty() => Err(error),
            _ => Ok(Self { asked: count, down }),
        }
    }
}

fn one(scenario: &Scenario, season: &Season, launch: &Launch<'_>, fall: usize) -> Result<Descent, DescentError> {
    let mut rng = ChaCha8Rng::seed_from_u64(scenario.seed);
    rng.set_stream(FIRST_STREAM + fall as u64);
    let weather = season.weather(scenario, &mut rng);
    launch.descend(&weather, &mut rng)
}

/// The main piece of a way down: the one with the most propellant, or the last of them where none has more.
pub fn main_piece(descent: &Descent) -> Option<&FallenPiece> {
    descent.pieces.iter().max_by(|a, b| a.propellant.total_kg().total_cmp(&b.propellant.total_kg()))
}
