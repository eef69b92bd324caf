//! What a deposit becomes at stated times: one draw of climate, profile and rates.

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

/// What came to a place on the first day, kg/m2.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct SoilDeposit {
    /// Heptyl that soaked in as liquid: it lies in the depth.
    pub spilt_udmh: f64,
    /// Heptyl that the air or the rain left: it lies in the top layer.
    pub fallen_udmh: f64,
    /// NDMA that the air or the rain left.
    pub fallen_ndma: f64,
}

/// What a place holds at one time.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct SoilContent {
    /// Heptyl, free and bound, by layer, kg per kg of soil.
    pub udmh_kg_kg: [f64; 4],
    /// NDMA by layer, kg per kg of soil.
    pub ndma_kg_kg: [f64; 4],
}

/// Masses in the soil, kg.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct SoilMass {
    /// Heptyl, free and bound.
    pub udmh_kg: f64,
    /// NDMA.
    pub ndma_kg: f64,
}

/// Parts that a spot is cut into by its dose; what is left differs by dose by a factor of two at most.
const DOSE_PARTS: usize = 8;

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

    /// Share of a spill that lies in the top layer.
    pub fn top_share(&self) -> f64 {
        self.shares[Layer::Top.index()]
    }

    /// What a deposit has become at a mapped time (by index).
    pub fn content(&self, time: usize, deposit: &SoilDeposit) -> SoilContent {
        let mut content = SoilContent::default();
        for layer in Layer::ALL {
            let k = layer.index();
            let fallen = if layer == Layer::Top { 1.0 } else { 0.0 };
            let dose = |share: f64, kg_m2: f64| dose_kg_kg(layer, share, kg_m2, self.bulk_density_kg_m3);
            let udmh = dose(self.shares[k], deposit.spilt_udmh) + dose(fallen, deposit.fallen_udmh);
            let fate = &self.fates[time][k];
            let left = fate.at_dose(udmh);
            content.udmh_kg_kg[k] = udmh * left.udmh();
            content.ndma_kg_kg[k] =
                udmh * left.ndma * NDMA_OVER_UDMH + dose(fallen, deposit.fallen_ndma) * fate.ndma_kept;
        }
        content
    }

    /// What is left at a mapped time of a spot that thins out like a normal law.
    ///
    /// Equal parts of its mass lie under doses that are spread evenly between none and that of the centre.
    pub fn left_of_spot(&self, time: usize, mass_kg: f64, sigma_m: f64) -> SoilMass {
        let centre_kg_m2 = mass_kg / (std::f64::consts::TAU * sigma_m * sigma_m);
        let mut left = SoilMass::default();
        for part in 0..DOSE_PARTS {
            let kg_m2 = centre_kg_m2 * (part as f64 + 0.5) / DOSE_PARTS as f64;
            for layer in Layer::ALL {
                let (k, share) = (layer.index(), self.shares[layer.index()]);
                let of_mole = self.fates[time][k].at_dose(dose_kg_kg(layer, share, kg_m2, self.bulk_density_kg_m3));
                let part_kg = mass_kg * share / DOSE_PARTS as f64;
                left.udmh_kg += part_kg * of_mole.udmh();
                left.ndma_kg += part_kg * of_mole.ndma * NDMA_OVER_UDMH;
            }
        }
        left
    }

    /// What is left at a mapped time of what the air and the rain left in thin doses on the top layer.
    pub fn left_of_fallout(&self, time: usize, udmh_kg: f64, ndma_kg: f64) -> SoilMass {
        let fate = &self.fates[time][Layer::Top.index()];
        let of_mole = fate.at_dose(0.0);
        SoilMass {
            udmh_kg: udmh_kg * of_mole.udmh(),
            ndma_kg: udmh_kg * of_mole.ndma * NDMA_OVER_UDMH + ndma_kg * fate.ndma_kept,
        }
    }
}

impl SoilMass {
    /// The sum.
    pub fn plus(self, other: Self) -> Self {
        Self { udmh_kg: self.udmh_kg + other.udmh_kg, ndma_kg: self.ndma_kg + other.ndma_kg }
    }
}

impl SoilContent {
    /// Layer by layer the higher of both.
    pub fn highest(&self, other: &Self) -> Self {
        let layers = |a: &[f64; 4], b: &[f64; 4]| std::array::from_fn(|k| a[k].max(b[k]));
        Self {
            udmh_kg_kg: layers(&self.udmh_kg_kg, &other.udmh_kg_kg),
            ndma_kg_kg: layers(&self.ndma_kg_kg, &other.ndma_kg_kg),
        }
    }

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

    const SPILT: SoilDeposit = SoilDeposit { spilt_udmh: 0.2, fallen_udmh: 0.0, fallen_ndma: 0.0 };

    /// Kilograms a square metre in all layers.
    fn areal(values: &[f64; 4]) -> f64 {
        let soil_kg_m2 = |layer: Layer| 1_300.0 * (layer.bounds_m().1 - layer.bounds_m().0);
        Layer::ALL.iter().map(|layer| values[layer.index()] * soil_kg_m2(*layer)).sum()
    }

    /// No more heptyl and NDMA lie in the layers than came; heptyl falls from map to map; more deposit leaves more.
    #[test]
    fn layers_add_up_and_time_takes() {
        let mut rng = ChaCha8Rng::seed_from_u64(2);
        for _ in 0..100 {
            let history = SoilHistory::sample(183.0, 1_300.0, &mut rng);
            for time in 0..MAPPED_S.len() {
                let content = history.content(time, &SPILT);
                let (udmh, ndma) = (areal(&content.udmh_kg_kg), areal(&content.ndma_kg_kg));
                assert!(udmh + ndma / NDMA_OVER_UDMH <= 0.2);
                let half = history.content(time, &SoilDeposit { spilt_udmh: 0.1, ..SPILT });
                assert!(areal(&half.udmh_kg_kg) <= udmh);
                assert!(time == 0 || udmh <= areal(&history.content(time - 1, &SPILT).udmh_kg_kg));
                assert_eq!(content.highest_kg_kg().0, content.udmh_kg_kg.iter().copied().fold(0.0, f64::max));
            }
        }
        let history = SoilHistory::sample(1.0, 1_300.0, &mut rng);
        assert_eq!(history.content(2, &SoilDeposit::default()), SoilContent::default());
    }

    /// A wide thin spot keeps what thin doses keep; fallout stays in the top layer; a spot of which much binds keeps
    /// less by share in its core.
    #[test]
    fn spots_and_fallout_keep_their_shares() {
        let history = SoilHistory::sample(183.0, 1_300.0, &mut ChaCha8Rng::seed_from_u64(4));
        for time in 0..MAPPED_S.len() {
            let thin = history.left_of_spot(time, 1.0, 1e4).udmh_kg;
            let alone = history.content(time, &SoilDeposit { spilt_udmh: 1e-9, ..SoilDeposit::default() });
            assert!((thin - areal(&alone.udmh_kg_kg) / 1e-9).abs() <= 1e-6 * thin);
            assert!(history.left_of_spot(time, 1_000.0, 1.0).udmh_kg <= 1_000.0 * thin);
            let fallen = SoilDeposit { fallen_udmh: 1e-9, fallen_ndma: 2e-9, ..SoilDeposit::default() };
            let content = history.content(time, &fallen);
            assert!(content.udmh_kg_kg[1..].iter().all(|c| *c == 0.0));
            let mass = history.left_of_fallout(time, 1e-9, 2e-9);
            assert!((mass.ndma_kg - areal(&content.ndma_kg_kg)).abs() <= 1e-6 * mass.ndma_kg);
        }
    }
}
