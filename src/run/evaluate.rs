//! Predictions for measured releases, and their scores.

use std::f64::consts::TAU;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::RunError;
use crate::constants::EARTH_ROTATION_RAD_S;
use crate::transport::similarity::{self, Cloud, CloudStart, Spread, straight};
use crate::transport::uptake::sulphur_dioxide_m_s;
use crate::trial::{Case, Cases, Evaluation, GroupScores, Prediction, Scores, TrialInputs};
use crate::weather::member::{Sun, sun};
use crate::weather::turbulence::energy::Surface;
use crate::weather::turbulence::routine::{DaySun, RoutineWeather, declination_rad};
use crate::weather::turbulence::{Measured, Turbulence};

/// Air temperature and pressure where the cases give none: 25 degrees Celsius, 1013 hPa. Assumed.
const TEMPERATURE_K: f64 = 298.15;
const PRESSURE_PA: f64 = 101_325.0;

/// Cloud where the cases give none: a clear sky. Assumed; trials are made on clear days and nights.
const CLOUD_FRACTION: f64 = 0.0;

/// Radius of the release, m, as standard deviation. Assumed: a pipe of a few centimetres.
const RELEASE_SIGMA_M: f64 = 0.05;

/// Predicts every case and scores the whole, each distance, and stable and unstable air.
///
/// # Errors
/// [`RunError::NoSun`] where the time is outside the years that the sun is known for.
pub fn evaluate(cases: &Cases, inputs: TrialInputs) -> Result<Evaluation, RunError> {
    let predictions: Vec<Prediction> =
        cases.cases.iter().map(|case| predict(case, inputs)).collect::<Result<_, _>>()?;
    Ok(Evaluation {
        file: cases.file.clone(),
        inputs,
        model: similarity::NAME.to_owned(),
        scores: scores(&predictions),
        predictions,
        assumptions: assumptions(inputs),
    })
}

fn predict(case: &Case, inputs: TrialInputs) -> Result<Prediction, RunError> {
    let sun = sun(case.time, case.place).ok_or_else(|| RunError::NoSun { time: case.time.to_string() })?;
    let turbulence = turbulence(case, inputs, &sun);
    let start = CloudStart {
        height_agl_m: case.release_height_agl_m,
        sigma_horizontal_m: RELEASE_SIGMA_M,
        sigma_vertical_m: RELEASE_SIGMA_M,
        spread: Spread::Absolute,
        averaging_s: case.averaging_s,
        surface_velocity_m_s: sulphur_dioxide_m_s(turbulence.friction_velocity_m_s, sun.elevation_deg > 0.0),
        receptor_height_m: case.receptor_height_m,
    };
    let cloud = Cloud::march(&turbulence, &straight(|z| turbulence.wind_speed_m_s(z)), &start, case.distance_m);
    let size = cloud.at(case.distance_m);
    let crosswind_integral_kg_m2 =
        case.release_rate_kg_s * size.airborne * size.receptor_per_m / size.transport_speed_m_s;
    Ok(Prediction {
        case: case.clone(),
        max_kg_m3: crosswind_integral_kg_m2 / (TAU.sqrt() * size.sigma_y_m),
        crosswind_integral_kg_m2,
        stable: turbulence.obukhov_length_m > 0.0,
    })
}

fn turbulence(case: &Case, inputs: TrialInputs, sun: &Sun) -> Turbulence {
    let coriolis_per_s = 2.0 * EARTH_ROTATION_RAD_S * case.place.lat.to_radians().sin();
    match case.measured.filter(|_| inputs == TrialInputs::Measured) {
        Some(m) => Turbulence::measured(&Measured {
            wind_speed_m_s: case.wind_speed_m_s,
            wind_height_m: case.wind_height_m,
            friction_velocity_m_s: m.friction_velocity_m_s,
            obukhov_length_m: m.obukhov_length_m,
            mixing_height_m: m.mixing_height_m,
            sigma_theta_rad: m.sigma_theta_deg.map(f64::to_radians),
            roughness_m: case.roughness_m,
            coriolis_per_s,
        }),
        None => RoutineWeather {
            wind_speed_m_s: case.wind_speed_m_s,
            wind_height_m: case.wind_height_m,
            roughness_m: case.roughness_m,
            surface: Surface::grassland(CLOUD_FRACTION, TEMPERATURE_K, PRESSURE_PA, false),
            sun: DaySun {
                sine_of_elevation: sun.elevation_deg.to_radians().sin(),
                latitude_rad: case.place.lat.to_radians(),
                declination_rad: declination_rad(day_of_year(case.time)),
                since_sunrise_s: sun.since_sunrise_s,
            },
            coriolis_per_s,
        }
        .turbulence(),
    }
}

fn day_of_year(time: Timestamp) -> f64 {
    f64::from(time.to_zoned_datetime(TimeZone::UTC).day_of_year())
}

fn scores(predictions: &[Prediction]) -> Vec<GroupScores> {
    let mut distances_m: Vec<f64> = predictions.iter().map(|p| p.case.distance_m).collect();
    distances_m.sort_by(f64::total_cmp);
    distances_m.dedup();
    let mut scores = vec![group("all", predictions, |_| true)];
    scores.extend(distances_m.iter().map(|d| group(&format!("{d} m"), predictions, |p| p.case.distance_m == *d)));
    for (name, stable) in [("stable", true), ("unstable", false)] {
        if predictions.iter().any(|p| p.stable == stable) {
            scores.push(group(name, predictions, |p| p.stable == stable));
        }
    }
    scores
}

/// Scores on values over the rate of release, so that a strong release does not count for more.
fn group(name: &str, predictions: &[Prediction], holds: impl Fn(&Prediction) -> bool) -> GroupScores {
    let members: Vec<&Prediction> = predictions.iter().filter(|p| holds(p)).collect();
    let pairs = |observed: fn(&Prediction) -> f64, predicted: fn(&Prediction) -> f64| {
        let over_rate = |p: &&Prediction| {
            let rate = p.case.release_rate_kg_s;
            (observed(p) / rate, predicted(p) / rate)
        };
        Scores::of(&members.iter().map(over_rate).collect::<Vec<_>>())
    };
    GroupScores {
        group: name.to_owned(),
        max_mg_m3: pairs(|p| p.case.observed_max_kg_m3, |p| p.max_kg_m3),
        crosswind_integral_mg_m2: pairs(|p| p.case.observed_crosswind_integral_kg_m2, |p| p.crosswind_integral_kg_m2),
    }
}

fn assumptions(inputs: TrialInputs) -> Vec<String> {
    let mut texts = vec![
        "The tracer is sulphur dioxide, which grassland takes up (Wesely 1989); by night dew lies on it.".to_owned(),
        format!("The release is a pipe with a standard deviation of {RELEASE_SIGMA_M} m."),
        "The highest value on an arc is that of the axis of a normal law.".to_owned(),
    ];
    if inputs == TrialInputs::Routine {
        texts.push(format!(
            "The sky is clear, the air has {:.0} degrees Celsius, the ground is dry prairie without snow.",
            TEMPERATURE_K - 273.15
        ));
    }
    texts
}
