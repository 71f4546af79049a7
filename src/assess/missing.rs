//! What a benefit still lacks, and by how much.

use crate::policy::{
    BenefitId, Comparison, Condition, Derivation, FactId, GateId, Milestone, Operand, Policy, Test,
    Threshold,
};
use crate::profile::{Answers, Slot};
use crate::quantity::{Day, Money, Truth};

use super::evaluate::Evaluator;
use super::outcome::Status;

/// How a missing part is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Named {
    /// By its gate.
    Gate(GateId),
    /// By its fact.
    Fact(FactId),
}

/// Whether a part is known to be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A condition that is false.
    Unmet,
    /// A condition or amount that nothing decides yet.
    Unknown,
}

/// How far a number is from what is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Yuan.
    Money(Money),
    /// Percentage points in hundredths, rounded up.
    Points(i128),
    /// A number of units.
    Count(i64),
    /// Days.
    Days(i64),
}

/// One part that a benefit lacks.
#[derive(Clone, Debug)]
pub struct Missing {
    /// Its name.
    pub named: Named,
    /// The fact it is about; none for the assessment year.
    pub fact: Option<FactId>,
    /// False or unknown.
    pub kind: Kind,
    /// The condition, unless only the award depends on the fact.
    pub condition: Option<Condition>,
    /// The distance, for unmet numbers.
    pub gap: Option<Gap>,
}

impl Evaluator<'_> {
    /// What a benefit lacks, after [`Evaluator::run`] on the same answers.
    pub fn missing(&self, policy: &Policy, answers: &Answers, benefit: BenefitId) -> Vec<Missing> {
        let outcome = self.outcomes()[benefit.index()];
        let wanted = match outcome.status {
            Status::Ineligible => Truth::False,
            Status::Undetermined => Truth::Unknown,
            Status::Eligible | Status::Duplicate | Status::Superseded => return Vec::new(),
        };
        let kind = if wanted == Truth::False { Kind::Unmet } else { Kind::Unknown };
        let rule = &self.program.rules[benefit.index()];
        let mut missing: Vec<Missing> = Vec::new();
        let mut add = |entry: Missing| {
            if missing.iter().all(|known| known.named != entry.named) {
                missing.push(entry);
            }
        };
        for requirement in &rule.requirements {
            if self.truth(requirement.atom) != wanted {
                continue;
            }
            let condition = &requirement.condition;
            let named = |fact| requirement.gate.map_or(Named::Fact(fact), Named::Gate);
            match (&condition.test, condition.fact) {
                (Test::FirstReaches(milestone), _) if kind == Kind::Unknown => {
                    for fact in [milestone.figure, milestone.record] {
                        if self.known().is_absent(fact) {
                            add(Missing {
                                named: Named::Fact(fact),
                                fact: Some(fact),
                                kind,
                                condition: Some(condition.clone()),
                                gap: None,
                            });
                        }
                    }
                }
                (test, _) if kind == Kind::Unknown && !test.facts(None).is_empty() => {
                    for fact in self.open_within(condition) {
                        add(Missing {
                            named: named(fact),
                            fact: Some(fact),
                            kind,
                            condition: Some(condition.clone()),
                            gap: None,
                        });
                    }
                }
                (_, Some(fact)) => add(Missing {
                    named: named(fact),
                    fact: Some(fact),
                    kind,
                    condition: Some(condition.clone()),
                    gap: (kind == Kind::Unmet).then(|| self.gap(policy, condition)).flatten(),
                }),
                (_, None) => {
                    if let Some(gate) = requirement.gate {
                        add(Missing {
                            named: Named::Gate(gate),
                            fact: None,
                            kind,
                            condition: Some(condition.clone()),
                            gap: None,
                        });
                    }
                }
            }
        }
        if kind == Kind::Unknown && !self.is_supported(benefit) {
            for fact in self.open_award_facts(answers, benefit) {
                add(Missing {
                    named: Named::Fact(fact),
                    fact: Some(fact),
                    kind,
                    condition: None,
                    gap: None,
                });
            }
        }
        missing
    }

    /// The unanswered facts on which the award of a benefit depends.
    pub(crate) fn open_award_facts(&self, answers: &Answers, benefit: BenefitId) -> Vec<FactId> {
        let mut facts = Vec::new();
        if let Some(award) = &self.program.rules[benefit.index()].award {
            award.open_facts(self.view(answers), &mut facts);
        }
        facts
    }

    /// The unknown facts that could still change what later years bring; none where a gate
    /// condition is false.
    pub(crate) fn open_later_facts(&self, answers: &Answers, benefit: BenefitId) -> Vec<FactId> {
        let rule = &self.program.rules[benefit.index()];
        let mut gate = rule.requirements[..rule.gates].iter();
        let mut facts = Vec::new();
        if gate.all(|requirement| self.truth(requirement.atom) != Truth::False) {
            let fact_of = |atom: super::atom::AtomId| self.program.atoms[atom.index()].fact;
            rule.later.open_facts(self.view(answers), &mut facts, fact_of);
        }
        facts
    }

    /// Whether the benefit is named among what another measure supports.
    pub fn is_supported(&self, benefit: BenefitId) -> bool {
        let fact = self.program.already_supported;
        let bits = fact.and_then(|fact| self.known().slot(fact).set()).unwrap_or(0);
        bits >> benefit.index() & 1 == 1
    }

    fn gap(&self, policy: &Policy, condition: &Condition) -> Option<Gap> {
        let fact = condition.fact?;
        match &condition.test {
            Test::AtLeast(threshold) | Test::Above(threshold) => {
                // From the upper end, where only bounds are known.
                let most = self.known().decisive(fact)?.hi()?;
                let short = i64::try_from(i128::from(threshold.raw()).saturating_sub(most)).ok()?;
                Some(match threshold {
                    Threshold::Money(_) => Gap::Money(Money::from_fen(short)),
                    Threshold::Count(_) => Gap::Count(short),
                })
            }
            Test::Compared(_, Operand::Day { .. }) => self.day_gap(condition),
            Test::Compared(Comparison::AtLeast | Comparison::Above, than) => {
                self.compared_gap(fact, *than)
            }
            // The one part that is missed, where it is one.
            Test::AllOf(all) | Test::Given { all, .. } => {
                let mut unmet = all.iter().filter(|one| self.holds(one) == Truth::False);
                match (unmet.next(), unmet.next()) {
                    (Some(one), None) => self.gap(policy, one),
                    _ => None,
                }
            }
            Test::Yes => self.growth_gap(policy, fact),
            Test::FirstReaches(milestone) => self.milestone_gap(milestone),
            Test::Answered
            | Test::OneOf(_)
            | Test::HasAny(_)
            | Test::Empty
            | Test::NotEmpty
            | Test::Below(_)
            | Test::Equals(_)
            | Test::YearIn(_)
            | Test::ValidThrough(_)
            | Test::Not(_)
            | Test::AnyOf(_)
            | Test::Compared(Comparison::AtMost | Comparison::Below, _) => None,
        }
    }

    /// How far a figure is from what it is compared with, rounded up.
    fn compared_gap(&self, fact: FactId, than: Operand) -> Option<Gap> {
        let known = self.known();
        match than {
            Operand::Percent(than) => {
                let points = than.ratio().hundredths_above(known.slot(fact).ratio()?);
                Some(Gap::Points(points.max(0)))
            }
            Operand::Share { rate, of } => {
                let (num, den) = (i128::from(rate.num), i128::from(rate.den));
                let most = known.decisive(fact)?.hi()?;
                let wanted = known.decisive(of)?.lo()?.checked_mul(num)?;
                let wanted = wanted.checked_add(den - 1)?.div_euclid(den);
                let short = i64::try_from((wanted - most).max(0)).ok()?;
                Some(match known.slot(fact) {
                    Slot::Count(_) => Gap::Count(short),
                    Slot::Absent
                    | Slot::Bool(_)
                    | Slot::Choice(_)
                    | Slot::Set(_)
                    | Slot::Money(_)
                    | Slot::Fen(_)
                    | Slot::Year(_)
                    | Slot::Day(_)
                    | Slot::Ratio(_)
                    | Slot::List { .. }
                    | Slot::Items(_) => Gap::Money(Money::from_fen(short)),
                })
            }
            Operand::Money(_) | Operand::Count(_) | Operand::Year(_) | Operand::Day { .. } => None,
        }
    }

    /// By how many days a day misses what is asked of it.
    fn day_gap(&self, condition: &Condition) -> Option<Gap> {
        let is = self.known().slot(condition.fact?).day()?;
        let wanted = self.nearest_day(condition)?;
        Some(Gap::Days(i64::from(wanted.days() - is.days()).abs()))
    }

    /// The nearest day that passes a test on a day.
    pub(crate) fn nearest_day(&self, condition: &Condition) -> Option<Day> {
        let is = self.known().slot(condition.fact?).day()?;
        let holds = |days: i64| {
            let mut slots = self.slots.clone();
            let day = Day::from_days(i32::try_from(i64::from(is.days()) + days).ok()?);
            slots[condition.fact?.index()] = Slot::Day(day);
            let known = super::known::Known { slots: &slots, ranges: &self.program.ranges };
            Some(super::atom::Atom::new(condition).truth(known, self.year) == Truth::True)
        };
        // Each side is tried by doubling, then halved: a test on a day turns over once.
        [1i64, -1].into_iter().find_map(|side| {
            let mut far = 1;
            while !holds(side * far)? {
                far = (far * 2 <= 73_000).then_some(far * 2)?;
            }
            let mut near = far / 2;
            while far - near > 1 {
                let middle = near + (far - near) / 2;
                if holds(side * middle)? { far = middle } else { near = middle }
            }
            Some(Day::from_days(i32::try_from(i64::from(is.days()) + side * far).ok()?))
        })
    }

    /// The percentage points by which a computed comparison of growths is missed.
    fn growth_gap(&self, policy: &Policy, fact: FactId) -> Option<Gap> {
        let Some(Derivation::Compare { left, right, .. }) = policy.fact(fact).derived else {
            return None;
        };
        let ratio = |fact| self.known().slot(fact).ratio();
        Some(Gap::Points(ratio(right)?.hundredths_above(ratio(left)?).max(0)))
    }

    /// The distance to the lowest tier that the record has not reached.
    fn milestone_gap(&self, milestone: &Milestone) -> Option<Gap> {
        let known = self.known();
        let figure = known.number(milestone.figure).hi()?;
        let reached = [milestone.record, milestone.prior].map(|fact| known.number(fact).lo());
        let reached = reached.into_iter().flatten().max().unwrap_or(0);
        let next = milestone.tiers.iter().find(|tier| i128::from(tier.from.fen()) > reached)?;
        let short = i64::try_from(i128::from(next.from.fen()).saturating_sub(figure)).ok()?;
        Some(Gap::Money(Money::from_fen(short)))
    }

    /// Whether a derived fact follows from its inputs.
    pub fn is_computed(&self, fact: FactId) -> bool {
        self.computed(fact).is_some()
    }

    /// Whether a fact has a value: answered, computed or assumed.
    pub fn is_known(&self, fact: FactId) -> bool {
        !self.known().is_absent(fact)
    }
}

impl Gap {
    /// As in JSON: yuan with two decimals, percentage points, or a count.
    pub fn to_plain(self) -> String {
        match self {
            Self::Money(money) => money.to_plain(),
            Self::Points(0) => "0.00".to_owned(),
            Self::Points(hundredths) => {
                let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
                text.trim_end_matches('0').trim_end_matches('.').to_owned()
            }
            Self::Count(count) | Self::Days(count) => count.to_string(),
        }
    }
}

impl Evaluator<'_> {
    /// What is known of a condition that need not belong to a benefit.
    pub fn holds(&self, condition: &Condition) -> Truth {
        super::atom::Atom::new(condition).truth(self.known(), self.year)
    }
}
