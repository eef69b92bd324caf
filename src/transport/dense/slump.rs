//! A box of heavy vapour that spreads by its own weight, takes in air and drifts, until the wind takes over.

use super::{Coefficients, Surroundings};
use crate::constants::{GRAVITY_M_S2, VON_KARMAN};

/// Share by which a length or a volume may change in one step.
const STEP: f64 = 0.01;
/// Steps after which the march ends whatever the state; a real case needs a few hundred.
const STEPS_MAX: usize = 20_000;

/// A heavy cloud or plume where the wind takes over.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Handover {
    /// Time since the release, s.
    pub elapsed_s: f64,
    /// Distance that it has drifted, m.
    pub distance_m: f64,
    /// Radius of the cloud, or half the width of the plume, m.
    pub half_width_m: f64,
    /// Depth, m.
    pub depth_m: f64,
    /// Volume over the first volume, or flow over the first flow.
    pub dilution: f64,
    /// Horizontal standard deviation of the normal law that has the same mass and concentration, m.
    pub sigma_horizontal_m: f64,
    /// Vertical standard deviation of that law, centred at the ground, m.
    pub sigma_vertical_m: f64,
}

/// Where a box stands, for the test that ends the march.
struct Stage {
    richardson: f64,
    reduced_gravity_m_s2: f64,
    dilution: f64,
}

impl Stage {
    /// True where the wind takes over.
    fn is_passive(&self, coefficients: &Coefficients) -> bool {
        self.richardson <= coefficients.passive_richardson
            || self.reduced_gravity_m_s2 <= coefficients.passive_excess * GRAVITY_M_S2
    }
}

/// What a box does at one instant.
struct Rates {
    richardson: f64,
    /// Speed of the edge, m/s.
    front_m_s: f64,
    /// Speed at which air enters through the top, m/s.
    top_m_s: f64,
}

/// Rates of a box with a reduced gravity (m/s2) and depth (m).
///
/// ```text
/// uf = C sqrt(g' h) ,   Ri = g' h / u*^2 ,   we = kappa u* (1 + n) / Phi ,   Phi = 0.88 + 0.099 Ri^1.04 + 1.4e-25 Ri^5.7
/// ```
///
/// # References
/// van Ulden 1974 for the front; Spicer & Havens 1989 (DEGADIS 2.1, EPA-450/4-89-019) for Phi, which is a fit to water
/// flumes and wind tunnels.
fn rates(gravity_m_s2: f64, depth_m: f64, air: &Surroundings, coefficients: &Coefficients) -> Rates {
    let u_star = air.friction_velocity_m_s;
    let richardson = gravity_m_s2 * depth_m / (u_star * u_star);
    let phi = 0.88 + 0.099 * richardson.powf(1.04) + 1.4e-25 * richardson.powf(5.7);
    Rates {
        richardson,
        front_m_s: coefficients.front * (gravity_m_s2 * depth_m).sqrt(),
        top_m_s: VON_KARMAN * u_star * (1.0 + air.wind_exponent) / phi,
    }
}

/// A cloud that is there at once.
///
/// ```text
/// dR/dt = uf ,   dV/dt = pi R^2 we + a 2 pi R h uf ,   d[(V + B/g) U]/dt = U(h) dV/dt ,   dx/dt = U
/// ```
/// R radius, V volume, h = V/(pi R^2), g' = B/V, a edge coefficient, U speed of the cloud, U(h) mean wind over its depth:
/// it starts at rest and the air that it takes in brings the wind along. B, the buoyancy, stays the same.
///
/// # Valid range
/// Buoyancy and volume above zero. Flat ground, no heat from it; the sideways turbulence of the air is left out, so that
/// the cloud is on the small side at the handover.
///
/// # References
/// Eidsvik 1980, Atmos. Environ. 14, 769-777, for the box and its balances; [`rates`] for the terms.
pub fn cloud(
    buoyancy_m4_s2: f64,
    volume_m3: f64,
    source_radius_m: f64,
    air: &Surroundings,
    coefficients: &Coefficients,
) -> Handover {
    let ended = |stage: &Stage| stage.is_passive(coefficients);
    cloud_until(buoyancy_m4_s2, volume_m3, source_radius_m, air, coefficients, ended)
}

/// The cloud marched until a test holds.
fn cloud_until(
    buoyancy_m4_s2: f64,
    volume_m3: f64,
    source_radius_m: f64,
    air: &Surroundings,
    coefficients: &Coefficients,
    ended: impl Fn(&Stage) -> bool,
) -> Handover {
    let pi = std::f64::consts::PI;
    let depth = |state: &[f64; 4]| state[1] / (pi * state[0] * state[0]);
    let derivative = |state: &[f64; 4]| {
        let [radius, volume, momentum, _] = *state;
        let h = depth(state);
        let rates = rates(buoyancy_m4_s2 / volume, h, air, coefficients);
        let taken = pi * radius * radius * rates.top_m_s + coefficients.edge * 2.0 * pi * radius * h * rates.front_m_s;
        let speed = momentum / (volume + buoyancy_m4_s2 / GRAVITY_M_S2);
        ([rates.front_m_s, taken, air.mean_wind_m_s(h) * taken, speed], rates.richardson)
    };
    let radius_m = (volume_m3 / pi).cbrt().max(source_radius_m);
    let mut state = [radius_m, volume_m3, 0.0, 0.0];
    let mut elapsed_s = 0.0;
    for _ in 0..STEPS_MAX {
        let (slope, richardson) = derivative(&state);
        let dilution = state[1] / volume_m3;
        if ended(&Stage { richardson, reduced_gravity_m_s2: buoyancy_m4_s2 / state[1], dilution }) {
            break;
        }
        let dt = STEP * (state[0] / slope[0]).min(state[1] / slope[1]);
        let middle: [f64; 4] = std::array::from_fn(|k| state[k] + 0.5 * dt * slope[k]);
        let (slope, _) = derivative(&middle);
        state = std::array::from_fn(|k| state[k] + dt * slope[k]);
        elapsed_s += dt;
    }
    Handover {
        elapsed_s,
        distance_m: state[3],
        half_width_m: state[0],
        depth_m: depth(&state),
        dilution: state[1] / volume_m3,
        // Highest density of a normal law in two directions, 1/(2 pi s^2), equal to 1/(pi R^2).
        sigma_horizontal_m: state[0] / std::f64::consts::SQRT_2,
        sigma_vertical_m: sigma_of_depth_m(depth(&state)),
    }
}

/// A plume from a source that lasts, along the wind.
///
/// ```text
/// dB/dx = uf / U ,   dQ/dx = 2 B we ,   Q = 2 B h U(h) ,   g' = F / Q
/// ```
/// B half-width, Q volume flow, U(h) mean wind over the depth, F buoyancy flux, which stays the same. The edges take in
/// no air, as in DEGADIS and ALOHA.
///
/// # Valid range
/// Fluxes above zero; wind strong enough that the plume is not pushed upwind by its own weight.
///
/// # References
/// As for [`cloud`]; the plume form is that of the heavy-gas model of ALOHA (Jones et al. 2013, NOAA NOS OR&R 43).
pub fn plume(
    buoyancy_flux_m4_s3: f64,
    flow_m3_s: f64,
    source_radius_m: f64,
    air: &Surroundings,
    coefficients: &Coefficients,
) -> Handover {
    let ended = |stage: &Stage| stage.is_passive(coefficients);
    plume_until(buoyancy_flux_m4_s3, flow_m3_s, source_radius_m, air, coefficients, ended)
}

/// The plume marched until a test holds.
fn plume_until(
    buoyancy_flux_m4_s3: f64,
    flow_m3_s: f64,
    source_radius_m: f64,
    air: &Surroundings,
    coefficients: &Coefficients,
    ended: impl Fn(&Stage) -> bool,
) -> Handover {
    let depth = |state: &[f64; 3]| air.depth_of_flow_m(0.5 * state[1] / state[0]);
    // Half-width, flow and time, each per metre of way.
    let derivative = |state: &[f64; 3]| {
        let h = depth(state);
        let wind = air.mean_wind_m_s(h);
        let rates = rates(buoyancy_flux_m4_s3 / state[1], h, air, coefficients);
        let taken = 2.0 * state[0] * rates.top_m_s;
        ([rates.front_m_s / wind, taken, 1.0 / wind], rates.richardson)
    };
    let half_width_m = (0.5 * (flow_m3_s / air.wind_speed_10m_m_s).sqrt()).max(source_radius_m);
    let mut state = [half_width_m, flow_m3_s, 0.0];
    let mut distance_m = 0.0;
    for _ in 0..STEPS_MAX {
        let (slope, richardson) = derivative(&state);
        let dilution = state[1] / flow_m3_s;
        if ended(&Stage { richardson, reduced_gravity_m_s2: buoyancy_flux_m4_s3 / state[1], dilution }) {
            break;
        }
        let dx = STEP * (state[0] / slope[0]).min(state[1] / slope[1]);
        let middle: [f64; 3] = std::array::from_fn(|k| state[k] + 0.5 * dx * slope[k]);
        let (slope, _) = derivative(&middle);
        state = std::array::from_fn(|k| state[k] + dx * slope[k]);
        distance_m += dx;
    }
    Handover {
        elapsed_s: state[2],
        distance_m,
        half_width_m: state[0],
        depth_m: depth(&state),
        dilution: state[1] / flow_m3_s,
        // Highest density of a normal law in one direction, 1/(sqrt(2 pi) s), equal to 1/(2 B).
        sigma_horizontal_m: state[0] * (2.0 / std::f64::consts::PI).sqrt(),
        sigma_vertical_m: sigma_of_depth_m(depth(&state)),
    }
}

/// Standard deviation of the half normal law on the ground that is as dense there as a box of a depth, m.
fn sigma_of_depth_m(depth_m: f64) -> f64 {
    depth_m * (2.0 / std::f64::consts::PI).sqrt()
}

#[cfg(test)]
#[path = "slump_tests.rs"]
mod tests;
