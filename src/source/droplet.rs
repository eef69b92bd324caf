//! Drops that fall and evaporate: how much of a spray freed aloft reaches the ground as liquid, and where the rest is.
//!
//! A drop falls at its terminal speed and is as cold as evaporation makes it (both change faster than the drop
//! shrinks). Above 30 km a drop falls almost freely for about a minute; what it loses there is left out, which keeps
//! more liquid than there is and so errs on the side of caution.

mod air;
mod exchange;

use rand::Rng;

use crate::atmosphere;
use crate::constants::GRAVITY_M_S2;
use crate::range::Range;
use crate::substance::Properties;
use crate::weather::Weather;

pub use air::AirAt;
pub use exchange::terminal_speed_m_s;

use exchange::Exchange;

/// Height above which evaporation is left out, m (see the module text).
pub const START_MAX_M: f64 = 30_000.0;

/// Critical Weber number of aerodynamic break-up, 12 (Pilch & Erdman 1987, Int. J. Multiphase Flow 13, 741-757).
const WEBER_CRITICAL: f64 = 12.0;

/// Drag coefficient of a large flattened drop, 0.6, for the size that falls without bursting (domain reference 7.2).
const DRAG_FLATTENED: f64 = 0.6;

/// Sauter mean over largest diameter: 1/3 (domain reference 7.2, from memory), 1/5 to 1/2 assumed.
pub const SAUTER_SHARE: Range = Range::triangular(0.2, 1.0 / 3.0, 0.5);

/// Spread q of the Rosin-Rammler law, 2 to 3 (domain reference 7.2, from memory).
pub const ROSIN_RAMMLER_Q: Range = Range::uniform(2.0, 3.0);

/// Classes of equal mass that a spray is cut into.
const CLASSES: usize = 12;

/// The liquid of the drops.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Liquid {
    /// Density, kg/m3.
    pub density_kg_m3: f64,
    /// Surface tension, N/m.
    pub surface_tension_n_m: f64,
    /// Heat of vaporisation, J/kg.
    pub heat_of_vaporisation_j_kg: f64,
    /// Molar mass, kg/mol.
    pub molar_mass_kg_mol: f64,
}

/// What becomes of a drop, or of a spray.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct DropFate {
    /// Share of the mass that reaches the ground as liquid.
    pub liquid: f64,
    /// Share that evaporates within the mixing layer.
    pub vapour_low: f64,
    /// Drift with the wind until the ground, m to the east.
    pub drift_east_m: f64,
    /// Drift, m to the north.
    pub drift_north_m: f64,
    /// Standard deviation of the drift over the drops, m.
    pub drift_sigma_m: f64,
    /// Height at which the last of the liquid is gone, m; zero where some reaches the ground.
    pub gone_at_m: f64,
    /// Time from the release, at rest, until then, s; the free fall from above 30 km is in it.
    pub duration_s: f64,
}

/// How the sizes of a spray spread below its largest drop: a Rosin-Rammler law.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SizeLaw {
    /// Exponent q.
    pub q: f64,
    /// Sauter mean diameter over the largest one.
    pub sauter_share: f64,
}

impl SizeLaw {
    /// Diameters that stand for classes of equal mass, m, the smallest first.
    fn diameters_m(&self, largest_m: f64) -> impl Iterator<Item = f64> {
        let scale_m = self.sauter_share * largest_m * libm::tgamma(1.0 - 1.0 / self.q);
        let q = self.q;
        (0..CLASSES).map(move |k| {
            let share = (k as f64 + 0.5) / CLASSES as f64;
            (scale_m * (-(1.0 - share).ln()).powf(1.0 / q)).min(largest_m)
        })
    }
}

/// Liquid data of a substance, or none where the table lacks one of them.
pub fn liquid(properties: &Properties) -> Option<Liquid> {
    Some(Liquid {
        density_kg_m3: properties.density_kg_m3(278.15)?,
        surface_tension_n_m: properties.surface_tension_n_m.as_ref()?.range.best,
        heat_of_vaporisation_j_kg: properties.heat_of_vaporisation_j_kg.as_ref()?.range.best,
        molar_mass_kg_mol: properties.molar_mass_kg_mol.range.best,
    })
}

/// Largest drop that a stream of air leaves whole, m.
///
/// ```text
/// D = min( We sigma / (rho V^2) , sqrt(9 C_d sigma / (rho_l g)) )
/// ```
/// rho, V density and speed of the air about it; the second bound is the drop that just does not burst as it falls.
///
/// # References
/// Pilch & Erdman 1987 (see `WEBER_CRITICAL`).
pub fn largest_diameter_m(liquid: &Liquid, altitude_m: f64, air_speed_m_s: f64) -> f64 {
    stream_limit_m(liquid, altitude_m, air_speed_m_s).min(fall_limit_m(liquid))
}

/// The first bound of [`largest_diameter_m`] alone, m.
pub fn stream_limit_m(liquid: &Liquid, altitude_m: f64, air_speed_m_s: f64) -> f64 {
    let dynamic = atmosphere::density_kg_m3(altitude_m) * air_speed_m_s * air_speed_m_s;
    WEBER_CRITICAL * liquid.surface_tension_n_m / dynamic.max(1e-12)
}

/// The second bound of [`largest_diameter_m`] alone, m.
pub fn fall_limit_m(liquid: &Liquid) -> f64 {
    (9.0 * DRAG_FLATTENED * liquid.surface_tension_n_m / (liquid.density_kg_m3 * GRAVITY_M_S2)).sqrt()
}

/// What becomes of a spray set free at an altitude and speed: the mean over the classes of a Rosin-Rammler law.
pub fn spray(
    properties: &Properties,
    altitude_m: f64,
    air_speed_m_s: f64,
    weather: &Weather,
    rng: &mut impl Rng,
) -> Option<DropFate> {
    let largest_m = largest_diameter_m(&liquid(properties)?, altitude_m, air_speed_m_s);
    let law = SizeLaw { q: ROSIN_RAMMLER_Q.sample(rng), sauter_share: SAUTER_SHARE.best };
    let fates: Vec<DropFate> =
        law.diameters_m(largest_m).filter_map(|diameter_m| drop(properties, diameter_m, altitude_m, weather)).collect();
    Some(mean_fate(&fates))
}

/// Share of a spray with a given largest drop that reaches the ground as liquid.
///
/// None where the table lacks a property of the liquid.
pub fn liquid_share(
    properties: &Properties,
    law: SizeLaw,
    largest_m: f64,
    altitude_m: f64,
    weather: &Weather,
) -> Option<f64> {
    let shares: Option<Vec<f64>> =
        law.diameters_m(largest_m).map(|d| drop(properties, d, altitude_m, weather).map(|fate| fate.liquid)).collect();
    shares.map(|shares| shares.iter().sum::<f64>() / CLASSES as f64)
}

/// Diameter of the drop of which a share of the mass reaches the ground, m, within 1 %; none where no drop between the
/// two diameters does it, or the table lacks a property.
pub fn critical_diameter_m(
    properties: &Properties,
    share: f64,
    altitude_m: f64,
    weather: &Weather,
    between_m: (f64, f64),
) -> Option<f64> {
    let reaches = |diameter_m: f64| Some(drop(properties, diameter_m, altitude_m, weather)?.liquid >= share);
    let (mut low, mut high) = (between_m.0.ln(), between_m.1.ln());
    if !reaches(between_m.1)? {
        return None;
    }
    while high - low > 0.01 {
        let middle = 0.5 * (low + high);
        if reaches(middle.exp())? { high = middle } else { low = middle }
    }
    Some((0.5 * (low + high)).exp())
}

fn mean_fate(fates: &[DropFate]) -> DropFate {
    let n = fates.len().max(1) as f64;
    let mean = |value: fn(&DropFate) -> f64| fates.iter().map(value).sum::<f64>() / n;
    let liquid = mean(|f| f.liquid);
    // Where liquid arrives, its place is that of the drops that carry it; otherwise of all.
    let weight = |f: &DropFate| if liquid > 0.0 { f.liquid } else { 1.0 };
    let sum: f64 = fates.iter().map(weight).sum::<f64>().max(f64::MIN_POSITIVE);
    let east = fates.iter().map(|f| weight(f) * f.drift_east_m).sum::<f64>() / sum;
    let north = fates.iter().map(|f| weight(f) * f.drift_north_m).sum::<f64>() / sum;
    let variance = fates
        .iter()
        .map(|f| weight(f) * ((f.drift_east_m - east).powi(2) + (f.drift_north_m - north).powi(2)))
        .sum::<f64>()
        / sum;
    DropFate {
        liquid,
        vapour_low: mean(|f| f.vapour_low),
        drift_east_m: east,
        drift_north_m: north,
        drift_sigma_m: variance.sqrt(),
        gone_at_m: fates.iter().map(|f| f.gone_at_m).fold(f64::INFINITY, f64::min),
        duration_s: fates.iter().map(|f| f.duration_s).fold(0.0, f64::max),
    }
}

/// What becomes of one drop that starts at rest.
///
/// ```text
/// dm/dt = -pi D Sh D_v (p M / (R T_f)) ln(p / (p - p_s(T_d))) ,  Sh = 2 + 0.6 Re^(1/2) Sc^(1/3)
/// k Nu (T - T_d) = L D_v Sh (p M / (R T_f)) ln(p / (p - p_s(T_d)))                  temperature of the drop
/// v^2 = 4 g D rho_l / (3 C_d rho) ,  C_d = 24/Re (1 + 0.15 Re^0.687), 0.44 above Re 1000
/// ```
/// None where the table lacks a property of the liquid.
///
/// # Valid range
/// 20 um to 10 mm, from 30 km down.
///
/// # References
/// Ranz & Marshall 1952, Chem. Eng. Prog. 48, 141-146 and 173-180; Schiller & Naumann 1933, Z. VDI 77, 318-320.
pub fn drop(properties: &Properties, diameter_m: f64, altitude_m: f64, weather: &Weather) -> Option<DropFate> {
    let liquid = liquid(properties)?;
    let vapour = properties.vapour_pressure?;
    let mass_per_d3 = std::f64::consts::PI / 6.0 * liquid.density_kg_m3;
    let start_kg = mass_per_d3 * diameter_m.powi(3);
    let (mut mass_kg, mut z, mut fate) = (start_kg, altitude_m.min(START_MAX_M), DropFate::default());
    fate.duration_s = (2.0 * (altitude_m - z) / GRAVITY_M_S2).sqrt();
    let mut speed = 1.0;
    while z > 0.0 && mass_kg > 1e-4 * start_kg {
        let air = AirAt::new(z, weather);
        let d = (mass_kg / mass_per_d3).cbrt();
        speed = terminal_speed_m_s(d, &liquid, &air, speed);
        let exchange = Exchange::new(d, speed, &air, properties.diffusivity_m2_s(air.temperature_k, air.pressure_pa)?);
        let rate_kg_s = exchange.evaporation_kg_s(&liquid, |t| vapour.pressure_pa(t));
        let step_m = (0.04 * mass_kg * speed / rate_kg_s.max(1e-300)).min(100.0).min(z);
        let lost = (rate_kg_s * step_m / speed).min(mass_kg);
        let (u, v) = weather.wind_m_s(z);
        fate.drift_east_m += u * step_m / speed;
        fate.drift_north_m += v * step_m / speed;
        if z <= weather.mixing_height_m {
            fate.vapour_low += lost / start_kg;
        }
        fate.duration_s += step_m / speed;
        mass_kg -= lost;
        z -= step_m;
    }
    // A remnant of a ten-thousandth counts as vapour of the height where it was left.
    if z > 0.0 {
        fate.gone_at_m = z;
        if z <= weather.mixing_height_m {
            fate.vapour_low += mass_kg / start_kg;
        }
    } else {
        fate.liquid = mass_kg / start_kg;
    }
    Some(fate)
}

#[cfg(test)]
mod tests;
