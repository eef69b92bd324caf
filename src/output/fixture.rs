//! Hand-made outcomes for the tests of the writers: a crash beside a pad and a failure in flight. The numbers are of
//! the right size but invented; no model made them.

mod ground;
pub(crate) mod profile;
mod release;
mod samples;
mod soil;
mod sensitivity;
mod water;

use std::collections::BTreeMap;

use geo::{Coord, LineString, MultiPolygon, Polygon};

use crate::assessment::{
    Assessment, Basis, CountedBy, FallRegion, FallReport, FlightProfile, ImpactPoint, IncidentReport, Ledger, Outcome,
    PeopleTables, PopulationReport, ProfilePoint, Quantiles, Raster, SettlementExposure, WindSample, Zone, ZoneShape,
};
use crate::geodesy::{LonLat, geodesic_ellipse};
use crate::incident::Official;
use crate::language::Language;
use crate::provenance::{Assumption, Citation, InputFile, Warning, WarningCode};
use crate::substance::{Names, Substance};
use crate::threshold::{Medium, Severity, Threshold};

const PAD_81_24: LonLat = LonLat::new(62.985, 46.071);
const PROBABILITIES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// A crash beside the pad, like that of 2 July 2013: no fall ellipses, soil spot of a hectare, air zones to the west.
pub(crate) fn outcome() -> Outcome {
    let centre = PAD_81_24.destination(133.5, 2_500.0);
    let mut out = frame(centre);
    out.assessment.samples = samples::plan(centre);
    out.assessment.scenario = "baikonur-2013".into();
    out.title = names("Proton-M beside pad 81/24, 2 July 2013", "Авария «Протон-М» у площадки 81/24, 2 июля 2013 г.");
    out.assessment.title = out.title.en.clone();
    out.assessment.time_utc = "2013-07-02T02:38:21Z".into();
    out.assessment.incident = incident(PAD_81_24, [17.0, 1_150.0, 90.0]);
    out.assessment.release_kg = BTreeMap::from([
        ("udmh".into(), q(138e3, 142e3, 146e3)),
        ("nto".into(), q(366e3, 375e3, 384e3)),
        ("kerosene".into(), q(4.1e3, 4.3e3, 4.5e3)),
    ]);
    out.assessment.ledger_kg = BTreeMap::from([("udmh".into(), ledger(172e3)), ("nto".into(), ledger(455e3))]);
    let plume = |reach_m: f64| about(move |p| plume(centre, 282.0, reach_m, p));
    let spot = about(move |p| disc(centre, 64.0 * (1.35 - p).max(0.0)));
    add_zone(&mut out, row("udmh-aegl3-60min", "UDMH AEGL-3, 1 h", 27.0, 3600.0, Severity::Acute3), plume(3_400.0));
    add_zone(&mut out, row("udmh-idlh", "UDMH IDLH", 36.9, 1800.0, Severity::Idlh), plume(2_900.0));
    add_zone(&mut out, row("udmh-aegl2-60min", "UDMH AEGL-2, 1 h", 7.4, 3600.0, Severity::Acute2), plume(7_600.0));
    add_zone(&mut out, row("udmh-aegl2-30min", "UDMH AEGL-2, 30 min", 14.7, 1800.0, Severity::Acute2), plume(6_100.0));
    let single = row("udmh-mpc-air-single", "UDMH in populated air, single", 0.001, 1200.0, Severity::Hygienic);
    add_zone(&mut out, single, plume(46_000.0));
    add_zone(&mut out, soil_row("udmh-mpc-soil", "UDMH in soil", 0.1), spot.clone());
    add_zone(&mut out, soil_row("ndma-mpc-soil", "NDMA in soil", 0.01), about(move |p| disc(centre, 30.0 * (1.2 - p))));
    out.settlements = near(ground::SETTLEMENTS_BAIKONUR, centre, 14.0);
    out.ground_track = LineString(vec![at(PAD_81_24), at(centre)]);
    out.impacts = impacts(centre, 180.0, 120.0, 133.5, "whole vehicle", 60);
    out.reported_place = Some(PAD_81_24.destination(131.0, 2_450.0));
    out.winds = winds(102.0, 38.0);
    out.assessment.water = water::bodies();
    out
}

/// A failure in flight, like that of 5 July 1999: fall ellipses, track, break-up aloft, zones about small spills.
pub(crate) fn flight_outcome() -> Outcome {
    let centre = LonLat::new(75.62, 49.36);
    let mut out = frame(centre);
    out.assessment.samples = samples::plan(centre);
    out.assessment.scenario = "karkaraly-1999".into();
    out.title = names("Proton-K over Karkaraly, 5 July 1999", "Авария «Протон-К» над Каркаралинском, 5 июля 1999 г.");
    out.vehicle_name = names("Proton-K with Briz-M", "Протон-К с блоком Бриз-М");
    out.assessment.title = out.title.en.clone();
    out.assessment.time_utc = "1999-07-05T13:32:00Z".into();
    out.assessment.lease.inside = false;
    out.assessment.incident = incident(LonLat::new(71.35, 48.55), [278.0, 120e3, 3_560.0]);
    out.assessment.fall = Some(FallReport {
        lon: centre.lon,
        lat: centre.lat,
        sigma_along_km: 31.0,
        sigma_across_km: 7.4,
        azimuth_deg: 66.0,
        area95_km2: 4_318.0,
        breakup_altitude_m: q(21e3, 27e3, 34e3),
        impact_speed_m_s: q(70.0, 110.0, 190.0),
        distance_to_report_km: Some(12.4),
        report_inside_95: Some(true),
        falls: 4_000,
        not_down: 0,
        regions: [(0.5, 998.0), (0.95, 4_318.0), (0.99, 6_640.0)]
            .map(|(probability, area_km2)| FallRegion { probability, area_km2 })
            .to_vec(),
        hits: vec![],
        pieces: vec![],
    });
    out.fall_regions = [(0.5, 1.177), (0.95, 2.448), (0.99, 3.035)]
        .map(|(share, k)| (share, geodesic_ellipse(centre, k * 62e3, k * 14.8e3, 66.0).into()))
        .to_vec();
    add_zone(&mut out, fall_row(), ZoneShape { zone: 0, about_impact: vec![], geographic: out_fall(centre) });
    let nothing = || about(|_| empty());
    add_zone(&mut out, row("udmh-aegl3-60min", "UDMH AEGL-3, 1 h", 27.0, 3600.0, Severity::Acute3), nothing());
    let plume = |reach_m: f64| about(move |p| plume(centre, 75.0, reach_m, p));
    add_zone(&mut out, row("udmh-aegl2-60min", "UDMH AEGL-2, 1 h", 7.4, 3600.0, Severity::Acute2), plume(640.0));
    let single = row("udmh-mpc-air-single", "UDMH in populated air, single", 0.001, 1200.0, Severity::Hygienic);
    add_zone(&mut out, single, plume(24_000.0));
    add_zone(&mut out, soil_row("udmh-mpc-soil", "UDMH in soil", 0.1), about(move |p| disc(centre, 38.0 * (1.1 - p))));
    for shape in out.shapes.iter_mut().skip(1) {
        shape.geographic = spread(shape.zone, centre);
    }
    out.assessment.official = vec![Official {
        quantity: "area surveyed for fragments".into(),
        value: Some(2_040.0),
        unit: "km2".into(),
        source: "commission of 1999".into(),
        basis: "stated".into(),
        medium: Some(Medium::Fall),
        note: String::new(),
        position: None,
        within_km: 0.0,
    }];
    out.breakups = breakups(centre);
    out.profile = Some(profile(centre));
    out.release_study = Some(release::study());
    out.settlements = near(ground::SETTLEMENTS_KARKARALY, centre, 0.4);
    out.ground_track = LineString((0..=40).map(|k| at(PAD_81_24.destination(63.2, 25_600.0 * f64::from(k)))).collect());
    out.impacts = impacts(centre, 31e3, 7.4e3, 66.0, "stage 3 tanks", 120);
    out.reported_place = Some(LonLat::new(75.475, 49.412));
    out.winds = winds(255.0, 55.0);
    out
}

fn breakups(centre: LonLat) -> Vec<ProfilePoint> {
    impacts(centre.destination(246.0, 40e3), 33e3, 8e3, 66.0, "", 120)
        .into_iter()
        .enumerate()
        .map(|(k, impact)| {
            let altitude_m = 27e3 + 60.0 * k as f64;
            ProfilePoint { position: impact.position, distance_m: PAD_81_24.distance_m(impact.position), altitude_m }
        })
        .collect()
}

/// A parabola to the failure at 120 km and on to the ground.
fn profile(centre: LonLat) -> FlightProfile {
    let end_m = PAD_81_24.distance_m(centre);
    let azimuth_deg = PAD_81_24.azimuth_deg(centre);
    let point = |share: f64| ProfilePoint {
        position: PAD_81_24.destination(azimuth_deg, share * end_m),
        distance_m: share * end_m,
        altitude_m: 130e3 * (1.0 - (2.0 * share - 1.0).powi(2)),
    };
    FlightProfile {
        powered: (0..=40).map(|k| point(f64::from(k) / 100.0)).collect(),
        fall: (40..=100).map(|k| point(f64::from(k) / 100.0)).collect(),
    }
}

fn frame(centre: LonLat) -> Outcome {
    Outcome {
        language: Language::En,
        out_crs: None,
        assessment: assessment(),
        summary: "The vehicle lost control and struck the steppe with most of its propellant aboard.".into(),
        title: Names::default(),
        vehicle_name: names("Proton-M", "Протон-М"),
        utc_offset_h: 6.0,
        weather_observed: false,
        observed_weather: None,
        weather_rows: vec![
            ("Wind at 10 m".into(), "2 to 8 m/s, likeliest 4".into()),
            ("Temperature".into(), "18 to 27 degrees Celsius".into()),
        ],
        source_rows: vec![("Share burnt on impact".into(), "0.90 to 0.99".into())],
        centre,
        pad: PAD_81_24,
        ground_track: LineString(vec![]),
        reported_place: None,
        impacts: vec![],
        fall_regions: vec![],
        breakups: vec![],
        profile: None,
        release_study: None,
        zones_by_member: Vec::new(),
        shapes: vec![],
        rasters: vec![raster(centre)],
        settlements: vec![],
        receptors: vec![],
        people_tables: PeopleTables::default(),
        winds: vec![],
        thresholds: vec![threshold()],
        sites: ground::sites(),
        lease: ground::lease(),
        drop_zones: ground::drop_zones(),
        base_map: ground::base_map(),
        assumptions: vec![Assumption::new("The wind blew from 60 to 140 degrees.", "no observation of the day")],
        citations: vec![Citation::new("dispersion", "Briggs 1973, ATDL contribution 79")],
        coefficient_sets: vec!["Briggs open country".into()],
        inputs: vec![InputFile {
            role: "scenario".into(),
            path: "bundled:scenarios/baikonur-2013.toml".into(),
            sha256: "3f9a".repeat(16),
            source: "domain reference".into(),
        }],
        command_line: vec!["heptyl".into(), "run".into(), "baikonur-2013".into()],
        fates: vec![("burnt on impact".into(), q(470e3, 490e3, 510e3)), ("soil".into(), q(300.0, 900.0, 2_700.0))],
    }
}

fn assessment() -> Assessment {
    Assessment {
        scenario: String::new(),
        title: String::new(),
        time_utc: String::new(),
        members: 200,
        seed: 7,
        lease: crate::assessment::LeaseReport {
            area_km2: 6717.0,
            official_area_km2: 6717.0,
            source: "Natural Earth outline scaled to the official area; not a cadastral border".into(),
            inside: true,
        },
        incident: incident(PAD_81_24, [0.0; 3]),
        fall: None,
        release_kg: BTreeMap::new(),
        ledger_kg: BTreeMap::new(),
        zones: vec![],
        population: PopulationReport {
            settlements: 0.0,
            background: 12.0,
            year: 2013,
            listed_share: Some(0.71),
            counted_by: CountedBy::List,
            raster_year: None,
            sources: vec!["census 2009".into()],
        },
        soil: soil::days(),
        water: vec![],
        official: vec![Official {
            quantity: "area of soil to be detoxified".into(),
            value: Some(13_100.0),
            unit: "m2".into(),
            source: "Kazcosmos, July 2013".into(),
            basis: "measured".into(),
            medium: Some(Medium::Soil),
            note: String::new(),
            position: None,
            within_km: 0.0,
        }],
        warnings: vec![Warning::new(WarningCode::AssumedWeather, "The weather of the day is a range.")],
        sensitivity: sensitivity::sensitivity(),
        samples: crate::assessment::SamplingPlan::default(),
    }
}

fn incident(below: LonLat, [failure_time_s, altitude_m, speed_m_s]: [f64; 3]) -> IncidentReport {
    IncidentReport {
        vehicle: "proton-m".into(),
        site: "81-24".into(),
        failure_time_s,
        altitude_m,
        speed_m_s,
        lon: below.lon,
        lat: below.lat,
    }
}

fn ledger(loaded: f64) -> Ledger {
    Ledger {
        loaded,
        burnt_in_flight: 0.17 * loaded,
        burnt_on_impact: 0.78 * loaded,
        airborne: 0.04 * loaded,
        deposited_soil: 0.006 * loaded,
        left_domain: 0.004 * loaded,
        ..Ledger::default()
    }
}

fn threshold() -> Threshold {
    Threshold {
        id: "udmh-aegl2-60min".into(),
        substance: Substance::Udmh,
        medium: Medium::Air,
        quantity: "AEGL-2".into(),
        value: 7.4,
        unit: "mg/m3".into(),
        averaging_s: 3600.0,
        severity: Severity::Acute2,
        name: names("UDMH AEGL-2, 1 h", "НДМГ, AEGL-2, 1 ч"),
        legal_source: "NRC AEGL vol. 6, table 6-1".into(),
        legal_date: "2014-10-03".into(),
        confidence: "V".into(),
        note: String::new(),
    }
}

fn raster(centre: LonLat) -> Raster {
    let values =
        ndarray::Array2::from_shape_fn((40, 60), |(r, c)| (-((r as f32 - 20.0).hypot(c as f32 - 30.0)) / 6.0).exp());
    Raster {
        name: "air-udmh-highest".into(),
        description: "highest 20-minute concentration of UDMH, mg/m3".into(),
        unit: "mg/m3".into(),
        west: centre.lon - 0.3,
        north: centre.lat + 0.2,
        step_lon: 0.01,
        step_lat: 0.01,
        values,
    }
}

fn row(id: &str, name: &str, threshold: f64, averaging_s: f64, severity: Severity) -> Zone {
    Zone {
        id: id.into(),
        medium: Medium::Air,
        substance: id.split('-').next().unwrap_or_default().into(),
        quantity: name.into(),
        threshold,
        unit: "mg/m3".into(),
        averaging_s,
        source: "NRC AEGL vol. 6, table 6-1".into(),
        area_km2: Quantiles::default(),
        population: Quantiles::default(),
        settlements: vec![],
        basis: Basis::Modelled,
        probability: 0.0,
        population_settlements: 0.0,
        population_background: 0.0,
        reach_km: Quantiles::default(),
        severity,
        day: None,
        name: names(name, name),
    }
}

fn soil_row(id: &str, name: &str, threshold: f64) -> Zone {
    let unit = "mg/kg".into();
    Zone { medium: Medium::Soil, unit, ..row(id, name, threshold, 0.0, Severity::Hygienic) }
}

fn fall_row() -> Zone {
    let base = row("fall-95", "Area that holds 95 % of the impacts", 0.95, 0.0, Severity::Hygienic);
    Zone { medium: Medium::Fall, substance: "any".into(), unit: "share of the impacts".into(), ..base }
}

/// Adds a zone with its shape; area and people follow from the polygons so that legend and map agree.
fn add_zone(out: &mut Outcome, mut zone: Zone, mut shape: ZoneShape) {
    let from = if shape.about_impact.is_empty() { &shape.geographic } else { &shape.about_impact };
    let km2 = |k: usize| from.get(k).map_or(0.0, |(_, p)| crate::geodesy::geodesic_area_m2(p) / 1e6);
    let median = km2(2.min(from.len().saturating_sub(1)));
    if median > 0.0 {
        zone.area_km2 = q(0.4 * median, median, 2.6 * median);
        zone.population = q(0.0, (0.6 * median).round(), (2.4 * median).round());
        zone.population_background = zone.population.median;
        zone.probability = 0.98;
        zone.reach_km = q(0.5 * median.sqrt(), 1.6 * median.sqrt(), 3.0 * median.sqrt());
    }
    shape.zone = out.assessment.zones.len();
    out.assessment.zones.push(zone);
    out.shapes.push(shape);
}

fn about(shape: impl Fn(f64) -> MultiPolygon<f64>) -> ZoneShape {
    let by_probability: Vec<_> = PROBABILITIES.iter().map(|&p| (p, shape(p))).collect();
    ZoneShape { zone: 0, about_impact: by_probability.clone(), geographic: by_probability }
}

/// With the place of impact unknown only the wide zones keep a contour, and only at low probability.
fn spread(zone: usize, centre: LonLat) -> Vec<(f64, MultiPolygon<f64>)> {
    let size = |p: f64| if zone == 3 && p < 0.6 { 1.5 - 1.6 * p } else { 0.0 };
    PROBABILITIES
        .iter()
        .map(|&p| {
            let k = size(p);
            let ellipse = || geodesic_ellipse(centre.destination(75.0, 5e3), k * 80e3, k * 42e3, 68.0).into();
            (p, if k > 0.0 { ellipse() } else { empty() })
        })
        .collect()
}

fn out_fall(centre: LonLat) -> Vec<(f64, MultiPolygon<f64>)> {
    vec![(0.95, geodesic_ellipse(centre, 2.448 * 62e3, 2.448 * 14.8e3, 66.0).into())]
}

/// A fan of downwind reach: wide where the probability is low, narrow and short where it is high.
fn plume(from: LonLat, wind_to_deg: f64, reach_m: f64, probability: f64) -> MultiPolygon<f64> {
    let (half_angle_deg, reach_m) = (44.0 * (1.05 - probability), reach_m * (1.5 - probability));
    let mut ring = vec![from.destination(wind_to_deg + 180.0, 0.02 * reach_m)];
    ring.extend((-12..=12).map(|k| {
        let t = f64::from(k) / 12.0;
        from.destination(wind_to_deg - half_angle_deg * t, reach_m * (1.0 - 0.55 * t * t))
    }));
    ring.push(ring[0]);
    Polygon::new(LineString(ring.into_iter().map(at).collect()), vec![]).into()
}

fn disc(centre: LonLat, radius_m: f64) -> MultiPolygon<f64> {
    if radius_m < 1.0 { empty() } else { geodesic_ellipse(centre, 2.2 * radius_m, 1.8 * radius_m, 100.0).into() }
}

fn empty() -> MultiPolygon<f64> {
    MultiPolygon(vec![])
}

/// Points on a spiral with the spread of a normal law: the same in every run.
fn impacts(centre: LonLat, along_m: f64, across_m: f64, azimuth_deg: f64, piece: &str, n: usize) -> Vec<ImpactPoint> {
    (0..n)
        .map(|k| {
            let radius = (-2.0 * (1.0 - (k as f64 + 0.5) / n as f64).ln()).sqrt();
            let angle = 2.399_963 * k as f64;
            let (a, b) = (along_m * radius * angle.cos(), across_m * radius * angle.sin());
            let carries_propellant = k % 3 != 0;
            let piece = if carries_propellant { piece } else { "engine" };
            let position = centre.destination(azimuth_deg + b.atan2(a).to_degrees(), a.hypot(b));
            ImpactPoint { member: k, piece: piece.into(), position, carries_propellant }
        })
        .collect()
}

fn near(list: &[(&str, &str, f64, f64, f64)], centre: LonLat, wind_factor: f64) -> Vec<SettlementExposure> {
    let mut all: Vec<_> = list
        .iter()
        .map(|&(en, ru, lon, lat, people)| {
            let position = LonLat::new(lon, lat);
            let distance_km = centre.distance_m(position) / 1e3;
            let median = 0.4 * wind_factor * (-distance_km / 7.0).exp();
            SettlementExposure {
                name: names(en, ru),
                position,
                people: (people > 0.0).then_some(people),
                people_year: (people > 0.0).then_some(2009),
                distance_km,
                udmh_highest_mg_m3: q(0.1 * median, median, 6.0 * median),
                udmh_dosage_mg_s_m3: q(90.0 * median, 900.0 * median, 5_400.0 * median),
                no2_highest_mg_m3: q(0.0, 2.0 * median, 9.0 * median),
                no2_toxic_load_at_most: q(0.0, median, 9.0 * median),
                departure_s: (median > 1e-4).then(|| q(300.0 * distance_km, 500.0 * distance_km, 900.0 * distance_km)),
                aegl: (median > 0.1).then_some(2),
                arrival_s: (median > 1e-4).then(|| q(150.0 * distance_km, 240.0 * distance_km, 420.0 * distance_km)),
                zones: if median > 0.001 { vec!["udmh-mpc-air-single".into()] } else { vec![] },
                probability: median.min(1.0),
            }
        })
        .collect();
    all.sort_by(|a, b| a.distance_km.total_cmp(&b.distance_km));
    all
}

fn winds(from_deg: f64, spread_deg: f64) -> Vec<WindSample> {
    (0..200)
        .map(|k| {
            let t = (f64::from(k) * 0.618_034).fract() + (f64::from(k) * 0.414_214).fract() - 1.0;
            WindSample {
                wind_from_deg: (from_deg + spread_deg * t).rem_euclid(360.0),
                wind_speed_m_s: 2.0 + 6.0 * (f64::from(k) * 0.732_05).fract(),
                stability: ['A', 'B', 'C', 'D'][k as usize % 4],
                mixing_height_m: 900.0 + 5.0 * f64::from(k),
            }
        })
        .collect()
}

fn names(en: &str, ru: &str) -> Names {
    Names { en: en.into(), ru: ru.into(), kk: String::new() }
}

fn q(p05: f64, median: f64, p95: f64) -> Quantiles {
    Quantiles { p05, median, p95 }
}

fn at(place: LonLat) -> Coord<f64> {
    Coord { x: place.lon, y: place.lat }
}
