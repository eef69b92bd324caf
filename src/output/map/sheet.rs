//! Puts one map together: layers from the ground up, then signs and names, then what stands about the frame.

use std::collections::BTreeMap;

use geo::{Coord, Rect};

use super::canvas::{Anchor, Canvas, sheet};
use super::choice::{self, Chosen};
use super::drawing::Drawing;
use super::frame::Frame;
use super::legend::Elsewhere;
use super::panel::Panel;
use super::size::{Layout, MapSize};
use super::style::{FRAME, HEADING, LAND, PAPER, SMALL};
use super::{
    Kind, MapError, base, detail, extent, fall, furniture, graticule, inset, later, legend, places, profile, relief,
    reported, rose, table, zones,
};
use crate::assessment::Outcome;
use crate::geodesy::LocalPlane;
use crate::language::{msg, words};

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
    pub(super) fn draw(&self, kind: Kind, size: MapSize) -> Result<String, MapError> {
        if kind == Kind::SoilLater {
            return later::draw(self, size);
        }
        let chosen = choice::zones(kind, self.outcome);
        let profile = self.outcome.profile.as_ref().filter(|_| kind == Kind::Fall);
        let layout = Layout::new(size, profile.is_some());
        let extent = extent::extent(kind, self.outcome, &chosen, self.plane, layout.frame)?;
        let frame = Frame { plane: self.plane, rect: layout.frame, extent };
        sheet(&format!("{} ({})", self.outcome.assessment.title, kind.name()), size, self.outcome.language, |canvas| {
            canvas.fill_rect(layout.sheet(), PAPER, 1.0)?;
            let mut map = Drawing::new(kind, self.outcome, canvas, &frame);
            layers(&mut map, &chosen)?;
            if let Some((profile, rect)) = profile.zip(layout.profile) {
                profile::draw(canvas, self.outcome, profile, rect)?;
                map.symbols.extend(profile::symbols(self.outcome));
            }
            self.surroundings(&map, &chosen, &layout)
        })
    }

    fn surroundings(&self, map: &Drawing<'_, '_>, chosen: &[Chosen<'_>], layout: &Layout) -> Result<(), MapError> {
        let (canvas, outcome) = (map.canvas, self.outcome);
        furniture::title(canvas, map.kind, outcome, layout)?;
        furniture::credit(map, layout)?;
        let [left, right] = layout.panel;
        let mut panel = Panel { canvas, left, right, y: layout.frame.min().y - 4.0 };
        let elsewhere =
            Elsewhere { soil: self.made.contains_key(&Kind::Soil(1)), fall: self.made.contains_key(&Kind::Fall) };
        legend::draw(map, &mut panel, chosen, &elsewhere)?;
        panel.skip(18.0);
        reported::draw(&mut panel, map.kind, outcome, layout.lower_row - 20.0)?;
        if !matches!(map.kind, Kind::Soil(_) | Kind::Fall) {
            panel.skip(14.0);
            table::draw(&mut panel, outcome, layout.lower_row - 12.0)?;
        }
        lower_row(canvas, outcome, map, layout)
    }
}

/// Everything inside the frame.
fn layers(map: &mut Drawing<'_, '_>, chosen: &[Chosen<'_>]) -> Result<(), MapError> {
    map.canvas.fill_rect(map.frame.rect, LAND, 1.0)?;
    relief::draw(map)?;
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
fn lower_row(canvas: &Canvas<'_>, outcome: &Outcome, map: &Drawing<'_, '_>, layout: &Layout) -> Result<(), MapError> {
    let (left, top) = (layout.panel[0], layout.lower_row);
    let middle = left + 245.0;
    let head = canvas.plain("map-rose");
    let face = furniture::fitted(&head, HEADING, middle - left - 14.0);
    canvas.text((left, top + HEADING.size_px), &head, face, Anchor::Start)?;
    let id = if outcome.weather_observed { "map-rose-observed" } else { "map-rose-assumed" };
    let text = canvas.say(&msg(id).with("members", words::members(outcome.winds.len())));
    let face = furniture::fitted(&text, SMALL, middle - left - 14.0);
    canvas.text((left, top + 38.0), &text, face, Anchor::Start)?;
    rose::draw(canvas, &outcome.winds, Coord { x: left + 100.0, y: top + 136.0 }, 68.0)?;
    canvas.text((middle, top + HEADING.size_px), &canvas.plain("map-inset"), HEADING, Anchor::Start)?;
    let rect = Rect::new((middle, top + 46.0), (layout.panel[1], top + 46.0 + 176.0));
    inset::draw(canvas, outcome, map.frame, rect, map.kind == Kind::Fall)
}
