//! The turbulence of one place and time: wind, velocity deviations, diffusivity and time scales by height.
//!
//! One state of four numbers, friction velocity u*, Obukhov length L, mixing height h and roughness z0, gives all
//! profiles. It comes from measurements ([`Turbulence::measured`]) or from routine weather ([`routine`]), which also takes an
//! Obukhov length that a class or a measured gradient gives.

pub mod energy;
pub mod routine;
pub mod similarity;

use crate::constants::{GRAVITY_M_S2, VON_KARMAN};
use similarity::{phi_epsilon, phi_h, psi_m};

/// Kolmogorov's constant of the Lagrangian structure function C0, 3.0 +- 0.5 (Du, Sawford, Wilson & Wilson 1995,
/// Phys. Fluids 7, 3083-3090; Du 1997, Boundary-Layer Meteorol. 83, 207-219). Other work gives 2 to 7.
pub const KOLMOGOROV_C0: f64 = 3.0;

/// sigma_v/u* of neutral air, 1.8, and of very stable air, 1.6 (Arya 1984 and Nieuwstadt 1984, J. Atmos. Sci. 41,
/// 2202-2216, as joined in Scire, Strimaitis & Yamartino 2000, CALPUFF User's Guide 5, section 2.2). Good to 20 %.
pub const SIGMA_V_NEUTRAL: f64 = 1.8;
/// See [`SIGMA_V_NEUTRAL`].
pub const SIGMA_V_STABLE: f64 = 1.6;

/// sigma_w/u* of neutral air, 1.3 (Hanna 1982 in Nieuwstadt & van Dop, Atmospheric Turbulence and Air Pollution
/// Modelling, Reidel, chapter 7).
const SIGMA_W_NEUTRAL: f64 = 1.3;

/// Part of the mixing layer, from the ground, in which the relations of the surface layer hold, 0.1.
const SURFACE_LAYER_SHARE: f64 = 0.1;

/// Vertical diffusivity above the mixing layer, 0.1 m2/s (Legras et al. 2003, J. Geophys. Res. 108, 8562, as used by
/// Stohl et al. 2005, Atmos. Chem. Phys. 5, 2461-2474). Good to a factor of 5.
pub const FREE_DIFFUSIVITY_M2_S: f64 = 0.1;

/// Standard deviation of the wind across above the mixing layer, 0.3 m/s. Assumed, 0.1 to 0.5.
const FREE_SIGMA_V_M_S: f64 = 0.3;

/// Wavelength of the peak of the spectrum of the wind across in the convective layer, 1.5 h (Kaimal et al. 1976, J.
/// Atmos. Sci. 33, 2152-2169).
const PEAK_WAVELENGTH_SHARE: f64 = 1.5;

/// Least standard deviation of the wind across near the ground, 0.2 m/s (Cimorelli et al. 2004, EPA-454/R-03-004).
const SIGMA_V_MIN_M_S: f64 = 0.2;
/// Height and time that the gusts of calm air are taken at, m and s.
const GUST_HEIGHT_M: f64 = 10.0;
/// See [`GUST_HEIGHT_M`].
const GUST_AVERAGING_S: f64 = 600.0;

/// Lowest height that the profiles are evaluated at, over roughness length.
const LOWEST_OVER_ROUGHNESS: f64 = 1.0001;

/// State of turbulence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Turbulence {
    /// Friction velocity u*, m/s.
    pub friction_velocity_m_s: f64,
    /// Obukhov length L, m; negative where unstable, infinite where neutral.
    pub obukhov_length_m: f64,
    /// Mixing height h, m.
    pub mixing_height_m: f64,
    /// Roughness length z0, m.
    pub roughness_m: f64,
    /// Wind that was measured over that of the profile at the same height; 1 where the profile follows from it.
    pub wind_factor: f64,
    /// Standard deviation of the wind across that was measured near the ground, m/s.
    pub sigma_v_measured_m_s: Option<f64>,
}

/// What a mast measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// Wind speed, m/s.
    pub wind_speed_m_s: f64,
    /// Height of the wind, m.
    pub wind_height_m: f64,
    /// Friction velocity, m/s.
    pub friction_velocity_m_s: f64,
    /// Obukhov length, m.
    pub obukhov_length_m: f64,
    /// Mixing height, m; that of stable or of neutral air where not measured.
    pub mixing_height_m: Option<f64>,
    /// Standard deviation of the wind direction, rad.
    pub sigma_theta_rad: Option<f64>,
    /// Roughness length, m.
    pub roughness_m: f64,
    /// Coriolis parameter, 1/s.
    pub coriolis_per_s: f64,
}

impl Turbulence {
    /// The state that a mast measured. The profile of the wind is scaled to the measured speed.
    pub fn measured(m: &Measured) -> Self {
        let height_m = m.mixing_height_m.unwrap_or_else(|| {
            routine::mechanical_height_m(m.friction_velocity_m_s, m.obukhov_length_m, m.coriolis_per_s)
        });
        let state = Self {
            friction_velocity_m_s: m.friction_velocity_m_s,
            obukhov_length_m: m.obukhov_length_m,
            mixing_height_m: height_m,
            roughness_m: m.roughness_m,
            wind_factor: 1.0,
            sigma_v_measured_m_s: m.sigma_theta_rad.map(|theta| theta * m.wind_speed_m_s),
        };
        state.with_wind_at(m.wind_speed_m_s, m.wind_height_m)
    }

    /// The same state with its wind scaled to one at a height, which may lie above a shallow layer.
    pub fn with_wind_at(self, wind_speed_m_s: f64, height_m: f64) -> Self {
        let state = Self { wind_factor: 1.0, ..self };
        Self { wind_factor: wind_speed_m_s / state.wind_speed_m_s(height_m), ..state }
    }

    /// Speed that dilutes a cloud in calm air, m/s: that of the gusts, whose mean vector is zero but whose size is not.
    ///
    /// ```text
    /// U = sqrt(2) max(sigma_v, 0.2 m/s)
    /// ```
    /// sigma_v at 10 m within 10 minutes; by day it holds the large eddies of convection, so that calm air under a strong
    /// sun moves at about a metre a second.
    ///
    /// # References
    /// Cimorelli et al. 2004, AERMOD: Description of Model Formulation, EPA-454/R-03-004, section on turbulence limits
    /// (dilution wind sqrt(U^2 + 2 sigma_v^2) and the least sigma_v).
    pub fn gust_speed_m_s(&self) -> f64 {
        std::f64::consts::SQRT_2 * self.sigma_v_m_s(GUST_HEIGHT_M, GUST_AVERAGING_S).max(SIGMA_V_MIN_M_S)
    }

    /// Wind speed at a height, m/s.
    ///
    /// ```text
    /// U = (u*/kappa) [ln(z/z0) - psi_m(z/L) + psi_m(z0/L)] , the height held at h
    /// ```
    pub fn wind_speed_m_s(&self, height_m: f64) -> f64 {
        let z0 = self.roughness_m;
        let z = height_m.min(self.mixing_height_m).max(LOWEST_OVER_ROUGHNESS * z0);
        let l = self.obukhov_length_m;
        self.wind_factor * self.friction_velocity_m_s / VON_KARMAN * ((z / z0).ln() - psi_m(z / l) + psi_m(z0 / l))
    }

    /// Convective velocity w*, m/s; zero where not unstable.
    pub fn convective_velocity_m_s(&self) -> f64 {
        (self.buoyancy_flux_m2_s3() * self.mixing_height_m).cbrt()
    }

    /// Flux of buoyancy at the ground where it drives convection, m2/s3; zero where not unstable.
    pub fn buoyancy_flux_m2_s3(&self) -> f64 {
        (-self.friction_velocity_m_s.powi(3) / (VON_KARMAN * self.obukhov_length_m)).max(0.0)
    }

    /// Vertical diffusivity at a height, m2/s.
    ///
    /// ```text
    /// K = kappa u* z (1 - z/h)^1.5 / phi_h(z/L) ,  phi_h held from 0.1 h on where unstable;  0.1 m2/s above h
    /// ```
    ///
    /// # References
    /// Brost & Wyngaard 1978, J. Atmos. Sci. 35, 1427-1440 (factor of the layer); Troen & Mahrt 1986,
    /// Boundary-Layer Meteorol. 37, 129-148 (phi above the surface layer).
    pub fn diffusivity_m2_s(&self, height_m: f64) -> f64 {
        let h = self.mixing_height_m;
        if height_m >= h {
            return FREE_DIFFUSIVITY_M2_S;
        }
        let l = self.obukhov_length_m;
        let z_phi = if l < 0.0 { height_m.min(SURFACE_LAYER_SHARE * h) } else { height_m };
        let left = 1.0 - height_m / h;
        VON_KARMAN * self.friction_velocity_m_s * height_m * left * left.sqrt() / phi_h(z_phi / l)
    }

    /// Standard deviation of the vertical wind at a height, m/s.
    ///
    /// ```text
    /// sigma_w^2 = (1.3 u*)^2 (1 - z/h)^1.5 + 1.8 w*^2 (z/h)^(2/3) (1 - 0.8 z/h)^2
    /// ```
    ///
    /// # References
    /// Nieuwstadt 1984, J. Atmos. Sci. 41, 2202-2216 (first term); Lenschow, Wyngaard & Pennell 1980, J. Atmos. Sci.
    /// 37, 1313-1326 (second).
    pub fn sigma_w_m_s(&self, height_m: f64) -> f64 {
        let share = (height_m / self.mixing_height_m).clamp(0.0, 1.0);
        let left = 1.0 - share;
        let shear = (SIGMA_W_NEUTRAL * self.friction_velocity_m_s).powi(2) * left * left.sqrt();
        let w_star = self.convective_velocity_m_s();
        let convective = 1.8 * (w_star * share.cbrt() * (1.0 - 0.8 * share)).powi(2);
        (shear + convective).sqrt()
    }

    /// Lagrangian time scale of the vertical wind, s: K/sigma_w^2, which joins the growth at first, linear in time,
    /// with the diffusivity that holds later (Taylor 1921).
    pub fn vertical_time_s(&self, height_m: f64) -> f64 {
        let sigma = self.sigma_w_m_s(height_m);
        if sigma > 0.0 { self.diffusivity_m2_s(height_m) / (sigma * sigma) } else { 0.0 }
    }

    /// Standard deviation of the wind across at a height within an averaging time, m/s.
    ///
    /// ```text
    /// stable    u* (1.8 + 1.6 z/L) / (1 + z/L) (1 - z/h)^0.75
    /// unstable  u*^2 [12^(2/3) + f ((12 + 0.5 h/|L|)^(2/3) - 12^(2/3))] , the root of it
    /// f = 1 - 2 (T/t)(1 - (T/t)(1 - exp(-t/T))) ,  T = 1.5 h / (2 pi U(10 m))
    /// ```
    /// t averaging time, f the share of the variance of the large eddies that it holds (Pasquill & Smith 1983,
    /// section 2.5, for an exponential correlation). A measured value takes their place, held between 1.6 u* and,
    /// where unstable, the value above: beyond it the direction turns during the measurement, which splits a cloud
    /// in parts and widens none of them.
    ///
    /// # References
    /// Panofsky, Tennekes, Lenschow & Wyngaard 1977, Boundary-Layer Meteorol. 11, 355-361 (unstable); for the rest see
    /// [`SIGMA_V_NEUTRAL`].
    pub fn sigma_v_m_s(&self, height_m: f64, averaging_s: f64) -> f64 {
        if height_m > self.mixing_height_m {
            return FREE_SIGMA_V_M_S;
        }
        let u_star = self.friction_velocity_m_s;
        let unstable = self.obukhov_length_m < 0.0;
        let modelled =
            if unstable { self.convective_sigma_v_m_s(averaging_s) } else { self.stable_sigma_v_m_s(height_m) };
        match self.sigma_v_measured_m_s {
            None => modelled,
            Some(measured) if unstable => measured.clamp(SIGMA_V_STABLE * u_star, modelled),
            Some(measured) => measured.max(SIGMA_V_STABLE * u_star),
        }
    }

    fn stable_sigma_v_m_s(&self, height_m: f64) -> f64 {
        let zeta = height_m / self.obukhov_length_m;
        let left = (1.0 - height_m / self.mixing_height_m).max(0.0);
        let shape = (SIGMA_V_NEUTRAL + SIGMA_V_STABLE * zeta) / (1.0 + zeta);
        (self.friction_velocity_m_s * shape * left.powf(0.75)).max(FREE_SIGMA_V_M_S.min(self.friction_velocity_m_s))
    }

    fn convective_sigma_v_m_s(&self, averaging_s: f64) -> f64 {
        let instability = -self.mixing_height_m / self.obukhov_length_m;
        let panofsky = |x: f64| (12.0 + 0.5 * x).powf(2.0 / 3.0);
        // Towards neutral air the constant 12 gives way to the neutral value (Hanna 1982: neutral where h/|L| < 1).
        let near = instability.min(1.0);
        let base = SIGMA_V_NEUTRAL.powi(2) * (1.0 - near) + panofsky(0.0) * near;
        let large = self.share_within(averaging_s) * (panofsky(instability) - panofsky(0.0));
        self.friction_velocity_m_s * (base + large).sqrt()
    }

    /// Share of the variance of the large eddies that passes within an averaging time.
    fn share_within(&self, averaging_s: f64) -> f64 {
        let length_m = PEAK_WAVELENGTH_SHARE * self.mixing_height_m / std::f64::consts::TAU;
        let a = length_m / (self.wind_speed_m_s(10.0).max(0.1) * averaging_s.max(1.0));
        1.0 - 2.0 * a * (1.0 + a * (-1.0 / a).exp_m1())
    }

    /// Lagrangian time scale of the wind across at a height, s.
    ///
    /// ```text
    /// T = 2 sigma_v^2 / (C0 epsilon) ,  epsilon = u*^3 phi_epsilon(z/L) / (kappa z)
    /// ```
    ///
    /// # References
    /// Tennekes 1979, Atmos. Environ. 13, 1565-1567; Rodean 1996, Stochastic Lagrangian Models of Turbulent Diffusion,
    /// Meteorol. Monogr. 48, chapter 5.
    pub fn lateral_time_s(&self, height_m: f64, sigma_v_m_s: f64) -> f64 {
        let z = height_m.clamp(LOWEST_OVER_ROUGHNESS * self.roughness_m, self.mixing_height_m);
        let epsilon = self.friction_velocity_m_s.powi(3) * phi_epsilon(z / self.obukhov_length_m) / (VON_KARMAN * z);
        2.0 * sigma_v_m_s * sigma_v_m_s / (KOLMOGOROV_C0 * epsilon)
    }

    /// Kinematic heat flux at the ground, K m/s, positive upwards, at an air temperature.
    pub fn heat_flux_k_m_s(&self, temperature_k: f64) -> f64 {
        -self.friction_velocity_m_s.powi(3) * temperature_k / (VON_KARMAN * GRAVITY_M_S2 * self.obukhov_length_m)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(obukhov_length_m: f64) -> Turbulence {
        Turbulence {
            friction_velocity_m_s: 0.3,
            obukhov_length_m,
            mixing_height_m: 1_000.0,
            roughness_m: 0.03,
            wind_factor: 1.0,
            sigma_v_measured_m_s: None,
        }
    }

    /// Neutral air is the limit of weakly stable and weakly unstable air in every profile.
    #[test]
    fn profiles_meet_in_neutral_air() {
        let (below, neutral, above) = (state(-1e7), state(f64::INFINITY), state(1e7));
        let profiles: [fn(&Turbulence) -> f64; 5] = [
            |t| t.wind_speed_m_s(50.0),
            |t| t.diffusivity_m2_s(50.0),
            |t| t.sigma_v_m_s(5.0, 600.0),
            |t| t.lateral_time_s(50.0, 0.5),
            |t| t.sigma_w_m_s(50.0),
        ];
        for (k, profile) in profiles.iter().enumerate() {
            let middle = profile(&neutral);
            // A hundredth where the convective part goes with the cube root of 1/L or the layer with its height.
            assert!((profile(&below) / middle - 1.0).abs() < 1e-2, "{k}: {} {middle}", profile(&below));
            assert!((profile(&above) / middle - 1.0).abs() < 1e-2, "{k}: {} {middle}", profile(&above));
        }
    }

    /// Log law by hand: 0.3/0.4 ln(10/0.03) = 4.357 m/s. K at 10 m: 0.4 * 0.3 * 10 * 0.99^1.5 = 1.182 m2/s.
    #[test]
    fn neutral_values_by_hand() {
        let t = state(f64::INFINITY);
        assert!((t.wind_speed_m_s(10.0) - 4.357).abs() < 1e-3);
        assert!((t.diffusivity_m2_s(10.0) - 1.182).abs() < 1e-3);
        assert!((t.sigma_w_m_s(0.0) - 0.39).abs() < 1e-12);
    }

    /// In the middle of the convective layer T = 2 sigma_v^2/(C0 epsilon) is near Hanna's 0.15 h/sigma_v (Hanna 1982).
    #[test]
    fn lateral_time_of_the_convective_layer_has_the_published_size() {
        let t = state(-10.0);
        let sigma = t.sigma_v_m_s(500.0, 1e6);
        let hanna = 0.15 * 1_000.0 / sigma;
        let ratio = t.lateral_time_s(500.0, sigma) / hanna;
        assert!((0.5..2.0).contains(&ratio), "{ratio}");
    }

    /// sigma_v grows with averaging time towards Panofsky's value and is never above it: 0.3 (12 + 50)^(1/3) = 1.187.
    #[test]
    fn long_averages_reach_the_whole_variance() {
        let t = state(-10.0);
        let sigma = [60.0, 600.0, 3_600.0, 1e7].map(|averaging_s| t.sigma_v_m_s(2.0, averaging_s));
        assert!(sigma.windows(2).all(|pair| pair[1] > pair[0]), "{sigma:?}");
        assert!((sigma[3] - 1.187).abs() < 2e-3, "{sigma:?}");
    }

    /// A measured value is used as it is inside its limits.
    #[test]
    fn measured_sigma_v_is_held_to_its_limits() {
        let with =
            |measured, l| Turbulence { sigma_v_measured_m_s: Some(measured), ..state(l) }.sigma_v_m_s(2.0, 600.0);
        assert_eq!(with(0.7, 50.0), 0.7);
        assert!((with(0.1, 50.0) - 0.48).abs() < 1e-12);
        assert!((with(5.0, -10.0) - state(-10.0).sigma_v_m_s(2.0, 600.0)).abs() < 1e-12);
    }
}
