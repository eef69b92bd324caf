//! The commands and what they do, in terms of the library.

mod args;
mod check;
mod compare;
mod evaluate;
mod fall;
mod inputs;
mod list;
mod new;
mod run;
mod table;
mod weather;

use std::io::{ErrorKind, Write};

use clap::Parser;
use heptyl::error::Error;

use args::{Cli, Command};

/// Runs the command that was typed.
///
/// # Errors
/// What ends the program; wrong usage is told and ended by the parser of the command line, with exit code 2.
pub(crate) fn main() -> Result<(), Error> {
    match Cli::parse().command {
        Command::Run(args) => print(&run::run(&args)?),
        Command::Compare(args) => print(&compare::report(&args)?),
        Command::Check(args) => print(&check::report(&args)?),
        Command::List(args) => print(&list::listing(&args)?),
        Command::Fall(args) => print(&fall::report(&args)?),
        Command::Evaluate(args) => print(&evaluate::report(&args)?),
        Command::New(args) => print(&new::scenario(&args)?),
        Command::Weather(args) => print(&weather::report(&args)?),
    }
}

/// Writes a result to standard output. A reader that has had enough (`heptyl list sites | head`) is no error.
fn print(text: &str) -> Result<(), Error> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(source) if source.kind() != ErrorKind::BrokenPipe => Err(Error::Stdout { source }),
        _ => Ok(()),
    }
}
