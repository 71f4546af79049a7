//! A fact used before it is asked. Circles do not load at all.

use super::{Context, finding};
use crate::keeper::check::finding::Finding;
use crate::policy::{Amount, Condition, FactId, Limit};
use crate::text;

/// Compares the order of the questions with what rests on what.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    for (id, fact) in policy.facts() {
        let name = &fact.id;
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
        Amount::Less { amount, .. } | Amount::Rounded { amount, .. } => collect(amount, out),
        _ => {}
    }
}
