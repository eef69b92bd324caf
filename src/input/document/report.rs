//! The report of all problems of a document, each with the line that is meant.

use std::ops::Range as Span;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::Problem;
use crate::input::error::InputError;

/// Width of the report, characters.
const WIDTH: usize = 120;

/// Problems shown in full; a file with more than that is probably not the right one.
const SHOWN_MAX: usize = 60;

/// The error that holds all problems in the order of the text.
pub(super) fn error(path: &str, text: &str, mut problems: Vec<Problem>) -> InputError {
    problems.sort_by_key(|problem| problem.span.start);
    let mut shown: Vec<String> = problems.iter().take(SHOWN_MAX).map(|problem| rendered(path, text, problem)).collect();
    if problems.len() > SHOWN_MAX {
        shown.push(format!("... and {} more", problems.len() - SHOWN_MAX));
    }
    InputError::Toml { path: path.to_owned(), count: problems.len(), report: shown.join("\n\n") }
}

fn rendered(path: &str, text: &str, problem: &Problem) -> String {
    let mark = AnnotationKind::Primary.span(within(text, &problem.span)).label(problem.label.as_str());
    let group = Level::ERROR
        .primary_title(problem.title.as_str())
        .element(Snippet::source(text).path(path).annotation(mark))
        .element(Level::HELP.message(problem.help.as_str()));
    Renderer::plain().term_width(WIDTH).render(&[group])
}

/// The span, moved to character borders inside the text and cut at the end of its first line.
fn within(text: &str, span: &Span<usize>) -> Span<usize> {
    let border = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = border(span.start);
    let line_end = text[start..].find('\n').map_or(text.len(), |length| start + length);
    start..border(span.end).clamp(start, line_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_kept_inside_one_line_and_on_characters() {
        assert_eq!(within("ab\ncd", &(1..5)), 1..2);
        assert_eq!(within("жаң", &(1..3)), 0..2);
        assert_eq!(within("ab", &(7..9)), 2..2);
    }
}
