//! What nobody measures at a spill: ranges, and one draw of each.

use rand::Rng;

use crate::range::Range;

/// Depth at which depressions of level steppe hold a pool, 5 to 20 mm, best 10: sandy and farm ground 5 to 25 mm (TNO
/// Yellow Book 1997, CPR 14E, table 3.3, from memory); ALOHA stops at 5 mm (Jones et al. 2013). Assumed for steppe.
pub const DEPTH_MIN_M: Range = Range::triangular(0.005, 0.010, 0.020);

/// Organic liquid that soil keeps against gravity, 2 to 8 % of its volume, 4 % by default (ITRC, LNAPL guidance, for
/// sand; constants-check C11). Heptyl mixes with water, so loam may keep more of it and hold it higher up.
pub const RETENTION: Range = Range::triangular(0.02, 0.04, 0.08);

/// Share of the effective pores that is wet already, 0.1 to 0.6: dry summer steppe to thaw. Assumed.
pub const WET_SHARE: Range = Range::triangular(0.10, 0.30, 0.60);

/// Factor on the conductivity of a texture class, each factor from 1/3 to 3 alike: spread within a class (Rawls et al.
/// 1983 give standard deviations of that size) and crusts, cracks and roots, which no class knows.
pub fn conductivity_factor() -> Range {
    Range::log_uniform(1.0 / 3.0, 3.0)
}

/// Factor on the film law, 0.5 to 1.5: the spread between fits in strong wind (constants-check 4.4).
pub const FILM_FACTOR: Range = Range::triangular(0.5, 1.0, 1.5);

/// Thermal effusivity of ground under a pool, J/(m2 K s^0.5), each factor alike: 620 for dry sand (Oke 1987, Boundary
/// Layer Climates, table 2.1) to 4250 for the ALOHA default, which is raised threefold to meet spill tests, because liquid
/// that soaks in carries heat too (Briscoe & Shaw 1980 in Jones et al. 2013, table 9: dry sand 1770, moist sand 3060).
pub fn effusivity_j_m2_k_s05() -> Range {
    Range::log_uniform(620.0, 4_250.0)
}

/// Share of the wind that reaches a pool at the bottom of a crater, 0.2 to 1. Assumed: no measurement was found.
pub const CRATER_SHELTER: Range = Range::uniform(0.2, 1.0);

/// Crater where a loaded vehicle strikes, m: 50 wide and 15 deep (2006), 45 by 10 and more or 40 by 7 (2007, two experts);
/// domain reference 1.1. The size of 2013's was not found.
pub const IMPACT_CRATER_DIAMETER_M: Range = Range::uniform(40.0, 50.0);
/// Depth of such a crater, m (see above).
pub const IMPACT_CRATER_DEPTH_M: Range = Range::uniform(7.0, 15.0);

/// Crater where an empty first stage strikes soft soil, m: at most 5 wide and 1 deep (Environmental passport 2002, E.1).
/// The lower ends are assumed.
pub const DROP_CRATER_DIAMETER_M: Range = Range::uniform(2.0, 5.0);
/// Depth of such a crater, m (see above).
pub const DROP_CRATER_DEPTH_M: Range = Range::uniform(0.2, 1.0);

/// Conductivity of frozen over that of open soil, 0 to 0.3: from none to limited, after its ice (Granger, Gray & Dyck
/// 1984, Can. J. Earth Sci. 21, 669-677, for melt water). Assumed for heptyl, which melts ice and may go faster.
pub const FROZEN_FACTOR: Range = Range::uniform(0.0, 0.3);

/// Warmth of bare dry ground over the air per W/m2 of sun, K m2/W, 0.01 to 0.03: 8 to 24 K on a summer noon. Assumed.
pub const GROUND_WARMTH_K_M2_W: Range = Range::triangular(0.01, 0.02, 0.03);

/// Heptyl that soil binds and does not give back to the air, kg/kg, each factor alike: 30 to 2700 mg/kg, from a cation
/// exchange capacity of 50 to 150 mmol/kg of steppe soils, of which the protonated part of heptyl (pKa 7.2) takes 1 to 30 %.
/// Assumed; the other liquids are not bound.
pub fn bound_kg_kg() -> Range {
    Range::log_uniform(3e-5, 2.7e-3)
}

/// Factor on the vapour pressure of the table: 0.92 to 1 for heptyl, 0.98 to 1.02 for N2O4, 0.7 to 10 for kerosene, whose
/// light parts go first (the substance table's `low_factor` and `high_factor`).
pub fn vapour_pressure_factor(substance: crate::substance::Substance) -> Range {
    use crate::substance::Substance::{Kerosene, Nto, Udmh};
    match substance {
        Udmh => Range::triangular(0.92, 1.0, 1.0),
        Nto => Range::triangular(0.98, 1.0, 1.02),
        Kerosene => Range::log_uniform(0.7, 10.0),
        _ => Range::exactly(1.0),
    }
}

/// One draw of everything above.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PoolDraw {
    /// Depth that depressions hold, m.
    pub depth_min_m: f64,
    /// What the soil keeps, m3/m3.
    pub retention: f64,
    /// Share of the effective pores that is wet.
    pub wet_share: f64,
    /// Factor on the conductivity.
    pub conductivity_factor: f64,
    /// Factor on the film law.
    pub film_factor: f64,
    /// Effusivity of the ground, J/(m2 K s^0.5).
    pub effusivity_j_m2_k_s05: f64,
    /// Share of the wind in a crater.
    pub crater_shelter: f64,
    /// Factor on the conductivity where the ground is frozen.
    pub frozen_factor: f64,
    /// Warmth of the ground over the air per W/m2 of sun, K m2/W.
    pub ground_warmth_k_m2_w: f64,
    /// Heptyl that the soil binds, kg/kg.
    pub bound_kg_kg: f64,
}

impl PoolDraw {
    /// The likeliest of everything.
    pub fn best() -> Self {
        Self::from_ranges(|range| range.best)
    }

    /// One draw; always ten random numbers.
    pub fn sample(rng: &mut impl Rng) -> Self {
        Self::from_ranges(|range| range.sample(rng))
    }

    fn from_ranges(mut value: impl FnMut(Range) -> f64) -> Self {
        Self {
            depth_min_m: value(DEPTH_MIN_M),
            retention: value(RETENTION),
            wet_share: value(WET_SHARE),
            conductivity_factor: value(conductivity_factor()),
            film_factor: value(FILM_FACTOR),
            effusivity_j_m2_k_s05: value(effusivity_j_m2_k_s05()),
            crater_shelter: value(CRATER_SHELTER),
            frozen_factor: value(FROZEN_FACTOR),
            ground_warmth_k_m2_w: value(GROUND_WARMTH_K_M2_W),
            bound_kg_kg: value(bound_kg_kg()),
        }
    }
}
