//! `heptyl new`: a commented scenario file to start from.

use heptyl::error::Error;
use heptyl::input::{self, Catalogue, InputError, InputOptions, Loaded};
use heptyl::provenance::InputFile;

use super::args::NewArgs;

/// The text of a scenario that is valid as it stands.
pub(crate) fn scenario(args: &NewArgs) -> Result<String, Error> {
    let options: InputOptions = args.data.options();
    let known = input::reference(&options)?;
    let vehicle = known.vehicles.iter().find(|vehicle| vehicle.id == args.vehicle).ok_or_else(|| {
        let ids: Vec<&str> = known.vehicles.iter().map(|vehicle| vehicle.id.as_str()).collect();
        refused("--vehicle", &args.vehicle, format!("one of {}", ids.join(", ")))
    })?;
    let site = input::find_site(&known.sites, &args.site)
        .filter(|site| site.position.is_some())
        .ok_or_else(|| refused("--site", &args.site, "a site with a known position (heptyl list sites)".into()))?;
    let last_s = vehicle.ascent_ends_s().min(vehicle.burn_out_s());
    if !(0.0..=last_s).contains(&args.failure_time) {
        let expected = format!("0 to {last_s} s, the powered ascent of {}", vehicle.id);
        return Err(refused("--failure-time", &args.failure_time.to_string(), expected));
    }
    let text = input::template(vehicle, site, args.failure_time);
    let file = InputFile {
        role: "scenario".into(),
        path: "the new scenario".into(),
        sha256: String::new(),
        source: String::new(),
    };
    input::scenario(
        &Loaded { text: text.clone(), file },
        Catalogue { vehicles: &known.vehicles, sites: &known.sites, vehicle: None },
    )?;
    Ok(text)
}

fn refused(option: &'static str, found: &str, expected: String) -> Error {
    InputError::Option { option, found: found.to_owned(), expected }.into()
}
