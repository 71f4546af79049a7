//! A document as rows for a terminal: wrapped, each piece with its meaning and no colours.
//! Plain text is the same rows without the meanings.

use crate::text::width::{Drawing, drawing};
use crate::text::wrap::wrap;
use crate::text::{Lang, columns};

use super::{
    Align, Block, Chart, Document, Fold, Item, Line, List, Mark, Section, Span, Table, Tone,
};

/// Columns of the widest name in a list of pairs, and of a bar's label.
const NAME: usize = 36;
/// The narrowest column of a table; below it the rows stand as lists.
const NARROW: usize = 8;

/// How a document is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Columns to wrap to.
    pub width: usize,
    /// Which folds are open.
    pub folds: Folds,
    /// Whether only ASCII signs are drawn (text stays as it is).
    pub ascii: bool,
}

impl Layout {
    /// A layout of some width with the folds as the document has them.
    pub fn new(width: usize) -> Self {
        Self { width, folds: Folds::AsGiven, ascii: false }
    }

    /// Whether bars and marks must be of ASCII, the others not being one cell wide everywhere.
    fn signs_are_plain(self) -> bool {
        Drawing { ascii: self.ascii, ..drawing() }.plain_signs()
    }
}

/// Which folds are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folds {
    /// As the document has them.
    AsGiven,
    /// All of them.
    Open,
}

/// One row of a terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its pieces.
    pub line: Line,
    /// What the row is about, where its entry says so: the id of a fact or benefit.
    pub target: Option<String>,
}

impl Row {
    /// The text without its meanings.
    pub fn text(&self) -> String {
        self.line.text()
    }

    /// The pieces.
    pub fn spans(&self) -> &[Span] {
        self.line.spans()
    }
}

/// The document as rows, its title first.
pub fn rows(document: &Document, layout: Layout) -> Vec<Row> {
    let mut painter = Painter { layout, lang: document.lang, rows: Vec::new() };
    painter.flow(&document.title.under(Tone::Heading), "", None);
    painter.blocks(&document.blocks, 0, 0);
    painter.rows
}

/// Some blocks as rows.
pub fn block_rows(blocks: &[Block], layout: Layout, lang: Lang) -> Vec<Row> {
    let mut painter = Painter { layout, lang, rows: Vec::new() };
    painter.blocks(blocks, 0, 0);
    painter.rows
}

/// The document as plain text, each row ended by a line feed.
pub fn plain(document: &Document, layout: Layout) -> String {
    rows(document, layout).iter().map(|row| format!("{}\n", row.text().trim_end())).collect()
}

struct Painter {
    layout: Layout,
    lang: Lang,
    rows: Vec<Row>,
}

impl Painter {
    fn push(&mut self, line: impl Into<Line>, target: Option<&str>) {
        self.rows.push(Row { line: line.into(), target: target.map(str::to_owned) });
    }

    /// A blank row between what is shown already and what follows.
    fn gap(&mut self) {
        if self.rows.last().is_some_and(|row| !row.line.is_empty()) {
            self.push("", None);
        }
    }

    /// Wrapped text; `first` stands before the first row, the others are indented as far.
    fn flow(&mut self, line: &Line, first: &str, target: Option<&str>) {
        for row in flowed(line, self.layout.width, first) {
            self.push(row, target);
        }
    }

    fn blocks(&mut self, blocks: &[Block], depth: usize, indent: usize) {
        let space = " ".repeat(indent);
        for block in blocks {
            match block {
                Block::Paragraph(line) => self.flow(line, &space, None),
                Block::Note(line) => {
                    let mark = if self.layout.ascii { "* " } else { "· " };
                    self.flow(line, &format!("{space}{mark}"), None);
                }
                Block::Pairs(pairs) => self.pairs(pairs, &space),
                Block::List(List { mark, items }) => self.items(*mark, items, &space),
                Block::Table(table) => self.table(table, indent),
                Block::Chart(chart) => self.chart(chart, &space),
                Block::Drawing(lines) => {
                    for line in lines {
                        self.push(Line::from(&space).and(line.clone()), None);
                    }
                }
                Block::Section(section) => self.section(section, depth, indent),
            }
        }
    }

    fn section(&mut self, section: &Section, depth: usize, indent: usize) {
        let closed = section.fold == Fold::Closed && self.layout.folds == Folds::AsGiven;
        let after_closed = self.rows.last().is_some_and(|row| row.text().starts_with(['▸', '+']));
        if depth == 0 && !(closed && after_closed) {
            self.gap();
        }
        let title = section.title.under(Tone::Heading);
        let space = " ".repeat(indent);
        let title = match (depth, closed, self.lang) {
            (_, true, _) => {
                Line::from(if self.layout.signs_are_plain() { "+ " } else { "▸ " }).and(title)
            }
            (0, false, Lang::Zh) => Line::from("【").and(title).and("】"),
            (0, false, Lang::En) => Line::from("[").and(title).and("]"),
            (_, false, _) => title,
        };
        self.flow(&title, &space, None);
        if !closed {
            self.blocks(&section.blocks, depth + 1, indent + 2);
        }
    }

    fn pairs(&mut self, pairs: &[(Line, Line)], space: &str) {
        let most = pairs.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
        let width = most.min(NAME).min(self.layout.width / 2);
        for (name, said) in pairs {
            let pad = " ".repeat(width.saturating_sub(name.width()) + 2);
            // The name as the start of the line, so that the rest hangs below what is said.
            let hang = format!("{space}{}", " ".repeat(name.width() + pad.len()));
            if columns(&hang) * 2 > self.layout.width && !said.is_empty() {
                self.flow(name, space, None);
                self.flow(said, &format!("{space}  "), None);
                continue;
            }
            let mut lines = flowed(said, self.layout.width, &hang).into_iter();
            let first = lines.next().unwrap_or_default();
            let first = without_indent(&first, columns(&hang));
            self.push(Line::from(space).and(name.clone()).and(pad).and(first), None);
            for line in lines {
                self.push(line, None);
            }
        }
    }

    fn items(&mut self, mark: Mark, items: &[Item], space: &str) {
        for (at, item) in (1..).zip(items) {
            let sign = match (mark, self.layout.ascii) {
                (Mark::Point, _) => "- ".to_owned(),
                (Mark::Number, _) => format!("{at}. "),
                (Mark::Box, true) => "[ ] ".to_owned(),
                (Mark::Box, false) => "□ ".to_owned(),
            };
            self.flow(&item.text, &format!("{space}{sign}"), item.target.as_deref());
            let below = format!("{space}{}", " ".repeat(columns(&sign)));
            self.items(Mark::Point, &item.under, &below);
        }
    }

    fn table(&mut self, table: &Table, indent: usize) {
        let room = self.layout.width.saturating_sub(indent);
        let space = " ".repeat(indent);
        let Some(widths) = widths(table, room) else {
            return self.stacked(table, &space);
        };
        let heads: Vec<Line> =
            table.columns.iter().map(|column| column.head.under(Tone::Quiet)).collect();
        self.cells(&heads, table, &widths, &space, None);
        for row in &table.rows {
            self.cells(&row.cells, table, &widths, &space, row.target.as_deref());
        }
    }

    fn cells(
        &mut self,
        cells: &[Line],
        table: &Table,
        widths: &[usize],
        space: &str,
        target: Option<&str>,
    ) {
        let wrapped: Vec<Vec<Line>> =
            cells.iter().zip(widths).map(|(cell, width)| flowed(cell, *width, "")).collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..height {
            let mut line = Line::from(space);
            let mut owed = 0;
            for ((cell, width), column) in wrapped.iter().zip(widths).zip(&table.columns) {
                let piece = cell.get(at).cloned().unwrap_or_default();
                let pad = width.saturating_sub(piece.width());
                let (before, after) = match column.align {
                    Align::Start => (0, pad),
                    Align::End => (pad, 0),
                };
                if !piece.is_empty() {
                    line = line.and(" ".repeat(owed + before)).and(piece);
                    owed = after + 2;
                } else {
                    owed += width + 2;
                }
            }
            self.push(line, target);
        }
    }

    /// The rows of a table as a list, where there is no room for columns.
    fn stacked(&mut self, table: &Table, space: &str) {
        let colon = self.lang.colon();
        for row in &table.rows {
            let target = row.target.as_deref();
            for (at, (column, cell)) in table.columns.iter().zip(&row.cells).enumerate() {
                match (at, cell.is_empty()) {
                    (_, true) => {}
                    (0, false) => self.flow(cell, &format!("{space}- "), target),
                    (_, false) => {
                        let said = column.head.under(Tone::Quiet).and(colon).and(cell.clone());
                        self.flow(&said, &format!("{space}  "), target);
                    }
                }
            }
        }
    }

    fn chart(&mut self, chart: &Chart, space: &str) {
        self.flow(&chart.title.under(Tone::Quiet), space, None);
        let width = |line: fn(&super::Bar) -> usize| chart.bars.iter().map(line).max().unwrap_or(0);
        let labels = width(|bar| bar.label.width()).min(NAME).min(self.layout.width / 3);
        let amounts = width(|bar| bar.said.width());
        let taken = columns(space) + labels + amounts + 3;
        let room = self.layout.width.saturating_sub(taken).max(4);
        let most = chart.bars.iter().map(|bar| bar.value).max().unwrap_or(1).max(1);
        let (full, open) = if self.layout.signs_are_plain() { ("#", ".") } else { ("█", "░") };
        for bar in &chart.bars {
            let long = bar.value.max(0) * i128::try_from(room).unwrap_or(0) / most;
            let long = usize::try_from(long).unwrap_or(0).max(usize::from(bar.value > 0));
            let drawn = if bar.certain { full.repeat(long) } else { open.repeat(long) };
            let label = crate::text::printable_within(&bar.label.text(), labels);
            let pad = " ".repeat(labels.saturating_sub(columns(&label)) + 1);
            let tone = if bar.certain { Tone::Met } else { Tone::Open };
            let line = Line::from(space)
                .and(label)
                .and(pad)
                .and(Line::toned(drawn, tone))
                .and(" ")
                .and(bar.said.clone());
            self.push(line, None);
        }
        self.flow(&chart.legend.under(Tone::Quiet), space, None);
    }
}

/// A line wrapped to a width, `first` before its first row.
fn flowed(line: &Line, width: usize, first: &str) -> Vec<Line> {
    let indent = columns(first);
    let mut rows = Vec::new();
    for (at, piece) in line.broken().iter().enumerate() {
        let lead = if at == 0 { first.to_owned() } else { " ".repeat(indent) };
        // What is laid out by spaces stays as it is laid out.
        let room = width.saturating_sub(indent).max(2);
        let wrapped = wrap(&piece.text(), room, "");
        for (at, row) in piece.spread(&wrapped).into_iter().enumerate() {
            let lead = if at == 0 { lead.clone() } else { " ".repeat(indent) };
            rows.push(Line::from(lead).and(row));
        }
    }
    rows
}

/// A line without its first columns, which are spaces.
fn without_indent(line: &Line, indent: usize) -> Line {
    let mut left = indent;
    let spans = line.spans().iter().map(|span| {
        let spaces = span.text().len() - span.text().trim_start_matches(' ').len();
        let cut = spaces.min(left);
        left = if cut == span.text().len() { left - cut } else { 0 };
        Line::toned(&span.text()[cut..], span.tone())
    });
    Line::join(spans, "")
}

/// The widths of the columns of a table: as wide as their cells, the widest cut down until all
/// fit; none where they cannot.
fn widths(table: &Table, room: usize) -> Option<Vec<usize>> {
    let mut widths: Vec<usize> = table
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let cells = table.rows.iter().filter_map(|row| row.cells.get(at)).map(Line::width);
            cells.chain([column.head.width()]).max().unwrap_or(0)
        })
        .collect();
    let room = room.checked_sub(widths.len().saturating_sub(1) * 2)?;
    // Figures are never broken.
    let words = |at: &usize| table.columns[*at].align == Align::Start;
    while widths.iter().sum::<usize>() > room {
        let widest = (0..widths.len()).filter(words).max_by_key(|at| widths[*at])?;
        let over = widths.iter().sum::<usize>() - room;
        let next = (0..widths.len())
            .filter(|at| *at != widest && words(at))
            .map(|at| widths[at])
            .max()
            .unwrap_or(0);
        let cut = over.min((widths[widest] - next.min(widths[widest])).max(1));
        widths[widest] -= cut;
        if widths[widest] < NARROW {
            return None;
        }
    }
    Some(widths)
}
