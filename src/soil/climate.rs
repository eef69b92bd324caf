//! Temperature of the soil by depth and day, and time counted in days at 20 C.

use rand::Rng;

use super::Layer;
use crate::constants::GAS_CONSTANT_J_MOL_K;
use crate::range::Range;

/// Days of a year.
pub const YEAR_DAYS: f64 = 365.25;

/// Seconds of a day.
pub const DAY_S: f64 = 86_400.0;

/// Temperature at which rates are stated, 293.15 K.
pub const REFERENCE_K: f64 = 293.15;

/// Temperature below which soil is taken as frozen, 273.15 K; salt lowers it by a degree or two.
const FREEZING_K: f64 = 273.15;

/// Yearly mean of the soil surface between the Syr Darya and Ulytau, K: 8 to 13 C, some degrees above the air. Assumed
/// from the climate of the region.
pub const MEAN_K: Range = Range::triangular(281.0, 283.5, 286.0);

/// Half the difference between the warmest and the coldest month at the surface, K; snow keeps the winter milder than
/// the air. Assumed from the climate of the region.
pub const AMPLITUDE_K: Range = Range::triangular(15.0, 18.0, 21.0);

/// Day of the year on which the surface is warmest on average: in the second half of July.
pub const WARMEST_DAY: Range = Range::triangular(196.0, 203.0, 210.0);

/// Thermal diffusivity of dry to moist mineral soil, 3e-7 to 8e-7 m2/s (Hillel 1998, Environmental Soil Physics, ch. 12,
/// from memory).
pub fn diffusivity_m2_s() -> Range {
    Range::log_uniform(3e-7, 8e-7)
}

/// Activation energy of transformation in soil, J/mol: median 65.4e3 of pesticides (EFSA 2007, EFSA Journal 622,
/// Q10 2.58); the ends are Q10 of 2.0 and 3.6. From memory; nothing is known for heptyl.
pub const ACTIVATION_ENERGY_J_MOL: Range = Range::triangular(48_000.0, 65_400.0, 90_000.0);

/// Factor on rates in frozen soil: little water is left in it. Assumed.
pub fn frozen_factor() -> Range {
    Range::log_uniform(0.05, 1.0)
}

/// Climate of the soil at a place, and how rates follow it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SoilClimate {
    /// Yearly mean, K.
    pub mean_k: f64,
    /// Amplitude of the year at the surface, K.
    pub amplitude_k: f64,
    /// Day of the year on which the surface is warmest.
    pub warmest_day: f64,
    /// Thermal diffusivity, m2/s.
    pub diffusivity_m2_s: f64,
    /// Activation energy, J/mol.
    pub activation_energy_j_mol: f64,
    /// Factor on rates below freezing.
    pub frozen_factor: f64,
}

impl SoilClimate {
    /// Draws the climate of the dry steppe.
    pub fn sample(rng: &mut impl Rng) -> Self {
        Self {
            mean_k: MEAN_K.sample(rng),
            amplitude_k: AMPLITUDE_K.sample(rng),
            warmest_day: WARMEST_DAY.sample(rng),
            diffusivity_m2_s: diffusivity_m2_s().sample(rng),
            activation_energy_j_mol: ACTIVATION_ENERGY_J_MOL.sample(rng),
            frozen_factor: frozen_factor().sample(rng),
        }
    }

    /// Temperature at a depth on a day of the year, K.
    ///
    /// ```text
    /// T = T_mean + A exp(-z/d) cos(omega (t - t_warm) - z/d) ,   d = sqrt(2 D / omega)
    /// ```
    /// # Valid range
    /// The wave of the year; the daily one, which ends at about 30 cm, is left out.
    ///
    /// # References
    /// Hillel 1982, Introduction to Soil Physics, ch. 9; Carslaw & Jaeger 1959, Conduction of Heat in Solids, 2.6.
    pub fn temperature_k(&self, depth_m: f64, day_of_year: f64) -> f64 {
        let per_day = std::f64::consts::TAU / YEAR_DAYS;
        let damping_m = (2.0 * self.diffusivity_m2_s * DAY_S / per_day).sqrt();
        let phase = per_day * (day_of_year - self.warmest_day) - depth_m / damping_m;
        self.mean_k + self.amplitude_k * (-depth_m / damping_m).exp() * phase.cos()
    }

    /// Factor on rates at a temperature; 1 at 20 C.
    pub fn speed(&self, temperature_k: f64) -> f64 {
        let e = self.activation_energy_j_mol / GAS_CONSTANT_J_MOL_K;
        let warm = (-e * (1.0 / temperature_k - 1.0 / REFERENCE_K)).exp();
        if temperature_k < FREEZING_K { warm * self.frozen_factor } else { warm }
    }

    /// Time at 20 C, s, that does as much as the time from a day of the year on at a layer's own temperatures.
    pub fn warm_time_s(&self, layer: Layer, from_day_of_year: f64, elapsed_s: f64) -> f64 {
        let years = (elapsed_s / DAY_S / YEAR_DAYS).floor();
        let rest_days = elapsed_s / DAY_S - years * YEAR_DAYS;
        let whole = if years > 0.0 { years * self.warm_days(layer, from_day_of_year, YEAR_DAYS) } else { 0.0 };
        DAY_S * (whole + self.warm_days(layer, from_day_of_year, rest_days))
    }

    /// Midpoint rule with steps of two days at most.
    fn warm_days(&self, layer: Layer, from_day: f64, days: f64) -> f64 {
        let parts = (0.5 * days).ceil().max(1.0);
        let step = days / parts;
        let speeds = (0..parts as usize).map(|k| {
            let day = from_day + step * (k as f64 + 0.5);
            self.speed(self.temperature_k(layer.depth_m(), day))
        });
        step * speeds.sum::<f64>()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn steppe() -> SoilClimate {
        SoilClimate {
            mean_k: MEAN_K.best,
            amplitude_k: AMPLITUDE_K.best,
            warmest_day: WARMEST_DAY.best,
            diffusivity_m2_s: diffusivity_m2_s().best,
            activation_energy_j_mol: ACTIVATION_ENERGY_J_MOL.best,
            frozen_factor: frozen_factor().best,
        }
    }

    /// Damping depth of D 4.9e-7 m2/s by hand: sqrt(2 x 4.9e-7 / 1.991e-7) = 2.22 m. At that depth the amplitude is
    /// 1/e and the crest comes 58 days later.
    #[test]
    fn the_wave_is_damped_and_late() {
        let climate = SoilClimate { diffusivity_m2_s: 4.9e-7, ..steppe() };
        let crest = climate.temperature_k(2.22, climate.warmest_day + YEAR_DAYS / std::f64::consts::TAU);
        let expected = climate.mean_k + climate.amplitude_k / std::f64::consts::E;
        assert!((crest - expected).abs() < 0.02, "{crest} {expected}");
    }

    /// EFSA 2007: 65.4 kJ/mol is a factor of 2.58 between 10 and 20 C.
    #[test]
    fn ten_degrees_are_a_factor_of_2_58() {
        let climate = steppe();
        assert!((climate.speed(293.15) / climate.speed(283.15) - 2.58).abs() < 0.02);
    }

    /// A soil that is always at 20 C counts its days as they are; time adds up over the turn of the year.
    #[test]
    fn warm_time_adds_up() {
        let even = SoilClimate { mean_k: REFERENCE_K, amplitude_k: 0.0, ..steppe() };
        assert!((even.warm_time_s(Layer::Top, 10.0, 4e7) / 4e7 - 1.0).abs() < 1e-12);
        let climate = steppe();
        for layer in Layer::ALL {
            let (first, second) = (200.0, 1_100.0);
            let parts = climate.warm_time_s(layer, 180.0, first * DAY_S)
                + climate.warm_time_s(layer, 180.0 + first, second * DAY_S);
            let whole = climate.warm_time_s(layer, 180.0, (first + second) * DAY_S);
            assert!((parts / whole - 1.0).abs() < 2e-3, "{parts} {whole}");
        }
    }
}
