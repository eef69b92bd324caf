//! What can be wrong with an input file. Every message says where, what was expected, what was found, what to do.

use thiserror::Error;

use super::weather::WeatherProblem;
use crate::geodesy::GeodesyError;
use crate::weather::sounding::SoundingError;

/// A place in a GeoJSON file and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GeoProblem {
    /// File as given.
    pub path: String,
    /// Feature, ring and vertex in words, such as `feature 3 ("Zone 25"), ring 1, vertex 7`.
    pub place: String,
    /// What was found.
    pub found: String,
    /// What to do.
    pub advice: String,
}

/// A cell of a table and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellProblem {
    /// File as given.
    pub path: String,
    /// Line, from 1.
    pub line: u64,
    /// Column heading.
    pub column: String,
    /// What was expected.
    pub expected: String,
    /// What was found.
    pub found: String,
    /// What to do.
    pub advice: String,
}

/// Why the inputs of a run could not be read.
#[derive(Debug, Error)]
pub enum InputError {
    /// The file does not exist.
    #[error("cannot read {role} {path}: there is no such file; check the path{advice}")]
    Missing {
        /// What the file is for.
        role: String,
        /// File as given.
        path: String,
        /// Further advice, empty or starting with a comma.
        advice: String,
    },
    /// The path is a folder.
    #[error("cannot read {role} {path}: it is a folder, a file was expected; give the path of the file itself")]
    Folder {
        /// What the file is for.
        role: String,
        /// Path as given.
        path: String,
    },
    /// The system refused to read the file.
    #[error("cannot read {role} {path}: {source}; check the permissions of the file")]
    Unreadable {
        /// What the file is for.
        role: String,
        /// File as given.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is far larger than any input.
    #[error("cannot read {role} {path}: it is larger than 256 MB; check that it is the right file")]
    TooLarge {
        /// What the file is for.
        role: String,
        /// File as given.
        path: String,
    },
    /// The bytes are not UTF-8.
    #[error(
        "cannot read {role} {path}: line {line} is not UTF-8 text; save the file as UTF-8 (in a spreadsheet: \
         \"CSV UTF-8\") and check that it is the right file"
    )]
    NotText {
        /// What the file is for.
        role: String,
        /// File as given.
        path: String,
        /// Line, from 1.
        line: usize,
    },
    /// The text is not JSON.
    #[error(
        "{path}, line {line}, column {column}: broken JSON: {found}; repair the file or export it again as GeoJSON \
         (NaN and Infinity are not allowed in JSON)"
    )]
    Json {
        /// File as given.
        path: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What the parser met.
        found: String,
    },
    /// The GeoJSON has a wrong geometry, coordinate or structure.
    #[error("{}, {}: {}; {}", .0.path, .0.place, .0.found, .0.advice)]
    Geo(Box<GeoProblem>),
    /// A table lacks a column.
    #[error("{path}, line {line}: the column \"{column}\" is missing; found the columns {found}; add it to that line")]
    Header {
        /// File as given.
        path: String,
        /// Line of the headings, from 1.
        line: u64,
        /// Column that is needed.
        column: String,
        /// Columns that are there.
        found: String,
    },
    /// A cell of a table is wrong.
    #[error("{}, line {}, column \"{}\": expected {}, found {}; {}", .0.path, .0.line, .0.column, .0.expected, .0.found, .0.advice)]
    Cell(Box<CellProblem>),
    /// A table is not rectangular or not CSV.
    #[error(
        "{path}, line {line}: {found}; every line needs as many cells as the first, and text with the separator in it \
         needs quotation marks"
    )]
    Csv {
        /// File as given.
        path: String,
        /// Line, from 1.
        line: u64,
        /// What the parser met.
        found: String,
    },
    /// A table has no rows.
    #[error("{path}: expected at least one {expected}, found none; check that it is the right file")]
    Empty {
        /// File as given.
        path: String,
        /// What the rows are.
        expected: String,
    },
    /// A TOML file has problems; all of them are in the report.
    #[error("{path} has {count} problem{}:\n{report}", if *.count == 1 { "" } else { "s" })]
    Toml {
        /// File as given.
        path: String,
        /// How many.
        count: usize,
        /// Each problem with its line.
        report: String,
    },
    /// No bundled scenario has that name, and no file either.
    #[error(
        "there is no scenario \"{name}\": neither a bundled one nor a file{suggestion}; bundled are {known}; a file \
         is given by its path, such as ./my.toml"
    )]
    UnknownScenario {
        /// Name as given.
        name: String,
        /// Nearest known name in words, or empty.
        suggestion: String,
        /// All known names.
        known: String,
    },
    /// A trajectory does not cover the failure.
    #[error(
        "{path}: the rows cover {first_s} to {last_s} s after lift-off, expected the failure at {}{high_s} s among \
         them; add rows, or correct the time of the failure",
        if *.low_s == *.high_s { String::new() } else { format!("{low_s} to ") }
    )]
    TrajectorySpan {
        /// File as given.
        path: String,
        /// Time of the first row, s.
        first_s: f64,
        /// Time of the last row, s.
        last_s: f64,
        /// Earliest time of the failure, s.
        low_s: f64,
        /// Latest time of the failure, s.
        high_s: f64,
    },
    /// A trajectory does not start from the pad of the scenario.
    #[error(
        "{path}: the first row, {time_s} s after lift-off, is {distance_km:.0} km from the pad of {site}, expected at \
         most {most_km:.0} km at its speed; correct the site or the coordinates (lon first, degrees)"
    )]
    TrajectoryStart {
        /// File as given.
        path: String,
        /// Time of the first row, s.
        time_s: f64,
        /// Distance from the pad, km.
        distance_km: f64,
        /// Distance that is thought possible, km.
        most_km: f64,
        /// Site.
        site: String,
    },
    /// A weather file is of a kind that is not read.
    #[error("cannot read weather {path}: it is {found}; {advice}")]
    WeatherFormat {
        /// File as given.
        path: String,
        /// Format in words.
        found: String,
        /// What to do.
        advice: String,
    },
    /// The content of a weather file is broken or not what is needed.
    #[error("cannot read weather {path} ({format}): {problem}")]
    Weather {
        /// File as given.
        path: String,
        /// Format in words.
        format: &'static str,
        /// What is wrong.
        problem: WeatherProblem,
    },
    /// The soundings of weather files do not fit the scenario.
    #[error("cannot use weather {path}: {source}")]
    Sounding {
        /// Files as given.
        path: String,
        /// Why.
        source: Box<SoundingError>,
    },
    /// A population raster cannot be used.
    #[error("cannot use population {path}: {found}; {advice}")]
    Raster {
        /// File as given.
        path: String,
        /// What was expected and found.
        found: String,
        /// What to do.
        advice: String,
    },
    /// The coordinates of a layer are in a system that is not known.
    #[error("{path}: {source}; correct the coordinate system that {named_by} names")]
    Crs {
        /// File as given.
        path: String,
        /// Who named the system.
        named_by: &'static str,
        /// What PROJ said.
        source: GeodesyError,
    },
    /// A value on the command line cannot be used.
    #[error("{option} {found} cannot be used: expected {expected}")]
    Option {
        /// Option.
        option: &'static str,
        /// Value.
        found: String,
        /// What would be right, in words.
        expected: String,
    },
    /// The table of regional totals names a region that the outlines lack.
    #[error(
        "{path}, line {line}: the region \"{region}\" has no outline in {outlines}{suggestion}; use the same names \
         in both files (--regions and --region-population)"
    )]
    RegionWithoutOutline {
        /// Table of totals.
        path: String,
        /// Line, from 1.
        line: u64,
        /// Region.
        region: String,
        /// File with the outlines.
        outlines: String,
        /// Nearest known name in words, or empty.
        suggestion: String,
    },
}
