//! How the drag coefficient of stages and their pieces changes with Mach number.
//!
//! Each curve is given relative to its value at low Mach number, so the ballistic coefficient of a body is its subsonic
//! one. A body of 4 m across at Mach 0.3 has a Reynolds number of 1e7: the curves of cylinders are those of full size,
//! where drag at low Mach number is half of what small models show, and the rise with Mach number is twice as large.
//!
//! # How the curves and the plain range of drag coefficients go together
//! The safety passport of zone Yu-24 gives 0.7 to 1.5 for dropped stages and does not say at which Mach number. A full
//! size cylinder across the flow has 0.7 below Mach 0.4 and 1.3 to 1.5 from Mach 1.6 on, so the range is read as that over
//! the flight: its LOW end goes with these curves, its middle with [`DragShape::Constant`]. The whole range together
//! with a curve would count the rise twice; `flight::wreck` takes 0.7 to 1.0.
//!
//! # Thin air
//! Where the mean free path (0.14 m at 100 km, 0.8 m at 110 km) nears the size of a piece, its drag coefficient rises
//! towards the 2 to 2.4 of free-molecular flow. This is left out: a piece of 1 m and 20 kg/m2 that comes down at 3 km/s
//! has at 100 km a drag of 1 % of gravity for some 6 s; as much again would take 1 m/s from it, some tens of metres on the
//! ground. On the way up it may be some hundreds of metres of a piece that the wind carries for tens of kilometres. For a
//! stage it is a hundredth of that.

use std::sync::LazyLock;

/// What falls, for its drag against Mach number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DragShape {
    /// The same at all Mach numbers.
    #[default]
    Constant,
    /// A stage of five diameters that tumbles end over end.
    TumblingStage,
    /// A tank or tank shell of one and a half diameters that tumbles.
    TankShell,
    /// An engine or another compact block: between a cube with its face and one with its corner ahead.
    Engine,
    /// A piece of skin, flat to the flow: a cube with its face ahead.
    Skin,
    /// A sphere below the critical Reynolds number (3e5).
    Sphere,
}

/// Highest Mach number of a curve; above it is constant (Mach number independence: Hoerner 1965, chapter 18).
const MACH_MAX: usize = 8;
/// Entries a Mach number.
const PER_MACH: usize = 64;

/// Drag coefficient relative to that at low Mach number.
#[derive(Debug, Clone, PartialEq)]
pub struct DragCurve {
    /// Value and the step to the next, at even Mach numbers.
    table: [(f64, f64); MACH_MAX * PER_MACH + 1],
}

impl DragShape {
    /// All shapes.
    pub const ALL: [Self; 6] =
        [Self::Constant, Self::TumblingStage, Self::TankShell, Self::Engine, Self::Skin, Self::Sphere];

    /// The curve, relative to low Mach number.
    pub fn curve(self) -> &'static DragCurve {
        static CONSTANT: LazyLock<DragCurve> = LazyLock::new(|| DragCurve::new(|_| 1.0));
        static STAGE: LazyLock<DragCurve> = LazyLock::new(|| DragCurve::new(|m| tumbling_cylinder(m, STAGE_LENGTH)));
        static SHELL: LazyLock<DragCurve> = LazyLock::new(|| DragCurve::new(|m| tumbling_cylinder(m, SHELL_LENGTH)));
        static ENGINE: LazyLock<DragCurve> =
            LazyLock::new(|| DragCurve::new(|m| interpolated(&CUBE_FACE, m) + interpolated(&CUBE_CORNER, m)));
        static SKIN: LazyLock<DragCurve> = LazyLock::new(|| DragCurve::new(|m| interpolated(&CUBE_FACE, m)));
        static BALL: LazyLock<DragCurve> = LazyLock::new(|| DragCurve::new(|m| interpolated(&SPHERE, m)));
        match self {
            Self::Constant => &CONSTANT,
            Self::TumblingStage => &STAGE,
            Self::TankShell => &SHELL,
            Self::Engine => &ENGINE,
            Self::Skin => &SKIN,
            Self::Sphere => &BALL,
        }
    }
}

impl DragCurve {
    fn new(coefficient: impl Fn(f64) -> f64) -> Self {
        let low = coefficient(0.0);
        let value = |k: usize| coefficient(k as f64 / PER_MACH as f64) / low;
        let step = |k: usize| if k < MACH_MAX * PER_MACH { value(k + 1) - value(k) } else { 0.0 };
        Self { table: std::array::from_fn(|k| (value(k), step(k))) }
    }

    /// Relative drag coefficient at a Mach number >= 0, linear between 64 values a Mach number; at Mach 8 and above
    /// that of Mach 8.
    #[inline(always)]
    pub fn at(&self, mach: f64) -> f64 {
        let place = (mach * PER_MACH as f64).min((MACH_MAX * PER_MACH) as f64);
        let index = place as usize;
        let (value, step) = self.table[index.min(MACH_MAX * PER_MACH)];
        value + step * (place - index as f64)
    }
}

/// Length of a stage over its diameter: 5, as Proton's first (21.2 m of 4.1 m core). The curve depends on it weakly.
const STAGE_LENGTH: f64 = 5.0;
/// Length of a tank over its diameter. Assumed.
const SHELL_LENGTH: f64 = 1.5;

/// Drag coefficient of a long cylinder across the flow at Reynolds numbers above 3e6, by Mach number.
///
/// Below Mach 0.4 0.70 (Roshko 1961, J. Fluid Mech. 10, 345-356: 0.7 above Re 3.5e6; 0.55 to 0.8 in Jorgensen 1973, NASA
/// TN D-6996, figure 2). From Mach 0.6 on, where Reynolds number loses its effect, figure 7 of Gowen & Perkins 1953, NACA
/// TN 2960: 2.1 at Mach 1.0, 1.5 at 1.6, 1.45 at 2.0, 1.33 at 2.8 (as read by two public programs), and figure 1 of
/// Jorgensen: 1.4 at 0.6, 1.5 to 1.6 at 0.7 to 0.8, 1.75 at 1.2, 1.3 at 4, 1.2 at 7. Readings of plots: within 0.1, and 0.15 about
/// Mach 0.5.
const CYLINDER_ACROSS: [(f64, f64); 15] = [
    (0.0, 0.70),
    (0.4, 0.70),
    (0.5, 1.00),
    (0.6, 1.40),
    (0.7, 1.55),
    (0.8, 1.60),
    (0.9, 1.80),
    (1.0, 2.10),
    (1.2, 1.75),
    (1.6, 1.50),
    (2.0, 1.45),
    (2.8, 1.33),
    (4.0, 1.30),
    (5.0, 1.27),
    (7.0, 1.20),
];

/// Drag coefficient of a cube with its face ahead (Hoerner 1965, Fluid-Dynamic Drag, figure 17 on page 16-14, as digitised
/// in the USGS program Eject!; thinned out).
const CUBE_FACE: [(f64, f64); 14] = [
    (0.0, 1.06),
    (0.23, 1.064),
    (0.41, 1.117),
    (0.54, 1.185),
    (0.64, 1.238),
    (0.76, 1.321),
    (0.84, 1.396),
    (0.92, 1.487),
    (1.0, 1.607),
    (1.15, 1.728),
    (1.36, 1.789),
    (2.0, 1.811),
    (3.0, 1.745),
    (4.0, 1.721),
];

/// The same with a corner ahead.
const CUBE_CORNER: [(f64, f64); 14] = [
    (0.0, 0.770),
    (0.25, 0.777),
    (0.36, 0.785),
    (0.48, 0.815),
    (0.61, 0.853),
    (0.72, 0.898),
    (0.83, 0.936),
    (0.91, 0.996),
    (1.03, 1.109),
    (1.15, 1.185),
    (1.56, 1.238),
    (2.27, 1.208),
    (3.0, 1.150),
    (4.0, 1.140),
];

/// Drag coefficient of a sphere at Reynolds numbers of 1e4 to 3e5 (the same figure and program; Bailey & Hiatt 1972, AIAA
/// J. 10, 1436-1440, and Miller & Bailey 1979, J. Fluid Mech. 93, 449-464 agree within 5 %).
const SPHERE: [(f64, f64); 14] = [
    (0.0, 0.483),
    (0.32, 0.483),
    (0.49, 0.502),
    (0.67, 0.546),
    (0.80, 0.610),
    (0.95, 0.700),
    (1.01, 0.821),
    (1.09, 0.903),
    (1.20, 0.953),
    (1.51, 1.009),
    (2.01, 1.028),
    (3.13, 0.966),
    (4.05, 0.934),
    (7.0, 0.925),
];

/// Drag coefficient of a cylinder with its end ahead, on the area of the end.
///
/// ```text
/// C = 0.85 q0/q + C_base ,  q0/q = 1 + M^2/4 + M^4/40                             M < 1
///                                = 1.84 - 0.76/M^2 + 0.166/M^4 + 0.035/M^6       above
/// C_base = 0.12 + 0.13 M^2                                                       M < 1
///        = 0.25/M                                                                above
/// ```
/// M Mach number, q0/q pressure coefficient at the stagnation point.
///
/// # References
/// Hoerner 1965, Fluid-Dynamic Drag, pages 3-12, 15-2 and 16-2 to 16-6; with the base drag as in Niskanen 2009,
/// Development of an Open Source Model Rocket Simulation Software, equations 3.84 and 3.94 (page numbers from memory).
fn cylinder_end_on(mach: f64) -> f64 {
    let m2 = mach * mach;
    let (stagnation, base) = if mach < 1.0 {
        (1.0 + m2 / 4.0 + m2 * m2 / 40.0, 0.12 + 0.13 * m2)
    } else {
        (1.84 - 0.76 / m2 + 0.166 / (m2 * m2) + 0.035 / (m2 * m2 * m2), 0.25 / mach)
    };
    0.85 * stagnation + base
}

/// Drag coefficient of a cylinder that turns end over end in the plane of its flight, on the area of its side.
///
/// ```text
/// C = < C_n(M |sin a|) |sin a|^3 > + pi/(4 L/D) < C_e(M) |cos a|^3 >
/// ```
/// the mean over all angles a between axis and flow, C_n across and C_e along the axis, L/D length over diameter: the
/// cross-flow principle.
///
/// # References
/// Allen & Perkins 1951, NACA Report 1048; Jorgensen 1973, NASA TN D-6996, for angles up to 180 degrees. Relief by the
/// flow about the ends, 0.6 to 0.7 at low Mach number on small models (figure 4 there), is not put on the 0.70 of full
/// size, for which it is not known.
fn tumbling_cylinder(mach: f64, length_over_diameter: f64) -> f64 {
    const ANGLES: usize = 90;
    let end = cylinder_end_on(mach) * std::f64::consts::FRAC_PI_4 / length_over_diameter;
    let at_angle = |k: usize| {
        let (sin, cos) = ((k as f64 + 0.5) / ANGLES as f64 * std::f64::consts::FRAC_PI_2).sin_cos();
        interpolated(&CYLINDER_ACROSS, mach * sin) * sin.powi(3) + end * cos.powi(3)
    };
    (0..ANGLES).map(at_angle).sum::<f64>() / ANGLES as f64
}

/// Value of a curve given by points with rising first number: linear, and constant outside.
fn interpolated(points: &[(f64, f64)], x: f64) -> f64 {
    let after = points.partition_point(|point| point.0 <= x);
    match (after.checked_sub(1).map(|before| points[before]), points.get(after)) {
        (Some((x0, y0)), Some(&(x1, y1))) => y0 + (y1 - y0) * (x - x0) / (x1 - x0),
        (Some((_, y)), None) | (None, Some(&(_, y))) => y,
        (None, None) => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One at low Mach number, never below 0.99 nor above 3, constant from Mach 8, and without jumps.
    #[test]
    fn every_curve_is_relative_to_low_mach_number() {
        for shape in DragShape::ALL {
            let curve = shape.curve();
            for mach in [0.0, 0.1, 0.2] {
                assert!((curve.at(mach) - 1.0).abs() < 0.01, "{shape:?} {mach}: {}", curve.at(mach));
            }
            for k in 0..10_000 {
                let (here, next) = (curve.at(1e-3 * f64::from(k)), curve.at(1e-3 * f64::from(k + 1)));
                assert!((0.99..3.0).contains(&here) && (next - here).abs() < 0.012, "{shape:?} {k}");
            }
            assert_eq!(curve.at(8.0), curve.at(1e300));
        }
    }

    /// Sphere: 1.00 at Mach 2 to 0.92 at Mach 6 and above of Bailey & Hiatt 1972 and Hoerner (5 %); 0.47 to 0.5 below
    /// Mach 0.3 (Miller & Bailey 1979).
    #[test]
    fn the_sphere_has_its_printed_drag() {
        assert!((0.47..=0.50).contains(&interpolated(&SPHERE, 0.2)));
        for (mach, printed) in [(2.0, 1.0), (3.0, 0.97), (6.0, 0.92)] {
            let found = 0.483 * DragShape::Sphere.curve().at(mach);
            assert!((found / printed - 1.0).abs() < 0.05, "{mach}: {found}");
        }
    }

    /// Across the flow at hypersonic speed Newton's impact theory has 4/3 for a cylinder; measured 1.2 to 1.34 (Penland
    /// 1957, NACA TN 3861 at Mach 6.86; Gowen & Perkins at 2.9). A flat face has between 0.85 and 1 of 1.84.
    #[test]
    fn high_mach_numbers_come_near_impact_theory() {
        assert!((interpolated(&CYLINDER_ACROSS, 2.9) / (4.0 / 3.0) - 1.0).abs() < 0.02);
        assert!((interpolated(&CYLINDER_ACROSS, 6.86) / 1.2 - 1.0).abs() < 0.02);
        assert!((0.85 * 1.84..1.84).contains(&interpolated(&CUBE_FACE, 8.0)));
        assert!((0.85 * 1.84..1.84).contains(&cylinder_end_on(8.0)));
    }

    /// A flat-ended cylinder along the flow has 0.81 to 0.99 at low speed (Hoerner 1965, page 3-12); the two laws of
    /// its pressure meet at Mach 1 within 0.5 %.
    #[test]
    fn the_end_on_cylinder_has_its_printed_drag() {
        assert!((0.81..0.99).contains(&cylinder_end_on(0.0)), "{}", cylinder_end_on(0.0));
        assert!((cylinder_end_on(0.999_999) / cylinder_end_on(1.0) - 1.0).abs() < 5e-3);
    }

    /// With C_n and C_e constant the mean of |sin a|^3 is 4/(3 pi): a stage of 5 diameters at Mach 0 has
    /// (4/(3 pi)) (0.70 + 0.97 pi/20) = 0.362 on its side.
    #[test]
    fn the_tumbling_mean_is_that_of_the_integral() {
        let by_hand = 4.0 / (3.0 * std::f64::consts::PI) * (0.70 + 0.97 * std::f64::consts::PI / 20.0);
        assert!((tumbling_cylinder(0.0, 5.0) / by_hand - 1.0).abs() < 1e-4);
    }
}
