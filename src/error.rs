//! Every error that ends the program, with its exit code.

use std::path::PathBuf;

use thiserror::Error;

use crate::input::InputError;

/// Why the program ended without a result.
#[derive(Debug, Error)]
pub enum Error {
    /// An input is missing or bad.
    #[error(transparent)]
    Input(#[from] InputError),
    /// The result folder is there already.
    #[error("the result folder {} exists already; choose another with --out, or overwrite it with --force", path.display())]
    OutputExists {
        /// Folder.
        path: PathBuf,
    },
    /// The result folder is there and does not look like one of ours.
    #[error(
        "{} is not a result of this program (it holds no manifest.json), so --force does not overwrite it; choose \
         another folder with --out, or remove it yourself",
        path.display()
    )]
    OutputForeign {
        /// Folder or file.
        path: PathBuf,
    },
    /// The result folder cannot be made.
    #[error("cannot make the result folder {}: {reason}; choose a writable place with --out", path.display())]
    OutputNotWritable {
        /// Folder.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// The assessment is not part of this build.
    #[error("this build reads and checks inputs only; use heptyl check")]
    NotLinked,
    /// Standard output could not be written.
    #[error("cannot write to standard output: {source}")]
    Stdout {
        /// What the system said.
        #[from]
        source: std::io::Error,
    },
    /// A result could not be written as JSON.
    #[error("cannot write the list as JSON: {source}; please report this as a fault of the program")]
    Json {
        /// What the writer said.
        #[from]
        source: serde_json::Error,
    },
}

impl Error {
    /// Exit code: 2 for bad usage or bad input, 1 for a failure of the program or the system.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Input(_)
            | Self::OutputExists { .. }
            | Self::OutputForeign { .. }
            | Self::OutputNotWritable { .. } => 2,
            Self::NotLinked | Self::Stdout { .. } | Self::Json { .. } => 1,
        }
    }
}
