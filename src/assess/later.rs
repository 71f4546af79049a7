//! What later years can still bring.

use crate::policy::{Amount, Benefit, Condition, FactId, Later};
use crate::quantity::{Money, Truth};

use super::atom::AtomId;
use super::in_force::Compiler;
use super::node::{Award, View};

/// What one later year can bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaterYear {
    /// The year.
    pub year: i32,
    /// The amount.
    pub amount: Money,
    /// Which stage it is, counted from 1, and of how many.
    pub stage: Option<(usize, usize)>,
}

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
    /// The instalments after this year's.
    Instalments {
        since: FactId,
        awards: Vec<Award>,
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
        compiler: &mut Compiler<'_>,
    ) -> Self {
        let (when, kind): (&[Condition], _) = match (&benefit.later, award) {
            (Some(Later::Fixed { amount, when }), _) => (when, LaterKind::Fixed(*amount)),
            (Some(Later::Stages { when }), Some(Amount::Stages(stages))) => {
                (when, LaterKind::Stages { since: stages.since, awards: stages.awards.clone() })
            }
            (Some(Later::Stages { when }), Some(amount)) => match amount.instalments() {
                Some((since, awards)) => {
                    let awards = awards.into_iter().map(|one| Award::compile(one, compiler));
                    (when, LaterKind::Instalments { since, awards: awards.collect() })
                }
                None => (&[], LaterKind::Nothing),
            },
            (Some(Later::Again(again)), _) => {
                (&again.when, LaterKind::Again { times: again.times })
            }
            (Some(Later::Stages { .. }) | None, _) => (&[], LaterKind::Nothing),
        };
        Self { atoms: when.iter().map(|when| compiler.number(when)).collect(), kind }
    }

    /// Whether later years bring anything for some answers.
    pub(crate) fn may_bring(&self) -> bool {
        !matches!(self.kind, LaterKind::Nothing)
    }

    /// The later amount of a benefit none of whose gate conditions is false.
    pub(crate) fn amount(&self, view: View<'_>, award: Option<&Award>, eligible: bool) -> Money {
        let mut sum = 0i64;
        self.each_year(view, award, eligible, |year| sum = sum.saturating_add(year.amount.fen()));
        Money::from_fen(sum)
    }

    /// Hands on every later year that brings something.
    pub(crate) fn each_year(
        &self,
        view: View<'_>,
        award: Option<&Award>,
        eligible: bool,
        mut give: impl FnMut(LaterYear),
    ) {
        if matches!(self.kind, LaterKind::Nothing)
            || !self.atoms.iter().all(|atom| view.atoms.get(*atom) == Truth::True)
        {
            return;
        }
        match &self.kind {
            LaterKind::Nothing => {}
            LaterKind::Fixed(amount) => {
                give(LaterYear { year: view.year.saturating_add(1), amount: *amount, stage: None });
            }
            LaterKind::Stages { since, awards } => {
                let Some(since) = view.known.slot(*since).year() else { return };
                if since > view.year {
                    return;
                }
                for ((then, stage), award) in (since..).zip(1..).zip(awards) {
                    if then > view.year {
                        let stage = Some((stage, awards.len()));
                        give(LaterYear { year: then, amount: *award, stage });
                    }
                }
            }
            LaterKind::Instalments { since, awards } => {
                let Some(since) = view.known.slot(*since).year().filter(|at| *at <= view.year)
                else {
                    return;
                };
                for ((then, stage), award) in (since..).zip(1..).zip(awards) {
                    if then > view.year {
                        let (amount, stage) = (award.bounds(view).0, Some((stage, awards.len())));
                        give(LaterYear { year: then, amount, stage });
                    }
                }
            }
            LaterKind::Again { times } => {
                if let Some(award) = award.filter(|_| eligible) {
                    again(view, award, *times, give);
                }
            }
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
        match &self.kind {
            LaterKind::Stages { since, .. } if view.known.is_absent(*since) => out.push(*since),
            LaterKind::Instalments { since, awards } => {
                out.extend(Some(*since).filter(|since| view.known.is_absent(*since)));
                awards.iter().for_each(|award| award.open_facts(view, out));
            }
            LaterKind::Nothing
            | LaterKind::Fixed(_)
            | LaterKind::Stages { .. }
            | LaterKind::Again { .. } => {}
        }
    }
}

/// The award in further years, each drawing on what the earlier ones left.
fn again(view: View<'_>, award: &Award, times: u32, mut give: impl FnMut(LaterYear)) {
    let mut drawn = 0;
    for (year, then) in (0..=times).zip(view.year..) {
        let bounds = award.node.bounds(View { drawn, ..view });
        let award_then = bounds.lo().unwrap_or(0).max(0);
        drawn += award_then;
        if year > 0 {
            give(LaterYear { year: then, amount: award.truncated(award_then), stage: None });
        }
    }
}
