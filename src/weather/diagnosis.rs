//! What a profile says of itself: stability near the ground, mixing height, inversions, tropopause.

use serde::Serialize;

use super::humidity::virtual_temperature_k;
use super::profile::{ProfileLevel, WeatherProfile};
use super::sounding::HeightBasis;
use super::surface_layer;
use crate::constants::{GRAVITY_M_S2, HEAT_CAPACITY_AIR_J_KG_K};

/// Critical bulk Richardson number, 0.25 (Vogelezang & Holtslag 1996, Boundary-Layer Meteorol. 81, 245-269; Seidel et
/// al. 2012, J. Geophys. Res. 117, D17106).
pub const RICHARDSON_CRITICAL: f64 = 0.25;

/// Highest level whose difference to the ground tells the stability of the surface layer, m. Assumed: above, a layer
/// holds more than the surface layer.
const STABILITY_LEVEL_MAX_M: f64 = 250.0;

/// Farthest that two levels may be apart for the mixing height to be sought between them, m. Assumed: a coarser profile
/// does not know where its layer ends.
const MIXING_GAP_MAX_M: f64 = 700.0;

/// Shortest Obukhov length that is believed, m. Assumed.
const LENGTH_MIN_M: f64 = 2.0;

/// Weakest inversion that is told, K. Assumed.
const INVERSION_MIN_K: f64 = 0.5;

/// Lapse rate that marks the tropopause, 2 K/km, and the depth over which it may not be exceeded, 2 km (WMO 1957, WMO
/// Bulletin 6, 134-138).
const TROPOPAUSE_LAPSE_K_M: f64 = 0.002;
const TROPOPAUSE_DEPTH_M: f64 = 2_000.0;
/// Lowest pressure of the ground layer: no tropopause is sought below 500 hPa (same place: above the 500 hPa level).
const TROPOPAUSE_FROM_M: f64 = 5_000.0;

/// A layer in which it becomes warmer with height.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Inversion {
    /// Its base, m above the ground.
    pub base_m: f64,
    /// Its top, m above the ground.
    pub top_m: f64,
    /// How much warmer its top is, K.
    pub strength_k: f64,
}

/// What a profile says of itself.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Diagnosis {
    /// Mixing height by the bulk Richardson number, m above the ground.
    pub mixing_height_m: Option<f64>,
    /// Bulk Richardson number of the surface layer; positive where it is stable.
    pub surface_richardson: Option<f64>,
    /// Obukhov length that follows from it, m; infinite where neutral.
    pub obukhov_length_m: Option<f64>,
    /// Inversions, the lowest first.
    pub inversions: Vec<Inversion>,
    /// Tropopause, m above the ground.
    pub tropopause_m: Option<f64>,
}

/// A level with what stability is reckoned from.
#[derive(Debug, Clone, Copy)]
struct Warm {
    height_m: f64,
    temperature_k: f64,
    /// Virtual potential temperature above the lowest level, K.
    theta_k: f64,
    u_m_s: f64,
    v_m_s: f64,
}

impl Diagnosis {
    /// The diagnosis of a profile; what its levels do not tell is none.
    pub fn of(profile: &WeatherProfile) -> Self {
        let warm: Vec<Warm> = profile.levels.iter().filter_map(warm).collect();
        let guessed = matches!(profile.heights, HeightBasis::Geopotential { from_pressure: true, .. });
        let knows_ground = !guessed || profile.surface.pressure_pa.is_some();
        let covers = knows_ground && profile.covers_surface() && warm.first().is_some_and(|low| low.height_m <= 20.0);
        let richardson = if covers { surface_richardson(&warm) } else { None };
        Self {
            mixing_height_m: if covers { mixing_height_m(&warm) } else { None },
            surface_richardson: richardson.map(|(number, _)| number),
            obukhov_length_m: richardson.map(|(number, height_m)| obukhov_m(number, height_m)),
            inversions: inversions(&warm),
            tropopause_m: tropopause_m(&warm),
        }
    }
}

fn warm(level: &ProfileLevel) -> Option<Warm> {
    let temperature_k = level.temperature_k?;
    let moist_k = match (level.relative_humidity, level.pressure_pa) {
        (Some(humidity), Some(pressure_pa)) => virtual_temperature_k(temperature_k, humidity, pressure_pa),
        _ => temperature_k,
    };
    Some(Warm {
        height_m: level.height_agl_m,
        temperature_k,
        // Potential with respect to the ground: exact for the dry adiabatic lapse g/c_p.
        theta_k: moist_k + GRAVITY_M_S2 / HEAT_CAPACITY_AIR_J_KG_K * level.height_agl_m,
        u_m_s: level.u_m_s,
        v_m_s: level.v_m_s,
    })
}

/// Height at which the bulk Richardson number between the lowest level and a level above reaches its critical value.
///
/// ```text
/// Ri(z) = (g / theta_s) (theta(z) - theta_s) (z - z_s) / (u(z)^2 + v(z)^2)
/// ```
/// theta virtual potential temperature, index s the lowest level; linear in z between two levels.
///
/// # References
/// Seidel et al. 2012, J. Geophys. Res. 117, D17106, eq. 1, without friction as there.
fn mixing_height_m(warm: &[Warm]) -> Option<f64> {
    let ground = warm.first()?;
    let number = |level: &Warm| {
        let wind2 = (level.u_m_s.powi(2) + level.v_m_s.powi(2)).max(0.01);
        GRAVITY_M_S2 / ground.theta_k * (level.theta_k - ground.theta_k) * (level.height_m - ground.height_m) / wind2
    };
    let at = warm.iter().position(|level| number(level) > RICHARDSON_CRITICAL)?;
    let (low, high) = (warm.get(at.checked_sub(1)?)?, &warm[at]);
    if high.height_m - low.height_m > MIXING_GAP_MAX_M {
        return None;
    }
    let share = ((RICHARDSON_CRITICAL - number(low)) / (number(high) - number(low))).clamp(0.0, 1.0);
    let height_m = low.height_m + share * (high.height_m - low.height_m);
    let (least_m, most_m) = surface_layer::MIXING_HEIGHT_LIMITS_M;
    Some(height_m.clamp(least_m, most_m))
}

/// Bulk Richardson number between the lowest level and the highest one within the surface layer, and the height that it
/// holds for, m.
fn surface_richardson(warm: &[Warm]) -> Option<(f64, f64)> {
    let ground = warm.first()?;
    let above = warm.iter().rfind(|level| level.height_m <= STABILITY_LEVEL_MAX_M)?;
    let depth_m = above.height_m - ground.height_m;
    if depth_m < 20.0 {
        return None;
    }
    let shear2 = (above.u_m_s - ground.u_m_s).powi(2) + (above.v_m_s - ground.v_m_s).powi(2);
    let mean_k = 0.5 * (above.theta_k + ground.theta_k);
    let number = GRAVITY_M_S2 / mean_k * (above.theta_k - ground.theta_k) * depth_m / shear2.max(0.01);
    Some((number, (ground.height_m.max(2.0) * above.height_m).sqrt()))
}

/// Obukhov length from a gradient Richardson number at a height, m.
///
/// ```text
/// L = z / Ri  (Ri < 0) ,   L = z (1 - 5 Ri) / Ri  (0 < Ri < 0.2)
/// ```
/// Above 0.2 turbulence has died; the number is held at 0.19. Nearer to zero than 2 m either way no length is believed
/// (the extreme classes of Golder 1972 end there).
///
/// # References
/// Businger et al. 1971, J. Atmos. Sci. 28, 181-189; Dyer 1974, Boundary-Layer Meteorol. 7, 363-372.
fn obukhov_m(number: f64, height_m: f64) -> f64 {
    match number {
        ri if ri.abs() < 1e-6 => f64::INFINITY,
        ri if ri < 0.0 => (height_m / ri).min(-LENGTH_MIN_M),
        ri => {
            let ri = ri.min(0.19);
            (height_m * (1.0 - 5.0 * ri) / ri).max(LENGTH_MIN_M)
        }
    }
}

/// Layers in which temperature rises from level to level.
fn inversions(warm: &[Warm]) -> Vec<Inversion> {
    let mut found: Vec<Inversion> = Vec::new();
    for pair in warm.windows(2).filter(|pair| pair[1].temperature_k > pair[0].temperature_k) {
        let gain_k = pair[1].temperature_k - pair[0].temperature_k;
        match found.last_mut() {
            Some(last) if last.top_m == pair[0].height_m => {
                last.top_m = pair[1].height_m;
                last.strength_k += gain_k;
            }
            _ => found.push(Inversion { base_m: pair[0].height_m, top_m: pair[1].height_m, strength_k: gain_k }),
        }
    }
    found.retain(|layer| layer.strength_k >= INVERSION_MIN_K);
    found
}

/// The lowest level above 5 km from which the lapse to the next is 2 K/km or less, and to all levels within 2 km above on
/// average too.
fn tropopause_m(warm: &[Warm]) -> Option<f64> {
    let lapse = |low: &Warm, high: &Warm| (low.temperature_k - high.temperature_k) / (high.height_m - low.height_m);
    let top_m = warm.last()?.height_m;
    let is_one = |at: usize| {
        let base = &warm[at];
        let mut above = warm[at + 1..].iter().take_while(|level| level.height_m <= base.height_m + TROPOPAUSE_DEPTH_M);
        let next = warm.get(at + 1).filter(|next| next.height_m > base.height_m);
        next.is_some_and(|next| lapse(base, next) <= TROPOPAUSE_LAPSE_K_M)
            && above.all(|level| lapse(base, level) <= TROPOPAUSE_LAPSE_K_M)
    };
    let from = warm.iter().position(|level| level.height_m >= TROPOPAUSE_FROM_M)?;
    let at = (from..warm.len()).find(|at| is_one(*at))?;
    // The two kilometres above must be in the profile.
    (top_m >= warm[at].height_m + TROPOPAUSE_DEPTH_M).then_some(warm[at].height_m)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atmosphere;
    use crate::weather::Stability;
    use crate::weather::surface_layer::class_of;

    fn level(height_m: f64, temperature_k: f64, u_m_s: f64) -> Warm {
        let theta_k = temperature_k + GRAVITY_M_S2 / HEAT_CAPACITY_AIR_J_KG_K * height_m;
        Warm { height_m, temperature_k, theta_k, u_m_s, v_m_s: 0.0 }
    }

    /// By hand: neutral to 1000 m, then 5 K warmer at 1200 m with 10 m/s: Ri = 9.81/300 * 5 * 1190 / 100 = 1.94, so the
    /// layer ends at 1000 + 200 * 0.25 / 1.94 = 1026 m.
    #[test]
    fn the_mixing_height_is_where_the_number_is_critical() {
        let lapse = GRAVITY_M_S2 / HEAT_CAPACITY_AIR_J_KG_K;
        let at = |z: f64, warmer: f64| level(z, 300.0 - lapse * z + warmer, 10.0);
        let warm = [at(10.0, 0.0), at(500.0, 0.0), at(1_000.0, 0.0), at(1_200.0, 5.0)];
        let height_m = mixing_height_m(&warm).expect("an end");
        assert!((height_m - 1_026.0).abs() < 1.0, "{height_m}");
        assert_eq!(mixing_height_m(&warm[..3]), None, "no level is above it");
        assert_eq!(mixing_height_m(&[warm[0], warm[3]]), None, "two levels 1.2 km apart do not tell");
    }

    /// The standard atmosphere has its tropopause at 11 km and no inversion below.
    #[test]
    fn the_standard_has_its_tropopause() {
        let warm: Vec<Warm> =
            (0..40).map(|k| 500.0 * f64::from(k)).map(|z| level(z, atmosphere::temperature_k(z), 5.0)).collect();
        assert_eq!(tropopause_m(&warm), Some(11_000.0));
        assert!(inversions(&warm).is_empty());
        assert_eq!(tropopause_m(&warm[..25]), None, "the profile ends 1 km above it");
    }

    /// Two warm layers, and a kink of 0.2 K that is none.
    #[test]
    fn inversions_have_base_top_and_strength() {
        let warm = [(0.0, 270.0), (100.0, 274.0), (300.0, 276.0), (900.0, 270.0), (1_000.0, 270.2), (1_500.0, 266.0)];
        let warm: Vec<Warm> = warm.into_iter().map(|(z, t)| level(z, t, 3.0)).collect();
        assert_eq!(inversions(&warm), vec![Inversion { base_m: 0.0, top_m: 300.0, strength_k: 6.0 }]);
    }

    /// A night with +4 K in 100 m and 3 m/s of shear is stable, an afternoon at twice the adiabatic lapse unstable; the
    /// classes follow.
    #[test]
    fn stability_follows_the_gradient() {
        let class = |warm: &[Warm]| {
            let (number, height_m) = surface_richardson(warm).expect("two levels");
            class_of(obukhov_m(number, height_m), 0.03)
        };
        assert_eq!(class(&[level(2.0, 270.0, 1.0), level(100.0, 274.0, 4.0)]), Stability::F);
        assert!(class(&[level(2.0, 300.0, 2.0), level(100.0, 298.0, 4.0)]) <= Stability::B);
        let neutral = GRAVITY_M_S2 / HEAT_CAPACITY_AIR_J_KG_K * 98.0;
        assert_eq!(class(&[level(2.0, 300.0, 5.0), level(100.0, 300.0 - neutral, 9.0)]), Stability::D);
    }
}
