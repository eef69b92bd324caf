//! What became of a spill: vapour by time, liquid in the soil by depth.

use super::layers::{Layer, LayerContent};

/// A pool at one time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moment {
    /// Time after the spill, s.
    pub time_s: f64,
    /// Evaporated so far, kg.
    pub evaporated_kg: f64,
    /// Soaked in so far, kg.
    pub soaked_kg: f64,
    /// Area of the pool, m2.
    pub area_m2: f64,
    /// Temperature of the liquid, K.
    pub temperature_k: f64,
}

/// Vapour that a pool gives off over a time at an even rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Segment {
    /// Start after the spill, s.
    pub start_s: f64,
    /// Duration, s.
    pub duration_s: f64,
    /// Mass, kg.
    pub mass_kg: f64,
}

/// Soil that a pool has wetted, in bands of equal area from its middle outwards.
#[derive(Debug, Clone, PartialEq)]
pub struct Wetted {
    /// Area of a band, m2.
    pub band_area_m2: f64,
    /// Liquid that soaked in, m of depth, band by band.
    pub soaked_m: Vec<f64>,
    /// Density of that liquid, kg/m3.
    pub density_kg_m3: f64,
    /// Pores filled behind the front, m3/m3.
    pub fillable: f64,
    /// Liquid that the soil keeps against gravity, m3/m3.
    pub retention: f64,
    /// Dry bulk density, kg/m3.
    pub bulk_density_kg_m3: f64,
    /// Content that the soil binds and does not give back to the air, kg/kg.
    pub bound_kg_kg: f64,
}

/// The fate of one spill.
#[derive(Debug, Clone, PartialEq)]
pub struct PoolFate {
    /// Spilt, kg.
    pub spilt_kg: f64,
    /// Evaporated from the pool, kg.
    pub evaporated_kg: f64,
    /// Soaked into the soil, kg.
    pub soaked_kg: f64,
    /// Still liquid on the ground after 30 days, kg.
    pub left_kg: f64,
    /// Largest area that was wet, m2.
    pub wetted_area_m2: f64,
    /// Time at which the ground was dry, s, or 30 days.
    pub end_s: f64,
    /// Lowest temperature of the liquid, K.
    pub coldest_k: f64,
    /// Its life, step by step.
    pub history: Vec<Moment>,
    /// The soil under it.
    pub wetted: Wetted,
}

impl PoolFate {
    /// Share of the spill that evaporated.
    pub fn evaporated_share(&self) -> f64 {
        self.evaporated_kg / self.spilt_kg
    }

    /// The vapour as a number of segments of equal mass; their sum is what evaporated.
    ///
    /// The first is short and strong, the last long and weak: rates of a pool fall as it cools, and a transport that takes
    /// the segments one by one needs few.
    pub fn segments(&self, count: usize) -> Vec<Segment> {
        if self.evaporated_kg <= 0.0 || count == 0 {
            return Vec::new();
        }
        let mass_kg = self.evaporated_kg / count as f64;
        let times: Vec<f64> = (0..=count).map(|k| self.time_of_vapour_s(k as f64 * mass_kg)).collect();
        let between = |pair: &[f64]| Segment { start_s: pair[0], duration_s: pair[1] - pair[0], mass_kg };
        times.windows(2).map(between).collect()
    }

    /// Rate of evaporation at a time, kg/s; zero once the ground is dry.
    pub fn rate_at_kg_s(&self, time_s: f64) -> f64 {
        self.history
            .windows(2)
            .find(|pair| time_s < pair[1].time_s)
            .map_or(0.0, |pair| (pair[1].evaporated_kg - pair[0].evaporated_kg) / (pair[1].time_s - pair[0].time_s))
    }

    /// Time at which a mass had evaporated, s.
    fn time_of_vapour_s(&self, mass_kg: f64) -> f64 {
        let after = self.history.partition_point(|moment| moment.evaporated_kg < mass_kg * (1.0 - 1e-12));
        let Some(far) = self.history.get(after) else { return self.end_s };
        let Some(near) = after.checked_sub(1).and_then(|k| self.history.get(k)) else { return far.time_s };
        let share = (mass_kg - near.evaporated_kg) / (far.evaporated_kg - near.evaporated_kg);
        near.time_s + share.clamp(0.0, 1.0) * (far.time_s - near.time_s)
    }

    /// Standard deviation of the round normal deposit that stands for the pool, m: its disc is two of them in radius.
    pub fn sigma_m(&self) -> f64 {
        0.5 * (self.wetted_area_m2 / std::f64::consts::PI).sqrt()
    }

    /// Deepest front right after the pool was dry, m.
    pub fn front_depth_m(&self) -> f64 {
        self.deepest_m(self.wetted.fillable)
    }

    /// Deepest liquid after it has drained to what the soil keeps, m.
    pub fn drained_depth_m(&self) -> f64 {
        self.deepest_m(self.wetted.held())
    }

    fn deepest_m(&self, held: f64) -> f64 {
        self.wetted.soaked_m.iter().copied().fold(0.0, f64::max) / held
    }

    /// Content of layers after the liquid has drained and the soil has dried down to a depth, m (zero at first; later
    /// [`super::drying_depth_m`]).
    pub fn profile(&self, layers: &[Layer], dried_m: f64) -> Vec<LayerContent> {
        layers.iter().map(|layer| self.wetted.content(*layer, dried_m)).collect()
    }
}
