//! Grids as codes of one byte a cell: small enough for the page, exact to a few per cent.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use crate::assessment::Raster;

/// Code of a cell of which nothing is known; zero stands for a value below the lowest.
pub(super) const NO_VALUE: u8 = 255;
/// Codes of values above zero, from 1 on.
pub(super) const LEVELS: u8 = 254;
/// Decades below the highest value that are told apart; with 254 codes a step is 7.6 %.
const DECADES: i32 = 8;
/// Decades below the highest value that are coloured.
const DECADES_SHOWN: i32 = 4;
/// Colours of the values, the lowest first (ColorBrewer GnBu, darkened at its end).
const COLOURS: [&str; 8] = ["#e0f3db", "#ccebc5", "#a8ddb5", "#7bccc4", "#4eb3d3", "#2b8cbe", "#0868ac", "#084081"];

/// One quantity with its grids, the finest first.
#[derive(Debug, Serialize)]
pub(super) struct Field {
    /// Word that stands for it.
    pub id: String,
    /// What it holds.
    pub label: String,
    /// Unit.
    pub unit: String,
    /// Colours, the lowest value first.
    pub colours: [&'static str; 8],
    /// Lowest and highest value that is coloured.
    pub shown: [f64; 2],
    /// Grids.
    pub grids: Vec<Grid>,
}

/// A grid; its cells are coded by rows from the north-west corner.
#[derive(Debug, Serialize)]
pub(super) struct Grid {
    west: f64,
    north: f64,
    step_lon: f64,
    step_lat: f64,
    rows: usize,
    columns: usize,
    low: f64,
    high: f64,
    codes: String,
}

/// Name of the quantity of a raster: its file name without the size of the cells.
pub(super) fn quantity(raster: &Raster) -> &str {
    let is_size = |tail: &str| tail.strip_suffix('m').is_some_and(|size| size.parse::<f64>().is_ok());
    raster.name.rsplit_once('-').filter(|(_, tail)| is_size(tail)).map_or(raster.name.as_str(), |(name, _)| name)
}

/// The grids by quantity, in the order of the rasters; those without any value above zero are left out.
pub(super) fn fields(rasters: &[Raster], label: impl Fn(&Raster) -> (String, String)) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for raster in rasters {
        let Some(grid) = grid(raster) else { continue };
        let id = quantity(raster);
        let at = fields.iter().position(|field| field.id == id).unwrap_or_else(|| {
            let (label, unit) = label(raster);
            fields.push(Field { id: id.to_owned(), label, unit, colours: COLOURS, shown: [0.0; 2], grids: vec![] });
            fields.len() - 1
        });
        fields[at].grids.push(grid);
    }
    for field in &mut fields {
        field.grids.sort_by(|a, b| a.step_lat.total_cmp(&b.step_lat));
        let high = field.grids.iter().map(|grid| grid.high).fold(0.0, f64::max);
        field.shown = [high * 10_f64.powi(-DECADES_SHOWN), high];
    }
    fields
}

fn grid(raster: &Raster) -> Option<Grid> {
    let high = raster.values.iter().copied().filter(|v| v.is_finite()).fold(0.0_f32, f32::max);
    if high <= 0.0 {
        return None;
    }
    let high = f64::from(high);
    let low = high * 10_f64.powi(-DECADES);
    let (rows, columns) = raster.values.dim();
    let codes: Vec<u8> = raster.values.iter().map(|value| code(*value, low, high)).collect();
    let (step_lon, step_lat) = (raster.step_lon, raster.step_lat);
    let codes = STANDARD.encode(&codes);
    Some(Grid { west: raster.west, north: raster.north, step_lon, step_lat, rows, columns, low, high, codes })
}

/// Code of a value: zero below the lowest, else the nearest step of the logarithm.
fn code(value: f32, low: f64, high: f64) -> u8 {
    let value = f64::from(value);
    if !value.is_finite() {
        return NO_VALUE;
    }
    if value < low {
        return 0;
    }
    let share = (value / low).ln() / (high / low).ln();
    1 + (share * f64::from(LEVELS - 1)).round().clamp(0.0, f64::from(LEVELS - 1)) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture;
    use proptest::prelude::*;

    proptest! {
        /// What the script reads back lies within half a step, 3.8 %, of what was coded.
        #[test]
        fn a_code_is_worth_its_value(exponent in -7.9_f64..0.0) {
            let (low, high) = (1e-8 * 42.0, 42.0);
            let value = high * 10_f64.powf(exponent);
            let step = f64::from(code(value as f32, low, high) - 1) / f64::from(LEVELS - 1);
            let back = low * (high / low).powf(step);
            prop_assert!((back / value - 1.0).abs() < 0.039, "{} for {}", back, value);
        }
    }

    #[test]
    fn zero_and_unknown_have_codes_of_their_own() {
        assert_eq!([0.0, 1e-9, f32::NAN, 42.0].map(|v| code(v, 42e-6, 42.0)), [0, 0, NO_VALUE, LEVELS]);
    }

    #[test]
    fn grids_of_one_quantity_stand_together_the_finest_first() {
        let fine = Raster { name: "udmh-highest-147m".into(), ..fixture::outcome().rasters[0].clone() };
        let coarse = Raster { name: "udmh-highest-1029m".into(), step_lat: 0.1, ..fine.clone() };
        let none = Raster { name: "udmh-soil-3m".into(), values: ndarray::Array2::zeros((3, 3)), ..fine.clone() };
        let made = fields(&[coarse, fine, none], |raster| (raster.description.clone(), raster.unit.clone()));
        assert_eq!(made.len(), 1);
        assert_eq!((made[0].id.as_str(), made[0].grids.len()), ("udmh-highest", 2));
        assert!(made[0].grids[0].step_lat < made[0].grids[1].step_lat);
    }
}
