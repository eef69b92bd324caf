//! Scenario files: read whole, checked whole, and only then believed.
#![doc = include_str!("doc.md")]

mod failure;
mod ground;
mod impact;
mod official;
mod planning;
mod template;
mod turbulence;
mod weather;

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::bounds::{Bounds, did_you_mean};
use super::document::{self, TableReader};
use super::error::InputError;
use super::source::Loaded;
use super::tables::find_site;
use crate::geodesy::LonLat;
use crate::incident::Scenario;
use crate::places::Site;
use crate::vehicle::Vehicle;

pub use planning::{FallOf, Planned};
pub use template::template;

/// Members of the ensemble where the scenario does not say.
pub const DEFAULT_MEMBERS: usize = 200;

/// Seed of the ensemble where the scenario does not say.
pub const DEFAULT_SEED: u64 = 1;

/// Most members that one run takes.
pub const MEMBERS_MAX: usize = 100_000;

/// What a scenario may name.
#[derive(Debug, Clone, Copy)]
pub struct Catalogue<'c> {
    /// Known vehicles.
    pub vehicles: &'c [Vehicle],
    /// Known launch sites.
    pub sites: &'c [Site],
    /// Vehicle in place of that which the scenario names, by id.
    pub vehicle: Option<&'c str>,
}

/// Where the ascent is known from, which bounds the time of the failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AscentSource {
    /// The nominal ascent of the vehicle, or a trajectory that the scenario names.
    Nominal,
    /// A trajectory beside the scenario.
    Trajectory,
}

/// Reads and checks a scenario. A trajectory that it names is not opened here.
///
/// # Errors
/// [`InputError::Toml`] with every problem of the file at once, each with its line.
pub fn scenario(loaded: &Loaded, known: Catalogue<'_>) -> Result<Scenario, InputError> {
    scenario_flown(loaded, known, AscentSource::Nominal)
}

/// Reads and checks a scenario whose ascent may be known from beside it.
///
/// # Errors
/// Those of [`scenario`].
pub(super) fn scenario_flown(
    loaded: &Loaded,
    known: Catalogue<'_>,
    ascent: AscentSource,
) -> Result<Scenario, InputError> {
    let folder = Path::new(&loaded.file.path).parent().unwrap_or(Path::new(""));
    document::read(&loaded.file.path, &loaded.text, |root| build(root, known, folder, ascent))
}

fn build(root: &TableReader<'_>, known: Catalogue<'_>, folder: &Path, ascent: AscentSource) -> Option<Scenario> {
    check_schema(root);
    let name = name(root);
    let title = super::tables::names_in(root, "title");
    let summary = root.string("summary");
    let time_utc = time(root);
    let utc_offset_h = root.number("utc_offset_h", Bounds::new(-12.0, 14.0, "h"));
    let vehicle = vehicle(root, known);
    let site = site(root, known.sites);
    // The programme of the scenario's own vehicle says nothing of another.
    let programme = if known.vehicle.is_some() {
        root.optional_string("programme").and(None)
    } else {
        programme(root, vehicle.as_ref())
    };
    let azimuth_deg = root.optional_direction("azimuth_deg");
    let members = root.optional_whole("members", Bounds::new(1.0, MEMBERS_MAX as f64, ""));
    let seed = root.optional_whole("seed", Bounds::new(0.0, i64::MAX as f64, ""));
    let trajectory_file = own_file(root, "trajectory", folder);
    let water_file = own_file(root, "water", folder);
    let ascent = if root.has("trajectory") { AscentSource::Trajectory } else { ascent };
    let failure = root.table("failure").and_then(|table| failure::failure(&table, vehicle.as_ref(), ascent));
    let impact = impact::impact(root);
    let weather = root.table("weather").and_then(|table| weather::weather(&table, time_utc));
    let soil = root.table("soil").and_then(|table| ground::soil(&table));
    let shares = ground::shares(root);
    let official = official::official(root);
    let assumptions = root.strings("assumptions");
    if let Some(failure) = &failure {
        failure::check_place(root, failure, root.has("impact"));
    }
    let (site, pad) = site?;
    Some(Scenario {
        name: name?,
        title: title?,
        summary: summary?,
        time_utc: time_utc?,
        utc_offset_h: utc_offset_h?,
        vehicle: vehicle?,
        programme,
        site,
        pad,
        azimuth_deg,
        trajectory_file,
        water_file,
        trajectory: None,
        failure: failure?,
        impact,
        weather: weather?,
        soil: soil?,
        shares,
        official,
        assumptions,
        members: members.and_then(|members| usize::try_from(members).ok()).unwrap_or(DEFAULT_MEMBERS),
        seed: seed.unwrap_or(DEFAULT_SEED),
    })
}

fn check_schema(root: &TableReader<'_>) {
    if root.number("schema", Bounds::new(0.0, 1e6, "")).is_some_and(|schema| schema != 1.0) {
        root.refuse("schema", "is not 1", "this program reads schema 1", "write schema = 1, or use a newer program");
    }
}

/// The name, which becomes the name of a folder.
fn name(root: &TableReader<'_>) -> Option<String> {
    let name = root.string("name")?;
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if !plain || name.len() > 80 {
        root.refuse("name", "cannot name a folder", "letters, digits, - and _ only, at most 80", {
            "the result folder gets this name, such as \"baikonur-2013\""
        });
        return None;
    }
    Some(name)
}

fn time(root: &TableReader<'_>) -> Option<Timestamp> {
    let text = root.time_text("time_utc")?;
    match text.parse::<Timestamp>() {
        Ok(time) if (1955..=2100).contains(&time.to_zoned_datetime(jiff::tz::TimeZone::UTC).year()) => Some(time),
        Ok(_) => {
            root.refuse("time_utc", "is out of bounds", "expected a year from 1955 to 2100", "correct the date");
            None
        }
        Err(error) => {
            let help = "write lift-off in UTC as \"2013-07-02T02:38:21Z\"";
            root.refuse("time_utc", "is not a time", error.to_string(), help);
            None
        }
    }
}

/// The path of a key, seen from the folder of the scenario.
fn own_file(root: &TableReader<'_>, key: &'static str, folder: &Path) -> Option<PathBuf> {
    let path = root.optional_string(key)?;
    if path.trim().is_empty() {
        root.refuse(key, "is empty", "expected the path of a file", "fill it in, or remove the line");
    }
    Some(folder.join(path))
}

/// The vehicle that the scenario names, or the one that takes its place.
fn vehicle(root: &TableReader<'_>, known: Catalogue<'_>) -> Option<Vehicle> {
    let vehicles = known.vehicles;
    let own = root.string("vehicle")?;
    let id = known.vehicle.map_or(own, str::to_owned);
    let found = vehicles.iter().find(|vehicle| vehicle.id == id);
    if found.is_none() {
        let guess = did_you_mean(&id, vehicles.iter().map(|vehicle| vehicle.id.as_str()));
        let ids: Vec<&str> = vehicles.iter().map(|vehicle| vehicle.id.as_str()).collect();
        root.refuse("vehicle", &format!("is not known: \"{id}\""), format!("not known{guess}"), {
            format!("use one of {} (heptyl list vehicles), or add it with --vehicles FILE", ids.join(", "))
        });
    }
    found.cloned()
}

/// The ascent programme, of those that the vehicle has; none where the scenario leaves it to chance.
fn programme(root: &TableReader<'_>, vehicle: Option<&Vehicle>) -> Option<String> {
    let id = root.optional_string("programme")?;
    if let Some(vehicle) = vehicle.filter(|vehicle| vehicle.programme(Some(&id), 0.0).is_none()) {
        let guess = did_you_mean(&id, vehicle.programmes.iter().map(|programme| programme.id.as_str()));
        let ids: Vec<&str> = vehicle.programmes.iter().map(|programme| programme.id.as_str()).collect();
        let found = format!("{} has no such programme{guess}", vehicle.id);
        root.refuse("programme", &format!("is not known: \"{id}\""), found, {
            format!(
                "use one of {}, or leave it out: each member then draws one by its share of the launches",
                ids.join(", ")
            )
        });
    }
    Some(id)
}

/// The site with the position of the pad.
fn site(root: &TableReader<'_>, sites: &[Site]) -> Option<(Site, LonLat)> {
    let id = root.string("site")?;
    let Some(site) = find_site(sites, &id) else {
        let guess = did_you_mean(&id, sites.iter().map(|site| site.id.as_str()));
        root.refuse("site", &format!("is not known: \"{id}\""), format!("not known{guess}"), {
            "see heptyl list sites, or add it with --sites FILE"
        });
        return None;
    };
    let Some(pad) = site.position else {
        root.refuse("site", &format!("has no known position: \"{id}\""), site.note.clone(), {
            "choose another site, or give its coordinates in a copy of the table with --sites FILE"
        });
        return None;
    };
    Some((site.clone(), pad))
}

#[cfg(test)]
mod tests;
