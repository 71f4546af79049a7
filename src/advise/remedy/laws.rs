//! The laws of what would change a result, over random profiles and readings.

use crate::advise::effort;
use crate::advise::remedy::{Remedy, advice, remedies};
use crate::assess::{Evaluator, Program, Status};
use crate::policy::{BenefitId, FactId, Policy, Possible, load_embedded};
use crate::profile::Answers;
use crate::quantity::Truth;
use crate::random::{answers, config, readings, seeds, value};
use crate::text::Lang;
use proptest::prelude::*;
use std::sync::OnceLock;

fn policy() -> &'static Policy {
    static POLICY: OnceLock<Policy> = OnceLock::new();
    POLICY.get_or_init(|| load_embedded().unwrap_or_else(|faults| panic!("{faults}")))
}

/// Profiles tried; ten thousand have been.
const CASES: u32 = 300;

/// Whether some condition of a benefit is false.
fn lacks(evaluator: &mut Evaluator<'_>, answers: &Answers, year: i32, benefit: BenefitId) -> bool {
    evaluator.run(answers, year);
    let program = evaluator.program();
    program.conditions(benefit).any(|(_, condition)| evaluator.holds(condition) == Truth::False)
}

/// What may never be set: averages, what other measures support, and what is computed.
fn forbidden(policy: &Policy, program: &Program, answers: &Answers, fact: FactId) -> bool {
    let known = policy.fact(fact);
    known.benchmark.is_some()
        || policy.already_supported == Some(fact)
        || (known.derived.is_some() && {
            let mut unanswered = answers.clone();
            unanswered.set(fact, None);
            let mut evaluator = Evaluator::new(program);
            evaluator.run(&unanswered, 2026);
            evaluator.effective(policy, &unanswered, fact, Lang::Zh).is_some()
        })
}

type Set = (FactId, crate::profile::Value);

/// Up to so many of the answers that are enough.
fn some_do(
    answers: &Answers,
    options: &[Set],
    most: usize,
    enough: &mut dyn FnMut(&Answers) -> bool,
) -> Option<Vec<Set>> {
    if most == 0 {
        return None;
    }
    for (at, (fact, value)) in options.iter().enumerate() {
        let mut changed = answers.clone();
        changed.set(*fact, Some(value.clone()));
        if enough(&changed) {
            return Some(vec![(*fact, value.clone())]);
        }
        if let Some(mut done) = some_do(&changed, &options[at + 1..], most - 1, enough) {
            done.push((*fact, value.clone()));
            return Some(done);
        }
    }
    None
}

fn rank(remedy: &Remedy) -> (usize, Possible, i64) {
    (remedy.changes.len(), remedy.when(), -remedy.gain.fen())
}

proptest! {
    #![proptest_config(config(CASES))]

    /// With a remedy no condition is false; without any one of its changes one is.
    #[test]
    fn a_remedy_is_enough_and_not_too_much(
        seeds in seeds(90), number in any::<u64>(), base: bool, year in 2024..2031i32,
    ) {
        let policy = policy();
        let program = Program::compile(policy, &readings(policy, number));
        let answers = answers(policy, year, &seeds, base);
        let mut before = Evaluator::new(&program);
        before.run(&answers, year);
        let mut evaluator = Evaluator::new(&program);
        for (id, benefit) in policy.benefits() {
            let remedies = remedies(policy, &program, &answers, year, id);
            prop_assert!(remedies.len() <= 3);
            if before.outcomes()[id.index()].status != Status::Ineligible || before.is_supported(id) {
                prop_assert!(remedies.is_empty(), "{}", &benefit.id);
            }
            prop_assert!(remedies.is_sorted_by_key(rank), "{}: {:?}", &benefit.id, &remedies);
            for remedy in &remedies {
                let say = || format!("{}: {remedy:?}", benefit.id);
                let changed = remedy.apply(&answers);
                prop_assert!(!lacks(&mut evaluator, &changed, year, id), "{}", say());
                let gain = evaluator.totals().amount.fen() - before.totals().amount.fen();
                prop_assert_eq!(remedy.gain.fen(), gain, "{}", say());
                for (at, change) in remedy.changes.iter().enumerate() {
                    prop_assert!(change.set.fits(&policy.fact(change.fact).kind), "{}", say());
                    prop_assert!(!forbidden(policy, &program, &answers, change.fact), "{}", say());
                    let mut fewer = remedy.clone();
                    fewer.changes.remove(at);
                    let changed = fewer.apply(&answers);
                    prop_assert!(lacks(&mut evaluator, &changed, year, id), "{}", say());
                }
            }
        }
        let advice = advice(policy, &program, &answers, year);
        let by_effort = |(_, remedy): &(_, Remedy)| effort::rank(policy, &answers, remedy);
        prop_assert!(advice.is_sorted_by_key(by_effort));
        let does_as_much = |known: &Remedy, remedy: &Remedy| {
            known.gain >= remedy.gain
                && known.changes.iter().all(|change| remedy.changes.contains(change))
        };
        for (at, (_, remedy)) in advice.iter().enumerate() {
            let said = || format!("{remedy:?} of {advice:?}");
            prop_assert!(!advice[..at].iter().any(|(_, known)| does_as_much(known, remedy)), "{}", said());
        }
        for (id, benefit) in policy.benefits() {
            let possible = remedies(policy, &program, &answers, year, id);
            let Some(best) = possible.iter().find(|remedy| remedy.when() != Possible::Never) else {
                continue;
            };
            let (mut own, mut others) = (false, false);
            for (known, remedy) in &advice {
                own |= *known == id && remedy == best;
                others |= *known != id && does_as_much(remedy, best);
            }
            prop_assert!(own || others, "{}: {best:?}", &benefit.id);
        }
        for (id, remedy) in &advice {
            prop_assert!(remedy.when() != Possible::Never);
            prop_assert!(!lacks(&mut evaluator, &remedy.apply(&answers), year, *id));
        }
    }

    /// No fewer answers do what was said to take several: all values tried, past years apart.
    #[test]
    fn fewer_changes_do_not_do(
        seeds in seeds(90), tries in prop::collection::vec(any::<(u64, u64)>(), 8), year in 2024..2030i32,
    ) {
        let policy = policy();
        let program = Program::compile(policy, &policy.default_readings());
        let answers = answers(policy, year, &seeds, true);
        let mut evaluator = Evaluator::new(&program);
        let past: Vec<FactId> =
            policy.facts().filter_map(|(_, fact)| Some(fact.derived?.inputs()[1])).collect();
        for (id, benefit) in policy.benefits() {
            let remedies = remedies(policy, &program, &answers, year, id);
            let Some(best) = remedies.first() else { continue };
            evaluator.run(&answers, year);
            let mut facts: Vec<FactId> = program
                .conditions(id)
                .filter(|(_, condition)| evaluator.holds(condition) == Truth::False)
                .filter_map(|(_, condition)| condition.fact)
                .collect();
            for at in 0..8 {
                let inputs = facts.get(at).and_then(|fact| policy.fact(*fact).derived);
                facts.extend(inputs.iter().flat_map(|derivation| derivation.inputs()));
            }
            facts.sort();
            facts.dedup();
            facts.retain(|fact| {
                answers.is_answered(*fact)
                    && !past.contains(fact)
                    && !forbidden(policy, &program, &answers, *fact)
            });
            let options: Vec<Set> = facts
                .iter()
                .flat_map(|fact| {
                    tries.iter().map(|(a, b)| (*fact, value(policy, *fact, year, *a, *b)))
                })
                .collect();
            let most = (best.changes.len() - 1).min(2);
            let enough = &mut |answers: &Answers| !lacks(&mut evaluator, answers, year, id);
            let done = some_do(&answers, &options, most, enough);
            prop_assert!(done.is_none(), "{}: {done:?}, not {best:?}", &benefit.id);
        }
    }
}
