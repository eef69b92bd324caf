//! What a run assumes, in sentences: every range, every assumed value of the weather, every derived outline.

use super::stated_air::turbulence_lines;
use crate::constants::LEASE_OFFICIAL_AREA_KM2;
use crate::incident::{ImpactPlace, Scenario};
use crate::input::Inputs;
use crate::input::own::{TRAJECTORY, WATER};
use crate::places::{PositionQuality, WaterKind};
use crate::provenance::Assumption;
use crate::range::{Law, Range};
use crate::trajectory::SpeedFrame;
use crate::units::{h_from_s, hectopascal_from_pascal, km_from_m};
use crate::weather::diagnosis::Diagnosis;
use crate::weather::profile::{Extension, SURFACE_LEVEL_MAX_M, SURFACE_TEMPERATURE_SIGMA_K, SURFACE_WIND_SIGMA_M_S};
use crate::weather::sounding::{HeightBasis, TimeBasis};
use crate::weather::{WeatherInput, WeatherProfile};

/// A range in words, such as `12 to 28 C, likeliest 20`.
pub fn range_text(range: &Range, unit: &str) -> String {
    let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
    let Range { low, best, high, law } = *range;
    let [low, best, high] = [low, best, high].map(six_digits);
    if range.is_exact() {
        return format!("{best}{unit}");
    }
    match law {
        Law::Triangular => format!("{low} to {high}{unit}, likeliest {best}"),
        Law::Uniform => format!("{low} to {high}{unit}, all alike"),
        Law::LogUniform => format!("{low} to {high}{unit}, all factors alike"),
    }
}

/// The number as a reader wants it: 2.449489742783178 as 2.44949.
fn six_digits(value: f64) -> f64 {
    format!("{value:.5e}").parse().unwrap_or(value)
}

/// Everything that the scenario and its data assume.
pub fn assumptions(inputs: &Inputs) -> Vec<Assumption> {
    let scenario = &inputs.scenario;
    let mut list: Vec<Assumption> =
        scenario.assumptions.iter().map(|text| Assumption::new(text, "stated in the scenario")).collect();
    list.extend(trajectory_assumption(inputs));
    list.extend(water_assumption(inputs));
    list.extend(event(scenario));
    list.extend(place(scenario));
    list.extend(weather(&scenario.weather));
    list.push(Assumption::new(
        format!(
            "Soil: a deposit is spread over {} m of {} with {} kg/m3",
            scenario.soil.depth_m, scenario.soil.texture, scenario.soil.bulk_density_kg_m3
        ),
        "given in the scenario",
    ));
    if inputs.lease.derived {
        list.push(Assumption::new(
            format!("The lease outline is scaled to the official {LEASE_OFFICIAL_AREA_KM2} km2"),
            "no surveyed border is public; give one with --lease",
        ));
    }
    list
}

/// The user's rivers and lakes, with their file.
fn water_assumption(inputs: &Inputs) -> Option<Assumption> {
    let file = inputs.files.iter().find(|file| file.role == WATER).filter(|_| inputs.own_waters)?;
    let rivers = inputs.waters.iter().filter(|water| water.kind() == WaterKind::River).count();
    let text = format!(
        "Waters from the user's file {}, in place of those of the base map: rivers {rivers}, lakes {}",
        file.path,
        inputs.waters.len() - rivers
    );
    Some(Assumption::new(text, "given; what the file does not state of a water is drawn from a range"))
}

/// The user's trajectory, with its file.
pub fn trajectory_assumption(inputs: &Inputs) -> Option<Assumption> {
    let trajectory = inputs.scenario.trajectory.as_ref()?;
    let file = inputs.files.iter().find(|file| file.role == TRAJECTORY).map_or("", |file| file.path.as_str());
    let (first_s, last_s) = trajectory.span_s();
    let frame = match trajectory.frame() {
        SpeedFrame::RotatingEarth => "taken as relative to the rotating Earth",
        SpeedFrame::Inertial => "converted from inertial ones",
    };
    let rows = trajectory.points().len();
    let text = format!(
        "Ascent from the user's trajectory {file}: {rows} rows, {first_s} to {last_s} s after lift-off, speeds {frame}"
    );
    Some(Assumption::new(text, "given by the user, checked in itself only"))
}

/// What the profile of the weather files rests on; nothing where no file was given.
pub fn profile_assumptions(inputs: &Inputs) -> Vec<Assumption> {
    inputs.scenario.weather.profile.as_ref().map_or_else(Vec::new, profile_lines)
}

fn range_line(what: &str, range: Option<&Range>, unit: &str, because: &str) -> Option<Assumption> {
    let range = range.filter(|range| !range.is_exact())?;
    Some(Assumption::new(format!("{what}: {}", range_text(range, unit)), because))
}

fn event(scenario: &Scenario) -> Vec<Assumption> {
    let (failure, shares) = (&scenario.failure, &scenario.shares);
    let spread = "range of the scenario";
    [
        range_line("Failure time", Some(&failure.time_s), "s after lift-off", spread),
        range_line("Engines burn until", failure.engines_until_s.as_ref(), "s after lift-off", spread),
        range_line("Altitude at the failure", failure.altitude_m.as_ref(), "m", spread),
        range_line("Speed at the failure", failure.speed_m_s.as_ref(), "m/s", spread),
        range_line("Launch azimuth", scenario.azimuth_deg.as_ref(), "degrees", spread),
        range_line("Share burnt on impact", shares.burnt_share.as_ref(), "", spread),
        range_line("Share spilt as liquid", shares.spilt_share.as_ref(), "", spread),
        range_line("Share carried down inside tanks", shares.carried_share.as_ref(), "", spread),
    ]
    .into_iter()
    .flatten()
    .chain(shares.whole_stage.map(|stage| {
        Assumption::new(
            format!("Stage {stage} brings 80 to 100 % of its propellant down in its tanks"),
            "reported so; given by the scenario",
        )
    }))
    .collect()
}

fn place(scenario: &Scenario) -> Vec<Assumption> {
    let mut list = Vec::new();
    if scenario.site.quality != PositionQuality::A {
        let text = format!("The position of {} is known to class {:?} only", scenario.site.id, scenario.site.quality);
        list.push(Assumption::new(text, scenario.site.note.clone()));
    }
    match &scenario.impact {
        Some(ImpactPlace::FromPad { distance_m, azimuth_deg }) => {
            list.extend(range_line("Impact, distance from the pad", Some(distance_m), "m", "range of the scenario"));
            list.extend(range_line(
                "Impact, azimuth from the pad",
                Some(azimuth_deg),
                "degrees",
                "range of the scenario",
            ));
        }
        Some(ImpactPlace::At { position, sigma_m }) => list.push(Assumption::new(
            format!("Impact at {:.4} E {:.4} N, one standard deviation {sigma_m} m", position.lon, position.lat),
            "reported place",
        )),
        None => {}
    }
    list
}

fn weather(weather: &WeatherInput) -> Vec<Assumption> {
    let profile = weather.profile.as_ref();
    let rest = Known::observed(profile.map_or(weather.observed, |profile| profile.rest_observed));
    let wind = Known::observed(weather.observed);
    let temperature =
        if profile.is_some_and(WeatherProfile::gives_surface_temperature) { Known::Observed } else { rest };
    // What the file itself gives near the ground goes by its name.
    let field = |given: fn(&WeatherProfile) -> bool| match profile.filter(|profile| given(profile)) {
        Some(profile) => Known::File(&profile.source),
        None => rest,
    };
    let rows = [
        ("Air temperature", Some(&weather.temperature_c), "C", temperature),
        ("Air pressure at the ground", Some(&weather.pressure_hpa), "hPa", field(|p| p.surface.pressure_pa.is_some())),
        ("Wind speed at 10 m", Some(&weather.wind_speed_10m_m_s), "m/s", wind),
        ("Wind at 10 m from", Some(&weather.wind_from_deg), "degrees", wind),
        ("Cloud cover", Some(&weather.cloud_fraction), "of the sky", field(|p| p.surface.cloud_fraction.is_some())),
        ("Rain", Some(&weather.rain_mm_h), "mm/h", field(|p| p.surface.rain_mm_h.is_some())),
        ("Roughness length", Some(&weather.roughness_m), "m", rest),
        ("Mixing height", weather.mixing_height_m.as_ref(), "m", field(|p| p.mixing_height_m().is_some())),
    ];
    let mut list = Vec::new();
    if !weather.observed {
        list.push(Assumption::new("The weather is a range and not an observation", weather.note.clone()));
    }
    list.extend(rows.into_iter().filter_map(|(what, range, unit, known)| {
        // An assumed value is an assumption even without a spread.
        let range = range.filter(|range| known != Known::Observed || !range.is_exact())?;
        Some(Assumption::new(format!("{what}: {}", range_text(range, unit)), known.in_words()))
    }));
    list.extend(turbulence_lines(weather));
    if let Some(profile) = &weather.profile {
        list.extend(profile_lines(profile));
        if !profile.aloft().is_empty() {
            return list;
        }
    }
    list.extend(weather.upper_winds.iter().map(|wind| {
        let text = format!(
            "Wind {} m above ground: {}, from {}",
            wind.height_agl_m,
            range_text(&wind.wind_speed_m_s, "m/s"),
            range_text(&wind.wind_from_deg, "degrees")
        );
        Assumption::new(text, rest.in_words())
    }));
    list
}

/// How a value of the weather is known.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Known<'a> {
    Observed,
    Assumed,
    /// From a file of that name.
    File(&'a str),
}

impl Known<'_> {
    fn observed(observed: bool) -> Self {
        if observed { Self::Observed } else { Self::Assumed }
    }

    fn in_words(self) -> String {
        match self {
            Self::Observed => "observed, with its spread".to_owned(),
            Self::Assumed => "assumed, see the line on the weather".to_owned(),
            Self::File(source) => format!("from {source}, with an assumed spread"),
        }
    }
}

/// What a profile of observations rests on: one line for all its levels.
fn profile_lines(profile: &WeatherProfile) -> Vec<Assumption> {
    let source = &profile.source;
    let mut list = Vec::new();
    if profile.covers_surface() {
        let text = format!(
            "Weather at the ground from the lowest level of {source}: one standard deviation {SURFACE_WIND_SIGMA_M_S} \
             m/s in each component of the wind, {SURFACE_TEMPERATURE_SIGMA_K} K"
        );
        list.push(Assumption::new(text, "observed; the spread for another place nearby is assumed"));
    } else {
        let text = format!("Weather at the ground is not from {source}: it has no level up to {SURFACE_LEVEL_MAX_M} m");
        list.push(Assumption::new(text, "as in the scenario"));
    }
    let aloft = profile.aloft();
    if let [first, .., last] | [first @ last] = aloft {
        let (low_m, high_m) = (first.height_agl_m, last.height_agl_m);
        let levels = match aloft.len() {
            1 => format!("one level at {high_m:.0} m above ground"),
            count => format!("{count} levels, {low_m:.0} to {high_m:.0} m above ground"),
        };
        let sigma_m_s = profile.wind_sigma_m_s();
        let text = format!(
            "Winds aloft from {source}: {levels}, {}; one standard deviation {sigma_m_s:.1} m/s in each component",
            time_in_words(&profile.time)
        );
        list.push(Assumption::new(text, "observed; spread by Nash 1994, its growth with time assumed"));
        let text = format!(
            "Wind more than {high_m:.0} m above ground: from that of the highest level towards the mean of the season, \
             with the departures of single days"
        );
        list.push(Assumption::new(text, format!("{source} ends there")));
    }
    list.extend(heights_line(profile));
    list.extend(profile.extended.iter().map(|part| extension_line(source, part)));
    list.extend(from_fields(profile));
    if profile.below_ground > 0 {
        let text = format!("Levels of {source} that are below the ground and left out: {}", profile.below_ground);
        list.push(Assumption::new(text, "by the height or pressure of the ground"));
    }
    list
}

/// What lies outside of the file and was asked for all the same.
fn extension_line(source: &str, part: &Extension) -> Assumption {
    let text = match part {
        Extension::Area { by_m } => {
            format!("The weather of {source} is taken for a place {:.0} km outside of where it holds", km_from_m(*by_m))
        }
        Extension::Time { by_s } if *by_s < 100.0 * 3_600.0 => {
            format!("The weather of {source} is taken for a time {:.1} h outside of when it holds", h_from_s(*by_s))
        }
        Extension::Time { by_s } => {
            format!("The weather of {source} is taken for a time {:.0} days outside of when it holds", by_s / 86_400.0)
        }
        Extension::Height { by_m } => {
            format!(
                "The winds of {source} end {by_m:.0} m below the height that is needed; the season takes over there"
            )
        }
    };
    Assumption::new(text, "asked for with --extend-weather")
}

/// What else of the file is used, and how it was found.
fn from_fields(profile: &WeatherProfile) -> Vec<Assumption> {
    let source = &profile.source;
    let mut list = Vec::new();
    if profile.lead_s > 0.0 {
        let text = format!(
            "{source} is a forecast over {:.0} h; the spread of its winds grows with it",
            h_from_s(profile.lead_s)
        );
        list.push(Assumption::new(text, "growth as with the time from a sounding, assumed"));
    }
    if profile.station_distance_m > 0.0 {
        let text = format!("{source} is of a station {:.0} km from the place", km_from_m(profile.station_distance_m));
        list.push(Assumption::new(text, "counted as the time that weather needs for it at 10 m/s, assumed"));
    }
    if let Some(snow) = profile.surface.snow() {
        let depth = profile.surface.snow_depth_m.map_or(String::new(), |m| format!(", {:.0} cm deep", 100.0 * m));
        let text = format!("Snow by {source}: {}{depth}", if snow { "lies or falls" } else { "none" });
        list.push(Assumption::new(text, "from 5 cm on the ground counts as covered"));
    }
    if let Some(height_m) = profile.surface.mixing_height_m {
        let used = if profile.tells_stability() { "used" } else { "not used, the file is too far in time or place" };
        let text = format!("Mixing height that {source} gives: {height_m:.0} m, {used}");
        list.push(Assumption::new(text, "of the model, which has more levels near the ground than its file"));
    }
    let found = Diagnosis::of(profile);
    if let Some(height_m) = found.mixing_height_m {
        let used = match (profile.tells_stability(), profile.surface.mixing_height_m) {
            (true, None) => "used",
            (true, Some(_)) => "widens the range about that of the model",
            (false, _) => "not used, the profile is too far in time or place",
        };
        let text = format!("Mixing height from the profile of {source}: {height_m:.0} m, {used}");
        list.push(Assumption::new(text, "bulk Richardson number 0.25, Seidel et al. 2012"));
    }
    if let Some(number) = found.surface_richardson.filter(|_| profile.tells_stability()) {
        let text =
            format!("Stability from the profile of {source}: bulk Richardson number {number:.2} near the ground");
        list.push(Assumption::new(text, "Obukhov length by Businger et al. 1971 and Dyer 1974"));
    }
    list
}

fn time_in_words(time: &TimeBasis) -> String {
    let hours = h_from_s(time.apart_s());
    match time {
        TimeBasis::NotGiven => "of no stated time, taken to hold at lift-off".to_owned(),
        TimeBasis::Nearest { time_utc, .. } if hours > 100.0 => {
            format!("of {time_utc}, {:.0} days from lift-off", hours / 24.0)
        }
        TimeBasis::Nearest { time_utc, .. } => format!("of {time_utc}, {hours:.1} h from lift-off"),
        TimeBasis::Between { before_utc, after_utc, .. } => {
            format!("interpolated between {before_utc} and {after_utc}, the nearer {hours:.1} h from lift-off")
        }
    }
}

fn heights_line(profile: &WeatherProfile) -> Option<Assumption> {
    let source = &profile.source;
    match profile.heights {
        HeightBasis::AboveGround => None,
        HeightBasis::Geopotential { ground_m, from_pressure } => Some(Assumption::new(
            format!("Heights of {source} are geopotential heights, the ground there is at {ground_m:.0} m"),
            if from_pressure { "ground from the pressure there" } else { "given in the file" },
        )),
        HeightBasis::AboveSea { ground_asl_m } => Some(Assumption::new(
            format!("Heights of {source} are above the sea, the ground there is at {ground_asl_m} m"),
            "given in the file",
        )),
        HeightBasis::Hypsometric { ground_pressure_pa } => Some(Assumption::new(
            format!(
                "Heights of {source} from its pressures and temperatures, dry air, {:.1} hPa at the ground",
                hectopascal_from_pascal(ground_pressure_pa)
            ),
            "hypsometric equation",
        )),
        HeightBasis::StandardAtmosphere { ground_pressure_pa } => Some(Assumption::new(
            format!(
                "Heights of {source} from its pressures by the US Standard Atmosphere 1976, {:.1} hPa at the ground",
                hectopascal_from_pascal(ground_pressure_pa)
            ),
            "the file gives no temperature; in winter the true heights are up to a tenth lower",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{InputError, InputOptions, load};

    #[test]
    fn ranges_read_well() {
        assert_eq!(range_text(&Range::triangular(12.0, 20.0, 28.0), "C"), "12 to 28 C, likeliest 20");
        assert_eq!(range_text(&Range::uniform(0.0, 360.0), "degrees"), "0 to 360 degrees, all alike");
        assert_eq!(range_text(&Range::exactly(0.5), ""), "0.5");
        assert_eq!(range_text(&Range::exactly(6.0_f64.sqrt()), "m/s"), "2.44949 m/s");
    }

    /// The weather of 2 July 2013 is not known: each of its values is among the assumptions.
    #[test]
    fn assumed_weather_is_stated_value_by_value() -> Result<(), InputError> {
        let options = InputOptions { scenario: "baikonur-2013".into(), ..InputOptions::default() };
        let texts: Vec<String> = assumptions(&load(&options)?).into_iter().map(|a| a.text).collect();
        for part in ["Air temperature", "Wind speed at 10 m", "Rain", "Cloud cover", "lease outline is scaled", "Soil:"]
        {
            assert!(texts.iter().any(|text| text.contains(part)), "{part}: {texts:#?}");
        }
        Ok(())
    }
}
