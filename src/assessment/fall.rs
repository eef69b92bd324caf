//! The fall of the result: where pieces come down, the regions that hold them, the places that they may strike.

use geo::MultiPolygon;
use serde::Serialize;

use super::Quantiles;
use crate::geodesy::LonLat;
use crate::places::PlaceKind;
use crate::provenance::Assumption;

/// The fall block.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FallReport {
    /// Centre of the impacts.
    pub lon: f64,
    /// Centre of the impacts.
    pub lat: f64,
    /// One standard deviation along the major axis, km.
    pub sigma_along_km: f64,
    /// One standard deviation across, km.
    pub sigma_across_km: f64,
    /// Azimuth of the major axis, degrees, 0 to 180.
    pub azimuth_deg: f64,
    /// Area of the smallest region that holds 95 % of the main pieces, km2.
    pub area95_km2: f64,
    /// Altitude of the break-up, m; zeros where the vehicle stays whole.
    pub breakup_altitude_m: Quantiles,
    /// Speed of the propellant-bearing pieces at the ground, m/s.
    pub impact_speed_m_s: Quantiles,
    /// Distance from the centre to the reported place, km, where one was reported.
    pub distance_to_report_km: Option<f64>,
    /// True where the reported place lies inside the 95 % region.
    pub report_inside_95: Option<bool>,
    /// Falls computed.
    pub falls: usize,
    /// Falls that do not come down within the longest time that is followed; they count as striking nothing.
    pub not_down: usize,
    /// The smallest regions that hold 50, 95 and 99 % of the main pieces.
    pub regions: Vec<FallRegion>,
    /// Places that may be struck, the likeliest first; those below one in a million are left out.
    pub hits: Vec<Hit>,
    /// Classes of pieces, in the order in which they first come down.
    pub pieces: Vec<PieceClass>,
}

/// Size of a region that holds a share of the main pieces.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct FallRegion {
    /// Share, 0 to 1.
    pub probability: f64,
    /// Area, km2.
    pub area_km2: f64,
}

/// How a probability was estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum HitMethod {
    /// Share of the falls.
    Count,
    /// Integral of the kernel density, where fewer than 25 falls strike the place.
    Density,
}

/// How probably a place is struck by one launch that fails so.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// What it is.
    pub kind: PlaceKind,
    /// Id within its kind: number of the zone, `lon,lat` of the settlement, name of the rest.
    pub id: String,
    /// English name.
    pub name: String,
    /// Radius of the circle, or half width of the strip, that stands for it, m; none where its outline is used.
    pub reach_m: Option<f64>,
    /// Probability that the main piece comes down there, 0 to 1.
    pub probability_main: f64,
    /// Standard error of `probability_main`.
    pub standard_error_main: f64,
    /// Probability that at least one piece comes down there, 0 to 1.
    pub probability_any: f64,
    /// Standard error of `probability_any`.
    pub standard_error: f64,
    /// How `probability_any` was estimated.
    pub method: HitMethod,
    /// Mean number of pieces that come down there.
    pub expected_pieces: f64,
}

/// Pieces of one class over all falls.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PieceClass {
    /// Name, such as `tanks of stage 2`.
    pub name: String,
    /// Pieces on the ground in all falls.
    pub count: usize,
    /// Longitude of their mean place, degrees.
    pub lon: f64,
    /// Latitude of their mean place, degrees.
    pub lat: f64,
    /// One standard deviation along their major axis, km.
    pub sigma_along_km: f64,
    /// One standard deviation across, km.
    pub sigma_across_km: f64,
    /// Azimuth of their major axis, degrees, 0 to 180.
    pub azimuth_deg: f64,
    /// Speed at the ground, m/s.
    pub impact_speed_m_s: Quantiles,
    /// Propellant inside when they strike, kg.
    pub propellant_kg: Quantiles,
}

/// A piece of one fall on the ground.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FallPoint {
    /// Number of the fall.
    pub member: usize,
    /// Class of the piece.
    pub piece: String,
    /// Longitude, degrees.
    pub lon: f64,
    /// Latitude, degrees.
    pub lat: f64,
    /// Speed at the ground, m/s.
    pub impact_speed_m_s: f64,
    /// Propellant inside when it strikes, kg.
    pub propellant_kg: f64,
}

/// What `heptyl fall` prints: the fall block, every point, and what is assumed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FallOutcome {
    /// The fall.
    #[serde(flatten)]
    pub fall: FallReport,
    /// All pieces of all falls.
    pub points: Vec<FallPoint>,
    /// What is assumed.
    pub assumptions: Vec<Assumption>,
    /// Seed.
    #[serde(skip)]
    pub seed: u64,
    /// Launch pad.
    #[serde(skip)]
    pub pad: LonLat,
    /// Outlines of the regions of `fall` by probability.
    #[serde(skip)]
    pub regions: Vec<(f64, MultiPolygon<f64>)>,
}
