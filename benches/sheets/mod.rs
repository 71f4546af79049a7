//! Fifty thousand enterprises as an Excel sheet, in and out, beside the same lines by hand.

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
    both(folder, policy, "all facts", |fact| fact.id != "already_supported")
}

fn both(
    folder: &Path,
    policy: &Policy,
    name: &str,
    keep: impl Fn(&Fact) -> bool + Copy,
) -> io::Result<()> {
    let [lines, sheet, result] =
        ["sheet.ndjson", "sheet.xlsx", "result.xlsx"].map(|name| folder.join(name));
    write(policy, &lines, &sheet, keep).map_err(io::Error::other)?;
    let path = |path: &Path| path.to_string_lossy().into_owned();
    let (mut rounds, mut by, mut memory) = (Vec::new(), Vec::new(), 0.0f64);
    for _ in 0..5 {
        let mut hand = myself(&["handwritten"]);
        hand.stdin(File::open(&lines)?).stdout(Stdio::null());
        let hand = time(&mut hand)?.as_secs_f64();
        let to = ["screen", &path(&sheet), "--threads", "1", "-o", &path(&result)];
        let (seconds, peak) = time_and_memory(&mut quiet(FENGCE, &to))?;
        rounds.push(seconds / hand);
        memory = memory.max(peak);
        let sums = ["screen", &path(&lines), "--threads", "1", "--summary"];
        let plain = time(&mut quiet(FENGCE, &sums))?.as_secs_f64();
        let grouped = [&sums[..], &["--by", "industry_code"]].concat();
        by.push(time(&mut quiet(FENGCE, &grouped))?.as_secs_f64() / plain);
    }
    report(&format!("{ROWS} rows of .xlsx, {name}, in and out ÷ by hand"), median(rounds), "9.7");
    report("… memory, MiB", memory, "64");
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
