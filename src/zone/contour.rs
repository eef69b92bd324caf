//! Polygons of the cells above a level, on the finest grid that holds all of them.

use std::ops::Range;

use contour::ContourBuilder;
use geo::{Area, BooleanOps, BoundingRect, Coord, MapCoordsInPlace, MultiPolygon, Validation};

use crate::field::{Cells, LevelField};
use crate::grid::CELLS;

/// Lowest share of the level that the logarithm of a value is taken of, so that an empty cell has a logarithm.
const FLOOR: f64 = 1e-6;

/// A zone about one place in one member.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// Polygons, metres east and north of the place.
    pub polygons: MultiPolygon<f64>,
    /// Area, m2.
    pub area_m2: f64,
    /// Furthest point from the place, m.
    pub reach_m: f64,
    /// True where the zone reaches the edge of the computed area.
    pub cut: bool,
    /// Index of the level that it was drawn on.
    pub level: usize,
}

/// The zone of a quantity (by index) above a level, from the fields of all levels, finest first; none where no cell
/// reaches it.
pub fn outline(fields: &[LevelField], quantity: usize, above: f64) -> Option<Outline> {
    let chosen = holding_level(fields, quantity, above)?;
    let field = &fields[chosen];
    let polygons = rings_above(field, quantity, above);
    let area_m2 = polygons.unsigned_area();
    let reach_m = polygons.iter().flat_map(|p| p.exterior().coords()).map(|c| c.x.hypot(c.y)).fold(0.0, f64::max);
    let cut = chosen == fields.len() - 1 && field.reaches_at_edge(quantity, above);
    (area_m2 > 0.0).then_some(Outline { polygons, area_m2, reach_m, cut, level: chosen })
}

/// Polygons where a probability (by index, on all levels, finest first) is at least a value, metres from the place.
pub fn probability_polygons(fields: &[LevelField], quantity: usize, at_least: f64) -> MultiPolygon<f64> {
    let Some(chosen) = holding_level(fields, quantity, at_least) else { return MultiPolygon(Vec::new()) };
    let field = &fields[chosen];
    probability_contour(field, quantity, at_least)
}

/// Polygons where the probability on one level (by index) is at least a value.
pub fn probability_contour(field: &LevelField, quantity: usize, at_least: f64) -> MultiPolygon<f64> {
    // A hair below the value, so that a cell with exactly this probability counts as inside.
    let from = at_least - 1e-6;
    let Some(inside) = field.extent(quantity, from) else { return MultiPolygon(Vec::new()) };
    cleaned(rings(field, &inside, |cell| field.value(quantity, cell) - from), field.level.cell_m)
}

/// Index of the finest level such that neither its own edge nor any coarser level outside it reaches the level.
fn holding_level(fields: &[LevelField], quantity: usize, above: f64) -> Option<usize> {
    let reaches = |field: &LevelField| field.reaches(quantity, above);
    if !fields.iter().any(reaches) {
        return None;
    }
    let holds = |k: usize| {
        let outer = fields[k + 1..].iter();
        !fields[k].reaches_at_edge(quantity, above) && !outer.into_iter().any(|f| f.reaches_outside(k, quantity, above))
    };
    Some((0..fields.len()).find(|k| holds(*k) && reaches(&fields[*k])).unwrap_or(fields.len() - 1))
}

/// Rings where values (row by row) reach a level, interpolated between cells in the logarithm. Their area is right;
/// where two rings meet in a point they are not cleaned.
fn rings_above(field: &LevelField, quantity: usize, above: f64) -> MultiPolygon<f64> {
    let logarithm = |cell: usize| (field.value(quantity, cell) / above).max(FLOOR).ln();
    field.extent(quantity, above).map_or_else(|| MultiPolygon(Vec::new()), |inside| rings(field, &inside, logarithm))
}

/// Rings where a value by cell is not negative, interpolated linearly between cell centres. Only the rows and columns
/// about the cells that are `inside` are contoured.
fn rings(field: &LevelField, inside: &Cells, value: impl Fn(usize) -> f64) -> MultiPolygon<f64> {
    let level = field.level;
    let window = Cells { rows: with_margin(&inside.rows), columns: with_margin(&inside.columns) };
    let (columns, rows) = (window.columns.len(), window.rows.len());
    let values: Vec<f64> = window
        .rows
        .clone()
        .flat_map(|row| window.columns.clone().map(move |column| row * CELLS + column))
        .map(value)
        .collect();
    let edge_m = -level.half_width_m();
    let builder = ContourBuilder::new(columns, rows, true)
        .x_origin(edge_m + window.columns.start as f64 * level.cell_m)
        .y_origin(edge_m + window.rows.start as f64 * level.cell_m)
        .x_step(level.cell_m)
        .y_step(level.cell_m);
    builder
        .contours(&values, &[0.0])
        .ok()
        .and_then(|mut contours| contours.pop())
        .map_or_else(|| MultiPolygon(Vec::new()), |contour| contour.into_inner().0)
}

/// Rows or columns with two more on each side.
fn with_margin(cells: &Range<usize>) -> Range<usize> {
    cells.start.saturating_sub(2)..(cells.end + 2).min(CELLS)
}

/// Contours touch themselves at saddle points; a union with nothing splits them into valid rings.
pub(crate) fn cleaned(mut polygons: MultiPolygon<f64>, cell_m: f64) -> MultiPolygon<f64> {
    let grain = 1e-4 * cell_m;
    polygons.map_coords_in_place(|c| Coord { x: (c.x / grain).round() * grain, y: (c.y / grain).round() * grain });
    if !polygons.is_valid() {
        polygons = polygons.union(&MultiPolygon(Vec::new()));
    }
    polygons.0.retain(|p| p.unsigned_area() > 1e-3 * cell_m * cell_m && p.bounding_rect().is_some());
    polygons
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::Level;

    fn bell(level: Level, sigma_m: f64, top: f64) -> Vec<f32> {
        (0..CELLS * CELLS)
            .map(|k| {
                let c = level.cell_centre(k / CELLS, k % CELLS);
                (top * (-(c.x * c.x + c.y * c.y) / (2.0 * sigma_m * sigma_m)).exp()) as f32
            })
            .collect()
    }

    fn fields(sigma_m: f64, top: f64) -> Vec<LevelField> {
        Level::all().iter().map(|level| LevelField::of_one(*level, &bell(*level, sigma_m, top))).collect()
    }

    /// A bell of 30 m above 1 % of its top: a circle of 2 pi sigma^2 ln(100), found on the finest level within 0.5 %.
    #[test]
    fn area_of_a_bell_is_analytic() {
        let outline = outline(&fields(30.0, 1.0), 0, 0.01).expect("exceeded");
        let expected = std::f64::consts::TAU * 900.0 * 100_f64.ln();
        assert_eq!(outline.level, 0);
        assert!((outline.area_m2 / expected - 1.0).abs() < 5e-3, "{} {expected}", outline.area_m2);
        assert!((outline.reach_m / (2.0 * 900.0 * 100_f64.ln()).sqrt() - 1.0).abs() < 0.02);
        assert!(!outline.cut);
    }

    /// Probability contours are valid polygons, also where two hills meet in a saddle.
    #[test]
    fn probability_contours_are_valid() {
        let level = Level { cell_m: 21.0 };
        let mut values = bell(level, 200.0, 1.0);
        for (k, v) in values.iter_mut().enumerate() {
            *v = (*v + 0.9 * ((k * 7919) % 13) as f32 / 13.0).min(1.0);
        }
        let field = LevelField::of_one(level, &values);
        for p in [0.05, 0.5, 0.95] {
            let polygons = probability_contour(&field, 0, p);
            assert!(polygons.is_valid(), "{p}");
        }
    }

    /// A bell of 3 km needs a wide level, and one that is wider than all is told to be cut.
    #[test]
    fn wide_zones_take_a_wide_level() {
        assert_eq!(outline(&fields(3_000.0, 1.0), 0, 0.01).map(|o| o.level), Some(2));
        assert!(outline(&fields(60_000.0, 1.0), 0, 0.01).is_some_and(|o| o.cut));
        assert_eq!(outline(&fields(30.0, 1.0), 0, 2.0), None);
    }
}
