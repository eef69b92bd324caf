//! A grid of longitudes and latitudes, and the four points of it around a place.

use super::problem::WeatherProblem;
use crate::geodesy::LonLat;

/// Most points along one side; a grid of 1 km around the Earth has 40 000.
pub(super) const SIDE_MAX: usize = 50_000;

/// Half of the cell that a single row or column stands for, degrees: a cell of half a degree. Assumed.
const LONE_HALF_DEG: f64 = 0.25;

/// Rounding of coordinates, degrees: files keep them in single precision.
const SLACK_DEG: f64 = 1e-4;

/// Longitudes and latitudes of a grid, in the order of the file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RegularGrid {
    lons: Vec<f64>,
    lats: Vec<f64>,
}

/// A point of the grid and its share in the value at a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Corner {
    /// Index of the longitude.
    pub lon: usize,
    /// Index of the latitude.
    pub lat: usize,
    /// Share, 0 to 1.
    pub weight: f64,
}

/// The points around a place; the shares add up to one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Corners {
    /// The points that have a share, one to four.
    pub points: Vec<Corner>,
    /// How far the place lies outside the grid, m.
    pub outside_m: f64,
}

impl RegularGrid {
    /// A grid of coordinates that rise or fall.
    ///
    /// # Errors
    /// [`WeatherProblem::Content`] for coordinates that are none or out of order.
    pub(super) fn new(lons: Vec<f64>, lats: Vec<f64>) -> Result<Self, WeatherProblem> {
        for (name, values, limit) in [("longitudes", &lons, 720.0), ("latitudes", &lats, 90.0 + SLACK_DEG)] {
            let advice = "a regular grid in longitude and latitude is needed";
            if values.is_empty() || values.len() > SIDE_MAX {
                let found = format!("the grid has {} {name}, expected 1 to {SIDE_MAX}", values.len());
                return Err(WeatherProblem::new(found, advice));
            }
            if let Some(bad) = values.iter().find(|value| value.is_nan() || value.abs() > limit) {
                return Err(WeatherProblem::new(format!("the grid has {bad} among its {name}"), advice));
            }
            let rises = |pair: &[f64]| pair[1] > pair[0];
            let first = values.windows(2).next().is_some_and(rises);
            if values.windows(2).any(|pair| pair[0] == pair[1] || rises(pair) != first) {
                return Err(WeatherProblem::new(format!("the {name} of the grid are out of order"), advice));
            }
        }
        Ok(Self { lons, lats })
    }

    /// The points around a place, for bilinear interpolation.
    ///
    /// # Errors
    /// [`WeatherProblem::Outside`] for a place outside of the grid, unless `extend`: then the edge stands for it.
    pub(super) fn corners(&self, place: LonLat, extend: bool) -> Result<Corners, WeatherProblem> {
        let (lon_pair, near_lon) = along(&self.lons, place.lon, true);
        let (lat_pair, near_lat) = along(&self.lats, place.lat, false);
        let outside_m = match (near_lon, near_lat) {
            (None, None) => 0.0,
            _ => {
                let edge = LonLat::new(wrapped(near_lon.unwrap_or(place.lon)), near_lat.unwrap_or(place.lat));
                place.distance_m(edge)
            }
        };
        if outside_m > 0.0 && !extend {
            return Err(WeatherProblem::Outside { place, area: self.area(), outside_m });
        }
        let mut points = Vec::with_capacity(4);
        for (lat, lat_share) in lat_pair {
            for (lon, lon_share) in lon_pair {
                let weight = lat_share * lon_share;
                if weight > 0.0 {
                    points.push(Corner { lon, lat, weight });
                }
            }
        }
        Ok(Corners { points, outside_m })
    }

    /// The area in words.
    pub(super) fn area(&self) -> String {
        let ends = |values: &[f64]| {
            let (first, last) = (values[0], values[values.len() - 1]);
            (first.min(last), first.max(last))
        };
        let ((west, east), (south, north)) = (ends(&self.lons), ends(&self.lats));
        format!("{west:.2} to {east:.2} E, {south:.2} to {north:.2} N")
    }
}

fn wrapped(lon: f64) -> f64 {
    (lon + 180.0).rem_euclid(360.0) - 180.0
}

/// The two indices around a value with their shares, and the nearest value of the axis where it lies outside.
fn along(axis: &[f64], value: f64, circular: bool) -> ([(usize, f64); 2], Option<f64>) {
    let (first, last) = (axis[0], axis[axis.len() - 1]);
    let (low, high) = (first.min(last), first.max(last));
    let mut value = value;
    if circular {
        value = low + (value - low).rem_euclid(360.0);
        let (gap, step) = (low + 360.0 - high, (high - low) / (axis.len().max(2) - 1) as f64);
        if value > high && gap <= 1.5 * step {
            // Between the last and the first column of a grid that goes around the Earth.
            let share = (value - high) / gap;
            let (at_high, at_low) = if first < last { (axis.len() - 1, 0) } else { (0, axis.len() - 1) };
            return ([(at_high, 1.0 - share), (at_low, share)], None);
        }
        if value > high && low + 360.0 - value < value - high {
            value -= 360.0;
        }
    }
    let slack = if axis.len() == 1 { LONE_HALF_DEG } else { SLACK_DEG };
    let inside = value.clamp(low, high);
    let outside = ((value - inside).abs() > slack).then_some(inside);
    let position =
        if first <= last { axis.partition_point(|x| *x <= inside) } else { axis.partition_point(|x| *x >= inside) };
    let before = position.saturating_sub(1).min(axis.len().saturating_sub(2));
    let Some(next) = axis.get(before + 1) else { return ([(0, 1.0), (0, 0.0)], outside) };
    let share = ((inside - axis[before]) / (next - axis[before])).clamp(0.0, 1.0);
    ([(before, 1.0 - share), (before + 1, share)], outside)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(grid: &RegularGrid, lon: f64, lat: f64) -> f64 {
        // A plane in longitude and latitude is met exactly by bilinear interpolation.
        let corners = grid.corners(LonLat::new(lon, lat), false).expect("inside");
        assert!((corners.points.iter().map(|c| c.weight).sum::<f64>() - 1.0).abs() < 1e-12);
        corners.points.iter().map(|c| c.weight * (grid.lons[c.lon] + 10.0 * grid.lats[c.lat])).sum()
    }

    #[test]
    fn a_plane_is_met_exactly_in_every_order() {
        let up: Vec<f64> = (0..5).map(|k| 60.0 + 2.5 * f64::from(k)).collect();
        let down: Vec<f64> = up.iter().rev().copied().collect();
        let lats = [40.0, 42.5, 45.0, 47.5, 50.0];
        for lons in [&up, &down] {
            for lats in [lats.to_vec(), lats.iter().rev().copied().collect()] {
                let grid = RegularGrid::new(lons.clone(), lats).expect("a grid");
                for (lon, lat) in [(60.0, 40.0), (63.3, 46.0), (70.0, 50.0), (66.1, 49.9)] {
                    assert!((value(&grid, lon, lat) - lon - 10.0 * lat).abs() < 1e-9, "{lon} {lat}");
                }
            }
        }
    }

    /// Around the Earth the last column is next to the first, whatever the count of degrees starts with.
    #[test]
    fn a_grid_around_the_earth_has_no_seam() {
        let lons: Vec<f64> = (0..144).map(|k| 2.5 * f64::from(k)).collect();
        let grid = RegularGrid::new(lons, vec![40.0, 50.0]).expect("a grid");
        let corners = grid.corners(LonLat::new(-1.0, 45.0), false).expect("inside");
        let share = |lon: usize| corners.points.iter().filter(|c| c.lon == lon).map(|c| c.weight).sum::<f64>();
        assert!((share(143) - 0.4).abs() < 1e-12 && (share(0) - 0.6).abs() < 1e-12);
    }

    /// One degree of latitude is 111.2 km.
    #[test]
    fn outside_says_by_how_much() {
        let grid = RegularGrid::new(vec![60.0, 70.0], vec![45.0, 50.0]).expect("a grid");
        let place = LonLat::new(63.0, 44.0);
        let error = grid.corners(place, false).expect_err("outside").to_string();
        assert!(
            error.contains("60.00 to 70.00 E, 45.00 to 50.00 N") && error.contains("lies 111 km outside"),
            "{error}"
        );
        let corners = grid.corners(place, true).expect("extended");
        assert!((corners.outside_m - 111_100.0).abs() < 300.0 && corners.points.iter().all(|c| c.lat == 0));
    }

    #[test]
    fn coordinates_that_are_none_are_refused() {
        assert!(RegularGrid::new(vec![], vec![1.0]).is_err());
        assert!(RegularGrid::new(vec![1.0, 1.0], vec![1.0]).is_err());
        assert!(RegularGrid::new(vec![1.0, 3.0, 2.0], vec![1.0]).is_err());
        assert!(RegularGrid::new(vec![1.0], vec![f64::NAN]).is_err());
        assert!(RegularGrid::new(vec![1.0], vec![91.0]).is_err());
    }
}
