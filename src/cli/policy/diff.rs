//! `fengce policy diff`.

use std::path::Path;

use clap::ValueEnum;
use serde_json::Value as Json;

use crate::assess::Program;
use crate::batch::{Bytes, Event, Job, Options};
use crate::cli::Settings;
use crate::cli::exit::{Exit, Failure, complain, print};
use crate::cli::globals::Globals;
use crate::cli::screen::{Source, form_of};
use crate::document::{Layout, html, plain};
use crate::keeper::diff::{
    Comparison, Effect, compare, document, effect, effect_of_lines, to_json,
};
use crate::policy::{Policy, Readings, load};
use crate::profile::{Averages, Store, source_from_path};
use crate::text;
use crate::text::{Lang, json_safe, printable, printable_within};

/// Forms of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// 给人看的文字 / text to read
    Text,
    /// 供程序读 / for programs
    Json,
    /// 网页 / web page
    Html,
}

/// How wide lines for a person are.
const WIDTH: usize = 100;

/// An edition with what is in force under it.
struct Edition {
    policy: Policy,
    readings: Readings,
    averages: Averages,
}

impl Edition {
    fn open(name: &Path, globals: &Globals, settings: &Settings) -> Result<Self, Failure> {
        let dir = Some(name).filter(|name| name.as_os_str() != "embedded");
        let policy = load(&super::files(dir)?)?;
        // Readings and averages that one edition does not know are the other's.
        let readings = settings.readings(&policy, &globals.reading)?;
        let averages = settings.benchmarks(&policy, globals.benchmarks.as_deref())?;
        Ok(Self { policy, readings, averages })
    }

    fn parts(&self) -> (&Policy, &Readings, &Averages) {
        (&self.policy, &self.readings, &self.averages)
    }
}

/// Compares two packs, and what they give the enterprises of a folder or a list.
pub fn run(
    old: &Path,
    new: &Path,
    enterprises: Option<&Path>,
    format: DiffFormat,
    globals: &Globals,
    settings: &Settings,
) -> Result<Exit, Failure> {
    let lang = settings.lang;
    let old = Edition::open(old, globals, settings)?;
    let new = Edition::open(new, globals, settings)?;
    if old.policy.id != new.policy.id {
        let (a, b) = (&old.policy.id, &new.policy.id);
        let (a, b) = (crate::diagnostic::found(a), crate::diagnostic::found(b));
        return Err(Failure::Argument(text!(
            "两个政策包不是同一措施：“{a}”和“{b}”",
            "the packs are of different measures: \"{a}\" and \"{b}\""
        )));
    }
    let comparison = compare(&old.policy, &new.policy);
    let saved = settings.data_dir.as_ref().map(|dir| dir.join("profiles"));
    let (effects, refused) = match enterprises {
        Some(path) => {
            let about = std::fs::metadata(path);
            let about = about.map_err(|e| Failure::Read(path.display().to_string(), e))?;
            let of = if about.is_dir() { of_folder } else { of_list };
            of(path, &comparison, &old, &new, lang)?
        }
        None => match saved {
            Some(dir) => of_folder(&dir, &comparison, &old, &new, lang)?,
            None => (Vec::new(), false),
        },
    };
    let (old, new) = (&old.policy, &new.policy);
    match format {
        DiffFormat::Text => {
            let document = document(old, new, &comparison, &effects, lang);
            print(&plain(&document, Layout::new(WIDTH)))?;
        }
        DiffFormat::Html => print(&html(&document(old, new, &comparison, &effects, lang)))?,
        DiffFormat::Json => {
            let json = to_json(old, new, &comparison, &effects);
            let json = serde_json::to_string_pretty(&json)?;
            print(&format!("{}\n", json_safe(&json)))?;
        }
    }
    Ok(if refused { Exit::DoesNotHold } else { Exit::Success })
}

/// What the change does to every profile of a folder, and whether one was refused.
fn of_folder(
    dir: &Path,
    comparison: &Comparison,
    old: &Edition,
    new: &Edition,
    lang: Lang,
) -> Result<(Vec<Effect>, bool), Failure> {
    let mut entries = Store::new(dir).list()?;
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    let (mut effects, mut refused) = (Vec::new(), false);
    for entry in entries {
        let result = source_from_path(&entry.path)
            .and_then(|source| effect(&entry.name, &source, comparison, old.parts(), new.parts()));
        match result {
            Ok(effect) => effects.push(effect),
            Err(faults) => {
                refused = true;
                complain(&faults.render(lang));
                let name = printable(&entry.name).into_owned();
                complain(text!("略过 {name}\n", "{name} is left out\n").get(lang));
            }
        }
    }
    Ok((effects, refused))
}

/// The same for every row of a table or list.
fn of_list(
    path: &Path,
    comparison: &Comparison,
    old: &Edition,
    new: &Edition,
    lang: Lang,
) -> Result<(Vec<Effect>, bool), Failure> {
    // Bad rows are told once, by the new edition.
    let (before, _) = lines(path, old, lang, false)?;
    let (after, refused) = lines(path, new, lang, true)?;
    let rows = before.iter().zip(&after).enumerate();
    let effects = rows.filter_map(|(at, (before, after))| {
        effect_of_lines(at + 1, comparison, (&old.policy, before), (&new.policy, after))
    });
    Ok((effects.collect(), refused))
}

/// A list screened under one edition, a line an enterprise, and whether one was bad.
fn lines(
    path: &Path,
    edition: &Edition,
    lang: Lang,
    tell: bool,
) -> Result<(Vec<Json>, bool), Failure> {
    let options = Options { ignore_unknown: true, ..Options::new(form_of(None, path), lang) };
    let program = Program::compile(&edition.policy, &edition.readings);
    let job = Job {
        policy: &edition.policy,
        program: &program,
        benchmarks: &edition.averages,
        options: &options,
        others: &[],
    };
    let mut out = Vec::new();
    let told = |event: Event<'_>| {
        if let (Event::Bad(bad), true) = (event, tell) {
            let (line, error) = (bad.line, printable_within(bad.error.get(lang), 1000));
            complain(text!("第 {line} 行：{error}\n", "line {line}: {error}\n").get(lang));
        }
    };
    let mut bytes = Bytes(&mut out);
    let source = Source { path, sheet: None };
    let (tally, _) = source.screen(&job, std::io::empty(), (&mut bytes, "stdout"), told)?;
    let lines = out.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let lines = lines.map(|line| serde_json::from_slice(line).unwrap_or_default());
    Ok((lines.collect(), tally.bad > 0))
}
