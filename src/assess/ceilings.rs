//! Ceilings over several benefits together: what is over them is taken off the totals.

use crate::policy::{BenefitId, FactId, Span};
use crate::profile::Answers;
use crate::quantity::Money;

use super::evaluate::Evaluator;
use super::limit::{Bound, Limit, capped};
use super::outcome::Held;

/// How many later years a ceiling is applied to.
const LATER: i32 = 30;

impl Evaluator<'_> {
    /// Takes off the totals what is over the ceilings, once the benefits are added up.
    pub(super) fn hold_under_ceilings(&mut self, answers: &Answers) {
        self.totals.ceilings.clear();
        if self.program.ceilings.is_empty() {
            return;
        }
        let bounds: Vec<Bound> = self.bounds_of_ceilings(answers, |limit| limit.members);
        let plain = self.plain_benefits();
        let mut cuts = Vec::new();
        let amount = |at: usize| self.outcomes()[at].amount.fen();
        let sum = capped(amount, plain, &bounds, &mut cuts);
        let after = |at: usize| {
            let under = bounds[at].of;
            let members = (0..self.outcomes().len()).filter(|at| (under & plain) >> at & 1 == 1);
            let inner = bounds.iter().zip(&cuts).filter(|(bound, _)| bound.of & !under == 0);
            members.map(amount).sum::<i64>() - inner.map(|(_, cut)| cut).sum::<i64>()
        };
        let used: Vec<i64> = (0..bounds.len()).map(after).collect();
        let later = self.later_under_ceilings(answers, &bounds, &used, plain);
        let held = self.program.ceilings.iter().zip(&bounds).zip(&cuts);
        let held = held.map(|((limit, bound), cut)| Held {
            ceiling: limit.at,
            limit: bound.most.map(Money::from_fen),
            cut: Money::from_fen(*cut),
        });
        let held: Vec<Held> = held.collect();
        self.totals.ceilings.extend(held);
        self.totals.amount = Money::from_fen(sum);
        if let Some(later) = later {
            self.totals.later = Money::from_fen(later);
        }
    }

    /// What each ceiling comes to at most.
    pub(super) fn bounds_of_ceilings(
        &self,
        answers: &Answers,
        of: impl Fn(&Limit) -> u128,
    ) -> Vec<Bound> {
        let view = self.view(answers);
        let most = |limit: &Limit| limit.limit.bounds(view).1.map(Money::fen);
        let limits = self.program.ceilings.iter();
        limits.map(|limit| Bound { of: of(limit), most: most(limit) }).collect()
    }

    /// The benefits that the totals count, a bit each.
    fn plain_benefits(&self) -> u128 {
        let rules = self.program.rules.iter().enumerate();
        rules.filter(|(_, rule)| !rule.discretionary).fold(0, |bits, (at, _)| bits | 1 << at)
    }

    /// What later years bring under the ceilings, each year by itself and all together.
    fn later_under_ceilings(
        &self,
        answers: &Answers,
        bounds: &[Bound],
        used: &[i64],
        plain: u128,
    ) -> Option<i64> {
        if self.totals.later == Money::ZERO {
            return None;
        }
        let benefits = (0u16..).map(BenefitId).take(self.outcomes().len());
        let years: Vec<_> = benefits.map(|id| self.later_years(answers, id)).collect();
        let mut left: Vec<Option<i64>> =
            bounds.iter().zip(used).map(|(bound, used)| Some(bound.most? - used)).collect();
        let (mut sum, mut cuts) = (0i64, Vec::new());
        for year in (1..=LATER).map(|offset| self.year.saturating_add(offset)) {
            let mut values: Vec<i64> = years
                .iter()
                .map(|all| {
                    all.iter().filter(|one| one.year == year).map(|one| one.amount.fen()).sum()
                })
                .collect();
            for group in &self.program.exclusives {
                let largest = group.iter().max_by_key(|member| values[member.index()]).copied();
                for member in group.iter().filter(|member| Some(**member) != largest) {
                    values[member.index()] = 0;
                }
            }
            let limits = self.program.ceilings.iter().zip(bounds).zip(&left);
            let bounds: Vec<Bound> = limits
                .map(|((limit, bound), left)| Bound {
                    of: bound.of,
                    most: match limit.span {
                        Span::AllYears => left.map(|left| left.max(0)),
                        Span::Year => bound.most.filter(|_| !limit.by_figure),
                    },
                })
                .collect();
            sum = sum.saturating_add(capped(|at| values[at], plain, &bounds, &mut cuts));
            for (at, left) in left.iter_mut().enumerate() {
                let of = bounds[at].of & plain;
                let members = (0..values.len()).filter(|member| of >> member & 1 == 1);
                let inner = bounds.iter().zip(&cuts).filter(|(bound, _)| bound.of & !of == 0);
                let got = members.map(|member| values[member]).sum::<i64>()
                    - inner.map(|(_, cut)| cut).sum::<i64>();
                *left = left.map(|left| left - got);
            }
        }
        Some(sum)
    }

    /// The unanswered facts on which a ceiling over a benefit depends.
    pub(super) fn open_ceiling_facts(
        &self,
        answers: &Answers,
        benefit: usize,
        out: &mut Vec<FactId>,
    ) {
        let over = self.program.ceilings.iter().filter(|limit| limit.members >> benefit & 1 == 1);
        over.for_each(|limit| limit.limit.open_facts(self.view(answers), out));
    }
}
