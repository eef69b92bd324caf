//! The table `[failure]`, and whether it fits the vehicle and the place of impact.

use crate::incident::{BreakUp, Failure, FailureKind};
use crate::input::bounds::Bounds;
use crate::input::document::TableReader;
use crate::input::scenario::AscentSource;
use crate::range::Range;
use crate::vehicle::Vehicle;

const KINDS: [(&str, FailureKind); 3] =
    [("pad", FailureKind::Pad), ("flight", FailureKind::Flight), ("stage-drop", FailureKind::StageDrop)];

const BREAKUPS: [(&str, BreakUp); 3] =
    [("none", BreakUp::None), ("on-failure", BreakUp::OnFailure), ("dynamic-pressure", BreakUp::DynamicPressure)];

const TIME: Bounds = Bounds::new(0.0, 1e5, "s");

/// The failure; the vehicle is none where the scenario names an unknown one.
pub(super) fn failure(table: &TableReader<'_>, vehicle: Option<&Vehicle>, ascent: AscentSource) -> Option<Failure> {
    let kind = table.choice("kind", &KINDS);
    let stage = stage(table, kind, vehicle);
    let time_s = time_s(table, kind, stage, vehicle);
    let engines_until_s = table.optional_range("engines_until_s", TIME);
    let cause = table.string("cause");
    let breakup = table.choice("breakup", &BREAKUPS);
    let altitude_m = table.optional_range("altitude_m", Bounds::new(-100.0, 400e3, "m"));
    let speed_m_s = table.optional_range("speed_m_s", Bounds::new(0.0, 8e3, "m/s"));
    table.refuse_unknown();
    let failure = Failure {
        kind: kind?,
        time_s: time_s?,
        engines_until_s,
        cause: cause?,
        breakup: breakup?,
        stage,
        altitude_m,
        speed_m_s,
    };
    check_engines(table, &failure);
    // Rows of a trajectory bound the time themselves, once they are read.
    if ascent == AscentSource::Nominal {
        check_times(table, &failure, vehicle);
    }
    Some(failure)
}

/// A failure beside the pad needs a place of impact, and a dropped stage must not have one.
pub(super) fn check_place(root: &TableReader<'_>, failure: &Failure, has_impact: bool) {
    match failure.kind {
        FailureKind::Pad if !has_impact => root.refuse_missing(
            "impact",
            "a failure of kind \"pad\" needs its place: add the table [impact] with distance_from_pad_m and azimuth_deg \
             (0 for the pad itself; any direction is { low = 0, high = 360, law = \"uniform\" })",
        ),
        FailureKind::StageDrop if has_impact => root.refuse(
            "impact",
            "does not go with kind \"stage-drop\"",
            "the fall of the stage is computed",
            "remove the table [impact]; a place that was found goes to [[official]] with lon and lat",
        ),
        _ => {}
    }
}

/// The number of the dropped stage: needed for `stage-drop`, refused otherwise.
fn stage(table: &TableReader<'_>, kind: Option<FailureKind>, vehicle: Option<&Vehicle>) -> Option<u32> {
    let stage = table.optional_whole("stage", Bounds::new(1.0, 10.0, "")).and_then(|stage| u32::try_from(stage).ok());
    match kind? {
        FailureKind::StageDrop => {
            let Some(number) = stage else {
                if !table.has("stage") {
                    table.refuse_missing("stage", "add stage = 1 for the first stage");
                }
                return None;
            };
            if let Some(vehicle) = vehicle.filter(|vehicle| vehicle.stages.iter().all(|s| s.number != number)) {
                let numbers: Vec<String> = vehicle.stages.iter().map(|s| s.number.to_string()).collect();
                table.refuse(
                    "stage",
                    "is not a stage of the vehicle",
                    format!("{} has no stage {number}", vehicle.id),
                    format!("use one of {}", numbers.join(", ")),
                );
            }
            Some(number)
        }
        FailureKind::Pad | FailureKind::Flight => {
            if table.has("stage") {
                table.refuse(
                    "stage",
                    "goes with kind \"stage-drop\" only",
                    "not used here",
                    "remove it, or change kind",
                );
            }
            None
        }
    }
}

/// The time of the failure; of a dropped stage its nominal separation where the scenario does not say.
fn time_s(
    table: &TableReader<'_>,
    kind: Option<FailureKind>,
    stage: Option<u32>,
    vehicle: Option<&Vehicle>,
) -> Option<Range> {
    if kind != Some(FailureKind::StageDrop) || table.has("time_s") {
        return table.range("time_s", TIME);
    }
    let _ = table.optional_range("time_s", TIME);
    let stage = vehicle?.stages.iter().find(|s| Some(s.number) == stage)?;
    Some(stage.separation_s.as_ref().unwrap_or(&stage.cutoff_s).range)
}

fn check_engines(table: &TableReader<'_>, failure: &Failure) {
    let time = failure.time_s;
    if let Some(until) = failure.engines_until_s.filter(|until| until.high < time.low) {
        table.refuse("engines_until_s", "is before the failure", format!("{} s < {} s", until.high, time.low), {
            "engines_until_s is when the engines stop, at or after time_s; leave it out if they stop at the failure"
        });
    }
}

fn check_times(table: &TableReader<'_>, failure: &Failure, vehicle: Option<&Vehicle>) {
    let Some(vehicle) = vehicle else { return };
    let time = failure.time_s;
    let burn_out_s = vehicle.burn_out_s();
    let last = vehicle.ascent.last().map_or(0.0, |point| point.time_s);
    let state_given = failure.altitude_m.is_some() && failure.speed_m_s.is_some();
    if time.high > burn_out_s {
        table.refuse("time_s", "is beyond the burn-out of the vehicle", format!("found {} s", time.high), {
            format!("{} burns out at {burn_out_s} s after lift-off at the latest; give an earlier time", vehicle.id)
        });
    } else if time.high > last && !state_given {
        table.refuse("time_s", "is beyond the end of the powered ascent", format!("found {} s", time.high), {
            format!(
                "the ascent of {} is known up to {last} s, when its last ascent stage burns out; give an earlier time, \
                 or altitude_m and speed_m_s, or a trajectory (key trajectory, or --trajectory FILE)",
                vehicle.id
            )
        });
    }
}
