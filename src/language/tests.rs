//! The catalogues against each other, against the sources and against their alphabets.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Resource};
use fluent_syntax::{parser, serializer};
use jiff::Timestamp;

use super::catalogue::sources;
use super::*;

/// Message ids that are put together in code from a word of the result, by their beginning.
const FAMILIES: [&str; 9] =
    ["medium-", "severity-", "basis-", "direction-", "substance-", "piece-", "gis-", "sample-role-", "sample-medium-"];

/// Latin words that stand in Cyrillic texts as they are: abbreviations of international limits, formulas, formats,
/// names of products and of people.
const LATIN_ALLOWED: &str = include_str!("../../data/texts/latin-allowed.txt");

/// Every entry of a language: id (terms with their `-`) and its text as Fluent writes it.
fn entries(language: Language) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for source in sources(language) {
        let resource = parser::parse(source).unwrap_or_else(|(_, errors)| panic!("{language:?}: {errors:?}\n{source}"));
        for entry in resource.body {
            let id = match &entry {
                Entry::Message(message) => message.id.name.to_owned(),
                Entry::Term(term) => format!("-{}", term.id.name),
                _ => continue,
            };
            let text = serializer::serialize(&Resource { body: vec![entry] });
            let (_, value) = text.split_once(" =").expect("id = value");
            assert!(all.insert(id.clone(), value.to_owned()).is_none(), "{id} stands twice in {language:?}");
        }
    }
    all
}

/// Gaps of a text; a number and the choice of its plural are one.
fn gaps(text: &str) -> BTreeSet<&str> {
    let name = |rest: &'_ str| rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
    let names = text.split('$').skip(1).map(|rest| &rest[..name(rest)]);
    names.map(|gap| gap.strip_suffix("-n").unwrap_or(gap)).filter(|gap| *gap != "case").collect()
}

#[test]
fn the_catalogues_have_the_same_ids_and_gaps() {
    let english = entries(Language::En);
    for language in [Language::Ru, Language::Kk] {
        let other = entries(language);
        let ids = |all: &BTreeMap<String, String>| all.keys().cloned().collect::<BTreeSet<_>>();
        let missing: Vec<_> = ids(&english).symmetric_difference(&ids(&other)).cloned().collect();
        assert!(missing.is_empty(), "only in English or only in {language:?}: {missing:?}");
        for (id, text) in &english {
            assert_eq!(gaps(text), gaps(&other[id]), "{id} in {language:?}");
        }
    }
}

fn rust_sources(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).expect("a folder") {
        let path = entry.expect("an entry").path();
        match path.extension() {
            _ if path.is_dir() => rust_sources(&path, found),
            Some(ending) if ending == "rs" || ending == "html" => found.push(path),
            _ => {}
        }
    }
}

/// All code of the crate but that of its tests of the language.
fn code() -> String {
    let mut paths = Vec::new();
    rust_sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut paths);
    let here = |path: &PathBuf| !path.ends_with("language/tests.rs");
    paths.iter().filter(|path| here(path)).map(|path| fs::read_to_string(path).expect("a text")).collect()
}

#[test]
fn every_id_that_the_code_names_exists_and_every_id_is_named() {
    let (code, english) = (code(), entries(Language::En));
    let quoted = code.split("msg(").skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"'));
    for id in quoted.filter_map(|rest| rest.split('"').next()) {
        assert!(english.contains_key(id), "msg({id:?}) has no text");
    }
    let texts: String = english.values().cloned().collect();
    for id in english.keys().filter(|id| !id.starts_with('-')) {
        let named = code.contains(&format!("\"{id}\"")) || texts.contains(&format!("{{ {id} }}"));
        let family = FAMILIES.iter().any(|family| id.starts_with(family));
        assert!(named || family, "no code says {id}");
    }
}

/// The parts of an entry that a reader sees: no placeables, no keys of variants.
fn visible(text: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::new();
    for line in text.lines() {
        let trimmed = line.trim_start().trim_start_matches('*');
        let line = match trimmed.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((_, variant)) => {
                depth = 0;
                variant
            }
            None => line,
        };
        for c in line.chars() {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ if depth == 0 => out.push(c),
                _ => {}
            }
        }
        out.push('\n');
    }
    out
}

#[test]
fn cyrillic_texts_have_no_latin_leftovers() {
    let allowed: BTreeSet<&str> =
        LATIN_ALLOWED.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect();
    for language in [Language::Ru, Language::Kk] {
        for (id, text) in entries(language) {
            let seen = visible(&text);
            let words = seen.split(|c: char| !c.is_alphanumeric() && !"._-/₀₁₂₃₄".contains(c));
            for word in words.map(|word| word.trim_matches(|c: char| "._-/".contains(c))) {
                let latin = word.chars().any(|c| c.is_ascii_alphabetic());
                assert!(!latin || allowed.contains(word), "{id} in {language:?}: {word:?} in {seen}");
            }
        }
    }
}

/// A text that stands twice is to be a term. Words of one sense in two places, such as a unit and a word, are listed.
#[test]
fn no_text_is_typed_twice() {
    let allowed: BTreeSet<&str> = include_str!("../../data/texts/same-allowed.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect();
    for language in Language::ALL {
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for (id, text) in entries(language) {
            if allowed.contains(id.as_str()) || !text.chars().any(char::is_alphabetic) || text.trim().starts_with('{') {
                continue;
            }
            if let Some(first) = seen.insert(text.trim().to_owned(), id.clone()) {
                panic!("{first} and {id} are the same text in {language:?}: {text}");
            }
        }
    }
}

#[test]
fn plurals_are_those_of_the_language() {
    let members = |n: usize| msg("members-count").with("n", n);
    let russian = [1, 2, 5, 11, 21, 22, 111, 200].map(|n| members(n).say(Language::Ru));
    let ends = ["вариант", "варианта", "вариантов", "вариантов", "вариант", "варианта", "вариантов", "вариантов"];
    for (text, end) in russian.iter().zip(ends) {
        assert!(text.ends_with(&format!(" {end}")), "{text}");
    }
    assert_eq!(members(1).say(Language::En), "1 member");
    assert_eq!(members(3200).say(Language::En), "3\u{202f}200 members");
    assert_eq!(members(5).say(Language::Kk), "5 есептік нұсқа");
    // The plural is that of the number as it is written, not of the one behind it.
    let people = msg("people-count").with("n", Number::count(20_011.0));
    assert_eq!(people.say(Language::Ru), "20\u{202f}000 человек");
}

#[test]
fn numbers_and_dates_are_those_of_the_language() {
    let range = Arg::Range { low: 0.4, best: Some(1.2), high: 1234.5, style: Style::Significant(2) }.unit("mg/m3");
    assert_eq!(range.say(Language::En), "1.2 (0.40–1\u{202f}200)\u{a0}mg/m³");
    assert_eq!(range.say(Language::Ru), "1,2 (0,40–1\u{202f}200)\u{a0}мг/м³");
    let at: Timestamp = "2013-07-02T02:38:21Z".parse().expect("a time");
    let date = |clock, precision| Arg::Date { at, clock, precision };
    assert_eq!(date(Clock::Utc, Precision::Minute).say(Language::En), "2 July 2013, 02:38 UTC");
    assert_eq!(date(Clock::Utc, Precision::Second).say(Language::Ru), "02.07.2013, 02:38:21 UTC");
    let local = Clock::Local { utc_offset_h: 6.0 };
    assert_eq!(date(local, Precision::Minute).say(Language::Kk), "02.07.2013, 08:38 UTC+6");
    assert_eq!(Arg::Number(Number::new(-0.5, Style::Signed(1))).say(Language::Ru), "−0,5");
    assert_eq!(Arg::Number(Number::exact(25.0)).unit("deg").say(Language::En), "25°");
    assert_eq!(Number::count(f64::NAN).written(Language::En), "–");
}

#[test]
fn a_list_is_a_sentence() {
    let list = Arg::List(vec!["А".into(), "Б".into(), "В".into()]);
    assert_eq!(list.say(Language::Ru), "А, Б и В");
    assert_eq!(list.say(Language::Kk), "А, Б және В");
}

#[test]
fn the_glossary_has_three_languages() {
    let rows = Texts::glossary();
    let heptyl = rows.iter().find(|row| row.id == "udmh").expect("a term");
    assert_eq!((heptyl.en.as_str(), heptyl.ru.as_str(), heptyl.kk.as_str()), ("heptyl", "гептил", "гептил"));
    assert!(rows.len() > 60);
}
