//! Which input moves the result most, and what to measure first.

use serde::Serialize;

use super::table::Table;
use crate::assessment::{Answer, Correlation, DriverReport, Outcome, Sensitivity};
use crate::output::sensitivity::range_text;

/// The study on the page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct SensitivityPage {
    findings: Vec<String>,
    tells: bool,
    confidence: String,
    table: Table,
    left_out: Table,
}

/// The sensitivity of an outcome on the page.
pub(super) fn sensitivity(outcome: &Outcome) -> SensitivityPage {
    let found = &outcome.assessment.sensitivity;
    SensitivityPage {
        findings: found.findings.iter().map(|text| crate::output::number::unit(text)).collect(),
        tells: found.tells(),
        confidence: format!("{:.0} %", 100.0 * found.confidence),
        table: effects(found),
        left_out: left_out(found),
    }
}

/// One input a row, two columns for each answer that is told; inputs without any stand out nowhere and are left out.
fn effects(found: &Sensitivity) -> Table {
    let told: Vec<&Answer> = found.answers.iter().filter(|answer| !answer.effects.is_empty()).collect();
    let mut heads = vec!["Input".to_owned(), "90 % of the members".to_owned()];
    for answer in &told {
        heads.push(format!("#{}", answer.title));
        heads.push("#others held".to_owned());
    }
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let strength = |driver: &DriverReport| {
        let effects = told.iter().flat_map(|answer| &answer.effects).filter(|effect| effect.driver == driver.id);
        effects.map(|effect| effect.rank.value.abs()).fold(-1.0, f64::max)
    };
    let stands_out = |driver: &&DriverReport| {
        told.iter().flat_map(|answer| &answer.effects).any(|effect| effect.told && effect.driver == driver.id)
    };
    let mut drivers: Vec<&DriverReport> = found.drivers.iter().filter(stands_out).collect();
    drivers.sort_by(|a, b| strength(b).total_cmp(&strength(a)));
    Table::new(&heads, drivers.into_iter().map(|driver| row(driver, &told)))
}

fn row(driver: &DriverReport, told: &[&Answer]) -> Vec<String> {
    let mut row = vec![driver.name.clone(), range_text(driver.range, driver.unit)];
    for answer in told {
        let effect = answer.effects.iter().find(|effect| effect.driver == driver.id);
        row.push(effect.map_or_else(dash, |effect| written(effect.rank)));
        row.push(effect.and_then(|effect| effect.partial).map_or_else(dash, written));
    }
    row
}

fn dash() -> String {
    "–".to_owned()
}

/// A correlation with its interval, and a mark where that holds zero.
fn written(correlation: Correlation) -> String {
    let sign = |value: f64| format!("{value:+.2}").replace('-', "−");
    let mark = if correlation.is_told() { "" } else { " *" };
    format!("{} ({} to {}){mark}", sign(correlation.value), sign(correlation.low), sign(correlation.high))
}

fn left_out(found: &Sensitivity) -> Table {
    Table::new(&[], found.left_out.iter().map(|left| vec![left.name.to_owned(), left.because.clone()]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture;

    /// The strongest comes first, an interval that holds zero is marked, and what stands out nowhere has no row.
    #[test]
    fn the_table_holds_what_stands_out() {
        let page = sensitivity(&fixture::outcome());
        let json = serde_json::to_value(&page).expect("text");
        let rows = json["table"]["rows"].as_array().expect("rows");
        assert_eq!(rows[0][0], "Fuel let go as vapour in low air");
        assert_eq!(rows[1][0], "Spread of the spill (1 sigma)");
        assert!(rows[1][2].as_str().expect("text").starts_with("+0.88 (+0.8"));
        assert!(rows[1][4].as_str().expect("text").ends_with(" *"));
        assert_eq!(rows[0][5], "–");
        assert!(rows.iter().all(|row| row[0] != "Speed at the ground"));
        assert_eq!(json["left_out"]["rows"][0][1], "the same in every member");
    }
}
