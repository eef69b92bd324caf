//! What the air around a heavy cloud must tell.

use crate::weather::Weather;
use crate::weather::surface_layer::wind_profile_exponent;

/// The air near the ground.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Surroundings {
    /// Wind speed at 10 m, m/s, above zero.
    pub wind_speed_10m_m_s: f64,
    /// Exponent of the power law of the wind.
    pub wind_exponent: f64,
    /// Friction velocity, m/s, above zero.
    pub friction_velocity_m_s: f64,
    /// Air temperature, K.
    pub temperature_k: f64,
    /// Air density, kg/m3.
    pub density_kg_m3: f64,
}

impl Surroundings {
    /// Of the weather of a member.
    pub fn of(weather: &Weather) -> Self {
        Self {
            wind_speed_10m_m_s: weather.wind_speed_m_s(10.0),
            wind_exponent: wind_profile_exponent(weather.stability),
            friction_velocity_m_s: weather.friction_velocity_m_s,
            temperature_k: weather.temperature_k,
            density_kg_m3: weather.air_density_kg_m3(),
        }
    }

    /// Mean wind from the ground to a depth (m) above zero, m/s.
    ///
    /// ```text
    /// U = u10 (h / 10 m)^n / (1 + n)
    /// ```
    pub fn mean_wind_m_s(&self, depth_m: f64) -> f64 {
        self.wind_speed_10m_m_s * (depth_m / 10.0).powf(self.wind_exponent) / (1.0 + self.wind_exponent)
    }

    /// Depth (m) of a layer that a flow per width (m2/s) fills at the mean wind over that depth: the inverse of
    /// `h U(h)`.
    pub fn depth_of_flow_m(&self, flow_per_width_m2_s: f64) -> f64 {
        let n = self.wind_exponent;
        (flow_per_width_m2_s * (1.0 + n) * 10.0_f64.powf(n) / self.wind_speed_10m_m_s).powf(1.0 / (1.0 + n))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn air(exponent: f64) -> Surroundings {
        Surroundings {
            wind_speed_10m_m_s: 5.0,
            wind_exponent: exponent,
            friction_velocity_m_s: 0.3,
            temperature_k: 293.15,
            density_kg_m3: 1.2,
        }
    }

    /// Without shear the mean is the wind; with shear it lies below the wind at 10 m, and the depth is its inverse.
    #[test]
    fn mean_wind_and_depth_agree() {
        assert!((air(0.0).mean_wind_m_s(3.0) - 5.0).abs() < 1e-12);
        for exponent in [0.07, 0.15, 0.55] {
            let air = air(exponent);
            assert!(air.mean_wind_m_s(10.0) < 5.0);
            let depth = air.depth_of_flow_m(4.0);
            assert!((depth * air.mean_wind_m_s(depth) / 4.0 - 1.0).abs() < 1e-12);
        }
    }
}
