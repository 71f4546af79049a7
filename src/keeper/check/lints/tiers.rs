//! Tiers with a gap or an overlap, and tiers that are never reached.

use std::collections::BTreeMap;

use super::{Context, Variant, finding, never::said};
use crate::assess::{Evaluator, Program};
use crate::keeper::check::domain::{Domain, value_of};
use crate::keeper::check::domains::Domains;
use crate::keeper::check::finding::Finding;
use crate::keeper::check::walk;
use crate::policy::{Amount, Benefit, Condition, FactId, FactKind, Policy, Test};
use crate::profile::{Answers, Value, bits_of};
use crate::quantity::Truth;
use crate::text;

/// Combinations of boundary values tried for one list of cases.
const MOST: usize = 4_096;

/// Looks at the cases, parts and tiers of every award.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for benefit in &context.policy.benefits {
        for variant in context.variants(benefit) {
            // What can never be eligible is told by another lint.
            if let Some(award) = variant.award
                && !variant.domains(context.policy).is_empty(context.policy)
            {
                let look = Look { context, benefit, variant: &variant };
                walk::amounts(award, &mut Vec::new(), &mut |amount, path| {
                    look.amount(amount, path, out);
                });
            }
        }
    }
}

struct Look<'a, 'c> {
    context: &'c Context<'a>,
    benefit: &'c Benefit,
    variant: &'c Variant<'a>,
}

impl Look<'_, '_> {
    fn amount(&self, amount: &Amount, path: &[String], out: &mut Vec<Finding>) {
        if let Amount::FirstOf(_) | Amount::Sum(_) = amount {
            let parts = walk::children(amount).into_iter();
            let guards: Vec<_> = parts.map(|(_, when, _)| when).collect();
            self.guards(&guards, path, matches!(amount, Amount::FirstOf(_)), out);
        }
        if let Amount::Milestone(milestone) = amount {
            let own = self.variant.conditions(self.context.policy);
            let plain = own.filter(|c| !matches!(c.test, Test::FirstReaches(_)));
            let domains = Domains::of(self.context.policy, plain);
            let (_, most) = domains.number(self.context.policy, milestone.figure);
            let (least, _) = domains.number(self.context.policy, milestone.record);
            for (at, tier) in milestone.tiers.iter().enumerate() {
                if tier.from.fen() > most || tier.from.fen() <= least {
                    let from = tier.from.to_profile();
                    let mut shows = domains.answers(self.context.policy, self.context.year, &[]);
                    shows.set(milestone.figure, Some(Value::Money(tier.from)));
                    let path = [path, &["tiers".to_owned(), at.to_string()]].concat();
                    out.push(self.report(
                        "lint/tier-unreached",
                        &path,
                        text!(
                            "“{from}”这一档永远达不到：条件已把它排除",
                            "the tier of {from} is never reached: the conditions rule it out"
                        ),
                        text!(
                            "删去这一档，或改正排除它的条件。",
                            "Delete the tier, or fix the condition that rules it out."
                        ),
                        &shows,
                    ));
                }
            }
        }
    }

    /// Tries the values at which the guards turn, within what the conditions leave.
    fn guards(
        &self,
        guards: &[Option<&Condition>],
        path: &[String],
        first: bool,
        out: &mut Vec<Finding>,
    ) {
        let policy = self.context.policy;
        let domains = self.variant.domains(policy);
        let (base, year) = self.context.witness(self.variant);
        let given: Vec<&Condition> = guards.iter().flatten().copied().collect();
        let program = Program::compile(policy, &self.variant.readings);
        let mut evaluator = Evaluator::new(&program);
        let mut reached = vec![false; guards.len()];
        let (mut gap, mut overlap) = (None, None);
        for answers in combinations(policy, &domains, &given, &base, year) {
            evaluator.run(&answers, year);
            let holding: Vec<usize> = (0..guards.len())
                .filter(|at| guards[*at].is_none_or(|when| evaluator.holds(when) == Truth::True))
                .collect();
            if first {
                if let Some(at) = holding.first() {
                    reached[*at] = true;
                }
            } else {
                holding.iter().for_each(|at| reached[*at] = true);
                let numeric = holding
                    .iter()
                    .filter_map(|at| guards[*at])
                    .filter(|when| is_number(policy, when));
                let mut facts: Vec<FactId> = numeric.filter_map(|when| when.fact).collect();
                let all = facts.len();
                facts.sort_unstable();
                facts.dedup();
                if facts.len() < all {
                    overlap.get_or_insert_with(|| only(policy, &answers, &given));
                }
            }
            if holding.is_empty() {
                gap.get_or_insert_with(|| only(policy, &answers, &given));
            }
        }
        let key = if first { "first" } else { "sum" };
        let at_list: Vec<String> = path.iter().cloned().chain([key.to_owned()]).collect();
        if let Some(shows) = gap {
            out.push(self.report(
                "lint/tier-gap",
                &at_list,
                text!("各档之间有空当：条件都成立，却没有一档适用，金额为 0", "the tiers leave a gap: the conditions hold, but no tier applies and the award is 0"),
                text!("补上空当，或在最后加一个不带 when 的档。", "Close the gap, or end the list with a case without when."),
                &shows,
            ));
        }
        if let Some(shows) = overlap {
            out.push(self.report(
                "lint/tier-overlap",
                &at_list,
                text!("各档重叠：同一个数同时落在两档，金额会相加", "the tiers overlap: one number falls into two of them, and both amounts are added"),
                text!("改用 first，从高到低写；或改正界限。", "Use first, the highest case first; or fix the limits."),
                &shows,
            ));
        }
        for (at, reached) in reached.iter().enumerate() {
            if !reached {
                let mut path = at_list.clone();
                path.push(at.to_string());
                let case = guards[at].map_or_else(|| "…".to_owned(), |when| said(policy, when));
                // Facts with which the case would apply, were it not for those before it.
                let shows = guards[at]
                    .map(|when| {
                        let own = self.variant.conditions(policy);
                        let wanted = Domains::of(policy, own.chain([when]));
                        if wanted.is_empty(policy) {
                            Answers::new(policy)
                        } else {
                            only(policy, &wanted.answers(policy, year, &[]), &given)
                        }
                    })
                    .unwrap_or_else(|| Answers::new(policy));
                out.push(self.report(
                    "lint/tier-unreached",
                    &path,
                    text!("这一档（{case}）永远用不到", "this case ({case}) is never used"),
                    text!("first 从上往下取第一个成立的：把窄的、高的写在前面；或删去这一档。", "Of first, the first case that holds is taken: write the narrow and high ones first; or delete the case."),
                    &shows,
                ));
            }
        }
    }

    fn report(
        &self,
        code: &'static str,
        path: &[String],
        what: crate::text::Text,
        remedy: crate::text::Text,
        shows: &Answers,
    ) -> Finding {
        let rest: Vec<&str> = path.iter().map(String::as_str).collect();
        let place = self.context.place(self.benefit, &self.variant.path("award", &rest));
        finding(code, place, &self.benefit.id, what, remedy).shown_by(self.context.policy, shows)
    }
}

fn is_number(policy: &Policy, when: &Condition) -> bool {
    when.fact.is_some_and(|fact| {
        matches!(policy.fact(fact).kind, FactKind::Money { .. } | FactKind::Count)
    })
}

/// Only the answers that the guards speak of.
fn only(policy: &Policy, answers: &Answers, guards: &[&Condition]) -> Answers {
    let mut shown = Answers::new(policy);
    for fact in guards.iter().filter_map(|when| when.fact) {
        shown.set(fact, answers.get(fact));
    }
    shown
}

/// The base answers with every combination of the values at which the guards turn.
fn combinations(
    policy: &Policy,
    domains: &Domains,
    guards: &[&Condition],
    base: &Answers,
    year: i32,
) -> Vec<Answers> {
    let mut values: BTreeMap<FactId, Vec<Value>> = BTreeMap::new();
    for when in guards {
        let Some(fact) = when.fact else { continue };
        values.entry(fact).or_default().extend(turning(policy, when, year));
    }
    let mut all = vec![base.clone()];
    for (fact, mut values) in values {
        let domain = domains.get(policy, fact);
        if matches!(policy.fact(fact).kind, FactKind::Set(_)) {
            values = subsets(policy, fact, guards);
        }
        if let Domain::Number { lo, hi } = domain {
            values.extend(
                [lo, hi].into_iter().filter_map(|at| value_of(&policy.fact(fact).kind, at)),
            );
        }
        values.retain(|value| domain.contains(value, year));
        all = all
            .iter()
            .flat_map(|answers| {
                values.iter().map(|value| {
                    let mut answers = answers.clone();
                    answers.set(fact, Some(value.clone()));
                    answers
                })
            })
            .take(MOST)
            .collect();
    }
    all
}

/// The values around which one condition turns.
fn turning(policy: &Policy, when: &Condition, year: i32) -> Vec<Value> {
    let Some(fact) = when.fact else { return Vec::new() };
    match (&when.test, &policy.fact(fact).kind) {
        (Test::AtLeast(at) | Test::Above(at) | Test::Below(at) | Test::Equals(at), _) => [-1, 0, 1]
            .iter()
            .filter_map(|step| value_of(&policy.fact(fact).kind, at.raw().saturating_add(*step)))
            .collect(),
        (_, FactKind::Bool) => vec![Value::Bool(false), Value::Bool(true)],
        (_, FactKind::Choice(options)) => (0u8..).take(options.len()).map(Value::Choice).collect(),
        (Test::YearIn(offsets), _) => {
            let outside = offsets.iter().min().map_or(-1, |first| first - 1);
            offsets.iter().chain([&outside]).map(|offset| Value::Year(year + offset)).collect()
        }
        _ => Vec::new(),
    }
}

/// The subsets of the options that the guards name, each with and without some other option.
fn subsets(policy: &Policy, fact: FactId, guards: &[&Condition]) -> Vec<Value> {
    let named = guards.iter().filter(|when| when.fact == Some(fact)).fold(0u128, |named, when| {
        if let Test::HasAny(bits) = when.test { named | bits } else { named }
    });
    let bits: Vec<usize> = bits_of(named).take(8).collect();
    let others = || (0..policy.fact(fact).kind.options().len()).filter(|at| named >> at & 1 == 0);
    let other = others().next();
    let mut all: Vec<Value> = others().map(|other| Value::Set(1 << other)).collect();
    for choice in 0..1u32 << bits.len() {
        let held = bits.iter().enumerate().filter(|(at, _)| choice >> at & 1 == 1);
        let held = held.fold(0u128, |held, (_, bit)| held | 1 << bit);
        all.push(Value::Set(held));
        all.extend(other.map(|other| Value::Set(held | 1 << other)));
    }
    all
}
