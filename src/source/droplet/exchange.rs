//! Fall speed of a drop, and its exchange of heat and mass with the air.

use super::{AirAt, Liquid};
use crate::constants::{CONDUCTIVITY_AIR_273_W_M_K, GAS_CONSTANT_J_MOL_K, GRAVITY_M_S2, HEAT_CAPACITY_AIR_J_KG_K};

/// Relative step at which the fall speed is found, and temperature, K, to which that of the drop is: 1 mK moves the
/// rate by 1e-4, far below what the laws are good for.
const SPEED_TOLERANCE: f64 = 1e-6;
const TEMPERATURE_TOLERANCE_K: f64 = 1e-3;

/// No drop is colder than this below its air, K.
const COOLING_MAX_K: f64 = 90.0;

/// Terminal speed of a drop by the law of [`super::drop`], m/s, found by iteration from a guess.
///
/// # Valid range
/// 20 um to 2 mm; above, drops flatten and fall slower than the rigid sphere of this law (by 40 % at 6 mm of water).
pub fn terminal_speed_m_s(diameter_m: f64, liquid: &Liquid, air: &AirAt, guess_m_s: f64) -> f64 {
    let weight = 4.0 * GRAVITY_M_S2 * diameter_m * liquid.density_kg_m3 / (3.0 * air.density_kg_m3);
    let mut speed = guess_m_s;
    for _ in 0..20 {
        let reynolds = (air.density_kg_m3 * speed * diameter_m / air.viscosity_pa_s).max(1e-9);
        let drag = if reynolds < 1_000.0 { 24.0 / reynolds * (1.0 + 0.15 * reynolds.powf(0.687)) } else { 0.44 };
        let next = (weight / drag).sqrt();
        let step = (next - speed).abs();
        speed = next;
        if step < SPEED_TOLERANCE * next {
            break;
        }
    }
    speed
}

/// Heat and mass exchange of a drop with the air.
pub(super) struct Exchange {
    diameter_m: f64,
    sherwood: f64,
    nusselt: f64,
    diffusivity_m2_s: f64,
    conductivity_w_m_k: f64,
    temperature_k: f64,
    pressure_pa: f64,
}

impl Exchange {
    /// Exchange of a drop that moves through air at a speed.
    pub(super) fn new(diameter_m: f64, speed_m_s: f64, air: &AirAt, diffusivity_m2_s: f64) -> Self {
        let reynolds = air.density_kg_m3 * speed_m_s * diameter_m / air.viscosity_pa_s;
        let conductivity_w_m_k = CONDUCTIVITY_AIR_273_W_M_K * (air.temperature_k / 273.15).powf(0.81);
        let schmidt = air.viscosity_pa_s / (air.density_kg_m3 * diffusivity_m2_s);
        let prandtl = air.viscosity_pa_s * HEAT_CAPACITY_AIR_J_KG_K / conductivity_w_m_k;
        Self {
            diameter_m,
            sherwood: 2.0 + 0.6 * reynolds.sqrt() * schmidt.cbrt(),
            nusselt: 2.0 + 0.6 * reynolds.sqrt() * prandtl.cbrt(),
            diffusivity_m2_s,
            conductivity_w_m_k,
            temperature_k: air.temperature_k,
            pressure_pa: air.pressure_pa,
        }
    }

    /// Mass that evaporates, kg/s, from a drop as cold as that makes it (false position after Illinois: the heat that
    /// flows in falls with the temperature of the drop, that which evaporation takes rises).
    pub(super) fn evaporation_kg_s(&self, liquid: &Liquid, vapour_pressure_pa: impl Fn(f64) -> f64) -> f64 {
        let surplus_w = |drop_k: f64| {
            let rate = self.rate_kg_s(drop_k, liquid, vapour_pressure_pa(drop_k));
            (self.heat_w(drop_k) - liquid.heat_of_vaporisation_j_kg * rate, rate)
        };
        let (mut low_k, mut high_k) = (self.temperature_k - COOLING_MAX_K, self.temperature_k);
        let (mut low_w, mut high_w) = (surplus_w(low_k).0, surplus_w(high_k).0);
        let (mut rate, mut before_k, mut side) = (0.0, f64::NAN, 0.0);
        for _ in 0..60 {
            let drop_k = (low_k * high_w - high_k * low_w) / (high_w - low_w);
            let surplus;
            (surplus, rate) = surplus_w(drop_k);
            if (drop_k - before_k).abs() < TEMPERATURE_TOLERANCE_K {
                break;
            }
            before_k = drop_k;
            // The end that stays for the second time counts half, so that both ends close in.
            let stays = if side * surplus > 0.0 { 0.5 } else { 1.0 };
            if surplus > 0.0 {
                (low_k, low_w) = (drop_k, surplus);
                high_w *= stays;
            } else {
                (high_k, high_w) = (drop_k, surplus);
                low_w *= stays;
            }
            side = surplus;
        }
        rate
    }

    fn heat_w(&self, drop_k: f64) -> f64 {
        std::f64::consts::PI * self.diameter_m * self.conductivity_w_m_k * self.nusselt * (self.temperature_k - drop_k)
    }

    fn rate_kg_s(&self, drop_k: f64, liquid: &Liquid, saturation_pa: f64) -> f64 {
        let film_k = 0.5 * (drop_k + self.temperature_k);
        // A drop cannot be hotter than boiling: the logarithm is held there.
        let share = (saturation_pa / self.pressure_pa).min(0.999);
        std::f64::consts::PI
            * self.diameter_m
            * self.sherwood
            * self.diffusivity_m2_s
            * self.pressure_pa
            * liquid.molar_mass_kg_mol
            / (GAS_CONSTANT_J_MOL_K * film_k)
            * -(-share).ln_1p()
    }
}
