//! What was officially reported, to stand beside the zones of a map.

use super::canvas::Anchor;
use super::font::{width_px, wrap};
use super::number::{raised, two_digits, whole};
use super::panel::Panel;
use super::style::{BODY, SMALL, STRONG};
use super::{Kind, MapError};
use crate::assessment::Outcome;
use crate::incident::Official;
use crate::threshold::Medium;

/// Most findings on one map.
const FINDINGS_MAX: usize = 4;
/// Height of the heading and one finding with its source, px.
const LEAST_ROOM_PX: f64 = 86.0;

/// Draws the findings about the medium of the map that fit above a line.
pub(super) fn draw(panel: &mut Panel<'_, '_>, kind: Kind, outcome: &Outcome, bottom: f64) -> Result<(), MapError> {
    let medium = match kind {
        Kind::Air => Medium::Air,
        Kind::Soil(_) | Kind::SoilLater => Medium::Soil,
        Kind::Fall => Medium::Fall,
        Kind::Main | Kind::Probability => return Ok(()),
    };
    let about = outcome.assessment.official.iter().filter(|o| o.medium == Some(medium)).take(FINDINGS_MAX);
    for (k, official) in about.enumerate() {
        if panel.y + LEAST_ROOM_PX > bottom {
            break;
        }
        if k == 0 {
            panel.heading("Reported")?;
        }
        finding(panel, official)?;
    }
    Ok(())
}

fn finding(panel: &mut Panel<'_, '_>, official: &Official) -> Result<(), MapError> {
    let value = official.value.map_or_else(String::new, |v| format!("{} {}", figure(v), raised(&official.unit)));
    let room = panel.right - panel.left - width_px(&value, STRONG.size_px, STRONG.weight) - 20.0;
    for (k, line) in wrap(&official.quantity, BODY.size_px, BODY.weight, room).iter().enumerate() {
        panel.y += 20.0;
        panel.canvas.text((panel.left, panel.y), line, BODY, Anchor::Start)?;
        if k == 0 {
            panel.canvas.text((panel.right, panel.y), &value, STRONG, Anchor::End)?;
        }
    }
    panel.paragraph(&format!("{}: {}", official.basis, official.source), SMALL)?;
    panel.skip(6.0);
    Ok(())
}

/// Reported figures are printed as they were reported where they are whole.
fn figure(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e9 { whole(value) } else { two_digits(value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reported_figure_keeps_its_digits() {
        assert_eq!(figure(13_100.0), "13\u{2009}100");
        assert_eq!(figure(1.37), "1.4");
        assert_eq!(raised("mg/m3"), "mg/m³");
    }
}
