//! What stands before any member is run, and is the same for every part of an ensemble: where the plane lies, how far
//! the ground is looked at, what is asked.

use std::ops::Range;

use geo::MultiPolygon;

use super::fall::{self, FallGround, Footprint};
use super::plan::Plan;
use super::{RunError, receptors};
use crate::ensemble::falls::{Falls, main_piece};
use crate::ensemble::summary::Asked;
use crate::exposure::{Ground, NearbySettlement};
use crate::flight::descent::Descent;
use crate::geodesy::{LocalPlane, LonLat};
use crate::input::Inputs;
use crate::population::PeopleLattice;
use crate::water::Waters;

/// Falls computed for each member asked for: they are cheap, and 200 members are too few for the edge of a region.
const FALLS_PER_MEMBER: usize = 20;

/// Most falls that an assessment computes: what 200 members ask for. An area that holds 95 % of 4000 falls is known to
/// 1 or 2 %, less than what the ranges of the inputs do to it.
const FALLS_MAX: usize = 4_000;

/// The frame of a run.
///
/// It follows from falls that have random streams of their own, not from the members, so that a part of an ensemble
/// needs none of the members of the others.
pub(super) struct Frame<'a> {
    /// Inputs.
    pub(super) inputs: &'a Inputs,
    /// Where the pieces come down; none where the scenario gives the place.
    pub(super) footprint: Option<Footprint>,
    /// Plane about the centre of the impacts.
    pub(super) plane: LocalPlane,
    /// What is computed for every member.
    pub(super) plan: Plan,
    /// People.
    pub(super) ground: Ground,
    /// Rivers and lakes.
    pub(super) waters: Waters,
    /// Settlements near.
    pub(super) settlements: Vec<NearbySettlement>,
    /// Points asked in each member: settlements, and the points of receptors behind them.
    pub(super) points: Vec<NearbySettlement>,
    /// What the summary of the members is about.
    pub(super) asked: Asked,
    /// Who lives in the fall area.
    pub(super) fall_ground: FallGround,
}

impl<'a> Frame<'a> {
    /// The frame of a scenario.
    ///
    /// # Errors
    /// [`RunError`] where nothing comes down, a place cannot be projected or the people cannot be read.
    pub(super) fn new(inputs: &'a Inputs) -> Result<Self, RunError> {
        let scenario = &inputs.scenario;
        let falls = Falls::draw(scenario, (scenario.members * FALLS_PER_MEMBER).min(FALLS_MAX))?;
        let footprint = match scenario.impact {
            None => Some(fall::footprint(inputs, &falls)?),
            Some(_) => None,
        };
        let centre = match &footprint {
            Some(footprint) => LonLat::new(footprint.report.lon, footprint.report.lat),
            None => fall::mean(falls.down.iter().filter_map(|(_, d)| main_piece(d)).map(|piece| piece.place))
                .unwrap_or(scenario.pad),
        };
        let plane = LocalPlane::new(centre)?;
        let spread_m = falls.down.iter().flat_map(|(_, d)| struck(d)).map(|p| p.distance_m(centre)).fold(0.0, f64::max);
        let plan = Plan::new(inputs, spread_m);
        let ground = Ground::new(&inputs.population, &plane, plan.ground_radius_m)?;
        let limits: Vec<_> = plan.water_limits.iter().map(|(_, limit)| *limit).collect();
        let waters = Waters::new(&inputs.waters, limits.clone(), &plane, plan.ground_radius_m)?;
        let ground = match &inputs.population.raster {
            Some(raster) => ground.counted_on(PeopleLattice::new(&*raster.cells, &plane, plan.ground_radius_m)?),
            None => ground,
        };
        let settlements = ground.settlements();
        // Receptors are asked like settlements without people and stand behind them.
        let mut points = settlements.clone();
        points.extend(receptors::asked_points(inputs, &plane)?);
        let region = footprint.as_ref().and_then(|f| f.regions.iter().find(|(p, _)| *p == 0.95));
        let outline = region.map_or_else(|| MultiPolygon(Vec::new()), |(_, outline)| outline.clone());
        let area_km2 = footprint.as_ref().map_or(0.0, |footprint| footprint.report.area95_km2);
        let fall_ground = FallGround::of(inputs, &plane, &ground, &outline, area_km2)?;
        let asked = Asked {
            criteria: plan.criteria.len(),
            groups: groups(inputs, settlements.len()),
            water_limits: limits,
            bodies: waters.bodies().len(),
            in_fall_area: (fall_ground.settled, fall_ground.rural),
        };
        Ok(Self { inputs, footprint, plane, plan, ground, waters, settlements, points, asked, fall_ground })
    }
}

/// Where a fall may leave propellant: its loaded pieces, and the point below its break-up.
fn struck(descent: &Descent) -> impl Iterator<Item = LonLat> + '_ {
    let loaded = descent.pieces.iter().filter(|piece| piece.propellant.total_kg() > 0.0).map(|piece| piece.place);
    loaded.chain(descent.breakup.iter().map(|state| state.below))
}

/// Each settlement by itself, then the points of each receptor together.
fn groups(inputs: &Inputs, settlements: usize) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = (0..settlements).map(|k| k..k + 1).collect();
    let mut next = settlements;
    for receptor in &inputs.receptors {
        groups.push(next..next + receptor.points.len());
        next += receptor.points.len();
    }
    groups
}
