//! The first members of the ensemble, kept one by one: for what no count can tell, such as which inputs go with which
//! answers, points on a map, and a ledger whose columns add up.

use serde::{Deserialize, Serialize};

use super::draw::Drawn;
use super::drivers::DRIVERS;
use super::member::{MemberResult, MemberZone};
use crate::assessment::{ImpactPoint, Ledger, WindSample};
use crate::flight::ascent::FlightState;
use crate::geodesy::LonLat;
use crate::substance::Substance;

/// Members that are kept one by one: those with the lowest numbers, so that every part of an ensemble knows its own.
pub const SAMPLE: usize = 1_000;

/// One of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sampled {
    /// Inputs in the order of [`DRIVERS`]; none where the member has no such thing.
    pub drivers: Vec<Option<f64>>,
    /// Zones in the order of the criteria.
    pub zones: Vec<MemberZone>,
    /// Ledgers by substance.
    pub ledgers: Vec<(Substance, Ledger)>,
    /// Where its pieces strike.
    pub impacts: Vec<ImpactPoint>,
    /// Wind.
    pub wind: WindSample,
    /// Time of the failure after lift-off, s.
    pub failure_time_s: f64,
    /// State at the failure.
    pub failure: Moment,
    /// State at the break-up.
    pub breakup: Option<Moment>,
}

/// A state of the flight, as far as maps and tables show it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Moment {
    /// Altitude, m.
    pub altitude_m: f64,
    /// Speed, m/s.
    pub speed_m_s: f64,
    /// Point below.
    pub below: LonLat,
}

impl Moment {
    fn of(state: &FlightState) -> Self {
        Self { altitude_m: state.altitude_m, speed_m_s: state.speed_m_s, below: state.below }
    }
}

impl Sampled {
    /// What is kept of a member.
    pub fn of(drawn: &Drawn, result: &MemberResult) -> Self {
        let descent = &drawn.descent;
        let impact = |piece: &crate::flight::descent::FallenPiece| ImpactPoint {
            member: drawn.member,
            piece: piece.name.clone(),
            position: piece.place,
            carries_propellant: piece.propellant.total_kg() > 0.0,
        };
        Self {
            drivers: DRIVERS.iter().map(|driver| (driver.of)(drawn)).collect(),
            zones: result.zones.clone(),
            ledgers: result.ledgers.clone(),
            impacts: descent.pieces.iter().map(impact).collect(),
            wind: WindSample {
                wind_from_deg: drawn.weather.wind_from_deg,
                wind_speed_m_s: drawn.weather.wind_speed_10m_m_s,
                stability: drawn.weather.stability.letter(),
                mixing_height_m: drawn.weather.mixing_height_m,
            },
            failure_time_s: descent.failure_time_s,
            failure: Moment::of(&descent.failure),
            breakup: descent.breakup.as_ref().map(Moment::of),
        }
    }

    /// True where it is that member of an ensemble with so many criteria.
    pub(super) fn fits(&self, member: usize, criteria: usize) -> bool {
        self.drivers.len() == DRIVERS.len()
            && self.zones.len() == criteria
            && self.impacts.iter().all(|impact| impact.member == member)
    }
}
