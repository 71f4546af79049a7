//! `fengce screen`.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::Path;

use super::args::{Cli, ScreenArgs, ScreenFormat};
use super::exit::{Exit, Failure, complain};
use super::{Settings, input};
use crate::assess::Program;
use crate::policy::Policy;
use crate::profile::parse::YEARS;
use crate::screen::{self, BadRecord, Format, Options, Tally};
use crate::text;
use crate::text::{Lang, printable_within};

/// Buffer of input and output.
const BUFFER: usize = 256 << 10;

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
    let name = args.input.display().to_string();
    let program = Program::compile(&policy, &readings);
    let work =
        Work { policy: &policy, program: &program, benchmarks: &benchmarks, options: &options };
    let stdin = args.input.as_os_str() == "-";
    let tally = match &args.output {
        None => {
            let output = BufWriter::with_capacity(BUFFER, io::stdout().lock());
            work.run(&name, stdin, &args.input, output)?
        }
        Some(path) => {
            let folder = path.parent().filter(|dir| !dir.as_os_str().is_empty());
            let shown = path.display().to_string();
            let fault = |error: io::Error| Failure::Io(shown.clone(), error);
            let file =
                tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).map_err(fault)?;
            let mut output = BufWriter::with_capacity(BUFFER, file);
            let tally = work.run(&name, stdin, &args.input, &mut output)?;
            let file = output.into_inner().map_err(|error| fault(error.into_error()))?;
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
    }
}

struct Work<'a> {
    policy: &'a Policy,
    program: &'a Program,
    benchmarks: &'a crate::profile::Benchmarks,
    options: &'a Options,
}

impl Work<'_> {
    fn run(
        &self,
        name: &str,
        stdin: bool,
        path: &Path,
        output: impl Write,
    ) -> Result<Tally, Failure> {
        let lang = self.options.lang;
        let report = |bad: &BadRecord| {
            let (line, error) = (bad.line, printable_within(bad.error.get(lang), 400));
            let text = text!("第 {line} 行：{error}\n", "line {line}: {error}\n");
            complain(text.get(lang));
        };
        let result = if stdin {
            let input = BufReader::with_capacity(BUFFER, io::stdin().lock());
            screen::run(
                self.policy,
                self.program,
                self.benchmarks,
                self.options,
                input,
                output,
                report,
            )
        } else {
            let file = File::open(path).map_err(|error| Failure::Io(name.to_owned(), error))?;
            if file.metadata().is_ok_and(|meta| meta.is_dir()) {
                return Err(Failure::Argument(text!(
                    "{name} 是目录，应为文件",
                    "{name} is a folder, expected a file"
                )));
            }
            let input = BufReader::with_capacity(BUFFER, file);
            screen::run(
                self.policy,
                self.program,
                self.benchmarks,
                self.options,
                input,
                output,
                report,
            )
        };
        result.map_err(|error| Failure::screening(name, error))
    }
}
