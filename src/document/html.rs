//! A document as one HTML file: nothing is loaded, nothing runs, and it prints on A4.

use std::fmt::Write as _;

use crate::text::Lang;

use super::chart::figure;
use super::escape::{address, html as escape};
use super::{Align, Block, Document, Fold, Item, Line, List, Mark, Section, Table, TableRow, Tone};

const STYLE: &str = include_str!("document.css");

/// The document as HTML.
pub fn html(document: &Document) -> String {
    let mut page = Page::default();
    page.open(document.lang, &document.title, "");
    page.blocks(&document.blocks, 2, document.lang);
    page.close()
}

/// Two documents of the same shape side by side, block by block: the same in two languages.
pub fn html_pair(left: &Document, right: &Document) -> String {
    let mut page = Page::default();
    let title = left.title.clone().and(" · ").and(right.title.clone());
    page.open(left.lang, &title, " class=\"pair\"");
    let most = left.blocks.len().max(right.blocks.len());
    for at in 0..most {
        page.out.push_str("<div class=\"pair\">\n");
        for side in [left, right] {
            let _ = writeln!(page.out, "<div lang=\"{}\">", code(side.lang));
            page.blocks(side.blocks.get(at..=at).unwrap_or_default(), 2, side.lang);
            page.out.push_str("</div>\n");
        }
        page.out.push_str("</div>\n");
    }
    page.close()
}

fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    }
}

#[derive(Default)]
struct Page {
    out: String,
    /// Charts and tables that a reader sorts have ids of their own.
    named: usize,
}

impl Page {
    fn open(&mut self, lang: Lang, title: &Line, class: &str) {
        let (code, plain) = (code(lang), escape(&title.text().replace('\n', " ")));
        let _ = write!(
            self.out,
            "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{plain}</title>\n<style>\n{STYLE}</style>\n</head>\n<body{class}>\n<main>\n"
        );
        self.line("h1", title);
    }

    fn close(mut self) -> String {
        self.out.push_str("</main>\n</body>\n</html>\n");
        self.out
    }

    fn line(&mut self, tag: &str, line: &Line) {
        let end = tag.split(' ').next().unwrap_or(tag);
        let _ = writeln!(self.out, "<{tag}>{}</{end}>", inline(line));
    }

    fn id(&mut self) -> String {
        self.named += 1;
        format!("f{}", self.named)
    }

    fn blocks(&mut self, blocks: &[Block], level: usize, lang: Lang) {
        for block in blocks {
            match block {
                Block::Paragraph(line) => self.line("p", line),
                Block::Note(line) => self.line("p class=\"note\"", line),
                Block::Pairs(pairs) => {
                    self.out.push_str("<dl>\n");
                    for (name, said) in pairs {
                        let (name, said) = (inline(name), inline(said));
                        let _ = writeln!(self.out, "<div><dt>{name}</dt><dd>{said}</dd></div>");
                    }
                    self.out.push_str("</dl>\n");
                }
                Block::List(List { mark, items }) => self.list(*mark, items),
                Block::Table(table) => self.table(table),
                Block::Chart(chart) => {
                    let id = self.id();
                    figure(chart, &id, lang, &mut self.out);
                }
                Block::Drawing(lines) => {
                    let lines: Vec<String> = lines.iter().map(inline).collect();
                    let _ = writeln!(self.out, "<pre>{}</pre>", lines.join("\n"));
                }
                Block::Section(section) => self.section(section, level, lang),
            }
        }
    }

    fn section(&mut self, section: &Section, level: usize, lang: Lang) {
        let heading = format!("h{}", level.min(6));
        let title = inline(&section.title);
        match section.fold {
            Fold::Fixed => {
                let _ = writeln!(self.out, "<section>\n<{heading}>{title}</{heading}>");
                self.blocks(&section.blocks, level + 1, lang);
                self.out.push_str("</section>\n");
            }
            Fold::Open | Fold::Closed => {
                let open = if section.fold == Fold::Open { " open" } else { "" };
                let _ = writeln!(
                    self.out,
                    "<details{open}>\n<summary><{heading}>{title}</{heading}></summary>"
                );
                self.blocks(&section.blocks, level + 1, lang);
                self.out.push_str("</details>\n");
            }
        }
    }

    fn list(&mut self, mark: Mark, items: &[Item]) {
        let (tag, class) = match mark {
            Mark::Point => ("ul", ""),
            Mark::Number => ("ol", ""),
            Mark::Box => ("ul", " class=\"boxes\""),
        };
        let _ = writeln!(self.out, "<{tag}{class}>");
        for item in items {
            let _ = write!(self.out, "<li>{}", inline(&item.text));
            if !item.under.is_empty() {
                self.out.push('\n');
                self.list(Mark::Point, &item.under);
            }
            self.out.push_str("</li>\n");
        }
        let _ = writeln!(self.out, "</{tag}>");
    }

    /// A table; where it has other orders, each is a body of its own, and the one chosen shows.
    fn table(&mut self, table: &Table) {
        if table.orders.is_empty() {
            self.out.push_str("<table>\n");
        } else {
            let id = self.id();
            self.out.push_str("<div class=\"sorted\">\n");
            for (at, (name, _)) in table.orders.iter().enumerate() {
                let checked = if at == 0 { " checked" } else { "" };
                let name = inline(name);
                let _ = writeln!(
                    self.out,
                    "<input type=\"radio\" id=\"{id}-{at}\" name=\"{id}\"{checked}>\
                     <label for=\"{id}-{at}\">{name}</label>"
                );
            }
            self.out.push_str("<table>\n");
        }
        self.out.push_str("<thead><tr>");
        for column in &table.columns {
            let class = class(column.align);
            let _ = write!(self.out, "<th scope=\"col\"{class}>{}</th>", inline(&column.head));
        }
        self.out.push_str("</tr></thead>\n");
        if table.orders.is_empty() {
            self.body(table, &mut table.rows.iter());
        }
        for (_, order) in &table.orders {
            self.body(table, &mut order.iter().filter_map(|at| table.rows.get(*at)));
        }
        self.out.push_str("</table>\n");
        if !table.orders.is_empty() {
            self.out.push_str("</div>\n");
        }
    }

    fn body(&mut self, table: &Table, rows: &mut dyn Iterator<Item = &TableRow>) {
        self.out.push_str("<tbody>\n");
        for row in rows {
            self.out.push_str("<tr>");
            for (at, (cell, column)) in row.cells.iter().zip(&table.columns).enumerate() {
                let (class, mut text) = (class(column.align), inline(cell));
                if let (0, Some(file)) = (at, &row.file) {
                    text = format!("<a href=\"{}\">{text}</a>", address(file));
                }
                let head = escape(&column.head.text());
                let _ = match at {
                    0 => write!(self.out, "<th scope=\"row\"{class}>{text}</th>"),
                    // On a telephone each cell names its column.
                    _ => write!(self.out, "<td{class} data-head=\"{head}\">{text}</td>"),
                };
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n");
    }
}

fn class(align: Align) -> &'static str {
    match align {
        Align::Start => "",
        Align::End => " class=\"end\"",
    }
}

/// The text of a line with its meanings and breaks.
fn inline(line: &Line) -> String {
    let mut out = String::new();
    for span in line.spans() {
        let text = escape(span.text()).replace('\n', "<br>");
        let (tag, class) = match span.tone() {
            Tone::Plain | Tone::Heading => {
                out.push_str(&text);
                continue;
            }
            Tone::Strong => ("strong", ""),
            Tone::Figure => ("b", ""),
            Tone::Added => ("ins", ""),
            Tone::Removed => ("del", ""),
            Tone::Met => ("span", " class=\"met\""),
            Tone::Unmet => ("span", " class=\"unmet\""),
            Tone::Open => ("span", " class=\"open\""),
            Tone::Quiet => ("span", " class=\"quiet\""),
            Tone::Quote => ("span", " class=\"quote\""),
        };
        let _ = write!(out, "<{tag}{class}>{text}</{tag}>");
    }
    out
}
