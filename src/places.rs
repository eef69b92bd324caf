//! The ground that the rockets fly over: launch sites, the lease, drop zones, water and borders.

mod elevation;
mod water;

use geo::{LineString, MultiPolygon, Polygon};
use serde::Serialize;

use crate::geodesy::LonLat;
use crate::substance::Names;

pub use elevation::Elevation;
pub use water::{Water, WaterFacts, WaterKind, WaterShape, lakes_of, rivers_of, waters_of};

/// How well a position is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PositionQuality {
    /// Within 100 m.
    A,
    /// Within 500 m.
    B,
    /// Within 2 km.
    C,
    /// Not known: listed, never drawn.
    Unknown,
}

/// A launch pad, an airfield or another place of the cosmodrome.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Site {
    /// Word that stands for it, such as `81/24`.
    pub id: String,
    /// Names.
    pub name: Names,
    /// Where, unless the position is unknown.
    pub position: Option<LonLat>,
    /// How well the position is known.
    pub quality: PositionQuality,
    /// What it is or was used for.
    pub used_for: String,
    /// `yes`, `no` or `unknown`: whether heptyl rockets fly or flew from it.
    pub heptyl: String,
    /// Source.
    pub source: String,
    /// Remark.
    pub note: String,
}

/// An area where stages come down as planned.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DropZone {
    /// Number, such as `25`.
    pub id: String,
    /// Names.
    pub name: Names,
    /// What falls there.
    pub used_for: String,
    /// Outline; empty where only the name is known.
    #[serde(skip)]
    pub outline: MultiPolygon<f64>,
    /// Area on the ellipsoid, km2.
    pub area_km2: Option<f64>,
    /// Source.
    pub source: String,
    /// Remark.
    pub note: String,
}

/// The leased area of the cosmodrome.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Lease {
    /// Outline.
    #[serde(skip)]
    pub outline: MultiPolygon<f64>,
    /// Area on the ellipsoid, km2.
    pub area_km2: f64,
    /// Where the outline comes from.
    pub source: String,
    /// True where the outline was scaled to the official area.
    pub derived: bool,
}

/// What a falling piece may strike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceKind {
    /// A drop zone.
    DropZone,
    /// A settlement.
    Settlement,
    /// A lake or a river of the base map.
    Water,
    /// The leased area of the cosmodrome.
    Lease,
    /// A region (oblast).
    Region,
}

impl PlaceKind {
    /// Word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::DropZone => "drop zone",
            Self::Settlement => "settlement",
            Self::Water => "water",
            Self::Lease => "lease",
            Self::Region => "region",
        }
    }
}

/// A named line of the base map.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedLine {
    /// Names, possibly empty.
    pub name: Names,
    /// Line in longitude and latitude.
    pub line: LineString<f64>,
}

/// A named area of the base map.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedArea {
    /// Names, possibly empty.
    pub name: Names,
    /// Outline in longitude and latitude.
    pub outline: Polygon<f64>,
}

/// What every map is drawn on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BaseMap {
    /// Countries.
    pub countries: Vec<NamedArea>,
    /// Lakes and seas.
    pub lakes: Vec<NamedArea>,
    /// Rivers.
    pub rivers: Vec<NamedLine>,
    /// Oblasts of the time.
    pub regions: Vec<NamedArea>,
    /// Outline of Kazakhstan for the inset.
    pub kazakhstan: Vec<NamedArea>,
    /// Heights for the relief.
    pub elevation: Option<Elevation>,
    /// Rivers and lakes of the user, drawn above those of the base map; empty where he gave none.
    pub own_waters: Vec<Water>,
    /// True where some layer is the user's.
    pub own_layers: bool,
    /// True where the regions are those before the reform of 8 June 2022.
    pub regions_before_2022: bool,
    /// Credit line for the data above.
    pub credit: String,
}
