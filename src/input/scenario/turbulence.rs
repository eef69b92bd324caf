//! What a scenario knows of the turbulence near the ground: keys of `[weather]`.

use crate::input::bounds::Bounds;
use crate::input::document::TableReader;
use crate::range::Range;
use crate::weather::Stability;
use crate::weather::near_ground::KnownTurbulence;

const CLASSES: [(&str, Stability); 6] = [
    ("A", Stability::A),
    ("B", Stability::B),
    ("C", Stability::C),
    ("D", Stability::D),
    ("E", Stability::E),
    ("F", Stability::F),
];

/// Obukhov length, m; beyond the ends the air is neutral.
const LENGTH: Bounds = Bounds::new(-1e5, 1e5, "m");
/// Nearest to zero that an Obukhov length may be, m.
const LENGTH_MIN_M: f64 = 0.5;

/// Reads the keys. A key that cannot be used is refused, and the scenario with it.
pub(super) fn known_turbulence(table: &TableReader<'_>) -> KnownTurbulence {
    let known = KnownTurbulence {
        obukhov_length_m: table.optional_range("obukhov_length_m", LENGTH),
        friction_velocity_m_s: table.optional_range("friction_velocity_m_s", Bounds::new(0.01, 3.0, "m/s")),
        sigma_theta_deg: table.optional_range("sigma_theta_deg", Bounds::new(0.5, 60.0, "degrees")),
        stability: table.optional_choice("stability", &CLASSES),
    };
    if known.obukhov_length_m.is_some_and(|range| !one_sign(&range)) {
        table.refuse(
            "obukhov_length_m",
            "crosses zero",
            "expected both ends of one sign and 0.5 m or more from zero",
            "give a range of stable air (above zero) or of unstable air (below zero), or leave the key out",
        );
    }
    if known.friction_velocity_m_s.is_some() && known.obukhov_length_m.is_none() {
        table.refuse(
            "friction_velocity_m_s",
            "stands alone",
            "expected an obukhov_length_m beside it",
            "add obukhov_length_m, or leave the key out: the friction velocity then follows from the wind",
        );
    }
    if known.obukhov_length_m.is_some() && known.stability.is_some() {
        table.refuse(
            "stability",
            "stands beside an obukhov_length_m",
            "expected one of the two",
            "keep obukhov_length_m where it was measured, else the class",
        );
    }
    known
}

fn one_sign(range: &Range) -> bool {
    range.low >= LENGTH_MIN_M || range.high <= -LENGTH_MIN_M
}
