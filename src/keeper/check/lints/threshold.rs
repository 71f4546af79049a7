//! A condition or threshold that never matters, since the others imply it.

use super::{Context, finding, never::said, under};
use crate::keeper::check::domains::Domains;
use crate::keeper::check::finding::Finding;
use crate::policy::{Condition, Test};
use crate::text;

/// Takes each own condition of a benefit away and asks whether the rest implies it.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    for benefit in &policy.benefits {
        for variant in context.variants(benefit) {
            let all: Vec<&Condition> = variant.conditions(policy).collect();
            if variant.domains(policy).is_empty(policy) {
                continue;
            }
            for (own, condition) in variant.when.iter().enumerate() {
                let at = variant.gate.len() + own;
                let Some(fact) = condition.fact else { continue };
                if matches!(condition.test, Test::FirstReaches(_) | Test::Answered) {
                    continue;
                }
                let rest = all.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, c)| *c);
                let ways = Domains::ways(policy, rest);
                let mut open = ways.iter().filter(|way| !way.is_empty(policy)).peekable();
                let Some(rest) = open.peek().copied().cloned() else { continue };
                if !open.all(|way| way.get(policy, fact).implies(&condition.test)) {
                    continue;
                }
                let (this, name, named) = (said(policy, condition), &benefit.id, under(&variant));
                let (zh, en) = (&named.zh, &named.en);
                let shows = rest.answers(policy, context.year, &[fact]);
                out.push(
                    finding(
                        "lint/threshold-idle",
                        context.place(benefit, &variant.path("when", &[&own.to_string()])),
                        name,
                        text!(
                            "“{name}”{zh}的条件 {this} 从不起作用：其他条件成立时它总成立",
                            "the condition {this} of \"{name}\"{en} never matters: it holds whenever the others do"
                        ),
                        text!("对照原文核对数值和方向；确实多余就删去。", "Check its number and direction against the text; if it is really superfluous, delete it."),
                    )
                    .shown_by(policy, &shows),
                );
            }
        }
    }
}
