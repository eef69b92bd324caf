//! Heights of the ground for the relief of the maps.

use crate::geodesy::LonLat;

/// Heights on a grid of longitude and latitude, row 0 in the north.
#[derive(Debug, Clone, PartialEq)]
pub struct Elevation {
    /// Longitude of the first column, degrees.
    pub west: f64,
    /// Latitude of the first row, degrees.
    pub north: f64,
    /// Distance of two columns, degrees.
    pub step_lon: f64,
    /// Distance of two rows, degrees.
    pub step_lat: f64,
    /// Columns.
    pub columns: usize,
    /// Heights above the sea, m, row by row; not a number where none is known.
    pub heights_m: Vec<f32>,
    /// Source and licence.
    pub source: String,
    /// True where the file is the user's.
    pub own: bool,
}

impl Elevation {
    /// Height at a place, m: the uniform cubic B-spline of the 16 nodes about it, which has smooth slopes and does not
    /// overshoot (de Boor 1978, A Practical Guide to Splines). None outside the grid and beside a gap.
    pub fn height_m(&self, place: LonLat) -> Option<f64> {
        let (x, y) = ((place.lon - self.west) / self.step_lon, (self.north - place.lat) / self.step_lat);
        let rows = self.heights_m.len() / self.columns.max(1);
        let inside = |at: f64, count: usize| (-0.5..=count as f64 - 0.5).contains(&at);
        if !inside(x, self.columns) || !inside(y, rows) {
            return None;
        }
        let node = |row: i64, column: i64| {
            let row = row.clamp(0, rows as i64 - 1) as usize;
            let column = column.clamp(0, self.columns as i64 - 1) as usize;
            f64::from(self.heights_m[row * self.columns + column])
        };
        let (by_row, by_column) = (weights(y - y.floor()), weights(x - x.floor()));
        let mut height_m = 0.0;
        for (row, of_row) in (y.floor() as i64 - 1..).zip(by_row) {
            for (column, of_column) in (x.floor() as i64 - 1..).zip(by_column) {
                height_m += of_row * of_column * node(row, column);
            }
        }
        height_m.is_finite().then_some(height_m)
    }
}

/// Weights of four nodes for a point a share of the way from the second to the third.
fn weights(t: f64) -> [f64; 4] {
    let (t2, t3) = (t * t, t * t * t);
    [
        (1.0 - 3.0 * t + 3.0 * t2 - t3) / 6.0,
        (4.0 - 6.0 * t2 + 3.0 * t3) / 6.0,
        (1.0 + 3.0 * t + 3.0 * t2 - 3.0 * t3) / 6.0,
        t3 / 6.0,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plane() -> Elevation {
        let heights_m = (0..6).flat_map(|row| (0..8).map(move |column| 10.0 * column as f32 - 5.0 * row as f32));
        Elevation {
            west: 60.0,
            north: 50.0,
            step_lon: 0.5,
            step_lat: 0.25,
            columns: 8,
            heights_m: heights_m.collect(),
            source: "made up".into(),
            own: false,
        }
    }

    /// A B-spline keeps straight slopes.
    #[test]
    fn a_slope_is_kept_between_the_nodes() {
        let height = plane().height_m(LonLat::new(61.3, 49.4)).expect("inside");
        assert!((height - (10.0 * 2.6 - 5.0 * 2.4)).abs() < 1e-9, "{height}");
    }

    #[test]
    fn outside_and_beside_a_gap_there_is_no_height() {
        let mut ground = plane();
        assert_eq!(ground.height_m(LonLat::new(59.0, 49.5)), None);
        assert_eq!(ground.height_m(LonLat::new(61.0, 51.0)), None);
        ground.heights_m[2 * 8 + 3] = f32::NAN;
        assert_eq!(ground.height_m(LonLat::new(61.4, 49.5)), None);
    }
}
