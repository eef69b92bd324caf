//! What was officially reported, to stand beside the zones of a map.

use super::canvas::Anchor;
use super::font::{width_px, wrap};
use super::number::limit;
use super::panel::Panel;
use super::style::{BODY, SMALL, STRONG};
use super::{Kind, MapError};
use crate::assessment::Outcome;
use crate::incident::Official;
use crate::language::{Arg, msg};
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
            panel.heading(&panel.canvas.plain("map-reported"))?;
        }
        finding(panel, official)?;
    }
    Ok(())
}

fn finding(panel: &mut Panel<'_, '_>, official: &Official) -> Result<(), MapError> {
    let canvas = panel.canvas;
    let value = official.value.map_or_else(String::new, |v| limit(v, &official.unit, canvas.language()));
    let room = panel.right - panel.left - width_px(&value, STRONG.size_px, STRONG.weight) - 20.0;
    for (k, line) in wrap(&official.quantity, BODY.size_px, BODY.weight, room).iter().enumerate() {
        panel.y += 20.0;
        canvas.text((panel.left, panel.y), line, BODY, Anchor::Start)?;
        if k == 0 {
            canvas.text((panel.right, panel.y), &value, STRONG, Anchor::End)?;
        }
    }
    let source =
        msg("map-reported-source").with("basis", basis(&official.basis)).with("source", official.source.as_str());
    panel.paragraph(&canvas.say(&source), SMALL)?;
    panel.skip(6.0);
    Ok(())
}

/// How a finding came about, in words; a word that is not known stands for itself.
fn basis(word: &str) -> Arg {
    match word {
        "stated" => msg("map-basis-stated").into(),
        "assumed" => msg("map-basis-assumed").into(),
        "measured" => msg("basis-measured").into(),
        "restricted" => msg("basis-restricted").into(),
        other => other.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn the_basis_has_a_word_in_each_language() {
        assert_eq!(basis("stated").say(Language::Ru), "заявлено");
        assert_eq!(basis("by ear").say(Language::Kk), "by ear");
    }
}
