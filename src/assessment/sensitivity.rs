//! Which input moves which answer most, over the members: for the question what to measure first.

use serde::Serialize;

use super::Quantiles;

/// A correlation with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Correlation {
    /// Correlation, -1 to 1.
    pub value: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

impl Correlation {
    /// True where the interval leaves out zero: the correlation can be told from chance.
    pub fn is_told(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// An input that differs from member to member.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DriverReport {
    /// Word that stands for it.
    pub id: String,
    /// Name.
    pub name: String,
    /// Unit; `share`, `class` from 1 for A to 6 for F, `factor`, or empty.
    pub unit: &'static str,
    /// Values of the members.
    pub range: Quantiles,
    /// What an inspector can measure or ask for to know it better; none where it cannot be found out afterwards.
    pub measure: Option<&'static str>,
}

/// An input that is not compared with the answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeftOut {
    /// Word that stands for it.
    pub id: &'static str,
    /// Name.
    pub name: &'static str,
    /// Why, in a few words.
    pub because: String,
}

/// How one input goes with one answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Effect {
    /// Id of the input.
    pub driver: String,
    /// Rank correlation by Spearman.
    pub rank: Correlation,
    /// Partial rank correlation: the same with the other inputs held. None where the inputs before it in the list
    /// already fix this one, or where there are too few members.
    pub partial: Option<Correlation>,
    /// True where the rank correlation can be told from chance.
    pub told: bool,
}

/// One answer of the assessment and what moves it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// Word that stands for it: `soil-area`, `air-area` or `people`.
    pub id: &'static str,
    /// What it is, in words.
    pub title: &'static str,
    /// The limit that it is about, in words; empty where there is none.
    pub limit: String,
    /// Id of the zone.
    pub zone: Option<String>,
    /// Members in which it is above zero.
    pub reached: usize,
    /// Members whose zone reaches the edge of the computed area, so that its size is a lower bound.
    pub cut: usize,
    /// Why nothing is told; none where something is.
    pub not_told: Option<String>,
    /// Inputs, the strongest first; empty where nothing is told.
    pub effects: Vec<Effect>,
    /// Ids of the inputs to measure first, the strongest first.
    pub measure_first: Vec<String>,
}

/// The sensitivity of an assessment.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Sensitivity {
    /// Members.
    pub members: usize,
    /// Probability with which all intervals of one answer hold together.
    pub confidence: f64,
    /// Inputs that differ.
    pub drivers: Vec<DriverReport>,
    /// Inputs that are not compared.
    pub left_out: Vec<LeftOut>,
    /// Answers.
    pub answers: Vec<Answer>,
    /// What to measure first, a sentence or two for each answer.
    pub findings: Vec<String>,
}

impl Sensitivity {
    /// The input with that id.
    pub fn driver(&self, id: &str) -> Option<&DriverReport> {
        self.drivers.iter().find(|driver| driver.id == id)
    }

    /// True where some answer is told.
    pub fn tells(&self) -> bool {
        self.answers.iter().any(|answer| !answer.effects.is_empty())
    }
}
