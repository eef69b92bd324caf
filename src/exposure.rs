//! The people about a place of impact: settlements by R-tree, rural background by region.

use geo::{BoundingRect, Contains, Coord, MapCoordsInPlace, MultiPolygon, Point};
use rstar::RTree;
use rstar::primitives::GeomWithData;

use crate::field::LevelField;
use crate::geodesy::{GeodesyError, LocalPlane, LonLat};
use crate::grid::CELLS;
use crate::population::{PeopleLattice, Population};
use crate::zone::contour::Outline;

/// Spacing of the lattice on which the rural density is read from the regions, m.
const DENSITY_STEP_M: f64 = 5_000.0;
/// Nodes of that lattice on each side of the centre.
const DENSITY_HALF: i32 = 80;

/// A settlement in the local plane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NearbySettlement {
    /// Index into [`Population::settlements`].
    pub index: usize,
    /// Where, m.
    pub at: Coord<f64>,
    /// People; zero where no figure is known.
    pub people: f64,
}

/// What stands and lives on the ground about a centre.
#[derive(Debug)]
pub struct Ground {
    settlements: RTree<GeomWithData<[f64; 2], NearbySettlement>>,
    density_per_m2: Vec<f64>,
    raster: Option<PeopleLattice>,
}

impl Ground {
    /// The ground about the centre of a plane; what lies further than `radius_m` is left out.
    ///
    /// # Errors
    /// [`GeodesyError`] where a place cannot be projected.
    pub fn new(population: &Population, plane: &LocalPlane, radius_m: f64) -> Result<Self, GeodesyError> {
        let mut settlements = Vec::new();
        for (index, settlement) in population.settlements.iter().enumerate() {
            if settlement.position.distance_m(plane.centre()) <= radius_m {
                let at = plane.to_plane(settlement.position)?;
                let nearby = NearbySettlement { index, at, people: settlement.people.unwrap_or(0.0) };
                settlements.push(GeomWithData::new([at.x, at.y], nearby));
            }
        }
        let density_per_m2 = density_lattice(population, plane)?;
        Ok(Self { settlements: RTree::bulk_load(settlements), density_per_m2, raster: None })
    }

    /// The ground with people counted on a raster: settlements stay as names and places and count as empty, so that
    /// nobody is counted twice.
    pub fn counted_on(mut self, raster: PeopleLattice) -> Self {
        let empty = |mut nearby: NearbySettlement| {
            nearby.people = 0.0;
            GeomWithData::new([nearby.at.x, nearby.at.y], nearby)
        };
        self.settlements = RTree::bulk_load(self.settlements().into_iter().map(empty).collect());
        self.raster = Some(raster);
        self
    }

    /// The raster about the centre; none where people are counted by settlements and background.
    pub fn raster(&self) -> Option<&PeopleLattice> {
        self.raster.as_ref()
    }

    /// Settlements within a distance of a point.
    pub fn settlements_within(&self, at: Coord<f64>, distance_m: f64) -> impl Iterator<Item = &NearbySettlement> {
        self.settlements.locate_within_distance([at.x, at.y], distance_m * distance_m).map(|entry| &entry.data)
    }

    /// All settlements near the centre, in the order of the input.
    pub fn settlements(&self) -> Vec<NearbySettlement> {
        let mut all: Vec<NearbySettlement> = self.settlements.iter().map(|entry| entry.data).collect();
        all.sort_by_key(|nearby| nearby.index);
        all
    }

    /// People in settlements inside polygons of the plane.
    pub fn settled_inside(&self, polygons: &MultiPolygon<f64>) -> Vec<NearbySettlement> {
        self.settlements().into_iter().filter(|s| polygons.contains(&Point(s.at))).collect()
    }

    /// Rural people per m2 at a point of the plane; zero outside the lattice.
    pub fn rural_density_per_m2(&self, at: Coord<f64>) -> f64 {
        let index = |v: f64| (v / DENSITY_STEP_M).round() as i32;
        let (column, row) = (index(at.x), index(at.y));
        if column.abs() > DENSITY_HALF || row.abs() > DENSITY_HALF {
            return 0.0;
        }
        let side = 2 * DENSITY_HALF + 1;
        self.density_per_m2[((row + DENSITY_HALF) * side + column + DENSITY_HALF) as usize]
    }

    /// People outside the listed settlements inside a zone about a place. On a raster: all people, by the share of each
    /// cell. Else the rural background: area times the density at the place, or cell by cell where the zone is wide.
    pub fn rural_inside(
        &self,
        outline: &Outline,
        fields: &[LevelField],
        quantity: usize,
        above: f64,
        place: Coord<f64>,
    ) -> f64 {
        if let Some(raster) = &self.raster {
            let mut polygons = outline.polygons.clone();
            polygons.map_coords_in_place(|c| c + place);
            return raster.people_inside(&polygons);
        }
        let widest = fields.len() - 1;
        if outline.level < widest {
            return outline.area_m2 * self.rural_density_per_m2(place);
        }
        let field = &fields[widest];
        let (mut people, mut cells) = (0.0, 0.0);
        let Some(inside) = field.extent(quantity, above) else { return 0.0 };
        for row in inside.rows {
            for column in inside.columns.clone() {
                if field.value(quantity, row * CELLS + column) >= above {
                    let c = field.level.cell_centre(row, column);
                    people += self.rural_density_per_m2(Coord { x: place.x + c.x, y: place.y + c.y });
                    cells += 1.0;
                }
            }
        }
        if cells > 0.0 { outline.area_m2 * people / cells } else { 0.0 }
    }
}

fn density_lattice(population: &Population, plane: &LocalPlane) -> Result<Vec<f64>, GeodesyError> {
    let boxes: Vec<_> = population.background.iter().map(|b| (b.outline.bounding_rect(), b)).collect();
    let mut lattice = Vec::with_capacity((2 * DENSITY_HALF as usize + 1).pow(2));
    for row in -DENSITY_HALF..=DENSITY_HALF {
        for column in -DENSITY_HALF..=DENSITY_HALF {
            let at = Coord { x: f64::from(column) * DENSITY_STEP_M, y: f64::from(row) * DENSITY_STEP_M };
            let LonLat { lon, lat } = plane.to_lon_lat(at)?;
            let here = Point::new(lon, lat);
            let inside = boxes
                .iter()
                .find(|(bounds, region)| bounds.is_some_and(|b| b.contains(&here)) && region.outline.contains(&here));
            lattice.push(inside.map_or(0.0, |(_, region)| region.density_per_km2 * 1e-6));
        }
    }
    Ok(lattice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::population::{RegionBackground, Settlement};
    use crate::substance::Names;

    fn population() -> Population {
        let outline = crate::geodesy::geodesic_ellipse(LonLat::new(63.0, 46.0), 600e3, 600e3, 0.0);
        let village = Settlement {
            name: Names { en: "Village".into(), ..Names::default() },
            position: LonLat::new(63.1, 46.0),
            region: "R".into(),
            people: Some(500.0),
            people_year: Some(1999),
            source: String::new(),
        };
        let background = RegionBackground {
            region: "R".into(),
            outline: outline.into(),
            year: 1999,
            official_total: 1_000.0,
            listed: 500.0,
            density_per_km2: 2.0,
        };
        Population { year: 1999, settlements: vec![village], background: vec![background], ..Population::default() }
    }

    /// A village 7.7 km east is found within 10 km and not within 5; the density is that of the region.
    #[test]
    fn finds_people_by_distance_and_region() -> Result<(), GeodesyError> {
        let plane = LocalPlane::new(LonLat::new(63.0, 46.0))?;
        let ground = Ground::new(&population(), &plane, 100e3)?;
        let origin = Coord { x: 0.0, y: 0.0 };
        assert_eq!(ground.settlements_within(origin, 10e3).count(), 1);
        assert_eq!(ground.settlements_within(origin, 5e3).count(), 0);
        assert!((ground.rural_density_per_m2(origin) * 1e6 - 2.0).abs() < 1e-12);
        assert_eq!(ground.rural_density_per_m2(Coord { x: 350e3, y: 0.0 }), 0.0);
        Ok(())
    }
}
