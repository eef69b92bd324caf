//! The way of one fall: step by step, with the ground, the limits and the greatest values looked for inside each step.

use super::dormand_prince::{Step, Tolerance, step};
use super::frame::{State, dot};
use super::loads::{Load, Peak, summit};
use super::motion::{Instant, Motion};
use super::{Body, Fall, FallEnd};
use crate::constants::GRAVITY_M_S2;
use crate::flight::air_column::AirColumn;
use crate::flight::ascent::FlightState;

/// Share of a limit above which a step is searched inside, and the number of places looked at.
const SEARCH_FROM: f64 = 0.8;
const SEARCH_PLACES: usize = 8;

/// Drag below which kinks of density are not minded, m/s2.
const WEAK_DRAG_M_S2: f64 = 0.1;
/// Distance of a kink that counts as having reached it, m.
const NEAR_KINK_M: f64 = 60.0;

/// Shortest time left that an error of speed is weighed with, s: it keeps the speed at the ground right within some
/// hundredths of 1 m/s.
const LEFT_MIN_S: f64 = 10.0;

/// Whether a step ends the fall.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Stop {
    Not,
    At(FallEnd),
}

/// A fall on its way.
pub(super) struct Way<'a> {
    pub time_s: f64,
    body: &'a Body,
    motion: Motion<'a>,
    here: Instant,
    begun: bool,
    apogee_m: f64,
    peaks: [Peak; 2],
}

impl<'a> Way<'a> {
    pub fn new(start: &FlightState, body: &'a Body, air: &'a AirColumn) -> Self {
        let motion = Motion::of(start, body, air);
        let here = motion.at(State::from(start));
        let peaks = Load::ALL.map(|load| Peak::start(load, &here, &body.limits));
        Self { time_s: 0.0, body, motion, here, begun: false, apogee_m: here.height_m, peaks }
    }

    /// State that the fall has come to.
    pub fn state(&self) -> FlightState {
        FlightState::from(&self.here.state)
    }

    /// The next step, begun with a duration that is set to the one for the step after it; none where no step is short
    /// enough.
    pub fn advance(&mut self, next_s: &mut f64, place_m: f64) -> Option<Stop> {
        if !self.begun {
            self.begun = true;
            if let Some(end) = self.ends_at_once() {
                return Some(Stop::At(end));
            }
        }
        let tolerance = self.tolerance(place_m);
        let (mut step, after_s) = step(&self.motion, &self.here, next_s.min(self.to_kink_s()), tolerance)?;
        *next_s = after_s;
        let grounded = self.cut_at_ground(&mut step);
        let broken = self.cut_at_limit(&mut step);
        self.note(&step);
        self.time_s += step.duration_s;
        self.here = step.end;
        Some(match (broken, grounded) {
            (Some(load), _) => Stop::At(FallEnd::BreakUp(load)),
            (None, true) => Stop::At(FallEnd::Ground),
            (None, false) => Stop::Not,
        })
    }

    /// Time of a climb to the next height at which the air has a kink, s; endless on the way down, where an error does not
    /// grow, and where drag is weak. A step over a kink may be wrong without showing it, so steps of a climb end there.
    fn to_kink_s(&self) -> f64 {
        let (height_m, climb_m_s) = (self.here.height_m, self.here.climb_m_s);
        if climb_m_s <= 0.0 || self.here.drag_m_s2 < WEAK_DRAG_M_S2 {
            return f64::INFINITY;
        }
        // With the vertical acceleration of now; endless where it turns before.
        self.motion.air.kink_above(height_m + NEAR_KINK_M).map_or(f64::INFINITY, |kink_m| {
            let (way_m, bend_m_s2) = (kink_m - height_m, dot(self.here.acceleration, self.here.up));
            let square = climb_m_s * climb_m_s + 2.0 * bend_m_s2 * way_m;
            if square < 0.0 { f64::INFINITY } else { 2.0 * way_m / (climb_m_s + square.sqrt()) }
        })
    }

    /// The error of one step that moves the place on the ground by no more than `place_m`: an error of speed lasts for the
    /// time that is left, at most that of the fall without air.
    fn tolerance(&self, place_m: f64) -> Tolerance {
        let climb_m_s = self.here.climb_m_s;
        let above_m = (self.here.height_m - self.body.ground_m).max(0.0);
        let left_s = (climb_m_s + (climb_m_s * climb_m_s + 2.0 * GRAVITY_M_S2 * above_m).sqrt()) / GRAVITY_M_S2;
        Tolerance { position_m: place_m, speed_m_s: place_m / left_s.max(LEFT_MIN_S) }
    }

    pub fn fall(&self, end: FallEnd) -> Fall {
        Fall {
            end,
            state: FlightState::from(&self.here.state),
            duration_s: self.time_s,
            apogee_m: self.apogee_m,
            greatest_pressure: self.peaks[0],
            greatest_heat: self.peaks[1],
        }
    }

    fn ends_at_once(&self) -> Option<FallEnd> {
        if self.here.height_m <= self.body.ground_m {
            return Some(FallEnd::Ground);
        }
        Load::ALL.into_iter().find(|&load| self.excess(load, &self.here) >= 0.0).map(FallEnd::BreakUp)
    }

    /// Load over its limit less one; -1 where there is no limit.
    fn excess(&self, load: Load, at: &Instant) -> f64 {
        self.body.limits.of(load).map_or(-1.0, |limit| load.value(at, &self.body.limits) / limit - 1.0)
    }

    /// Shortens a step that goes through the ground; tells whether it did.
    fn cut_at_ground(&self, step: &mut Step) -> bool {
        if step.end.height_m > self.body.ground_m {
            return false;
        }
        let depth_m = |at: &Instant| self.body.ground_m - at.height_m;
        *step = self.cut(step, self.first_zero(step, 1.0, depth_m));
        true
    }

    /// Shortens a step in which a load reaches its limit to the first instant at which one does; tells which.
    fn cut_at_limit(&self, step: &mut Step) -> Option<Load> {
        let mut broken = None;
        for load in Load::ALL {
            let Some(share) = self.first_above(step, load) else { continue };
            let excess = |at: &Instant| self.excess(load, at);
            *step = self.cut(step, self.first_zero(step, share, excess));
            broken = Some(load);
        }
        broken
    }

    /// The first share of a step, of those looked at, at which a load is at or above its limit.
    fn first_above(&self, step: &Step, load: Load) -> Option<f64> {
        self.body.limits.of(load)?;
        let (from, to) = (self.excess(load, &step.start), self.excess(load, &step.end));
        let inside = self.summit_of(step, load);
        let near = from.max(to).max(inside.map_or(-1.0, |(_, at)| self.excess(load, &at))) >= SEARCH_FROM - 1.0;
        if !near {
            return None;
        }
        let mut shares: [f64; SEARCH_PLACES + 2] = [1.0; SEARCH_PLACES + 2];
        for (k, share) in shares.iter_mut().enumerate().take(SEARCH_PLACES + 1) {
            *share = (k + 1) as f64 / (SEARCH_PLACES + 1) as f64;
        }
        shares[SEARCH_PLACES + 1] = inside.map_or(1.0, |(share, _)| share);
        shares.sort_by(f64::total_cmp);
        shares.into_iter().find(|&share| {
            let at = if share == 1.0 { step.end } else { self.motion.at(step.state(share)) };
            self.excess(load, &at) >= 0.0
        })
    }

    /// Where inside a step a load is greatest: share and instant. From the summit of the cubic through both ends on, by
    /// regula falsi on the rate of the load.
    fn summit_of(&self, step: &Step, load: Load) -> Option<(f64, Instant)> {
        const ROUNDS: usize = 4;
        const FLAT: f64 = 1e-3;
        let (mut low, mut high) = ((0.0, load.log_rate(&step.start)), (1.0, load.log_rate(&step.end)));
        if !(low.1 > 0.0 && high.1 < 0.0) {
            return None;
        }
        let value = |at: &Instant| load.value(at, &self.body.limits);
        let side = |at: &Instant| (value(at).max(f64::MIN_POSITIVE).ln(), load.log_rate(at));
        let mut share = summit(step.duration_s, side(&step.start), side(&step.end))?;
        let mut best = (share, self.motion.at(step.state(share)));
        for round in 0..ROUNDS {
            let at = if round == 0 { best.1 } else { self.motion.at(step.state(share)) };
            if value(&at) > value(&best.1) {
                best = (share, at);
            }
            let rate = load.log_rate(&at);
            if rate.abs() * step.duration_s < FLAT {
                break;
            }
            if rate > 0.0 {
                low = (share, rate);
            } else {
                high = (share, rate);
            }
            share = (low.0 * high.1 - high.0 * low.1) / (high.1 - low.1);
        }
        Some(best)
    }

    /// The share up to `last`, where a value is >= 0, at which it first is: by regula falsi with the Illinois rule
    /// (Dowell & Jarratt 1971, BIT 11, 168-174). The value is negative at the start of the step.
    fn first_zero(&self, step: &Step, last: f64, value: impl Fn(&Instant) -> f64) -> f64 {
        const ROUNDS: usize = 60;
        const CLOSE: f64 = 1e-12;
        let at = |share: f64| if share == 1.0 { value(&step.end) } else { value(&self.motion.at(step.state(share))) };
        let (mut low, mut high) = ((0.0, value(&step.start)), (last, at(last)));
        let mut side = 0;
        for _ in 0..ROUNDS {
            if high.0 - low.0 < CLOSE || high.1 == 0.0 {
                break;
            }
            let share = (low.0 * high.1 - high.0 * low.1) / (high.1 - low.1);
            let found = at(share);
            if found >= 0.0 {
                if side == 1 {
                    low.1 *= 0.5;
                }
                (high, side) = ((share, found), 1);
            } else {
                if side == -1 {
                    high.1 *= 0.5;
                }
                (low, side) = ((share, found), -1);
            }
            if found.abs() < 1e-6 && found >= 0.0 {
                break;
            }
        }
        high.0
    }

    /// The part of a step up to a share.
    fn cut(&self, step: &Step, share: f64) -> Step {
        let end = if share == 1.0 { step.end } else { self.motion.at(step.state(share)) };
        Step { start: step.start, end, duration_s: step.duration_s * share }
    }

    /// Keeps the highest point and the greatest loads of a step.
    fn note(&mut self, step: &Step) {
        let side = |at: &Instant| (at.height_m, at.climb_m_s);
        let (from, to) = (&step.start, &step.end);
        if let Some(share) = summit(step.duration_s, side(from), side(to)) {
            self.apogee_m = self.apogee_m.max(self.motion.at(step.state(share)).height_m);
        }
        self.apogee_m = self.apogee_m.max(to.height_m);
        for (k, load) in Load::ALL.into_iter().enumerate() {
            if let Some((share, at)) = self.summit_of(step, load) {
                let value = load.value(&at, &self.body.limits);
                self.peaks[k].raise(value, &at, self.time_s + share * step.duration_s);
            }
            self.peaks[k].raise(load.value(to, &self.body.limits), to, self.time_s + step.duration_s);
        }
    }
}
