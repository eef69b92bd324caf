//! `drop_zones.csv` into drop zones: ellipses by their FULL axes where the geometry is known.

use geo::MultiPolygon;

use crate::geodesy::{LonLat, geodesic_area_m2, geodesic_ellipse};
use crate::input::bounds::{Bounds, LATITUDE, LONGITUDE};
use crate::input::csv_table::{CsvRow, CsvTable};
use crate::input::error::InputError;
use crate::input::source::Loaded;
use crate::places::DropZone;
use crate::units::{km2_from_m2, m_from_km};

const AXIS: Bounds = Bounds::new(0.1, 1000.0, "km");

/// The drop zones of a file.
///
/// # Errors
/// [`InputError::Cell`] and its like, with line and column.
pub fn drop_zones(loaded: &Loaded) -> Result<Vec<DropZone>, InputError> {
    CsvTable::read(loaded, &["id", "lat_deg", "lon_deg", "major_axis_km", "minor_axis_km", "azimuth_deg"], "drop zone")?
        .rows()
        .map(|row| drop_zone(&row))
        .collect()
}

fn drop_zone(row: &CsvRow<'_>) -> Result<DropZone, InputError> {
    let outline = ellipse(row)?;
    let area_km2 = (!outline.0.is_empty()).then(|| km2_from_m2(geodesic_area_m2(&outline)));
    Ok(DropZone {
        id: row.needed("id")?.into(),
        name: super::names_of(row),
        used_for: row.text("use").into(),
        outline,
        area_km2,
        source: row.text("source").into(),
        note: row.text("note").into(),
    })
}

/// The outline; empty where a part of the geometry is not known.
fn ellipse(row: &CsvRow<'_>) -> Result<MultiPolygon<f64>, InputError> {
    let lat = row.optional_number("lat_deg", LATITUDE)?;
    let lon = row.optional_number("lon_deg", LONGITUDE)?;
    let major_km = row.optional_number("major_axis_km", AXIS)?;
    let minor_km = row.optional_number("minor_axis_km", AXIS)?;
    let azimuth_deg = row.optional_number("azimuth_deg", Bounds::new(0.0, 360.0, "degrees"))?;
    let (Some(lat), Some(lon), Some(major_km), Some(minor_km), Some(azimuth_deg)) =
        (lat, lon, major_km, minor_km, azimuth_deg)
    else {
        return Ok(MultiPolygon(Vec::new()));
    };
    if minor_km > major_km {
        let expected = format!("at most the major axis, {major_km} km");
        return Err(row.refuse("minor_axis_km", &expected, "exchange the axes; both are full axes"));
    }
    Ok(geodesic_ellipse(LonLat::new(lon, lat), m_from_km(major_km), m_from_km(minor_km), azimuth_deg).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::bundled;
    use crate::input::csv_table::tests::loaded;

    /// Domain reference, section 10: zone 25 has 1413.7 km2 and zone 15 has 381.7 km2 by their full axes.
    #[test]
    fn the_bundled_zones_have_their_areas() -> Result<(), InputError> {
        let all = drop_zones(&loaded("drop_zones.csv", bundled::DROP_ZONES.text))?;
        let area = |id: &str| all.iter().find(|zone| zone.id == id).and_then(|zone| zone.area_km2);
        assert!(area("25").is_some_and(|km2| (km2 / 1413.7 - 1.0).abs() < 0.001));
        assert!(area("15").is_some_and(|km2| (km2 / 381.7 - 1.0).abs() < 0.001));
        assert_eq!(area("49"), None);
        Ok(())
    }
}
