//! Enterprises read from a file, for the commands that make something of each.

use std::path::PathBuf;

use clap::Args;

use super::exit::{Failure, complain};
use super::interrupt::Interrupt;
use super::screen::args::unit;
use super::screen::{InputFormat, Source, check_year, form_of, map};
use super::settings::Settings;
use crate::assess::Program;
use crate::batch::{Bytes, ColumnUnit, Event, Format, Job, Options, Read, Tally, Wanted};
use crate::policy::Policy;
use crate::profile::{Averages, Enterprise, Profile};
use crate::text;
use crate::text::{Lang, Text, printable, printable_within};

/// What is read, and how.
#[derive(Debug, Default, Args)]
pub struct EnterprisesArgs {
    /// 表格或 NDJSON 文件，- 表示标准输入 / a sheet or NDJSON file, or - for standard input
    pub input: PathBuf,

    /// 输入格式，默认看扩展名 / input format; by the file extension if not given
    #[arg(long, value_enum)]
    pub from: Option<InputFormat>,

    /// 工作表，默认第一张表头里有事实的 / sheet to read; by default the first whose header names facts
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,

    /// 列与事实的对应，见 screen --write-map / what the columns are, see screen --write-map
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,

    /// 一列没有单位的数字以什么计，可多次 / unit of the bare numbers in a column; repeatable
    #[arg(long, value_name = "COLUMN=UNIT", value_parser = unit)]
    pub unit: Vec<(String, ColumnUnit)>,

    /// 没有年度的行用此年度 / assessment year of rows that name none
    #[arg(long, value_name = "Y")]
    pub year: Option<i32>,
}

/// Hands every enterprise on as a profile, with what its row says; bad lines are told on
/// standard error.
///
/// # Errors
/// When the input cannot be used at all, or what is done with an enterprise fails.
pub fn read(
    args: &EnterprisesArgs,
    policy: &Policy,
    settings: &Settings,
    interrupt: &Interrupt,
    each: impl FnMut(Profile, Read<'_>) -> Result<(), Failure>,
) -> Result<Tally, Failure> {
    let say = |text: &Text| complain(&format!("{}\n", printable(text.get(settings.lang))));
    read_in(args, policy, settings.lang, interrupt, each, say)
}

/// As [`read`]; what there is to tell is handed on.
pub fn read_in(
    args: &EnterprisesArgs,
    policy: &Policy,
    lang: Lang,
    interrupt: &Interrupt,
    mut each: impl FnMut(Profile, Read<'_>) -> Result<(), Failure>,
    mut say: impl FnMut(&Text),
) -> Result<Tally, Failure> {
    check_year(args.year)?;
    let from = form_of(args.from, &args.input);
    let options = Options {
        year: args.year,
        // The enterprise's name may stand beside its code.
        carry: from != Format::Ndjson,
        map: map(policy, args.map.as_deref())?,
        units: args.unit.clone(),
        wanted: Wanted::Records,
        stop: interrupt.stop.clone(),
        ..Options::new(from, lang)
    };
    let program = Program::compile(policy, &policy.default_readings());
    let averages = Averages::default();
    let job =
        Job { policy, program: &program, benchmarks: &averages, options: &options, others: &[] };
    let mut failed = None;
    let tell = |event: Event<'_>| match event {
        Event::Record(read) if failed.is_none() => {
            failed = each(profile(policy, read), read).err();
        }
        Event::Bad(bad) => {
            let within = |lang| printable_within(bad.error.get(lang), 1000);
            let (line, zh, en) = (bad.line, within(Lang::Zh), within(Lang::En));
            say(&text!("第 {line} 行：{zh}", "line {line}: {en}"));
        }
        Event::Remark(remark) => say(remark),
        Event::Record(_) | Event::Rows(_) | Event::Done(..) => {}
    };
    let mut nowhere = Bytes(std::io::sink());
    let source = Source { path: &args.input, sheet: args.sheet.as_deref() };
    let (tally, _) = source.screen(&job, interrupt.stdin(), (&mut nowhere, "stdout"), tell)?;
    failed.map_or(Ok(tally), Err)
}

/// The profile that a row is.
fn profile(policy: &Policy, Read { record, name, .. }: Read<'_>) -> Profile {
    // A code with a wrong check digit is still no name.
    let is_code = record.id.len() == 18 && record.id.bytes().all(|b| b.is_ascii_alphanumeric());
    let own = if is_code { "" } else { &record.id };
    let mut profile = Profile::new(policy, record.year);
    profile.enterprise = Enterprise {
        name: name.unwrap_or(own).to_owned(),
        credit_code: is_code.then(|| record.id.clone()),
        industry_code: record.industry_code.clone(),
    };
    profile.answers = record.answers.clone();
    profile
}
