//! A cap that never binds, or always does.

use super::{Context, finding};
use crate::keeper::check::domain::value_of;
use crate::keeper::check::domains::Domains;
use crate::keeper::check::finding::Finding;
use crate::keeper::check::walk;
use crate::policy::{Amount, Beyond, Policy, Rate};
use crate::quantity::Money;
use crate::text;

/// All numbers are fen times this, so that rates are whole.
const SCALE: i128 = 100_000_000;

/// Compares what every capped amount can be with its cap.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    for benefit in &policy.benefits {
        for variant in context.variants(benefit) {
            let domains = variant.domains(policy);
            if domains.is_empty(policy) {
                continue;
            }
            let Some(award) = variant.award else { continue };
            let mut capped = Vec::new();
            walk::amounts(award, &mut Vec::new(), &mut |part, path| {
                if let Amount::Capped { amount, cap } = part {
                    let path: Vec<String> =
                        path.iter().cloned().chain(["cap".to_owned()]).collect();
                    capped.push((amount, cap, path));
                }
            });
            for (amount, cap, path) in capped {
                let (lo, hi) = range(policy, &domains, amount);
                let (cap_lo, cap_hi) = range(policy, &domains, cap);
                let (code, at, reached) = if hi <= cap_lo {
                    ("lint/cap-never-binds", hi, true)
                } else if lo >= cap_hi {
                    ("lint/cap-always-binds", lo, false)
                } else {
                    continue;
                };
                let rest: Vec<&str> = path.iter().map(String::as_str).collect();
                let place = context.place(benefit, &variant.path("award", &rest));
                let (amount_text, cap_text) =
                    (money(at), money(if reached { cap_lo } else { cap_hi }));
                let (what, remedy) = if reached {
                    (
                        text!(
                            "封顶 {cap_text} 从不起作用：金额最多只有 {amount_text}",
                            "the cap of {cap_text} never binds: the amount is at most {amount_text}"
                        ),
                        text!(
                            "核对比例、封顶和条件中的上限；确实用不到就删去 cap。",
                            "Check the rate, the cap and the upper limits of the conditions; if it is really never needed, delete cap."
                        ),
                    )
                } else {
                    (
                        text!(
                            "封顶 {cap_text} 总是起作用：金额至少已有 {amount_text}，比例没有意义",
                            "the cap of {cap_text} always binds: the amount is at least {amount_text}, so its formula never matters"
                        ),
                        text!(
                            "核对比例、门槛和封顶；确实如此就直接写封顶的数。",
                            "Check the rate, the threshold and the cap; if it is really so, write the amount of the cap."
                        ),
                    )
                };
                let found = finding(code, place, &benefit.id, what, remedy);
                out.push(found.shown_by(policy, &extreme(context, &domains, amount, reached)));
            }
        }
    }
}

/// Answers with the facts of the amount at their most, or least.
fn extreme(
    context: &Context<'_>,
    domains: &Domains,
    amount: &Amount,
    most: bool,
) -> crate::profile::Answers {
    let mut answers = domains.answers(context.policy, context.year, &[]);
    for fact in amount.facts() {
        let (lo, hi) = domains.number(context.policy, fact);
        let number = if most { hi } else { lo };
        if let Some(value) = value_of(&context.policy.fact(fact).kind, number) {
            answers.set(fact, Some(value));
        }
    }
    answers
}

fn money(scaled: i128) -> String {
    let fen = i64::try_from(scaled.div_euclid(SCALE)).unwrap_or(i64::MAX);
    Money::from_fen(fen).to_profile()
}

/// The least and the most that an amount can be, in scaled fen.
pub fn range(policy: &Policy, domains: &Domains, amount: &Amount) -> (i128, i128) {
    let number = |fact| {
        let (lo, hi) = domains.number(policy, fact);
        (i128::from(lo), i128::from(hi))
    };
    let scaled = |money: Money| i128::from(money.fen()) * SCALE;
    let factor = |rate: Rate| i128::from(rate.num) * SCALE / i128::from(rate.den);
    match amount {
        Amount::Fixed(money) => (scaled(*money), scaled(*money)),
        Amount::Share { rate, of, beyond } => {
            let (lo, hi) = number(*of);
            let off = match beyond {
                Some(Beyond::Amount(beyond)) => i128::from(beyond.fen()),
                Some(Beyond::Growth { .. }) | None => 0,
            };
            let least = match beyond {
                Some(Beyond::Growth { .. }) => 0,
                Some(Beyond::Amount(_)) | None => (lo - off).max(0) * factor(*rate),
            };
            (least, (hi - off).max(0) * factor(*rate))
        }
        Amount::PerUnit { each, of } => {
            let (lo, hi) = number(*of);
            (lo * scaled(*each), hi * scaled(*each))
        }
        Amount::Less { amount, .. } => (0, range(policy, domains, amount).1),
        Amount::Larger(all) => all
            .iter()
            .map(|amount| range(policy, domains, amount))
            .reduce(|a, b| (a.0.max(b.0), a.1.max(b.1)))
            .unwrap_or((0, 0)),
        Amount::Scaled { rate, amount } => {
            let (lo, hi) = range(policy, domains, amount);
            let (num, den) = (i128::from(rate.num), i128::from(rate.den));
            (lo.saturating_mul(num) / den, hi.saturating_mul(num) / den)
        }
        Amount::ShareOfEach { .. } | Amount::EachItem { .. } | Amount::Steps { .. } => {
            (0, i128::MAX)
        }
        Amount::Difference { amount, .. } => (0, range(policy, domains, amount).1),
        Amount::Rounded { amount, to, way } => {
            let (lo, hi) = range(policy, domains, amount);
            (way.round(lo, scaled(*to)), way.round(hi, scaled(*to)))
        }
        Amount::OfBenefit { award, .. } => (0, range(policy, domains, award).1),
        Amount::Sum(parts) => parts.iter().fold((0, 0), |(lo, hi), part| {
            let (part_lo, part_hi) = range(policy, domains, &part.amount);
            let least = if part.when.is_none() { part_lo } else { 0 };
            (lo + least, i128::saturating_add(hi, part_hi))
        }),
        Amount::FirstOf(cases) => {
            let open = cases.last().is_some_and(|case| case.when.is_some());
            let mut ranges: Vec<(i128, i128)> =
                cases.iter().map(|case| range(policy, domains, &case.amount)).collect();
            // A list that must apply within the conditions has no gap; that is another lint's.
            if open && ranges.is_empty() {
                ranges.push((0, 0));
            }
            hull(ranges)
        }
        Amount::Capped { amount, cap } => {
            let (lo, hi) = range(policy, domains, amount);
            let (cap_lo, cap_hi) = range(policy, domains, cap);
            (lo.min(cap_lo), hi.min(cap_hi))
        }
        Amount::Milestone(milestone) => {
            hull(milestone.tiers.iter().map(|tier| (0, scaled(tier.award))).collect())
        }
        Amount::Stages(stages) => {
            hull(stages.awards.iter().map(|award| (scaled(*award), scaled(*award))).collect())
        }
    }
}

fn hull(ranges: Vec<(i128, i128)>) -> (i128, i128) {
    let lo = ranges.iter().map(|range| range.0).min().unwrap_or(0);
    (lo, ranges.iter().map(|range| range.1).max().unwrap_or(0))
}
