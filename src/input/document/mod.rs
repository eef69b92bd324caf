//! TOML documents that are read key by key, all problems collected with their lines before any is told.

mod range;
mod report;
mod table;

use std::cell::RefCell;
use std::ops::Range as Span;

use toml::de::DeTable;

use super::error::InputError;

pub(crate) use table::TableReader;

/// One thing that is wrong, with its place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    /// Bytes of the text that are meant.
    pub(crate) span: Span<usize>,
    /// The key with its table and what is wrong.
    pub(crate) title: String,
    /// Short text at the marked place.
    pub(crate) label: String,
    /// What to do.
    pub(crate) help: String,
}

/// The problems of a document, filled while it is read.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    list: RefCell<Vec<Problem>>,
}

impl Problems {
    /// Adds a problem.
    pub(crate) fn push(&self, span: Span<usize>, title: String, label: impl Into<String>, help: impl Into<String>) {
        self.list.borrow_mut().push(Problem { span, title, label: label.into(), help: help.into() });
    }

    /// True where nothing is wrong so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.borrow().is_empty()
    }
}

/// Reads a document with a function that pulls out what it needs; every problem that it meets ends in one error.
///
/// # Errors
/// [`InputError::Toml`] with all problems in the order of the text.
pub(crate) fn read<T>(
    path: &str,
    text: &str,
    build: impl FnOnce(&TableReader<'_>) -> Option<T>,
) -> Result<T, InputError> {
    let (root, syntax) = DeTable::parse_recoverable(text);
    let problems = Problems::default();
    for error in &syntax {
        let span = error.span().unwrap_or(0..0);
        problems.push(span, format!("this is not TOML: {}", error.message()), "here", "correct the line");
    }
    // A document with broken syntax is incomplete: what its keys lack cannot be told yet.
    if !problems.is_empty() {
        return Err(report::error(path, text, problems.list.into_inner()));
    }
    let reader = TableReader::root(root.get_ref(), &problems);
    let built = build(&reader);
    reader.refuse_unknown();
    match built {
        Some(value) if problems.is_empty() => Ok(value),
        _ => Err(report::error(path, text, problems.list.into_inner())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::bounds::Bounds;

    fn problems_of(text: &str) -> String {
        read("t.toml", text, |root| {
            root.string("name");
            let sky = root.table("sky")?;
            sky.range("cloud", Bounds::new(0.0, 1.0, ""));
            sky.refuse_unknown();
            Some(())
        })
        .expect_err("has problems")
        .to_string()
    }

    /// One report holds the problems of all tables, each with the line that it stands on.
    #[test]
    fn all_problems_are_told_at_once_with_their_lines() {
        let report = problems_of("nam = \"x\"\n\n[sky]\ncloud = { low = 0.9, best = 0.5, high = 0.2 }\nclod = 1\n");
        assert!(report.starts_with("t.toml has 4 problems:"), "{report}");
        for part in ["t.toml:1", "\"nam\"", "did you mean \"name\"", "t.toml:4", "low", "t.toml:5", "\"sky.clod\""] {
            assert!(report.contains(part), "{part} is missing in\n{report}");
        }
    }

    #[test]
    fn broken_syntax_is_told_with_its_line() {
        let report = problems_of("name = \"x\"\n[sky\ncloud = 0.1\n");
        assert!(report.contains("not TOML") && report.contains("t.toml:2"), "{report}");
    }
}
