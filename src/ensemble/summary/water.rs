//! What rivers and lakes hold.

use serde::{Deserialize, Serialize};

use super::super::sketch::Sketch;
use crate::water::{BodyResult, WaterLimit};

/// One river or lake. Members in which it receives nothing are not in the sketches.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct BodySums {
    /// Members in which it is touched.
    pub touched_members: u64,
    /// Mass that fell or ran in by species, kg.
    pub mass_kg: [Sketch; 4],
    /// Mass that ran in by species, kg.
    pub runoff_kg: [Sketch; 4],
    /// Length of river, m, or area of lake, m2, that is touched.
    pub touched: Sketch,
    /// Depth drawn, m, where it is touched.
    pub depth_m: Sketch,
    /// Width drawn, m, where it is touched.
    pub width_m: Sketch,
    /// Flow drawn, m3/s, where it is touched.
    pub flow_m3_s: Sketch,
    /// By limit.
    pub contents: Vec<ContentSums>,
}

/// One limit in one water.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ContentSums {
    /// Content where the water is touched, kg/m3.
    pub mixed_kg_m3: Sketch,
    /// Highest content, kg/m3.
    pub highest_kg_m3: Sketch,
    /// Length (m) or area (m2) above the limit.
    pub above: Sketch,
    /// Area above the limit, m2.
    pub above_m2: Sketch,
    /// Members whose mixed content reaches the limit.
    pub mixed_over: u64,
    /// Members whose highest content reaches the limit.
    pub highest_over: u64,
}

impl BodySums {
    /// Limits that it has contents of.
    pub(super) fn limits(&self) -> usize {
        self.contents.len()
    }

    pub(super) fn add(&mut self, water: &BodyResult, limits: &[WaterLimit]) {
        if water.is_touched() {
            self.touched_members += 1;
            self.depth_m.add(water.mixing.depth_m);
            self.width_m.add(water.mixing.width_m);
            self.flow_m3_s.add(water.mixing.flow_m3_s);
        }
        for k in 0..self.mass_kg.len() {
            self.mass_kg[k].add(water.direct_kg[k] + water.runoff_kg[k]);
            self.runoff_kg[k].add(water.runoff_kg[k]);
        }
        self.touched.add(water.touched);
        self.contents.resize(limits.len(), ContentSums::default());
        for (k, (sums, limit)) in self.contents.iter_mut().zip(limits).enumerate() {
            sums.mixed_kg_m3.add(water.mixed_kg_m3[k]);
            sums.highest_kg_m3.add(water.highest_kg_m3[k]);
            sums.above.add(water.above[k]);
            sums.above_m2.add(water.above_m2[k]);
            sums.mixed_over += u64::from(water.mixed_kg_m3[k] >= limit.level_kg_m3);
            sums.highest_over += u64::from(water.highest_kg_m3[k] >= limit.level_kg_m3);
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.touched_members += other.touched_members;
        self.mass_kg.iter_mut().zip(&other.mass_kg).for_each(|(a, b)| a.merge(b));
        self.runoff_kg.iter_mut().zip(&other.runoff_kg).for_each(|(a, b)| a.merge(b));
        self.touched.merge(&other.touched);
        self.depth_m.merge(&other.depth_m);
        self.width_m.merge(&other.width_m);
        self.flow_m3_s.merge(&other.flow_m3_s);
        self.contents.resize(self.contents.len().max(other.contents.len()), ContentSums::default());
        self.contents.iter_mut().zip(&other.contents).for_each(|(a, b)| a.merge(b));
    }
}

impl ContentSums {
    fn merge(&mut self, other: &Self) {
        self.mixed_kg_m3.merge(&other.mixed_kg_m3);
        self.highest_kg_m3.merge(&other.highest_kg_m3);
        self.above.merge(&other.above);
        self.above_m2.merge(&other.above_m2);
        self.mixed_over += other.mixed_over;
        self.highest_over += other.highest_over;
    }
}

/// All waters above one limit.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct WaterZoneSums {
    /// Area, m2.
    pub area_m2: Sketch,
    /// Furthest such place, m from the struck place.
    pub reach_m: Sketch,
    /// Members in which any water reaches the limit.
    pub over: u64,
}

impl WaterZoneSums {
    pub(super) fn add(&mut self, k: usize, limit: &WaterLimit, waters: &[BodyResult]) {
        self.area_m2.add(waters.iter().map(|w| w.above_m2[k]).sum());
        self.reach_m.add(waters.iter().map(|w| w.reach_m[k]).fold(0.0, f64::max));
        self.over += u64::from(waters.iter().any(|w| w.highest_kg_m3[k] >= limit.level_kg_m3));
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.area_m2.merge(&other.area_m2);
        self.reach_m.merge(&other.reach_m);
        self.over += other.over;
    }
}
