//! What the air does to the body: dynamic pressure and heat at the nose, their greatest values, and the limits at which
//! the body breaks up.

use super::motion::Instant;

/// Constant of the heat flux at the stagnation point in the Earth's air, 1.7415e-4 kg^0.5/m (Sutton & Graves 1971, NASA TR
/// R-376, in SI units; 1.72e-4 to 1.83e-4 in other fits). Cold wall, laminar, without radiation of the gas.
pub const SUTTON_GRAVES_KG_M: f64 = 1.741_5e-4;

/// Nose radius for which heat flux is told where no other is given, m: that of a stage's end or side.
const NOSE_RADIUS_M: f64 = 1.0;

/// What a body cannot stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BreakLimits {
    /// Dynamic pressure at which it breaks up, Pa; none where it stays whole.
    pub dynamic_pressure_pa: Option<f64>,
    /// Heat flux at its stagnation point at which it breaks up, W/m2; none where it stays whole.
    pub heat_flux_w_m2: Option<f64>,
    /// Radius of curvature that the heat flux is for, m, > 0.
    pub nose_radius_m: f64,
}

impl BreakLimits {
    /// A body that stays whole.
    pub const NONE: Self = Self { dynamic_pressure_pa: None, heat_flux_w_m2: None, nose_radius_m: NOSE_RADIUS_M };

    /// A body that breaks up at a dynamic pressure, Pa, and stands any heat.
    pub const fn at_pressure(dynamic_pressure_pa: f64) -> Self {
        Self { dynamic_pressure_pa: Some(dynamic_pressure_pa), ..Self::NONE }
    }

    /// The same with a heat flux (W/m2) at a nose radius (m) at which it breaks up too, whichever comes first.
    pub const fn or_at_heat(self, heat_flux_w_m2: f64, nose_radius_m: f64) -> Self {
        Self { heat_flux_w_m2: Some(heat_flux_w_m2), nose_radius_m, ..self }
    }

    pub(super) fn of(&self, load: Load) -> Option<f64> {
        match load {
            Load::Pressure => self.dynamic_pressure_pa,
            Load::Heat => self.heat_flux_w_m2,
        }
    }
}

/// What breaks a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Load {
    /// Dynamic pressure.
    Pressure,
    /// Heat flux at the stagnation point.
    Heat,
}

/// The greatest value of a load on the way, and where.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Peak {
    /// Dynamic pressure in Pa or heat flux in W/m2.
    pub value: f64,
    /// Height above the ellipsoid, m.
    pub altitude_m: f64,
    /// Time since the start of the fall, s.
    pub time_s: f64,
}

impl Load {
    pub(super) const ALL: [Self; 2] = [Self::Pressure, Self::Heat];

    /// The load at an instant.
    ///
    /// ```text
    /// q = rho w^2 / 2 ;  Q = k sqrt(rho/R) w^3
    /// ```
    /// q dynamic pressure, Q heat flux, rho density, w speed through the air, R nose radius, k constant.
    ///
    /// # References
    /// Sutton & Graves 1971, NASA TR R-376.
    pub(super) fn value(self, at: &Instant, limits: &BreakLimits) -> f64 {
        match self {
            Self::Pressure => 0.5 * at.density_kg_m3 * at.air_speed_2,
            Self::Heat => {
                let square = at.density_kg_m3 * at.air_speed_2 / limits.nose_radius_m;
                SUTTON_GRAVES_KG_M * square.sqrt() * at.air_speed_2
            }
        }
    }

    /// Rate of the load's logarithm, 1/s.
    pub(super) fn log_rate(self, at: &Instant) -> f64 {
        match self {
            Self::Pressure => at.log_density_rate + at.log_air_speed_2_rate,
            Self::Heat => 0.5 * at.log_density_rate + 1.5 * at.log_air_speed_2_rate,
        }
    }
}

impl Peak {
    pub(super) fn start(load: Load, at: &Instant, limits: &BreakLimits) -> Self {
        Self { value: load.value(at, limits), altitude_m: at.height_m, time_s: 0.0 }
    }

    pub(super) fn raise(&mut self, value: f64, at: &Instant, time_s: f64) {
        if value > self.value {
            *self = Self { value, altitude_m: at.height_m, time_s };
        }
    }
}

/// Share (0 to 1) of an interval at which the cubic through values and slopes of its ends has its highest point, where
/// that lies inside: the value rises at the start and falls at the end.
pub(super) fn summit(length: f64, from: (f64, f64), to: (f64, f64)) -> Option<f64> {
    let (rise, fall) = (length * from.1, length * to.1);
    if !(rise > 0.0 && fall < 0.0) {
        return None;
    }
    let change = to.0 - from.0;
    let (a, b) = (3.0 * (rise + fall - 2.0 * change), 2.0 * (3.0 * change - 2.0 * rise - fall));
    Some((2.0 * rise / ((b * b - 4.0 * a * rise).max(0.0).sqrt() - b)).clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of 1 + t - t^2 on 0 to 1 (rising by 1, falling by 1) the summit is in the middle; of sin t on 0.5 to 3 at pi/2
    /// within the error of a cubic.
    #[test]
    fn the_summit_is_found() {
        assert!((summit(1.0, (1.0, 1.0), (1.0, -1.0)).expect("inside") - 0.5).abs() < 1e-12);
        let (from, to) = ((0.5_f64.sin(), 0.5_f64.cos()), (3.0_f64.sin(), 3.0_f64.cos()));
        let at = 0.5 + 2.5 * summit(2.5, from, to).expect("inside");
        assert!((at - std::f64::consts::FRAC_PI_2).abs() < 0.06, "{at}");
        assert!(summit(1.0, (0.0, 1.0), (1.0, 1.0)).is_none() && summit(1.0, (0.0, f64::NAN), (1.0, -1.0)).is_none());
    }

    /// Worked by hand: 1e-4 kg/m3 at 5 km/s, 1 m: q = 1250 Pa, Q = 1.7415e-4 x 0.01 x 1.25e11 = 217.7 kW/m2.
    #[test]
    fn loads_match_the_hand_calculation() {
        let at = Instant {
            state: crate::flight::fall::frame::State { position: [0.0; 3], velocity: [0.0; 3] },
            air_velocity: [5_000.0, 0.0, 0.0],
            acceleration: [0.0; 3],
            drag_m_s2: 0.0,
            up: [0.0; 3],
            height_m: 65e3,
            climb_m_s: 0.0,
            density_kg_m3: 1e-4,
            air_speed_2: 2.5e7,
            log_density_rate: 0.0,
            log_air_speed_2_rate: 0.0,
        };
        assert!((Load::Pressure.value(&at, &BreakLimits::NONE) - 1_250.0).abs() < 1e-9);
        assert!((Load::Heat.value(&at, &BreakLimits::NONE) / 217_687.5 - 1.0).abs() < 1e-9);
        let quarter = BreakLimits::NONE.or_at_heat(1e6, 0.25);
        assert!((Load::Heat.value(&at, &quarter) / 435_375.0 - 1.0).abs() < 1e-9);
    }
}
