//! Every error that ends the program, with its exit code.

use thiserror::Error;

use crate::input::InputError;
use crate::output::OutputError;
use crate::run::RunError;

/// Why the program ended without a result.
#[derive(Debug, Error)]
pub enum Error {
    /// An input is missing or bad.
    #[error(transparent)]
    Input(#[from] InputError),
    /// The assessment failed.
    #[error(transparent)]
    Run(#[from] RunError),
    /// The results could not be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// Standard output could not be written.
    #[error("cannot write to standard output: {source}")]
    Stdout {
        /// What the system said.
        #[from]
        source: std::io::Error,
    },
    /// A list could not be written as JSON.
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
            Self::Input(_) => 2,
            Self::Output(error) if error.is_usage() => 2,
            Self::Run(error) if error.is_usage() => 2,
            Self::Run(_) | Self::Output(_) | Self::Stdout { .. } | Self::Json { .. } => 1,
        }
    }
}
