//! The share of heptyl that reaches the ground as liquid, as a small table.

use super::super::MapError;
use super::super::canvas::Anchor;
use super::super::number::whole;
use super::super::panel::Panel;
use super::super::style::{BODY, PALE, SMALL, STRONG, Stroke};
use super::curves::{colour, temperature};
use crate::assessment::{Quantiles, ReleaseCase, ReleaseStudy};
use crate::language::{Arg, Language, Number, Style, msg};
use crate::substance::Substance;

/// Height of a row, px, and of a range below it.
const ROW_PX: f64 = 24.0;
const RANGE_PX: f64 = 13.0;
/// Width of the column with the names of the rows, px.
const NAME_PX: f64 = 196.0;

/// Draws the table.
pub(super) fn draw(panel: &mut Panel<'_, '_>, study: &ReleaseStudy) -> Result<(), MapError> {
    let canvas = panel.canvas;
    panel.heading(&canvas.plain("plot-droplets-shares"))?;
    let heptyl: Vec<&ReleaseCase> = study.cases.iter().filter(|case| case.substance == Substance::Udmh).collect();
    let mut heights_m: Vec<f64> = heptyl.iter().map(|case| case.height_m).collect();
    heights_m.dedup();
    let step = (panel.right - panel.left - NAME_PX) / heights_m.len().max(1) as f64;
    let x = |k: usize| panel.left + NAME_PX + step * (k as f64 + 1.0);
    let columns: Vec<(f64, f64)> = heights_m.iter().enumerate().map(|(k, h)| (x(k), *h)).collect();
    panel.y += 8.0;
    panel.canvas.text((panel.left, panel.y), &canvas.plain("plot-droplets-set-free"), SMALL, Anchor::Start)?;
    for (x, height_m) in &columns {
        panel.canvas.text((*x, panel.y), &whole(height_m / 1e3, canvas.language()), STRONG.sized(13.0), Anchor::End)?;
    }
    rule(panel)?;
    row(panel, &columns, &canvas.plain("plot-droplets-row-speed"), 0, |height_m| {
        let of: Vec<_> = heptyl.iter().filter(|c| c.height_m == height_m).collect();
        of.iter().map(|c| c.at_speed.liquid).reduce(|a, b| if b.p95 > a.p95 { b } else { a })
    })?;
    for season in 0..study.seasons.len() {
        let degrees = temperature(study.seasons[season].ground_c, canvas.language());
        let name = canvas.say(&msg("plot-droplets-row-rest").with("temperature", degrees));
        row(panel, &columns, &name, season + 1, |height_m| {
            heptyl.iter().find(|c| c.season == season && c.height_m == height_m).map(|c| c.at_rest.liquid)
        })?;
    }
    rule(panel)?;
    row(panel, &columns[columns.len().saturating_sub(1)..], &canvas.plain("plot-droplets-row-tanks"), 0, |_| {
        Some(study.carried)
    })?;
    panel.skip(8.0);
    panel.paragraph(&canvas.plain("plot-droplets-shares-note"), SMALL.sized(12.0))
}

fn rule(panel: &mut Panel<'_, '_>) -> Result<(), MapError> {
    panel.y += 8.0;
    panel.canvas.segment((panel.left, panel.y), (panel.right, panel.y), Stroke::new(PALE, 1.0))?;
    panel.y -= 4.0;
    Ok(())
}

/// The ends of a share in per cent.
fn range_of(share: Quantiles, language: Language) -> String {
    Arg::Range { low: share.p05, best: None, high: share.p95, style: Style::Percent }.say(language)
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
        let text = found.map_or_else(
            || "–".to_owned(),
            |share| Number::new(share.median, Style::Percent).written(panel.canvas.language()),
        );
        panel.canvas.text((*x, panel.y), &text, face, Anchor::End)?;
        if let Some(range) = found.filter(|share| share.p95 > 0.0) {
            panel.canvas.text(
                (*x, panel.y + RANGE_PX),
                &range_of(range, panel.canvas.language()),
                SMALL.sized(11.0),
                Anchor::End,
            )?;
            below = RANGE_PX;
        }
    }
    panel.y += below;
    Ok(())
}
