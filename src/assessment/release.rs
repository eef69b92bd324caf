//! What reaches the ground as liquid of propellant that is set free at a height: a study beside the ensemble.

use serde::Serialize;

use super::Quantiles;
use crate::substance::Substance;

/// A day that the study is made for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Season {
    /// Word that stands for it: `summer`, `standard`, `winter`, `frost`.
    pub id: &'static str,
    /// Air temperature at the ground, degrees Celsius.
    pub ground_c: f64,
}

/// What becomes of a spray of which the largest drop is known.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SprayFate {
    /// Largest drop that break-up leaves, m.
    pub largest_m: f64,
    /// Share of the mass that reaches the ground as liquid, over the laws of drop sizes.
    pub liquid: Quantiles,
    /// Height at which the largest drop is gone, m; zero where some of it reaches the ground.
    pub gone_at_m: f64,
    /// Time from the release until then, s.
    pub fall_time_s: f64,
}

/// One substance, set free at one height on one day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReleaseCase {
    /// Substance.
    pub substance: Substance,
    /// Index into [`ReleaseStudy::seasons`].
    pub season: usize,
    /// Height of the release above ground, m.
    pub height_m: f64,
    /// Speed of the vehicle where its nominal ascent passes that height, m/s.
    pub speed_m_s: f64,
    /// Drop of which 1 % reaches the ground, m; none where no drop that the laws hold for does.
    pub critical_m: Option<f64>,
    /// Set free at the speed of the vehicle.
    pub at_speed: SprayFate,
    /// Set free at rest in the air: the most liquid that can be.
    pub at_rest: SprayFate,
    /// Share of all that is set free or carried which reaches the ground as liquid, in tanks or as drops: low end and
    /// median with the spray at speed, high end with the spray at rest.
    pub total: Quantiles,
    /// Why, in a sentence.
    pub reason: String,
}

/// Critical diameters of one substance on one day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CriticalCurve {
    /// Substance.
    pub substance: Substance,
    /// Index into [`ReleaseStudy::seasons`].
    pub season: usize,
    /// Height of the release and diameter of the drop of which 1 % reaches the ground, m.
    pub points_m: Vec<(f64, f64)>,
    /// Height below which a drop that falls without bursting reaches the ground, m.
    pub matters_below_m: Option<f64>,
}

/// Largest drops of one substance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BreakUpLimit {
    /// Substance.
    pub substance: Substance,
    /// Height and largest drop that a stream of air as fast as the vehicle there leaves whole, m.
    pub at_speed_m: Vec<(f64, f64)>,
    /// Largest drop that falls without bursting, m.
    pub at_rest_m: f64,
}

/// The study.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReleaseStudy {
    /// Days, the warmest first.
    pub seasons: Vec<Season>,
    /// By substance, height and season, in that order.
    pub cases: Vec<ReleaseCase>,
    /// By substance and season.
    pub curves: Vec<CriticalCurve>,
    /// By substance.
    pub limits: Vec<BreakUpLimit>,
    /// Share of the propellant that comes down inside closed tanks.
    pub carried: Quantiles,
    /// Factor either way that the critical diameters are good to.
    pub diameter_factor: f64,
    /// What the study finds, a few sentences.
    pub findings: Vec<String>,
    /// What it takes for granted, a few sentences.
    pub assumptions: Vec<String>,
}
