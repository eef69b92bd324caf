//! `heptyl check`: what a run would use and what it would assume.

use std::fmt::Write;

use heptyl::constants::LEASE_OFFICIAL_AREA_KM2;
use heptyl::error::Error;
use heptyl::incident::FailureKind;
use heptyl::input::{self, Inputs, range_text};
use heptyl::output;
use heptyl::places::{PositionQuality, WaterKind};

use super::args::{CheckArgs, RunArgs};
use super::run::plan;
use super::table::columns;

/// Reads and checks all inputs and says what they are.
pub(crate) fn report(args: &CheckArgs) -> Result<String, Error> {
    let inputs = input::load(&args.run.options())?;
    let mut text = overview(&args.run, &inputs);
    text.push_str("\nFiles\n");
    let rows: Vec<Vec<String>> = inputs
        .files
        .iter()
        .map(|f| vec![format!("  {}", f.role), f.path.clone(), f.sha256.clone(), f.source.clone()])
        .collect();
    text.push_str(&columns(&["  for", "path", "sha256", "source"], &rows));
    text.push_str("\nAssumptions\n");
    for assumption in heptyl::run::assumptions(&inputs) {
        let because = Some(assumption.because).filter(|because| !because.is_empty());
        let because = because.map_or_else(String::new, |because| format!(" ({because})"));
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  - {}{because}", assumption.text);
    }
    text.push_str("\nAll inputs are valid.\n");
    Ok(text)
}

fn overview(args: &RunArgs, inputs: &Inputs) -> String {
    let scenario = &inputs.scenario;
    let failure = &scenario.failure;
    let kind = match failure.kind {
        FailureKind::Pad => "beside the pad",
        FailureKind::Flight => "in flight",
        FailureKind::StageDrop => "stage dropped as planned",
    };
    let rows = [
        ("Scenario", format!("{}: {}", scenario.name, scenario.title.en)),
        ("Lift-off", scenario.time_utc.to_string()),
        ("Vehicle", format!("{} ({})", scenario.vehicle.name.en, scenario.vehicle.id)),
        ("Site", site(inputs)),
        ("Failure", format!("{kind}, {}: {}", range_text(&failure.time_s, "s after lift-off"), failure.cause)),
        ("Ascent", if scenario.trajectory.is_some() { "own trajectory" } else { "nominal" }.to_owned()),
        ("Weather", if scenario.weather.observed { "observed" } else { "assumed, not observed" }.to_owned()),
        ("Lease", lease(inputs)),
        ("Drop zones", drop_zones(inputs)),
        ("People", people(inputs)),
        ("Waters", waters(inputs)),
        ("Limits", format!("{} limits for air, soil and water", inputs.thresholds.len())),
        ("Findings", format!("{} officially reported figures to stand beside the result", scenario.official.len())),
        ("Ensemble", format!("{} members, seed {}", scenario.members, scenario.seed)),
        ("Results to", out(args, inputs)),
    ];
    let rows: Vec<Vec<String>> = rows.into_iter().map(|(what, text)| vec![what.to_owned(), text]).collect();
    columns(&["Input", "Used"], &rows)
}

fn site(inputs: &Inputs) -> String {
    let (site, pad) = (&inputs.scenario.site, inputs.scenario.pad);
    let quality = match site.quality {
        PositionQuality::A => "good to 100 m (class a)",
        PositionQuality::B => "good to 500 m (class b)",
        PositionQuality::C => "good to 2 km (class c)",
        PositionQuality::Unknown => "unknown",
    };
    format!("{}, {:.5} N {:.5} E, position {quality}", site.name.en, pad.lat, pad.lon)
}

fn lease(inputs: &Inputs) -> String {
    let derived = if inputs.lease.derived { ", outline derived, not surveyed" } else { "" };
    format!(
        "{:.1} km2 measured from the outline on the ellipsoid, {LEASE_OFFICIAL_AREA_KM2} km2 official (lease treaty of \
         1994){derived}",
        inputs.lease.area_km2
    )
}

fn drop_zones(inputs: &Inputs) -> String {
    let drawn: Vec<&str> =
        inputs.drop_zones.iter().filter(|zone| zone.area_km2.is_some()).map(|zone| zone.id.as_str()).collect();
    let unknown = inputs.drop_zones.len() - drawn.len();
    format!("with an outline: {}; {unknown} more without a known geometry", drawn.join(", "))
}

fn people(inputs: &Inputs) -> String {
    let people = &inputs.population;
    let share = people.listed_share().map_or_else(String::new, |share| {
        format!("; they hold {:.0} % of the official totals, the rest is spread over the country", 100.0 * share)
    });
    format!("{} settlements for the year {}{share}", people.settlements.len(), people.year)
}

fn waters(inputs: &Inputs) -> String {
    let rivers = inputs.waters.iter().filter(|water| water.kind() == WaterKind::River).count();
    let lakes = inputs.waters.len() - rivers;
    let source = if inputs.own_waters { "your file" } else { "the base map" };
    format!("rivers: {rivers}, lakes: {lakes}, of {source}")
}

fn out(args: &RunArgs, inputs: &Inputs) -> String {
    let plan = plan(args, inputs);
    let note = output::check(&plan).err().map_or_else(String::new, |error| format!(" (a run would stop: {error})"));
    format!("{}{note}", plan.dir.display())
}
