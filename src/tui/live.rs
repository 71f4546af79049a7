//! The result as it stands, recomputed after each answer.

use crate::advise::outlook::Outlook;
use crate::assess::{
    Conflict, Evaluator, Kind, Missing, Named, Outcome, Program, Status, Totals, conflicts,
};
use crate::policy::{Certainty, GateId, Policy, Possible};
use crate::profile::Answers;
use crate::quantity::{Money, Truth};
use crate::text::{Lang, Text};

/// Under which heading a benefit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// All conditions hold.
    Eligible,
    /// All conditions hold once the common ones that can be met at once are met.
    Waiting,
    /// Something is not known yet.
    Open,
    /// Something is false but can still come true.
    Missing,
    /// Supported by another measure of the district.
    Duplicate,
    /// An exclusive alternative counts.
    Superseded,
    /// Something is false for good.
    Never,
}

/// One benefit.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Amounts.
    pub outcome: Outcome,
    /// Its heading.
    pub group: Group,
    /// What it lacks.
    pub missing: Vec<Missing>,
    /// Positions of the hints to give.
    pub hints: Vec<usize>,
    /// How near it is.
    pub outlook: Outlook,
}

/// The result as it stands.
#[derive(Clone, Debug)]
pub struct Live {
    /// The sums now.
    pub totals: Totals,
    /// The sums once the gate conditions that can be met at once are met, where one is not.
    pub prospective: Option<Totals>,
    /// Those gate conditions.
    pub waiting: Vec<GateId>,
    /// Each benefit; as if those gate conditions were met.
    pub standings: Vec<Standing>,
    /// Each fact as evaluated, in both languages.
    pub effective: Vec<Option<Text>>,
    /// Direct answers that other answers contradict.
    pub conflicts: Vec<Conflict>,
}

impl Live {
    /// Evaluates.
    pub fn new(policy: &Policy, program: &Program, answers: &Answers, year: i32) -> Self {
        let mut evaluator = Evaluator::new(program);
        evaluator.run(answers, year);
        let totals = evaluator.totals().clone();
        let waiting: Vec<GateId> =
            evaluator.assumable().filter(|gate| evaluator.gate(*gate) == Truth::False).collect();
        let mut prospective = None;
        if !waiting.is_empty() && evaluator.run_prospective(answers, year) {
            prospective = Some(evaluator.totals().clone());
        }
        let standings = policy
            .benefits()
            .map(|(id, benefit)| {
                let outcome = evaluator.outcomes()[id.index()];
                let mut missing = evaluator.missing(policy, answers, id);
                let mut group = group(policy, outcome.status, &missing);
                let outlook = Outlook::with(policy, outcome.status, &missing);
                let needs =
                    |gate: &GateId| program.conditions(id).any(|(needed, _)| needed == Some(*gate));
                let unmet: Vec<Missing> = waiting
                    .iter()
                    .copied()
                    .filter(needs)
                    .map(|gate| unmet_gate(policy, gate))
                    .collect();
                if group == Group::Eligible && !unmet.is_empty() {
                    group = Group::Waiting;
                }
                if group != Group::Never {
                    missing.splice(0..0, unmet);
                }
                let given = |at: &usize| {
                    let when = benefit.hints[*at].when.as_ref();
                    when.is_none_or(|when| evaluator.holds(when) == Truth::True)
                };
                let hints = (0..benefit.hints.len()).filter(given).collect();
                Standing { outcome, group, missing, hints, outlook }
            })
            .collect();
        let effective = policy
            .facts()
            .map(|(id, _)| {
                let zh = evaluator.effective(policy, answers, id, Lang::Zh)?;
                let en = evaluator.effective(policy, answers, id, Lang::En)?;
                Some(Text::new(zh, en))
            })
            .collect();
        let conflicts = conflicts(policy, answers, evaluator.year());
        Self { totals, prospective, waiting, standings, effective, conflicts }
    }

    /// The sums that the benefits add up to: prospective where something is waited for.
    pub fn sum(&self) -> &Totals {
        self.prospective.as_ref().unwrap_or(&self.totals)
    }

    /// Of each benefit, whether its heading or its amounts are others than before.
    pub fn changed_since(&self, before: &Self) -> Vec<bool> {
        let pairs = self.standings.iter().zip(&before.standings);
        pairs.map(|(now, then)| now.group != then.group || now.outcome != then.outcome).collect()
    }

    /// The sum of the amounts of the benefits with one certainty.
    pub fn sum_of(&self, policy: &Policy, certainty: Certainty) -> Money {
        let of_kind = policy.benefits.iter().zip(&self.standings);
        let amounts = of_kind
            .filter(|(benefit, _)| benefit.certainty == certainty)
            .map(|(_, standing)| standing.outcome.amount.fen());
        Money::from_fen(amounts.fold(0, i64::saturating_add))
    }
}

fn unmet_gate(policy: &Policy, gate: GateId) -> Missing {
    let when = &policy.gates[gate.index()].when;
    Missing {
        named: Named::Gate(gate),
        fact: when.fact,
        kind: Kind::Unmet,
        condition: Some(when.clone()),
        gap: None,
    }
}

fn group(policy: &Policy, status: Status, missing: &[Missing]) -> Group {
    match status {
        Status::Eligible => Group::Eligible,
        Status::Undetermined => Group::Open,
        Status::Duplicate => Group::Duplicate,
        Status::Superseded => Group::Superseded,
        Status::Ineligible => {
            let never = missing.iter().any(|part| {
                let possible = match (part.named, part.fact) {
                    (Named::Gate(gate), _) => policy.gates[gate.index()].possible,
                    (Named::Fact(fact), _) => policy.fact(fact).possible,
                };
                part.kind == Kind::Unmet && possible == Possible::Never
            });
            if never { Group::Never } else { Group::Missing }
        }
    }
}
