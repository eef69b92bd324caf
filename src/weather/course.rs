//! The winds of the hours after a time, where files give several times.

use jiff::ToSpan;

use super::column::{Wanted, profile_at};
use super::profile::WeatherProfile;
use super::sounding::{Sounding, TimeBasis};

/// Time between two profiles of the course, s.
const STEP_S: i64 = 3_600;
/// Profiles at most: half a day, in which a cloud leaves the computed area in all but the weakest wind.
const COUNT: i64 = 12;

/// A profile of a later time.
#[derive(Debug, Clone, PartialEq)]
pub struct LaterProfile {
    /// Time after that which is wanted, s.
    pub after_s: f64,
    /// Profile.
    pub profile: WeatherProfile,
}

/// Profiles hour by hour after the wanted time, as long as it lies between two soundings; none where the files give one time
/// or the nearest only.
pub fn course(source: &str, soundings: &[Sounding], wanted: &Wanted) -> Vec<LaterProfile> {
    let at = |step: i64| {
        let after_s = step * STEP_S;
        let time_utc = wanted.time_utc.checked_add(after_s.seconds()).ok()?;
        let profile = profile_at(source, soundings, &Wanted { time_utc, extend: true, ..*wanted }).ok()?;
        let between = matches!(profile.time, TimeBasis::Between { .. });
        between.then_some(LaterProfile { after_s: after_s as f64, profile })
    };
    (1..=COUNT).map_while(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weather::sounding::{Origin, SoundingLevel, VerticalAxis};
    use crate::weather::surface::SurfaceFields;
    use jiff::Timestamp;

    fn sounding(hour: i64, u_m_s: f64) -> Sounding {
        let level = |vertical| SoundingLevel { vertical, wind_m_s: Some((u_m_s, 0.0)), ..SoundingLevel::default() };
        Sounding {
            time_utc: Timestamp::from_second(hour * 3_600).ok(),
            axis: VerticalAxis::HeightAboveGround,
            levels: vec![level(10.0), level(1_000.0)],
            surface: SurfaceFields::default(),
            origin: Origin::default(),
        }
    }

    /// From 01:00 with soundings at 0, 3 and 6 h: five hours, linear in time; with one sounding none.
    #[test]
    fn the_course_ends_with_the_last_sounding() {
        let time_utc = Timestamp::from_second(3_600).expect("a time");
        let wanted = Wanted { time_utc, place: None, ground_pressure_pa: 1e5, needed_top_m: 0.0, extend: false };
        let all = [sounding(0, 0.0), sounding(3, 3.0), sounding(6, 9.0)];
        let found = course("s.csv", &all, &wanted);
        let winds: Vec<f64> = found.iter().map(|later| later.profile.wind_m_s(500.0).0).collect();
        assert_eq!(
            found.iter().map(|later| later.after_s).collect::<Vec<_>>(),
            [1.0, 2.0, 3.0, 4.0, 5.0].map(|h| h * 3_600.0)
        );
        for (wind, expected) in winds.iter().zip([2.0, 3.0, 5.0, 7.0, 9.0]) {
            assert!((wind - expected).abs() < 1e-9, "{winds:?}");
        }
        assert!(course("s.csv", &all[..1], &wanted).is_empty());
    }
}
