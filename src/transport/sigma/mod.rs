//! Published sets of dispersion coefficients by stability class, one file each: no longer used by a run, kept to compare
//! with.

pub mod briggs_rural;
pub mod ccps_puff;

use crate::source::Growth;
use crate::weather::Stability;

/// A set of coefficients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CoefficientSet {
    /// Briggs 1973, open country, plumes.
    BriggsRural,
    /// Slade 1968 as completed to six classes by CCPS, puffs.
    CcpsPuff,
}

impl CoefficientSet {
    /// The set for a kind of growth.
    pub fn of(growth: Growth) -> Self {
        match growth {
            Growth::Puff => Self::CcpsPuff,
            Growth::Plume => Self::BriggsRural,
        }
    }

    /// Name for the manifest, with its source.
    pub fn name(self) -> &'static str {
        match self {
            Self::BriggsRural => briggs_rural::NAME,
            Self::CcpsPuff => ccps_puff::NAME,
        }
    }

    /// Furthest distance that the set was measured at, m.
    pub fn range_m(self) -> f64 {
        10_000.0
    }

    /// Horizontal standard deviation at a distance, m.
    pub fn sigma_y_m(self, stability: Stability, distance_m: f64) -> f64 {
        match self {
            Self::BriggsRural => briggs_rural::sigma_y_m(stability, distance_m),
            Self::CcpsPuff => ccps_puff::sigma_y_m(stability, distance_m),
        }
    }

    /// Vertical standard deviation at a distance, m.
    pub fn sigma_z_m(self, stability: Stability, distance_m: f64) -> f64 {
        match self {
            Self::BriggsRural => briggs_rural::sigma_z_m(stability, distance_m),
            Self::CcpsPuff => ccps_puff::sigma_z_m(stability, distance_m),
        }
    }

    /// Distance at which a coefficient reaches a value: the virtual distance of a source that has a size, m.
    pub fn virtual_distance_m(self, sigma_m: f64, coefficient: impl Fn(f64) -> f64) -> f64 {
        let (mut low, mut high) = (0.0_f64, 500_000.0_f64);
        if coefficient(high) < sigma_m {
            return high;
        }
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            if coefficient(middle) < sigma_m { low = middle } else { high = middle }
        }
        0.5 * (low + high)
    }
}
