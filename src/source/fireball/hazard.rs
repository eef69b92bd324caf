//! How far the heat and the blast of a fire reach: what a crash does at once, whatever its propellant.

use super::burnt::{Ground, yield_share};
use crate::range::Range;
use crate::substance::{Masses, Substance};

/// TNT equivalent over mass of propellant for siting: N2O4 with hydrazines 5 % on a stand and 10 % on a launch pad;
/// kerosene and oxygen 10 and 20 %, 10 % of what is above 226 795 kg (DESR 6055.09, table V5.E4.T5; constants-check 4.3).
const HYPERGOLIC_LOW: f64 = 0.05;
const KEROSENE: (f64, f64) = (0.10, 0.20);
const KEROSENE_CHANGE_KG: f64 = 226_795.0;

/// The same for hydrogen and oxygen: 14 % at most (same table, from memory); the low end is half of it, assumed.
const HYDROGEN: (f64, f64) = (0.07, 0.14);

/// Overpressure below which windows mostly hold, 2 kPa, and below which houses mostly stay whole, 7 kPa (1 psi). Usual
/// bounds of safety rules, from memory.
pub const WINDOWS_PA: f64 = 2_000.0;
/// See [`WINDOWS_PA`].
pub const HOUSES_PA: f64 = 7_000.0;

/// Heat dose that kills one in a hundred without shelter, (W/m2)^(4/3) s: probit 2.67 of Pr = -36.38 + 2.56 ln D (TNO
/// Green Book 1992, CPR 16E, ch. 1; from memory).
const LETHAL_DOSE: f64 = 4.23e6;

/// Standard pressure of the air, Pa, and of a scaled distance of the blast curves.
const STANDARD_PA: f64 = 101_325.0;

/// TNT equivalent of what strikes, kg, as a range, each factor alike: from the table of siting, for hypergolic
/// propellants up to the table by impact speed.
///
/// # Valid range
/// Fuel and oxidiser of one kind at one place; fuel without its oxidiser does not explode.
pub fn tnt_kg(propellant: &Masses, speed_m_s: f64, ground: Ground) -> Option<Range> {
    let pair = |fuel: Substance, oxidiser: Substance| {
        let (fuel, oxidiser) = (propellant.get(fuel), propellant.get(oxidiser));
        if fuel > 0.0 && oxidiser > 0.0 { fuel + oxidiser } else { 0.0 }
    };
    let hypergolic = pair(Substance::Udmh, Substance::Nto);
    let kerosene = pair(Substance::Kerosene, Substance::Oxygen);
    let hydrogen = pair(Substance::Hydrogen, Substance::Oxygen);
    let by_speed = yield_share(speed_m_s, ground);
    let kerosene_high =
        KEROSENE.1 * kerosene.min(KEROSENE_CHANGE_KG) + KEROSENE.0 * (kerosene - KEROSENE_CHANGE_KG).max(0.0);
    let low = hypergolic * by_speed.min(HYPERGOLIC_LOW) + KEROSENE.0 * kerosene + HYDROGEN.0 * hydrogen;
    let high = hypergolic * by_speed.max(HYPERGOLIC_LOW) + kerosene_high + HYDROGEN.1 * hydrogen;
    (low > 0.0).then(|| Range::log_uniform(low, high.max(low)))
}

/// Overpressure of a blast at the ground, Pa.
///
/// ```text
/// dp/p0 = 808 (1 + (Z/4.5)^2) / sqrt((1 + (Z/0.048)^2) (1 + (Z/0.32)^2) (1 + (Z/1.35)^2)) ,   Z = r / W^(1/3)
/// ```
/// r distance, m; W TNT, kg, doubled for the ground that reflects half of the blast up.
///
/// # Valid range
/// Z from 0.05 to 500 m/kg^(1/3); flat open ground, normal air.
///
/// # References
/// Kinney & Graham 1985, Explosive Shocks in Air, 2nd ed., ch. 6.
pub fn overpressure_pa(tnt_kg: f64, distance_m: f64) -> f64 {
    let z = distance_m / (2.0 * tnt_kg).cbrt();
    let square = |scale: f64| 1.0 + (z / scale).powi(2);
    STANDARD_PA * 808.0 * square(4.5) / (square(0.048) * square(0.32) * square(1.35)).sqrt()
}

/// Distance at which a blast falls to an overpressure, m, by halving: pressure only falls with distance. Zero without a
/// charge.
pub fn blast_reach_m(tnt_kg: f64, overpressure: f64) -> f64 {
    if tnt_kg <= 0.0 {
        return 0.0;
    }
    let (mut near, mut far) = (1e-2_f64, 1e5_f64);
    for _ in 0..50 {
        let middle = (near * far).sqrt();
        if overpressure_pa(tnt_kg, middle) > overpressure {
            near = middle;
        } else {
            far = middle;
        }
    }
    far
}

/// Distance from its centre at which a fireball kills one unsheltered person in a hundred, m.
///
/// ```text
/// q = X Q / (4 pi r^2 t) ,   q^(4/3) t = D ,   so r = sqrt(X Q / (4 pi t)) (t / D)^(3/8)
/// ```
/// X Q heat radiated, J; t duration, s. The air is taken as clear, which errs on the far side.
pub fn heat_reach_m(radiated_j: f64, duration_s: f64) -> f64 {
    if radiated_j <= 0.0 || duration_s <= 0.0 {
        return 0.0;
    }
    (radiated_j / (4.0 * std::f64::consts::PI * duration_s)).sqrt() * (duration_s / LETHAL_DOSE).powf(0.375)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masses(list: &[(Substance, f64)]) -> Masses {
        let mut masses = Masses::default();
        list.iter().for_each(|(substance, kg)| masses.add(*substance, *kg));
        masses
    }

    /// One kilogram of TNT in free air at 10 m: 0.10 bar in Kinney & Graham's table XI; here the ground doubles the
    /// charge, so half a kilogram stands for it. Read from a curve, hence 10 %.
    #[test]
    fn blast_matches_the_curve() {
        let found = overpressure_pa(0.5, 10.0);
        assert!((found / 10_100.0 - 1.0).abs() < 0.1, "{found}");
    }

    /// Twice the distance needs eight times the charge (Hopkinson's law).
    #[test]
    fn blast_scales_with_the_cube_root() {
        let (near, far) = (blast_reach_m(100.0, HOUSES_PA), blast_reach_m(800.0, HOUSES_PA));
        assert!((far / near - 2.0).abs() < 1e-6);
        assert!(blast_reach_m(100.0, WINDOWS_PA) > near);
    }

    /// Fuel alone and an empty tank do not explode; a pair does, between its shares.
    #[test]
    fn only_pairs_explode() {
        assert!(tnt_kg(&masses(&[(Substance::Kerosene, 1e5)]), 100.0, Ground::Hard).is_none());
        let pair = masses(&[(Substance::Hydrogen, 1e4), (Substance::Oxygen, 6e4)]);
        let range = tnt_kg(&pair, 0.0, Ground::Hard).expect("a pair");
        assert!((range.low - 4_900.0).abs() < 1e-6 && (range.high - 9_800.0).abs() < 1e-6);
    }

    /// The heat of the vehicle of 2013 (30 % of 3.5 TJ in 20 s) kills out to several hundred metres: the dose comes back.
    #[test]
    fn heat_has_its_dose() {
        let (radiated_j, duration_s) = (1e12, 20.0);
        let r = heat_reach_m(radiated_j, duration_s);
        let flux = radiated_j / (4.0 * std::f64::consts::PI * r * r * duration_s);
        assert!((flux.powf(4.0 / 3.0) * duration_s / LETHAL_DOSE - 1.0).abs() < 1e-9);
        assert!((300.0..900.0).contains(&r), "{r}");
    }
}
