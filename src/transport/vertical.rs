//! The vertical profile of a puff between the ground and the lid.

/// Standard deviation over lid height from which the profile is taken as even: the image sum differs from it by 1e-3.
const EVEN_FROM: f64 = 1.2;

/// Images on each side that are summed.
const IMAGES: i32 = 4;

/// Share of the mass per metre of height, 1/m, at a height `z_m` for a puff centred at `centre_m` under a lid, with
/// full reflection at both.
///
/// ```text
/// g = 1/(sqrt(2 pi) s) sum_j [ exp(-(z - h + 2 j H)^2 / 2 s^2) + exp(-(z + h + 2 j H)^2 / 2 s^2) ]
/// ```
///
/// # Valid range
/// 0 <= z, h <= H. Where s exceeds 1.2 H the profile is even, 1/H.
pub fn density_per_m(z_m: f64, centre_m: f64, sigma_m: f64, lid_m: f64) -> f64 {
    if sigma_m > EVEN_FROM * lid_m {
        return 1.0 / lid_m;
    }
    let bell = |x: f64| (-0.5 * (x / sigma_m).powi(2)).exp();
    let sum: f64 = (-IMAGES..=IMAGES)
        .map(|j| {
            let shift = 2.0 * f64::from(j) * lid_m;
            bell(z_m - centre_m + shift) + bell(z_m + centre_m + shift)
        })
        .sum();
    sum / ((2.0 * std::f64::consts::PI).sqrt() * sigma_m)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Between ground and lid the profile holds the whole mass, whatever its width.
    #[test]
    fn profile_holds_the_whole_mass() {
        for sigma in [5.0, 100.0, 400.0, 900.0, 5_000.0] {
            let n = 20_000;
            let dz = 800.0 / f64::from(n);
            let sum: f64 = (0..n).map(|k| density_per_m((f64::from(k) + 0.5) * dz, 120.0, sigma, 800.0) * dz).sum();
            assert!((sum - 1.0).abs() < 2e-3, "{sigma}: {sum}");
        }
    }

    /// A ground source without a lid doubles the free density.
    #[test]
    fn ground_source_doubles() {
        let expected = 2.0 / ((2.0 * std::f64::consts::PI).sqrt() * 10.0);
        assert!((density_per_m(0.0, 0.0, 10.0, 1e6) / expected - 1.0).abs() < 1e-9);
    }
}
