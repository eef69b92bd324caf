//! The study "what if it were set free at that height": which share of a spray of heptyl or tetroxide reaches the
//! ground as liquid, by height and season, and which share does so inside closed tanks.

mod words;

use rayon::prelude::*;

use super::RunError;
use crate::assessment::{BreakUpLimit, CriticalCurve, Quantiles, ReleaseCase, ReleaseStudy, Season, SprayFate};
use crate::climatology::SeasonalAir;
use crate::flight::descent::carried_share;
use crate::flight::launch::Launch;
use crate::incident::{FailureKind, Scenario};
use crate::input::Inputs;
use crate::range::Range;
use crate::source::droplet::{
    ROSIN_RAMMLER_Q, SAUTER_SHARE, START_MAX_M, SizeLaw, critical_diameter_m, drop, fall_limit_m, liquid, liquid_share,
    stream_limit_m,
};
use crate::source::shares::BURNT_ALOFT;
use crate::substance::{Properties, Substance};
use crate::units::kelvin_from_celsius;
use crate::weather::{Stability, Weather, WindAt};

/// Days: a hot afternoon, the standard atmosphere, a winter day and a hard frost, degrees Celsius at the ground.
const SEASONS: [(&str, f64); 4] = [("summer", 35.0), ("standard", 15.0), ("winter", -15.0), ("frost", -30.0)];

/// Substances of the study.
const SUBSTANCES: [Substance; 2] = [Substance::Udmh, Substance::Nto];

/// Heights of the table, m: those asked for in 1999, and four below, where it begins to matter.
const HEIGHTS_M: [f64; 8] = [1e3, 2e3, 5e3, 10e3, 20e3, 50e3, 80e3, 120e3];

/// Heights of the curves, m; those of the table are among them.
const CURVE_M: [f64; 20] = [
    200.0, 300.0, 400.0, 500.0, 700.0, 1e3, 1.4e3, 2e3, 2.8e3, 3.8e3, 5e3, 7e3, 10e3, 14e3, 20e3, 30e3, 50e3, 80e3,
    120e3, 150e3,
];

/// Steps of the curve of the largest drops at speed.
const LIMIT_STEPS: usize = 100;

/// Share of a drop that counts as reaching the ground, as in the critical diameters of the domain reference, 7.3.
const CRITICAL_SHARE: f64 = 0.01;

/// Sizes between which a critical drop is looked for, m; larger ones flatten and burst whatever the law says.
const CRITICAL_BETWEEN_M: (f64, f64) = (2e-4, 4e-2);

/// How good the critical diameters are: a factor of 1.5 either way, by the domain reference's independent run (7.3).
const DIAMETER_FACTOR: f64 = 1.5;

/// Quantiles at which the ranges of a law are taken.
const LAW_QUANTILES: [f64; 3] = [0.05, 0.5, 0.95];

/// The study for a scenario; none where nothing fails in flight or the vehicle carries no heptyl.
///
/// # Errors
/// [`RunError::Ascent`] for an ascent that is no curve.
pub(super) fn release_study(inputs: &Inputs) -> Result<Option<ReleaseStudy>, RunError> {
    let scenario = &inputs.scenario;
    if scenario.failure.kind != FailureKind::Flight || !scenario.vehicle.carries_heptyl() {
        return Ok(None);
    }
    let speeds = Speeds::new(scenario)?;
    let carried = scenario.shares.carried_share.unwrap_or_else(carried_share);
    let of_substance: Vec<(&Properties, Substance)> =
        SUBSTANCES.into_iter().filter_map(|s| Some((inputs.substances.get(s)?, s))).collect();
    let days: Vec<Day<'_>> = of_substance
        .iter()
        .flat_map(|(properties, substance)| {
            (0..SEASONS.len()).map(|season| Day { properties, substance: *substance, season })
        })
        .collect();
    let parts: Vec<(CriticalCurve, Vec<ReleaseCase>)> =
        days.par_iter().filter_map(|day| day.study(&speeds, &carried)).collect();
    let limits = of_substance.iter().filter_map(|(row, substance)| limit(row, *substance, &speeds)).collect();
    let (curves, cases): (Vec<CriticalCurve>, Vec<Vec<ReleaseCase>>) = parts.into_iter().unzip();
    let mut cases: Vec<ReleaseCase> = cases.into_iter().flatten().collect();
    cases.sort_by(|a, b| {
        a.substance.cmp(&b.substance).then(a.height_m.total_cmp(&b.height_m)).then(a.season.cmp(&b.season))
    });
    let mut study = ReleaseStudy {
        seasons: SEASONS.into_iter().map(|(id, ground_c)| Season { id, ground_c }).collect(),
        cases,
        curves,
        limits,
        carried: quantiles(&carried),
        diameter_factor: DIAMETER_FACTOR,
        findings: Vec::new(),
        assumptions: words::assumptions(&carried),
    };
    study.findings = words::findings(&study);
    Ok(Some(study))
}

fn quantiles(range: &Range) -> Quantiles {
    Quantiles { p05: range.quantile(0.05), median: range.quantile(0.5), p95: range.quantile(0.95) }
}

/// Speeds at which the nominal ascent passes heights.
struct Speeds(Vec<(f64, f64)>);

impl Speeds {
    fn new(scenario: &Scenario) -> Result<Self, RunError> {
        let launch = Launch::of(scenario)?;
        let last_s = launch.usual().end_s() as u32;
        let state = |time_s: u32| {
            let state = launch.nominal_state(f64::from(time_s));
            (state.altitude_m, state.speed_m_s)
        };
        Ok(Self((0..=last_s).map(state).collect()))
    }

    /// Speed at a height, m/s; none above the highest point of the ascent.
    fn at(&self, height_m: f64) -> Option<f64> {
        let pair = self.0.windows(2).find(|pair| pair[0].0 <= height_m && height_m <= pair[1].0)?;
        let share = (height_m - pair[0].0) / (pair[1].0 - pair[0].0).max(1e-9);
        Some(pair[0].1 + share * (pair[1].1 - pair[0].1))
    }
}

fn limit(properties: &Properties, substance: Substance, speeds: &Speeds) -> Option<BreakUpLimit> {
    let liquid = liquid(properties)?;
    let at = |height_m: f64| Some((height_m, stream_limit_m(&liquid, height_m, speeds.at(height_m)?)));
    let (low_m, high_m) = (CURVE_M[0], CURVE_M[CURVE_M.len() - 1]);
    let evenly = (0..=LIMIT_STEPS).map(|k| low_m * (high_m / low_m).powf(k as f64 / LIMIT_STEPS as f64));
    let mut heights_m: Vec<f64> = evenly.chain(HEIGHTS_M).collect();
    heights_m.sort_by(f64::total_cmp);
    let at_speed_m = heights_m.into_iter().filter_map(at).collect();
    Some(BreakUpLimit { substance, at_speed_m, at_rest_m: fall_limit_m(&liquid) })
}

/// One substance on one day.
struct Day<'a> {
    properties: &'a Properties,
    substance: Substance,
    season: usize,
}

impl Day<'_> {
    fn study(&self, speeds: &Speeds, carried: &Range) -> Option<(CriticalCurve, Vec<ReleaseCase>)> {
        let weather = calm(SEASONS[self.season].1);
        let limit_m = fall_limit_m(&liquid(self.properties)?);
        let curve = self.curve(&weather, limit_m);
        let cases = HEIGHTS_M
            .into_iter()
            .filter_map(|height_m| self.case(height_m, speeds.at(height_m)?, &curve, &weather, carried))
            .collect();
        Some((curve, cases))
    }

    /// The drop must be the larger the higher it starts, so each search starts from the last one.
    fn curve(&self, weather: &Weather, limit_m: f64) -> CriticalCurve {
        let mut points_m: Vec<(f64, f64)> = Vec::new();
        for height_m in CURVE_M {
            let last = points_m.last().copied();
            let found = match last {
                Some((below_m, diameter_m)) if below_m >= START_MAX_M => Some(diameter_m),
                Some((_, diameter_m)) => self.critical_m(height_m, weather, (0.98 * diameter_m, 2.0 * diameter_m)),
                None => self.critical_m(height_m, weather, CRITICAL_BETWEEN_M),
            };
            points_m.extend(found.map(|diameter_m| (height_m, diameter_m)));
        }
        let matters_below_m = crossing_m(&points_m, limit_m);
        CriticalCurve { substance: self.substance, season: self.season, points_m, matters_below_m }
    }

    fn critical_m(&self, height_m: f64, weather: &Weather, between_m: (f64, f64)) -> Option<f64> {
        let between_m = (between_m.0, between_m.1.min(CRITICAL_BETWEEN_M.1));
        critical_diameter_m(self.properties, CRITICAL_SHARE, height_m, weather, between_m)
    }

    fn case(
        &self,
        height_m: f64,
        speed_m_s: f64,
        curve: &CriticalCurve,
        weather: &Weather,
        carried: &Range,
    ) -> Option<ReleaseCase> {
        let liquid = liquid(self.properties)?;
        let at_rest_m = fall_limit_m(&liquid);
        let at_speed_m = stream_limit_m(&liquid, height_m, speed_m_s).min(at_rest_m);
        let (at_speed, by_law) = self.fate(at_speed_m, height_m, weather)?;
        let (at_rest, by_law_at_rest) = self.fate(at_rest_m, height_m, weather)?;
        let (low, high) = (total(carried, &by_law), total(carried, &by_law_at_rest));
        let mut case = ReleaseCase {
            substance: self.substance,
            season: self.season,
            height_m,
            speed_m_s,
            critical_m: curve.points_m.iter().find(|(h, _)| *h == height_m).map(|(_, d)| *d),
            at_speed,
            at_rest,
            total: Quantiles { p95: high.p95, ..low },
            reason: String::new(),
        };
        case.reason = words::reason(&case);
        Some(case)
    }

    /// Fate of a spray, and its liquid share by law of sizes.
    fn fate(&self, largest_m: f64, height_m: f64, weather: &Weather) -> Option<(SprayFate, Vec<f64>)> {
        let last = drop(self.properties, largest_m, height_m, weather)?;
        let shares = if last.liquid > 0.0 { self.shares(largest_m, height_m, weather)? } else { vec![0.0] };
        let liquid = Quantiles::of(shares.iter().copied());
        let fate = SprayFate { largest_m, liquid, gone_at_m: last.gone_at_m, fall_time_s: last.duration_s };
        Some((fate, shares))
    }

    /// Share that reaches the ground, by law of sizes.
    fn shares(&self, largest_m: f64, height_m: f64, weather: &Weather) -> Option<Vec<f64>> {
        let laws = LAW_QUANTILES.into_iter().flat_map(|q| {
            let q = ROSIN_RAMMLER_Q.quantile(q);
            LAW_QUANTILES.into_iter().map(move |s| SizeLaw { q, sauter_share: SAUTER_SHARE.quantile(s) })
        });
        laws.map(|law| liquid_share(self.properties, law, largest_m, height_m, weather)).collect()
    }
}

/// Share that reaches the ground as liquid: in tanks, and as drops of what is neither carried nor burnt aloft.
fn total(carried: &Range, drops: &[f64]) -> Quantiles {
    if drops.iter().all(|drop| *drop == 0.0) {
        return quantiles(carried);
    }
    let middles = |n: usize| (0..n).map(move |k| (k as f64 + 0.5) / n as f64);
    let all = middles(100).flat_map(|c| {
        let inside = carried.quantile(c);
        middles(5).flat_map(move |b| {
            let spray = (1.0 - inside) * (1.0 - BURNT_ALOFT.quantile(b));
            drops.iter().map(move |drop| inside + spray * drop)
        })
    });
    Quantiles::of(all)
}

/// Height at which a curve of critical diameters reaches a diameter, between its points on logarithmic scales.
fn crossing_m(points_m: &[(f64, f64)], diameter_m: f64) -> Option<f64> {
    let pair = points_m.windows(2).find(|pair| pair[0].1 <= diameter_m && diameter_m < pair[1].1)?;
    let share = (diameter_m / pair[0].1).ln() / (pair[1].1 / pair[0].1).ln();
    Some(pair[0].0 * (pair[1].0 / pair[0].0).powf(share))
}

/// A day without wind; the drops feel its temperature only.
fn calm(ground_c: f64) -> Weather {
    Weather {
        temperature_k: kelvin_from_celsius(ground_c),
        pressure_pa: crate::atmosphere::pressure_pa(0.0),
        wind_speed_10m_m_s: 0.0,
        wind_from_deg: 0.0,
        rain_mm_h: 0.0,
        snow: false,
        day_of_year: 180.0,
        day: true,
        stability: Stability::D,
        obukhov_length_m: f64::INFINITY,
        friction_velocity_m_s: 0.0,
        mixing_height_m: 1_000.0,
        roughness_m: 0.03,
        sigma_v_measured_m_s: None,
        gust_speed_m_s: 0.5,
        winds: vec![WindAt { height_agl_m: 10.0, u_m_s: 0.0, v_m_s: 0.0 }],
        later: Vec::new(),
        season: SeasonalAir::none(),
        density_factor: 1.0,
        cloud_fraction: 0.0,
    }
}

#[cfg(test)]
mod tests;
