//! A text before it has a language.

use std::borrow::Cow;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Clock, Language, Number, Precision, Style, Texts};

/// Something to be said: the id of a text in the catalogues, and what stands in its gaps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// Id in the catalogues.
    pub id: Cow<'static, str>,
    /// Gaps by name.
    pub args: Vec<(Cow<'static, str>, Arg)>,
}

/// The message of an id, without arguments yet.
pub fn msg(id: impl Into<Cow<'static, str>>) -> Message {
    Message { id: id.into(), args: Vec::new() }
}

impl Message {
    /// The same with one more gap filled.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((Cow::Borrowed(name), value.into()));
        self
    }

    /// The text in a language.
    pub fn say(&self, language: Language) -> String {
        Texts::of(language).say(self)
    }
}

/// What a gap or a cell of a table holds, before it has a language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Arg {
    /// A text that is the same in all languages, or a user's own words.
    Text(String),
    /// A name or text that its owner gives in three languages.
    Names {
        /// English.
        en: String,
        /// Russian; English stands in where it is empty.
        ru: String,
        /// Kazakh; English stands in where it is empty.
        kk: String,
    },
    /// A number. A plural is chosen by the gap of the same name with `-n` behind it.
    Number(Number),
    /// `best (low–high)`, or `low–high` without a best; one number where low and high are written alike.
    Range {
        /// Lower end.
        low: f64,
        /// Likeliest value or median.
        best: Option<f64>,
        /// Upper end.
        high: f64,
        /// How all of them are written.
        style: Style,
    },
    /// A number or range with its unit, which is named as in the inputs (`mg/m3`).
    Quantity(Box<Arg>, Cow<'static, str>),
    /// A moment.
    Date {
        /// When.
        at: Timestamp,
        /// By which clock.
        clock: Clock,
        /// How fine.
        precision: Precision,
    },
    /// Another message.
    Message(Box<Message>),
    /// Several, as a sentence lists them: `a, b and c`.
    List(Vec<Arg>),
    /// Several, one after the other with a separator.
    Joined(Vec<Arg>, Cow<'static, str>),
}

impl Arg {
    /// A text without language.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The same with a unit.
    #[must_use]
    pub fn unit(self, unit: impl Into<Cow<'static, str>>) -> Self {
        Self::Quantity(Box::new(self), unit.into())
    }

    /// A dash: nothing to say.
    pub fn dash() -> Self {
        Self::Text("–".to_owned())
    }

    /// The text in a language.
    pub fn say(&self, language: Language) -> String {
        Texts::of(language).arg(self)
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
}

impl From<Number> for Arg {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Number(Number::whole(count as f64))
    }
}
