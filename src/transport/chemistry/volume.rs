//! The volume of air that a cloud is mixed with.

use libm::erf;

/// Dimensions of a cloud or of the whole length of a plume.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CloudSize {
    /// Horizontal standard deviation, m.
    pub sigma_y_m: f64,
    /// Vertical standard deviation, m.
    pub sigma_z_m: f64,
    /// Height of the centre above ground, m.
    pub height_agl_m: f64,
    /// Height of the lid, m.
    pub lid_m: f64,
    /// Length that the wind passes while the source lasts, m; zero for a puff.
    pub length_m: f64,
}

impl CloudSize {
    /// Volume that the cloud is mixed with, m3.
    ///
    /// ```text
    /// V = M^2 / integral of c^2 ,   1/V = Ix Iy Iz
    /// Iy = 1 / (2 sqrt(pi) sigma_y)
    /// Iz = max( (1 + exp(-h^2/sigma_z^2)) / (2 sqrt(pi) sigma_z) , 1/lid )
    /// Ix = erf(L / 2 sigma) / L + (exp(-L^2 / 4 sigma^2) - 1) 2 sigma / (sqrt(pi) L^2)       box of length L, smoothed
    /// ```
    /// c concentration, M mass: M/V is the mean concentration that the molecules themselves see. For a free puff V is
    /// 44.5 sigma^3, the volume of an ellipsoid of 2.2 standard deviations, which holds nine tenths of the mass.
    ///
    /// # Valid range
    /// Normal profiles. They are means over many realisations: at any moment a cloud has met less air.
    pub fn volume_m3(&self) -> f64 {
        let root_pi = std::f64::consts::PI.sqrt();
        let ratio = self.height_agl_m / self.sigma_z_m;
        let up_per_m = (1.0 + (-ratio * ratio).exp()) / (2.0 * root_pi * self.sigma_z_m);
        mixed_volume_m3(self.sigma_y_m, self.length_m, up_per_m.max(1.0 / self.lid_m))
    }
}

/// The same volume, m3, where the vertical profile g is not normal: `up_per_m` is the integral of g^2.
pub fn mixed_volume_m3(sigma_y_m: f64, length_m: f64, up_per_m: f64) -> f64 {
    let across_per_m = 1.0 / (2.0 * std::f64::consts::PI.sqrt() * sigma_y_m);
    1.0 / (along_per_m(length_m, sigma_y_m, across_per_m) * across_per_m * up_per_m)
}

fn along_per_m(length_m: f64, sigma_y_m: f64, puff_per_m: f64) -> f64 {
    let x = length_m / (2.0 * sigma_y_m);
    if x < 1e-2 {
        return puff_per_m;
    }
    (erf(x) + (-x * x).exp_m1() / (std::f64::consts::PI.sqrt() * x)) / length_m
}

#[cfg(test)]
mod tests {
    use super::*;

    fn puff() -> CloudSize {
        CloudSize { sigma_y_m: 10.0, sigma_z_m: 10.0, height_agl_m: 200.0, lid_m: 1e5, length_m: 0.0 }
    }

    /// A free puff has (4 pi)^1.5 sigma^3; on the ground half of it.
    #[test]
    fn a_puff_has_the_volume_of_its_square() {
        let free = (4.0 * std::f64::consts::PI).powf(1.5) * 1_000.0;
        assert!((puff().volume_m3() / free - 1.0).abs() < 1e-12);
        let ground = CloudSize { height_agl_m: 0.0, ..puff() };
        assert!((ground.volume_m3() / free - 0.5).abs() < 1e-12);
    }

    /// A long plume has its length times its cross-section, a short one is a puff, and the two forms meet; under a lid
    /// the depth is the lid.
    #[test]
    fn limits_of_length_and_lid() {
        let section = 4.0 * std::f64::consts::PI * 100.0;
        let long = CloudSize { length_m: 1e5, ..puff() };
        assert!((long.volume_m3() / (section * 1e5) - 1.0).abs() < 1e-3);
        let short = CloudSize { length_m: 0.201, ..puff() };
        assert!((short.volume_m3() / puff().volume_m3() - 1.0).abs() < 1e-4);
        let lid = CloudSize { sigma_z_m: 5_000.0, lid_m: 1_000.0, ..puff() };
        assert!((lid.volume_m3() / (4.0 * std::f64::consts::PI * 100.0 * 1_000.0) - 1.0).abs() < 1e-12);
    }
}
