//! Where it comes down: what is left in the tanks, the state at the failure, the break-up, and the fall of each piece.

pub mod budget;
pub mod ascent;
pub mod air_column;
pub mod drag;
pub mod fall;
pub mod launch;
pub mod wreck;
pub mod descent;
