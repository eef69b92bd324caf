//! Moves, spreads, transforms and removes what was released, and books every kilogram.
#![doc = include_str!("doc.md")]

pub mod sigma;
pub mod chemistry;
pub mod fate;
pub mod vertical;
pub mod similarity;
pub mod uptake;
pub mod contents;
mod carrier;
pub mod path;
pub mod dense;
pub mod fast_math;
pub mod puff_grid;
pub mod particle;
