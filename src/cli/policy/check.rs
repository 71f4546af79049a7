//! `fengce policy check` and `fengce policy explain`.

use clap::ValueEnum;
use serde_json::json;

use crate::cli::exit::{Exit, Failure, complain, print};
use crate::diagnostic::{Diagnostics, found};
use crate::keeper::check::codes::{all, find};
use crate::keeper::check::{Finding, Report, Severity, check, refused};
use crate::policy::Policy;
use crate::policy::source::PackFiles;
use crate::text;
use crate::text::{Lang, Text, json_safe, printable_lines};

/// What fails a check beside errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Warnings too.
    Warnings,
}

/// What a check came to.
struct Outcome {
    findings: Vec<Finding>,
    loaded: Option<(Policy, Report)>,
}

impl Outcome {
    fn of(files: Result<PackFiles, Diagnostics>) -> Self {
        let files = match files {
            Ok(files) => files,
            Err(faults) => {
                let findings = faults.0.into_iter().map(|fault| Finding::new(fault, "")).collect();
                return Self { findings, loaded: None };
            }
        };
        match check(&files) {
            Ok((policy, report)) => {
                let findings = report.findings().cloned().collect();
                Self { findings, loaded: Some((policy, report)) }
            }
            Err(faults) => Self { findings: refused(&files, faults), loaded: None },
        }
    }

    fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity() == severity).count()
    }

    fn exit(&self, deny: Option<Deny>) -> Exit {
        if self.loaded.is_none() {
            return Exit::BadInput;
        }
        let errors = self.count(Severity::Error);
        let denied = match deny {
            Some(Deny::Warnings) => self.count(Severity::Warning),
            None => 0,
        };
        if errors + denied > 0 { Exit::DoesNotHold } else { Exit::Success }
    }
}

/// Checks a pack and says what was found; and how many findings that are.
pub fn watched(files: Result<PackFiles, Diagnostics>, lang: Lang) -> Result<usize, Failure> {
    let outcome = Outcome::of(files);
    tell(&outcome, lang)?;
    Ok(outcome.findings.len())
}

/// Checks a pack and says what was found.
pub fn run(
    files: Result<PackFiles, Diagnostics>,
    as_json: bool,
    deny: Option<Deny>,
    lang: Lang,
) -> Result<Exit, Failure> {
    let outcome = Outcome::of(files);
    if as_json {
        let text = serde_json::to_string_pretty(&to_json(&outcome))?;
        print(&format!("{}\n", json_safe(&text)))?;
        return Ok(outcome.exit(deny));
    }
    tell(&outcome, lang)?;
    Ok(outcome.exit(deny))
}

fn tell(outcome: &Outcome, lang: Lang) -> Result<(), Failure> {
    for finding in &outcome.findings {
        complain(&finding.render(lang));
    }
    if let Some((policy, report)) = &outcome.loaded {
        print(&printable_lines(summary(policy, report).get(lang)))?;
    }
    print(counts(outcome).get(lang))
}

/// `错误 1，警告 2，提示 0`, with where to read on.
fn counts(outcome: &Outcome) -> Text {
    let (errors, warnings, notes) = (
        outcome.count(Severity::Error),
        outcome.count(Severity::Warning),
        outcome.count(Severity::Note),
    );
    let more = match outcome.findings.first() {
        Some(first) => {
            let code = first.diagnostic.code;
            text!(
                "；说明：fengce policy explain {code}",
                "; explained by fengce policy explain {code}"
            )
        }
        None => Text::default(),
    };
    let (zh, en) = (&more.zh, &more.en);
    text!(
        "错误 {errors}，警告 {warnings}，提示 {notes}{zh}\n",
        "errors {errors}, warnings {warnings}, notes {notes}{en}\n"
    )
}

fn summary(policy: &Policy, report: &Report) -> Text {
    let (title_zh, title_en, edition) = (&policy.title.zh, &policy.title.en, &policy.edition);
    let (benefits, articles, facts) =
        (policy.benefits.len(), policy.articles.len(), policy.facts.len());
    let (quotes, clauses, examples) = (report.quotes, report.clauses, report.examples);
    let failing = report.failing;
    text!(
        "{title_zh}（{edition}）\n条款 {articles}，事项 {benefits}，事实 {facts}；引文 {quotes} 处逐字核对，须引用的语句 {clauses} 句\n算例 {examples}，未通过 {failing}\n",
        "{title_en} ({edition})\narticles {articles}, benefits {benefits}, facts {facts}; {quotes} quotes proved verbatim, {clauses} clauses to be quoted\nexamples {examples}, failing {failing}\n"
    )
}

fn to_json(outcome: &Outcome) -> serde_json::Value {
    let findings: Vec<_> = outcome.findings.iter().map(Finding::to_json).collect();
    let Some((policy, report)) = &outcome.loaded else {
        return json!({ "loads": false, "findings": findings });
    };
    json!({
        "loads": true,
        "policy": { "id": policy.id, "edition": policy.edition },
        "counts": {
            "articles": policy.articles.len(), "benefits": policy.benefits.len(),
            "facts": policy.facts.len(), "quotes": report.quotes, "clauses": report.clauses,
            "examples": report.examples, "failing": report.failing,
            "errors": outcome.count(Severity::Error),
            "warnings": outcome.count(Severity::Warning), "notes": outcome.count(Severity::Note),
        },
        "findings": findings,
    })
}

/// Says what a code means, or lists all of them.
pub fn explain(code: Option<&str>, lang: Lang) -> Result<Exit, Failure> {
    let Some(name) = code else {
        for code in all() {
            let severity = code.severity.name();
            print(&format!(
                "{:<28} {:<8} {}\n",
                code.code,
                severity.get(lang),
                code.title.get(lang)
            ))?;
        }
        return Ok(Exit::Success);
    };
    let Some(code) = find(name) else {
        let shown = found(name);
        let near = crate::diagnostic::nearest(name, all().map(|code| code.code));
        return Err(Failure::Argument(match near {
            Some(near) => text!(
                "没有代码“{shown}”；最接近的是 {near}",
                "there is no code \"{shown}\"; the nearest is {near}"
            ),
            None => text!(
                "没有代码“{shown}”；fengce policy explain 列出全部",
                "there is no code \"{shown}\"; fengce policy explain lists them"
            ),
        }));
    };
    let severity = code.severity.name();
    let (title, explained) = (code.title.get(lang), code.explained.get(lang));
    let name = code.code;
    let allow = text!(
        "确实是这个意思的，在 policy.toml 写：\n\n  [[allow]]\n  lint = \"{name}\"\n  of = \"编号\"\n  reason = {{ zh = \"为什么\", en = \"why\" }}\n",
        "If it is meant so, write in policy.toml:\n\n  [[allow]]\n  lint = \"{name}\"\n  of = \"ID\"\n  reason = {{ zh = \"为什么\", en = \"why\" }}\n"
    );
    print(&format!("{name}（{}）: {title}\n\n{explained}\n", severity.get(lang)))?;
    if name.starts_with("lint/") {
        print(&format!("\n{}", allow.get(lang)))?;
    }
    Ok(Exit::Success)
}
