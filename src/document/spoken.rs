//! A document as lines to read aloud: whole sentences, no layout, no pictures.

use crate::text::Lang;

use super::{Block, Document, Item, Line, List, Mark, Table};

/// The document as lines to read aloud, one thing a line. Charts and drawings are left out;
/// of a folded section only the heading is said.
pub fn spoken(document: &Document) -> Vec<String> {
    let mut out = Vec::new();
    say(&document.title, &mut out);
    blocks(&document.blocks, document.lang, &mut out);
    out
}

fn say(line: &Line, out: &mut Vec<String>) {
    let lines = line.broken().into_iter().map(|line| line.text().trim().to_owned());
    out.extend(lines.filter(|line| !line.is_empty()));
}

fn blocks(blocks: &[Block], lang: Lang, out: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(line) | Block::Note(line) => say(line, out),
            Block::Pairs(pairs) => {
                for (name, said) in pairs {
                    say(&named(name, said, lang), out);
                }
            }
            Block::List(List { mark, items }) => entries(*mark, items, out),
            Block::Table(table) => rows(table, lang, out),
            Block::Chart(_) | Block::Drawing(_) => {}
            Block::Section(section) => {
                say(&section.title, out);
                if section.fold != super::Fold::Closed {
                    self::blocks(&section.blocks, lang, out);
                }
            }
        }
    }
}

fn named(name: &Line, said: &Line, lang: Lang) -> Line {
    match (name.is_empty(), said.is_empty()) {
        (true, _) => said.clone(),
        (_, true) => name.clone(),
        _ => name.clone().and(lang.colon()).and(said.clone()),
    }
}

fn entries(mark: Mark, items: &[Item], out: &mut Vec<String>) {
    for (at, item) in (1..).zip(items) {
        match mark {
            Mark::Number => say(&Line::from(format!("{at} ")).and(item.text.clone()), out),
            Mark::Point | Mark::Box => say(&item.text, out),
        }
        entries(Mark::Point, &item.under, out);
    }
}

/// A row is a line: its name, then each cell after its head.
fn rows(table: &Table, lang: Lang, out: &mut Vec<String>) {
    let between = lang.clause();
    for row in &table.rows {
        let cells = table.columns.iter().zip(&row.cells).enumerate();
        let said = cells.filter(|(_, (_, cell))| !cell.is_empty()).map(|(at, (column, cell))| {
            if at == 0 { cell.clone() } else { named(&column.head, cell, lang) }
        });
        let line = Line::join(said, between).text().replace('\n', " ");
        say(&Line::from(line), out);
    }
}
