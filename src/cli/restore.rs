//! `fengce restore`: a backup brought back, checked before anything is replaced.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use clap::Args;

use super::Settings;
use super::backup::{self, Contents};
use super::confirm::confirmed;
use super::exit::{Exit, Failure, complain, print};
use super::settings::is_there;
use super::whole;
use crate::config::Config;
use crate::profile::{Kept, Store, StoreError, Taken, Why, check_name, file_name};
use crate::text;
use crate::text::{Lang, Text, printable};

/// Arguments of `restore`.
#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// fengce backup 写的文件 / a file written by fengce backup
    pub file: PathBuf,
    /// 不再询问 / do not ask for confirmation
    #[arg(long)]
    pub yes: bool,
}

/// A profile of the backup with its earlier states, the oldest first.
#[derive(Debug, Default)]
struct Saved {
    profile: Option<Kept>,
    states: Vec<Kept>,
}

/// A backup by what its files are for.
#[derive(Debug, Default)]
struct Backup {
    profiles: BTreeMap<String, Saved>,
    /// By id in the bin: name and profile.
    deleted: BTreeMap<String, (String, Saved)>,
    config: Option<Kept>,
    averages: Option<Kept>,
    /// The files of packs, by their paths in the folder of packs.
    packs: BTreeMap<PathBuf, Kept>,
}

impl Backup {
    /// Sorts what was read; what belongs nowhere is of a newer program and left out.
    fn sorted(contents: Contents) -> Self {
        let mut backup = Self::default();
        for (path, kept) in contents {
            let name = |file: &str| file.strip_suffix(".toml").map(safe);
            match path.split('/').collect::<Vec<_>>()[..] {
                ["config.toml"] => backup.config = Some(kept),
                ["benchmarks.toml"] => backup.averages = Some(kept),
                ["profiles", file] => {
                    if let Some(name) = name(file) {
                        backup.profiles.entry(name).or_default().profile = Some(kept);
                    }
                }
                ["packs", .., _] => {
                    let parts = path.split('/').skip(1);
                    if let Some(inside) = parts.map(part).collect::<Option<PathBuf>>() {
                        backup.packs.insert(inside, kept);
                    }
                }
                // The paths come in order, and so do the states.
                ["history", of, _] => {
                    backup.profiles.entry(safe(of)).or_default().states.push(kept)
                }
                ["bin", id, "history", _] => {
                    backup.deleted.entry(id.to_owned()).or_default().1.states.push(kept);
                }
                ["bin", id, file] => {
                    if let Some(name) = name(file) {
                        let deleted = backup.deleted.entry(id.to_owned()).or_default();
                        (deleted.0, deleted.1.profile) = (name, Some(kept));
                    }
                }
                _ => {}
            }
        }
        backup
    }
}

/// A part of a path that leads nowhere else, whoever wrote the backup.
fn part(name: &str) -> Option<&str> {
    check_name(name.strip_suffix(".toml").unwrap_or(name)).is_ok().then_some(name)
}

/// The name of a profile on this system: what another one took may be none here.
fn safe(name: &str) -> String {
    if check_name(name).is_ok() { name.to_owned() } else { file_name(name) }
}

/// Brings it back.
///
/// # Errors
/// It is no backup, a profile that would be replaced is open, or something cannot be written.
pub fn run(args: &RestoreArgs, settings: &Settings) -> Result<Exit, Failure> {
    let lang = settings.lang;
    let name = args.file.display().to_string();
    let file = File::open(&args.file).map_err(|error| Failure::Read(name.clone(), error))?;
    let contents = backup::read(file).map_err(|why| {
        Text::new(format!("{name}：{}。", why.zh), format!("{name}: {}.", why.en))
    })?;
    let backup = Backup::sorted(contents);
    let Some(store) = settings.store() else {
        return Err(StoreError::new(Why::NoFolder, Path::new("")).into());
    };
    // Everything is looked at first; what cannot be replaced is told before anything is.
    let mut count = [0usize; 3];
    let mut replaced = Vec::new();
    for (name, saved) in &backup.profiles {
        let Some(profile) = &saved.profile else { continue };
        let would = store.would_take(name, profile)?;
        count[would as usize] += 1;
        if would == Taken::Replaced {
            replaced.push(name.as_str());
        }
    }
    let [new, same, other] = count;
    let mut plan = text!(
        "恢复 {new} 份这里没有的档案；{same} 份相同；{other} 份被备份里的取代（现在的存进历史）",
        "restore {new} profiles that are not here; {same} are the same; {other} are replaced (their present state goes into the history)"
    );
    for name in &replaced {
        let line = format!("\n  {}", printable(name));
        plan.zh += &line;
        plan.en += &line;
    }
    if let (Some(_), Some(path)) = (&backup.config, &settings.config_path) {
        let path = path.display();
        let also = text!("\n设置写入 {path}", "\nthe settings go into {path}");
        plan.zh += &also.zh;
        plan.en += &also.en;
    }
    if !args.yes && !confirmed(&plan, lang)? {
        return Ok(Exit::DoesNotHold);
    }
    bring(&backup, &store, settings)?;
    complain(&format!("{}\n", crate::text::printable_lines(plan.get(lang))));
    let said = text!("已恢复\n", "restored\n");
    print(said.get(lang))?;
    Ok(Exit::Success)
}

fn bring(backup: &Backup, store: &Store, settings: &Settings) -> Result<(), Failure> {
    for (name, saved) in &backup.profiles {
        if let Some(profile) = &saved.profile {
            store.take(name, profile, &saved.states)?;
        }
    }
    for (name, saved) in backup.deleted.values() {
        if let Some(profile) = &saved.profile {
            store.take_deleted(name, profile, &saved.states)?;
        }
    }
    if let Some(packs) = settings.packs_dir() {
        for (inside, kept) in &backup.packs {
            replace_aside(&packs.join(inside), &kept.bytes, settings.lang)?;
        }
    }
    let Some(config) = &settings.config_path else { return Ok(()) };
    let averages = config.with_file_name("benchmarks.toml");
    if let Some(kept) = &backup.averages {
        replace_aside(&averages, &kept.bytes, settings.lang)?;
    }
    if let Some(kept) = &backup.config {
        replace_aside(config, &kept.bytes, settings.lang)?;
        settle(config, &averages, settings)?;
    }
    Ok(())
}

/// Writes a file of the settings; another that is there is kept beside it.
fn replace_aside(path: &Path, bytes: &[u8], lang: Lang) -> Result<(), Failure> {
    let fault = |error| Failure::Write(path.display().to_string(), error);
    if let Some(dir) = path.parent() {
        std::fs::create_dir_all(dir).map_err(fault)?;
    }
    if is_there(path)? {
        let present = std::fs::read(path);
        let present = present.map_err(|e| Failure::Read(path.display().to_string(), e))?;
        if present == bytes {
            return Ok(());
        }
        whole::write(&path.with_extension("toml.before"), &present, lang)?;
    }
    whole::write(path, bytes, lang)
}

/// Settings of another computer name its folders: here the profiles stay where they are, and
/// averages are those that came.
fn settle(path: &Path, averages: &Path, settings: &Settings) -> Result<(), Failure> {
    let (mut config, _) = Config::read(path)?;
    config.data_dir.clone_from(&settings.config.data_dir);
    let gone = |file: &PathBuf| !matches!(file.try_exists(), Ok(true));
    if config.benchmarks.as_ref().is_some_and(gone) {
        config.benchmarks = Some(averages.to_owned()).filter(|file| !gone(file));
    }
    Ok(config.save(path)?)
}
