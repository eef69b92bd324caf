//! Figures of the fall beside its map.

use crate::assessment::{FallReport, Outcome};
use crate::language::{Arg, Number, Style, msg, words};

/// Rows: id of what it is, and its value.
pub(super) fn rows(outcome: &Outcome) -> Vec<(&'static str, Arg)> {
    let loaded = outcome.impacts.iter().filter(|impact| impact.carries_propellant).count();
    let falls = outcome.assessment.fall.as_ref().map_or(outcome.assessment.members, |fall| fall.falls);
    let pieces = vec![Arg::from(outcome.impacts.len()), " (".into(), Arg::from(loaded), ")".into()];
    let mut rows = vec![("map-fall-computed", Arg::from(falls)), ("map-fall-pieces", Arg::Joined(pieces, "".into()))];
    if let Some(fall) = &outcome.assessment.fall {
        rows.extend(of(fall));
    }
    rows
}

fn of(fall: &FallReport) -> Vec<(&'static str, Arg)> {
    let km = |km: f64| Arg::from(Number::two(km)).unit("km");
    let sigma =
        msg("map-fall-sigma-value").with("along", km(fall.sigma_along_km)).with("across", km(fall.sigma_across_km));
    let altitude = fall.breakup_altitude_m;
    let breakup = altitude.times(1e-3).arg(Style::Significant(2)).unit("km");
    let mut rows = vec![
        ("map-fall-centre", words::place(fall.lon, fall.lat).into()),
        ("map-fall-sigma", sigma.into()),
        ("map-fall-azimuth", Arg::from(Number::whole(fall.azimuth_deg)).unit("deg")),
        ("map-fall-altitude", if altitude.p95 > 0.0 { breakup } else { msg("map-fall-whole").into() }),
        ("map-fall-speed", fall.impact_speed_m_s.arg(Style::Whole).unit("m/s")),
    ];
    if let Some(distance_km) = fall.distance_to_report_km {
        let report = match fall.report_inside_95 {
            Some(true) => msg("map-fall-report-inside"),
            _ => msg("map-fall-report-outside"),
        };
        rows.push(("map-fall-report", report.with("distance", km(distance_km)).into()));
    }
    rows
}
