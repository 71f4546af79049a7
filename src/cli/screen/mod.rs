//! `fengce screen`.

pub mod args;
mod forms;
mod source;

use std::collections::BTreeMap;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::Path;

use super::exit::{Exit, Failure, complain};
use super::input;
use super::interrupt::Interrupt;
use super::progress::{Progress, Total};
use super::replaced::{self, Kind};
use super::settings::Settings;
use super::target::{Target, refuse_input};
use crate::assess::Program;
use crate::batch::{
    BadRecord, Bytes, Cause, Duplicates, Event, Format, Job, Options, Output, ResultBook, Summary,
    Tally, Unreadable, Wanted, other_programs,
};
use crate::cli::globals::Globals;
use crate::document::{self, Folds, Layout};
use crate::profile::parse::YEARS;
use crate::text;
use crate::text::{Lang, printable, printable_within};

use args::{DuplicateRows, ScreenFormat, UnreadableCells};
pub use args::{InputFormat, ScreenArgs};
pub use forms::form_of;
use forms::{check, check_name, form};
pub use source::{Source, map};

/// Columns of a summary as text.
const WIDTH: usize = 120;

/// Screens a file or standard input.
pub fn run(args: &ScreenArgs, globals: &Globals, settings: &Settings) -> Result<Exit, Failure> {
    let policy = input::policy(globals.policy.as_deref(), settings)?;
    let readings = settings.readings(&policy, &globals.reading)?;
    let benchmarks = settings.benchmarks(&policy, globals.benchmarks.as_deref())?;
    check_year(args.year)?;
    let from = form_of(args.from, &args.input);
    let form = form(args)?;
    check(args, from, form)?;
    refuse_input(args.output.as_deref(), Some(&args.input), globals, settings)?;
    check_name(args, form)?;
    if let Some(output) = &args.output {
        replaced::check(output, kind(form), args.force)?;
    }
    let interrupt = Interrupt::listen().map_err(Failure::Signals)?;
    let mut options = options(args, from, form, settings.lang, &interrupt);
    options.map = map(&policy, args.map.as_deref())?;
    let program = Program::compile(&policy, &readings);
    let others = if args.summary { other_programs(&policy, &readings) } else { Vec::new() };
    let job = Job {
        policy: &policy,
        program: &program,
        benchmarks: &benchmarks,
        options: &options,
        others: &others,
    };
    let source = Source { path: &args.input, sheet: args.sheet.as_deref() };
    if let Some(path) = &args.write_map {
        return write_map(path, source, &job, &interrupt, args.force);
    }
    if matches!(options.duplicates, Duplicates::Last | Duplicates::Error) {
        let again = source.again(&job)?;
        match again.text().filter(|_| options.duplicates == Duplicates::Error) {
            Some(text) => return Err(Failure::Argument(text)),
            None => options.dropped = again.all_but_last(),
        }
    }
    let job = Job {
        policy: &policy,
        program: &program,
        benchmarks: &benchmarks,
        options: &options,
        others: &others,
    };
    let work = Work { job: &job, args, source, form, interrupt: &interrupt };
    let tally = match &args.output {
        None => work.to_stdout()?,
        Some(path) => work.to_file(path)?,
    };
    if let Some(signal) = interrupt.signal() {
        let lines = tally.good + tally.bad;
        let text = match &args.output {
            None if args.summary => {
                text!("已中断：没有输出汇总\n", "interrupted: no summary was written\n")
            }
            None => {
                text!("已中断：输出了 {lines} 行\n", "interrupted: {lines} lines were written\n")
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

fn kind(form: ScreenFormat) -> Kind {
    match form {
        ScreenFormat::Ndjson | ScreenFormat::Json => Kind::Json,
        ScreenFormat::Csv | ScreenFormat::Long => Kind::Csv,
        ScreenFormat::Xlsx => Kind::Workbook,
        ScreenFormat::Text => Kind::Text,
        ScreenFormat::Html => Kind::Html,
    }
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

fn options(
    args: &ScreenArgs,
    from: Format,
    form: ScreenFormat,
    lang: Lang,
    interrupt: &Interrupt,
) -> Options {
    Options {
        format: match form {
            ScreenFormat::Csv => Format::Csv,
            ScreenFormat::Long => Format::Long,
            ScreenFormat::Xlsx => Format::Xlsx,
            ScreenFormat::Ndjson | ScreenFormat::Text | ScreenFormat::Json | ScreenFormat::Html => {
                Format::Ndjson
            }
        },
        year: args.year,
        totals_only: args.totals_only,
        missing: args.missing,
        ignore_unknown: args.ignore_unknown,
        carry: args.carry,
        excel: args.excel,
        units: args.unit.clone(),
        unreadable: match args.unreadable {
            UnreadableCells::Error => Unreadable::Error,
            UnreadableCells::Unknown => Unreadable::Unknown,
        },
        duplicates: match args.duplicates {
            DuplicateRows::Keep => Duplicates::Keep,
            DuplicateRows::First => Duplicates::First,
            DuplicateRows::Last => Duplicates::Last,
            DuplicateRows::Error => Duplicates::Error,
        },
        wanted: if args.summary { Wanted::Sums } else { Wanted::Rows },
        by: args.by.clone(),
        threads: args
            .threads
            .or_else(|| std::thread::available_parallelism().ok())
            .unwrap_or(NonZeroUsize::MIN),
        stop: interrupt.stop.clone(),
        ..Options::new(from, lang)
    }
}

/// Writes a mapping file that proposes what the columns are.
fn write_map(
    path: &Path,
    source: Source<'_>,
    job: &Job<'_>,
    interrupt: &Interrupt,
    force: bool,
) -> Result<Exit, Failure> {
    let shown = printable(&path.to_string_lossy()).into_owned();
    let fault = |error: io::Error| Failure::Write(path.display().to_string(), error);
    // It may have been checked and changed: work that nothing brings back.
    if !force && path.metadata().is_ok_and(|meta| meta.is_file() && meta.len() > 0) {
        return Err(Failure::Argument(text!(
            "已经有 {shown}，可能改过了；换一个文件名，或加 --force 替换",
            "{shown} is there already and may have been changed; name another file, or replace it with --force"
        )));
    }
    let proposal = source.propose(job, interrupt.stdin())?;
    let mut target = Target::open(path, interrupt).map_err(fault)?;
    target.file().write_all(proposal.text().as_bytes()).map_err(fault)?;
    target.keep().map_err(fault)?;
    let input = printable(&source.name()).into_owned();
    let (known, like, others) = (proposal.known, proposal.like, proposal.others);
    let said = text!(
        "已写 {shown}：认得的 {known} 列，按名称相近提出的 {like} 列（请核对），其余 {others} 列不作事实。核对后：fengce screen {input} --map {shown}\n",
        "wrote {shown}: {known} columns are known, {like} are proposed by similar names (check them), {others} are no facts. Then: fengce screen {input} --map {shown}\n"
    );
    complain(said.get(job.options.lang));
    Ok(Exit::Success)
}

/// One run.
struct Work<'a> {
    job: &'a Job<'a>,
    args: &'a ScreenArgs,
    source: Source<'a>,
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
            let mut book = ResultBook::new(self.job.options.lang, &beside).map_err(fault)?;
            let (tally, summary) = self.screen(&mut book, &shown, seen)?;
            if let (None, Some(summary)) = (self.interrupt.signal(), summary) {
                let mut file = BufWriter::new(target.file());
                book.save(self.job, &summary, &mut file).map_err(fault)?;
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
            ScreenFormat::Html => document::html(&summary.document(policy, program, lang)),
            ScreenFormat::Json => summary.to_json(policy, program, lang),
            ScreenFormat::Text
            | ScreenFormat::Ndjson
            | ScreenFormat::Csv
            | ScreenFormat::Long
            | ScreenFormat::Xlsx => {
                let layout = Layout { folds: Folds::Open, ..Layout::new(WIDTH) };
                document::plain(&summary.document(policy, program, lang), layout)
            }
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
        let size = self.source.bytes(job.options.from).map(Total::Bytes);
        let mut progress = Progress::new(lang, seen, size);
        let mut told = Told::default();
        let tell = |event: Event<'_>| match event {
            Event::Bad(bad) if told.is_many(bad) => {}
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
            Event::Record(_) => {}
            Event::Rows(rows) => progress.rows(rows),
            Event::Done(tally, bytes) => progress.done(tally, bytes),
        };
        let result = self.source.screen(job, self.interrupt.stdin(), (output, to), tell);
        progress.clear();
        told.tell_counts(lang);
        result
    }
}

/// Bad lines of one kind that are told one by one.
const TOLD: u64 = 10;

/// How many bad lines of each kind there were.
#[derive(Default)]
struct Told(BTreeMap<Cause, u64>);

impl Told {
    /// Counts a bad line; whether so many of its kind were told that it is only counted.
    fn is_many(&mut self, bad: &BadRecord) -> bool {
        let count = self.0.entry(bad.cause.clone()).or_default();
        *count += 1;
        *count > TOLD
    }

    fn tell_counts(&self, lang: Lang) {
        for (cause, count) in self.0.iter().filter(|(_, count)| **count > TOLD) {
            let (more, cause) = (count - TOLD, cause.text());
            let (zh, en) = (cause.zh, cause.en);
            let text = text!("另有 {more} 行：{zh}\n", "{more} more lines: {en}\n");
            complain(&printable_within(text.get(lang).trim_end(), 500));
            complain("\n");
        }
    }
}
