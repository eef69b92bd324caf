//! What the user brings to one incident: an own trajectory, observed weather, and rivers and lakes.

use std::path::Path;

use super::error::InputError;
use super::geojson::waters;
use super::load::InputOptions;
use super::source::DataSource;
use super::tables::trajectory;
use super::weather::observed_weather;
use crate::incident::Scenario;
use crate::places::Water;
use crate::provenance::InputFile;
use crate::trajectory::Trajectory;
use crate::units::km_from_m;

/// Role of a trajectory in the manifest.
pub(super) const TRAJECTORY: &str = "trajectory";

/// Role of the rivers and lakes in the manifest.
pub(super) const WATER: &str = "rivers and lakes";

/// Distance of the first row from the pad that needs no flight, m: pads of one cosmodrome are that far apart.
const START_SLACK_M: f64 = 20e3;

/// The scenario with the files of the options, or those that it names, in it.
pub(super) fn with_own_files(
    mut scenario: Scenario,
    options: &InputOptions,
) -> Result<(Scenario, Vec<InputFile>), InputError> {
    let mut files = Vec::new();
    if let Some(path) = options.trajectory.as_deref().or(scenario.trajectory_file.as_deref()) {
        let (flown, file) = read_trajectory(path, &scenario)?;
        scenario.trajectory = Some(flown);
        files.push(file);
    }
    let (weather, weather_files) = observed_weather(&options.weather, scenario.weather, scenario.time_utc)?;
    scenario.weather = weather;
    files.extend(weather_files);
    Ok((scenario, files))
}

/// The rivers and lakes of the options, or of the file that the scenario names; none where neither has any.
pub(super) fn own_waters(
    scenario: &Scenario,
    options: &InputOptions,
) -> Result<Option<(Vec<Water>, InputFile)>, InputError> {
    let Some(path) = options.water.as_deref().or(scenario.water_file.as_deref()) else { return Ok(None) };
    let loaded = DataSource::File(path.to_path_buf()).read(WATER)?;
    Ok(Some((waters(&loaded)?, loaded.file)))
}

fn read_trajectory(path: &Path, scenario: &Scenario) -> Result<(Trajectory, InputFile), InputError> {
    let loaded = DataSource::File(path.to_path_buf()).read(TRAJECTORY)?;
    let flown = trajectory(&loaded)?;
    let path = loaded.file.path.clone();
    let ((first_s, last_s), time) = (flown.span_s(), scenario.failure.time_s);
    if time.low < first_s || time.high > last_s {
        return Err(InputError::TrajectorySpan { path, first_s, last_s, low_s: time.low, high_s: time.high });
    }
    let start = &flown.points()[0];
    let distance_m = scenario.pad.distance_m(start.position);
    let most_m = START_SLACK_M + 2.0 * start.speed_m_s * start.time_s.max(0.0);
    if distance_m > most_m {
        return Err(InputError::TrajectoryStart {
            path,
            time_s: start.time_s,
            distance_km: km_from_m(distance_m),
            most_km: km_from_m(most_m),
            site: scenario.site.id.clone(),
        });
    }
    Ok((flown, loaded.file))
}
