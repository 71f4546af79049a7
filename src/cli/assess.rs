//! `fengce assess`.

use super::args::{AssessArgs, AssessFormat, Cli};
use super::exit::{Exit, Failure, complain, print};
use super::{Settings, input};
use crate::assess::Program;
use crate::calendar::today_text;
use crate::compare::update;
use crate::policy::packs;
use crate::profile::parse::YEARS;
use crate::report::{Page, View, to_html, to_json, to_markdown, to_text};
use crate::text;
use crate::text::printable;

/// Assesses one profile and prints the result.
pub fn run(args: &AssessArgs, cli: &Cli, settings: &Settings) -> Result<Exit, Failure> {
    let lang = settings.lang;
    let on_page = matches!(args.format, AssessFormat::Markdown | AssessFormat::Html);
    if args.notes && !on_page {
        return Err(Failure::Argument(text!(
            "--notes 只用于 --format markdown 或 html",
            "--notes is for --format markdown or html only"
        )));
    }
    let packs = settings.packs_dir();
    let policy = match &args.edition {
        Some(edition) => packs::find(packs.as_deref(), edition)?,
        None => input::policy(cli.policy.as_deref(), settings)?,
    };
    let readings = settings.readings(&policy, &cli.reading)?;
    let loaded = input::profile(&policy, &args.profile, settings.data_dir.as_deref())?;
    let tell = |text: &text::Text| complain(&format!("{}\n", printable(text.get(lang))));
    let saved_with = loaded.edition.as_deref().filter(|edition| **edition != *policy.edition);
    // Without the old pack only the answers that moved can be told.
    let old = saved_with.and_then(|edition| packs::find(packs.as_deref(), edition).ok());
    match update(old.as_ref(), &policy, &loaded) {
        Some(update) => {
            tell(&update.headline());
            update.changes.iter().for_each(|change| {
                tell(&change.map(|change| format!("  {change}")));
            });
        }
        None => loaded.remarks.iter().for_each(tell),
    }
    let benchmarks = settings.benchmarks(&policy, cli.benchmarks.as_deref())?;
    let year = args.year.unwrap_or(loaded.profile.year);
    if !YEARS.contains(&year) {
        return Err(Failure::Argument(text!(
            "--year 为 {year}，应为 1949 至 2100",
            "--year is {year}, expected 1949 to 2100"
        )));
    }
    let mut answers = loaded.profile.answers.clone();
    let industry = loaded.profile.enterprise.industry_code.as_deref();
    benchmarks.fill(&policy, year, industry, &mut answers);
    let program = Program::compile(&policy, &readings);
    let view = View::new(&policy, &program, &loaded.profile, answers, year);
    let page = || Page::new(&view, &today_text(), args.notes, lang);
    match args.format {
        AssessFormat::Text => print(&to_text(&view, lang, args.explain))?,
        AssessFormat::Json => {
            let json = to_json(&view, lang, args.explain)
                .map_err(|error| Failure::Other(error.to_string()))?;
            print(&format!("{json}\n"))?;
        }
        AssessFormat::Markdown => print(&to_markdown(&page()))?,
        AssessFormat::Html => print(&to_html(&page()))?,
    }
    Ok(Exit::Success)
}
