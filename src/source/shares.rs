//! How the propellant at a place divides: burnt, vapour, spilt. Priors with their reasons.

use rand::{Rng, RngExt};

use super::fireball::burnt::{self, Ground, TankState};
use super::term::Conditions;
use crate::flight::descent::FallenPiece;
use crate::incident::ShareInput;
use crate::range::Range;

/// Freezing point of water, K.
const FREEZING_K: f64 = 273.15;

/// Burnt in the cloud of a break-up aloft: 10 to 90 %. Assumed: nothing was found in print.
pub const BURNT_ALOFT: Range = Range::uniform(0.10, 0.90);

/// Spilt as liquid when a whole vehicle or stage strikes: 0.1 to 2 % of what it carried, each factor alike (domain
/// reference, section 5). The range was read from the soil of 2013, so the soil of 2013 is no independent check of it.
pub fn spilt_together() -> Range {
    Range::log_uniform(1e-3, 2e-2)
}

/// Share of the unburnt part that is spilt when a single tank strikes: 20 to 100 %. Assumed.
pub const SPILT_OF_UNBURNT_SINGLE_TANK: Range = Range::uniform(0.2, 1.0);

/// Shares of the propellant at one place; they add up to one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shares {
    /// Burnt or decomposed.
    pub burnt: f64,
    /// Vapour in the hot cloud.
    pub vapour: f64,
    /// Liquid on the ground.
    pub spilt: f64,
    /// What it struck.
    pub ground: Ground,
}

/// Shares where a piece strikes: burnt by what lands together, its speed and the ground, unless the scenario gives it.
///
/// Frozen ground counts as hard; other ground is soft or hard, each alike (dry steppe in summer is hard).
pub fn at_impact(
    piece: &FallenPiece,
    conditions: &Conditions<'_>,
    mixture_heat_j_kg: f64,
    rng: &mut impl Rng,
) -> Shares {
    let soft = rng.random_bool(0.5) && conditions.weather.temperature_k >= FREEZING_K;
    let ground = if soft { Ground::Soft } else { Ground::Hard };
    let state = TankState::of(&piece.propellant, piece.together);
    let prior = burnt::share(state, piece.speed_m_s, ground, mixture_heat_j_kg);
    divided(&conditions.scenario.shares, prior, piece.together, ground, rng)
}

/// Burnt from the scenario or a prior; the rest is spilt or vapour.
fn divided(input: &ShareInput, prior: Range, together: bool, ground: Ground, rng: &mut impl Rng) -> Shares {
    let burnt = input.burnt_share.unwrap_or(prior).sample(rng);
    let unburnt = 1.0 - burnt;
    let spilt = match (input.spilt_share, together) {
        (Some(range), _) => range.sample(rng),
        (None, true) => spilt_together().sample(rng),
        (None, false) => SPILT_OF_UNBURNT_SINGLE_TANK.sample(rng) * unburnt,
    }
    .min(unburnt);
    Shares { burnt, vapour: unburnt - spilt, spilt, ground }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    #[test]
    fn shares_add_up_to_one() {
        let mut rng = ChaCha8Rng::seed_from_u64(3);
        for _ in 0..200 {
            for together in [true, false] {
                let shares =
                    divided(&ShareInput::default(), Range::uniform(0.0, 0.99), together, Ground::Hard, &mut rng);
                assert!((shares.burnt + shares.vapour + shares.spilt - 1.0).abs() < 1e-12);
                assert!(shares.burnt >= 0.0 && shares.vapour >= -1e-12 && shares.spilt >= 0.0);
            }
        }
    }
}
