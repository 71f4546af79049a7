//! `fengce profiles`: from the shell what the wizard does with saved profiles.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, Subcommand};
use serde_json::json;

use super::exit::{Exit, Failure, print, shows};
use super::import::{self, ImportArgs};
use super::input;
use super::interrupt::Interrupt;
use super::purge::{self, Purge};
use super::replaced::{self, Kind};
use super::row::row;
use super::settings::Settings;
use super::target::Target;
use crate::batch::profile_rows;
use crate::cli::globals::Globals;
use crate::policy::Policy;
use crate::profile::{Store, StoreError, Why};
use crate::quantity::calendar::stamp;
use crate::text;
use crate::text::{Lang, Text, json_safe, printable};

/// Arguments of `profiles`.
#[derive(Debug, Args)]
pub struct ProfilesArgs {
    /// What to do with the saved profiles.
    #[command(subcommand)]
    pub command: ProfilesCommand,
}

impl ProfilesArgs {
    /// Whether it writes a file of its own instead of printing.
    pub fn writes(&self) -> bool {
        matches!(self.command, ProfilesCommand::Export { .. })
    }
}

/// What can be done with saved profiles.
#[derive(Debug, Subcommand)]
pub enum ProfilesCommand {
    /// 列出已存的档案 / list saved profiles
    List {
        /// 列出已删除的 / list deleted profiles
        #[arg(long)]
        bin: bool,
        /// 输出 JSON / print JSON
        #[arg(long)]
        json: bool,
    },
    /// 打印档案的内容 / print a profile
    Show {
        /// 名称 / name of the profile
        name: String,
        /// 打印此编号的历史状态 / print the earlier version with this number
        #[arg(long, value_name = "N")]
        state: Option<u32>,
    },
    /// 复制 / copy a profile
    Copy {
        /// 名称 / name of the profile
        name: String,
        /// 副本的名称 / name of the copy
        to: String,
    },
    /// 改名，历史一起走 / rename a profile together with its history
    Rename {
        /// 名称 / name of the profile
        name: String,
        /// 新名称 / the new name
        to: String,
        /// 即使在别的窗口里开着 / even if it is open in another window
        #[arg(long)]
        force: bool,
    },
    /// 删除，可以恢复 / delete a profile; restore brings it back
    Delete {
        /// 名称 / name of the profile
        name: String,
        /// 即使在别的窗口里开着 / even if it is open in another window
        #[arg(long)]
        force: bool,
    },
    /// 恢复已删除的，或用 --state 回到一个历史状态 / restore a deleted profile, or an earlier version with --state
    Restore {
        /// 名称 / name of the profile
        name: String,
        /// 回到此编号的历史状态 / go back to the earlier version with this number
        #[arg(long, value_name = "N")]
        state: Option<u32>,
        /// 即使在别的窗口里开着 / even if it is open in another window
        #[arg(long)]
        force: bool,
    },
    /// 把表格的每一行存成档案；已有的先列出变化 / save each row of a sheet as a profile; changes to existing ones are listed first
    Import(ImportArgs),
    /// 把档案写成表格的行，可再评估、再导入 / write profiles as rows of a sheet
    Export {
        /// 名称；不写则全部 / names of the profiles; all by default
        names: Vec<String>,
        /// 写到哪里，名称以 .xlsx 结尾 / file to write; its name ends in .xlsx
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
        /// 替换别的程序写的或别种格式的文件 / replace the output file even if another program wrote it or it has another format
        #[arg(long)]
        force: bool,
    },
    /// 列出历史状态 / list the earlier versions of a profile
    History {
        /// 名称 / name of the profile
        name: String,
    },
    /// 彻底删除，连同历史和回收站里的，不能恢复 / delete a profile for good, with its history and its copies in the bin
    Purge {
        /// 名称 / name of the profile
        #[arg(required_unless_present_any = ["bin", "older_than"])]
        name: Option<String>,
        /// 清空回收站 / empty the bin
        #[arg(long, conflicts_with = "name")]
        bin: bool,
        /// 这么久没存过的都删，如 180d、26w、2y / delete all that were last saved this long ago, for example 180d, 26w, 2y
        #[arg(long, value_name = "AGE", conflicts_with_all = ["name", "bin"], value_parser = purge::age)]
        older_than: Option<Duration>,
        /// 不再询问 / do not ask for confirmation
        #[arg(long)]
        yes: bool,
        /// 即使在别的窗口里开着 / even if it is open in another window
        #[arg(long)]
        force: bool,
    },
}

/// Does what was asked for.
pub fn run(args: &ProfilesArgs, globals: &Globals, settings: &Settings) -> Result<Exit, Failure> {
    let Some(dir) = &settings.data_dir else {
        return Err(StoreError::new(Why::NoFolder, Path::new("")).into());
    };
    let desk = Desk { store: Store::new(dir.join("profiles")), lang: settings.lang };
    match &args.command {
        ProfilesCommand::List { bin: true, json } => desk.list_bin(*json),
        ProfilesCommand::List { bin: false, json } => {
            desk.list(&input::policy(globals.policy.as_deref(), settings)?, *json)
        }
        ProfilesCommand::Show { name, state } => desk.show(plain(name), *state),
        ProfilesCommand::Copy { name, to } => {
            let (name, to) = (plain(name), plain(to));
            desk.store.copy(name, to)?;
            desk.say(&text!("已把“{name}”复制为“{to}”", "copied \"{name}\" to \"{to}\""))
        }
        ProfilesCommand::Rename { name, to, force } => {
            let (name, to) = (plain(name), plain(to));
            desk.closed(name, *force)?;
            desk.even(*force).rename(name, to)?;
            desk.say(&text!("“{name}”现在叫“{to}”", "\"{name}\" is now called \"{to}\""))
        }
        ProfilesCommand::Delete { name, force } => {
            let name = plain(name);
            desk.closed(name, *force)?;
            let id = desk.even(*force).delete(name)?.id;
            desk.say(&text!(
                "“{name}”已移到回收站；恢复用 fengce profiles restore \"{id}\"",
                "\"{name}\" is in the bin; fengce profiles restore \"{id}\" brings it back"
            ))
        }
        ProfilesCommand::Restore { name, state: None, .. } => {
            let name = desk.store.restore(plain(name))?;
            desk.say(&text!("已恢复为“{name}”", "restored as \"{name}\""))
        }
        ProfilesCommand::Restore { name, state: Some(number), force } => {
            let name = plain(name);
            desk.closed(name, *force)?;
            desk.even(*force).bring_back(name, *number)?;
            desk.say(&text!(
                "“{name}”已回到历史状态 {number}；之前的状态也存进了历史",
                "\"{name}\" is back at its earlier state {number}; the one before is in its history"
            ))
        }
        ProfilesCommand::Import(args) => {
            let policy = input::policy(globals.policy.as_deref(), settings)?;
            import::run(args, &policy, &desk.store, settings)
        }
        ProfilesCommand::Export { names, output, force } => {
            let policy = input::policy(globals.policy.as_deref(), settings)?;
            desk.export(&policy, names, output, *force)
        }
        ProfilesCommand::History { name } => desk.history(plain(name)),
        ProfilesCommand::Purge { name, bin: _, older_than, yes, force } => {
            let what = match (name, older_than) {
                (Some(name), _) => Purge::Named(plain(name)),
                (None, Some(age)) => Purge::Older(*age),
                (None, None) => Purge::Bin,
            };
            if let Purge::Named(name) = what {
                desk.closed(name, *force)?;
            }
            purge::run(&desk.even(*force), what, *yes, desk.lang)
        }
    }
}

/// A name as people give it: with or without the file's ending.
fn plain(name: &str) -> &str {
    name.strip_suffix(".toml").unwrap_or(name)
}

struct Desk {
    store: Store,
    lang: Lang,
}

impl Desk {
    /// The store, with profiles that are open in another window if forced.
    fn even(&self, force: bool) -> Store {
        if force { self.store.even_if_open() } else { self.store.clone() }
    }

    fn say(&self, text: &Text) -> Result<Exit, Failure> {
        print(&format!("{}\n", printable(text.get(self.lang))))?;
        Ok(Exit::Success)
    }

    /// Refuses what a window that has the profile open would undo with its next save.
    fn closed(&self, name: &str, force: bool) -> Result<(), Failure> {
        if force || !self.store.is_open(name) {
            return Ok(());
        }
        let error = StoreError::new(Why::OpenElsewhere, &self.store.path(name));
        let (what, path) = (error.what(), self.store.path(name));
        let path = path.display();
        Err(Failure::Argument(Text::new(
            format!("{path}：{}。关闭那个窗口再试，或加 --force。", what.zh),
            format!("{path}: {}. Close that window and try again, or add --force.", what.en),
        )))
    }

    fn list(&self, policy: &Policy, as_json: bool) -> Result<Exit, Failure> {
        let entries = self.store.list()?;
        let rows = entries.into_iter().map(|entry| {
            let read = self.store.load(policy, &entry.name).ok().map(|loaded| loaded.profile);
            (entry, read)
        });
        if as_json {
            let rows: Vec<_> = rows
                .map(|(entry, read)| {
                    json!({
                        "name": entry.name,
                        "path": entry.path.display().to_string(),
                        "modified": stamp(entry.modified),
                        "readable": read.is_some(),
                        "year": read.as_ref().map(|p| p.year),
                        "enterprise": read.as_ref().map(|p| p.enterprise.name.as_str()),
                        "answered": read.as_ref().map(|p| p.answers.answered().count()),
                    })
                })
                .collect();
            return print_json(&rows);
        }
        let mut out = String::new();
        for (entry, read) in rows {
            let about = match &read {
                Some(profile) => {
                    let count = profile.answers.answered().count();
                    let year = profile.year;
                    text!("{year} 年度  已答 {count} 题", "{year}  {count} answers")
                }
                None => {
                    text!("读不了，用 fengce assess 看原因", "unreadable; fengce assess says why")
                }
            };
            out += &row(&entry.name, &stamp(entry.modified), about.get(self.lang));
        }
        if out.is_empty() {
            let dir = self.store.dir().display();
            return self.say(&text!("{dir} 里还没有档案", "there are no profiles in {dir}"));
        }
        print(&out)?;
        Ok(Exit::Success)
    }

    fn list_bin(&self, as_json: bool) -> Result<Exit, Failure> {
        let bin = self.store.bin()?;
        if as_json {
            let rows: Vec<_> = bin
                .iter()
                .map(|deleted| {
                    json!({
                        "name": deleted.name,
                        "id": deleted.id,
                        "path": deleted.path.display().to_string(),
                        "modified": stamp(deleted.modified),
                    })
                })
                .collect();
            return print_json(&rows);
        }
        if bin.is_empty() {
            return self.say(&text!("回收站是空的", "the bin is empty"));
        }
        let rows = bin.iter().map(|d| row(&d.id, &stamp(d.modified), &printable(&d.name)));
        print(&rows.collect::<String>())?;
        Ok(Exit::Success)
    }

    fn show(&self, name: &str, state: Option<u32>) -> Result<Exit, Failure> {
        let path = match state {
            None => self.store.existing(name)?,
            Some(number) => {
                let states = self.store.history(name)?;
                let state = states.into_iter().find(|state| state.number == number);
                let none = || StoreError::new(Why::NoState(number), &self.store.path(name));
                state.ok_or_else(none)?.path
            }
        };
        let text = crate::profile::source_from_path(&path)?.text;
        // Into a file it goes as it is; what could steer a terminal never reaches one.
        if shows() {
            let lines: Vec<_> = text
                .split('\n')
                .map(|line| line.split('\t').map(printable).collect::<Vec<_>>().join("    "))
                .collect();
            print(&lines.join("\n"))?;
        } else {
            print(&text)?;
        }
        Ok(Exit::Success)
    }

    /// Writes profiles, all if none is named, as the rows of a sheet.
    fn export(
        &self,
        policy: &Policy,
        names: &[String],
        output: &Path,
        force: bool,
    ) -> Result<Exit, Failure> {
        if output.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("xlsx")) {
            let shown = printable(&output.to_string_lossy()).into_owned();
            return Err(Failure::Argument(text!(
                "-o 的文件名 {shown} 应以 .xlsx 结尾",
                "the name after -o, {shown}, must end in .xlsx"
            )));
        }
        let mut names: Vec<String> = names.iter().map(|name| plain(name).to_owned()).collect();
        if names.is_empty() {
            let entries = self.store.list()?;
            names.extend(entries.into_iter().map(|entry| entry.name));
            names.sort();
        }
        let mut profiles = Vec::with_capacity(names.len());
        for name in names {
            let profile = self.store.load(policy, &name)?.profile;
            profiles.push((name, profile));
        }
        replaced::check(output, Kind::Workbook, force)?;
        let shown = output.display().to_string();
        let fault = |error| Failure::Write(shown.clone(), error);
        let interrupt = Interrupt::listen().map_err(Failure::Signals)?;
        let mut target = Target::open(output, &interrupt).map_err(fault)?;
        let beside = target.folder().map_or_else(std::env::temp_dir, Path::to_owned);
        profile_rows(policy, self.lang, &profiles, &beside, target.file()).map_err(fault)?;
        target.keep().map_err(fault)?;
        let count = profiles.len();
        let shown = printable(&shown).into_owned();
        self.say(&text!("{count} 份档案写入 {shown}", "{count} profiles are in {shown}"))
    }

    fn history(&self, name: &str) -> Result<Exit, Failure> {
        let states = self.store.history(name)?;
        if states.is_empty() {
            return self.say(&text!("“{name}”还没有历史状态", "\"{name}\" has no earlier states"));
        }
        let mut out = String::new();
        for state in &states {
            out += &format!("{:>6}  {}\n", state.number, stamp(state.modified));
        }
        let last = states.first().map_or(0, |state| state.number);
        let how = text!(
            "查看：fengce profiles show \"{name}\" --state {last}\n回到：fengce profiles restore \"{name}\" --state {last}",
            "look: fengce profiles show \"{name}\" --state {last}\ngo back: fengce profiles restore \"{name}\" --state {last}"
        );
        out += &crate::text::printable_lines(how.get(self.lang));
        print(&format!("{out}\n"))?;
        Ok(Exit::Success)
    }
}

fn print_json(rows: &[serde_json::Value]) -> Result<Exit, Failure> {
    let json = serde_json::to_string_pretty(rows)?;
    print(&format!("{}\n", json_safe(&json)))?;
    Ok(Exit::Success)
}
