//! Spread across the wind, marched with the cloud.

use crate::weather::turbulence::Turbulence;

/// How the spread is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spread {
    /// About a fixed axis: a release that lasts, averaged over a time.
    Absolute,
    /// About the centre of the cloud: a puff.
    Relative,
}

/// Horizontal variance of a cloud.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lateral {
    pub variance_m2: f64,
    pub spread: Spread,
    pub averaging_s: f64,
}

impl Lateral {
    /// One step of time at a mean height of the cloud.
    ///
    /// ```text
    /// d sigma^2/dt = 2 sigma_v^2 T (1 - exp(-t/T))^n ,  n = 1 absolute, 2 relative
    /// ```
    /// In even turbulence the integral is that of Taylor and, for a puff, that of Gifford.
    ///
    /// # References
    /// Taylor 1921, Proc. London Math. Soc. 20, 196-212; Gifford 1982, Atmos. Environ. 16, 505-512.
    pub(super) fn step(&mut self, turbulence: &Turbulence, mean_height_m: f64, age_s: f64, dt_s: f64) {
        let sigma_v = turbulence.sigma_v_m_s(mean_height_m, self.averaging_s);
        let time_s = turbulence.lateral_time_s(mean_height_m, sigma_v);
        let lost = -(-(age_s + 0.5 * dt_s) / time_s).exp_m1();
        let grown = match self.spread {
            Spread::Absolute => lost,
            Spread::Relative => lost * lost,
        };
        self.variance_m2 += 2.0 * sigma_v * sigma_v * time_s * grown * dt_s;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn even() -> Turbulence {
        Turbulence {
            friction_velocity_m_s: 0.3,
            obukhov_length_m: f64::INFINITY,
            mixing_height_m: 900.0,
            roughness_m: 0.03,
            wind_factor: 1.0,
            sigma_v_measured_m_s: Some(0.6),
        }
    }

    fn sigma_m(spread: Spread, to_s: f64) -> (f64, f64) {
        let turbulence = even();
        let mut lateral = Lateral { variance_m2: 0.0, spread, averaging_s: 600.0 };
        let dt_s = to_s / 4_000.0;
        for k in 0..4_000 {
            lateral.step(&turbulence, 20.0, f64::from(k) * dt_s, dt_s);
        }
        (lateral.variance_m2.sqrt(), turbulence.lateral_time_s(20.0, 0.6))
    }

    /// Taylor's two limits and his formula between them, at one height.
    #[test]
    fn absolute_spread_is_taylors() {
        for to_s in [1.0, 60.0, 3_000.0] {
            let (sigma, t) = sigma_m(Spread::Absolute, to_s);
            let taylor = (2.0 * 0.36 * t * t * (to_s / t - 1.0 + (-to_s / t).exp())).sqrt();
            assert!((sigma / taylor - 1.0).abs() < 1e-3, "{to_s}: {sigma} {taylor}");
        }
        assert!((sigma_m(Spread::Absolute, 0.1).0 / 0.06 - 1.0).abs() < 1e-2);
    }

    /// A puff is narrower than the plume at first and grows as it later does.
    #[test]
    fn relative_spread_is_giffords() {
        for to_s in [5.0, 60.0, 3_000.0] {
            let (sigma, t) = sigma_m(Spread::Relative, to_s);
            let tau = to_s / t;
            let gone = -(-tau).exp_m1();
            let gifford = (2.0 * 0.36 * t * t * (tau - gone - 0.5 * gone * gone)).sqrt();
            assert!((sigma / gifford - 1.0).abs() < 2e-3, "{to_s}: {sigma} {gifford}");
            assert!(sigma < sigma_m(Spread::Absolute, to_s).0);
        }
    }
}
