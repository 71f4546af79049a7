//! What is counted of one item: how many enterprises in each state, how much, and whose.

use crate::assess::{Gap, Missing, Named, Outcome, Status};
use crate::batch::Record;
use crate::batch::lacks::{Lack, Step};
use crate::policy::Certainty;
use crate::quantity::Money;

/// The lower ends of the bands of the distribution, in fen; the first is what is above nothing.
pub(super) const BANDS: [i64; 7] =
    [1, 10_000_000, 50_000_000, 100_000_000, 200_000_000, 500_000_000, 1_000_000_000];

/// Enterprises that are named of each item; the rest is counted.
pub(super) const NAMED: usize = 50;

/// A place in the input: the first line of the piece, and the number within it.
pub(super) type Place = (u64, u64);

/// Whose a line of the input is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Whose {
    pub id: String,
    /// The enterprise's name, where its column is copied; else empty.
    pub name: String,
    pub year: i32,
    pub place: Place,
}

impl Whose {
    pub(super) fn new(record: &Record, name: Option<usize>, place: Place) -> Self {
        let name = name.and_then(|at| record.carried.get(at)).cloned().unwrap_or_default();
        Self { id: record.id.clone(), name, year: record.year, place }
    }
}

/// The first few of many by a key; of equal ones the first of the input, so that the number of
/// threads does not matter.
#[derive(Clone, Debug)]
pub(super) struct First<T> {
    most: usize,
    entries: Vec<(i64, Whose, T)>,
}

impl<T> First<T> {
    pub(super) fn new(most: usize) -> Self {
        Self { most, entries: Vec::new() }
    }

    /// Adds an entry if it is among the first; what it says is made only then.
    pub(super) fn put(&mut self, key: i64, place: Place, make: impl FnOnce() -> (Whose, T)) {
        let at =
            self.entries.partition_point(|(known, whose, _)| (*known, whose.place) < (key, place));
        if at < self.most {
            let (whose, what) = make();
            self.entries.insert(at, (key, whose, what));
            self.entries.truncate(self.most);
        }
    }

    fn add(&mut self, other: Self) {
        for (key, whose, what) in other.entries {
            let place = whose.place;
            self.put(key, place, || (whose, what));
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&Whose, &T)> {
        self.entries.iter().map(|(_, whose, what)| (whose, what))
    }
}

/// Amounts above nothing.
#[derive(Clone, Debug)]
pub(super) struct Amounts {
    pub sum: i128,
    pub bands: [u64; BANDS.len()],
    /// The largest ones.
    pub largest: First<Money>,
}

impl Amounts {
    pub(super) fn new(named: usize) -> Self {
        Self { sum: 0, bands: [0; BANDS.len()], largest: First::new(named) }
    }

    pub(super) fn put(&mut self, amount: Money, place: Place, whose: impl FnOnce() -> Whose) {
        let Some(band) = BANDS.iter().rposition(|from| *from <= amount.fen()) else { return };
        self.sum += i128::from(amount.fen());
        self.bands[band] += 1;
        self.largest.put(-amount.fen(), place, || (whose(), amount));
    }

    pub(super) fn add(&mut self, other: Self) {
        self.sum += other.sum;
        for (band, more) in self.bands.iter_mut().zip(other.bands) {
            *band += more;
        }
        self.largest.add(other.largest);
    }

    /// How many are above nothing.
    pub(super) fn count(&self) -> u64 {
        self.bands.iter().sum()
    }
}

/// What one enterprise is short of, where it is one step away.
#[derive(Clone, Copy, Debug)]
pub(super) struct Short {
    pub named: Named,
    pub gap: Option<Gap>,
}

/// How many, and how much, of one benefit.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub eligible: u64,
    pub undetermined: u64,
    pub ineligible: u64,
    pub duplicate: u64,
    pub superseded: u64,
    /// One unmet condition away that can be met by an act or a figure.
    pub one_step: u64,
    /// One answer away from being decided.
    pub one_answer: u64,
    /// Still possible, and without a ceiling: in no sum.
    pub unbounded: u64,
    pub amounts: Amounts,
    /// Sum of the upper bounds that exist.
    pub at_most: i128,
    pub later: i128,
    /// Who is one step away, the nearest first.
    pub near: First<Short>,
    /// Who has it where it is no money.
    pub unpaid: First<()>,
}

impl Line {
    pub(super) fn new() -> Self {
        Self {
            eligible: 0,
            undetermined: 0,
            ineligible: 0,
            duplicate: 0,
            superseded: 0,
            one_step: 0,
            one_answer: 0,
            unbounded: 0,
            amounts: Amounts::new(NAMED),
            at_most: 0,
            later: 0,
            near: First::new(NAMED),
            unpaid: First::new(NAMED),
        }
    }

    /// Counts what came out for an enterprise.
    pub(super) fn count(
        &mut self,
        (outcome, certainty): (Outcome, Certainty),
        lack: &Lack,
        place: Place,
        whose: impl Fn() -> Whose,
    ) {
        match outcome.status {
            Status::Eligible => self.eligible += 1,
            Status::Ineligible => self.ineligible += 1,
            Status::Undetermined => self.undetermined += 1,
            Status::Duplicate => self.duplicate += 1,
            Status::Superseded => self.superseded += 1,
        }
        match (lack.step, lack.missing.first()) {
            (Some(Step::Unmet), Some(missing)) => {
                self.one_step += 1;
                let short = Short { named: missing.named, gap: missing.gap };
                self.near.put(distance(missing), place, || (whose(), short));
            }
            (Some(Step::Answer(_)), _) => self.one_answer += 1,
            (Some(Step::Unmet), None) | (None, _) => {}
        }
        if outcome.status == Status::Eligible && outcome.amount == Money::ZERO {
            self.unpaid.put(0, place, || (whose(), ()));
        }
        let unbounded = outcome.at_most.is_none() && certainty != Certainty::None;
        self.unbounded += u64::from(unbounded);
        self.amounts.put(outcome.amount, place, whose);
        self.at_most += i128::from(outcome.at_most.unwrap_or_default().fen());
        self.later += i128::from(outcome.later.fen());
    }

    pub(super) fn add(&mut self, more: Self) {
        self.eligible += more.eligible;
        self.undetermined += more.undetermined;
        self.ineligible += more.ineligible;
        self.duplicate += more.duplicate;
        self.superseded += more.superseded;
        self.one_step += more.one_step;
        self.one_answer += more.one_answer;
        self.unbounded += more.unbounded;
        self.at_most += more.at_most;
        self.later += more.later;
        self.amounts.add(more.amounts);
        self.near.add(more.near);
        self.unpaid.add(more.unpaid);
    }
}

/// The distances of one item in their order; what is no number comes first.
fn distance(missing: &Missing) -> i64 {
    match missing.gap {
        None => -1,
        Some(Gap::Money(money)) => money.fen(),
        Some(Gap::Points(points)) => i64::try_from(points).unwrap_or(i64::MAX),
        Some(Gap::Count(count) | Gap::Days(count)) => count,
    }
}
