//! `fengce screen`.

use std::fs::{File, Metadata};
use std::io::{self, BufReader, BufWriter, IsTerminal, Read, Write};
use std::num::NonZeroUsize;
use std::path::Path;

use super::args::{Cli, InputFormat, ScreenArgs, ScreenFormat};
use super::exit::{Exit, Failure, complain};
use super::interrupt::Interrupt;
use super::progress::{Progress, Total};
use super::target::{Target, refuse_input};
use super::{Settings, input};
use crate::assess::Program;
use crate::diagnostic::found;
use crate::profile::parse::YEARS;
use crate::screen::{
    self, Bytes, Event, Format, Job, Options, Output, ScreenError, Summary, Tally, Workbook, Xlsx,
    other_programs,
};
use crate::text;
use crate::text::{Lang, printable, printable_within};

/// Screens a file or standard input.
pub fn run(args: &ScreenArgs, cli: &Cli, settings: &Settings) -> Result<Exit, Failure> {
    let policy = input::policy(cli.policy.as_deref(), settings)?;
    let readings = settings.readings(&policy, &cli.reading)?;
    let benchmarks = settings.benchmarks(&policy, cli.benchmarks.as_deref())?;
    check_year(args.year)?;
    let from = from(args);
    let form = form(args)?;
    check(args, from, form)?;
    refuse_input(args.output.as_deref(), Some(&args.input), cli, settings)?;
    check_name(args, form)?;
    let interrupt = Interrupt::listen().map_err(|error| Failure::Other(error.to_string()))?;
    let options = options(args, from, form, settings.lang, &interrupt);
    let program = Program::compile(&policy, &readings);
    let others = if args.summary { other_programs(&policy, &readings) } else { Vec::new() };
    let job = Job {
        policy: &policy,
        program: &program,
        benchmarks: &benchmarks,
        options: &options,
        others: &others,
    };
    let work = Work { job: &job, args, form, interrupt: &interrupt };
    let tally = match &args.output {
        None => work.to_stdout()?,
        Some(path) => work.to_file(path)?,
    };
    if let Some(signal) = interrupt.signal() {
        let lines = tally.good + tally.bad;
        let text = match &args.output {
            None if args.summary => {
                text!("已中断：没有输出汇总\n", "interrupted: no summary was put out\n")
            }
            None => {
                text!("已中断：输出了 {lines} 行\n", "interrupted: {lines} lines were put out\n")
            }
            Some(path) => {
                let shown = printable(&path.to_string_lossy()).into_owned();
                text!("已中断：没有写 {shown}\n", "interrupted: {shown} was not written\n")
            }
        };
        complain(text.get(settings.lang));
        return Ok(Exit::Signal(signal));
    }
    // Of standard input it is no news: a part of a list may well be empty.
    if tally.good + tally.bad == 0 && args.input.as_os_str() != "-" {
        let name = printable(&args.input.to_string_lossy()).into_owned();
        let said = text!("{name}：里面一家企业也没有\n", "{name}: there is no enterprise in it\n");
        complain(said.get(settings.lang));
    }
    closing(tally, settings.lang);
    Ok(if tally.bad > 0 { Exit::DoesNotHold } else { Exit::Success })
}

/// Says in the end how many lines were bad, above which many may have scrolled away; to a person
/// also that none was.
fn closing(tally: Tally, lang: Lang) {
    let (lines, bad) = (tally.good + tally.bad, tally.bad);
    if lines > 0 && (bad > 0 || io::stderr().is_terminal()) {
        let said = text!("共 {lines} 行，{bad} 行写错\n", "{lines} lines, {bad} of them bad\n");
        complain(said.get(lang));
    }
}

/// Refuses a year that no profile may have.
pub fn check_year(year: Option<i32>) -> Result<(), Failure> {
    match year.filter(|year| !YEARS.contains(year)) {
        None => Ok(()),
        Some(year) => Err(Failure::Argument(text!(
            "--year 为 {year}，应为 1949 至 2100",
            "--year is {year}, expected 1949 to 2100"
        ))),
    }
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case(ending))
}

/// The form of the input: as asked for, or by the file's name.
fn from(args: &ScreenArgs) -> Format {
    match args.from {
        Some(InputFormat::Ndjson) => Format::Ndjson,
        Some(InputFormat::Csv) => Format::Csv,
        Some(InputFormat::Xlsx) => Format::Xlsx,
        None if has_ending(&args.input, "csv") || has_ending(&args.input, "tsv") => Format::Csv,
        // Excel's “Unicode text”, unless its lines are JSON all the same.
        None if has_ending(&args.input, "txt") && !begins_a_list(&args.input) => Format::Csv,
        None if has_ending(&args.input, "xlsx") || has_ending(&args.input, "xlsm") => Format::Xlsx,
        None => Format::Ndjson,
    }
}

/// Whether a file begins as NDJSON does. A pipe is not looked at: that would take from it.
fn begins_a_list(path: &Path) -> bool {
    let mut first = [0; 4];
    let is_file = path.metadata().is_ok_and(|meta| meta.is_file());
    let read = is_file.then(|| File::open(path).and_then(|mut file| file.read(&mut first)));
    let read = read.and_then(Result::ok).unwrap_or(0);
    let first = &first[..read];
    first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(first).starts_with(b"{")
}

/// The form of the output: as asked for, or by its name where only one form fits.
fn form(args: &ScreenArgs) -> Result<ScreenFormat, Failure> {
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
fn check(args: &ScreenArgs, from: Format, form: ScreenFormat) -> Result<(), Failure> {
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
            "--missing is for NDJSON, CSV has it not: leave it out, or use --format ndjson, or write an .xlsx, which says what is missing"
        ));
    }
    if from != Format::Xlsx && args.sheet.is_some() {
        return refuse(text!("--sheet 只用于 .xlsx", "--sheet is for .xlsx only"));
    }
    if from == Format::Xlsx && args.input.as_os_str() == "-" {
        return refuse(text!(
            ".xlsx 不能从标准输入读，请给出文件",
            ".xlsx cannot be read from standard input; name the file"
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
fn check_name(args: &ScreenArgs, form: ScreenFormat) -> Result<(), Failure> {
    let Some(ending) = args.output.as_deref().and_then(Path::extension) else { return Ok(()) };
    let ending = ending.to_string_lossy().to_ascii_lowercase();
    let fits = match ending.as_str() {
        "xlsx" => form == ScreenFormat::Xlsx,
        "csv" => form == ScreenFormat::Csv,
        "html" | "htm" => form == ScreenFormat::Html,
        "ndjson" | "jsonl" => form == ScreenFormat::Ndjson,
        "json" => matches!(form, ScreenFormat::Json | ScreenFormat::Ndjson),
        // Text of whatever form, if that was asked for.
        "txt" => form == ScreenFormat::Text || (args.format.is_some() && is_text(form)),
        "xls" | "xlsm" | "ods" | "pdf" | "doc" | "docx" | "tsv" => false,
        _ => true,
    };
    if fits {
        return Ok(());
    }
    let (this, proper) = match form {
        ScreenFormat::Ndjson => ("NDJSON", ".ndjson"),
        ScreenFormat::Csv => ("CSV", ".csv"),
        ScreenFormat::Xlsx => ("xlsx", ".xlsx"),
        ScreenFormat::Text => ("text", ".txt"),
        ScreenFormat::Json => ("JSON", ".json"),
        ScreenFormat::Html => ("HTML", ".html"),
    };
    let ending = found(&ending);
    let (zh, en) = match (args.summary, ending.as_str()) {
        (true, _) => ("汇总可以写成 .txt、.json 或 .html", "a summary is .txt, .json or .html"),
        (false, "html" | "htm" | "txt") => ("要汇总请加 --summary", "for the sums add --summary"),
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

fn options(
    args: &ScreenArgs,
    from: Format,
    form: ScreenFormat,
    lang: Lang,
    interrupt: &Interrupt,
) -> Options {
    Options {
        from,
        format: match form {
            ScreenFormat::Csv => Format::Csv,
            ScreenFormat::Xlsx => Format::Xlsx,
            _ => Format::Ndjson,
        },
        year: args.year,
        totals_only: args.totals_only,
        missing: args.missing,
        ignore_unknown: args.ignore_unknown,
        carry: args.carry,
        excel: args.excel,
        summary: args.summary,
        lang,
        threads: args
            .threads
            .or_else(|| std::thread::available_parallelism().ok())
            .unwrap_or(NonZeroUsize::MIN),
        stop: interrupt.stop.clone(),
    }
}

/// One run.
struct Work<'a> {
    job: &'a Job<'a>,
    args: &'a ScreenArgs,
    form: ScreenFormat,
    interrupt: &'a Interrupt,
}

impl Work<'_> {
    fn to_stdout(&self) -> Result<Tally, Failure> {
        let seen = io::stderr().is_terminal() && !io::stdout().is_terminal();
        let mut out = io::stdout().lock();
        let fault = |error| Failure::Write("stdout".to_owned(), error);
        if self.args.summary {
            let (tally, summary) = self.screen(&mut Bytes(io::sink()), "stdout", seen)?;
            if self.interrupt.signal().is_none() {
                out.write_all(self.summary(summary).as_bytes())
                    .and_then(|()| out.flush())
                    .map_err(fault)?;
            }
            return Ok(tally);
        }
        Ok(self.screen(&mut Bytes(out), "stdout", seen)?.0)
    }

    fn to_file(&self, path: &Path) -> Result<Tally, Failure> {
        let seen = io::stderr().is_terminal();
        let shown = path.display().to_string();
        let fault = |error: io::Error| Failure::Write(shown.clone(), error);
        let mut target = Target::open(path, self.interrupt).map_err(fault)?;
        let tally = if self.args.summary {
            let (tally, summary) = self.screen(&mut Bytes(io::sink()), &shown, seen)?;
            target.file().write_all(self.summary(summary).as_bytes()).map_err(fault)?;
            tally
        } else if self.form == ScreenFormat::Xlsx {
            let beside = target.folder().map_or_else(std::env::temp_dir, Path::to_owned);
            let mut book = Xlsx::new(self.job.options.lang, &beside).map_err(fault)?;
            let (tally, _) = self.screen(&mut book, &shown, seen)?;
            if self.interrupt.signal().is_none() {
                let mut file = BufWriter::new(target.file());
                book.save(self.job, tally, &mut file).map_err(fault)?;
                file.flush().map_err(fault)?;
            }
            tally
        } else {
            self.screen(&mut Bytes(target.file()), &shown, seen)?.0
        };
        if self.interrupt.signal().is_none() {
            target.keep().map_err(fault)?;
        }
        Ok(tally)
    }

    fn summary(&self, summary: Option<Summary>) -> String {
        let Some(summary) = summary else { return String::new() };
        let (policy, program, lang) = (self.job.policy, self.job.program, self.job.options.lang);
        match self.form {
            ScreenFormat::Html => summary.to_html(policy, program, lang),
            ScreenFormat::Json => summary.to_json(policy, program, lang),
            _ => summary.to_text(policy, program, lang),
        }
    }

    /// Screens the input, bad lines told on standard error, with how far it is if that is seen.
    fn screen(
        &self,
        output: &mut dyn Output,
        to: &str,
        seen: bool,
    ) -> Result<(Tally, Option<Summary>), Failure> {
        let job = self.job;
        let lang = job.options.lang;
        let path = &self.args.input;
        let name = path.display().to_string();
        let file = if path.as_os_str() == "-" {
            None
        } else {
            Some(File::open(path).map_err(|error| Failure::Read(name.clone(), error))?)
        };
        let meta = file.as_ref().and_then(|file| file.metadata().ok());
        if meta.as_ref().is_some_and(Metadata::is_dir) {
            return Err(Failure::Argument(text!(
                "{name} 是目录，应为文件",
                "{name} is a folder, expected a file"
            )));
        }
        let is_empty = meta.as_ref().is_some_and(|meta| meta.is_file() && meta.len() == 0);
        if is_empty && job.options.from != Format::Ndjson {
            let text = text!("文件是空的（0 字节）", "the file is empty (0 bytes)");
            return Err(Failure::screening(&name, to, ScreenError::Input(text)));
        }
        // Of a workbook the rows come unpacked: how many bytes there are is not known.
        let size = meta.map(|meta| meta.len()).filter(|_| job.options.from != Format::Xlsx);
        let size = size.map(Total::Bytes);
        let mut progress = Progress::new(lang, seen, size);
        let tell = |event: Event<'_>| match event {
            Event::Bad(bad) => {
                let (line, error) = (bad.line, printable_within(bad.error.get(lang), 1000));
                let text = text!("第 {line} 行：{error}\n", "line {line}: {error}\n");
                progress.clear();
                complain(text.get(lang));
            }
            Event::Remark(remark) => {
                progress.clear();
                complain(&format!("{}\n", printable(remark.get(lang))));
            }
            Event::Rows(rows) => progress.rows(rows),
            Event::Done(tally, bytes) => progress.done(tally, bytes),
        };
        let result = match file {
            None => screen::run(job, self.interrupt.stdin(), output, tell),
            Some(file) if job.options.from == Format::Xlsx => {
                workbook(job, file, self.args.sheet.as_deref(), output, tell)
            }
            Some(file) => screen::run(job, file, output, tell),
        };
        progress.clear();
        result.map_err(|error| Failure::screening(&name, to, error))
    }
}

fn workbook(
    job: &Job<'_>,
    file: File,
    sheet: Option<&str>,
    output: &mut dyn Output,
    tell: impl FnMut(Event<'_>),
) -> Result<(Tally, Option<Summary>), ScreenError> {
    Workbook::open(job, &mut BufReader::new(file), sheet)?.run(job, output, tell)
}
