//! What the members drew, as far as the result tells it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::draw::Drawn;
use super::super::sketch::Sketch;
use crate::source::FireSize;
use crate::substance::Substance;
use crate::weather::Stability;

/// Sizes of a fire, in the order of [`fire_values`].
const FIRE_VALUES: usize = 8;

/// Draws of a number of members.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct DrawSums {
    /// What is left at the failure by substance, kg.
    pub left_kg: BTreeMap<Substance, Sketch>,
    /// Members that carry heptyl at lift-off.
    pub carry_udmh: u64,
    /// Members by stability class.
    pub classes: BTreeMap<Stability, u64>,
    /// Mixing height, m.
    pub mixing_height_m: Sketch,
    /// Members whose mean wind is weaker than the gusts of the air.
    pub calm: u64,
    /// Speed of these gusts, m/s.
    pub gust_speed_m_s: Sketch,
    /// Members with vapour that creeps by its own weight at first.
    pub creeping: u64,
    /// Members that break up aloft.
    pub broken: u64,
    /// Share of what is freed aloft that reaches the ground as drops.
    pub liquid_share_aloft: Sketch,
    /// Members with a fire.
    pub burning: u64,
    /// The greatest fire of each member: diameter (m), duration (s), radiation (W/m2), height of its cloud (m), time
    /// until that rests (s), reach of heat and of two pressures (m).
    pub fire: [Sketch; FIRE_VALUES],
    /// Spread of the largest spill (1 sigma), m, where anything is spilt.
    pub largest_spill_sigma_m: Sketch,
    /// Members that strike some place.
    pub striking: u64,
    /// Members with a spill that could not be followed as a pool.
    pub pool_refusals: u64,
    /// The first of them, and why.
    pub first_pool_refusal: Option<(usize, String)>,
}

impl DrawSums {
    pub(super) fn add(&mut self, drawn: &Drawn) {
        let (term, budget) = (&drawn.term, &drawn.descent.budget);
        for substance in Substance::LOADED {
            self.left_kg.entry(substance).or_default().add(budget.left().get(substance));
        }
        self.carry_udmh += u64::from(budget.loaded.get(Substance::Udmh) > 0.0);
        *self.classes.entry(drawn.weather.stability).or_insert(0) += 1;
        self.mixing_height_m.add(drawn.weather.mixing_height_m);
        self.calm += u64::from(drawn.weather.wind_speed_10m_m_s < drawn.weather.gust_speed_m_s);
        self.gust_speed_m_s.add(drawn.weather.gust_speed_m_s);
        self.creeping += u64::from(drawn.dense_releases > 0);
        self.broken += u64::from(drawn.descent.breakup.is_some());
        self.liquid_share_aloft.add(term.liquid_share_aloft);
        self.burning += u64::from(term.fire.diameter_m > 0.0);
        self.fire.iter_mut().zip(fire_values(&term.fire)).for_each(|(sums, value)| sums.add(value));
        let spills = term.places.iter().flat_map(|place| &place.spills);
        let largest = spills.max_by(|a, b| a.mass.total_kg().total_cmp(&b.mass.total_kg()));
        if let Some(spill) = largest.filter(|spill| spill.mass.total_kg() > 0.0) {
            self.largest_spill_sigma_m.add(spill.sigma_m);
        }
        self.striking += u64::from(!term.places.is_empty());
        if let Some(refusal) = &term.pool_refusal {
            self.pool_refusals += 1;
            self.refuse((drawn.member, refusal.to_string()));
        }
    }

    fn refuse(&mut self, refusal: (usize, String)) {
        if self.first_pool_refusal.as_ref().is_none_or(|(member, _)| refusal.0 < *member) {
            self.first_pool_refusal = Some(refusal);
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (substance, left_kg) in &other.left_kg {
            self.left_kg.entry(*substance).or_default().merge(left_kg);
        }
        for (class, count) in &other.classes {
            *self.classes.entry(*class).or_insert(0) += count;
        }
        self.carry_udmh += other.carry_udmh;
        self.mixing_height_m.merge(&other.mixing_height_m);
        self.calm += other.calm;
        self.gust_speed_m_s.merge(&other.gust_speed_m_s);
        self.creeping += other.creeping;
        self.broken += other.broken;
        self.liquid_share_aloft.merge(&other.liquid_share_aloft);
        self.burning += other.burning;
        self.fire.iter_mut().zip(&other.fire).for_each(|(a, b)| a.merge(b));
        self.largest_spill_sigma_m.merge(&other.largest_spill_sigma_m);
        self.striking += other.striking;
        self.pool_refusals += other.pool_refusals;
        other.first_pool_refusal.iter().for_each(|refusal| self.refuse(refusal.clone()));
    }

    /// True where any of a substance is left in any member.
    pub fn is_left(&self, substance: Substance) -> bool {
        self.left_kg.get(&substance).is_some_and(|left_kg| left_kg.highest() > 0.0)
    }
}

fn fire_values(fire: &FireSize) -> [f64; FIRE_VALUES] {
    [
        fire.diameter_m,
        fire.duration_s,
        fire.emissive_power_w_m2,
        fire.cloud_height_agl_m,
        fire.rest_s,
        fire.heat_reach_m,
        fire.blast_houses_m,
        fire.blast_windows_m,
    ]
}
