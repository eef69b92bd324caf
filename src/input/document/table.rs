//! One table of a document: keys are asked for, and what nobody asked for is refused.

use std::cell::RefCell;
use std::ops::Range as Span;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Problems;
use crate::input::bounds::{Bounds, did_you_mean};

/// A table while it is read.
pub(crate) struct TableReader<'d> {
    table: &'d DeTable<'d>,
    span: Span<usize>,
    prefix: String,
    asked: RefCell<Vec<&'static str>>,
    problems: &'d Problems,
}

impl<'d> TableReader<'d> {
    /// The whole document.
    pub(super) fn root(table: &'d DeTable<'d>, problems: &'d Problems) -> Self {
        Self { table, span: 0..0, prefix: String::new(), asked: RefCell::default(), problems }
    }

    fn inner(&self, key: &str, table: &'d DeTable<'d>, span: Span<usize>) -> Self {
        let prefix = format!("{}{key}.", self.prefix);
        Self { table, span, prefix, asked: RefCell::default(), problems: self.problems }
    }

    /// The key with the tables that it stands in.
    pub(crate) fn name(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }

    /// True where the key is there.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// The value of a key, if it is there.
    pub(super) fn value(&self, key: &'static str) -> Option<&'d Spanned<DeValue<'d>>> {
        self.asked.borrow_mut().push(key);
        self.table.get(key)
    }

    /// Adds a problem with the value of a key, or with the table where the key is absent.
    pub(crate) fn refuse(&self, key: &str, found: &str, label: impl Into<String>, help: impl Into<String>) {
        let span = self.table.get(key).map_or(self.span.clone(), Spanned::span);
        self.problems.push(span, format!("`{}` {found}", self.name(key)), label, help);
    }

    /// Adds the problem that a key is missing.
    pub(crate) fn refuse_missing(&self, key: &str, help: impl Into<String>) {
        self.problems.push(self.span.clone(), format!("`{}` is missing", self.name(key)), "in this table", help);
    }

    fn refuse_type(&self, key: &str, value: &DeValue<'_>, expected: &str) {
        self.refuse(key, "has the wrong type", format!("expected {expected}, found {}", type_in_words(value)), {
            format!("write {expected}")
        });
    }

    /// A text that must be there and must not be empty.
    pub(crate) fn string(&self, key: &'static str) -> Option<String> {
        if !self.has(key) {
            self.asked.borrow_mut().push(key);
            self.refuse_missing(key, format!("add {key} = \"...\""));
            return None;
        }
        let text = self.optional_string(key)?;
        if text.trim().is_empty() {
            self.refuse(key, "is empty", "expected some text", "fill it in");
            return None;
        }
        Some(text)
    }

    /// A text, if it is there.
    pub(crate) fn optional_string(&self, key: &'static str) -> Option<String> {
        let value = self.value(key)?;
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.refuse_type(key, value.get_ref(), "a text in quotation marks");
        }
        text
    }

    /// A date and time as text, written with or without quotation marks.
    pub(crate) fn time_text(&self, key: &'static str) -> Option<String> {
        match self.table.get(key).map(Spanned::get_ref) {
            Some(DeValue::Datetime(time)) => {
                self.asked.borrow_mut().push(key);
                Some(time.to_string())
            }
            _ => self.string(key),
        }
    }

    /// True or false, `false` where absent.
    pub(crate) fn flag(&self, key: &'static str) -> bool {
        let Some(value) = self.value(key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.refuse_type(key, value.get_ref(), "true or false");
            false
        })
    }

    /// The value that one of a few words stands for; the word must be there.
    pub(crate) fn choice<T: Copy>(&self, key: &'static str, choices: &[(&str, T)]) -> Option<T> {
        let word = self.string(key)?;
        self.chosen(key, &word, choices)
    }

    /// The value that one of a few words stands for, if the key is there.
    pub(crate) fn optional_choice<T: Copy>(&self, key: &'static str, choices: &[(&str, T)]) -> Option<T> {
        let word = self.optional_string(key)?;
        self.chosen(key, &word, choices)
    }

    fn chosen<T: Copy>(&self, key: &str, word: &str, choices: &[(&str, T)]) -> Option<T> {
        let found = choices.iter().find(|(known, _)| *known == word).map(|(_, value)| *value);
        if found.is_none() {
            let words: Vec<&str> = choices.iter().map(|(known, _)| *known).collect();
            let guess = did_you_mean(word, words.iter().copied());
            self.refuse(key, &format!("is not known: \"{word}\""), "not known", {
                format!("use one of {}{guess}", words.join(", "))
            });
        }
        found
    }

    /// A number within bounds that must be there.
    pub(crate) fn number(&self, key: &'static str, bounds: Bounds) -> Option<f64> {
        if !self.has(key) {
            self.asked.borrow_mut().push(key);
            self.refuse_missing(key, format!("add {key} = ... ({bounds})"));
            return None;
        }
        self.optional_number(key, bounds)
    }

    /// A number within bounds, if it is there.
    pub(crate) fn optional_number(&self, key: &'static str, bounds: Bounds) -> Option<f64> {
        let value = self.value(key)?;
        let Some(number) = number_of(value.get_ref()) else {
            self.refuse_type(key, value.get_ref(), "a number");
            return None;
        };
        if !bounds.hold(number) {
            self.refuse(key, "is out of bounds", format!("found {number}"), format!("give {bounds}"));
            return None;
        }
        Some(number)
    }

    /// A whole number within bounds that must be there.
    pub(crate) fn whole(&self, key: &'static str, bounds: Bounds) -> Option<u64> {
        if !self.has(key) {
            self.asked.borrow_mut().push(key);
            self.refuse_missing(key, format!("add {key} = ... ({bounds})"));
            return None;
        }
        self.optional_whole(key, bounds)
    }

    /// A whole number within bounds, if it is there.
    pub(crate) fn optional_whole(&self, key: &'static str, bounds: Bounds) -> Option<u64> {
        let value = self.value(key)?;
        let whole = value.get_ref().as_integer().and_then(|i| i64::from_str_radix(i.as_str(), i.radix()).ok());
        let Some(whole) = whole else {
            self.refuse_type(key, value.get_ref(), "a whole number");
            return None;
        };
        let within = u64::try_from(whole).ok().filter(|number| bounds.hold(*number as f64));
        if within.is_none() {
            self.refuse(
                key,
                "is out of bounds",
                format!("found {whole}"),
                format!("give {bounds}, without a fraction"),
            );
        }
        within
    }

    /// An inner table, if it is there.
    pub(crate) fn optional_table(&self, key: &'static str) -> Option<TableReader<'d>> {
        let value = self.value(key)?;
        let Some(table) = value.get_ref().as_table() else {
            self.refuse_type(key, value.get_ref(), "a table");
            return None;
        };
        Some(self.inner(key, table, value.span()))
    }

    /// An inner table that must be there.
    pub(crate) fn table(&self, key: &'static str) -> Option<TableReader<'d>> {
        if !self.has(key) {
            self.asked.borrow_mut().push(key);
            self.refuse_missing(key, format!("add the table [{}]", self.name(key)));
        }
        self.optional_table(key)
    }

    /// The tables of an array of tables, none where it is absent.
    pub(crate) fn tables(&self, key: &'static str) -> Vec<TableReader<'d>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.refuse_type(key, value.get_ref(), &format!("tables headed [[{}]]", self.name(key)));
            return Vec::new();
        };
        let tables: Vec<_> = items
            .iter()
            .enumerate()
            .filter_map(|(index, item)| {
                let name = format!("{key}[{}]", index + 1);
                item.get_ref().as_table().map(|table| self.inner(&name, table, item.span()))
            })
            .collect();
        if tables.len() < items.len() {
            self.refuse(key, "has the wrong type", "expected tables only", format!("write [[{}]]", self.name(key)));
        }
        tables
    }

    /// A list of texts, empty where absent.
    pub(crate) fn strings(&self, key: &'static str) -> Vec<String> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let texts: Option<Vec<String>> = value
            .get_ref()
            .as_array()
            .and_then(|items| items.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect());
        texts.unwrap_or_else(|| {
            self.refuse_type(key, value.get_ref(), "a list of texts");
            Vec::new()
        })
    }

    /// Refuses every key that nobody asked for.
    pub(crate) fn refuse_unknown(&self) {
        let asked = self.asked.borrow();
        for key in self.table.keys().filter(|key| !asked.contains(&key.get_ref().as_ref())) {
            let free = asked.iter().copied().filter(|known| !self.has(known));
            let guess = did_you_mean(key.get_ref(), free);
            self.problems.push(
                key.span(),
                format!("the key \"{}\" is not known", self.name(key.get_ref())),
                format!("not known{guess}"),
                format!("remove it, or use one of {}", known_keys(&asked)),
            );
        }
    }
}

fn known_keys(asked: &[&'static str]) -> String {
    let mut keys = asked.to_vec();
    keys.sort_unstable();
    keys.dedup();
    keys.join(", ")
}

/// The number of an integer or float; not-a-number and infinity are numbers of TOML too.
pub(super) fn number_of(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(i) => i64::from_str_radix(i.as_str(), i.radix()).ok().map(|whole| whole as f64),
        DeValue::Float(f) => f.as_str().parse().ok(),
        _ => None,
    }
}

fn type_in_words(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
