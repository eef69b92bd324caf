//! Where it comes down: the footprint of many falls, and the track that leads there.

use std::collections::BTreeMap;

use geo::{Contains, Coord, Intersects, LineString, MultiPolygon, Point};

use super::hits::hits;
use super::zones::mean_density;
use super::{RunError, RunOptions, Stage};
use crate::assessment::{FallOutcome, FallPoint, FallRegion, FallReport, ImpactPoint, PieceClass, Quantiles};
use crate::ensemble::falls::{Falls, main_piece};
use crate::exposure::Ground;
use crate::flight::descent::{Descent, FallenPiece};
use crate::flight::launch::Launch;
use crate::footprint::axes::Axes;
use crate::footprint::strike::{Landing, Scatter};
use crate::geodesy::{LocalPlane, LonLat, geodesic_ellipse};
use crate::incident::{ImpactPlace, Scenario};
use crate::input::Inputs;
use crate::population::people_inside;

/// Shares of the main pieces that the regions hold.
const REGIONS: [f64; 3] = [0.50, 0.95, 0.99];

/// The footprint of the falls of a scenario.
#[derive(Debug, Clone)]
pub(super) struct Footprint {
    /// Its numbers.
    pub(super) report: FallReport,
    /// Outlines of the regions by share, in longitude and latitude.
    pub(super) regions: Vec<(f64, MultiPolygon<f64>)>,
}

/// Who lives in the fall area.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct FallGround {
    /// Indices of the settlements inside.
    pub(super) settlements: Vec<usize>,
    /// People in them.
    pub(super) settled: f64,
    /// Rural background, or all people of a raster.
    pub(super) rural: f64,
    /// Furthest corner from the centre, m.
    pub(super) reach_m: f64,
}

impl FallGround {
    /// Who lives in an outline in longitude and latitude, of that area.
    pub(super) fn of(
        inputs: &Inputs,
        plane: &LocalPlane,
        ground: &Ground,
        outline: &MultiPolygon<f64>,
        area_km2: f64,
    ) -> Result<Self, RunError> {
        let in_plane = plane.polygons_to_plane(outline)?;
        let corners = in_plane.iter().flat_map(|polygon| polygon.exterior().coords());
        let reach_m = corners.map(|c| c.x.hypot(c.y)).fold(0.0, f64::max);
        let inside = ground.settled_inside(&in_plane);
        let settled = inside.iter().fold(0.0, |sum, s| sum + s.people);
        let rural = match &inputs.population.raster {
            Some(raster) => people_inside(&*raster.cells, outline)?.people,
            None => mean_density(&in_plane, ground) * area_km2 * 1e6,
        };
        Ok(Self { settlements: inside.iter().map(|s| s.index).collect(), settled, rural, reach_m })
    }
}

/// Falls of a scenario alone, as many as it has members.
///
/// # Errors
/// [`RunError`] where no fall comes down or a place cannot be projected.
pub fn falls(inputs: &Inputs, options: &RunOptions) -> Result<FallOutcome, RunError> {
    options.pool()?.install(|| falls_here(inputs))
}

fn falls_here(inputs: &Inputs) -> Result<FallOutcome, RunError> {
    let falls = Falls::draw(&inputs.scenario, inputs.scenario.members)?;
    let footprint = footprint(inputs, &falls)?;
    let point = |member: usize, piece: &FallenPiece| FallPoint {
        member,
        piece: piece.name.clone(),
        lon: rounded(piece.place.lon, 1e6),
        lat: rounded(piece.place.lat, 1e6),
        impact_speed_m_s: rounded(piece.speed_m_s, 1e2),
        propellant_kg: rounded(piece.propellant.total_kg(), 1e3),
    };
    Ok(FallOutcome {
        fall: footprint.report,
        points: falls.down.iter().flat_map(|(fall, d)| d.pieces.iter().map(|piece| point(*fall, piece))).collect(),
        assumptions: super::texts::fall_assumptions(inputs),
        seed: inputs.scenario.seed,
        pad: inputs.scenario.pad,
        regions: footprint.regions,
    })
}

/// A value on a lattice of `per_unit` steps to one.
fn rounded(value: f64, per_unit: f64) -> f64 {
    (value * per_unit).round() / per_unit
}

/// Mean of places, degrees; none without any.
pub(super) fn mean(places: impl Iterator<Item = LonLat>) -> Option<LonLat> {
    let (n, lon, lat) = places.fold((0_usize, 0.0, 0.0), |(n, lon, lat), p| (n + 1, lon + p.lon, lat + p.lat));
    (n > 0).then(|| LonLat::new(lon / n as f64, lat / n as f64))
}

/// The footprint of falls, in the equal-area plane about the mean of their main pieces.
pub(super) fn footprint(inputs: &Inputs, falls: &Falls) -> Result<Footprint, RunError> {
    let mains = falls.down.iter().filter_map(|(_, descent)| main_piece(descent)).map(|piece| piece.place);
    let plane = LocalPlane::new(mean(mains).unwrap_or(inputs.scenario.pad))?;
    let classes = Classes::of(falls);
    let landings = classes.landings(falls, &plane)?;
    let scatter = Scatter::new(falls.asked, landings.clone(), classes.names.len()).ok_or(RunError::NothingFalls)?;
    let axes = scatter.density().kernel().axes;
    let centre = plane.to_lon_lat(axes.centre)?;
    let found = scatter.density().regions(&REGIONS);
    let regions = found
        .iter()
        .map(|region| Ok((region.probability, plane.polygons_to_lon_lat(&region.polygons)?)))
        .collect::<Result<Vec<_>, RunError>>()?;
    let reported = reported_place(&inputs.scenario);
    let within_m = reported_within_m(&inputs.scenario);
    let holding = |share: f64| regions.iter().find(|(p, _)| *p == share).map(|(_, polygons)| polygons);
    let is_held = |place: LonLat| {
        let circle = geodesic_ellipse(place, 2.0 * within_m, 2.0 * within_m, 0.0);
        let at = Point::new(place.lon, place.lat);
        holding(0.95).is_some_and(|region| region.contains(&at) || (within_m > 0.0 && region.intersects(&circle)))
    };
    let loaded = falls.down.iter().flat_map(|(_, d)| d.pieces.iter().filter(|p| p.propellant.total_kg() > 0.0));
    let breakup_m = |(_, descent): &(usize, Descent)| descent.breakup.map_or(0.0, |state| state.altitude_m);
    let report = FallReport {
        lon: centre.lon,
        lat: centre.lat,
        sigma_along_km: axes.major_m * 1e-3,
        sigma_across_km: axes.minor_m * 1e-3,
        azimuth_deg: axes.azimuth_deg,
        area95_km2: found.iter().find(|r| r.probability == 0.95).map_or(0.0, |r| r.area_m2 * 1e-6),
        breakup_altitude_m: Quantiles::of(falls.down.iter().map(breakup_m)),
        impact_speed_m_s: Quantiles::of(loaded.map(|p| p.speed_m_s)),
        distance_to_report_km: reported.map(|place| place.distance_m(centre) * 1e-3),
        report_inside_95: reported.map(is_held),
        falls: falls.asked,
        not_down: falls.asked - falls.down.len(),
        regions: found.iter().map(|r| FallRegion { probability: r.probability, area_km2: r.area_m2 * 1e-6 }).collect(),
        hits: hits(inputs, &scatter, &plane)?,
        pieces: classes.reports(falls, &landings, &plane)?,
    };
    Ok(Footprint { report, regions })
}

/// Classes of pieces by name.
struct Classes {
    /// In the order in which they first come down.
    names: Vec<String>,
    index: BTreeMap<String, usize>,
}

impl Classes {
    fn of(falls: &Falls) -> Self {
        let mut classes = Self { names: Vec::new(), index: BTreeMap::new() };
        for piece in falls.down.iter().flat_map(|(_, descent)| &descent.pieces) {
            if !classes.index.contains_key(&piece.name) {
                classes.index.insert(piece.name.clone(), classes.names.len());
                classes.names.push(piece.name.clone());
            }
        }
        classes
    }

    fn class(&self, piece: &FallenPiece) -> usize {
        self.index.get(&piece.name).copied().unwrap_or_default()
    }

    /// All pieces in the plane, in the order of the falls and of their pieces.
    fn landings(&self, falls: &Falls, plane: &LocalPlane) -> Result<Vec<Landing>, RunError> {
        let mut landings = Vec::new();
        for (fall, descent) in &falls.down {
            let main = main_piece(descent);
            for piece in &descent.pieces {
                let is_main = main.is_some_and(|main| std::ptr::eq(main, piece));
                let at = plane.to_plane(piece.place)?;
                landings.push(Landing { fall: *fall, class: self.class(piece), main: is_main, at });
            }
        }
        Ok(landings)
    }

    /// One report a class; the landings stand in the order of the pieces.
    fn reports(&self, falls: &Falls, landings: &[Landing], plane: &LocalPlane) -> Result<Vec<PieceClass>, RunError> {
        let pieces: Vec<&FallenPiece> = falls.down.iter().flat_map(|(_, descent)| &descent.pieces).collect();
        let report = |(class, name): (usize, &String)| {
            let own = || landings.iter().zip(&pieces).filter(move |(landing, _)| landing.class == class);
            let at: Vec<Coord<f64>> = own().map(|(landing, _)| landing.at).collect();
            let axes = Axes::of(&at).ok_or(RunError::NothingFalls)?;
            let centre = plane.to_lon_lat(axes.centre)?;
            Ok(PieceClass {
                name: name.clone(),
                count: at.len(),
                lon: centre.lon,
                lat: centre.lat,
                sigma_along_km: axes.major_m * 1e-3,
                sigma_across_km: axes.minor_m * 1e-3,
                azimuth_deg: axes.azimuth_deg,
                impact_speed_m_s: Quantiles::of(own().map(|(_, piece)| piece.speed_m_s)),
                propellant_kg: Quantiles::of(own().map(|(_, piece)| piece.propellant.total_kg())),
            })
        };
        self.names.iter().enumerate().map(report).collect()
    }
}

/// Reported place of impact: that of the official findings, or the one that the scenario gives.
pub(super) fn reported_place(scenario: &Scenario) -> Option<LonLat> {
    let given = match scenario.impact {
        Some(ImpactPlace::At { position, .. }) => Some(position),
        _ => None,
    };
    scenario.official.iter().find_map(|o| o.position).or(given)
}

/// How well the reported place is known, m: radius of the circle that it lies in.
fn reported_within_m(scenario: &Scenario) -> f64 {
    scenario.official.iter().find(|o| o.position.is_some()).map_or(0.0, |o| 1e3 * o.within_km)
}

impl Stage<'_> {
    /// The nominal ascent to the failure, then straight to the centre of the impacts.
    pub(super) fn ground_track(&self) -> Result<LineString<f64>, RunError> {
        let scenario = &self.inputs.scenario;
        let launch = Launch::of(scenario)?;
        let time_s = scenario.failure.time_s.best;
        let mut track: Vec<Coord<f64>> = Vec::new();
        if scenario.impact.is_none() {
            const POINTS: usize = 40;
            track.extend((0..=POINTS).map(|k| {
                let below = launch.nominal_state(time_s * k as f64 / POINTS as f64).below;
                Coord { x: below.lon, y: below.lat }
            }));
        } else {
            track.push(Coord { x: scenario.pad.lon, y: scenario.pad.lat });
        }
        let centre = self.plane.centre();
        track.push(Coord { x: centre.lon, y: centre.lat });
        Ok(LineString(track))
    }

    /// Impacts of all pieces of the members of the sample.
    pub(super) fn impacts(&self) -> Vec<ImpactPoint> {
        self.summary.sample.values().flat_map(|member| member.impacts.clone()).collect()
    }
}
