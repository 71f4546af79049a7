//! Where a benefit stands for an enterprise: to be had, waiting, one step away, or nothing to do
//! with it.

use super::effort::of_missing;
use crate::assess::{Evaluator, Gap, Kind, Missing, Named, Status};
use crate::policy::{BenefitId, Derivation, Effort, FactId, FactKind, Policy, Possible, Test};
use crate::profile::Answers;

/// Where a benefit stands, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outlook {
    /// Every condition holds.
    Granted,
    /// All that is open only an authority knows.
    Waiting,
    /// Something is open that the enterprise can find out.
    Open,
    /// One condition fails, and it takes neither a title nor an event to meet it.
    Near,
    /// Conditions fail that can be met.
    Lacking,
    /// Supported by another measure already.
    Duplicate,
    /// Another item that excludes it gives as much.
    Superseded,
    /// The enterprise has no such project, title or funding.
    NotAsked,
    /// A condition fails that cannot be met.
    RuledOut,
}

impl Outlook {
    /// Where a benefit stands; the evaluator has run over the answers.
    pub fn of(
        policy: &Policy,
        evaluator: &Evaluator<'_>,
        answers: &Answers,
        benefit: BenefitId,
    ) -> Self {
        let status = evaluator.outcomes()[benefit.index()].status;
        let asks = matches!(status, Status::Undetermined | Status::Ineligible);
        let missing = asks.then(|| evaluator.missing(policy, answers, benefit));
        Self::with(policy, status, &missing.unwrap_or_default())
    }

    /// Where a benefit of a status stands that lacks something.
    pub fn with(policy: &Policy, status: Status, missing: &[Missing]) -> Self {
        match status {
            Status::Eligible => Self::Granted,
            Status::Undetermined if only_authority_knows(policy, missing) => Self::Waiting,
            Status::Undetermined => Self::Open,
            Status::Ineligible => Self::of_unmet(policy, missing),
            Status::Duplicate => Self::Duplicate,
            Status::Superseded => Self::Superseded,
        }
    }

    fn of_unmet(policy: &Policy, missing: &[Missing]) -> Self {
        if missing.iter().any(|part| possible(policy, part) == Possible::Never) {
            return Self::RuledOut;
        }
        if missing.iter().any(|part| lacks_option(policy, part)) {
            return Self::NotAsked;
        }
        match missing {
            [only] if is_step(policy, only) => Self::Near,
            _ => Self::Lacking,
        }
    }

    /// Whether the enterprise has something to do with it.
    pub fn concerns(self) -> bool {
        match self {
            Self::Granted
            | Self::Waiting
            | Self::Open
            | Self::Near
            | Self::Lacking
            | Self::Duplicate
            | Self::Superseded => true,
            Self::NotAsked | Self::RuledOut => false,
        }
    }
}

/// Whether all that is missing is known to an authority only; not where nothing is missing.
pub fn only_authority_knows(policy: &Policy, missing: &[Missing]) -> bool {
    !missing.is_empty()
        && missing.iter().all(|part| {
            part.kind == Kind::Unknown
                && part.fact.is_some_and(|fact| needs_authority(policy, fact))
        })
}

/// Whether only an authority can answer, for itself or for something it is computed from.
pub fn needs_authority(policy: &Policy, fact: FactId) -> bool {
    let fact = policy.fact(fact);
    fact.by_authority
        || fact
            .derived
            .is_some_and(|rule| rule.inputs().iter().any(|input| needs_authority(policy, *input)))
}

/// When an enterprise can bring about what is missing; a gate says so itself.
pub fn possible(policy: &Policy, part: &Missing) -> Possible {
    match (part.kind, part.named, part.fact) {
        (Kind::Unknown, ..) => Possible::Now,
        (Kind::Unmet, Named::Gate(gate), _) => policy.gates[gate.index()].possible,
        (Kind::Unmet, Named::Fact(fact), about) => policy.fact(about.unwrap_or(fact)).possible,
    }
}

/// Whether what fails is that a set lacks an option: a project, a title, a funding.
fn lacks_option(policy: &Policy, part: &Missing) -> bool {
    let asked = part
        .condition
        .as_ref()
        .is_some_and(|condition| matches!(condition.test, Test::HasAny(_) | Test::NotEmpty));
    let set = part.fact.is_some_and(|fact| matches!(policy.fact(fact).kind, FactKind::Set(_)));
    part.kind == Kind::Unmet && asked && set
}

/// Whether one act or a better figure meets it, rather than a title or an event.
fn is_step(policy: &Policy, part: &Missing) -> bool {
    match of_missing(policy, part) {
        Effort::Apply | Effort::Sign | Effort::Figure => true,
        Effort::Title | Effort::Event => false,
    }
}

/// Whether a figure is within a fifth of what is needed of it.
pub fn is_close(policy: &Policy, evaluator: &Evaluator<'_>, part: &Missing) -> bool {
    let (Some(gap), Some(condition)) = (part.gap, &part.condition) else { return false };
    let distance = match gap {
        Gap::Money(money) => i128::from(money.fen()),
        Gap::Points(points) => points,
        Gap::Count(count) | Gap::Days(count) => i128::from(count),
    };
    let needed = if let Some((_, threshold)) = condition.test.threshold() {
        i128::from(threshold.raw())
    } else if let Test::FirstReaches(milestone) = &condition.test {
        // The gap leads to the lowest tier that is left.
        distance + i128::from(evaluator.fen(milestone.figure).unwrap_or_default())
    } else if let Some(Derivation::Compare { right, .. }) =
        condition.fact.and_then(|fact| policy.fact(fact).derived)
    {
        // One growth against another: the one to be reached.
        evaluator.ratio(right).map_or(0, crate::quantity::Ratio::hundredths)
    } else {
        0
    };
    needed > 0 && distance.saturating_mul(5) <= needed
}
