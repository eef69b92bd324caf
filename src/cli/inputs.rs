//! Reading the inputs where the place that the weather is wanted for has to be computed first.

use heptyl::error::Error;
use heptyl::input::{self, InputError, InputOptions, Inputs, Planned};
use heptyl::run;

/// Everything that a run is made from.
pub(crate) fn load(options: &InputOptions) -> Result<Inputs, Error> {
    over_the_fall(options, input::load)
}

/// Everything that a fall without a scenario file is made from.
pub(crate) fn planned(fall: &Planned, options: &InputOptions) -> Result<Inputs, Error> {
    over_the_fall(options, |options| input::planned(fall, options))
}

/// Reads twice where weather is given: without it, to find where the pieces come down, and then with the weather there.
fn over_the_fall(
    options: &InputOptions,
    read: impl Fn(&InputOptions) -> Result<Inputs, InputError>,
) -> Result<Inputs, Error> {
    if options.weather.is_empty() {
        return Ok(read(options)?);
    }
    let bare = read(&InputOptions { weather: Vec::new(), ..options.clone() })?;
    let place = run::expected_place(&bare.scenario)?;
    Ok(read(&InputOptions { weather_at: Some(place), ..options.clone() })?)
}
