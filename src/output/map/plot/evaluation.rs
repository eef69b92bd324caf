//! `plot-scatter` and `plot-residuals`: predictions beside observations.

use geo::{Coord, Rect};

use super::super::MapError;
use super::super::canvas::{Anchor, Canvas, sheet};
use super::super::size::MapSize;
use super::super::style::{
    BODY, BREAKUP, CREDIT, DASH, DEGREES, FALL, FRAME, INK, LAND, PALE, PAPER, SUBTITLE, Stroke, TITLE,
};
use crate::language::{Language, Number, Style, msg};
use crate::trial::{Evaluation, Prediction, TrialInputs};

/// Area of the axes, px.
const AREA_PX: [f64; 4] = [150.0, 150.0, 1654.0, 1080.0];
/// Ends of the ratio axis of the residuals.
const RATIO: (f64, f64) = (0.09, 11.0);
/// Factors of two about the line of agreement.
const FACTORS: [f64; 3] = [0.5, 1.0, 2.0];
/// Radius of a point, px.
const POINT_PX: f64 = 5.0;

/// Draws predicted against observed maxima over the rate of release, as SVG.
pub(in super::super) fn scatter(evaluation: &Evaluation) -> Result<String, MapError> {
    let values = |of: fn(&Prediction) -> f64| evaluation.predictions.iter().map(move |p| over_rate(p, of(p)));
    let ends = decades(values(|p| p.case.observed_max_kg_m3).chain(values(|p| p.max_kg_m3)));
    let axes = Axes { rect: area(), x: ends, y: ends };
    sheet("Predicted and observed maxima", MapSize::Screen, Language::En, |canvas| {
        heading(canvas, evaluation, "plot-scatter-title")?;
        axes.draw(canvas, "plot-evaluation-observed", "plot-evaluation-predicted")?;
        for factor in FACTORS {
            let low = (ends.0 / factor.min(1.0), ends.0 * factor.max(1.0));
            let high = (ends.1 / factor.max(1.0), ends.1 * factor.min(1.0));
            axes.line(canvas, low, high, factor)?;
        }
        for p in &evaluation.predictions {
            axes.point(canvas, over_rate(p, p.case.observed_max_kg_m3), over_rate(p, p.max_kg_m3), p.stable)?;
        }
        credit(canvas, evaluation)
    })
}

/// Draws predicted over observed maxima against distance, as SVG.
pub(in super::super) fn residuals(evaluation: &Evaluation) -> Result<String, MapError> {
    let distances = evaluation.predictions.iter().map(|p| p.case.distance_m);
    let (near, far) = distances.fold((f64::MAX, 0.0_f64), |(low, high), d| (low.min(d), high.max(d)));
    let axes = Axes { rect: area(), x: (0.7 * near, 1.4 * far), y: RATIO };
    sheet("Predicted over observed maxima by distance", MapSize::Screen, Language::En, |canvas| {
        heading(canvas, evaluation, "plot-residuals-title")?;
        axes.draw(canvas, "plot-evaluation-distance", "plot-evaluation-ratio")?;
        for factor in FACTORS {
            axes.line(canvas, (axes.x.0, factor), (axes.x.1, factor), factor)?;
        }
        for (k, p) in evaluation.predictions.iter().enumerate() {
            // Points of one arc are spread a little so that they do not cover each other; stable ones to the left.
            let side = if p.stable { -1.0 } else { 1.0 };
            let apart = 1.0 + side * (0.03 + 0.05 * (k as f64 * 0.618_034).fract());
            let ratio = p.max_kg_m3 / p.case.observed_max_kg_m3;
            axes.point(canvas, p.case.distance_m * apart, ratio.clamp(RATIO.0, RATIO.1), p.stable)?;
        }
        credit(canvas, evaluation)
    })
}

fn area() -> Rect<f64> {
    let [left, top, right, bottom] = AREA_PX;
    Rect::new((left, top), (right, bottom))
}

fn over_rate(prediction: &Prediction, value: f64) -> f64 {
    value / prediction.case.release_rate_kg_s
}

/// The whole decades around all values above zero.
fn decades(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) = values.filter(|v| *v > 0.0).fold((f64::MAX, 0.0_f64), |(l, h), v| (l.min(v), h.max(v)));
    (10_f64.powf(low.log10().floor()), 10_f64.powf(high.log10().ceil()))
}

fn heading(canvas: &Canvas<'_>, evaluation: &Evaluation, title: &'static str) -> Result<(), MapError> {
    canvas.fill_rect(Rect::new((0.0, 0.0), (1754.0, 1240.0)), PAPER, 1.0)?;
    canvas.text((48.0, 58.0), &canvas.plain(title), TITLE, Anchor::Start)?;
    let s = evaluation.scores[0].max_mg_m3;
    let basis = match evaluation.inputs {
        TrialInputs::Measured => "plot-evaluation-measured",
        TrialInputs::Routine => "plot-evaluation-routine",
    };
    let text = msg("plot-evaluation-subtitle")
        .with("cases", s.n)
        .with("basis", msg(basis))
        .with("fac2", Number::fixed(s.fac2, 3))
        .with("fb", Number::new(s.fb, Style::Signed(2)))
        .with("nmse", Number::fixed(s.nmse, 2))
        .with("mg", Number::fixed(s.mg, 2))
        .with("vg", Number::fixed(s.vg, 2));
    let text = canvas.say(&text);
    canvas.text((48.0, 92.0), &text, SUBTITLE, Anchor::Start)?;
    for (x, colour, label) in [(1230.0, FALL, "plot-evaluation-stable"), (1460.0, BREAKUP, "plot-evaluation-unstable")]
    {
        canvas.disc(Coord { x, y: 128.0 }, POINT_PX, colour)?;
        canvas.text((x + 14.0, 133.0), &canvas.plain(label), BODY, Anchor::Start)?;
    }
    Ok(())
}

fn credit(canvas: &Canvas<'_>, evaluation: &Evaluation) -> Result<(), MapError> {
    let made = msg("plot-evaluation-made").with("version", env!("CARGO_PKG_VERSION"));
    let text = canvas.say(&made.with("file", evaluation.file.path.as_str()));
    canvas.text((1706.0, 1222.0), &text, CREDIT, Anchor::End)?;
    Ok(())
}

/// Logarithmic axes.
struct Axes {
    rect: Rect<f64>,
    x: (f64, f64),
    y: (f64, f64),
}

impl Axes {
    fn at(&self, x: f64, y: f64) -> Coord<f64> {
        let part = |value: f64, (low, high): (f64, f64)| (value / low).ln() / (high / low).ln();
        Coord {
            x: self.rect.min().x + part(x, self.x) * self.rect.width(),
            y: self.rect.max().y - part(y, self.y) * self.rect.height(),
        }
    }

    fn draw(&self, canvas: &Canvas<'_>, x_label: &'static str, y_label: &'static str) -> Result<(), MapError> {
        let (low, high) = (self.rect.min(), self.rect.max());
        canvas.fill_rect(self.rect, LAND, 1.0)?;
        for value in ticks(self.x) {
            let x = self.at(value, self.y.0).x;
            canvas.segment((x, low.y), (x, high.y), Stroke::new(PALE, 0.8))?;
            canvas.text((x, high.y + 22.0), &figure(value, canvas.language()), DEGREES, Anchor::Middle)?;
        }
        for value in ticks(self.y) {
            let y = self.at(self.x.0, value).y;
            canvas.segment((low.x, y), (high.x, y), Stroke::new(PALE, 0.8))?;
            canvas.text((low.x - 8.0, y + 5.0), &figure(value, canvas.language()), DEGREES, Anchor::End)?;
        }
        canvas.text((0.5 * (low.x + high.x), high.y + 54.0), &canvas.plain(x_label), BODY, Anchor::Middle)?;
        canvas.text_upwards((low.x - 90.0, 0.5 * (low.y + high.y)), &canvas.plain(y_label), BODY)?;
        canvas.rect(self.rect, FRAME)?;
        Ok(())
    }

    /// The line of a factor; dashed unless it is that of agreement.
    fn line(&self, canvas: &Canvas<'_>, from: (f64, f64), to: (f64, f64), factor: f64) -> Result<(), MapError> {
        let stroke = Stroke::new(INK, 1.4);
        let stroke = if factor == 1.0 { stroke } else { stroke.dashed(DASH) };
        let (from, to) = (self.at(from.0, from.1), self.at(to.0, to.1));
        canvas.segment((from.x, from.y), (to.x, to.y), stroke)?;
        Ok(())
    }

    fn point(&self, canvas: &Canvas<'_>, x: f64, y: f64, stable: bool) -> Result<(), MapError> {
        let at = self.at(x.clamp(self.x.0, self.x.1), y.clamp(self.y.0, self.y.1));
        canvas.disc(at, POINT_PX, if stable { FALL } else { BREAKUP })?;
        Ok(())
    }
}

/// 1, 2 and 5 of each decade within the ends; whole decades where there are many.
fn ticks((low, high): (f64, f64)) -> Vec<f64> {
    let digits: &[f64] = if high / low > 1e4 { &[1.0] } else { &[1.0, 2.0, 5.0] };
    let decades = low.log10().floor() as i32..=high.log10().ceil() as i32;
    decades
        .flat_map(|decade| digits.iter().map(move |digit| digit * 10_f64.powi(decade)))
        .filter(|value| (low * 0.999..=high * 1.001).contains(value))
        .collect()
}

fn figure(value: f64, language: Language) -> String {
    if value < 1e-2 {
        format!("1e{:.0}", value.log10())
    } else {
        Number::exact((value * 1e3).round() / 1e3).written(language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_inside() {
        assert_eq!(ticks((35.0, 1_120.0)), [50.0, 100.0, 200.0, 500.0, 1_000.0]);
        assert_eq!(ticks((1e-6, 1e-1)).len(), 6);
        assert_eq!((figure(1e-5, Language::En), figure(0.2, Language::En)), ("1e-5".to_owned(), "0.2".to_owned()));
    }
}
