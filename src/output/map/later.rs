//! The soil on later days: one frame a day, side by side on the same ground and scale, over a table of areas.

use geo::{CoordsIter, Rect};

use super::canvas::{Anchor, Canvas, sheet};
use super::choice::{self, Chosen, LaterRow};
use super::drawing::{Drawing, Symbol};
use super::font::wrap;
use super::frame::{Extent, Frame};
use super::legend::{self, probability_key};
use super::number::{area, area_range, limit};
use super::panel::Panel;
use super::relief::Relief;
use super::sheet::Sheets;
use super::size::{Layout, MapSize};
use super::style::{BODY, FRAME, HEADING, LAND, PALE, PAPER, SMALL, STRONG, Stroke};
use super::{Kind, MapError, base, furniture, graticule, inset, places, relief, reported, zones};
use crate::geodesy::LonLat;
use crate::language::{Message, Number, Style, msg};

/// Days after the spill.
pub(super) const DAYS: [u32; 3] = [30, 365, 3650];

/// Room between two frames, above them for the name of the day, and below them for the degrees, px.
const GAP_PX: f64 = 34.0;
const HEAD_PX: f64 = 30.0;
const DEGREES_PX: f64 = 44.0;
/// Height of what stands below the frames, px.
const BELOW_PX: f64 = 330.0;
/// Width of a column of the table, px.
const COLUMN_PX: f64 = 168.0;
/// Room about the zones, as a share of their size, and half of the least size of the ground, m.
const ROOM: f64 = 0.3;
const HALF_MIN_M: f64 = 60.0;
/// Height of a row, px.
const ROW_PX: f64 = 44.0;

/// Draws the sheet as SVG.
pub(super) fn draw(sheets: &Sheets<'_>, size: MapSize) -> Result<String, MapError> {
    let layout = Layout::new(size, false);
    let rows = choice::later(sheets.outcome, &DAYS);
    let rects = frames(&layout);
    let extent = extent(sheets, &rows, rects[0])?;
    let name = format!("{} ({})", sheets.outcome.assessment.title, Kind::SoilLater.name());
    sheet(&name, size, sheets.outcome.language, |canvas| {
        canvas.fill_rect(layout.sheet(), PAPER, 1.0)?;
        furniture::title(canvas, Kind::SoilLater, sheets.outcome, &layout)?;
        let mut relief = Relief::None;
        for (k, rect) in rects.into_iter().enumerate() {
            let frame = Frame { plane: sheets.plane, rect, extent };
            let zones: Vec<Chosen<'_>> = rows.iter().filter_map(|row| row.by_day[k]).collect();
            let mut map = Drawing::new(Kind::Soil(DAYS[k]), sheets.outcome, canvas, &frame);
            day(&mut map, &zones, k == 0)?;
            relief = map.relief;
        }
        let frame = Frame { plane: sheets.plane, rect: rects[0], extent };
        below(canvas, sheets, &frame, &rows, &layout, relief)
    })
}

/// The frames, from left to right.
fn frames(layout: &Layout) -> [Rect<f64>; 3] {
    let (left, right) = (layout.frame.min().x, layout.panel[1]);
    let width = (right - left - 2.0 * GAP_PX) / 3.0;
    let (top, bottom) = (layout.frame.min().y + HEAD_PX, layout.credit - BELOW_PX - DEGREES_PX);
    [0.0, 1.0, 2.0].map(|k| {
        let x = left + k * (width + GAP_PX);
        Rect::new((x, top), (x + width, bottom))
    })
}

/// The ground that holds the zones of all days.
fn extent(sheets: &Sheets<'_>, rows: &[LaterRow<'_>], rect: Rect<f64>) -> Result<Extent, MapError> {
    let mut points = vec![sheets.plane.to_plane(sheets.outcome.centre)?];
    for chosen in rows.iter().flat_map(|row| row.by_day.iter().flatten()) {
        for c in chosen.about_impact(0.05).exterior_coords_iter() {
            points.push(sheets.plane.to_plane(LonLat::new(c.x, c.y))?);
        }
    }
    Ok(Extent::about(&points, rect, ROOM, HALF_MIN_M))
}

/// One day; the first frame carries degrees at its left side, scale bar and north arrow for all.
fn day(map: &mut Drawing<'_, '_>, chosen: &[Chosen<'_>], first: bool) -> Result<(), MapError> {
    let Kind::Soil(number) = map.kind else { return Ok(()) };
    let rect = map.frame.rect;
    let head = map.canvas.say(&day_name(number));
    map.canvas.text((rect.min().x, rect.min().y - 10.0), &head, HEADING, Anchor::Start)?;
    map.canvas.fill_rect(rect, LAND, 1.0)?;
    relief::draw(map)?;
    base::draw(map)?;
    graticule::draw_beside(map, first)?;
    zones::draw(map, chosen)?;
    base::draw_areas(map)?;
    if first {
        furniture::reserve(map);
    }
    places::draw_impact(map)?;
    base::label(map)?;
    if first {
        furniture::north_arrow(map)?;
        furniture::scale_bar(map.canvas, map.frame, 0.5 * furniture::SCALE_BAR_PX)?;
    }
    if chosen.iter().all(|zone| zone.about_impact(0.05).0.is_empty()) {
        let at = (rect.center().x, rect.max().y - 24.0);
        map.canvas.text(at, &map.canvas.plain("map-day-nowhere"), BODY.on_map(), Anchor::Middle)?;
    }
    map.canvas.rect(rect, FRAME)?;
    Ok(())
}

fn day_name(day: u32) -> Message {
    msg("map-day").with("day", Number::new(day.into(), Style::Year))
}

/// Table, signs and inset.
fn below(
    canvas: &Canvas<'_>,
    sheets: &Sheets<'_>,
    frame: &Frame<'_>,
    rows: &[LaterRow<'_>],
    layout: &Layout,
    relief: Relief,
) -> Result<(), MapError> {
    let (left, right) = (layout.frame.min().x, layout.panel[0] - 60.0);
    let top = layout.credit - BELOW_PX + 12.0;
    let mut panel = Panel { canvas, left, right, y: top };
    table(&mut panel, rows)?;
    panel.skip(8.0);
    panel.right = panel.left + 620.0;
    reported::draw(&mut panel, Kind::SoilLater, sheets.outcome, layout.credit - 20.0)?;
    let [left, right] = layout.panel;
    let mut panel = Panel { canvas, left, right, y: top - 6.0 };
    probability_key(&mut panel)?;
    panel.skip(8.0);
    let mut map = Drawing::new(Kind::SoilLater, sheets.outcome, canvas, frame);
    map.symbols.extend([Symbol::Modelled]);
    map.relief = relief;
    legend::signs::draw(&map, &mut panel)?;
    panel.skip(6.0);
    panel.paragraph(&canvas.plain("map-later-note"), SMALL)?;
    let inset = Rect::new((right - 240.0, layout.credit - 176.0), (right, layout.credit - 22.0));
    inset::draw(canvas, sheets.outcome, frame, inset, false)?;
    furniture::credit(&map, layout)
}

/// Area above each limit, day by day.
fn table(panel: &mut Panel<'_, '_>, rows: &[LaterRow<'_>]) -> Result<(), MapError> {
    panel.y += 14.0;
    let columns = |panel: &Panel<'_, '_>| [2.0, 1.0, 0.0].map(|k| panel.right - k * COLUMN_PX);
    let (canvas, language) = (panel.canvas, panel.canvas.language());
    canvas.text((panel.left, panel.y), &canvas.plain("map-later-head"), SMALL, Anchor::Start)?;
    for (x, day) in columns(panel).into_iter().zip(DAYS) {
        panel.canvas.text((x, panel.y), &canvas.say(&day_name(day)), STRONG, Anchor::End)?;
    }
    panel.y += 8.0;
    panel.canvas.segment((panel.left, panel.y), (panel.right, panel.y), Stroke::new(PALE, 1.0))?;
    for row in rows {
        let first = row.of;
        let y = panel.y + 22.0;
        legend::field(panel, &first, y - 12.0)?;
        let text_left = panel.left + legend::INDENT_PX;
        let room = panel.right - 2.55 * COLUMN_PX - text_left;
        let name = wrap(&first.name(canvas), STRONG.size_px, STRONG.weight, room);
        panel.canvas.text((text_left, y), name.first().map_or("", |line| line.as_str()), STRONG, Anchor::Start)?;
        let of_limit = limit(first.zone.threshold, &first.zone.unit, language);
        panel.canvas.text((text_left, y + 17.0), &of_limit, SMALL, Anchor::Start)?;
        for (x, chosen) in columns(panel).into_iter().zip(&row.by_day) {
            let Some(chosen) = chosen else { continue };
            panel.canvas.text((x, y), &area(chosen.zone.area_km2, language), BODY, Anchor::End)?;
            if chosen.zone.area_km2.p95 > 0.0 {
                panel.canvas.text((x, y + 17.0), &area_range(chosen.zone.area_km2, language), SMALL, Anchor::End)?;
            }
        }
        panel.y += ROW_PX;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use geo::Coord;

    use super::*;

    #[test]
    fn the_frames_are_alike_and_lie_apart() {
        for size in [MapSize::Screen, MapSize::A3] {
            let layout = Layout::new(size, false);
            let rects = frames(&layout);
            assert!(rects.windows(2).all(|pair| pair[0].max().x + GAP_PX - 0.01 < pair[1].min().x));
            assert!(rects.iter().all(|rect| rect.height() > 300.0 && (rect.width() - rects[0].width()).abs() < 1e-6));
            assert_eq!(rects[2].max(), Coord { x: layout.panel[1], y: rects[0].max().y });
        }
    }
}
