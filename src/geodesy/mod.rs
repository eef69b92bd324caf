//! Longitude and latitude on WGS 84 into local metres and back; distance, bearing and area on the ellipsoid.
//!
//! The local plane is Lambert's azimuthal equal-area projection about a stated centre: an area measured in it is
//! the area on the ellipsoid, at any distance from the centre.

mod describe;
mod system;

use geo::orient::{Direction, Orient};
use geo::{Bearing, Destination, Distance, Geodesic, GeodesicArea, MapCoordsInPlace, Point};
use proj::Proj;
use thiserror::Error;

pub use describe::SystemText;
pub use geo::{Coord, LineString, MultiLineString, MultiPolygon, Polygon};
pub use system::{CoordinateSystem, WGS84};

/// A place on WGS 84, degrees.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct LonLat {
    /// Longitude, degrees east, -180 to 180.
    pub lon: f64,
    /// Latitude, degrees north, -90 to 90.
    pub lat: f64,
}

/// Why a projection could not be used.
#[derive(Debug, Error)]
pub enum GeodesyError {
    /// PROJ refused the definition.
    #[error("no projection about {lon:.4} E {lat:.4} N: {source}")]
    Create {
        /// Longitude of the centre, degrees.
        lon: f64,
        /// Latitude of the centre, degrees.
        lat: f64,
        /// What PROJ said.
        source: proj::ProjCreateError,
    },
    /// PROJ does not know a coordinate system.
    #[error("no conversion from `{crs}` to WGS 84: {source}; name it as EPSG:4284 or as WKT")]
    Unknown {
        /// Name of the coordinate system.
        crs: String,
        /// What PROJ said.
        source: proj::ProjCreateError,
    },
    /// A system that no map can be drawn in.
    #[error("coordinate system `{crs}` is {found}, expected a geographic or projected one, such as EPSG:28412")]
    NotPlane {
        /// Name of the coordinate system.
        crs: String,
        /// What it is, or what PROJ said.
        found: String,
    },
    /// PROJ could not convert a point.
    #[error("cannot project {x:.4}, {y:.4}: {source}")]
    Convert {
        /// First coordinate.
        x: f64,
        /// Second coordinate.
        y: f64,
        /// What PROJ said.
        source: proj::ProjError,
    },
}

impl LonLat {
    /// A place from degrees.
    pub const fn new(lon: f64, lat: f64) -> Self {
        Self { lon, lat }
    }

    fn point(self) -> Point<f64> {
        Point::new(self.lon, self.lat)
    }

    /// Geodesic distance, m (Karney 2013, doi 10.1007/s00190-012-0578-z).
    pub fn distance_m(self, other: Self) -> f64 {
        Geodesic.distance(self.point(), other.point())
    }

    /// Azimuth of the geodesic to the other place, degrees clockwise from north, 0 to 360.
    pub fn azimuth_deg(self, other: Self) -> f64 {
        Geodesic.bearing(self.point(), other.point()).rem_euclid(360.0)
    }

    /// The place at a distance (m) along a geodesic that starts with an azimuth (degrees).
    pub fn destination(self, azimuth_deg: f64, distance_m: f64) -> Self {
        let p = Geodesic.destination(self.point(), azimuth_deg, distance_m);
        Self::new(p.x(), p.y())
    }
}

/// Area of polygons in longitude and latitude on the ellipsoid, m2. The winding of the rings does not matter: a
/// clockwise outer ring would else stand for the rest of the Earth.
pub fn geodesic_area_m2(polygons: &MultiPolygon<f64>) -> f64 {
    polygons.orient(Direction::Default).geodesic_area_unsigned()
}

/// Geodesic ellipse from its FULL axes (diameters, m) and the azimuth of the major axis (degrees).
pub fn geodesic_ellipse(centre: LonLat, major_axis_m: f64, minor_axis_m: f64, azimuth_deg: f64) -> Polygon<f64> {
    const VERTICES: usize = 180;
    let (a, b) = (0.5 * major_axis_m, 0.5 * minor_axis_m);
    let ring: Vec<Coord<f64>> = (0..=VERTICES)
        .map(|k| {
            let t = -std::f64::consts::TAU * (k % VERTICES) as f64 / VERTICES as f64;
            let (along, across) = (a * t.cos(), b * t.sin());
            let place = centre.destination(azimuth_deg + across.atan2(along).to_degrees(), along.hypot(across));
            Coord { x: place.lon, y: place.lat }
        })
        .collect();
    Polygon::new(LineString(ring), Vec::new())
}

/// Legacy layers of the inspectors: geographic coordinates on the datum Pulkovo 1942 (SK-42).
pub const PULKOVO_1942: &str = "EPSG:4284";

/// A place on WGS 84 from longitude and latitude, or easting and northing, in a coordinate system that PROJ knows.
///
/// # Errors
/// [`GeodesyError::Unknown`] for an unknown system, [`GeodesyError::Convert`] for a point outside it.
pub fn to_wgs84(crs: &str, x: f64, y: f64) -> Result<LonLat, GeodesyError> {
    let unknown = |source| GeodesyError::Unknown { crs: crs.to_owned(), source };
    let conversion = Proj::new_known_crs(crs, "EPSG:4326", None).map_err(unknown)?;
    let (lon, lat) = conversion.convert((x, y)).map_err(|source| GeodesyError::Convert { x, y, source })?;
    Ok(LonLat::new(lon, lat))
}

/// A local plane in metres: x to the east, y to the north of its centre.
pub struct LocalPlane {
    centre: LonLat,
    forward: Proj,
}

impl std::fmt::Debug for LocalPlane {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LocalPlane").field("centre", &self.centre).finish_non_exhaustive()
    }
}

impl LocalPlane {
    /// The plane about a centre.
    ///
    /// # Errors
    /// [`GeodesyError::Create`] where PROJ refuses the centre (latitude outside -90 to 90).
    pub fn new(centre: LonLat) -> Result<Self, GeodesyError> {
        let definition =
            format!("+proj=laea +lat_0={:.10} +lon_0={:.10} +datum=WGS84 +units=m +no_defs", centre.lat, centre.lon);
        let forward = Proj::new(&definition).map_err(|source| GeodesyError::Create {
            lon: centre.lon,
            lat: centre.lat,
            source,
        })?;
        Ok(Self { centre, forward })
    }

    /// Centre of the plane.
    pub fn centre(&self) -> LonLat {
        self.centre
    }

    /// Plane coordinates of a place, m.
    ///
    /// # Errors
    /// [`GeodesyError::Convert`] where PROJ cannot project the place.
    pub fn to_plane(&self, place: LonLat) -> Result<Coord<f64>, GeodesyError> {
        self.forward
            .project((place.lon.to_radians(), place.lat.to_radians()), false)
            .map(|(x, y)| Coord { x, y })
            .map_err(|source| GeodesyError::Convert { x: place.lon, y: place.lat, source })
    }

    /// Place of plane coordinates.
    ///
    /// # Errors
    /// [`GeodesyError::Convert`] where PROJ cannot invert the point.
    pub fn to_lon_lat(&self, at: Coord<f64>) -> Result<LonLat, GeodesyError> {
        self.forward
            .project((at.x, at.y), true)
            .map(|(lon, lat)| LonLat::new(lon.to_degrees(), lat.to_degrees()))
            .map_err(|source| GeodesyError::Convert { x: at.x, y: at.y, source })
    }

    /// Polygons from the plane into longitude and latitude.
    ///
    /// # Errors
    /// [`GeodesyError::Convert`] at the first point that PROJ cannot invert.
    pub fn polygons_to_lon_lat(&self, polygons: &MultiPolygon<f64>) -> Result<MultiPolygon<f64>, GeodesyError> {
        let mut converted = polygons.clone();
        converted.try_map_coords_in_place(|at| self.to_lon_lat(at).map(|p| Coord { x: p.lon, y: p.lat }))?;
        Ok(converted)
    }

    /// Polygons from longitude and latitude into the plane.
    ///
    /// # Errors
    /// [`GeodesyError::Convert`] at the first point that PROJ cannot project.
    pub fn polygons_to_plane(&self, polygons: &MultiPolygon<f64>) -> Result<MultiPolygon<f64>, GeodesyError> {
        let mut converted = polygons.clone();
        converted.try_map_coords_in_place(|at| self.to_plane(LonLat::new(at.x, at.y)))?;
        Ok(converted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Area, BooleanOps};

    const PAD_81_24: LonLat = LonLat::new(62.985, 46.071);

    /// Domain reference, section 10: 81/24 to 200/39 5.00 km; to Karkaraly 1003.6 km, azimuth 63.8 degrees. Those
    /// are great circles on a sphere, so the ellipsoid may differ by 0.3 %.
    #[test]
    fn distances_agree_with_the_reference() {
        let karkaraly = LonLat::new(75.475, 49.412);
        assert!((PAD_81_24.distance_m(karkaraly) / 1_003_600.0 - 1.0).abs() < 0.003);
        assert!((PAD_81_24.azimuth_deg(karkaraly) - 63.8).abs() < 0.2);
        let pad_39 = LonLat::new(63.03209, 46.03998);
        assert!((PAD_81_24.distance_m(pad_39) - 5_000.0).abs() < 20.0);
    }

    /// Zones 15 and 25 with FULL axes: 381.7 and 1413.7 km2, union 1667 km2 (domain reference, section 10).
    #[test]
    fn drop_zone_ellipses_have_the_published_areas() {
        let zone_25 = geodesic_ellipse(LonLat::new(66.0 + 23.0 / 60.0, 47.0 + 14.0 / 60.0), 60e3, 30e3, 65.0);
        let zone_15 = geodesic_ellipse(LonLat::new(66.775, 47.0 + 20.0 / 60.0), 27e3, 18e3, 65.0);
        let km2 = |p: MultiPolygon<f64>| geodesic_area_m2(&p) / 1e6;
        assert!((km2(zone_25.clone().into()) / 1413.7 - 1.0).abs() < 0.001);
        assert!((km2(zone_15.clone().into()) / 381.7 - 1.0).abs() < 0.001);
        assert!((km2(zone_25.union(&zone_15)) / 1667.0 - 1.0).abs() < 0.005);
    }

    #[test]
    fn a_clockwise_square_is_not_the_rest_of_the_earth() {
        let ring = |corners: [(f64, f64); 4]| MultiPolygon(vec![Polygon::new(corners.to_vec().into(), Vec::new())]);
        let one = ring([(66.0, 47.0), (67.0, 47.0), (67.0, 48.0), (66.0, 48.0)]);
        let other = ring([(66.0, 47.0), (66.0, 48.0), (67.0, 48.0), (67.0, 47.0)]);
        assert!((geodesic_area_m2(&one) - 8.37e9).abs() < 1e7);
        assert!((geodesic_area_m2(&one) / geodesic_area_m2(&other) - 1.0).abs() < 1e-12);
    }

    /// The plane keeps areas and comes back to the same place.
    #[test]
    fn plane_is_equal_area_and_invertible() -> Result<(), GeodesyError> {
        let plane = LocalPlane::new(PAD_81_24)?;
        let ellipse: MultiPolygon<f64> = geodesic_ellipse(LonLat::new(66.4, 47.2), 60e3, 30e3, 65.0).into();
        let in_plane = plane.polygons_to_plane(&ellipse)?;
        // Straight edges in the plane are not geodesics: 180 vertices leave 1e-6 of the area.
        assert!((in_plane.unsigned_area() / geodesic_area_m2(&ellipse) - 1.0).abs() < 1e-5);
        let there = plane.to_plane(LonLat::new(63.3, 45.6))?;
        let back = plane.to_lon_lat(there)?;
        // PROJ inverts the authalic latitude by a series: 1e-7 degrees are 1 cm.
        assert!((back.lon - 63.3).abs() < 1e-7 && (back.lat - 45.6).abs() < 1e-7, "{back:?}");
        Ok(())
    }

    /// Between Pulkovo 1942 and WGS 84 lie about 100 m in Kazakhstan (domain reference, trap T6).
    #[test]
    fn the_legacy_datum_is_a_hundred_metres_off() {
        let (lon, lat) = (66.5, 47.3);
        let place = to_wgs84(PULKOVO_1942, lon, lat).expect("a known system");
        let shift_m = place.distance_m(LonLat::new(lon, lat));
        assert!((50.0..200.0).contains(&shift_m), "{shift_m}");
        assert!(to_wgs84("EPSG:0", lon, lat).is_err());
    }
}
