//! Centre and principal axes of a cloud of points.

use geo::Coord;

/// Centre and principal axes of points of a plane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axes {
    /// Mean of the points, m.
    pub centre: Coord<f64>,
    /// Standard deviation along the axis of the largest spread, m.
    pub major_m: f64,
    /// Standard deviation across it, m.
    pub minor_m: f64,
    /// Azimuth of the major axis, degrees clockwise from north, 0 to 180.
    pub azimuth_deg: f64,
}

impl Axes {
    /// Axes of the points from their covariance (with n - 1); a single point has no spread. None without points.
    pub fn of(points: &[Coord<f64>]) -> Option<Self> {
        if points.is_empty() {
            return None;
        }
        let n = points.len() as f64;
        let sum = points.iter().fold(Coord { x: 0.0, y: 0.0 }, |s, p| s + *p);
        let centre = sum / n;
        let moment =
            |of: fn(Coord<f64>) -> f64| points.iter().map(|p| of(*p - centre)).sum::<f64>() / (n - 1.0).max(1.0);
        let (xx, yy, xy) = (moment(|d| d.x * d.x), moment(|d| d.y * d.y), moment(|d| d.x * d.y));
        let half_sum = 0.5 * (xx + yy);
        let root = (0.25 * (xx - yy).powi(2) + xy * xy).sqrt();
        let from_east = 0.5 * (2.0 * xy).atan2(xx - yy);
        Some(Self {
            centre,
            major_m: (half_sum + root).sqrt(),
            minor_m: (half_sum - root).max(0.0).sqrt(),
            azimuth_deg: (90.0 - from_east.to_degrees()).rem_euclid(180.0),
        })
    }

    /// A point of the plane along (x) and across (y) the major axis, m from the centre.
    pub fn to_axes(&self, at: Coord<f64>) -> Coord<f64> {
        let (sin, cos) = self.azimuth_deg.to_radians().sin_cos();
        let d = at - self.centre;
        Coord { x: d.x * sin + d.y * cos, y: d.y * sin - d.x * cos }
    }

    /// The point of the plane that lies along (x) and across (y) the major axis, m from the centre.
    pub fn to_plane(&self, at: Coord<f64>) -> Coord<f64> {
        let (sin, cos) = self.azimuth_deg.to_radians().sin_cos();
        self.centre + Coord { x: at.x * sin - at.y * cos, y: at.x * cos + at.y * sin }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Points on a line towards azimuth 60 degrees, 100 m apart: the variance of 101 equal steps is
    /// 100^2 (101^2 - 1)/12 x 101/100.
    #[test]
    fn axes_of_a_line() {
        let (sin, cos) = 60_f64.to_radians().sin_cos();
        let at: Vec<Coord<f64>> = (-50..=50)
            .map(|k| Coord { x: 5e3 + f64::from(k) * 100.0 * sin, y: -2e3 + f64::from(k) * 100.0 * cos })
            .collect();
        let axes = Axes::of(&at).expect("points");
        assert!((axes.major_m - 100.0 * (10_200.0_f64 / 12.0 * 1.01).sqrt()).abs() < 1e-6, "{}", axes.major_m);
        assert!(axes.minor_m < 1e-3 && (axes.azimuth_deg - 60.0).abs() < 1e-9);
        assert!((axes.centre.x - 5e3).abs() < 1e-9 && (axes.centre.y + 2e3).abs() < 1e-9);
        let ahead = axes.to_axes(axes.centre + Coord { x: 7.0 * sin, y: 7.0 * cos });
        assert!((ahead.x - 7.0).abs() < 1e-9 && ahead.y.abs() < 1e-9, "{ahead:?}");
        let back = axes.to_plane(axes.to_axes(Coord { x: 12.0, y: 34.0 }));
        assert!((back.x - 12.0).abs() < 1e-9 && (back.y - 34.0).abs() < 1e-9, "{back:?}");
    }

    #[test]
    fn one_point_has_no_spread_and_none_has_no_axes() {
        let one = Axes::of(&[Coord { x: 3.0, y: 4.0 }]).expect("a point");
        assert_eq!((one.centre, one.major_m, one.minor_m), (Coord { x: 3.0, y: 4.0 }, 0.0, 0.0));
        assert_eq!(Axes::of(&[]), None);
    }
}
