//! `fengce compare`.

use clap::{Args, ValueEnum};

use super::exit::{Exit, Failure, print};
use super::input;
use super::settings::Settings;
use crate::assess::Program;
use crate::cli::globals::Globals;
use crate::document::{Layout, html, markdown, plain};
use crate::report::{Assessment, Compared, compare_json, comparison};
use crate::text;

/// Arguments of `compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// 第一份档案 / the first profile
    pub profile: String,

    /// 第二份档案；不写则同一份，按两个年度或另一种读法对照 / the second profile; without one, the first again in another year or reading
    pub second: Option<String>,

    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = CompareFormat::Text)]
    pub format: CompareFormat,

    /// 两个评估年度 / two assessment years
    #[arg(long, num_args = 2, value_names = ["Y1", "Y2"], conflicts_with_all = ["year", "year2"])]
    pub years: Vec<i32>,

    /// 第一份的评估年度 / assessment year of the first
    #[arg(long, value_name = "Y1")]
    pub year: Option<i32>,

    /// 第二份的评估年度 / assessment year of the second
    #[arg(long, value_name = "Y2")]
    pub year2: Option<i32>,
}

/// Forms of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CompareFormat {
    /// 给人看的文字 / text to read
    Text,
    /// 供程序读 / for programs
    Json,
    /// 供粘贴 / for pasting
    Markdown,
    /// 供打印 / for printing
    Html,
}

/// Columns that the text is wrapped to.
const WIDTH: usize = 96;

/// Compares two profiles, two years of one, or one under other readings.
pub fn run(args: &CompareArgs, globals: &Globals, settings: &Settings) -> Result<Exit, Failure> {
    let lang = settings.lang;
    let policy = input::policy(globals.policy.as_deref(), settings)?;
    let (year_a, year_b) = match args.years.as_slice() {
        [a, b] => (Some(*a), Some(*b)),
        _ => (args.year, args.year2),
    };
    let other = args.second.as_deref();
    if args.profile == "-" && other.is_none_or(|other| other == "-") {
        return Err(Failure::Argument(text!(
            "标准输入只能读一次；请给出文件",
            "standard input can be read only once; name a file"
        )));
    }
    let (first, answers_a, year_a) =
        input::answers(&policy, &args.profile, year_a, globals, settings)?;
    let second = other.unwrap_or(&args.profile);
    let (second, answers_b, year_b) = input::answers(&policy, second, year_b, globals, settings)?;
    let chosen = settings.readings(&policy, &globals.reading)?;
    // The same enterprise and year: the readings given are what is compared.
    let same = other.is_none() && year_a == year_b;
    let before = if same { settings.readings(&policy, &[])? } else { chosen.clone() };
    if same && before == chosen {
        return Err(Failure::Argument(text!(
            "没有可比的：再给一份档案，或用 --years 给两个年度，或用 --reading 换一种读法",
            "there is nothing to compare: give a second profile, two years by --years, or another reading by --reading"
        )));
    }
    let (program_a, program_b) =
        (Program::compile(&policy, &before), Program::compile(&policy, &chosen));
    let first = Assessment::new(&policy, &program_a, &first.profile, answers_a, year_a);
    let second = Assessment::new(&policy, &program_b, &second.profile, answers_b, year_b);
    let compared = Compared::new(&first, &second);
    match args.format {
        CompareFormat::Text => print(&plain(&comparison(&compared, lang), Layout::new(WIDTH)))?,
        CompareFormat::Markdown => print(&markdown(&comparison(&compared, lang)))?,
        CompareFormat::Html => print(&html(&comparison(&compared, lang)))?,
        CompareFormat::Json => {
            let json = compare_json(&compared, lang)?;
            print(&format!("{json}\n"))?;
        }
    }
    Ok(Exit::Success)
}
