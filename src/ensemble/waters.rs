//! What a member draws for the waters: from a random stream of its own, so that it disturbs no other draw.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::draw::Drawn;
use super::member::Questions;
use crate::units::kelvin_from_celsius;
use crate::water::{MixingDraws, Wetness};

/// First random stream of the waters; members have those from 0 and falls those from 2^32.
const FIRST_STREAM: u64 = 1 << 33;

/// Depth, width and flow of the waters and the run-off of one member.
pub(super) fn mixing_draws(drawn: &Drawn, questions: &Questions<'_>) -> MixingDraws {
    let mut rng = ChaCha8Rng::seed_from_u64(questions.seed);
    rng.set_stream(FIRST_STREAM + drawn.member as u64);
    let weather = &drawn.weather;
    let runs = weather.rain_mm_h > 0.0 || weather.snow || weather.temperature_k < kelvin_from_celsius(0.0);
    questions.waters.draw(if runs { Wetness::Wet } else { Wetness::Dry }, &mut rng)
}
