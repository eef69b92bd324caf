//! What a run assumes, in sentences: every range, every assumed value of the weather, every derived outline.

use crate::constants::LEASE_OFFICIAL_AREA_KM2;
use crate::incident::{ImpactPlace, Scenario};
use crate::input::Inputs;
use crate::places::PositionQuality;
use crate::provenance::Assumption;
use crate::range::{Law, Range};
use crate::weather::WeatherInput;

/// A range in words, such as `12 to 28 C, likeliest 20`.
pub fn range_text(range: &Range, unit: &str) -> String {
    let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
    let Range { low, best, high, law } = *range;
    if range.is_exact() {
        return format!("{best}{unit}");
    }
    match law {
        Law::Triangular => format!("{low} to {high}{unit}, likeliest {best}"),
        Law::Uniform => format!("{low} to {high}{unit}, all alike"),
        Law::LogUniform => format!("{low} to {high}{unit}, all factors alike"),
    }
}

/// Everything that the scenario and its data assume.
pub fn assumptions(inputs: &Inputs) -> Vec<Assumption> {
    let scenario = &inputs.scenario;
    let mut list: Vec<Assumption> =
        scenario.assumptions.iter().map(|text| Assumption::new(text, "stated in the scenario")).collect();
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
    let because = if weather.observed { "observed, with its spread" } else { "assumed, see the line on the weather" };
    let rows = [
        ("Air temperature", Some(&weather.temperature_c), "C"),
        ("Air pressure at the ground", Some(&weather.pressure_hpa), "hPa"),
        ("Wind speed at 10 m", Some(&weather.wind_speed_10m_m_s), "m/s"),
        ("Wind at 10 m from", Some(&weather.wind_from_deg), "degrees"),
        ("Cloud cover", Some(&weather.cloud_fraction), "of the sky"),
        ("Rain", Some(&weather.rain_mm_h), "mm/h"),
        ("Roughness length", Some(&weather.roughness_m), "m"),
        ("Mixing height", weather.mixing_height_m.as_ref(), "m"),
    ];
    let mut list = Vec::new();
    if !weather.observed {
        list.push(Assumption::new("The weather is a range and not an observation", weather.note.clone()));
    }
    // An assumed value is an assumption even without a spread.
    let keep = |range: &&Range| !weather.observed || !range.is_exact();
    list.extend(rows.into_iter().filter_map(|(what, range, unit)| {
        let range = range.filter(keep)?;
        Some(Assumption::new(format!("{what}: {}", range_text(range, unit)), because))
    }));
    list.extend(weather.upper_winds.iter().map(|wind| {
        let text = format!(
            "Wind {} m above ground: {}, from {}",
            wind.height_agl_m,
            range_text(&wind.wind_speed_m_s, "m/s"),
            range_text(&wind.wind_from_deg, "degrees")
        );
        Assumption::new(text, because)
    }));
    list
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
