//! Sun and sky over a pool, hour by hour.

use jiff::Timestamp;

use crate::geodesy::LonLat;

/// Unix time of the epoch J2000, s.
const J2000_S: f64 = 946_728_000.0;

/// The sky over a place from the start of a pool on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sky {
    latitude_deg: f64,
    declination_deg: f64,
    hour_angle_start_deg: f64,
    cloud_fraction: f64,
    sun: Sun,
}

/// Whether there is a sun at all: laboratory and polar night have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sun {
    Shines,
    Never,
}

impl Sky {
    /// The sky at a place from a time on, with a cloud fraction (0 to 1) that lasts.
    ///
    /// The sun's declination and the equation of time are those of the start (low-precision formula of the Astronomical
    /// Almanac, 0.01 degrees); a pool that lasts 30 days sees the sun of its first.
    pub fn at(place: LonLat, start: Timestamp, cloud_fraction: f64) -> Self {
        let days = (start.as_second() as f64 - J2000_S) / 86_400.0;
        let mean_longitude_deg = (280.460 + 0.985_647_4 * days).rem_euclid(360.0);
        let anomaly = (357.528 + 0.985_600_3 * days).to_radians();
        let longitude = (mean_longitude_deg + 1.915 * anomaly.sin() + 0.020 * (2.0 * anomaly).sin()).to_radians();
        let obliquity = (23.439 - 4e-7 * days).to_radians();
        let declination_deg = (obliquity.sin() * longitude.sin()).asin().to_degrees();
        let ascension_deg = (obliquity.cos() * longitude.sin()).atan2(longitude.cos()).to_degrees();
        let equation_deg = (mean_longitude_deg - ascension_deg + 180.0).rem_euclid(360.0) - 180.0;
        let utc_deg = (start.as_second().rem_euclid(86_400)) as f64 / 240.0;
        Self {
            latitude_deg: place.lat,
            declination_deg,
            hour_angle_start_deg: utc_deg - 180.0 + place.lon + equation_deg,
            cloud_fraction,
            sun: Sun::Shines,
        }
    }

    /// A sky without sun.
    pub fn night(cloud_fraction: f64) -> Self {
        Self { latitude_deg: 0.0, declination_deg: 0.0, hour_angle_start_deg: 180.0, cloud_fraction, sun: Sun::Never }
    }

    /// Sine of the sun's elevation at a time after the start, s; zero below the horizon.
    pub fn sine_elevation(&self, time_s: f64) -> f64 {
        if self.sun == Sun::Never {
            return 0.0;
        }
        let hour_angle = (self.hour_angle_start_deg + time_s / 240.0).to_radians();
        let (latitude, declination) = (self.latitude_deg.to_radians(), self.declination_deg.to_radians());
        (latitude.sin() * declination.sin() + latitude.cos() * declination.cos() * hour_angle.cos()).max(0.0)
    }

    /// Solar radiation on level ground, W/m2: K = (990 sin(e) - 30) (1 - 0.75 N^3.4).
    ///
    /// # References
    /// Holtslag & van Ulden 1983, J. Clim. Appl. Meteorol. 22, 517-529, eqs. 3 and 4 (constants-check 4.7).
    pub fn solar_w_m2(&self, time_s: f64) -> f64 {
        (990.0 * self.sine_elevation(time_s) - 30.0).max(0.0) * (1.0 - 0.75 * self.cloud_fraction.powf(3.4))
    }

    /// Long-wave radiation from the sky, W/m2: L = 5.31e-13 T^6 + 60 N, T air temperature.
    ///
    /// # References
    /// Swinbank 1963 and Paltridge & Platt 1976 in Holtslag & van Ulden 1983 (see above).
    pub fn longwave_w_m2(&self, air_temperature_k: f64) -> f64 {
        5.31e-13 * air_temperature_k.powi(6) + 60.0 * self.cloud_fraction
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn degrees(sky: &Sky, time_s: f64) -> f64 {
        sky.sine_elevation(time_s).asin().to_degrees()
    }

    /// 2 July 2013, 02:38 UTC at Baikonur: 24.8 degrees by hand (as in the test of the weather of a member), 0.7 degrees
    /// for the hand's rounding; at solar noon 90 - 46.07 + 23.07 = 67.0.
    #[test]
    fn the_sun_of_the_2013_morning() {
        let start: Timestamp = "2013-07-02T02:38:21Z".parse().expect("a time");
        let sky = Sky::at(LonLat::new(62.985, 46.071), start, 0.0);
        assert!((degrees(&sky, 0.0) - 24.8).abs() < 0.7, "{}", degrees(&sky, 0.0));
        let noon = (0..1440).map(|minute| degrees(&sky, 60.0 * f64::from(minute))).fold(0.0, f64::max);
        assert!((noon - 67.0).abs() < 0.1, "{noon}");
        assert_eq!(degrees(&sky, 15.0 * 3600.0), 0.0);
    }

    /// Overcast takes three quarters of the sun and adds 60 W/m2 from the sky.
    #[test]
    fn cloud_takes_sun_and_gives_warmth() {
        let start: Timestamp = "2020-06-21T07:00:00Z".parse().expect("a time");
        let (clear, grey) = (0.0, 1.0);
        let at = |cloud| Sky::at(LonLat::new(66.0, 47.0), start, cloud);
        assert!((at(grey).solar_w_m2(0.0) / at(clear).solar_w_m2(0.0) - 0.25).abs() < 1e-9);
        assert!((at(grey).longwave_w_m2(290.0) - at(clear).longwave_w_m2(290.0) - 60.0).abs() < 1e-9);
        assert_eq!(Sky::night(0.0).solar_w_m2(1e4), 0.0);
    }
}
