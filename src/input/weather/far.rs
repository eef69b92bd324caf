//! The wind of the files where and when a cloud would be that travels far.

use super::{DataSource, WeatherWanted, read_weather};
use crate::weather::WeatherProfile;
use crate::weather::column::{Wanted, profile_at};
use crate::weather::profile::FarWind;
use crate::weather::sounding::OriginKind;

/// Way that is looked at, m: far enough for the wind of a grid to change.
const WAY_M: f64 = 50e3;
/// Longest time that it may take, s.
const TIME_MAX_S: f64 = 12.0 * 3_600.0;
/// Height whose wind carries the cloud there, m above the ground: the middle of a mixing layer by day.
const HEIGHT_M: f64 = 500.0;
/// Weakest wind that has a way, m/s.
const WIND_MIN_M_S: f64 = 0.5;

/// The wind downwind of the place at the time of arrival there; none where the grids do not reach that far, or are none.
pub(super) fn far_wind(wanted: &WeatherWanted<'_>, here: &WeatherProfile, at: &Wanted) -> Option<FarWind> {
    let (u_m_s, v_m_s) = here.wind_m_s(HEIGHT_M);
    let speed_m_s = u_m_s.hypot(v_m_s);
    if speed_m_s < WIND_MIN_M_S {
        return None;
    }
    let after_s = (WAY_M / speed_m_s).min(TIME_MAX_S);
    let distance_m = speed_m_s * after_s;
    let place = wanted.place.destination(u_m_s.atan2(v_m_s).to_degrees().rem_euclid(360.0), distance_m);
    let mut soundings = Vec::new();
    for path in wanted.paths {
        soundings.extend(read_weather(&DataSource::File(path.clone()), place, false).ok()?.soundings);
    }
    if soundings.iter().any(|sounding| sounding.origin.kind != OriginKind::Grid) {
        return None;
    }
    let time_utc = at.time_utc.checked_add(jiff::SignedDuration::from_secs(after_s as i64)).ok()?;
    let there = Wanted { time_utc, place: Some(place), needed_top_m: 0.0, ..*at };
    let there_m_s = profile_at(&here.source, &soundings, &there).ok()?.wind_m_s(HEIGHT_M);
    Some(FarWind { distance_m, after_s, height_agl_m: HEIGHT_M, here_m_s: (u_m_s, v_m_s), there_m_s })
}
