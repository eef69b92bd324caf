//! Fields against limits: which quantity a limit is about, and the polygons where it is exceeded.

pub mod contour;

use crate::field::Quantity;
use crate::incident::Soil;
use crate::soil::history::MAPPED_S;
use crate::soil::index::SoilQuestion;
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

/// Which part of a medium, and when, a zone is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All of it, on the first day.
    Whole,
    /// Soil at a later mapped time (index into [`MAPPED_S`]).
    Later(usize),
    /// Soil on the first day where liquid was spilt, without what the air and the rain left.
    SpiltAlone,
}

/// The averaging windows of a list of limits, s, each once, rising.
pub fn windows_s(thresholds: &[Threshold]) -> Vec<f64> {
    let mut windows: Vec<f64> =
        thresholds.iter().filter(|t| t.medium == Medium::Air).map(|t| t.averaging_s.max(1.0)).collect();
    windows.sort_by(f64::total_cmp);
    windows.dedup();
    windows
}

/// The criteria of a limit; none for media and substances that are not followed.
///
/// A limit of heptyl or NDMA in soil is asked at every mapped time, where the worst layer counts, and that of heptyl for
/// what was spilt alone besides; the questions are added to `questions`, and their quantities are 1 at the limit. Of
/// other substances the deposit is spread evenly over the stated depth:
///
/// ```text
/// content = deposit / (depth x bulk density)
/// ```
pub fn criteria(
    threshold: &Threshold,
    windows_s: &[f64],
    soil: &Soil,
    questions: &mut Vec<SoilQuestion>,
) -> Vec<(Criterion, Scope)> {
    match threshold.medium {
        Medium::Air => in_air(threshold, windows_s).map(|c| (c, Scope::Whole)).into_iter().collect(),
        Medium::Soil => match threshold.substance {
            Substance::Udmh => in_soil(AirSpecies::Udmh, threshold, questions),
            Substance::Ndma => in_soil(AirSpecies::Ndma, threshold, questions),
            _ => spread(threshold, soil).map(|c| (c, Scope::Whole)).into_iter().collect(),
        },
        Medium::Water | Medium::Fall => Vec::new(),
    }
}

fn in_air(threshold: &Threshold, windows_s: &[f64]) -> Option<Criterion> {
    let species = AirSpecies::ALL.into_iter().find(|s| s.substance() == threshold.substance)?;
    let window = windows_s.iter().position(|w| *w == threshold.averaging_s.max(1.0))?;
    Some(Criterion { quantity: Quantity::Mean(species, window), level: threshold.value_si() })
}

fn in_soil(species: AirSpecies, threshold: &Threshold, questions: &mut Vec<SoilQuestion>) -> Vec<(Criterion, Scope)> {
    let mut scopes = vec![Scope::Whole];
    scopes.extend((1..MAPPED_S.len()).map(Scope::Later));
    if species == AirSpecies::Udmh {
        scopes.push(Scope::SpiltAlone);
    }
    scopes
        .into_iter()
        .map(|scope| {
            let time = if let Scope::Later(time) = scope { time } else { 0 };
            questions.push(SoilQuestion {
                ndma: species == AirSpecies::Ndma,
                time,
                limit_kg_kg: threshold.value_si(),
                with_fallout: scope != Scope::SpiltAlone,
            });
            (Criterion { quantity: Quantity::Soil(species, questions.len() - 1), level: 1.0 }, scope)
        })
        .collect()
}

fn spread(threshold: &Threshold, soil: &Soil) -> Option<Criterion> {
    let (species, per_deposit) = match threshold.substance {
        Substance::Nitrate => (AirSpecies::No2, NITRATE_PER_NTO),
        Substance::Kerosene => (AirSpecies::Kerosene, 1.0),
        _ => return None,
    };
    let level = threshold.value_si() * soil.depth_m * soil.bulk_density_kg_m3 / per_deposit;
    Some(Criterion { quantity: Quantity::Deposit(species), level })
}
