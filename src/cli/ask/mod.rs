//! `fengce ask`: the interview as plain lines, for screen readers, dumb terminals and scripts.

mod read;
mod say;
mod session;
mod words;

use std::io::{self, BufRead, BufReader, IsTerminal};
use std::path::{Path, PathBuf};

use super::Settings;
use super::args::{AskArgs, Cli};
use super::exit::{Exit, Failure, complain};
use super::input;
use super::interrupt::Interrupt;
use crate::assess::Program;
use crate::calendar::{today, today_text};
use crate::interview::Way;
use crate::policy::Policy;
use crate::profile::parse::YEARS;
use crate::profile::{self, Profile, Store};
use crate::text;
use crate::text::Text;
use session::{Session, Setting};
use words::Word;

/// Whether the wizard cannot draw here, so that the questions are asked as lines.
pub fn is_needed() -> bool {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    dumb || !(io::stdin().is_terminal() && io::stdout().is_terminal())
}

/// Asks instead of the wizard. With no input at all it says what else there is.
///
/// # Errors
/// As [`run`]; and where standard input is empty.
pub fn instead(profile: Option<&Path>, cli: &Cli, settings: &Settings) -> Result<Exit, Failure> {
    let profile = profile.map(|path| path.display().to_string());
    let args = AskArgs { profile, ..AskArgs::default() };
    ask(&args, cli, settings, true)
}

/// Runs the interview.
///
/// # Errors
/// A profile that cannot be read, arguments that do not fit, or unwritable output.
pub fn run(args: &AskArgs, cli: &Cli, settings: &Settings) -> Result<Exit, Failure> {
    ask(args, cli, settings, false)
}

fn ask(args: &AskArgs, cli: &Cli, settings: &Settings, instead: bool) -> Result<Exit, Failure> {
    let lang = settings.lang;
    let policy = input::policy(cli.policy.as_deref(), settings)?;
    let readings = settings.readings(&policy, &cli.reading)?;
    let benchmarks = settings.benchmarks(&policy, cli.benchmarks.as_deref())?;
    let program = Program::compile(&policy, &readings);
    let way = way(args, &policy)?;
    let mut target = Target::new(args, &policy, settings.data_dir.as_deref());
    let mut profile = target.open(&policy, lang)?;
    if let Some(year) = args.year {
        if !YEARS.contains(&year) {
            return Err(Failure::Argument(text!(
                "--year 为 {year}，应为 1949 至 2100",
                "--year is {year}, expected 1949 to 2100"
            )));
        }
        profile.year = year;
    }
    let interrupt =
        Interrupt::listen().map_err(|error| Failure::Io("signals".to_owned(), error))?;
    let mut reader = BufReader::new(interrupt.stdin());
    if instead {
        let silent = reader.fill_buf().map(<[u8]>::is_empty).unwrap_or(true);
        if silent && interrupt.signal().is_none() && !io::stdin().is_terminal() {
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
    super::exit::print(&crate::text::printable_lines(&format!("{}\n", opening.join("\n"))))?;
    let setting =
        Setting { policy: &policy, program: &program, benchmarks: &benchmarks, way, lang };
    let mut session = Session::new(setting, profile, reader, io::stdout());
    let asked = session.run(&mut |profile| target.save_said(&policy, profile));
    // What was given is saved whatever ended the interview.
    if session.changed {
        let saved = target.save(&policy, &session.profile)?;
        let saved = crate::text::printable(&saved.display().to_string()).into_owned();
        let said = text!("已保存到 {saved}\n", "Saved to {saved}\n");
        if super::exit::print(said.get(lang)).is_err() {
            complain(said.get(lang));
        }
    }
    asked.map_err(|error| Failure::Io("ask".to_owned(), error))?;
    Ok(interrupt.signal().map_or(Exit::Success, Exit::Signal))
}

fn way(args: &AskArgs, policy: &Policy) -> Result<Way, Failure> {
    if let Some(number) = args.article {
        let way = Way::Article(number);
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
            Some(benefit) => Ok(Way::Benefit(benefit)),
            None => {
                let ids = policy.benefits.iter().map(|benefit| benefit.id.as_str());
                let near =
                    crate::diagnostic::nearest(id, ids).unwrap_or("fengce assess").to_owned();
                let id = crate::diagnostic::found(id);
                Err(Failure::Argument(text!(
                    "没有事项“{id}”，是不是 {near}？",
                    "there is no benefit \"{id}\"; is it {near}?"
                )))
            }
        };
    }
    Ok(if args.quickest { Way::Quickest } else { Way::Section })
}

/// Where the profile is read and saved.
struct Target {
    /// The profile named, if it is a file.
    path: Option<PathBuf>,
    /// The name in the store; made up at the first save.
    name: Option<String>,
    output: Option<PathBuf>,
    store: Option<Store>,
    /// The file in the store, once it was saved there.
    saved: Option<profile::Session>,
}

impl Target {
    fn new(args: &AskArgs, _policy: &Policy, data_dir: Option<&Path>) -> Self {
        let named = args.profile.as_deref();
        let is_path = named.is_some_and(input::is_path);
        Self {
            path: named.filter(|_| is_path).map(PathBuf::from),
            name: named.filter(|_| !is_path).map(str::to_owned),
            output: args.output.clone(),
            store: data_dir.map(|dir| Store::new(dir.join("profiles"))),
            saved: None,
        }
    }

    /// The profile to go on with; a new one where there is none of that name yet.
    fn open(&self, policy: &Policy, lang: crate::text::Lang) -> Result<Profile, Failure> {
        let in_store =
            || self.store.as_ref().zip(self.name.as_ref()).map(|(store, name)| store.path(name));
        let file = self.path.clone().or_else(in_store);
        match file.filter(|file| file.exists()) {
            Some(file) => {
                let loaded = profile::read_path(policy, &file)?;
                for remark in &loaded.remarks {
                    complain(&format!("{}\n", crate::text::printable(remark.get(lang))));
                }
                Ok(loaded.profile)
            }
            None => Ok(Profile::new(policy, today().0 - 1)),
        }
    }

    /// Saves where `-o` says, else where it came from, else in the store.
    fn save(&mut self, policy: &Policy, profile: &Profile) -> Result<PathBuf, Failure> {
        let failed = |name: String| move |error| Failure::Io(name, error);
        if let Some(path) = self.output.as_ref().or(self.path.as_ref()) {
            let text = profile::to_toml(policy, profile);
            profile::write_atomically(path, text.as_bytes())
                .map_err(failed(path.display().to_string()))?;
            return Ok(path.clone());
        }
        let Some(store) = &self.store else {
            return Err(Failure::Argument(text!(
                "没有保存档案的目录，请用 -o 指定文件",
                "there is no folder for profiles; name a file with -o"
            )));
        };
        let name = self.name.get_or_insert_with(|| {
            let name = profile.enterprise.name.as_str();
            store.free_name(if name.is_empty() { today_text() } else { name.to_owned() }.as_str())
        });
        let file = self.saved.get_or_insert_with(|| match store.open(policy, name) {
            Ok(opened) => opened.session,
            Err(_) => profile::Session::named(store, name),
        });
        let saved = file.save(policy, profile, name);
        saved.map(|saved| saved.path).map_err(|error| Failure::Argument(error.what()))
    }

    fn save_said(&mut self, policy: &Policy, profile: &Profile) -> Text {
        match self.save(policy, profile) {
            Ok(path) => {
                let path = path.display();
                text!("已保存到 {path}", "Saved to {path}")
            }
            Err(Failure::Io(name, error)) => {
                text!("没有保存：{name}：{error}", "Not saved: {name}: {error}")
            }
            Err(Failure::Argument(why)) => why,
            Err(_) => text!("没有保存，请用 -o 指定文件", "Not saved; name a file with -o"),
        }
    }
}
