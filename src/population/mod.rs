//! People: listed settlements and the thin rural background between them, always told apart.

mod count;
mod lattice;
mod raster;

use geo::MultiPolygon;
use serde::Serialize;

use crate::geodesy::LonLat;
use crate::substance::Names;

pub use count::{Counted, people_inside};
pub use lattice::PeopleLattice;
pub use raster::{PeopleRaster, Raster, RasterError, RasterFrame};

#[cfg(test)]
pub(crate) use raster::tests::InMemory;

/// A town, village or station.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Settlement {
    /// Names.
    pub name: Names,
    /// Where.
    pub position: LonLat,
    /// Region that it is listed under.
    pub region: String,
    /// People in the census or estimate nearest to the asked year; none where no figure was found.
    pub people: Option<f64>,
    /// Year of that figure; none where the source gives no date.
    pub people_year: Option<i32>,
    /// Source.
    pub source: String,
}

/// The rural background of a region: official total minus the listed settlements, over its area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RegionBackground {
    /// Name of the region.
    pub region: String,
    /// Outline in longitude and latitude.
    #[serde(skip)]
    pub outline: MultiPolygon<f64>,
    /// Year of the official total.
    pub year: i32,
    /// Official total.
    pub official_total: f64,
    /// Of it in listed settlements.
    pub listed: f64,
    /// People per km2 outside the listed settlements.
    pub density_per_km2: f64,
}

/// What the program knows about where people live, for one year.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Population {
    /// Year asked for.
    pub year: i32,
    /// Settlements.
    pub settlements: Vec<Settlement>,
    /// Background by region.
    pub background: Vec<RegionBackground>,
    /// People by cell; where it is there it takes the place of settlements and background in every count.
    pub raster: Option<Raster>,
    /// Sources, one line each.
    pub sources: Vec<String>,
}

impl Population {
    /// Share of the official total that the listed settlements cover, 0 to 1; none without official totals.
    pub fn listed_share(&self) -> Option<f64> {
        let official: f64 = self.background.iter().map(|b| b.official_total).sum();
        let listed: f64 = self.background.iter().map(|b| b.listed).sum();
        // An empty sum is minus zero.
        (official > 0.0).then(|| (listed / official).max(0.0))
    }
}
