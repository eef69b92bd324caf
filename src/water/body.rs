//! The rivers and lakes near, in the local plane, and what each place of a member brings to them.

use geo::{
    Area, BooleanOps, BoundingRect, Coord, Distance, Euclidean, Intersects, Length, Line, LineString, MultiLineString,
    MultiPolygon, Point, Rect, coord,
};
use rand::Rng;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::deposit::Deposit;
use super::lake::Outline;
use super::mixing::{MixingDraws, RUNOFF_REACH_M, Wetness};
use super::received::{Account, BodyResult, Received};
use super::runoff::SPREAD_SIGMAS;
use super::{WaterLimit, lake, river, runoff};
use crate::field::{LevelField, Quantity};
use crate::geodesy::{GeodesyError, LocalPlane, LonLat};
use crate::grid::Level;
use crate::places::{Water, WaterFacts, WaterKind, WaterShape};
use crate::source::{AirMasses, AirSpecies, Spill};

/// Half of the widest river, m: how far water may lie from the line.
const HALF_WIDTH_MAX_M: f64 = 1_000.0;

/// A water in the local plane.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// Index among the waters of the input.
    pub index: usize,
    /// Name.
    pub name: String,
    /// What is stated of it.
    pub facts: WaterFacts,
    shape: Shape,
    bounds: Rect<f64>,
    extent: f64,
}

#[derive(Debug, Clone, PartialEq)]
enum Shape {
    River(MultiLineString<f64>),
    Lake { outline: Outline, polygons: MultiPolygon<f64> },
}

impl Body {
    /// Kind.
    pub fn kind(&self) -> WaterKind {
        match self.shape {
            Shape::River(_) => WaterKind::River,
            Shape::Lake { .. } => WaterKind::Lake,
        }
    }

    /// Length of the river, m, or area of the lake, m2.
    pub fn extent(&self) -> f64 {
        self.extent
    }

    /// Distance of a point from its water, m; zero or less on it. A river has a width.
    pub fn distance_m(&self, at: &Point<f64>, width_m: f64) -> f64 {
        match &self.shape {
            Shape::River(lines) => {
                let from_line = lines.iter().map(|line| Euclidean.distance(at, line)).fold(f64::INFINITY, f64::min);
                from_line - 0.5 * width_m
            }
            Shape::Lake { polygons, .. } => {
                polygons.iter().map(|polygon| Euclidean.distance(at, polygon)).fold(f64::INFINITY, f64::min)
            }
        }
    }

    fn river(index: usize, water: &Water, lines: MultiLineString<f64>) -> Option<Self> {
        let bounds = grown(lines.bounding_rect()?, HALF_WIDTH_MAX_M);
        let extent = Euclidean.length(&lines);
        Some(Self { index, name: water.name.clone(), facts: water.facts, shape: Shape::River(lines), bounds, extent })
    }

    fn lake(index: usize, water: &Water, polygons: MultiPolygon<f64>) -> Option<Self> {
        let bounds = polygons.bounding_rect()?;
        let rings = polygons.iter().flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()));
        let edges: Vec<Line<f64>> = rings.flat_map(LineString::lines).collect();
        let extent = polygons.unsigned_area();
        let shape = Shape::Lake { outline: Outline { edges, bounds }, polygons };
        Some(Self { index, name: water.name.clone(), facts: water.facts, shape, bounds, extent })
    }
}

/// What one place brings.
#[derive(Debug, Clone, Copy)]
pub struct Landing<'a> {
    /// The place in the local plane.
    pub place: Coord<f64>,
    /// Fields on all levels.
    pub fields: &'a [LevelField],
    /// What the fields hold.
    pub quantities: &'a [Quantity],
    /// Spills at the place.
    pub spills: &'a [Spill],
    /// All that the place deposits by species, kg: waters hold no more.
    pub deposited_kg: AirMasses,
}

/// The waters near.
#[derive(Debug)]
pub struct Waters {
    bodies: Vec<Body>,
    tree: RTree<GeomWithData<Rectangle<[f64; 2]>, usize>>,
    limits: Vec<WaterLimit>,
}

impl Waters {
    /// The waters that come within a distance of the centre of a plane, with the limits that they are held against. What
    /// of a river runs through a lake belongs to the lake.
    ///
    /// # Errors
    /// [`GeodesyError`] where a shape cannot be projected.
    pub fn new(
        waters: &[Water],
        limits: Vec<WaterLimit>,
        plane: &LocalPlane,
        radius_m: f64,
    ) -> Result<Self, GeodesyError> {
        let half = coord! { x: radius_m, y: radius_m };
        let window = Rect::new(-half, half);
        let mut lakes = Vec::new();
        for (index, water) in waters.iter().enumerate() {
            if let WaterShape::Lake(outline) = &water.shape {
                lakes.extend(Body::lake(index, water, plane.polygons_to_plane(outline)?));
            }
        }
        lakes.retain(|lake| lake.bounds.intersects(&window));
        let mut bodies = Vec::new();
        for (index, water) in waters.iter().enumerate() {
            if let WaterShape::River(lines) = &water.shape {
                let lines = outside(in_plane(lines, plane)?, &lakes);
                bodies.extend(Body::river(index, water, lines).filter(|river| river.bounds.intersects(&window)));
            }
        }
        bodies.extend(lakes);
        let boxed = bodies.iter().enumerate().map(|(k, body)| {
            let (low, high) = (body.bounds.min(), body.bounds.max());
            GeomWithData::new(Rectangle::from_corners([low.x, low.y], [high.x, high.y]), k)
        });
        Ok(Self { tree: RTree::bulk_load(boxed.collect()), bodies, limits })
    }

    /// The waters.
    pub fn bodies(&self) -> &[Body] {
        &self.bodies
    }

    /// The limits, in the order of all results by limit.
    pub fn limits(&self) -> &[WaterLimit] {
        &self.limits
    }

    /// Draws depth, width, flow and run-off of one member.
    pub fn draw(&self, wetness: Wetness, rng: &mut impl Rng) -> MixingDraws {
        MixingDraws::sample(&self.bodies, wetness, rng)
    }

    /// An empty account.
    pub fn account(&self) -> Account {
        Account::new(self.bodies.len(), self.limits.len())
    }

    /// Books what one place brings to all waters; gives the mass in water by species, kg.
    pub fn receive(&self, landing: &Landing<'_>, draws: &MixingDraws, account: &mut Account) -> AirMasses {
        let deposit = Deposit::new(landing.fields, landing.quantities, landing.place);
        let edge_m = Level::all()[Level::all().len() - 1].half_width_m();
        let mut brought: Vec<(usize, Received)> = Vec::new();
        for k in self.near(landing.place, edge_m) {
            let mut received = Received::new(self.limits.len());
            let mixing = &draws.of_body[k];
            match &self.bodies[k].shape {
                Shape::River(lines) => river::along(&lines.0, mixing, &deposit, &self.limits, &mut received),
                Shape::Lake { outline, .. } => {
                    lake::over(outline, mixing.depth_m, &deposit, &self.limits, &mut received);
                }
            }
            brought.push((k, received));
        }
        self.run_in(landing, draws, &mut brought);
        let total = fitted(&mut brought, &landing.deposited_kg);
        brought.iter().for_each(|(k, received)| account.add(*k, received));
        total
    }

    /// What the waters hold in a member; those that received nothing are left out.
    pub fn close(&self, account: &Account, draws: &MixingDraws) -> Vec<BodyResult> {
        let extents = self.bodies.iter().map(|body| (body.kind(), body.extent));
        account.close(extents, draws, &self.limits)
    }

    fn run_in(&self, landing: &Landing<'_>, draws: &MixingDraws, brought: &mut [(usize, Received)]) {
        for spill in landing.spills {
            let near = self.near(landing.place, SPREAD_SIGMAS * spill.sigma_m + RUNOFF_REACH_M);
            let near: Vec<(usize, &Body)> = near.into_iter().map(|k| (k, &self.bodies[k])).collect();
            if near.is_empty() {
                continue;
            }
            let mass_kg = AirSpecies::ALL.map(|species| spill.mass_kg(species));
            for (k, share) in runoff::shares(spill, landing.place, &near, draws) {
                if let Some((_, received)) = brought.iter_mut().find(|(body, _)| *body == k) {
                    received.run_in(&mass_kg.map(|mass| share * mass));
                }
            }
        }
    }

    /// Waters whose rectangle comes within a distance of a point in both directions, in their order.
    fn near(&self, at: Coord<f64>, distance_m: f64) -> Vec<usize> {
        let window = AABB::from_corners([at.x - distance_m, at.y - distance_m], [at.x + distance_m, at.y + distance_m]);
        let mut near: Vec<usize> = self.tree.locate_in_envelope_intersecting(window).map(|entry| entry.data).collect();
        near.sort_unstable();
        near
    }
}

/// Scales what one place brings down to what it deposited; gives the sum by species, kg.
fn fitted(brought: &mut [(usize, Received)], deposited_kg: &AirMasses) -> AirMasses {
    let mut total = [0.0; 4];
    for (_, received) in brought.iter() {
        total.iter_mut().zip(received.mass_kg()).for_each(|(sum, mass)| *sum += mass);
    }
    let factors: AirMasses =
        std::array::from_fn(|k| if total[k] > deposited_kg[k] { deposited_kg[k] / total[k] } else { 1.0 });
    brought.iter_mut().for_each(|(_, received)| received.scale(&factors));
    std::array::from_fn(|k| total[k] * factors[k])
}

fn in_plane(lines: &MultiLineString<f64>, plane: &LocalPlane) -> Result<MultiLineString<f64>, GeodesyError> {
    let line = |line: &LineString<f64>| {
        line.coords().map(|c| plane.to_plane(LonLat::new(c.x, c.y))).collect::<Result<Vec<_>, _>>().map(LineString)
    };
    lines.iter().map(line).collect::<Result<Vec<_>, _>>().map(MultiLineString)
}

/// The parts of lines that lie in no lake.
fn outside(lines: MultiLineString<f64>, lakes: &[Body]) -> MultiLineString<f64> {
    lakes.iter().fold(lines, |lines, lake| match (&lake.shape, lines.bounding_rect()) {
        (Shape::Lake { polygons, .. }, Some(bounds)) if bounds.intersects(&lake.bounds) => polygons.clip(&lines, true),
        _ => lines,
    })
}

fn grown(bounds: Rect<f64>, by_m: f64) -> Rect<f64> {
    let by = coord! { x: by_m, y: by_m };
    Rect::new(bounds.min() - by, bounds.max() + by)
}
