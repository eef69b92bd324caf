//! The fireball of a crash: what burns, how large and hot it is, and the rise of its cloud.

pub mod burnt;
pub mod heat;
pub mod size;
pub mod rise;
pub mod cloud;
pub mod nitrogen;
pub mod fire;
pub mod hazard;

pub use cloud::{Cloud, RADIUS_IN_SIGMAS, Slice};
pub use fire::{Burning, Fire};
pub use rise::{Air, AirLayer, Rise, Thermal};
pub use size::diameter_m;

use crate::constants::VON_KARMAN;
use crate::range::Range;
use crate::weather::Weather;

/// Entrainment coefficient of an instantaneous thermal, gamma = radius / height, 0.64 (used by REEDM for puffs;
/// from memory, hence the range 0.5 to 0.75).
pub const ENTRAINMENT: Range = Range::triangular(0.50, 0.64, 0.75);

/// Share of the heat that leaves as radiation, 0.2 to 0.4 (CCPS 1994, Guidelines for Evaluating the Characteristics of
/// Vapor Cloud Explosions, Flash Fires and BLEVEs, section 6.3).
pub const RADIATED_SHARE: Range = Range::uniform(0.2, 0.4);

/// Between the height without buoyancy (4 F / gamma^3 s) and the top of the overshoot (8 F / gamma^3 s) a cloud comes
/// to rest; both are published as "the" stabilisation height, so the factor is drawn.
pub const REST_FACTOR: Range = Range::uniform(4.0, 8.0);

/// Share of the cloud that stays behind as a stem between the ground and the cloud, 0 to 15 %. Assumed: nothing was
/// found in print, and photographs of such clouds show a stem.
pub const STEM_SHARE: Range = Range::uniform(0.0, 0.15);

/// Speed of rise over the spread of the vertical wind at which turbulence tears a cloud apart, 0.5 to 1.5. Assumed: a
/// cloud that rises no faster than the eddies is moved by them.
pub const TEARING: Range = Range::uniform(0.5, 1.5);

/// The air of a member: the mixing layer with its turbulence, and what lies above it.
pub fn air_of(weather: &Weather, tearing: f64) -> Air {
    let mixing_m = weather.mixing_height_m;
    let gradient = |height_m: f64| weather.potential_temperature_gradient_k_m(height_m);
    let tearing_m_s = tearing * vertical_turbulence_m_s(weather);
    Air {
        temperature_k: weather.temperature_k,
        density_kg_m3: weather.air_density_kg_m3(),
        layers: vec![
            AirLayer { top_agl_m: mixing_m, gradient_k_m: gradient(0.5 * mixing_m), tearing_m_s },
            AirLayer { top_agl_m: f64::INFINITY, gradient_k_m: gradient(mixing_m + 1.0), tearing_m_s: 0.0 },
        ],
    }
}

/// Standard deviation of the vertical wind in the mixing layer, m/s.
///
/// ```text
/// sigma_w^2 = (1.3 u*)^2 + (0.6 w*)^2 ,   w* = u* (h / (kappa |L|))^(1/3) where L < 0, else 0
/// ```
///
/// # References
/// Hanna 1982 (Applications in air pollution modeling, in Nieuwstadt & van Dop) for both limits; their sum is a usual
/// join.
pub fn vertical_turbulence_m_s(weather: &Weather) -> f64 {
    let u_star = weather.friction_velocity_m_s;
    let length_m = weather.obukhov_length_m;
    let convective = if length_m < 0.0 && length_m.is_finite() {
        u_star * (weather.mixing_height_m / (VON_KARMAN * -length_m)).cbrt()
    } else {
        0.0
    };
    (1.3 * u_star).hypot(0.6 * convective)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::test_data::weather_at;
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    /// Rest of the cloud of an instantaneous release of heat (J).
    fn stabilised_cloud(heat_j: f64, start_radius_m: f64, weather: &Weather, rng: &mut impl Rng) -> Cloud {
        let entrainment = ENTRAINMENT.sample(rng);
        let buoyant_j = heat_j * (1.0 - RADIATED_SHARE.sample(rng));
        let factor = REST_FACTOR.sample(rng);
        let thermal = Thermal { heat_j: buoyant_j, radius_m: start_radius_m, entrainment };
        let air = air_of(weather, TEARING.sample(rng));
        let height_agl_m = thermal.rest_height_m(&thermal.rise(&air), factor);
        Cloud { height_agl_m, radius_m: start_radius_m + entrainment * height_agl_m }
    }

    fn weather(mixing_height_m: f64) -> Weather {
        Weather { mixing_height_m, ..weather_at(293.0) }
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

    /// A night inversion of class F holds the cloud lower than a neutral day of the same depth.
    #[test]
    fn an_inversion_holds_it_down() {
        let night = Weather { stability: crate::weather::Stability::F, ..weather(200.0) };
        let of = |w: &Weather| stabilised_cloud(1e12, 50.0, w, &mut ChaCha8Rng::seed_from_u64(5)).height_agl_m;
        assert!(of(&night) < of(&weather(200.0)));
    }

    /// Neutral with u* 0.34 m/s: 0.44 m/s; a hot afternoon (L -20 m, 1500 m deep) stirs nearly three times as much.
    #[test]
    fn afternoons_stir_more() {
        let neutral = vertical_turbulence_m_s(&weather(1_500.0));
        assert!((neutral - 0.442).abs() < 1e-9, "{neutral}");
        let hot = Weather { obukhov_length_m: -20.0, ..weather(1_500.0) };
        assert!((vertical_turbulence_m_s(&hot) / neutral - 2.8).abs() < 0.2, "{}", vertical_turbulence_m_s(&hot));
    }
}
