//! `fengce whatif`.

use clap::Args;

use super::exit::{Exit, Failure, print};
use super::input;
use super::settings::Settings;
use crate::advise::whatif::{Number, number_of, sweep};
use crate::assess::Program;
use crate::cli::globals::Globals;
use crate::diagnostic::{found, nearest};
use crate::document::{Layout, plain};
use crate::policy::{FactId, FactKind, Policy};
use crate::profile::parse::{Raw, parse};
use crate::report::{ChartStyle, question, whatif};
use crate::text;

/// Arguments of `whatif`.
#[derive(Debug, Args)]
pub struct WhatifArgs {
    /// 档案：路径、- 或已保存的名称 / profile: a path, - for standard input, or a saved name
    pub profile: String,

    /// 金额、百分比或个数的事实编号 / id of a fact that is an amount, percentage or count
    pub fact: String,

    /// 从多少，写法同档案 / lowest value, written as in a profile
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    pub from: Option<String>,

    /// 到多少 / highest value
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    pub to: Option<String>,

    /// 改用此评估年度 / assess another year
    #[arg(long, value_name = "Y")]
    pub year: Option<i32>,
}

/// Lines of the chart.
const HEIGHT: usize = 16;
/// Columns of everything.
const WIDTH: usize = 80;

/// Moves one figure of a profile and shows the total against it.
pub fn run(args: &WhatifArgs, globals: &Globals, settings: &Settings) -> Result<Exit, Failure> {
    let lang = settings.lang;
    let policy = input::policy(globals.policy.as_deref(), settings)?;
    let fact = fact(&policy, &args.fact)?;
    let (loaded, answers, year) =
        input::answers(&policy, &args.profile, args.year, globals, settings)?;
    let program = Program::compile(&policy, &settings.readings(&policy, &globals.reading)?);
    let view = crate::report::Assessment::new(&policy, &program, &loaded.profile, answers, year);
    let end = |given: &Option<String>| -> Result<Option<Number>, Failure> {
        given.as_ref().map(|text| number(&policy, fact, text)).transpose()
    };
    let range = (end(&args.from)?, end(&args.to)?);
    let sweep = sweep(question(&view), fact, range)
        .map_err(|error| Failure::Argument(error.text(&policy, fact)))?;
    let ascii = settings.drawing.plain_signs();
    let style = ChartStyle { width: WIDTH, height: HEIGHT, ascii };
    let layout = Layout { ascii, ..Layout::new(WIDTH) };
    print(&plain(&whatif(&view, &sweep, style, lang), layout))?;
    Ok(Exit::Success)
}

/// The fact with an id.
fn fact(policy: &Policy, id: &str) -> Result<FactId, Failure> {
    policy.fact_id(id).ok_or_else(|| {
        let shown = found(id);
        let near = nearest(id, policy.facts.iter().map(|fact| fact.id.as_str()));
        let first = policy.facts.iter().find(|fact| matches!(fact.kind, FactKind::Money { .. }));
        let near = near.or(first.map(|fact| fact.id.as_str())).unwrap_or("?").to_owned();
        Failure::Argument(text!(
            "没有名为“{shown}”的事实；是不是“{near}”？",
            "there is no fact \"{shown}\"; is it \"{near}\"?"
        ))
    })
}

/// An end of the range, written as in a profile.
fn number(policy: &Policy, fact: FactId, written: &str) -> Result<Number, Failure> {
    let raw = match written.parse::<i128>() {
        Ok(integer) => Raw::Integer(integer),
        Err(_) => Raw::Str(written),
    };
    let value = parse(policy.fact(fact), &raw).map_err(|error| Failure::Argument(error.what))?;
    number_of(&value).ok_or_else(|| {
        Failure::Argument(crate::advise::whatif::SweepError::Kind.text(policy, fact))
    })
}
