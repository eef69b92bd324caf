//! The scenario that `heptyl fall` makes in memory: a vehicle, a site, and when what comes down.

use jiff::Timestamp;

use super::Catalogue;
use crate::input::bounds::did_you_mean;
use crate::input::error::InputError;
use crate::input::tables::find_site;
use crate::places::Site;
use crate::vehicle::Vehicle;

/// Lift-off where no file tells the time: it only has to be some time.
const PLACEHOLDER_TIME: &str = "2026-07-01T06:00:00Z";

const TEXT: &str = include_str!("planning.toml");

/// Half-width of the range about a launch azimuth that is given as a number, degrees. Assumed.
const AZIMUTH_HALF_WIDTH_DEG: f64 = 0.5;

/// What comes down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FallOf {
    /// The vehicle, whose engines stop at a time, s after lift-off.
    Failure(f64),
    /// A stage that is dropped as planned.
    Stage(u32),
}

/// A fall that is asked for without a scenario file.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// Id of the vehicle.
    pub vehicle: String,
    /// Id of the launch site.
    pub site: String,
    /// What comes down.
    pub what: FallOf,
    /// Launch azimuth, degrees from north; the vehicle's usual one where absent.
    pub azimuth_deg: Option<f64>,
}

impl Planned {
    /// The text of a scenario that the reader of scenarios accepts, at the time of the observed weather if there is one.
    /// With an own trajectory the time is bounded by its rows, and not here.
    ///
    /// # Errors
    /// [`InputError::Option`] for a vehicle, site, time, stage or azimuth that cannot be.
    pub(crate) fn text(
        &self,
        known: Catalogue<'_>,
        time_utc: Option<Timestamp>,
        own_trajectory: bool,
    ) -> Result<String, InputError> {
        let vehicle = self.known_vehicle(known.vehicles)?;
        let site = self.known_site(known.sites)?;
        let known_s = if own_trajectory { f64::MAX } else { ascent_end_s(vehicle) };
        let (failure, what, assumptions) = match self.what {
            FallOf::Failure(time_s) => of_failure(vehicle, time_s, known_s)?,
            FallOf::Stage(number) => of_stage(vehicle, number, known_s)?,
        };
        let quoted: Vec<String> = assumptions.iter().map(|text| format!("{text:?}")).collect();
        Ok(TEXT
            .replace("{{vehicle_name}}", &vehicle.name.en)
            .replace("{{site_name}}", &site.name.en)
            .replace("{{vehicle}}", &vehicle.id)
            .replace("{{site}}", &site.id)
            .replace("{{what}}", &what)
            .replace("{{time}}", &time_utc.map_or_else(|| PLACEHOLDER_TIME.to_owned(), |time| time.to_string()))
            .replace("{{any_day}}", if time_utc.is_some() { "false" } else { "true" })
            .replace("{{azimuth}}", &self.azimuth()?)
            .replace("{{failure}}", &failure)
            .replace("{{assumptions}}", &quoted.join(", ")))
    }

    fn known_vehicle<'v>(&self, vehicles: &'v [Vehicle]) -> Result<&'v Vehicle, InputError> {
        vehicles.iter().find(|vehicle| vehicle.id == self.vehicle).ok_or_else(|| {
            let ids: Vec<&str> = vehicles.iter().map(|vehicle| vehicle.id.as_str()).collect();
            let guess = did_you_mean(&self.vehicle, ids.iter().copied());
            refused("--vehicle", &self.vehicle, format!("one of {}{guess}", ids.join(", ")))
        })
    }

    fn known_site<'s>(&self, sites: &'s [Site]) -> Result<&'s Site, InputError> {
        find_site(sites, &self.site).filter(|site| site.position.is_some()).ok_or_else(|| {
            let placed = sites.iter().filter(|site| site.position.is_some()).map(|site| site.id.as_str());
            let guess = did_you_mean(&self.site, placed);
            refused("--site", &self.site, format!("a site with a known position{guess} (heptyl list sites)"))
        })
    }

    /// The line with the azimuth, or nothing.
    fn azimuth(&self) -> Result<String, InputError> {
        let Some(azimuth_deg) = self.azimuth_deg else { return Ok(String::new()) };
        if !(0.0..=360.0).contains(&azimuth_deg) {
            let expected = "degrees clockwise from north, 0 to 360".to_owned();
            return Err(refused("--azimuth", &azimuth_deg.to_string(), expected));
        }
        let (low, high) = (azimuth_deg - AZIMUTH_HALF_WIDTH_DEG, azimuth_deg + AZIMUTH_HALF_WIDTH_DEG);
        Ok(format!("azimuth_deg = {{ low = {low}, best = {azimuth_deg}, high = {high} }}"))
    }
}

/// The lines of the table `[failure]`, what comes down in words, and what is assumed about it.
type Told = (String, String, Vec<String>);

fn of_failure(vehicle: &Vehicle, time_s: f64, known_s: f64) -> Result<Told, InputError> {
    let id = &vehicle.id;
    if !(0.0..=known_s).contains(&time_s) {
        let expected = format!(
            "0 to {known_s} s after lift-off, where the powered ascent of {id} ends; after its burn-out it is near orbit \
             and comes down elsewhere, if at all"
        );
        return Err(refused("--failure-time", &time_s.to_string(), expected));
    }
    let failure = format!("kind = \"flight\"\ntime_s = {time_s}\nbreakup = \"dynamic-pressure\"");
    let what = format!("The engines of {} stop {time_s} s after lift-off.", vehicle.name.en);
    let assumption = "The engines stop and the vehicle falls unpowered until the air breaks it up.".to_owned();
    Ok((failure, what, vec![assumption]))
}

fn of_stage(vehicle: &Vehicle, number: u32, known_s: f64) -> Result<Told, InputError> {
    let id = &vehicle.id;
    let stage = vehicle.stages.iter().find(|stage| stage.number == number).ok_or_else(|| {
        let numbers: Vec<String> = vehicle.stages.iter().map(|stage| stage.number.to_string()).collect();
        refused("--stage", &number.to_string(), format!("a stage of {id}: {}", numbers.join(", ")))
    })?;
    let leaves = stage.separation_s.as_ref().unwrap_or(&stage.cutoff_s).range;
    let leaves_s = leaves.best;
    if leaves.high > known_s {
        let expected = format!(
            "a stage of {id} that leaves it by {known_s} s, where its known ascent ends: {} leaves at {leaves_s} s, near orbit",
            stage.name
        );
        return Err(refused("--stage", &number.to_string(), expected));
    }
    // A first stage comes down from 40 to 50 km in one piece (environmental passport 2002, E.1); upper stages are much
    // faster.
    let (breakup, how) = if number == 1 {
        (
            "none",
            "The stage falls whole, as first stages of Proton do (environmental passport of zones 15 and 25, 2002).",
        )
    } else {
        ("dynamic-pressure", "The stage falls until the air breaks it up.")
    };
    let failure = format!("kind = \"stage-drop\"\nstage = {number}\nbreakup = \"{breakup}\"");
    let what = format!("{} is dropped as planned, {leaves_s} s after lift-off.", stage.name);
    Ok((failure, what, vec![how.to_owned()]))
}

fn ascent_end_s(vehicle: &Vehicle) -> f64 {
    vehicle.ascent_ends_s().min(vehicle.burn_out_s())
}

fn refused(option: &'static str, found: &str, expected: String) -> InputError {
    InputError::Option { option, found: found.to_owned(), expected }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{InputOptions, planned};

    fn asked(vehicle: &str, what: FallOf) -> Planned {
        Planned { vehicle: vehicle.into(), site: "81/24".into(), what, azimuth_deg: None }
    }

    fn error(planned_fall: &Planned) -> String {
        planned(planned_fall, &InputOptions::default()).expect_err("bad").to_string()
    }

    /// Every vehicle can be asked for from every stage that leaves it within the known ascent, and at half of it.
    #[test]
    fn every_vehicle_can_be_asked_for() -> Result<(), InputError> {
        let known = crate::input::reference(&InputOptions::default())?;
        for vehicle in &known.vehicles {
            let half_s = 0.5 * ascent_end_s(vehicle);
            planned(&asked(&vehicle.id, FallOf::Failure(half_s)), &InputOptions::default())?;
            for stage in vehicle.stages.iter().filter(|stage| stage.leaves_at_s() + 10.0 < ascent_end_s(vehicle)) {
                planned(&asked(&vehicle.id, FallOf::Stage(stage.number)), &InputOptions::default())?;
            }
        }
        Ok(())
    }

    #[test]
    fn what_cannot_be_is_refused_with_advice() {
        assert!(error(&asked("proton-q", FallOf::Stage(1))).contains("did you mean \"proton-"));
        assert!(error(&asked("proton-k", FallOf::Stage(7))).contains("a stage of proton-k: 1, 2, 3"));
        let late = error(&asked("proton-k", FallOf::Failure(5_000.0)));
        assert!(late.starts_with("--failure-time 5000 cannot be used") && late.contains("0 to 585.5 s"), "{late}");
        assert!(error(&asked("proton-k", FallOf::Failure(f64::NAN))).starts_with("--failure-time NaN"));
        let north = Planned { azimuth_deg: Some(400.0), ..asked("proton-k", FallOf::Stage(1)) };
        assert!(error(&north).contains("--azimuth 400"));
        let nowhere = Planned { site: "81/42".into(), ..asked("proton-k", FallOf::Stage(1)) };
        assert!(error(&nowhere).contains("--site 81/42"));
    }
}
