//! People by distance, zone and region, and the places of the user, as tables of the report.

use super::table::{Table, fact};
use super::words;
use crate::assessment::{CountedBy, Outcome, PeopleAtDistance, PeopleInRegion, ReceptorExposure};
use crate::output::number;

/// Rows of receptors that are shown; `receptors.csv` has all.
const RECEPTORS_SHOWN: usize = 60;

/// What is known of the people, and of those in the widest zone.
pub(super) fn facts(outcome: &Outcome) -> Vec<(String, String)> {
    let population = &outcome.assessment.population;
    let mut facts = match population.counted_by {
        CountedBy::List => vec![
            fact("Counted by", "listed settlements and a rural background"),
            fact(
                "In listed settlements within the widest modelled zone (median)",
                number::count(population.settlements),
            ),
            fact("Rural background within it (median)", number::count(population.background)),
        ],
        CountedBy::Raster => vec![
            fact("Counted by", "cells of the population raster; settlements serve as names only"),
            fact("People within the widest modelled zone (median)", number::count(population.background)),
            fact(
                "Year of the raster",
                population.raster_year.map_or_else(|| "not known".to_owned(), |year| year.to_string()),
            ),
        ],
    };
    facts.push(fact("Year of the figures of the list", population.year.to_string()));
    if let Some(share) = population.listed_share {
        facts.push(fact("Share of the official total that the listed settlements cover", number::share(share)));
    }
    facts
}

/// People by distance from the likeliest place of impact.
pub(super) fn by_distance(outcome: &Outcome) -> Table {
    let raster = outcome.assessment.population.counted_by == CountedBy::Raster;
    let row = |row: &PeopleAtDistance| {
        let span = format!("{} to {}", row.from_km, row.to_km);
        let background = number::count(row.background);
        if raster { vec![span, background] } else { vec![span, number::count(row.settlements), background] }
    };
    let heads: &[&str] =
        if raster { &["Distance, km", "#People"] } else { &["Distance, km", "#In settlements", "#Rural background"] };
    Table::new(heads, outcome.people_tables.by_distance.iter().map(row))
}

/// People by zone and region inside the contours of 50 %.
pub(super) fn by_region(outcome: &Outcome) -> Table {
    let row = |row: &PeopleInRegion| {
        let zone = outcome.assessment.zones.iter().find(|zone| zone.id == row.zone);
        let contour = if row.contour == "geographic" { "with the spread of the place" } else { "about the place" };
        vec![
            zone.map_or(row.zone.as_str(), words::zone).to_owned(),
            contour.to_owned(),
            words::or_dash(&row.region),
            number::two_digits(row.area_km2),
            number::count(row.settlements),
            number::count(row.background),
        ]
    };
    let heads = ["Zone", "Contour of 50 %", "Region", "#Area, km²", "#In settlements", "#Background or raster"];
    Table::new(&heads, outcome.people_tables.by_region.iter().map(row))
}

/// The places of the user, those that are struck hardest first.
pub(super) fn receptors(outcome: &Outcome) -> Table {
    let mut sorted: Vec<&ReceptorExposure> = outcome.receptors.iter().collect();
    sorted.sort_by(|a, b| b.probability.total_cmp(&a.probability).then(a.distance_km.total_cmp(&b.distance_km)));
    let heads = [
        "Kind",
        "Name",
        "#Distance, km",
        "#Highest UDMH, mg/m³",
        "#Dosage UDMH, mg s/m³",
        "#Highest NO₂, mg/m³",
        "#UDMH on the ground, mg/m²",
        "#Cloud arrives after",
        "#Cloud has passed after",
        "#AEGL",
        "#Any limit exceeded",
    ];
    Table::new(&heads, sorted.into_iter().take(RECEPTORS_SHOWN).map(receptor_row))
}

fn receptor_row(r: &ReceptorExposure) -> Vec<String> {
    let mg = |q| number::range(q, number::two_digits);
    let time = |q: Option<_>| q.map_or_else(|| "–".to_owned(), number::span_range);
    vec![
        r.kind.clone(),
        words::or_dash(&r.name),
        number::two_digits(r.distance_km),
        mg(r.udmh_highest_mg_m3),
        mg(r.udmh_dosage_mg_s_m3),
        mg(r.no2_highest_mg_m3),
        mg(r.udmh_deposit_mg_m2),
        time(r.arrival_s),
        time(r.departure_s),
        r.aegl.map_or_else(|| "–".to_owned(), |level| level.to_string()),
        number::share(r.probability),
    ]
}
