//! Writes an outcome in each format; formats numbers, never computes them.

#[cfg(test)]
pub(crate) mod fixture;
