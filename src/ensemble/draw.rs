//! What each member draws: weather, way down, source term, loss rates.

use jiff::ToSpan;
use jiff::tz::TimeZone;
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::EnsembleError;
use crate::climatology::Climatology;
use crate::flight::descent::Descent;
use crate::flight::launch::Launch;
use crate::geodesy::LonLat;
use crate::incident::Scenario;
use crate::input::Inputs;
use crate::range::Range;
use crate::soil::history::SoilHistory;
use crate::source::SourceTerm;
use crate::source::term::{Conditions, source_term};
use crate::transport::dense::Coefficients;
use crate::transport::dense::place::hand_over;
use crate::transport::fate::{Fates, fates};
use crate::weather::Weather;
use crate::weather::member::{Sun, sun};

/// Uncertainty of the population figures. Settlements +-15 % (census to incident), rural background half to double
/// (it is a difference of two large numbers spread evenly). Assumed.
const SETTLED_FACTOR: Range = Range::triangular(0.85, 1.0, 1.15);

/// One member before its fields are computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// Number of the member.
    pub member: usize,
    /// Weather.
    pub weather: Weather,
    /// Way down.
    pub descent: Descent,
    /// Source term.
    pub term: SourceTerm,
    /// Loss rates.
    pub fates: Fates,
    /// What a deposit turns into.
    pub soil: SoilHistory,
    /// Releases that crept by their own weight before the wind took over.
    pub dense_releases: usize,
    /// Factor on the people in settlements.
    pub settled_factor: f64,
    /// Factor on the rural background.
    pub rural_factor: f64,
}

/// What every member is drawn from.
#[derive(Debug)]
pub struct Urn<'a> {
    inputs: &'a Inputs,
    season: Season,
    launch: Launch<'a>,
}

impl<'a> Urn<'a> {
    /// That of a scenario.
    ///
    /// # Errors
    /// [`EnsembleError`] where the sun is not known or the ascent is unusable.
    pub fn new(inputs: &'a Inputs) -> Result<Self, EnsembleError> {
        Ok(Self { inputs, season: Season::over(&inputs.scenario)?, launch: Launch::of(&inputs.scenario)? })
    }

    /// A member: the same whichever others are drawn.
    ///
    /// # Errors
    /// [`EnsembleError::Descent`] where its way down cannot be computed.
    pub fn draw(&self, member: usize) -> Result<Drawn, EnsembleError> {
        draw_member(self.inputs, &self.season, &self.launch, member)
    }
}

/// Sun and season over the pad at the failure.
#[derive(Debug, Clone, PartialEq)]
pub struct Season {
    sun: Sun,
    year: Climatology,
    day_of_year: Option<f64>,
}

impl Season {
    /// That of a scenario.
    ///
    /// # Errors
    /// [`EnsembleError::Sun`] outside the years that the algorithm is made for.
    pub fn over(scenario: &Scenario) -> Result<Self, EnsembleError> {
        let day = TimeZone::UTC.to_datetime(scenario.time_utc).day_of_year();
        let day_of_year = (!scenario.weather.any_day).then(|| f64::from(day));
        Ok(Self { sun: sun_over(scenario)?, year: Climatology::above(scenario.pad), day_of_year })
    }

    /// The weather of one member.
    pub fn weather(&self, scenario: &Scenario, rng: &mut impl Rng) -> Weather {
        let day_of_year = self.day_of_year.unwrap_or_else(|| 1.0 + 365.0 * rng.random::<f64>());
        let season = self.year.on(day_of_year);
        scenario.weather.sample(scenario.pad, self.sun, day_of_year, &season, rng)
    }
}

fn sun_over(scenario: &Scenario) -> Result<Sun, EnsembleError> {
    let failure_s = scenario.failure.time_s.best as i64;
    let time = scenario.time_utc.checked_add(failure_s.seconds()).unwrap_or(scenario.time_utc);
    let LonLat { lon, lat } = scenario.pad;
    sun(time, scenario.pad).ok_or_else(|| EnsembleError::Sun { lon, lat, time: time.to_string() })
}

fn draw_member(inputs: &Inputs, season: &Season, launch: &Launch<'_>, member: usize) -> Result<Drawn, EnsembleError> {
    let scenario = &inputs.scenario;
    let mut rng = ChaCha8Rng::seed_from_u64(scenario.seed);
    rng.set_stream(member as u64);
    let weather = season.weather(scenario, &mut rng);
    let descent = launch.descend(&weather, &mut rng).map_err(|source| EnsembleError::Descent { member, source })?;
    let conditions = Conditions { scenario, substances: &inputs.substances, weather: &weather };
    let mut term = source_term(&descent, &conditions, &mut rng);
    let coefficients = Coefficients::sample(&mut rng);
    let dense_releases = hand_over(&mut term.places, &inputs.substances, &weather, &coefficients);
    let fates = fates(&inputs.substances, &weather, &mut rng);
    let soil = SoilHistory::sample(weather.day_of_year, scenario.soil.bulk_density_kg_m3, &mut rng);
    let settled_factor = SETTLED_FACTOR.sample(&mut rng);
    let rural_factor = Range::log_uniform(0.5, 2.0).sample(&mut rng);
    Ok(Drawn { member, weather, descent, term, fates, soil, dense_releases, settled_factor, rural_factor })
}
