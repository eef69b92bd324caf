//! The act as a file and as text; `tests/act.rs` has LibreOffice open it.

use std::io::{Cursor, Read};

use super::*;
use crate::assessment::ReceptorExposure;
use crate::language::Language;
use crate::output::fixture;
use crate::receptor::SAMPLE;

/// The parts of the package by name, read back as text.
fn parts(outcome: &Outcome) -> Vec<(String, String)> {
    let files = SurveyAct.files(outcome, &[]).expect("writes");
    let mut archive = zip::ZipArchive::new(Cursor::new(&files[0].bytes)).expect("a package");
    (0..archive.len())
        .map(|k| {
            let mut file = archive.by_index(k).expect("a part");
            let mut text = String::new();
            file.read_to_string(&mut text).expect("text");
            (file.name().expect("a name").into_owned(), text)
        })
        .collect()
}

fn document(outcome: &Outcome) -> String {
    let found = parts(outcome).into_iter().find(|(name, _)| name == "word/document.xml");
    found.expect("the main part").1
}

/// The texts of the runs in one language, by their `w:lang`.
fn texts(document: &str, locale: &str) -> Vec<String> {
    let tree = resvg::usvg::roxmltree::Document::parse(document).expect("well-formed");
    let is_of = |run: &resvg::usvg::roxmltree::Node<'_, '_>| {
        run.descendants().any(|n| n.has_tag_name_local("lang") && n.attributes().any(|a| a.value() == locale))
    };
    let runs = tree.descendants().filter(|node| node.has_tag_name_local("r") && is_of(node));
    runs.map(|run| run.descendants().filter_map(|n| n.text().filter(|_| n.is_text())).collect()).collect()
}

/// Names of elements without their namespace.
trait LocalName {
    fn has_tag_name_local(&self, name: &str) -> bool;
}

impl LocalName for resvg::usvg::roxmltree::Node<'_, '_> {
    fn has_tag_name_local(&self, name: &str) -> bool {
        self.tag_name().name() == name
    }
}

#[test]
fn every_part_is_well_formed_and_named_by_the_list_of_contents() {
    for outcome in [fixture::outcome(), fixture::flight_outcome()] {
        let parts = parts(&outcome);
        for (name, text) in &parts {
            resvg::usvg::roxmltree::Document::parse(text).unwrap_or_else(|e| panic!("{name}: {e}"));
        }
        let contents = &parts[0].1;
        for (name, _) in &parts[1..] {
            assert!(name.ends_with(".rels") || contents.contains(&format!("/{name}")), "{name}");
        }
    }
}

#[test]
fn both_languages_are_complete_and_have_no_latin_leftovers() {
    let allowed = ["heptyl", "UTC", "AEGL", "WGS", "NO2", "NO₂", "map.png", "report.html", "manifest.json"];
    let allowed = allowed.into_iter().chain(["zones.geojson", "zones.kml", "baikonur-2013", "karkaraly-1999", "IDLH"]);
    let allowed: Vec<&str> = allowed.chain(["0.1.0", env!("CARGO_PKG_VERSION")]).collect();
    for mut outcome in [fixture::outcome(), fixture::flight_outcome()] {
        // The hand-made zones have English names only.
        for name in outcome.assessment.zones.iter_mut().map(|zone| &mut zone.name) {
            (name.ru, name.kk) = ("Норматив".into(), "Норматив".into());
        }
        let document = document(&outcome);
        let count = |language: Language| texts(&document, language.locale()).len();
        assert!(count(Language::Kk) > 150 && count(Language::Ru) >= count(Language::Kk));
        for language in [Language::Kk, Language::Ru] {
            for text in texts(&document, language.locale()) {
                let words = text.split(|c: char| c.is_whitespace() || "(),;:+«»".contains(c));
                let latin = |word: &&str| word.chars().any(|c| c.is_ascii_alphabetic());
                for word in words.filter(latin) {
                    assert!(allowed.contains(&word.trim_end_matches('.')), "{word:?} in {text:?}");
                }
            }
        }
    }
}

/// What the model computed is shaded, and whatever a person is to fill in is empty: the program knows no names.
#[test]
fn figures_of_the_model_are_marked_and_the_rest_is_blank() {
    let outcome = fixture::flight_outcome();
    for (kk, blocks) in [("commission", event::commission()), ("signatures", measures::signatures())] {
        for block in blocks {
            let Block::Grid { table } = block else { continue };
            let cells = table.rows.iter().flatten();
            assert!(cells.clone().all(|c| matches!(c.origin, form::Origin::Blank | form::Origin::Form)), "{kk}");
            assert!(cells.filter(|c| c.origin == form::Origin::Blank).count() >= 2 * table.rows.len());
        }
    }
    let exceedance = limits::exceedance(&outcome);
    let Some(Block::Grid { table }) = exceedance.get(1) else { panic!("{exceedance:?}") };
    assert!(table.rows.iter().all(|row| row[1].origin == form::Origin::Blank && row[3].origin == form::Origin::Blank));
    assert!(table.rows.iter().all(|row| row[5].origin == form::Origin::Model));
    let shaded = document(&outcome).matches("w:fill=\"E3E9F1\"").count();
    let all = blocks(&outcome);
    let modelled = all.iter().map(|block| match block {
        Block::Grid { table } => table.rows.iter().flatten().filter(|c| c.origin == form::Origin::Model).count(),
        _ => 0,
    });
    assert_eq!(shaded, modelled.sum::<usize>());
}

#[test]
fn text_of_the_user_stays_text() {
    let mut outcome = fixture::outcome();
    outcome.title.ru = "</w:t><w:bad> & \"x\"".into();
    let document = document(&outcome);
    assert!(!document.contains("<w:bad>"));
    assert!(texts(&document, "ru-RU").iter().any(|text| text.contains("</w:t><w:bad> & \"x\"")));
}

#[test]
fn sampling_points_of_the_user_stand_in_the_register() {
    let mut outcome = fixture::outcome();
    let q = crate::assessment::Quantiles::default();
    outcome.receptors = vec![ReceptorExposure {
        kind: SAMPLE.into(),
        name: "П-1".into(),
        position: outcome.centre,
        area_km2: None,
        measured: Some(crate::receptor::Measured {
            substance: outcome.thresholds[0].substance,
            medium: outcome.thresholds[0].medium,
            value: 3.0 * outcome.thresholds[0].value,
        }),
        points: 1,
        distance_km: 0.1,
        udmh_highest_mg_m3: q,
        udmh_dosage_mg_s_m3: q,
        no2_highest_mg_m3: q,
        no2_toxic_load_at_most: q,
        udmh_deposit_mg_m2: q,
        arrival_s: None,
        departure_s: None,
        aegl: None,
        zones: vec![],
        probability: 0.0,
    }];
    assert!(texts(&document(&outcome), "ru-RU").iter().any(|text| text.starts_with("П-1 46,")));
    // The measured value stands in the table of exceedance with its multiple of the limit.
    outcome.thresholds[0].severity = crate::threshold::Severity::Hygienic;
    let exceedance = limits::exceedance(&outcome);
    let Some(Block::Grid { table }) = exceedance.get(1) else { panic!("{exceedance:?}") };
    let (value, multiple) = (&table.rows[0][1], &table.rows[0][3]);
    assert!(value.text.ru.ends_with("(проба П-1)"), "{value:?}");
    assert_eq!((multiple.text.ru.as_str(), multiple.origin), ("3,0", form::Origin::Input));
}

#[test]
fn the_same_outcome_gives_the_same_bytes_in_any_language() {
    let outcome = fixture::flight_outcome();
    let other = Outcome { language: Language::Kk, ..outcome.clone() };
    assert!(SurveyAct.files(&outcome, &[]).expect("writes") == SurveyAct.files(&other, &[]).expect("writes"));
}
