//! The result: what `assessment.json` holds, and the geometry and grids that the maps and files are made from.

mod comparison;
mod fall;
mod people;
mod release;
mod samples;
mod soil;
mod sensitivity;
mod water;

use std::collections::BTreeMap;

use geo::{LineString, MultiPolygon};
use serde::{Deserialize, Serialize};

use crate::geodesy::LonLat;
use crate::incident::Official;
use crate::language::{Arg, Language, Style};
use crate::places::{BaseMap, DropZone, Lease, Site};
use crate::provenance::{Assumption, Citation, InputFile, Warning};
use crate::substance::{Names, Substance};
use crate::threshold::{Medium, Severity, Threshold};
use crate::weather::WeatherProfile;
use crate::weather::diagnosis::Diagnosis;

pub use comparison::{ComparedCase, ComparedQuantity, ComparedRow, Comparison, Difference, Pairing, ZoneByMember};
pub use fall::{FallOutcome, FallPoint, FallRegion, FallReport, Hit, HitMethod, PieceClass};
pub use people::{CountedBy, PeopleAtDistance, PeopleInRegion, PeopleTables, ReceptorExposure};
pub use release::{BreakUpLimit, CriticalCurve, ReleaseCase, ReleaseStudy, Season, SprayFate};
pub use samples::{
    SampleLimit, SampleMedium, SamplePoint, SampleRole, SampleTaken, SampleValue, SampledQuantity, SamplesLeftOut,
    SamplingPlan,
};
pub use sensitivity::{Answer, Correlation, DriverReport, Effect, LeftOut, Sensitivity};
pub use soil::{LayerContents, SoilDay};
pub use water::{WaterBody, WaterContent};

/// Quantiles over the members.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Quantiles {
    /// 5 % of the members lie below.
    pub p05: f64,
    /// Half of the members lie below.
    pub median: f64,
    /// 95 % of the members lie below.
    pub p95: f64,
}

impl Quantiles {
    /// Quantiles of values, linear between the ranked values (type 7 of Hyndman & Fan 1996, Am. Stat. 50, 361-365);
    /// zeros without values.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut sorted: Vec<f64> = values.into_iter().collect();
        sorted.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let Some(last) = sorted.len().checked_sub(1) else { return 0.0 };
            let position = share * last as f64;
            let below = position as usize;
            let above = (below + 1).min(last);
            sorted[below] + (position - below as f64) * (sorted[above] - sorted[below])
        };
        Self { p05: at(0.05), median: at(0.5), p95: at(0.95) }
    }

    /// The same value three times.
    pub fn exactly(value: f64) -> Self {
        Self { p05: value, median: value, p95: value }
    }

    /// Median and range in the words of a language: `1.2 (0.4–3.1)`.
    pub fn arg(&self, style: Style) -> Arg {
        Arg::Range { low: self.p05, best: Some(self.median), high: self.p95, style }
    }

    /// All three times a factor.
    pub fn times(&self, factor: f64) -> Self {
        Self { p05: self.p05 * factor, median: self.median * factor, p95: self.p95 * factor }
    }
}

/// Where the mass of one substance went, kg. All columns are of one member, the one nearest to the medians of all
/// columns, so that they add up; `closure_error` is the largest of all members.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Ledger {
    /// In the tanks at lift-off; for NDMA: formed from UDMH.
    pub loaded: f64,
    /// Burnt by the engines before the failure.
    pub burnt_in_flight: f64,
    /// Burnt or decomposed in the fire of the break-up or impact.
    pub burnt_on_impact: f64,
    /// Vapour released above the mixing layer.
    pub evaporated_aloft: f64,
    /// Still in the air of the mixing layer at the end.
    pub airborne: f64,
    /// Turned into something else in the air.
    pub transformed: f64,
    /// In or on the soil.
    pub deposited_soil: f64,
    /// In water.
    pub deposited_water: f64,
    /// Carried out of the computed area by the wind, or gone with stages dropped before the failure.
    pub left_domain: f64,
    /// |loaded - sum of the others| / loaded.
    pub closure_error: f64,
}

/// How a zone was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// By this program.
    Modelled,
    /// By samples on the ground.
    Measured,
    /// By an order that closed the area.
    Restricted,
}

/// A zone: one limit in one medium. A zone that no member reaches is listed with zeros.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Zone {
    /// Word that stands for it; the id of its limit.
    pub id: String,
    /// Medium.
    pub medium: Medium,
    /// Substance; `any` for the fall area.
    pub substance: String,
    /// Quantity in words.
    pub quantity: String,
    /// Limit in `unit`.
    pub threshold: f64,
    /// Unit.
    pub unit: String,
    /// Averaging time, s.
    pub averaging_s: f64,
    /// Source of the limit.
    pub source: String,
    /// Area, km2.
    pub area_km2: Quantiles,
    /// People inside.
    pub population: Quantiles,
    /// English names of settlements inside in at least 5 % of the members.
    pub settlements: Vec<String>,
    /// How it was found.
    pub basis: Basis,
    /// Share of the members that have such a zone, 0 to 1.
    pub probability: f64,
    /// Of the people inside: in listed settlements (median) and in the rural background (median).
    pub population_settlements: f64,
    /// See `population_settlements`.
    pub population_background: f64,
    /// Furthest point from the place of impact, km.
    pub reach_km: Quantiles,
    /// Severity.
    pub severity: Severity,
    /// Day after the spill on which a zone in soil holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<u32>,
    /// Names of the limit.
    #[serde(skip)]
    pub name: Names,
}

/// The lease block.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeaseReport {
    /// Area of the outline used, km2.
    pub area_km2: f64,
    /// Area in the treaty, km2.
    pub official_area_km2: f64,
    /// Where the outline comes from.
    pub source: String,
    /// True where the likeliest place of impact lies inside.
    pub inside: bool,
}

/// The incident block.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IncidentReport {
    /// Vehicle id.
    pub vehicle: String,
    /// Site id.
    pub site: String,
    /// Median failure time, s.
    pub failure_time_s: f64,
    /// Median altitude at the failure, m.
    pub altitude_m: f64,
    /// Median speed at the failure, m/s.
    pub speed_m_s: f64,
    /// Point below the vehicle at the failure.
    pub lon: f64,
    /// Point below the vehicle at the failure.
    pub lat: f64,
}

/// The people block.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PopulationReport {
    /// Median people in listed settlements within the widest modelled zone.
    pub settlements: f64,
    /// Median people of the rural background within it.
    pub background: f64,
    /// Year of the figures.
    pub year: i32,
    /// Share of the official total that the listed settlements cover.
    pub listed_share: Option<f64>,
    /// Whether people are counted by settlements and background, or on a raster (all of them are `background` then).
    pub counted_by: CountedBy,
    /// Year of the raster, where it is known.
    pub raster_year: Option<i32>,
    /// Sources.
    pub sources: Vec<String>,
}

/// What `assessment.json` holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Assessment {
    /// Scenario name.
    pub scenario: String,
    /// Title in the chosen language.
    pub title: String,
    /// Lift-off, UTC.
    pub time_utc: String,
    /// Members of the ensemble.
    pub members: usize,
    /// Seed.
    pub seed: u64,
    /// Lease.
    pub lease: LeaseReport,
    /// Incident.
    pub incident: IncidentReport,
    /// Fall; none where the place is given by the scenario.
    pub fall: Option<FallReport>,
    /// What is left at the failure by substance, kg.
    pub release_kg: BTreeMap<String, Quantiles>,
    /// Ledgers by substance.
    pub ledger_kg: BTreeMap<String, Ledger>,
    /// Zones.
    pub zones: Vec<Zone>,
    /// Heptyl and NDMA in the soil by day; empty where none was carried.
    pub soil: Vec<SoilDay>,
    /// People.
    pub population: PopulationReport,
    /// Rivers and lakes that are touched, the likeliest first.
    pub water: Vec<WaterBody>,
    /// What was reported.
    pub official: Vec<Official>,
    /// Warnings.
    pub warnings: Vec<Warning>,
    /// Which input moves which answer most.
    pub sensitivity: Sensitivity,
    /// Proposed sampling points.
    pub samples: SamplingPlan,
}

/// A settlement touched by a zone or near the place of impact.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SettlementExposure {
    /// Names.
    pub name: Names,
    /// Where.
    pub position: LonLat,
    /// People, where a figure is known.
    pub people: Option<f64>,
    /// Year of the figure.
    pub people_year: Option<i32>,
    /// Distance from the centre of the impacts, km.
    pub distance_km: f64,
    /// Highest 20-minute concentration of UDMH, mg/m3.
    pub udmh_highest_mg_m3: Quantiles,
    /// Dosage of UDMH, mg s/m3.
    pub udmh_dosage_mg_s_m3: Quantiles,
    /// Highest 20-minute concentration of NO2, mg/m3.
    pub no2_highest_mg_m3: Quantiles,
    /// Toxic load of NO2 at most, (mg/m3)^3.5 min; that of UDMH is its dosage.
    pub no2_toxic_load_at_most: Quantiles,
    /// Time from the impact to the arrival of the cloud, s, over the members whose cloud arrives.
    pub arrival_s: Option<Quantiles>,
    /// Time from the impact until the last of the cloud has passed, s, over the same members.
    pub departure_s: Option<Quantiles>,
    /// Highest AEGL level exceeded in at least 5 % of the members, 1 to 3.
    pub aegl: Option<u8>,
    /// Ids of the limits exceeded in at least 5 % of the members, worst first.
    pub zones: Vec<String>,
    /// Highest probability that any limit is exceeded there, 0 to 1.
    pub probability: f64,
}

/// The polygons of one limit for the maps and the GIS files.
#[derive(Debug, Clone, PartialEq)]
pub struct ZoneShape {
    /// Index of the zone in [`Assessment::zones`].
    pub zone: usize,
    /// Contours of the probability of exceedance in longitude and latitude: probability (0 to 1) and polygons.
    /// About the likeliest place of impact: what holds once the place is found.
    pub about_impact: Vec<(f64, MultiPolygon<f64>)>,
    /// The same with the spread of the place of impact mixed in: what holds before the place is found.
    pub geographic: Vec<(f64, MultiPolygon<f64>)>,
}

/// A grid in longitude and latitude for GeoTIFF, row 0 in the north.
#[derive(Debug, Clone, PartialEq)]
pub struct Raster {
    /// File name without ending.
    pub name: String,
    /// What it holds, with the unit.
    pub description: String,
    /// Unit.
    pub unit: String,
    /// West edge, degrees.
    pub west: f64,
    /// North edge, degrees.
    pub north: f64,
    /// Width of a cell, degrees of longitude.
    pub step_lon: f64,
    /// Height of a cell, degrees of latitude.
    pub step_lat: f64,
    /// Values, rows from the north; NaN where nothing was computed.
    pub values: ndarray::Array2<f32>,
}

/// A point where a piece strikes the ground in one member.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImpactPoint {
    /// Member.
    pub member: usize,
    /// What falls: `whole vehicle`, `stage 2 tanks`, `engine` ...
    pub piece: String,
    /// Where.
    pub position: LonLat,
    /// True where it carries propellant to the ground.
    pub carries_propellant: bool,
}

/// A point of a flight.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ProfilePoint {
    /// Point below.
    pub position: LonLat,
    /// Distance of it from the pad over ground, m.
    pub distance_m: f64,
    /// Height, m.
    pub altitude_m: f64,
}

/// The nominal flight and the fall from its end, for the map of the fall.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct FlightProfile {
    /// Under power, from the pad to the failure.
    pub powered: Vec<ProfilePoint>,
    /// From there to the ground.
    pub fall: Vec<ProfilePoint>,
}

/// Wind that the members drew, for the rose on the maps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WindSample {
    /// Direction that it blows from, degrees.
    pub wind_from_deg: f64,
    /// Speed at 10 m, m/s.
    pub wind_speed_m_s: f64,
    /// Pasquill class, `A` to `F`.
    pub stability: char,
    /// Mixing height, m.
    pub mixing_height_m: f64,
}

/// The profile that the files of weather give, for its plot.
#[derive(Debug, Clone, PartialEq)]
pub struct ObservedWeather {
    /// Files, place and time in one line.
    pub title: String,
    /// Wind and temperature by height.
    pub profile: WeatherProfile,
    /// What the profile says of itself.
    pub diagnosis: Diagnosis,
    /// Standard deviation of a component of its winds, m/s.
    pub wind_sigma_m_s: f64,
    /// Rows "what: value".
    pub facts: Vec<(String, String)>,
    /// What was extended or taken for granted, in sentences.
    pub notes: Vec<String>,
}

/// Everything that the writers need: the assessment, its geometry and what it was made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Language of maps, report and other texts for people.
    pub language: Language,
    /// Coordinate system of the files that may be in another than WGS 84, as PROJ is given it.
    pub out_crs: Option<String>,
    /// The result.
    pub assessment: Assessment,
    /// What happened, a few sentences from the scenario.
    pub summary: String,
    /// Title in three languages.
    pub title: Names,
    /// Vehicle names.
    pub vehicle_name: Names,
    /// Local time minus UTC, h.
    pub utc_offset_h: f64,
    /// True where the weather is an observation.
    pub weather_observed: bool,
    /// Rows "input: range" for the report's weather section.
    pub weather_rows: Vec<(String, String)>,
    /// The profile of the weather files, if any was given.
    pub observed_weather: Option<ObservedWeather>,
    /// Rows "input: range" for the report's source section.
    pub source_rows: Vec<(String, String)>,
    /// Likeliest place of impact: the centre of the local plane.
    pub centre: LonLat,
    /// Launch pad.
    pub pad: LonLat,
    /// Ground track of the nominal ascent up to the failure and of the fall.
    pub ground_track: LineString<f64>,
    /// Reported place of impact, if one.
    pub reported_place: Option<LonLat>,
    /// Impacts of all members.
    pub impacts: Vec<ImpactPoint>,
    /// Smallest regions that hold 50, 95 and 99 % of the main pieces; empty where the place is given.
    pub fall_regions: Vec<(f64, MultiPolygon<f64>)>,
    /// Where the members break up; empty where they strike whole.
    pub breakups: Vec<ProfilePoint>,
    /// Nominal flight and fall; none where the place is given.
    pub profile: Option<FlightProfile>,
    /// What would reach the ground as liquid from which height; none where no heptyl flies or nothing fails in flight.
    pub release_study: Option<ReleaseStudy>,
    /// Zones of air and soil in each of the members that are kept one by one, for comparisons.
    pub zones_by_member: Vec<ZoneByMember>,
    /// Polygons by zone.
    pub shapes: Vec<ZoneShape>,
    /// Grids.
    pub rasters: Vec<Raster>,
    /// Settlements touched or near.
    pub settlements: Vec<SettlementExposure>,
    /// Schools, wells, pastures and sampling points of the user.
    pub receptors: Vec<ReceptorExposure>,
    /// People by distance, zone and region.
    pub people_tables: PeopleTables,
    /// Wind of the members.
    pub winds: Vec<WindSample>,
    /// All limits known, also those without a modelled zone.
    pub thresholds: Vec<Threshold>,
    /// Sites.
    pub sites: Vec<Site>,
    /// Lease.
    pub lease: Lease,
    /// Drop zones.
    pub drop_zones: Vec<DropZone>,
    /// Base map.
    pub base_map: BaseMap,
    /// Assumptions.
    pub assumptions: Vec<Assumption>,
    /// Papers and rules.
    pub citations: Vec<Citation>,
    /// Coefficient sets.
    pub coefficient_sets: Vec<String>,
    /// Inputs with checksums.
    pub inputs: Vec<InputFile>,
    /// Command line, for the manifest.
    pub command_line: Vec<String>,
    /// Share of the load by fate, for the report: label and quantiles, kg of UDMH, NTO and kerosene together.
    pub fates: Vec<(String, Quantiles)>,
}

impl Outcome {
    /// Substances whose ledger has a mass.
    pub fn substances(&self) -> impl Iterator<Item = Substance> + '_ {
        self.assessment.ledger_kg.keys().filter_map(|id| Substance::from_id(id))
    }
}
