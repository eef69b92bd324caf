//! Where people live: listed settlements and regional totals, for the year of the scenario.

mod raster;
mod regions;
mod settlements;

use super::error::InputError;
use super::source::Loaded;
use crate::population::Population;

pub use raster::{OpenRaster, RasterOptions, RasterUnit, population_raster};
pub(in crate::input) use raster::{checksum, frame, opened, system};
pub(crate) use regions::background;
pub(crate) use settlements::settlements;

/// Year in which three regions were parted from others (decree of the President of Kazakhstan No. 887, 4 May 2022).
const REFORM_YEAR: i32 = 2022;

/// The files that the population is made from.
#[derive(Debug)]
pub struct PeopleFiles<'f> {
    /// Settlements, CSV or GeoJSON points.
    pub settlements: &'f Loaded,
    /// Outlines of the regions.
    pub regions: &'f Loaded,
    /// True where the outlines come with the program and need no second check.
    pub regions_are_bundled: bool,
    /// Official totals of the regions.
    pub region_population: &'f Loaded,
}

/// The population for a year: of each settlement the figure nearest to it, of each region the nearest official
/// total, and between the listed settlements what is left of that total.
///
/// # Errors
/// [`InputError::Cell`], [`InputError::Geo`] and their like; [`InputError::RegionWithoutOutline`].
pub fn population(files: &PeopleFiles<'_>, year: i32) -> Result<Population, InputError> {
    let settlements = settlements(files.settlements, year)?;
    let background = background(files, year, &settlements)?;
    let with_year = settlements.iter().filter(|s| s.people_year.is_some()).count();
    let unknown = settlements.iter().filter(|s| s.people.is_none()).count();
    let undated = settlements.len() - with_year - unknown;
    let mut sources = vec![
        format!(
            "Settlements: {} ({}); {} listed, {with_year} with a dated figure near {year}, {undated} undated, \
             {unknown} without a figure",
            files.settlements.file.path,
            files.settlements.file.source,
            settlements.len()
        ),
        format!("Region outlines: {} ({})", files.regions.file.path, files.regions.file.source),
        format!("Region totals: {} ({})", files.region_population.file.path, files.region_population.file.source),
    ];
    if files.regions_are_bundled && year >= REFORM_YEAR {
        sources.push(format!(
            "Regions are in the borders before {REFORM_YEAR}: Abai, Jetisu and Ulytau still belong to East Kazakhstan, \
             Almaty region and Karaganda; give the borders with --regions and their totals with --region-population"
        ));
    }
    Ok(Population { year, settlements, background, raster: None, sources })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::bundled;
    use crate::input::source::DataSource;

    /// For 2013 the census of 2009 is nearer than that of 2021: Baikonur city had 36 175 people
    /// (vehicles-check.md, section 4'). The background is thin and never negative.
    #[test]
    fn the_bundled_people_of_2013() -> Result<(), InputError> {
        let read = |file| DataSource::Bundled(file).read("people");
        let settlements = read(&bundled::SETTLEMENTS)?;
        let regions = read(&bundled::REGIONS)?;
        let totals = read(&bundled::REGION_POPULATION)?;
        let files = PeopleFiles {
            settlements: &settlements,
            regions: &regions,
            regions_are_bundled: true,
            region_population: &totals,
        };
        let people = population(&files, 2013)?;
        let city = people.settlements.iter().find(|s| s.name.en.starts_with("Baikonur") || s.name.ru == "Байконур");
        assert_eq!(city.and_then(|s| s.people), Some(36_175.0));
        let kyzylorda = people.background.iter().find(|b| b.region == "Kyzylorda").expect("a region");
        assert!((0.0..5.0).contains(&kyzylorda.density_per_km2), "{kyzylorda:?}");
        assert!(people.background.iter().all(|b| b.density_per_km2 >= 0.0 && b.official_total > 0.0));
        assert!(!people.sources.iter().any(|line| line.contains("borders before 2022")));
        let later = population(&files, 2024)?;
        assert!(later.sources.iter().any(|line| line.contains("Abai, Jetisu and Ulytau")), "{:?}", later.sources);
        assert!(people.listed_share().is_some_and(|share| (0.3..1.2).contains(&share)), "{:?}", people.listed_share());
        Ok(())
    }
}
