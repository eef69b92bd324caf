//! Sun and sky over a place, hour by hour, and the radiation that comes from them.

use jiff::Timestamp;

use super::member::{Sun, sun};
use crate::geodesy::LonLat;

/// The sky over a place from a start on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sky {
    sine_latitude: f64,
    sine_declination: f64,
    hour_angle_start_rad: f64,
    cloud_fraction: f64,
    sun: SunOrNot,
}

/// Whether there is a sun at all: a laboratory has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SunOrNot {
    Shines,
    Never,
}

impl Sky {
    /// The sky at a place from a time on, with a cloud fraction (0 to 1) that lasts; outside the years that the
    /// algorithm of the sun is made for a night.
    ///
    /// Declination and hour angle follow from elevation e and azimuth A (from north, eastward) at the start:
    ///
    /// ```text
    /// sin delta = sin phi sin e + cos phi cos e cos A
    /// tan H     = -sin A cos e / (cos phi sin e - sin phi cos e cos A)
    /// ```
    /// # Valid range
    /// The declination stays that of the start: 0.4 degrees off after a day, up to 12 after a month.
    ///
    /// # References
    /// Meeus 1998, Astronomical Algorithms, 2nd ed., ch. 13.
    pub fn at(place: LonLat, start: Timestamp, cloud_fraction: f64) -> Self {
        sun(start, place).map_or_else(|| Self::night(cloud_fraction), |sun| Self::under(sun, place, cloud_fraction))
    }

    fn under(sun: Sun, place: LonLat, cloud_fraction: f64) -> Self {
        let (sin_phi, cos_phi) = place.lat.to_radians().sin_cos();
        let (sin_e, cos_e) = sun.elevation_deg.to_radians().sin_cos();
        let (sin_a, cos_a) = sun.azimuth_deg.to_radians().sin_cos();
        Self {
            sine_latitude: sin_phi,
            sine_declination: sin_phi * sin_e + cos_phi * cos_e * cos_a,
            hour_angle_start_rad: (-sin_a * cos_e).atan2(cos_phi * sin_e - sin_phi * cos_e * cos_a),
            cloud_fraction,
            sun: SunOrNot::Shines,
        }
    }

    /// A sky without sun.
    pub fn night(cloud_fraction: f64) -> Self {
        Self {
            sine_latitude: 0.0,
            sine_declination: 0.0,
            hour_angle_start_rad: 0.0,
            cloud_fraction,
            sun: SunOrNot::Never,
        }
    }

    /// Sine of the sun's elevation at a time after the start, s; zero below the horizon.
    pub fn sine_elevation(&self, time_s: f64) -> f64 {
        if self.sun == SunOrNot::Never {
            return 0.0;
        }
        let hour_angle = self.hour_angle_start_rad + std::f64::consts::TAU * time_s / 86_400.0;
        let (latitude, declination) = (self.sine_latitude, self.sine_declination);
        let cosines = ((1.0 - latitude * latitude) * (1.0 - declination * declination)).sqrt();
        (latitude * declination + cosines * hour_angle.cos()).max(0.0)
    }

    /// Global radiation on level ground, W/m2.
    pub fn solar_w_m2(&self, time_s: f64) -> f64 {
        global_radiation_w_m2(self.sine_elevation(time_s), self.cloud_fraction)
    }

    /// Long-wave radiation from the sky, W/m2: L = 5.31e-13 T^6 + 60 N, T air temperature.
    ///
    /// # References
    /// Swinbank 1963 and Paltridge & Platt 1976 in Holtslag & van Ulden 1983 (see above).
    pub fn longwave_w_m2(&self, air_temperature_k: f64) -> f64 {
        5.31e-13 * air_temperature_k.powi(6) + 60.0 * self.cloud_fraction
    }
}

/// Global radiation at the ground, W/m2.
///
/// ```text
/// K = (990 sin e - 30) (1 - 0.75 N^3.4) ,    0 where negative
/// ```
/// e elevation of the sun, N share of cloud, 0 to 1.
///
/// # Valid range
/// Mid-latitudes, hourly means; nothing is left of the light below 1.7 degrees, where twilight still gives a little.
///
/// # References
/// Holtslag & van Ulden 1983, J. Clim. Appl. Meteorol. 22, 517-529, eqs. 3 and 4 (constants-check 4.7); cloud: Kasten &
/// Czeplak 1980, Solar Energy 24, 177-189.
pub fn global_radiation_w_m2(sine_elevation: f64, cloud_fraction: f64) -> f64 {
    (990.0 * sine_elevation - 30.0).max(0.0) * (1.0 - 0.75 * cloud_fraction.clamp(0.0, 1.0).powf(3.4))
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
