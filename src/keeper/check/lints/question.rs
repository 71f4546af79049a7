//! A question that can change nothing, or that no path asks.

use std::collections::BTreeSet;

use super::{Context, finding};
use crate::assess::Program;
use crate::interview::Relevance;
use crate::keeper::check::domain::{all_bits, value_of};
use crate::keeper::check::finding::Finding;
use crate::policy::{Amount, Condition, FactId, Later, Policy};
use crate::profile::Value;
use crate::text;

/// Looks for facts that no rule uses, then for facts that no search asks.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    let used = used(policy);
    let asked = asked(context);
    for (id, fact) in policy.facts() {
        let name = &fact.id;
        let place = || context.locate.find("fact", name, &[]);
        if !used.contains(&id) {
            out.push(finding(
                "lint/question-idle",
                place(),
                name,
                text!(
                    "“{name}”问了也不改变任何结果：没有规则用它",
                    "\"{name}\" can change nothing: no rule uses it"
                ),
                text!(
                    "在条件或金额里用它，或删去这个事实并记入 [retired]。",
                    "Use it in a condition or award, or delete it and list it under [retired]."
                ),
            ));
        } else if !asked.contains(&id) {
            out.push(finding(
                "lint/question-unasked",
                place(),
                name,
                text!(
                    "“{name}”从来不会问到：用它的事项在问到它之前已有定论",
                    "\"{name}\" is never asked: whatever uses it is decided before"
                ),
                text!(
                    "核对用它的事项的条件。",
                    "Check the conditions of the benefits that use it."
                ),
            ));
        }
    }
}

/// Every fact that some rule, under some reading, depends on.
fn used(policy: &Policy) -> BTreeSet<FactId> {
    let mut used: BTreeSet<FactId> = policy.already_supported.into_iter().collect();
    let conditions = |list: &[Condition], used: &mut BTreeSet<FactId>| {
        used.extend(list.iter().flat_map(Condition::facts));
    };
    for gate in &policy.gates {
        conditions(std::slice::from_ref(&gate.when), &mut used);
    }
    used.extend(policy.ceilings.iter().flat_map(|ceiling| ceiling.limit.facts()));
    for benefit in &policy.benefits {
        conditions(&benefit.when, &mut used);
        used.extend(benefit.award.iter().flat_map(Amount::facts));
        for overlay in &benefit.overlays {
            conditions(overlay.patch.when.as_deref().unwrap_or_default(), &mut used);
            used.extend(overlay.patch.award.iter().flat_map(Amount::facts));
        }
        match &benefit.later {
            Some(Later::Fixed { when, .. } | Later::Stages { when }) => conditions(when, &mut used),
            Some(Later::Again(again)) => conditions(&again.when, &mut used),
            None => {}
        }
    }
    loop {
        let before = used.len();
        for id in used.clone() {
            let fact = policy.fact(id);
            used.extend(fact.derived.iter().flat_map(|rule| rule.inputs()));
            used.extend(fact.assumed.iter().filter_map(|assumed| assumed.when.fact));
        }
        if used.len() == before {
            return used;
        }
    }
}

/// Every fact worth asking in some search: with nothing known, and with all of one benefit
/// known but the fact itself.
fn asked(context: &Context<'_>) -> BTreeSet<FactId> {
    let policy = context.policy;
    let mut asked = BTreeSet::new();
    let mut look = |answers: &crate::profile::Answers, year, program: &Program| {
        let relevance = Relevance::new(policy, program, answers, year);
        asked.extend(policy.facts().map(|(id, _)| id).filter(|id| relevance.is_relevant(*id)));
    };
    let default = Program::compile(policy, &policy.default_readings());
    look(&crate::profile::Answers::new(policy), context.year, &default);
    for benefit in &policy.benefits {
        for variant in context.variants(benefit) {
            let (mut answers, year) = context.witness(&variant);
            let program = Program::compile(policy, &variant.readings);
            let domains = variant.domains(policy);
            look(&answers, year, &program);
            // With numbers at their most, caps come into play.
            for (id, fact) in policy.facts().filter(|(_, fact)| fact.derived.is_none()) {
                let (_, most) = domains.number(policy, id);
                if answers.is_answered(id)
                    && let Some(number) = value_of(&fact.kind, most)
                {
                    answers.set(id, Some(number));
                }
            }
            look(&answers, year, &program);
            // With every option held, where the conditions allow it, every part counts.
            for (id, fact) in policy.facts() {
                let every = Value::Set(all_bits(fact.kind.options().len()));
                if answers.is_answered(id) && domains.get(policy, id).contains(&every, year) {
                    answers.set(id, Some(every));
                }
            }
            look(&answers, year, &program);
        }
    }
    asked
}
