//! What later years can still bring.

use crate::policy::{Amount, Benefit, Condition, FactId, Later};
use crate::profile::Slot;
use crate::quantity::{Money, Truth};

use super::atom::AtomId;
use super::node::{Award, View};

/// A compiled rule for later years.
#[derive(Clone, Debug)]
pub(crate) struct LaterRule {
    /// All must be known to hold.
    pub atoms: Vec<AtomId>,
    pub kind: LaterKind,
}

#[derive(Clone, Debug)]
pub(crate) enum LaterKind {
    Nothing,
    Fixed(Money),
    /// The awards of the stages after this year's.
    Stages {
        since: FactId,
        awards: Vec<Money>,
    },
    /// The award again, when eligible.
    Again {
        times: u32,
    },
}

impl LaterRule {
    pub(crate) fn compile(
        benefit: &Benefit,
        award: Option<&Amount>,
        atom: &mut impl FnMut(&Condition) -> AtomId,
    ) -> Self {
        let (when, kind): (&[Condition], _) = match (&benefit.later, award) {
            (Some(Later::Fixed { amount, when }), _) => (when, LaterKind::Fixed(*amount)),
            (Some(Later::Stages { when }), Some(Amount::Stages(stages))) => {
                (when, LaterKind::Stages { since: stages.since, awards: stages.awards.clone() })
            }
            (Some(Later::Again(again)), _) => {
                (&again.when, LaterKind::Again { times: again.times })
            }
            (Some(Later::Stages { .. }) | None, _) => (&[], LaterKind::Nothing),
        };
        Self { atoms: when.iter().map(atom).collect(), kind }
    }

    /// The later amount of a benefit none of whose gate conditions is false.
    pub(crate) fn amount(&self, view: View<'_>, award: Option<&Award>, eligible: bool) -> Money {
        if matches!(self.kind, LaterKind::Nothing)
            || !self.atoms.iter().all(|atom| view.atoms.get(*atom) == Truth::True)
        {
            return Money::ZERO;
        }
        match &self.kind {
            LaterKind::Nothing => Money::ZERO,
            LaterKind::Fixed(amount) => *amount,
            LaterKind::Stages { since, awards } => {
                let Slot::Year(since) = view.slots[since.index()] else { return Money::ZERO };
                let Ok(stage) = usize::try_from(view.year.saturating_sub(since)) else {
                    return Money::ZERO;
                };
                let rest = awards.iter().skip(stage.saturating_add(1));
                Money::from_fen(rest.map(|award| award.fen()).fold(0, i64::saturating_add))
            }
            LaterKind::Again { times } => match award {
                Some(award) if eligible => again(view, award, *times),
                _ => Money::ZERO,
            },
        }
    }

    /// The facts that could still change the later amount.
    pub(crate) fn open_facts(
        &self,
        view: View<'_>,
        out: &mut Vec<FactId>,
        fact_of: impl Fn(AtomId) -> Option<FactId>,
    ) {
        let truths = self.atoms.iter().map(|atom| view.atoms.get(*atom));
        if matches!(self.kind, LaterKind::Nothing | LaterKind::Again { .. })
            || truths.fold(Truth::True, Truth::and) == Truth::False
        {
            return;
        }
        for atom in &self.atoms {
            if view.atoms.get(*atom) == Truth::Unknown {
                out.extend(fact_of(*atom));
            }
        }
        if let LaterKind::Stages { since, .. } = self.kind
            && view.slots[since.index()].is_absent()
        {
            out.push(since);
        }
    }
}

/// The award in further years, each drawing on what the earlier ones left.
fn again(view: View<'_>, award: &Award, times: u32) -> Money {
    let mut drawn = 0;
    let mut sum: i128 = 0;
    for year in 0..=times {
        let bounds = award.node.bounds(View { drawn, ..view });
        drawn += bounds.lo;
        if year > 0 {
            sum += bounds.lo.div_euclid(award.scale);
        }
    }
    Money::from_fen(i64::try_from(sum).unwrap_or(i64::MAX))
}
