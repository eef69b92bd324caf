//! The signs that are on the map, in two columns.

use geo::{Coord, Rect};

use super::super::MapError;
use super::super::canvas::Anchor;
use super::super::drawing::{Drawing, Symbol};
use super::super::fall::{breakup_sign, failure_sign, piece, region_stroke};
use super::super::panel::Panel;
use super::super::places::{CLASSES, sign};
use super::super::style::{COUNTRY, DROP_ZONE, FALL_TRACK, INK, LEASE, REGION, SMALL, Stroke, TEAL, TRACK};
use super::{INDENT_PX, SWATCH_PX};

const ROW_PX: f64 = 23.0;

/// Draws a row for every sign that was used; settlements come last, over both columns.
pub(in super::super) fn draw(map: &Drawing<'_, '_>, panel: &mut Panel<'_, '_>) -> Result<(), MapError> {
    let half = 0.5 * (panel.right - panel.left);
    let small: Vec<Symbol> = map.symbols.iter().copied().filter(|s| *s != Symbol::Settlement).collect();
    let rows = small.len().div_ceil(2);
    for (k, symbol) in small.into_iter().enumerate() {
        let (left, y) = (panel.left + half * (k / rows) as f64, panel.y + ROW_PX * ((k % rows) as f64 + 0.5));
        sample(map, symbol, left, y)?;
        let face = SMALL.coloured(INK);
        panel.canvas.text((left + INDENT_PX, y + 4.5), &text(map, symbol), face, Anchor::Start)?;
    }
    panel.skip(ROW_PX * rows as f64);
    if map.symbols.contains(&Symbol::Settlement) { settlements(map, panel) } else { Ok(()) }
}

fn sample(map: &Drawing<'_, '_>, symbol: Symbol, left: f64, y: f64) -> Result<(), MapError> {
    let middle = Coord { x: left + 0.5 * SWATCH_PX, y };
    let line = |stroke: Stroke| map.canvas.segment((left, y), (left + SWATCH_PX, y), stroke);
    match symbol {
        Symbol::Lease => line(LEASE)?,
        Symbol::Region => line(REGION)?,
        Symbol::Country => line(COUNTRY)?,
        Symbol::Track => line(TRACK)?,
        Symbol::FallTrack => line(FALL_TRACK)?,
        Symbol::BreakUp => breakup_sign(map.canvas, middle, 1)?,
        Symbol::FallArea => line(region_stroke(0.95))?,
        Symbol::DropZone => {
            let field = Rect::new((left, y - 7.0), (left + SWATCH_PX, y + 7.0));
            map.canvas.fill_rect(field, TEAL, 0.08)?;
            map.canvas.rect(field, DROP_ZONE)?;
        }
        Symbol::Failure => failure_sign(map.canvas, middle)?,
        Symbol::LoadedPiece | Symbol::OtherPiece => piece(map.canvas, middle, symbol)?,
        Symbol::Reported | Symbol::Modelled | Symbol::OwnPad | Symbol::Pad | Symbol::Settlement => {
            sign(map, middle, symbol, 0.0)?;
        }
    }
    Ok(())
}

fn text(map: &Drawing<'_, '_>, symbol: Symbol) -> String {
    match symbol {
        Symbol::Reported => "place of impact, reported".into(),
        Symbol::Modelled => "place of impact, model".into(),
        Symbol::OwnPad => "pad of this launch".into(),
        Symbol::Pad => "other launch pad".into(),
        Symbol::Settlement => "settlement".into(),
        Symbol::Track => "track under power".into(),
        Symbol::FallTrack if map.outcome.profile.is_some() => "track of the fall".into(),
        Symbol::FallTrack => "ground track".into(),
        Symbol::BreakUp => "break-up, larger: more".into(),
        Symbol::Failure => "below the failure".into(),
        Symbol::LoadedPiece => "piece with propellant".into(),
        Symbol::OtherPiece => "other piece".into(),
        Symbol::FallArea => "95 % of the impacts".into(),
        Symbol::Lease => format!("lease, {:.0} km²", map.outcome.lease.area_km2),
        Symbol::DropZone => "drop zone".into(),
        Symbol::Region => "border of a region".into(),
        Symbol::Country => "border of a state".into(),
    }
}

/// One row with the four sizes of the sign.
fn settlements(map: &Drawing<'_, '_>, panel: &mut Panel<'_, '_>) -> Result<(), MapError> {
    let (y, face) = (panel.y + 0.5 * ROW_PX, SMALL.coloured(INK));
    panel.canvas.text((panel.left, y + 4.5), "people in a place:", face, Anchor::Start)?;
    let texts = ["< 1000", "to 10 000", "to 100 000", "more"];
    let columns = [150.0, 228.0, 324.0, 428.0];
    for (((least, _), text), x) in CLASSES.into_iter().zip(texts).zip(columns) {
        sign(map, Coord { x: panel.left + x, y }, Symbol::Settlement, least)?;
        panel.canvas.text((panel.left + x + 11.0, y + 4.5), text, face, Anchor::Start)?;
    }
    panel.skip(ROW_PX);
    Ok(())
}
