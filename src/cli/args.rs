//! The command line as it is typed.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};
use heptyl::input::{InputOptions, RasterUnit};
use heptyl::language::Language;
use heptyl::output::MapSize;

/// Where a heptyl rocket fell, what reached air and soil, which area exceeds which limit, and who lives there.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Assess one incident and write all results
    Run(RunArgs),
    /// Assess the same failure with other vehicles or weather, or other scenarios, side by side
    Compare(CompareArgs),
    /// Read and check all inputs, print what will be used and what is assumed, run nothing
    Check(CheckArgs),
    /// Print what the program knows, each row with its source
    List(ListArgs),
    /// Print where a wreck, or a stage that is dropped as planned, comes down
    Fall(FallArgs),
    /// Run the dispersion model on measured releases and score it
    Evaluate(EvaluateArgs),
    /// Print a commented scenario file to start from
    New(NewArgs),
    /// Decode a weather file and print the profile over a place
    Weather(WeatherArgs),
}

/// `heptyl weather`.
#[derive(Debug, Args)]
pub(crate) struct WeatherArgs {
    /// GRIB2, NetCDF, sounding or CSV profile; told apart by content
    pub(crate) file: PathBuf,
    /// Place, degrees east and north
    #[arg(long, value_name = "LON,LAT", allow_hyphen_values = true)]
    pub(crate) at: String,
    /// Time, such as 2013-07-02T02:38:00Z; the first of the file where absent
    #[arg(long, value_name = "T")]
    pub(crate) time: Option<String>,
    /// Take the nearest of the file for what lies outside of its area or time
    #[arg(long)]
    pub(crate) extend_weather: bool,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// `heptyl run`.
#[derive(Debug, Args)]
pub(crate) struct RunArgs {
    #[command(flatten)]
    pub(crate) scenario: ScenarioArgs,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// Threads; all cores where absent. The result does not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
    /// Folder for the results; output/<scenario name> where absent
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Further sizes of the maps and plots beside that for the screen, such as a4,a3; at 300 dots per inch
    #[arg(long, value_enum, value_name = "SIZE", value_delimiter = ',')]
    pub(crate) map_size: Vec<PaperSize>,
    /// Coordinate system of zones.gpkg, of the fields and of two columns of samples.csv: EPSG code or WKT. GeoJSON, KML
    /// and GPX are on WGS 84 in any case
    #[arg(long, value_name = "CRS")]
    pub(crate) out_crs: Option<String>,
    /// Overwrite an earlier result
    #[arg(long)]
    pub(crate) force: bool,
    /// No progress bar
    #[arg(long)]
    pub(crate) quiet: bool,
    /// The assessment as JSON on standard output, in place of the summary
    #[arg(long)]
    pub(crate) json: bool,
}

/// Sizes of maps and plots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PaperSize {
    /// 1754 by 1240 pixels; always made
    Screen,
    /// A4 landscape
    A4,
    /// A3 landscape, with more names
    A3,
}

impl PaperSize {
    /// The size as the maps know it.
    pub(crate) fn map_size(self) -> MapSize {
        match self {
            Self::Screen => MapSize::Screen,
            Self::A4 => MapSize::A4,
            Self::A3 => MapSize::A3,
        }
    }
}

/// `heptyl check`. It takes the flags of `run`, so that a command can be checked by changing one word.
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

/// `heptyl compare`.
#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    /// Bundled scenarios, or paths of scenario files; the others are told against the first
    #[arg(required = true, value_name = "SCENARIO")]
    pub(crate) scenarios: Vec<String>,
    /// The first scenario with this vehicle as well; may be given several times
    #[arg(long, value_name = "V")]
    pub(crate) vehicle: Vec<String>,
    /// The first scenario with this weather file as well; may be given several times
    #[arg(long, value_name = "FILE")]
    pub(crate) weather: Vec<PathBuf>,
    /// Take the nearest of the weather files for what lies outside of their area, time or height, as an assumption
    #[arg(long)]
    pub(crate) extend_weather: bool,
    /// Members of each ensemble; the scenario's where absent
    #[arg(long, value_name = "N")]
    pub(crate) members: Option<usize>,
    /// Seed of all ensembles; the scenario's where absent
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Threads; all cores where absent. The result does not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
    /// Language of table and sheet
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub(crate) lang: Lang,
    /// Folder for the results; output/compare-<first scenario> where absent
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Overwrite an earlier result
    #[arg(long)]
    pub(crate) force: bool,
    /// No progress bar
    #[arg(long)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) data: DataArgs,
}

/// `heptyl evaluate`.
#[derive(Debug, Args)]
pub(crate) struct EvaluateArgs {
    /// Measured cases, CSV
    #[arg(value_name = "CASES.csv")]
    pub(crate) cases: PathBuf,
    /// What the model may use of the cases
    #[arg(long, value_enum, default_value_t = EvaluateInputs::Measured)]
    pub(crate) inputs: EvaluateInputs,
    /// Folder for predictions, scores and plots; output/evaluate-<inputs> where absent
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Overwrite an earlier result
    #[arg(long)]
    pub(crate) force: bool,
}

/// What a prediction may be made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EvaluateInputs {
    /// Friction velocity, Obukhov length, mixing height and deviation of the wind direction as measured
    Measured,
    /// Wind at one height, time, place and roughness
    Routine,
}

/// `heptyl list`.
#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// What to list
    pub(crate) what: Listed,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) data: DataArgs,
}

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Listed {
    Scenarios,
    Vehicles,
    Sites,
    DropZones,
    Thresholds,
    Layers,
    Terms,
}

/// `heptyl new`.
#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    /// Launch site (heptyl list sites)
    #[arg(long, value_name = "S")]
    pub(crate) site: String,
    /// Vehicle (heptyl list vehicles)
    #[arg(long, value_name = "V")]
    pub(crate) vehicle: String,
    /// Failure time, s after lift-off
    #[arg(long, value_name = "T")]
    pub(crate) failure_time: f64,
    #[command(flatten)]
    pub(crate) data: DataArgs,
}

/// `heptyl fall`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("what").required(true).args(["failure_time", "stage"]))]
pub(crate) struct FallArgs {
    /// Vehicle (heptyl list vehicles)
    #[arg(long, value_name = "V")]
    pub(crate) vehicle: String,
    /// Launch site (heptyl list sites)
    #[arg(long, value_name = "S")]
    pub(crate) site: String,
    /// The engines stop at this time, s after lift-off
    #[arg(long, value_name = "T", allow_negative_numbers = true)]
    pub(crate) failure_time: Option<f64>,
    /// This stage is dropped as planned
    #[arg(long, value_name = "N")]
    pub(crate) stage: Option<u32>,
    /// Launch azimuth, degrees from north; the vehicle's usual one from that site where absent
    #[arg(long, value_name = "A", allow_negative_numbers = true)]
    pub(crate) azimuth: Option<f64>,
    /// Weather: GRIB2, NetCDF, sounding or CSV profile; may be given several times. A planning range for any day of the
    /// year where absent
    #[arg(long, value_name = "FILE")]
    pub(crate) weather: Vec<PathBuf>,
    /// Take the nearest of the weather files for what lies outside of their area, time or height, as an assumption
    #[arg(long)]
    pub(crate) extend_weather: bool,
    /// Own trajectory of the vehicle, CSV; in place of the nominal ascent
    #[arg(long, value_name = "FILE")]
    pub(crate) trajectory: Option<PathBuf>,
    /// Falls
    #[arg(long, value_name = "N", default_value_t = 4000)]
    pub(crate) members: usize,
    /// Seed of the falls
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    /// As JSON, with every point
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) data: DataArgs,
}

/// The scenario and what overrides it.
#[derive(Debug, Args)]
pub(crate) struct ScenarioArgs {
    /// Bundled scenario (heptyl list scenarios), or path of a scenario file
    pub(crate) scenario: String,
    /// Members of the ensemble; the scenario's where absent
    #[arg(long, value_name = "N")]
    pub(crate) members: Option<usize>,
    /// Seed of the ensemble; the scenario's where absent
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Own trajectory of the vehicle, CSV; in place of the nominal ascent or of that which the scenario names
    #[arg(long, value_name = "FILE")]
    pub(crate) trajectory: Option<PathBuf>,
    /// Weather: GRIB2, NetCDF, sounding or CSV profile; may be given several times
    #[arg(long, value_name = "FILE")]
    pub(crate) weather: Vec<PathBuf>,
    /// Take the nearest of the weather files for what lies outside of their area, time or height, as an assumption
    #[arg(long)]
    pub(crate) extend_weather: bool,
    /// Rivers (lines) and lakes (polygons) whose water is followed, GeoJSON, with depth_m, width_m and flow_m3_s where
    /// known; in place of those of the base map or of those that the scenario names
    #[arg(long, value_name = "FILE")]
    pub(crate) water: Option<PathBuf>,
    /// Language of maps and report
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub(crate) lang: Lang,
}

/// Languages of maps and report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// English
    En,
    /// Russian
    Ru,
    /// Kazakh
    Kk,
}

impl Lang {
    /// The language that is meant.
    pub(crate) fn meant(self) -> Language {
        match self {
            Self::En => Language::En,
            Self::Ru => Language::Ru,
            Self::Kk => Language::Kk,
        }
    }
}

/// Files that take the place of the bundled ones.
#[derive(Debug, Args)]
#[command(next_help_heading = "Files in place of the bundled ones")]
pub(crate) struct DataArgs {
    /// Lease outline, GeoJSON or CSV
    #[arg(long, value_name = "FILE")]
    lease: Option<PathBuf>,
    /// Further drop zones, GeoJSON or CSV polygons with id or name
    #[arg(long, value_name = "FILE")]
    zones: Option<PathBuf>,
    /// Settlements, CSV or GeoJSON points
    #[arg(long, value_name = "FILE")]
    settlements: Option<PathBuf>,
    /// People by cell, GeoTIFF of counts or densities (WorldPop, GHS-POP, GPW); takes the place of settlements and rural
    /// background in every count
    #[arg(long, value_name = "FILE")]
    population: Option<PathBuf>,
    /// What a value of --population is, where neither the file nor its name tells
    #[arg(long, value_enum, value_name = "UNIT", requires = "population")]
    population_unit: Option<PopulationUnit>,
    /// Year of the figures of --population, where its name does not tell
    #[arg(long, value_name = "YEAR", requires = "population", value_parser = clap::value_parser!(i32).range(1900..=2200))]
    population_year: Option<i32>,
    /// Schools, hospitals, wells, grazing land: GeoJSON or CSV points and polygons with a kind
    #[arg(long, value_name = "FILE")]
    receptors: Option<PathBuf>,
    /// Sampling points, GeoJSON or CSV
    #[arg(long, value_name = "FILE")]
    samples: Option<PathBuf>,
    /// Coordinate system of the files that name none: EPSG code or WKT; WGS 84 longitude and latitude where absent
    #[arg(long, value_name = "CRS")]
    crs: Option<String>,
    /// Vehicles, TOML
    #[arg(long, value_name = "FILE")]
    vehicles: Option<PathBuf>,
    /// Properties of the substances, TOML
    #[arg(long, value_name = "FILE")]
    substances: Option<PathBuf>,
    /// Limits, CSV
    #[arg(long, value_name = "FILE")]
    thresholds: Option<PathBuf>,
    /// Launch sites, CSV
    #[arg(long, value_name = "FILE")]
    sites: Option<PathBuf>,
    /// Drop zones as ellipses, CSV
    #[arg(long, value_name = "FILE")]
    drop_zones: Option<PathBuf>,
    /// Region outlines, GeoJSON
    #[arg(long, value_name = "FILE")]
    regions: Option<PathBuf>,
    /// Official population of the regions, CSV
    #[arg(long, value_name = "FILE")]
    region_population: Option<PathBuf>,
    /// Folder with countries.geojson, lakes.geojson, rivers.geojson, kazakhstan.geojson
    #[arg(long, value_name = "DIR")]
    base_map: Option<PathBuf>,
    /// Heights of the ground for the relief of the maps, GeoTIFF in longitude and latitude (Copernicus DEM, SRTM)
    #[arg(long, value_name = "FILE")]
    elevation: Option<PathBuf>,
}

/// What a value of a population raster is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PopulationUnit {
    /// People in the cell
    People,
    /// People per km2
    PeoplePerKm2,
}

impl PopulationUnit {
    fn meant(self) -> RasterUnit {
        match self {
            Self::People => RasterUnit::People,
            Self::PeoplePerKm2 => RasterUnit::PeoplePerKm2,
        }
    }
}

impl DataArgs {
    /// Options without a scenario.
    pub(crate) fn options(&self) -> InputOptions {
        InputOptions {
            lease: self.lease.clone(),
            zones: self.zones.clone(),
            settlements: self.settlements.clone(),
            population: self.population.clone(),
            population_unit: self.population_unit.map(PopulationUnit::meant),
            population_year: self.population_year,
            receptors: self.receptors.clone(),
            samples: self.samples.clone(),
            crs: self.crs.clone(),
            vehicles: self.vehicles.clone(),
            substances: self.substances.clone(),
            thresholds: self.thresholds.clone(),
            sites: self.sites.clone(),
            drop_zones: self.drop_zones.clone(),
            regions: self.regions.clone(),
            region_population: self.region_population.clone(),
            base_map: self.base_map.clone(),
            elevation: self.elevation.clone(),
            ..InputOptions::default()
        }
    }
}

impl RunArgs {
    /// Options with scenario, members and seed.
    pub(crate) fn options(&self) -> InputOptions {
        let ScenarioArgs { scenario, members, seed, trajectory, weather, extend_weather, water, lang: _ } =
            &self.scenario;
        InputOptions {
            scenario: scenario.clone(),
            members: *members,
            seed: *seed,
            trajectory: trajectory.clone(),
            weather: weather.clone(),
            extend_weather: *extend_weather,
            water: water.clone(),
            ..self.data.options()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
