//! What can be wrong with the content of a weather file.

use thiserror::Error;

use crate::geodesy::LonLat;
use crate::units::km_from_m;

/// Why the content of a weather file gives no weather.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum WeatherProblem {
    /// The content is broken, or not what is needed.
    #[error("{found}; {advice}")]
    Content {
        /// What was found, and where.
        found: String,
        /// What to do.
        advice: String,
    },
    /// The place lies outside the grid.
    #[error(
        "the grid covers {area}, expected {:.3} E {:.3} N inside, it lies {:.0} km outside; download the area around the \
         place, or take the edge of the grid as an assumption with --extend-weather",
        place.lon, place.lat, km_from_m(*outside_m)
    )]
    Outside {
        /// Place asked for.
        place: LonLat,
        /// Area of the grid in words.
        area: String,
        /// Distance of the place from it, m.
        outside_m: f64,
    },
}

impl WeatherProblem {
    /// A problem of the content.
    pub(super) fn new(found: impl Into<String>, advice: impl Into<String>) -> Self {
        Self::Content { found: found.into(), advice: advice.into() }
    }

    /// A file that is cut off or damaged.
    pub(super) fn damaged(found: impl Into<String>) -> Self {
        Self::new(found, "the file is cut off or damaged: download it again and compare its size")
    }
}
