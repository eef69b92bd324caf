//! The rise of a cloud that was heated at once, through air in layers.
//!
//! A thermal of radius `gamma Z` (Z height over its virtual origin) takes in air; its buoyancy is lost to the layers
//! that it passes, and no other force acts. With `X = pi gamma^3 Z^4 / 3`, the volume summed over the height, the
//! balances are those of a mass on a spring: `X'' = B` and `dB/dX = -s`. Within a layer of constant s they have closed
//! forms, so air in any number of layers is solved without steps, and one set of F serves everywhere:
//!
//! ```text
//! F = 3 B0 / (4 pi) ,   B0 = g Q / (rho c_p T)
//! neutral              Z^4 = Z0^4 + 2 F t^2 / gamma^3
//! without buoyancy     Z^4 = Z0^4 + 4 F / (gamma^3 s)   at  t = pi / (2 sqrt s)
//! top of the overshoot Z^4 = Z0^4 + 8 F / (gamma^3 s)   at  t = pi / sqrt s
//! ```
//!
//! # References
//! Morton, Taylor & Turner 1956, Proc. R. Soc. A 234, 1-23, for the thermal; Briggs 1975, Plume rise predictions
//! (Lectures on Air Pollution and Environmental Impact Analyses, AMS); constants-check 4.1 for the factors.

use crate::constants::{GRAVITY_M_S2, HEAT_CAPACITY_AIR_J_KG_K};

/// Height at which a rise ends that no layer has stopped, m: the tropopause over Kazakhstan is at 9 to 13 km and stops
/// every cloud of this size. A closed bound, not a result.
pub const CEILING_M: f64 = 12_000.0;

/// Parts of a layer that are searched for the height where a cloud is torn apart.
const TEARING_STEPS: usize = 32;

/// A layer of air.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AirLayer {
    /// Height of its top above ground, m. The last layer goes on upwards.
    pub top_agl_m: f64,
    /// Gradient of potential temperature in it, K/m. Below zero counts as zero.
    pub gradient_k_m: f64,
    /// Speed at which its turbulence tears a cloud apart that rises no faster, m/s; zero where the air is calm.
    pub tearing_m_s: f64,
}

/// The air that a cloud rises through.
#[derive(Debug, Clone, PartialEq)]
pub struct Air {
    /// Temperature at the ground, K.
    pub temperature_k: f64,
    /// Density at the ground, kg/m3.
    pub density_kg_m3: f64,
    /// Layers from the ground upwards, at least one.
    pub layers: Vec<AirLayer>,
}

/// A cloud at its start.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thermal {
    /// Heat that makes it rise, J: what is neither radiated nor used up.
    pub heat_j: f64,
    /// Radius, m.
    pub radius_m: f64,
    /// Entrainment coefficient gamma, radius over height.
    pub entrainment: f64,
}

/// Where a cloud comes to rest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rise {
    /// Height where the buoyancy is gone, m above ground.
    pub level_m: f64,
    /// Time of it, s.
    pub level_s: f64,
    /// Top of the overshoot, m above ground.
    pub top_m: f64,
    /// Time of it, s.
    pub top_s: f64,
    /// Height where turbulence tears it apart before it reaches the top, m above ground.
    pub torn_m: Option<f64>,
    /// X at the level and at the top, m4: between them rest heights are mixed.
    spring_m4: (f64, f64),
}

/// State on the way up: X, its speed X' and the buoyancy X''.
#[derive(Clone, Copy)]
struct State {
    x_m4: f64,
    speed_m4_s: f64,
    buoyancy_m4_s2: f64,
    time_s: f64,
}

impl Thermal {
    /// Buoyancy of the heat at the start, m4/s2.
    pub fn buoyancy_m4_s2(&self, air: &Air) -> f64 {
        GRAVITY_M_S2 * self.heat_j / (air.density_kg_m3 * HEAT_CAPACITY_AIR_J_KG_K * air.temperature_k)
    }

    /// Height of the centre above ground for an X, m; the virtual origin lies under the ground.
    fn height_m(&self, x_m4: f64) -> f64 {
        let gamma = self.entrainment;
        (3.0 * x_m4 / (std::f64::consts::PI * gamma.powi(3))).powf(0.25) - self.radius_m / gamma
    }

    fn x_m4(&self, height_m: f64) -> f64 {
        let gamma = self.entrainment;
        std::f64::consts::PI * gamma.powi(3) * (height_m + self.radius_m / gamma).powi(4) / 3.0
    }

    /// Height above ground at a time in neutral air, m.
    pub fn neutral_height_m(&self, air: &Air, time_s: f64) -> f64 {
        self.height_m(self.x_m4(0.0) + 0.5 * self.buoyancy_m4_s2(air) * time_s * time_s)
    }

    /// The rise through the layers.
    ///
    /// # Valid range
    /// Heat of zero or more, gamma above zero. Density is that at the ground throughout, water does not condense and
    /// the wind does not shear the cloud. The thermal pushes no air aside: with the added mass of a sphere the times
    /// are 1.22 times as long and the heights the same.
    pub fn rise(&self, air: &Air) -> Rise {
        let start = self.x_m4(0.0);
        let mut state = State { x_m4: start, speed_m4_s: 0.0, buoyancy_m4_s2: self.buoyancy_m4_s2(air), time_s: 0.0 };
        if state.buoyancy_m4_s2 <= 0.0 {
            return self.rest(state, state, None);
        }
        let (mut level, mut torn) = (None, None);
        for (k, layer) in air.layers.iter().enumerate() {
            let last = k + 1 == air.layers.len();
            let top = self.x_m4(if last { CEILING_M } else { layer.top_agl_m.min(CEILING_M) });
            let stability = (GRAVITY_M_S2 / air.temperature_k * layer.gradient_k_m).max(0.0);
            if level.is_none() {
                level = state.without_buoyancy(stability, top);
            }
            let turned = state.turning(stability, top);
            let end = turned.unwrap_or_else(|| state.at(top, stability));
            torn = torn.or_else(|| self.torn_m(&state, &end, stability, layer.tearing_m_s));
            if turned.is_some() {
                return self.rest(level.unwrap_or(end), end, torn);
            }
            state = end;
        }
        self.rest(level.unwrap_or(state), state, torn)
    }

    /// Height at which the cloud, slowing down between two states in a layer, is no faster than a speed, m.
    fn torn_m(&self, from: &State, to: &State, stability_per_s2: f64, speed_m_s: f64) -> Option<f64> {
        let height = |k: usize| {
            let (a, b) = (self.height_m(from.x_m4), self.height_m(to.x_m4));
            a + (b - a) * k as f64 / TEARING_STEPS as f64
        };
        let speed = |height_m: f64| {
            let volume_m3 = 4.0 / 3.0 * std::f64::consts::PI * (self.radius_m + self.entrainment * height_m).powi(3);
            from.at(self.x_m4(height_m), stability_per_s2).speed_m4_s / volume_m3
        };
        let slow = |k: &usize| speed(height(k - 1)) > speed_m_s && speed(height(*k)) <= speed_m_s;
        let k = (1..=TEARING_STEPS).find(slow).filter(|_| speed_m_s > 0.0)?;
        let (mut low, mut high) = (height(k - 1), height(k));
        for _ in 0..50 {
            let middle = 0.5 * (low + high);
            if speed(middle) > speed_m_s { low = middle } else { high = middle }
        }
        Some(0.5 * (low + high))
    }

    fn rest(&self, level: State, top: State, torn_m: Option<f64>) -> Rise {
        Rise {
            level_m: self.height_m(level.x_m4).max(0.0),
            level_s: level.time_s,
            top_m: self.height_m(top.x_m4).max(0.0),
            top_s: top.time_s,
            torn_m,
            spring_m4: (level.x_m4, top.x_m4),
        }
    }

    /// Height between the level without buoyancy (`factor` 4) and the top of the overshoot (8), m above ground: in air
    /// of one gradient `Z^4 = Z0^4 + factor F / (gamma^3 s)`. Not above the height where it is torn apart, and the
    /// centre stays at least a radius above the ground.
    pub fn rest_height_m(&self, rise: &Rise, factor: f64) -> f64 {
        let (level, top) = rise.spring_m4;
        let rest_m = self.height_m(level + (factor - 4.0) / 4.0 * (top - level));
        rise.torn_m.map_or(rest_m, |torn_m| rest_m.min(torn_m)).max(self.radius_m)
    }
}

impl State {
    /// The same cloud further up within a layer: `X'^2/2 + B^2/(2 s)` and the phase of the spring give speed and time.
    fn at(&self, x_m4: f64, stability_per_s2: f64) -> Self {
        let way = x_m4 - self.x_m4;
        let buoyancy_m4_s2 = self.buoyancy_m4_s2 - stability_per_s2 * way;
        let square = self.speed_m4_s.powi(2) + way * (self.buoyancy_m4_s2 + buoyancy_m4_s2);
        let speed_m4_s = square.max(0.0).sqrt();
        let time_s = if stability_per_s2 > 0.0 {
            let omega = stability_per_s2.sqrt();
            let phase = |speed: f64, buoyancy: f64| (omega * speed).atan2(buoyancy);
            (phase(speed_m4_s, buoyancy_m4_s2) - phase(self.speed_m4_s, self.buoyancy_m4_s2)) / omega
        } else if self.buoyancy_m4_s2 != 0.0 {
            (speed_m4_s - self.speed_m4_s) / self.buoyancy_m4_s2
        } else {
            way / self.speed_m4_s.max(f64::MIN_POSITIVE)
        };
        Self { x_m4, speed_m4_s, buoyancy_m4_s2, time_s: self.time_s + time_s }
    }

    /// The state where the buoyancy is gone, if that is below the top of the layer.
    fn without_buoyancy(&self, stability_per_s2: f64, top_m4: f64) -> Option<Self> {
        let x = self.x_m4 + self.buoyancy_m4_s2 / stability_per_s2;
        (stability_per_s2 > 0.0 && x <= top_m4).then(|| self.at(x, stability_per_s2))
    }

    /// The state where the cloud stands still, if that is below the top of the layer.
    fn turning(&self, stability_per_s2: f64, top_m4: f64) -> Option<Self> {
        let (b, v, s) = (self.buoyancy_m4_s2, self.speed_m4_s, stability_per_s2);
        // Way w with v^2 + 2 b w - s w^2 = 0; in a neutral layer only a cloud heavier than its air turns.
        let way = if s > 0.0 {
            (b + (b * b + s * v * v).sqrt()) / s
        } else if b < 0.0 {
            v * v / (-2.0 * b)
        } else {
            return None;
        };
        (self.x_m4 + way <= top_m4).then(|| self.at(self.x_m4 + way, s))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn air(layers: &[(f64, f64)]) -> Air {
        let layers = layers
            .iter()
            .map(|&(top_agl_m, gradient_k_m)| AirLayer { top_agl_m, gradient_k_m, tearing_m_s: 0.0 })
            .collect();
        Air { temperature_k: 293.0, density_kg_m3: 1.2, layers }
    }

    /// constants-check 4.1: 517 t, 90 % burnt, 6.7 MJ/kg, gamma 0.64, r0 0.
    fn proton() -> Thermal {
        Thermal { heat_j: 517e3 * 0.9 * 6.7e6, radius_m: 0.0, entrainment: 0.64 }
    }

    /// constants-check 4.1: in 0.005 K/m 1170 m (4 F) and 1390 m (8 F), printed to 10 m.
    #[test]
    fn heights_match_the_reference() {
        let rise = proton().rise(&air(&[(1e9, 0.005)]));
        assert!((rise.level_m - 1_170.0).abs() < 10.0, "{}", rise.level_m);
        assert!((rise.top_m - 1_390.0).abs() < 10.0, "{}", rise.top_m);
        assert!((proton().rest_height_m(&rise, 4.0) - rise.level_m).abs() < 1e-6);
        assert!((proton().rest_height_m(&rise, 8.0) - rise.top_m).abs() < 1e-6);
    }

    /// The forms with F' = B0/pi, 3 F'/(gamma^3 s) and 6 F'/(gamma^3 s), are the same heights (constants-check 4.1;
    /// which of them REEDM and NASA TN D-7852 print was not seen);
    /// the old pair of F with 3 and F' with 8 is not (constants-check C2).
    #[test]
    fn both_definitions_of_f_agree() {
        let (air, thermal) = (air(&[(1e9, 0.01)]), proton());
        let f = thermal.buoyancy_m4_s2(&air) / std::f64::consts::PI;
        let s = GRAVITY_M_S2 / air.temperature_k * 0.01;
        let rise = thermal.rise(&air);
        for (factor, height) in [(3.0, rise.level_m), (6.0, rise.top_m)] {
            let printed = (factor * f / (0.64_f64.powi(3) * s)).powf(0.25);
            assert!((height / printed - 1.0).abs() < 1e-9, "{factor}");
        }
        let neutral = (1.5 * f * 100.0 / 0.64_f64.powi(3)).powf(0.25);
        assert!((thermal.neutral_height_m(&air, 10.0) / neutral - 1.0).abs() < 1e-9);
    }

    /// Times: a quarter and half a swing of the air, pi/(2 sqrt s) and pi/sqrt s.
    #[test]
    fn times_are_those_of_a_spring() {
        let air = air(&[(1e9, 0.005)]);
        let s = GRAVITY_M_S2 / air.temperature_k * 0.005;
        let rise = Thermal { radius_m: 150.0, ..proton() }.rise(&air);
        assert!((rise.level_s * s.sqrt() / std::f64::consts::FRAC_PI_2 - 1.0).abs() < 1e-9);
        assert!((rise.top_s * s.sqrt() / std::f64::consts::PI - 1.0).abs() < 1e-9);
    }

    /// The stable form goes over into the neutral one: with 1e-7 K/m the cloud is, after a minute, where the neutral
    /// formula has it, to 0.1 %.
    #[test]
    fn neutral_limit_of_the_stable_form() {
        let air = air(&[(1e9, 1e-7)]);
        let thermal = Thermal { radius_m: 100.0, ..proton() };
        let s = GRAVITY_M_S2 / air.temperature_k * 1e-7;
        // X = X0 + (B/s)(1 - cos(sqrt(s) t)).
        let b = thermal.buoyancy_m4_s2(&air);
        let stable = thermal.height_m(thermal.x_m4(0.0) + b / s * (1.0 - (s.sqrt() * 60.0).cos()));
        assert!((stable / thermal.neutral_height_m(&air, 60.0) - 1.0).abs() < 1e-3);
    }

    /// Layers of one gradient are one layer, wherever they are cut.
    #[test]
    fn equal_layers_are_one_layer() {
        let thermal = Thermal { radius_m: 120.0, ..proton() };
        let whole = thermal.rise(&air(&[(1e9, 0.004)]));
        for cuts in [vec![100.0], vec![300.0, 900.0], vec![50.0, 400.0, 1_100.0, 1_250.0]] {
            let mut layers: Vec<(f64, f64)> = cuts.into_iter().map(|top| (top, 0.004)).collect();
            layers.push((1e9, 0.004));
            let cut = thermal.rise(&air(&layers));
            for (a, b) in [
                (cut.level_m, whole.level_m),
                (cut.level_s, whole.level_s),
                (cut.top_m, whole.top_m),
                (cut.top_s, whole.top_s),
            ] {
                assert!((a / b - 1.0).abs() < 1e-7, "{a} {b}");
            }
        }
    }

    /// A neutral layer below stable air: the buoyancy is whole at its top, so the level without buoyancy has the same
    /// X above it as in stable air alone has above the ground; the top of the overshoot is higher than that.
    #[test]
    fn a_neutral_layer_costs_no_buoyancy() {
        let thermal = proton();
        let air = air(&[(800.0, 0.0), (1e9, 0.005)]);
        let s = GRAVITY_M_S2 / air.temperature_k * 0.005;
        let rise = thermal.rise(&air);
        let x = thermal.x_m4(800.0) + thermal.buoyancy_m4_s2(&air) / s;
        assert!((rise.level_m / thermal.height_m(x) - 1.0).abs() < 1e-9);
        assert!(rise.top_m > rise.level_m && rise.top_s > rise.level_s);
    }

    /// Energy: in any layers the work of buoyancy up to the top is zero, summed here in small steps of X.
    #[test]
    fn buoyancy_and_work_balance_in_layers() {
        let thermal = Thermal { radius_m: 150.0, ..proton() };
        let air = air(&[(200.0, 0.02), (700.0, 0.0), (1e9, 0.006)]);
        let rise = thermal.rise(&air);
        let (mut buoyancy, mut work) = (thermal.buoyancy_m4_s2(&air), 0.0);
        let (n, start, end) = (200_000, thermal.x_m4(0.0), thermal.x_m4(rise.top_m));
        let dx = (end - start) / f64::from(n);
        let mut largest = 0.0_f64;
        for k in 0..n {
            let height = thermal.height_m(start + (f64::from(k) + 0.5) * dx);
            let gradient = air.layers.iter().find(|l| height <= l.top_agl_m).map_or(0.006, |l| l.gradient_k_m);
            let s = GRAVITY_M_S2 / air.temperature_k * gradient;
            work += (buoyancy - 0.5 * s * dx) * dx;
            buoyancy -= s * dx;
            largest = largest.max(work);
        }
        assert!((work / largest).abs() < 1e-3, "{work} {largest}");
    }

    /// In neutral air the speed is sqrt(2 F/gamma^3) / (2 Z), so a cloud is torn apart at sqrt(2 F/gamma^3) / (2 w):
    /// for 5 t at 0.5 m/s about a kilometre, for a whole vehicle never.
    #[test]
    fn turbulence_tears_small_clouds_apart() {
        let small = Thermal { heat_j: 5e3 * 0.9 * 6.7e6, ..proton() };
        let mut air = air(&[(1_500.0, 0.0), (1e9, 0.005)]);
        assert_eq!(small.rise(&air).torn_m, None);
        air.layers[0].tearing_m_s = 0.5;
        let f = 3.0 * small.buoyancy_m4_s2(&air) / (4.0 * std::f64::consts::PI);
        let expected = (2.0 * f / 0.64_f64.powi(3)).sqrt() / (2.0 * 0.5);
        let rise = small.rise(&air);
        assert!(rise.torn_m.is_some_and(|height| (height / expected - 1.0).abs() < 1e-6), "{rise:?} {expected}");
        assert!((small.rest_height_m(&rise, 6.0) / expected - 1.0).abs() < 1e-6);
        assert_eq!(proton().rise(&air).torn_m, None);
    }

    /// No heat, no rise: the fireball's centre stays a radius above the ground.
    #[test]
    fn no_heat_no_rise() {
        let thermal = Thermal { heat_j: 0.0, radius_m: 80.0, entrainment: 0.64 };
        for layers in [[(1e9, 0.005)], [(1e9, 0.0)]] {
            let rise = thermal.rise(&air(&layers));
            assert_eq!((rise.level_m, rise.top_m, rise.top_s), (0.0, 0.0, 0.0));
            assert!((thermal.rest_height_m(&rise, 6.0) - 80.0).abs() < 1e-9);
        }
    }

    /// Neutral air to the top ends at the ceiling, not in infinity.
    #[test]
    fn neutral_air_ends_at_the_ceiling() {
        let rise = proton().rise(&air(&[(1e9, 0.0)]));
        assert!((rise.top_m - CEILING_M).abs() < 1.0 && rise.top_s.is_finite());
    }
}
