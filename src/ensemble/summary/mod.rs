//! What is kept of all members: counts, sketches, and the first members whole.
//!
//! All of it is integers, extremes and members by number, so that parts of an ensemble add up to the same in any order,
//! and none of it but the sample of the first members grows with their number.

mod doubts;
mod draws;
mod point;
mod water;
mod zone;

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use doubts::DoubtSums;
pub use draws::DrawSums;
pub use point::{PointSums, no2_toxic_load};
pub use water::{BodySums, ContentSums, WaterZoneSums};
pub use zone::{FATES, LedgerSums, SoilSums, ZoneSums, columns, fate_kg};

use super::draw::Drawn;
use super::member::MemberResult;
use super::sample::{SAMPLE, Sampled};
use super::sketch::Sketch;
use crate::substance::Substance;
use crate::water::WaterLimit;

/// What a summary is about: the same for every part of an ensemble.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Limits on the grids.
    pub criteria: usize,
    /// Points asked in each member, by what they stand for: a settlement is one, the outline of a receptor several.
    pub groups: Vec<Range<usize>>,
    /// Limits of water.
    pub water_limits: Vec<WaterLimit>,
    /// Rivers and lakes near.
    pub bodies: usize,
    /// People of the fall area: in settlements, and of the background.
    pub in_fall_area: (f64, f64),
}

/// Everything that is kept of a number of members.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Members.
    pub members: u64,
    /// By criterion.
    pub zones: Vec<ZoneSums>,
    /// By settlement, then by receptor.
    pub points: Vec<PointSums>,
    /// By mapped time.
    pub soil: [SoilSums; 4],
    /// By substance.
    pub ledgers: BTreeMap<Substance, LedgerSums>,
    /// By fate, in the order of [`FATES`]: UDMH, NTO and kerosene together, kg.
    pub fates: [Sketch; FATES.len()],
    /// Waters that received something, by their index.
    pub bodies: BTreeMap<usize, BodySums>,
    /// By limit of water.
    pub water_zones: Vec<WaterZoneSums>,
    /// People in the fall area.
    pub in_fall_area: Sketch,
    /// What the members drew.
    pub draws: DrawSums,
    /// Members by what makes their clouds doubtful.
    pub doubts: DoubtSums,
    /// The first members by number, as far as they are among those counted.
    pub sample: BTreeMap<usize, Sampled>,
}

impl Summary {
    /// A summary of no member.
    pub fn empty(asked: &Asked) -> Self {
        Self {
            members: 0,
            zones: vec![ZoneSums::default(); asked.criteria],
            points: vec![PointSums::empty(asked.criteria); asked.groups.len()],
            soil: Default::default(),
            ledgers: BTreeMap::new(),
            fates: Default::default(),
            bodies: BTreeMap::new(),
            water_zones: vec![WaterZoneSums::default(); asked.water_limits.len()],
            in_fall_area: Sketch::default(),
            draws: DrawSums::default(),
            doubts: DoubtSums::default(),
            sample: BTreeMap::new(),
        }
    }

    /// Counts a member.
    pub fn add(&mut self, asked: &Asked, drawn: &Drawn, result: &MemberResult) {
        self.members += 1;
        self.zones.iter_mut().zip(&result.zones).for_each(|(sums, zone)| sums.add(zone));
        for (sums, group) in self.points.iter_mut().zip(&asked.groups) {
            sums.add(&result.settlements[group.clone()]);
        }
        self.soil.iter_mut().zip(&result.soil).for_each(|(sums, soil)| sums.add(soil));
        for (substance, ledger) in &result.ledgers {
            self.ledgers.entry(*substance).or_default().add(ledger);
        }
        self.fates.iter_mut().zip(FATES).for_each(|(sums, (_, fate))| sums.add(fate_kg(&result.ledgers, fate)));
        for water in &result.waters {
            self.bodies.entry(water.body).or_default().add(water, &asked.water_limits);
        }
        for (k, (sums, limit)) in self.water_zones.iter_mut().zip(&asked.water_limits).enumerate() {
            sums.add(k, limit, &result.waters);
        }
        let (settled, rural) = asked.in_fall_area;
        self.in_fall_area.add(settled * drawn.settled_factor + rural * drawn.rural_factor);
        self.draws.add(drawn);
        self.doubts.add(&result.doubt);
        if drawn.member < SAMPLE {
            self.sample.insert(drawn.member, Sampled::of(drawn, result));
        }
    }

    /// Counts the members of another summary of the same questions.
    pub fn merge(&mut self, other: &Self) {
        self.members += other.members;
        self.zones.iter_mut().zip(&other.zones).for_each(|(a, b)| a.merge(b));
        self.points.iter_mut().zip(&other.points).for_each(|(a, b)| a.merge(b));
        self.soil.iter_mut().zip(&other.soil).for_each(|(a, b)| a.merge(b));
        self.fates.iter_mut().zip(&other.fates).for_each(|(a, b)| a.merge(b));
        self.water_zones.iter_mut().zip(&other.water_zones).for_each(|(a, b)| a.merge(b));
        for (substance, ledger) in &other.ledgers {
            self.ledgers.entry(*substance).or_default().merge(ledger);
        }
        for (body, sums) in &other.bodies {
            self.bodies.entry(*body).or_default().merge(sums);
        }
        self.in_fall_area.merge(&other.in_fall_area);
        self.draws.merge(&other.draws);
        self.doubts.merge(&other.doubts);
        self.sample.extend(other.sample.iter().map(|(member, sampled)| (*member, sampled.clone())));
    }

    /// True where it answers these questions: what was read from a file may be of any shape.
    pub fn answers(&self, asked: &Asked) -> bool {
        let limits = asked.water_limits.len();
        self.zones.len() == asked.criteria
            && self.points.len() == asked.groups.len()
            && self.points.iter().all(|point| point.exceeded.len() == asked.criteria)
            && self.water_zones.len() == limits
            && self.bodies.iter().all(|(body, sums)| *body < asked.bodies && sums.limits() == limits)
            && self.sample.iter().all(|(member, sampled)| *member < SAMPLE && sampled.fits(*member, asked.criteria))
    }

    /// A count as a share of the members.
    pub fn share(&self, count: u64) -> f64 {
        count as f64 / self.members.max(1) as f64
    }
}
