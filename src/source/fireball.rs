//! The fireball of a crash and the rise of its cloud.

use rand::Rng;

use crate::constants::{GRAVITY_M_S2, HEAT_CAPACITY_AIR_J_KG_K};
use crate::range::Range;
use crate::weather::Weather;

/// Entrainment coefficient of an instantaneous thermal, gamma = radius / height, 0.64 (used by REEDM for puffs;
/// from memory, hence the range 0.5 to 0.75).
pub const ENTRAINMENT: Range = Range::triangular(0.50, 0.64, 0.75);

/// Share of the heat that leaves as radiation, 0.2 to 0.4 (CCPS 1994, Guidelines for Evaluating the Characteristics of
/// Vapor Cloud Explosions, Flash Fires and BLEVEs, section 6.3).
pub const RADIATED_SHARE: Range = Range::uniform(0.2, 0.4);

/// Between the height without buoyancy (4 F / gamma^3 s) and the top of the overshoot (8 F / gamma^3 s) a cloud comes to
/// rest; both are published as "the" stabilisation height, so the factor is drawn.
pub const REST_FACTOR: Range = Range::uniform(4.0, 8.0);

/// Radius of a cloud in standard deviations of a normal law that holds 90 % of it within the radius, 2.15 (Csanady
/// 1973, Turbulent Diffusion in the Environment; the convention of REEDM).
pub const RADIUS_IN_SIGMAS: f64 = 2.15;

/// Layers that the stabilised cloud is cut into, as offsets from its centre in radii, with the share of a sphere's
/// volume in each fifth of its height.
pub const LAYERS: [(f64, f64); 5] = [(-0.8, 0.104), (-0.4, 0.248), (0.0, 0.296), (0.4, 0.248), (0.8, 0.104)];

/// Diameter of the fireball of a mass of fuel, m.
///
/// ```text
/// D = 5.8 M^(1/3)
/// ```
/// M fuel (not fuel and oxidiser), kg.
///
/// # References
/// CCPS 1994 (see [`RADIATED_SHARE`]), eq. 6.3.1; for fuel as told in constants-check 4.2.
pub fn diameter_m(fuel_kg: f64) -> f64 {
    5.8 * fuel_kg.cbrt()
}

/// A stabilised cloud.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cloud {
    /// Height of its centre above ground, m.
    pub height_agl_m: f64,
    /// Radius, m.
    pub radius_m: f64,
}

/// Rest height of the cloud of an instantaneous release of heat.
///
/// ```text
/// F = 3 g Q / (4 pi rho c_p T) ,  z = (k F / (gamma^3 s) + (r0/gamma)^4)^(1/4) - r0/gamma ,  s = (g/theta) dtheta/dz
/// ```
/// Q buoyant heat, k 4 to 8, r0 start radius; s is the mean over the height that the cloud passes, found by
/// iteration, so that a neutral mixing layer is passed freely and the air above stops the rise.
///
/// # Valid range
/// Heat above zero. The height is at least the start radius.
///
/// # References
/// Briggs 1975, Plume rise predictions (Lectures on Air Pollution, AMS), instantaneous thermals; the factors as
/// re-derived in constants-check 4.1.
pub fn stabilised_cloud(heat_j: f64, start_radius_m: f64, weather: &Weather, rng: &mut impl Rng) -> Cloud {
    let gamma = ENTRAINMENT.sample(rng);
    let buoyant_j = heat_j * (1.0 - RADIATED_SHARE.sample(rng));
    let k = REST_FACTOR.sample(rng);
    let density = weather.air_density_kg_m3();
    let f = 3.0 * GRAVITY_M_S2 * buoyant_j
        / (4.0 * std::f64::consts::PI * density * HEAT_CAPACITY_AIR_J_KG_K * weather.temperature_k);
    let offset = start_radius_m / gamma;
    let rise =
        |stability_per_s2: f64| (k * f / (gamma.powi(3) * stability_per_s2) + offset.powi(4)).powf(0.25) - offset;
    let (mut low, mut high) = (1.0_f64, 20_000.0_f64);
    for _ in 0..60 {
        let z = 0.5 * (low + high);
        if rise(mean_stability_per_s2(weather, z)) > z { low = z } else { high = z }
    }
    let height_agl_m = (0.5 * (low + high)).max(start_radius_m);
    Cloud { height_agl_m, radius_m: start_radius_m + gamma * height_agl_m }
}

/// Mean of (g/theta) dtheta/dz from the ground to a height, 1/s2.
fn mean_stability_per_s2(weather: &Weather, height_m: f64) -> f64 {
    let below = weather.mixing_height_m.min(height_m);
    let inside = weather.potential_temperature_gradient_k_m(0.5 * below) * below;
    let above = weather.potential_temperature_gradient_k_m(weather.mixing_height_m + 1.0) * (height_m - below);
    (GRAVITY_M_S2 / weather.temperature_k * (inside + above) / height_m).max(1e-9)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::test_data::weather_at;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    fn weather(mixing_height_m: f64) -> Weather {
        Weather { mixing_height_m, ..weather_at(293.0) }
    }

    /// constants-check 4.2: 142 t of fuel give 303 m.
    #[test]
    fn fireball_of_2013_is_303_m() {
        assert!((diameter_m(142_000.0) - 303.0).abs() < 1.0);
    }

    /// constants-check 4.1: 517 t, 90 % burnt, 6.7 MJ/kg, dtheta/dz 0.005, gamma 0.64, r0 0 gives 1170 (4F) to 1390 m
    /// (8F) without radiation; here 20 to 40 % is radiated (height x 0.88-0.95), gamma is 0.5 to 0.75 (x 0.89-1.2).
    #[test]
    fn cloud_rises_about_a_kilometre() {
        let mut rng = ChaCha8Rng::seed_from_u64(5);
        let heat = 517e3 * 0.9 * 6.7e6;
        for _ in 0..50 {
            let z = stabilised_cloud(heat, 0.0, &weather(1.0), &mut rng).height_agl_m;
            assert!((900.0..1_700.0).contains(&z), "{z}");
        }
    }

    /// A deep neutral layer lets the cloud rise further.
    #[test]
    fn a_deep_mixing_layer_lets_it_rise() {
        let shallow = stabilised_cloud(1e12, 50.0, &weather(100.0), &mut ChaCha8Rng::seed_from_u64(5));
        let deep = stabilised_cloud(1e12, 50.0, &weather(1_500.0), &mut ChaCha8Rng::seed_from_u64(5));
        assert!(deep.height_agl_m > shallow.height_agl_m);
    }

    #[test]
    fn layers_hold_the_whole_cloud() {
        assert!((LAYERS.iter().map(|layer| layer.1).sum::<f64>() - 1.0).abs() < 1e-9);
    }
}
