//! The first page: what happened, where, how much, which areas, how many people, what to do first.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use serde::Serialize;

use super::table::Table;
use super::words;
use crate::assessment::{Outcome, Zone};
use crate::output::number;
use crate::threshold::{Medium, Severity};
use crate::units;

/// Share of the members from which a settlement is named, 0 to 1: the same as for `settlements` of a zone.
const NAMED_FROM: f64 = 0.05;

/// Settlements that the first page names.
const SETTLEMENTS_NAMED: usize = 6;

/// What the first page says.
#[derive(Serialize)]
pub(super) struct Summary {
    title: String,
    scenario: String,
    when: String,
    text: String,
    answer: Vec<(&'static str, String)>,
    facts: Table,
    zones: Table,
    unreached: String,
    settlements: String,
    steps: Vec<String>,
    members: usize,
}

impl Summary {
    pub(super) fn new(outcome: &Outcome) -> Self {
        let assessment = &outcome.assessment;
        let unreached: Vec<String> =
            assessment.zones.iter().filter(|zone| zone.probability <= 0.0).map(|z| words::zone(z).to_owned()).collect();
        Self {
            title: assessment.title.clone(),
            scenario: assessment.scenario.clone(),
            when: when(&assessment.time_utc, outcome.utc_offset_h),
            text: outcome.summary.clone(),
            answer: answer(outcome),
            facts: Table::facts(&facts(outcome)),
            zones: key_table(outcome),
            unreached: words::list(&unreached),
            settlements: settlements(outcome),
            steps: first_steps(outcome),
            members: assessment.members,
        }
    }
}

/// Lift-off in UTC and local time; as it stands where it is no timestamp.
fn when(time_utc: &str, utc_offset_h: f64) -> String {
    let Ok(time) = time_utc.parse::<Timestamp>() else { return time_utc.to_owned() };
    let utc = time.strftime("%-d %B %Y, %H:%M UTC").to_string();
    match Offset::from_seconds((utc_offset_h * 3600.0).round() as i32) {
        Ok(offset) => {
            let local = time.to_zoned_datetime(TimeZone::fixed(offset)).strftime("%-d %B, %H:%M");
            format!("{utc} ({local} local time, UTC{utc_offset_h:+})")
        }
        Err(_) => utc,
    }
}

/// The answer in a few lines, what it is about and what it is: air, soil, fall.
fn answer(outcome: &Outcome) -> Vec<(&'static str, String)> {
    let widest = |medium: Medium, least: Severity, most: Severity| {
        let zones = reached(outcome).filter(|zone| zone.medium == medium && (least..=most).contains(&zone.severity));
        zones.max_by(|a, b| a.area_km2.median.total_cmp(&b.area_km2.median))
    };
    let acute = widest(Medium::Air, Severity::Acute2, Severity::Acute3);
    let norm = widest(Medium::Air, Severity::Hygienic, Severity::Hygienic);
    let soil = widest(Medium::Soil, Severity::Hygienic, Severity::Acute3);
    let fall = widest(Medium::Fall, Severity::Hygienic, Severity::Acute3);
    let nowhere = || "no member exceeds such a limit.".to_owned();
    let mut answer = vec![
        ("Air, lasting harm possible", acute.map_or_else(nowhere, extent)),
        ("Air, hygienic norm exceeded", norm.map_or_else(nowhere, extent)),
        ("Soil", soil.map_or_else(nowhere, extent)),
    ];
    answer.extend(fall.map(|zone| ("Fall of pieces", extent(zone))));
    answer
}

/// Name, area, people and share of members of a zone, as a sentence.
fn extent(zone: &Zone) -> String {
    let area = number::area_range(zone.area_km2);
    let people = if zone.population.p95 > 0.0 {
        format!("people inside: {}", number::range(zone.population, number::count))
    } else {
        "nobody lives inside".to_owned()
    };
    let share = if zone.probability < 1.0 {
        format!("; {} of the members have such a zone", number::share(zone.probability))
    } else {
        String::new()
    };
    format!("{area} ({}); {people}{share}.", words::zone(zone))
}

fn facts(outcome: &Outcome) -> Vec<(String, String)> {
    let assessment = &outcome.assessment;
    let mut facts = vec![("Vehicle".to_owned(), outcome.vehicle_name.en.clone())];
    facts.push(("Place of impact".to_owned(), place(outcome)));
    for (id, mass_kg) in words::in_order(&assessment.release_kg).into_iter().filter(|(_, mass)| mass.p95 > 0.0) {
        facts.push((format!("Left aboard: {}", words::substance(id)), number::mass_range(*mass_kg)));
    }
    for (fate, mass_kg) in outcome.fates.iter().filter(|(_, mass)| mass.p95 > 0.0) {
        facts.push((format!("Of the toxic propellant: {fate}"), number::mass_range(*mass_kg)));
    }
    facts
}

fn place(outcome: &Outcome) -> String {
    let centre = outcome.centre;
    let lease = if outcome.assessment.lease.inside { "inside" } else { "outside" };
    let known = if outcome.assessment.fall.is_some() { "likeliest place, computed" } else { "given by the scenario" };
    format!(
        "{} ({known}); from the launch pad {}; {lease} the leased area",
        number::place(centre.lon, centre.lat),
        words::way(outcome.pad, centre)
    )
}

/// Zones that the program computed and at least one member reaches.
fn reached(outcome: &Outcome) -> impl Iterator<Item = &Zone> {
    outcome.assessment.zones.iter().filter(|zone| zone.probability > 0.0 && words::is_modelled(zone))
}

/// One zone for each medium and severity, the widest, worst first.
fn key_zones(outcome: &Outcome) -> Vec<&Zone> {
    let mut zones: Vec<&Zone> = reached(outcome).collect();
    let size = |zone: &Zone| (zone.area_km2.median, zone.area_km2.p95);
    zones.sort_by(|a, b| {
        let by_size = size(b).partial_cmp(&size(a)).unwrap_or(std::cmp::Ordering::Equal);
        a.medium.cmp(&b.medium).then(b.severity.cmp(&a.severity)).then(by_size)
    });
    zones.dedup_by_key(|zone| (zone.medium, zone.severity));
    zones
}

fn key_table(outcome: &Outcome) -> Table {
    let row = |zone: &&Zone| {
        vec![
            words::zone(zone).to_owned(),
            words::meaning(zone).to_owned(),
            words::limit(zone),
            number::area_range(zone.area_km2),
            format!("{} km", number::range(zone.reach_km, number::two_digits)),
            number::range(zone.population, number::count),
            number::share(zone.probability),
        ]
    };
    let heads = ["Zone", "Meaning", "#Limit", "#Area", "#Reach", "#People inside", "#Share of members"];
    Table::new(&heads, key_zones(outcome).iter().map(row))
}

fn named(outcome: &Outcome) -> Vec<String> {
    let mut near: Vec<_> = outcome.settlements.iter().filter(|s| s.probability >= NAMED_FROM).collect();
    near.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    let more = near.len().saturating_sub(SETTLEMENTS_NAMED);
    let name = |s: &&crate::assessment::SettlementExposure| format!("{} ({})", s.name.en, number::share(s.probability));
    let mut names: Vec<String> = near.iter().take(SETTLEMENTS_NAMED).map(name).collect();
    if more > 0 {
        names.push(format!("{more} more"));
    }
    names
}

fn settlements(outcome: &Outcome) -> String {
    let names = named(outcome);
    if names.is_empty() {
        "No listed settlement lies in a zone in 5 % of the members or more.".to_owned()
    } else {
        format!(
            "Listed settlements in which any limit is exceeded in 5 % of the members or more, with that share: {}.",
            words::list(&names)
        )
    }
}

/// What to do first, as far as it follows from the result.
fn first_steps(outcome: &Outcome) -> Vec<String> {
    let steps =
        [close_the_area(outcome), tell_people(outcome), sample_soil(outcome), search(outcome), weather(outcome)];
    steps.into_iter().flatten().collect()
}

fn furthest(outcome: &Outcome, wanted: impl Fn(&Zone) -> bool) -> Option<&Zone> {
    let zones = reached(outcome).filter(|zone| wanted(zone));
    zones.max_by(|a, b| a.reach_km.p95.total_cmp(&b.reach_km.p95))
}

fn close_the_area(outcome: &Outcome) -> Option<String> {
    let zone = furthest(outcome, |zone| zone.medium == Medium::Air && zone.severity >= Severity::Acute2)?;
    Some(format!(
        "Keep people out, first of all downwind, to {} km from the place of impact (reach of “{}” in 95 % of the \
         members) until the measured concentration in air stays below {}. Crews that must enter need self-contained \
         breathing apparatus and closed protective suits: heptyl and its oxidiser are poisonous through lungs and skin.",
        number::two_digits(zone.reach_km.p95),
        words::zone(zone),
        words::limit(zone)
    ))
}

fn tell_people(outcome: &Outcome) -> Option<String> {
    let names = named(outcome);
    (!names.is_empty()).then(|| format!("Warn and measure the air first in {}.", words::list(&names)))
}

/// End of the name of zones of spilt liquid alone.
const SPILT: &str = "-spilt";

fn sample_soil(outcome: &Outcome) -> Option<String> {
    let spilt = |zone: &Zone| zone.medium == Medium::Soil && (zone.id.ends_with(SPILT) || zone.substance == "kerosene");
    let zone = furthest(outcome, spilt)?;
    let film = furthest(outcome, |zone| zone.medium == Medium::Soil)
        .filter(|film| film.reach_km.p95 > zone.reach_km.p95)
        .map_or(String::new(), |film| {
            let km = number::two_digits(film.reach_km.p95);
            format!(" A thin film of the cloud may lie to {km} km (“{}”): sample it along the wind as samples.csv proposes.", words::zone(film))
        });
    Some(format!(
        "Mark the ground to {} m from each place where propellant came down (reach of “{}” in 95 % of the members). Take \
         soil at 0–10, 10–20 and 20–30 cm, split every sample between the laboratories of both sides, and write down \
         laboratory, point and depth. No grazing, haymaking or use of open water there until the results are known.{film}",
        number::two_digits(units::m_from_km(zone.reach_km.p95)),
        words::zone(zone)
    ))
}

fn search(outcome: &Outcome) -> Option<String> {
    let fall = outcome.assessment.fall.as_ref()?;
    Some(format!(
        "Search for pieces in the area that holds 95 % of the impacts ({}, long axis at azimuth {}°), tanks first: they \
         carry what reaches the soil.",
        number::area(fall.area95_km2),
        number::fixed(fall.azimuth_deg, 0)
    ))
}

fn weather(outcome: &Outcome) -> Option<String> {
    (!outcome.weather_observed).then(|| {
        "Obtain the weather observed on the day (nearest station and sounding) and repeat this assessment: the zones in \
         the air rest on an assumed range of wind."
            .to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture;

    #[test]
    fn tells_universal_and_local_time() {
        assert_eq!(when("2013-07-02T02:38:21Z", 6.0), "2 July 2013, 02:38 UTC (2 July, 08:38 local time, UTC+6)");
        assert_eq!(when("5 July 1999", 6.0), "5 July 1999");
    }

    /// Measured and restricted areas never stand among the modelled ones.
    #[test]
    fn only_modelled_zones_are_on_the_first_page() {
        let mut outcome = fixture::outcome();
        outcome.assessment.zones.iter_mut().for_each(|zone| zone.basis = crate::assessment::Basis::Restricted);
        assert!(key_zones(&outcome).is_empty());
        assert!(answer(&outcome).iter().all(|(_, text)| text.starts_with("no member")));
    }

    /// One row a severity, the widest of each, and none that nobody reaches.
    #[test]
    fn key_zones_are_the_widest_of_each_severity() {
        let outcome = fixture::outcome();
        let ids: Vec<&str> = key_zones(&outcome).iter().map(|zone| zone.id.as_str()).collect();
        assert_eq!(ids, ["udmh-aegl3-60min", "udmh-idlh", "udmh-aegl2-60min", "udmh-mpc-air-single", "udmh-mpc-soil"]);
    }

    #[test]
    fn proposes_only_what_the_result_asks_for() {
        let pad = first_steps(&fixture::outcome());
        assert!(pad[0].starts_with("Keep people out") && !pad.iter().any(|step| step.starts_with("Search")));
        let flight = first_steps(&fixture::flight_outcome());
        assert!(flight.iter().any(|step| step.starts_with("Search for pieces")));
        let mut clean = fixture::outcome();
        clean.weather_observed = true;
        clean.settlements.clear();
        clean.assessment.zones.iter_mut().for_each(|zone| zone.probability = 0.0);
        assert!(first_steps(&clean).is_empty());
    }
}
