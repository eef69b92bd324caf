//! Several assessments side by side.

use serde::Serialize;

use super::Quantiles;
use crate::substance::Names;
use crate::threshold::{Medium, Severity};

/// A zone in each of the members that are kept one by one.
#[derive(Debug, Clone, PartialEq)]
pub struct ZoneByMember {
    /// Id of the zone.
    pub zone: String,
    /// Area by member, km2.
    pub area_km2: Vec<f64>,
    /// People inside by member.
    pub people: Vec<f64>,
}

/// Several assessments against the first of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// The assessments.
    pub cases: Vec<ComparedCase>,
    /// What is compared.
    pub rows: Vec<ComparedRow>,
}

/// One of the assessments.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComparedCase {
    /// Short name that tells it from the others.
    pub label: String,
    /// Scenario.
    pub scenario: String,
    /// Id of the vehicle.
    pub vehicle: String,
    /// Names of the vehicle.
    pub vehicle_name: Names,
    /// Lift-off, UTC.
    pub time_utc: String,
    /// Files of weather; empty where the scenario gives ranges.
    pub weather: Vec<String>,
    /// Members.
    pub members: usize,
    /// Seed.
    pub seed: u64,
    /// How differences from the first are found; none for the first itself.
    pub pairing: Option<Pairing>,
}

/// How the members of two ensembles are put beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Pairing {
    /// By number: members of one number have drawn the same weather, so that what both share falls out.
    Paired,
    /// Each with each: the ensembles share no draw.
    Independent,
}

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ComparedQuantity {
    /// What is left on board at the failure, kg.
    Left,
    /// Area, km2.
    Area,
    /// People.
    People,
}

/// One quantity in all assessments.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComparedRow {
    /// Id of the zone, or of the substance that is left.
    pub id: String,
    /// Quantity.
    pub quantity: ComparedQuantity,
    /// Unit.
    pub unit: &'static str,
    /// Substance.
    pub substance: String,
    /// Medium; none for what is left.
    pub medium: Option<Medium>,
    /// Severity; none for what is left.
    pub severity: Option<Severity>,
    /// Names.
    #[serde(skip)]
    pub name: Names,
    /// Values by case; none where the assessment has no such zone.
    pub values: Vec<Option<Quantiles>>,
    /// Differences from the first case by case; none for the first, and where one of both has no members to compare.
    pub differences: Vec<Option<Difference>>,
    /// True for the rows of the short table: of each substance, medium and severity the widest zone.
    pub is_main: bool,
}

/// A difference from the first assessment.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Difference {
    /// Difference of the members that are put beside each other.
    pub difference: Quantiles,
    /// Share of them in which it is above zero.
    pub share_larger: f64,
    /// Share of them in which it is below zero.
    pub share_smaller: f64,
}
