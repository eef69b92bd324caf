//! Several assessments against the first of them.

use crate::assessment::{
    ComparedCase, ComparedQuantity, ComparedRow, Comparison, Difference, Outcome, Pairing, Quantiles, Zone,
    ZoneByMember,
};
use crate::input::Inputs;
use crate::substance::{Names, Substance};

/// Members of each side that are put beside each other where the ensembles share no draw: a million pairs at most.
const INDEPENDENT_AT_MOST: usize = 1_000;

/// An assessment with what it was made from.
pub struct Case<'a> {
    /// Short name that tells it from the others.
    pub label: String,
    /// What it was made from.
    pub inputs: &'a Inputs,
    /// The assessment.
    pub outcome: &'a Outcome,
}

/// Every zone and what is left on board in all assessments, and the differences from the first.
///
/// Members are put beside each other by number where both ensembles have the same seed, site and weather: a member of
/// one number has then drawn the same weather in both, because weather is drawn first. Else each member of one is put
/// beside each of the other.
pub fn compare(cases: &[Case<'_>]) -> Comparison {
    let pairings: Vec<Option<Pairing>> =
        cases.iter().enumerate().map(|(k, case)| (k > 0).then(|| pairing(&cases[0], case))).collect();
    let compared = cases.iter().zip(&pairings).map(|(case, pairing)| compared_case(case, *pairing)).collect();
    let mut rows: Vec<ComparedRow> = Substance::LOADED.into_iter().filter_map(|s| left(cases, s)).collect();
    for id in zone_ids(cases) {
        rows.extend(zone_rows(cases, &pairings, &id));
    }
    mark_main(&mut rows);
    Comparison { cases: compared, rows }
}

fn pairing(first: &Case<'_>, other: &Case<'_>) -> Pairing {
    let (a, b) = (&first.inputs.scenario, &other.inputs.scenario);
    if a.seed == b.seed && a.pad == b.pad && a.weather == b.weather && a.time_utc == b.time_utc {
        Pairing::Paired
    } else {
        Pairing::Independent
    }
}

fn compared_case(case: &Case<'_>, pairing: Option<Pairing>) -> ComparedCase {
    let assessment = &case.outcome.assessment;
    let weather = case.outcome.inputs.iter().filter(|file| file.role.starts_with("weather"));
    ComparedCase {
        label: case.label.clone(),
        scenario: assessment.scenario.clone(),
        vehicle: assessment.incident.vehicle.clone(),
        vehicle_name: case.outcome.vehicle_name.clone(),
        time_utc: assessment.time_utc.clone(),
        weather: weather.map(|file| file.path.clone()).collect(),
        members: assessment.members,
        seed: assessment.seed,
        pairing,
    }
}

/// Zones of all cases, each once, in the order in which they first come.
fn zone_ids(cases: &[Case<'_>]) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for zone in cases.iter().flat_map(|case| &case.outcome.assessment.zones) {
        if !ids.contains(&zone.id) {
            ids.push(zone.id.clone());
        }
    }
    ids
}

fn left(cases: &[Case<'_>], substance: Substance) -> Option<ComparedRow> {
    let of = |case: &Case<'_>| case.outcome.assessment.release_kg.get(substance.id()).copied();
    let values: Vec<Option<Quantiles>> = cases.iter().map(of).collect();
    values.iter().flatten().any(|q| q.p95 > 0.0).then(|| ComparedRow {
        id: substance.id().to_owned(),
        quantity: ComparedQuantity::Left,
        unit: "kg",
        substance: substance.id().to_owned(),
        medium: None,
        severity: None,
        name: Names::default(),
        differences: vec![None; values.len()],
        values,
        is_main: true,
    })
}

fn zone_rows(cases: &[Case<'_>], pairings: &[Option<Pairing>], id: &str) -> Vec<ComparedRow> {
    let zones: Vec<Option<&Zone>> =
        cases.iter().map(|case| case.outcome.assessment.zones.iter().find(|zone| zone.id == id)).collect();
    let Some(known) = zones.iter().flatten().next() else { return Vec::new() };
    let members: Vec<Option<&ZoneByMember>> =
        cases.iter().map(|case| case.outcome.zones_by_member.iter().find(|zone| zone.zone == id)).collect();
    let row = |quantity, unit, value: fn(&Zone) -> Quantiles, by_member: fn(&ZoneByMember) -> &[f64]| ComparedRow {
        id: id.to_owned(),
        quantity,
        unit,
        substance: known.substance.clone(),
        medium: Some(known.medium),
        severity: Some(known.severity),
        name: known.name.clone(),
        values: zones.iter().map(|zone| zone.map(value)).collect(),
        differences: members
            .iter()
            .zip(pairings)
            .map(|(other, pairing)| difference(by_member((*members.first()?)?), by_member((*other)?), (*pairing)?))
            .collect(),
        is_main: false,
    };
    vec![
        row(ComparedQuantity::Area, "km2", |zone| zone.area_km2, |zone| &zone.area_km2),
        row(ComparedQuantity::People, "people", |zone| zone.population, |zone| &zone.people),
    ]
}

/// Difference of the second from the first over the members that are put beside each other.
fn difference(first: &[f64], second: &[f64], pairing: Pairing) -> Option<Difference> {
    let differences: Vec<f64> = match pairing {
        Pairing::Paired => first.iter().zip(second).map(|(a, b)| b - a).collect(),
        Pairing::Independent => {
            let some = |values: &[f64]| values[..values.len().min(INDEPENDENT_AT_MOST)].to_vec();
            let (first, second) = (some(first), some(second));
            first.iter().flat_map(|a| second.iter().map(move |b| b - a)).collect()
        }
    };
    let share = |of: fn(&f64) -> bool| differences.iter().filter(|d| of(d)).count() as f64 / differences.len() as f64;
    (!differences.is_empty()).then(|| Difference {
        share_larger: share(|d| *d > 0.0),
        share_smaller: share(|d| *d < 0.0),
        difference: Quantiles::of(differences.iter().copied()),
    })
}

/// Of each substance, medium and severity the zone that can be the largest in any case; later days are left to the files.
fn mark_main(rows: &mut [ComparedRow]) {
    let widest = |row: &ComparedRow| row.values.iter().flatten().map(|q| q.p95).fold(0.0, f64::max);
    let sizes: Vec<(usize, f64)> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.quantity == ComparedQuantity::Area && !row.id.contains("-day-"))
        .map(|(k, row)| (k, widest(row)))
        .collect();
    for (k, size) in &sizes {
        let same = |other: &ComparedRow| {
            (other.medium, other.severity, &other.substance)
                == (rows[*k].medium, rows[*k].severity, &rows[*k].substance)
        };
        let beaten = sizes.iter().any(|(j, other)| same(&rows[*j]) && (*other > *size || (*other == *size && j < k)));
        if !beaten && *size > 0.0 {
            let id = rows[*k].id.clone();
            rows.iter_mut().filter(|row| row.id == id).for_each(|row| row.is_main = true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same three numbers: paired they do not differ, independent they do by up to 2.
    #[test]
    fn pairing_takes_out_what_both_share() {
        let values = [1.0, 2.0, 3.0];
        let paired = difference(&values, &values, Pairing::Paired).expect("members");
        assert_eq!((paired.difference.p05, paired.difference.p95, paired.share_larger), (0.0, 0.0, 0.0));
        let independent = difference(&values, &values, Pairing::Independent).expect("members");
        assert!(independent.difference.p95 > 1.0 && independent.difference.median == 0.0);
        assert!((independent.share_larger - 1.0 / 3.0).abs() < 1e-12);
        assert!(difference(&[], &values, Pairing::Paired).is_none());
    }

    /// A shift by 10 in every member is a difference of 10 without spread.
    #[test]
    fn a_shift_is_found_exactly_where_members_are_paired() {
        let first = [5.0, 1.0, 9.0, 4.0];
        let second = first.map(|v| v + 10.0);
        let found = difference(&first, &second, Pairing::Paired).expect("members");
        assert_eq!(found.difference, Quantiles::exactly(10.0));
        assert_eq!((found.share_larger, found.share_smaller), (1.0, 0.0));
    }
}
