//! What can go wrong while the result is written.

use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why the result could not be written.
#[derive(Debug, Error)]
pub enum OutputError {
    /// The result folder exists and may not be replaced.
    #[error("result folder {} exists already; use --force to replace it, or --out for another folder", dir.display())]
    Exists {
        /// The folder.
        dir: PathBuf,
    },
    /// The folder to be replaced was not made by this program.
    #[error(
        "folder {} is not an earlier result (it has no manifest.json of heptyl) and will not be replaced, not even \
         with --force; use --out for another folder", dir.display()
    )]
    NotOurs {
        /// The folder.
        dir: PathBuf,
    },
    /// A file stands where a folder is needed.
    #[error("{} is a file, expected a folder; use --out for another folder", path.display())]
    NotAFolder {
        /// The file.
        path: PathBuf,
    },
    /// The path has no last part that a folder could be named by.
    #[error("{} does not name a folder that could be made; use --out with a name, such as --out result", dir.display())]
    NoName {
        /// The path.
        dir: PathBuf,
    },
    /// The folder around the result folder cannot be written to.
    #[error("cannot write in {}: {source}; use --out for a folder that you may write in", dir.display())]
    NotWritable {
        /// The folder around the result folder.
        dir: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The disk refused in the middle of writing.
    #[error("cannot write {}: {source}; nothing was left behind, an earlier result is untouched", path.display())]
    Disk {
        /// File or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The files cannot be written in the coordinate system that was asked for.
    #[error("--out-crs: {source}")]
    System {
        /// Why.
        source: crate::geodesy::GeodesyError,
    },
    /// A number that is not finite reached a writer.
    #[error(
        "{file}: {key} is {found}, expected a finite number; the result was not written, please report the scenario"
    )]
    NotFinite {
        /// File that was being made.
        file: String,
        /// Key of the number.
        key: String,
        /// The number.
        found: f64,
    },
    /// A contour is not a valid polygon.
    #[error("zone {zone}: contour is not a valid polygon: {reason}; the result was not written, please report it")]
    Polygon {
        /// Id of the zone.
        zone: String,
        /// What is wrong.
        reason: String,
    },
    /// A format refused the content.
    #[error("cannot make {file}: {source}")]
    Format {
        /// File that was being made.
        file: String,
        /// What the library of the format said.
        source: Box<dyn Error + Send + Sync>,
    },
}

impl OutputError {
    /// True where the caller named a folder that cannot be used: known before a run starts, exit code 2.
    pub fn is_usage(&self) -> bool {
        matches!(
            self,
            Self::Exists { .. }
                | Self::NotOurs { .. }
                | Self::NotAFolder { .. }
                | Self::NoName { .. }
                | Self::NotWritable { .. }
                | Self::System { .. }
        )
    }

    pub(super) fn format(file: &str, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Format { file: file.to_owned(), source: source.into() }
    }

    pub(super) fn disk(path: &Path, source: io::Error) -> Self {
        Self::Disk { path: path.to_owned(), source }
    }
}
