//! Fields against limits: which quantity a limit is about, and the polygons where it is exceeded.

pub mod contour;

use crate::field::Quantity;
use crate::incident::Soil;
use crate::source::AirSpecies;
use crate::substance::Substance;
use crate::threshold::{Medium, Threshold};

/// Mass of nitrate (two NO3-) that a mass of N2O4 can become in wet soil: 2 x 62.005 / 92.011.
pub const NITRATE_PER_NTO: f64 = 2.0 * 62.005 / 92.011;

/// A limit as a level of one quantity of the field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Criterion {
    /// Quantity.
    pub quantity: Quantity,
    /// Level in the unit of the quantity.
    pub level: f64,
}

/// The averaging windows of a list of limits, s, each once, rising.
pub fn windows_s(thresholds: &[Threshold]) -> Vec<f64> {
    let mut windows: Vec<f64> =
        thresholds.iter().filter(|t| t.medium == Medium::Air).map(|t| t.averaging_s.max(1.0)).collect();
    windows.sort_by(f64::total_cmp);
    windows.dedup();
    windows
}

/// The criterion of a limit; none for media and substances that are not followed.
///
/// Soil content is the deposit spread evenly over the stated depth:
///
/// ```text
/// content = deposit / (depth x bulk density)
/// ```
pub fn criterion(threshold: &Threshold, windows_s: &[f64], soil: &Soil) -> Option<Criterion> {
    match threshold.medium {
        Medium::Air => {
            let species = AirSpecies::ALL.into_iter().find(|s| s.substance() == threshold.substance)?;
            let window = windows_s.iter().position(|w| *w == threshold.averaging_s.max(1.0))?;
            Some(Criterion { quantity: Quantity::Mean(species, window), level: threshold.value_si() })
        }
        Medium::Soil => {
            let (species, per_deposit) = match threshold.substance {
                Substance::Udmh => (AirSpecies::Udmh, 1.0),
                Substance::Ndma => (AirSpecies::Ndma, 1.0),
                Substance::Nitrate => (AirSpecies::No2, NITRATE_PER_NTO),
                Substance::Kerosene => (AirSpecies::Kerosene, 1.0),
                _ => return None,
            };
            let level = threshold.value_si() * soil.depth_m * soil.bulk_density_kg_m3 / per_deposit;
            Some(Criterion { quantity: Quantity::Deposit(species), level })
        }
        Medium::Water | Medium::Fall => None,
    }
}
