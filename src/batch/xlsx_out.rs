//! Excel workbooks out: the result written row by row, of which only one is held.

use std::cell::Cell;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};

use super::columns::is_naming;
use super::output::Output;
use super::write::{CELL, NUMBER, ROW};
use super::{Job, Tally};
use crate::diagnostic::found;
use crate::report::{notices_for_many, readings_in_force};
use crate::text;
use crate::text::{Lang, columns};

/// Rows of a sheet, by Excel's limit.
const ROWS: u32 = 1_048_576;

/// A workbook under way.
pub struct Xlsx {
    book: Workbook,
    lang: Lang,
    row: u32,
    /// Columns of the header.
    width: u16,
    money: Format,
    head: Format,
}

impl Xlsx {
    /// An empty one; what does not fit in memory is kept in the folder until it is saved.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn new(lang: Lang, folder: &Path) -> io::Result<Self> {
        let mut book = Workbook::new();
        // Packing harder takes a tenth more time for a file an eighth smaller.
        book.set_zip_compression_level(2);
        book.set_tempdir(folder).map_err(to_io)?;
        let sheet = book.add_worksheet_with_constant_memory().map_err(to_io)?;
        sheet.set_name(text!("结果", "Result").get(lang)).map_err(to_io)?;
        Ok(Self {
            book,
            lang,
            row: 0,
            width: 0,
            money: Format::new().set_num_format("#,##0.00"),
            head: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
        })
    }

    /// Writes the workbook, with a sheet that says what the figures are.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save(self, job: &Job<'_>, tally: Tally, to: &mut (dyn Write + Send)) -> io::Result<()> {
        caught(|| self.save_all(job, tally, to))
    }

    fn save_all(
        mut self,
        job: &Job<'_>,
        tally: Tally,
        to: &mut (dyn Write + Send),
    ) -> io::Result<()> {
        if self.row > 0 && self.width > 0 {
            let (last_row, last_column) = (self.row - 1, self.width - 1);
            let sheet = self.book.worksheet_from_index(0).map_err(to_io)?;
            sheet.autofilter(0, 0, last_row, last_column).map_err(to_io)?;
        }
        let lang = self.lang;
        let sheet = self.book.add_worksheet();
        sheet.set_name(text!("说明", "About").get(lang)).map_err(to_io)?;
        let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let bold = Format::new().set_bold().set_align(FormatAlign::Top);
        sheet.set_column_width(0, 18).map_err(to_io)?;
        sheet.set_column_width(1, 100).map_err(to_io)?;
        for (row, (name, said)) in (0u32..).zip(about(job, tally, lang)) {
            sheet.write_string_with_format(row, 0, name, &bold).map_err(to_io)?;
            sheet.write_string_with_format(row, 1, said, &wrap).map_err(to_io)?;
        }
        write_to(&mut self.book, to).map_err(to_io)
    }

    fn write_row(&mut self, cells: &str) -> io::Result<()> {
        if self.row == ROWS {
            let message = text!(
                "结果超过 Excel 一张表的 {ROWS} 行；请改用 --format csv，或把输入分成几份",
                "the result has more than the {ROWS} rows of an Excel sheet; use --format csv, or split the input"
            );
            return Err(io::Error::other(message.get(self.lang).to_owned()));
        }
        let sheet = self.book.worksheet_from_index(0).map_err(to_io)?;
        if self.row == 0 {
            // Whose row it is stays in sight, and on every page.
            let named = cells.split(CELL).nth(1).is_some_and(is_naming);
            let names = 1 + u16::from(named);
            sheet.set_freeze_panes(1, names).map_err(to_io)?;
            sheet.set_repeat_columns(0, names - 1).map_err(to_io)?;
            sheet.set_repeat_rows(0, 0).map_err(to_io)?;
            sheet.set_landscape().set_paper_size(9);
            sheet.set_row_height(0, 48).map_err(to_io)?;
        }
        for (at, text) in (0u16..).zip(cells.split(CELL)) {
            let number = text.strip_prefix(NUMBER);
            if self.row == 0 {
                let name = number.unwrap_or(text);
                sheet.set_column_width(at, width(at, name)).map_err(to_io)?;
                if number.is_some() {
                    sheet.set_column_format(at, &self.money).map_err(to_io)?;
                }
                sheet.write_string_with_format(0, at, name, &self.head).map_err(to_io)?;
                self.width = at.saturating_add(1);
            } else if let Some(Ok(number)) = number.map(str::parse::<f64>) {
                sheet.write_number(self.row, at, number).map_err(to_io)?;
            } else if !text.is_empty() {
                sheet.write_string(self.row, at, within_cell(text)).map_err(to_io)?;
            }
        }
        self.row += 1;
        Ok(())
    }
}

/// The width of a column: money fits, texts are cut, and a column of states stays narrow.
fn width(at: u16, name: &str) -> u16 {
    let long = name.ends_with("还缺") || name.ends_with("missing");
    match at {
        0 => 28,
        _ if long => 36,
        _ => u16::try_from(name.lines().map(columns).max().unwrap_or(0).min(28) / 2 + 6)
            .unwrap_or(20)
            .max(14),
    }
}

thread_local! {
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic of this thread will be told as a fault of the disk, not of the program.
pub fn panic_is_caught() -> bool {
    CAUGHT.get()
}

/// The library below panics where its temporary file takes nothing more; here that is an error
/// like any other.
fn caught<T>(work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    CAUGHT.set(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    CAUGHT.set(false);
    done.unwrap_or_else(|panic| {
        let words = panic.downcast_ref::<String>().map_or("", String::as_str);
        let full = words.contains("StorageFull") || words.contains("QuotaExceeded");
        let kind = if full { io::ErrorKind::StorageFull } else { io::ErrorKind::Other };
        Err(io::Error::new(kind, found(words)))
    })
}

/// As much as a cell of Excel holds, which counts UTF-16.
fn within_cell(text: &str) -> &str {
    const MOST: usize = 32_767;
    if text.len() <= MOST {
        return text;
    }
    let mut units = 0;
    let over = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > MOST
    });
    over.map_or(text, |(end, _)| &text[..end])
}

impl Output for Xlsx {
    fn put(&mut self, lines: &[u8]) -> io::Result<()> {
        let rows = std::str::from_utf8(lines).map_err(io::Error::other)?;
        // The library writes a row when it gets the next one.
        caught(|| rows.split_terminator(ROW).try_for_each(|row| self.write_row(row)))
    }
}

/// What the sheet of explanations says.
fn about(job: &Job<'_>, tally: Tally, lang: Lang) -> Vec<(String, String)> {
    let policy = job.policy;
    let mut rows = Vec::new();
    let mut say = |name: text::Text, said: String| rows.push((name.get(lang).to_owned(), said));
    say(text!("政策", "Policy"), policy.title.get(lang).to_owned());
    say(text!("文本", "Text"), policy.wording.status.get(lang).to_owned());
    say(text!("政策包", "Pack"), format!("{} {}", policy.id, policy.edition));
    let (good, bad) = (tally.good, tally.bad);
    let count = text!(
        "评估 {good} 家，无法读取 {bad} 行",
        "{good} enterprises assessed, {bad} rows unreadable"
    );
    say(text!("范围", "Scope"), count.get(lang).to_owned());
    let meaning = text!(
        "“估算上限”是按已知情况符合条件的各项之和，是上限不是承诺，也不是预算；“最多可达”把待确认的都按最有利的算；“还缺”写出未满足或待确认的条件和差额。",
        "The ceiling adds up what is eligible by what is known: a ceiling, neither a promise nor a budget. At most takes everything open at its best. Missing names the conditions unmet or not known, and by how much."
    );
    say(text!("怎样看", "How to read it"), meaning.get(lang).to_owned());
    let sums = text!(
        "“以后年度”是同一事项以后各年还可能得到的，不在合计之内；“综合评定上限”的事项金额由综合评定确定，单列，不计入合计；“未设上限的事项”没有金额上限，也不计入。不能并得的只计较高的一项。金额为空的是没有金额。",
        "Later years is what the same items may give in years to come, outside the totals. Discretionary ceilings are of items whose amount is set by an overall assessment: apart, not in the totals. Items without a ceiling have none to add. Of those that exclude each other only the higher counts. An empty amount is none."
    );
    say(text!("合计", "Totals"), sums.get(lang).to_owned());
    for reading in readings_in_force(policy, job.program.readings(), lang) {
        say(text!("读法", "Reading"), reading);
    }
    if readings_in_force(policy, job.program.readings(), lang).is_empty() {
        let all = text!("各处均用默认读法", "every reading is the default one");
        say(text!("读法", "Reading"), all.get(lang).to_owned());
    }
    for notice in notices_for_many(policy, tally.unchecked) {
        say(text!("声明", "Notice"), notice.get(lang).to_owned());
    }
    rows
}

/// Writes a workbook. Here alone, and for any output: what packs it takes 300 KB of the program.
pub(super) fn write_to(book: &mut Workbook, to: &mut (dyn Write + Send)) -> Result<(), XlsxError> {
    book.save_to_writer(to)
}

/// As an error of writing, the system's own kept.
pub(super) fn to_io(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => {
            // A full disk stays a full disk through the layers above it.
            let inner = std::error::Error::source(&other);
            let inner = inner.and_then(|inner| inner.downcast_ref::<io::Error>());
            let kind = inner.map_or(io::ErrorKind::Other, io::Error::kind);
            io::Error::new(kind, found(&other.to_string()))
        }
    }
}
