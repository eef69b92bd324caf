//! The curves of the workbook: how far a dense release keeps a share of its first concentration.

use crate::constants::GRAVITY_M_S2;

/// A stretch of a curve: up to an alpha, beta is slope times alpha plus a constant.
type Piece = (f64, f64, f64);

/// Share of the first concentration and its curve for releases that last: US EPA 1994, TSCREEN user's guide,
/// EPA-454/B-94-023, as listed in constants-check 4.6.
const CONTINUOUS: [(f64, &[Piece]); 6] = [
    (0.10, &[(-0.55, 0.0, 1.75), (-0.14, 0.24, 1.88), (f64::INFINITY, -0.50, 1.78)]),
    (0.05, &[(-0.68, 0.0, 1.92), (-0.29, 0.36, 2.16), (-0.18, 0.0, 2.06), (f64::INFINITY, -0.56, 1.96)]),
    (0.02, &[(-0.69, 0.0, 2.08), (-0.31, 0.45, 2.39), (-0.16, 0.0, 2.25), (f64::INFINITY, -0.54, 2.16)]),
    (0.01, &[(-0.70, 0.0, 2.25), (-0.29, 0.49, 2.59), (-0.20, 0.0, 2.45), (f64::INFINITY, -0.52, 2.35)]),
    (0.005, &[(-0.67, 0.0, 2.40), (-0.28, 0.59, 2.80), (-0.15, 0.0, 2.63), (f64::INFINITY, -0.48, 2.56)]),
    (0.002, &[(-0.69, 0.0, 2.60), (-0.25, 0.39, 2.87), (-0.13, 0.0, 2.77), (f64::INFINITY, -0.50, 2.71)]),
];

/// The same for clouds that are there at once: Assael & Kakosimos 2010, Fires, Explosions, and Toxic Gas Dispersions,
/// as listed in constants-check 4.6.
const INSTANTANEOUS: [(f64, &[Piece]); 7] = [
    (0.10, &[(-0.44, 0.0, 0.70), (0.43, 0.26, 0.81), (f64::INFINITY, 0.0, 0.93)]),
    (0.05, &[(-0.56, 0.0, 0.85), (0.31, 0.26, 1.00), (f64::INFINITY, -0.12, 1.12)]),
    (0.02, &[(-0.66, 0.0, 0.95), (0.32, 0.36, 1.19), (f64::INFINITY, -0.26, 1.38)]),
    (0.01, &[(-0.71, 0.0, 1.15), (0.37, 0.34, 1.39), (f64::INFINITY, -0.38, 1.66)]),
    (0.005, &[(-0.52, 0.0, 1.48), (0.24, 0.26, 1.62), (f64::INFINITY, -0.30, 1.75)]),
    (0.002, &[(0.27, 0.0, 1.83), (f64::INFINITY, -0.32, 1.92)]),
    (0.001, &[(-0.10, 0.0, 2.075), (f64::INFINITY, -0.27, 2.05)]),
];

/// Distance over D below which a lasting release follows c = 306/(306 + x'^2).
const NEAR_CONTINUOUS: f64 = 30.0;

/// A vapour and the air that it meets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Case {
    /// Density of the vapour, kg/m3.
    pub density_kg_m3: f64,
    /// Density of the air, kg/m3.
    pub air_density_kg_m3: f64,
    /// Temperature of the vapour over that of the air.
    pub temperature_ratio: f64,
    /// Wind speed at 10 m, m/s.
    pub wind_speed_10m_m_s: f64,
}

/// Share of the first concentration by distance, on the axis and near the ground.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Unit of the distance, m.
    scale_m: f64,
    /// Constant k of the near field k/(k + x'^2).
    near: f64,
    /// Distance over unit where the near field ends.
    near_end: f64,
    /// Logarithm of the distance over unit, and of the share, falling.
    points: Vec<(f64, f64)>,
    temperature_ratio: f64,
}

impl Case {
    /// Reduced gravity of the vapour, m/s2.
    pub fn reduced_gravity_m_s2(&self) -> f64 {
        GRAVITY_M_S2 * (self.density_kg_m3 - self.air_density_kg_m3) / self.air_density_kg_m3
    }

    /// The curve of a volume flow that lasts, m3/s.
    ///
    /// ```text
    /// D = sqrt(q/u) ,   alpha = 0.2 log10(g'^2 q / u^5) ,   beta = log10(x/D)
    /// ```
    ///
    /// # Valid range
    /// Vapour heavier than air, alpha up to 1. Flat ground of roughness near 0.03 m; the averaging time of the curves
    /// was not looked up.
    ///
    /// # References
    /// Britter & McQuaid 1988, HSE Contract Research Report 17/1988.
    pub fn continuous(&self, flow_m3_s: f64) -> Curve {
        let u = self.wind_speed_10m_m_s;
        let alpha = 0.2 * (self.reduced_gravity_m_s2().powi(2) * flow_m3_s / u.powi(5)).log10();
        let mut points = curve_points(&CONTINUOUS, alpha);
        let first = 10.0_f64.powf(points[0].0);
        let near_end = NEAR_CONTINUOUS.min(first);
        if near_end < first {
            points.insert(0, (near_end.log10(), near_field(306.0, near_end).log10()));
        }
        let temperature_ratio = self.temperature_ratio;
        Curve { scale_m: (flow_m3_s / u).sqrt(), near: 306.0, near_end, points, temperature_ratio }
    }

    /// The curve of a volume that is there at once, m3.
    ///
    /// ```text
    /// alpha = 0.5 log10(g' V^(1/3) / u^2) ,   beta = log10(x / V^(1/3))
    /// ```
    ///
    /// # Valid range and references
    /// As for [`Case::continuous`].
    pub fn instantaneous(&self, volume_m3: f64) -> Curve {
        let scale_m = volume_m3.cbrt();
        let alpha = 0.5 * (self.reduced_gravity_m_s2() * scale_m / self.wind_speed_10m_m_s.powi(2)).log10();
        let points = curve_points(&INSTANTANEOUS, alpha);
        let near_end = 10.0_f64.powf(points[0].0);
        Curve { scale_m, near: 3.24, near_end, points, temperature_ratio: self.temperature_ratio }
    }
}

fn curve_points(curves: &[(f64, &[Piece])], alpha: f64) -> Vec<(f64, f64)> {
    let beta = |pieces: &[Piece]| {
        let piece = pieces.iter().find(|piece| alpha <= piece.0);
        piece.map_or(f64::NAN, |(_, slope, constant)| slope * alpha + constant)
    };
    curves.iter().map(|(share, pieces)| (beta(pieces), share.log10())).collect()
}

fn near_field(constant: f64, distance_over_unit: f64) -> f64 {
    constant / (constant + distance_over_unit * distance_over_unit)
}

impl Curve {
    /// Share of the first concentration by volume at a distance (m) above zero.
    ///
    /// Between the curves the logarithm of the share is linear in that of the distance; beyond the last it falls with
    /// the square. A cold vapour is corrected by c = c'/(c' + (1 - c') T0/Ta).
    pub fn share(&self, distance_m: f64) -> f64 {
        let x = distance_m / self.scale_m;
        let isothermal = if x <= self.near_end {
            near_field(self.near, x).max(10.0_f64.powf(self.points[0].1))
        } else {
            self.far(x.log10())
        };
        isothermal / (isothermal + (1.0 - isothermal) * self.temperature_ratio)
    }

    /// Furthest distance with that share by volume, m. Shares from 0 to 1, ends excluded.
    pub fn distance_m(&self, share: f64) -> f64 {
        let (mut low, mut high) = (1e-3_f64, 1e7_f64);
        for _ in 0..100 {
            let middle = (low * high).sqrt();
            if self.share(middle) >= share * (1.0 - 1e-9) { low = middle } else { high = middle }
        }
        (low * high).sqrt()
    }

    fn far(&self, beta: f64) -> f64 {
        for pair in self.points.windows(2) {
            if beta <= pair[1].0 {
                let along = (beta - pair[0].0) / (pair[1].0 - pair[0].0);
                return 10.0_f64.powf(pair[0].1 + along * (pair[1].1 - pair[0].1));
            }
        }
        let last = self.points[self.points.len() - 1];
        10.0_f64.powf(last.1 - 2.0 * (beta - last.0))
    }
}

/// Radius of a cloud that was there at once, after a time (s), m: R^2 = R0^2 + 1.2 sqrt(g' V) t, where R0 is that of a
/// sphere (Britter & McQuaid 1988; its centre moves at 0.4 u).
pub fn cloud_radius_m(buoyancy_m4_s2: f64, volume_m3: f64, time_s: f64) -> f64 {
    let sphere_m2 = (0.75 * volume_m3 / std::f64::consts::PI).cbrt().powi(2);
    (sphere_m2 + 1.2 * buoyancy_m4_s2.sqrt() * time_s).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Burro trial (see the test of the criterion): vapour of 111 K in air of 298 K.
    fn burro() -> Curve {
        Case {
            density_kg_m3: 1.76,
            air_density_kg_m3: 1.224,
            temperature_ratio: 111.15 / 298.0,
            wind_speed_10m_m_s: 10.9,
        }
        .continuous(0.23 * 425.6 / 1.76)
    }

    fn accident() -> Case {
        Case { density_kg_m3: 1.434, air_density_kg_m3: 1.204, temperature_ratio: 1.0, wind_speed_10m_m_s: 2.0 }
    }

    /// CCPS 1999, p. 122: 5 % by volume of LNG vapour at 367 m, read from graphs, hence 3 % in distance.
    #[test]
    fn burro_reaches_5_percent_at_367_m() {
        let found = burro().distance_m(0.05);
        assert!((found / 367.0 - 1.0).abs() < 0.03, "{found}");
    }

    /// The workbook's example of the accident of Potchefstroom, as quoted by the tests of an open implementation: 38 t
    /// of ammonia as 72 500 m3 of 1.434 kg/m3 in a wind of 2 m/s keep a tenth of the first concentration to 355 m (beta
    /// 0.93 times 41.7 m).
    #[test]
    fn potchefstroom_keeps_a_tenth_to_355_m() {
        let found = accident().instantaneous(7.25e4).distance_m(0.1);
        assert!((found / 355.0 - 1.0).abs() < 0.01, "{found}");
    }

    /// constants-check section 7: at alpha 0 and C/C0 0.01, beta is 2.35 for a plume and 1.39 for a cloud.
    #[test]
    fn beta_at_alpha_zero() {
        assert!((curve_points(&CONTINUOUS, 0.0)[3].0 - 2.35).abs() < 1e-12);
        assert!((curve_points(&INSTANTANEOUS, 0.0)[3].0 - 1.39).abs() < 1e-12);
    }

    /// Printed values of an open implementation at alpha -0.75, 0 and 0.75 (constants-check 4.6).
    #[test]
    fn all_curves_of_a_cloud() {
        for (alpha, expected) in [
            (-0.75, [0.70, 0.85, 0.95, 1.15, 1.48, 1.83, 2.075]),
            (0.75, [0.93, 1.03, 1.185, 1.375, 1.525, 1.68, 1.8475]),
        ] {
            for (point, beta) in curve_points(&INSTANTANEOUS, alpha).iter().zip(expected) {
                assert!((point.0 - beta).abs() < 1e-12, "{alpha}");
            }
        }
    }

    /// The share falls with distance, whatever the weight: the curves do not cross.
    #[test]
    fn the_share_never_rises() {
        for wind in [1.0, 2.0, 5.0, 12.0] {
            let case = Case { wind_speed_10m_m_s: wind, ..accident() };
            for curve in [case.continuous(20.0), case.instantaneous(2_000.0)] {
                let shares: Vec<f64> = (0..400).map(|k| curve.share(1.02_f64.powi(k))).collect();
                assert!(shares.windows(2).all(|pair| pair[1] <= pair[0] + 1e-12), "{wind}");
            }
        }
    }

    /// Far away the share falls with the square of the distance.
    #[test]
    fn far_away_it_falls_with_the_square() {
        let curve = accident().instantaneous(2_000.0);
        assert!((curve.share(2e4) / curve.share(4e4) - 4.0).abs() < 1e-3);
    }
}
