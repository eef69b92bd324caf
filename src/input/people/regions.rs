//! The rural background: what the official total of a region leaves after its listed settlements.

use geo::{Contains, MultiPolygon, Point};

use super::PeopleFiles;
use crate::geodesy::geodesic_area_m2;
use crate::input::bounds::{Bounds, PEOPLE, did_you_mean};
use crate::input::csv_table::CsvTable;
use crate::input::error::InputError;
use crate::input::geojson::{Check, polygons_in, shapes};
use crate::population::{RegionBackground, Settlement};
use crate::units::km2_from_m2;

const YEAR: Bounds = Bounds::new(1900.0, 2200.0, "");

/// An official total.
struct Total {
    region: String,
    year: i32,
    people: f64,
    line: u64,
}

/// The background of every region that has an official total, for the total nearest to a year.
pub(crate) fn background(
    files: &PeopleFiles<'_>,
    year: i32,
    settlements: &[Settlement],
) -> Result<Vec<RegionBackground>, InputError> {
    let check = if files.regions_are_bundled { Check::Drawn } else { Check::Computed };
    let shapes = shapes(files.regions, &["Polygon", "MultiPolygon"], check)?;
    let totals = totals(files)?;
    let names: Vec<String> = shapes.iter().map(|shape| shape.names().en).collect();
    refuse_strangers(files, &totals, &names)?;
    let mut regions = Vec::new();
    for (shape, name) in shapes.iter().zip(&names) {
        let own = totals.iter().filter(|total| total.region == *name);
        if let Some(total) = own.min_by_key(|total| ((total.year - year).unsigned_abs(), total.year)) {
            let outline = MultiPolygon(polygons_in(&shape.geometry));
            regions.push(region(name, outline, total, settlements));
        }
    }
    Ok(regions)
}

fn region(name: &str, outline: MultiPolygon<f64>, total: &Total, settlements: &[Settlement]) -> RegionBackground {
    let inside = |s: &&Settlement| outline.contains(&Point::new(s.position.lon, s.position.lat));
    let listed: f64 = settlements.iter().filter(inside).filter_map(|s| s.people).sum();
    let area_km2 = km2_from_m2(geodesic_area_m2(&outline));
    RegionBackground {
        region: name.to_owned(),
        outline,
        year: total.year,
        official_total: total.people,
        listed,
        density_per_km2: (total.people - listed).max(0.0) / area_km2,
    }
}

fn totals(files: &PeopleFiles<'_>) -> Result<Vec<Total>, InputError> {
    let table = CsvTable::read_free(files.region_population, &["region_en", "year", "population"], "regional total")?;
    table
        .rows()
        .map(|row| {
            Ok(Total {
                region: row.needed("region_en")?.to_owned(),
                year: row.number("year", YEAR)? as i32,
                people: row.number("population", PEOPLE)?,
                line: row.line(),
            })
        })
        .collect()
}

fn refuse_strangers(files: &PeopleFiles<'_>, totals: &[Total], names: &[String]) -> Result<(), InputError> {
    let Some(stranger) = totals.iter().find(|total| !names.contains(&total.region)) else { return Ok(()) };
    Err(InputError::RegionWithoutOutline {
        path: files.region_population.file.path.clone(),
        line: stranger.line,
        region: stranger.region.clone(),
        outlines: files.regions.file.path.clone(),
        suggestion: did_you_mean(&stranger.region, names.iter().map(String::as_str)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::csv_table::tests::loaded;
    use crate::input::people::population;

    const SQUARE: &str = r#"{"type":"Feature","properties":{"name_en":"Steppe"},"geometry":{"type":"Polygon","coordinates":[[[66,47],[67,47],[67,48],[66,48],[66,47]]]}}"#;

    /// A square degree at 47.5 N has 75.2 km x 111.2 km, 8370 km2: 10 000 people less 1630 listed are 1 per km2.
    fn density(total: u32, region: &str) -> Result<f64, InputError> {
        let settlements = loaded("s.csv", "name_en,lat_deg,lon_deg,population_1999\nIn,47.5,66.5,1630\nOut,40,60,99\n");
        let totals = loaded("r.csv", &format!("region_en,year,population\n{region},1999,{total}\n{region},2021,1\n"));
        let regions = loaded("r.geojson", SQUARE);
        let files = PeopleFiles {
            settlements: &settlements,
            regions: &regions,
            regions_are_bundled: false,
            region_population: &totals,
        };
        Ok(population(&files, 2000)?.background[0].density_per_km2)
    }

    #[test]
    fn background_is_the_rest_over_the_area() -> Result<(), InputError> {
        let per_km2 = density(10_000, "Steppe")?;
        assert!((per_km2 - 1.0).abs() < 0.01, "{per_km2}");
        assert_eq!(density(1000, "Steppe")?, 0.0);
        Ok(())
    }

    #[test]
    fn a_total_without_an_outline_is_refused() {
        let error = density(10_000, "Stepe").expect_err("unknown region").to_string();
        assert!(error.contains("did you mean \"Steppe\"") && error.contains("line 2"), "{error}");
    }
}
