//! `fengce ask`: the interview as plain lines, for screen readers, dumb terminals and scripts.

mod read;
mod say;
mod session;
mod target;
mod words;

#[cfg(test)]
mod fuzz;

use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::path::Path;
use std::path::PathBuf;

use clap::Args;

use super::exit::{Exit, Failure};
use super::input;
use super::interrupt::Interrupt;
use super::target::refuse_input;
use crate::assess::Program;
use crate::cli::globals::Globals;
use crate::cli::settings::Settings;
use crate::interview::Route;
use crate::policy::Policy;
use crate::profile::parse::YEARS;
use crate::text;
use crate::text::printable;

use session::{Session, Setting};
use target::Target;
use words::Word;

/// Arguments of `ask`.
#[derive(Debug, Default, Args)]
pub struct AskArgs {
    /// 接着问的档案：路径或已保存的名称；没有则新建 / profile to continue: a path or a saved name; created if it does not exist
    pub profile: Option<String>,

    /// 只问一条，例如 11 / ask only what concerns this article, for example 11
    #[arg(long, value_name = "N", conflicts_with_all = ["benefit", "quickest"])]
    pub article: Option<u32>,

    /// 只问一个事项 / ask only what concerns this benefit
    #[arg(long, value_name = "ID", conflicts_with = "quickest")]
    pub benefit: Option<String>,

    /// 先问最能定下金额的题 / ask the questions that settle the most money first
    #[arg(long)]
    pub quickest: bool,

    /// 评估年度 / assessment year
    #[arg(long, value_name = "Y")]
    pub year: Option<i32>,

    /// 保存到此文件 / save to this file
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Whether the wizard cannot draw here, so that the questions are asked as lines.
pub fn is_needed() -> bool {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    dumb || !(io::stdin().is_terminal() && io::stdout().is_terminal())
}

/// Asks instead of the wizard. With no input at all it says what else there is.
///
/// # Errors
/// As [`run`]; and where standard input is empty.
pub fn instead(
    profile: Option<&Path>,
    globals: &Globals,
    settings: &Settings,
) -> Result<Exit, Failure> {
    let profile = profile.map(|path| path.display().to_string());
    let args = AskArgs { profile, ..AskArgs::default() };
    ask(&args, globals, settings, true)
}

/// Runs the interview.
///
/// # Errors
/// A profile that cannot be read, arguments that do not fit, or unwritable output.
pub fn run(args: &AskArgs, globals: &Globals, settings: &Settings) -> Result<Exit, Failure> {
    ask(args, globals, settings, false)
}

fn ask(
    args: &AskArgs,
    globals: &Globals,
    settings: &Settings,
    instead: bool,
) -> Result<Exit, Failure> {
    let lang = settings.lang;
    let policy = input::policy(globals.policy.as_deref(), settings)?;
    let readings = settings.readings(&policy, &globals.reading)?;
    let benchmarks = settings.benchmarks(&policy, globals.benchmarks.as_deref())?;
    let program = Program::compile(&policy, &readings);
    let way = way(args, &policy)?;
    // The profile itself may be gone on with in its place.
    if let Some(output) = &args.output {
        refuse_input(Some(output), None, globals, settings)?;
    }
    let (mut target, mut profile) = Target::open(args, &policy, settings)?;
    if let Some(year) = args.year
        && !YEARS.contains(&year)
    {
        return Err(Failure::Argument(text!(
            "--year 为 {year}，应为 1949 至 2100",
            "--year is {year}, expected 1949 to 2100"
        )));
    }
    // Where nothing is answered yet, there is nothing to ask about another year.
    let mut new_year = args.year.filter(|year| *year != profile.year);
    if profile.answers.answered().next().is_none() {
        profile.year = new_year.take().unwrap_or(profile.year);
    }
    let interrupt = Interrupt::listen().map_err(Failure::Signals)?;
    let mut reader = BufReader::new(interrupt.stdin());
    // At a terminal the first question comes before anything is typed.
    if instead && !io::stdin().is_terminal() {
        let silent = reader.fill_buf().map(<[u8]>::is_empty).unwrap_or(true);
        if silent && interrupt.signal().is_none() {
            return Err(Failure::Argument(text!(
                "这里没有终端，标准输入也是空的。逐行问答请用 fengce ask，评估已有档案请用 fengce assess 档案.toml，用法见 fengce --help",
                "there is no terminal here and standard input is empty. Use fengce ask for plain questions, fengce assess PROFILE.toml for a profile, or see fengce --help"
            )));
        }
    }
    let year = profile.year;
    let opening = [
        policy.title.get(lang).to_owned(),
        text!("逐行问答，评估年度 {year}。", "Plain questions, assessment year {year}.")
            .get(lang)
            .to_owned(),
        Word::list(lang),
    ];
    let mut out = Shown::new();
    let opening = crate::text::printable_lines(&format!("{}\n", opening.join("\n")));
    let unwritable = |error| Failure::Write("stdout".to_owned(), error);
    out.write_all(opening.as_bytes()).map_err(unwritable)?;
    if let Some(notice) = target.notice() {
        writeln!(out, "{}", printable(notice.get(lang))).map_err(unwritable)?;
    }
    let setting =
        Setting { policy: &policy, program: &program, benchmarks: &benchmarks, way, lang };
    let (asked, changed, profile) = {
        let mut save = |profile: &_| target.kept(&policy, profile);
        let mut session = Session::new(setting, profile, reader, &mut out, &mut save);
        session.new_year = new_year;
        let asked = session.run();
        (asked, session.changed, session.profile)
    };
    // Every answer was saved as it came; what could not be is tried once more.
    if changed {
        let saved = target.save(&policy, &profile)?;
        let path = saved.path.display();
        let said = text!("已保存到 {path}", "Saved to {path}");
        let _ = writeln!(out, "{}", printable(said.get(lang)));
    }
    asked.map_err(|error| match out.failed {
        true => Failure::Write("stdout".to_owned(), error),
        false => Failure::Read("stdin".to_owned(), error),
    })?;
    Ok(interrupt.signal().map_or(Exit::Success, Exit::Signal))
}

/// Standard output; and standard error where somebody at a terminal would not see what goes into
/// a file.
struct Shown {
    out: io::Stdout,
    err: Option<io::Stderr>,
    /// It could not be written.
    failed: bool,
}

impl Shown {
    fn new() -> Self {
        let unseen =
            io::stdin().is_terminal() && !io::stdout().is_terminal() && io::stderr().is_terminal();
        Self { out: io::stdout(), err: unseen.then(io::stderr), failed: false }
    }
}

impl Write for Shown {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes).inspect_err(|_| self.failed = true)?;
        if let Some(err) = &mut self.err {
            let _ = err.write_all(&bytes[..written]);
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush().inspect_err(|_| self.failed = true)
    }
}

fn way(args: &AskArgs, policy: &Policy) -> Result<Route, Failure> {
    if let Some(number) = args.article {
        let way = Route::Article(number);
        if way.benefits(policy).is_empty() {
            let mut all: Vec<u32> = policy.benefits.iter().map(|b| b.article).collect();
            all.dedup();
            let list = all.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
            return Err(Failure::Argument(text!(
                "第 {number} 条不含支持事项；可问的有：{list}",
                "article {number} gives no support; there are: {list}"
            )));
        }
        return Ok(way);
    }
    if let Some(id) = &args.benefit {
        return match policy.benefit_id(id) {
            Some(benefit) => Ok(Route::Benefit(benefit)),
            None => {
                let ids = || policy.benefits.iter().map(|benefit| benefit.id.as_str());
                let near = crate::diagnostic::nearest(id, ids());
                let all = ids().collect::<Vec<_>>().join(", ");
                let id = crate::diagnostic::found(id);
                Err(Failure::Argument(match near {
                    Some(near) => text!(
                        "没有事项“{id}”，是不是 {near}？",
                        "there is no benefit \"{id}\"; is it {near}?"
                    ),
                    None => text!(
                        "没有事项“{id}”；可选：{all}",
                        "there is no benefit \"{id}\"; there are: {all}"
                    ),
                }))
            }
        };
    }
    Ok(if args.quickest { Route::Quickest } else { Route::Section })
}
