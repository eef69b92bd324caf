//! The share of heptyl that reaches the ground as liquid, as a small table.

use super::super::MapError;
use super::super::canvas::Anchor;
use super::super::panel::Panel;
use super::super::style::{BODY, PALE, SMALL, STRONG, Stroke};
use super::curves::{colour, temperature};
use crate::assessment::{Quantiles, ReleaseCase, ReleaseStudy};
use crate::output::number::{percent, percent_range};
use crate::substance::Substance;

/// Height of a row, px, and of a range below it.
const ROW_PX: f64 = 24.0;
const RANGE_PX: f64 = 13.0;
/// Width of the column with the names of the rows, px.
const NAME_PX: f64 = 196.0;

/// Draws the table.
pub(super) fn draw(panel: &mut Panel<'_, '_>, study: &ReleaseStudy) -> Result<(), MapError> {
    panel.heading("Share of heptyl that reaches the ground as liquid, %")?;
    let heptyl: Vec<&ReleaseCase> = study.cases.iter().filter(|case| case.substance == Substance::Udmh).collect();
    let mut heights_m: Vec<f64> = heptyl.iter().map(|case| case.height_m).collect();
    heights_m.dedup();
    let step = (panel.right - panel.left - NAME_PX) / heights_m.len().max(1) as f64;
    let x = |k: usize| panel.left + NAME_PX + step * (k as f64 + 1.0);
    let columns: Vec<(f64, f64)> = heights_m.iter().enumerate().map(|(k, h)| (x(k), *h)).collect();
    panel.y += 8.0;
    panel.canvas.text((panel.left, panel.y), "set free at, km", SMALL, Anchor::Start)?;
    for (x, height_m) in &columns {
        panel.canvas.text((*x, panel.y), &format!("{:.0}", height_m / 1e3), STRONG.sized(13.0), Anchor::End)?;
    }
    rule(panel)?;
    row(panel, &columns, "spray, at vehicle's speed", 0, |height_m| {
        let of: Vec<_> = heptyl.iter().filter(|c| c.height_m == height_m).collect();
        of.iter().map(|c| c.at_speed.liquid).reduce(|a, b| if b.p95 > a.p95 { b } else { a })
    })?;
    for season in 0..study.seasons.len() {
        let name = format!("spray, at rest, {}", temperature(study.seasons[season].ground_c));
        row(panel, &columns, &name, season + 1, |height_m| {
            heptyl.iter().find(|c| c.season == season && c.height_m == height_m).map(|c| c.at_rest.liquid)
        })?;
    }
    rule(panel)?;
    row(panel, &columns[columns.len().saturating_sub(1)..], "in closed tanks, any height (assumed)", 0, |_| {
        Some(study.carried)
    })?;
    panel.skip(8.0);
    let text = "Median (5 to 95 % of the laws of drop sizes, or of the assumed range). “At rest” is the most that can be: \
                a tank that bursts while the wreck falls slowly. The spray is what neither burns aloft nor comes down \
                in tanks; what tanks bring down burns in part where they strike.";
    panel.paragraph(text, SMALL.sized(12.0))
}

fn rule(panel: &mut Panel<'_, '_>) -> Result<(), MapError> {
    panel.y += 8.0;
    panel.canvas.segment((panel.left, panel.y), (panel.right, panel.y), Stroke::new(PALE, 1.0))?;
    panel.y -= 4.0;
    Ok(())
}

/// A row; its mark is the season plus one, or zero for none.
fn row(
    panel: &mut Panel<'_, '_>,
    columns: &[(f64, f64)],
    name: &str,
    mark: usize,
    value: impl Fn(f64) -> Option<Quantiles>,
) -> Result<(), MapError> {
    panel.y += ROW_PX;
    let face = BODY.sized(13.5);
    let named = mark.checked_sub(1).map_or(face, |season| face.coloured(colour(season)));
    panel.canvas.text((panel.left, panel.y), name, named, Anchor::Start)?;
    let mut below = 0.0;
    for (x, height_m) in columns {
        let found = value(*height_m);
        let text = found.map_or_else(|| "–".to_owned(), |share| percent(share.median));
        panel.canvas.text((*x, panel.y), &text, face, Anchor::End)?;
        if let Some(range) = found.filter(|share| share.p95 > 0.0) {
            panel.canvas.text((*x, panel.y + RANGE_PX), &percent_range(range), SMALL.sized(11.0), Anchor::End)?;
            below = RANGE_PX;
        }
    }
    panel.y += below;
    Ok(())
}
