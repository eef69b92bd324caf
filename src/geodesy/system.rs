//! Coordinate systems that files come in, by EPSG or ESRI code, WKT or PROJ text.

use proj::Proj;

use super::{Coord, GeodesyError, LonLat};

/// WGS 84 in longitude and latitude.
pub const WGS84: &str = "EPSG:4326";

/// A coordinate system with its conversions; longitude or easting comes first.
pub struct CoordinateSystem {
    name: String,
    conversions: Option<Conversions>,
}

struct Conversions {
    to_wgs84: Proj,
    from_wgs84: Proj,
}

impl std::fmt::Debug for CoordinateSystem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CoordinateSystem").field("name", &self.name).finish_non_exhaustive()
    }
}

impl CoordinateSystem {
    /// The system of a name such as `EPSG:28413`, `ESRI:54009`, a bare EPSG number, or WKT.
    ///
    /// # Errors
    /// [`GeodesyError::Unknown`] where PROJ does not know it.
    pub fn new(name: &str) -> Result<Self, GeodesyError> {
        let trimmed = name.trim();
        let digits = !trimmed.is_empty() && trimmed.len() <= 6 && trimmed.bytes().all(|byte| byte.is_ascii_digit());
        let name = if digits { format!("EPSG:{trimmed}") } else { trimmed.to_owned() };
        if name.eq_ignore_ascii_case(WGS84) || name == "OGC:CRS84" {
            return Ok(Self { name: WGS84.to_owned(), conversions: None });
        }
        let unknown = |source| GeodesyError::Unknown { crs: shortened(&name), source };
        let conversions = Conversions {
            to_wgs84: Proj::new_known_crs(&name, WGS84, None).map_err(unknown)?,
            from_wgs84: Proj::new_known_crs(WGS84, &name, None).map_err(unknown)?,
        };
        Ok(Self { name, conversions: Some(conversions) })
    }

    /// Name as PROJ was given it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// True for longitude and latitude on WGS 84, which nothing is converted for.
    pub fn is_wgs84(&self) -> bool {
        self.conversions.is_none()
    }

    /// The place of coordinates.
    ///
    /// # Errors
    /// [`GeodesyError::Convert`] for coordinates outside the system.
    pub fn to_lon_lat(&self, at: Coord<f64>) -> Result<LonLat, GeodesyError> {
        let Some(conversions) = &self.conversions else { return Ok(LonLat::new(at.x, at.y)) };
        let refuse = |source| GeodesyError::Convert { x: at.x, y: at.y, source };
        let (lon, lat) = conversions.to_wgs84.convert((at.x, at.y)).map_err(refuse)?;
        Ok(LonLat::new(lon, lat))
    }

    /// The coordinates of a place.
    ///
    /// # Errors
    /// [`GeodesyError::Convert`] for a place outside the system.
    pub fn from_lon_lat(&self, place: LonLat) -> Result<Coord<f64>, GeodesyError> {
        let Some(conversions) = &self.conversions else { return Ok(Coord { x: place.lon, y: place.lat }) };
        let refuse = |source| GeodesyError::Convert { x: place.lon, y: place.lat, source };
        let (x, y) = conversions.from_wgs84.convert((place.lon, place.lat)).map_err(refuse)?;
        Ok(Coord { x, y })
    }
}

/// The first words of a long definition, for messages.
fn shortened(name: &str) -> String {
    const LONGEST: usize = 80;
    let line = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST { line } else { line.chars().take(LONGEST).chain("...".chars()).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A number, a code and WKT are the same system; there and back is the same place within 1 cm.
    #[test]
    fn systems_by_number_code_and_wkt() -> Result<(), GeodesyError> {
        let wkt = r#"PROJCS["World_Mollweide",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Mollweide"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],UNIT["Meter",1.0]]"#;
        let place = LonLat::new(66.5, 47.3);
        let named = CoordinateSystem::new("ESRI:54009")?.from_lon_lat(place)?;
        let written = CoordinateSystem::new(wkt)?.from_lon_lat(place)?;
        assert!((named.x - written.x).hypot(named.y - written.y) < 0.01, "{named:?} {written:?}");
        for name in ["28412", "EPSG:28412", "EPSG:4284", "ESRI:54009", "EPSG:32642", " EPSG:4326 "] {
            let system = CoordinateSystem::new(name)?;
            let back = system.to_lon_lat(system.from_lon_lat(place)?)?;
            assert!(back.distance_m(place) < 0.01, "{name}: {back:?}");
        }
        assert!(CoordinateSystem::new("EPSG:1").is_err() && CoordinateSystem::new("").is_err());
        Ok(())
    }

    /// Gauss-Krueger zone 12 on Pulkovo 1942 (EPSG:28412): central meridian 69 E, false easting 12 500 000 m.
    #[test]
    fn gauss_krueger_has_the_zone_in_its_easting() -> Result<(), GeodesyError> {
        let at = CoordinateSystem::new("EPSG:28412")?.from_lon_lat(LonLat::new(69.0, 47.0))?;
        assert!((at.x - 12_500_000.0).abs() < 300.0, "{at:?}");
        assert!((5.2e6..5.22e6).contains(&at.y), "{at:?}");
        Ok(())
    }
}
