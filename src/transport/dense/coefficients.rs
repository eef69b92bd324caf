//! The numbers of the slumping box that published models set differently, as ranges.

use rand::Rng;

use crate::range::Range;

/// Front speed over sqrt(g' h): 1.0 (van Ulden 1974, First Int. Loss Prevention Symp., 221-226), 1.15 (DEGADIS, Spicer
/// & Havens 1989, EPA-450/4-89-019, and ALOHA, Jones et al. 2013, NOAA NOS OR&R 43), 1.19 (Huppert & Simpson 1980, J.
/// Fluid Mech. 99, 785-799). The workbook's 1.2 sqrt(g' V) t for R^2 means 1.06.
pub const FRONT: Range = Range::triangular(1.0, 1.15, 1.19);

/// Air taken in at the edge over front speed: 0 (ALOHA has none), 0.6 (Cox & Carpenter 1980; DEGADIS 0.59), 0.85
/// (Picknett 1981, Atmos. Environ. 15, 509-525, Porton trials). The figures are from memory, the span is assumed.
pub const EDGE: Range = Range::triangular(0.0, 0.6, 0.85);

/// Richardson number g' h / u*^2 below which the wind takes over: 1 (ALOHA takes the passive model below 1), each
/// factor alike from 0.5 to 2. The width is assumed.
pub fn passive_richardson() -> Range {
    Range::log_uniform(0.5, 2.0)
}

/// Excess of density over that of the air below which weight is lost in the gusts: 0.001 to 0.004, each factor alike.
/// It is what 0.3 to 1.2 K make, the size of the temperature swings of the surface layer; DEGADIS stops the spread at
/// 0.004 kg/m3 (from memory). Assumed span.
pub fn passive_excess() -> Range {
    Range::log_uniform(1e-3, 4e-3)
}

/// One draw of all of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coefficients {
    /// Front speed over sqrt(g' h).
    pub front: f64,
    /// Air taken in at the edge over front speed.
    pub edge: f64,
    /// Richardson number of the handover.
    pub passive_richardson: f64,
    /// Excess of density, over that of the air, of the handover.
    pub passive_excess: f64,
}

impl Coefficients {
    /// The likeliest values; the handover at a Richardson number of 1 or an excess of 0.002.
    pub fn likeliest() -> Self {
        Self { front: FRONT.best, edge: EDGE.best, passive_richardson: 1.0, passive_excess: passive_excess().best }
    }

    /// A draw of each.
    pub fn sample(rng: &mut impl Rng) -> Self {
        let front = FRONT.sample(rng);
        let edge = EDGE.sample(rng);
        let passive_richardson = passive_richardson().sample(rng);
        Self { front, edge, passive_richardson, passive_excess: passive_excess().sample(rng) }
    }
}
