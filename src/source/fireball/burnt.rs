//! How much burns where propellant strikes, by speed and by what lands together, and how hard it explodes.

use crate::range::Range;
use crate::substance::{Masses, Substance};

/// What struck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TankState {
    /// Fuel and oxidiser at one place: a vehicle, a stage, a pad.
    Together,
    /// Fuel without its oxidiser: it burns in air if it is lit.
    FuelAlone,
    /// Oxidiser without fuel: nothing to burn but soil and wreckage.
    OxidiserAlone,
}

impl TankState {
    /// Of a piece with propellant; `together` where a whole vehicle or stage strikes.
    pub fn of(propellant: &Masses, together: bool) -> Self {
        let any = |substances: &[Substance]| substances.iter().any(|s| propellant.get(*s) > 0.0);
        let fuel = any(&[Substance::Udmh, Substance::Kerosene, Substance::Hydrogen]);
        let oxidiser = any(&[Substance::Nto, Substance::Oxygen, Substance::Peroxide]);
        match (together || (fuel && oxidiser), fuel) {
            (true, _) => Self::Together,
            (false, true) => Self::FuelAlone,
            (false, false) => Self::OxidiserAlone,
        }
    }
}

/// What it struck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Soil that gives way: the wreck buries itself and holds the propellants together.
    Soft,
    /// Concrete, rock, frozen or dry hard ground.
    Hard,
}

/// Impact speed (m/s) and TNT equivalent over the mass of propellant, soft ground: range-safety tables of hypergolic
/// propellants as digitised in open code (constants-check 4.3); the printed figure was not seen, so it is the upper
/// branch.
const YIELD_SOFT: [(f64, f64); 5] = [(0.0, 0.028), (60.0, 0.44), (90.0, 0.56), (151.0, 0.61), (244.0, 0.62)];

/// The same for hard ground.
const YIELD_HARD: [(f64, f64); 11] = [
    (0.4, 0.024),
    (12.0, 0.056),
    (26.0, 0.089),
    (40.0, 0.113),
    (56.0, 0.142),
    (76.0, 0.170),
    (97.0, 0.203),
    (119.0, 0.232),
    (150.0, 0.265),
    (199.0, 0.288),
    (243.0, 0.302),
];

/// Heat of a kg of TNT, 4.184 MJ, by convention.
const TNT_J_KG: f64 = 4.184e6;

/// Burnt and decomposed where fuel and oxidiser strike together and fast: 90 to 99 % (domain reference, section 5, mass
/// balance of 2013). Assumed prior.
const TOGETHER_FAST: (f64, f64) = (0.90, 0.99);

/// Lowest burnt share where both come together at rest, 0.5: hypergolic contact throws the liquids apart before they
/// mix. Assumed; nothing was found in print.
const TOGETHER_AT_REST_LOW: f64 = 0.5;

/// Burnt where fuel lands alone: 0 to 95 %, whether it is lit is not known. Assumed.
pub const FUEL_ALONE: Range = Range::uniform(0.0, 0.95);

/// Used up where oxidiser lands alone: 0 to 20 %, on organic matter, metal and what fuel is left. Assumed.
pub const OXIDISER_ALONE: Range = Range::uniform(0.0, 0.20);

/// TNT equivalent over mass of propellant at an impact speed (m/s): the upper branch, constant outside the table.
pub fn yield_share(speed_m_s: f64, ground: Ground) -> f64 {
    match ground {
        Ground::Soft => interpolate(&YIELD_SOFT, speed_m_s),
        Ground::Hard => interpolate(&YIELD_HARD, speed_m_s),
    }
}

/// Share of the propellant that burns or decomposes where it strikes.
///
/// Together, the low end rises from 0.5 at rest to 0.9 as the measured explosion yield rises to its end: what explodes
/// has mixed. It never lies below the heat of that explosion, Y times 4.184 MJ over the heat of the mixture. Alone,
/// speed changes nothing that is known.
///
/// # Valid range
/// Speed of zero or more. `mixture_heat_j_kg` is the heat of a kg of fuel and oxidiser.
pub fn share(state: TankState, speed_m_s: f64, ground: Ground, mixture_heat_j_kg: f64) -> Range {
    match state {
        TankState::FuelAlone => FUEL_ALONE,
        TankState::OxidiserAlone => OXIDISER_ALONE,
        TankState::Together => {
            let (fast_low, high) = TOGETHER_FAST;
            let mixed = yield_share(speed_m_s, ground) / yield_share(f64::INFINITY, ground);
            let by_mixing = TOGETHER_AT_REST_LOW + mixed * (fast_low - TOGETHER_AT_REST_LOW);
            let by_blast = yield_share(speed_m_s, ground) * TNT_J_KG / mixture_heat_j_kg;
            Range::uniform(by_mixing.max(by_blast).min(high), high)
        }
    }
}

fn interpolate(table: &[(f64, f64)], x: f64) -> f64 {
    let last = table[table.len() - 1];
    if x <= table[0].0 {
        return table[0].1;
    }
    table
        .windows(2)
        .find(|pair| x <= pair[1].0)
        .map_or(last.1, |pair| pair[0].1 + (x - pair[0].0) / (pair[1].0 - pair[0].0) * (pair[1].1 - pair[0].1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAT: f64 = 6.7e6;

    /// constants-check 4.3: rows of the table, its ends, and a value half-way between two rows.
    #[test]
    fn yields_match_the_table() {
        assert_eq!(yield_share(0.0, Ground::Soft), 0.028);
        assert!((yield_share(75.0, Ground::Soft) - 0.50).abs() < 1e-12);
        assert_eq!(yield_share(199.0, Ground::Hard), 0.288);
        assert_eq!(yield_share(900.0, Ground::Hard), 0.302);
    }

    /// At the speeds of a falling stage the range is the prior of 2013; at rest it is wide.
    #[test]
    fn speed_mixes() {
        for ground in [Ground::Soft, Ground::Hard] {
            let fast = share(TankState::Together, 250.0, ground, HEAT);
            assert!((fast.low - 0.90).abs() < 1e-9 && fast.high == 0.99);
            let lows: Vec<f64> =
                (0..30).map(|k| share(TankState::Together, 10.0 * f64::from(k), ground, HEAT).low).collect();
            assert!(lows.windows(2).all(|pair| pair[1] >= pair[0]) && lows[0] < 0.55, "{lows:?}");
        }
    }

    /// More cannot explode than burns, in heat, whatever the speed.
    #[test]
    fn the_blast_is_within_the_heat() {
        for speed in [0.0, 30.0, 60.0, 90.0, 150.0, 250.0] {
            for ground in [Ground::Soft, Ground::Hard] {
                let low = share(TankState::Together, speed, ground, HEAT).low;
                assert!(low * HEAT >= yield_share(speed, ground) * TNT_J_KG, "{speed}");
            }
        }
    }

    #[test]
    fn states_follow_the_tanks() {
        let mut tank = Masses::default();
        tank.add(Substance::Udmh, 100.0);
        assert_eq!(TankState::of(&tank, false), TankState::FuelAlone);
        assert_eq!(TankState::of(&tank, true), TankState::Together);
        tank.add(Substance::Nto, 1.0);
        assert_eq!(TankState::of(&tank, false), TankState::Together);
        tank = Masses::default();
        tank.add(Substance::Nto, 1.0);
        assert_eq!(TankState::of(&tank, false), TankState::OxidiserAlone);
    }

    /// Apart, less burns than together, and oxidiser alone least.
    #[test]
    fn apart_burns_less() {
        let best = |state| share(state, 150.0, Ground::Hard, HEAT).best;
        assert!(best(TankState::Together) > best(TankState::FuelAlone));
        assert!(best(TankState::FuelAlone) > best(TankState::OxidiserAlone));
    }
}
