//! `fengce assess`.

use clap::{Args, ValueEnum};

use super::exit::{Exit, Failure, print};
use super::input;
use super::settings::Settings;
use crate::assess::Program;
use crate::cli::globals::Globals;
use crate::diagnostic::{found, nearest};
use crate::document::{Folds, Layout, html, html_pair, markdown, plain};
use crate::interview::Route;
use crate::policy::Policy;
use crate::policy::packs;
use crate::quantity::calendar::today_text;
use crate::report::{
    Assessment, Detail, PageOptions, next_steps, page, review, short, to_json, to_text,
};
use crate::text;

/// Arguments of `assess`.
#[derive(Debug, Args)]
pub struct AssessArgs {
    /// 档案：路径、- 表示标准输入、或已保存的名称 / profile: a path, - for standard input, or a saved name
    pub profile: String,

    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = AssessFormat::Text)]
    pub format: AssessFormat,

    /// 改用此评估年度 / assess another year
    #[arg(long, value_name = "Y")]
    pub year: Option<i32>,

    /// 改用政策的这一版（数据目录 packs/ 中） / use another edition of the policy, from packs/ in the data folder
    #[arg(long, value_name = "EDITION", conflicts_with = "policy")]
    pub edition: Option<String>,

    /// 逐条说明依据和算式 / explain each benefit: reasons and worked amounts
    #[arg(long)]
    pub explain: bool,

    /// 列出全部事项，没有的、不适用的也列（text） / list every benefit, including those that do not apply (text)
    #[arg(long)]
    pub all: bool,

    /// 只说一条，例如 11 / only this article, for example 11
    #[arg(long, value_name = "N", conflicts_with = "benefit")]
    pub article: Option<u32>,

    /// 只说一个事项 / only this benefit
    #[arg(long, value_name = "ID")]
    pub benefit: Option<String>,

    /// 中英文并排（html） / both languages side by side (html)
    #[arg(long)]
    pub both: bool,

    /// 把备注也写进 markdown、html / include the notes (markdown, html)
    #[arg(long)]
    pub notes: bool,
}

/// Forms of an assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AssessFormat {
    /// 给人看的文字 / text to read
    Text,
    /// 供程序读 / for programs
    Json,
    /// 给来电者的页，可粘贴、修改 / page for the caller, to paste or edit
    Markdown,
    /// 给来电者的页，可打印、发送 / page for the caller, to print or send
    Html,
    /// 下一步：现在、今年、明年，问谁 / what to do next, when, and whom to ask
    Steps,
    /// 核对全部回答 / all answers, to check them
    Review,
    /// 至多 500 字的短消息，不含企业所说的 / message of at most 500 characters, without what the enterprise told
    Short,
}

impl AssessFormat {
    /// The name on the command line.
    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Steps => "steps",
            Self::Review => "review",
            Self::Short => "short",
        }
    }
}

/// Columns that steps and review are wrapped to.
const WIDTH: usize = 96;

/// Assesses one profile and prints the result.
pub fn run(args: &AssessArgs, globals: &Globals, settings: &Settings) -> Result<Exit, Failure> {
    let lang = settings.lang;
    without_effect(args)?;
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
    let route = route(args, &policy)?;
    let date = today_text();
    let page = |lang| page(&view, PageOptions { lang, date: &date, notes: args.notes, route });
    let folds = if args.all { Folds::Open } else { Folds::AsGiven };
    let layout = Layout { folds, ..Layout::new(WIDTH) };
    let detail = match (args.explain, args.all) {
        (true, _) => Detail::Reasons,
        (false, true) => Detail::All,
        (false, false) => Detail::Brief,
    };
    match args.format {
        AssessFormat::Text => print(&to_text(&view, route, lang, detail))?,
        AssessFormat::Steps => print(&plain(&next_steps(&view, route, lang), layout))?,
        AssessFormat::Review => print(&plain(&review(&view, lang), layout))?,
        AssessFormat::Json => {
            let json = to_json(&view, lang, args.explain)?;
            print(&format!("{json}\n"))?;
        }
        AssessFormat::Short => print(&format!("{}\n", short(&view, route, lang)))?,
        AssessFormat::Markdown => print(&markdown(&page(lang)))?,
        AssessFormat::Html if args.both => {
            print(&html_pair(&page(lang), &page(lang.other())))?;
        }
        AssessFormat::Html => print(&html(&page(lang)))?,
    }
    Ok(Exit::Success)
}

/// Refuses options that change nothing in the form asked for.
fn without_effect(args: &AssessArgs) -> Result<(), Failure> {
    use AssessFormat::{Html, Markdown, Short, Steps, Text};
    let narrow = args.article.is_some() || args.benefit.is_some();
    let options: [(bool, &str, &[AssessFormat]); 4] = [
        (args.notes, "--notes", &[Markdown, Html]),
        (args.both, "--both", &[Html]),
        (args.all, "--all", &[Text, Steps]),
        (narrow, "--article, --benefit", &[Text, Steps, Short, Markdown, Html]),
    ];
    for (given, option, forms) in options {
        if given && !forms.contains(&args.format) {
            let names: Vec<&str> = forms.iter().map(|form| form.name()).collect();
            let names = names.join(", ");
            return Err(Failure::Argument(text!(
                "{option} 只用于 --format {names}",
                "{option} is for --format {names} only"
            )));
        }
    }
    Ok(())
}

/// What was asked about.
fn route(args: &AssessArgs, policy: &Policy) -> Result<Route, Failure> {
    if let Some(number) = args.article {
        let known = policy.benefits.iter().any(|benefit| benefit.article == number);
        return known.then_some(Route::Article(number)).ok_or_else(|| {
            Failure::Argument(text!(
                "没有给支持的第 {number} 条",
                "no article {number} gives support"
            ))
        });
    }
    let Some(id) = &args.benefit else { return Ok(Route::Section) };
    policy.benefit_id(id).map(Route::Benefit).ok_or_else(|| {
        let shown = found(id);
        let near = nearest(id, policy.benefits.iter().map(|benefit| benefit.id.as_str()));
        let near = near.map_or_else(String::new, |near| near.to_owned());
        if near.is_empty() {
            return Failure::Argument(text!(
                "没有名为“{shown}”的事项；fengce policy show 列出全部",
                "there is no benefit \"{shown}\"; fengce policy show lists them"
            ));
        }
        Failure::Argument(text!(
            "没有名为“{shown}”的事项；是不是“{near}”？",
            "there is no benefit \"{shown}\"; is it \"{near}\"?"
        ))
    })
}
