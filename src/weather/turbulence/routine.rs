//! Turbulence from routine weather: wind at one height, sun, cloud, temperature, snow and roughness.

use super::Turbulence;
use super::energy::Surface;
use super::similarity::psi_m;
use crate::constants::{GRAVITY_M_S2, VON_KARMAN};
use crate::weather::surface_layer::FREE_GRADIENT_K_M;

/// Temperature scale theta* of a clear night, 0.09 K, times 1 - 0.5 N^2 under cloud N (van Ulden & Holtslag 1985, J.
/// Clim. Appl. Meteorol. 24, 1196-1207, section 4).
const NIGHT_SCALE_K: f64 = 0.09;

/// Coefficient of the stable wind profile in the balance of the night, 5 (Dyer 1974).
const STABLE_PROFILE: f64 = 5.0;

/// Neutral height over u*/f, 0.3, and stable height over sqrt(u* L / f), 0.4 (Zilitinkevich 1972, Boundary-Layer
/// Meteorol. 3, 141-145).
const NEUTRAL_HEIGHT: f64 = 0.3;
/// See [`NEUTRAL_HEIGHT`].
const STABLE_HEIGHT: f64 = 0.4;

/// Lowest and highest mixing height that is believed, m. Assumed.
const HEIGHT_LIMITS_M: (f64, f64) = (30.0, 4_000.0);

/// Steps of the integral of the heat flux since sunrise.
const SUN_STEPS: usize = 48;

/// Rounds of the iteration between u* and L; each halves what is left.
const ROUNDS: usize = 40;

/// The sun as the day's heating needs it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DaySun {
    /// Sine of the elevation now.
    pub sine_of_elevation: f64,
    /// Latitude, rad.
    pub latitude_rad: f64,
    /// Declination, rad.
    pub declination_rad: f64,
    /// Time since sunrise, s; zero by night.
    pub since_sunrise_s: f64,
}

/// Routine weather at one place and time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RoutineWeather {
    /// Wind speed, m/s; above zero.
    pub wind_speed_m_s: f64,
    /// Height of the wind, m.
    pub wind_height_m: f64,
    /// Roughness length, m.
    pub roughness_m: f64,
    /// Ground and air.
    pub surface: Surface,
    /// Sun.
    pub sun: DaySun,
    /// Coriolis parameter, 1/s.
    pub coriolis_per_s: f64,
}

/// Declination of the sun on a day of the year (1 to 366), rad.
///
/// # References
/// Spencer 1971, Search 2, 172; good to 0.04 degrees.
pub fn declination_rad(day_of_year: f64) -> f64 {
    let g = std::f64::consts::TAU * (day_of_year - 1.0) / 365.0;
    0.006_918 - 0.399_912 * g.cos() + 0.070_257 * g.sin() - 0.006_758 * (2.0 * g).cos() + 0.000_907 * (2.0 * g).sin()
        - 0.002_697 * (3.0 * g).cos()
        + 0.001_48 * (3.0 * g).sin()
}

/// Friction velocity from the wind at a height, m/s.
///
/// ```text
/// u* = kappa U / (ln(z/z0) - psi_m(z/L) + psi_m(z0/L))
/// ```
pub fn friction_velocity_m_s(wind_speed_m_s: f64, height_m: f64, roughness_m: f64, obukhov_length_m: f64) -> f64 {
    let psi = psi_m(height_m / obukhov_length_m) - psi_m(roughness_m / obukhov_length_m);
    VON_KARMAN * wind_speed_m_s / ((height_m / roughness_m).ln() - psi)
}

/// Height of a layer that only wind mixes, m: the smaller of the neutral and, where stable, the stable height.
pub fn mechanical_height_m(friction_velocity_m_s: f64, obukhov_length_m: f64, coriolis_per_s: f64) -> f64 {
    let f = coriolis_per_s.abs().max(1e-5);
    let neutral = NEUTRAL_HEIGHT * friction_velocity_m_s / f;
    let stable = if obukhov_length_m > 0.0 {
        STABLE_HEIGHT * (friction_velocity_m_s * obukhov_length_m / f).sqrt()
    } else {
        f64::INFINITY
    };
    neutral.min(stable).clamp(HEIGHT_LIMITS_M.0, HEIGHT_LIMITS_M.1)
}

impl RoutineWeather {
    /// The state of turbulence.
    ///
    /// By day the heat flux of the energy balance and the wind give u* and L together. By night, and where the ground
    /// cools the air by day, theta* is that of a clear or cloudy night and u* solves
    ///
    /// ```text
    /// u*^2 - C U u* + C 5 z g theta* / T = 0 ,  C = kappa / ln(z/z0)
    /// ```
    /// below whose lowest wind u* and theta* go down with the wind (calm air).
    ///
    /// # References
    /// Day: Holtslag & van Ulden 1983. Night: van Ulden & Holtslag 1985; Venkatram 1980, Boundary-Layer Meteorol. 18,
    /// 481-485; calm: Cimorelli et al. 2005, J. Appl. Meteorol. 44, 682-693, eqs. 15-17.
    pub fn turbulence(&self) -> Turbulence {
        let flux_k_m_s = self.surface.heat_flux_k_m_s(self.sun.sine_of_elevation);
        let day = self.sun.sine_of_elevation > 0.0 && flux_k_m_s > 0.0;
        let (friction_velocity_m_s, obukhov_length_m) = if day { self.by_day(flux_k_m_s) } else { self.cooled() };
        self.state(friction_velocity_m_s, obukhov_length_m)
    }

    /// The state with an Obukhov length that is known otherwise, such as by a class or a measured gradient: the friction
    /// velocity follows from the wind, the mixing height as in [`RoutineWeather::turbulence`]; where unstable with a
    /// course of the heat flux since sunrise that ends at the flux of this length.
    pub fn with_length(&self, obukhov_length_m: f64) -> Turbulence {
        let u_star = friction_velocity_m_s(self.wind_speed_m_s, self.wind_height_m, self.roughness_m, obukhov_length_m);
        self.state(u_star, obukhov_length_m)
    }

    /// The state of a friction velocity and an Obukhov length, with the mixing height that goes with them.
    pub fn state(&self, friction_velocity_m_s: f64, obukhov_length_m: f64) -> Turbulence {
        let mut state = Turbulence {
            friction_velocity_m_s,
            obukhov_length_m,
            mixing_height_m: 0.0,
            roughness_m: self.roughness_m,
            wind_factor: 1.0,
            sigma_v_measured_m_s: None,
        };
        state.mixing_height_m = if obukhov_length_m < 0.0 {
            self.convective_height_m(state.heat_flux_k_m_s(self.surface.temperature_k))
        } else {
            mechanical_height_m(friction_velocity_m_s, obukhov_length_m, self.coriolis_per_s)
        };
        state.with_wind_at(self.wind_speed_m_s, self.wind_height_m)
    }

    /// u* and L with a heat flux upwards.
    fn by_day(&self, flux_k_m_s: f64) -> (f64, f64) {
        let u_star = |l: f64| friction_velocity_m_s(self.wind_speed_m_s, self.wind_height_m, self.roughness_m, l);
        let length = |u: f64| -u.powi(3) * self.surface.temperature_k / (VON_KARMAN * GRAVITY_M_S2 * flux_k_m_s);
        let mut l = length(u_star(f64::INFINITY));
        for _ in 0..ROUNDS {
            l = 0.5 * (l + length(u_star(l)));
        }
        (u_star(l), l)
    }

    /// u* and L where the ground cools the air.
    fn cooled(&self) -> (f64, f64) {
        let t = self.surface.temperature_k;
        let drag = VON_KARMAN / (self.wind_height_m / self.roughness_m).ln();
        let neutral = drag * self.wind_speed_m_s;
        let cloud = self.surface.cloud_fraction;
        let theta_star = NIGHT_SCALE_K * (1.0 - 0.5 * cloud * cloud);
        let stable = drag * STABLE_PROFILE * self.wind_height_m * GRAVITY_M_S2 * theta_star / t;
        let discriminant = neutral * neutral - 4.0 * stable;
        let (u_star, theta_star) = if discriminant >= 0.0 {
            (0.5 * (neutral + discriminant.sqrt()), theta_star)
        } else {
            // At the lowest wind u* is half the neutral value; below it both go down with the wind.
            (0.5 * neutral, theta_star * neutral / (2.0 * stable.sqrt()))
        };
        (u_star, t * u_star * u_star / (VON_KARMAN * GRAVITY_M_S2 * theta_star))
    }

    /// Height of the convective layer, m.
    ///
    /// ```text
    /// h = sqrt(2 (int H dt - D) / gamma) ,  not below the layer that the night leaves
    /// ```
    /// The heat since sunrise warms the air along its gradient gamma from below, once the heat D that the night took
    /// has been given back. The night is taken with the wind and the cloud of now. The course of the flux H is that of
    /// the energy balance, scaled to the flux of now; where the balance has none by then, as at night, the layer is the
    /// one that the night leaves.
    ///
    /// # References
    /// Thermodynamic method: Stull 1988, An Introduction to Boundary Layer Meteorology, Kluwer, section 11.2.
    fn convective_height_m(&self, flux_k_m_s: f64) -> f64 {
        let (u_night, l_night) = self.cooled();
        let left = mechanical_height_m(u_night, l_night, self.coriolis_per_s);
        let theta_night = self.surface.temperature_k * u_night * u_night / (VON_KARMAN * GRAVITY_M_S2 * l_night);
        let half_day_rad = self.half_day_rad();
        let night_s = 86_400.0 * (1.0 - half_day_rad / std::f64::consts::PI);
        let balance_k_m_s = self.surface.heat_flux_k_m_s(self.sun.sine_of_elevation);
        let scale = if balance_k_m_s > 0.0 { flux_k_m_s / balance_k_m_s } else { 0.0 };
        let gained_k_m = scale * self.heat_since_sunrise_k_m(half_day_rad) - u_night * theta_night * night_s;
        (2.0 * gained_k_m.max(0.0) / FREE_GRADIENT_K_M).sqrt().max(left).min(HEIGHT_LIMITS_M.1)
    }

    /// Hour angle of sunset, rad.
    fn half_day_rad(&self) -> f64 {
        (-self.sun.latitude_rad.tan() * self.sun.declination_rad.tan()).clamp(-1.0, 1.0).acos()
    }

    fn heat_since_sunrise_k_m(&self, half_day_rad: f64) -> f64 {
        let (sin_f, cos_f) = self.sun.latitude_rad.sin_cos();
        let (sin_d, cos_d) = self.sun.declination_rad.sin_cos();
        let dt_s = self.sun.since_sunrise_s / SUN_STEPS as f64;
        let flux = |k: usize| {
            let time_s = (k as f64 + 0.5) * dt_s;
            let hour_angle = std::f64::consts::TAU * time_s / 86_400.0 - half_day_rad;
            self.surface.heat_flux_k_m_s(sin_f * sin_d + cos_f * cos_d * hour_angle.cos()).max(0.0)
        };
        (0..SUN_STEPS).map(flux).sum::<f64>() * dt_s
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(wind_speed_m_s: f64, sine_of_elevation: f64, since_sunrise_h: f64) -> RoutineWeather {
        RoutineWeather {
            wind_speed_m_s,
            wind_height_m: 10.0,
            roughness_m: 0.03,
            surface: Surface::grassland(0.0, 295.0, 101_325.0, false),
            sun: DaySun {
                sine_of_elevation,
                latitude_rad: 46_f64.to_radians(),
                declination_rad: declination_rad(183.0),
                since_sunrise_s: 3_600.0 * since_sunrise_h,
            },
            coriolis_per_s: 1.05e-4,
        }
    }

    /// Declination of the solstices and of 21 March.
    #[test]
    fn declination_of_the_seasons() {
        for (day, degrees) in [(172.0, 23.45), (355.0, -23.45), (80.0, 0.0)] {
            assert!((declination_rad(day).to_degrees() - degrees).abs() < 0.5, "{day}");
        }
    }

    /// The balance closes: u*, L and the heat flux by day agree, and so do u* and the wind.
    #[test]
    fn day_and_night_are_consistent() {
        let day = at(4.0, 0.8, 7.0);
        let t = day.turbulence();
        let flux = day.surface.heat_flux_k_m_s(0.8);
        assert!((t.heat_flux_k_m_s(295.0) / flux - 1.0).abs() < 1e-6);
        assert!((t.wind_factor - 1.0).abs() < 1e-6, "{}", t.wind_factor);
        let night = at(4.0, -0.4, 0.0).turbulence();
        assert!(night.obukhov_length_m > 0.0 && night.friction_velocity_m_s < t.friction_velocity_m_s);
        // theta* of the clear night by its definition.
        let theta = 295.0 * night.friction_velocity_m_s.powi(2) / (VON_KARMAN * GRAVITY_M_S2 * night.obukhov_length_m);
        assert!((theta - 0.09).abs() < 1e-9, "{theta}");
    }

    /// Calm air has small but lasting turbulence, day and night, and every profile is finite.
    #[test]
    fn calms_stay_finite() {
        for sine in [0.9, -0.5] {
            for wind in [0.1, 0.3, 1.0] {
                let t = at(wind, sine, if sine > 0.0 { 6.0 } else { 0.0 }).turbulence();
                let values = [t.friction_velocity_m_s, t.sigma_v_m_s(2.0, 600.0), t.mixing_height_m, t.wind_factor];
                assert!(values.iter().all(|v| v.is_finite() && *v > 0.0), "{wind} {sine} {t:?}");
            }
        }
    }

    /// The layer grows through the day, from what the night leaves to a kilometre or two.
    #[test]
    fn the_layer_grows_through_the_day() {
        let height = |h: f64, sine: f64| at(4.0, sine, h).turbulence().mixing_height_m;
        let (early, noon, evening) = (height(1.0, 0.2), height(7.5, 0.9), height(13.0, 0.3));
        assert!(early < noon && noon < evening, "{early} {noon} {evening}");
        assert!((50.0..400.0).contains(&early) && (700.0..2_500.0).contains(&evening), "{early} {evening}");
    }
}
