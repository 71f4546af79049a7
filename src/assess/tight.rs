//! Upper bounds are tight: some completion of the answers reaches that of each benefit, and one
//! completion reaches the total's.

use std::sync::OnceLock;

use crate::assess::{Evaluator, Program, Status};
use crate::policy::{BenefitId, Derivation, FactId, FactKind, Policy, load_embedded};
use crate::profile::{Answers, Value};
use crate::quantity::{Money, Percent};
use crate::random::{Seed, answers, config, readings, seeds};
use proptest::prelude::*;

fn policy() -> &'static Policy {
    static POLICY: OnceLock<Policy> = OnceLock::new();
    POLICY.get_or_init(|| load_embedded().unwrap_or_else(|faults| panic!("{faults}")))
}

/// Answers worth trying: every option, the ends of numbers, and the amounts there are already.
fn candidates(
    evaluator: &Evaluator<'_>,
    answers: &Answers,
    fact: FactId,
    first: Money,
) -> Vec<Value> {
    let year = evaluator.year();
    let known = policy().facts().filter_map(|(id, _)| match answers.get(id) {
        Some(Value::Money(money)) => Some(money),
        _ => None,
    });
    match &policy().fact(fact).kind {
        FactKind::Bool => vec![Value::Bool(true), Value::Bool(false)],
        FactKind::Choice(options) => (0u8..).take(options.len()).map(Value::Choice).collect(),
        FactKind::Set(options) => {
            let one = (0..options.len()).map(|at| Value::Set(1 << at));
            [Value::Set((1 << options.len()) - 1), Value::Set(0)].into_iter().chain(one).collect()
        }
        FactKind::Money { .. } => {
            // An increase goes to the end of its bounds; what was received is best nothing.
            let most = evaluator.known().number(fact).hi().and_then(|hi| i64::try_from(hi).ok());
            let rest = if first == Money::ZERO { Money::MAX } else { Money::ZERO };
            let ends = [Some(first), most.map(Money::from_fen), Some(rest)];
            ends.into_iter().flatten().chain(known).map(Value::Money).collect()
        }
        FactKind::Percent => ["0%", "1000000%", "-1000000%"]
            .map(|text| Value::Percent(Percent::parse(text).expect("a percentage")))
            .to_vec(),
        FactKind::Count => [1, 0, 1_000_000_000].map(Value::Count).to_vec(),
        FactKind::Year => [0, 1, 2, 7].map(|before| Value::Year(year - before)).to_vec(),
        FactKind::MoneyList => vec![Value::MoneyList(vec![Money::MAX]), Value::MoneyList(vec![])],
        FactKind::Day | FactKind::Items(_) => Vec::new(),
    }
}

/// What is bounded: one benefit, or some together.
#[derive(Clone, Copy)]
enum Sum<'a> {
    One(BenefitId),
    All(&'a [BenefitId]),
}

impl Sum<'_> {
    fn benefits(&self) -> &[BenefitId] {
        match self {
            Self::One(benefit) => std::slice::from_ref(benefit),
            Self::All(benefits) => benefits,
        }
    }

    /// The upper bound after a run over the answers; what is superseded lost to its like.
    fn bound(&self, evaluator: &Evaluator<'_>, answers: &Answers) -> Option<Money> {
        match self {
            Self::One(benefit) => evaluator.outcomes()[benefit.index()].at_most,
            Self::All(all) => Some(evaluator.at_most_of(answers, |benefit| all.contains(&benefit))),
        }
    }

    fn is_reached(&self, evaluator: &Evaluator<'_>, bound: Option<Money>) -> bool {
        let amount = |benefit: &BenefitId| evaluator.outcomes()[benefit.index()].amount.fen();
        let sum = Money::from_fen(self.benefits().iter().map(amount).sum());
        Some(sum) == bound || self.is_superseded(evaluator)
    }

    fn is_superseded(&self, evaluator: &Evaluator<'_>) -> bool {
        let status = |benefit: &BenefitId| evaluator.outcomes()[benefit.index()].status;
        matches!(self, Self::One(benefit) if status(benefit) == Status::Superseded)
    }

    /// An unknown fact on which the bound depends.
    fn open(&self, evaluator: &Evaluator<'_>, answers: &Answers) -> Option<FactId> {
        let undetermined = |benefit: &&BenefitId| {
            let outcome = evaluator.outcomes()[benefit.index()];
            outcome.status == Status::Undetermined && outcome.at_most != Some(Money::ZERO)
        };
        let mut benefits = self.benefits().iter().filter(undetermined);
        let open =
            benefits.find_map(|benefit| evaluator.open_facts(answers, *benefit).all().next());
        match self {
            Self::One(_) => open,
            // What is computed is the same for all: its inputs first.
            Self::All(_) => open.map(|fact| first_input(evaluator, fact)),
        }
    }
}

/// An unknown fact from which one is computed, itself where all of them are known.
fn first_input(evaluator: &Evaluator<'_>, fact: FactId) -> FactId {
    let inputs = policy().fact(fact).derived.map(Derivation::inputs).unwrap_or_default();
    let open = inputs.into_iter().find(|input| !evaluator.is_known(*input));
    open.map_or(fact, |input| first_input(evaluator, input))
}

/// Fills in one open fact after another so that the bound stays; whether it is then reached.
fn is_completed(
    program: &Program,
    answers: &Answers,
    year: i32,
    sum: Sum<'_>,
    first: Money,
    bound: Option<Money>,
) -> bool {
    let mut evaluator = Evaluator::new(program);
    let mut answers = answers.clone();
    evaluator.run(&answers, year);
    while let Some(fact) = sum.open(&evaluator, &answers) {
        let tried = candidates(&evaluator, &answers, fact, first).into_iter().find_map(|value| {
            let mut filled = answers.clone();
            filled.set(fact, Some(value));
            evaluator.run(&filled, year);
            let stays = sum.is_superseded(&evaluator) || sum.bound(&evaluator, &filled) == bound;
            stays.then_some(filled)
        });
        let Some(filled) = tried else { return false };
        answers = filled;
        evaluator.run(&answers, year);
    }
    sum.is_reached(&evaluator, bound)
}

/// Without the figures of the year that stand beside a direct answer to their increase.
///
/// The measure's page lets such an answer stand until the prior year is known, and takes the
/// prior year at 0 where the growth above an average counts. No answers say both, since the
/// increase would be computed; without the year's figure they do, and the bound is the same.
fn without_figures_of_increases(answers: &Answers) -> Answers {
    let mut left = answers.clone();
    for (id, fact) in policy().facts() {
        if let Some(Derivation::Increase { current, prior }) = fact.derived
            && answers.is_answered(id)
            && !answers.is_answered(prior)
        {
            left.set(current, None);
        }
    }
    left
}

/// Whether an answer is so large that no other can be as many times as large as it takes.
fn is_beyond_measure(value: &Value) -> bool {
    match value {
        Value::Money(money) => money.fen() > Money::MAX.fen() / 10,
        Value::Percent(percent) => percent.ratio().hundredths() >= 100_000_000,
        _ => false,
    }
}

fn assert_reached(program: &Program, answers: &Answers, year: i32, sum: Sum<'_>, name: &str) {
    let mut evaluator = Evaluator::new(program);
    evaluator.run(answers, year);
    let bound = sum.bound(&evaluator, answers);
    let increases = without_figures_of_increases(answers);
    // Two walks: amounts that are not known at nothing first, then at the most.
    let found = [answers, &increases].into_iter().any(|answers| {
        evaluator.run(answers, year);
        sum.bound(&evaluator, answers) == bound
            && [Money::ZERO, Money::MAX]
                .into_iter()
                .any(|first| is_completed(program, answers, year, sum, first, bound))
    });
    let given = || -> Vec<String> {
        let given = policy().facts().filter_map(|(id, fact)| Some((&fact.id, answers.get(id)?)));
        given.map(|(id, value)| format!("{id} = {value:?}")).collect()
    };
    assert!(found, "{name}: nothing reaches {bound:?} from {}", given().join(", "));
}

fn every_bound_is_reached(seeds: &[Seed], number: u64, base: bool, year: i32) {
    let policy = policy();
    let program = Program::compile(policy, &readings(policy, number));
    let answers = answers(policy, year, seeds, base);
    let mut evaluator = Evaluator::new(&program);
    evaluator.run(&answers, year);
    for (id, benefit) in policy.benefits() {
        let outcome = evaluator.outcomes()[id.index()];
        let open = outcome.status == Status::Undetermined && outcome.at_most > Some(Money::ZERO);
        let facts = program.facts_of(id);
        let mut given = facts.iter().filter_map(|fact| answers.get(*fact));
        if open && !given.any(|value| is_beyond_measure(&value)) {
            assert_reached(&program, &answers, year, Sum::One(id), &benefit.id);
        }
    }
}

/// Of answers of which none stands in for what can be computed: the figures that the other
/// benefits wait for would contradict it, and the measure's page does not narrow them by it.
fn the_total_is_reached(seeds: &[Seed], number: u64, base: bool, year: i32) {
    let policy = policy();
    let program = Program::compile(policy, &readings(policy, number));
    let mut answers = answers(policy, year, seeds, base);
    for (id, fact) in policy.facts() {
        let huge = answers.get(id).is_some_and(|value| is_beyond_measure(&value));
        if fact.derived.is_some() || huge {
            answers.set(id, None);
        }
    }
    let mut evaluator = Evaluator::new(&program);
    evaluator.run(&answers, year);
    let bounded: Vec<BenefitId> = policy
        .benefits()
        .map(|(id, _)| id)
        .filter(|id| !program.is_discretionary(*id))
        .filter(|id| evaluator.outcomes()[id.index()].at_most.is_some())
        .collect();
    assert_reached(&program, &answers, year, Sum::All(&bounded), "total");
}

proptest! {
    #![proptest_config(config(250))]

    #[test]
    fn bounds_are_tight(seeds in seeds(50), number in any::<u64>(), base: bool, year in 2024..2031i32) {
        every_bound_is_reached(&seeds, number, base, year);
    }

    #[test]
    fn the_total_is_tight(seeds in seeds(50), number in any::<u64>(), base: bool, year in 2024..2031i32) {
        the_total_is_reached(&seeds, number, base, year);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(20_000) })]

    /// The same, longer.
    #[test]
    #[ignore = "takes minutes"]
    fn bounds_are_tight_at_length(seeds in seeds(80), number in any::<u64>(), base: bool, year in 2024..2031i32) {
        every_bound_is_reached(&seeds, number, base, year);
        the_total_is_reached(&seeds, number, base, year);
    }
}
