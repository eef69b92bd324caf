//! The five accidents of Kazakhstan whose place was reported: the place lies inside the area that holds 95 % of the
//! modelled falls, and the distance to its centre is printed. Nothing is tuned to a single case; what was chosen with the
//! distance known is said in the scenario (5 July 1999: the width of the direction).

use geo::{Contains, Intersects, Point};
use heptyl::geodesy::{LonLat, geodesic_ellipse};
use heptyl::incident::{BreakUp, FailureKind, FailureMode};
use heptyl::input::Inputs;
use heptyl::range::Range;
use heptyl::run::{RunOptions, falls};

use crate::inputs;

/// The reported place and how well it is known, m.
fn reported(inputs: &Inputs) -> (LonLat, f64) {
    let place = inputs.scenario.official.iter().find_map(|o| o.position.map(|at| (at, 1e3 * o.within_km)));
    place.expect("a reported place")
}

/// Distance from the centre of the modelled falls, km; panics where the place is outside.
fn checked_km(inputs: &Inputs, (place, within_m): (LonLat, f64)) -> f64 {
    let outcome = falls(inputs, &RunOptions::default()).expect("falls");
    let (_, region) = outcome.regions.iter().find(|(share, _)| *share == 0.95).expect("the region of 95 %");
    let at = Point::new(place.lon, place.lat);
    let circle = geodesic_ellipse(place, 2.0 * within_m.max(1.0), 2.0 * within_m.max(1.0), 0.0);
    let distance_km = place.distance_m(LonLat::new(outcome.fall.lon, outcome.fall.lat)) * 1e-3;
    eprintln!(
        "{}: {distance_km:.1} km from the centre, point inside {}, axes {:.1} by {:.1} km, 95 % in {:.0} km2",
        inputs.scenario.name,
        region.contains(&at),
        outcome.fall.sigma_along_km,
        outcome.fall.sigma_across_km,
        outcome.fall.area95_km2
    );
    assert!(
        region.contains(&at) || region.intersects(&circle),
        "{}: outside, {distance_km:.1} km",
        inputs.scenario.name
    );
    distance_km
}

/// 27 October 1999 (25 km north-east of Atasu), 5 July 1999 (Karkaraly district), 6 September 2007 (45 km south-west of
/// Zhezkazgan), 26 July 2006 (Dnepr, 150 km south). The distances are those of this version, with room for a change of
/// the random numbers; a change of the model that moves a place further fails here.
#[test]
fn reported_places_lie_inside_the_modelled_areas() {
    for (scenario, at_most_km) in
        [("zhanaarka-1999", 25.0), ("karkaraly-1999", 95.0), ("zhezkazgan-2007", 15.0), ("dnepr-2006", 55.0)]
    {
        let inputs = inputs(scenario, 4_000);
        let distance_km = checked_km(&inputs, reported(&inputs));
        assert!(distance_km < at_most_km, "{scenario}: {distance_km:.1} km");
    }
}

/// 2 July 2013: it struck 2.5 km from pad 81/24 towards site 200. The bundled scenario gives that place; here the same
/// flight is left to the model: control lost within the first 10 s, engines on to the end, turning at any rate.
#[test]
fn the_proton_of_2013_falls_beside_its_pad() {
    let mut inputs = inputs("baikonur-2013", 4_000);
    let scenario = &mut inputs.scenario;
    let place = scenario.pad.destination(133.5, 2_500.0);
    scenario.impact = None;
    scenario.failure.kind = FailureKind::Flight;
    scenario.failure.mode = FailureMode::LossOfControl;
    scenario.failure.breakup = BreakUp::None;
    scenario.failure.altitude_m = None;
    scenario.failure.time_s = Range::uniform(1.0, 10.0);
    scenario.failure.engines_until_s = Some(Range::exactly(120.0));
    let distance_km = checked_km(&inputs, (place, 500.0));
    assert!(distance_km < 12.0, "{distance_km:.1} km");
}
