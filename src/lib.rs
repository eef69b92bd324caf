//! heptyl: where a rocket with toxic propellant fell, what reached air and soil, which area exceeds which limit,
//! and who lives there.
#![doc = include_str!("doc.md")]

pub mod constants;
pub mod geodesy;
pub mod grid;
pub mod provenance;
pub mod range;
pub mod units;

pub mod incident;
pub mod places;
pub mod population;
pub mod substance;
pub mod threshold;
pub mod vehicle;
pub mod weather;

pub mod input;

pub mod assessment;
pub mod error;
pub mod output;
