//! What the air and the soil hold about one struck place: means over windows, dosage and deposit on nested grids.

use libm::erf;

use crate::grid::{CELLS, Level};
use crate::source::{AirSpecies, Spill};
use crate::substance::Substance;
use crate::transport::path::Path;

/// How far across a path cells are looked at, standard deviations: what lies beyond is below 4e-5 of the axis.
const REACH_SIGMAS: f64 = 4.5;

/// No coefficient set grows faster than this share of the distance (Briggs, class A: 0.22).
const WIDEST_GROWTH: f64 = 0.25;

/// A quantity of the field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Quantity {
    /// Highest mean over a window of the plan, kg/m3.
    Mean(AirSpecies, usize),
    /// Highest concentration, kg/m3.
    Peak(AirSpecies),
    /// Dosage, kg s/m3.
    Dosage(AirSpecies),
    /// Deposit on or in the soil, kg/m2.
    Deposit(AirSpecies),
}

/// One struck place with its marched paths.
#[derive(Debug, Clone, PartialEq)]
pub struct Plume {
    /// Paths of its releases.
    pub paths: Vec<Path>,
    /// Its spills.
    pub spills: Vec<Spill>,
}

/// Values of a list of quantities on the cells of one level, row by row from the south-west.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelField {
    /// Level.
    pub level: Level,
    /// One array a quantity.
    pub values: Vec<Vec<f32>>,
}

/// A passage of a path near a point.
struct Passage {
    node: usize,
    share: f64,
    weight: f64,
}

impl Plume {
    /// The field of quantities on a level centred on the place.
    pub fn on_level(&self, level: Level, quantities: &[Quantity]) -> LevelField {
        let mut values = vec![vec![0.0_f32; CELLS * CELLS]; quantities.len()];
        for path in &self.paths {
            for row in 0..CELLS {
                let north_m = level.centre_m(row);
                for column in 0..CELLS {
                    let Some(passage) = path.passage(level.centre_m(column), north_m) else { continue };
                    let cell = row * CELLS + column;
                    for (quantity, array) in quantities.iter().zip(&mut values) {
                        array[cell] += path.value(&passage, *quantity) as f32;
                    }
                }
            }
        }
        for (quantity, array) in quantities.iter().zip(&mut values) {
            if let Quantity::Deposit(species) = quantity {
                self.spills.iter().for_each(|spill| spill_onto(array, spill, *species, level));
            }
        }
        LevelField { level, values }
    }

    /// Values of quantities at a point, metres east and north of the place.
    pub fn at(&self, east_m: f64, north_m: f64, quantities: &[Quantity]) -> Vec<f64> {
        let mut values = vec![0.0; quantities.len()];
        for path in &self.paths {
            let Some(passage) = path.passage(east_m, north_m) else { continue };
            for (quantity, value) in quantities.iter().zip(&mut values) {
                *value += path.value(&passage, *quantity);
            }
        }
        for (quantity, value) in quantities.iter().zip(&mut values) {
            if let Quantity::Deposit(species) = quantity {
                let r2 = east_m * east_m + north_m * north_m;
                *value += self.spills.iter().map(|spill| spill_at(spill, *species, r2)).sum::<f64>();
            }
        }
        values
    }

    /// Time after the impact at which the first cloud comes to a point, s: two standard deviations ahead of its centre.
    pub fn arrival_s(&self, east_m: f64, north_m: f64) -> Option<f64> {
        self.paths
            .iter()
            .filter_map(|path| {
                let passage = path.passage(east_m, north_m)?;
                let ahead_m = path.along_m(east_m, north_m) - 2.0 * path.nodes[passage.node].sigma_y_m;
                Some(path.start_s + ahead_m.max(0.0) / path.wind_speed_m_s)
            })
            .min_by(f64::total_cmp)
    }
}

impl Path {
    fn along_m(&self, east_m: f64, north_m: f64) -> f64 {
        east_m * self.direction.0 + north_m * self.direction.1
    }

    fn passage(&self, east_m: f64, north_m: f64) -> Option<Passage> {
        let along = self.along_m(east_m, north_m);
        let across = north_m * self.direction.0 - east_m * self.direction.1;
        let start_sigma = self.nodes[0].sigma_y_m;
        let widest = start_sigma + WIDEST_GROWTH * along.max(0.0);
        if along < -REACH_SIGMAS * start_sigma || across.abs() > REACH_SIGMAS * widest {
            return None;
        }
        let (node, share) = self.locate(along);
        let (near, far) = (&self.nodes[node], &self.nodes[node + 1]);
        let exponent =
            across * across * (near.inverse_two_sigma2 + share * (far.inverse_two_sigma2 - near.inverse_two_sigma2));
        if exponent > 0.5 * REACH_SIGMAS * REACH_SIGMAS {
            return None;
        }
        // Beside the start a point sees only the part of the cloud that is upwind of it.
        let seen = if along < 3.0 * start_sigma {
            0.5 * (1.0 + erf(along / (std::f64::consts::SQRT_2 * start_sigma)))
        } else {
            1.0
        };
        Some(Passage { node, share, weight: seen * (-exponent).exp() })
    }

    fn value(&self, passage: &Passage, quantity: Quantity) -> f64 {
        let (near, far) = (&self.nodes[passage.node], &self.nodes[passage.node + 1]);
        let mix = |a: f64, b: f64| a + passage.share * (b - a);
        let dosage = |s: AirSpecies| mix(near.dosage_kg_s_m3[s.index()], far.dosage_kg_s_m3[s.index()]);
        passage.weight
            * match quantity {
                Quantity::Mean(species, w) => dosage(species) * mix(near.mean_per_s[w], far.mean_per_s[w]),
                Quantity::Peak(species) => dosage(species) * mix(near.peak_per_s, far.peak_per_s),
                Quantity::Dosage(species) => dosage(species),
                Quantity::Deposit(s) => mix(near.deposit_kg_m2[s.index()], far.deposit_kg_m2[s.index()]),
            }
    }
}

/// Mass of a species in a spill, kg: soil holds NTO under the name of NO2, mass for mass.
fn spilt_kg(spill: &Spill, species: AirSpecies) -> f64 {
    match species {
        AirSpecies::Udmh => spill.mass.get(Substance::Udmh),
        AirSpecies::No2 => spill.mass.get(Substance::Nto),
        AirSpecies::Kerosene => spill.mass.get(Substance::Kerosene),
        AirSpecies::Ndma => 0.0,
    }
}

fn spill_at(spill: &Spill, species: AirSpecies, distance2_m2: f64) -> f64 {
    let variance = spill.sigma_m * spill.sigma_m;
    spilt_kg(spill, species) / (std::f64::consts::TAU * variance) * (-0.5 * distance2_m2 / variance).exp()
}

/// Adds the mean of a spill over each cell, exact for the normal law, so that no cell is too coarse for it.
fn spill_onto(array: &mut [f32], spill: &Spill, species: AirSpecies, level: Level) {
    let mass_kg = spilt_kg(spill, species);
    if mass_kg <= 0.0 {
        return;
    }
    let share: Vec<f64> = (0..CELLS)
        .map(|k| {
            let scale = std::f64::consts::SQRT_2 * spill.sigma_m;
            let centre = level.centre_m(k);
            0.5 * (erf((centre + 0.5 * level.cell_m) / scale) - erf((centre - 0.5 * level.cell_m) / scale))
        })
        .collect();
    for (row, north) in share.iter().enumerate() {
        for (column, east) in share.iter().enumerate() {
            array[row * CELLS + column] += (mass_kg * north * east / level.cell_area_m2()) as f32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Growth, Release, test_data::weather_at};
    use crate::substance::Masses;
    use crate::transport::fate::{Fates, LossRates};
    use crate::transport::path::{PathLimits, march};

    fn plume(deposition_velocity_m_s: f64) -> Plume {
        let release = Release {
            mass_kg: [1_000.0, 0.0, 0.0, 0.0],
            height_agl_m: 0.0,
            sigma_horizontal_m: 60.0,
            sigma_vertical_m: 5.0,
            start_s: 0.0,
            duration_s: 600.0,
            growth: Growth::Plume,
        };
        let rates = LossRates { transformation_per_s: 0.0, deposition_velocity_m_s, scavenging_per_s: 1e-4 };
        let fates = Fates { rates: [rates; 4], ndma_yield_mass: 0.0 };
        let limits = PathLimits { edge_m: 11_000.0, end_s: 1e6, windows_s: &[600.0] };
        Plume { paths: vec![march(&release, &fates, &weather_at(293.15), &limits)], spills: Vec::new() }
    }

    /// What the ledger books as deposited lies on the grid, within the 2 % that cells of 147 m cost.
    #[test]
    fn deposit_on_the_grid_is_the_ledgers() {
        let plume = plume(5e-3);
        let level = Level { cell_m: 147.0 };
        let field = plume.on_level(level, &[Quantity::Deposit(AirSpecies::Udmh)]);
        let on_grid: f64 = field.values[0].iter().map(|v| f64::from(*v)).sum::<f64>() * level.cell_area_m2();
        let booked = plume.paths[0].ledger.deposited[0];
        assert!((on_grid / booked - 1.0).abs() < 0.02, "{on_grid} {booked}");
    }

    /// The field is symmetric about the wind axis.
    #[test]
    fn field_is_symmetric_about_the_wind() {
        let plume = plume(0.0);
        let q = [Quantity::Peak(AirSpecies::Udmh)];
        for (x, y) in [(500.0, 40.0), (3_000.0, 200.0)] {
            let (left, right) = (plume.at(x, y, &q)[0], plume.at(x, -y, &q)[0]);
            assert!(left > 0.0 && (left - right).abs() < 1e-12 * left);
        }
        assert_eq!(plume.at(-2_000.0, 0.0, &q)[0], 0.0);
    }

    /// A spill keeps its mass on every level that is wider than it.
    #[test]
    fn spill_keeps_its_mass() {
        let mut mass = Masses::default();
        mass.add(Substance::Udmh, 700.0);
        let plume = Plume { paths: Vec::new(), spills: vec![Spill { mass, sigma_m: 30.0 }] };
        for level in Level::all() {
            let field = plume.on_level(level, &[Quantity::Deposit(AirSpecies::Udmh)]);
            let sum: f64 = field.values[0].iter().map(|v| f64::from(*v)).sum::<f64>() * level.cell_area_m2();
            assert!((sum / 700.0 - 1.0).abs() < 1e-4, "{sum}");
        }
    }
}
