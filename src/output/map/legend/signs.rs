//! The signs that are on the map, in two columns.

use geo::{Coord, Rect};

use super::super::MapError;
use super::super::canvas::Anchor;
use super::super::drawing::{Drawing, Symbol};
use super::super::fall::{breakup_sign, failure_sign, piece, region_stroke};
use super::super::font::width_px;
use super::super::panel::Panel;
use super::super::places::{CLASSES, sign};
use super::super::style::{
    COUNTRY, DROP_ZONE, FALL_TRACK, INK, LEASE, REGION, SMALL, Stroke, TEAL, TOUCHED, TRACK, WATERSIDE,
};
use super::{INDENT_PX, SWATCH_PX};
use crate::language::{Arg, Number, msg};

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
        let text = text(map, symbol);
        let (natural, room) = (width_px(&text, face.size_px, face.weight), half - INDENT_PX - 6.0);
        let face = if natural > room { face.sized(face.size_px * room / natural) } else { face };
        panel.canvas.text((left + INDENT_PX, y + 4.5), &text, face, Anchor::Start)?;
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
        Symbol::Water => line(WATERSIDE)?,
        Symbol::WaterTouched => line(TOUCHED)?,
        Symbol::Failure => failure_sign(map.canvas, middle)?,
        Symbol::LoadedPiece | Symbol::OtherPiece => piece(map.canvas, middle, symbol)?,
        Symbol::Reported | Symbol::Modelled | Symbol::OwnPad | Symbol::Pad | Symbol::Settlement => {
            sign(map, middle, symbol, 0.0)?;
        }
    }
    Ok(())
}

fn text(map: &Drawing<'_, '_>, symbol: Symbol) -> String {
    let id = match symbol {
        Symbol::Reported => "map-sign-reported",
        Symbol::Modelled => "map-sign-modelled",
        Symbol::OwnPad => "map-sign-own-pad",
        Symbol::Pad => "map-sign-pad",
        Symbol::Settlement => "map-sign-settlement",
        Symbol::Track => "map-sign-track",
        Symbol::FallTrack if map.outcome.profile.is_some() => "map-sign-fall-track",
        Symbol::FallTrack => "glossary-ground-track",
        Symbol::BreakUp => "map-sign-break-up",
        Symbol::Failure => "map-sign-failure",
        Symbol::LoadedPiece => "map-sign-loaded",
        Symbol::OtherPiece => "map-sign-other",
        Symbol::FallArea => "map-sign-fall-area",
        Symbol::Lease => {
            let area = Arg::from(Number::whole(map.outcome.lease.area_km2)).unit("km2");
            return map.canvas.say(&msg("map-sign-lease").with("area", area));
        }
        Symbol::DropZone => "map-sign-drop-zone",
        Symbol::Water => "map-sign-water",
        Symbol::WaterTouched => "map-sign-water-touched",
        Symbol::Region => "map-sign-region",
        Symbol::Country => "map-sign-country",
    };
    map.canvas.plain(id)
}

/// One row with the four sizes of the sign.
fn settlements(map: &Drawing<'_, '_>, panel: &mut Panel<'_, '_>) -> Result<(), MapError> {
    let (y, face, canvas) = (panel.y + 0.5 * ROW_PX, SMALL.coloured(INK), panel.canvas);
    let head = canvas.plain("map-people-in-place");
    let up_to = |n: f64| canvas.say(&msg("map-up-to").with("n", Number::whole(n)));
    let texts = [up_to(CLASSES[1].0), up_to(CLASSES[2].0), up_to(CLASSES[3].0), canvas.plain("map-more")];
    let whole: f64 = texts.iter().chain([&head]).map(|text| width_px(text, face.size_px, face.weight)).sum();
    let room = panel.right - panel.left - 16.0 - 4.0 * 24.0;
    let face = if whole > room { face.sized(face.size_px * room / whole) } else { face };
    let widths = texts.each_ref().map(|text| 22.0 + width_px(text, face.size_px, face.weight));
    canvas.text((panel.left, y + 4.5), &head, face, Anchor::Start)?;
    let mut x = panel.left + width_px(&head, face.size_px, face.weight) + 16.0;
    let gap = ((panel.right - x - widths.iter().sum::<f64>()) / 3.0).clamp(2.0, 16.0);
    for (((least, _), text), width) in CLASSES.into_iter().zip(texts).zip(widths) {
        sign(map, Coord { x: x + 6.0, y }, Symbol::Settlement, least)?;
        canvas.text((x + 17.0, y + 4.5), &text, face, Anchor::Start)?;
        x += width + gap;
    }
    panel.skip(ROW_PX);
    Ok(())
}
