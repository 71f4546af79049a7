//! `fengce profiles import`: rows of a sheet become saved profiles.

use std::io::{self, IsTerminal as _};

use clap::Args;

use super::confirm::confirmed;
use super::enterprises::{self, EnterprisesArgs};
use super::exit::{Exit, Failure, print};
use super::interrupt::Interrupt;
use super::settings::Settings;
use crate::batch::Read;
use crate::policy::Policy;
use crate::profile::{Opened, Profile, Session, Store, file_name};
use crate::report::merge;
use crate::text;
use crate::text::{Lang, Text, printable};

/// Arguments of `profiles import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// What is read.
    #[command(flatten)]
    pub enterprises: EnterprisesArgs,

    /// 只要这一行（表中的行号） / only this row (its number in the sheet)
    #[arg(long, value_name = "N")]
    pub row: Option<u64>,

    /// 已有的档案也照表格改，不问；先前的状态进历史 / change the profiles that are there, too, without
    /// asking; their states before go into the history
    #[arg(long)]
    pub force: bool,
}

/// How many rows came to what.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    new: u64,
    changed: u64,
    same: u64,
    left: u64,
}

/// Saves a profile for each row, and shows what changes where there is one.
///
/// # Errors
/// When the input cannot be used, or a profile not be read or saved.
pub fn run(
    args: &ImportArgs,
    policy: &Policy,
    store: &Store,
    settings: &Settings,
) -> Result<Exit, Failure> {
    let interrupt = Interrupt::listen().map_err(Failure::Signals)?;
    let asks = io::stdin().is_terminal() && args.enterprises.input.as_os_str() != "-";
    let import = Import { policy, store, lang: settings.lang, force: args.force, asks };
    let mut count = Count::default();
    let mut met = false;
    let tally =
        enterprises::read(&args.enterprises, policy, settings, &interrupt, |profile, read| {
            if args.row.is_some_and(|row| row != read.record.line) {
                return Ok(());
            }
            met = true;
            import.row(profile, read, &mut count)
        })?;
    if let (Some(row), false) = (args.row, met) {
        return Err(Failure::Argument(text!(
            "第 {row} 行不是一家能读的企业",
            "row {row} is no enterprise that can be read"
        )));
    }
    if let Some(signal) = interrupt.signal() {
        return Ok(Exit::Signal(signal));
    }
    let Count { new, changed, same, left } = count;
    let mut said = text!(
        "新建 {new} 份，修改 {changed} 份，没有变化 {same} 份",
        "{new} made, {changed} changed, {same} as they were"
    );
    if left > 0 {
        said = Text::new(
            format!(
                "{}；{left} 份有变化但没有改，照表格改请加 --force（先前的状态进历史）",
                said.zh
            ),
            format!(
                "{}; {left} would change and were left: --force changes them (their states before go into the history)",
                said.en
            ),
        );
    }
    say(settings.lang, &said)?;
    let bad = if args.row.is_some() { 0 } else { tally.bad };
    Ok(if left > 0 || bad > 0 { Exit::DoesNotHold } else { Exit::Success })
}

fn say(lang: Lang, text: &Text) -> Result<(), Failure> {
    print(&format!("{}\n", printable(text.get(lang))))
}

struct Import<'a> {
    policy: &'a Policy,
    store: &'a Store,
    lang: Lang,
    force: bool,
    /// There is somebody to ask.
    asks: bool,
}

impl Import<'_> {
    fn row(&self, row: Profile, read: Read<'_>, count: &mut Count) -> Result<(), Failure> {
        let base = match (read.saved_as, row.enterprise.name.as_str()) {
            (Some(name), _) => file_name(name),
            (None, "") => file_name(&read.record.id),
            (None, name) => file_name(name),
        };
        let Some((name, opened)) = self.find(&base, &row)? else {
            let name = self.free(&base, row.year)?;
            let mut session = Session::named(self.store, &name);
            session.save(self.policy, &row, &name)?;
            count.new += 1;
            return say(self.lang, &text!("新建：{name}", "made: {name}"));
        };
        let Opened { loaded, mut session } = opened;
        let mut profile = loaded.profile;
        let changes = merge(self.policy, &mut profile, &row);
        if changes.is_empty() {
            count.same += 1;
            return Ok(());
        }
        let head = match self.force {
            true => text!("修改：{name}", "changed: {name}"),
            false => text!("会改：{name}", "would change: {name}"),
        };
        say(self.lang, &head)?;
        for change in &changes {
            say(self.lang, &change.map(|change| format!("  {change}")))?;
        }
        let what = text!("照表格修改“{name}”", "Change \"{name}\" as the sheet has it");
        let agreed = self.force || self.asks && confirmed(&what, self.lang)?;
        if !agreed {
            count.left += 1;
            return Ok(());
        }
        session.save(self.policy, &profile, &name)?;
        count.changed += 1;
        Ok(())
    }

    /// The saved profile of the row's enterprise and year, if there is one: under the name, or
    /// the name with the year. That of another enterprise, by its code, is none.
    fn find(&self, base: &str, row: &Profile) -> Result<Option<(String, Opened)>, Failure> {
        for name in [base.to_owned(), dated(base, row.year)] {
            if !self.is_there(&name)? {
                continue;
            }
            let opened = self.store.open(self.policy, &name)?;
            let there = &opened.loaded.profile;
            let codes = (&there.enterprise.credit_code, &row.enterprise.credit_code);
            let other = matches!(codes, (Some(there), Some(code)) if there != code);
            if there.year == row.year && !other {
                return Ok(Some((name, opened)));
            }
        }
        Ok(None)
    }

    /// A name that nothing has: the base, the base with the year, or one with a number.
    fn free(&self, base: &str, year: i32) -> Result<String, Failure> {
        let base = if self.is_there(base)? { dated(base, year) } else { base.to_owned() };
        Ok(self.store.free_name(&base)?)
    }

    fn is_there(&self, name: &str) -> Result<bool, Failure> {
        Ok(self.store.find(name)?.is_some())
    }
}

fn dated(base: &str, year: i32) -> String {
    file_name(&format!("{base}-{year}"))
}
