//! Climatological wind for planning: long-term means by month, and what single days make of them.
//!
//! It stands beside the ranges of a scenario where no file of weather is given, and is never drawn from: a mean vector is
//! far weaker than the wind of a day.

use jiff::tz::TimeZone;

use crate::geodesy::LonLat;
use crate::incident::Scenario;
use crate::input::bundled::{BundledFile, WIND_200_HPA, WIND_SURFACE};

/// Farthest point of the table that stands for a place, degrees: the table is 2.5 degrees wide.
const APART_MAX_DEG: f64 = 2.0;

/// Standard deviation of a component of the wind of a day about the mean of its month, m/s: aloft and near the ground.
/// Assumed, to a factor of 1.5.
const DAY_SIGMA_M_S: [f64; 2] = [12.0, 4.0];

/// Factor of a standard deviation that 5 % of a normal law lie beyond.
const FIVE_PERCENT: f64 = 1.645;

/// Rows "what: value" of the climatological wind over a scenario; none outside of the table, or where a file gives the
/// weather.
pub fn climate_rows(scenario: &Scenario) -> Vec<(String, String)> {
    if scenario.weather.profile.is_some() {
        return Vec::new();
    }
    let place = scenario.given_place().unwrap_or(scenario.pad);
    let month = TimeZone::UTC.to_datetime(scenario.time_utc).month();
    let months = if scenario.weather.any_day { 1..=12 } else { month..=month };
    let of = |table: &BundledFile, what: &str, columns: [usize; 2], sigma_m_s: f64| {
        let means: Vec<(f64, f64)> =
            months.clone().filter_map(|month| mean(table.text, place, month, columns)).collect();
        Some((format!("Climate for planning, {what}"), in_words(&means, sigma_m_s)?))
    };
    [
        of(&WIND_200_HPA, "200 hPa (12 km), long-term mean of the month", [4, 5], DAY_SIGMA_M_S[0]),
        of(&WIND_SURFACE, "near the ground, mean of the month 1982-1992", [3, 4], DAY_SIGMA_M_S[1]),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Mean components at the nearest point of a table in a month, m/s.
fn mean(table: &str, place: LonLat, month: i8, columns: [usize; 2]) -> Option<(f64, f64)> {
    let rows = table.lines().skip(1).filter_map(|line| {
        let cells: Vec<f64> = line.split(',').map(|cell| cell.parse().unwrap_or(f64::NAN)).collect();
        let apart = (cells.first()? - place.lon).abs().max((cells.get(1)? - place.lat).abs());
        let is_month = *cells.get(2)? == f64::from(month);
        (is_month && apart <= APART_MAX_DEG).then_some((apart, (*cells.get(columns[0])?, *cells.get(columns[1])?)))
    });
    rows.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, wind)| wind).filter(|(u, v)| u.is_finite() && v.is_finite())
}

fn in_words(means: &[(f64, f64)], sigma_m_s: f64) -> Option<String> {
    let speeds = || means.iter().map(|(u, v)| u.hypot(*v));
    let (weakest, strongest) = (speeds().reduce(f64::min)?, speeds().reduce(f64::max)?);
    let (u, v) = means.iter().fold((0.0, 0.0), |sum, wind| (sum.0 + wind.0, sum.1 + wind.1));
    let from_deg = (-u).atan2(-v).to_degrees().rem_euclid(360.0);
    let mean = if means.len() > 1 {
        format!("{weakest:.0} to {strongest:.0} m/s through the year")
    } else {
        format!("{strongest:.1} m/s")
    };
    let (low, high) = ((weakest - FIVE_PERCENT * sigma_m_s).max(0.0), strongest + FIVE_PERCENT * sigma_m_s);
    Some(format!(
        "mean vector {mean} from {from_deg:.0} deg; single days about {low:.0} to {high:.0} m/s (assumed spread); not an observation, not drawn from"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The scenario of 2013 quotes the same table: 28 m/s from 284 degrees in July at 62.5 E 45 N.
    #[test]
    fn july_over_baikonur_is_that_of_the_scenario() {
        let (u, v) = mean(WIND_200_HPA.text, LonLat::new(62.985, 45.9), 7, [4, 5]).expect("a mean");
        let from_deg = (-u).atan2(-v).to_degrees().rem_euclid(360.0);
        assert!((u.hypot(v) - 28.0).abs() < 1.0 && (from_deg - 284.0).abs() < 2.0, "{u} {v}");
        assert!(in_words(&[(u, v)], 12.0).is_some_and(|text| text.contains("from 284 deg; single days about")));
    }

    #[test]
    fn places_outside_the_table_have_none() {
        assert_eq!(mean(WIND_200_HPA.text, LonLat::new(10.0, 46.0), 7, [4, 5]), None);
        assert_eq!(in_words(&[], 12.0), None);
    }
}
