//! First stages of Proton that were found in zones 15 and 25, 1970 to 2001 (ecological passport of the zones, Karaganda
//! 2002, list of places), beside `heptyl fall --vehicle proton-k --site 81/24 --stage 1`.
//!
//! Calibrated on the odd rows of the table (the 1st, 3rd, ...): mean range of the eastern cluster (drag area of the
//! stage), mean range of the western cluster (cut-off altitude of the flights to the planets), share of the western
//! cluster, mean direction of both (launch azimuths), spread across the track (lift of a trimmed stage), spread of the
//! eastern cluster along it (differences from launch to launch). The even rows are the check. The season is not
//! calibrated at all. Positions are on Pulkovo 1942.

use geo::{Contains, Point};
use heptyl::ensemble::falls::{Falls, main_piece};
use heptyl::footprint::axes::Axes;
use heptyl::geodesy::{Coord, LocalPlane, LonLat, PULKOVO_1942, to_wgs84};
use heptyl::incident::Scenario;
use heptyl::input::{FallOf, InputOptions, Inputs, Planned, planned};

use crate::{number, table};

/// West of it lies the cluster of the flights to the Moon and the planets, degrees.
const BETWEEN_CLUSTERS_LON: f64 = 66.40;

/// A stage that was found.
#[derive(Debug, Clone, Copy)]
struct Found {
    place: LonLat,
    month: Option<u32>,
}

fn found() -> Option<Vec<Found>> {
    let rows = table("proton_stage1_falls.csv")?;
    let found = rows.iter().map(|row| {
        // 12.03.2000 is printed with 47.7264 N: a slip for 47.31 (domain reference, appendix A).
        let lat = number(row, "lat_deg");
        let lat = if lat > 47.6 { 47.31 } else { lat };
        let place = to_wgs84(PULKOVO_1942, number(row, "lon_deg"), lat).expect("a place in Kazakhstan");
        let month = row["launch_date"].split('.').nth(1).and_then(|month| month.get(..2)?.parse().ok());
        Found { place, month }
    });
    Some(found.collect())
}

fn every_second(found: &[Found], from: usize) -> Vec<Found> {
    found.iter().skip(from).step_by(2).copied().collect()
}

fn inputs() -> Inputs {
    let what = FallOf::Stage(1);
    let fall = Planned { vehicle: "proton-k".into(), site: "81/24".into(), what, azimuth_deg: None };
    planned(&fall, &InputOptions::default()).expect("a planned drop")
}

fn falls(scenario: &Scenario) -> Vec<LonLat> {
    let drawn = Falls::draw(scenario, 4_000).expect("falls");
    drawn.down.iter().filter_map(|(_, descent)| main_piece(descent)).map(|piece| piece.place).collect()
}

/// Centre and axes of places, in the equal-area plane about the mean of the modelled ones.
fn axes(places: &[LonLat]) -> (LonLat, Axes) {
    let plane = LocalPlane::new(LonLat::new(66.56, 47.28)).expect("a plane");
    let at: Vec<Coord<f64>> = places.iter().map(|place| plane.to_plane(*place).expect("near")).collect();
    let axes = Axes::of(&at).expect("several places");
    (plane.to_lon_lat(axes.centre).expect("near"), axes)
}

fn mean_range_km(pad: LonLat, places: impl Iterator<Item = LonLat>) -> f64 {
    let ranges: Vec<f64> = places.map(|place| place.distance_m(pad) * 1e-3).collect();
    ranges.iter().sum::<f64>() / ranges.len() as f64
}

/// All rows: centre within 5 km, axes within 25 %, azimuth within 4 degrees, the bounds that the project set itself. The
/// even rows alone: the same centre; of 48 stages chance leaves 2 km in the centre, 10 % in an axis and 5 degrees in the
/// azimuth (one standard error), and they have the stage of 30.01.87, 32 km beside the track, hence 33 %, 30 % and 8.
#[test]
fn stages_fall_where_stages_were_found() {
    let Some(found) = found() else { return };
    let modelled = axes(&falls(&inputs().scenario));
    for (name, rows) in [("even", every_second(&found, 1)), ("all", found.clone())] {
        let places: Vec<LonLat> = rows.iter().map(|row| row.place).collect();
        let (centre, axes) = axes(&places);
        let apart_km = centre.distance_m(modelled.0) * 1e-3;
        let along = modelled.1.major_m / axes.major_m;
        let across = modelled.1.minor_m / axes.minor_m;
        let turned_deg = modelled.1.azimuth_deg - axes.azimuth_deg;
        eprintln!(
            "{name} rows: centre {apart_km:.1} km apart, along {:.1} km for {:.1}, across {:.1} for {:.1}, azimuth {:.1} for {:.1}",
            modelled.1.major_m * 1e-3,
            axes.major_m * 1e-3,
            modelled.1.minor_m * 1e-3,
            axes.minor_m * 1e-3,
            modelled.1.azimuth_deg,
            axes.azimuth_deg
        );
        assert!(apart_km < 5.0, "{name} rows: the centres are {apart_km:.1} km apart");
        let (narrowest, widest) = if name == "even" { (0.70, 1.33) } else { (0.75, 1.25) };
        assert!((narrowest..widest).contains(&along), "{name} rows: {along:.2} times as long");
        assert!((narrowest..widest).contains(&across), "{name} rows: {across:.2} times as wide");
        let most_deg = if name == "even" { 8.0 } else { 4.0 };
        assert!(turned_deg.abs() < most_deg, "{name} rows: turned by {turned_deg:.1} degrees");
    }
}

/// Of the stages found 97 % lie in the union of zones 15 and 25; of the modelled ones 90 to 99 %, because the zones were
/// drawn around the real ones.
#[test]
fn most_stages_fall_into_their_zones() {
    let inputs = inputs();
    let zones: Vec<_> = inputs.drop_zones.iter().filter(|zone| zone.id == "15" || zone.id == "25").collect();
    assert_eq!(zones.len(), 2);
    let held = |place: &LonLat| {
        let at = Point::new(place.lon, place.lat);
        zones.iter().any(|zone| zone.outline.contains(&at))
    };
    let places = falls(&inputs.scenario);
    let share = places.iter().filter(|place| held(place)).count() as f64 / places.len() as f64;
    assert!((0.90..0.99).contains(&share), "{share}");
}

/// Two clusters: an eastern and a western one, 27 to 38 km apart along the track; the even rows have 5 of 48 in the west.
#[test]
fn flights_to_the_planets_fall_short() {
    let Some(found) = found() else { return };
    let inputs = inputs();
    let pad = inputs.scenario.pad;
    let mean_of = |programme: &str| {
        let mut scenario = inputs.scenario.clone();
        scenario.programme = Some(programme.to_owned());
        mean_range_km(pad, falls(&scenario).into_iter())
    };
    let even = every_second(&found, 1);
    let of = |west: bool| {
        let places = even.iter().map(|row| row.place).filter(move |place| (place.lon < BETWEEN_CLUSTERS_LON) == west);
        mean_range_km(pad, places)
    };
    for (programme, west) in [("near-earth", false), ("deep-space", true)] {
        let (modelled, measured) = (mean_of(programme), of(west));
        // Five stages with 8 km of spread: 3.6 km.
        assert!((modelled - measured).abs() < 7.0, "{programme}: {modelled:.1} km for {measured:.1}");
    }
}

/// Winter against summer, all rows of the eastern cluster, nothing calibrated: the stages of November to February were
/// found 12 km further than those of June to August. The bound is twice the standard error of the measured difference,
/// 2.3 km.
#[test]
fn stages_fall_further_in_winter() {
    let Some(found) = found() else { return };
    let mut scenario = inputs().scenario;
    scenario.programme = Some("near-earth".to_owned());
    scenario.weather.any_day = false;
    let mut modelled = |date: &str| {
        scenario.time_utc = date.parse().expect("a time");
        mean_range_km(scenario.pad, falls(&scenario).into_iter())
    };
    let difference_km = modelled("2000-01-01T06:00:00Z") - modelled("2000-07-16T06:00:00Z");
    let pad = inputs().scenario.pad;
    let measured = |months: [u32; 4]| {
        let east = found.iter().filter(|row| row.place.lon > BETWEEN_CLUSTERS_LON);
        let of_season = east.filter(move |row| row.month.is_some_and(|month| months.contains(&month)));
        mean_range_km(pad, of_season.map(|row| row.place))
    };
    let found_km = measured([11, 12, 1, 2]) - measured([6, 7, 8, 8]);
    eprintln!("winter less summer: {difference_km:.1} km modelled, {found_km:.1} km found");
    assert!(found_km > 5.0 && difference_km > 5.0);
    // January and mid-July are the ends of the year, the months are about them: a quarter more.
    assert!((0.8 * difference_km - found_km).abs() < 6.0, "{difference_km:.1} km for {found_km:.1}");
}
