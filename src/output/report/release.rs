//! What of the propellant reaches the ground as liquid, by height of the release and season.

use serde::Serialize;

use super::table::Table;
use super::words;
use crate::assessment::{Outcome, Quantiles, ReleaseCase, ReleaseStudy};
use crate::output::number;
use crate::units::km_from_m;

/// Heights and seasons that the question of 1999 names; the other cases stand in the second table.
const ASKED_FROM_M: f64 = 20e3;
const ASKED_SEASONS: [&str; 2] = ["summer", "winter"];

/// The study on the page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Release {
    findings: Vec<String>,
    asked: Table,
    totals: Table,
    assumptions: Vec<String>,
}

/// The study of an outcome, where it has one.
pub(super) fn release(outcome: &Outcome) -> Option<Release> {
    let study = outcome.release_study.as_ref()?;
    Some(Release {
        findings: study.findings.clone(),
        asked: asked(study),
        totals: totals(study),
        assumptions: study.assumptions.clone(),
    })
}

fn asked(study: &ReleaseStudy) -> Table {
    let season = |case: &ReleaseCase| study.seasons.get(case.season).map_or("", |s| s.id);
    let cases = study.cases.iter().filter(|c| c.height_m >= ASKED_FROM_M && ASKED_SEASONS.contains(&season(c)));
    let row = |case: &ReleaseCase| {
        vec![
            words::substance(case.substance.id()).to_owned(),
            number::fixed(km_from_m(case.height_m), 0),
            format!("{} ({})", season(case), air(study, case.season)),
            format!("{} / {}", percent(case.at_speed.liquid), percent(case.at_rest.liquid)),
            percent(case.total),
            case.reason.clone(),
        ]
    };
    let heads = [
        "Substance",
        "#Set free at, km",
        "Air at ground",
        "#Spray at speed / at rest, %",
        "#Spray and tanks, %",
        "Why",
    ];
    Table::new(&heads, cases.map(row))
}

/// Every height in a row, every season in a column.
fn totals(study: &ReleaseStudy) -> Table {
    let mut heads = vec!["Substance".to_owned(), "#Set free at, km".to_owned()];
    heads.extend((0..study.seasons.len()).map(|season| format!("#{}", air(study, season))));
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let first = study.cases.iter().filter(|case| case.season == 0);
    let row = |first: &ReleaseCase| {
        let of = |season: usize| {
            let same =
                |c: &&ReleaseCase| c.substance == first.substance && c.height_m == first.height_m && c.season == season;
            study.cases.iter().find(same).map_or_else(|| "–".to_owned(), |case| percent(case.total))
        };
        let mut row =
            vec![words::substance(first.substance.id()).to_owned(), number::fixed(km_from_m(first.height_m), 0)];
        row.extend((0..study.seasons.len()).map(of));
        row
    };
    Table::new(&heads, first.map(row))
}

fn air(study: &ReleaseStudy, season: usize) -> String {
    study.seasons.get(season).map_or_else(String::new, |s| format!("{:+.0} °C", s.ground_c).replace('-', "−"))
}

fn percent(share: Quantiles) -> String {
    number::range(share, number::percent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture;

    /// Four heights, two seasons and two substances are asked for; all heights stand in the second table.
    #[test]
    fn both_tables_are_complete() {
        let release = release(&fixture::flight_outcome()).expect("the flight has a study");
        let json = serde_json::to_value(&release).expect("text");
        let rows = |table: &str| json[table]["rows"].as_array().map_or(0, Vec::len);
        assert_eq!((rows("asked"), rows("totals")), (16, 16));
        let first: Vec<String> = serde_json::from_value(json["asked"]["rows"][0].clone()).expect("texts");
        assert_eq!(first[..3], ["heptyl (UDMH)", "20", "summer (+35 °C)"]);
    }

    #[test]
    fn a_crash_beside_the_pad_has_none() {
        assert!(release(&fixture::outcome()).is_none());
    }
}
