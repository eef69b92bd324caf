//! Muted relief: tints by height, shaded by a light from the north-west, below everything else.

use geo::{Coord, Rect};

use super::MapError;
use super::drawing::Drawing;
use super::frame::Frame;
use super::render::encoded;
use crate::geodesy::{GeodesyError, LonLat};
use crate::places::Elevation;

/// Side of a cell of the picture, px of the layout.
const CELL_PX: f64 = 2.0;
/// Cells between two nodes whose place is computed; the places between them are interpolated.
const NODE_CELLS: usize = 12;
/// Heights must be known at least this many times across the frame: a coarser grid shows hills that are not there, as
/// ETOPO5 does in the steppe, where its heights are steps of 500 feet.
const ACROSS_MIN: f64 = 60.0;
/// Slope that the steeper slopes of a map are drawn with, as rise over run, and the quantile that counts as steep.
const STEEP: f64 = 0.3;
const STEEP_QUANTILE: f64 = 0.95;
/// Heights are drawn at most this many times too high.
const EXAGGERATION_MAX: f64 = 30.0;
/// Share of the shading that is drawn.
const SHADE: f64 = 0.42;
/// Metres of one degree of latitude.
const M_PER_DEGREE: f64 = 111_132.0;

/// Tints: height (m) and colour, from the lowlands to the mountains.
const TINTS: [(f64, [f64; 3]); 7] = [
    (-30.0, [238.0, 243.0, 230.0]),
    (100.0, [243.0, 245.0, 233.0]),
    (300.0, [248.0, 245.0, 234.0]),
    (700.0, [246.0, 238.0, 222.0]),
    (1500.0, [240.0, 228.0, 208.0]),
    (3000.0, [232.0, 219.0, 204.0]),
    (5000.0, [246.0, 245.0, 244.0]),
];

/// What a map shows of the heights of the ground.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Relief {
    /// No heights are known there.
    None,
    /// The heights are too coarse for the scale of the map.
    TooCoarse,
    /// Drawn, with heights so many times too high.
    Drawn {
        /// How many times.
        exaggeration: f64,
    },
}

/// Draws the relief and remembers on the map what was drawn.
pub(super) fn draw(map: &mut Drawing<'_, '_>) -> Result<(), MapError> {
    let Some(elevation) = &map.outcome.base_map.elevation else { return Ok(()) };
    map.relief = if too_coarse(elevation, map.frame) {
        Relief::TooCoarse
    } else {
        match heights(elevation, map.frame)? {
            None => Relief::None,
            Some(heights) => {
                let exaggeration = heights.exaggeration();
                let size = (heights.columns as u32 - 2, heights.rows as u32 - 2);
                let picture = encoded(&heights.colours(exaggeration), size, None)
                    .map_err(|error| MapError::Relief { problem: error.to_string() })?;
                let corner = map.frame.rect.min();
                let far = corner + Coord { x: f64::from(size.0), y: f64::from(size.1) } * CELL_PX;
                map.canvas.picture(&picture, Rect::new(corner, far))?;
                Relief::Drawn { exaggeration }
            }
        }
    };
    Ok(())
}

fn too_coarse(elevation: &Elevation, frame: &Frame<'_>) -> bool {
    let across_m = frame.rect.width() * frame.extent.m_per_px;
    across_m < ACROSS_MIN * elevation.step_lat * M_PER_DEGREE
}

/// Heights on the cells of the picture and one cell further on each side.
struct Heights {
    columns: usize,
    rows: usize,
    cell_m: f64,
    metres: Vec<f64>,
}

/// The heights of a frame; none where one is missing.
fn heights(elevation: &Elevation, frame: &Frame<'_>) -> Result<Option<Heights>, GeodesyError> {
    let count = |px: f64| (px / CELL_PX).floor() as usize + 2;
    let (columns, rows) = (count(frame.rect.width()), count(frame.rect.height()));
    let at = |cell: usize| (cell as f64 - 0.5) * CELL_PX;
    let nodes = |cells: usize| cells.div_ceil(NODE_CELLS) + 1;
    let (node_columns, node_rows) = (nodes(columns), nodes(rows));
    let mut places = Vec::with_capacity(node_columns * node_rows);
    for row in 0..node_rows {
        for column in 0..node_columns {
            let px = Coord { x: at(column * NODE_CELLS), y: at(row * NODE_CELLS) };
            places.push(frame.place(frame.rect.min() + px)?);
        }
    }
    let place = |column: usize, row: usize| {
        let (node, other) = ((row / NODE_CELLS) * node_columns + column / NODE_CELLS, node_columns);
        let share = |cell: usize| (cell % NODE_CELLS) as f64 / NODE_CELLS as f64;
        let (x, y) = (share(column), share(row));
        let between = |of: fn(&LonLat) -> f64| {
            let top = of(&places[node]) * (1.0 - x) + of(&places[node + 1]) * x;
            let bottom = of(&places[node + other]) * (1.0 - x) + of(&places[node + other + 1]) * x;
            top * (1.0 - y) + bottom * y
        };
        LonLat::new(between(|p| p.lon), between(|p| p.lat))
    };
    let metres = (0..rows * columns).map(|k| elevation.height_m(place(k % columns, k / columns))).collect();
    let metres: Option<Vec<f64>> = metres;
    Ok(metres.map(|metres| Heights { columns, rows, cell_m: CELL_PX * frame.extent.m_per_px, metres }))
}

impl Heights {
    /// Rise to the east and to the north over run, by central differences.
    fn slope(&self, column: usize, row: usize) -> (f64, f64) {
        let at = |column: usize, row: usize| self.metres[row * self.columns + column];
        let run = 2.0 * self.cell_m;
        ((at(column + 1, row) - at(column - 1, row)) / run, (at(column, row - 1) - at(column, row + 1)) / run)
    }

    fn inner(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        (1..self.rows - 1).flat_map(|row| (1..self.columns - 1).map(move |column| (column, row)))
    }

    /// How many times too high the heights are drawn, so that steep slopes look alike on every map.
    fn exaggeration(&self) -> f64 {
        let mut slopes: Vec<f64> = self.inner().map(|(c, r)| self.slope(c, r)).map(|(x, y)| x.hypot(y)).collect();
        slopes.sort_by(f64::total_cmp);
        let steep = slopes.get((STEEP_QUANTILE * slopes.len() as f64) as usize).copied().unwrap_or(0.0);
        let factor = (STEEP / steep.max(1e-9)).clamp(1.0, EXAGGERATION_MAX);
        // One or two digits: it is printed.
        if factor < 10.0 { (factor * 2.0).round() / 2.0 } else { factor.round() }
    }

    /// Three bytes for each inner cell: the tint of its height, lit from the north-west at 45 degrees above the horizon
    /// (Horn 1981, Proc. IEEE 69, 14-47: Lambert's law), against flat ground.
    fn colours(&self, exaggeration: f64) -> Vec<u8> {
        let lit = |(east, north): (f64, f64)| {
            let (east, north) = (exaggeration * east, exaggeration * north);
            (1.0 + (east - north) / std::f64::consts::SQRT_2) / (1.0 + east * east + north * north).sqrt()
        };
        self.inner()
            .flat_map(|(column, row)| {
                let shade = 1.0 + SHADE * (lit(self.slope(column, row)) - 1.0);
                tint(self.metres[row * self.columns + column]).map(|c| (c * shade).clamp(0.0, 255.0).round() as u8)
            })
            .collect()
    }
}

fn tint(height_m: f64) -> [f64; 3] {
    let above = TINTS.iter().position(|(from_m, _)| *from_m > height_m);
    match above {
        None => TINTS[TINTS.len() - 1].1,
        Some(0) => TINTS[0].1,
        Some(k) => {
            let ((low_m, low), (high_m, high)) = (TINTS[k - 1], TINTS[k]);
            let share = (height_m - low_m) / (high_m - low_m);
            [0, 1, 2].map(|c| low[c] + share * (high[c] - low[c]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ramp(rise: f64) -> Heights {
        let metres = (0..7 * 9).map(|k| 200.0 + 100.0 * rise * (k % 9) as f64).collect();
        Heights { columns: 9, rows: 7, cell_m: 100.0, metres }
    }

    /// Ground that rises to the east faces west, into the light; ground that falls is darker than flat ground.
    #[test]
    fn slopes_to_the_north_west_are_light() {
        let brightness = |rise: f64| u32::from(ramp(rise).colours(1.0)[1]);
        assert!(brightness(0.3) > brightness(0.0) && brightness(0.0) > brightness(-0.3));
        assert_eq!(ramp(0.0).colours(5.0).len(), 3 * 7 * 5);
    }

    #[test]
    fn plains_are_lifted_and_mountains_are_not() {
        assert_eq!(ramp(1e-6).exaggeration(), EXAGGERATION_MAX);
        assert_eq!(ramp(0.6).exaggeration(), 1.0);
        assert!((ramp(0.03).exaggeration() - 10.0).abs() < 0.5);
    }
}
