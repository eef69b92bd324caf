//! What a deposit becomes at stated times, for maps and zones: one draw of climate, profile and rates.

use rand::Rng;

use super::Layer;
use super::climate::{DAY_S, SoilClimate};
use super::fate::LayerFate;
use super::profile::{DEPTH_SCALE_M, dose_kg_kg, shares_by_layer};
use super::rates::SoilRates;

/// Times after the spill that are mapped, s: day 1, 30, 365 and 3650.
pub const MAPPED_S: [f64; 4] = [DAY_S, 30.0 * DAY_S, 365.0 * DAY_S, 3_650.0 * DAY_S];

/// Molar mass of NDMA over that of heptyl, 74.082 / 60.098 (atomic masses).
const NDMA_OVER_UDMH: f64 = 74.082 / 60.098;

/// What a place holds at one time.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct SoilContent {
    /// Heptyl, free and bound, by layer, kg per kg of soil.
    pub udmh_kg_kg: [f64; 4],
    /// NDMA by layer, kg per kg of soil.
    pub ndma_kg_kg: [f64; 4],
    /// Heptyl in all layers, kg/m2.
    pub udmh_kg_m2: f64,
    /// NDMA in all layers, kg/m2.
    pub ndma_kg_m2: f64,
}

/// Fates of all layers at all mapped times of one member.
#[derive(Debug, Clone, PartialEq)]
pub struct SoilHistory {
    shares: [f64; 4],
    bulk_density_kg_m3: f64,
    fates: [[LayerFate; 4]; 4],
}

impl SoilHistory {
    /// Draws the history of a spill on a day of the year (1 to 366), in soil of a dry bulk density.
    pub fn sample(day_of_year: f64, bulk_density_kg_m3: f64, rng: &mut impl Rng) -> Self {
        let climate = SoilClimate::sample(rng);
        let rates = SoilRates::sample(&climate, rng);
        let shares = shares_by_layer(DEPTH_SCALE_M.sample(rng));
        let fates = MAPPED_S
            .map(|elapsed_s| Layer::ALL.map(|layer| LayerFate::after(&rates, &climate, layer, day_of_year, elapsed_s)));
        Self { shares, bulk_density_kg_m3, fates }
    }

    /// What a deposit of heptyl, kg/m2, has become at a mapped time (by index).
    pub fn content(&self, time: usize, deposit_kg_m2: f64) -> SoilContent {
        let mut content = SoilContent::default();
        for (k, layer) in Layer::ALL.into_iter().enumerate() {
            let dose = dose_kg_kg(layer, self.shares[k], deposit_kg_m2, self.bulk_density_kg_m3);
            let left = self.fates[time][k].at_dose(dose);
            let ndma = left.ndma * NDMA_OVER_UDMH;
            content.udmh_kg_kg[k] = dose * left.udmh();
            content.ndma_kg_kg[k] = dose * ndma;
            content.udmh_kg_m2 += deposit_kg_m2 * self.shares[k] * left.udmh();
            content.ndma_kg_m2 += deposit_kg_m2 * self.shares[k] * ndma;
        }
        content
    }
}

impl SoilContent {
    /// Highest heptyl and NDMA of the layers, kg/kg: what the worst sample of a pit shows, to set against the limits.
    pub fn highest_kg_kg(&self) -> (f64, f64) {
        let highest = |values: &[f64; 4]| values.iter().copied().fold(0.0, f64::max);
        (highest(&self.udmh_kg_kg), highest(&self.ndma_kg_kg))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    /// Layers times their mass of soil are the areal content; heptyl falls from map to map; more deposit leaves more.
    #[test]
    fn layers_add_up_and_time_takes() {
        let mut rng = ChaCha8Rng::seed_from_u64(2);
        for _ in 0..100 {
            let history = SoilHistory::sample(183.0, 1_300.0, &mut rng);
            for time in 0..MAPPED_S.len() {
                let content = history.content(time, 0.2);
                let sum: f64 = Layer::ALL
                    .iter()
                    .zip(content.udmh_kg_kg)
                    .map(|(layer, c)| c * 1_300.0 * (layer.bounds_m().1 - layer.bounds_m().0))
                    .sum();
                assert!((sum - content.udmh_kg_m2).abs() < 1e-12);
                assert!(content.udmh_kg_m2 + content.ndma_kg_m2 / NDMA_OVER_UDMH <= 0.2);
                assert!(history.content(time, 0.1).udmh_kg_m2 <= content.udmh_kg_m2);
                assert!(time == 0 || content.udmh_kg_m2 <= history.content(time - 1, 0.2).udmh_kg_m2);
                assert_eq!(content.highest_kg_kg().0, content.udmh_kg_kg.iter().copied().fold(0.0, f64::max));
            }
        }
        assert_eq!(SoilHistory::sample(1.0, 1_300.0, &mut rng).content(2, 0.0), SoilContent::default());
    }
}
