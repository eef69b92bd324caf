//! A released cloud in two parts: heptyl that has met the oxidiser's NO2, and heptyl that has not.

use super::cloud::{Amounts, Cloud, Turned};
use super::rates::AirRates;
use super::sunlight::Sunlight;
use crate::range::Range;

/// Share of the heptyl of a release that is mixed with the NO2 of the same release. What burns has met its oxidiser;
/// vapour that is left over is there because it has not. Not known. Assumed.
pub const MET_NO2: Range = Range::uniform(0.0, 1.0);

/// Smallest part of the volume that either part has where there is NO2.
const VOLUME_SHARE_MIN: f64 = 0.05;

/// Both parts. They lie side by side and do not mix.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parcel {
    /// Heptyl among the NO2, with all the NO2; none where the release holds no NO2.
    met: Option<Cloud>,
    /// Heptyl without NO2.
    apart: Cloud,
    /// Share of the volume that the first part fills.
    met_volume_share: f64,
}

impl Parcel {
    /// Splits what is released; heptyl is equally dense in both parts.
    pub fn new(amounts: Amounts, volume_m3: f64, met_no2: f64) -> Self {
        if amounts.no2 + amounts.no <= 0.0 {
            return Self { met: None, apart: Cloud::new(amounts, volume_m3), met_volume_share: 0.0 };
        }
        let share = met_no2.clamp(0.0, 1.0);
        let apart = Amounts { udmh: amounts.udmh * (1.0 - share), ..Amounts::default() };
        let met = Amounts { udmh: amounts.udmh * share, ..amounts };
        let met_volume_share = share.clamp(VOLUME_SHARE_MIN, 1.0 - VOLUME_SHARE_MIN);
        Self {
            met: Some(Cloud::new(met, volume_m3 * met_volume_share)),
            apart: Cloud::new(apart, volume_m3 * (1.0 - met_volume_share)),
            met_volume_share,
        }
    }

    /// Moves both parts forward; each takes in its share of the air.
    pub fn step(&mut self, volume_m3: f64, dt_s: f64, rates: &AirRates, light: Sunlight) -> Turned {
        let apart = self.apart.step(volume_m3 * (1.0 - self.met_volume_share), dt_s, rates, light);
        match &mut self.met {
            Some(met) => met.step(volume_m3 * self.met_volume_share, dt_s, rates, light).plus(&apart),
            None => apart,
        }
    }

    /// What both parts hold.
    pub fn amounts(&self) -> Amounts {
        self.met.map_or(self.apart.amounts, |met| met.amounts.plus(&self.apart.amounts))
    }

    /// Keeps a share of each species after deposition and rain.
    pub fn keep(&mut self, kept: &Amounts) {
        self.apart.amounts = self.apart.amounts.times(kept);
        if let Some(met) = &mut self.met {
            met.amounts = met.amounts.times(kept);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates() -> AirRates {
        AirRates::median(293.15, 101_325.0)
    }

    /// 5 t of heptyl and 13 t of NO2 in a young hot cloud: all that has met the NO2 is gone within minutes, by night as by
    /// day; the rest is still there. Nitrogen is conserved over both parts.
    #[test]
    fn what_has_met_the_oxidiser_goes() {
        let amounts = Amounts { udmh: 5_000.0 / 0.0601, no2: 13_000.0 / 0.046, ..Amounts::default() };
        let mut parcel = Parcel::new(amounts, 2e7, 0.4);
        let nitrogen = amounts.nitrogen_mol();
        for k in 0..60 {
            parcel.step(2e7 * 1.05_f64.powi(k), 10.0, &rates(), Sunlight::NIGHT);
        }
        let left = parcel.amounts();
        assert!((left.udmh / amounts.udmh - 0.6).abs() < 0.01, "{}", left.udmh / amounts.udmh);
        assert!((left.nitrogen_mol() / nitrogen - 1.0).abs() < 1e-12);
        assert!((left.hono / (2.0 * 0.4 * amounts.udmh) - 1.0).abs() < 0.05);
    }

    /// Without NO2 a parcel is a cloud; what is kept is what deposition leaves.
    #[test]
    fn without_no2_it_is_a_cloud() {
        let amounts = Amounts { udmh: 100.0, ..Amounts::default() };
        let (mut parcel, mut cloud) = (Parcel::new(amounts, 1e5, 0.7), Cloud::new(amounts, 1e5));
        parcel.step(2e5, 100.0, &rates(), Sunlight::NIGHT);
        cloud.step(2e5, 100.0, &rates(), Sunlight::NIGHT);
        assert_eq!(parcel.amounts(), cloud.amounts);
        let half = Amounts { udmh: 0.5, ndma: 1.0, other: 1.0, no2: 1.0, no: 1.0, hono: 1.0, nitrate: 1.0 };
        parcel.keep(&half);
        assert_eq!(parcel.amounts().udmh, 0.5 * cloud.amounts.udmh);
        assert_eq!(parcel.amounts().ndma, cloud.amounts.ndma);
    }
}
