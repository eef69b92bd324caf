//! The short summary at the end of a run: areas, people, first settlements, where the maps are. Plain text.

use unicode_width::UnicodeWidthStr;

use super::{WrittenFile, number};
use crate::assessment::{Outcome, SettlementExposure, Zone};
use crate::threshold::Medium;

/// Settlements that are named; the rest are in `settlements.csv`.
const SETTLEMENTS_SHOWN: usize = 5;

/// The summary, ready to be printed, with a newline at the end.
pub fn summary(outcome: &Outcome, files: &[WrittenFile]) -> String {
    let sections =
        [headline(outcome), zone_lines(outcome), settlement_lines(outcome), warning_lines(outcome), file_lines(files)];
    let text = sections.into_iter().filter(|section| !section.is_empty()).collect::<Vec<_>>().join("\n");
    // A thin space that does not break is for paper; terminals show it at odd widths.
    text.replace('\u{202f}', " ")
}

fn headline(outcome: &Outcome) -> String {
    let assessment = &outcome.assessment;
    let place = number::place(outcome.centre.lon, outcome.centre.lat);
    let mut rows = vec![
        vec!["Lift-off".to_owned(), format!("{} (UTC)", assessment.time_utc)],
        vec![
            "Impact".to_owned(),
            format!("{place}{}", if assessment.lease.inside { ", inside the lease" } else { "" }),
        ],
    ];
    let lease = &assessment.lease;
    let areas = format!(
        "{} km² by the outline used, {} km² in the treaty",
        number::exact(lease.area_km2.round()),
        number::exact(lease.official_area_km2)
    );
    rows.push(vec!["Lease".to_owned(), areas]);
    if let Some(udmh) = assessment.release_kg.get("udmh") {
        rows.push(vec!["Heptyl left".to_owned(), number::mass_range(*udmh)]);
    }
    let about = format!("{} members, seed {}; values are median (5 % – 95 %)", assessment.members, assessment.seed);
    format!("{}\n{}  {about}\n", assessment.title, aligned(&rows, &[]))
}

fn zone_lines(outcome: &Outcome) -> String {
    let zones = &outcome.assessment.zones;
    let (reached, unreached): (Vec<&Zone>, Vec<&Zone>) = zones.iter().partition(|zone| zone.probability > 0.0);
    let mut rows = vec![["Zone", "", "limit", "", "area", "people", "share of members"].map(str::to_owned).to_vec()];
    let shown = widest_of_each_kind(&reached);
    rows.extend(shown.iter().map(|zone| zone_row(zone)));
    let mut text = if reached.is_empty() { String::new() } else { aligned(&rows, &[2]) };
    if shown.len() < reached.len() {
        text += &format!(
            "  and {} more for other averaging times and later days, in zones.csv\n",
            reached.len() - shown.len()
        );
    }
    if !unreached.is_empty() {
        text += &format!("  Not reached by any member: {}\n", names(&unreached));
    }
    text
}

/// Of the zones of one substance, medium and severity the one that can be the largest.
fn widest_of_each_kind<'a>(zones: &[&'a Zone]) -> Vec<&'a Zone> {
    let same = |a: &Zone, b: &Zone| (a.medium, a.severity, &a.substance) == (b.medium, b.severity, &b.substance);
    let wider = |other: &Zone, zone: &Zone| same(other, zone) && other.area_km2.p95 > zone.area_km2.p95;
    let mut shown: Vec<&Zone> = Vec::new();
    for &zone in zones {
        if !zones.iter().any(|other| wider(other, zone)) && !shown.iter().any(|before| same(before, zone)) {
            shown.push(zone);
        }
    }
    shown
}

/// Names of zones; a whole group of averaging times would be a long list, so at most six are named.
fn names(zones: &[&Zone]) -> String {
    const NAMED: usize = 6;
    let named: Vec<&str> = zones.iter().take(NAMED).map(|zone| name(zone)).collect();
    match zones.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

fn zone_row(zone: &Zone) -> Vec<String> {
    let (limit, unit) = match zone.medium {
        Medium::Fall => (String::new(), String::new()),
        _ => (number::exact(zone.threshold), zone.unit.clone()),
    };
    vec![
        name(zone).to_owned(),
        medium(zone.medium).to_owned(),
        limit,
        unit,
        number::area_range(zone.area_km2),
        number::range(zone.population, number::count),
        number::share(zone.probability),
    ]
}

fn settlement_lines(outcome: &Outcome) -> String {
    let mut touched: Vec<&SettlementExposure> = outcome.settlements.iter().filter(|s| !s.zones.is_empty()).collect();
    if touched.is_empty() {
        return "Settlements: no listed settlement lies in a zone in 5 % of the members or more\n".to_owned();
    }
    touched.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    let row = |s: &&SettlementExposure| {
        vec![
            s.name.en.clone(),
            s.people.map_or_else(|| "?".to_owned(), number::whole),
            format!("{} km", number::two_digits(s.distance_km)),
            s.arrival_s.map_or_else(String::new, |q| format!("cloud after {}", number::span_range(q))),
            format!("{} that a limit is exceeded", number::share(s.probability)),
        ]
    };
    let rows: Vec<Vec<String>> = touched.iter().take(SETTLEMENTS_SHOWN).map(row).collect();
    let more = match touched.len().saturating_sub(SETTLEMENTS_SHOWN) {
        0 => String::new(),
        n => format!("  and {n} more in settlements.csv\n"),
    };
    format!("Settlements in a zone\n{}{more}", aligned(&rows, &[1, 2]))
}

fn warning_lines(outcome: &Outcome) -> String {
    let lines = outcome.assessment.warnings.iter().map(|warning| format!("  - {}\n", warning.text));
    let text: String = lines.collect();
    if text.is_empty() { text } else { format!("Bear in mind\n{text}") }
}

fn file_lines(files: &[WrittenFile]) -> String {
    let path_of = |name: &str| files.iter().find(|file| file.name == name).map(|file| file.path.display().to_string());
    let rows: Vec<Vec<String>> = [("Map", "map.png"), ("Report", "report.html"), ("Zones for a GIS", "zones.geojson")]
        .into_iter()
        .filter_map(|(what, name)| Some(vec![what.to_owned(), path_of(name)?]))
        .collect();
    aligned(&rows, &[])
}

fn name(zone: &Zone) -> &str {
    if zone.name.en.is_empty() { &zone.id } else { &zone.name.en }
}

fn medium(medium: Medium) -> &'static str {
    match medium {
        Medium::Air => "air",
        Medium::Soil => "soil",
        Medium::Water => "water",
        Medium::Fall => "fall",
    }
}

/// Rows in columns of equal width on the screen (a letter outside ASCII is not a byte); the named columns are
/// aligned to the right.
pub(super) fn aligned(rows: &[Vec<String>], right: &[usize]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in rows {
        let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, &width))| {
            let gap = " ".repeat(width.saturating_sub(cell.width()));
            if right.contains(&column) { gap + cell } else { cell.clone() + &gap }
        });
        let line = cells.collect::<Vec<_>>().join("  ");
        text += &format!("  {}\n", line.trim_end());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture;

    #[test]
    fn columns_line_up_whatever_the_script() {
        let rows = [
            vec!["Акай".to_owned(), "1".to_owned(), "x".to_owned()],
            vec!["Aiteke Bi".into(), "20".into(), "y".into()],
        ];
        assert_eq!(aligned(&rows, &[1]), "  Акай        1  x\n  Aiteke Bi  20  y\n");
    }

    #[test]
    fn names_areas_people_settlements_and_files() {
        let outcome = fixture::outcome();
        let file = |name: &str| WrittenFile {
            name: name.into(),
            path: std::path::Path::new("output/x").join(name),
            size_bytes: 1,
        };
        let text = summary(&outcome, &[file("map.png"), file("report.html")]);
        for expected in ["Proton-M beside pad 81/24", "142 (138–146) t", "UDMH AEGL-2, 1 h", "UDMH in soil", "Akai"] {
            assert!(text.contains(expected), "{expected} not in\n{text}");
        }
        assert!(text.contains("Map     output/x/map.png\n  Report  output/x/report.html\n"), "{text}");
        assert!(!text.contains('\u{202f}') && text.ends_with('\n'));
    }

    #[test]
    fn says_which_zones_nobody_reaches() {
        let text = summary(&fixture::flight_outcome(), &[]);
        assert!(text.contains("Not reached by any member: UDMH AEGL-3, 1 h\n"), "{text}");
    }
}
