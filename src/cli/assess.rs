//! `fengce assess`.

use super::args::{AssessArgs, AssessFormat, Cli};
use super::exit::{Exit, Failure, print};
use super::{Settings, input};
use crate::assess::Program;
use crate::policy::packs;
use crate::quantity::calendar::today_text;
use crate::report::{Assessment, Page, short, to_html, to_json, to_markdown, to_text};
use crate::text;

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
    let (loaded, answers, year) = input::answers(&policy, &args.profile, args.year, cli, settings)?;
    let program = Program::compile(&policy, &readings);
    let view = Assessment::new(&policy, &program, &loaded.profile, answers, year);
    let page = || Page::new(&view, &today_text(), args.notes, lang);
    match args.format {
        AssessFormat::Text => print(&to_text(&view, lang, args.explain))?,
        AssessFormat::Json => {
            let json = to_json(&view, lang, args.explain)
                .map_err(|error| Failure::Other(error.to_string()))?;
            print(&format!("{json}\n"))?;
        }
        AssessFormat::Short => print(&format!("{}\n", short(&view, lang)))?,
        AssessFormat::Markdown => print(&to_markdown(&page()))?,
        AssessFormat::Html => print(&to_html(&page()))?,
    }
    Ok(Exit::Success)
}
