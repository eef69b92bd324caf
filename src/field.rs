//! What the air and the soil hold about one struck place: means over windows, dosage and deposit on nested grids.

mod level;
mod reach;
mod rows;

use std::ops::Range;

use libm::erf;

use crate::grid::{CELLS, Level};
use crate::soil::index::SoilWeights;
use crate::source::{AirSpecies, Spill};
use crate::transport::path::{Node, Path, START_SIGMAS};

pub use level::{Cells, LevelField};
pub use reach::Floors;
use rows::NodeTable;

/// How far across a path cells are looked at, standard deviations: what lies beyond is below 4e-5 of the axis.
const REACH_SIGMAS: f64 = 4.5;

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
    /// Content of the soil over a limit: species, and index of the question among those of the plan.
    Soil(AirSpecies, usize),
}

impl Quantity {
    /// The species that it is about.
    pub fn species(self) -> AirSpecies {
        match self {
            Self::Mean(species, _)
            | Self::Peak(species)
            | Self::Dosage(species)
            | Self::Deposit(species)
            | Self::Soil(species, _) => species,
        }
    }
}

/// One struck place with its marched paths.
#[derive(Debug, Clone, PartialEq)]
pub struct Plume {
    /// Paths of its releases.
    pub paths: Vec<Path>,
    /// Its spills.
    pub spills: Vec<Spill>,
    /// Weights of the deposits for each question about the soil.
    pub soil: Vec<SoilWeights>,
}

/// A passage of a path near a point.
struct Passage {
    node: usize,
    share: f64,
    weight: f64,
}

impl Plume {
    /// The fields of quantities on all levels, finest first, centred on the place.
    pub fn on_levels(&self, quantities: &[Quantity]) -> Vec<LevelField> {
        let mut fields = LevelField::empty_levels(quantities.len());
        self.onto_levels(quantities, &vec![[0.0; Level::COUNT]; quantities.len()], &mut fields);
        fields
    }

    /// The same into fields that are there already, of [`LevelField::empty_levels`] with as many quantities: only what
    /// was filled before is cleared. Cells that cannot reach the floor of a quantity, and have no neighbour that does,
    /// are left at zero or below what they hold.
    pub fn onto_levels(&self, quantities: &[Quantity], floors: &[Floors], fields: &mut [LevelField]) {
        let tables: Vec<NodeTable> =
            self.paths.iter().map(|path| NodeTable::new(path, quantities, &self.soil)).collect();
        let reaches_m = reach::reaches_m(self, quantities, floors);
        for (k, field) in fields.iter_mut().enumerate() {
            let reach_m: Vec<Option<f64>> = reaches_m.iter().map(|by_level| by_level[k]).collect();
            field.cleared();
            rows::add_paths(field, &self.paths, &tables, &reach_m);
            for spill in &self.spills {
                let amounts: Vec<(usize, f64)> = (quantities.iter().zip(&reach_m).enumerate())
                    .filter(|(_, (_, reach_m))| reach_m.is_some())
                    .map(|(k, (quantity, _))| (k, self.spilt(spill, *quantity)))
                    .filter(|(_, amount)| *amount > 0.0)
                    .collect();
                spill_onto(field, &amounts, spill.sigma_m);
            }
            field.find_highest();
        }
    }

    /// Values of quantities at a point, metres east and north of the place.
    pub fn at(&self, east_m: f64, north_m: f64, quantities: &[Quantity]) -> Vec<f64> {
        let mut values = vec![0.0; quantities.len()];
        for path in &self.paths {
            let Some(passage) = path.passage(east_m, north_m) else { continue };
            for (quantity, value) in quantities.iter().zip(&mut values) {
                *value += path.value(&passage, *quantity, &self.soil);
            }
        }
        for (quantity, value) in quantities.iter().zip(&mut values) {
            let r2 = east_m * east_m + north_m * north_m;
            *value += self.spills.iter().map(|spill| self.spilt(spill, *quantity) * spill.per_m2(r2)).sum::<f64>();
        }
        values
    }

    /// What a spill adds to a quantity, times m2: kilograms of a deposit, or its weighted share of a limit.
    fn spilt(&self, spill: &Spill, quantity: Quantity) -> f64 {
        match quantity {
            Quantity::Deposit(species) => spill.mass_kg(species),
            Quantity::Soil(_, question) => spill.mass_kg(AirSpecies::Udmh) * self.soil[question].spilt_udmh,
            Quantity::Mean(..) | Quantity::Peak(_) | Quantity::Dosage(_) => 0.0,
        }
    }

    /// Time after the impact at which the first cloud comes to a point, s: two standard deviations ahead of its centre.
    pub fn arrival_s(&self, east_m: f64, north_m: f64) -> Option<f64> {
        self.paths
            .iter()
            .filter_map(|path| {
                let passage = path.passage(east_m, north_m)?;
                let (centre_s, sigma_s) = path.centre_s(&passage);
                Some(path.start_s + (centre_s - 2.0 * sigma_s).max(0.0))
            })
            .min_by(f64::total_cmp)
    }

    /// Time after the impact at which the last of the cloud has passed a point, s; none where it never comes.
    ///
    /// A puff passes within four standard deviations; a release that lasts adds its duration, which is what the
    /// dosage over the highest concentration exceeds that of a puff by:
    ///
    /// ```text
    /// passage = 4 sigma / u + max(0, dosage / highest - sqrt(2 pi) sigma / u)
    /// ```
    pub fn departure_s(&self, east_m: f64, north_m: f64) -> Option<f64> {
        self.paths
            .iter()
            .filter_map(|path| {
                let passage = path.passage(east_m, north_m)?;
                let node = &path.nodes[passage.node];
                let (centre_s, sigma_s) = path.centre_s(&passage);
                let puff_s = std::f64::consts::TAU.sqrt() * sigma_s;
                let release_s = if node.peak_per_s > 0.0 { (1.0 / node.peak_per_s - puff_s).max(0.0) } else { 0.0 };
                Some(path.start_s + centre_s + 2.0 * sigma_s + release_s)
            })
            .max_by(f64::total_cmp)
    }
}

impl Path {
    /// Time on the way of the centre of the cloud at a passage, and that in which it moves by a standard deviation, s.
    fn centre_s(&self, passage: &Passage) -> (f64, f64) {
        let (near, far) = (&self.nodes[passage.node], &self.nodes[passage.node + 1]);
        let mixed = |near: f64, far: f64| near + passage.share * (far - near);
        (mixed(near.travel_s, far.travel_s), mixed(near.passage_sigma_s, far.passage_sigma_s))
    }

    fn along_m(&self, east_m: f64, north_m: f64) -> f64 {
        east_m * self.direction.0 + north_m * self.direction.1 - self.downwind_m
    }

    /// Columns of a row that the cloud can reach: those behind its tail and outside a wedge are left out.
    fn columns(&self, level: Level, north_m: f64) -> Range<usize> {
        let start_m = REACH_SIGMAS * self.nodes[0].sigma_y_m;
        let (left, right) = (REACH_SIGMAS * self.growth + self.lean.0, REACH_SIGMAS * self.growth + self.lean.1);
        let (to_east, to_north) = self.direction;
        let lead_m = start_m - self.downwind_m;
        // along >= -start and -start - right (along + start) <= across <= start + left (along + start), each linear in
        // the easting.
        let bounds = [
            (to_east, north_m * to_north + lead_m),
            (left * to_east + to_north, left * (north_m * to_north + lead_m) + start_m - north_m * to_east),
            (right * to_east - to_north, right * (north_m * to_north + lead_m) + start_m + north_m * to_east),
        ];
        let half = level.half_width_m();
        let (mut low, mut high) = (-half, half);
        for (per_east, rest) in bounds {
            // per_east * east + rest >= 0
            if per_east > 1e-12 {
                low = low.max(-rest / per_east);
            } else if per_east < -1e-12 {
                high = high.min(-rest / per_east);
            } else if rest < 0.0 {
                return 0..0;
            }
        }
        if low >= high {
            return 0..0;
        }
        let column = |east_m: f64| ((east_m + half) / level.cell_m) as usize;
        column(low).saturating_sub(1)..(column(high) + 2).min(CELLS)
    }

    fn passage(&self, east_m: f64, north_m: f64) -> Option<Passage> {
        let along = self.along_m(east_m, north_m);
        let across = north_m * self.direction.0 - east_m * self.direction.1;
        let start_sigma = self.nodes[0].sigma_y_m;
        if along < -REACH_SIGMAS * start_sigma {
            return None;
        }
        let (node, share) = self.locate(along);
        let (near, far) = (&self.nodes[node], &self.nodes[node + 1]);
        let off = across - near.offset_m - share * (far.offset_m - near.offset_m);
        let exponent =
            off * off * (near.inverse_two_sigma2 + share * (far.inverse_two_sigma2 - near.inverse_two_sigma2));
        if exponent > 0.5 * REACH_SIGMAS * REACH_SIGMAS {
            return None;
        }
        // Beside the start a point sees only the part of the cloud that is upwind of it.
        let seen = if along < START_SIGMAS * start_sigma {
            0.5 * (1.0 + erf(along / (std::f64::consts::SQRT_2 * start_sigma)))
        } else {
            1.0
        };
        Some(Passage { node, share, weight: seen * (-exponent).exp() })
    }

    fn value(&self, passage: &Passage, quantity: Quantity, soil: &[SoilWeights]) -> f64 {
        let of = |node: usize| self.nodes[node].value(quantity, soil);
        let (near, far) = (of(passage.node), of(passage.node + 1));
        passage.weight * (near + passage.share * (far - near))
    }
}

impl Node {
    /// Value of a quantity on the axis.
    fn value(&self, quantity: Quantity, soil: &[SoilWeights]) -> f64 {
        let deposit = |species: AirSpecies| self.deposit_kg_m2[species.index()];
        match quantity {
            Quantity::Mean(species, window) => self.dosage_kg_s_m3[species.index()] * self.mean_per_s[window],
            Quantity::Peak(species) => self.dosage_kg_s_m3[species.index()] * self.peak_per_s,
            Quantity::Dosage(species) => self.dosage_kg_s_m3[species.index()],
            Quantity::Deposit(species) => deposit(species),
            Quantity::Soil(_, question) => {
                let weights = &soil[question];
                deposit(AirSpecies::Udmh) * weights.fallen_udmh + deposit(AirSpecies::Ndma) * weights.fallen_ndma
            }
        }
    }
}

/// Adds the mean of a spill over each cell to quantities (index, and what the spill adds to it), exact for the normal law,
/// so that no cell is too coarse for it.
fn spill_onto(field: &mut LevelField, amounts: &[(usize, f64)], sigma_m: f64) {
    if amounts.is_empty() {
        return;
    }
    let level = field.level;
    let share: Vec<f64> = (0..CELLS)
        .map(|k| {
            let scale = std::f64::consts::SQRT_2 * sigma_m;
            let centre = level.centre_m(k);
            0.5 * (erf((centre + 0.5 * level.cell_m) / scale) - erf((centre - 0.5 * level.cell_m) / scale))
        })
        .collect();
    let first = share.iter().position(|share| *share > 0.0).unwrap_or(0);
    let end = share.iter().rposition(|share| *share > 0.0).map_or(0, |last| last + 1);
    for row in first..end {
        for (quantity, amount) in amounts {
            let cells = field.row_mut(*quantity, row, &(first..end));
            for (cell, share_across) in cells.iter_mut().zip(&share[first..end]) {
                let per_m2 = share[row] * share_across / level.cell_area_m2();
                *cell += (amount * per_m2) as f32;
            }
        }
    }
}

#[cfg(test)]
mod turning_tests;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Growth, Release, test_data::weather_at};
    use crate::substance::{Masses, Substance};
    use crate::transport::chemistry::sunlight::Daylight;
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
            downwind_m: 0.0,
        };
        let rates = LossRates { deposition_velocity_m_s, scavenging_per_s: 1e-4 };
        let fates = Fates { rates: [rates; 4], ..Fates::default() };
        let limits = PathLimits { edge_m: 11_000.0, end_s: 1e6, windows_s: &[600.0] };
        Plume {
            paths: vec![march(&release, &fates, &weather_at(293.15), &Daylight::NIGHT, &limits)],
            spills: Vec::new(),
            soil: Vec::new(),
        }
    }

    /// What the ledger books as deposited lies on the grid, within the 2 % that cells of 147 m cost.
    #[test]
    fn deposit_on_the_grid_is_the_ledgers() {
        let plume = plume(5e-3);
        let level = Level { cell_m: 147.0 };
        let field = &plume.on_levels(&[Quantity::Deposit(AirSpecies::Udmh)])[2];
        let on_grid: f64 = (0..CELLS * CELLS).map(|cell| field.value(0, cell)).sum::<f64>() * level.cell_area_m2();
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
        let plume = Plume { paths: Vec::new(), spills: vec![Spill { mass, sigma_m: 30.0 }], soil: Vec::new() };
        for field in plume.on_levels(&[Quantity::Deposit(AirSpecies::Udmh)]) {
            let level = field.level;
            let sum: f64 = (0..CELLS * CELLS).map(|cell| field.value(0, cell)).sum::<f64>() * level.cell_area_m2();
            assert!((sum / 700.0 - 1.0).abs() < 1e-4, "{sum}");
        }
    }
}
