//! The result as an Excel workbook: the sums first, then the lists, then what they rest on.

use std::io::{self, BufRead as _, BufReader, Seek as _, Write};
use std::path::{Path, PathBuf};

use tempfile::SpooledTempFile;

use super::book::{Book, Cell, SheetId, Style};
use super::output::{Heads, Layout, Output};
use super::summary::Value;
use super::words::{push_wan, unit};
use super::write::{CELL, Mark, ROW, Tab};
use super::{Job, Summary};
use crate::report::notices_for_many;
use crate::text;
use crate::text::{Lang, Text, printable};

/// Bytes of rows kept in memory before they go to a file.
const SPOOLED: usize = 64 << 10;

/// A workbook under way.
pub struct ResultBook {
    book: Book,
    lang: Lang,
    folder: PathBuf,
    sums: SheetId,
    /// The sheets of the lists, in the order of [`Tab::ALL`].
    tabs: Vec<SheetId>,
    /// The rows of what is to be verified by who knows, until all are there.
    open: Vec<(Vec<u8>, SpooledTempFile)>,
}

impl ResultBook {
    /// An empty one; what was written is kept in the folder until it is saved.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn new(lang: Lang, folder: &Path) -> io::Result<Self> {
        let mut book = Book::new(folder.to_owned());
        let sums = book.add(Layout {
            name: text!("汇总", "Summary").get(lang).to_owned(),
            widths: vec![44, 16, 16, 16, 16, 16, 16, 16, 36],
            ..Layout::default()
        })?;
        let folder = folder.to_owned();
        Ok(Self { book, lang, folder, sums, tabs: Vec::new(), open: Vec::new() })
    }

    /// Puts the workbook together.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save(
        mut self,
        job: &Job<'_>,
        summary: &Summary,
        to: &mut (dyn Write + Send),
    ) -> io::Result<()> {
        self.write_sums(job, summary)?;
        self.write_open()?;
        self.write_about(job, summary)?;
        self.book.save(to)
    }

    fn write_sums(&mut self, job: &Job<'_>, summary: &Summary) -> io::Result<()> {
        let (book, sums, lang) = (&mut self.book, self.sums, self.lang);
        let title = text!("成批评估汇总", "Summary of a screening");
        book.row(sums, [Cell::Text(title.get(lang), Style::Title)])?;
        book.row(sums, [Cell::Text(&printable(job.policy.title.get(lang)), Style::Plain)])?;
        for table in summary.tables(job.policy, job.program, lang) {
            book.row(sums, [])?;
            if !table.title.is_empty() {
                book.row(sums, [Cell::Text(&table.title, Style::Heading)])?;
            }
            let holds = |at: usize, is: fn(&Value) -> bool| {
                table.rows.iter().any(|row| row.get(at).is_some_and(is))
            };
            let is_money = |at| holds(at, |value| matches!(value, Value::Money(_)));
            let is_count = |at| holds(at, |value| matches!(value, Value::Count(_)));
            let heads = table.heads.iter().enumerate();
            let heads: Vec<(String, Style)> = heads
                .map(|(at, head)| match (is_money(at), is_count(at)) {
                    (true, _) => (format!("{head}{}", unit(lang)), Style::FigureHead),
                    (false, true) => (head.clone(), Style::FigureHead),
                    (false, false) => (head.clone(), Style::Head),
                })
                .collect();
            if !heads.is_empty() {
                book.row(sums, heads.iter().map(|(head, style)| Cell::Text(head, *style)))?;
            }
            for row in &table.rows {
                write_values(book, sums, row, table.heads.is_empty(), lang)?;
            }
            if table.title.is_empty() {
                for (name, said) in summary.rests_on(job.policy, job.program, lang) {
                    let cells = [(&name, Style::Wrapped), (&said, Style::Plain)];
                    book.row(sums, cells.map(|(text, style)| Cell::Text(text, style)))?;
                }
            }
        }
        Ok(())
    }

    /// The rows of what is to be verified, those of each who knows together.
    fn write_open(&mut self) -> io::Result<()> {
        for (_, rows) in &mut self.open {
            rows.rewind()?;
            let mut rows = BufReader::new(rows);
            let mut row = Vec::new();
            while rows.read_until(ROW, &mut row)? > 0 {
                write_row(&mut self.book, &self.tabs, Tab::Open, &row)?;
                row.clear();
            }
        }
        Ok(())
    }

    fn write_about(&mut self, job: &Job<'_>, summary: &Summary) -> io::Result<()> {
        let lang = self.lang;
        let sheet = self.book.add(Layout {
            name: text!("说明", "About").get(lang).to_owned(),
            widths: vec![20, 100],
            ..Layout::default()
        })?;
        for (name, said) in about(job, summary, lang) {
            let cells = [(&name, Style::Heading), (&said, Style::Wrapped)];
            self.book.row(sheet, cells.map(|(text, style)| Cell::Text(text, style)))?;
        }
        Ok(())
    }
}

impl Output for ResultBook {
    fn begin(&mut self, heads: Heads) -> io::Result<()> {
        for layout in heads.sheets {
            self.tabs.push(self.book.add(layout)?);
        }
        Ok(())
    }

    fn put(&mut self, rows: &[u8]) -> io::Result<()> {
        for row in rows.split_inclusive(|byte| *byte == ROW) {
            let Some((tab, row)) = row.split_first() else { continue };
            let Some(tab) = Tab::ALL.into_iter().find(|known| *known as u8 == *tab) else {
                continue;
            };
            if tab == Tab::Open {
                let end = memchr::memchr(CELL, row).unwrap_or(row.len());
                let at = self.open.iter().position(|(person, _)| *person == row[..end]);
                let at = at.unwrap_or_else(|| {
                    let rows = tempfile::spooled_tempfile_in(SPOOLED, &self.folder);
                    self.open.push((row[..end].to_vec(), rows));
                    self.open.len() - 1
                });
                self.open[at].1.write_all(row)?;
            } else {
                write_row(&mut self.book, &self.tabs, tab, row)?;
            }
        }
        Ok(())
    }
}

/// Adds a row, as a worker made it, to its sheet.
fn write_row(book: &mut Book, tabs: &[SheetId], tab: Tab, row: &[u8]) -> io::Result<()> {
    let Some(sheet) = tabs.get(tab as usize) else { return Ok(()) };
    let row = row.strip_suffix(&[CELL, ROW]).unwrap_or(row);
    let row = std::str::from_utf8(row).map_err(io::Error::other)?;
    let cells = row.split(char::from(CELL)).map(|cell| match Mark::split(cell) {
        None => Cell::Empty,
        Some((Mark::Text, text)) => Cell::Text(text, Style::Plain),
        Some((Mark::Wrapped, text)) => Cell::Text(text, Style::Wrapped),
        Some((Mark::Money, number)) => Cell::Number(number, Style::Money),
        Some((Mark::Number, number)) => Cell::Number(number, Style::Number),
        Some((Mark::Percent, number)) => Cell::Number(number, Style::Percent),
        Some((Mark::Date, number)) => Cell::Number(number, Style::Date),
    });
    book.row(*sheet, cells)
}

/// Adds a row of a table of sums; a figure of its own names the unit beside it.
fn write_values(
    book: &mut Book,
    sheet: SheetId,
    row: &[Value],
    alone: bool,
    lang: Lang,
) -> io::Result<()> {
    let mut texts: Vec<(String, Style, bool)> = Vec::with_capacity(row.len());
    for (at, value) in row.iter().enumerate() {
        texts.push(match value {
            Value::Blank => (String::new(), Style::Plain, false),
            Value::Text(text) if at == 0 => (text.clone(), Style::Wrapped, false),
            Value::Text(text) => (text.clone(), Style::Plain, false),
            Value::Count(count) => (count.to_string(), Style::Count, true),
            Value::Money(fen) => {
                let mut number = Vec::new();
                push_wan(&mut number, *fen);
                (String::from_utf8_lossy(&number).into_owned(), Style::Money, true)
            }
        });
    }
    if alone && row.iter().any(|value| matches!(value, Value::Money(_))) {
        texts[0].0.push_str(unit(lang));
    }
    let cells = texts.iter().map(|(text, style, is_number)| match (text.as_str(), is_number) {
        ("", _) => Cell::Empty,
        (number, true) => Cell::Number(number, *style),
        (text, false) => Cell::Text(text, *style),
    });
    book.row(sheet, cells)
}

/// What the sheet of explanations says.
fn about(job: &Job<'_>, summary: &Summary, lang: Lang) -> Vec<(String, String)> {
    let policy = job.policy;
    let mut rows = Vec::new();
    let mut say = |name: Text, said: &str| {
        rows.push((name.get(lang).to_owned(), printable(said).into_owned()))
    };
    say(text!("政策", "Policy"), policy.title.get(lang));
    say(text!("文本", "Text"), policy.wording.status.get(lang));
    say(text!("政策包", "Pack"), &format!("{} {}", policy.id, policy.edition));
    let (good, bad) = summary.rows();
    let count = text!(
        "评估 {good} 家，无法读取 {bad} 行",
        "{good} enterprises assessed, {bad} rows unreadable"
    );
    say(text!("范围", "Scope"), count.get(lang));
    rows.extend(summary.rests_on(policy, job.program, lang));
    let mut say = |name: Text, said: &str| {
        rows.push((name.get(lang).to_owned(), printable(said).into_owned()))
    };
    say(
        text!("各张表", "The sheets"),
        text!(
            "可申报：每家每项一行，条件都已符合，或只等主管部门确认。差一步：只有一个条件未满足，其余都成立，而且那个条件自己能办、能做到；“还差”是距离。待核实：按谁知道排，一行是要问一家的一个人的事。结果：每家一行，全部事项。",
            "Can claim: a row for each enterprise and item whose conditions are met, or wait for the authority only. One step away: a single condition is not met, all else holds, and the enterprise can meet it; with the distance. To verify: sorted by who knows, a row for what to ask one person of one enterprise. Result: everything of an enterprise in a row."
        )
        .get(lang),
    );
    say(
        text!("怎样看", "How to read it"),
        text!(
            "“估算上限”是按已知情况符合条件的各项之和，是上限不是承诺，也不是预算；“最多可达”把待确认的都按最有利的算；“还缺”写出未满足或待确认的条件和差额。金额的单位都是万元。",
            "The ceiling adds up what is eligible by what is known: a ceiling, neither a promise nor a budget. At most takes everything open at its best. Missing names the conditions unmet or not known, and by how much. All amounts are in 万元 (10,000 yuan)."
        )
        .get(lang),
    );
    say(
        text!("合计", "Totals"),
        text!(
            "“以后年度”是同一事项以后各年还可能得到的，不在合计之内；“综合评定上限”的事项金额由综合评定确定，单列，不计入合计；“未设上限的事项”没有金额上限，也不计入。不能并得的只计较高的一项。金额为空的是没有金额。",
            "Later years is what the same items may give in years to come, outside the totals. Discretionary ceilings are of items whose amount is set by an overall assessment: apart, not in the totals. Items without a ceiling have none to add. Of those that exclude each other only the higher counts. An empty amount is none."
        )
        .get(lang),
    );
    for notice in notices_for_many(policy, summary.unchecked) {
        say(text!("注意", "Note"), notice.get(lang));
    }
    rows
}
