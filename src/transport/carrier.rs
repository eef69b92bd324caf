//! The line that a path runs along, and the wind that a cloud meets on it.

use super::similarity::PathWind;
use crate::source::Release;
use crate::weather::Weather;
use crate::weather::turbulence::Turbulence;

/// Height up to which the wind is that of the surface layer, m; above it that of the weather.
const SURFACE_WIND_TOP_M: f64 = 10.0;
/// Heights, shares of the mixing layer, and times after release, s, whose mean wind the line goes with.
const LAYER_SHARES: [f64; 5] = [0.1, 0.3, 0.5, 0.7, 0.9];
/// See [`LAYER_SHARES`].
const LINE_TIMES_S: [f64; 3] = [0.0, 3_600.0, 10_800.0];
/// Time after which a wind that changes is looked up again, s: a quarter of an hour, in which a wind that turns by 10 degrees
/// an hour turns by less than it varies in 10 minutes.
const RENEW_S: f64 = 900.0;

/// The carrier of one release.
#[derive(Debug, Clone, Copy)]
pub(super) struct Carrier<'a> {
    weather: &'a Weather,
    turbulence: Turbulence,
    start_s: f64,
    /// Unit vector of the line, east and north.
    pub direction: (f64, f64),
}

impl<'a> Carrier<'a> {
    /// The line goes with the mean of the wind at the height of release and, for a release in the mixing layer, that of the
    /// layer, over the first hours: how far from it the cloud comes is what it is told to be at each distance, so that the
    /// choice of the line only keeps the departures small.
    pub(super) fn of(release: &Release, weather: &'a Weather, turbulence: Turbulence) -> Self {
        let carrier = Self { weather, turbulence, start_s: release.start_s, direction: (1.0, 0.0) };
        let height_m = release.height_agl_m.max(SURFACE_WIND_TOP_M);
        let inside = height_m < turbulence.mixing_height_m;
        let times = if weather.later.is_empty() { &LINE_TIMES_S[..1] } else { &LINE_TIMES_S[..] };
        let (mut east, mut north) = (0.0, 0.0);
        let mut add = |height_m: f64, time_s: f64, weight: f64| {
            let (u, v) = carrier.vector_m_s(height_m, time_s);
            east += weight * u;
            north += weight * v;
        };
        for time_s in times {
            add(height_m, *time_s, 1.0);
            for share in LAYER_SHARES.iter().filter(|_| inside) {
                let layer_m = (share * turbulence.mixing_height_m).max(SURFACE_WIND_TOP_M);
                add(layer_m, *time_s, 1.0 / LAYER_SHARES.len() as f64);
            }
        }
        let norm = east.hypot(north);
        let (u, v) = carrier.vector_m_s(height_m, 0.0);
        let direction = if norm > 1e-6 { (east / norm, north / norm) } else { (u / u.hypot(v), v / u.hypot(v)) };
        Self { direction, ..carrier }
    }

    /// The wind along the line and to the left of it.
    pub(super) fn wind(&self) -> PathWind<impl Fn(f64, f64) -> (f64, f64)> {
        let (to_east, to_north) = self.direction;
        PathWind {
            at_m_s: move |height_m: f64, time_s: f64| {
                let (u, v) = self.vector_m_s(height_m, time_s);
                (u * to_east + v * to_north, v * to_east - u * to_north)
            },
            renew_s: if self.weather.later.is_empty() { f64::INFINITY } else { RENEW_S },
        }
    }

    /// Wind at a height and time since release, m/s: near the ground the speed of the surface layer with the direction of 10 m;
    /// never weaker than the gusts.
    fn vector_m_s(&self, height_m: f64, time_s: f64) -> (f64, f64) {
        let low = height_m < SURFACE_WIND_TOP_M;
        let (u, v) = self.weather.wind_after_m_s(height_m.max(SURFACE_WIND_TOP_M), self.start_s + time_s);
        let speed_m_s = u.hypot(v);
        let (u, v, norm) = if speed_m_s > 1e-9 { (u, v, speed_m_s) } else { (0.0, -1.0, 1.0) };
        let carried_m_s = speed_m_s.max(self.weather.gust_speed_m_s);
        let ratio = if low {
            self.turbulence.wind_speed_m_s(height_m) / self.turbulence.wind_speed_m_s(SURFACE_WIND_TOP_M)
        } else {
            1.0
        };
        let scale = carried_m_s * ratio / norm;
        (scale * u, scale * v)
    }
}

#[cfg(test)]
#[path = "carrier_tests.rs"]
mod tests;
