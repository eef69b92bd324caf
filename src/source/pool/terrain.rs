//! The ground that a spill lies on: how far it spreads, and how a crater holds it.

use std::f64::consts::PI;

use super::PoolError;
use crate::constants::GRAVITY_M_S2;

/// Friction of the ground on a thin sheet c_f, 0.02: Manning's n of 0.02 s/m^(1/3) for bare soil at a depth of 10 mm,
/// c_f = g n^2 / h^(1/3) (Chow 1959, Open-Channel Hydraulics, table 5-6). It moves the minutes of spreading only.
const SHEET_FRICTION: f64 = 0.02;

/// Factor of the mean slope h/R of the free surface in the viscous law, 1.58: it makes R = 0.894 (g V^3 / 3 nu)^(1/8)
/// t^(1/8) (Huppert 1982, J. Fluid Mech. 121, 43-58, eq. 2.22).
const HUPPERT_SLOPE: f64 = 1.58;

/// Share of the depressions that hold liquid lost per per cent of slope, 0.069: D = 0.112 r + 0.031 r^2 - 0.012 r S with
/// a random roughness r of 2 cm (Onstad 1984, Trans. ASAE 27, 729-732). Slopes of the steppe are below 10 %.
const STORAGE_LOSS_PER_PERCENT: f64 = 0.069;

/// Least share of the level ground's depth that stays on a slope. Assumed.
const STORAGE_MIN_SHARE: f64 = 0.2;

/// What the spill lies on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Terrain {
    /// Open ground that the spill runs over until depressions hold it. Its outline counts as round: on a slope it is longer
    /// and narrower, of the same area.
    Open {
        /// Slope of the ground, rise over run, 0 to 0.3.
        slope: f64,
        /// Depth at which depressions of level ground hold a pool, m.
        depth_min_m: f64,
    },
    /// A bowl (paraboloid) that holds the spill at its bottom; what does not fit runs out over its rim.
    Crater {
        /// Diameter at the rim, m.
        diameter_m: f64,
        /// Depth in the middle, m.
        depth_m: f64,
        /// Depth at which depressions hold what runs out, m.
        depth_min_m: f64,
        /// Share of the wind at 10 m that reaches the pool, 0 to 1.
        shelter: f64,
    },
    /// Ground over which an explosion has strewn the spill at once.
    Strewn {
        /// Area, m2.
        area_m2: f64,
    },
}

impl Terrain {
    /// Checks the numbers.
    ///
    /// # Errors
    /// [`PoolError::OutOfRange`] with the first that is not usable.
    pub(super) fn check(&self) -> Result<(), PoolError> {
        let refuse = |quantity, found: f64, low: f64, high: f64| {
            if (low..=high).contains(&found) {
                Ok(())
            } else {
                Err(PoolError::OutOfRange { quantity, found, low, high })
            }
        };
        match *self {
            Self::Open { slope, depth_min_m } => {
                refuse("slope", slope, 0.0, 0.3)?;
                refuse("depth_min_m", depth_min_m, 1e-4, 0.1)
            }
            Self::Crater { diameter_m, depth_m, depth_min_m, shelter } => {
                refuse("crater diameter_m", diameter_m, 0.1, 500.0)?;
                refuse("crater depth_m", depth_m, 0.01, 100.0)?;
                refuse("depth_min_m", depth_min_m, 1e-4, 0.1)?;
                refuse("shelter", shelter, 0.0, 1.0)
            }
            Self::Strewn { area_m2 } => refuse("area_m2", area_m2, 1e-3, 1e9),
        }
    }

    /// Depth at which the spill stops to spread, m.
    pub(super) fn depth_min_m(&self) -> f64 {
        match *self {
            Self::Open { slope, depth_min_m } => {
                depth_min_m * (1.0 - STORAGE_LOSS_PER_PERCENT * 100.0 * slope).max(STORAGE_MIN_SHARE)
            }
            Self::Crater { depth_min_m, .. } => depth_min_m,
            Self::Strewn { .. } => 0.0,
        }
    }

    /// Share of the wind that reaches the pool.
    pub(super) fn shelter(&self) -> f64 {
        if let Self::Crater { shelter, .. } = *self { shelter } else { 1.0 }
    }

    /// Area at the start for a volume, m2: open spills start as a cylinder as high as its radius (Briscoe & Shaw 1980).
    pub(super) fn start_area_m2(&self, volume_m3: f64) -> f64 {
        match *self {
            Self::Open { .. } => PI * (volume_m3 / PI).powf(2.0 / 3.0),
            _ => self.resting_area_m2(volume_m3),
        }
    }

    /// Area of a volume at rest, m2.
    ///
    /// ```text
    /// V = pi a^2 h^2 / (2 H) ;  A = pi a^2 h / H         bowl of radius a and depth H filled to h
    /// ```
    pub(super) fn resting_area_m2(&self, volume_m3: f64) -> f64 {
        match *self {
            Self::Open { .. } => (volume_m3 / self.depth_min_m()).max(self.start_area_m2(volume_m3)),
            Self::Crater { diameter_m, depth_m, depth_min_m, .. } => {
                let rim_m2 = 0.25 * PI * diameter_m * diameter_m;
                let level_m = (2.0 * volume_m3 * depth_m / rim_m2).sqrt();
                if level_m <= depth_m {
                    rim_m2 * level_m / depth_m
                } else {
                    rim_m2 + (volume_m3 - 0.5 * rim_m2 * depth_m) / depth_min_m
                }
            }
            Self::Strewn { area_m2 } => area_m2,
        }
    }

    /// Depth of liquid over a place, m, from the area inside its contour and the area and mean depth of the pool.
    pub(super) fn head_m(&self, inside_m2: f64, area_m2: f64, mean_depth_m: f64) -> f64 {
        match *self {
            Self::Crater { diameter_m, depth_m, depth_min_m, .. } => {
                let rim_m2 = 0.25 * PI * diameter_m * diameter_m;
                let level_m = depth_m * area_m2.min(rim_m2) / rim_m2;
                let floor_m = depth_m * inside_m2 / rim_m2;
                if area_m2 > rim_m2 && inside_m2 > rim_m2 { depth_min_m } else { (level_m - floor_m).max(0.0) }
            }
            _ => mean_depth_m,
        }
    }

    /// Speed of the edge of a spill that still spreads, m/s; zero where it is held.
    ///
    /// ```text
    /// inertia    u = sqrt(2 g (h - h_min))
    /// friction   g (1.58 (h - h_min) / R + S) = 3 nu u / h^2 + c_f u^2 / h
    /// ```
    /// The lower of the two: gravity against inertia in the first seconds, then against the friction of the ground under
    /// the whole sheet. h mean depth, R radius, S slope, nu kinematic viscosity.
    ///
    /// # References
    /// Briscoe & Shaw 1980, Prog. Energy Combust. Sci. 6, 127-140; Webber & Jones 1987, Int. Conf. on Vapor Cloud
    /// Modeling, AIChE, 226-250 (friction governs on land); Huppert 1982 for the viscous limit.
    pub(super) fn edge_speed_m_s(&self, mean_depth_m: f64, radius_m: f64, kinematic_viscosity_m2_s: f64) -> f64 {
        let Self::Open { slope, .. } = *self else { return 0.0 };
        let excess_m = mean_depth_m - self.depth_min_m();
        if excess_m <= 0.0 {
            return 0.0;
        }
        let inertia = (2.0 * GRAVITY_M_S2 * excess_m).sqrt();
        let drive = GRAVITY_M_S2 * (HUPPERT_SLOPE * excess_m / radius_m + slope);
        let laminar = 3.0 * kinematic_viscosity_m2_s / (mean_depth_m * mean_depth_m);
        let turbulent = SHEET_FRICTION / mean_depth_m;
        let friction = 2.0 * drive / (laminar + (laminar * laminar + 4.0 * turbulent * drive).sqrt());
        inertia.min(friction)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOWL: Terrain = Terrain::Crater { diameter_m: 45.0, depth_m: 10.0, depth_min_m: 0.01, shelter: 0.5 };

    /// A bowl of 45 m and 10 m holds half of its cylinder, 7952 m3; full to the rim it has the area of its rim, and the
    /// heads over its places add up to what it holds.
    #[test]
    fn bowl_holds_its_volume() {
        let rim_m2 = 0.25 * PI * 45.0 * 45.0;
        assert!((BOWL.resting_area_m2(0.5 * rim_m2 * 10.0) / rim_m2 - 1.0).abs() < 1e-12);
        let volume_m3 = 3.0;
        let area_m2 = BOWL.resting_area_m2(volume_m3);
        let n = 1_000;
        let held: f64 = (0..n)
            .map(|k| BOWL.head_m((f64::from(k) + 0.5) / f64::from(n) * area_m2, area_m2, 0.0) * area_m2 / f64::from(n))
            .sum();
        assert!((held / volume_m3 - 1.0).abs() < 1e-6, "{held}");
    }

    /// The edge of a syrup (1e-2 m2/s), which neither inertia nor turbulence holds, follows Huppert's eq. 2.22 within 2 %: it
    /// has forgotten its start by then.
    #[test]
    fn syrup_spreads_by_huppert() {
        let ground = Terrain::Open { slope: 0.0, depth_min_m: 1e-4 };
        let (volume_m3, nu) = (1e-3, 1e-2);
        let (mut radius_m, step_s, mut time_s) = (0.05_f64, 1e-3, 0.0);
        let law = |t: f64| 0.894 * (GRAVITY_M_S2 * f64::powi(volume_m3, 3) / (3.0 * nu)).powf(0.125) * t.powf(0.125);
        while time_s < 60.0 {
            let depth_m = volume_m3 / (PI * radius_m * radius_m);
            radius_m += step_s * ground.edge_speed_m_s(depth_m, radius_m, nu);
            time_s += step_s;
        }
        assert!((radius_m / law(60.0) - 1.0).abs() < 0.02, "{radius_m} {}", law(60.0));
    }

    /// A slope holds less: the same volume wets more.
    #[test]
    fn slopes_hold_less() {
        let area = |slope| Terrain::Open { slope, depth_min_m: 0.01 }.resting_area_m2(5.0);
        assert!((area(0.0) / 500.0 - 1.0).abs() < 1e-12);
        assert!(area(0.05) > 1.4 * area(0.0));
        assert!(Terrain::Open { slope: 0.5, depth_min_m: 0.01 }.check().is_err());
    }
}
