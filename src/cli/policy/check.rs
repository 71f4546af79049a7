//! `fengce policy check`.

use serde_json::json;

use crate::cli::exit::{Exit, Failure, complain, print};
use crate::diagnostic::Diagnostics;
use crate::keeper::check::{self, Report, diagnostic_json};
use crate::policy::Policy;
use crate::policy::source::PackFiles;
use crate::text;
use crate::text::{Lang, json_safe, printable_lines};

/// Checks a pack and says what was found.
pub fn run(
    files: Result<PackFiles, Diagnostics>,
    as_json: bool,
    lang: Lang,
) -> Result<Exit, Failure> {
    let checked = files.and_then(|files| check::check(&files));
    if as_json {
        let json = match &checked {
            Ok((policy, report)) => to_json(policy, report),
            Err(refused) => {
                let findings: Vec<_> = refused.0.iter().map(diagnostic_json).collect();
                json!({ "loads": false, "findings": findings })
            }
        };
        let text = serde_json::to_string_pretty(&json)?;
        print(&format!("{}\n", json_safe(&text)))?;
        return Ok(checked.map_or(Exit::BadInput, |(_, report)| exit(&report)));
    }
    let (policy, report) = checked?;
    for finding in report.findings() {
        complain(&finding.render(lang));
    }
    print(&printable_lines(summary(&policy, &report).get(lang)))?;
    Ok(exit(&report))
}

fn exit(report: &Report) -> Exit {
    match (report.faults.len(), report.lints.len() + report.failing.len()) {
        (0, 0) => Exit::Success,
        (0, _) => Exit::DoesNotHold,
        _ => Exit::BadInput,
    }
}

fn summary(policy: &Policy, report: &Report) -> text::Text {
    let (title_zh, title_en, edition) = (&policy.title.zh, &policy.title.en, &policy.edition);
    let (benefits, articles, facts) =
        (policy.benefits.len(), policy.articles.len(), policy.facts.len());
    let (quotes, clauses, examples) = (report.quotes, report.clauses, report.examples);
    let (failing, faults) = (report.failing.len(), report.faults.len() + report.lints.len());
    text!(
        "{title_zh}（{edition}）\n条款 {articles}，事项 {benefits}，事实 {facts}；引文 {quotes} 处逐字核对，须引用的语句 {clauses} 句\n问题 {faults}\n算例 {examples}，未通过 {failing}\n",
        "{title_en} ({edition})\narticles {articles}, benefits {benefits}, facts {facts}; {quotes} quotes proved verbatim, {clauses} clauses to be quoted\nfaults {faults}\nexamples {examples}, failing {failing}\n"
    )
}

fn to_json(policy: &Policy, report: &Report) -> serde_json::Value {
    let findings: Vec<_> = report.findings().map(|finding| finding.to_json()).collect();
    json!({
        "loads": true,
        "policy": { "id": policy.id, "edition": policy.edition },
        "counts": {
            "articles": policy.articles.len(), "benefits": policy.benefits.len(),
            "facts": policy.facts.len(), "quotes": report.quotes, "clauses": report.clauses,
            "examples": report.examples, "failing": report.failing.len(),
        },
        "findings": findings,
    })
}
