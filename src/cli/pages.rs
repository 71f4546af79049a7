//! `fengce pages`: the caller's page for each enterprise of a list, with an index.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::enterprises::{self, EnterprisesArgs};
use super::exit::{Exit, Failure, print};
use super::globals::Globals;
use super::input;
use super::interrupt::Interrupt;
use super::settings::Settings;
use super::whole;
use crate::assess::Program;
use crate::batch::Read;
use crate::document::{self, Document, Table};
use crate::interview::Route;
use crate::profile::{Profile, file_name};
use crate::quantity::calendar::today_text;
use crate::report::{Assessment, PageOptions, page};
use crate::text;
use crate::text::{Lang, printable};

/// Arguments of `pages`.
#[derive(Debug, Args)]
pub struct PagesArgs {
    /// What is read.
    #[command(flatten)]
    pub enterprises: EnterprisesArgs,

    /// 写到此文件夹，没有就建 / folder to write to; created if it does not exist
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,

    /// 页的格式 / format of the pages
    #[arg(long, value_enum, default_value_t = PagesFormat::Html)]
    pub format: PagesFormat,

    /// 替换文件夹里同名的文件 / replace files of the same name
    #[arg(long)]
    pub force: bool,
}

/// Forms of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PagesFormat {
    /// 可打印、发送 / to print or send
    Html,
    /// 可粘贴、修改 / to paste or edit
    Markdown,
}

impl PagesFormat {
    fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
        }
    }
}

/// The name of the index, without its ending.
const INDEX: &str = "index";

/// Writes a page for each enterprise, and the index.
pub fn run(args: &PagesArgs, globals: &Globals, settings: &Settings) -> Result<Exit, Failure> {
    let policy = input::policy(globals.policy.as_deref(), settings)?;
    let readings = settings.readings(&policy, &globals.reading)?;
    let averages = settings.benchmarks(&policy, globals.benchmarks.as_deref())?;
    let interrupt = Interrupt::listen().map_err(Failure::Signals)?;
    let (lang, date) = (settings.lang, today_text());
    let program = Program::compile(&policy, &readings);
    fs::create_dir_all(&args.output)
        .map_err(|error| Failure::Write(args.output.display().to_string(), error))?;
    let mut names = Names::default();
    let mut index = Index::new(lang);
    let tally =
        enterprises::read(&args.enterprises, &policy, settings, &interrupt, |profile, read| {
            let mut answers = profile.answers.clone();
            let industry = profile.enterprise.industry_code.as_deref();
            averages.fill(&policy, profile.year, industry, &mut answers);
            let year = profile.year;
            let view = Assessment::new(&policy, &program, &profile, answers, year);
            let route = Route::default();
            let page = page(&view, PageOptions { lang, date: &date, notes: false, route });
            let name = format!("{}.{}", names.free(&called(&profile, read)), args.format.ending());
            write(args, &name, &page)?;
            index.add(name, &profile, read, &view);
            Ok(())
        })?;
    if let Some(signal) = interrupt.signal() {
        return Ok(Exit::Signal(signal));
    }
    let name = format!("{INDEX}.{}", args.format.ending());
    write(args, &name, &index.document())?;
    let (count, folder) = (tally.good, printable(&args.output.to_string_lossy()).into_owned());
    let said = text!(
        "写了 {count} 页和目录 {name}，在 {folder}\n",
        "{count} pages and the index {name} are in {folder}\n"
    );
    print(said.get(lang))?;
    Ok(if tally.bad > 0 { Exit::DoesNotHold } else { Exit::Success })
}

/// What a page is called after.
fn called(profile: &Profile, read: Read<'_>) -> String {
    match profile.enterprise.name.as_str() {
        "" => file_name(&read.record.id),
        name => file_name(name),
    }
}

fn write(args: &PagesArgs, name: &str, page: &Document) -> Result<(), Failure> {
    let text = match args.format {
        PagesFormat::Html => document::html(page),
        PagesFormat::Markdown => document::markdown(page),
    };
    let path = args.output.join(name);
    if !args.force && is_there(&path)? {
        let shown = printable(&path.to_string_lossy()).into_owned();
        return Err(Failure::Argument(text!(
            "已经有 {shown}；写到另一个文件夹，或加 --force 替换",
            "{shown} is there already; write to another folder, or replace it with --force"
        )));
    }
    whole::write(&path, text.as_bytes(), page.lang)
}

fn is_there(path: &Path) -> Result<bool, Failure> {
    path.try_exists().map_err(|error| Failure::Read(path.display().to_string(), error))
}

/// The names given, none twice on a system that takes capitals for small letters.
#[derive(Default)]
struct Names(HashSet<String>);

impl Names {
    fn free(&mut self, base: &str) -> String {
        let mut name = base.to_owned();
        let mut number = 2u64;
        while name.eq_ignore_ascii_case(INDEX) || !self.0.insert(name.to_lowercase()) {
            name = format!("{base}-{number}");
            number += 1;
        }
        name
    }
}

/// The index under way.
struct Index {
    lang: Lang,
    table: Table,
}

impl Index {
    fn new(lang: Lang) -> Self {
        let heads = [
            text!("企业", "Enterprise"),
            text!("编号", "Id"),
            text!("年度", "Year"),
            text!("估算上限", "Ceiling"),
            text!("最多", "At most"),
        ];
        let table = Table::new(heads.map(|head| head.get(lang).to_owned())).figures([3, 4]);
        Self { lang, table }
    }

    fn add(&mut self, file: String, profile: &Profile, read: Read<'_>, view: &Assessment<'_>) {
        let totals = view.evaluator.totals();
        let id = read.record.id.as_str();
        let name = match profile.enterprise.name.as_str() {
            "" => id,
            name => name,
        };
        let year = profile.year.to_string();
        let (amount, at_most) =
            (totals.amount.display(self.lang), totals.at_most.display(self.lang));
        self.table.row_to(file, [name, id, &year, &amount, &at_most]);
    }

    fn document(self) -> Document {
        let title = text!("各企业的页", "The pages of the enterprises");
        let mut document = Document::new(self.lang, title.get(self.lang));
        document.add(self.table);
        document
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn no_name_is_given_twice_on_any_system() {
        let mut names = Names::default();
        let given = ["甲", "甲", "ABC", "abc", "index", "甲-2"].map(|name| names.free(name));
        assert_eq!(given, ["甲", "甲-2", "ABC", "abc-2", "index-2", "甲-2-2"]);
    }
}
