//! The flight through the points of a programme: a gravity turn to the first, linear-tangent steering from point to
//! point after it.

use super::climb::{Climb, Piece, given_impulse};
use super::error::AscentError;
use super::leg::{Aim, LegReport};
use super::motion::{Flight, Motion, Place, Steering};
use super::root::{bracketed, newton};
use super::stack::Stack;
use super::table::Row;
use crate::vehicle::{AscentPoint, AscentProgramme};

/// Speed at which the vertical rise ends in the pitch kick, 50 m/s: with Proton after 12 s at 0.3 km. Assumed.
const KICK_SPEED_M_S: f64 = 50.0;

/// Longest vertical rise, s.
const RISE_MAX_S: f64 = 60.0;

/// Smallest and largest kick that is tried, rad, and the tries between them.
const KICK_RAD: (f64, f64) = (2e-4, 0.6);
const KICK_TRIES: i32 = 10;

/// Factors on the first guess of the pitch that are tried where the guess itself leads nowhere.
const GUESSES: [f64; 5] = [2.0, 0.5, 3.0, 5.0, 0.0];

/// What counts as met.
pub(super) const TOLERANCE_ALTITUDE_M: f64 = 1.0;
pub(super) const TOLERANCE_SPEED_M_S: f64 = 0.05;
pub(super) const TOLERANCE_ANGLE_RAD: f64 = 2e-5;

/// A solved flight: its rows and what each leg took.
pub(super) type Solved = (Vec<Row>, Vec<LegReport>);

/// The shooting of one programme.
pub(super) struct Shooting<'a> {
    pub(super) vehicle: &'a str,
    pub(super) programme: &'a AscentProgramme,
    pub(super) stack: &'a Stack,
    pub(super) place: Place,
}

impl Shooting<'_> {
    /// Solves all legs.
    ///
    /// # Errors
    /// [`AscentError`] with the stage and the point that no flight reaches.
    pub(super) fn solve(&self) -> Result<Solved, AscentError> {
        let mut pieces = self.gravity_turn()?;
        let (rows, motions) = self.flown(&pieces);
        let first = motions.last().copied().unwrap_or_default();
        if self.programme.points.len() > 1 {
            pieces.extend(self.upper_stages(first)?);
        } else {
            return Ok((rows, self.reports(&pieces, &motions)));
        }
        let (rows, motions) = self.flown(&pieces);
        Ok((rows, self.reports(&pieces, &motions)))
    }

    /// Flies the pieces in turn: the rows, and the motion at the end of each piece.
    fn flown(&self, pieces: &[Piece<'_>]) -> (Vec<Row>, Vec<Motion>) {
        let mut rows = Vec::new();
        let mut motions = Vec::new();
        let mut motion = Motion::default();
        for piece in pieces {
            motion = motion.kicked(piece.kick_rad);
            rows.is_empty().then(|| rows.push(Row::at_rest()));
            motion = piece.flight.fly(piece.from_s, piece.to_s, motion, |from_s, to_s, end| {
                Row::append(&mut rows, &piece.flight, from_s, to_s, end);
            });
            motions.push(motion);
        }
        (rows, motions)
    }

    /// The budget of the speed from point to point; the vertical rise belongs to the first leg.
    fn reports(&self, pieces: &[Piece<'_>], motions: &[Motion]) -> Vec<LegReport> {
        let ends = pieces.iter().zip(motions).skip(1);
        let starts = [Motion::default()].into_iter().chain(motions.iter().skip(1).copied());
        ends.zip(starts)
            .map(|((piece, end), start)| {
                LegReport::new(self.stack.stage_at(piece.to_s), piece.to_s, piece.flight.impulse, &start, end)
            })
            .collect()
    }

    pub(super) fn flight(&self, steering: Steering, impulse: f64) -> Flight<'_> {
        Flight { stack: self.stack, place: self.place, steering, impulse }
    }

    /// Vertical rise, kick and gravity turn to the first point.
    fn gravity_turn(&self) -> Result<Vec<Piece<'_>>, AscentError> {
        let point = &self.programme.points[0];
        let kick_s = self.rise_s(point.time_s)?;
        let pieces = |kick_rad: f64, impulse: f64| {
            let rise = self.flight(Steering::Vertical, impulse);
            let turn = self.flight(Steering::GravityTurn, impulse);
            [
                Piece { from_s: 0.0, to_s: kick_s, kick_rad: 0.0, flight: rise },
                Piece { from_s: kick_s, to_s: point.time_s, kick_rad, flight: turn },
            ]
        };
        let end = |kick_rad: f64, impulse: f64| {
            pieces(kick_rad, impulse).iter().fold(Motion::default(), |motion, piece| piece.end(motion))
        };
        let aim = Aim { point };
        let given = given_impulse(point);
        let kick_rad = self.kick(&aim, |kick_rad| aim.shape_miss(&end(kick_rad, given)))?;
        if point.speed_m_s.is_none() {
            return Ok(pieces(kick_rad, given).to_vec());
        }
        let (x, met) = newton(vec![kick_rad, given], &[1e-5, 1e-4], |x| {
            let motion = end(x[0], x[1]);
            vec![aim.shape_miss(&motion), aim.speed_miss(&motion)]
        });
        self.check(&aim, met, x[1], &end(x[0], x[1]))?;
        Ok(pieces(x[0], x[1]).to_vec())
    }

    /// When the vertical rise reaches the speed of the kick, s.
    fn rise_s(&self, first_s: f64) -> Result<f64, AscentError> {
        let mut reached_s = None;
        let mut before_m_s = 0.0;
        let rise = self.flight(Steering::Vertical, 1.0);
        rise.fly(0.0, RISE_MAX_S, Motion::default(), |from_s, to_s, motion| {
            if reached_s.is_none() && motion.up_m_s >= KICK_SPEED_M_S {
                let share = (KICK_SPEED_M_S - before_m_s) / (motion.up_m_s - before_m_s);
                reached_s = Some(from_s + share * (to_s - from_s));
            }
            before_m_s = motion.up_m_s;
        });
        reached_s.filter(|at_s| *at_s < first_s).ok_or_else(|| AscentError::NoLiftOff {
            vehicle: self.vehicle.to_owned(),
            needed_m_s: KICK_SPEED_M_S,
            within_s: RISE_MAX_S.min(first_s),
        })
    }

    /// The kick that meets altitude or angle, with the impulse of the table.
    fn kick(&self, aim: &Aim<'_>, miss: impl Fn(f64) -> f64) -> Result<f64, AscentError> {
        let growth = (KICK_RAD.1 / KICK_RAD.0).powf(1.0 / f64::from(KICK_TRIES));
        let tries: Vec<(f64, f64)> = (0..=KICK_TRIES)
            .map(|k| KICK_RAD.0 * growth.powi(k))
            .map(|kick| (kick, miss(kick)))
            .filter(|(_, at)| at.is_finite())
            .collect();
        let bracket = tries.windows(2).find(|pair| pair[0].1 * pair[1].1 <= 0.0).map(|pair| (pair[0].0, pair[1].0));
        bracket.and_then(|bracket| bracketed(bracket, 1.0, &miss)).ok_or_else(|| {
            let nearest = tries.iter().map(|(_, at)| *at).min_by(|a, b| a.abs().total_cmp(&b.abs()));
            self.unreached(aim, aim.shape_words(nearest.unwrap_or(f64::NAN)))
        })
    }

    /// Steering from the first point through all later ones: the tangent of the pitch is linear in time from point to
    /// point and does not jump between them. Its values at the points are found first, with the impulse of the table;
    /// then together with the impulse of each leg whose end has a speed.
    fn upper_stages(&self, first: Motion) -> Result<Vec<Piece<'_>>, AscentError> {
        let climb = Climb::new(self, first);
        let steps = climb.steps();
        let shapes = |x: &[f64]| climb.misses(x, false);
        let scaled = |scale: f64| newton(climb.guess(scale), &steps[..climb.tangents], shapes);
        let (mut x, mut met) = scaled(1.0);
        for scale in GUESSES {
            if !met {
                (x, met) = scaled(scale);
            }
        }
        if met && climb.timed > 0 {
            x.extend(self.programme.points[1..].iter().filter(|point| point.speed_m_s.is_some()).map(given_impulse));
            (x, met) = newton(x, &steps, |x| climb.misses(x, true));
        }
        let solved = climb.pieces(&x);
        let mut motion = first;
        for (point, piece) in self.programme.points[1..].iter().zip(&solved) {
            motion = piece.end(motion);
            let aim = Aim { point };
            self.check(&aim, met || aim.is_met(&motion), piece.flight.impulse, &motion)?;
        }
        Ok(solved)
    }

    fn check(&self, aim: &Aim<'_>, met: bool, factor: f64, end: &Motion) -> Result<(), AscentError> {
        if !met {
            return Err(self.unreached(aim, aim.flown_words(end)));
        }
        let range = self.programme.impulse_range;
        if (factor - 1.0).abs() > range {
            return Err(AscentError::ImpulseOutOfRange {
                vehicle: self.vehicle.to_owned(),
                programme: self.programme.id.clone(),
                stage: self.stack.stage_at(aim.point.time_s),
                target: aim.target_words(),
                time_s: aim.point.time_s,
                factor,
                range,
            });
        }
        Ok(())
    }

    fn unreached(&self, aim: &Aim<'_>, found: String) -> AscentError {
        AscentError::Unreached {
            vehicle: self.vehicle.to_owned(),
            programme: self.programme.id.clone(),
            stage: self.stack.stage_at(aim.point.time_s),
            target: aim.target_words(),
            time_s: aim.point.time_s,
            found,
        }
    }
}

/// Points that can be flown: rising times after lift-off, each with an altitude or an angle.
///
/// # Errors
/// [`AscentError::BadPoints`].
pub(super) fn check_points(vehicle: &str, programme: &AscentProgramme) -> Result<(), AscentError> {
    let points = &programme.points;
    let bad = |expected: &'static str, found: String| {
        Err(AscentError::BadPoints { vehicle: vehicle.to_owned(), programme: programme.id.clone(), expected, found })
    };
    let usable = |point: &AscentPoint| {
        let given = [point.altitude_m, point.speed_m_s, point.angle_deg];
        point.time_s.is_finite() && given.iter().flatten().all(|value| value.is_finite())
    };
    if points.is_empty() || !points.iter().all(usable) {
        return bad("at least one point, all numbers finite", format!("{} points", points.len()));
    }
    if points[0].time_s <= 0.0 || points.windows(2).any(|pair| pair[1].time_s <= pair[0].time_s) {
        return bad("times after lift-off that rise", format!("first at {} s", points[0].time_s));
    }
    let last = points.len() - 1;
    let given = |point: &AscentPoint| (point.altitude_m.is_some(), point.angle_deg.is_some());
    let wrong = points.iter().enumerate().find(|(k, point)| match given(point) {
        (false, false) => true,
        (true, true) => *k != last || *k == 0,
        _ => false,
    });
    match wrong {
        Some((_, point)) => bad(
            "an altitude or an angle at every point, both only at the last of several",
            format!("{} at {} s", if point.altitude_m.is_some() { "both" } else { "neither" }, point.time_s),
        ),
        None => Ok(()),
    }
}
