//! Draws the members from the ranges, runs them in parallel, and keeps counts and quantiles.
//!
//! Each member has its own stream of random numbers, keyed by seed and member, and everything that is summed over
//! members is an integer count or an extreme: the result is the same for any number of threads, and for parts of an
//! ensemble that are run apart and put together.

pub mod draw;
pub mod drivers;
pub mod falls;
pub mod member;
pub mod sample;
pub mod sketch;
pub mod summary;
pub mod tally;
mod count;
mod waters;

use thiserror::Error;

use crate::flight::ascent::AscentError;
use crate::flight::descent::DescentError;
use crate::geodesy::GeodesyError;

/// Why an ensemble could not be run.
#[derive(Debug, Error)]
pub enum EnsembleError {
    /// The way down of a member could not be computed.
    #[error("member {member}: {source}")]
    Descent {
        /// Member.
        member: usize,
        /// Why.
        source: DescentError,
    },
    /// The ascent is unusable.
    #[error(transparent)]
    Ascent(#[from] AscentError),
    /// A place could not be projected.
    #[error(transparent)]
    Geodesy(#[from] GeodesyError),
    /// The sun's height is not defined for the date.
    #[error(
        "the sun over {lon:.3} E, {lat:.3} N at {time}: the date is outside the years -2000 to 6000; mend `time_utc`"
    )]
    Sun {
        /// Longitude.
        lon: f64,
        /// Latitude.
        lat: f64,
        /// Time.
        time: String,
    },
}
