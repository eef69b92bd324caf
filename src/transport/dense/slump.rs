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
/// uf = C sqrt(g' h) ,   Ri = g' h / u*^2 ,   we = kappa u* (1 + n) / Phi
/// Phi = 0.88 + 0.099 Ri^1.04 + 1.4e-25 Ri^5.7
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
/// R radius, V volume, h = V/(pi R^2), g' = B/V, a edge coefficient, U speed of the cloud, U(h) mean wind over its
/// depth: it starts at rest and the air that it takes in brings the wind along. B, the buoyancy, stays the same.
///
/// # Valid range
/// Buoyancy and volume above zero. Flat ground, no heat from it; the sideways turbulence of the air is left out, so
/// that the cloud is on the small side at the handover.
///
/// # References
/// Eidsvik 1980, Atmos. Environ. 14, 769-777, for the box and its balances; `rates` for the terms.
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

/// The cloud where a share of its first concentration, 0 to 1, is left, whether or not the wind has taken over by then.
pub fn cloud_at_share(
    share: f64,
    buoyancy_m4_s2: f64,
    volume_m3: f64,
    air: &Surroundings,
    coefficients: &Coefficients,
) -> Handover {
    cloud_until(buoyancy_m4_s2, volume_m3, 0.0, air, coefficients, |stage| stage.dilution >= 1.0 / share)
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
    // Radius, volume, momentum over density, and way, each per second.
    let derivative = |state: &[f64; 4]| {
        let [radius, volume, momentum, _] = *state;
        let (h, reduced_gravity_m_s2) = (depth(state), buoyancy_m4_s2 / volume);
        let rates = rates(reduced_gravity_m_s2, h, air, coefficients);
        let taken = pi * radius * radius * rates.top_m_s + coefficients.edge * 2.0 * pi * radius * h * rates.front_m_s;
        let speed = momentum / (volume + buoyancy_m4_s2 / GRAVITY_M_S2);
        let slope = [rates.front_m_s, taken, air.mean_wind_m_s(h) * taken, speed];
        (slope, Stage { richardson: rates.richardson, reduced_gravity_m_s2, dilution: volume / volume_m3 })
    };
    let radius_m = (volume_m3 / pi).cbrt().max(source_radius_m);
    let (state, elapsed_s) = march([radius_m, volume_m3, 0.0, 0.0], derivative, ended);
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

/// Marches a state by the midpoint rule until a test holds; its first two entries, width and content, set the step.
/// Gives the state and how far the march went in the variable of its slopes.
fn march<const N: usize>(
    start: [f64; N],
    derivative: impl Fn(&[f64; N]) -> ([f64; N], Stage),
    ended: impl Fn(&Stage) -> bool,
) -> ([f64; N], f64) {
    let (mut state, mut along) = (start, 0.0);
    for _ in 0..STEPS_MAX {
        let (slope, stage) = derivative(&state);
        if ended(&stage) {
            break;
        }
        let step = STEP * (state[0] / slope[0]).min(state[1] / slope[1]);
        let middle: [f64; N] = std::array::from_fn(|k| state[k] + 0.5 * step * slope[k]);
        let (slope, _) = derivative(&middle);
        state = std::array::from_fn(|k| state[k] + step * slope[k]);
        along += step;
    }
    (state, along)
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

/// The plume where a share of its first concentration, 0 to 1, is left.
pub fn plume_at_share(
    share: f64,
    buoyancy_flux_m4_s3: f64,
    flow_m3_s: f64,
    air: &Surroundings,
    coefficients: &Coefficients,
) -> Handover {
    plume_until(buoyancy_flux_m4_s3, flow_m3_s, 0.0, air, coefficients, |stage| stage.dilution >= 1.0 / share)
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
        let (h, reduced_gravity_m_s2) = (depth(state), buoyancy_flux_m4_s3 / state[1]);
        let wind = air.mean_wind_m_s(h);
        let rates = rates(reduced_gravity_m_s2, h, air, coefficients);
        let slope = [rates.front_m_s / wind, 2.0 * state[0] * rates.top_m_s, 1.0 / wind];
        (slope, Stage { richardson: rates.richardson, reduced_gravity_m_s2, dilution: state[1] / flow_m3_s })
    };
    let half_width_m = (0.5 * (flow_m3_s / air.wind_speed_10m_m_s).sqrt()).max(source_radius_m);
    let (state, distance_m) = march([half_width_m, flow_m3_s, 0.0], derivative, ended);
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
