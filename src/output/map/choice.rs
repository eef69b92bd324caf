//! Which zones a map shows: one a severity, by rule and never by the name of a scenario.

use geo::MultiPolygon;
use plotters::style::RGBColor;

use super::Kind;
use super::canvas::Canvas;
use super::style::{SOIL, SOIL_AMONG_AIR, severity_fill, severity_line};
use crate::assessment::{Outcome, Zone, ZoneShape};
use crate::threshold::{Medium, Severity};

/// A zone that a map shows, with its colours.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chosen<'a> {
    /// Zone.
    pub zone: &'a Zone,
    /// Its polygons, if it has any.
    pub shape: Option<&'a ZoneShape>,
    /// Fill.
    pub fill: RGBColor,
    /// Outline.
    pub line: RGBColor,
}

impl Chosen<'_> {
    /// Where the limit is exceeded about the place of impact with at least a probability; empty where nowhere.
    pub(super) fn about_impact(&self, probability: f64) -> MultiPolygon<f64> {
        self.shape.map_or_else(|| MultiPolygon(vec![]), |shape| level(&shape.about_impact, probability))
    }

    /// Name for the legend.
    pub(super) fn name(&self, canvas: &Canvas<'_>) -> String {
        // What stands in brackets belongs to the name of a limit.
        let name = self.zone.name.of(canvas.language());
        let hours = ["1 h", "1 ч", "1 сағ"].into_iter().find(|hour| name.ends_with(hour));
        let name = hours.map_or(name.to_owned(), |hour| name.replace(hour, &hour.replace(' ', "\u{a0}")));
        name.replace("NO2", "NO₂")
    }

    /// Highest of the probabilities with polygons about the place of impact; zero without any.
    pub(super) fn highest_probability(&self) -> f64 {
        let levels = self.shape.map_or(&[][..], |shape| &shape.about_impact);
        levels.iter().filter(|(_, polygons)| !polygons.0.is_empty()).map(|(p, _)| *p).fold(0.0, f64::max)
    }

    /// True where a map of that kind has ground to show for it.
    pub(super) fn has_ground(&self, kind: Kind) -> bool {
        let levels = |shape: &'_ ZoneShape| match kind {
            Kind::Probability => shape.geographic.iter().any(|(_, polygons)| !polygons.0.is_empty()),
            _ => shape.about_impact.iter().any(|(_, polygons)| !polygons.0.is_empty()),
        };
        self.shape.is_some_and(levels)
    }

    /// True where some ground has at least a probability, with the spread of the place of impact mixed in.
    pub(super) fn reaches(&self, probability: f64) -> bool {
        self.shape.is_some_and(|shape| !level(&shape.geographic, probability).0.is_empty())
    }
}

/// The polygons of one probability; empty where there are none.
pub(super) fn level(levels: &[(f64, MultiPolygon<f64>)], probability: f64) -> MultiPolygon<f64> {
    let found = levels.iter().find(|(p, _)| (p - probability).abs() < 1e-6);
    found.map_or_else(|| MultiPolygon(vec![]), |(_, polygons)| polygons.clone())
}

/// The zones of a map, the most severe first; also those that nothing reaches, so that the legend can say so.
pub(super) fn zones(kind: Kind, outcome: &Outcome) -> Vec<Chosen<'_>> {
    match kind {
        Kind::Main => {
            let mut chosen = air(outcome, &[Severity::Acute3, Severity::Acute2, Severity::Hygienic]);
            // Of the soil heptyl is what is asked for, where any of it lies there.
            let in_soil = soil(outcome, 1);
            let of_heptyl = in_soil.iter().find(|c| c.zone.substance == "udmh" && c.zone.probability > 0.0);
            let (fill, line) = SOIL_AMONG_AIR;
            chosen.extend(of_heptyl.or(in_soil.first()).map(|c| Chosen { fill, line, ..*c }));
            chosen
        }
        // IDLH is a limit for workers with masks at hand; beside AEGL-3 for the public it would only confuse.
        Kind::Air => air(outcome, &[Severity::Acute3, Severity::Acute2, Severity::Acute1, Severity::Hygienic]),
        Kind::Soil(day) => soil(outcome, day),
        Kind::Probability => widest_geographic(outcome).into_iter().collect(),
        Kind::Fall | Kind::SoilLater => vec![],
    }
}

/// The zone that covers most ground once the spread of the place of impact is mixed in.
pub(super) fn widest_geographic(outcome: &Outcome) -> Option<Chosen<'_>> {
    let has_ground = |shape: &&ZoneShape| shape.geographic.iter().any(|(_, polygons)| !polygons.0.is_empty());
    let candidates = || {
        let shapes = outcome.shapes.iter().filter(has_ground);
        let zones = shapes.filter_map(|shape| Some((outcome.assessment.zones.get(shape.zone)?, shape)));
        zones.filter(|(zone, _)| zone.medium != Medium::Fall)
    };
    let wider = |a: &(&Zone, _), b: &(&Zone, _)| a.0.area_km2.median.total_cmp(&b.0.area_km2.median);
    // Heptyl is what is asked for; another substance only where heptyl covers no ground.
    let of_heptyl = candidates().filter(|(zone, _)| zone.substance == "udmh").max_by(wider);
    of_heptyl.or_else(|| candidates().max_by(wider)).map(|(zone, shape)| chosen_in_air(zone, Some(shape)))
}

/// For each severity the widest zone in air of the averaging time that the limit is best known by.
fn air<'a>(outcome: &'a Outcome, severities: &[Severity]) -> Vec<Chosen<'a>> {
    severities
        .iter()
        .filter_map(|&severity| {
            let of_severity = |z: &&Zone| z.medium == Medium::Air && z.severity == severity;
            let preferred = |z: &&Zone| of_severity(z) && z.averaging_s == usual_averaging_s(severity);
            let zones = &outcome.assessment.zones;
            // Of the norms that of heptyl itself is the one that is asked for, where any member exceeds it.
            let of_heptyl = |z: &&Zone| preferred(z) && severity == Severity::Hygienic && z.substance == "udmh";
            let zone = widest(zones.iter().filter(of_heptyl).filter(|z| z.probability > 0.0))
                .or_else(|| widest(zones.iter().filter(preferred)))
                .or_else(|| widest(zones.iter().filter(of_severity)))?;
            Some(chosen_in_air(zone, shape_of(outcome, zone)))
        })
        .collect()
}

/// True for a zone in soil that holds on a day; one without a day holds on the first.
pub(super) fn in_soil(zone: &Zone, day: u32) -> bool {
    zone.medium == Medium::Soil && zone.day.unwrap_or(1) == day
}

/// The zones in soil on a day, the widest first, at most as many as there are colours.
fn soil(outcome: &Outcome, day: u32) -> Vec<Chosen<'_>> {
    let mut zones: Vec<&Zone> = outcome.assessment.zones.iter().filter(|z| in_soil(z, day)).collect();
    zones.sort_by(|a, b| width(b).total_cmp(&width(a)));
    zones
        .into_iter()
        .zip(SOIL)
        .map(|(zone, (fill, line))| Chosen { zone, shape: shape_of(outcome, zone), fill, line })
        .collect()
}

/// A zone in soil on several days, one colour for all of them.
#[derive(Debug, Clone)]
pub(super) struct LaterRow<'a> {
    /// The zone on the first day, which has the name without a day.
    pub of: Chosen<'a>,
    /// The zone day by day; none where the limit is not followed on that day.
    pub by_day: Vec<Option<Chosen<'a>>>,
}

/// The zones in soil of days side by side, in the order and the colours of the first day.
pub(super) fn later<'a>(outcome: &'a Outcome, days: &[u32]) -> Vec<LaterRow<'a>> {
    let same =
        |a: &Zone, b: &Zone| a.substance == b.substance && a.threshold == b.threshold && base_id(a) == base_id(b);
    let on_day = |day: u32| outcome.assessment.zones.iter().filter(move |zone| in_soil(zone, day));
    let rows = soil(outcome, 1).into_iter().map(|first| {
        let chosen = |zone: &'a Zone| Chosen { zone, shape: shape_of(outcome, zone), ..first };
        LaterRow {
            of: first,
            by_day: days.iter().map(|day| on_day(*day).find(|zone| same(zone, first.zone)).map(chosen)).collect(),
        }
    });
    rows.filter(|row| row.by_day.iter().any(Option::is_some)).collect()
}

/// The id of the limit without the day.
fn base_id(zone: &Zone) -> &str {
    zone.id.split("-day-").next().unwrap_or(&zone.id)
}

/// Fill and outline of a zone where zones of several media are shown together.
pub(super) fn colours(zone: &Zone) -> (RGBColor, RGBColor) {
    match zone.medium {
        Medium::Air => (severity_fill(zone.severity), severity_line(zone.severity)),
        Medium::Soil | Medium::Water | Medium::Fall => SOIL_AMONG_AIR,
    }
}

fn chosen_in_air<'a>(zone: &'a Zone, shape: Option<&'a ZoneShape>) -> Chosen<'a> {
    Chosen { zone, shape, fill: severity_fill(zone.severity), line: severity_line(zone.severity) }
}

/// One hour for AEGL, half an hour for IDLH, twenty minutes for the single norm.
fn usual_averaging_s(severity: Severity) -> f64 {
    match severity {
        Severity::Acute1 | Severity::Acute2 | Severity::Acute3 => 3600.0,
        Severity::Idlh => 1800.0,
        Severity::Hygienic => 1200.0,
    }
}

/// The zone of the greatest median area, the first of equals.
fn widest<'a>(zones: impl Iterator<Item = &'a Zone>) -> Option<&'a Zone> {
    zones.fold(None, |best: Option<&Zone>, zone| match best {
        Some(b) if width(b) >= width(zone) => best,
        _ => Some(zone),
    })
}

/// Median area; the upper end of the range decides among zones that half of the members do not reach.
fn width(zone: &Zone) -> f64 {
    zone.area_km2.median + 1e-3 * zone.area_km2.p95
}

fn shape_of<'a>(outcome: &'a Outcome, zone: &Zone) -> Option<&'a ZoneShape> {
    outcome.shapes.iter().find(|s| outcome.assessment.zones.get(s.zone).is_some_and(|z| z.id == zone.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::{flight_outcome, outcome};

    fn ids(kind: Kind, outcome: &Outcome) -> Vec<String> {
        zones(kind, outcome).iter().map(|c| c.zone.id.clone()).collect()
    }

    #[test]
    fn the_main_map_has_one_zone_a_severity_and_the_soil() {
        let expected = ["udmh-aegl3-60min", "udmh-aegl2-60min", "udmh-mpc-air-single", "udmh-mpc-soil"];
        assert_eq!(ids(Kind::Main, &outcome()), expected);
    }

    /// AEGL-3 is reached by no member of the flight: it stays in the list, without polygons.
    #[test]
    fn a_zone_that_nothing_reaches_is_listed() {
        let outcome = flight_outcome();
        let chosen = zones(Kind::Main, &outcome);
        assert_eq!(chosen[0].zone.id, "udmh-aegl3-60min");
        assert!(chosen[0].about_impact(0.05).0.is_empty() && !chosen[2].about_impact(0.05).0.is_empty());
    }

    #[test]
    fn the_wider_of_two_substances_is_shown() {
        let mut outcome = outcome();
        let mut no2 = outcome.assessment.zones[0].clone();
        no2.id = "no2-aegl3-60min".into();
        no2.area_km2.median *= 2.0;
        outcome.assessment.zones.push(no2);
        assert_eq!(ids(Kind::Air, &outcome)[0], "no2-aegl3-60min");
    }
}
