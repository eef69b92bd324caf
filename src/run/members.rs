//! Runs members, and holds what they add up to.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::RunError;
use super::frame::Frame;
use super::plan::Plan;
use crate::ensemble::draw::Urn;
use crate::ensemble::member::{Desk, run_member};
use crate::ensemble::summary::Summary;
use crate::ensemble::tally::Tally;
use crate::geodesy::LocalPlane;

/// Fewest members that a thread takes at a time: a plane is made for each such share.
const SHARE: usize = 8;

/// What a number of members add up to.
#[derive(Debug)]
pub(super) struct Sums {
    /// Counts of cells.
    pub(super) tally: Tally,
    /// Everything else.
    pub(super) summary: Summary,
}

/// Members as they are run, some at a time.
///
/// Each thread that takes a share takes a desk with counts of cells, so that there are no more of these than threads;
/// counts are integers and add up to the same in any order.
pub(super) struct Runner<'a> {
    frame: &'a Frame<'a>,
    urn: Urn<'a>,
    desks: Mutex<Vec<Desk>>,
    summary: Mutex<Summary>,
}

impl<'a> Runner<'a> {
    /// A runner that has run nothing.
    ///
    /// # Errors
    /// [`RunError::Ensemble`] where the ascent is unusable.
    pub(super) fn new(frame: &'a Frame<'a>) -> Result<Self, RunError> {
        let summary = Mutex::new(Summary::empty(&frame.asked));
        Ok(Self { frame, urn: Urn::new(frame.inputs)?, desks: Mutex::new(Vec::new()), summary })
    }

    /// Runs members by their numbers; `progress` is called for each, from any thread.
    ///
    /// # Errors
    /// [`RunError`] of one of the members that cannot be run.
    pub(super) fn run(&self, members: Range<usize>, progress: &(dyn Fn(usize) + Sync)) -> Result<(), RunError> {
        let questions = self.frame.plan.questions(&self.frame.points, &self.frame.waters);
        let (asked, ground, centre) = (&self.frame.asked, &self.frame.ground, self.frame.plane.centre());
        let (urn, desks, summary) = (&self.urn, &self.desks, &self.summary);
        let plan = &self.frame.plan;
        let desk = || {
            let used = locked(desks).pop();
            used.unwrap_or_else(|| Desk::new(empty_tally(plan), questions.quantities.len()))
        };
        members.into_par_iter().chunks(SHARE).try_for_each(|share| {
            let plane = LocalPlane::new(centre)?;
            let mut desk = desk();
            for member in share {
                let drawn = urn.draw(member)?;
                let result = run_member(&drawn, &questions, ground, &plane, &mut desk)?;
                locked(summary).add(asked, &drawn, &result);
                progress(1);
            }
            locked(desks).push(desk);
            Ok(())
        })
    }

    /// What they add up to.
    pub(super) fn into_sums(self) -> Sums {
        let desks = self.desks.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut tallies = desks.into_iter().map(|desk| desk.tally);
        let mut tally = tallies.next().unwrap_or_else(|| empty_tally(&self.frame.plan));
        tallies.for_each(|other| tally.merge(&other));
        Sums { tally, summary: self.summary.into_inner().unwrap_or_else(PoisonError::into_inner) }
    }
}

/// Counts of no member.
pub(super) fn empty_tally(plan: &Plan) -> Tally {
    Tally::new(plan.criteria.len(), plan.geographic_level, &plan.rasters)
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
