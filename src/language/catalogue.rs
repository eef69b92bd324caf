//! The catalogues of texts, compiled in.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Entry;
use unic_langid::{LanguageIdentifier, langid};

use super::message::{Arg, Message};
use super::number::Number;
use super::{Language, date, units};

/// Files of a catalogue: the same names in every language.
macro_rules! files {
    ($language:literal) => {
        [
            include_str!(concat!("../../data/texts/", $language, "/terms.ftl")),
            include_str!(concat!("../../data/texts/", $language, "/units.ftl")),
            include_str!(concat!("../../data/texts/", $language, "/words.ftl")),
            include_str!(concat!("../../data/texts/", $language, "/report.ftl")),
            include_str!(concat!("../../data/texts/", $language, "/run.ftl")),
            include_str!(concat!("../../data/texts/", $language, "/maps.ftl")),
            include_str!(concat!("../../data/texts/", $language, "/screen.ftl")),
            include_str!(concat!("../../data/texts/", $language, "/gis.ftl")),
            include_str!(concat!("../../data/texts/", $language, "/compare.ftl")),
            include_str!(concat!("../../data/texts/", $language, "/act.ftl")),
            include_str!(concat!("../../data/texts/", $language, "/page.ftl")),
        ]
    };
}

/// The texts of the three languages, in the order of [`Language::ALL`].
static TEXTS: LazyLock<[Texts; 3]> = LazyLock::new(|| Language::ALL.map(Texts::read));

/// The texts of one language.
pub struct Texts {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    terms: Vec<String>,
}

/// A term of the domain in three languages.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct GlossaryRow {
    /// Id of the term in the catalogues.
    pub id: String,
    /// English.
    pub en: String,
    /// Russian.
    pub ru: String,
    /// Kazakh.
    pub kk: String,
}

/// The files of a language as they stand in `data/texts`.
pub(super) fn sources(language: Language) -> [&'static str; 11] {
    match language {
        Language::En => files!("en"),
        Language::Ru => files!("ru"),
        Language::Kk => files!("kk"),
    }
}

fn identifier(language: Language) -> LanguageIdentifier {
    match language {
        Language::En => langid!("en"),
        Language::Ru => langid!("ru"),
        Language::Kk => langid!("kk"),
    }
}

impl Texts {
    /// The texts of a language; read once a process.
    pub fn of(language: Language) -> &'static Self {
        &TEXTS[language as usize]
    }

    fn read(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![identifier(language)]);
        bundle.set_use_isolating(false);
        // The names are new to the bundle, and the tests read every file strictly: nothing can fail here.
        let _ = bundle.add_function("CAP", |texts, _| capital(texts));
        let mut terms = Vec::new();
        for source in sources(language) {
            let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(partial, _)| partial);
            terms.extend(resource.entries().filter_map(|entry| match entry {
                Entry::Term(term) => Some(term.id.name.to_owned()),
                _ => None,
            }));
            let _ = bundle.add_resource(resource);
        }
        // A term cannot be asked for by itself; a message of the same name can.
        let asked: String = terms.iter().map(|id| format!("glossary-{id} = {{ -{id} }}\n")).collect();
        let _ = bundle.add_resource(FluentResource::try_new(asked).unwrap_or_else(|(partial, _)| partial));
        Self { language, bundle, terms }
    }

    /// A message in words. The tests hold every id and every gap of the sources against the catalogues; what they
    /// let through all the same is printed as its id.
    pub fn say(&self, message: &Message) -> String {
        let mut args = FluentArgs::new();
        for (name, arg) in &message.args {
            args.set(name.clone(), self.arg(arg));
            if let Arg::Number(number) = arg {
                args.set(format!("{name}-n"), number.counted());
            }
        }
        self.format(&message.id, Some(&args))
    }

    /// The text of an id that has no gaps.
    pub fn plain(&self, id: &str) -> String {
        self.format(id, None)
    }

    /// True where the catalogue has a text of that id.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    fn format(&self, id: &str, args: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            debug_assert!(false, "no text for {id} in {:?}", self.language);
            return id.to_owned();
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{id} in {:?}: {errors:?}", self.language);
        text
    }

    /// An argument in words.
    pub fn arg(&self, arg: &Arg) -> String {
        match arg {
            Arg::Text(text) => text.clone(),
            Arg::Names { en, ru, kk } => self.language.of(en, ru, kk).to_owned(),
            Arg::Number(number) => number.written(self.language),
            Arg::Range { low, best, high, style } => {
                let write = |value: f64| Number::new(value, *style).written(self.language);
                range(write(*low), best.map(write), write(*high))
            }
            Arg::Quantity(value, unit) => {
                format!("{}{}{}", self.arg(value), units::gap(unit), units::written(unit, self.language))
            }
            Arg::Date { at, clock, precision } => date::written(*at, *clock, *precision, self.language),
            Arg::Message(message) => self.say(message),
            Arg::List(items) => self.list(items),
            Arg::Joined(items, between) => self.joined(items, between),
        }
    }

    fn joined(&self, items: &[Arg], between: &str) -> String {
        items.iter().map(|item| self.arg(item)).collect::<Vec<_>>().join(between)
    }

    fn list(&self, items: &[Arg]) -> String {
        match items {
            [] => String::new(),
            [only] => self.arg(only),
            [first @ .., last] => {
                let mut args = FluentArgs::new();
                args.set("first", self.joined(first, ", "));
                args.set("last", self.arg(last));
                self.format("list-and", Some(&args))
            }
        }
    }

    /// Every term of the domain in three languages, in the order of the English file.
    pub fn glossary() -> Vec<GlossaryRow> {
        let row = |id: &String| {
            let said = |language| Self::of(language).plain(&format!("glossary-{id}"));
            GlossaryRow { id: id.clone(), en: said(Language::En), ru: said(Language::Ru), kk: said(Language::Kk) }
        };
        Self::of(Language::En).terms.iter().map(row).collect()
    }
}

/// `best (low–high)`, `low–high` without a best, one number where the ends are written alike.
fn range(low: String, best: Option<String>, high: String) -> String {
    match best {
        Some(best) if low == high => best,
        None if low == high => low,
        Some(best) => format!("{best} ({low}–{high})"),
        None => format!("{low}–{high}"),
    }
}

/// Fluent function: its first argument with a capital at the start, for a term that begins a sentence.
fn capital(texts: &[FluentValue<'_>]) -> FluentValue<'static> {
    let Some(FluentValue::String(text)) = texts.first() else { return FluentValue::Error };
    let mut letters = text.chars();
    letters.next().map_or(FluentValue::Error, |first| first.to_uppercase().chain(letters).collect::<String>().into())
}
