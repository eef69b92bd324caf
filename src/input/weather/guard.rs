//! A wall around decoders of other projects: a panic in one of them becomes an error.
//!
//! The decoders are asked only after sizes were checked, and answered with errors to every damaged file that the tests
//! made. The wall is there for the damage that no test thought of: the program is built with checks against overflow, and
//! a broken download must not end it.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

use super::problem::WeatherProblem;

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

static HOOK: Once = Once::new();

/// Runs a decoder; `what` names what it reads.
///
/// The message of a panic inside is not printed; panics of other threads and outside are, as before.
pub(super) fn guarded<T>(what: &str, decode: impl FnOnce() -> Result<T, WeatherProblem>) -> Result<T, WeatherProblem> {
    HOOK.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |info| {
            if !QUIET.get() {
                usual(info);
            }
        }));
    });
    QUIET.set(true);
    let result = catch_unwind(AssertUnwindSafe(decode));
    QUIET.set(false);
    result.unwrap_or_else(|_| Err(WeatherProblem::damaged(format!("{what} holds numbers that make no sense"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error() {
        let none: Vec<u8> = Vec::new();
        let error = guarded("message 1", || Ok(none[std::hint::black_box(3)])).expect_err("out of bounds");
        assert!(error.to_string().starts_with("message 1 holds numbers that make no sense; the file is cut off"));
        assert_eq!(guarded("message 1", || Ok(1)), Ok(1));
    }
}
