//! `heptyl fall`: where a wreck or a dropped stage comes down, without a scenario file.

use std::fmt::Write;

use heptyl::assessment::{FallOutcome, FallReport, Hit, HitMethod, PieceClass};
use heptyl::error::Error;
use heptyl::geodesy::LonLat;
use heptyl::input::{FallOf, InputOptions, Inputs, Planned};
use heptyl::run::{self, RunOptions};

use super::args::FallArgs;
use super::inputs;
use super::table::columns;

/// Places that are shown at most; all of them stand in the JSON.
const SHOWN: usize = 15;

/// Least probability that is shown.
const SHOWN_FROM: f64 = 1e-4;

/// Computes the falls and prints them as a table or as JSON.
pub(crate) fn report(args: &FallArgs) -> Result<String, Error> {
    let options = InputOptions {
        members: Some(args.members),
        seed: Some(args.seed),
        weather: args.weather.clone(),
        extend_weather: args.extend_weather,
        trajectory: args.trajectory.clone(),
        ..args.data.options()
    };
    let inputs = inputs::planned(&planned(args), &options)?;
    let outcome = run::falls(&inputs, &RunOptions::default())?;
    if args.json {
        return Ok(serde_json::to_string(&outcome)? + "\n");
    }
    Ok(table(&inputs, &outcome))
}

/// The parser of the command line lets exactly one of time and stage through.
fn planned(args: &FallArgs) -> Planned {
    let what = match (args.stage, args.failure_time) {
        (Some(stage), _) => FallOf::Stage(stage),
        (None, time_s) => FallOf::Failure(time_s.unwrap_or_default()),
    };
    Planned { vehicle: args.vehicle.clone(), site: args.site.clone(), what, azimuth_deg: args.azimuth }
}

fn table(inputs: &Inputs, outcome: &FallOutcome) -> String {
    let mut text = columns(&["Fall", "Value"], &facts(inputs, outcome));
    text.push_str("\nPieces\n");
    text.push_str(&columns(
        &["  what", "per fall", "centre", "along km", "across km", "speed m/s", "propellant kg"],
        &outcome.fall.pieces.iter().map(|piece| piece_row(piece, &outcome.fall)).collect::<Vec<_>>(),
    ));
    text.push_str(&strikes(&outcome.fall.hits));
    text.push_str("\nAssumptions\n");
    for assumption in &outcome.assumptions {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  - {} ({})", assumption.text.trim_end_matches('.'), shortened(&assumption.because));
    }
    text
}

/// The first words of a long reason; the JSON has all of it.
fn shortened(because: &str) -> String {
    const CHARACTERS: usize = 140;
    let kept: String = because.chars().take(CHARACTERS).collect();
    match kept.rsplit_once(' ') {
        Some((words, _)) if kept.len() < because.len() => format!("{words} ..."),
        _ => because.trim_end_matches('.').to_owned(),
    }
}

fn facts(inputs: &Inputs, outcome: &FallOutcome) -> Vec<Vec<String>> {
    let (fall, scenario) = (&outcome.fall, &inputs.scenario);
    let centre = LonLat::new(fall.lon, fall.lat);
    let pad = outcome.pad;
    let row = |what: &str, value: String| vec![what.to_owned(), value];
    let mut rows = vec![
        row("What", scenario.summary.clone()),
        row("From", format!("{}, {:.5} N {:.5} E", scenario.site.name.en, pad.lat, pad.lon)),
        row("Centre", format!("{:.4} N {:.4} E ({} {})", fall.lat, fall.lon, dms(fall.lat, "NS"), dms(fall.lon, "EW"))),
        row(
            "From the pad",
            format!("{:.1} km at azimuth {:.1} degrees", pad.distance_m(centre) * 1e-3, pad.azimuth_deg(centre)),
        ),
        row("1-sigma axes", format!("{:.1} km along, {:.1} km across", fall.sigma_along_km, fall.sigma_across_km)),
        row("Azimuth of the axes", format!("{:.1} degrees", fall.azimuth_deg)),
    ];
    rows.extend(fall.regions.iter().map(|region| {
        let share = format!("Area of {:.0} %", region.probability * 100.0);
        row(&share, format!("{} km2 (smallest area with the main piece)", digits(region.area_km2)))
    }));
    if fall.breakup_altitude_m.p95 > 0.0 {
        let (low, high) = (fall.breakup_altitude_m.p05 * 1e-3, fall.breakup_altitude_m.p95 * 1e-3);
        let middle = fall.breakup_altitude_m.median * 1e-3;
        let text = if middle > 0.0 {
            format!("at {middle:.1} km ({low:.1} to {high:.1} km in 90 % of the falls)")
        } else {
            format!("in less than half of the falls, up to {high:.1} km; the others strike whole")
        };
        rows.push(row("Break-up", text));
    }
    let not_down =
        if fall.not_down > 0 { format!(", of which {} do not come down", fall.not_down) } else { String::new() };
    rows.push(row("Falls", format!("{}{not_down}, seed {}", fall.falls, outcome.seed)));
    rows
}

fn piece_row(piece: &PieceClass, fall: &FallReport) -> Vec<String> {
    let share = piece.count as f64 / fall.falls.max(1) as f64;
    vec![
        format!("  {}", piece.name),
        format!("{share:.2}"),
        format!("{:.3} N {:.3} E", piece.lat, piece.lon),
        format!("{:.1}", piece.sigma_along_km),
        format!("{:.1}", piece.sigma_across_km),
        format!("{:.0}", piece.impact_speed_m_s.median),
        digits(piece.propellant_kg.median),
    ]
}

fn strikes(hits: &[Hit]) -> String {
    let shown: Vec<&Hit> = hits.iter().filter(|hit| hit.probability_any >= SHOWN_FROM).take(SHOWN).collect();
    if shown.is_empty() {
        return "\nNo place that the program knows is struck with a probability of 1 in 10 000 or more.\n".to_owned();
    }
    let rows: Vec<Vec<String>> = shown.iter().map(|hit| hit_row(hit)).collect();
    let heading = ["  place", "name", "main piece", "any piece", "standard error", "from"];
    let mut text = format!("\nProbability that a piece comes down there\n{}", columns(&heading, &rows));
    let left_out = hits.len() - shown.len();
    if left_out > 0 {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  {left_out} more with less; --json lists all down to 1 in a million");
    }
    text
}

fn hit_row(hit: &Hit) -> Vec<String> {
    let method = match hit.method {
        HitMethod::Count => "count",
        HitMethod::Density => "density",
    };
    vec![
        format!("  {}", hit.kind.word()),
        hit.name.clone(),
        probability(hit.probability_main),
        probability(hit.probability_any),
        probability(hit.standard_error),
        method.to_owned(),
    ]
}

/// Degrees, minutes and seconds with the letter of the half.
fn dms(degrees: f64, letters: &str) -> String {
    let letter = if degrees < 0.0 { letters.chars().last() } else { letters.chars().next() };
    let seconds = (degrees.abs() * 3_600.0).round() as u64;
    format!("{}\u{b0}{:02}'{:02}\" {}", seconds / 3_600, seconds / 60 % 60, seconds % 60, letter.unwrap_or_default())
}

/// A probability: decimals down to a thousandth, then powers of ten.
fn probability(value: f64) -> String {
    match value {
        0.0 => "0".to_owned(),
        v if v >= 0.0995 => format!("{v:.2}"),
        v if v >= 0.00995 => format!("{v:.3}"),
        v => format!("{v:.1e}"),
    }
}

/// A number with three digits that count.
fn digits(value: f64) -> String {
    if value >= 1_000.0 {
        let unit = 10.0_f64.powf(value.log10().floor() - 2.0);
        return format!("{:.0}", (value / unit).round() * unit);
    }
    let decimals = if value >= 100.0 { 0 } else { 1 + usize::from(value < 10.0) };
    format!("{value:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_minutes_seconds() {
        assert_eq!(dms(47.233_333, "NS"), "47\u{b0}14'00\" N");
        assert_eq!(dms(-0.999_99, "EW"), "1\u{b0}00'00\" W");
        assert_eq!(dms(66.557, "EW"), "66\u{b0}33'25\" E");
    }

    #[test]
    fn numbers_are_short() {
        let told = [0.0, 0.5, 0.0312, 0.002_5, 3.2e-6].map(probability);
        assert_eq!(told, ["0", "0.50", "0.031", "2.5e-3", "3.2e-6"]);
        assert_eq!([4_318.4, 381.7, 12.34, 0.5].map(digits), ["4320", "382", "12.3", "0.50"]);
    }
}
