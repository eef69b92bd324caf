//! Puts one map together: layers from the ground up, then signs and names, then what stands about the frame.

use std::collections::{BTreeMap, BTreeSet};

use geo::{Coord, Rect};

use super::canvas::{Anchor, Canvas, sheet};
use super::choice::{self, Chosen};
use super::drawing::Drawing;
use super::frame::Frame;
use super::labels::Placer;
use super::legend::Elsewhere;
use super::panel::Panel;
use super::style::{FRAME, HEADING, LAND, PAPER, SMALL};
use super::{
    Kind, MapError, base, detail, extent, fall, furniture, graticule, inset, legend, places, profile, reported, rose,
    table, zones,
};
use crate::assessment::Outcome;
use crate::geodesy::LocalPlane;

/// Left, top, right and lower edge of the map frame, px.
const FRAME_PX: [f64; 4] = [84.0, 116.0, 1188.0, 1122.0];
/// The same for the map of the fall, which leaves room for the profile, and that of the profile.
const FALL_FRAME_PX: [f64; 4] = [84.0, 116.0, 1188.0, 908.0];
const PROFILE_PX: [f64; 4] = [84.0, 970.0, 1188.0, 1130.0];
/// Left and right edge of the panel, px.
const PANEL_PX: [f64; 2] = [1216.0, 1706.0];
/// Top of the row with wind rose and inset, px.
const LOWER_ROW_PX: f64 = 884.0;
/// First baseline of the credit line, px.
const CREDIT_PX: f64 = 1176.0;

/// What all maps of an outcome share.
pub(super) struct Sheets<'a> {
    /// Outcome.
    pub outcome: &'a Outcome,
    /// Projection.
    pub plane: &'a LocalPlane,
    /// The maps that are made, with their names.
    pub made: &'a BTreeMap<Kind, &'static str>,
}

impl Sheets<'_> {
    /// Draws one map as SVG.
    pub(super) fn draw(&self, kind: Kind) -> Result<String, MapError> {
        let chosen = choice::zones(kind, self.outcome);
        let profile = self.outcome.profile.as_ref().filter(|_| kind == Kind::Fall);
        let rect = rect(if profile.is_some() { FALL_FRAME_PX } else { FRAME_PX });
        let extent = extent::extent(kind, self.outcome, &chosen, self.plane, rect)?;
        let frame = Frame { plane: self.plane, rect, extent };
        sheet(&format!("{} ({})", self.outcome.assessment.title, kind.name()), |canvas| {
            canvas.fill_rect(Rect::new((0.0, 0.0), (1754.0, 1240.0)), PAPER, 1.0)?;
            let mut map = Drawing {
                kind,
                outcome: self.outcome,
                canvas,
                frame: &frame,
                placer: Placer::new(rect),
                symbols: BTreeSet::new(),
                has_enlargement: false,
            };
            layers(&mut map, &chosen)?;
            if let Some(profile) = profile {
                profile::draw(canvas, self.outcome, profile, self::rect(PROFILE_PX))?;
                map.symbols.extend(profile::symbols(self.outcome));
            }
            self.surroundings(&map, &chosen)
        })
    }

    fn surroundings(&self, map: &Drawing<'_, '_>, chosen: &[Chosen<'_>]) -> Result<(), MapError> {
        let (canvas, outcome, rect) = (map.canvas, self.outcome, map.frame.rect);
        let whole = Rect::new((rect.min().x, CREDIT_PX), (PANEL_PX[1], CREDIT_PX + 60.0));
        furniture::title(canvas, map.kind, outcome, whole)?;
        furniture::credit(canvas, outcome, whole)?;
        let mut panel = Panel { canvas, left: PANEL_PX[0], right: PANEL_PX[1], y: rect.min().y - 4.0 };
        let elsewhere =
            Elsewhere { soil: self.made.contains_key(&Kind::Soil(1)), fall: self.made.contains_key(&Kind::Fall) };
        legend::draw(map, &mut panel, chosen, &elsewhere)?;
        panel.skip(18.0);
        reported::draw(&mut panel, map.kind, outcome, LOWER_ROW_PX - 20.0)?;
        if !matches!(map.kind, Kind::Soil(_) | Kind::Fall) {
            panel.skip(14.0);
            table::draw(&mut panel, outcome, LOWER_ROW_PX - 12.0)?;
        }
        lower_row(canvas, outcome, map)
    }
}

fn rect([left, top, right, bottom]: [f64; 4]) -> Rect<f64> {
    Rect::new((left, top), (right, bottom))
}

/// Everything inside the frame.
fn layers(map: &mut Drawing<'_, '_>, chosen: &[Chosen<'_>]) -> Result<(), MapError> {
    map.canvas.fill_rect(map.frame.rect, LAND, 1.0)?;
    fall::draw_regions(map)?;
    base::draw(map)?;
    graticule::draw(map)?;
    zones::draw(map, chosen)?;
    base::draw_areas(map)?;
    furniture::reserve(map);
    fall::draw(map)?;
    detail::draw(map, chosen)?;
    places::draw(map)?;
    zones::label(map, chosen)?;
    fall::label(map)?;
    base::label(map)?;
    furniture::north_arrow(map)?;
    furniture::scale_bar(map.canvas, map.frame, furniture::SCALE_BAR_PX)?;
    map.canvas.rect(map.frame.rect, FRAME)?;
    Ok(())
}

/// Wind rose and inset, side by side.
fn lower_row(canvas: &Canvas<'_>, outcome: &Outcome, map: &Drawing<'_, '_>) -> Result<(), MapError> {
    let (left, top) = (PANEL_PX[0], LOWER_ROW_PX);
    let middle = left + 245.0;
    canvas.text((left, top + HEADING.size_px), "Wind at 10 m, from", HEADING, Anchor::Start)?;
    let kind = if outcome.weather_observed { "as observed" } else { "as assumed" };
    canvas.text((left, top + 38.0), &format!("{kind}, {} members", outcome.winds.len()), SMALL, Anchor::Start)?;
    rose::draw(canvas, &outcome.winds, Coord { x: left + 100.0, y: top + 136.0 }, 68.0)?;
    canvas.text((middle, top + HEADING.size_px), "Kazakhstan", HEADING, Anchor::Start)?;
    let rect = Rect::new((middle, top + 46.0), (PANEL_PX[1], top + 46.0 + 176.0));
    inset::draw(canvas, outcome, map.frame, rect, map.kind == Kind::Fall)
}
