//! What maps are drawn on: countries, lakes, rivers, regions and the outline of Kazakhstan.

use std::path::Path;

use geo::Geometry;

use super::validity::polygons_in;
use super::{Check, Shape, shapes};
use crate::input::bundled::{self, BundledFile};
use crate::input::error::InputError;
use crate::input::source::{DataSource, Loaded};
use crate::places::{BaseMap, NamedArea, NamedLine};
use crate::provenance::InputFile;

const AREAS: &[&str] = &["Polygon", "MultiPolygon"];
const LINES: &[&str] = &["LineString", "MultiLineString"];

/// Where the layers of the base map come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseMapSources {
    countries: DataSource,
    lakes: DataSource,
    rivers: DataSource,
    kazakhstan: DataSource,
}

impl BaseMapSources {
    /// The bundled layers; each file of the same name in the user's folder replaces one.
    ///
    /// # Errors
    /// [`InputError::Missing`] where the folder does not exist or holds none of the layers.
    pub fn choose(folder: Option<&Path>) -> Result<Self, InputError> {
        let pick = |bundled: &'static BundledFile| {
            let own = folder.map(|folder| folder.join(bundled.name.trim_start_matches("basemap/")));
            DataSource::choose(own.as_deref().filter(|path| path.exists()), bundled)
        };
        let sources = Self {
            countries: pick(&bundled::COUNTRIES),
            lakes: pick(&bundled::LAKES),
            rivers: pick(&bundled::RIVERS),
            kazakhstan: pick(&bundled::KAZAKHSTAN),
        };
        match folder {
            Some(folder) if sources.all().iter().all(|source| source.is_bundled()) => Err(InputError::Missing {
                role: "base map".into(),
                path: folder.display().to_string(),
                advice:
                    ", a folder with countries.geojson, lakes.geojson, rivers.geojson or kazakhstan.geojson is expected"
                        .into(),
            }),
            _ => Ok(sources),
        }
    }

    fn all(&self) -> [&DataSource; 4] {
        [&self.countries, &self.lakes, &self.rivers, &self.kazakhstan]
    }
}

/// The base map with the regions of the time, and the files that it was read from.
///
/// # Errors
/// [`InputError::Json`] and [`InputError::Geo`].
pub fn base_map(sources: &BaseMapSources, regions: &Loaded) -> Result<(BaseMap, Vec<InputFile>), InputError> {
    let countries = sources.countries.read("countries")?;
    let lakes = sources.lakes.read("lakes")?;
    let rivers = sources.rivers.read("rivers")?;
    let kazakhstan = sources.kazakhstan.read("outline of Kazakhstan")?;
    let map = BaseMap {
        countries: areas(&countries)?,
        lakes: areas(&lakes)?,
        rivers: lines(&rivers)?,
        regions: areas(regions)?,
        kazakhstan: areas(&kazakhstan)?,
        elevation: None,
        own_waters: Vec::new(),
        own_layers: own(sources),
        regions_before_2022: regions.file.path.starts_with("bundled:"),
        credit: credit(sources),
    };
    Ok((map, vec![countries.file, lakes.file, rivers.file, kazakhstan.file]))
}

fn own(sources: &BaseMapSources) -> bool {
    sources.all().iter().any(|source| !source.is_bundled())
}

fn credit(sources: &BaseMapSources) -> String {
    let map = if own(sources) { "given by the user and Natural Earth" } else { "Natural Earth" };
    format!("Base map: {map}. Settlements: GeoNames (CC BY 4.0) and census figures")
}

fn areas(loaded: &Loaded) -> Result<Vec<NamedArea>, InputError> {
    let shapes = shapes(loaded, AREAS, Check::Drawn)?;
    let named = |shape: &Shape| {
        let name = shape.names();
        polygons_in(&shape.geometry).into_iter().map(move |outline| NamedArea { name: name.clone(), outline })
    };
    Ok(shapes.iter().flat_map(named).collect())
}

fn lines(loaded: &Loaded) -> Result<Vec<NamedLine>, InputError> {
    let shapes = shapes(loaded, LINES, Check::Drawn)?;
    let named = |shape: Shape| {
        let name = shape.names();
        let lines = match shape.geometry {
            Geometry::LineString(line) => vec![line],
            Geometry::MultiLineString(lines) => lines.0,
            _ => Vec::new(),
        };
        lines.into_iter().map(move |line| NamedLine { name: name.clone(), line })
    };
    Ok(shapes.into_iter().flat_map(named).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bundled layers are read, and every area in them is valid; this is why a run need not check them again.
    #[test]
    fn the_bundled_layers_are_valid() -> Result<(), InputError> {
        let regions = DataSource::Bundled(&bundled::REGIONS).read("regions")?;
        let (map, files) = base_map(&BaseMapSources::choose(None)?, &regions)?;
        assert_eq!(files.len(), 4);
        assert!(map.countries.len() > 3 && map.lakes.len() > 3 && map.rivers.len() > 10 && !map.kazakhstan.is_empty());
        for file in [&bundled::COUNTRIES, &bundled::LAKES, &bundled::REGIONS, &bundled::KAZAKHSTAN] {
            shapes(&DataSource::Bundled(file).read("layer")?, AREAS, Check::Computed)?;
        }
        Ok(())
    }

    #[test]
    fn a_folder_without_layers_is_refused() {
        let error = BaseMapSources::choose(Some(Path::new("/nowhere"))).expect_err("no layers").to_string();
        assert!(error.contains("countries.geojson"), "{error}");
    }
}
