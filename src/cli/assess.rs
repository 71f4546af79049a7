//! `fengce assess`.

use clap::{Args, ValueEnum};

use super::exit::{Exit, Failure, print};
use super::input;
use super::settings::Settings;
use crate::assess::Program;
use crate::cli::globals::Globals;
use crate::policy::packs;
use crate::quantity::calendar::today_text;
use crate::report::{Assessment, Page, short, to_html, to_json, to_markdown, to_text};
use crate::text;

/// Arguments of `assess`.
#[derive(Debug, Args)]
pub struct AssessArgs {
    /// 档案：路径、- 表示标准输入、或已保存的名称 / a path, - for standard input, or a saved name
    pub profile: String,

    /// 输出格式 / form of the output
    #[arg(long, value_enum, default_value_t = AssessFormat::Text)]
    pub format: AssessFormat,

    /// 改用此评估年度 / another assessment year
    #[arg(long, value_name = "Y")]
    pub year: Option<i32>,

    /// 改用政策的这一版（数据目录 packs/ 中） / another edition of the policy, from packs/
    #[arg(long, value_name = "EDITION", conflicts_with = "policy")]
    pub edition: Option<String>,

    /// 逐条说明依据和算式 / the reasoning and the worked amount of each benefit
    #[arg(long)]
    pub explain: bool,

    /// 把备注也写进 markdown、html / put the notes on the page, too (markdown, html)
    #[arg(long)]
    pub notes: bool,
}

/// Forms of an assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AssessFormat {
    /// 给人看的文字 / lines for a person
    Text,
    /// 供程序读 / for programs
    Json,
    /// 给来电者的页，可粘贴、修改 / the page for the caller, to paste or edit
    Markdown,
    /// 给来电者的页，可打印、发送 / the page for the caller, to print or send
    Html,
    /// 至多 500 字的短消息，不含企业所说的 / a message of at most 500 characters; nothing the enterprise told
    Short,
}

/// Assesses one profile and prints the result.
pub fn run(args: &AssessArgs, globals: &Globals, settings: &Settings) -> Result<Exit, Failure> {
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
        None => input::policy(globals.policy.as_deref(), settings)?,
    };
    let readings = settings.readings(&policy, &globals.reading)?;
    let (loaded, answers, year) =
        input::answers(&policy, &args.profile, args.year, globals, settings)?;
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
