//! `fengce screen`.

use std::fs::{File, Metadata};
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::Path;

use super::args::{Cli, ScreenArgs, ScreenFormat};
use super::exit::{Exit, Failure, complain};
use super::interrupt::Interrupt;
use super::progress::Progress;
use super::{Settings, input};
use crate::assess::Program;
use crate::profile::parse::YEARS;
use crate::screen::{self, Event, Format, Job, Options, Tally};
use crate::text;
use crate::text::{Lang, printable, printable_within};

/// Screens a file or standard input.
pub fn run(args: &ScreenArgs, cli: &Cli, settings: &Settings) -> Result<Exit, Failure> {
    let policy = input::policy(cli.policy.as_deref(), settings)?;
    let readings = settings.readings(&policy, &cli.reading)?;
    let benchmarks = settings.benchmarks(&policy, cli.benchmarks.as_deref())?;
    if let Some(year) = args.year.filter(|year| !YEARS.contains(year)) {
        return Err(Failure::Argument(text!(
            "--year 为 {year}，应为 1949 至 2100",
            "--year is {year}, expected 1949 to 2100"
        )));
    }
    let interrupt = Interrupt::listen().map_err(|error| Failure::Other(error.to_string()))?;
    let options = options(args, settings.lang, &interrupt);
    let program = Program::compile(&policy, &readings);
    let job =
        Job { policy: &policy, program: &program, benchmarks: &benchmarks, options: &options };
    let seen = io::stderr().is_terminal();
    let tally = match &args.output {
        None => {
            let seen = seen && !io::stdout().is_terminal();
            screen(&job, &interrupt, &args.input, ("stdout", io::stdout().lock()), seen)?
        }
        Some(path) => {
            let folder = path.parent().filter(|dir| !dir.as_os_str().is_empty());
            let shown = path.display().to_string();
            let fault = |error: io::Error| Failure::Io(shown.clone(), error);
            let mut file =
                tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).map_err(fault)?;
            let tally = screen(&job, &interrupt, &args.input, (&shown, &mut file), seen)?;
            if interrupt.signal().is_none() {
                file.persist(path).map_err(|error| fault(error.error))?;
            }
            tally
        }
    };
    if let Some(signal) = interrupt.signal() {
        let lines = tally.good + tally.bad;
        let text = match &args.output {
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
    Ok(if tally.bad > 0 { Exit::DoesNotHold } else { Exit::Success })
}

fn options(args: &ScreenArgs, lang: Lang, interrupt: &Interrupt) -> Options {
    let form = |format| match format {
        ScreenFormat::Ndjson => Format::Ndjson,
        ScreenFormat::Csv => Format::Csv,
    };
    let by_name = args.input.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("csv"));
    let named = if by_name { Format::Csv } else { Format::Ndjson };
    Options {
        from: args.from.map_or(named, form),
        format: if args.excel { Format::Csv } else { form(args.format) },
        year: args.year,
        totals_only: args.totals_only,
        missing: args.missing,
        ignore_unknown: args.ignore_unknown,
        carry: args.carry,
        excel: args.excel,
        lang,
        threads: args
            .threads
            .or_else(|| std::thread::available_parallelism().ok())
            .unwrap_or(NonZeroUsize::MIN),
        stop: interrupt.stop.clone(),
    }
}

/// Screens an input, bad lines told on standard error, with how far it is if that is seen.
fn screen(
    job: &Job<'_>,
    interrupt: &Interrupt,
    path: &Path,
    (to, output): (&str, impl Write),
    seen: bool,
) -> Result<Tally, Failure> {
    let lang = job.options.lang;
    let name = path.display().to_string();
    let file = if path.as_os_str() == "-" {
        None
    } else {
        Some(File::open(path).map_err(|error| Failure::Io(name.clone(), error))?)
    };
    let meta = file.as_ref().and_then(|file| file.metadata().ok());
    if meta.as_ref().is_some_and(Metadata::is_dir) {
        return Err(Failure::Argument(text!(
            "{name} 是目录，应为文件",
            "{name} is a folder, expected a file"
        )));
    }
    let mut progress = Progress::new(lang, seen, meta.map(|meta| meta.len()));
    let tell = |event: Event<'_>| match event {
        Event::Bad(bad) => {
            let (line, error) = (bad.line, printable_within(bad.error.get(lang), 400));
            let text = text!("第 {line} 行：{error}\n", "line {line}: {error}\n");
            progress.clear();
            complain(text.get(lang));
        }
        Event::Done(tally, bytes) => progress.done(tally, bytes),
    };
    let result = match file {
        None => screen::run(job, interrupt.stdin(), output, tell),
        Some(file) => screen::run(job, file, output, tell),
    };
    progress.clear();
    result.map_err(|error| Failure::screening(&name, to, error))
}
