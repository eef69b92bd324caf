//! What a run assumes of the turbulence near the ground, in sentences.

use super::stated::range_text;
use crate::provenance::Assumption;
use crate::weather::WeatherInput;
use crate::weather::near_ground::{ALBEDO, ALBEDO_SNOW, MOISTURE, TurbulenceBasis};

/// Where stability and friction velocity of the members come from, in words.
pub fn turbulence_text(weather: &WeatherInput) -> String {
    match weather.turbulence_basis() {
        TurbulenceBasis::Measured if weather.known.friction_velocity_m_s.is_some() => {
            "measured Obukhov length and friction velocity".to_owned()
        }
        TurbulenceBasis::Measured => "measured Obukhov length; friction velocity from the wind".to_owned(),
        TurbulenceBasis::StatedClass => {
            let letter = weather.known.stability.map_or('?', |class| class.letter());
            format!("the stated class {letter} (Golder 1972); friction velocity from the wind")
        }
        TurbulenceBasis::Profile => "the gradients of the profile; friction velocity from the wind".to_owned(),
        TurbulenceBasis::EnergyBalance => {
            "the energy balance of the ground: wind, sun, cloud, snow, season, albedo, moisture, roughness".to_owned()
        }
    }
}

/// What is assumed and what was preferred.
pub(super) fn turbulence_lines(weather: &WeatherInput) -> Vec<Assumption> {
    let why = "order of preference: measured, stated class, profile, energy balance (Holtslag & van Ulden 1983, van Ulden & Holtslag 1985)";
    let mut list =
        vec![Assumption::new(format!("Stability and friction velocity from {}", turbulence_text(weather)), why)];
    if weather.turbulence_basis() == TurbulenceBasis::EnergyBalance {
        let albedo = range_text(if weather.snow { &ALBEDO_SNOW } else { &ALBEDO }, "");
        let moisture = if weather.snow { "1".to_owned() } else { range_text(&MOISTURE, "") };
        list.push(Assumption::new(
            format!("Albedo of the ground {albedo}; its moisture, 1 as wet grass and 0 as bare dry soil: {moisture}"),
            "Oke 1987, table 1.1; van Ulden & Holtslag 1985; the ends assumed",
        ));
    }
    if let Some(sigma_theta) = &weather.known.sigma_theta_deg {
        list.push(Assumption::new(
            format!("Standard deviation of the wind direction: {}", range_text(sigma_theta, "degrees")),
            "stated in the scenario as measured",
        ));
    }
    list
}
