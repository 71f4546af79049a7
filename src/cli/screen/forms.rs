//! What forms a run reads and writes, and what is refused because it would have no effect.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::args::{DuplicateRows, InputFormat, ScreenArgs, ScreenFormat, UnreadableCells};
use crate::batch::Format;
use crate::cli::exit::Failure;
use crate::diagnostic::found;
use crate::text;

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case(ending))
}

/// The form of the input: as asked for; else by what it holds, and by its name where that does not
/// tell. A pipe is not looked at here: that would take from it.
pub fn form_of(from: Option<InputFormat>, input: &Path) -> Format {
    match from {
        Some(InputFormat::Ndjson) => return Format::Ndjson,
        Some(InputFormat::Csv) => return Format::Csv,
        Some(InputFormat::Xlsx) => return Format::Xlsx,
        None => {}
    }
    let named = |endings: &[&str]| endings.iter().any(|ending| has_ending(input, ending));
    let is_file = input.metadata().is_ok_and(|meta| meta.is_file());
    let workbook = named(&["xlsx", "xlsm", "xls", "xlsb", "ods"]);
    match is_file.then(|| begins(input)) {
        Some(Begins::Workbook) => Format::Xlsx,
        Some(Begins::Json) => Format::Ndjson,
        // A page or text under the name of a workbook: what it is is told when it is read.
        Some(Begins::Other) if workbook || named(&["csv", "tsv", "txt"]) => Format::Csv,
        Some(Begins::Other) => Format::Ndjson,
        None if workbook => Format::Xlsx,
        None if named(&["csv", "tsv"]) => Format::Csv,
        None => Format::Ndjson,
    }
}

/// How a file begins.
enum Begins {
    Workbook,
    Json,
    Other,
}

fn begins(path: &Path) -> Begins {
    let mut first = [0; 64];
    let read = File::open(path).and_then(|mut file| file.read(&mut first)).unwrap_or(0);
    let first = &first[..read];
    let text = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(first).trim_ascii_start();
    match first {
        [b'P', b'K', 3 | 5, 4 | 6, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => Begins::Workbook,
        _ if text.starts_with(b"{") => Begins::Json,
        _ => Begins::Other,
    }
}

/// The form of the output: as asked for, or by its name where only one form fits.
pub(super) fn form(args: &ScreenArgs) -> Result<ScreenFormat, Failure> {
    let named = |ending| args.output.as_deref().is_some_and(|path| has_ending(path, ending));
    let form = args.format.unwrap_or(match args.summary {
        true if named("html") || named("htm") => ScreenFormat::Html,
        true if named("json") => ScreenFormat::Json,
        true => ScreenFormat::Text,
        false if args.excel => ScreenFormat::Csv,
        false if named("xlsx") => ScreenFormat::Xlsx,
        false if named("csv") => ScreenFormat::Csv,
        false => ScreenFormat::Ndjson,
    });
    let of_summary = matches!(form, ScreenFormat::Text | ScreenFormat::Json | ScreenFormat::Html);
    match (args.summary, of_summary) {
        (true, false) => Err(Failure::Argument(text!(
            "--summary 的格式应为 text、json 或 html",
            "the form of --summary is text, json or html"
        ))),
        (false, true) => Err(Failure::Argument(text!(
            "--format text、json、html 要与 --summary 一起用；逐家的结果用 ndjson、csv 或 xlsx",
            "--format text, json and html go with --summary; lines are ndjson, csv or xlsx"
        ))),
        _ => Ok(form),
    }
}

/// Refuses what would be silently without effect.
pub(super) fn check(args: &ScreenArgs, from: Format, form: ScreenFormat) -> Result<(), Failure> {
    let refuse = |text| Err(Failure::Argument(text));
    if from == Format::Ndjson && args.carry {
        return refuse(text!(
            "--carry 用于 CSV 和 .xlsx：NDJSON 没有列，不认识的键是错误",
            "--carry is for CSV and .xlsx: NDJSON has no columns, and unknown keys are errors"
        ));
    }
    if from == Format::Ndjson && args.ignore_unknown {
        return refuse(text!(
            "--ignore-unknown 用于 CSV 和 .xlsx：NDJSON 没有列，不认识的键是错误；去掉它",
            "--ignore-unknown is for CSV and .xlsx: NDJSON has no columns, and unknown keys are errors; leave it out"
        ));
    }
    if args.carry && args.ignore_unknown {
        return refuse(text!(
            "--carry 抄下不认识的列，--ignore-unknown 略过它们：两个只用一个",
            "--carry copies unknown columns, --ignore-unknown drops them: use one of the two"
        ));
    }
    if args.by.is_some() && !args.summary && form != ScreenFormat::Xlsx {
        return refuse(text!(
            "--by 用于汇总和结果工作簿：加 --summary，或用 -o 写到 .xlsx",
            "--by is for a summary or a workbook: add --summary, or write an .xlsx with -o"
        ));
    }
    if args.summary && (args.totals_only || args.missing) {
        let option = if args.missing { "--missing" } else { "--totals-only" };
        return refuse(text!(
            "{option} 用于逐家的结果，汇总里没有：去掉它，或去掉 --summary",
            "{option} is for the lines, which a summary has not: leave it out, or leave out --summary"
        ));
    }
    if args.missing && form == ScreenFormat::Xlsx {
        return refuse(text!(
            "--missing 用于 NDJSON：工作簿里本来就有还缺什么，去掉它",
            "--missing is for NDJSON: a workbook says what is missing anyhow, leave it out"
        ));
    }
    if args.missing && form == ScreenFormat::Csv {
        return refuse(text!(
            "--missing 用于 NDJSON，CSV 里没有：去掉它，或用 --format ndjson，或写到 .xlsx（还缺什么都有）",
            "CSV does not list what is missing: leave out --missing, use --format ndjson, or write an .xlsx file, which lists it"
        ));
    }
    if from != Format::Xlsx && args.sheet.is_some() {
        return refuse(text!("--sheet 只用于工作簿", "--sheet is for workbooks only"));
    }
    if from == Format::Xlsx && args.input.as_os_str() == "-" {
        return refuse(text!(
            "工作簿不能从标准输入读，请给出文件",
            "a workbook cannot be read from standard input; name the file"
        ));
    }
    let of_sheets = [
        ("--map", args.map.is_some()),
        ("--write-map", args.write_map.is_some()),
        ("--unit", !args.unit.is_empty()),
        ("--unreadable", args.unreadable != UnreadableCells::Error),
        ("--duplicates", args.duplicates != DuplicateRows::Keep),
    ];
    if from == Format::Ndjson
        && let Some((option, _)) = of_sheets.iter().find(|(_, given)| *given)
    {
        return refuse(text!(
            "{option} 用于 CSV 和工作簿：NDJSON 没有列；去掉它，或加 --from csv",
            "{option} is for CSV and workbooks: NDJSON has no columns; leave it out, or add --from csv"
        ));
    }
    let twice = matches!(args.duplicates, DuplicateRows::Last | DuplicateRows::Error);
    if twice && !args.input.metadata().is_ok_and(|meta| meta.is_file()) {
        return refuse(text!(
            "--duplicates last 和 error 要先看完整个输入，只能用于文件，不能用于管道",
            "--duplicates last and error look at the whole input first: it must be a file, no pipe"
        ));
    }
    let to_workbook = args.output.as_deref().is_some_and(|path| has_ending(path, "xlsx"));
    if args.excel && (form != ScreenFormat::Csv || to_workbook) {
        return refuse(text!(
            "--excel 用于 CSV：去掉它，或写 --format csv 并用 .csv 结尾的文件名",
            "--excel is for CSV: leave it out, or say --format csv and name a .csv file"
        ));
    }
    if form == ScreenFormat::Xlsx && args.output.is_none() {
        return refuse(text!(
            "--format xlsx 要用 -o 给出文件名",
            "--format xlsx needs a file name with -o"
        ));
    }
    Ok(())
}

/// Refuses a name that says another form than would be written: the program that opens such
/// files could not read it.
pub(super) fn check_name(args: &ScreenArgs, form: ScreenFormat) -> Result<(), Failure> {
    let Some(ending) = args.output.as_deref().and_then(Path::extension) else { return Ok(()) };
    let ending = ending.to_string_lossy().to_ascii_lowercase();
    let fits = match ending.as_str() {
        "xlsx" => form == ScreenFormat::Xlsx,
        "csv" => matches!(form, ScreenFormat::Csv | ScreenFormat::Long),
        "html" | "htm" => form == ScreenFormat::Html,
        "ndjson" | "jsonl" => form == ScreenFormat::Ndjson,
        "json" => matches!(form, ScreenFormat::Json | ScreenFormat::Ndjson),
        "txt" => is_text(form),
        "xls" | "xlsm" | "ods" | "pdf" | "doc" | "docx" | "tsv" => false,
        _ => true,
    };
    if fits {
        return Ok(());
    }
    let (this, proper) = match form {
        ScreenFormat::Ndjson => ("NDJSON", ".ndjson"),
        ScreenFormat::Csv | ScreenFormat::Long => ("CSV", ".csv"),
        ScreenFormat::Xlsx => ("xlsx", ".xlsx"),
        ScreenFormat::Text => ("text", ".txt"),
        ScreenFormat::Json => ("JSON", ".json"),
        ScreenFormat::Html => ("HTML", ".html"),
    };
    let ending = found(&ending);
    let (zh, en) = match (args.summary, ending.as_str()) {
        (true, _) => ("汇总可以写成 .txt、.json 或 .html", "a summary is .txt, .json or .html"),
        (false, "html" | "htm") => ("要汇总请加 --summary", "for the sums add --summary"),
        (false, _) => {
            ("逐家的结果可以写成 .ndjson、.csv 或 .xlsx", "lines are .ndjson, .csv or .xlsx")
        }
    };
    Err(Failure::Argument(text!(
        "-o 的文件名以 .{ending} 结尾，要写的却是 {this}：文件名改以 {proper} 结尾，或换 --format（{zh}）",
        "the name after -o ends in .{ending}, and what would be written is {this}: name a {proper} file, or ask for another --format ({en})"
    )))
}

fn is_text(form: ScreenFormat) -> bool {
    !matches!(form, ScreenFormat::Xlsx | ScreenFormat::Html)
}
