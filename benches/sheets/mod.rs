//! Fifty thousand enterprises as sheets, in and out, beside the same lines by hand; and a thousand
//! pages.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::Stdio;

use fengce::policy::{Fact, Policy};
use rust_xlsxwriter::{Workbook, XlsxError};

use super::enterprises::{HANDWRITTEN, Random, header, line, row, values};
use super::{FENGCE, median, myself, quiet, report, time, time_and_memory};

const ROWS: u64 = 50_000;

/// Measures sheets of the facts asked by hand and of all facts.
pub fn measure(folder: &Path, policy: &Policy) -> io::Result<()> {
    let asked = |fact: &Fact| HANDWRITTEN.contains(&fact.id.as_str());
    both(folder, policy, "36 facts", asked)?;
    both(folder, policy, "all facts", |fact| fact.id != "already_supported")?;
    pages(folder, policy)
}

/// A page for each of a thousand enterprises.
fn pages(folder: &Path, policy: &Policy) -> io::Result<()> {
    let list = folder.join("pages.csv");
    let whole = |fact: &Fact| fact.id != "already_supported";
    let mut random = Random(4);
    let rows = (0..1_000).map(|number| row(policy, number, &values(policy, &mut random), whole));
    std::fs::write(&list, header(policy, whole) + &rows.collect::<String>())?;
    let [list, pages] = [list, folder.join("pages")].map(|it| it.to_string_lossy().into_owned());
    let seconds = time(&mut quiet(FENGCE, &["pages", &list, "-o", &pages]))?.as_secs_f64();
    report("1,000 pages, s", seconds, "20");
    Ok(())
}

fn both(
    folder: &Path,
    policy: &Policy,
    name: &str,
    keep: impl Fn(&Fact) -> bool + Copy,
) -> io::Result<()> {
    let [lines, sheet, ods, result] =
        ["sheet.ndjson", "sheet.xlsx", "sheet.ods", "result.xlsx"].map(|name| folder.join(name));
    write(policy, &lines, &sheet, keep).map_err(io::Error::other)?;
    write_ods(policy, &ods, keep)?;
    let path = |path: &Path| path.to_string_lossy().into_owned();
    let (mut rounds, mut by, mut memory) = (Vec::new(), Vec::new(), 0.0f64);
    let mut open_document = Vec::new();
    for _ in 0..5 {
        let mut hand = myself(&["handwritten"]);
        hand.stdin(File::open(&lines)?).stdout(Stdio::null());
        let hand = time(&mut hand)?.as_secs_f64();
        let to = ["screen", &path(&sheet), "--threads", "1", "-o", &path(&result)];
        let (seconds, peak) = time_and_memory(&mut quiet(FENGCE, &to))?;
        rounds.push(seconds / hand);
        memory = memory.max(peak);
        let to = ["screen", &path(&ods), "--threads", "1", "-o", &path(&result)];
        open_document.push(time_and_memory(&mut quiet(FENGCE, &to))?.0 / seconds);
        let sums = ["screen", &path(&lines), "--threads", "1", "--summary"];
        let plain = time(&mut quiet(FENGCE, &sums))?.as_secs_f64();
        let grouped = [&sums[..], &["--by", "industry_code"]].concat();
        by.push(time(&mut quiet(FENGCE, &grouped))?.as_secs_f64() / plain);
    }
    report(&format!("{ROWS} rows of .xlsx, {name}, in and out ÷ by hand"), median(rounds), "9.7");
    report("… memory, MiB", memory, "64");
    report("the same rows of .ods ÷ .xlsx", median(open_document), "2");
    report("a summary with --by ÷ one without", median(by), "1.02");
    Ok(())
}

/// The same enterprises as lines and as a sheet.
fn write(
    policy: &Policy,
    lines: &Path,
    sheet: &Path,
    keep: impl Fn(&Fact) -> bool + Copy,
) -> Result<(), XlsxError> {
    let mut lines = BufWriter::new(File::create(lines)?);
    let mut book = Workbook::new();
    let worksheet = book.add_worksheet_with_constant_memory()?;
    let mut random = Random(3);
    for number in 0..=ROWS {
        let cells = if number == 0 {
            header(policy, keep)
        } else {
            let values = values(policy, &mut random);
            lines.write_all(line(policy, number, &values, keep).as_bytes())?;
            row(policy, number, &values, keep)
        };
        let at = u32::try_from(number).unwrap_or(u32::MAX);
        // No cell of these has a comma within.
        for (column, cell) in (0u16..).zip(cells.trim_end().split(',')) {
            match (cell, cell.parse::<f64>()) {
                ("", _) => {}
                ("true" | "false", _) => {
                    worksheet.write_boolean(at, column, cell == "true")?;
                }
                (_, Ok(figure)) if column > 0 => {
                    worksheet.write_number(at, column, figure)?;
                }
                _ => {
                    worksheet.write_string(at, column, cell)?;
                }
            }
        }
    }
    lines.flush()?;
    book.save(sheet)
}

/// The same enterprises as OpenDocument.
fn write_ods(policy: &Policy, sheet: &Path, keep: impl Fn(&Fact) -> bool + Copy) -> io::Result<()> {
    let mut zip = zip::ZipWriter::new(BufWriter::new(File::create(sheet)?));
    zip.start_file("content.xml", zip::write::SimpleFileOptions::default())?;
    zip.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
          xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
          xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
          xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body>\
          <office:spreadsheet><table:table table:name=\"Sheet1\">",
    )?;
    let mut random = Random(3);
    for number in 0..=ROWS {
        let cells = match number {
            0 => header(policy, keep),
            _ => row(policy, number, &values(policy, &mut random), keep),
        };
        zip.write_all(b"<table:table-row>")?;
        for (column, cell) in cells.trim_end().split(',').enumerate() {
            match cell.parse::<f64>() {
                Ok(figure) if column > 0 => write!(
                    zip,
                    "<table:table-cell office:value-type=\"float\" office:value=\"{figure}\">\
                     <text:p>{figure}</text:p></table:table-cell>"
                )?,
                _ if cell.is_empty() => zip.write_all(b"<table:table-cell/>")?,
                _ => write!(
                    zip,
                    "<table:table-cell office:value-type=\"string\"><text:p>{cell}</text:p>\
                     </table:table-cell>"
                )?,
            }
        }
        zip.write_all(b"</table:table-row>")?;
    }
    zip.write_all(b"</table:table></office:spreadsheet></office:body></office:document-content>")?;
    zip.finish()?.flush()
}
