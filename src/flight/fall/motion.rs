//! The equation of motion: gravity with J2, the turning Earth, and drag in moving air.

use super::Body;
use super::frame::{State, Vector, cross, dot, local, plus, right_of};
use crate::constants::{EARTH_GM_M3_S2, EARTH_J2, EARTH_ROTATION_RAD_S, WGS84_SEMI_MAJOR_M};
use crate::flight::air_column::AirColumn;
use crate::flight::ascent::FlightState;
use crate::flight::drag::DragCurve;

/// A body in its air.
#[derive(Debug, Clone, Copy)]
pub(super) struct Motion<'a> {
    pub air: &'a AirColumn,
    pub curve: &'a DragCurve,
    /// Half the inverse of the ballistic coefficient, m2/kg.
    pub half_inverse_beta_m2_kg: f64,
    /// To the right of the path at the start, and level.
    pub reference: Vector,
    /// Lift over drag, to the right of the path and above it.
    pub lift_right: f64,
    pub lift_over: f64,
}

/// What holds at one instant of the fall.
#[derive(Debug, Clone, Copy)]
pub(super) struct Instant {
    pub state: State,
    /// Velocity through the air.
    pub air_velocity: Vector,
    pub acceleration: Vector,
    /// Drag, m/s2.
    pub drag_m_s2: f64,
    pub up: Vector,
    pub height_m: f64,
    /// Speed upwards, m/s.
    pub climb_m_s: f64,
    pub density_kg_m3: f64,
    /// Square of the speed through the air, m2/s2.
    pub air_speed_2: f64,
    /// Rate of the logarithm of density, 1/s.
    pub log_density_rate: f64,
    /// Rate of the logarithm of `air_speed_2`, 1/s.
    pub log_air_speed_2_rate: f64,
}

impl<'a> Motion<'a> {
    /// The motion of a body in its air, from a state.
    pub fn of(start: &FlightState, body: &Body, air: &'a AirColumn) -> Self {
        let (sin, cos) = body.lift.roll_deg.to_radians().sin_cos();
        Self {
            air,
            curve: body.shape.curve(),
            half_inverse_beta_m2_kg: 0.5 / body.ballistic_coefficient_kg_m2,
            reference: right_of(start),
            lift_right: body.lift.over_drag * sin,
            lift_over: body.lift.over_drag * cos,
        }
    }

    /// The instant of a state: its acceleration, and what the loads are made of.
    #[inline(always)]
    pub fn at(&self, state: State) -> Instant {
        let here = local(state.position);
        let air = self.air.at(here.height_m);
        let w = plus(plus(state.velocity, -air.wind_u_m_s, here.east), -air.wind_v_m_s, here.north);
        let air_speed_2 = dot(w, w);
        let air_speed = air_speed_2.sqrt();
        let drag = self.half_inverse_beta_m2_kg * self.curve.at(air_speed * air.inverse_sound_s_m) * air.density_kg_m3;
        let free = plus(gravity(state.position), 1.0, turning(&state));
        let acceleration = plus(plus(free, -drag * air_speed, w), drag * air_speed, self.lift(w));
        let climb_m_s = dot(state.velocity, here.up);
        let shear = plus(plus([0.0; 3], air.shear_u_per_s, here.east), air.shear_v_per_s, here.north);
        let w_rate = plus(acceleration, -climb_m_s, shear);
        Instant {
            state,
            air_velocity: w,
            acceleration,
            drag_m_s2: drag * air_speed_2,
            up: here.up,
            height_m: here.height_m,
            climb_m_s,
            density_kg_m3: air.density_kg_m3,
            air_speed_2,
            log_density_rate: air.log_density_slope_per_m * climb_m_s,
            log_air_speed_2_rate: 2.0 * dot(w, w_rate) / air_speed_2.max(1e-12),
        }
    }
}

impl Motion<'_> {
    /// Lift over drag times the speed through the air, across the path.
    ///
    /// The body does not roll: its right stays as near to `reference` as the path lets it, through the vertical too.
    #[inline(always)]
    fn lift(&self, w: Vector) -> Vector {
        if self.lift_right == 0.0 && self.lift_over == 0.0 {
            return [0.0; 3];
        }
        let speed_2 = dot(w, w);
        let right = plus(plus([0.0; 3], speed_2, self.reference), -dot(self.reference, w), w);
        let length_2 = dot(right, right);
        if length_2 <= 1e-12 * speed_2 * speed_2 {
            return [0.0; 3];
        }
        let inverse = 1.0 / length_2.sqrt();
        let over = cross(right, w);
        let (a, b) = (self.lift_right * speed_2.sqrt() * inverse, self.lift_over * inverse);
        std::array::from_fn(|axis| a * right[axis] + b * over[axis])
    }
}

/// Gravitation of the ellipsoid with its second zonal harmonic, m/s2.
///
/// # References
/// Montenbruck & Gill 2000, Satellite Orbits, section 3.2.
#[inline(always)]
fn gravity(r: Vector) -> Vector {
    let inverse_2 = 1.0 / dot(r, r);
    let central = -EARTH_GM_M3_S2 * inverse_2 * inverse_2.sqrt();
    let k = 1.5 * EARTH_J2 * WGS84_SEMI_MAJOR_M * WGS84_SEMI_MAJOR_M * inverse_2;
    let z2 = 5.0 * r[2] * r[2] * inverse_2;
    let (across, along) = (central * (1.0 + k * (1.0 - z2)), central * (1.0 + k * (3.0 - z2)));
    [across * r[0], across * r[1], along * r[2]]
}

/// Coriolis and centrifugal acceleration, m/s2.
#[inline(always)]
fn turning(state: &State) -> Vector {
    const OMEGA: f64 = EARTH_ROTATION_RAD_S;
    let (r, v) = (state.position, state.velocity);
    [2.0 * OMEGA * v[1] + OMEGA * OMEGA * r[0], -2.0 * OMEGA * v[0] + OMEGA * OMEGA * r[1], 0.0]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy::LonLat;

    fn weight_m_s2(lat: f64) -> f64 {
        let rest = FlightState {
            altitude_m: 0.0,
            speed_m_s: 0.0,
            flight_path_angle_deg: 0.0,
            heading_deg: 0.0,
            below: LonLat::new(63.0, lat),
        };
        let state = State::from(&rest);
        let free = plus(gravity(state.position), 1.0, turning(&state));
        dot(free, free).sqrt()
    }

    /// Normal gravity of WGS 84 at equator and pole, 9.780 325 3 and 9.832 184 9 m/s2 (NIMA TR8350.2, table 3.4), and
    /// 9.8071 at 46 N by Somigliana's formula. J4 and higher, left out, are up to 1.2e-4 m/s2.
    #[test]
    fn weight_is_that_of_the_ellipsoid() {
        for (lat, expected) in [(0.0, 9.780_325_3), (46.0, 9.807_10), (90.0, 9.832_184_9)] {
            assert!((weight_m_s2(lat) - expected).abs() < 1.5e-4, "{lat}: {}", weight_m_s2(lat));
        }
    }
}
