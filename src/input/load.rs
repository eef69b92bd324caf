//! From the options of the command line to everything that a run is made from.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::bounds::did_you_mean;
use super::bundled::{self, SCENARIOS};
use super::error::InputError;
use super::layers::{own_layer, own_raster, own_receptors};
use super::own::{own_waters, with_own_files};
use super::people::{PeopleFiles, RasterUnit, population};
use super::scenario::{AscentSource, Catalogue, MEMBERS_MAX, Planned, scenario_flown};
use super::source::{DataSource, Loaded, sha256_hex};
use super::vector::LayerKind;
use super::weather::weather_times;
use super::{
    BaseMapSources, Inputs, base_map, drop_zones, elevation, lease, sites, substances, thresholds, vehicles, zones,
};
use crate::geodesy::LonLat;
use crate::incident::Scenario;
use crate::places::{DropZone, Lease, Site, waters_of};
use crate::provenance::InputFile;
use crate::substance::SubstanceTable;
use crate::threshold::Threshold;
use crate::vehicle::Vehicle;

/// Which inputs to use; where a path is absent the bundled file is taken.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InputOptions {
    /// Name of a bundled scenario, or path of a scenario file.
    pub scenario: String,
    /// Vehicle in place of that which the scenario names, by id.
    pub vehicle: Option<String>,
    /// Own trajectory of the vehicle; that which the scenario names where absent.
    pub trajectory: Option<PathBuf>,
    /// Files of weather.
    pub weather: Vec<PathBuf>,
    /// True where the nearest of a file stands in for what lies outside of its area, time or height.
    pub extend_weather: bool,
    /// Place that the weather is wanted for; that of the impact where the scenario gives it, else the pad.
    pub weather_at: Option<LonLat>,
    /// Lease outline.
    pub lease: Option<PathBuf>,
    /// Further drop zones.
    pub zones: Option<PathBuf>,
    /// Settlements.
    pub settlements: Option<PathBuf>,
    /// People by cell, GeoTIFF.
    pub population: Option<PathBuf>,
    /// What its values are, where neither the file nor its name tells.
    pub population_unit: Option<RasterUnit>,
    /// Year of its figures, where its name does not tell.
    pub population_year: Option<i32>,
    /// Schools, hospitals, wells, grazing land.
    pub receptors: Option<PathBuf>,
    /// Sampling points.
    pub samples: Option<PathBuf>,
    /// Coordinate system of files that name none; WGS 84 where absent.
    pub crs: Option<String>,
    /// Vehicles.
    pub vehicles: Option<PathBuf>,
    /// Substances.
    pub substances: Option<PathBuf>,
    /// Limits.
    pub thresholds: Option<PathBuf>,
    /// Launch sites.
    pub sites: Option<PathBuf>,
    /// Table of drop zones.
    pub drop_zones: Option<PathBuf>,
    /// Region outlines.
    pub regions: Option<PathBuf>,
    /// Official totals of the regions.
    pub region_population: Option<PathBuf>,
    /// Folder with layers of the base map.
    pub base_map: Option<PathBuf>,
    /// Rivers and lakes in place of those of the base map; those that the scenario names where absent.
    pub water: Option<PathBuf>,
    /// Heights of the ground for the relief of the maps, GeoTIFF.
    pub elevation: Option<PathBuf>,
    /// Members of the ensemble instead of the scenario's.
    pub members: Option<usize>,
    /// Seed instead of the scenario's.
    pub seed: Option<u64>,
}

/// What the program knows before any scenario is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// Vehicles.
    pub vehicles: Vec<Vehicle>,
    /// Substances.
    pub substances: SubstanceTable,
    /// Limits.
    pub thresholds: Vec<Threshold>,
    /// Launch sites.
    pub sites: Vec<Site>,
    /// Drop zones, those of `--zones` among them.
    pub drop_zones: Vec<DropZone>,
    /// The files that this was read from.
    pub files: Vec<InputFile>,
}

/// Reads the tables that scenarios refer to.
///
/// # Errors
/// The first problem of a file; of TOML files all problems at once.
pub fn reference(options: &InputOptions) -> Result<Reference, InputError> {
    let mut files = Vec::new();
    let mut read = |flag: &Option<PathBuf>, bundled, role: &str| -> Result<Loaded, InputError> {
        let loaded = DataSource::choose(flag.as_deref(), bundled).read(role)?;
        files.push(loaded.file.clone());
        Ok(loaded)
    };
    let vehicles = vehicles(&read(&options.vehicles, &bundled::VEHICLES, "vehicles")?)?;
    let substances = substances(&read(&options.substances, &bundled::SUBSTANCES, "substances")?)?;
    let thresholds = thresholds(&read(&options.thresholds, &bundled::THRESHOLDS, "thresholds")?)?;
    let sites = sites(&read(&options.sites, &bundled::SITES, "launch sites")?)?;
    let mut drop_zones = drop_zones(&read(&options.drop_zones, &bundled::DROP_ZONES, "drop zones")?)?;
    if let Some(path) = &options.zones {
        let own = own_layer(path, "zones", options, LayerKind::Polygons)?;
        let added = zones(&own)?;
        // An outline of the user takes the place of a zone that the table knows by the same id.
        drop_zones.retain(|zone| added.iter().all(|own| own.id != zone.id));
        drop_zones.extend(added);
        files.push(own.file);
    }
    Ok(Reference { vehicles, substances, thresholds, sites, drop_zones, files })
}

/// Reads and checks everything that a run is made from.
///
/// # Errors
/// The first file with a problem; of TOML files all problems at once.
pub fn load(options: &InputOptions) -> Result<Inputs, InputError> {
    let reference = reference(options)?;
    let scenario_file = scenario_source(&options.scenario)?.read("scenario")?;
    with_scenario(reference, scenario_file, options)
}

/// Reads and checks everything for a fall that no scenario file describes.
///
/// # Errors
/// [`InputError::Option`] for a vehicle, site, time, stage or azimuth that cannot be; else as [`load`].
pub fn planned(fall: &Planned, options: &InputOptions) -> Result<Inputs, InputError> {
    let reference = reference(options)?;
    let known = Catalogue { vehicles: &reference.vehicles, sites: &reference.sites, vehicle: None };
    let text = fall.text(known, first_time(&options.weather)?, options.trajectory.is_some())?;
    let file = InputFile {
        role: "scenario".into(),
        path: "made from the command line".into(),
        sha256: sha256_hex(text.as_bytes()),
        source: "planning ranges of this program".into(),
    };
    with_scenario(reference, Loaded { text, file }, options)
}

/// First time of the files, where they tell it.
fn first_time(weather: &[PathBuf]) -> Result<Option<Timestamp>, InputError> {
    let Some(path) = weather.first() else { return Ok(None) };
    Ok(weather_times(&DataSource::File(path.clone()))?.first().copied())
}

fn with_scenario(reference: Reference, scenario_file: Loaded, options: &InputOptions) -> Result<Inputs, InputError> {
    let vehicle = options.vehicle.as_deref();
    let catalogue = Catalogue { vehicles: &reference.vehicles, sites: &reference.sites, vehicle };
    let ascent = if options.trajectory.is_some() { AscentSource::Trajectory } else { AscentSource::Nominal };
    let scenario = with_overrides(scenario_flown(&scenario_file, catalogue, ascent)?, options)?;
    let (scenario, own_files) = with_own_files(scenario, options)?;
    let (lease, lease_file) = read_lease(options)?;
    let settlements = match &options.settlements {
        Some(path) => own_layer(path, "settlements", options, LayerKind::Points)?,
        None => DataSource::Bundled(&bundled::SETTLEMENTS).read("settlements")?,
    };
    let regions = match &options.regions {
        Some(path) => own_layer(path, "regions", options, LayerKind::Polygons)?,
        None => DataSource::Bundled(&bundled::REGIONS).read("regions")?,
    };
    let totals = DataSource::choose(options.region_population.as_deref(), &bundled::REGION_POPULATION)
        .read("population of the regions")?;
    let people = PeopleFiles {
        settlements: &settlements,
        regions: &regions,
        regions_are_bundled: options.regions.is_none(),
        region_population: &totals,
    };
    let mut population = population(&people, i32::from(scenario.time_utc.to_zoned_datetime(TimeZone::UTC).year()))?;
    let (mut base_map, mut map_files) = base_map(&BaseMapSources::choose(options.base_map.as_deref())?, &regions)?;
    let (heights, heights_file) = elevation(options.elevation.as_deref())?;
    base_map.elevation = Some(heights);
    map_files.push(heights_file);
    let (receptors, receptor_files) = own_receptors(options)?;
    let raster = own_raster(options)?;
    let own_waters = own_waters(&scenario, options)?;
    base_map.own_waters = own_waters.as_ref().map(|(waters, _)| waters.clone()).unwrap_or_default();
    let mut files = vec![scenario_file.file];
    files.extend(own_files);
    files.extend(own_waters.iter().map(|(_, file)| file.clone()));
    files.extend(reference.files);
    files.extend([lease_file, settlements.file, regions.file, totals.file]);
    files.extend(map_files);
    files.extend(receptor_files);
    if let Some(open) = raster {
        population.sources.insert(0, open.about);
        population.raster = Some(open.raster);
        files.push(open.file);
    }
    Ok(Inputs {
        scenario,
        substances: reference.substances,
        thresholds: reference.thresholds,
        sites: reference.sites,
        drop_zones: reference.drop_zones,
        lease,
        population,
        receptors,
        own_waters: own_waters.is_some(),
        waters: own_waters.map_or_else(|| waters_of(&base_map), |(waters, _)| waters),
        base_map,
        files,
    })
}

fn read_lease(options: &InputOptions) -> Result<(Lease, InputFile), InputError> {
    let loaded = match &options.lease {
        Some(path) => own_layer(path, "lease", options, LayerKind::Polygons)?,
        None => DataSource::Bundled(&bundled::LEASE).read("lease")?,
    };
    Ok((lease(&loaded)?, loaded.file))
}

/// A bundled scenario by its name, else a file by its path.
fn scenario_source(name: &str) -> Result<DataSource, InputError> {
    if let Some(file) = bundled::scenario(name) {
        return Ok(DataSource::Bundled(file));
    }
    let looks_like_a_path = name.contains(['/', '\\', '.']);
    if looks_like_a_path || Path::new(name).exists() {
        return Ok(DataSource::File(PathBuf::from(name)));
    }
    let known: Vec<&str> = SCENARIOS.iter().map(|file| file.title).collect();
    let suggestion = did_you_mean(name, known.iter().copied());
    Err(InputError::UnknownScenario { name: name.to_owned(), suggestion, known: known.join(", ") })
}

fn with_overrides(mut scenario: Scenario, options: &InputOptions) -> Result<Scenario, InputError> {
    if let Some(members) = options.members {
        if !(1..=MEMBERS_MAX).contains(&members) {
            let expected = format!("a whole number from 1 to {MEMBERS_MAX}");
            return Err(InputError::Option { option: "--members", found: members.to_string(), expected });
        }
        scenario.members = members;
    }
    scenario.seed = options.seed.unwrap_or(scenario.seed);
    Ok(scenario)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(scenario: &str) -> InputOptions {
        InputOptions { scenario: scenario.to_owned(), ..InputOptions::default() }
    }

    /// Every bundled scenario is valid together with the bundled tables, and carries what was reported.
    #[test]
    fn every_bundled_scenario_loads() -> Result<(), InputError> {
        for file in SCENARIOS {
            let inputs = load(&options(file.title))?;
            assert_eq!(inputs.scenario.name, file.title);
            assert!(!inputs.scenario.assumptions.is_empty(), "{}", file.title);
            assert!(!inputs.scenario.weather.observed, "no weather of an accident day is known: {}", file.title);
            assert!(inputs.files.iter().all(|file| file.sha256.len() == 64));
        }
        Ok(())
    }

    #[test]
    fn members_and_seed_of_the_command_line_win() -> Result<(), InputError> {
        let mut options = options("baikonur-2013");
        (options.members, options.seed) = (Some(7), Some(42));
        let scenario = load(&options)?.scenario;
        assert_eq!((scenario.members, scenario.seed), (7, 42));
        options.members = Some(0);
        assert!(load(&options).expect_err("no members").to_string().starts_with("--members 0 cannot be used"));
        Ok(())
    }

    #[test]
    fn an_unknown_scenario_gets_a_suggestion() {
        let error = load(&options("baikonur-2031")).expect_err("unknown").to_string();
        assert!(error.contains("did you mean \"baikonur-2013\""), "{error}");
        let error = load(&options("./no-such.toml")).expect_err("missing").to_string();
        assert!(error.contains("there is no such file"), "{error}");
    }
}
