//! A table of the report: heads and cells as text.

use serde::Serialize;

/// A table; a head that starts with `#` marks a column of numbers, which is aligned to the right.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Column {
    head: String,
    numeric: bool,
}

impl Table {
    /// A table from its heads and rows.
    pub(super) fn new(heads: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Self {
        let column =
            |head: &&str| Column { head: head.trim_start_matches('#').to_owned(), numeric: head.starts_with('#') };
        Self { columns: heads.iter().map(column).collect(), rows: rows.into_iter().collect() }
    }

    /// Two columns, label and value, without heads.
    pub(super) fn facts(rows: &[(String, String)]) -> Self {
        Self::new(&[], rows.iter().map(|(label, value)| vec![label.clone(), value.clone()]))
    }
}

/// A row of label and value.
pub(super) fn fact(label: &str, value: impl Into<String>) -> (String, String) {
    (label.to_owned(), value.into())
}
