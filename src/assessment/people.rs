//! People by distance, zone and region, and what the cloud does at schools, wells, pastures and sampling points.

use serde::Serialize;

use super::Quantiles;
use crate::geodesy::LonLat;
use crate::receptor::Measured;

/// How people are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CountedBy {
    /// Listed settlements and a rural background.
    #[default]
    List,
    /// Cells of a raster.
    Raster,
}

/// People between two distances from the likeliest place of impact.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PeopleAtDistance {
    /// From this distance, km.
    pub from_km: f64,
    /// To this distance, km.
    pub to_km: f64,
    /// In listed settlements.
    pub settlements: f64,
    /// Rural background, or all people of the raster.
    pub background: f64,
}

/// People inside a contour of a zone, by region.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PeopleInRegion {
    /// Id of the zone.
    pub zone: String,
    /// `about-impact` or `geographic`.
    pub contour: &'static str,
    /// Probability of exceedance at the contour, 0 to 1.
    pub probability: f64,
    /// Region; empty where no region of the list holds the part.
    pub region: String,
    /// Area of the part, km2.
    pub area_km2: f64,
    /// In listed settlements.
    pub settlements: f64,
    /// Rural background, or all people of the raster.
    pub background: f64,
}

/// Tables of people.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct PeopleTables {
    /// By distance.
    pub by_distance: Vec<PeopleAtDistance>,
    /// By zone, contour and region.
    pub by_region: Vec<PeopleInRegion>,
}

/// What the cloud does at a receptor. Of an area the worst of its points counts, in each member.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReceptorExposure {
    /// Kind, as the layer says: school, hospital, well, grazing ...
    pub kind: String,
    /// Name; may be empty.
    pub name: String,
    /// The place, or a point inside the area.
    pub position: LonLat,
    /// Area, km2; none for a point.
    pub area_km2: Option<f64>,
    /// What was measured there, if a sample was taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measured: Option<Measured>,
    /// Points asked: one, or several over an area.
    pub points: usize,
    /// Distance of the nearest of them from the likeliest place of impact, km.
    pub distance_km: f64,
    /// Highest 20-minute concentration of UDMH, mg/m3.
    pub udmh_highest_mg_m3: Quantiles,
    /// Dosage of UDMH, mg s/m3.
    pub udmh_dosage_mg_s_m3: Quantiles,
    /// Highest 20-minute concentration of NO2, mg/m3.
    pub no2_highest_mg_m3: Quantiles,
    /// Toxic load of NO2 at most, (mg/m3)^3.5 min.
    pub no2_toxic_load_at_most: Quantiles,
    /// Deposit of UDMH, mg/m2.
    pub udmh_deposit_mg_m2: Quantiles,
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
