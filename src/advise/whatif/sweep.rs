//! Finding the pieces: two numbers with the same shape span a piece; where the shapes differ
//! the end of the first piece is found by halving, exactly.

use crate::assess::{Evaluator, Outcome, Shape, Status};
use crate::policy::{FactId, FactKind, Policy};
use crate::profile::Answers;
use crate::quantity::Money;

use super::{Course, Number, Piece, Point, Question, Sweep, SweepError, number_of, value_of};

/// The most pieces looked for.
const PIECES: usize = 2_000;
/// The greatest percentage looked at, in hundredths.
const PERCENT: Number = 100_000;
/// The greatest count that a profile may hold.
const COUNT: Number = 1_000_000_000;

/// The total award as a function of one fact; without a range, one that shows what is near.
///
/// # Errors
/// [`SweepError`] says why the fact cannot be moved.
pub fn sweep(
    question: Question<'_>,
    fact: FactId,
    range: (Option<Number>, Option<Number>),
) -> Result<Sweep, SweepError> {
    let policy = question.policy;
    let (least, greatest) = limits(policy, fact).ok_or(SweepError::Kind)?;
    let mut moving = Moving::new(question, fact);
    if let Some(derivation) = policy.fact(fact).derived
        && moving.evaluator.is_computed(fact)
    {
        return Err(SweepError::Computed(derivation.inputs().to_vec()));
    }
    let in_limits = |end: Option<Number>| end.is_none_or(|end| (least..=greatest).contains(&end));
    if !in_limits(range.0) || !in_limits(range.1) {
        return Err(SweepError::Range);
    }
    let now = question.answers.get(fact).and_then(|value| number_of(&value));
    let total_now = moving.total;
    let all = moving.pieces(least, greatest);
    let shown = points(&mut moving, &all);
    let (from, to) = shown_range(&shown, now, (least, greatest), range);
    if from >= to {
        return Err(SweepError::Range);
    }
    let pieces = moving.pieces(from, to);
    let points = shown.into_iter().filter(|point| point.at > from && point.at <= to).collect();
    let assuming = moving.assuming;
    Ok(Sweep { fact, from, to, now, total_now, assuming, pieces, points })
}

/// The least and greatest number that a fact is looked at.
fn limits(policy: &Policy, fact: FactId) -> Option<(Number, Number)> {
    match &policy.fact(fact).kind {
        FactKind::Money { signed: true } => Some((-Money::MAX.fen(), Money::MAX.fen())),
        FactKind::Money { signed: false } => Some((0, Money::MAX.fen())),
        FactKind::Percent => Some((-PERCENT, PERCENT)),
        FactKind::Count => Some((0, COUNT)),
        FactKind::Bool
        | FactKind::Choice(_)
        | FactKind::Set(_)
        | FactKind::Year
        | FactKind::Day
        | FactKind::MoneyList
        | FactKind::Items(_) => None,
    }
}

/// From nothing to a good way beyond what is answered and the next points; all points where
/// nothing is answered.
fn shown_range(
    points: &[Point],
    now: Option<Number>,
    limits: (Number, Number),
    range: (Option<Number>, Option<Number>),
) -> (Number, Number) {
    let last = points.last().map_or(1, |point| point.at);
    let beyond = match now {
        Some(now) => {
            let next = points.iter().filter(|point| point.at > now).nth(1);
            next.map_or(now, |point| point.at.min(now.saturating_mul(6).max(1)))
                .max(now.saturating_mul(2))
        }
        None => last,
    };
    let to = (beyond / 100 * 105).max(beyond + 1).max(last.min(1));
    let negative = now.is_some_and(|now| now < 0);
    let from = if negative { now.unwrap_or(0).saturating_mul(2) } else { 0 };
    (range.0.unwrap_or(from).max(limits.0), range.1.unwrap_or(to).min(limits.1))
}

/// One fact being moved.
struct Moving<'a> {
    question: Question<'a>,
    fact: FactId,
    answers: Answers,
    evaluator: Evaluator<'a>,
    assuming: Vec<crate::policy::GateId>,
    total: Money,
    shape: Shape,
}

impl<'a> Moving<'a> {
    fn new(question: Question<'a>, fact: FactId) -> Self {
        let mut evaluator = Evaluator::new(question.program);
        evaluator.run(question.answers, question.year);
        let assuming: Vec<_> = evaluator.assumable().collect();
        evaluator.run_prospective(question.answers, question.year);
        let total = evaluator.totals().amount;
        let answers = question.answers.clone();
        Self { question, fact, answers, evaluator, assuming, total, shape: Shape::default() }
    }

    /// Evaluates at a number.
    fn go(&mut self, number: Number) {
        let kind = &self.question.policy.fact(self.fact).kind;
        self.answers.set(self.fact, value_of(kind, number));
        if !self.evaluator.run_prospective(&self.answers, self.question.year) {
            self.evaluator.run(&self.answers, self.question.year);
        }
    }

    fn shape_at(&mut self, number: Number) -> Shape {
        self.go(number);
        self.evaluator.shape(&self.answers, &mut self.shape);
        self.shape.clone()
    }

    fn totals_at(&mut self, number: Number) -> (Money, Money) {
        self.go(number);
        (self.evaluator.totals().amount, self.evaluator.totals().at_most)
    }

    fn outcomes_at(&mut self, number: Number) -> Vec<Outcome> {
        self.go(number);
        self.evaluator.outcomes().to_vec()
    }

    fn pieces(&mut self, from: Number, to: Number) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut start = from;
        let last = self.shape_at(to);
        loop {
            let shape = self.shape_at(start);
            let end = if shape == last || pieces.len() >= PIECES {
                to
            } else {
                self.end_of(start, to, &shape)
            };
            pieces.push(self.piece(start, end));
            if end >= to {
                return pieces;
            }
            start = end + 1;
        }
    }

    /// The last number that has the shape of the first; the shape at `beyond` is another.
    fn end_of(&mut self, start: Number, beyond: Number, shape: &Shape) -> Number {
        let (mut low, mut high) = (start, beyond);
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if self.shape_at(middle) == *shape { low = middle } else { high = middle }
        }
        low
    }

    fn piece(&mut self, from: Number, to: Number) -> Piece {
        let (total_from, at_most_from) = self.totals_at(from);
        let (total_to, at_most_to) = self.totals_at(to);
        Piece { from, to, total_from, total_to, at_most_from, at_most_to }
    }
}

/// How an amount moves along a piece; a few fen are the cut, not a move.
fn course(from: Money, to: Money, cut: i64) -> Course {
    let rise = to.fen() - from.fen();
    if rise > cut {
        Course::Rising
    } else if rise < -cut {
        Course::Falling
    } else {
        Course::Flat
    }
}

/// The rounder of two neighbouring numbers.
fn rounder(a: Number, b: Number) -> Number {
    let zeros = |number: Number| match number {
        0 => u32::MAX,
        _ => (1..19).take_while(|power| number % 10i64.pow(*power) == 0).last().unwrap_or(0),
    };
    if zeros(a) > zeros(b) { a } else { b }
}

/// Where the total steps, or changes its course.
fn points(moving: &mut Moving<'_>, pieces: &[Piece]) -> Vec<Point> {
    let cut = i64::try_from(moving.question.policy.benefits.len()).unwrap_or(i64::MAX);
    let mut points: Vec<Point> = Vec::new();
    for pair in pieces.windows(2) {
        let [before, after] = pair else { continue };
        let step = after.total_from.fen() - before.total_to.fen();
        let was = course(before.total_from, before.total_to, cut);
        let then = course(after.total_from, after.total_to, cut);
        let lone = before.from == before.to && points.last().is_some_and(|p| p.at == before.from);
        if step.abs() <= cut && (was == then || lone) {
            // A single number between two pieces belongs to the one that goes on.
            if lone && let Some(point) = points.last_mut() {
                point.then = then;
            }
            continue;
        }
        let mut at = |number| moving.outcomes_at(number);
        let (first, below) = (at(before.from), at(before.to));
        let (there, last) = (at(after.from), at(after.to));
        let mut changed = Vec::new();
        let mut turned = Vec::new();
        for (id, _) in moving.question.policy.benefits() {
            let (below, there) = (below[id.index()], there[id.index()]);
            let was = course(first[id.index()].amount, below.amount, cut);
            let then = course(there.amount, last[id.index()].amount, cut);
            if changes(&below, &there, cut) {
                changed.push((id, below, there));
            } else if was != then {
                turned.push((id, then, there));
            }
        }
        let steps = step.abs() > cut;
        let at = if steps { after.from } else { rounder(before.to, after.from) };
        points.push(Point {
            at,
            below: before.total_to,
            total: if at == after.from { after.total_from } else { before.total_to },
            then,
            changed,
            turned,
        });
    }
    points
}

/// Whether a benefit does more than move on.
fn changes(below: &Outcome, there: &Outcome, cut: i64) -> bool {
    let pays = |outcome: &Outcome| matches!(outcome.status, Status::Eligible | Status::Superseded);
    (there.amount.fen() - below.amount.fen()).abs() > cut || pays(below) != pays(there)
}
