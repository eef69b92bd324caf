//! Where it comes down: centre and areas, classes of pieces, and the places that they may strike.

use serde::Serialize;

use super::table::{Table, fact};
use crate::assessment::{FallReport, Hit, HitMethod, PieceClass};
use crate::output::number;

/// Least probability of a place in the table, and most rows.
const SHOWN_FROM: f64 = 1e-4;
const SHOWN: usize = 25;

/// The fall on the page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Fall {
    facts: Table,
    pieces: Table,
    hits: Table,
    hits_left_out: usize,
}

pub(super) fn fall(fall: &FallReport) -> Fall {
    let shown: Vec<&Hit> = fall.hits.iter().filter(|hit| hit.probability_any >= SHOWN_FROM).take(SHOWN).collect();
    let heads = ["Place", "Name", "#Main piece, %", "#Any piece, %", "#Standard error, %", "#Pieces", "From"];
    Fall {
        facts: Table::facts(&fall_facts(fall)),
        pieces: pieces(fall),
        hits_left_out: fall.hits.len() - shown.len(),
        hits: Table::new(&heads, shown.into_iter().map(hit_row)),
    }
}

fn pieces(fall: &FallReport) -> Table {
    let row = |piece: &PieceClass| {
        vec![
            piece.name.clone(),
            number::two_digits(piece.count as f64 / fall.falls.max(1) as f64),
            number::place(piece.lon, piece.lat),
            format!("{} × {} km", number::two_digits(piece.sigma_along_km), number::two_digits(piece.sigma_across_km)),
            format!("{} m/s", number::range(piece.impact_speed_m_s, number::two_digits)),
            format!("{} kg", number::range(piece.propellant_kg, number::two_digits)),
        ]
    };
    let heads = ["Piece", "#A fall", "#Mean place", "#Spread (1 sigma)", "#Speed at the ground", "#Propellant inside"];
    Table::new(&heads, fall.pieces.iter().map(row))
}

fn hit_row(hit: &Hit) -> Vec<String> {
    let from = match hit.method {
        HitMethod::Count => "counted",
        HitMethod::Density => "density",
    };
    vec![
        hit.kind.word().to_owned(),
        hit.name.clone(),
        number::percent(hit.probability_main),
        number::percent(hit.probability_any),
        number::percent(hit.standard_error),
        number::two_digits(hit.expected_pieces),
        from.to_owned(),
    ]
}

fn fall_facts(fall: &FallReport) -> Vec<(String, String)> {
    let km = |value_km: f64| format!("{} km", number::two_digits(value_km));
    let areas: Vec<String> = fall.regions.iter().map(|region| number::area(region.area_km2)).collect();
    let areas = areas.join(", ");
    let mut facts = vec![
        fact("Centre of the impacts", number::place(fall.lon, fall.lat)),
        fact("Spread along the track (one standard deviation)", km(fall.sigma_along_km)),
        fact("Spread across the track (one standard deviation)", km(fall.sigma_across_km)),
        fact("Azimuth of the long axis", format!("{}°", number::fixed(fall.azimuth_deg, 0))),
        fact("Areas that hold 50, 95 and 99 % of the main pieces", areas),
        fact("Falls computed", number::count(fall.falls as f64)),
        fact(
            "Speed of pieces with propellant at the ground",
            format!("{} m/s", number::range(fall.impact_speed_m_s, number::two_digits)),
        ),
    ];
    if fall.breakup_altitude_m.p95 > 0.0 {
        let altitude = number::range(fall.breakup_altitude_m, number::two_digits);
        facts.push(fact("Altitude of the break-up", format!("{altitude} m")));
    } else {
        facts.push(fact("Break-up", "none: the vehicle strikes the ground whole"));
    }
    if let Some(distance_km) = fall.distance_to_report_km {
        let side = match fall.report_inside_95 {
            Some(true) => ", inside the area that holds 95 % of the impacts",
            Some(false) => ", outside the area that holds 95 % of the impacts",
            None => "",
        };
        facts.push(fact("Reported place", format!("{} from the centre{side}", km(distance_km))));
    }
    facts
}
