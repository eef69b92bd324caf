//! Grids in longitude and latitude from the counts of the local plane.

use ndarray::Array2;

use super::plan::RasterKind;
use super::{RunError, Stage};
use crate::assessment::Raster;
use crate::geodesy::LonLat;
use crate::grid::{CELLS, Level};
use crate::soil::climate::DAY_S;
use crate::soil::history::MAPPED_S;
use crate::source::AirSpecies;

/// Quantile that the rasters show: with a wind from anywhere the median is zero nearly everywhere.
const QUANTILE: f64 = 0.95;

impl Stage<'_> {
    /// Highest concentration, dosage and deposit that 95 % of the members stay below, about the place of impact.
    pub(super) fn rasters(&self) -> Result<Vec<Raster>, RunError> {
        self.plan
            .raster_kinds
            .iter()
            .enumerate()
            .map(|(k, (kind, level))| {
                let level = Level::all()[*level];
                let values = self.tally.quantile(k, QUANTILE);
                self.raster(*kind, level, &values)
            })
            .collect()
    }

    fn raster(&self, kind: RasterKind, level: Level, values: &[f32]) -> Result<Raster, RunError> {
        let Description { name, text, unit, factor } = self.description(kind);
        let centre = self.plane.centre();
        let metres_per_degree = 111_132.0;
        let step_lat = level.cell_m / metres_per_degree;
        let step_lon = step_lat / centre.lat.to_radians().cos();
        let half = 0.5 * CELLS as f64;
        let (west, north) = (centre.lon - half * step_lon, centre.lat + half * step_lat);
        let mut grid = Array2::from_elem((CELLS, CELLS), f32::NAN);
        for row in 0..CELLS {
            for column in 0..CELLS {
                let lon = west + (column as f64 + 0.5) * step_lon;
                let lat = north - (row as f64 + 0.5) * step_lat;
                let at = self.plane.to_plane(LonLat::new(lon, lat))?;
                if let Some((r, c)) = level.cell_at(at) {
                    grid[(row, column)] = values[r * CELLS + c] * factor;
                }
            }
        }
        Ok(Raster {
            name: format!("{name}-{:.0}m", level.cell_m),
            description: format!("{text}, 95 % of the members stay below it, cells of {:.0} m, {unit}", level.cell_m),
            unit: unit.to_owned(),
            west,
            north,
            step_lon,
            step_lat,
            values: grid,
        })
    }

    pub(super) fn description(&self, kind: RasterKind) -> Description {
        let of = |name: &str, text: &str, unit: &'static str, factor| Description {
            name: name.to_owned(),
            text: text.to_owned(),
            unit,
            factor,
        };
        match kind {
            RasterKind::UdmhPeak => of("udmh-highest", "Highest concentration of UDMH in air at 1.5 m", "mg/m3", 1e6),
            RasterKind::UdmhDosage => of("udmh-dosage", "Dosage of UDMH in air at 1.5 m", "mg s/m3", 1e6),
            RasterKind::UdmhDeposit => of("udmh-soil", "UDMH deposited on and spilt into the soil", "g/m2", 1e3),
            RasterKind::No2Peak => of("no2-highest", "Highest concentration of NO2 in air at 1.5 m", "mg/m3", 1e6),
            RasterKind::Soil(species, time) => {
                let (id, day) = (species.substance().id(), MAPPED_S[time] / DAY_S);
                let asked = self.plan.soil.iter().find(|q| q.time == time && q.ndma == (species == AirSpecies::Ndma));
                Description {
                    name: format!("{id}-soil-day-{day:.0}"),
                    text: format!("{} in the worst layer of the soil on day {day:.0}", id.to_uppercase()),
                    unit: "mg/kg",
                    factor: asked.map_or(0.0, |q| q.limit_kg_kg * 1e6) as f32,
                }
            }
        }
    }
}

/// What a raster is called.
pub(super) struct Description {
    name: String,
    text: String,
    unit: &'static str,
    /// From the quantity to the unit.
    pub(super) factor: f32,
}
