//! `report.html`: the report for the commission, one self-contained file.
//!
//! The modules here put the outcome into words and tables; `template.html` puts those on the page.

mod fall;
mod official;
mod people;
mod release;
mod sections;
mod soil;
mod sensitivity;
mod summary;
mod table;
mod water;
mod words;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value};
use serde::Serialize;

use super::{OutputError, OutputFile, Writer};
use crate::assessment::Outcome;
use sections::Sections;
use summary::Summary;

/// Name of the file.
const FILE: &str = "report.html";

/// Name of the page template, by whose ending the engine knows that text must be escaped.
const TEMPLATE: &str = "template.html";

/// Parts of the page, compiled in.
const TEMPLATES: [(&str, &str); 3] = [
    (TEMPLATE, include_str!("template.html")),
    ("macros.html", include_str!("macros.html")),
    ("style.css", include_str!("style.css")),
];

/// Maps in the report: file, section, caption.
const MAPS: [(&str, &str, &str); 9] = [
    ("map.png", "main", "Zones, settlements, pads, drop zones and the leased area."),
    ("map-probability.png", "uncertainty", "Share of the members in which a limit is exceeded."),
    (
        "map-fall.png",
        "fall",
        "Where the pieces come down: impacts of all members and the areas that hold most of them.",
    ),
    (
        "plot-droplets.png",
        "release",
        "Drops that survive their fall, and the largest drops that break-up leaves, by height of the release and season.",
    ),
    ("map-weather.png", "weather", "Wind and temperature by height as the weather file gives them."),
    (
        "plot-sensitivity.png",
        "sensitivity",
        "Which input moves the soil area, the area in air and the people in it most, over the members.",
    ),
    ("map-air.png", "air", "Zones in the air."),
    ("map-soil.png", "soil", "Zones in the soil on the first day."),
    ("map-soil-later.png", "soil", "Zones in the soil on days 30, 365 and 3650, without clean-up."),
];

/// Writer of the report; comes after the maps, which it shows.
pub(super) struct HtmlReport;

#[derive(Serialize)]
struct Page<'a> {
    version: &'static str,
    summary: Summary,
    sections: Sections<'a>,
    maps: Vec<Map>,
    /// The interactive map, for the head and for its place.
    interactive_head: String,
    interactive_body: String,
}

#[derive(Serialize)]
struct Map {
    section: &'static str,
    caption: &'static str,
    data: String,
}

impl Writer for HtmlReport {
    fn files(&self, outcome: &Outcome, before: &[OutputFile]) -> Result<Vec<OutputFile>, OutputError> {
        let interactive = super::interactive::fragment(outcome)?;
        let page = Page {
            version: env!("CARGO_PKG_VERSION"),
            summary: Summary::new(outcome),
            sections: Sections::new(outcome),
            maps: MAPS.iter().filter_map(|&map| embedded(map, before)).collect(),
            interactive_head: interactive.head,
            interactive_body: interactive.body,
        };
        let html = render(&page).map_err(|e| OutputError::format(FILE, e))?;
        Ok(vec![OutputFile { name: FILE.to_owned(), bytes: html.into_bytes() }])
    }
}

fn embedded((file, section, caption): (&str, &'static str, &'static str), before: &[OutputFile]) -> Option<Map> {
    let map = before.iter().find(|made| made.name == file)?;
    Some(Map { section, caption, data: STANDARD.encode(&map.bytes) })
}

/// Text of the outcome is escaped (the engine does so for names that end in `.html`), and a name in the template
/// that the page does not have is an error, not a gap.
fn render(page: &Page<'_>) -> Result<String, minijinja::Error> {
    let mut engine = Environment::new();
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    for (name, text) in TEMPLATES {
        engine.add_template(name, text)?;
    }
    engine.get_template(TEMPLATE)?.render(Value::from(Serde(page)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture;

    fn html(outcome: &Outcome) -> String {
        let map = OutputFile { name: "map.png".into(), bytes: b"\x89PNG".to_vec() };
        let files = HtmlReport.files(outcome, &[map]).expect("every name of the template is known");
        String::from_utf8(files[0].bytes.clone()).expect("text")
    }

    /// The page without what stands in its script elements, which `interactive` tests.
    fn without_scripts(html: &str) -> String {
        let after = |part: &str| part.split_once("</script>").map_or_else(String::new, |(_, rest)| rest.to_owned());
        let mut parts = html.split("<script");
        let head = parts.next().unwrap_or_default().to_owned();
        parts.fold(head, |page, part| page + &after(part))
    }

    #[test]
    fn has_every_section_in_order() {
        for outcome in [fixture::outcome(), fixture::flight_outcome()] {
            let html = html(&outcome);
            let places: Vec<usize> =
                SECTIONS.iter().map(|s| html.find(&format!("<section id=\"{s}\"")).expect(s)).collect();
            assert!(places.is_sorted(), "{places:?}");
        }
    }

    /// No page, picture, font or script is fetched: the file works from a stick.
    #[test]
    fn fetches_nothing() {
        let html = html(&fixture::flight_outcome());
        assert!(!html.contains("<script src"));
        let html = without_scripts(&html);
        for attribute in ["src=\"", "href=\"", "url("] {
            for target in html.split(attribute).skip(1) {
                assert!(target.starts_with("data:image/png;base64,") || target.starts_with('#'), "{}", &target[..40]);
            }
        }
        assert!(!html.contains("@import") && !html.contains("<link"));
    }

    #[test]
    fn text_of_the_scenario_stays_text() {
        let mut outcome = fixture::outcome();
        outcome.assessment.title = "<script>alert('x')</script>".into();
        outcome.settlements[0].name.en = "<img src=x>".into();
        outcome.assumptions[0].text = "a < b & \"c\"".into();
        let html = html(&outcome);
        assert!(!html.contains("<script>alert") && !html.contains("<img src=x"));
        assert!(html.contains("&lt;script&gt;alert(") && html.contains("a &lt; b &amp; &quot;c&quot;"));
    }

    #[test]
    fn shows_the_maps_that_were_made() {
        assert!(html(&fixture::outcome()).contains("src=\"data:image/png;base64,iVBORw==\""));
    }

    /// Nothing that a reader could take for a figure is printed where there is none.
    #[test]
    fn prints_no_debris_of_the_program() {
        for outcome in [fixture::outcome(), fixture::flight_outcome()] {
            let html = without_scripts(&html(&outcome));
            for debris in ["NaN", "Some(", "None", "inf ", "undefined", "{{", "{%"] {
                assert!(!html.contains(debris), "{debris}");
            }
        }
    }

    /// An outcome in which every list is empty still makes a page.
    #[test]
    fn an_empty_outcome_makes_a_page() {
        let mut outcome = fixture::outcome();
        outcome.assessment.zones.clear();
        outcome.assessment.official.clear();
        outcome.assessment.warnings.clear();
        outcome.assessment.release_kg.clear();
        outcome.assessment.ledger_kg.clear();
        outcome.shapes.clear();
        outcome.settlements.clear();
        outcome.assumptions.clear();
        outcome.fates.clear();
        outcome.inputs.clear();
        assert!(html(&outcome).contains("<section id=\"reproduction\""));
    }

    const SECTIONS: [&str; 16] = [
        "summary",
        "findings",
        "method",
        "source",
        "weather",
        "fall",
        "air",
        "soil",
        "zones",
        "settlements",
        "uncertainty",
        "thresholds",
        "assumptions",
        "warnings",
        "data",
        "reproduction",
    ];
}
