//! The first settlements: those that the cloud reaches first, then the nearest.

use super::MapError;
use super::canvas::Anchor;
use super::font::cut;
use super::number::{duration, two_digits, whole};
use super::panel::Panel;
use super::style::{BODY, PALE, SMALL, Stroke};
use crate::assessment::{Outcome, SettlementExposure};
use crate::language::msg;

/// Height of a row, px.
const ROW_PX: f64 = 22.0;
/// Height of heading and column heads, px.
const HEAD_PX: f64 = 56.0;
/// Most rows.
const ROWS_MAX: usize = 9;
/// Everything below a thousandth is printed as such, mg/m3.
const BELOW_MG_M3: f64 = 1e-9;
/// Right edges of the columns from the right edge of the panel, px: distance, arrival, median, 95 %.
const COLUMNS_PX: [f64; 4] = [268.0, 178.0, 84.0, 0.0];

/// Draws as many rows as fit above a line.
pub(super) fn draw(panel: &mut Panel<'_, '_>, outcome: &Outcome, bottom: f64) -> Result<(), MapError> {
    let room = ((bottom - panel.y - HEAD_PX) / ROW_PX).floor().max(0.0) as usize;
    let rows = first(outcome, room.min(ROWS_MAX));
    if rows.is_empty() {
        return Ok(());
    }
    let canvas = panel.canvas;
    panel.heading(&canvas.plain("map-first-settlements"))?;
    panel.y += 8.0;
    canvas.text((panel.left, panel.y), &canvas.plain("map-settlements-head"), SMALL, Anchor::Start)?;
    let of_95 = canvas.say(&msg("map-per-cent").with("n", 95));
    let heads = [canvas.plain("unit-km"), canvas.plain("map-arrival"), canvas.plain("map-median"), of_95];
    for (x, head) in COLUMNS_PX.into_iter().zip(heads) {
        canvas.text((panel.right - x, panel.y), &head, SMALL, Anchor::End)?;
    }
    panel.y += 8.0;
    panel.canvas.segment((panel.left, panel.y), (panel.right, panel.y), Stroke::new(PALE, 1.0))?;
    rows.into_iter().try_for_each(|settlement| row(panel, settlement))
}

fn row(panel: &mut Panel<'_, '_>, settlement: &SettlementExposure) -> Result<(), MapError> {
    panel.y += ROW_PX;
    let name_room = panel.right - COLUMNS_PX[0] - panel.left - 40.0;
    let language = panel.canvas.language();
    let name = cut(panel.canvas.name(&settlement.name), BODY.size_px, BODY.weight, name_room);
    panel.canvas.text((panel.left, panel.y), &name, BODY, Anchor::Start)?;
    let highest = settlement.udmh_highest_mg_m3;
    let figures = [
        whole(settlement.distance_km, language),
        settlement.arrival_s.map_or("—".into(), |arrival| duration(arrival.median, language)),
        two_digits(highest.median.max(BELOW_MG_M3), language),
        two_digits(highest.p95.max(BELOW_MG_M3), language),
    ];
    for (x, figure) in COLUMNS_PX.into_iter().zip(figures) {
        panel.canvas.text((panel.right - x, panel.y), &figure, BODY, Anchor::End)?;
    }
    Ok(())
}

/// By arrival, then by distance.
fn first(outcome: &Outcome, count: usize) -> Vec<&SettlementExposure> {
    let mut all: Vec<_> = outcome.settlements.iter().collect();
    let arrival = |s: &SettlementExposure| s.arrival_s.map_or(f64::INFINITY, |a| a.median);
    all.sort_by(|a, b| arrival(a).total_cmp(&arrival(b)).then(a.distance_km.total_cmp(&b.distance_km)));
    all.truncate(count);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::outcome;

    #[test]
    fn the_first_reached_comes_first_and_the_rest_by_distance() {
        let mut outcome = outcome();
        for settlement in &mut outcome.settlements {
            settlement.arrival_s = None;
        }
        outcome.settlements[4].arrival_s = Some(crate::assessment::Quantiles { median: 900.0, ..Default::default() });
        let name = outcome.settlements[4].name.en.clone();
        let rows = first(&outcome, 3);
        assert_eq!(rows[0].name.en, name);
        assert!(rows[1].distance_km <= rows[2].distance_km);
    }
}
