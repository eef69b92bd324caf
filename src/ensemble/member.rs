//! The fields, zones and exposures of one member.

use geo::Coord;
use serde::{Deserialize, Serialize};

use super::EnsembleError;
use super::draw::Drawn;
use super::tally::Tally;
use super::waters::mixing_draws;
use crate::assessment::Ledger;
use crate::exposure::{Ground, NearbySettlement};
use crate::field::{Floors, LevelField, Plume, Quantity};
use crate::geodesy::LocalPlane;
use crate::grid::Level;
use crate::soil::history::{SoilContent, SoilDeposit, SoilHistory, SoilMass};
use crate::soil::index::{SoilQuestion, SoilWeights};
use crate::source::{AirMasses, AirSpecies, PlaceSource};
use crate::substance::{Masses, Substance};
use crate::transport::chemistry::sunlight::Daylight;
use crate::transport::path::{PathDoubt, PathLedger, PathLimits, march};
use crate::water::{BodyResult, Landing, Waters};
use crate::zone::Criterion;
use crate::zone::contour::outline;

/// Quantities read at each settlement.
pub const SETTLEMENT_VALUES: usize = 6;

/// What is asked of every member.
#[derive(Debug)]
pub struct Questions<'a> {
    /// Limits as levels of quantities.
    pub criteria: &'a [Criterion],
    /// Quantities that are computed on the grids.
    pub quantities: &'a [Quantity],
    /// By quantity and level: value below which nobody asks for a cell.
    pub floors: &'a [Floors],
    /// Index into `quantities` for each criterion.
    pub criterion_quantity: &'a [usize],
    /// What is asked of the soil.
    pub soil: &'a [SoilQuestion],
    /// Averaging windows, s.
    pub windows_s: &'a [f64],
    /// Quantities read at the settlements: 20-minute UDMH, dosage of UDMH, 20-minute NO2, deposit of UDMH, peak and
    /// dosage of NO2.
    pub settlement_quantities: [Quantity; SETTLEMENT_VALUES],
    /// Settlements near.
    pub settlements: &'a [NearbySettlement],
    /// Time after the impact at which the assessment ends, s.
    pub end_s: f64,
    /// Rivers and lakes near, with their limits.
    pub waters: &'a Waters,
    /// Seed of the ensemble.
    pub seed: u64,
}

/// One zone of one member.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct MemberZone {
    /// Area, m2.
    pub area_m2: f64,
    /// Furthest point from its place, m.
    pub reach_m: f64,
    /// People in settlements.
    pub settled: f64,
    /// Rural background.
    pub rural: f64,
    /// True where it reaches the edge.
    pub cut: bool,
}

/// One settlement in one member.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MemberSettlement {
    /// The values in the order of [`Questions::settlement_quantities`], SI.
    pub values: [f64; SETTLEMENT_VALUES],
    /// Arrival after the impact, s.
    pub arrival_s: Option<f64>,
    /// Time after the impact at which the last of it has passed, s.
    pub departure_s: Option<f64>,
    /// By criterion, whether it is exceeded.
    pub exceeded: Vec<bool>,
}

/// Heptyl and NDMA in the soil of one member at one mapped time.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct MemberSoil {
    /// In all the soil.
    pub mass: SoilMass,
    /// Where most liquid was spilt: content of the layers.
    pub worst: SoilContent,
}

/// What is kept of a member.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberResult {
    /// Number of the member.
    pub member: usize,
    /// Zones in the order of the criteria.
    pub zones: Vec<MemberZone>,
    /// Settlements in the order of the questions.
    pub settlements: Vec<MemberSettlement>,
    /// Soil by mapped time.
    pub soil: [MemberSoil; 4],
    /// Ledgers by substance.
    pub ledgers: Vec<(Substance, Ledger)>,
    /// Waters that received something.
    pub waters: Vec<BodyResult>,
    /// What makes its clouds doubtful.
    pub doubt: PathDoubt,
}

/// What a thread works on: the counts of the members that it has run, and fields that serve for one after the other.
#[derive(Debug)]
pub struct Desk {
    /// Counts.
    pub tally: Tally,
    fields: Vec<LevelField>,
}

impl Desk {
    /// A desk with a tally, for fields of a number of quantities.
    pub fn new(tally: Tally, quantities: usize) -> Self {
        Self { tally, fields: LevelField::empty_levels(quantities) }
    }
}

/// Runs a drawn member and adds its cells to the tally of a desk.
///
/// # Errors
/// [`EnsembleError::Geodesy`] where a place cannot be projected.
pub fn run_member(
    drawn: &Drawn,
    questions: &Questions<'_>,
    ground: &Ground,
    plane: &LocalPlane,
    desk: &mut Desk,
) -> Result<MemberResult, EnsembleError> {
    let mut result = MemberResult {
        member: drawn.member,
        zones: vec![MemberZone::default(); questions.criteria.len()],
        settlements: vec![MemberSettlement::default(); questions.settlements.len()],
        soil: Default::default(),
        ledgers: Vec::new(),
        waters: Vec::new(),
        doubt: PathDoubt::default(),
    };
    let weights: Vec<SoilWeights> = questions.soil.iter().map(|q| SoilWeights::of(q, &drawn.soil)).collect();
    let mut books = Books::default();
    let mixing = mixing_draws(drawn, questions);
    let mut account = questions.waters.account();
    let mut exceeded_values = vec![vec![0.0; questions.criteria.len()]; questions.settlements.len()];
    let main = AirSpecies::ALL.map(|species| main_place(&drawn.term.places, species));
    for (k, source) in drawn.term.places.iter().enumerate() {
        let place = plane.to_plane(source.place)?;
        let (plume, path_ledger) = plume_of(source, drawn, questions, &weights);
        result.doubt = plume.paths.iter().map(|path| path.doubt).fold(result.doubt, PathDoubt::with);
        let Desk { fields, tally } = &mut *desk;
        plume.onto_levels(questions.quantities, questions.floors, fields);
        let deposited_kg = deposited(source, &path_ledger);
        let (quantities, spills) = (questions.quantities, source.spills.as_slice());
        let landing = Landing { place, fields, quantities, spills, deposited_kg };
        let water_kg = questions.waters.receive(&landing, &mixing, &mut account);
        books.add(&path_ledger, deposited_kg, water_kg);
        let wet = std::array::from_fn(|k| if deposited_kg[k] > 0.0 { water_kg[k] / deposited_kg[k] } else { 0.0 });
        add_soil(source, &path_ledger, wet, &drawn.soil, &mut result.soil);
        let reach_m = add_zones(fields, questions, ground, place, &mut result.zones);
        add_settlements(&plume, questions, place, &mut result.settlements, &mut exceeded_values);
        tally.count_about_impact(fields, questions, |species| main[species.index()] == Some(k));
        tally.count_geographic(fields, questions, place, &reach_m);
    }
    desk.tally.end_member();
    settle(drawn, questions, exceeded_values, &mut result);
    result.ledgers = books.close(drawn);
    result.waters = questions.waters.close(&account, &mixing);
    Ok(result)
}

/// Index of the place that gives most of a species; NDMA forms where heptyl is.
fn main_place(places: &[PlaceSource], species: AirSpecies) -> Option<usize> {
    let parent = if species == AirSpecies::Ndma { AirSpecies::Udmh } else { species };
    (0..places.len()).max_by(|a, b| places[*a].mass_kg(parent).total_cmp(&places[*b].mass_kg(parent)))
}

fn plume_of(
    source: &PlaceSource,
    drawn: &Drawn,
    questions: &Questions<'_>,
    weights: &[SoilWeights],
) -> (Plume, PathLedger) {
    let edge_m = Level::all()[Level::all().len() - 1].half_width_m();
    let limits = PathLimits { edge_m, end_s: questions.end_s, windows_s: questions.windows_s };
    let light = Daylight::under(&source.sky);
    let mut ledger = PathLedger::default();
    let paths: Vec<_> = source
        .releases
        .iter()
        .filter(|release| release.mass_kg.iter().sum::<f64>() > 0.0)
        .map(|release| march(release, &drawn.fates, &drawn.weather, &light, &limits))
        .inspect(|path| ledger.add(&path.ledger))
        .collect();
    (Plume { paths, spills: source.spills.clone(), soil: weights.to_vec() }, ledger)
}

/// Adds the zones about one place; gives how far each reaches.
fn add_zones(
    fields: &[LevelField],
    questions: &Questions<'_>,
    ground: &Ground,
    place: Coord<f64>,
    zones: &mut [MemberZone],
) -> Vec<f64> {
    let mut reach_m = vec![0.0; questions.criteria.len()];
    let limits = questions.criteria.iter().zip(questions.criterion_quantity).zip(zones).zip(&mut reach_m);
    for (((criterion, quantity), zone), reach) in limits {
        let Some(found) = outline(fields, *quantity, criterion.level) else { continue };
        *reach = found.reach_m;
        zone.area_m2 += found.area_m2;
        zone.reach_m = zone.reach_m.max(found.reach_m);
        zone.cut |= found.cut;
        zone.rural += ground.rural_inside(&found, fields, *quantity, criterion.level, place);
    }
    reach_m
}

fn add_settlements(
    plume: &Plume,
    questions: &Questions<'_>,
    place: Coord<f64>,
    settlements: &mut [MemberSettlement],
    exceeded_values: &mut [Vec<f64>],
) {
    let criteria: Vec<Quantity> = questions.criteria.iter().map(|c| c.quantity).collect();
    for ((nearby, kept), sums) in questions.settlements.iter().zip(settlements).zip(exceeded_values) {
        let (east_m, north_m) = (nearby.at.x - place.x, nearby.at.y - place.y);
        let Some(arrival_s) = plume.arrival_s(east_m, north_m) else { continue };
        let values = plume.at(east_m, north_m, &questions.settlement_quantities);
        for (sum, value) in kept.values.iter_mut().zip(values) {
            *sum += value;
        }
        if kept.values[0] > 0.0 || kept.values[2] > 0.0 {
            kept.arrival_s = Some(kept.arrival_s.map_or(arrival_s, |before| before.min(arrival_s)));
            let departure_s = plume.departure_s(east_m, north_m);
            kept.departure_s = kept.departure_s.into_iter().chain(departure_s).reduce(f64::max);
        }
        for (sum, value) in sums.iter_mut().zip(plume.at(east_m, north_m, &criteria)) {
            *sum += value;
        }
    }
}

/// Which settlements exceed which criteria, and the people in them.
fn settle(drawn: &Drawn, questions: &Questions<'_>, values: Vec<Vec<f64>>, result: &mut MemberResult) {
    for ((nearby, kept), sums) in questions.settlements.iter().zip(&mut result.settlements).zip(values) {
        kept.exceeded = questions.criteria.iter().zip(sums).map(|(c, value)| value >= c.level).collect();
        for (zone, exceeded) in result.zones.iter_mut().zip(&kept.exceeded) {
            if *exceeded {
                zone.settled += nearby.people * drawn.settled_factor;
            }
        }
    }
    for zone in &mut result.zones {
        zone.rural *= drawn.rural_factor;
    }
}

/// Adds what one place leaves in the soil at each mapped time; what fell into water is not in it.
fn add_soil(
    source: &PlaceSource,
    paths: &PathLedger,
    wet: AirMasses,
    history: &SoilHistory,
    soil: &mut [MemberSoil; 4],
) {
    let (udmh, ndma) = (AirSpecies::Udmh.index(), AirSpecies::Ndma.index());
    let dry = 1.0 - wet[udmh];
    let fallen_kg = (paths.deposited[udmh] * dry, paths.deposited[ndma] * (1.0 - wet[ndma]));
    let spilt_udmh = source.spills.iter().map(|spill| spill.mass_kg(AirSpecies::Udmh) * spill.per_m2(0.0)).sum();
    let centre = SoilDeposit { spilt_udmh, ..SoilDeposit::default() };
    for (time, at) in soil.iter_mut().enumerate() {
        at.mass = at.mass.plus(history.left_of_fallout(time, fallen_kg.0, fallen_kg.1));
        for spill in &source.spills {
            at.mass = at.mass.plus(history.left_of_spot(time, dry * spill.mass_kg(AirSpecies::Udmh), spill.sigma_m));
        }
        at.worst = at.worst.highest(&history.content(time, &centre));
    }
}

/// What one place deposits by species on soil and water, kg.
fn deposited(source: &PlaceSource, paths: &PathLedger) -> AirMasses {
    AirSpecies::ALL.map(|species| {
        let spilt: f64 = source.spills.iter().map(|spill| spill.mass_kg(species)).sum();
        paths.deposited[species.index()] + spilt
    })
}

/// Sums over the places of a member.
#[derive(Debug, Default)]
struct Books {
    paths: PathLedger,
    soil: AirMasses,
    water: AirMasses,
}

impl Books {
    fn add(&mut self, paths: &PathLedger, deposited_kg: AirMasses, in_water_kg: AirMasses) {
        self.paths.add(paths);
        for k in 0..4 {
            self.water[k] += in_water_kg[k];
            self.soil[k] += deposited_kg[k] - in_water_kg[k];
        }
    }

    fn close(&self, drawn: &Drawn) -> Vec<(Substance, Ledger)> {
        let mut ledgers = Vec::new();
        for substance in Substance::LOADED {
            let loaded = drawn.descent.budget.loaded.get(substance);
            if loaded > 0.0 {
                ledgers.push((substance, self.ledger(substance, loaded, drawn)));
            }
        }
        let formed = self.paths.formed[AirSpecies::Ndma.index()];
        if drawn.descent.budget.loaded.get(Substance::Udmh) > 0.0 {
            ledgers.push((Substance::Ndma, self.air_part(AirSpecies::Ndma, formed).closed()));
        }
        ledgers
    }

    fn ledger(&self, substance: Substance, loaded: f64, drawn: &Drawn) -> Ledger {
        let budget = &drawn.descent.budget;
        let air = AirSpecies::of_loaded(substance).map(|species| self.air_part(species, loaded)).unwrap_or_default();
        let of = |masses: &Masses| masses.get(substance);
        Ledger {
            loaded,
            burnt_in_flight: of(&budget.burnt),
            burnt_on_impact: of(&drawn.term.burnt),
            evaporated_aloft: of(&drawn.term.aloft),
            left_domain: air.left_domain + of(&budget.dropped),
            ..air
        }
        .closed()
    }

    fn air_part(&self, species: AirSpecies, loaded: f64) -> Ledger {
        let k = species.index();
        Ledger {
            loaded,
            airborne: self.paths.airborne[k],
            transformed: self.paths.transformed[k],
            deposited_soil: self.soil[k],
            deposited_water: self.water[k],
            left_domain: self.paths.left_domain[k],
            ..Ledger::default()
        }
    }
}

impl Ledger {
    fn closed(mut self) -> Self {
        let booked = self.burnt_in_flight
            + self.burnt_on_impact
            + self.evaporated_aloft
            + self.airborne
            + self.transformed
            + self.deposited_soil
            + self.deposited_water
            + self.left_domain;
        self.closure_error = if self.loaded > 0.0 { (self.loaded - booked).abs() / self.loaded } else { 0.0 };
        self
    }
}

impl PathLedger {
    /// Adds another ledger.
    pub fn add(&mut self, other: &Self) {
        for k in 0..4 {
            self.formed[k] += other.formed[k];
            self.transformed[k] += other.transformed[k];
            self.deposited[k] += other.deposited[k];
            self.airborne[k] += other.airborne[k];
            self.left_domain[k] += other.left_domain[k];
        }
    }
}
