//! A document as Markdown (CommonMark with the tables and boxes of GitHub).

use std::fmt::Write as _;

use crate::text::Lang;

use super::escape::{address, markdown as escape};
use super::{Align, Block, Document, Item, Line, List, Mark, Section, Table, Tone};

/// The document as Markdown. Charts are left out, folds are open.
pub fn markdown(document: &Document) -> String {
    let mut out = format!("# {}\n", broken(&document.title, " "));
    blocks(&document.blocks, 2, document.lang, &mut out);
    out
}

fn blocks(blocks: &[Block], level: usize, lang: Lang, out: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(line) => {
                let _ = write!(out, "\n{}\n", broken(line, "\\\n"));
            }
            Block::Note(line) => {
                let _ = write!(out, "\n> {}\n", broken(line, "\\\n> "));
            }
            Block::Pairs(pairs) => {
                let colon = lang.colon();
                out.push('\n');
                for (name, said) in pairs {
                    let (name, said) = (broken(name, " "), broken(said, "\\\n  "));
                    let colon = if name.is_empty() || said.is_empty() { "" } else { colon };
                    let _ = writeln!(out, "- {name}{colon}{said}");
                }
            }
            Block::List(List { mark, items }) => {
                out.push('\n');
                entries(*mark, items, "", out);
            }
            Block::Table(table) => write_table(table, out),
            Block::Chart(_) => {}
            Block::Drawing(lines) => {
                out.push_str("\n```text\n");
                for line in lines {
                    // A fence within the drawing would end it.
                    let _ = writeln!(out, "{}", line.text().replace("```", "'''"));
                }
                out.push_str("```\n");
            }
            Block::Section(Section { title, blocks: inner, .. }) => {
                let _ = write!(out, "\n{} {}\n", "#".repeat(level.min(6)), broken(title, " "));
                self::blocks(inner, level + 1, lang, out);
            }
        }
    }
}

fn entries(mark: Mark, items: &[Item], indent: &str, out: &mut String) {
    for (at, item) in (1..).zip(items) {
        let sign = match mark {
            Mark::Point => "- ".to_owned(),
            Mark::Number => format!("{at}. "),
            Mark::Box => "- [ ] ".to_owned(),
        };
        let below = format!("{indent}{}", " ".repeat(if mark == Mark::Number { 3 } else { 2 }));
        let _ = writeln!(out, "{indent}{sign}{}", broken(&item.text, &format!("\\\n{below}")));
        entries(Mark::Point, &item.under, &below, out);
    }
}

fn write_table(table: &Table, out: &mut String) {
    let heads = table.columns.iter().map(|column| broken(&column.head, " ")).collect();
    let rule = table.columns.iter().map(|column| match column.align {
        Align::Start => "---".to_owned(),
        Align::End => "---:".to_owned(),
    });
    let rows = table.rows.iter().map(|row| {
        let mut cells: Vec<String> = row.cells.iter().map(|cell| broken(cell, "<br>")).collect();
        if let (Some(first), Some(file)) = (cells.first_mut(), &row.file) {
            *first = format!("[{first}]({})", address(file));
        }
        cells
    });
    let all: Vec<Vec<String>> = [heads, rule.collect()].into_iter().chain(rows).collect();
    out.push('\n');
    for cells in all {
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
}

/// The escaped lines with `between` them; blank ones are left out.
fn broken(line: &Line, between: &str) -> String {
    let lines = line.broken();
    let written = lines.iter().map(|line| {
        let whole: String =
            line.spans().iter().map(|span| toned(span.text(), span.tone())).collect();
        whole.trim().to_owned()
    });
    written.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(between)
}

fn toned(text: &str, tone: Tone) -> String {
    let (open, close) = match tone {
        Tone::Strong => ("**", "**"),
        Tone::Removed => ("<del>", "</del>"),
        Tone::Added => ("<ins>", "</ins>"),
        Tone::Plain
        | Tone::Heading
        | Tone::Figure
        | Tone::Met
        | Tone::Unmet
        | Tone::Open
        | Tone::Quiet
        | Tone::Quote => ("", ""),
    };
    let trimmed = text.trim();
    if open.is_empty() || trimmed.is_empty() {
        return escape(text);
    }
    // Stars next to white space would be stars.
    let start = text.len() - text.trim_start().len();
    let (before, after) = (&text[..start], &text[start + trimmed.len()..]);
    format!("{before}{open}{}{close}{after}", escape(trimmed))
}
