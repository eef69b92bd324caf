//! `zones.kml`: the same zones for Google Earth, with folders by medium, styles, settlements, drop zones and lease.

mod build;

use kml::KmlWriter;
use kml::types::{Element, Kml, KmlDocument, KmlVersion};

use super::geojson::{frames, kinds_of_impact};
use super::{OutputError, OutputFile, Writer, number, polygon};
use crate::assessment::{Outcome, SettlementExposure, Zone, ZoneShape};
use crate::geodesy::{LonLat, MultiPolygon};
use crate::threshold::{Medium, Severity};
use build::{Mark, area, folder, line, points, style};

/// Name of the file.
const FILE: &str = "zones.kml";

/// Styles: id, outline and fill as red, green, blue, and how much of the ground the fill hides (0 to 255). The
/// colours are those of the maps: ColorBrewer YlOrRd for air, which keeps its order in all common forms of colour
/// blindness.
const STYLES: [(&str, &str, u8); 11] = [
    ("air-hygienic", "fee08b", 70),
    ("air-acute-1", "feb24c", 80),
    ("air-acute-2", "f7812c", 90),
    ("air-idlh", "d7301f", 100),
    ("air-acute-3", "800026", 110),
    ("soil", "be5a14", 110),
    ("water", "2166ac", 100),
    ("fall", "28466e", 50),
    ("drop-zone", "006e6e", 40),
    ("lease", "6a3d9a", 0),
    ("track", "222222", 0),
];

/// Writer of `zones.kml`.
pub(super) struct ZonesKml;

impl Writer for ZonesKml {
    fn files(&self, outcome: &Outcome, _before: &[OutputFile]) -> Result<Vec<OutputFile>, OutputError> {
        let document = Kml::KmlDocument(KmlDocument {
            version: KmlVersion::V22,
            attrs: [("xmlns".to_owned(), "http://www.opengis.net/kml/2.2".to_owned())].into(),
            elements: vec![Kml::Document { attrs: Default::default(), elements: content(outcome)? }],
        });
        let mut bytes = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_vec();
        KmlWriter::from_writer(&mut bytes).write(&document).map_err(|e| OutputError::format(FILE, e))?;
        Ok(vec![OutputFile { name: FILE.to_owned(), bytes }])
    }
}

fn content(outcome: &Outcome) -> Result<Vec<Kml>, OutputError> {
    let about = [
        outcome.summary.clone(),
        format!("Modelled by heptyl with {} members, seed {}.", outcome.assessment.members, outcome.assessment.seed),
        outcome.base_map.credit.clone(),
    ];
    let mut content = build::head(&outcome.assessment.title, &about);
    content.extend(STYLES.map(|(id, colour, fill)| style(id, colour, fill)));
    for (medium, title) in
        [(Medium::Air, "Air"), (Medium::Soil, "Soil"), (Medium::Water, "Water"), (Medium::Fall, "Fall of pieces")]
    {
        content.extend(folder(title, true, medium_content(outcome, medium)?));
    }
    content.extend(folder("Place of impact", true, impact_content(outcome)));
    content.extend(folder("Settlements", true, outcome.settlements.iter().map(settlement).collect()));
    content.extend(folder("Lease and drop zones", true, ground_content(outcome)?));
    Ok(content)
}

fn medium_content(outcome: &Outcome, medium: Medium) -> Result<Vec<Kml>, OutputError> {
    let mut content = Vec::new();
    for shape in &outcome.shapes {
        let Some(zone) = outcome.assessment.zones.get(shape.zone) else { continue };
        if zone.medium == medium {
            content.extend(folder(zone_name(zone), true, zone_content(zone, shape)?));
        }
    }
    if medium == Medium::Fall {
        for (share, ellipse) in outcome.fall_regions.iter().filter(|(_, ellipse)| !ellipse.0.is_empty()) {
            let text =
                [format!("{} of the impacts of pieces that carry propellant lie inside.", number::share(*share))];
            let mark = Mark { name: &format!("{} of the impacts", number::share(*share)), text: &text, style: "fall" };
            content.push(area(&mark, &polygon::for_files("fall ellipse", ellipse)?, true));
        }
    }
    Ok(content)
}

/// Contours about the place of impact are shown at first; those before it is found can be switched on.
fn zone_content(zone: &Zone, shape: &ZoneShape) -> Result<Vec<Kml>, OutputError> {
    let only_geographic = shape.about_impact.iter().all(|(_, polygons)| polygons.0.is_empty());
    let mut content = Vec::new();
    for (frame, contours) in frames(shape) {
        let visible = frame == "about-impact" || only_geographic;
        for (probability, polygons) in contours.iter().filter(|(_, polygons)| !polygons.0.is_empty()) {
            let when = if frame == "about-impact" { "place of impact known" } else { "place of impact not yet known" };
            let name = format!("probability {} or more, {when}", number::share(*probability));
            let mark = Mark { name: &name, text: &zone_text(zone, *probability, when), style: style_id(zone) };
            content.push(area(&mark, &polygon::for_files(&zone.id, polygons)?, visible));
        }
    }
    Ok(content)
}

fn zone_name(zone: &Zone) -> &str {
    if zone.name.en.is_empty() { &zone.id } else { &zone.name.en }
}

fn zone_text(zone: &Zone, probability: f64, when: &str) -> Vec<String> {
    vec![
        format!("{}: limit {} {}", zone_name(zone), number::exact(zone.threshold), zone.unit),
        format!("Inside, the limit is exceeded in at least {} of the members ({when}).", number::share(probability)),
        format!("Area of the zone in a member: {}", number::area_range(zone.area_km2)),
        format!("People inside: {}", number::range(zone.population, number::count)),
        format!("Source of the limit: {}", zone.source),
    ]
}

fn style_id(zone: &Zone) -> &'static str {
    match (zone.medium, zone.severity) {
        (Medium::Air, Severity::Hygienic) => "air-hygienic",
        (Medium::Air, Severity::Acute1) => "air-acute-1",
        (Medium::Air, Severity::Acute2) => "air-acute-2",
        (Medium::Air, Severity::Idlh) => "air-idlh",
        (Medium::Air, Severity::Acute3) => "air-acute-3",
        (Medium::Soil, _) => "soil",
        (Medium::Water, _) => "water",
        (Medium::Fall, _) => "fall",
    }
}

fn impact_content(outcome: &Outcome) -> Vec<Kml> {
    let mut content = vec![points(&Mark::plain("Likeliest place of impact"), &[outcome.centre], true)];
    if let Some(place) = outcome.reported_place {
        content.push(points(&Mark::plain("Reported place of impact"), &[place], true));
    }
    content.push(points(&Mark::plain("Launch pad"), &[outcome.pad], true));
    if outcome.ground_track.0.len() > 1 {
        content.push(line(&Mark { name: "Ground track", text: &[], style: "track" }, &outcome.ground_track));
    }
    for (piece, carries_propellant, places) in kinds_of_impact(outcome) {
        let cargo = if carries_propellant { "with propellant" } else { "without propellant" };
        content.push(points(&Mark::plain(&format!("Impacts of all members: {piece}, {cargo}")), &places, false));
    }
    content
}

fn settlement(s: &SettlementExposure) -> Kml {
    let people = match (s.people, s.people_year) {
        (Some(people), Some(year)) => format!("People: {} ({year})", number::whole(people)),
        (Some(people), None) => format!("People: {} (year not known)", number::whole(people)),
        (None, _) => "People: no figure found".to_owned(),
    };
    let text = [
        format!("{} / {}", s.name.ru, s.name.kk),
        people,
        format!("Distance from the likeliest place of impact: {} km", number::two_digits(s.distance_km)),
        format!("Highest UDMH in air: {} mg/m³", number::range(s.udmh_highest_mg_m3, number::two_digits)),
        format!("Probability that any limit is exceeded: {}", number::share(s.probability)),
    ];
    points(&Mark { name: &s.name.en, text: &text, style: "" }, &[s.position], true)
}

fn ground_content(outcome: &Outcome) -> Result<Vec<Kml>, OutputError> {
    let mut content = Vec::new();
    let shown = |polygons: &MultiPolygon<f64>| !polygons.0.is_empty();
    if shown(&outcome.lease.outline) {
        let text = [
            format!("Area of the outline: {} km²", number::exact(outcome.lease.area_km2.round())),
            outcome.lease.source.clone(),
        ];
        let mark = Mark { name: "Lease of the cosmodrome", text: &text, style: "lease" };
        content.push(area(&mark, &polygon::for_files("lease", &outcome.lease.outline)?, true));
    }
    for zone in outcome.drop_zones.iter().filter(|zone| shown(&zone.outline)) {
        let text = [zone.used_for.clone(), format!("Source: {}", zone.source), zone.note.clone()];
        let mark = Mark { name: &format!("Drop zone {}", zone.id), text: &text, style: "drop-zone" };
        content.push(area(&mark, &polygon::for_files("drop zone", &zone.outline)?, true));
    }
    Ok(content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture;
    use kml::KmlReader;

    fn written(outcome: &Outcome) -> String {
        let files = ZonesKml.files(outcome, &[]).expect("writes");
        String::from_utf8(files[0].bytes.clone()).expect("text")
    }

    fn elements(kml: &Kml, visit: &mut impl FnMut(&Kml)) {
        visit(kml);
        match kml {
            Kml::KmlDocument(document) => document.elements.iter().for_each(|k| elements(k, visit)),
            Kml::Document { elements: inner, .. } => inner.iter().for_each(|k| elements(k, visit)),
            Kml::Folder(folder) => folder.elements.iter().for_each(|k| elements(k, visit)),
            _ => {}
        }
    }

    #[test]
    fn parses_and_holds_every_contour() {
        for outcome in [fixture::outcome(), fixture::flight_outcome()] {
            let text = written(&outcome);
            let kml = KmlReader::<_, f64>::from_string(&text).read().expect("KML");
            let (mut areas, mut folders) = (0, Vec::new());
            elements(&kml, &mut |element| match element {
                Kml::Placemark(mark) if mark.name.as_ref().is_some_and(|n| n.starts_with("probability")) => areas += 1,
                Kml::Folder(folder) => folders.push(folder.name.clone().unwrap_or_default()),
                _ => {}
            });
            let contours = |shape: &ZoneShape| {
                shape.about_impact.iter().chain(&shape.geographic).filter(|(_, p)| !p.0.is_empty()).count()
            };
            assert_eq!(areas, outcome.shapes.iter().map(contours).sum::<usize>());
            for name in ["Air", "Soil", "Settlements", "Lease and drop zones"] {
                assert!(folders.iter().any(|f| f == name), "{name} not in {folders:?}");
            }
        }
    }

    /// Every style that a placemark names is defined.
    #[test]
    fn styles_are_defined() {
        let text = written(&fixture::flight_outcome());
        for used in text.split("<styleUrl>#").skip(1).filter_map(|rest| rest.split('<').next()) {
            assert!(text.contains(&format!("<Style id=\"{used}\">")), "{used}");
        }
    }

    /// Text of a scenario is text in the balloon too, where Google Earth reads HTML.
    #[test]
    fn markup_in_names_stays_text() {
        let mut outcome = fixture::outcome();
        outcome.settlements[0].name.en = "<script>alert(1)</script>".into();
        outcome.summary = "<b>bold</b>".into();
        let text = written(&outcome);
        assert!(!text.contains("<script>") && !text.contains("<b>"));
        assert!(text.contains("&lt;script&gt;alert(1)") && text.contains("&amp;lt;b&amp;gt;bold"));
    }
}
