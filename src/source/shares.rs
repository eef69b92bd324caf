//! How the propellant at a place divides: burnt, vapour, spilt. Priors with their reasons.

use rand::Rng;

use crate::incident::ShareInput;
use crate::range::Range;

/// Burnt and decomposed when a whole vehicle or stage strikes: 90 to 99 % (domain reference, section 5, mass balance
/// of 2013: officials say "burnt almost completely"). Assumed prior.
pub const BURNT_TOGETHER: Range = Range::uniform(0.90, 0.99);

/// Burnt when a single tank strikes after a break-up aloft: 0 to 95 %, because fuel and oxidiser may land apart.
/// Assumed: nothing was found in print.
pub const BURNT_SINGLE_TANK: Range = Range::uniform(0.0, 0.95);

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
}

/// Shares where fuel and oxidiser strike together.
pub fn together(input: &ShareInput, rng: &mut impl Rng) -> Shares {
    let burnt = input.burnt_share.unwrap_or(BURNT_TOGETHER).sample(rng);
    let spilt = input.spilt_share.unwrap_or_else(spilt_together).sample(rng).min(1.0 - burnt);
    Shares { burnt, vapour: 1.0 - burnt - spilt, spilt }
}

/// Shares where a single tank strikes.
pub fn single_tank(input: &ShareInput, rng: &mut impl Rng) -> Shares {
    let burnt = input.burnt_share.unwrap_or(BURNT_SINGLE_TANK).sample(rng);
    let of_unburnt = SPILT_OF_UNBURNT_SINGLE_TANK.sample(rng);
    let spilt = input.spilt_share.map_or(of_unburnt * (1.0 - burnt), |range| range.sample(rng).min(1.0 - burnt));
    Shares { burnt, vapour: 1.0 - burnt - spilt, spilt }
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
            for shares in [together(&ShareInput::default(), &mut rng), single_tank(&ShareInput::default(), &mut rng)] {
                assert!((shares.burnt + shares.vapour + shares.spilt - 1.0).abs() < 1e-12);
                assert!(shares.burnt >= 0.0 && shares.vapour >= -1e-12 && shares.spilt >= 0.0);
            }
        }
    }
}
