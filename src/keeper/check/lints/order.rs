//! A fact used before it can be asked: computed in a circle, or asked after what rests on it.

use std::collections::BTreeSet;

use super::{Context, finding};
use crate::keeper::check::finding::Finding;
use crate::policy::{Amount, Condition, FactId, Limit, Policy};
use crate::text;

/// Follows the derivations, then compares the order of the questions.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    let mut circles = BTreeSet::new();
    for (id, fact) in policy.facts() {
        let name = &fact.id;
        if let Some(path) = circle(policy, id) {
            let mut key = path.clone();
            key.sort_unstable();
            if circles.insert(key) {
                let ids: Vec<&str> = path.iter().map(|id| policy.fact(*id).id.as_str()).collect();
                let path = ids.join(" → ");
                out.push(finding(
                    "lint/derived-circle",
                    context.locate.find("fact", name, &["derived"]),
                    name,
                    text!(
                        "计算成了圈，谁也算不出来：{path} → {name}",
                        "computed in a circle, so never: {path} → {name}"
                    ),
                    text!(
                        "从直接问的数算起，去掉圈里的一步。",
                        "Compute from figures that are asked; take one step out of the circle."
                    ),
                ));
            }
        }
        let mut before: Vec<(FactId, &str)> = Vec::new();
        before.extend(fact.derived.iter().flat_map(|rule| rule.inputs()).map(|id| (id, "derived")));
        before.extend(fact.assumed.iter().filter_map(|a| Some((a.when.fact?, "assumed"))));
        let other = |limit: Option<Limit>| match limit {
            Some(Limit::Fact(id)) => Some(id),
            Some(Limit::Number(_)) | None => None,
        };
        before.extend(other(fact.at_least).map(|id| (id, "at_least")));
        for (needs, key) in before.into_iter().filter(|(needs, _)| *needs > id) {
            late(
                context,
                name,
                policy.fact(needs).id.as_str(),
                context.locate.find("fact", name, &[key]),
                out,
            );
        }
    }
    for benefit in &policy.benefits {
        let awards = benefit.overlays.iter().filter_map(|overlay| overlay.patch.award.as_ref());
        for award in benefit.award.iter().chain(awards) {
            let mut guarded = Vec::new();
            collect(award, &mut guarded);
            for (guard, facts) in guarded {
                if let Some(first) = facts.into_iter().find(|fact| *fact < guard) {
                    let place = context.place(benefit, &["award"]);
                    late(context, &policy.fact(first).id, &policy.fact(guard).id, place, out);
                }
            }
        }
    }
}

fn late(
    context: &Context<'_>,
    name: &str,
    needs: &str,
    place: crate::diagnostic::Place,
    out: &mut Vec<Finding>,
) {
    let _ = context;
    out.push(finding(
        "lint/asked-late",
        place,
        name,
        text!(
            "“{name}”用到“{needs}”，可是“{needs}”问在它后面",
            "\"{name}\" rests on \"{needs}\", which is asked after it"
        ),
        text!("把“{needs}”移到“{name}”前面。", "Move \"{needs}\" before \"{name}\"."),
    ));
}

/// The way from a fact through its inputs back to itself.
fn circle(policy: &Policy, start: FactId) -> Option<Vec<FactId>> {
    fn follow(policy: &Policy, start: FactId, at: FactId, path: &mut Vec<FactId>) -> bool {
        path.push(at);
        for input in policy.fact(at).derived.iter().flat_map(|rule| rule.inputs()) {
            if input == start || (!path.contains(&input) && follow(policy, start, input, path)) {
                return true;
            }
        }
        path.pop();
        false
    }
    let mut path = Vec::new();
    follow(policy, start, start, &mut path).then_some(path)
}

/// The guards of parts and cases, with the facts of what they guard.
fn collect(amount: &Amount, out: &mut Vec<(FactId, Vec<FactId>)>) {
    let mut guarded = |when: &Option<Condition>, amount: &Amount| {
        if let Some(guard) = when.as_ref().and_then(|when| when.fact) {
            out.push((guard, amount.facts().into_iter().filter(|fact| *fact != guard).collect()));
        }
    };
    match amount {
        Amount::Sum(parts) => parts.iter().for_each(|part| guarded(&part.when, &part.amount)),
        Amount::FirstOf(cases) => cases.iter().for_each(|case| guarded(&case.when, &case.amount)),
        Amount::Capped { amount, cap } => {
            collect(amount, out);
            collect(cap, out);
        }
        Amount::Less { amount, .. } => collect(amount, out),
        _ => {}
    }
}
