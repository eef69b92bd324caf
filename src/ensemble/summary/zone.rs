//! Zones, soil and ledgers of the members.

use serde::{Deserialize, Serialize};

use super::super::member::{MemberSoil, MemberZone};
use super::super::sketch::Sketch;
use crate::assessment::Ledger;
use crate::substance::Substance;

/// One zone.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ZoneSums {
    /// Area, m2.
    pub area_m2: Sketch,
    /// Furthest point from its place, m.
    pub reach_m: Sketch,
    /// People inside.
    pub people: Sketch,
    /// Of them in settlements.
    pub settled: Sketch,
    /// Of them of the rural background.
    pub rural: Sketch,
    /// Members that have the zone.
    pub reached: u64,
    /// Members whose zone reaches the edge of the computed area.
    pub cut: u64,
}

impl ZoneSums {
    pub(super) fn add(&mut self, zone: &MemberZone) {
        self.area_m2.add(zone.area_m2);
        self.reach_m.add(zone.reach_m);
        self.people.add(zone.settled + zone.rural);
        self.settled.add(zone.settled);
        self.rural.add(zone.rural);
        self.reached += u64::from(zone.area_m2 > 0.0);
        self.cut += u64::from(zone.cut);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.area_m2.merge(&other.area_m2);
        self.reach_m.merge(&other.reach_m);
        self.people.merge(&other.people);
        self.settled.merge(&other.settled);
        self.rural.merge(&other.rural);
        self.reached += other.reached;
        self.cut += other.cut;
    }
}

/// The soil at one mapped time.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SoilSums {
    /// Heptyl in all the soil, kg.
    pub udmh_kg: Sketch,
    /// NDMA in all the soil, kg.
    pub ndma_kg: Sketch,
    /// Heptyl where most liquid was spilt, by layer, kg/kg.
    pub worst_udmh_kg_kg: [Sketch; 4],
    /// NDMA there.
    pub worst_ndma_kg_kg: [Sketch; 4],
}

impl SoilSums {
    pub(super) fn add(&mut self, soil: &MemberSoil) {
        self.udmh_kg.add(soil.mass.udmh_kg);
        self.ndma_kg.add(soil.mass.ndma_kg);
        self.worst_udmh_kg_kg.iter_mut().zip(soil.worst.udmh_kg_kg).for_each(|(sums, value)| sums.add(value));
        self.worst_ndma_kg_kg.iter_mut().zip(soil.worst.ndma_kg_kg).for_each(|(sums, value)| sums.add(value));
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.udmh_kg.merge(&other.udmh_kg);
        self.ndma_kg.merge(&other.ndma_kg);
        self.worst_udmh_kg_kg.iter_mut().zip(&other.worst_udmh_kg_kg).for_each(|(a, b)| a.merge(b));
        self.worst_ndma_kg_kg.iter_mut().zip(&other.worst_ndma_kg_kg).for_each(|(a, b)| a.merge(b));
    }
}

/// The ledgers of one substance.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct LedgerSums {
    /// By column, in the order of [`columns`], kg.
    pub columns: [Sketch; 9],
    /// Closure error of all members.
    pub closure_error: Sketch,
}

impl LedgerSums {
    pub(super) fn add(&mut self, ledger: &Ledger) {
        self.columns.iter_mut().zip(columns(ledger)).for_each(|(sums, value)| sums.add(value));
        self.closure_error.add(ledger.closure_error);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.columns.iter_mut().zip(&other.columns).for_each(|(a, b)| a.merge(b));
        self.closure_error.merge(&other.closure_error);
    }
}

/// The columns of a ledger, kg.
pub fn columns(ledger: &Ledger) -> [f64; 9] {
    [
        ledger.loaded,
        ledger.burnt_in_flight,
        ledger.burnt_on_impact,
        ledger.evaporated_aloft,
        ledger.airborne,
        ledger.transformed,
        ledger.deposited_soil,
        ledger.deposited_water,
        ledger.left_domain,
    ]
}

type Column = fn(&Ledger) -> f64;

/// What becomes of the propellant: name and column.
pub const FATES: [(&str, Column); 8] = [
    ("burnt by the engines before the failure", |l| l.burnt_in_flight),
    ("burnt or decomposed in fires", |l| l.burnt_on_impact),
    ("vapour above the mixing layer", |l| l.evaporated_aloft),
    ("transformed in the air", |l| l.transformed),
    ("in or on the soil", |l| l.deposited_soil),
    ("in water", |l| l.deposited_water),
    ("still in the air at the end", |l| l.airborne),
    ("out of the computed area or in stages dropped before", |l| l.left_domain),
];

/// A column of UDMH, NTO and kerosene together, kg.
pub fn fate_kg(ledgers: &[(Substance, Ledger)], column: fn(&Ledger) -> f64) -> f64 {
    let followed = [Substance::Udmh, Substance::Nto, Substance::Kerosene];
    ledgers.iter().filter(|(s, _)| followed.contains(s)).map(|(_, l)| column(l)).sum()
}
