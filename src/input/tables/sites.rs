//! `sites.csv` into launch sites.

use crate::geodesy::LonLat;
use crate::input::bounds::{LATITUDE, LONGITUDE};
use crate::input::csv_table::{CsvRow, CsvTable};
use crate::input::error::InputError;
use crate::input::source::Loaded;
use crate::places::{PositionQuality, Site};

const NEEDED: [&str; 5] = ["id", "name_en", "lat_deg", "lon_deg", "quality"];

const QUALITIES: [(&str, PositionQuality); 4] = [
    ("a", PositionQuality::A),
    ("b", PositionQuality::B),
    ("c", PositionQuality::C),
    ("unknown", PositionQuality::Unknown),
];

/// The sites of a file.
///
/// # Errors
/// [`InputError::Cell`] and its like, with line and column.
pub fn sites(loaded: &Loaded) -> Result<Vec<Site>, InputError> {
    CsvTable::read(loaded, &NEEDED, "launch site")?.rows().map(|row| site(&row)).collect()
}

/// The site with an id; `81/24` and `81-24` are the same.
pub fn find_site<'s>(sites: &'s [Site], id: &str) -> Option<&'s Site> {
    let plain = |id: &str| id.trim().to_lowercase().replace('/', "-");
    sites.iter().find(|site| plain(&site.id) == plain(id))
}

fn site(row: &CsvRow<'_>) -> Result<Site, InputError> {
    let quality = row.choice("quality", &QUALITIES)?;
    let lat = row.optional_number("lat_deg", LATITUDE)?;
    let lon = row.optional_number("lon_deg", LONGITUDE)?;
    let position = lat.zip(lon).map(|(lat, lon)| LonLat::new(lon, lat));
    if position.is_none() && quality != PositionQuality::Unknown {
        return Err(row.refuse("lat_deg", "a position", "fill in both coordinates, or set quality to unknown"));
    }
    Ok(Site {
        id: row.needed("id")?.into(),
        name: super::names_of(row),
        position: position.filter(|_| quality != PositionQuality::Unknown),
        quality,
        used_for: row.text("use").into(),
        heptyl: row.text("heptyl").into(),
        source: row.text("source").into(),
        note: row.text("note").into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::bundled;
    use crate::input::csv_table::tests::loaded;

    /// Pads 81/24 and 200/39 are 5.00 km apart (domain reference, section 10); 250A has no known position.
    #[test]
    fn the_bundled_sites_are_read() -> Result<(), InputError> {
        let all = sites(&loaded("sites.csv", bundled::SITES.text))?;
        assert_eq!(find_site(&all, "200-39").map(|site| site.id.as_str()), Some("200/39"));
        let position = |id: &str| find_site(&all, id).and_then(|site| site.position);
        let distance_m = position("81/24").zip(position("200-39")).map(|(a, b)| a.distance_m(b));
        assert!(distance_m.is_some_and(|d| (d - 5000.0).abs() < 20.0), "{distance_m:?}");
        let unknown = find_site(&all, "250a").expect("site 250A");
        assert_eq!((unknown.position, unknown.quality), (None, PositionQuality::Unknown));
        Ok(())
    }

    #[test]
    fn a_known_quality_needs_a_position() {
        let text = "id,name_en,lat_deg,lon_deg,quality\n1/5,Pad,,63.3,a\n";
        let error = sites(&loaded("sites.csv", text)).expect_err("no latitude").to_string();
        assert!(error.contains("line 2, column \"lat_deg\""), "{error}");
    }
}
