//! Writes an outcome in each format; formats numbers, never computes them.

pub mod map;

#[cfg(test)]
pub(crate) mod fixture;
