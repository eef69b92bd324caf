//! The parts that the act is made of, in two languages.

use serde::Serialize;

use crate::language::{Arg, Language, msg};
use crate::substance::Names;

/// A text in the two languages of the act.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub(super) struct Both {
    /// Kazakh.
    pub kk: String,
    /// Russian.
    pub ru: String,
}

impl Both {
    /// What a message, number or name says in both languages.
    pub(super) fn of(arg: impl Into<Arg>) -> Self {
        let arg = arg.into();
        Self { kk: arg.say(Language::Kk), ru: arg.say(Language::Ru) }
    }

    /// A name: where one language has none the other stands in, and the English one only where both have none.
    pub(super) fn name(names: &Names) -> Self {
        let first = |a: &str, b: &str| if a.is_empty() { b.to_owned() } else { a.to_owned() };
        let (kk, ru) = (first(&names.kk, &names.ru), first(&names.ru, &names.kk));
        Self { kk: first(&kk, &names.en), ru: first(&ru, &names.en) }
    }
}

/// A text by its id.
pub(super) fn say(id: &'static str) -> Both {
    Both::of(msg(id))
}

/// Where the content of a cell comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Origin {
    /// Left to the commission.
    Blank,
    /// Words of the form.
    Form,
    /// What the user gave.
    Input,
    /// What the model computed.
    Model,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Cell {
    /// Content; one line where both languages write it alike.
    pub text: Both,
    /// Origin.
    pub origin: Origin,
    /// True where the content is a figure and stands to the right.
    pub figure: bool,
}

impl Cell {
    /// Left to the commission.
    pub(super) fn blank() -> Self {
        Self { text: Both::default(), origin: Origin::Blank, figure: false }
    }

    /// Words of the form.
    pub(super) fn form(text: Both) -> Self {
        Self { text, origin: Origin::Form, figure: false }
    }

    /// What the user gave.
    pub(super) fn input(text: Both) -> Self {
        Self { text, origin: Origin::Input, figure: false }
    }

    /// What the model computed.
    pub(super) fn model(arg: impl Into<Arg>) -> Self {
        Self::modelled(Both::of(arg))
    }

    /// See [`Cell::model`].
    pub(super) fn modelled(text: Both) -> Self {
        Self { text, origin: Origin::Model, figure: false }
    }
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Column {
    /// Head.
    pub head: Both,
    /// Width, twentieths of a point.
    pub width: u32,
}

/// A table; its head is repeated on every page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Table {
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows.
    pub rows: Vec<Vec<Cell>>,
}

/// Width of the text, twentieths of a point: A4 less margins of 20 and 15 mm.
pub(super) const TEXT_WIDTH: u32 = 9_921;

impl Table {
    /// A table whose columns share the width of the text as told.
    pub(super) fn new(columns: &[(&'static str, u32)], rows: Vec<Vec<Cell>>) -> Self {
        let all: u32 = columns.iter().map(|(_, share)| share).sum();
        let column = |(head, share): &(&'static str, u32)| Column { head: say(head), width: TEXT_WIDTH * share / all };
        Self { columns: columns.iter().map(column).collect(), rows }
    }

    /// The same with so many empty rows below.
    pub(super) fn with_blanks(mut self, count: usize) -> Self {
        let blank = vec![Cell::blank(); self.columns.len()];
        self.rows.extend(std::iter::repeat_n(blank, count));
        self
    }

    /// The same with so many rows that hold nothing but their number.
    pub(super) fn numbered(mut self, count: usize) -> Self {
        for number in 1..=count {
            let mut row = vec![Cell::blank(); self.columns.len()];
            let text = number.to_string();
            row[0] = Cell::form(Both { kk: text.clone(), ru: text });
            self.rows.push(row);
        }
        self
    }
}

/// A part of the act, from top to bottom.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Block {
    /// Head of the act.
    Title {
        /// Text.
        text: Both,
    },
    /// Head of a section.
    Heading {
        /// Number of the section.
        number: usize,
        /// Text.
        text: Both,
    },
    /// Head of a part of a section.
    Part {
        /// Text.
        text: Both,
    },
    /// Text, both languages side by side.
    Text {
        /// Text.
        text: Both,
    },
    /// What a reader must know before all else, in a frame.
    Notice {
        /// First line.
        head: Both,
        /// Text.
        text: Both,
    },
    /// Lines to write on.
    Lines {
        /// How many.
        count: usize,
    },
    /// A table.
    Grid {
        /// Table.
        table: Table,
    },
}

impl Block {
    /// Text by its id.
    pub(super) fn text(id: &'static str) -> Self {
        Self::Text { text: say(id) }
    }

    /// Head of a part by its id.
    pub(super) fn part(id: &'static str) -> Self {
        Self::Part { text: say(id) }
    }

    /// A table.
    pub(super) fn grid(table: Table) -> Self {
        Self::Grid { table }
    }
}
