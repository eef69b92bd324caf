//! Where it is likely to come down, from few falls: the weather is wanted for that place.

use super::RunError;
use crate::ensemble::falls::{Falls, main_piece};
use crate::geodesy::LonLat;
use crate::incident::Scenario;

/// Falls that the place is the mean of. They scatter by tens of kilometres, over which a grid hardly changes.
const FALLS: usize = 24;

/// The place of the scenario, or the mean of the main pieces of a few falls.
///
/// # Errors
/// [`RunError`] where the ascent is unusable or nothing comes down.
pub fn expected_place(scenario: &Scenario) -> Result<LonLat, RunError> {
    if let Some(place) = scenario.given_place() {
        return Ok(place);
    }
    let falls = Falls::draw(scenario, FALLS)?;
    let places: Vec<LonLat> = falls.down.iter().filter_map(|(_, d)| main_piece(d).map(|piece| piece.place)).collect();
    let first = places.first().copied().ok_or(RunError::NothingFalls)?;
    let n = places.len() as f64;
    // About the first, so that falls on both sides of the date line have their mean between them.
    let east = |place: &LonLat| (place.lon - first.lon + 180.0).rem_euclid(360.0) - 180.0;
    let lon = first.lon + places.iter().map(east).sum::<f64>() / n;
    let lat = places.iter().map(|place| place.lat).sum::<f64>() / n;
    Ok(LonLat::new((lon + 180.0).rem_euclid(360.0) - 180.0, lat))
}
