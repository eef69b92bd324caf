//! One fire from what burnt in it to the cloud that it leaves: the drawn parts put together.

use rand::Rng;

use super::cloud::{Cloud, Slice};
use super::rise::Thermal;
use super::{ENTRAINMENT, RADIATED_SHARE, REST_FACTOR, STEM_SHARE, TEARING, air_of, hazard, heat, nitrogen, size};
use crate::source::FireSize;
use crate::substance::{Masses, Substance};
use crate::weather::Weather;

/// Smallest radius at which a cloud starts, m: without a fire the vapour over the struck place. Assumed.
const START_RADIUS_MIN_M: f64 = 1.0;

/// What takes part in a fire.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Burning {
    /// Burnt, kg.
    pub burnt: Masses,
    /// Unburnt vapour in the cloud, kg.
    pub vapour: Masses,
    /// Heat of what is neither UDMH nor NTO, J.
    pub other_heat_j: f64,
}

/// A fire and its cloud.
#[derive(Debug, Clone, PartialEq)]
pub struct Fire {
    /// Diameter of the fireball, m.
    pub diameter_m: f64,
    /// Its duration, s.
    pub duration_s: f64,
    /// Heat set free, less what the unburnt vapour takes, J.
    pub heat_j: f64,
    /// Share of it that leaves as radiation.
    pub radiated_share: f64,
    /// The cloud at rest.
    pub cloud: Cloud,
    /// Time until it rests, s, at the level without buoyancy.
    pub rest_s: f64,
    /// The cloud by height.
    pub slices: Vec<Slice>,
    /// NO2 that the fire makes, kg; part of the burnt mass and of air.
    pub thermal_no2_kg: f64,
}

impl Burning {
    /// One draw of the fire.
    ///
    /// Takes the same count of random numbers whatever burns.
    ///
    /// # Valid range
    /// Masses and heat of zero or more. Where the vapour takes more heat than the fire gives, the cloud does not rise.
    pub fn fire(&self, weather: &Weather, rng: &mut impl Rng) -> Fire {
        let fuel_kg: f64 =
            [Substance::Udmh, Substance::Kerosene, Substance::Hydrogen].iter().map(|s| self.burnt.get(*s)).sum();
        let burnt_kg = self.burnt.total_kg();
        let diameter_m = size::diameter_range_m(fuel_kg, burnt_kg).sample(rng);
        let duration_s = size::duration_range_s(fuel_kg, burnt_kg).sample(rng);
        let heat_j = self.heat_j(heat::AFTERBURNT_SHARE.sample(rng)).max(0.0);
        let radiated_share = RADIATED_SHARE.sample(rng);
        let thermal = Thermal {
            heat_j: heat_j * (1.0 - radiated_share),
            radius_m: (0.5 * diameter_m).max(START_RADIUS_MIN_M),
            entrainment: ENTRAINMENT.sample(rng),
        };
        let rise = thermal.rise(&air_of(weather, TEARING.sample(rng)));
        let height_agl_m = thermal.rest_height_m(&rise, REST_FACTOR.sample(rng));
        let cloud = Cloud { height_agl_m, radius_m: thermal.radius_m + thermal.entrainment * height_agl_m };
        let slices = cloud.slices(STEM_SHARE.sample(rng), thermal.radius_m);
        let thermal_no2_kg = burnt_kg * thermal_no2_kg_kg(rng);
        Fire { diameter_m, duration_s, heat_j, radiated_share, cloud, rest_s: rise.level_s, slices, thermal_no2_kg }
    }

    fn heat_j(&self, afterburnt_share: f64) -> f64 {
        let of = |masses: &Masses| (masses.get(Substance::Udmh), masses.get(Substance::Nto));
        let ((udmh, nto), (udmh_vapour, nto_vapour)) = (of(&self.burnt), of(&self.vapour));
        heat::of_burning_j(udmh, nto, afterburnt_share) + self.other_heat_j
            - heat::of_vaporising_j(udmh_vapour, nto_vapour)
    }
}

impl Fire {
    /// What is told of it, with the TNT equivalent of the blast, kg; none where nothing explodes.
    pub fn told(&self, tnt_kg: f64) -> FireSize {
        FireSize {
            diameter_m: self.diameter_m,
            duration_s: self.duration_s,
            emissive_power_w_m2: size::emissive_power_w_m2(
                self.heat_j,
                self.radiated_share,
                self.diameter_m,
                self.duration_s,
            ),
            cloud_height_agl_m: self.cloud.height_agl_m,
            rest_s: self.rest_s,
            heat_reach_m: hazard::heat_reach_m(self.heat_j * self.radiated_share, self.duration_s),
            blast_houses_m: hazard::blast_reach_m(tnt_kg, hazard::HOUSES_PA),
            blast_windows_m: hazard::blast_reach_m(tnt_kg, hazard::WINDOWS_PA),
        }
    }
}

fn thermal_no2_kg_kg(rng: &mut impl Rng) -> f64 {
    let freezing_k = nitrogen::FREEZING_K.sample(rng);
    let oxygen = nitrogen::oxygen_share().sample(rng);
    nitrogen::thermal_no2_kg_kg(freezing_k, oxygen, nitrogen::oxidised_share().sample(rng))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::test_data::weather_at;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    fn propellant(udmh_kg: f64, nto_kg: f64) -> Masses {
        let mut masses = Masses::default();
        masses.add(Substance::Udmh, udmh_kg);
        masses.add(Substance::Nto, nto_kg);
        masses
    }

    fn fire(burnt: Masses, vapour: Masses, seed: u64) -> Fire {
        Burning { burnt, vapour, other_heat_j: 0.0 }.fire(&weather_at(293.0), &mut ChaCha8Rng::seed_from_u64(seed))
    }

    /// The vehicle of 2013 (142 t of fuel, 374 t of oxidiser, 95 % burnt): a fireball of 260 to 300 m for 18 to 25 s
    /// and a cloud whose centre rests between 900 and 1800 m over a mixing layer of 1000 m; every slice is above ground
    /// and all hold the whole.
    #[test]
    fn a_whole_vehicle() {
        for seed in 0..40 {
            let all = propellant(142e3, 374e3);
            let found = fire(all.times(0.95), all.times(0.04), seed);
            assert!((260.0..300.0).contains(&found.diameter_m), "{}", found.diameter_m);
            assert!((18.0..26.0).contains(&found.duration_s), "{}", found.duration_s);
            assert!((900.0..1_800.0).contains(&found.cloud.height_agl_m), "{}", found.cloud.height_agl_m);
            let total: f64 = found.slices.iter().map(|slice| slice.share).sum();
            assert!((total - 1.0).abs() < 1e-9 && found.slices.iter().all(|slice| slice.height_agl_m > 0.0));
            assert!(found.thermal_no2_kg > 0.0 && found.thermal_no2_kg < 0.015 * 516e3);
        }
    }

    /// Without fire nothing rises: the vapour of a burst oxidiser tank stays at the ground, cold.
    #[test]
    fn no_fire_no_rise() {
        let found = fire(Masses::default(), propellant(0.0, 5e3), 1);
        assert_eq!((found.heat_j, found.thermal_no2_kg, found.diameter_m), (0.0, 0.0, 0.0));
        assert!(found.cloud.height_agl_m <= START_RADIUS_MIN_M + 1e-9);
        assert!(found.slices.iter().all(|slice| slice.share.is_finite()));
    }

    /// More unburnt vapour takes heat and lowers the cloud.
    #[test]
    fn vapour_costs_height() {
        let all = propellant(2e3, 5e3);
        let (dry, wet) = (fire(all.times(0.2), Masses::default(), 3), fire(all.times(0.2), all.times(0.8), 3));
        assert!(wet.heat_j < dry.heat_j && wet.cloud.height_agl_m <= dry.cloud.height_agl_m);
    }
}
