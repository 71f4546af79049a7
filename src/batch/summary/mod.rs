//! Everything added up for the officer, in memory that does not grow with the input.

mod html;
mod json;
mod shown;
mod text;

use super::Record;
use crate::assess::{Evaluator, Kind, Program, Status};
use crate::policy::{BenefitId, FactId, Policy, Readings};
use crate::quantity::{Money, Truth};
use crate::text::{Lang, json_safe, printable_lines};
use shown::Shown;

/// The lower ends of the bands of the distribution, in fen; the first is what is above nothing.
const BANDS: [i64; 7] =
    [1, 10_000_000, 50_000_000, 100_000_000, 200_000_000, 500_000_000, 1_000_000_000];

/// A place in the input: the first line of the piece, and the number within it.
type Place = (u64, u64);

/// The largest amount and whose it is.
#[derive(Clone, Debug)]
struct Largest {
    pub amount: Money,
    pub id: String,
    /// The enterprise's name, where its column is copied; else empty.
    pub name: String,
    place: Place,
}

/// Amounts above nothing.
#[derive(Clone, Debug, Default)]
struct Amounts {
    pub sum: i128,
    pub largest: Option<Largest>,
    pub bands: [u64; BANDS.len()],
}

/// How many, and how much, of one benefit.
#[derive(Clone, Debug, Default)]
struct Line {
    pub eligible: u64,
    pub undetermined: u64,
    pub ineligible: u64,
    pub duplicate: u64,
    pub superseded: u64,
    /// One unmet condition or one unknown away.
    pub one_step: u64,
    pub amounts: Amounts,
    /// Sum of the upper bounds that exist.
    pub at_most: i128,
    pub later: i128,
}

/// How many enterprises have at least one benefit of an article in each state.
#[derive(Clone, Copy, Debug, Default)]
struct Article {
    pub eligible: u64,
    pub undetermined: u64,
    pub one_step: u64,
}

/// The totals under another option of a reading.
#[derive(Clone, Debug, Default)]
struct Other {
    amount: i128,
    at_most: i128,
    /// Of each benefit.
    benefits: Vec<i128>,
    /// Enterprises whose total is another.
    more: u64,
    less: u64,
}

/// The sums over all enterprises.
#[derive(Clone, Debug)]
pub struct Summary {
    good: u64,
    pub(super) bad: u64,
    /// Of the good ones: see [`Tally::unchecked`](super::Tally::unchecked).
    pub(super) unchecked: u64,
    benefits: Vec<Line>,
    articles: Vec<Article>,
    /// The totals of the enterprises.
    amounts: Amounts,
    at_most: i128,
    later: i128,
    discretionary: i128,
    /// Enterprises that meet every condition common to the benefits.
    through_gate: u64,
    others: Vec<Other>,
    /// Which of the copied columns is the enterprise's name.
    name: Option<usize>,
}

/// The options of readings that are not in force, by position, and the policy compiled for each.
pub fn other_programs(policy: &Policy, readings: &Readings) -> Vec<Program> {
    other_readings(policy, readings)
        .into_iter()
        .map(|(reading, option)| {
            let mut other = readings.clone();
            if let Some(place) = other.0.get_mut(reading) {
                *place = option;
            }
            Program::compile(policy, &other)
        })
        .collect()
}

/// Readings with each option that is not in force.
fn other_readings(policy: &Policy, readings: &Readings) -> Vec<(usize, usize)> {
    let mut others = Vec::new();
    for (at, reading) in policy.readings.iter().enumerate() {
        let in_force = readings.0.get(at).copied().unwrap_or(0);
        others.extend((0..reading.options.len()).filter(|o| *o != in_force).map(|o| (at, o)));
    }
    others
}

impl Summary {
    /// An empty one; the place of the enterprise's name among the copied columns may be given.
    pub(super) fn new(policy: &Policy, name: Option<usize>) -> Self {
        Self {
            name,
            good: 0,
            bad: 0,
            unchecked: 0,
            benefits: vec![Line::default(); policy.benefits.len()],
            articles: vec![Article::default(); policy.articles.len()],
            amounts: Amounts::default(),
            at_most: 0,
            later: 0,
            discretionary: 0,
            through_gate: 0,
            others: Vec::new(),
        }
    }

    /// As lines for a person.
    pub fn to_text(&self, policy: &Policy, program: &Program, lang: Lang) -> String {
        // The pack may be anybody's.
        printable_lines(&Shown { summary: self, policy, program, lang }.text())
    }

    /// For programs.
    pub fn to_json(&self, policy: &Policy, program: &Program, lang: Lang) -> String {
        let json = Shown { summary: self, policy, program, lang }.json();
        let json = serde_json::to_string_pretty(&json).unwrap_or_default();
        format!("{}\n", json_safe(&json))
    }

    /// One page that loads and runs nothing, and prints on A4.
    pub fn to_html(&self, policy: &Policy, program: &Program, lang: Lang) -> String {
        printable_lines(&Shown { summary: self, policy, program, lang }.html())
    }

    /// Counts an enterprise that was evaluated.
    pub(super) fn count(
        &mut self,
        policy: &Policy,
        record: &Record,
        evaluator: &Evaluator<'_>,
        others: &mut [Evaluator<'_>],
        place: Place,
    ) {
        self.good += 1;
        let totals = evaluator.totals();
        let name = self.name.and_then(|at| record.carried.get(at)).map_or("", String::as_str);
        let whose = (record.id.as_str(), name, place);
        self.amounts.put(totals.amount, whose);
        self.at_most += i128::from(totals.at_most.fen());
        self.later += i128::from(totals.later.fen());
        self.discretionary += i128::from(totals.discretionary.fen());
        let mut gates = (0u16..).map(crate::policy::GateId).take(policy.gates.len());
        self.through_gate += u64::from(gates.all(|gate| evaluator.gate(gate) == Truth::True));
        let mut last = None;
        let mut seen = [false; 3];
        for ((id, benefit), outcome) in policy.benefits().zip(evaluator.outcomes()) {
            let line = &mut self.benefits[id.index()];
            let one_step = is_one_step(policy, record, evaluator, id);
            match outcome.status {
                Status::Eligible => line.eligible += 1,
                Status::Ineligible => line.ineligible += 1,
                Status::Undetermined => line.undetermined += 1,
                Status::Duplicate => line.duplicate += 1,
                Status::Superseded => line.superseded += 1,
            }
            line.one_step += u64::from(one_step);
            line.amounts.put(outcome.amount, whose);
            line.at_most += i128::from(outcome.at_most.unwrap_or_default().fen());
            line.later += i128::from(outcome.later.fen());
            // Benefits stand in the order of the articles.
            if last != Some(benefit.article) {
                last = Some(benefit.article);
                seen = [false; 3];
            }
            let at = policy.articles.iter().position(|article| article.number == benefit.article);
            let Some(article) = at.and_then(|at| self.articles.get_mut(at)) else { continue };
            let now = [
                outcome.status == Status::Eligible,
                outcome.status == Status::Undetermined,
                one_step,
            ];
            let counts = [&mut article.eligible, &mut article.undetermined, &mut article.one_step];
            for ((count, now), seen) in counts.into_iter().zip(now).zip(&mut seen) {
                *count += u64::from(now && !*seen);
                *seen |= now;
            }
        }
        self.others.resize_with(others.len(), Other::default);
        for (other, sum) in others.iter_mut().zip(&mut self.others) {
            other.run(&record.answers, record.year);
            let found = other.totals();
            sum.amount += i128::from(found.amount.fen());
            sum.at_most += i128::from(found.at_most.fen());
            sum.benefits.resize(policy.benefits.len(), 0);
            for (sum, outcome) in sum.benefits.iter_mut().zip(other.outcomes()) {
                *sum += i128::from(outcome.amount.fen());
            }
            sum.more += u64::from(found.amount > totals.amount);
            sum.less += u64::from(found.amount < totals.amount);
        }
    }

    /// Adds what another worker counted.
    pub(super) fn add(&mut self, other: Self) {
        self.good += other.good;
        self.bad += other.bad;
        self.unchecked += other.unchecked;
        self.at_most += other.at_most;
        self.later += other.later;
        self.discretionary += other.discretionary;
        self.through_gate += other.through_gate;
        self.amounts.add(other.amounts);
        for (line, more) in self.benefits.iter_mut().zip(other.benefits) {
            line.eligible += more.eligible;
            line.undetermined += more.undetermined;
            line.ineligible += more.ineligible;
            line.duplicate += more.duplicate;
            line.superseded += more.superseded;
            line.one_step += more.one_step;
            line.at_most += more.at_most;
            line.later += more.later;
            line.amounts.add(more.amounts);
        }
        for (article, more) in self.articles.iter_mut().zip(other.articles) {
            article.eligible += more.eligible;
            article.undetermined += more.undetermined;
            article.one_step += more.one_step;
        }
        if self.others.len() < other.others.len() {
            self.others.resize_with(other.others.len(), Other::default);
        }
        for (sum, more) in self.others.iter_mut().zip(other.others) {
            sum.amount += more.amount;
            sum.at_most += more.at_most;
            sum.benefits.resize(sum.benefits.len().max(more.benefits.len()), 0);
            for (sum, more) in sum.benefits.iter_mut().zip(more.benefits) {
                *sum += more;
            }
            sum.more += more.more;
            sum.less += more.less;
        }
    }
}

impl Amounts {
    /// Counts an amount, and whose it is: id, name, place.
    fn put(&mut self, amount: Money, (id, name, place): (&str, &str, Place)) {
        let Some(band) = BANDS.iter().rposition(|from| *from <= amount.fen()) else { return };
        self.sum += i128::from(amount.fen());
        self.bands[band] += 1;
        if self.largest.as_ref().is_none_or(|largest| beats(amount, place, largest)) {
            let (id, name) = (id.to_owned(), name.to_owned());
            self.largest = Some(Largest { amount, id, name, place });
        }
    }

    fn add(&mut self, other: Self) {
        self.sum += other.sum;
        for (band, more) in self.bands.iter_mut().zip(other.bands) {
            *band += more;
        }
        if let Some(found) = other.largest
            && self.largest.as_ref().is_none_or(|largest| beats(found.amount, found.place, largest))
        {
            self.largest = Some(found);
        }
    }

    /// How many are above nothing.
    fn count(&self) -> u64 {
        self.bands.iter().sum()
    }
}

/// A tie keeps the first of the input, so that the number of threads does not matter.
fn beats(amount: Money, place: Place, largest: &Largest) -> bool {
    (amount, std::cmp::Reverse(place)) > (largest.amount, std::cmp::Reverse(largest.place))
}

/// Whether exactly one condition is unmet or one answer settles all that is unknown, and nothing
/// else.
fn is_one_step(
    policy: &Policy,
    record: &Record,
    evaluator: &Evaluator<'_>,
    benefit: BenefitId,
) -> bool {
    let status = evaluator.outcomes()[benefit.index()].status;
    if !matches!(status, Status::Ineligible | Status::Undetermined) {
        return false;
    }
    let missing = evaluator.missing(policy, &record.answers, benefit);
    let Some((first, rest)) = missing.split_first() else { return false };
    if first.kind == Kind::Unknown {
        // Conditions may wait for the same answer: a common one and an item's own, what is
        // computed and what it is computed from.
        let asked = |fact: Option<FactId>| fact.map(|fact| awaited(evaluator, fact));
        let answer = asked(first.fact);
        return answer.is_some() && rest.iter().all(|part| asked(part.fact) == answer);
    }
    if !rest.is_empty() {
        return false;
    }
    // Beside what is unmet nothing may be open, neither a condition nor the amount.
    let rule = &evaluator.program.rules[benefit.index()];
    let mut requirements = rule.requirements.iter();
    requirements.all(|requirement| evaluator.truth(requirement.atom) != Truth::Unknown)
        && evaluator.open_award_facts(&record.answers, benefit).is_empty()
}

/// The answer that an unknown fact waits for: the only open input of what it is computed from,
/// or itself. Two facts that one answer settles have the same.
fn awaited(evaluator: &Evaluator<'_>, mut fact: FactId) -> FactId {
    let derivations = &evaluator.program.derivations;
    // No chain is longer than there are derivations.
    for _ in derivations {
        let Some((_, rule)) = derivations.iter().find(|(derived, _)| *derived == fact) else {
            break;
        };
        let inputs = rule.inputs();
        let mut open = inputs.iter().filter(|input| !evaluator.is_known(**input));
        let (Some(only), None) = (open.next(), open.next()) else { break };
        fact = *only;
    }
    fact
}
