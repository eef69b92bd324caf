//! What is computed for every member: criteria, quantities, grids and how far the ground is looked at.

use crate::ensemble::member::Questions;
use crate::ensemble::tally::RasterPlan;
use crate::exposure::NearbySettlement;
use crate::field::{Floors, Quantity};
use crate::grid::{CELLS, Level};
use crate::input::Inputs;
use crate::soil::index::SoilQuestion;
use crate::source::AirSpecies;
use crate::water::{WaterLimit, Waters};
use crate::zone::{self, Criterion, Scope, windows_s};

/// Averaging time of the values listed for settlements, s: that of the single limit of populated air.
pub const SETTLEMENT_WINDOW_S: f64 = 1_200.0;

/// Time after the impact at which the assessment of the air ends, s.
pub const END_S: f64 = 86_400.0;

/// Rasters that are kept: what they hold, and the index of their level. Of the soil on later days the finest level; heptyl
/// on the first day also where only drops and vapour come down.
pub const RASTERS: [(RasterKind, usize); 18] = [
    (RasterKind::UdmhDeposit, 0),
    (RasterKind::UdmhDeposit, 1),
    (RasterKind::UdmhPeak, 2),
    (RasterKind::UdmhPeak, 3),
    (RasterKind::UdmhDosage, 2),
    (RasterKind::UdmhDosage, 3),
    (RasterKind::No2Peak, 2),
    (RasterKind::No2Peak, 3),
    (RasterKind::Soil(AirSpecies::Udmh, 0), 0),
    (RasterKind::Soil(AirSpecies::Udmh, 0), 1),
    (RasterKind::Soil(AirSpecies::Udmh, 0), 2),
    (RasterKind::Soil(AirSpecies::Udmh, 1), 0),
    (RasterKind::Soil(AirSpecies::Udmh, 2), 0),
    (RasterKind::Soil(AirSpecies::Udmh, 3), 0),
    (RasterKind::Soil(AirSpecies::Ndma, 0), 0),
    (RasterKind::Soil(AirSpecies::Ndma, 1), 0),
    (RasterKind::Soil(AirSpecies::Ndma, 2), 0),
    (RasterKind::Soil(AirSpecies::Ndma, 3), 0),
];

/// What a raster holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RasterKind {
    /// Highest concentration of UDMH.
    UdmhPeak,
    /// Dosage of UDMH.
    UdmhDosage,
    /// Deposit of UDMH on the soil.
    UdmhDeposit,
    /// Highest concentration of NO2.
    No2Peak,
    /// Content of the worst layer of the soil: heptyl or NDMA, and the mapped time.
    Soil(AirSpecies, usize),
}

impl RasterKind {
    /// How far the bins of its histogram are raised: contents of the soil are multiples of a limit, 1e-6 to 1e8.
    fn raised_decades(self) -> i8 {
        if matches!(self, Self::Soil(..)) { 7 } else { 0 }
    }

    /// The quantity; none where no limit asks for that content of the soil.
    fn quantity(self, questions: &[SoilQuestion]) -> Option<Quantity> {
        match self {
            Self::UdmhPeak => Some(Quantity::Peak(AirSpecies::Udmh)),
            Self::UdmhDosage => Some(Quantity::Dosage(AirSpecies::Udmh)),
            Self::UdmhDeposit => Some(Quantity::Deposit(AirSpecies::Udmh)),
            Self::No2Peak => Some(Quantity::Peak(AirSpecies::No2)),
            Self::Soil(species, time) => {
                let asks =
                    |q: &SoilQuestion| q.with_fallout && q.time == time && q.ndma == (species == AirSpecies::Ndma);
                questions.iter().position(asks).map(|question| Quantity::Soil(species, question))
            }
        }
    }
}

/// The plan of a run.
#[derive(Debug)]
pub struct Plan {
    /// Index into the limits of the inputs for each criterion.
    pub thresholds: Vec<usize>,
    /// Criteria.
    pub criteria: Vec<Criterion>,
    /// What part of its medium each criterion is about.
    pub scopes: Vec<Scope>,
    /// What is asked of the soil of each member.
    pub soil: Vec<SoilQuestion>,
    /// Limits of water, each with its index into the limits of the inputs.
    pub water_limits: Vec<(usize, WaterLimit)>,
    seed: u64,
    /// Rasters of which quantiles are kept.
    pub rasters: Vec<RasterPlan>,
    /// What they hold.
    pub raster_kinds: Vec<(RasterKind, usize)>,
    /// Level on which exceedance is counted with the spread of the place of impact.
    pub geographic_level: Level,
    /// Distance about the centre within which settlements and lakes are looked at, m.
    pub ground_radius_m: f64,
    windows_s: Vec<f64>,
    quantities: Vec<Quantity>,
    floors: Vec<Floors>,
    criterion_quantity: Vec<usize>,
}

impl Plan {
    /// The plan for inputs whose struck places lie within a distance of the centre.
    pub fn new(inputs: &Inputs, spread_m: f64) -> Self {
        let mut windows = windows_s(&inputs.thresholds);
        if !windows.contains(&SETTLEMENT_WINDOW_S) {
            windows.push(SETTLEMENT_WINDOW_S);
        }
        let (mut thresholds, mut criteria, mut scopes, mut soil) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (k, threshold) in inputs.thresholds.iter().enumerate() {
            for (criterion, scope) in zone::criteria(threshold, &windows, &inputs.scenario.soil, &mut soil) {
                thresholds.push(k);
                criteria.push(criterion);
                scopes.push(scope);
            }
        }
        let quantities = quantities(&criteria, &soil);
        let index = |quantity: Quantity| quantities.iter().position(|q| *q == quantity).unwrap_or(0);
        let criterion_quantity: Vec<usize> = criteria.iter().map(|c: &Criterion| index(c.quantity)).collect();
        let (raster_kinds, rasters) = RASTERS
            .iter()
            .filter_map(|(kind, level)| {
                let quantity = index(kind.quantity(&soil)?);
                Some(((*kind, *level), RasterPlan { quantity, level: *level, raised_decades: kind.raised_decades() }))
            })
            .unzip::<_, _, Vec<_>, Vec<RasterPlan>>();
        let floors = floors(&quantities, &criteria, &rasters);
        let reach_m = Level::all()[Level::all().len() - 1].half_width_m();
        let geographic_level = Level { cell_m: (2.0 * (spread_m + reach_m) / CELLS as f64).max(1_029.0) };
        Self {
            thresholds,
            criteria,
            scopes,
            soil,
            water_limits: (inputs.thresholds.iter().enumerate())
                .filter_map(|(k, threshold)| WaterLimit::of(threshold).map(|limit| (k, limit)))
                .collect(),
            seed: inputs.scenario.seed,
            rasters,
            raster_kinds,
            geographic_level,
            ground_radius_m: spread_m + 1.5 * reach_m,
            windows_s: windows,
            quantities,
            floors,
            criterion_quantity,
        }
    }

    /// The questions to each member.
    pub fn questions<'a>(&'a self, settlements: &'a [NearbySettlement], waters: &'a Waters) -> Questions<'a> {
        let window = self.windows_s.iter().position(|w| *w == SETTLEMENT_WINDOW_S).unwrap_or(0);
        Questions {
            criteria: &self.criteria,
            quantities: &self.quantities,
            floors: &self.floors,
            criterion_quantity: &self.criterion_quantity,
            soil: &self.soil,
            windows_s: &self.windows_s,
            settlement_quantities: [
                Quantity::Mean(AirSpecies::Udmh, window),
                Quantity::Dosage(AirSpecies::Udmh),
                Quantity::Mean(AirSpecies::No2, window),
                Quantity::Deposit(AirSpecies::Udmh),
                Quantity::Peak(AirSpecies::No2),
                Quantity::Dosage(AirSpecies::No2),
            ],
            settlements,
            end_s: END_S,
            waters,
            seed: self.seed,
        }
    }
}

/// Each quantity of criteria, ledgers and rasters once; those of a species stand together, because a release has one or
/// two of them.
fn quantities(criteria: &[Criterion], soil: &[SoilQuestion]) -> Vec<Quantity> {
    let of_criteria = criteria.iter().map(|c| c.quantity);
    let deposits = AirSpecies::ALL.into_iter().map(Quantity::Deposit);
    let of_rasters = RASTERS.iter().filter_map(|(kind, _)| kind.quantity(soil));
    let mut quantities = Vec::new();
    for quantity in of_criteria.chain(deposits).chain(of_rasters) {
        if !quantities.contains(&quantity) {
            quantities.push(quantity);
        }
    }
    quantities.sort_by_key(|quantity| quantity.species().index());
    quantities
}

/// By quantity and level, the lowest value that anybody asks for: the lowest limit, the lowest value of a raster, and
/// all of a deposit, because the waters sum up what falls into them.
fn floors(quantities: &[Quantity], criteria: &[Criterion], rasters: &[RasterPlan]) -> Vec<Floors> {
    let of = |(index, quantity): (usize, &Quantity)| {
        if matches!(quantity, Quantity::Deposit(_)) {
            return [0.0; Level::COUNT];
        }
        let limits = criteria.iter().filter(|c| c.quantity == *quantity).map(|c| c.level);
        let lowest_limit = limits.fold(f64::INFINITY, f64::min);
        std::array::from_fn(|level| {
            let shown = rasters.iter().filter(|raster| raster.quantity == index && raster.level == level);
            shown.map(RasterPlan::lowest).fold(lowest_limit, f64::min)
        })
    };
    quantities.iter().enumerate().map(of).collect()
}
