//! The study in sentences.

use super::SEASONS;
use crate::assessment::{ReleaseCase, ReleaseStudy};
use crate::input::range_text;
use crate::range::Range;
use crate::source::droplet::{ROSIN_RAMMLER_Q, SAUTER_SHARE};
use crate::source::shares::BURNT_ALOFT;
use crate::substance::Substance;

/// Why a case ends as it does.
pub(super) fn reason(case: &ReleaseCase) -> String {
    let largest = size(case.at_speed.largest_m);
    let needed = case.critical_m.map_or_else(|| "none is large enough".to_owned(), |d| format!("{} needed", size(d)));
    let by = if case.at_speed.largest_m < case.at_rest.largest_m {
        format!("The stream of air at {:.0} m/s", case.speed_m_s)
    } else {
        "The fall".to_owned()
    };
    if case.at_speed.liquid.p95 > 0.0 {
        return format!("{by} leaves drops of up to {largest}, {needed}: a part rains out.");
    }
    let gone = format!("the last is gone {}", when(case.at_speed.gone_at_m, case.at_speed.fall_time_s));
    if case.at_rest.liquid.p95 > 0.0 {
        let at_rest = size(case.at_rest.largest_m);
        return format!(
            "{by} leaves drops of up to {largest}, {needed}: {gone}. Set free at rest, drops of up to {at_rest} are left \
             and a part rains out."
        );
    }
    format!("{by} leaves drops of up to {largest}, {needed}: {gone}. Liquid comes down in closed tanks only.")
}

/// Where and when a drop is gone.
fn when(height_m: f64, time_s: f64) -> String {
    match time_s {
        t if t < 1.0 => "at once".to_owned(),
        t if t < 120.0 => format!("at {} after {t:.0}\u{a0}s", height(height_m)),
        t => format!("at {} after {:.0}\u{a0}min", height(height_m), t / 60.0),
    }
}

/// What the study finds.
pub(super) fn findings(study: &ReleaseStudy) -> Vec<String> {
    let mut findings = vec![at_height(study)];
    findings.extend([Substance::Udmh, Substance::Nto].into_iter().filter_map(|s| matters_below(study, s)));
    findings.extend(doubtful(study));
    let carried = study.carried;
    findings.push(format!(
        "Inside closed tanks {} ({} to {}) of the propellant reach the ground, whatever the height: this share is \
         assumed, and it decides what the soil gets.",
        percent(carried.median),
        percent(carried.p05),
        percent(carried.p95),
    ));
    findings
}

/// Of the heights from which nothing arrives, those where the diameters are not good enough to be sure.
fn doubtful(study: &ReleaseStudy) -> Option<String> {
    let dry_from_m = dry_from_m(study)?;
    let near = |case: &&ReleaseCase| {
        let wide_m = study.diameter_factor * case.at_rest.largest_m;
        case.height_m >= dry_from_m && case.critical_m.is_some_and(|diameter_m| diameter_m < wide_m)
    };
    let mut days: Vec<String> =
        study.cases.iter().filter(near).map(|c| format!("{} at {}", name(c.substance), day(c.season))).collect();
    days.sort();
    days.dedup();
    (!days.is_empty()).then(|| {
        format!(
            "The diameters are good to a factor {}, which covers the gap for {}: there a trace of the largest drops might \
             still arrive.",
            study.diameter_factor,
            days.join(" and ")
        )
    })
}

/// A share in per cent, two digits.
fn percent(share: f64) -> String {
    let value = 100.0 * share;
    let decimals = if value >= 10.0 {
        0
    } else if value >= 1.0 {
        1
    } else {
        2
    };
    format!("{value:.decimals$}\u{a0}%")
}

fn name(substance: Substance) -> &'static str {
    if substance == Substance::Udmh { "heptyl" } else { "tetroxide" }
}

/// Temperature at the ground of a season, with a true minus.
fn day(season: usize) -> String {
    format!("{:+.0}\u{a0}°C", SEASONS[season].1).replace('-', "−")
}

/// Lowest height of the table from which upwards nothing of a spray arrives.
fn dry_from_m(study: &ReleaseStudy) -> Option<f64> {
    let wet = study.cases.iter().filter(|case| case.at_rest.liquid.p95 > 0.0).map(|case| case.height_m);
    let highest_wet_m = wet.fold(0.0, f64::max);
    study.cases.iter().map(|case| case.height_m).filter(|h| *h > highest_wet_m).min_by(f64::total_cmp)
}

/// From which height on no drop reaches the ground in any case of the table.
fn at_height(study: &ReleaseStudy) -> String {
    match dry_from_m(study) {
        Some(height_m) => format!(
            "Of a spray that is set free at {} or higher nothing reaches the ground as liquid, summer or winter, heptyl or \
             tetroxide: it arrives as vapour, if at all.",
            height(height_m)
        ),
        None => "Liquid may reach the ground from every height of the table.".to_owned(),
    }
}

fn matters_below(study: &ReleaseStudy, substance: Substance) -> Option<String> {
    let of = |season: usize| {
        let curve = study.curves.iter().find(|c| c.substance == substance && c.season == season)?;
        Some(format!("{} at {}", height(curve.matters_below_m?), day(season)))
    };
    let parts: Vec<String> = (0..SEASONS.len()).filter_map(of).collect();
    (!parts.is_empty()).then(|| {
        format!(
            "Rain of {} begins to matter below these heights, and only if set free slowly: {}.",
            name(substance),
            parts.join(", ")
        )
    })
}

/// What the study takes for granted.
pub(super) fn assumptions(carried: &Range) -> Vec<String> {
    vec![
        {
            let (q, sauter) = (ROSIN_RAMMLER_Q, SAUTER_SHARE);
            format!(
            "Break-up leaves drops up to a Weber number of 12 in the stream of air, and never larger than a fall lets \
             stand; below, sizes follow a Rosin-Rammler law, q {} to {}, Sauter mean {} to {} of the largest (assumed).",
            q.low, q.high, sauter.low, sauter.high
        )},
        "Each drop falls alone through clean, dry, standard air; the season fades in a straight line up to 11 km. What \
         it loses above 30 km, and how it bursts again where dense air brakes it from the vehicle's speed, is left out, \
         which leaves too much liquid, not too little."
            .to_owned(),
        "Drops stay liquid. Tetroxide freezes at −11 and heptyl at −57 °C: frozen drops would lose about \
         a third less, so limits for tetroxide may lie about a fifth too high in diameter."
            .to_owned(),
        format!(
            "Carried in closed tanks: {}; burnt in the cloud of the break-up: {} (both assumed).",
            range_text(carried, "of the propellant"),
            range_text(&BURNT_ALOFT, "of the rest")
        ),
    ]
}

fn size(diameter_m: f64) -> String {
    let mm = diameter_m * 1e3;
    match mm {
        d if d < 0.1 => format!("{:.0} µm", d * 1e3),
        d if d < 1.0 => format!("{d:.2} mm"),
        d => format!("{d:.1} mm"),
    }
}

fn height(height_m: f64) -> String {
    let km = height_m * 1e-3;
    if km < 9.95 { format!("{km:.1}\u{a0}km") } else { format!("{km:.0}\u{a0}km") }
}
