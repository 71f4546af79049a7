//! `fengce screen`.

use std::fs::File;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;

use super::args::{Cli, ScreenArgs, ScreenFormat};
use super::exit::{Exit, Failure, complain};
use super::{Settings, input};
use crate::assess::Program;
use crate::profile::parse::YEARS;
use crate::screen::{self, Event, Format, Job, Options, Tally};
use crate::text;
use crate::text::{Lang, printable_within};

/// Screens a file or standard input.
pub fn run(args: &ScreenArgs, cli: &Cli, settings: &Settings) -> Result<Exit, Failure> {
    let policy = input::policy(cli.policy.as_deref())?;
    let readings = settings.readings(&policy, &cli.reading)?;
    let benchmarks = settings.benchmarks(&policy, cli.benchmarks.as_deref())?;
    if let Some(year) = args.year.filter(|year| !YEARS.contains(year)) {
        return Err(Failure::Argument(text!(
            "--year 为 {year}，应为 1949 至 2100",
            "--year is {year}, expected 1949 to 2100"
        )));
    }
    let options = options(args, settings.lang);
    let program = Program::compile(&policy, &readings);
    let job =
        Job { policy: &policy, program: &program, benchmarks: &benchmarks, options: &options };
    let tally = match &args.output {
        None => screen(&job, &args.input, io::stdout().lock())?,
        Some(path) => {
            let folder = path.parent().filter(|dir| !dir.as_os_str().is_empty());
            let shown = path.display().to_string();
            let fault = |error: io::Error| Failure::Io(shown.clone(), error);
            let mut file =
                tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).map_err(fault)?;
            let tally = screen(&job, &args.input, &mut file)?;
            file.persist(path).map_err(|error| fault(error.error))?;
            tally
        }
    };
    Ok(if tally.bad > 0 { Exit::DoesNotHold } else { Exit::Success })
}

fn options(args: &ScreenArgs, lang: Lang) -> Options {
    let form = |format| match format {
        ScreenFormat::Ndjson => Format::Ndjson,
        ScreenFormat::Csv => Format::Csv,
    };
    let by_name = args.input.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("csv"));
    let named = if by_name { Format::Csv } else { Format::Ndjson };
    Options {
        from: args.from.map_or(named, form),
        format: form(args.format),
        year: args.year,
        totals_only: args.totals_only,
        missing: args.missing,
        ignore_unknown: args.ignore_unknown,
        lang,
        threads: args
            .threads
            .or_else(|| std::thread::available_parallelism().ok())
            .unwrap_or(NonZeroUsize::MIN),
        stop: Arc::default(),
    }
}

/// Screens an input, bad lines told on standard error.
fn screen(job: &Job<'_>, path: &Path, output: impl Write) -> Result<Tally, Failure> {
    let lang = job.options.lang;
    let name = path.display().to_string();
    let tell = |event: Event<'_>| match event {
        Event::Bad(bad) => {
            let (line, error) = (bad.line, printable_within(bad.error.get(lang), 400));
            let text = text!("第 {line} 行：{error}\n", "line {line}: {error}\n");
            complain(text.get(lang));
        }
        Event::Done(_) => {}
    };
    let result = if path.as_os_str() == "-" {
        screen::run(job, io::stdin(), output, tell)
    } else {
        let file = File::open(path).map_err(|error| Failure::Io(name.clone(), error))?;
        if file.metadata().is_ok_and(|meta| meta.is_dir()) {
            return Err(Failure::Argument(text!(
                "{name} 是目录，应为文件",
                "{name} is a folder, expected a file"
            )));
        }
        screen::run(job, file, output, tell)
    };
    result.map_err(|error| Failure::screening(&name, error))
}
