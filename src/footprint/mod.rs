//! The footprint of many falls: where the pieces lie, the areas that hold most of them, and the chance that a named
//! place is struck.
//!
//! Everything here is about points of a local equal-area plane, metres east and north of its centre: an area measured
//! in it is the area on the ellipsoid.

pub mod axes;
pub mod density;
pub mod strike;
pub mod target;
