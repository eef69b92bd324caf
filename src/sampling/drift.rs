//! The direction in which the cloud went.

use super::rules::AXIS_SPREAD_AT_MOST_DEG;
use crate::assessment::WindSample;

/// Mean direction and its spread.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Drift {
    /// Towards, degrees clockwise from north.
    towards_deg: f64,
    /// Standard deviation over the members, degrees: that of Yamartino (1984, J. Clim. Appl. Meteorol. 23, 1362).
    pub(super) spread_deg: f64,
}

impl Drift {
    /// Of the winds at 10 m.
    pub(super) fn of(winds: &[WindSample]) -> Self {
        let n = winds.len().max(1) as f64;
        let mean = |part: fn(f64) -> f64| winds.iter().map(|w| part(w.wind_from_deg.to_radians())).sum::<f64>() / n;
        let (east, north) = (mean(f64::sin), mean(f64::cos));
        let epsilon = (1.0 - (east * east + north * north)).clamp(0.0, 1.0).sqrt();
        let spread = epsilon.asin() * (1.0 + (2.0 / 3.0_f64.sqrt() - 1.0) * epsilon.powi(3));
        Self {
            towards_deg: (east.atan2(north).to_degrees() + 180.0).rem_euclid(360.0),
            spread_deg: spread.to_degrees(),
        }
    }

    /// The axis; none where the wind may have come from anywhere.
    pub(super) fn axis_deg(&self) -> Option<f64> {
        (self.spread_deg <= AXIS_SPREAD_AT_MOST_DEG).then_some(self.towards_deg)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn winds(from_deg: &[f64]) -> Vec<WindSample> {
        let wind = |from: &f64| WindSample {
            wind_from_deg: *from,
            wind_speed_m_s: 4.0,
            stability: 'D',
            mixing_height_m: 800.0,
        };
        from_deg.iter().map(wind).collect()
    }

    /// About north the mean is not south; winds from all sides have no axis, and their spread is that of a uniform
    /// circle, 103.9 degrees.
    #[test]
    fn directions_are_averaged_on_the_circle() {
        let north = Drift::of(&winds(&[350.0, 10.0]));
        assert!((north.axis_deg().expect("an axis") - 180.0).abs() < 1e-9);
        assert!((north.spread_deg - 10.0).abs() < 0.2, "{}", north.spread_deg);
        let around: Vec<f64> = (0..36).map(|k| f64::from(k) * 10.0).collect();
        let nowhere = Drift::of(&winds(&around));
        assert!(nowhere.axis_deg().is_none() && (nowhere.spread_deg - 103.9).abs() < 0.1, "{}", nowhere.spread_deg);
    }
}
