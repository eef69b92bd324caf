//! Tables whose cells are asked for by column name and refused with line and column.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord, Trim};

use super::bounds::Bounds;
use super::error::{CellProblem, InputError};
use super::source::Loaded;

/// A table in memory.
#[derive(Debug)]
pub(crate) struct CsvTable {
    path: String,
    header: Vec<String>,
    /// Line of the headings, from 1.
    header_line: u64,
    records: Vec<StringRecord>,
    /// Line of each record, from 1.
    lines: Vec<u64>,
    decimal_comma: bool,
}

/// How a table is written.
struct Dialect {
    separator: u8,
    /// The heading that a cell of the first line stands for.
    heading: fn(&str) -> String,
}

/// One row of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CsvRow<'t> {
    table: &'t CsvTable,
    record: &'t StringRecord,
    line: u64,
}

impl CsvTable {
    /// Reads a table and makes sure that it has the needed columns and at least one row (`expected` names it).
    pub(crate) fn read(loaded: &Loaded, needed: &[&str], expected: &str) -> Result<Self, InputError> {
        let dialect = Dialect { separator: b',', heading: str::to_owned };
        Self::parse(&loaded.file.path, &loaded.text, &dialect, needed, expected)
    }

    /// Reads a table as spreadsheets and colleagues write it: cells parted by commas, semicolons or tabs (the first
    /// line tells), a decimal comma where it is not the comma that parts, lines that start with # left out, headings
    /// in any order and case.
    pub(crate) fn read_free(loaded: &Loaded, needed: &[&str], expected: &str) -> Result<Self, InputError> {
        let text = without_remarks(&loaded.text);
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let separator = [b';', b'\t'].into_iter().find(|byte| first.as_bytes().contains(byte)).unwrap_or(b',');
        let dialect = Dialect { separator, heading: str::to_lowercase };
        Self::parse(&loaded.file.path, &text, &dialect, needed, expected)
    }

    fn parse(path: &str, text: &str, dialect: &Dialect, needed: &[&str], expected: &str) -> Result<Self, InputError> {
        let path = path.to_owned();
        let bytes = text.as_bytes();
        let mut reader = ReaderBuilder::new().trim(Trim::All).delimiter(dialect.separator).from_reader(bytes);
        let header: Vec<String> =
            reader.headers().map_err(|error| broken(&path, text, &error))?.iter().map(dialect.heading).collect();
        let header_line = text.lines().position(|line| !line.trim().is_empty()).map_or(1, |at| at as u64 + 1);
        let decimal_comma = dialect.separator != b',';
        let mut table = Self { path, header, header_line, records: Vec::new(), lines: Vec::new(), decimal_comma };
        if let Some(column) = needed.iter().find(|column| !table.has(column)) {
            return Err(table.lacks(column));
        }
        table.records =
            reader.records().collect::<Result<_, _>>().map_err(|error| broken(&table.path, text, &error))?;
        if table.records.is_empty() {
            return Err(InputError::Empty { path: table.path, expected: expected.to_owned() });
        }
        let mut lines = Lines::of(text);
        table.lines = table.records.iter().map(|r| r.position().map_or(0, |at| lines.at(at))).collect();
        Ok(table)
    }

    /// The error for a column that is needed and not there.
    pub(crate) fn lacks(&self, column: &str) -> InputError {
        InputError::Header {
            path: self.path.clone(),
            line: self.header_line,
            column: column.to_owned(),
            found: self.header.join(", "),
        }
    }

    /// Column names.
    pub(crate) fn header(&self) -> &[String] {
        &self.header
    }

    /// True where the table has a column.
    pub(crate) fn has(&self, column: &str) -> bool {
        self.header.iter().any(|have| have == column)
    }

    /// Rows in the order of the file.
    pub(crate) fn rows(&self) -> impl Iterator<Item = CsvRow<'_>> {
        self.records.iter().zip(&self.lines).map(|(record, line)| CsvRow { table: self, record, line: *line })
    }
}

impl<'t> CsvRow<'t> {
    /// Line in the file, from 1.
    pub(crate) fn line(&self) -> u64 {
        self.line
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
        let value = self.plain_number(column).parse::<f64>().ok().filter(|value| bounds.hold(*value));
        value.ok_or_else(|| self.refuse(column, &bounds.to_string(), number_advice(self.text(column))))
    }

    /// The text of a number with the decimal sign as a point.
    fn plain_number(&self, column: &str) -> Cow<'t, str> {
        let text = self.text(column);
        if self.table.decimal_comma { text.replacen(',', ".", 1).into() } else { text.into() }
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

/// The text with its remarks emptied: every line keeps its number.
fn without_remarks(text: &str) -> String {
    let kept = |line: &str| if line.trim_start().starts_with('#') { "\n".to_owned() } else { format!("{line}\n") };
    text.lines().map(kept).collect()
}

/// Counts the lines of a text on the way down.
struct Lines<'t> {
    bytes: &'t [u8],
    at: usize,
    line: u64,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        Self { bytes: text.as_bytes(), at: 0, line: 1 }
    }

    /// The line on which a record begins: the reader of CSV gives the place before the empty lines that it skips.
    fn at(&mut self, position: &csv::Position) -> u64 {
        let start = (position.byte() as usize).min(self.bytes.len());
        while self.at < start || matches!(self.bytes.get(self.at), Some(b'\n' | b'\r')) {
            self.line += u64::from(self.bytes[self.at] == b'\n');
            self.at += 1;
        }
        self.line
    }
}

fn number_advice(text: &str) -> &'static str {
    if text.contains(',') { "write the decimal sign as a point" } else { "correct the cell" }
}

fn broken(path: &str, text: &str, error: &csv::Error) -> InputError {
    let line = error.position().map_or(1, |position| Lines::of(text).at(position));
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

    /// A table from a Russian spreadsheet with remarks, empty lines and headings in capitals.
    #[test]
    fn free_tables_take_semicolons_decimal_commas_and_remarks() -> Result<(), InputError> {
        let text = "# from a colleague\n\nLat_Deg;Name\n# first\n46,5;a\n\n  # second\n-1,5e1;b\nx;c\n";
        let table = CsvTable::read_free(&loaded("t.csv", text), &["lat_deg"], "row")?;
        let bounds = Bounds::new(-90.0, 90.0, "degrees");
        let rows: Vec<CsvRow<'_>> = table.rows().collect();
        assert_eq!((rows[0].line(), rows[0].number("lat_deg", bounds)?), (5, 46.5));
        assert_eq!((rows[1].line(), rows[1].number("lat_deg", bounds)?), (8, -15.0));
        assert!(rows[2].number("lat_deg", bounds).expect_err("no number").to_string().contains("line 9"));
        let error = CsvTable::read_free(&loaded("t.csv", "# a\nb\n1\n"), &["lat_deg"], "row").expect_err("no column");
        assert!(error.to_string().contains("line 2: the column \"lat_deg\" is missing"), "{error}");
        Ok(())
    }

    /// The first line decides: with commas between the cells a decimal comma would be a further cell.
    #[test]
    fn a_decimal_comma_between_commas_is_a_ragged_row() {
        let error = CsvTable::read_free(&loaded("t.csv", "a,b\n\n#\n1,5,2\n"), &["a"], "row").expect_err("ragged");
        assert!(error.to_string().contains("line 4: expected 2 cells, found 3"), "{error}");
    }
}
