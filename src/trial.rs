//! Measured releases, what a model says of them, and how well it does.

use jiff::Timestamp;
use serde::Serialize;

use crate::geodesy::LonLat;
use crate::provenance::InputFile;

/// What a prediction may be made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TrialInputs {
    /// Friction velocity, Obukhov length, mixing height and deviation of the wind direction as measured.
    Measured,
    /// Wind at one height, time, place and roughness.
    Routine,
}

/// Turbulence that was measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeasuredTurbulence {
    /// Friction velocity, m/s.
    pub friction_velocity_m_s: f64,
    /// Obukhov length, m.
    pub obukhov_length_m: f64,
    /// Mixing height, m.
    pub mixing_height_m: Option<f64>,
    /// Standard deviation of the wind direction, degrees.
    pub sigma_theta_deg: Option<f64>,
}

/// One release seen on one arc of samplers.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Name.
    pub id: String,
    /// The release that it belongs to.
    pub run: String,
    /// Rate of release, kg/s.
    pub release_rate_kg_s: f64,
    /// Height of the release above ground, m.
    pub release_height_agl_m: f64,
    /// Duration, s.
    pub release_duration_s: f64,
    /// Middle of the release.
    pub time: Timestamp,
    /// Where.
    pub place: LonLat,
    /// Wind speed, m/s.
    pub wind_speed_m_s: f64,
    /// Height of the wind, m.
    pub wind_height_m: f64,
    /// Roughness length, m.
    pub roughness_m: f64,
    /// What else was measured.
    pub measured: Option<MeasuredTurbulence>,
    /// Distance of the arc, m.
    pub distance_m: f64,
    /// Height of the samplers, m.
    pub receptor_height_m: f64,
    /// Averaging time of the samplers, s.
    pub averaging_s: f64,
    /// Highest concentration on the arc, kg/m3.
    pub observed_max_kg_m3: f64,
    /// Concentration integrated along the arc, kg/m2.
    pub observed_crosswind_integral_kg_m2: f64,
}

/// The cases of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Cases {
    /// The file.
    pub file: InputFile,
    /// At least one.
    pub cases: Vec<Case>,
}

/// What the model says of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Prediction {
    /// The case.
    pub case: Case,
    /// Highest concentration, kg/m3.
    pub max_kg_m3: f64,
    /// Integral across the wind, kg/m2.
    pub crosswind_integral_kg_m2: f64,
    /// True where the air is stable in the model's view.
    pub stable: bool,
}

/// Both quantities of a group of cases, scored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupScores {
    /// What the cases have in common.
    pub group: String,
    /// Arc maxima.
    pub max_mg_m3: Scores,
    /// Integrals across the wind.
    pub crosswind_integral_mg_m2: Scores,
}

/// An evaluated set of cases.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// The file of the cases.
    pub file: InputFile,
    /// What was used.
    pub inputs: TrialInputs,
    /// Name of the model.
    pub model: String,
    /// In the order of the file.
    pub predictions: Vec<Prediction>,
    /// All cases, then by distance, then by stability.
    pub scores: Vec<GroupScores>,
    /// What was taken for granted.
    pub assumptions: Vec<String>,
}

/// Measures of agreement.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Scores {
    /// Number of pairs.
    pub n: usize,
    /// Share of predictions within a factor of two.
    #[serde(rename = "FAC2")]
    pub fac2: f64,
    /// Fractional bias; above zero where the model is low.
    #[serde(rename = "FB")]
    pub fb: f64,
    /// Normalised mean square error.
    #[serde(rename = "NMSE")]
    pub nmse: f64,
    /// Geometric mean bias; above one where the model is low.
    #[serde(rename = "MG")]
    pub mg: f64,
    /// Geometric variance.
    #[serde(rename = "VG")]
    pub vg: f64,
}

/// Lowest value that a logarithm is taken of, over the value observed: a prediction of zero counts as this.
const RATIO_MIN: f64 = 1e-12;

impl Scores {
    /// Scores of pairs of observed and predicted values, all of them finite, the observed above zero.
    ///
    /// ```text
    /// FB = (mean o - mean p) / (0.5 (mean o + mean p)) ,  NMSE = mean (o - p)^2 / (mean o mean p)
    /// MG = exp(mean ln(o/p)) ,  VG = exp(mean ln(o/p)^2)
    /// ```
    ///
    /// # References
    /// Chang & Hanna 2004, Meteorol. Atmos. Phys. 87, 167-196.
    pub fn of(pairs: &[(f64, f64)]) -> Self {
        let n = pairs.len();
        let mean = |value: &dyn Fn(f64, f64) -> f64| pairs.iter().map(|(o, p)| value(*o, *p)).sum::<f64>() / n as f64;
        let (observed, predicted) = (mean(&|o, _| o), mean(&|_, p| p));
        let log_ratio = |o: f64, p: f64| -(p / o).max(RATIO_MIN).ln();
        Self {
            n,
            fac2: mean(&|o, p| f64::from((0.5..=2.0).contains(&(p / o)))),
            fb: (observed - predicted) / (0.5 * (observed + predicted)),
            nmse: mean(&|o, p| (o - p).powi(2)) / (observed * predicted.max(RATIO_MIN * observed)),
            mg: mean(&log_ratio).exp(),
            vg: mean(&|o, p| log_ratio(o, p).powi(2)).exp(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand for (1, 2) and (4, 1): means 2.5 and 1.5, FB 0.5, NMSE 5/3.75, ln ratios -0.693 and 1.386.
    #[test]
    fn scores_by_hand() {
        let s = Scores::of(&[(1.0, 2.0), (4.0, 1.0)]);
        assert_eq!((s.n, s.fac2), (2, 0.5));
        assert!((s.fb - 0.5).abs() < 1e-12 && (s.nmse - 4.0 / 3.0).abs() < 1e-12);
        assert!((s.mg - 2_f64.sqrt()).abs() < 1e-12);
        let ln2 = std::f64::consts::LN_2;
        assert!((s.vg - (2.5 * ln2 * ln2).exp()).abs() < 1e-12);
    }

    /// A perfect model.
    #[test]
    fn perfection() {
        let s = Scores::of(&[(1.0, 1.0), (3.0, 3.0)]);
        assert_eq!((s.fac2, s.fb, s.nmse, s.mg, s.vg), (1.0, 0.0, 0.0, 1.0, 1.0));
    }
}
