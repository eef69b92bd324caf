//! Comma-separated tables whose cells are asked for by column name and refused with line and column.

use csv::{ReaderBuilder, StringRecord, Trim};

use super::bounds::Bounds;
use super::error::{CellProblem, InputError};
use super::source::Loaded;

/// A table in memory.
#[derive(Debug)]
pub(crate) struct CsvTable {
    path: String,
    header: Vec<String>,
    records: Vec<StringRecord>,
}

/// One row of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CsvRow<'t> {
    table: &'t CsvTable,
    record: &'t StringRecord,
}

impl CsvTable {
    /// Reads a table and makes sure that it has the needed columns and at least one row (`expected` names it).
    pub(crate) fn read(loaded: &Loaded, needed: &[&str], expected: &str) -> Result<Self, InputError> {
        let path = loaded.file.path.clone();
        let mut reader = ReaderBuilder::new().trim(Trim::All).from_reader(loaded.text.as_bytes());
        let header: Vec<String> =
            reader.headers().map_err(|error| broken(&path, &error))?.iter().map(str::to_owned).collect();
        if let Some(column) = needed.iter().find(|column| !header.iter().any(|have| have == *column)) {
            let found = header.join(", ");
            return Err(InputError::Header { path, column: (*column).to_owned(), found });
        }
        let records: Vec<StringRecord> =
            reader.records().collect::<Result<_, _>>().map_err(|error| broken(&path, &error))?;
        if records.is_empty() {
            return Err(InputError::Empty { path, expected: expected.to_owned() });
        }
        Ok(Self { path, header, records })
    }

    /// Column names.
    pub(crate) fn header(&self) -> &[String] {
        &self.header
    }

    /// Rows in the order of the file.
    pub(crate) fn rows(&self) -> impl Iterator<Item = CsvRow<'_>> {
        self.records.iter().map(|record| CsvRow { table: self, record })
    }
}

impl<'t> CsvRow<'t> {
    /// Line in the file, from 1.
    pub(crate) fn line(&self) -> u64 {
        self.record.position().map_or(0, csv::Position::line)
    }

    /// Text of a cell, empty where the column is absent.
    pub(crate) fn text(&self, column: &str) -> &'t str {
        let index = self.table.header.iter().position(|have| have == column);
        index.and_then(|index| self.record.get(index)).unwrap_or_default()
    }

    /// Text of a cell that must not be empty.
    pub(crate) fn needed(&self, column: &str) -> Result<&'t str, InputError> {
        let text = self.text(column);
        if text.is_empty() {
            return Err(self.refuse(column, "some text", "fill in the cell"));
        }
        Ok(text)
    }

    /// Number of a cell that must not be empty.
    pub(crate) fn number(&self, column: &str, bounds: Bounds) -> Result<f64, InputError> {
        let value = self.text(column).parse::<f64>().ok().filter(|value| bounds.hold(*value));
        value.ok_or_else(|| self.refuse(column, &bounds.to_string(), number_advice(self.text(column))))
    }

    /// Number of a cell, or none where it is empty.
    pub(crate) fn optional_number(&self, column: &str, bounds: Bounds) -> Result<Option<f64>, InputError> {
        if self.text(column).is_empty() { Ok(None) } else { self.number(column, bounds).map(Some) }
    }

    /// The value that a word stands for.
    pub(crate) fn choice<T: Copy>(&self, column: &str, choices: &[(&str, T)]) -> Result<T, InputError> {
        let text = self.text(column);
        choices.iter().find(|(word, _)| *word == text).map(|(_, value)| *value).ok_or_else(|| {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            self.refuse(column, &format!("one of {}", words.join(", ")), "use one of these words")
        })
    }

    /// The error for a cell.
    pub(crate) fn refuse(&self, column: &str, expected: &str, advice: &str) -> InputError {
        let text = self.text(column);
        let found = if text.is_empty() { "nothing".to_owned() } else { format!("\"{text}\"") };
        InputError::Cell(Box::new(CellProblem {
            path: self.table.path.clone(),
            line: self.line(),
            column: column.to_owned(),
            expected: expected.to_owned(),
            found,
            advice: advice.to_owned(),
        }))
    }
}

fn number_advice(text: &str) -> &'static str {
    if text.contains(',') { "write the decimal sign as a point" } else { "correct the cell" }
}

fn broken(path: &str, error: &csv::Error) -> InputError {
    let line = error.position().map_or(1, csv::Position::line);
    let found = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("expected {expected_len} cells, found {len}")
        }
        _ => error.to_string(),
    };
    InputError::Csv { path: path.to_owned(), line, found }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::provenance::InputFile;

    /// A text as if it had been read from a file.
    pub(crate) fn loaded(path: &str, text: &str) -> Loaded {
        let file = InputFile { role: "test".into(), path: path.into(), sha256: String::new(), source: String::new() };
        Loaded { text: text.into(), file }
    }

    #[test]
    fn a_bad_cell_is_told_with_line_column_and_advice() {
        let table = CsvTable::read(&loaded("t.csv", "name,lat_deg\na,45.5\nb,\"46,1\"\n"), &["lat_deg"], "row")
            .expect("a table");
        let numbers: Result<Vec<f64>, _> =
            table.rows().map(|row| row.number("lat_deg", Bounds::new(-90.0, 90.0, "degrees"))).collect();
        let text = numbers.expect_err("a comma").to_string();
        assert_eq!(
            text,
            "t.csv, line 3, column \"lat_deg\": expected a number between -90 and 90 degrees, found \"46,1\"; write \
             the decimal sign as a point"
        );
    }

    #[test]
    fn a_missing_column_a_ragged_row_and_an_empty_table_are_refused() {
        let read = |text: &str| CsvTable::read(&loaded("t.csv", text), &["id"], "site").expect_err("bad").to_string();
        assert!(read("name\na\n").contains("the column \"id\" is missing"));
        assert!(read("id,name\n1\n").contains("line 2: expected 2 cells, found 1"));
        assert!(read("id,name\n").contains("expected at least one site, found none"));
    }
}
