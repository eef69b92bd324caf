//! Calls the stages in order and returns one outcome; holds no physics and writes no files.

mod compare;
mod evaluate;
mod fall;
mod fates;
mod frame;
mod hits;
mod members;
mod observed;
mod people;
mod people_tables;
mod place;
mod plan;
mod profile;
mod receptors;
mod rasters;
mod release;
mod sampling;
mod soil;
mod sensitivity;
mod texts;
mod warnings;
mod water;
mod zones;

use std::collections::BTreeMap;

use geo::{Contains, Point};
use thiserror::Error;

use crate::assessment::{Assessment, IncidentReport, LeaseReport, Outcome, Quantiles, SamplingPlan, WindSample};
use crate::constants::LEASE_OFFICIAL_AREA_KM2;
use crate::ensemble::EnsembleError;
use crate::ensemble::sample::Sampled;
use crate::ensemble::summary::Summary;
use crate::ensemble::tally::Tally;
use crate::flight::ascent::AscentError;
use crate::flight::descent::DescentError;
use crate::flight::fall::FallError;
use crate::geodesy::{GeodesyError, LocalPlane};
use crate::input::Inputs;
use crate::language::Language;
use crate::population::RasterError;
use crate::substance::Substance;
use crate::water::Waters;

pub use compare::{Case, compare};
pub use evaluate::evaluate;
pub use fall::falls;
pub use place::expected_place;
pub use texts::assumptions;

use frame::Frame;
use members::{Runner, Sums};
use plan::Plan;

/// Why an assessment could not be made.
#[derive(Debug, Error)]
pub enum RunError {
    /// The ensemble failed.
    #[error(transparent)]
    Ensemble(#[from] EnsembleError),
    /// A place could not be projected.
    #[error(transparent)]
    Geodesy(#[from] GeodesyError),
    /// The population raster cannot be used.
    #[error(transparent)]
    Population(#[from] RasterError),
    /// The nominal ascent is unusable.
    #[error(transparent)]
    Ascent(#[from] AscentError),
    /// The sun is not known for a time.
    #[error("the place of the sun is not known for {time}; give a time between the years 1 and 6000")]
    NoSun {
        /// Time asked for.
        time: String,
    },
    /// No piece comes down in any fall.
    #[error("no piece comes down in any fall; give an earlier failure time")]
    NothingFalls,
    /// The thread pool could not be made.
    #[error("cannot start {threads} threads: {reason}; ask for fewer with --threads")]
    Threads {
        /// Threads asked for.
        threads: usize,
        /// What the system said.
        reason: String,
    },
}

impl RunError {
    /// True where another input is the remedy: nothing comes down, or a time is beyond the almanac.
    pub fn is_usage(&self) -> bool {
        match self {
            Self::NothingFalls | Self::NoSun { .. } | Self::Population(_) => true,
            Self::Ensemble(EnsembleError::Descent { source, .. }) => {
                matches!(source, DescentError::Fall(FallError::NoGround { .. }) | DescentError::NoStage { .. })
            }
            _ => false,
        }
    }
}

/// How to run.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RunOptions {
    /// Threads; all cores where absent.
    pub threads: Option<usize>,
    /// Command line, for the manifest.
    pub command_line: Vec<String>,
    /// Language of maps, report and other texts for people.
    pub language: Language,
    /// Coordinate system of the files that may be in another than WGS 84.
    pub out_crs: Option<String>,
}

impl RunOptions {
    fn pool(&self) -> Result<rayon::ThreadPool, RunError> {
        let threads = self.threads.unwrap_or(0);
        let built = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        built.map_err(|error| RunError::Threads { threads, reason: error.to_string() })
    }
}

/// The assessment of an incident.
///
/// `progress` is called with the number of members that are done; it may be called from several threads.
///
/// # Errors
/// [`RunError`] where the ensemble cannot be run or a place cannot be projected.
pub fn assess(inputs: &Inputs, options: &RunOptions, progress: &(dyn Fn(usize) + Sync)) -> Result<Outcome, RunError> {
    options.pool()?.install(|| assess_here(inputs, options, progress))
}

fn assess_here(inputs: &Inputs, options: &RunOptions, progress: &(dyn Fn(usize) + Sync)) -> Result<Outcome, RunError> {
    let frame = Frame::new(inputs)?;
    let runner = Runner::new(&frame)?;
    runner.run(0..inputs.scenario.members, progress)?;
    Stage::of(&frame, &runner.into_sums()).outcome(options)
}

/// Everything that the result is put together from.
struct Stage<'a> {
    frame: &'a Frame<'a>,
    inputs: &'a Inputs,
    summary: &'a Summary,
    tally: &'a Tally,
    plan: &'a Plan,
    plane: &'a LocalPlane,
    /// Share of the area looked at in which the population raster has a value, 0 to 1; 1 without one.
    raster_known: f64,
    waters: &'a Waters,
}

impl<'a> Stage<'a> {
    fn of(frame: &'a Frame<'a>, sums: &'a Sums) -> Self {
        Self {
            frame,
            inputs: frame.inputs,
            summary: &sums.summary,
            tally: &sums.tally,
            plan: &frame.plan,
            plane: &frame.plane,
            raster_known: frame.ground.raster().map_or(1.0, |raster| raster.known),
            waters: &frame.waters,
        }
    }
}

impl Stage<'_> {
    fn outcome(&self, options: &RunOptions) -> Result<Outcome, RunError> {
        let scenario = &self.inputs.scenario;
        let (ground, settlements) = (&self.frame.ground, &self.frame.settlements);
        let mut zones = self.zones(settlements);
        if let Some(footprint) = &self.frame.footprint {
            zones.insert(0, self.fall_zone(footprint, &self.frame.fall_ground));
        }
        let (fall, fall_regions) = self.frame.footprint.clone().map(|f| (f.report, f.regions)).unzip();
        let shapes = self.shapes(&zones)?;
        zones.extend(self.water_zones());
        let water = self.water_bodies();
        let exposures = self.settlement_exposures(settlements);
        let population = self.population_report(&zones, ground);
        let people_tables = self.people_tables(&zones, &shapes, settlements, ground)?;
        let receptors = self.receptor_exposures(settlements.len());
        let warnings = self.warnings(&zones, fall.as_ref(), &exposures);
        let mut assessment = Assessment {
            scenario: scenario.name.clone(),
            title: scenario.title.of(options.language).to_owned(),
            time_utc: scenario.time_utc.to_string(),
            members: self.summary.members as usize,
            seed: scenario.seed,
            lease: self.lease_report(),
            incident: self.incident_report(),
            fall,
            release_kg: self.release(),
            ledger_kg: self.ledgers(),
            zones,
            soil: self.soil_days(),
            population,
            water,
            official: scenario.official.clone(),
            warnings,
            sensitivity: self.sensitivity(),
            samples: SamplingPlan::default(),
        };
        let winds = self.winds();
        let found = sampling::Found { shapes: &shapes, settlements: &exposures, receptors: &receptors, winds: &winds };
        assessment.samples = self.sampling(&assessment, &found)?;
        Ok(Outcome {
            summary: scenario.summary.clone(),
            language: options.language,
            out_crs: options.out_crs.clone(),
            title: scenario.title.clone(),
            vehicle_name: scenario.vehicle.name.clone(),
            utc_offset_h: scenario.utc_offset_h,
            weather_observed: scenario.weather.observed,
            weather_rows: self.weather_rows(),
            observed_weather: observed::observed_weather(self.inputs),
            source_rows: self.source_rows(),
            centre: self.plane.centre(),
            pad: scenario.pad,
            ground_track: self.ground_track()?,
            reported_place: fall::reported_place(scenario),
            impacts: self.impacts(),
            fall_regions: fall_regions.unwrap_or_default(),
            breakups: self.breakups(),
            profile: self.profile()?,
            release_study: release::release_study(self.inputs)?,
            zones_by_member: self.zones_by_member(),
            shapes,
            rasters: self.rasters()?,
            settlements: exposures,
            receptors,
            people_tables,
            winds,
            thresholds: self.inputs.thresholds.clone(),
            sites: self.inputs.sites.clone(),
            lease: self.inputs.lease.clone(),
            drop_zones: self.inputs.drop_zones.clone(),
            base_map: self.inputs.base_map.clone(),
            assumptions: assumptions(self.inputs),
            citations: texts::citations(),
            coefficient_sets: texts::coefficient_sets(),
            inputs: self.inputs.files.clone(),
            command_line: options.command_line.clone(),
            fates: self.fates(),
            assessment,
        })
    }

    fn lease_report(&self) -> LeaseReport {
        let lease = &self.inputs.lease;
        let centre = self.plane.centre();
        LeaseReport {
            area_km2: lease.area_km2,
            official_area_km2: LEASE_OFFICIAL_AREA_KM2,
            source: lease.source.clone(),
            inside: lease.outline.contains(&Point::new(centre.lon, centre.lat)),
        }
    }

    fn incident_report(&self) -> IncidentReport {
        let scenario = &self.inputs.scenario;
        let sample = &self.summary.sample;
        let median = |value: fn(&Sampled) -> f64| Quantiles::of(sample.values().map(value)).median;
        IncidentReport {
            vehicle: scenario.vehicle.id.clone(),
            site: scenario.site.id.clone(),
            failure_time_s: median(|member| member.failure_time_s),
            altitude_m: median(|member| member.failure.altitude_m),
            speed_m_s: median(|member| member.failure.speed_m_s),
            lon: median(|member| member.failure.below.lon),
            lat: median(|member| member.failure.below.lat),
        }
    }

    fn release(&self) -> BTreeMap<String, Quantiles> {
        let always = [Substance::Udmh, Substance::Nto, Substance::Kerosene];
        let left_kg = self.summary.draws.left_kg.iter();
        left_kg
            .map(|(substance, left)| (*substance, left.quantiles()))
            .filter(|(s, left)| always.contains(s) || left.p95 > 0.0)
            .map(|(s, left)| (s.id().to_owned(), left))
            .collect()
    }

    fn winds(&self) -> Vec<WindSample> {
        self.summary.sample.values().map(|member| member.wind.clone()).collect()
    }
}
