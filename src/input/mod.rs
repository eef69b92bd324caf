//! Reads files into the types of the program and reports every problem with file, line, expected and found.

mod bounds;
pub mod bundled;
mod cases;
mod csv_table;
mod document;
mod elevation;
mod error;
mod geojson;
mod layers;
mod load;
mod own;
mod people;
mod scenario;
mod source;
mod stated;
mod stated_air;
mod tables;
mod vector;
mod weather;

pub use self::geojson::{BaseMapSources, base_map, lease, waters, zones};
pub use cases::cases;
pub use elevation::elevation;
pub use error::{CellProblem, GeoProblem, InputError};
pub use layers::receptors;
pub use load::{InputOptions, Reference, load, planned, reference};
pub use people::{OpenRaster, PeopleFiles, RasterOptions, RasterUnit, population, population_raster};
pub use scenario::{Catalogue, FallOf, MEMBERS_MAX, Planned, scenario, template};
pub use source::{DataSource, Loaded, LoadedBytes, sha256_hex};
pub use stated::{assumptions, profile_assumptions, range_text, trajectory_assumption};
pub use stated_air::turbulence_text;
pub use tables::{drop_zones, find_site, sites, substances, thresholds, trajectory, vehicles};
pub use vector::{LayerKind, vector_layer};
pub use weather::report::SurfaceReport;
pub use weather::{
    WeatherFile, WeatherFormat, WeatherProblem, WeatherWanted, climate_rows, csv_profile, observed_weather,
    read_weather, weather_times,
};

use crate::incident::Scenario;
use crate::places::{BaseMap, DropZone, Lease, Site, Water};
use crate::population::Population;
use crate::provenance::InputFile;
use crate::receptor::Receptor;
use crate::substance::SubstanceTable;
use crate::threshold::Threshold;

/// Everything that a run is made from, read and validated.
#[derive(Debug, Clone, PartialEq)]
pub struct Inputs {
    /// The incident.
    pub scenario: Scenario,
    /// Properties of the substances.
    pub substances: SubstanceTable,
    /// Limits.
    pub thresholds: Vec<Threshold>,
    /// Launch sites.
    pub sites: Vec<Site>,
    /// Drop zones.
    pub drop_zones: Vec<DropZone>,
    /// Lease.
    pub lease: Lease,
    /// People.
    pub population: Population,
    /// Schools, wells, pastures and sampling points.
    pub receptors: Vec<Receptor>,
    /// Base map.
    pub base_map: BaseMap,
    /// Rivers and lakes whose water is followed: of the user's file, else of the base map.
    pub waters: Vec<Water>,
    /// True where they are the user's.
    pub own_waters: bool,
    /// The files that all this was read from.
    pub files: Vec<InputFile>,
}
