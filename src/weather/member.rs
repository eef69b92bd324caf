//! The weather of one member: a draw from the scenario's ranges, made consistent with the sun.

use jiff::Timestamp;
use rand::Rng;
use solar_positioning::time::JulianDate;
use solar_positioning::{Horizon, Location, SolarEvents, SolarPositions};

use super::course::LaterProfile;
use super::near_ground::AtGround;
use super::profile::{ProfileLevel, SURFACE_WIND_SIGMA_M_S};
use super::surface_layer::class_of;
use super::turbulence::Turbulence;
use super::{LaterWinds, Weather, WeatherInput, WeatherProfile, WindAt};
use crate::climatology::SeasonalAir;
use crate::geodesy::LonLat;
use crate::range::{Range, standard_normal};
use crate::units::{kelvin_from_celsius, pascal_from_hectopascal};

/// Heights at which the wind of the surface layer is put into the profile, m.
const PROFILE_HEIGHTS_M: [f64; 6] = [10.0, 30.0, 60.0, 100.0, 150.0, 200.0];

/// The sun over a place at a time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sun {
    /// Elevation above the horizon, degrees.
    pub elevation_deg: f64,
    /// Azimuth from north, eastward, degrees.
    pub azimuth_deg: f64,
    /// Time since the last sunrise, s; zero by night.
    pub since_sunrise_s: f64,
}

/// Difference between terrestrial and universal time, s: 69 in the years 2013 to 2025, 64 in 1999.
const DELTA_T_S: f64 = 67.0;

/// The sun at a place and time (Reda & Andreas 2004, Solar Energy 76, 577-589); none outside the years that the
/// algorithm is made for.
pub fn sun(time: Timestamp, place: LonLat) -> Option<Sun> {
    let julian = time.as_second() as f64 / 86_400.0 + 2_440_587.5;
    let location = Location { latitude: place.lat, longitude: place.lon };
    let date = JulianDate::new(julian, DELTA_T_S).ok()?;
    let position = SolarPositions::new().at_from_julian(date, location, 0.0, None).ok()?;
    let elevation_deg = position.elevation_angle();
    let since_sunrise_s = if elevation_deg > 0.0 { since_sunrise_s(julian, location)? } else { 0.0 };
    Some(Sun { elevation_deg, azimuth_deg: position.azimuth(), since_sunrise_s })
}

fn since_sunrise_s(julian: f64, location: Location) -> Option<f64> {
    let rise = SolarEvents::new()
        .next_rise_from_julian(julian - 1.0, julian, location, DELTA_T_S, Horizon::SunriseSunset)
        .ok()?;
    Some(rise.map_or(0.0, |at| (julian - at) * 86_400.0))
}

impl WeatherInput {
    /// The weather of one member.
    ///
    /// Temperature, pressure, wind, cloud and rain are drawn; the turbulence follows from them, the sun and what is known
    /// of it ([`near_ground`](super::near_ground)). Up to the mixing height and the lowest given wind the wind is that of
    /// the surface layer; above the highest given wind the mean wind of the season takes over, with the departures of
    /// single days.
    pub fn sample(
        &self,
        place: LonLat,
        sun: Sun,
        day_of_year: f64,
        season: &SeasonalAir,
        rng: &mut impl Rng,
    ) -> Weather {
        let warmth_k = if self.any_day { season.at(0.0).warmth_k } else { 0.0 };
        let temperature_k = kelvin_from_celsius(self.temperature_c.sample(rng)) + warmth_k;
        let pressure_pa = pascal_from_hectopascal(self.pressure_hpa.sample(rng));
        let departure = self.profile.as_ref().map(|profile| Departure::draw(profile, rng));
        let (wind_speed_10m_m_s, wind_from_deg) = self.wind_10m(departure.as_ref(), rng);
        let cloud_fraction = self.cloud_fraction.sample(rng);
        let rain_mm_h = self.rain_mm_h.sample(rng);
        let roughness_m = self.roughness_m.sample(rng);
        let at = AtGround {
            wind_speed_10m_m_s,
            roughness_m,
            temperature_k,
            pressure_pa,
            cloud_fraction,
            snow: self.snow,
            latitude_deg: place.lat,
            day_of_year,
            sun,
        };
        let state = self.turbulence(&at, rng);
        let gust_speed_m_s = state.gust_speed_m_s();
        let speed_10m_m_s = wind_speed_10m_m_s.max(gust_speed_m_s);
        let given_from_m = self.upper_winds.first().map_or(f64::INFINITY, |upper| upper.height_agl_m);
        let near_ground = NearGround { state, speed_10m_m_s, from_deg: wind_from_deg };
        let mut winds = near_ground.winds(given_from_m);
        winds.extend(self.winds_aloft(departure.as_ref(), rng));
        let later = departure.as_ref().map_or_else(Vec::new, |departure| departure.later(&near_ground));
        let top_m = winds.last().map_or(0.0, |wind| wind.height_agl_m);
        winds.extend(winds_of_season(top_m, season, rng));
        let density_factor = 1.0 + DENSITY_SIGMA * standard_normal(rng);
        Weather {
            temperature_k,
            pressure_pa,
            wind_speed_10m_m_s,
            wind_from_deg,
            rain_mm_h,
            snow: self.snow,
            day_of_year,
            day: sun.elevation_deg > 0.0,
            stability: class_of(state.obukhov_length_m, roughness_m),
            obukhov_length_m: state.obukhov_length_m,
            friction_velocity_m_s: state.friction_velocity_m_s,
            mixing_height_m: state.mixing_height_m,
            roughness_m,
            sigma_v_measured_m_s: state.sigma_v_measured_m_s,
            gust_speed_m_s,
            winds,
            later,
            season: season.clone(),
            density_factor,
            cloud_fraction,
        }
    }
}

/// How the wind of a member departs from that of an observed profile: by the same in units of the standard deviation at
/// all heights. A wind that is too strong at one level of a balloon or a model is too strong at the next as well; drawn
/// level by level, the errors of a fine profile would cancel along the fall.
#[derive(Debug, Clone)]
struct Departure<'p> {
    profile: &'p WeatherProfile,
    /// Towards the east and the north, standard deviations.
    east: f64,
    north: f64,
}

impl<'p> Departure<'p> {
    fn draw(profile: &'p WeatherProfile, rng: &mut impl Rng) -> Self {
        Self { profile, east: standard_normal(rng), north: standard_normal(rng) }
    }

    /// Winds of the hours after, with the same departure. Where a profile does not cover the ground the wind there stays.
    fn later(&self, near_ground: &NearGround) -> Vec<LaterWinds> {
        let winds = |later: &LaterProfile| {
            let profile = &later.profile;
            let ground = if profile.covers_surface() {
                let (u, v) = self.of(profile.wind_m_s(10.0), SURFACE_WIND_SIGMA_M_S);
                let speed_10m_m_s = u.hypot(v).max(near_ground.state.gust_speed_m_s());
                NearGround { speed_10m_m_s, from_deg: direction_from_deg(u, v), ..*near_ground }
            } else {
                *near_ground
            };
            let mut winds = ground.winds(profile.aloft().first().map_or(f64::INFINITY, |level| level.height_agl_m));
            winds.extend(self.aloft(profile));
            LaterWinds { after_s: later.after_s, winds }
        };
        self.profile.later.iter().map(winds).collect()
    }

    /// Winds of a profile above the ground.
    fn aloft(&self, profile: &WeatherProfile) -> Vec<WindAt> {
        let sigma_m_s = self.profile.wind_sigma_m_s();
        let wind = |level: &ProfileLevel| {
            let (u_m_s, v_m_s) = self.of((level.u_m_s, level.v_m_s), sigma_m_s);
            WindAt { height_agl_m: level.height_agl_m, u_m_s, v_m_s }
        };
        profile.aloft().iter().map(wind).collect()
    }

    /// A wind of the profile with the departure, m/s.
    fn of(&self, (u_m_s, v_m_s): (f64, f64), sigma_m_s: f64) -> (f64, f64) {
        (u_m_s + sigma_m_s * self.east, v_m_s + sigma_m_s * self.north)
    }
}

impl WeatherInput {
    /// Speed and direction of the wind at 10 m: of the profile where it covers the ground, else from the ranges.
    fn wind_10m(&self, departure: Option<&Departure<'_>>, rng: &mut impl Rng) -> (f64, f64) {
        let speed_m_s = self.wind_speed_10m_m_s.sample(rng);
        let from_deg = self.wind_from_deg.sample(rng).rem_euclid(360.0);
        match departure.filter(|departure| departure.profile.covers_surface()) {
            None => (speed_m_s, from_deg),
            Some(departure) => {
                let (u, v) = departure.of(departure.profile.wind_m_s(10.0), SURFACE_WIND_SIGMA_M_S);
                (u.hypot(v), direction_from_deg(u, v))
            }
        }
    }

    /// Winds above the surface layer: of the profile where it has some, else from the ranges.
    fn winds_aloft(&self, departure: Option<&Departure<'_>>, rng: &mut impl Rng) -> Vec<WindAt> {
        match departure.filter(|departure| !departure.profile.aloft().is_empty()) {
            Some(departure) => departure.aloft(departure.profile),
            None => self
                .upper_winds
                .iter()
                .map(|upper| {
                    let speed = upper.wind_speed_m_s.sample(rng);
                    wind_at(upper.height_agl_m, speed, upper.wind_from_deg.sample(rng))
                })
                .collect(),
        }
    }
}

/// Heights above ground of the winds of the season, m.
const SEASON_HEIGHTS_M: [f64; 14] =
    [6e3, 10e3, 14e3, 18e3, 22e3, 26e3, 30e3, 35e3, 40e3, 50e3, 60e3, 70e3, 80e3, 100e3];
/// Least distance between the highest given wind and the first of the season, m.
const JOINT_M: f64 = 3_000.0;
/// Share of the balanced wind of the season that blows. The balance of NRLMSISE-00 gives 54 m/s at 30 km in January at 47 N,
/// charts of CIRA-86 about 27 (from memory); between 40 and 60 km they differ by a quarter. Assumed, with the seasonal
/// difference of recovered stages known.
const SEASON_WIND_SHARE: Range = Range::uniform(0.5, 1.0);
/// One standard deviation of the wind of a day about the mean of the season, m/s, and its part that grows with the mean
/// wind: 5 m/s in the quiet summer, 15 to 25 m/s in the winter vortex and its warmings. Assumed from the size of
/// planetary waves in Fleming et al. 1990, Adv. Space Res. 10, 12, 11-59; the same departure at all heights.
const WIND_SIGMA_M_S: f64 = 4.0;
const WIND_SIGMA_SHARE: f64 = 0.3;
/// One standard deviation of the density of a day over that of the season. Assumed: 2 to 5 % between 20 and 50 km.
const DENSITY_SIGMA: f64 = 0.03;

fn winds_of_season(top_m: f64, season: &SeasonalAir, rng: &mut impl Rng) -> Vec<WindAt> {
    let (east, north) = (standard_normal(rng), standard_normal(rng));
    let share = SEASON_WIND_SHARE.sample(rng);
    let heights = SEASON_HEIGHTS_M.iter().filter(|height_m| **height_m >= top_m + JOINT_M);
    let wind = |height_agl_m: &f64| {
        let mean_m_s = share * season.at(*height_agl_m).zonal_wind_m_s;
        let sigma_m_s = WIND_SIGMA_M_S + WIND_SIGMA_SHARE * mean_m_s.abs();
        WindAt { height_agl_m: *height_agl_m, u_m_s: mean_m_s + sigma_m_s * east, v_m_s: sigma_m_s * north }
    };
    heights.map(wind).collect()
}

/// The wind of the surface layer of a member.
#[derive(Debug, Clone, Copy)]
struct NearGround {
    state: Turbulence,
    speed_10m_m_s: f64,
    from_deg: f64,
}

impl NearGround {
    /// Winds below the mixing height and the first height at which a wind is given.
    fn winds(&self, given_from_m: f64) -> Vec<WindAt> {
        let state = self.state.with_wind_at(self.speed_10m_m_s, 10.0);
        let top_m = given_from_m.min(state.mixing_height_m.max(PROFILE_HEIGHTS_M[0] + 1.0));
        let heights = PROFILE_HEIGHTS_M.iter().filter(|height_m| **height_m < top_m);
        heights.map(|&z| wind_at(z, state.wind_speed_m_s(z), self.from_deg)).collect()
    }
}

/// Direction that a wind blows from, degrees.
fn direction_from_deg(u_m_s: f64, v_m_s: f64) -> f64 {
    (-u_m_s).atan2(-v_m_s).to_degrees().rem_euclid(360.0)
}

fn wind_at(height_agl_m: f64, speed_m_s: f64, from_deg: f64) -> WindAt {
    let (sin, cos) = from_deg.to_radians().sin_cos();
    WindAt { height_agl_m, u_m_s: -speed_m_s * sin, v_m_s: -speed_m_s * cos }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::climatology::Climatology;
    use crate::range::Range;
    use crate::weather::UpperWind;
    use crate::weather::column::{Wanted, profile_at};
    use crate::weather::sounding::{Origin, Sounding, SoundingLevel, VerticalAxis};
    use crate::weather::surface::SurfaceFields;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    /// 2 July 2013, 02:38 UTC at Baikonur is 06:50 solar time: by hand sin(e) = sin(46) sin(23) + cos(46) cos(23)
    /// cos(77.5 deg), e = 24.8 degrees; the sun rose about two and a half hours before.
    #[test]
    fn the_sun_of_the_2013_morning() {
        let time: Timestamp = "2013-07-02T02:38:21Z".parse().expect("a time");
        let sun = sun(time, LonLat::new(62.985, 46.071)).expect("in range");
        assert!((23.5..26.0).contains(&sun.elevation_deg), "{}", sun.elevation_deg);
        assert!((2.0..3.0).contains(&(sun.since_sunrise_s / 3600.0)), "{}", sun.since_sunrise_s);
    }

    /// A level given inside the surface layer takes the place of the power law above it, and heights rise.
    #[test]
    fn given_levels_take_the_place_of_the_power_law() {
        let upper = |height_agl_m, speed| UpperWind {
            height_agl_m,
            wind_speed_m_s: Range::exactly(speed),
            wind_from_deg: Range::exactly(270.0),
        };
        let input = WeatherInput { upper_winds: vec![upper(50.0, 8.0), upper(1_000.0, 20.0)], ..assumed() };
        let sun = Sun { elevation_deg: 30.0, azimuth_deg: 90.0, since_sunrise_s: 7_200.0 };
        let place = LonLat::new(63.0, 46.0);
        let season = Climatology::above(place).on(183.0);
        let weather = input.sample(place, sun, 180.0, &season, &mut ChaCha8Rng::seed_from_u64(1));
        assert!(weather.winds.windows(2).all(|pair| pair[1].height_agl_m > pair[0].height_agl_m), "{weather:?}");
        let (u, _) = weather.wind_m_s(525.0);
        assert!((u - 14.0).abs() < 1e-9, "{u}");
    }

    fn assumed() -> WeatherInput {
        WeatherInput {
            observed: false,
            note: String::new(),
            temperature_c: Range::exactly(20.0),
            pressure_hpa: Range::exactly(1_000.0),
            wind_speed_10m_m_s: Range::exactly(4.0),
            wind_from_deg: Range::exactly(270.0),
            cloud_fraction: Range::exactly(0.5),
            rain_mm_h: Range::exactly(0.0),
            roughness_m: Range::exactly(0.02),
            snow: false,
            mixing_height_m: None,
            upper_winds: Vec::new(),
            any_day: false,
            profile: None,
            known: Default::default(),
        }
    }

    /// All levels of an observed profile depart alike: the shear of a member is that of the profile, and the spread over
    /// the members that of one level.
    #[test]
    fn levels_of_a_profile_depart_together() {
        let level = |vertical, u| SoundingLevel { vertical, wind_m_s: Some((u, 0.0)), ..SoundingLevel::default() };
        let sounding = Sounding {
            time_utc: None,
            axis: VerticalAxis::HeightAboveGround,
            levels: (1..=20).map(|k| level(500.0 * f64::from(k), f64::from(k))).collect(),
            surface: SurfaceFields::default(),
            origin: Origin::default(),
        };
        let time_utc = Timestamp::UNIX_EPOCH;
        let wanted = Wanted { time_utc, place: None, ground_pressure_pa: 1e5, needed_top_m: 0.0, extend: false };
        let input = profile_at("p.csv", &[sounding], &wanted).expect("a profile").over(assumed());
        let place = LonLat::new(63.0, 46.0);
        let sun = Sun { elevation_deg: 30.0, azimuth_deg: 90.0, since_sunrise_s: 7_200.0 };
        let season = Climatology::above(place).on(183.0);
        let means: Vec<f64> = (0..4_000)
            .map(|seed| {
                let weather = input.sample(place, sun, 183.0, &season, &mut ChaCha8Rng::seed_from_u64(seed));
                let (low, high) = (weather.wind_m_s(1_000.0).0, weather.wind_m_s(9_000.0).0);
                assert!((high - low - 16.0).abs() < 1e-9, "{low} {high}");
                0.5 * (low + high)
            })
            .collect();
        let mean = means.iter().sum::<f64>() / 4_000.0;
        let sigma = (means.iter().map(|m| (m - mean).powi(2)).sum::<f64>() / 4_000.0).sqrt();
        // 4000 members leave 1.1 % of the standard deviation and 0.03 m/s of the mean open, one standard deviation.
        assert!((sigma - 2.0).abs() < 0.08 && (mean - 10.0).abs() < 0.12, "{sigma} {mean}");
    }

    /// A wind from the east blows to the west.
    #[test]
    fn east_wind_blows_west() {
        let wind = wind_at(10.0, 5.0, 90.0);
        assert!((wind.u_m_s + 5.0).abs() < 1e-9 && wind.v_m_s.abs() < 1e-9);
    }
}
