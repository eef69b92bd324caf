//! Moves, spreads, transforms and removes what was released, and books every kilogram.
#![doc = include_str!("doc.md")]

pub mod sigma;
pub mod fate;
pub mod vertical;
pub mod path;
pub mod fast_math;
pub mod puff_grid;
pub mod particle;
