//! A benefit that can never be eligible.

use super::{Context, finding, under};
use crate::assess::Status;
use crate::keeper::check::domains::Domains;
use crate::keeper::check::finding::Finding;
use crate::keeper::check::walk::tests;
use crate::policy::{Comparison, Condition, Operand, Policy, Test};
use crate::text;

/// Conditions that contradict each other, or for which no answers can be found.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    for (id, benefit) in policy.benefits() {
        for variant in context.variants(benefit) {
            let all: Vec<&Condition> = variant.conditions(policy).collect();
            let (name, named) = (&benefit.id, under(&variant));
            let (zh, en) = (&named.zh, &named.en);
            if let Some(at) = contradiction(policy, &all) {
                let own = at.checked_sub(variant.gate.len());
                let place = match own {
                    Some(own) => context.place(benefit, &variant.path("when", &[&own.to_string()])),
                    None => context.place(benefit, &[]),
                };
                let (this, other) = (said(policy, all[at]), opponent(policy, &all, at));
                let others: Vec<&Condition> =
                    all.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, c)| *c).collect();
                let shows = Domains::of(policy, others).answers(policy, context.year, &[]);
                out.push(
                    finding(
                        "lint/never-eligible",
                        place,
                        name,
                        text!(
                            "“{name}”{zh}永远不能符合：条件 {this} 与 {other} 不能同时成立",
                            "\"{name}\"{en} can never be eligible: {this} and {other} cannot both hold"
                        ),
                        text!(
                            "对照原文改其中一个条件；本意是“或”的，拆成两个事项或改用 one_of、has_any。",
                            "Mend one of them by the text; if \"or\" is meant, use two benefits, one_of or has_any."
                        ),
                    )
                    .shown_by(policy, &shows),
                );
                continue;
            }
            let (answers, year) = context.witness(&variant);
            let status = context.status(&variant, id, &answers, year);
            // Shares of other figures are met by trial: that none was found proves nothing.
            let tried = all.iter().any(|condition| {
                let compared =
                    |test: &Test| matches!(test, Test::Compared(_, Operand::Share { .. }));
                tests(condition).iter().any(|(_, test)| compared(test))
            });
            if tried {
                continue;
            }
            if !matches!(status, Status::Eligible | Status::Superseded) {
                let status = status.as_str();
                out.push(
                    finding(
                        "lint/never-eligible",
                        context.place(benefit, &[]),
                        name,
                        text!(
                            "“{name}”{zh}：没有找到能符合的情况，各条件取边界值时为 {status}",
                            "\"{name}\"{en}: no answers were found that make it eligible; with every condition at its bound it is {status}"
                        ),
                        text!(
                            "核对它的条件、计算得出的事实和金额。",
                            "Check its conditions, the computed facts and the award."
                        ),
                    )
                    .shown_by(policy, &answers),
                );
            }
        }
    }
}

/// The first condition with which nothing is left.
fn contradiction(policy: &Policy, all: &[&Condition]) -> Option<usize> {
    (0..all.len()).find(|at| Domains::of(policy, all[..=*at].iter().copied()).is_empty(policy))
}

/// The earlier condition that a condition contradicts by itself.
fn opponent(policy: &Policy, all: &[&Condition], at: usize) -> String {
    let by_itself =
        all[..at].iter().find(|other| Domains::of(policy, [**other, all[at]]).is_empty(policy));
    by_itself.map_or_else(|| "…".to_owned(), |other| said(policy, other))
}

/// A condition in one word for both languages: the fact and the test.
pub fn said(policy: &Policy, condition: &Condition) -> String {
    let fact = condition.fact.map_or("Y", |fact| policy.fact(fact).id.as_str());
    format!("{fact} {}", test_text(policy, condition))
}

fn test_text(policy: &Policy, condition: &Condition) -> String {
    use crate::policy::Threshold;
    let options = |bits: u128| {
        let known = condition.fact.map(|fact| policy.fact(fact).kind.options()).unwrap_or_default();
        let ids: Vec<&str> = crate::profile::bits_of(bits)
            .filter_map(|at| Some(known.get(at)?.id.as_str()))
            .collect();
        ids.join("|")
    };
    let number = |threshold: &Threshold| match threshold {
        Threshold::Money(money) => money.to_profile(),
        Threshold::Count(count) => count.to_string(),
    };
    match &condition.test {
        Test::Yes => "= true".to_owned(),
        Test::Answered => "?".to_owned(),
        Test::OneOf(bits) => format!("= {}", options(*bits)),
        Test::HasAny(bits) => format!("∋ {}", options(*bits)),
        Test::Empty => "= []".to_owned(),
        Test::NotEmpty => "≠ []".to_owned(),
        Test::AtLeast(at) => format!("≥ {}", number(at)),
        Test::Above(at) => format!("> {}", number(at)),
        Test::Below(at) => format!("< {}", number(at)),
        Test::Equals(at) => format!("= {}", number(at)),
        Test::YearIn(offsets) => {
            let years: Vec<String> = offsets.iter().map(|offset| format!("Y{offset:+}")).collect();
            format!("= {}", years.join("|").replace("Y+0", "Y"))
        }
        Test::ValidThrough(last) => format!("≤ {last}"),
        Test::Not(test) => {
            let inner = Condition { test: test.as_ref().clone(), ..condition.clone() };
            format!("not ({})", said(policy, &inner))
        }
        Test::AnyOf(all) | Test::AllOf(all) | Test::Given { all, .. } => {
            let all: Vec<String> = all.iter().map(|one| said(policy, one)).collect();
            let joined = if matches!(condition.test, Test::AnyOf(_)) { " or " } else { " and " };
            format!("({})", all.join(joined))
        }
        Test::Compared(is, than) => {
            let sign = match is {
                Comparison::AtLeast => "≥",
                Comparison::Above => ">",
                Comparison::AtMost => "≤",
                Comparison::Below => "<",
            };
            let than = match than {
                Operand::Money(money) => money.to_profile(),
                Operand::Percent(percent) => percent.to_string(),
                Operand::Count(count) => count.to_string(),
                Operand::Year(offset) => format!("Y{offset:+}").replace("Y+0", "Y"),
                Operand::Day { of, .. } => match of.fact() {
                    Some(fact) => policy.fact(fact).id.clone(),
                    None => {
                        of.day(policy.example_base.year).map_or_else(String::new, |d| d.to_string())
                    }
                },
                Operand::Share { rate, of } => format!("{} {}", rate.text(), policy.fact(*of).id),
            };
            format!("{sign} {than}")
        }
        Test::FirstReaches(milestone) => {
            let first = milestone.tiers.first().map(|tier| tier.from.to_profile());
            format!("≥ {} (first)", first.unwrap_or_default())
        }
    }
}
