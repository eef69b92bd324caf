//! Three languages: every text that a reader sees stands once a language in `data/texts`, and numbers, units and
//! dates are written as that language writes them.
//!
//! Code that has something to say makes a [`Message`] (an id and its arguments) and knows no language; a writer asks
//! [`Texts`] for the words. Domain terms stand in `terms.ftl` as Fluent terms and are referred to from the messages,
//! so that a term is changed in one place.

mod catalogue;
mod date;
mod message;
mod number;
mod units;
pub mod words;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use catalogue::{GlossaryRow, Texts};
pub use date::{Clock, Precision};
pub use message::{Arg, Message, msg};
pub use number::{Number, Style};

/// Language of maps, reports and other texts for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Russian.
    Ru,
    /// Kazakh, in Cyrillic letters.
    Kk,
}

impl Language {
    /// All, in the order of their catalogues.
    pub const ALL: [Self; 3] = [Self::En, Self::Ru, Self::Kk];

    /// Code by ISO 639-1, as it stands in `--lang` and in the head of a page.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ru => "ru",
            Self::Kk => "kk",
        }
    }

    /// Code with the country, as word processors want it.
    pub const fn locale(self) -> &'static str {
        match self {
            Self::En => "en-GB",
            Self::Ru => "ru-RU",
            Self::Kk => "kk-KZ",
        }
    }

    /// The one of three texts that is in this language; the English one where it is empty.
    pub fn of<'a>(self, en: &'a str, ru: &'a str, kk: &'a str) -> &'a str {
        let wanted = match self {
            Self::En => en,
            Self::Ru => ru,
            Self::Kk => kk,
        };
        if wanted.is_empty() { en } else { wanted }
    }
}
