//! `map-weather`: the profile that a file of weather gives, as hodograph and by height.

mod axes;
mod hodograph;
mod temperature;
mod wind;

use geo::Rect;
use plotters::style::RGBColor;

use super::MapError;
use super::canvas::{Anchor, sheet};
use super::font::{width_px, wrap};
use super::panel::Panel;
use super::size::MapSize;
use super::style::{BODY, CREDIT, HEADING, PAPER, SMALL, SUBTITLE, TITLE, Type};
use crate::assessment::{ObservedWeather, Outcome};
use crate::language::msg;
use axes::HeightAxis;

/// Left and right edge of the sheet, px.
const SIDES_PX: (f64, f64) = (48.0, 1706.0);
/// The three plots: left, top, right and lower edge, px.
const HODOGRAPH_PX: [f64; 4] = [64.0, 164.0, 604.0, 704.0];
const WIND_PX: [f64; 4] = [730.0, 164.0, 1176.0, 1130.0];
const TEMPERATURE_PX: [f64; 4] = [1260.0, 164.0, 1706.0, 1130.0];
/// Highest that is drawn, m: above, no weather file says much.
const TOP_MAX_M: f64 = 30e3;
/// Baseline of the credit line, px.
const CREDIT_PX: f64 = 1222.0;

/// Type of the notes, and where they must end, px.
const NOTE: Type = SMALL.sized(12.0);
const NOTES_END_PX: f64 = 1200.0;

/// Layers of height, from the ground, with their upper end (m) and colour: five of the colours of Okabe & Ito (2008), which
/// stay apart in all common forms of colour blindness, darkened until they carry a line.
const LAYERS: [(f64, RGBColor); 5] = [
    (1_000.0, RGBColor(186, 72, 0)),
    (3_000.0, RGBColor(150, 110, 0)),
    (6_000.0, RGBColor(0, 120, 86)),
    (10_000.0, RGBColor(0, 104, 160)),
    (f64::INFINITY, RGBColor(150, 44, 106)),
];

/// Colour of a height.
fn colour(height_m: f64) -> RGBColor {
    LAYERS.iter().find(|(top_m, _)| height_m <= *top_m).map_or(LAYERS[4].1, |(_, colour)| *colour)
}

/// Draws the profile of an outcome as SVG.
pub(super) fn weather(outcome: &Outcome, observed: &ObservedWeather) -> Result<String, MapError> {
    let rect = |[left, top, right, bottom]: [f64; 4]| Rect::new((left, top), (right, bottom));
    let levels = &observed.profile.levels;
    let top_m = levels.last().map_or(1.0, |level| level.height_agl_m).clamp(100.0, TOP_MAX_M);
    sheet(&format!("{} (map-weather)", outcome.assessment.title), MapSize::Screen, outcome.language, |canvas| {
        canvas.fill_rect(Rect::new((0.0, 0.0), (1754.0, 1240.0)), PAPER, 1.0)?;
        let title = canvas.say(&msg("plot-weather-title").with("title", &outcome.title));
        canvas.text((SIDES_PX.0, 54.0), &title, fitted(&title, TITLE), Anchor::Start)?;
        canvas.text((SIDES_PX.0, 86.0), &observed.title, fitted(&observed.title, SUBTITLE), Anchor::Start)?;
        let heads = [
            (HODOGRAPH_PX, "plot-weather-hodograph"),
            (WIND_PX, "plot-weather-wind"),
            (TEMPERATURE_PX, "plot-weather-temperature"),
        ];
        for ([left, top, ..], text) in heads {
            canvas.text((left, top - 26.0), &canvas.plain(text), HEADING, Anchor::Start)?;
        }
        hodograph::draw(canvas, rect(HODOGRAPH_PX), levels, top_m)?;
        wind::draw(canvas, &HeightAxis { rect: rect(WIND_PX), top_m }, observed)?;
        temperature::draw(canvas, &HeightAxis { rect: rect(TEMPERATURE_PX), top_m }, observed)?;
        let (left, right) = (SIDES_PX.0, HODOGRAPH_PX[2] + 24.0);
        reading(&mut Panel { canvas, left, right, y: 764.0 }, observed)?;
        let credit = canvas.say(&super::plot::made(outcome));
        canvas.text((SIDES_PX.1, CREDIT_PX), &credit, CREDIT, Anchor::End)?;
        Ok(())
    })
}

/// What the profile says, and what was taken for granted to have it.
fn reading(panel: &mut Panel<'_, '_>, observed: &ObservedWeather) -> Result<(), MapError> {
    panel.heading(&panel.canvas.plain("plot-weather-says"))?;
    panel.y -= 8.0;
    for (what, value) in &observed.facts {
        panel.pair(what, value, BODY.sized(14.0))?;
    }
    panel.skip(14.0);
    for note in &observed.notes {
        let lines = wrap(note, NOTE.size_px, NOTE.weight, panel.right - panel.left).len();
        if panel.y + 1.3 * NOTE.size_px * lines as f64 > NOTES_END_PX {
            // The rest stands among the assumptions of the report.
            break;
        }
        panel.paragraph(note, NOTE)?;
        panel.skip(3.0);
    }
    Ok(())
}

fn fitted(text: &str, face: Type) -> Type {
    let (natural, room) = (width_px(text, face.size_px, face.weight), SIDES_PX.1 - SIDES_PX.0);
    if natural > room { face.sized(face.size_px * room / natural) } else { face }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture;

    /// Heights, rings and facts stand on the sheet.
    #[test]
    fn the_plot_names_what_it_draws() -> Result<(), MapError> {
        let outcome = fixture::outcome();
        let observed = fixture::profile::observed_weather();
        let svg = weather(&outcome, &observed)?;
        for text in
            ["Hodograph", "Wind", "Temperature", "mixing height", "tropopause", "What the profile says", "10\u{a0}m/s"]
        {
            assert!(svg.contains(text), "{text}");
        }
        Ok(())
    }
}
