//! What is left of a spill in a layer after a time.

use super::Layer;
use super::climate::SoilClimate;
use super::rates::SoilRates;

/// Where one mole of heptyl that came into a layer is, mol of heptyl.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Left {
    /// Heptyl that is free.
    pub udmh_free: f64,
    /// Heptyl that is bound.
    pub udmh_bound: f64,
    /// NDMA.
    pub ndma: f64,
    /// Tetramethyltetrazene, counted as the heptyl in it.
    pub tmt: f64,
    /// All other products.
    pub other: f64,
    /// Gone into the air.
    pub air: f64,
}

impl Left {
    /// Free and bound heptyl: what a laboratory with digestion finds.
    pub fn udmh(&self) -> f64 {
        self.udmh_free + self.udmh_bound
    }

    /// All of it; 1.
    pub fn sum(&self) -> f64 {
        self.udmh() + self.ndma + self.tmt + self.other + self.air
    }

    fn plus(self, other: Self) -> Self {
        Self {
            udmh_free: self.udmh_free + other.udmh_free,
            udmh_bound: self.udmh_bound + other.udmh_bound,
            ndma: self.ndma + other.ndma,
            tmt: self.tmt + other.tmt,
            other: self.other + other.other,
            air: self.air + other.air,
        }
    }
}

/// The fate of one mole in a layer at a time, for any dose: only how much binds depends on the dose.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LayerFate {
    /// One mole that is free at the start.
    pub of_free: Left,
    /// One mole that is bound at the start.
    pub of_bound: Left,
    /// Share of NDMA that came as such which is left.
    pub ndma_kept: f64,
    bound_share: f64,
    bound_capacity_kg_kg: f64,
}

impl LayerFate {
    /// The fate in a layer after a time that begins on a day of the year (1 to 366).
    pub fn after(
        rates: &SoilRates,
        climate: &SoilClimate,
        layer: Layer,
        from_day_of_year: f64,
        elapsed_s: f64,
    ) -> Self {
        let k = layer.index();
        let warm_s = climate.warm_time_s(layer, from_day_of_year, elapsed_s);
        let products = Products { ndma_per_s: rates.ndma_per_s[k], rates };
        let (free, free_products) = products.of(rates.udmh_free_per_s[k], rates.to_air[k], warm_s);
        let (bound, bound_products) = products.of(rates.udmh_bound_per_s, 0.0, warm_s);
        Self {
            of_free: Left { udmh_free: free, ..free_products },
            of_bound: Left { udmh_bound: bound, ..bound_products },
            ndma_kept: (-rates.ndma_per_s[k] * warm_s).exp(),
            bound_share: rates.bound_share,
            bound_capacity_kg_kg: rates.bound_capacity_kg_kg,
        }
    }

    /// Where a mole is that came with a dose of heptyl, kg per kg of soil of the layer.
    ///
    /// ```text
    /// f = f0 / (1 + f0 C / S)                 bound share (Langmuir): f0 of a small dose C, at most S kg/kg of a large
    /// ```
    pub fn at_dose(&self, dose_kg_kg: f64) -> Left {
        let bound = self.bound_share / (1.0 + self.bound_share * dose_kg_kg / self.bound_capacity_kg_kg);
        scaled(self.of_free, 1.0 - bound).plus(scaled(self.of_bound, bound))
    }
}

fn scaled(left: Left, factor: f64) -> Left {
    Left {
        udmh_free: left.udmh_free * factor,
        udmh_bound: left.udmh_bound * factor,
        ndma: left.ndma * factor,
        tmt: left.tmt * factor,
        other: left.other * factor,
        air: left.air * factor,
    }
}

struct Products<'a> {
    ndma_per_s: f64,
    rates: &'a SoilRates,
}

impl Products<'_> {
    /// Heptyl left of one mole that is lost at a rate, and its products.
    fn of(&self, loss_per_s: f64, to_air: f64, warm_s: f64) -> (f64, Left) {
        let lost = -(-loss_per_s * warm_s).exp_m1();
        let turned = 1.0 - to_air;
        let ndma = turned * self.rates.ndma_yield * second_of_chain(loss_per_s, self.ndma_per_s, warm_s);
        let tmt = turned * self.rates.tmt_yield * second_of_chain(loss_per_s, self.rates.tmt_per_s, warm_s);
        let air = to_air * lost;
        let other = (lost - air - ndma - tmt).max(0.0);
        (1.0 - lost, Left { ndma, tmt, other, air, ..Left::default() })
    }
}

/// Amount of the second member of a chain that starts with one mole of the first.
///
/// ```text
/// N2 = k1 (exp(-k1 t) - exp(-k2 t)) / (k2 - k1) ,     k1 t exp(-k1 t) where the rates are equal
/// ```
/// # References
/// Bateman 1910, Proc. Cambridge Phil. Soc. 15, 423-427.
fn second_of_chain(k1: f64, k2: f64, t: f64) -> f64 {
    // exp(-a) (1 - exp(-d)) / d with the smaller rate in front: no cancellation, no overflow.
    let d = (k2 - k1).abs() * t;
    let shape = if d < 1e-8 { 1.0 - 0.5 * d } else { -(-d).exp_m1() / d };
    k1 * t * (-k1.min(k2) * t).exp() * shape
}

#[cfg(test)]
mod tests {
    use super::super::climate::{DAY_S, tests::steppe};
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    fn rates(seed: u64) -> SoilRates {
        SoilRates::sample(&steppe(), &mut ChaCha8Rng::seed_from_u64(seed))
    }

    /// Every mole is somewhere, nothing is negative, for any draw, season, dose and time.
    #[test]
    fn mass_closes() {
        for seed in 0..200 {
            let rates = rates(seed);
            for layer in Layer::ALL {
                for days in [0.0, 1.0, 30.0, 365.0, 3_650.0, 36_500.0] {
                    let left =
                        LayerFate::after(&rates, &steppe(), layer, 20.0 + seed as f64, days * DAY_S).at_dose(1e-4);
                    assert!((left.sum() - 1.0).abs() < 1e-12, "{left:?}");
                    let parts = [left.udmh_free, left.udmh_bound, left.ndma, left.tmt, left.other, left.air];
                    assert!(parts.iter().all(|part| *part >= 0.0), "{left:?}");
                }
            }
        }
    }

    /// The closed form against small steps of the differential equations with the temperature of each hour, 0.3 %.
    #[test]
    fn closed_form_is_the_solution_of_the_equations() {
        let (rates, climate, layer, days) = (rates(3), steppe(), Layer::Root, 120.0);
        let k = layer.index();
        let (mut udmh, mut ndma, mut tmt) = (1.0, 0.0, 0.0);
        let steps = 120 * 24;
        for step in 0..steps {
            let dt = days * DAY_S / f64::from(steps);
            let day = 250.0 + days * (f64::from(step) + 0.5) / f64::from(steps);
            let speed = climate.speed(climate.temperature_k(layer.depth_m(), day)) * dt;
            let lost = udmh * rates.udmh_free_per_s[k] * speed;
            ndma += rates.ndma_yield * lost - ndma * rates.ndma_per_s[k] * speed;
            tmt += rates.tmt_yield * lost - tmt * rates.tmt_per_s * speed;
            udmh -= lost;
        }
        let found = LayerFate::after(&rates, &climate, layer, 250.0, days * DAY_S).of_free;
        for (closed, stepped) in [(found.udmh_free, udmh), (found.ndma, ndma), (found.tmt, tmt)] {
            assert!((closed / stepped - 1.0).abs() < 3e-3, "{closed} {stepped}");
        }
    }

    /// Equal rates, a stiff pair and no time: the chain has its limits.
    #[test]
    fn the_chain_has_its_limits() {
        assert!((second_of_chain(1.0, 1.0, 1.0) - (-1.0_f64).exp()).abs() < 1e-9);
        assert!((second_of_chain(1.0, 1.0 + 1e-7, 1.0) - (-1.0_f64).exp()).abs() < 1e-6);
        assert!((second_of_chain(1e-3, 1e6, 10.0) - 1e-9 * (-0.01_f64).exp()).abs() < 1e-14);
        assert_eq!(second_of_chain(1.0, 2.0, 0.0), 0.0);
        assert!(second_of_chain(1e9, 1e-9, 1e3) > 0.99);
    }

    /// Small doses bind by share, large ones by capacity.
    #[test]
    fn binding_saturates() {
        let fate = LayerFate::after(&rates(1), &steppe(), Layer::Top, 180.0, 0.0);
        assert!((fate.at_dose(1e-12).udmh_bound / fate.bound_share - 1.0).abs() < 1e-6);
        let large = 0.24;
        assert!(fate.at_dose(large).udmh_bound * large <= fate.bound_capacity_kg_kg);
    }
}
