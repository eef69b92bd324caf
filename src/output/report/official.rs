//! What was officially reported, beside what the model gives for the same thing.

use serde::Serialize;

use super::words;
use crate::assessment::{Assessment, Outcome, Quantiles, SettlementExposure, Zone};
use crate::incident::Official;
use crate::output::number;
use crate::threshold::{Medium, Severity};
use crate::units;

/// One reported figure and its counterpart.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Finding {
    quantity: String,
    reported: String,
    basis: String,
    source: String,
    modelled: Vec<(String, String)>,
    why: Vec<String>,
}

/// All reported figures of the scenario.
pub(super) fn findings(outcome: &Outcome) -> Vec<Finding> {
    outcome.assessment.official.iter().map(|official| finding(official, outcome)).collect()
}

fn finding(official: &Official, outcome: &Outcome) -> Finding {
    Finding {
        quantity: official.quantity.clone(),
        reported: reported(official),
        basis: official.basis.clone(),
        source: official.source.clone(),
        modelled: counterparts(official, outcome),
        why: why(official),
    }
}

fn reported(official: &Official) -> String {
    match (official.value, official.position) {
        (Some(value), _) => format!("{} {}", number::exact(value), number::unit(&official.unit)),
        (None, Some(place)) => number::place(place.lon, place.lat),
        (None, None) => "in words".to_owned(),
    }
}

/// What the model says to it: at a reported place the impact, else the zone that the note names, else the settlements
/// that the words name, else the zones of the medium.
fn counterparts(official: &Official, outcome: &Outcome) -> Vec<(String, String)> {
    let assessment = &outcome.assessment;
    if official.position.is_some() {
        return place_counterpart(assessment);
    }
    let kind = kind(&official.unit);
    if matches!(kind, Kind::Other) || official.zone_id().is_none() {
        let named = settlements_in(&format!("{} {}", official.quantity, official.note), outcome);
        if !named.is_empty() {
            return named.into_iter().map(settlement_counterpart).collect();
        }
    }
    let zones = zones_for(official, assessment);
    let zones = if matches!(kind, Kind::Content) && official.zone_id().is_none() { Vec::new() } else { zones };
    match kind {
        Kind::Area => area_counterparts(official, &zones, assessment),
        Kind::People => people_counterparts(official, &zones, assessment),
        Kind::Content => zones.iter().flat_map(|zone| content_counterparts(zone, assessment)).collect(),
        Kind::Other => Vec::new(),
    }
}

/// Contents of the layers where most liquid was spilt, on the day of a zone in soil.
fn content_counterparts(zone: &Zone, assessment: &Assessment) -> Vec<(String, String)> {
    let day = assessment.soil.iter().find(|day| Some(day.day) == zone.day);
    let layers = day.map_or(&[][..], |day| &day.worst);
    layers
        .iter()
        .map(|layer| {
            let mg_kg = if zone.substance == "ndma" { layer.ndma_mg_kg } else { layer.udmh_mg_kg };
            let label = format!("where most was spilt, {}", layer.layer.replace('-', "–"));
            (label, format!("{} mg/kg", number::range(mg_kg, number::two_digits)))
        })
        .collect()
}

enum Kind {
    Content,
    Area,
    People,
    Other,
}

fn kind(unit: &str) -> Kind {
    match unit {
        "m2" | "m²" | "ha" | "km2" | "km²" => Kind::Area,
        "mg/kg" => Kind::Content,
        "people" | "persons" | "inhabitants" => Kind::People,
        _ => Kind::Other,
    }
}

/// The zone that the note names, none where it says so; else those of the medium with the lowest limit (the widest).
fn zones_for<'a>(official: &Official, assessment: &'a Assessment) -> Vec<&'a Zone> {
    let fits = |zone: &&Zone| match official.zone_id() {
        Some(id) => zone.id == id,
        None => Some(zone.medium) == official.medium && zone.severity == Severity::Hygienic,
    };
    assessment.zones.iter().filter(fits).collect()
}

fn area_counterparts(official: &Official, zones: &[&Zone], assessment: &Assessment) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> =
        zones.iter().map(|zone| (words::zone(zone).to_owned(), area_like(&official.unit, zone.area_km2))).collect();
    let open = found.is_empty() && official.zone_id().is_none();
    if let (Some(Medium::Fall), Some(fall), true) = (official.medium, &assessment.fall, open) {
        let label = "area that holds 95 % of the impacts".to_owned();
        found.push((label, number::area(fall.area95_km2)));
    }
    found
}

/// An area in the unit of the report, so that the eye can compare.
fn area_like(unit: &str, area_km2: Quantiles) -> String {
    let (unit, convert): (&str, fn(f64) -> f64) = match unit {
        "m2" | "m²" => ("m²", units::m2_from_km2),
        "ha" => ("ha", units::ha_from_km2),
        _ => ("km²", |km2| km2),
    };
    format!("{} {unit}", number::range(area_km2, |km2| number::two_digits(convert(km2))))
}

fn people_counterparts(official: &Official, zones: &[&Zone], assessment: &Assessment) -> Vec<(String, String)> {
    if official.medium.is_some() || official.zone_id().is_some() {
        let people = |zone: &&Zone| (words::zone(zone).to_owned(), number::range(zone.population, number::count));
        return zones.iter().map(people).collect();
    }
    let people = &assessment.population;
    vec![
        ("in listed settlements within the widest zone".to_owned(), number::count(people.settlements)),
        ("in the rural background within it".to_owned(), number::count(people.background)),
    ]
}

fn place_counterpart(assessment: &Assessment) -> Vec<(String, String)> {
    let Some(fall) = &assessment.fall else { return Vec::new() };
    let Some(distance_km) = fall.distance_to_report_km else { return Vec::new() };
    let side = match fall.report_inside_95 {
        Some(true) => "inside",
        Some(false) => "outside",
        None => "relation not known to",
    };
    vec![
        ("likeliest place of impact".to_owned(), number::place(fall.lon, fall.lat)),
        ("distance between the two".to_owned(), format!("{} km", number::two_digits(distance_km))),
        ("reported place".to_owned(), format!("{side} the area that holds 95 % of the impacts")),
    ]
}

fn settlements_in<'a>(text: &str, outcome: &'a Outcome) -> Vec<&'a SettlementExposure> {
    let named = |s: &&SettlementExposure| !s.name.en.is_empty() && text.contains(&s.name.en);
    outcome.settlements.iter().filter(named).collect()
}

fn settlement_counterpart(s: &SettlementExposure) -> (String, String) {
    let highest = number::range(s.udmh_highest_mg_m3, number::two_digits);
    let share = number::share(s.probability);
    (s.name.en.clone(), format!("highest UDMH in air {highest} mg/m³; a limit is exceeded in {share} of the members"))
}

/// Reasons for a difference: what the kind of report means, and what the scenario's author notes.
fn why(official: &Official) -> Vec<String> {
    let general = match official.basis.as_str() {
        "measured" => {
            "A measurement holds for the points and the days of sampling; the model holds for the hours after the \
             event and for every place, over the whole range of assumed conditions."
        }
        "restricted" => {
            "A restriction follows administrative or practical lines and includes a margin; it is not the area above \
             a limit, and only its order of magnitude can be compared."
        }
        _ => "A statement without its method; only its order of magnitude can be compared.",
    };
    [general.to_owned(), official.remark()].into_iter().filter(|text| !text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy::LonLat;
    use crate::output::fixture;

    fn modelled(change: impl FnOnce(&mut Official)) -> Vec<(String, String)> {
        let mut outcome = fixture::flight_outcome();
        change(&mut outcome.assessment.official[0]);
        findings(&outcome).remove(0).modelled
    }

    /// 13 100 m2 of soil stands beside the soil zone in m2.
    #[test]
    fn areas_stand_in_the_unit_of_the_report() {
        let outcome = fixture::outcome();
        let finding = findings(&outcome).remove(0);
        assert_eq!(finding.reported, "13\u{202f}100 m²");
        assert_eq!(finding.modelled.len(), 2);
        assert!(finding.modelled.iter().all(|(_, value)| value.ends_with(" m²")), "{:?}", finding.modelled);
    }

    #[test]
    fn a_zone_named_in_the_note_is_the_counterpart() {
        let found = modelled(|official| official.note = "zone: udmh-aegl2-60min; as an example".into());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, "UDMH AEGL-2, 1 h");
        assert_eq!(modelled(|official| official.note = "zone: none; an order".into()), vec![]);
        let people = modelled(|official| {
            (official.unit, official.medium, official.note) = ("people".into(), None, "zone: fall-95".into());
        });
        assert_eq!(people.len(), 1);
    }

    /// The id of the zone is for the program, not for the reader.
    #[test]
    fn the_reasons_do_not_print_the_mark() {
        let mut outcome = fixture::flight_outcome();
        outcome.assessment.official[0].note = "zone: fall-95; in three weeks".into();
        assert_eq!(findings(&outcome).remove(0).why[1], "in three weeks");
    }

    #[test]
    fn settlements_places_and_people_find_their_counterpart() {
        let settlement = modelled(|official| official.quantity = "no exceedance in Karkaraly".into());
        assert!(settlement.len() == 1 && settlement[0].1.starts_with("highest UDMH in air"), "{settlement:?}");
        let place = modelled(|official| official.position = Some(LonLat::new(75.475, 49.412)));
        assert_eq!(place[1].1, "12 km");
        let people = modelled(|official| (official.unit, official.medium) = ("people".into(), None));
        assert_eq!(people[1].1, "12");
        let other = modelled(|official| (official.unit, official.medium) = ("mg/kg".into(), None));
        assert!(other.is_empty());
    }
}
