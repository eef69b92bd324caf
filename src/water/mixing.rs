//! Depth, width and flow of waters, and how much of a spill close by runs into them: ranges from which members draw.

use rand::Rng;

use super::body::Body;
use crate::places::{WaterFacts, WaterKind};
use crate::range::Range;

/// Width of a river by flow, w = a Q^0.5 in m and m3/s: exponent (Moody & Troutman 2002, Earth Surf. Process. Landforms
/// 27, 1251-1266, doi 10.1002/esp.403, as quoted by Modaresi Rad et al. 2024, doi 10.1029/2024JH000173).
const WIDTH_EXPONENT: f64 = 0.5;

/// Depth of a river by flow, d = c Q^0.3 in m and m3/s: exponent (the same).
const DEPTH_EXPONENT: f64 = 0.3;

/// Fastest mean flow of a river of the plain, m/s. Assumed; a channel drawn shallower is made as deep as that needs.
const SPEED_MAX_M_S: f64 = 2.0;

/// Names of the Syr Darya, in small letters.
const SYR_DARYA: [&str; 5] = ["syr darya", "syrdarya", "syr-darya", "сырдарья", "сырдария"];

/// Distance from a bank beyond which nothing is thought to run into the water, m. Assumed.
pub const RUNOFF_REACH_M: f64 = 500.0;

/// Coefficient a of the width: 7.2, of which 90 % of the rivers lie between 2.6 and 20.2 (Moody & Troutman 2002; the
/// interval as in Andreadis, Schumann & Pavelsky 2013, Water Resour. Res. 49, 7164-7168, from general knowledge).
pub fn width_coefficient() -> Range {
    Range::log_uniform(2.6, 20.2)
}

/// Coefficient c of the depth: 0.27, between 0.12 and 0.63 (the same sources as of the width).
pub fn depth_coefficient() -> Range {
    Range::log_uniform(0.12, 0.63)
}

/// Flow of a river of which nothing is known, m3/s. Assumed: from a small to the largest river of the country.
pub fn unknown_flow_m3_s() -> Range {
    Range::log_uniform(1.0, 500.0)
}

/// Flow of the Syr Darya between Kyzylorda and Kazaly, m3/s: 530 past the weir of Kyzylorda at high water, 495 to 853
/// let out of Shardara in winter upstream (bulletins of Kazhydromet, December 2017 and March 2018), 6 to 50 reaching
/// the sea in June and 46.6 km3 from 2005 to mid-2024, which is 78 on average (Ministry of Water Resources of
/// Kazakhstan, June 2024). The ends are round figures about these.
pub fn syr_darya_flow_m3_s() -> Range {
    Range::log_uniform(20.0, 600.0)
}

/// Mean speed of a river whose width is stated and whose flow is not, m/s. Assumed; the wave of a change takes 7 days
/// from Kyzylorda to Kazaly (Shivareva, Kazhydromet, balance of the Syr Darya for 2009 and 2010), near 0.7 m/s.
pub fn speed_m_s() -> Range {
    Range::log_uniform(0.2, 1.5)
}

/// Depth over which what falls on a lake mixes on the first day, m. Assumed: lakes of the steppe are 1 to 5 m deep and
/// stirred by the wind; still or frozen water mixes less.
pub fn lake_depth_m() -> Range {
    Range::log_uniform(0.5, 5.0)
}

/// Share of a spill at the very bank that runs into the water from dry ground that is not frozen. Assumed.
pub fn dry_share_at_bank() -> Range {
    Range::log_uniform(0.001, 0.05)
}

/// The same in rain, on snow or on frozen ground. Assumed.
pub fn wet_share_at_bank() -> Range {
    Range::log_uniform(0.01, 0.5)
}

/// Distance over which that share falls to 1/e, m. Assumed: slopes of the steppe are below a few per cent, and no
/// terrain is read.
pub fn runoff_fading_m() -> Range {
    Range::log_uniform(20.0, 150.0)
}

/// Time over which run-off enters the water, s. Assumed: an hour to a day.
pub fn runoff_duration_s() -> Range {
    Range::log_uniform(3_600.0, 86_400.0)
}

/// Radius of the half disc of a lake in which run-off mixes on the first day, m. Assumed.
pub fn shore_radius_m() -> Range {
    Range::log_uniform(50.0, 500.0)
}

/// State of the ground that liquid runs over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wetness {
    /// Dry and not frozen: it soaks in.
    Dry,
    /// Rain, snow or frost: it runs.
    Wet,
}

/// What a member draws for one water.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mixing {
    /// Depth that what falls in mixes over, m.
    pub depth_m: f64,
    /// Width of a river, m; zero for a lake.
    pub width_m: f64,
    /// Flow of a river, m3/s; zero for a lake.
    pub flow_m3_s: f64,
    /// Radius of the half disc at the shore of a lake, m; zero for a river.
    pub shore_radius_m: f64,
}

/// What a member draws for all waters.
#[derive(Debug, Clone, PartialEq)]
pub struct MixingDraws {
    /// By water.
    pub of_body: Vec<Mixing>,
    /// Share of a spill at the bank that runs into the water.
    pub share_at_bank: f64,
    /// Distance over which that share falls to 1/e, m.
    pub fading_m: f64,
    /// Time over which run-off enters, s.
    pub duration_s: f64,
}

impl MixingDraws {
    /// The draws of one member.
    pub fn sample(bodies: &[Body], wetness: Wetness, rng: &mut impl Rng) -> Self {
        let share_at_bank = match wetness {
            Wetness::Dry => dry_share_at_bank(),
            Wetness::Wet => wet_share_at_bank(),
        };
        Self {
            share_at_bank: share_at_bank.sample(rng),
            fading_m: runoff_fading_m().sample(rng),
            duration_s: runoff_duration_s().sample(rng),
            of_body: bodies.iter().map(|body| Mixing::sample(body.kind(), &body.name, &body.facts, rng)).collect(),
        }
    }
}

impl Mixing {
    /// Draws for one water; each takes the same count of random numbers, whatever is stated.
    pub fn sample(kind: WaterKind, name: &str, facts: &WaterFacts, rng: &mut impl Rng) -> Self {
        let drawn = [
            flow_m3_s(name).sample(rng),
            width_coefficient().sample(rng),
            depth_coefficient().sample(rng),
            speed_m_s().sample(rng),
            lake_depth_m().sample(rng),
            shore_radius_m().sample(rng),
        ];
        match kind {
            WaterKind::River => river(facts, drawn),
            WaterKind::Lake => {
                let depth_m = facts.depth_m.unwrap_or(drawn[4]);
                Self { depth_m, width_m: 0.0, flow_m3_s: 0.0, shore_radius_m: drawn[5] }
            }
        }
    }
}

fn flow_m3_s(name: &str) -> Range {
    if SYR_DARYA.contains(&name.to_lowercase().as_str()) { syr_darya_flow_m3_s() } else { unknown_flow_m3_s() }
}

/// A channel from what is stated and the law of widths and depths for the rest.
fn river(facts: &WaterFacts, [flow, width_coefficient, depth_coefficient, speed_m_s, ..]: [f64; 6]) -> Mixing {
    // Where only the width is known, the law tells the flow that goes with its depth.
    let lawful_flow = facts.width_m.map_or(flow, |width_m| (width_m / width_coefficient).powf(1.0 / WIDTH_EXPONENT));
    let of_law = facts.flow_m3_s.unwrap_or(lawful_flow);
    let width_m = facts.width_m.unwrap_or_else(|| width_coefficient * of_law.powf(WIDTH_EXPONENT));
    let depth_m = facts.depth_m.unwrap_or_else(|| depth_coefficient * of_law.powf(DEPTH_EXPONENT));
    let flow_m3_s = match (facts.flow_m3_s, facts.width_m) {
        (Some(stated), _) => stated,
        (None, Some(_)) => width_m * depth_m * speed_m_s,
        (None, None) => flow,
    };
    let depth_m = facts.depth_m.unwrap_or_else(|| depth_m.max(flow_m3_s / (width_m * SPEED_MAX_M_S)));
    Mixing { depth_m, width_m, flow_m3_s, shore_radius_m: 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    fn sampled(kind: WaterKind, name: &str, facts: WaterFacts) -> Vec<Mixing> {
        let mut rng = ChaCha8Rng::seed_from_u64(4);
        (0..2_000).map(|_| Mixing::sample(kind, name, &facts, &mut rng)).collect()
    }

    /// Frasson et al. 2019 (doi 10.1029/2019GL082027), table S2: rivers of 100 m3/s have a median width of 79 m, the
    /// law gives 72 m; the middle of our coefficients is their geometric mean, 7.25.
    #[test]
    fn rivers_of_a_hundred_cubic_metres_are_as_wide_as_printed() {
        let facts = WaterFacts { flow_m3_s: Some(100.0), ..WaterFacts::default() };
        let mut widths_m: Vec<f64> = sampled(WaterKind::River, "x", facts).iter().map(|m| m.width_m).collect();
        widths_m.sort_by(f64::total_cmp);
        assert!((widths_m[1_000] / 72.0 - 1.0).abs() < 0.1, "{}", widths_m[1_000]);
    }

    /// What is stated is taken as it is, and no river runs faster than the plain lets it.
    #[test]
    fn stated_facts_hold_and_speeds_stay_sane() {
        let all = WaterFacts { depth_m: Some(2.0), width_m: Some(90.0), flow_m3_s: Some(150.0) };
        for mixing in sampled(WaterKind::River, "x", all) {
            assert_eq!((mixing.depth_m, mixing.width_m, mixing.flow_m3_s), (2.0, 90.0, 150.0));
        }
        for facts in [WaterFacts::default(), WaterFacts { width_m: Some(40.0), ..WaterFacts::default() }] {
            for mixing in sampled(WaterKind::River, "Syr Darya", facts) {
                let speed_m_s = mixing.flow_m3_s / (mixing.width_m * mixing.depth_m);
                assert!((0.05..=SPEED_MAX_M_S * 1.000_001).contains(&speed_m_s), "{mixing:?}");
            }
        }
        let lake = WaterFacts { depth_m: Some(7.0), ..WaterFacts::default() };
        assert!(sampled(WaterKind::Lake, "x", lake).iter().all(|m| m.depth_m == 7.0 && m.flow_m3_s == 0.0));
    }

    #[test]
    fn the_syr_darya_is_known_by_its_names() {
        for name in ["Syr Darya", "Сырдарья", "Сырдария"] {
            assert_eq!(flow_m3_s(name), syr_darya_flow_m3_s());
        }
        assert_eq!(flow_m3_s("Nura"), unknown_flow_m3_s());
    }
}
