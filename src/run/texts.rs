//! The words of the result that depend on what was run: inputs as rows, assumptions, papers.

use super::Stage;
use crate::flight::descent::{AZIMUTH_HALF_WIDTH_DEG, BREAKUP_PRESSURE_PA, carried_share};
use crate::incident::{BreakUp, FailureKind};
use crate::provenance::{Assumption, Citation};
use crate::range::{Law, Range};
use crate::source::shares::{BURNT_ALOFT, BURNT_SINGLE_TANK, BURNT_TOGETHER, spilt_together};
use crate::transport::sigma::CoefficientSet;

/// A range in words: `low to high (likeliest best)`.
fn words(range: &Range, unit: &str) -> String {
    let number =
        |v: f64| if v == 0.0 || v.abs() >= 0.01 { format!("{}", (v * 1e4).round() / 1e4) } else { format!("{v:.1e}") };
    let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
    if range.is_exact() {
        return format!("{}{unit}", number(range.low));
    }
    match range.law {
        Law::Triangular => {
            format!("{} to {}{unit}, most likely {}", number(range.low), number(range.high), number(range.best))
        }
        Law::Uniform => format!("{} to {}{unit}, all alike", number(range.low), number(range.high)),
        Law::LogUniform => format!("{} to {}{unit}, each factor alike", number(range.low), number(range.high)),
    }
}

impl Stage<'_> {
    /// Inputs of the weather section.
    pub(super) fn weather_rows(&self) -> Vec<(String, String)> {
        let w = &self.inputs.scenario.weather;
        let row = |name: &str, text: String| (name.to_owned(), text);
        let mut rows = vec![
            row("Basis", if w.observed { "observed".to_owned() } else { "assumed, not observed".to_owned() }),
            row("Why so", w.note.clone()),
            row("Air temperature at 2 m", words(&w.temperature_c, "deg C")),
            row("Air pressure at the ground", words(&w.pressure_hpa, "hPa")),
            row("Wind at 10 m", words(&w.wind_speed_10m_m_s, "m/s")),
            row("Wind from", words(&w.wind_from_deg, "deg")),
            row("Cloud", words(&w.cloud_fraction, "of the sky")),
            row("Rain", words(&w.rain_mm_h, "mm/h")),
            row("Roughness length", words(&w.roughness_m, "m")),
            row("Snow on the ground", if w.snow { "yes".to_owned() } else { "no".to_owned() }),
        ];
        rows.push(match &w.mixing_height_m {
            Some(range) => row("Mixing height", words(range, "m")),
            None => row("Mixing height", self.derived_mixing_height()),
        });
        for upper in &w.upper_winds {
            let text = format!("{}; from {}", words(&upper.wind_speed_m_s, "m/s"), words(&upper.wind_from_deg, "deg"));
            rows.push(row(&format!("Wind at {:.0} m above ground", upper.height_agl_m), text));
        }
        rows.push(row("Stability classes drawn", self.classes_drawn()));
        rows
    }

    fn derived_mixing_height(&self) -> String {
        let q = crate::assessment::Quantiles::of(self.drawn.iter().map(|d| d.weather.mixing_height_m));
        format!(
            "derived from wind, cloud and sun: {:.0} m ({:.0} to {:.0} m in 90 % of the members)",
            q.median, q.p05, q.p95
        )
    }

    fn classes_drawn(&self) -> String {
        let mut counts = std::collections::BTreeMap::new();
        for drawn in self.drawn {
            *counts.entry(drawn.weather.stability).or_insert(0_usize) += 1;
        }
        let n = self.drawn.len().max(1) as f64;
        let parts: Vec<String> = counts
            .iter()
            .map(|(class, count)| format!("{} {:.0} %", class.letter(), *count as f64 / n * 100.0))
            .collect();
        parts.join(", ")
    }

    /// Inputs of the source section.
    pub(super) fn source_rows(&self) -> Vec<(String, String)> {
        let scenario = &self.inputs.scenario;
        let share = |given: Option<Range>, prior: Range| words(&given.unwrap_or(prior), "of the propellant");
        let mut rows = vec![("Failure time".to_owned(), words(&scenario.failure.time_s, "s after lift-off"))];
        let s = &scenario.shares;
        if scenario.failure.breakup == BreakUp::None {
            rows.push(("Burnt or decomposed on impact".to_owned(), share(s.burnt_share, BURNT_TOGETHER)));
            rows.push(("Spilt as liquid on impact".to_owned(), share(s.spilt_share, spilt_together())));
        } else {
            rows.push(("Burnt in the cloud of the break-up".to_owned(), words(&BURNT_ALOFT, "of what it frees")));
            rows.push(("Carried to the ground in tanks".to_owned(), share(s.carried_share, carried_share())));
            rows.push((
                "Burnt where a tank strikes".to_owned(),
                words(&s.burnt_share.unwrap_or(BURNT_SINGLE_TANK), "of its content"),
            ));
        }
        if scenario.failure.breakup == BreakUp::DynamicPressure {
            rows.push(("Dynamic pressure at break-up".to_owned(), words(&BREAKUP_PRESSURE_PA.times(1e-3), "kPa")));
        }
        let cloud = crate::assessment::Quantiles::of(self.drawn.iter().map(|d| d.term.cloud_height_agl_m));
        rows.push((
            "Height of the fire's cloud (computed)".to_owned(),
            format!("{:.0} m ({:.0} to {:.0} m in 90 % of the members)", cloud.median, cloud.p05, cloud.p95),
        ));
        let liquid = self.drawn.iter().map(|d| d.term.liquid_share_aloft).fold(0.0, f64::max);
        if scenario.failure.breakup != BreakUp::None {
            rows.push((
                "Freed aloft and reaching the ground as drops (computed)".to_owned(),
                format!("at most {:.2} % in any member", liquid * 100.0),
            ));
        }
        rows
    }

    /// Everything that is assumed.
    pub(super) fn assumptions(&self) -> Vec<Assumption> {
        let scenario = &self.inputs.scenario;
        let mut list: Vec<Assumption> =
            scenario.assumptions.iter().map(|text| Assumption::new(text.clone(), "stated in the scenario")).collect();
        if !scenario.weather.observed {
            list.push(Assumption::new(
                format!(
                    "The weather of the day is not known: wind {}, from {}.",
                    words(&scenario.weather.wind_speed_10m_m_s, "m/s"),
                    words(&scenario.weather.wind_from_deg, "deg")
                ),
                scenario.weather.note.clone(),
            ));
        }
        list.extend(self.source_rows().into_iter().filter(|(name, _)| !name.contains("computed")).map(
            |(name, text)| {
                Assumption::new(
                    format!("{name}: {text}."),
                    "prior of this program, see the method; nothing better was found in print",
                )
            },
        ));
        if scenario.failure.kind == FailureKind::Flight && scenario.azimuth_deg.is_none() {
            list.push(Assumption::new(
                format!("Launch azimuth from the inclination, +-{AZIMUTH_HALF_WIDTH_DEG} degrees."),
                "the azimuth of the flight was not given; the half-width is that of recovered first stages across their track",
            ));
        }
        list.extend(fixed_assumptions(scenario));
        list
    }
}

fn fixed_assumptions(scenario: &crate::incident::Scenario) -> Vec<Assumption> {
    let soil = &scenario.soil;
    vec![
        Assumption::new(
            format!(
                "Soil content is the deposit spread over {} m of soil of {} kg/m3 ({}).",
                soil.depth_m, soil.bulk_density_kg_m3, soil.texture
            ),
            "a limit in mg/kg needs a depth; a thinner layer gives a larger zone in proportion",
        ),
        Assumption::new(
            "A spill lies as a normal law whose spread is between a pool of 10 mm and the edge of the fireball, each factor alike.",
            "no measured law of how an exploding stage scatters its liquid was found",
        ),
        Assumption::new(
            "Nothing evaporates again from the soil, and nothing is washed deeper, within the assessment.",
            "the zone is that of the first day; see the half-lives in the substance table for later",
        ),
        Assumption::new(
            "The wind of a member does not change in time; flat ground; receptors at 1.5 m outdoors for the whole passage.",
            "one profile describes the hours in which the cloud passes",
        ),
        Assumption::new(
            "The ground of all falls is 100 m above the ellipsoid.",
            "elevation moves a steep impact by less than the spread of the ascent",
        ),
        Assumption::new(
            "People: settlements +-15 %, rural background half to double.",
            "figures are of the nearest census or undated, and the background is an even spread of a difference",
        ),
    ]
}

/// Coefficient sets for the manifest.
pub fn coefficient_sets() -> Vec<String> {
    [CoefficientSet::BriggsRural, CoefficientSet::CcpsPuff].iter().map(|set| set.name().to_owned()).collect()
}

/// Papers and rules that the numbers rest on.
pub fn citations() -> Vec<Citation> {
    [
        ("atmosphere", "US Standard Atmosphere 1976, NOAA/NASA/USAF, NOAA-S/T 76-1562"),
        ("geodesics and areas", "Karney 2013, J. Geodesy 87, 43-55, doi 10.1007/s00190-012-0578-z"),
        ("integration of the fall", "Dormand & Prince 1980, J. Comput. Appl. Math. 6, 19-26"),
        ("sun", "Reda & Andreas 2004, Solar Energy 76, 577-589"),
        ("stability class", "Turner 1964, J. Appl. Meteorol. 3, 83-91"),
        ("Obukhov length", "Golder 1972, Boundary-Layer Meteorol. 3, 47-58"),
        ("mixing height", "Zilitinkevich 1972, Boundary-Layer Meteorol. 3, 141-145; Tennekes 1973, J. Atmos. Sci. 30, 558-567"),
        ("fireball", "CCPS 1994, Guidelines for Evaluating the Characteristics of Vapor Cloud Explosions, Flash Fires, and BLEVEs"),
        ("cloud rise", "Briggs 1975, Plume rise predictions, in Lectures on Air Pollution and Environmental Impact Analyses, AMS"),
        ("break-up of drops", "Pilch & Erdman 1987, Int. J. Multiphase Flow 13, 741-757"),
        ("evaporation of drops", "Ranz & Marshall 1952, Chem. Eng. Prog. 48, 141-146 and 173-180"),
        ("evaporation of pools", "Mackay & Matsugu 1973, Can. J. Chem. Eng. 51, 434-439"),
        ("infiltration", "Green & Ampt 1911, J. Agric. Sci. 4, 1-24; Rawls, Brakensiek & Miller 1983, J. Hydraul. Eng. 109, 62-70"),
        ("dispersion of plumes", "Briggs 1973, ATDL contribution 79; Gifford 1976, Nucl. Safety 17, 68-86"),
        ("dispersion of puffs", "Slade 1968, Meteorology and Atomic Energy, TID-24190; CCPS 1996"),
        ("acute limits", "NRC, Acute Exposure Guideline Levels, vol. 6 (UDMH) and vol. 11 (NO2); NIOSH IDLH documentation"),
        ("vehicles, incidents, properties", "the sources named in data/vehicles.toml, data/substances.toml and the scenario"),
    ]
    .into_iter()
    .map(|(used_for, reference)| Citation::new(used_for, reference))
    .collect()
}
