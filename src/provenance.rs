//! Where every input came from, what was assumed, and what the reader is warned of.

use serde::Serialize;

/// Something that the assessment rests on and that nobody measured on the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Assumption {
    /// What is assumed, in one sentence with its numbers.
    pub text: String,
    /// Why, or from where.
    pub because: String,
}

impl Assumption {
    /// An assumption with its reason.
    pub fn new(text: impl Into<String>, because: impl Into<String>) -> Self {
        Self { text: text.into(), because: because.into() }
    }
}

/// What a warning is about; the code stands in `assessment.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WarningCode {
    /// The weather is a range, not an observation.
    AssumedWeather,
    /// Dispersion coefficients are used beyond the distances that they were measured at.
    BeyondCoefficients,
    /// A zone reaches the edge of the computed area.
    ZoneReachesEdge,
    /// Wind so weak that a straight path is doubtful.
    CalmWind,
    /// Clouds that the model follows less well.
    DoubtfulCloud,
    /// The lease outline is not a cadastral border.
    LeaseOutlineDerived,
    /// Settlement or population data are incomplete.
    PopulationIncomplete,
    /// The modelled place and the reported place differ.
    FallAwayFromReport,
    /// Model and official figure differ.
    DiffersFromReport,
    /// A medium or process that is not modelled.
    NotModelled,
    /// A position is not known well enough to be used.
    PositionUncertain,
    /// A substance has no limit in the table for this medium.
    NoThreshold,
}

/// A warning: a code for programs and a sentence for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// Code.
    pub code: WarningCode,
    /// Sentence.
    pub text: String,
}

impl Warning {
    /// A warning with its sentence.
    pub fn new(code: WarningCode, text: impl Into<String>) -> Self {
        Self { code, text: text.into() }
    }
}

/// One input of a run, for the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InputFile {
    /// What it is for.
    pub role: String,
    /// Path as given, or `bundled:` and the name of the file inside the program.
    pub path: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Source and licence where the program knows them.
    pub source: String,
}

/// A published paper, rule or table that the numbers rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// What it is used for.
    pub used_for: String,
    /// Author, year, title or journal, page or DOI.
    pub reference: String,
}

impl Citation {
    /// A reference and its use.
    pub fn new(used_for: impl Into<String>, reference: impl Into<String>) -> Self {
        Self { used_for: used_for.into(), reference: reference.into() }
    }
}
