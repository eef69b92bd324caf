//! `act.docx`: the act of the survey of an accident site, in Kazakh and Russian, for the joint commission to complete.
//!
//! What the input says and what the model computes stands in the form, the latter shaded and named as a preliminary
//! estimate; names, measured values and signatures are left blank. No form set by a legal act was found: the fields
//! are those that such acts have by the domain reference, section 8.

mod event;
mod form;
mod ground;
mod limits;
mod measures;
mod package;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value};
use serde::Serialize;

use super::{OutputError, OutputFile, Writer};
use crate::assessment::Outcome;
use form::{Block, say};

/// Name of the file.
const FILE: &str = "act.docx";

/// Writer of the act.
pub(super) struct SurveyAct;

impl Writer for SurveyAct {
    fn files(&self, outcome: &Outcome, _before: &[OutputFile]) -> Result<Vec<OutputFile>, OutputError> {
        let document = rendered(&blocks(outcome)).map_err(|e| OutputError::format(FILE, e))?;
        let bytes = package::packed(&document).map_err(|e| OutputError::format(FILE, e))?;
        Ok(vec![OutputFile { name: FILE.to_owned(), bytes }])
    }
}

/// The act from its head to its annexes.
fn blocks(outcome: &Outcome) -> Vec<Block> {
    let mut blocks = vec![
        Block::Title { text: say("act-title") },
        Block::text("act-number"),
        Block::text("act-place-of-writing"),
        Block::Notice { head: say("act-draft"), text: say("act-draft-marks") },
        Block::text("act-basis"),
        Block::text("act-form"),
    ];
    let sections = [
        ("act-commission", event::commission()),
        ("act-accident", event::accident(outcome)),
        ("act-location", event::place(outcome)),
        ("act-fragments", ground::fragments(outcome)),
        ("act-spills", ground::spills(outcome)),
        ("act-samples", ground::samples(outcome)),
        ("act-exceedance", limits::exceedance(outcome)),
        ("act-people", measures::people(outcome)),
        ("act-restrictions", measures::restrictions(outcome)),
        ("act-detox", measures::detoxification()),
        ("act-conclusions", measures::conclusions()),
        ("act-separate-opinion", measures::separate_opinion()),
        ("act-signatures", measures::signatures()),
        ("act-annexes", measures::annexes(outcome)),
    ];
    for (k, (head, parts)) in sections.into_iter().enumerate() {
        blocks.push(Block::Heading { number: k + 1, text: say(head) });
        blocks.extend(parts);
    }
    blocks
}

#[derive(Serialize)]
struct Page<'a> {
    blocks: &'a [Block],
    text_width: u32,
}

/// The main part of the document. Text is escaped, as the ending of the template's name asks.
fn rendered(blocks: &[Block]) -> Result<String, minijinja::Error> {
    let mut engine = Environment::new();
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    engine.add_template("document.xml", include_str!("document.xml"))?;
    let page = Page { blocks, text_width: form::TEXT_WIDTH };
    // The declaration must be the very first thing of the part; the macros before it leave empty lines.
    Ok(engine.get_template("document.xml")?.render(Value::from(Serde(page)))?.trim_start().to_owned())
}

#[cfg(test)]
mod tests;
