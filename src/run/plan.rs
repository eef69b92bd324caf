//! What is computed for every member: criteria, quantities, grids and how far the ground is looked at.

use crate::ensemble::draw::Drawn;
use crate::ensemble::member::Questions;
use crate::ensemble::tally::RasterPlan;
use crate::exposure::NearbySettlement;
use crate::field::Quantity;
use crate::geodesy::LonLat;
use crate::grid::{CELLS, Level};
use crate::input::Inputs;
use crate::source::AirSpecies;
use crate::zone::{Criterion, criterion, windows_s};

/// Averaging time of the values listed for settlements, s: that of the single limit of populated air.
pub const SETTLEMENT_WINDOW_S: f64 = 1_200.0;

/// Time after the impact at which the assessment of the air ends, s.
pub const END_S: f64 = 86_400.0;

/// Rasters that are kept: name, quantity, level and unit factor are put together in `rasters`.
pub const RASTERS: [(RasterKind, usize); 8] = [
    (RasterKind::UdmhDeposit, 0),
    (RasterKind::UdmhDeposit, 1),
    (RasterKind::UdmhPeak, 2),
    (RasterKind::UdmhPeak, 3),
    (RasterKind::UdmhDosage, 2),
    (RasterKind::UdmhDosage, 3),
    (RasterKind::No2Peak, 2),
    (RasterKind::No2Peak, 3),
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
}

impl RasterKind {
    fn quantity(self) -> Quantity {
        match self {
            Self::UdmhPeak => Quantity::Peak(AirSpecies::Udmh),
            Self::UdmhDosage => Quantity::Dosage(AirSpecies::Udmh),
            Self::UdmhDeposit => Quantity::Deposit(AirSpecies::Udmh),
            Self::No2Peak => Quantity::Peak(AirSpecies::No2),
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
    /// Rasters of which quantiles are kept.
    pub rasters: Vec<RasterPlan>,
    /// Level on which exceedance is counted with the spread of the place of impact.
    pub geographic_level: Level,
    /// Distance about the centre within which settlements and lakes are looked at, m.
    pub ground_radius_m: f64,
    windows_s: Vec<f64>,
    quantities: Vec<Quantity>,
    criterion_quantity: Vec<usize>,
}

impl Plan {
    /// The plan for inputs and drawn members.
    pub fn new(inputs: &Inputs, drawn: &[Drawn], centre: LonLat) -> Self {
        let mut windows = windows_s(&inputs.thresholds);
        if !windows.contains(&SETTLEMENT_WINDOW_S) {
            windows.push(SETTLEMENT_WINDOW_S);
        }
        let soil = &inputs.scenario.soil;
        let (thresholds, criteria): (Vec<usize>, Vec<Criterion>) = inputs
            .thresholds
            .iter()
            .enumerate()
            .filter_map(|(k, threshold)| criterion(threshold, &windows, soil).map(|c| (k, c)))
            .unzip();
        let quantities = quantities(&criteria);
        let index = |quantity: Quantity| quantities.iter().position(|q| *q == quantity).unwrap_or(0);
        let criterion_quantity: Vec<usize> = criteria.iter().map(|c| index(c.quantity)).collect();
        let rasters = RASTERS
            .iter()
            .map(|(kind, level)| RasterPlan { quantity: index(kind.quantity()), level: *level })
            .collect();
        let spread_m = places(drawn).map(|place| place.distance_m(centre)).fold(0.0, f64::max);
        let reach_m = Level::all()[Level::all().len() - 1].half_width_m();
        let geographic_level = Level { cell_m: (2.0 * (spread_m + reach_m) / CELLS as f64).max(1_029.0) };
        Self {
            thresholds,
            criteria,
            rasters,
            geographic_level,
            ground_radius_m: spread_m + 1.5 * reach_m,
            windows_s: windows,
            quantities,
            criterion_quantity,
        }
    }

    /// The questions to each member.
    pub fn questions<'a>(&'a self, settlements: &'a [NearbySettlement]) -> Questions<'a> {
        let window = self.windows_s.iter().position(|w| *w == SETTLEMENT_WINDOW_S).unwrap_or(0);
        Questions {
            criteria: &self.criteria,
            quantities: &self.quantities,
            criterion_quantity: &self.criterion_quantity,
            windows_s: &self.windows_s,
            settlement_quantities: [
                Quantity::Mean(AirSpecies::Udmh, window),
                Quantity::Dosage(AirSpecies::Udmh),
                Quantity::Mean(AirSpecies::No2, window),
            ],
            settlements,
            end_s: END_S,
        }
    }
}

/// Struck places of all members.
pub fn places(drawn: &[Drawn]) -> impl Iterator<Item = LonLat> + '_ {
    drawn.iter().flat_map(|d| d.term.places.iter().map(|p| p.place))
}

/// Each quantity of criteria, ledgers and rasters once; those of a species stand together, because a release has one or
/// two of them.
fn quantities(criteria: &[Criterion]) -> Vec<Quantity> {
    let of_criteria = criteria.iter().map(|c| c.quantity);
    let deposits = AirSpecies::ALL.into_iter().map(Quantity::Deposit);
    let of_rasters = RASTERS.iter().map(|(kind, _)| kind.quantity());
    let mut quantities = Vec::new();
    for quantity in of_criteria.chain(deposits).chain(of_rasters) {
        if !quantities.contains(&quantity) {
            quantities.push(quantity);
        }
    }
    quantities.sort_by_key(|quantity| quantity.species().index());
    quantities
}
