//! The sums by what stands in a column: towns, parks, industries.

use std::collections::BTreeMap;

use super::line::{Amounts, Place, Whose};
use crate::assess::{Outcome, Status, Totals};
use crate::batch::columns::By;
use crate::batch::lacks::{Lack, Step};

/// Groups that are told apart; the rest is added up as one, so that memory stays bounded.
const MOST: usize = 2_000;

/// The groups of a column.
#[derive(Clone, Debug)]
pub(super) struct Groups {
    /// The name of the column as it was asked for.
    pub name: String,
    pub column: By,
    groups: BTreeMap<String, Group>,
    /// Of values beyond those told apart.
    rest: Group,
}

/// The sums of one group.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub enterprises: u64,
    /// Enterprises with an item that is to be had, one that is one step away, and one that is
    /// open.
    pub eligible: u64,
    pub one_step: u64,
    pub undetermined: u64,
    pub amounts: Amounts,
    pub at_most: i128,
    pub later: i128,
    pub discretionary: i128,
}

impl Group {
    fn new() -> Self {
        Self {
            enterprises: 0,
            eligible: 0,
            one_step: 0,
            undetermined: 0,
            amounts: Amounts::new(1),
            at_most: 0,
            later: 0,
            discretionary: 0,
        }
    }

    fn add(&mut self, more: Self) {
        self.enterprises += more.enterprises;
        self.eligible += more.eligible;
        self.one_step += more.one_step;
        self.undetermined += more.undetermined;
        self.amounts.add(more.amounts);
        self.at_most += more.at_most;
        self.later += more.later;
        self.discretionary += more.discretionary;
    }
}

impl Groups {
    pub(super) fn new(name: String, column: By) -> Self {
        Self { name, column, groups: BTreeMap::new(), rest: Group::new() }
    }

    fn of(&mut self, value: &str) -> &mut Group {
        if self.groups.len() >= MOST && !self.groups.contains_key(value) {
            return &mut self.rest;
        }
        // Looked up first: most values are known, and need no copy.
        if !self.groups.contains_key(value) {
            self.groups.insert(value.to_owned(), Group::new());
        }
        self.groups.get_mut(value).unwrap_or(&mut self.rest)
    }

    /// Counts an enterprise.
    pub(super) fn count<'l>(
        &mut self,
        value: &str,
        (outcomes, totals): (&[Outcome], &Totals),
        mut lacks: impl Iterator<Item = &'l Lack>,
        place: Place,
        whose: impl FnOnce() -> Whose,
    ) {
        let group = self.of(value.trim());
        let any = |status| u64::from(outcomes.iter().any(|outcome| outcome.status == status));
        group.enterprises += 1;
        group.eligible += any(Status::Eligible);
        group.undetermined += any(Status::Undetermined);
        group.one_step += u64::from(lacks.any(|lack| lack.step == Some(Step::Unmet)));
        group.amounts.put(totals.amount, place, whose);
        group.at_most += i128::from(totals.at_most.fen());
        group.later += i128::from(totals.later.fen());
        group.discretionary += i128::from(totals.discretionary.fen());
    }

    /// Adds what another worker counted.
    pub(super) fn add(&mut self, other: Self) {
        self.rest.add(other.rest);
        for (value, group) in other.groups {
            self.of(&value).add(group);
        }
    }

    /// The groups, the largest sum first; those not told apart have no name and come last.
    pub(super) fn sorted(&self) -> Vec<(Option<&str>, &Group)> {
        let mut groups: Vec<_> =
            self.groups.iter().map(|(value, group)| (Some(value.as_str()), group)).collect();
        groups.sort_by_key(|(_, group)| std::cmp::Reverse(group.amounts.sum));
        groups.extend((self.rest.enterprises > 0).then_some((None, &self.rest)));
        groups
    }
}
