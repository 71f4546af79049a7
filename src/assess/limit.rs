//! Compiled ceilings over several benefits, and a sum under them.

use crate::policy::{Amount, Ceiling, FactId, Span};

use super::in_force::Compiler;
use super::node::Award;

/// A compiled ceiling.
#[derive(Clone, Debug)]
pub(crate) struct Limit {
    /// Its place in the policy.
    pub at: usize,
    /// The benefits, a bit each.
    pub members: u128,
    /// Those groups of benefits that it holds whole, a bit each.
    pub groups: u128,
    /// Not more than this.
    pub(super) limit: Award,
    /// Whether it follows from a figure, which is not known of later years.
    pub(super) by_figure: bool,
    pub(super) span: Span,
}

/// A ceiling at work: over these, so much; none where it is not known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bound {
    pub of: u128,
    pub most: Option<i64>,
}

impl Limit {
    /// The ceilings in force under the readings.
    pub fn compile(compiler: &mut Compiler<'_>) -> Vec<Self> {
        let mut limits = Vec::new();
        for (at, ceiling) in compiler.policy.ceilings.iter().enumerate() {
            let Ceiling { members, limit, span, under, .. } = ceiling;
            if under.is_some_and(|(reading, option)| compiler.readings.0[reading] != option) {
                continue;
            }
            limits.push(Self {
                at,
                members: members.iter().fold(0, |bits, member| bits | 1 << member.index()),
                groups: 0,
                by_figure: !matches!(limit, Amount::Fixed(_)),
                limit: Award::compile(limit, compiler),
                span: *span,
            });
        }
        limits
    }

    /// Marks the groups of which every member is under the ceiling.
    pub fn cover(&mut self, groups: &[Vec<usize>]) {
        let whole = |group: &[usize]| group.iter().all(|member| self.members >> member & 1 == 1);
        let covered = groups.iter().enumerate().filter(|(_, group)| whole(group));
        self.groups = covered.fold(0, |bits, (at, _)| bits | 1 << at);
    }

    /// The facts that it follows from.
    pub fn facts(&self, atoms: &[super::atom::Atom], out: &mut Vec<FactId>) {
        self.limit.node.facts(atoms, out);
    }
}

/// The sum of some values under ceilings, the narrower ones first; `cuts` are left with what each
/// takes off.
pub(super) fn capped(
    values: impl Fn(usize) -> i64,
    all: u128,
    bounds: &[Bound],
    cuts: &mut Vec<i64>,
) -> i64 {
    let sum = |bits: u128| {
        let members = (0..128).filter(|at| bits >> at & 1 == 1);
        members.map(&values).fold(0, i64::saturating_add)
    };
    cuts.clear();
    for (at, bound) in bounds.iter().enumerate() {
        let within = bounds[..at].iter().zip(&*cuts).filter(|(inner, _)| inner.of & !bound.of == 0);
        let within: i64 = within.map(|(_, cut)| cut).sum();
        let sum = sum(bound.of & all) - within;
        cuts.push(bound.most.map_or(0, |most| (sum - most).max(0)));
    }
    sum(all) - cuts.iter().sum::<i64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 甲乙合计最高 10，甲乙丙合计最高 12：甲 8、乙 7、丙 5 是 10 + 5 = 15，取 12。
    #[test]
    fn narrower_ceilings_come_first() {
        let values = [8, 7, 5];
        let bound = |of, most| Bound { of, most: Some(most) };
        let mut cuts = Vec::new();
        let bounds = [bound(0b011, 10), bound(0b111, 12)];
        assert_eq!(capped(|at| values[at], 0b111, &bounds, &mut cuts), 12);
        assert_eq!(cuts, [5, 3]);
        let wide = [bound(0b011, 100), Bound { of: 0b111, most: None }];
        assert_eq!(capped(|at| values[at], 0b111, &wide, &mut cuts), 20);
        // 不在上限里的照加：8 + 7 取 10，丙 5。
        assert_eq!(capped(|at| values[at], 0b111, &[bound(0b011, 10)], &mut cuts), 15);
    }
}
