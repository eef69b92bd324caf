//! The equations of motion in the vertical plane of the launch azimuth, over the rotating Earth.

use std::sync::LazyLock;

use super::stack::{Interval, Stack};
use crate::atmosphere;
use crate::constants::{EARTH_GM_M3_S2, EARTH_ROTATION_RAD_S, WGS84_FLATTENING, WGS84_SEMI_MAJOR_M};
use crate::geodesy::LonLat;

/// Longest step of the integration, s. A quarter of it moves Proton at 327 s by 0.3 m.
pub(super) const STEP_S: f64 = 1.0;

/// Drag coefficient on the frontal area by Mach number, no angle of attack: the V-2, the classical published curve
/// (Sutton & Biblarz, Rocket Propulsion Elements, 7th ed., figure 4-3), read from memory of the figure, +-25 %. Clusters
/// of blunter blocks have more; 25 % moves the speed of Proton at first-stage cut-off by 20 m/s.
const DRAG_BY_MACH: [(f64, f64); 9] = [
    (0.0, 0.17),
    (0.7, 0.17),
    (0.9, 0.24),
    (1.15, 0.41),
    (1.5, 0.36),
    (2.0, 0.29),
    (3.0, 0.21),
    (4.0, 0.17),
    (6.0, 0.14),
];

/// Spacing of the table of the atmosphere, m: linear between its rows, good to 1e-4.
const AIR_STEP_M: f64 = 100.0;

/// Rows of that table: up to 120 km, above which neither drag nor back pressure counts.
const AIR_ROWS: usize = 1_200;

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Air {
    pub(super) density_kg_m3: f64,
    pub(super) pressure_pa: f64,
    sound_m_s: f64,
}

static AIR: LazyLock<Vec<Air>> = LazyLock::new(|| {
    (0..=AIR_ROWS)
        .map(|row| {
            let height_m = row as f64 * AIR_STEP_M;
            Air {
                density_kg_m3: atmosphere::density_kg_m3(height_m),
                pressure_pa: atmosphere::pressure_pa(height_m),
                sound_m_s: atmosphere::sound_speed_m_s(atmosphere::temperature_k(height_m)),
            }
        })
        .collect()
});

/// The standard atmosphere at a height; nothing above the table.
pub(super) fn air(height_m: f64) -> Air {
    let at = (height_m / AIR_STEP_M).max(0.0);
    let row = at as usize;
    let share = at - row as f64;
    let (Some(low), Some(high)) = (AIR.get(row), AIR.get(row + 1)) else {
        return Air { sound_m_s: 300.0, ..Air::default() };
    };
    let between = |a: f64, b: f64| a + share * (b - a);
    Air {
        density_kg_m3: between(low.density_kg_m3, high.density_kg_m3),
        pressure_pa: between(low.pressure_pa, high.pressure_pa),
        sound_m_s: between(low.sound_m_s, high.sound_m_s),
    }
}

fn drag_coefficient(mach: f64) -> f64 {
    let next = DRAG_BY_MACH.iter().position(|(at, _)| *at >= mach);
    match next {
        Some(0) => DRAG_BY_MACH[0].1,
        Some(k) => {
            let ((m0, c0), (m1, c1)) = (DRAG_BY_MACH[k - 1], DRAG_BY_MACH[k]);
            c0 + (mach - m0) / (m1 - m0) * (c1 - c0)
        }
        None => DRAG_BY_MACH[DRAG_BY_MACH.len() - 1].1,
    }
}

/// What the motion needs to know of the place: radius and the two parts of the rotation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub(super) radius_m: f64,
    /// 2 omega cos(lat) sin(azimuth), 1/s.
    coriolis_per_s: f64,
    /// omega^2 cos^2(lat), 1/s2.
    centrifugal_per_s2: f64,
}

impl Place {
    /// The place of a pad; the latitude is that of the pad for the whole ascent.
    pub(super) fn new(pad: LonLat, azimuth_deg: f64) -> Self {
        let latitude = pad.lat.to_radians();
        Self {
            radius_m: WGS84_SEMI_MAJOR_M * (1.0 - WGS84_FLATTENING * latitude.sin().powi(2)),
            coriolis_per_s: 2.0 * EARTH_ROTATION_RAD_S * latitude.cos() * azimuth_deg.to_radians().sin(),
            centrifugal_per_s2: (EARTH_ROTATION_RAD_S * latitude.cos()).powi(2),
        }
    }
}

/// How the thrust is steered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Steering {
    /// Straight up.
    Vertical,
    /// Along the velocity: no angle of attack.
    GravityTurn,
    /// Tangent of the pitch linear in time: `tan = start + rate (t - from)`.
    LinearTangent { start: f64, rate_per_s: f64, from_s: f64 },
}

/// Motion at one instant.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Motion {
    /// Height, m.
    pub(super) height_m: f64,
    /// Distance over ground, m.
    pub(super) ground_m: f64,
    /// Upward speed, m/s.
    pub(super) up_m_s: f64,
    /// Horizontal speed, m/s.
    pub(super) along_m_s: f64,
    /// Integral of the thrust acceleration since lift-off, m/s.
    pub(super) ideal_m_s: f64,
    /// Speed lost to gravity, m/s.
    pub(super) gravity_loss_m_s: f64,
    /// Speed lost to drag, m/s.
    pub(super) drag_loss_m_s: f64,
    /// Speed lost to thrust across the velocity, m/s.
    pub(super) steering_loss_m_s: f64,
}

impl Motion {
    /// Speed, m/s.
    pub(super) fn speed_m_s(&self) -> f64 {
        self.up_m_s.hypot(self.along_m_s)
    }

    /// Angle of the path above the horizontal, rad; vertical at rest.
    pub(super) fn angle_rad(&self) -> f64 {
        if self.speed_m_s() < 1e-6 { std::f64::consts::FRAC_PI_2 } else { self.up_m_s.atan2(self.along_m_s) }
    }

    /// The same speed, turned from upward towards the horizontal.
    pub(super) fn kicked(mut self, by_rad: f64) -> Self {
        let (sin, cos) = by_rad.sin_cos();
        let (up, along) = (self.up_m_s, self.along_m_s);
        (self.up_m_s, self.along_m_s) = (up * cos - along * sin, up * sin + along * cos);
        self
    }

    fn plus(&self, rate: &Self, step_s: f64) -> Self {
        Self {
            height_m: self.height_m + rate.height_m * step_s,
            ground_m: self.ground_m + rate.ground_m * step_s,
            up_m_s: self.up_m_s + rate.up_m_s * step_s,
            along_m_s: self.along_m_s + rate.along_m_s * step_s,
            ideal_m_s: self.ideal_m_s + rate.ideal_m_s * step_s,
            gravity_loss_m_s: self.gravity_loss_m_s + rate.gravity_loss_m_s * step_s,
            drag_loss_m_s: self.drag_loss_m_s + rate.drag_loss_m_s * step_s,
            steering_loss_m_s: self.steering_loss_m_s + rate.steering_loss_m_s * step_s,
        }
    }
}

/// A vehicle on its way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Flight<'s> {
    pub(super) stack: &'s Stack,
    pub(super) place: Place,
    pub(super) steering: Steering,
    /// Factor on the specific impulse.
    pub(super) impulse: f64,
}

impl Flight<'_> {
    /// Thrust acceleration at a time of an interval and a height, m/s2.
    pub(super) fn thrust_acceleration_m_s2(&self, interval: &Interval, time_s: f64, height_m: f64) -> f64 {
        self.impulse * interval.thrust_n(air(height_m).pressure_pa) / interval.mass_kg(time_s)
    }

    /// Rates of change.
    ///
    /// ```text
    /// dw/dt = a sin(th) - D w/v - GM/r^2 + u^2/r + 2 omega cos(lat) sin(Az) u + omega^2 cos^2(lat) r
    /// du/dt = a cos(th) - D u/v - u w/r - 2 omega cos(lat) sin(Az) w
    /// ```
    /// u horizontal and w upward speed relative to the Earth, a thrust and D drag acceleration, th pitch of the thrust.
    /// The part of the Coriolis acceleration across the plane is taken as steered out: left alone it would carry Proton
    /// to the right of its track by 0.07 km and 0.13 degrees at first-stage cut-off, 1.3 km at 222 s and 5.5 km at
    /// 327 s (600 km down range), a quarter of what the spread of the launch azimuth gives there.
    fn rates(&self, interval: &Interval, time_s: f64, at: &Motion) -> Motion {
        let air = air(at.height_m);
        let speed_m_s = at.speed_m_s();
        let mass_kg = interval.mass_kg(time_s);
        let thrust = self.impulse * interval.thrust_n(air.pressure_pa) / mass_kg;
        let pressure_pa = 0.5 * air.density_kg_m3 * speed_m_s * speed_m_s;
        let drag = pressure_pa * drag_coefficient(speed_m_s / air.sound_m_s) * interval.area_m2 / mass_kg;
        let (up, along) = (at.up_m_s, at.along_m_s);
        let (sin_path, cos_path) = if speed_m_s > 1e-6 { (up / speed_m_s, along / speed_m_s) } else { (1.0, 0.0) };
        let radius_m = self.place.radius_m + at.height_m;
        let weight = EARTH_GM_M3_S2 / (radius_m * radius_m) - self.place.centrifugal_per_s2 * radius_m;
        let (sin_pitch, cos_pitch) = match self.steering {
            Steering::Vertical => (1.0, 0.0),
            Steering::GravityTurn => (sin_path, cos_path),
            Steering::LinearTangent { start, rate_per_s, from_s } => {
                let tangent = start + rate_per_s * (time_s - from_s);
                let cos = 1.0 / tangent.hypot(1.0);
                (tangent * cos, cos)
            }
        };
        let held = matches!(self.steering, Steering::Vertical);
        let turn = along / radius_m + self.place.coriolis_per_s;
        Motion {
            height_m: up,
            ground_m: along * self.place.radius_m / radius_m,
            up_m_s: thrust * sin_pitch - drag * sin_path - weight + along * turn,
            along_m_s: if held { 0.0 } else { thrust * cos_pitch - drag * cos_path - up * turn },
            ideal_m_s: thrust,
            gravity_loss_m_s: weight * sin_path,
            drag_loss_m_s: drag,
            steering_loss_m_s: thrust * (1.0 - sin_pitch * sin_path - cos_pitch * cos_path),
        }
    }

    /// One step of the classical fourth-order method of Runge and Kutta; no event lies inside it.
    fn step(&self, time_s: f64, step_s: f64, at: &Motion) -> Motion {
        let interval = self.stack.interval(time_s, time_s + step_s);
        let middle_s = time_s + 0.5 * step_s;
        let k1 = self.rates(&interval, time_s, at);
        let k2 = self.rates(&interval, middle_s, &at.plus(&k1, 0.5 * step_s));
        let k3 = self.rates(&interval, middle_s, &at.plus(&k2, 0.5 * step_s));
        let k4 = self.rates(&interval, time_s + step_s, &at.plus(&k3, step_s));
        at.plus(&k1, step_s / 6.0).plus(&k2, step_s / 3.0).plus(&k3, step_s / 3.0).plus(&k4, step_s / 6.0)
    }

    /// Flies from one time to another and shows every step: its start, its end, the motion at the end.
    pub(super) fn fly(&self, from_s: f64, to_s: f64, start: Motion, mut seen: impl FnMut(f64, f64, &Motion)) -> Motion {
        let (mut time_s, mut motion) = (from_s, start);
        while time_s < to_s - 1e-9 {
            let end_s = (time_s + STEP_S).min(to_s).min(self.stack.next_event_s(time_s + 1e-9));
            motion = self.step(time_s, end_s - time_s, &motion);
            seen(time_s, end_s, &motion);
            time_s = end_s;
        }
        motion
    }
}
