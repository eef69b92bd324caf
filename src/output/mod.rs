//! Writes an outcome in each format; formats numbers, never computes them.
