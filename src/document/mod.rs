//! What a person is shown, as data: headings, paragraphs, tables, lists and charts, with the
//! renderers that put it on a terminal, into a file of text, Markdown or HTML, or into words.
//!
//! A report is a function to [`Document`]; how it looks is decided here, once. All text in a
//! document is safe to print: [`Line`] escapes what could steer a terminal when it is made, and
//! each renderer escapes what means something in its own form.

mod chart;
mod escape;
mod html;
mod line;
mod markdown;
mod spoken;
mod terminal;

use crate::text::Lang;

pub use html::{html, html_pair};
pub use line::{Line, Span, Tone};
pub use markdown::markdown;
pub use spoken::spoken;
pub use terminal::{Folds, Layout, Row, block_rows, plain, rows};

/// Something to read, under one title.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The language it is written in.
    pub lang: Lang,
    /// The title.
    pub title: Line,
    /// What follows, in order.
    pub blocks: Vec<Block>,
}

impl Document {
    /// An empty document.
    pub fn new(lang: Lang, title: impl Into<Line>) -> Self {
        Self { lang, title: title.into(), blocks: Vec::new() }
    }

    /// Adds a block, unless there is nothing in it.
    pub fn add(&mut self, block: impl Into<Block>) {
        self.blocks.extend(Some(block.into()).filter(|block| !block.is_empty()));
    }
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A sentence or a few.
    Paragraph(Line),
    /// What the rest depends on, set apart: the answer, a warning, a notice.
    Note(Line),
    /// Short names, each with what is said of it.
    Pairs(Vec<(Line, Line)>),
    /// Entries one below the other.
    List(List),
    /// Rows below heads.
    Table(Table),
    /// Amounts as bars. It shows what the text says as well, so renderers without pictures may
    /// leave it out.
    Chart(Chart),
    /// A picture drawn with characters, line by line.
    Drawing(Vec<Line>),
    /// Blocks under a heading.
    Section(Section),
}

impl Block {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Paragraph(line) | Self::Note(line) => line.is_empty(),
            Self::Pairs(pairs) => pairs.is_empty(),
            Self::List(list) => list.items.is_empty(),
            Self::Table(table) => table.rows.is_empty(),
            Self::Chart(chart) => chart.bars.is_empty(),
            Self::Drawing(lines) => lines.is_empty(),
            Self::Section(section) => section.blocks.is_empty(),
        }
    }
}

/// Blocks under a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The heading.
    pub title: Line,
    /// Whether it can be folded away, and is at first.
    pub fold: Fold,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// Whether a section can be folded away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fold {
    /// It always shows.
    #[default]
    Fixed,
    /// It can be folded and is open at first.
    Open,
    /// Only its heading shows at first.
    Closed,
}

impl Section {
    /// A section that always shows.
    pub fn new(title: impl Into<Line>) -> Self {
        Self { title: title.into(), fold: Fold::Fixed, blocks: Vec::new() }
    }

    /// A section of which only the heading shows at first.
    pub fn closed(title: impl Into<Line>) -> Self {
        Self { fold: Fold::Closed, ..Self::new(title) }
    }

    /// Adds a block, unless there is nothing in it.
    pub fn add(&mut self, block: impl Into<Block>) {
        self.blocks.extend(Some(block.into()).filter(|block| !block.is_empty()));
    }

    /// The section with one more block.
    #[must_use]
    pub fn with(mut self, block: impl Into<Block>) -> Self {
        self.add(block);
        self
    }
}

/// Entries one below the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// What stands before each entry.
    pub mark: Mark,
    /// The entries.
    pub items: Vec<Item>,
}

impl List {
    /// A list of entries with one mark.
    pub fn new(mark: Mark, items: impl IntoIterator<Item = impl Into<Item>>) -> Self {
        Self { mark, items: items.into_iter().map(Into::into).collect() }
    }
}

/// What stands before an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// A point or a dash.
    #[default]
    Point,
    /// Its number.
    Number,
    /// A box to tick.
    Box,
}

/// An entry of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// What it says.
    pub text: Line,
    /// Entries that belong to it.
    pub under: Vec<Item>,
    /// What it is about, for a face that can go there: the id of a fact or benefit.
    pub target: Option<String>,
}

impl<L: Into<Line>> From<L> for Item {
    fn from(text: L) -> Self {
        Self { text: text.into(), under: Vec::new(), target: None }
    }
}

impl Item {
    /// The entry with others below it.
    #[must_use]
    pub fn over(mut self, under: impl IntoIterator<Item = impl Into<Self>>) -> Self {
        self.under.extend(under.into_iter().map(Into::into));
        self
    }

    /// The entry with what it is about.
    #[must_use]
    pub fn about(mut self, id: impl Into<String>) -> Self {
        self.target = Some(id.into());
        self
    }
}

/// Rows below heads.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows in their first order.
    pub rows: Vec<TableRow>,
    /// Other orders of the rows that a reader may choose, by name; each holds every row once.
    pub orders: Vec<(Line, Vec<usize>)>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its head.
    pub head: Line,
    /// Where its cells stand.
    pub align: Align,
}

/// Where cells stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Words.
    #[default]
    Start,
    /// Figures.
    End,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableRow {
    /// The cells, as many as there are columns; the first names the row.
    pub cells: Vec<Line>,
    /// What it is about, for a face that can go there.
    pub target: Option<String>,
    /// The name of a file beside this one that the row leads to.
    pub file: Option<String>,
}

impl Table {
    /// A table of words; [`Table::figures`] tells which columns are figures.
    pub fn new(heads: impl IntoIterator<Item = impl Into<Line>>) -> Self {
        let column = |head: Line| Column { head, align: Align::Start };
        let columns = heads.into_iter().map(|head| column(head.into())).collect();
        Self { columns, rows: Vec::new(), orders: Vec::new() }
    }

    /// The table with some columns as figures.
    #[must_use]
    pub fn figures(mut self, columns: impl IntoIterator<Item = usize>) -> Self {
        for at in columns {
            if let Some(column) = self.columns.get_mut(at) {
                column.align = Align::End;
            }
        }
        self
    }

    /// Adds a row; it is cut or filled to the width of the table.
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl Into<Line>>) {
        self.row_about(None, cells);
    }

    /// Adds a row that a face can follow to what it is about.
    pub fn row_about(
        &mut self,
        target: Option<String>,
        cells: impl IntoIterator<Item = impl Into<Line>>,
    ) {
        let mut cells: Vec<Line> = cells.into_iter().map(Into::into).collect();
        cells.resize(self.columns.len(), Line::default());
        self.rows.push(TableRow { cells, target, file: None });
    }

    /// Adds a row that leads to a file beside this one.
    pub fn row_to(
        &mut self,
        file: impl Into<String>,
        cells: impl IntoIterator<Item = impl Into<Line>>,
    ) {
        self.row_about(None, cells);
        if let Some(row) = self.rows.last_mut() {
            row.file = Some(file.into());
        }
    }
}

/// Amounts as bars, in the order given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    /// What is drawn.
    pub title: Line,
    /// What full and hatched bars mean; may be empty.
    pub legend: Line,
    /// The bars.
    pub bars: Vec<Bar>,
}

/// One amount of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it is the amount of.
    pub label: Line,
    /// The amount in words.
    pub said: Line,
    /// The amount in any one unit; below 0 it is drawn as 0.
    pub value: i128,
    /// Whether it is certain; drawn full, else hatched.
    pub certain: bool,
}

macro_rules! blocks {
    ($($kind:ident),*) => {$(
        impl From<$kind> for Block {
            fn from(block: $kind) -> Self {
                Self::$kind(block)
            }
        }
    )*};
}
blocks!(List, Table, Chart, Section);

impl From<Line> for Block {
    fn from(line: Line) -> Self {
        Self::Paragraph(line)
    }
}

#[cfg(test)]
mod tests;
