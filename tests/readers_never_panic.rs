//! Whatever the bytes are, a reader answers with a value or with an error, never with a panic.

use heptyl::geodesy::LonLat;
use heptyl::input::{self, Catalogue, DataSource, InputOptions, LayerKind, Loaded, RasterOptions, Reference};
use heptyl::provenance::InputFile;
use heptyl::weather::column::{Wanted, profile_at};
use proptest::prelude::*;
use std::sync::LazyLock;

static KNOWN: LazyLock<Reference> =
    LazyLock::new(|| input::reference(&InputOptions::default()).expect("the bundled tables are valid"));

const SCENARIO: &str = include_str!("../data/scenarios/baikonur-2013.toml");
const LEASE: &str = include_str!("../data/lease.geojson");
const OUTLINE: &str = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":49},"geometry":{"type":"MultiPolygon","coordinates":[[[[66,47],[67,47],[67,48],[66,48],[66,47]],[[66.2,47.2],[66.4,47.2],[66.4,47.4],[66.2,47.2]]],[[[68,47],[69,47],[69,48],[68,47]]]]}}]}"#;
const SETTLEMENTS: &str = "name_en,lat_deg,lon_deg,population_2009\nAkai,45.6,63.3,3853\nToretam,45.65,63.31,9548\n";

const TRAJECTORY: &str = "time_s,lon,lat,altitude_m,speed_m_s,heading_deg\n0,62.985,46.071,120,330,\n60,63.010,46.080,11000,430,62\n120,63.660,46.300,42400,1738,62.5\n";
const BY_PRESSURE: &str = "time,pressure_hpa,wind_from_deg,wind_speed_m_s,temperature_c\n2013-07-02T00:00:00Z,1000,270,5,21\n2013-07-02T00:00:00Z,850,280,12,\n2013-07-02T12:00:00Z,700,300,20,-2\n";
const BY_HEIGHT: &str = "# own\nheight_asl_m;ground_asl_m;wind_u_m_s;wind_v_m_s\n100;90;1,5;-2\n1500;90;3;4\n";

const POINTS: &str = "# crs: EPSG:4326\nname;kind;широта;долгота;население\nA;school;46°04'15,6\"N;62-59-06 в.д.;1 200\nB;well;46,5;63,25;7\n";
const VERTICES: &str = "id,ring,easting,northing\nA,1,12310000,5207000\nA,1,12330000,5207000\nA,1,12330000,5227000\nA,2,12320000,5210000\nA,2,12325000,5210000\nA,2,12325000,5215000\n";
const WKT: &str =
    "id;kind;wkt\nA;grazing;POLYGON ((66.1 47.0, 66.7 47.05, 66.65 47.4, 66.1 47.0))\nB;well;POINT (66 47)\n";
const OUTLINE_2008: &str = r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28412"}},"features":[{"type":"Feature","properties":{"id":"A","kind":"grazing"},"geometry":{"type":"Polygon","coordinates":[[[12310000,5207000],[12330000,5207000],[12330000,5227000],[12310000,5207000]]]}}]}"#;

/// Small rasters, stripped and tiled, with the place of the width in their header.
static RASTERS: LazyLock<Vec<(Vec<u8>, usize)>> = LazyLock::new(|| {
    let values = ndarray::Array2::from_shape_fn((40, 60), |(row, column)| (row * column % 7) as f32);
    let grid = || {
        geotiff_writer::GeoTiffBuilder::new(60, 40)
            .geographic_epsg(4326)
            .origin(66.0, 48.0)
            .pixel_scale(0.01, 0.01)
            .nodata("-9999")
    };
    let builders = [
        grid(),
        grid().compression(geotiff_writer::Compression::Deflate).tile_size(16, 16),
        grid().compression(geotiff_writer::Compression::Lzw),
    ];
    builders
        .into_iter()
        .map(|builder| {
            let mut bytes = std::io::Cursor::new(Vec::new());
            builder.write_2d_to(&mut bytes, values.view()).expect("written");
            let bytes = bytes.into_inner();
            // ImageWidth is tag 256; its value stands 8 bytes after the tag in the first directory.
            let word = |at: usize| usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
            let directory = word(4) + (word(6) << 16);
            let entries = (0..word(directory)).map(|k| directory + 2 + 12 * k);
            let at = entries.into_iter().find(|at| word(*at) == 256).expect("a width") + 8;
            (bytes, at)
        })
        .collect()
});

fn loaded(bytes: &[u8]) -> Loaded {
    let file = InputFile { role: "test".into(), path: "test".into(), sha256: String::new(), source: String::new() };
    Loaded { text: String::from_utf8_lossy(bytes).into_owned(), file }
}

/// One change: replace, insert or delete at a place given as a share of the length.
fn mutated(text: &str, changes: &[(f64, u8, u8)]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for (place, kind, byte) in changes {
        let at = ((bytes.len() as f64) * place) as usize;
        match kind % 4 {
            0 if at < bytes.len() => bytes[at] = *byte,
            1 => bytes.insert(at.min(bytes.len()), *byte),
            2 if at < bytes.len() => drop(bytes.remove(at)),
            // A digit or sign in place of another keeps the syntax and breaks the meaning.
            _ if at < bytes.len() => bytes[at] = b"0123456789-.e[]{}\"\n=,"[usize::from(byte % 20)],
            _ => {}
        }
    }
    bytes
}

fn changes() -> impl Strategy<Value = Vec<(f64, u8, u8)>> {
    prop::collection::vec((0.0..1.0, any::<u8>(), any::<u8>()), 1..8)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn scenarios(changes in changes()) {
        let catalogue = Catalogue { vehicles: &KNOWN.vehicles, sites: &KNOWN.sites, vehicle: None };
        let result = input::scenario(&loaded(&mutated(SCENARIO, &changes)), catalogue);
        prop_assert!(result.map_or_else(|error| !error.to_string().is_empty(), |_| true));
    }

    #[test]
    fn outlines(changes in changes()) {
        for text in [LEASE, OUTLINE] {
            let file = loaded(&mutated(text, &changes));
            if let Ok(lease) = input::lease(&file) {
                prop_assert!(lease.area_km2.is_finite() && lease.area_km2 > 0.0, "{}", lease.area_km2);
            }
            let zones = input::zones(&file);
            prop_assert!(zones.map_or_else(|error| !error.to_string().is_empty(), |zones| !zones.is_empty()));
        }
    }

    #[test]
    fn trajectories(changes in changes()) {
        for text in [TRAJECTORY, &TRAJECTORY.replace(',', ";"), &TRAJECTORY.replace("speed_m_s", "speed_inertial_m_s")] {
            match input::trajectory(&loaded(&mutated(text, &changes))) {
                Err(error) => prop_assert!(!error.to_string().is_empty()),
                Ok(flown) => {
                    let (first_s, last_s) = flown.span_s();
                    for share in [0.0, 0.1, 0.5, 0.9, 1.0] {
                        let state = flown.state_at((first_s + share * (last_s - first_s)).clamp(first_s, last_s));
                        let state = state.expect("within the span");
                        let values = [state.position.lon, state.position.lat, state.altitude_m, state.speed_m_s,
                            state.flight_path_angle_deg, state.heading_deg];
                        prop_assert!(values.iter().all(|value| value.is_finite()), "{state:?}");
                        prop_assert!(state.speed_m_s >= 0.0 && state.flight_path_angle_deg.abs() <= 90.0, "{state:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn weather(changes in changes()) {
        for text in [BY_PRESSURE, BY_HEIGHT] {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("w.csv");
            std::fs::write(&path, mutated(text, &changes)).expect("a file");
            let read = input::read_weather(&DataSource::File(path), LonLat::new(63.0, 46.0), false);
            let Ok(read) = read else { continue };
            let time_utc = "2013-07-02T02:38:21Z".parse().expect("a time");
            let wanted = Wanted { time_utc, place: None, ground_pressure_pa: 1e5, needed_top_m: 0.0, extend: false };
            let Ok(profile) = profile_at("w.csv", &read.soundings, &wanted) else { continue };
            for height in [0.0, 10.0, 777.0, 12_345.0, 1e6] {
                let (u, v) = profile.wind_m_s(height);
                prop_assert!(u.is_finite() && v.is_finite() && u.hypot(v) < 300.0, "{profile:?}");
            }
            let rising = profile.levels.windows(2).all(|pair| pair[0].height_agl_m <= pair[1].height_agl_m);
            prop_assert!(rising && profile.levels[0].height_agl_m >= 0.0, "{profile:?}");
        }
    }

    #[test]
    fn tables(changes in changes()) {
        let sites = input::sites(&loaded(&mutated("id,name_en,lat_deg,lon_deg,quality\n1-5,Pad 1/5,45.9,63.3,a\n", &changes)));
        prop_assert!(sites.map_or_else(|error| !error.to_string().is_empty(), |sites| !sites.is_empty()));
        let settlements = loaded(&mutated(SETTLEMENTS, &changes));
        let regions = loaded(OUTLINE.replace("\"id\":49", "\"name_en\":\"R\"").as_bytes());
        let totals = loaded(&mutated("region_en,year,population\nR,2009,90000\n", &changes));
        let files = input::PeopleFiles {
            settlements: &settlements,
            regions: &regions,
            regions_are_bundled: false,
            region_population: &totals,
        };
        if let Ok(people) = input::population(&files, 2013) {
            prop_assert!(people.background.iter().all(|region| region.density_per_km2 >= 0.0));
        }
    }

    /// Layers of the user in every spelling.
    #[test]
    fn layers(changes in changes()) {
        for (text, kind) in [
            (POINTS, LayerKind::Points),
            (VERTICES, LayerKind::Polygons),
            (WKT, LayerKind::Points),
            (OUTLINE_2008, LayerKind::Polygons),
        ] {
            for crs in [None, Some("EPSG:28412")] {
                let Ok(layer) = input::vector_layer(loaded(&mutated(text, &changes)), crs, kind) else { continue };
                if let Ok(receptors) = input::receptors(&layer, None) {
                    let places = receptors.iter().flat_map(|receptor| &receptor.points);
                    prop_assert!(places.clone().all(|p| p.lon.abs() <= 180.0 && p.lat.abs() <= 90.0), "{receptors:?}");
                }
                let zones = input::zones(&layer);
                prop_assert!(zones.map_or_else(|error| !error.to_string().is_empty(), |zones| !zones.is_empty()));
            }
        }
    }

    /// Rasters with any bytes changed, cut off at any place, or with a header that claims any size: the reader gives
    /// people that are finite and not negative, or an error.
    #[test]
    fn rasters(changes in changes(), keep in 0.0..1.5_f64, width in any::<u32>()) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("p.tif");
        for (bytes, size_at) in RASTERS.iter() {
            let mut bytes = bytes.clone();
            for (place, kind, byte) in &changes {
                let at = ((bytes.len() as f64) * place) as usize;
                if kind % 2 == 0 { bytes[at] = *byte } else { bytes[at] ^= 1 << (byte % 8) }
            }
            if keep > 1.2 {
                bytes[*size_at..size_at + 4].copy_from_slice(&width.to_le_bytes());
            }
            bytes.truncate(((bytes.len() as f64) * keep.min(1.0)) as usize);
            std::fs::write(&path, &bytes).expect("a file");
            let options = RasterOptions { path: path.clone(), crs: Some("EPSG:4326".into()), ..RasterOptions::default() };
            match input::population_raster(&options) {
                Err(error) => prop_assert!(!error.to_string().is_empty()),
                Ok(open) => {
                    let square = heptyl::geodesy::geodesic_ellipse(LonLat::new(66.1, 47.9), 9e3, 9e3, 0.0);
                    if let Ok(counted) = heptyl::population::people_inside(&*open.raster.cells, &square.into()) {
                        prop_assert!(counted.people >= 0.0 && (0.0..=1.0).contains(&counted.known), "{counted:?}");
                    }
                }
            }
        }
    }
}
