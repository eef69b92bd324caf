//! How strong the light is that drives the chemistry of the air.

use crate::weather::sky::{Sky, global_radiation_w_m2};

/// Elevation of the sun that counts as full sun, degrees: near noon in summer at 46 to 48 degrees north.
const FULL_SUN_ELEVATION_DEG: f64 = 60.0;

/// Linear coefficient B1 of J(NO2) by global radiation, 1.47e-5 m2/(W s), +- 2 % (Trebs et al. 2009, Atmos. Meas.
/// Tech. 2, 725-739, abstract).
const J_NO2_B1_M2_PER_W_S: f64 = 1.47e-5;

/// Quadratic coefficient B2 of the same, -4.84e-9 m4/(W2 s), +- 6 %.
const J_NO2_B2_M4_PER_W2_S: f64 = -4.84e-9;

/// The light at one moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sunlight {
    /// Photolysis frequency of NO2, 1/s.
    pub no2_photolysis_per_s: f64,
    /// That frequency over the one in full sun (60 degrees, no cloud); 0 by night.
    pub share_of_full_sun: f64,
}

impl Sunlight {
    /// Night.
    pub const NIGHT: Self = Self { no2_photolysis_per_s: 0.0, share_of_full_sun: 0.0 };

    /// The light of a global radiation, W/m2.
    pub fn of(radiation_w_m2: f64) -> Self {
        let now = no2_photolysis_per_s(radiation_w_m2);
        let full = no2_photolysis_per_s(global_radiation_w_m2(FULL_SUN_ELEVATION_DEG.to_radians().sin(), 0.0));
        Self { no2_photolysis_per_s: now, share_of_full_sun: now / full }
    }

    /// True where the light does nothing.
    pub fn is_night(&self) -> bool {
        self.no2_photolysis_per_s <= 0.0
    }
}

/// Time between two entries of the light of a day, s.
const ENTRY_S: f64 = 1_800.0;

/// The light of a day over a place, every half hour.
#[derive(Debug, Clone, PartialEq)]
pub struct Daylight {
    entries: [Sunlight; 48],
}

impl Daylight {
    /// A day without light.
    pub const NIGHT: Self = Self { entries: [Sunlight::NIGHT; 48] };

    /// The light under a sky from its start on.
    pub fn under(sky: &Sky) -> Self {
        Self { entries: std::array::from_fn(|k| Sunlight::of(sky.solar_w_m2(ENTRY_S * k as f64))) }
    }

    /// The light at a time after the start, s: that of the nearest half hour, the same every day.
    pub fn at(&self, time_s: f64) -> Sunlight {
        self.entries[(time_s / ENTRY_S).round().max(0.0) as usize % self.entries.len()]
    }
}

/// Photolysis frequency of NO2 at the ground, 1/s, from the global radiation.
///
/// ```text
/// J = B1 K + B2 K^2
/// ```
/// # Valid range
/// Below 800 m above the sea and without snow (snow raises it by up to a half, which is not in here); K up to
/// 1200 W/m2.
///
/// # References
/// Trebs et al. 2009, Atmos. Meas. Tech. 2, 725-739, doi 10.5194/amt-2-725-2009.
pub fn no2_photolysis_per_s(global_radiation_w_m2: f64) -> f64 {
    let k = global_radiation_w_m2.clamp(0.0, 1_200.0);
    J_NO2_B1_M2_PER_W_S * k + J_NO2_B2_M4_PER_W2_S * k * k
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The quadratic of Trebs et al. at 900 W/m2 by hand: 0.013 23 - 0.003 92 = 0.009 31 1/s.
    #[test]
    fn photolysis_matches_the_published_quadratic() {
        assert!((no2_photolysis_per_s(900.0) - 9.31e-3).abs() < 0.01e-3);
    }

    /// Light grows with the height of the sun, is full at 60 degrees and ends before sunset; cloud takes up to 3/4.
    #[test]
    fn light_follows_the_sun_and_the_cloud() {
        let at = |e: f64, cloud: f64| Sunlight::of(global_radiation_w_m2(e.to_radians().sin(), cloud));
        let shares: Vec<f64> = [2.0, 10.0, 25.0, 45.0, 60.0].map(|e| at(e, 0.0).share_of_full_sun).to_vec();
        assert!(shares.windows(2).all(|pair| pair[0] < pair[1]), "{shares:?}");
        assert!((shares[4] - 1.0).abs() < 1e-12);
        assert_eq!(at(-5.0, 0.0), Sunlight::NIGHT);
        assert!(at(1.0, 0.0).is_night());
    }
}
