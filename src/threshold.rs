//! Limits for air, soil and water with their legal source and date. Values come from `data/thresholds.csv`.

use serde::Serialize;

use crate::substance::{Names, Substance};

/// Where a limit applies, and what a zone is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Medium {
    /// Air at the height of a person.
    Air,
    /// Soil.
    Soil,
    /// Water.
    Water,
    /// The area where pieces come down.
    Fall,
}

/// How bad an exceedance is; decides colour and order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Hygienic norm (PDK) exceeded.
    Hygienic,
    /// Acute effects that pass (AEGL-1).
    #[serde(rename = "acute-1")]
    Acute1,
    /// Acute effects that stay or hinder escape (AEGL-2).
    #[serde(rename = "acute-2")]
    Acute2,
    /// Immediately dangerous to life or health (IDLH).
    Idlh,
    /// Acute danger to life (AEGL-3).
    #[serde(rename = "acute-3")]
    Acute3,
}

/// A limit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Threshold {
    /// Word that stands for it, such as `udmh-aegl2-60min`.
    pub id: String,
    /// Substance.
    pub substance: Substance,
    /// Medium.
    pub medium: Medium,
    /// Quantity in words.
    pub quantity: String,
    /// Value in `unit`.
    pub value: f64,
    /// Unit as printed in the act: mg/m3, mg/kg or mg/L.
    pub unit: String,
    /// Averaging time of the limit, s; 0 for soil and water.
    pub averaging_s: f64,
    /// Severity.
    pub severity: Severity,
    /// Names.
    pub name: Names,
    /// Act, table or paper.
    pub legal_source: String,
    /// Date of that source.
    pub legal_date: String,
    /// V, D, M or A.
    pub confidence: String,
    /// Remark.
    pub note: String,
}

impl Threshold {
    /// The value in SI: kg/m3 for air, kg/kg for soil, kg/m3 for water.
    pub fn value_si(&self) -> f64 {
        match self.medium {
            // mg/L is g/m3, and mg/m3 and mg/kg are both 1e-6.
            Medium::Water => self.value * 1e-3,
            Medium::Air | Medium::Soil | Medium::Fall => self.value * 1e-6,
        }
    }
}
