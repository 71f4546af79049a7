//! Two benefits that pay for the same base, without a word on whether both are given.

use super::{Context, finding};
use crate::assess::{Evaluator, Program, Status};
use crate::keeper::check::domains::Domains;
use crate::keeper::check::finding::Finding;
use crate::keeper::check::walk::all;
use crate::policy::{Amount, Benefit, BenefitId, FactId};
use crate::text;

/// Compares the bases of every two benefits that can be eligible together.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    let benefits: Vec<_> = policy.benefits().collect();
    for (at, (first, a)) in benefits.iter().enumerate() {
        for (second, b) in &benefits[at + 1..] {
            let bases = a.award.as_ref().map(bases).unwrap_or_default();
            let others = b.award.as_ref().map(self::bases).unwrap_or_default();
            let Some(base) = bases.iter().find(|base| others.contains(base)) else { continue };
            // Two articles are two measures; of one article, one may well be meant instead of the other.
            if a.article != b.article || declared(context, *first, *second) {
                continue;
            }
            if on_top(a) || on_top(b) {
                continue;
            }
            let (va, vb) = (&context.variants(a)[0], &context.variants(b)[0]);
            let domains = Domains::of(policy, va.conditions(policy).chain(vb.conditions(policy)));
            if domains.is_empty(policy) {
                continue;
            }
            let more: Vec<FactId> =
                [&a.award, &b.award].into_iter().flatten().flat_map(Amount::facts).collect();
            let answers = domains.answers(policy, context.year, &more);
            let program = Program::compile(policy, &policy.default_readings());
            let mut evaluator = Evaluator::new(&program);
            evaluator.run(&answers, context.year);
            let eligible =
                |id: BenefitId| evaluator.outcomes()[id.index()].status == Status::Eligible;
            if !(eligible(*first) && eligible(*second)) {
                continue;
            }
            let (one, two, base) = (&a.id, &b.id, &policy.fact(*base).id);
            out.push(
                finding(
                    "lint/same-base",
                    context.place(b, &["award"]),
                    two,
                    text!(
                        "“{one}”和“{two}”都按“{base}”给钱，能同时符合，却没有说明能否并得",
                        "\"{one}\" and \"{two}\" both pay for \"{base}\" and can be eligible together, but nothing says whether both are given"
                    ),
                    text!(
                        "不能并得的写 [[exclusive]]；确实都给的，在 policy.toml 写 [[allow]] 并说明理由。",
                        "If only one is given, write [[exclusive]]; if both are, write [[allow]] with the reason in policy.toml."
                    ),
                )
                .shown_by(policy, &answers),
            );
        }
    }
}

fn declared(context: &Context<'_>, a: BenefitId, b: BenefitId) -> bool {
    let groups = &context.policy.exclusives;
    groups.iter().any(|group| group.members.contains(&a) && group.members.contains(&b))
}

/// Whether the text says that the later one comes on top: 另按…再提高.
fn on_top(benefit: &Benefit) -> bool {
    const WORDS: &[&str] = &["另按", "另行", "另给", "额外", "再提高", "叠加", "可同时"];
    benefit.quotes.iter().any(|quote| WORDS.iter().any(|word| quote.contains(word)))
}

/// The facts of which an amount is a share.
fn bases(amount: &Amount) -> Vec<FactId> {
    let base = |amount: &Amount| match amount {
        Amount::Share { of, .. } | Amount::PerUnit { of, .. } | Amount::ShareOfEach { of, .. } => {
            Some(*of)
        }
        Amount::Fixed(_)
        | Amount::Steps { .. }
        | Amount::EachItem { .. }
        | Amount::OfBenefit { .. }
        | Amount::Sum(_)
        | Amount::FirstOf(_)
        | Amount::Larger(_)
        | Amount::Scaled { .. }
        | Amount::Rounded { .. }
        | Amount::Difference { .. }
        | Amount::Capped { .. }
        | Amount::Less { .. }
        | Amount::Milestone(_)
        | Amount::Stages(_) => None,
    };
    all(amount).into_iter().filter_map(base).collect()
}
