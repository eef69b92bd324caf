//! `plot-droplets`: the drop that survives the fall and the drop that break-up leaves, against the height of release.

mod axes;
mod curves;
pub(super) mod evaluation;
mod shares;

use geo::Rect;

use super::MapError;
use super::canvas::{Anchor, sheet};
use super::font::{width_px, wrap};
use super::panel::Panel;
use super::size::MapSize;
use super::style::{BODY, CREDIT, HEADING, PAPER, SMALL, SUBTITLE, TITLE, Type};
use crate::assessment::{Outcome, ReleaseStudy};
use crate::language::{Message, msg};
use crate::substance::Substance;

/// The two plots: left, top, right and lower edge, px.
const PLOTS_PX: [[f64; 4]; 2] = [[104.0, 148.0, 784.0, 776.0], [962.0, 148.0, 1642.0, 776.0]];
/// What stands below: left and right edge of both columns, and their top, px.
const BELOW_PX: [[f64; 2]; 2] = [[48.0, 852.0], [898.0, 1706.0]];
const BELOW_TOP_PX: f64 = 866.0;
/// Baseline of the credit line, px.
const CREDIT_PX: f64 = 1222.0;

/// Draws the study of an outcome as SVG.
pub(super) fn droplets(outcome: &Outcome, study: &ReleaseStudy) -> Result<String, MapError> {
    let name = format!("{} (plot-droplets)", outcome.assessment.title);
    sheet(&name, MapSize::Screen, outcome.language, |canvas| {
        canvas.fill_rect(Rect::new((0.0, 0.0), (1754.0, 1240.0)), PAPER, 1.0)?;
        let text = canvas.say(&msg("plot-droplets-title").with("title", &outcome.title));
        canvas.text((BELOW_PX[0][0], 54.0), &text, fitted(&text, TITLE), Anchor::Start)?;
        let text = canvas.say(&msg("plot-droplets-subtitle").with("vehicle", &outcome.vehicle_name));
        canvas.text((BELOW_PX[0][0], 86.0), &text, fitted(&text, SUBTITLE), Anchor::Start)?;
        for (substance, [left, top, right, bottom]) in [Substance::Udmh, Substance::Nto].into_iter().zip(PLOTS_PX) {
            let rect = Rect::new((left, top), (right, bottom));
            let head = if substance == Substance::Udmh { "plot-droplets-udmh" } else { "plot-droplets-nto" };
            canvas.text((left, top - 14.0), &canvas.plain(head), HEADING, Anchor::Start)?;
            curves::draw(canvas, &axes::Axes { rect }, study, substance, outcome.assessment.incident.altitude_m)?;
        }
        let [left, right] = BELOW_PX[0];
        shares::draw(&mut Panel { canvas, left, right, y: BELOW_TOP_PX }, study)?;
        let [left, right] = BELOW_PX[1];
        reading(&mut Panel { canvas, left, right, y: BELOW_TOP_PX }, study)?;
        let credit = canvas.say(&made(outcome));
        canvas.text((BELOW_PX[1][1], CREDIT_PX), &credit, CREDIT, Anchor::End)?;
        Ok(())
    })
}

/// Findings and assumptions, the second in the size that lets them fit.
fn reading(panel: &mut Panel<'_, '_>, study: &ReleaseStudy) -> Result<(), MapError> {
    panel.heading(&panel.canvas.plain("plot-droplets-reading"))?;
    panel.y -= 8.0;
    for text in &study.findings {
        panel.paragraph(text, BODY.sized(13.0))?;
        panel.skip(3.0);
    }
    panel.skip(6.0);
    let granted = msg("plot-droplets-granted").with("texts", study.assumptions.join(" "));
    let text = panel.canvas.say(&granted);
    let room = CREDIT_PX - 16.0 - panel.y;
    let sizes = [12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5];
    let height = |size: f64| 1.3 * size * wrap(&text, size, SMALL.weight, panel.right - panel.left).len() as f64;
    let size_px = sizes.into_iter().find(|size| height(*size) < room).unwrap_or(9.5);
    panel.paragraph(&text, SMALL.sized(size_px))
}

/// The credit line of a plot.
pub(super) fn made(outcome: &Outcome) -> Message {
    let scenario = outcome.assessment.scenario.as_str();
    msg("map-made-plot").with("version", env!("CARGO_PKG_VERSION")).with("scenario", scenario)
}

fn fitted(text: &str, face: Type) -> Type {
    let (natural, room) = (width_px(text, face.size_px, face.weight), BELOW_PX[1][1] - BELOW_PX[0][0]);
    if natural > room { face.sized(face.size_px * room / natural) } else { face }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::flight_outcome;

    /// Both substances, every season by its temperature, and the heights of the question stand on the sheet.
    #[test]
    fn the_plot_names_what_it_draws() -> Result<(), MapError> {
        let outcome = flight_outcome();
        let study = outcome.release_study.as_ref().expect("the flight has a study");
        let svg = droplets(&outcome, study)?;
        for text in [
            "Heptyl (UDMH)",
            "Nitrogen tetroxide (NTO)",
            "+35\u{a0}°C",
            "−30\u{a0}°C",
            "120",
            "10\u{a0}µm",
            "What the curves say",
        ] {
            assert!(svg.contains(text), "{text}");
        }
        Ok(())
    }
}
