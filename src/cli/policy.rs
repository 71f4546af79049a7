//! `fengce policy`.

use super::Settings;
use super::args::{Cli, PolicyArgs, PolicyCommand};
use super::exit::{Exit, Failure, complain, print};
use crate::check;
use crate::diagnostic::Diagnostics;
use crate::policy::source::PackFiles;
use crate::text;

/// Runs a command on a pack.
pub fn run(args: &PolicyArgs, cli: &Cli, settings: &Settings) -> Result<Exit, Failure> {
    let PolicyCommand::Check { dir } = &args.command;
    let lang = settings.lang;
    let files = match dir.as_deref().or(cli.policy.as_deref()) {
        Some(dir) => PackFiles::from_dir(dir)?,
        None => PackFiles::embedded(),
    };
    let (policy, report) = check::check(&files)?;
    let (title, edition) = (policy.title.get(lang), &policy.edition);
    let (benefits, articles, facts) =
        (policy.benefits.len(), policy.articles.len(), policy.facts.len());
    let (quotes, clauses, examples) = (report.quotes, report.clauses, report.examples);
    let failing = report.failing.len();
    let faults = report.faults.len();
    if faults > 0 || failing > 0 {
        let all = report.faults.into_iter().chain(report.failing).collect();
        complain(&Diagnostics(all).render(lang));
    }
    let summary = text!(
        "{title}（{edition}）\n条款 {articles}，事项 {benefits}，事实 {facts}；引文 {quotes} 处逐字核对，须引用的语句 {clauses} 句\n问题 {faults}\n算例 {examples}，未通过 {failing}\n",
        "{title} ({edition})\narticles {articles}, benefits {benefits}, facts {facts}; {quotes} quotes proved verbatim, {clauses} clauses to be quoted\nfaults {faults}\nexamples {examples}, failing {failing}\n"
    );
    print(&crate::text::printable_lines(summary.get(lang)))?;
    Ok(match (faults, failing) {
        (0, 0) => Exit::Success,
        (0, _) => Exit::DoesNotHold,
        _ => Exit::BadInput,
    })
}
