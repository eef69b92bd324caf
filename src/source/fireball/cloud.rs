//! The stabilised cloud as puffs by height.

/// Radius of a cloud in standard deviations of a normal law that holds 90 % of it within the radius, 2.15 (Csanady
/// 1973, Turbulent Diffusion in the Environment; the convention of REEDM).
pub const RADIUS_IN_SIGMAS: f64 = 2.15;

/// Slices of the cloud itself.
pub const SLICES: usize = 8;

/// Slices of the stem between the ground and the cloud.
pub const STEM_SLICES: usize = 4;

/// A stabilised cloud.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cloud {
    /// Height of its centre above ground, m.
    pub height_agl_m: f64,
    /// Radius, m.
    pub radius_m: f64,
}

/// A part of the cloud between two heights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slice {
    /// Height of its middle above ground, m.
    pub height_agl_m: f64,
    /// From its bottom to its top, m.
    pub thickness_m: f64,
    /// Radius, m.
    pub radius_m: f64,
    /// Share of the cloud's mass.
    pub share: f64,
}

impl Cloud {
    /// Slices from the bottom to the top; their shares add up to 1.
    ///
    /// The cloud is a ball of even concentration, cut where it would reach below the ground and filled up with what was
    /// cut off. A share of it (`stem_share`, 0 to 1) was left behind on the way up: it lies between the ground and the
    /// cloud, as much in each metre, and widens from `start_radius_m` to the radius of the cloud, as the thermal did.
    pub fn slices(&self, stem_share: f64, start_radius_m: f64) -> Vec<Slice> {
        let base_m = (self.height_agl_m - self.radius_m).max(0.0);
        let top_m = self.height_agl_m + self.radius_m;
        let stem_share = if base_m > 0.0 { stem_share } else { 0.0 };
        let mut slices = Vec::with_capacity(SLICES + STEM_SLICES);
        if stem_share > 0.0 {
            let thickness_m = base_m / STEM_SLICES as f64;
            slices.extend((0..STEM_SLICES).map(|k| {
                let height_agl_m = (k as f64 + 0.5) * thickness_m;
                let along = height_agl_m / self.height_agl_m;
                let radius_m = start_radius_m + along * (self.radius_m - start_radius_m);
                Slice { height_agl_m, thickness_m, radius_m, share: stem_share / STEM_SLICES as f64 }
            }));
        }
        let whole_m3 = self.volume_below_m3(top_m) - self.volume_below_m3(base_m);
        let thickness_m = (top_m - base_m) / SLICES as f64;
        slices.extend((0..SLICES).map(|k| {
            let bottom = base_m + k as f64 * thickness_m;
            let volume_m3 = self.volume_below_m3(bottom + thickness_m) - self.volume_below_m3(bottom);
            Slice {
                height_agl_m: bottom + 0.5 * thickness_m,
                thickness_m,
                radius_m: (volume_m3 / (std::f64::consts::PI * thickness_m)).sqrt(),
                share: (1.0 - stem_share) * volume_m3 / whole_m3,
            }
        }));
        slices
    }

    /// Volume of the ball below a height, m3.
    fn volume_below_m3(&self, height_m: f64) -> f64 {
        let r = self.radius_m;
        let cap = (height_m - self.height_agl_m + r).clamp(0.0, 2.0 * r);
        std::f64::consts::PI * cap * cap * (3.0 * r - cap) / 3.0
    }
}

impl Slice {
    /// Horizontal standard deviation, m: the radius holds 90 % of a normal law.
    pub fn sigma_horizontal_m(&self) -> f64 {
        self.radius_m / RADIUS_IN_SIGMAS
    }

    /// Vertical standard deviation of an even slice, m: thickness / sqrt(12).
    pub fn sigma_vertical_m(&self) -> f64 {
        self.thickness_m / 12.0_f64.sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HIGH: Cloud = Cloud { height_agl_m: 1_200.0, radius_m: 700.0 };

    /// Shares add up to 1 whatever the stem, also where the cloud touches the ground.
    #[test]
    fn slices_hold_the_whole_cloud() {
        for cloud in [HIGH, Cloud { height_agl_m: 400.0, radius_m: 700.0 }] {
            for stem in [0.0, 0.1, 0.5] {
                let total: f64 = cloud.slices(stem, 150.0).iter().map(|slice| slice.share).sum();
                assert!((total - 1.0).abs() < 1e-9, "{stem}: {total}");
            }
        }
    }

    /// Without a stem the slices have the mean and, with what lies within each, the vertical variance r^2/5 of a ball:
    /// 5 % more, because each slice is even (2.5 % in spread).
    #[test]
    fn slices_have_the_moments_of_a_ball() {
        let slices = HIGH.slices(0.0, 0.0);
        let mean: f64 = slices.iter().map(|s| s.share * s.height_agl_m).sum();
        let variance: f64 =
            slices.iter().map(|s| s.share * ((s.height_agl_m - mean).powi(2) + s.sigma_vertical_m().powi(2))).sum();
        assert!((mean - HIGH.height_agl_m).abs() < 1e-6);
        assert!((variance / (0.2 * HIGH.radius_m.powi(2)) - 1.0).abs() < 0.06, "{variance}");
    }

    /// The stem reaches the ground and nothing lies below it; slices follow each other without gaps.
    #[test]
    fn slices_fill_the_column() {
        let slices = HIGH.slices(0.1, 150.0);
        let mut bottom = 0.0;
        for slice in slices {
            assert!((slice.height_agl_m - 0.5 * slice.thickness_m - bottom).abs() < 1e-6);
            assert!(slice.radius_m > 0.0 && slice.radius_m <= HIGH.radius_m + 1e-9);
            bottom += slice.thickness_m;
        }
        assert!((bottom - 1_900.0).abs() < 1e-6);
    }
}
