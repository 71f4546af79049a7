//! How many questions are asked until all is decided: random enterprises, each way through.
//!
//! `cargo bench --bench questions` takes 10,000 enterprises; `-- 1000` takes fewer.

use std::time::{Duration, Instant};

use fengce::assess::{Evaluator, Program, Status};
use fengce::interview::{Impact, Interview, Route, next_question};
use fengce::policy::{Fact, FactKind, Policy, Test, load_embedded};
use fengce::profile::{Answers, Profile, Value};
use fengce::quantity::{Money, Percent};

/// SplitMix64: the same enterprises in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// True once in `n`.
    fn once_in(&mut self, n: u64) -> bool {
        self.next().is_multiple_of(n)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }
}

/// An enterprise that knows everything about itself and is told the averages. Nine of ten pass
/// each condition of the gate; each option of a checklist is taken once in eight.
fn enterprise(policy: &Policy, year: i32, random: &mut Random) -> Answers {
    let mut truth = Answers::new(policy);
    for (id, fact) in policy.facts() {
        if fact.derived.is_some() {
            continue;
        }
        let gate = policy.gates.iter().find(|gate| gate.when.fact == Some(id));
        truth.set(id, Some(value(fact, gate.map(|gate| &gate.when.test), year, random)));
    }
    truth
}

fn value(fact: &Fact, gate: Option<&Test>, year: i32, random: &mut Random) -> Value {
    let yuan = |random: &mut Random| {
        // From ten thousand to a billion, each size as likely as another.
        let size = 10i64.pow(4 + u32::try_from(random.below(6)).unwrap_or(0));
        let factor = 1 + i64::try_from(random.below(9)).unwrap_or(0);
        Money::from_fen(size * factor * 100)
    };
    match &fact.kind {
        FactKind::Bool if gate.is_some() => Value::Bool(!random.once_in(10)),
        FactKind::Bool => Value::Bool(random.once_in(2)),
        FactKind::Choice(options) => {
            if let Some(Test::OneOf(bits)) = gate {
                let fails = random.once_in(10);
                let fit: Vec<u8> = (0u8..)
                    .take(options.len())
                    .filter(|at| (bits >> at & 1 == 0) == fails)
                    .collect();
                let at = usize::try_from(random.below(fit.len().max(1) as u64)).unwrap_or(0);
                return Value::Choice(fit.get(at).copied().unwrap_or(0));
            }
            Value::Choice(u8::try_from(random.below(options.len() as u64)).unwrap_or(0))
        }
        FactKind::Set(_) if gate.is_some() => Value::Set(u128::from(random.once_in(10))),
        FactKind::Set(options) => {
            let taken = |(at, _)| if random.once_in(8) { 1u128 << at } else { 0 };
            Value::Set(options.iter().enumerate().map(taken).sum())
        }
        FactKind::Money { .. } => Value::Money(yuan(random)),
        FactKind::Percent => {
            let percent = Percent::parse(&format!("{}%", random.below(20)));
            percent.map_or(Value::Count(0), Value::Percent)
        }
        FactKind::Count => Value::Count(i64::try_from(random.below(4)).unwrap_or(0)),
        FactKind::Day | FactKind::Items(_) => {
            unreachable!("the pack asks for neither days nor items")
        }
        FactKind::Year => Value::Year(year - i32::try_from(random.below(6)).unwrap_or(0)),
        FactKind::MoneyList => {
            Value::MoneyList((0..random.below(3)).map(|_| yuan(random)).collect())
        }
    }
}

/// The money that is open: the upper bounds of the benefits not decided yet, in fen.
fn open_money(evaluator: &mut Evaluator<'_>, answers: &Answers, year: i32) -> i64 {
    if !evaluator.run_prospective(answers, year) {
        evaluator.run(answers, year);
    }
    let open = evaluator.outcomes().iter().filter(|o| o.status == Status::Undetermined);
    open.map(|outcome| outcome.at_most.unwrap_or_default().fen()).sum()
}

/// How many questions one enterprise is asked until all is decided, and until nine tenths of
/// the money is; with the time each next question took.
fn asked(
    policy: &Policy,
    program: &Program,
    year: i32,
    truth: &Answers,
    way: Route,
    times: &mut Vec<Duration>,
) -> (usize, usize) {
    let mut profile = Profile::new(policy, year);
    let mut evaluator = Evaluator::new(program);
    let whole = open_money(&mut evaluator, &profile.answers, year);
    let (mut count, mut most_settled) = (0, None);
    loop {
        let begun = Instant::now();
        let answers = &profile.answers;
        let interview = Interview::along(policy, program, &profile, answers, way);
        let next = next_question(policy, program, &profile, answers, &interview, way, None);
        times.push(begun.elapsed());
        if most_settled.is_none()
            && open_money(&mut evaluator, &profile.answers, year) <= whole / 10
        {
            most_settled = Some(count);
        }
        let Some(fact) = next else { return (count, most_settled.unwrap_or(count)) };
        count += 1;
        match truth.get(fact) {
            Some(value) => profile.answers.set(fact, Some(value)),
            None => {
                profile.unsure.insert(fact);
            }
        }
    }
}

fn percentile(times: &mut [Duration], of_thousand: usize) -> Duration {
    times.sort_unstable();
    times.get(times.len().saturating_sub(1) * of_thousand / 1000).copied().unwrap_or_default()
}

fn report(
    name: &str,
    facts: usize,
    (total, most): (usize, usize),
    enterprises: usize,
    mut times: Vec<Duration>,
) {
    // Hundredths of a question and of a percent, in whole numbers.
    let mean = total * 100 / enterprises.max(1);
    let most = most * 100 / enterprises.max(1);
    let share = total * 10_000 / (enterprises * facts).max(1);
    let (median, high) = (percentile(&mut times, 500), percentile(&mut times, 990));
    println!(
        "{name:<22} {:>4}.{:02} questions  {:>3}.{:02} % of {facts} facts   {:>3}.{:02} to nine tenths of the money   next: median {median:?}, 99th {high:?}",
        mean / 100,
        mean % 100,
        share / 100,
        share % 100,
        most / 100,
        most % 100,
    );
}

fn short(name: &str, total: usize, enterprises: usize) -> String {
    let mean = total * 100 / enterprises.max(1);
    format!("{name:<22} {:>4}.{:02} questions", mean / 100, mean % 100)
}

fn main() {
    let enterprises: usize =
        std::env::args().skip(1).find_map(|n| n.parse().ok()).unwrap_or(10_000);
    let policy = load_embedded().unwrap_or_else(|faults| panic!("{faults}"));
    let program = Program::compile(&policy, &policy.default_readings());
    let (year, facts) = (policy.example_base.year, policy.facts.len());
    let mut articles: Vec<u32> = policy.benefits.iter().map(|b| b.article).collect();
    articles.dedup();
    let mut ways = vec![("by section".to_owned(), Route::Section)];
    ways.push(("quickest first".to_owned(), Route::Quickest));
    ways.extend(articles.iter().map(|n| (format!("article {n}"), Route::Article(*n))));
    println!("{enterprises} random enterprises, asked until all is decided");
    let mut of_articles = 0;
    for (name, way) in ways {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let part = enterprises.div_ceil(threads);
        let (mut total, mut times) = ((0, 0), Vec::new());
        std::thread::scope(|scope| {
            let run = |from: usize| {
                let (policy, program) = (&policy, &program);
                move || {
                    let mut times = Vec::new();
                    let counts = (from..enterprises.min(from + part)).map(|at| {
                        let truth = enterprise(policy, year, &mut Random(at as u64));
                        asked(policy, program, year, &truth, way, &mut times)
                    });
                    (counts.fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1)), times)
                }
            };
            let running: Vec<_> =
                (0..enterprises).step_by(part).map(|from| scope.spawn(run(from))).collect();
            for one in running {
                if let Ok((count, mut took)) = one.join() {
                    total = (total.0 + count.0, total.1 + count.1);
                    times.append(&mut took);
                }
            }
        });
        if way.is_narrow() {
            of_articles += total.0;
            println!("{}", short(&name, total.0, enterprises));
            continue;
        }
        report(&name, facts, total, enterprises, times);
    }
    let asked = enterprises * articles.len();
    println!("{}", short("an article, mean of all", of_articles, asked));
    stakes(&policy, &program, year);
}

/// The time that saying what depends on a question takes, on empty and on full profiles.
fn stakes(policy: &Policy, program: &Program, year: i32) {
    let mut full = Profile::new(policy, year);
    full.answers = enterprise(policy, year, &mut Random(1));
    for (name, profile) in [("empty", Profile::new(policy, year)), ("full", full)] {
        let mut times: Vec<Duration> = policy
            .facts()
            .map(|(fact, _)| {
                let begun = Instant::now();
                std::hint::black_box(Impact::of(policy, program, &profile, &profile.answers, fact));
                begun.elapsed()
            })
            .collect();
        let (median, high) = (percentile(&mut times, 500), percentile(&mut times, 990));
        println!("what depends on a question, {name} profile: median {median:?}, 99th {high:?}");
    }
}
