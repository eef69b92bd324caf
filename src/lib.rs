//! heptyl: where a rocket with toxic propellant fell, what reached air and soil, which area exceeds which limit,
//! and who lives there.
#![doc = include_str!("doc.md")]

pub mod units;
pub mod constants;
pub mod range;
pub mod provenance;
pub mod geodesy;
pub mod grid;
pub mod coverage;
pub mod interpolate;
pub mod language;

pub mod substance;
pub mod vehicle;
pub mod places;
pub mod atmosphere;
pub mod climatology;
pub mod weather;
pub mod population;
pub mod receptor;
pub mod trajectory;
pub mod threshold;
pub mod incident;
pub mod trial;

pub mod input;

pub mod flight;
pub mod source;
pub mod transport;
pub mod soil;
pub mod field;
pub mod zone;
pub mod water;
pub mod exposure;
pub mod footprint;

pub mod assessment;
pub mod sampling;
pub mod ensemble;
pub mod run;
pub mod error;

pub mod output;
