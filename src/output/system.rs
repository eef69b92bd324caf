//! The coordinate system that files for geographic information systems are written in.

use super::OutputError;
use crate::assessment::Outcome;
use crate::geodesy::{CoordinateSystem, GeodesyError, LonLat, WGS84};

/// Whether files can be written in a system, asked before a long run starts: PROJ knows it, it is geographic or
/// projected, and it reaches a place.
///
/// # Errors
/// [`OutputError::System`], for which [`OutputError::is_usage`] holds.
pub fn check_system(name: &str, place: Option<LonLat>) -> Result<(), OutputError> {
    let refuse = |source: GeodesyError| OutputError::System { source };
    let system = CoordinateSystem::new(name).map_err(refuse)?;
    system.text().map_err(refuse)?;
    if let Some(place) = place {
        let at = system.from_lon_lat(place).map_err(refuse)?;
        if !(at.x.is_finite() && at.y.is_finite()) {
            let found = format!("not defined at {:.3} E {:.3} N", place.lon, place.lat);
            return Err(refuse(GeodesyError::NotPlane { crs: name.to_owned(), found }));
        }
    }
    Ok(())
}

/// The system of an outcome: longitude and latitude on WGS 84 where none was asked for.
pub(super) fn out_system(outcome: &Outcome) -> Result<CoordinateSystem, OutputError> {
    let name = outcome.out_crs.as_deref().unwrap_or(WGS84);
    CoordinateSystem::new(name).map_err(|source| OutputError::System { source })
}
